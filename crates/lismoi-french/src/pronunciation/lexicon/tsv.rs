//! A user's lexicon as a table of lines with tabs.

use super::entry::{self, EntryError};
use super::{Lexicon, LexiconError};
use crate::pronunciation::Pronunciation;

/// Adds the entries of a table.
pub(super) fn add(lexicon: &mut Lexicon, text: &str) -> Result<(), LexiconError> {
    for (index, line) in text.lines().enumerate() {
        let line = line.trim_end();
        let line = line.trim_end();
        if line.trim_start().is_empty() || line.starts_with('#') {
            continue;
        }
        add_line(lexicon, line).map_err(|problem| LexiconError::Entry {
            line: index + 1,
            problem,
        })?;
    }
    Ok(())
}

fn add_line(lexicon: &mut Lexicon, line: &str) -> Result<(), EntryError> {
    let mut fields = line.split('\t');
    let (Some(word), Some(written)) = (fields.next(), fields.next()) else {
        return Err(EntryError::NoTab);
    };
    entry::add(lexicon, word, read(written.trim())?)
}

/// The second column: `[[mnemonics]]`, `/IPA/`, or another spelling.
fn read(written: &str) -> Result<Pronunciation, EntryError> {
    let between = |start, end| written.strip_prefix(start)?.strip_suffix(end);
    if let Some(mnemonics) = between("[[", "]]") {
        return entry::from_mnemonics(mnemonics);
    }
    match between("/", "/") {
        Some(ipa) => entry::written_ipa(ipa),
        None => entry::respelling(written),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(text: &str) -> String {
        let mut lexicon = Lexicon::default();
        lexicon.add(text).expect_err(text).to_string()
    }

    #[test]
    fn comments_empty_lines_and_notes_are_ignored() {
        let mut lexicon = Lexicon::default();
        let text = "\u{FEFF}# mine\n\nTusk\t[[tusk]]\tthe Pole\r\nTrump\t/tʁœmp/\nl’INSEE\tl'inssé\ncoach*\tcotch*\n";
        lexicon.add(text).expect("a good lexicon");
        assert!(!lexicon.entries.is_empty());
    }

    #[test]
    fn words_and_spellings_are_in_the_letters_that_engines_read() {
        let mut lexicon = Lexicon::default();
        lexicon
            .add("Trần\tTchane\nchat\tధ ۳\n")
            .expect("a good lexicon");
        let options = crate::Options::new(&lexicon);
        let segments = crate::paragraph("Le chat de Trần dort.", options);
        let said = segments.map(|segment| format!("{segment:?}"));
        let said = said.collect::<String>();
        assert!(said.contains("respelling: \"dh 3\""), "{said}");
        assert!(said.contains("Tchane"), "{said}");
    }

    #[test]
    fn the_error_of_a_bad_line_has_its_number() {
        let cases = [
            (
                "a\tb\nTusk [[tusk]]",
                "line 2: there is no tab between the word and how it is said",
            ),
            (
                "Tusk\t/tuθk/",
                "line 1: 'θ' in /tuθk/ is no sound of French",
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
