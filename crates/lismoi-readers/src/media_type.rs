//! What a server says about the bytes it sends: "text/html; charset=iso-8859-1".

use encoding_rs::Encoding;
use lismoi_document::SourceFormat;

/// The formats of media types. What is sent as `text/plain` may be anything.
const FORMATS: [(&str, SourceFormat); 9] = [
    ("text/html", SourceFormat::Html),
    ("application/xhtml+xml", SourceFormat::Html),
    ("text/markdown", SourceFormat::Markdown),
    ("multipart/related", SourceFormat::WebArchive),
    ("application/x-webarchive", SourceFormat::WebArchive),
    ("message/rfc822", SourceFormat::Mail),
    ("application/rss+xml", SourceFormat::Feed),
    ("application/atom+xml", SourceFormat::Feed),
    ("application/feed+json", SourceFormat::Feed),
];

/// The format of a media type; `None` where the type does not tell.
pub(crate) fn format(media_type: &str) -> Option<SourceFormat> {
    let essence = media_type.split(';').next()?.trim().to_ascii_lowercase();
    let found = FORMATS.iter().find(|(known, _)| *known == essence);
    found.map(|(_, format)| *format)
}

/// The bytes in UTF-8, if the media type names their encoding and they are not in UTF-8: what
/// is valid UTF-8 is, whatever a server says.
pub(crate) fn transcoded(bytes: Vec<u8>, media_type: Option<&str>) -> Vec<u8> {
    let is_known = Encoding::for_bom(&bytes).is_some() || std::str::from_utf8(&bytes).is_ok();
    match media_type.and_then(charset).filter(|_| !is_known) {
        Some(encoding) => encoding
            .decode_without_bom_handling(&bytes)
            .0
            .into_owned()
            .into_bytes(),
        None => bytes,
    }
}

fn charset(media_type: &str) -> Option<&'static Encoding> {
    let mut parameters = media_type.split(';').skip(1);
    parameters.find_map(|parameter| {
        let (key, value) = parameter.split_once('=')?;
        let is_charset = key.trim().eq_ignore_ascii_case("charset");
        Encoding::for_label(value.trim().trim_matches('"').as_bytes()).filter(|_| is_charset)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_tells_the_format_and_the_encoding() {
        assert_eq!(format("Text/HTML; charset=x"), Some(SourceFormat::Html));
        assert_eq!(format("text/plain"), None);
        let latin = b"d\xE9j\xE0".to_vec();
        let typed = Some("text/html; Charset=\"ISO-8859-1\"");
        assert_eq!(transcoded(latin.clone(), typed), "déjà".as_bytes());
        assert_eq!(
            transcoded(latin.clone(), Some("text/html; charset=no")),
            latin
        );
        assert_eq!(transcoded("é".into(), typed), "é".as_bytes());
    }
}
