//! Web pages in French, in the answers of servers that WARC files hold.
//!
//! A crawl has pages of all languages and kinds, and does not say which: what is not a page, and
//! what is not in French, is left out.

use std::io::{BufReader, Read};

use flate2::bufread::{MultiGzDecoder, ZlibDecoder};
use whatlang::Lang;

use super::LONGEST;

/// The most fields of a header that are read.
const MOST_FIELDS: usize = 200;

/// So many bytes of text are enough to know a language.
const ENOUGH: usize = 10_000;

/// Text of fewer letters does not tell its language.
const FEWEST_LETTERS: usize = 60;

/// The page that a server answered with (RFC 9112), if it is one, whole, and in French.
pub(super) fn answered(block: &[u8]) -> Option<String> {
    let mut fields = [httparse::EMPTY_HEADER; MOST_FIELDS];
    let mut head = httparse::Response::new(&mut fields);
    let httparse::Status::Complete(length) = head.parse(block).ok()? else {
        return None;
    };
    if head.code != Some(200) {
        return None;
    }
    let field = |name: &str| {
        let mut fields = head.headers.iter();
        let field = fields.find(|field| field.name.eq_ignore_ascii_case(name))?;
        std::str::from_utf8(field.value).ok().map(str::trim)
    };
    let is_chunked =
        field("Transfer-Encoding").is_some_and(|it| it.eq_ignore_ascii_case("chunked"));
    // Some crawlers keep the field and not the chunks.
    let body = match is_chunked.then(|| joined(&block[length..])).flatten() {
        Some(body) => body,
        None => block[length..].to_vec(),
    };
    let coding = field("Content-Encoding").unwrap_or_default();
    page(decoded(body, coding)?, field("Content-Type")?)
}

/// The page of this media type, if it is one, and in French.
pub(super) fn page(bytes: Vec<u8>, media_type: &str) -> Option<String> {
    let essence = media_type.split(';').next().unwrap_or_default().trim();
    let is_page = ["text/html", "application/xhtml+xml"]
        .iter()
        .any(|known| essence.eq_ignore_ascii_case(known));
    if !is_page {
        return None;
    }
    let page = lismoi_readers::page_text(bytes, Some(media_type));
    is_french(&page).then_some(page)
}

/// The content of chunks (RFC 9112, 7.1); `None` where there are none, or not all.
fn joined(chunks: &[u8]) -> Option<Vec<u8>> {
    let mut rest = chunks;
    let mut content = Vec::new();
    loop {
        let httparse::Status::Complete((start, size)) = httparse::parse_chunk_size(rest).ok()?
        else {
            return None;
        };
        if size == 0 {
            return Some(content);
        }
        let end = start.checked_add(usize::try_from(size).ok()?)?;
        content.extend_from_slice(rest.get(start..end)?);
        rest = rest.get(end..)?.strip_prefix(b"\r\n")?;
    }
}

/// The content without its coding (RFC 9110, 8.4.1); `None` for one that is not read, and for
/// what is damaged or too large.
fn decoded(body: Vec<u8>, coding: &str) -> Option<Vec<u8>> {
    let reader = || BufReader::new(&*body);
    let is_compressed = match coding.to_ascii_lowercase().as_str() {
        "gzip" | "x-gzip" => body.starts_with(&[0x1F, 0x8B]),
        "deflate" => body.starts_with(&[0x78]),
        "" | "identity" => false,
        _ => return None,
    };
    match is_compressed {
        // Some crawlers keep the field and not the coding.
        false => Some(body),
        true if coding.eq_ignore_ascii_case("deflate") => unpacked(ZlibDecoder::new(reader())),
        true => unpacked(MultiGzDecoder::new(reader())),
    }
}

fn unpacked(reader: impl Read) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    let limit = LONGEST as u64 + 1;
    reader.take(limit).read_to_end(&mut bytes).ok()?;
    (bytes.len() <= LONGEST).then_some(bytes)
}

/// Whether a page is in French: by its text where that tells, else by what the page states.
fn is_french(page: &str) -> bool {
    let text = visible(page);
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let found = whatlang::detect(&text).filter(|found| found.is_reliable());
    match found {
        Some(found) if letters >= FEWEST_LETTERS => found.lang() == Lang::Fra,
        _ => stated(page).is_some_and(|tag| tag.starts_with("fr")),
    }
}

/// The language that the first element of a page states (`<html lang=fr>`), in lower case.
fn stated(page: &str) -> Option<String> {
    let start = page.find("<html").or_else(|| page.find("<HTML"))?;
    let tag = page[start..].split('>').next()?.to_ascii_lowercase();
    let (_, value) = tag.split_once("lang=")?;
    let value = value.trim_start_matches(['"', '\'']);
    Some(value.split(['"', '\'', ' ', '/']).next()?.to_owned())
}

