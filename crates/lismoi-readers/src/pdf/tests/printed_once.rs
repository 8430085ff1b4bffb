//! Every word of a document is in exactly one piece, in reading order.

use lismoi_document::{Piece, PieceKind};
use proptest::prelude::*;

use super::read;
use super::writer::{Writer, text};
use crate::invariants;

/// A word that occurs once: its number in letters.
fn word(mut number: usize) -> String {
    let mut word = String::from("m");
    loop {
        word.push(char::from(b'a' + (number % 20) as u8));
        number /= 20;
        if number == 0 {
            return word + "ot";
        }
    }
}

/// How the lines of columns are drawn.
#[derive(Clone, Copy, Debug)]
enum Drawn {
    ByColumns,
    ByRows,
    /// From the bottom to the top.
    Upwards,
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn every_word_is_printed_once(
        columns in 1..=2_usize,
        rows in 8..40_usize,
        words_in_line in 4..6_usize,
        pages in 1..4_usize,
        drawn in prop::sample::select(vec![Drawn::ByColumns, Drawn::ByRows, Drawn::Upwards]),
    ) {
        let mut number = 0;
        let mut contents = Vec::new();
        for _ in 0..pages {
            let mut lines = Vec::new();
            for column in 0..columns {
                for row in 0..rows {
                    let words: Vec<String> = (0..words_in_line).map(|i| word(number + i)).collect();
                    number += words_in_line;
                    let left = 50 + 270 * column as i32;
                    let top = 60 + 13 * row as i32;
                    lines.push((row, column, text("F1", 10, left, top, &words.join(" "))));
                }
            }
            match drawn {
                Drawn::ByColumns => {}
                Drawn::ByRows => lines.sort_by_key(|(row, column, _)| (*row, *column)),
                Drawn::Upwards => lines.reverse(),
            }
            contents.push(lines.into_iter().map(|(_, _, line)| line).collect::<String>());
        }
        let (source, document) = read(Writer::new(&contents).finish()).expect("a document");
        invariants::check(&source, &document)?;
        let is_skipped = |piece: &Piece| matches!(piece.kind, PieceKind::Skipped(_));
        prop_assert!(!source.pieces.iter().any(is_skipped), "{}", source.text);
        let printed: Vec<&str> = source.text.split_whitespace().collect();
        let expected: Vec<String> = (0..number).map(word).collect();
        prop_assert_eq!(printed, expected);
    }
}
