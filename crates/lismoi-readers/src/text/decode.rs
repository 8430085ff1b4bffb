//! Bytes in, text out: UTF-8 and UTF-16 with or without a byte order mark, Windows-1252 and
//! the other encodings of the web.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};
use lismoi_document::{Source, lines};

/// Why bytes are not text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotText {
    /// They are a file of this media type.
    #[error("it is not text but {0}")]
    MediaType(&'static str),
    /// They hold too many control characters or errors of the encoding.
    #[error("it is not text")]
    Binary,
}

/// Decodes a text; `name` is its file name.
///
/// # Errors
/// The bytes are not text.
pub fn source(bytes: Vec<u8>, name: Option<String>) -> Result<Source, NotText> {
    if let Some(media_type) = other_than_text(&bytes) {
        return Err(NotText::MediaType(media_type));
    }
    let text = decode(bytes);
    if is_binary(&text) {
        return Err(NotText::Binary);
    }
    let damaged_lines = if text.contains('\u{FFFD}') {
        damaged_lines(&text)
    } else {
        Vec::new()
    };
    Ok(Source {
        name,
        text,
        damaged_lines,
        ..Source::default()
    })
}

/// The media type of a file that is no text, by its first bytes. Where these are letters
/// ("BM", "ID3"), valid UTF-8 without a NUL is text all the same, unless the type is PDF or RTF.
pub(crate) fn other_than_text(bytes: &[u8]) -> Option<&'static str> {
    let media_type = infer::get(bytes)?.mime_type();
    let is_text_format = match media_type {
        "application/pdf" => starts_as_pdf(bytes),
        other => matches!(other, "application/rtf" | "text/rtf"),
    };
    let is_utf8 = !bytes.contains(&0) && std::str::from_utf8(bytes).is_ok();
    let is_other = is_text_format || !(is_utf8 || media_type.starts_with("text/"));
    is_other.then_some(media_type)
}

/// Whether the mark of a PDF is the first thing in it.
pub(crate) fn starts_as_pdf(bytes: &[u8]) -> bool {
    let start = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    start.trim_ascii_start().starts_with(b"%PDF-")
}

pub(crate) fn decode(bytes: Vec<u8>) -> String {
    if let Some((encoding, mark)) = Encoding::for_bom(&bytes) {
        return encoding
            .decode_without_bom_handling(&bytes[mark..])
            .0
            .into_owned();
    }
    if let Some(encoding) = utf16_without_mark(&bytes) {
        return encoding.decode_without_bom_handling(&bytes).0.into_owned();
    }
    match String::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            let bytes = error.into_bytes();
            encoding_of(&bytes)
                .decode_without_bom_handling(&bytes)
                .0
                .into_owned()
        }
    }
}

/// UTF-16 without a byte order mark: text in Latin letters has a zero in nearly every second
/// byte.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let pairs = bytes.len() / 2;
    if pairs == 0 || !bytes.len().is_multiple_of(2) {
        return None;
    }
    let zeros = |offset: usize| {
        bytes
            .iter()
            .skip(offset)
            .step_by(2)
            .filter(|byte| **byte == 0)
            .count()
    };
    let (high, low) = (zeros(0), zeros(1));
    if low * 10 > pairs * 7 && high * 10 < pairs {
        Some(UTF_16LE)
    } else if high * 10 > pairs * 7 && low * 10 < pairs {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// The encoding of bytes that are not valid UTF-8: UTF-8 with errors, if it has more valid
/// than invalid sequences beyond ASCII; else a guess.
fn encoding_of(bytes: &[u8]) -> &'static Encoding {
    let (mut valid, mut invalid) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        valid += chunk
            .valid()
            .chars()
            .filter(|character| !character.is_ascii())
            .count();
        invalid += usize::from(!chunk.invalid().is_empty());
    }
    if valid > invalid {
        return UTF_8;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(Some(b"fr"), Utf8Detection::Deny)
}

