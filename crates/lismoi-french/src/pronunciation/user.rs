//! The user's lexicon as a table: the text of a file in, its entries added to a
//! [`Lexicon`]. A line that cannot be used is an error that names it.

use anyhow::{Context, Result, bail, ensure};
use unicode_normalization::UnicodeNormalization;

use super::lexicon::Lexicon;
use super::{Said, phonemes, pls};

/// How many words an entry may have: as far as the stage looks ahead.
const MOST_WORDS: usize = 7;
/// How long an entry, or how it is said, may be, in bytes.
const LONGEST: usize = 200;

/// Adds the entries of a lexicon file. `text` is a PLS document where it starts with `<`,
/// else lines of a word, a tab, how it is said, and if wanted a tab and a note.
///
/// # Errors
/// The first line that cannot be used, by its number.
pub fn add(lexicon: &mut Lexicon, text: &str) -> Result<()> {
    let text = text.trim_start_matches('\u{FEFF}');
    if text.trim_start().starts_with('<') {
        return pls::add(lexicon, text);
    }
    for (index, line) in text.lines().enumerate() {
        let line = line.trim_end();
        if line.trim_start().is_empty() || line.starts_with('#') {
            continue;
        }
        add_line(lexicon, line).with_context(|| format!("line {}", index + 1))?;
    }
    Ok(())
}

fn add_line(lexicon: &mut Lexicon, line: &str) -> Result<()> {
    let mut fields = line.split('\t');
    let (Some(word), Some(said)) = (fields.next(), fields.next()) else {
        bail!("there is no tab between the word and how it is said");
    };
    add_entry(lexicon, word, read(said.trim())?)
}

/// Adds one entry, once its word makes sense.
pub(super) fn add_entry(lexicon: &mut Lexicon, word: &str, said: Said) -> Result<()> {
    let word: String = word.nfc().collect::<String>().replace(['’', 'ʼ'], "'");
    let words: Vec<&str> = word.split_whitespace().collect();
    ensure!(
        word.contains(char::is_alphanumeric),
        "there is no word before the tab"
    );
    ensure!(
        words.len() <= MOST_WORDS && word.len() <= LONGEST,
        "'{word}' is longer than {MOST_WORDS} words or {LONGEST} bytes"
    );
    let stem = word.strip_suffix('*');
    ensure!(
        !stem.unwrap_or(&word).contains('*'),
        "in '{word}', '*' can only stand at the end"
    );
    if let Some(stem) = stem {
        ensure!(
            stem.len() >= 4 && words.len() == 1 && matches!(said, Said::Spelling(_)),
            "'{word}' must be one word of at least four letters, in another spelling"
        );
    }
    lexicon.entries.add(&words.join(" "), said);
    Ok(())
}

/// What stands in the second column: `[[phonemes]]`, or another spelling.
fn read(said: &str) -> Result<Said> {
    if let Some(inner) = said
        .strip_prefix("[[")
        .and_then(|inner| inner.strip_suffix("]]"))
    {
        return checked_phonemes(inner);
    }
    spelled(said)
}

/// Another spelling, which must not hide phonemes.
pub(super) fn spelled(said: &str) -> Result<Said> {
    ensure!(
        said.contains(char::is_alphanumeric),
        "it is not said how the word is said"
    );
    ensure!(
        !said.contains(['[', ']']) && !said.contains(char::is_control) && said.len() <= LONGEST,
        "'{said}' is neither a spelling nor [[phonemes]]"
    );
    Ok(Said::Spelling(said.nfc().collect()))
}

/// eSpeak NG's mnemonics, the stress set where there is none.
pub(super) fn checked_phonemes(inner: &str) -> Result<Said> {
    if let Err(rest) = phonemes::parse(inner) {
        bail!("'{rest}' in '[[{inner}]]' is no French phoneme of eSpeak NG");
    }
    ensure!(
        phonemes::has_sound(inner) && inner.len() <= LONGEST,
        "'[[{inner}]]' has no sound, or too many"
    );
    Ok(Said::Phonemes(inner.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(text: &str) -> String {
        let mut lexicon = Lexicon::default();
        format!("{:#}", add(&mut lexicon, text).expect_err(text))
    }

    #[test]
    fn comments_empty_lines_and_notes_are_passed_over() {
        let mut lexicon = Lexicon::default();
        let text =
            "\u{FEFF}# mine\n\nTusk\t[[tusk]]\tthe Pole\r\nl’INSEE\tl'inssé\ncoach*\tcotch*\n";
        add(&mut lexicon, text).expect("a good lexicon");
        assert!(!lexicon.entries.is_empty());
    }

    #[test]
    fn a_bad_line_is_named_with_its_number() {
        let cases = [
            (
                "a\tb\nTusk [[tusk]]",
                "line 2: there is no tab between the word and how it is said",
            ),
            (
                "Tusk\t[[tusk!]]",
                "line 1: '!' in '[[tusk!]]' is no French phoneme of eSpeak NG",
            ),
            (
                "Tusk\t[[tusk]",
                "line 1: '[[tusk]' is neither a spelling nor [[phonemes]]",
            ),
            (
                "Tusk\tle [[tusk]]",
                "line 1: 'le [[tusk]]' is neither a spelling nor [[phonemes]]",
            ),
            ("\tchose", "line 1: there is no word before the tab"),
            ("Tusk\t!", "line 1: it is not said how the word is said"),
            ("Tusk\t[[_]]", "line 1: '[[_]]' has no sound, or too many"),
            (
                "a b c d e f g h\tabc",
                "line 1: 'a b c d e f g h' is longer than 7 words or 200 bytes",
            ),
            (
                "co*ch\tcotch",
                "line 1: in 'co*ch', '*' can only stand at the end",
            ),
            (
                "coach*\t[[kotS]]",
                "line 1: 'coach*' must be one word of at least four letters, in another spelling",
            ),
        ];
        for (text, expected) in cases {
            assert_eq!(message(text), expected);
        }
    }
}
