//! Documents that cannot be read.

use super::read;
use super::writer::{Writer, lines, text};
use crate::options::ReadOptions;
use crate::parse::{Input, ReadError};

fn reason(bytes: Vec<u8>) -> String {
    read(bytes).expect_err("unreadable").to_string()
}

#[test]
fn pages_without_text_are_pictures() {
    let picture = "BI /W 1 /H 1 /BPC 8 /CS /G ID a\nEI\n".to_owned();
    let scanned = Writer::new(&[picture.clone(), picture + &text("F1", 10, 50, 50, "Page 2")]);
    assert_eq!(reason(scanned.finish()), "its pages are pictures");
    let empty = Writer::new(&[String::new()]);
    assert_eq!(reason(empty.finish()), "it holds no text");
    let short = Writer::new(&[text("F1", 10, 50, 50, "Oui.")]);
    assert!(read(short.finish()).is_ok());
}

#[test]
fn glyphs_without_characters_are_not_read_aloud() {
    // Codes that WinAnsi does not define.
    let noise = "\u{1}\u{2}\u{3}\u{4}\u{5}\u{6}\u{7}".repeat(8);
    let pages = Writer::new(&[lines(10, 50, 100, &[noise.as_str(), "et deux mots"])]);
    assert_eq!(reason(pages.finish()), "its glyphs stand for no characters");
}

#[test]
fn an_encrypted_document_needs_its_password() {
    let key = "k".repeat(32);
    let document =
        Writer::new(&[lines(10, 50, 100, &["Il pleut sur la ville."])]).trailer(&format!(
            "/ID [(a) (a)] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O ({key}) /U ({key}) >>"
        ));
    assert_eq!(reason(document.finish()), "a password is needed to open it");
    let input = Input {
        password: Some("secret".to_owned()),
        ..Input::new(document.finish(), None)
    };
    let refused = super::super::read(input, ReadOptions::default()).expect_err("wrong");
    assert_eq!(refused.to_string(), "the password does not open it");
}

#[test]
fn what_is_no_pdf_is_damaged() {
    for bytes in [&b""[..], b"%PDF-1.7", b"%PDF-1.7 bla", b"<html>"] {
        assert!(matches!(read(bytes.to_vec()), Err(ReadError::Damaged(_))));
    }
}

#[test]
fn a_document_that_is_cut_off_or_changed_never_panics() {
    let page = lines(
        10,
        50,
        100,
        &["Il pleut sur la ville et sur les champs.", "Il pleut."],
    );
    let whole = Writer::new(&[page.clone(), page]).finish();
    for end in 0..whole.len() {
        let _ = read(whole[..end].to_vec());
    }
    let mut state = 1_u32;
    for _ in 0..500 {
        let mut bytes = whole.clone();
        for _ in 0..4 {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let at = state as usize % bytes.len();
            bytes[at] = (state >> 13) as u8;
        }
        let _ = read(bytes);
    }
}

#[test]
fn forms_that_draw_each_other_without_end_are_bounded() {
    // Each form draws the next one twice: 2^40 in all.
    let mut document = Writer::new(&["/X Do\n".to_owned() + &lines(10, 50, 100, &["Il pleut."])]);
    for number in 0..40 {
        let next = 101 + number;
        document = document.object(&format!(
            "<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Length 11 \
             /Resources << /XObject << /X {next} 0 R >> >> >>\nstream\n/X Do /X Do\nendstream"
        ));
    }
    let document = document.resource("/XObject << /X 100 0 R >>");
    assert_eq!(reason(document.finish()), "it unpacks to more than 256 MB");
}
