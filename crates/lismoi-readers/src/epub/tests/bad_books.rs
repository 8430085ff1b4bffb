//! Books that are refused, and faults that are forgiven.

use super::TestBook;
use crate::{Input, ReadError, ReadOptions, parse};

fn book() -> TestBook {
    TestBook::new().chapter("a.xhtml", "<p>Il pleut.</p>")
}

fn encryption(algorithm: &str, path: &str) -> String {
    format!(
        "<encryption><enc:EncryptedData><enc:EncryptionMethod Algorithm='{algorithm}'/><enc:CipherData>\
         <enc:CipherReference URI='{path}'/></enc:CipherData></enc:EncryptedData></encryption>"
    )
}

fn reason(book: &TestBook) -> String {
    book.read(ReadOptions::default())
        .expect_err("refused")
        .to_string()
}

#[test]
fn protected_books_are_refused_and_hidden_fonts_are_not() {
    let adobe = book().file("META-INF/rights.xml", "<rights/>");
    assert_eq!(reason(&adobe), "its chapters are protected by Adobe's DRM");
    let lcp = book().file("META-INF/license.lcpl", "{}");
    assert_eq!(reason(&lcp), "its chapters are protected by LCP, a DRM");
    let aes = encryption("http://www.w3.org/2001/04/xmlenc#aes128-cbc", "OPS/a.xhtml");
    let encrypted = book().file("META-INF/encryption.xml", &aes);
    assert_eq!(reason(&encrypted), "its chapters are encrypted (DRM)");
    let font = encryption("http://www.idpf.org/2008/embedding", "OPS/font.otf");
    let readable = book().file("META-INF/encryption.xml", &font);
    assert!(readable.read(ReadOptions::default()).is_ok());
}

#[test]
fn books_without_chapters_or_text_are_refused() {
    assert_eq!(
        reason(&TestBook::new()),
        "it is damaged: it names no chapters"
    );
    let pictures = TestBook::new().chapter("a.xhtml", "<img src='pic.png'/>");
    assert_eq!(reason(&pictures), "its pages hold no text");
    let missing = TestBook::new().chapter("a.xhtml", "missing");
    assert_eq!(reason(&missing), "its pages hold no text");
}

#[test]
fn a_book_that_is_cut_off_is_damaged() {
    let bytes = book().bytes();
    for length in [0, 10, 100, bytes.len() / 2, bytes.len() - 1] {
        let input = Input::new(bytes[..length].to_vec(), Some("a.epub".to_owned()));
        let found = parse(input, ReadOptions::default());
        let is_error = matches!(found, Err(ReadError::Damaged(_)));
        assert!(is_error || length == 0, "{length}: {found:?}");
    }
}

#[test]
fn paths_may_be_encoded_and_differ_in_case() {
    let book = TestBook::new()
        .chapter("Texte/un%20deux.XHTML", "missing")
        .file("OPS/texte/un deux.xhtml", "<p>Il pleut.</p>");
    assert!(book.outline().contains("paragraph Il pleut."));
}

#[test]
fn the_archive_tells_that_it_is_a_book() {
    let found = parse(Input::new(book().bytes(), None), ReadOptions::default());
    assert_eq!(found.expect("a book").len(), 1);
}

#[test]
fn deep_nesting_loses_no_text() {
    let body = format!(
        "{}Il pleut.{}",
        "<div>".repeat(5_000),
        "</div>".repeat(5_000)
    );
    let book = TestBook::new().chapter("a.xhtml", &body);
    assert!(book.outline().contains("paragraph Il pleut."));
}
