//! The words of an utterance in, the ids of its phonemes out, as Piper's own front end makes
//! them.
//!
//! Start, then each phoneme with a pad before it and a pad behind the last, then the end. A
//! phoneme is one character of the decomposed IPA (Unicode NFD): a nasal vowel is two. A space
//! stands between words, and the mark that ends a clause behind its last word.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;

use super::config::Config;
use crate::take::TakeWord;

/// The phonemes of an utterance as the input of a model.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ids {
    /// The ids.
    pub ids: Vec<i32>,
    /// The place of each word in `ids`, one for one.
    pub words: Vec<Range<usize>>,
}

/// A phoneme that a voice does not know, and the word that has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownPhoneme {
    /// The character.
    pub phoneme: char,
    /// The word in the spoken text.
    pub word: String,
}

/// The ids of the words of `text`. Phonemes that `config` has no ids for are left out.
pub fn ids(config: &Config, text: &str, words: &[TakeWord]) -> Ids {
    let known = |phoneme: char| config.phoneme_id_map.get(phoneme.encode_utf8(&mut [0; 4]));
    let pad = known('_');
    let mut ids = Ids::default();
    let push = |ids: &mut Vec<i32>, phoneme: char| {
        let Some(own) = known(phoneme) else { return };
        for id in own.iter().chain(pad.into_iter().flatten()) {
            ids.push(i32::try_from(*id).unwrap_or(i32::MAX));
        }
    };
    push(&mut ids.ids, '^');
    for (index, (word, written)) in words.iter().zip(written(text, words)).enumerate() {
        let start = ids.ids.len();
        for phoneme in phonemes(&word.ipa) {
            push(&mut ids.ids, phoneme);
        }
        ids.words.push(start..ids.ids.len());
        if let Some(mark) = mark(&written) {
            push(&mut ids.ids, mark);
        }
        if index + 1 < words.len() && ids.ids.len() > start {
            push(&mut ids.ids, ' ');
        }
    }
    for id in known('$').into_iter().flatten() {
        ids.ids.push(i32::try_from(*id).unwrap_or(i32::MAX));
    }
    ids
}

/// The phonemes that `config` has no ids for, in their order.
pub fn unknown(config: &Config, text: &str, words: &[TakeWord]) -> Vec<UnknownPhoneme> {
    let mut unknown = Vec::new();
    for (word, written) in words.iter().zip(written(text, words)) {
        for phoneme in phonemes(&word.ipa) {
            if !config
                .phoneme_id_map
                .contains_key(phoneme.encode_utf8(&mut [0; 4]) as &str)
            {
                unknown.push(UnknownPhoneme {
                    phoneme,
                    word: written.trim().to_owned(),
                });
            }
        }
    }
    unknown
}

/// The phonemes of a word, without the names of languages in parentheses.
fn phonemes(ipa: &str) -> impl Iterator<Item = char> {
    let mut is_name = false;
    let spoken = ipa.chars().filter(move |character| {
        let was_name = is_name;
        match character {
            '(' => is_name = true,
            ')' => is_name = false,
            _ => {}
        }
        // U+200D joins affricates; Piper has none.
        !(was_name || is_name || matches!(character, '_' | '\u{200D}'))
    });
    spoken.nfd()
}

/// The written words with what follows them. Words start where eSpeak NG says.
fn written(text: &str, words: &[TakeWord]) -> Vec<String> {
    let characters: Vec<char> = text.chars().collect();
    let start = |word: &TakeWord| (word.character as usize).min(characters.len());
    let ends = words.iter().skip(1).map(start).chain([characters.len()]);
    words
        .iter()
        .zip(ends)
        .map(|(word, end)| characters[start(word).min(end)..end].iter().collect())
        .collect()
}

/// The mark at the end of a clause, for which Piper has a phoneme.
fn mark(written: &str) -> Option<char> {
    let last = written
        .chars()
        .rev()
        .find(|character| !(character.is_whitespace() || "»”\"')]".contains(*character)))?;
    match last {
        '.' | ',' | ';' | ':' | '?' | '!' => Some(last),
        '…' => Some('.'),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    /// Every character of `phonemes` has its place as its id.
    fn config(phonemes: &str) -> Config {
        let map: BTreeMap<String, Vec<usize>> = phonemes
            .chars()
            .enumerate()
            .map(|(id, phoneme)| (phoneme.to_string(), vec![id]))
            .collect();
        let json = serde_json::json!({"audio": {"sample_rate": 22050}, "phoneme_id_map": map});
        serde_json::from_value(json).expect("a configuration")
    }

    fn word(character: u32, ipa: &str) -> TakeWord {
        TakeWord {
            character,
            start: 0,
            ipa: ipa.to_owned(),
        }
    }

    #[test]
    fn phonemes_stand_between_pads_with_spaces_and_marks() {
        let config = config("_^$ ,.abɑ\u{303}");
        let words = [word(0, "ɑ̃"), word(4, "(en)b(fr)")];
        let ids = ids(&config, "an, b.", &words);
        assert_eq!(
            ids.ids,
            [1, 0, 8, 0, 9, 0, 4, 0, 3, 0, 7, 0, 5, 0, 2],
            "start, ɑ, tilde, comma, space, b, full stop, end"
        );
        assert_eq!(ids.words, [2..6, 10..12]);
    }

    #[test]
    fn an_unknown_phoneme_is_left_out_and_named_with_its_word() {
        let config = config("_^$ ab");
        let words = [word(0, "aʁ"), word(3, "b")];
        assert_eq!(
            ids(&config, "ar b", &words).ids,
            [1, 0, 4, 0, 3, 0, 5, 0, 2]
        );
        let unknown = unknown(&config, "ar b", &words);
        assert_eq!((unknown.len(), unknown[0].phoneme), (1, 'ʁ'));
        assert_eq!(unknown[0].word, "ar");
    }

    #[test]
    fn closing_quotation_marks_do_not_hide_the_mark() {
        for (written, expected) in [
            ("mot », ", Some(',')),
            ("mot. »", Some('.')),
            ("mot ", None),
        ] {
            assert_eq!(mark(written), expected, "{written}");
        }
        assert_eq!(mark("1,5 "), None);
        assert_eq!(mark("quoi ?"), Some('?'));
    }
}
