//! Text strings (ISO 32000-1, 7.9.2.2): UTF-16, UTF-8 or PDFDocEncoding.

/// The characters of PDFDocEncoding from 0x80 to 0x9E, where it differs from Latin-1 (ISO
/// 32000-1, annex D.2).
const FROM_0X80: [char; 31] = [
    '•', '†', '‡', '…', '—', '–', 'ƒ', '⁄', '‹', '›', '−', '‰', '„', '“', '”', '‘', '’', '‚', '™',
    'ﬁ', 'ﬂ', 'Ł', 'Œ', 'Š', 'Ÿ', 'Ž', 'ı', 'ł', 'œ', 'š', 'ž',
];

/// The text of a string.
pub(super) fn decode(bytes: &[u8]) -> String {
    let text = match bytes {
        [0xFE, 0xFF, rest @ ..] => utf16(rest, u16::from_be_bytes),
        [0xFF, 0xFE, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xEF, 0xBB, 0xBF, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        // Some writers leave the mark of UTF-8 out.
        _ => match std::str::from_utf8(bytes) {
            Ok(text) => text.to_owned(),
            Err(_) => bytes.iter().map(|byte| of_byte(*byte)).collect(),
        },
    };
    text.trim_matches('\0').to_owned()
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let (units, _) = bytes.as_chunks::<2>();
    let units = units.iter().map(|bytes| unit(*bytes));
    let characters = char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER));
    let mut text = String::new();
    let mut is_language = false;
    for character in characters {
        // A language stands between two escapes.
        match (character, is_language) {
            ('\u{1B}', _) => is_language = !is_language,
            (character, false) => text.push(character),
            _ => {}
        }
    }
    text
}

fn of_byte(byte: u8) -> char {
    match byte {
        0x80..=0x9E => FROM_0X80[usize::from(byte - 0x80)],
        0xA0 => '€',
        _ => char::from(byte),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_are_decoded_by_their_marks() {
        assert_eq!(decode(b"\xFE\xFF\x00\xC9\x00t\x00\xE9"), "Été");
        assert_eq!(decode(b"\xFE\xFF\x00\x1Bfr\x00\x1B\x00a"), "a");
        assert_eq!(decode(b"\xEF\xBB\xBF\xC3\xA9"), "é");
        assert_eq!(decode(b"Un \xE9t\xE9 \x90\x9C"), "Un été ’œ");
        assert_eq!(decode("é".as_bytes()), "é");
    }
}
