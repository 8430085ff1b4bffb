//! One entry of a user's lexicon: checked, and added.

use std::borrow::Cow;

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use super::Lexicon;
use crate::normalization::readable;
use crate::pronunciation::{Ipa, Pronunciation, mnemonics};

/// Words in an entry: as far as [`lookup`](crate::pronunciation::lookup) looks ahead.
const MOST_WORDS: usize = 7;

/// The length of an entry, and of its pronunciation, in bytes (of IPA, in characters).
const LONGEST: usize = 200;

/// Symbols (NFD) that users write for sounds of French, and the ones of our
/// [notation](crate::pronunciation::ipa). Longer ones first.
const VARIANTS: [(&str, &str); 22] = [
    ("d\u{361}ʒ", "d\u{361}ʒ"),
    ("t\u{361}ʃ", "t\u{361}ʃ"),
    ("dʒ", "d\u{361}ʒ"),
    ("tʃ", "t\u{361}ʃ"),
    ("a\u{303}", "ɑ\u{303}"),
    ("e\u{303}", "ɛ\u{303}"),
    ("o\u{303}", "ɔ\u{303}"),
    ("ɑ\u{303}", "ɑ\u{303}"),
    ("ɑ", "a"),
    ("æ", "a"),
    ("ɪ", "i"),
    ("ʌ", "œ"),
    ("ʊ", "u"),
    ("ɥ", "y"),
    ("g", "ɡ"),
    ("ʀ", "ʁ"),
    ("r", "ʁ"),
    ("ɹ", "ʁ"),
    // Stress and the borders of syllables are the engine's to find.
    ("ˈ", ""),
    ("ˌ", ""),
    ("‿", ""),
    ("\u{361}", ""),
];

/// An entry of a lexicon that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EntryError {
    /// A line of a table without a tab.
    #[error("there is no tab between the word and how it is said")]
    NoTab,
    /// No letter or figure in the word.
    #[error("there is no word before the tab")]
    NoWord,
    /// No letter or figure in the respelling.
    #[error("it is not said how the word is said")]
    NoPronunciation,
    /// Brackets, control characters, or a respelling that is too long.
    #[error("'{0}' is neither a spelling nor [[phonemes]]")]
    NoSpelling(String),
    /// A mnemonic that eSpeak NG does not have for French.
    #[error("'{rest}' in '[[{mnemonics}]]' is no French phoneme of eSpeak NG")]
    UnknownMnemonic {
        /// The mnemonics from the unknown one on.
        rest: String,
        /// All of them.
        mnemonics: String,
    },
    /// A character that is no sound of French.
    #[error("'{character}' in /{ipa}/ is no sound of French")]
    UnknownSound {
        /// The character.
        character: char,
        /// The pronunciation.
        ipa: String,
    },
    /// Phonemes with no sound, or too many.
    #[error("'{0}' has no sound, or too many")]
    NoSound(String),
    /// A word or phrase that is too long.
    #[error("'{0}' is longer than {MOST_WORDS} words or {LONGEST} bytes")]
    TooLong(String),
    /// A `*` that is not the last character.
    #[error("in '{0}', '*' can only stand at the end")]
    StarInside(String),
    /// A stem that is too short, a phrase, or pronounced by phonemes.
    #[error("'{0}' must be one word of at least four letters, in another spelling")]
    NoStem(String),
    /// A lexeme that says nothing.
    #[error("the lexeme has neither <phoneme> nor <alias>")]
    NoPhoneme,
    /// A lexeme without a word.
    #[error("the lexeme has no <grapheme>")]
    NoGrapheme,
    /// Phonemes in an unknown notation.
    #[error("the alphabet '{0}' is neither 'ipa' nor 'x-espeak'")]
    UnknownAlphabet(String),
}

