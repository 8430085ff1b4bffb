//! Prints the sentences of a text on standard input, one a line; an empty line ends a paragraph.

use std::io::{self, Read, Write};

use lismoi_french::Segmentation;

fn main() -> io::Result<()> {
    let mut text = String::new();
    io::stdin().read_to_string(&mut text)?;
    let mut out = io::stdout().lock();
    for paragraph in text.split("\n\n") {
        for range in Segmentation::Sentences.sentences(paragraph, 0..paragraph.len()) {
            let words: Vec<&str> = paragraph[range].split_whitespace().collect();
            writeln!(out, "{}", words.join(" "))?;
        }
    }
    Ok(())
}
