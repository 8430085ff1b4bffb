//! Text in UTF-8 that a program took for Windows-1252: "l'Ã©tÃ©", "câ€™est". It is mended where
//! the characters are valid UTF-8 as bytes of that code page, which no French text is by chance.

use super::Verbalization;
use super::cursor::Cursor;
use super::normalize;

/// The characters of Windows-1252 from 80 to 9F (WHATWG Encoding, index windows-1252).
const C1: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8D}', 'Ž', '\u{8F}',
    '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9D}', 'ž', 'Ÿ',
];

/// A stretch of text with its characters mended, said as any other.
pub(super) fn decoded(cursor: &Cursor<'_>) -> Option<Verbalization> {
    let stretch = cursor.stretch();
    let may_be = stretch.contains(['Ã', 'Â', 'Å', 'â']);
    if !may_be || !cursor.starts_word() {
        return None;
    }
    let printed = stretch.trim_end_matches(|c: char| c.is_ascii_punctuation());
    let is_followed = printed.len() == cursor.rest().len()
        || cursor.rest()[printed.len()..].starts_with(char::is_whitespace);
    let mended = mend(printed, is_followed)?;
    let mut spoken = String::new();
    for form in normalize(&mended, cursor.dialect).filter(|form| !form.spoken.is_empty()) {
        if !(spoken.is_empty() || spoken.ends_with('\'')) {
            spoken.push(' ');
        }
        spoken.push_str(&form.spoken);
    }
    Verbalization::new(printed.len(), spoken)
}

/// The text with each run of characters beyond ASCII as it was meant; `None` where none changes.
/// `is_followed` if white space follows: the second byte of "à" is a space that does not break.
fn mend(text: &str, is_followed: bool) -> Option<String> {
    let mut mended = String::new();
    let mut is_changed = false;
    let mut rest = text;
    while let Some(start) = rest.find(|c: char| !c.is_ascii()) {
        mended.push_str(&rest[..start]);
        rest = &rest[start..];
        let end = rest.find(|c: char| c.is_ascii()).unwrap_or(rest.len());
        let (run, after) = rest.split_at(end);
        let bytes: Option<Vec<u8>> = run.chars().map(byte).collect();
        let decoded = bytes.and_then(|bytes| String::from_utf8(bytes).ok());
        let is_grave = run == "Ã" && after.is_empty() && is_followed;
        is_changed |= decoded.is_some() || is_grave;
        match decoded {
            Some(decoded) => mended.push_str(&decoded),
            None if is_grave => mended.push('à'),
            None => mended.push_str(run),
        }
        rest = after;
    }
    mended.push_str(rest);
    is_changed.then_some(mended)
}

/// The byte that stands for a character in Windows-1252.
fn byte(character: char) -> Option<u8> {
    match C1.iter().position(|known| *known == character) {
        Some(place) => u8::try_from(place).ok().map(|place| 0x80 + place),
        None => u8::try_from(u32::from(character)).ok(),
    }
}

#[cfg(test)]
mod tests {
    use super::mend;

    #[test]
    fn what_was_decoded_wrongly_is_mended() {
        for (printed, meant) in [
            ("Lâ€™Ã©cole", "L’école"),
            ("dÃ©jÃ", "déjà"),
            ("Ã‰tat", "État"),
            ("Å“uvre", "œuvre"),
            ("â‚¬", "€"),
            ("Â«", "«"),
        ] {
            assert_eq!(mend(printed, true).as_deref(), Some(meant));
        }
    }

    #[test]
    fn what_may_be_meant_so_is_left() {
        for printed in ["été", "SÃO", "“Å”", "Ångström", "château", "Â"] {
            assert_eq!(mend(printed, true), None, "{printed}");
        }
    }
}