/// Adds one entry, if it makes sense.
pub(super) fn add(
    lexicon: &mut Lexicon,
    word: &str,
    pronunciation: Pronunciation,
) -> Result<(), EntryError> {
    let mut word = composed(word);
    if word.contains(['’', 'ʼ']) {
        word = word.replace(['’', 'ʼ'], "'").into();
    }
    // As normalization leaves it: "Trần" is looked up as "Tran".
    let word = readable(&word);
    let words = word.split_whitespace();
    let count = words.clone().count();
    if !word.contains(char::is_alphanumeric) {
        return Err(EntryError::NoWord);
    }
    if count > MOST_WORDS || word.len() > LONGEST {
        return Err(EntryError::TooLong(word.into_owned()));
    }
    let stem = word.strip_suffix('*');
    if stem.unwrap_or(&word).contains('*') {
        return Err(EntryError::StarInside(word.into_owned()));
    }
    if let Some(stem) = stem {
        let is_respelled = matches!(pronunciation, Pronunciation::Respelling(_));
        if stem.len() < 4 || count > 1 || !is_respelled {
            return Err(EntryError::NoStem(word.into_owned()));
        }
    }
    let word = match count {
        1 => word.trim().to_owned(),
        _ => words.collect::<Vec<_>>().join(" "),
    };
    lexicon.entries.add(word, pronunciation);
    Ok(())
}

/// A text in NFC. Most texts are.
fn composed(text: &str) -> Cow<'_, str> {
    match is_nfc_quick(text.chars()) {
        IsNormalized::Yes => text.into(),
        IsNormalized::No | IsNormalized::Maybe => text.nfc().collect(),
    }
}

/// Another spelling, which must not hide phonemes.
pub(super) fn respelling(written: &str) -> Result<Pronunciation, EntryError> {
    if !written.contains(char::is_alphanumeric) {
        return Err(EntryError::NoPronunciation);
    }
    if written.contains(['[', ']']) || written.contains(char::is_control) || written.len() > LONGEST
    {
        return Err(EntryError::NoSpelling(written.to_owned()));
    }
    // Letters of other scripts could crash an engine.
    let written = composed(written);
    let respelling = readable(&written);
    if !respelling.contains(char::is_alphanumeric) {
        return Err(EntryError::NoPronunciation);
    }
    Ok(Pronunciation::Respelling(respelling.into_owned().into()))
}

/// Mnemonics of eSpeak NG, without their brackets.
pub(super) fn from_mnemonics(written: &str) -> Result<Pronunciation, EntryError> {
    let ipa = mnemonics::parse(written).map_err(|rest| EntryError::UnknownMnemonic {
        rest: rest.to_owned(),
        mnemonics: written.to_owned(),
    })?;
    if written.len() > LONGEST || !ipa.has_sound() {
        return Err(EntryError::NoSound(format!("[[{written}]]")));
    }
    Ok(Pronunciation::Ipa(ipa))
}

/// IPA as users write it.
pub(super) fn written_ipa(written: &str) -> Result<Pronunciation, EntryError> {
    let decomposed: String = written.nfd().filter(|c| *c != '.').collect();
    let mut notation = String::new();
    let mut rest = decomposed.as_str();
    while let Some(first) = rest.chars().next() {
        let variant = VARIANTS
            .iter()
            .find(|(variant, _)| rest.starts_with(variant));
        let (length, symbol) = match variant {
            Some((variant, symbol)) => (variant.len(), *symbol),
            None => (first.len_utf8(), &rest[..first.len_utf8()]),
        };
        notation.push_str(symbol);
        rest = &rest[length..];
    }
    from_ipa(&notation, written)
}

/// Sounds in the notation of [`Ipa`]; `written` is what the user wrote for them.
fn from_ipa(notation: &str, written: &str) -> Result<Pronunciation, EntryError> {
    let ipa = Ipa::new(notation).map_err(|error| EntryError::UnknownSound {
        character: error.0,
        ipa: written.to_owned(),
    })?;
    if notation.chars().count() > LONGEST || !ipa.has_sound() {
        return Err(EntryError::NoSound(format!("/{written}/")));
    }
    Ok(Pronunciation::Ipa(ipa))
}