/// Whether more than one character in ten is a control character or U+FFFD.
fn is_binary(text: &str) -> bool {
    // Byte by byte, several at a time: a book has millions of them.
    let bytes = text.as_bytes();
    let pairs = || bytes.iter().zip(bytes.iter().skip(1));
    let characters = bytes.iter().filter(|byte| **byte & 0xC0 != 0x80).count();
    let is_control = |byte: u8| byte < b' ' && !(b'\t'..=b'\r').contains(&byte) || byte == 0x7F;
    let controls = bytes.iter().filter(|byte| is_control(**byte)).count();
    // U+0080 to U+009F but for U+0085, which ends a line.
    let is_c1 = |first: u8, second: u8| first == 0xC2 && second < 0xA0 && second != 0x85;
    let c1 = pairs().filter(|(first, second)| is_c1(**first, **second));
    // The first two bytes of U+FFFD are also those of U+FFC0 to U+FFFF.
    let is_specials = |first: u8, second: u8| first == 0xEF && second == 0xBF;
    let may_be_replaced = pairs().any(|(first, second)| is_specials(*first, *second));
    let replaced = match may_be_replaced {
        true => text.matches('\u{FFFD}').count(),
        false => 0,
    };
    let bad = controls + c1.count() + replaced;
    bad > 1 && bad * 10 > characters
}

/// The numbers, from 1, of the lines with U+FFFD.
fn damaged_lines(text: &str) -> Vec<usize> {
    lines::all(text)
        .enumerate()
        .filter(|(_, line)| text[line.clone()].contains('\u{FFFD}'))
        .map(|(index, _)| index + 1)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const FRENCH: &str = "L'été où l'œuvre naît à Évry : « ça coûte 3 € ».\nUn deuxième été.\n";

    fn text(bytes: impl Into<Vec<u8>>) -> String {
        source(bytes.into(), None).expect("text").text
    }

    #[test]
    fn french_decodes_to_the_same_text_from_every_encoding() {
        let utf16 = |bytes: fn(u16) -> [u8; 2]| -> Vec<u8> {
            FRENCH.encode_utf16().flat_map(bytes).collect()
        };
        let marked = |mark: &[u8], bytes: Vec<u8>| [mark, &bytes].concat();
        assert_eq!(text(FRENCH), FRENCH);
        assert_eq!(text(marked(b"\xEF\xBB\xBF", FRENCH.into())), FRENCH);
        assert_eq!(text(utf16(u16::to_le_bytes)), FRENCH);
        assert_eq!(text(utf16(u16::to_be_bytes)), FRENCH);
        assert_eq!(text(marked(b"\xFF\xFE", utf16(u16::to_le_bytes))), FRENCH);
        assert_eq!(text(marked(b"\xFE\xFF", utf16(u16::to_be_bytes))), FRENCH);
        let (windows, _, unmappable) = encoding_rs::WINDOWS_1252.encode(FRENCH);
        assert!(!unmappable);
        assert_eq!(text(windows), FRENCH);
    }

    #[test]
    fn an_invalid_byte_damages_only_its_line() {
        let mut bytes = b"Un \xC3\xA9t\xC3\xA9.\nUn hi\xFFver.\n".to_vec();
        bytes.extend("Un été à Évry.".as_bytes());
        let read = source(bytes, None).expect("text");
        assert_eq!(read.text, "Un été.\nUn hi\u{FFFD}ver.\nUn été à Évry.");
        assert_eq!(read.damaged_lines, [2]);
    }

    #[test]
    fn a_picture_a_pdf_and_noise_are_refused() {
        let refused = |bytes: &[u8]| {
            source(bytes.to_vec(), None)
                .expect_err("refused")
                .to_string()
        };
        assert_eq!(
            refused(b"%PDF-1.7\nsomething"),
            "it is not text but application/pdf"
        );
        assert_eq!(
            refused(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"),
            "it is not text but image/png"
        );
        let noise: Vec<u8> = (0..4000_u32)
            .map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8)
            .collect();
        assert_eq!(refused(&noise), "it is not text");
    }

    #[test]
    fn text_may_start_with_the_letters_of_a_file_signature() {
        for words in [
            "BMW : les ventes baissent.",
            "GIF ou PNG ?",
            "ID3, MZ et PK.",
            "%! Bref.",
        ] {
            assert_eq!(text(words), words);
        }
    }

    #[test]
    fn a_stray_nul_or_control_character_does_not_make_text_binary() {
        let with_nul = "Un texte\0 assez long pour un seul caractère de contrôle\x07 ou deux.";
        assert_eq!(text(with_nul), with_nul);
    }
}
