//! What the page tells of a word that a rule changed: "14h30" is "quatorze heures trente".

use lismoi_french::normalization::verbalizers::VERBALIZERS;
use lismoi_french::{Dialect, number_in_words};

use crate::formats::captions::CaptionWord;

/// What was said for a word: in letters for a written form, in phonemes between `/` where a rule
/// changed the sound alone; `None` where the voice does not tell, or nothing changed.
pub(super) fn of(word: &CaptionWord, printed: &str, dialect: Dialect) -> Option<String> {
    let said = word.said.as_ref()?;
    let is_verbalized = VERBALIZERS.iter().any(|each| each.name == said.rule);
    // Other letters are meant for an engine.
    if !is_verbalized || said.spoken.contains("[[") {
        return (!said.ipa.is_empty()).then(|| format!("/{}/", said.ipa));
    }
    let spoken = in_letters(&said.spoken, dialect);
    let is_same = spoken.to_lowercase() == printed.to_lowercase();
    (!is_same && !spoken.is_empty()).then_some(spoken)
}

/// The text with its figures in words. Those after a decimal comma are left.
fn in_letters(spoken: &str, dialect: Dialect) -> String {
    let words = spoken.split(' ').map(|word| {
        let is_figures = !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit());
        if is_figures {
            number_in_words(word, dialect)
        } else {
            word.to_owned()
        }
    });
    words.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::captions::Said;

    fn told(rule: &str, printed: &str, spoken: &str, ipa: &str) -> Option<String> {
        let word = CaptionWord {
            range: 0..printed.len(),
            start: 0,
            end: 1,
            said: Some(Said {
                rule: rule.to_owned(),
                spoken: spoken.to_owned(),
                ipa: ipa.to_owned(),
            }),
        };
        of(&word, printed, Dialect::France)
    }

    #[test]
    fn a_changed_word_is_told_in_letters_or_in_phonemes() {
        let time = told("time", "14h30", "14 heures 30", "");
        assert_eq!(time.as_deref(), Some("quatorze heures trente"));
        let name = told("lexicon", "Kursk", "[[k'ursk]]", "kursk");
        assert_eq!(name.as_deref(), Some("/kursk/"));
        assert_eq!(told("lexicon", "Kursk", "[[k'ursk]]", ""), None);
        let respelled = told("read as French", "publié", "publillé", "pyblije");
        assert_eq!(respelled.as_deref(), Some("/pyblije/"));
        assert_eq!(told("time", "Midi", "midi", ""), None);
    }
}