/// The first of the text between the tags of a page. It need not be exact: it tells a language.
fn visible(page: &str) -> String {
    let mut text = String::new();
    let mut rest = page;
    while let Some((before, tag)) = rest.split_once('<') {
        text += before;
        text.push(' ');
        if text.len() > ENOUGH {
            return text;
        }
        let end = ["script", "style", "head"].iter().find_map(|name| {
            let is_it = tag.get(..name.len())?.eq_ignore_ascii_case(name);
            let is_whole = tag[name.len()..].starts_with(['>', ' ', '\n', '\r', '\t']);
            (is_it && is_whole).then(|| format!("</{name}"))
        });
        let skipped = match end {
            None => tag,
            Some(end) => after(tag, &end),
        };
        rest = skipped.split_once('>').map_or("", |(_, rest)| rest);
    }
    text + rest
}

/// What follows `end`, in whatever case.
fn after<'a>(text: &'a str, end: &str) -> &'a str {
    let mut windows = text.as_bytes().windows(end.len());
    let at = windows.position(|part| part.eq_ignore_ascii_case(end.as_bytes()));
    at.map_or("", |at| &text[at + end.len()..])
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::{GzEncoder, ZlibEncoder};

    use super::*;

    const FRENCH: &str = "<html lang=en><head><title>The rain</title></head><style>p { color: red \
        }</style><p>Il pleut depuis ce matin sur la ville, et les rues sont vides. Personne ne \
        sait quand le soleil reviendra.</p></html>";

    fn answer(fields: &str, body: &[u8]) -> Option<String> {
        let mut block = format!("HTTP/1.1 200 OK\r\n{fields}\r\n\r\n").into_bytes();
        block.extend_from_slice(body);
        answered(&block)
    }

    #[test]
    fn pages_are_found_in_every_coding() {
        let page = Some(FRENCH.to_owned());
        let mut gzip = GzEncoder::new(Vec::new(), Compression::fast());
        gzip.write_all(FRENCH.as_bytes()).expect("in memory");
        let gzip = gzip.finish().expect("in memory");
        let mut zlib = ZlibEncoder::new(Vec::new(), Compression::fast());
        zlib.write_all(FRENCH.as_bytes()).expect("in memory");
        let zlib = zlib.finish().expect("in memory");
        let html = "content-type: text/html";
        assert_eq!(answer(html, FRENCH.as_bytes()), page);
        assert_eq!(
            answer(&format!("{html}\r\nContent-Encoding: gzip"), &gzip),
            page
        );
        assert_eq!(
            answer(&format!("{html}\r\nContent-Encoding: deflate"), &zlib),
            page
        );
        // A field that is no longer true.
        let chunked = format!("{html}\r\nTransfer-Encoding: chunked");
        assert_eq!(
            answer(
                &format!("{chunked}\r\nContent-Encoding: gzip"),
                FRENCH.as_bytes()
            ),
            page
        );
        let (first, second) = gzip.split_at(40);
        let mut chunks = format!("{:x};a=b\r\n", first.len()).into_bytes();
        chunks.extend_from_slice(first);
        chunks.extend_from_slice(format!("\r\n{:X}\r\n", second.len()).as_bytes());
        chunks.extend_from_slice(second);
        chunks.extend_from_slice(b"\r\n0\r\n\r\n");
        assert_eq!(
            answer(&format!("{chunked}\r\nContent-Encoding: gzip"), &chunks),
            page
        );
        let latin: Vec<u8> = "<html lang='fr'><p>Été.".chars().map(|c| c as u8).collect();
        let typed = "Content-Type: text/html; charset=ISO-8859-1";
        assert_eq!(
            answer(typed, &latin).as_deref(),
            Some("<html lang='fr'><p>Été.")
        );
    }

    #[test]
    fn what_is_no_page_in_french_is_left_out() {
        let english = "<html lang=fr><script>var il = 'est'</script><p>It has been raining on the \
            town since this morning, and the streets are empty.";
        let html = "Content-Type: text/html";
        assert_eq!(answer(html, english.as_bytes()), None);
        assert_eq!(answer(html, b"<p>Oui."), None);
        assert_eq!(answer("Content-Type: image/png", FRENCH.as_bytes()), None);
        assert_eq!(answer("X: y", FRENCH.as_bytes()), None);
        assert_eq!(
            answer(
                &format!("{html}\r\nContent-Encoding: br"),
                FRENCH.as_bytes()
            ),
            None
        );
        assert_eq!(answered(b"HTTP/1.1 404 Not Found\r\n\r\n"), None);
        let broken = [b"".as_slice(), b"HTTP/1.1 200", b"\xFF\xFF"];
        assert!(broken.iter().all(|block| answered(block).is_none()));
    }
}
