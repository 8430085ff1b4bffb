//! Liaison: the words of an utterance in, and between two words what links them out, as a
//! [`Part::Liaison`].
//!
//! A word that ends in a latent consonant, before a word that starts with a vowel, is linked or
//! not by the classes of both: `policy` decides, `numbers` for figures and number words. `docs/liaison.md` gives the
//! sources. Where nothing is decided, nothing can be linked, or the letters say it.

mod classes;
mod numbers;
mod phrase;
mod policy;
mod sounds;

use serde::{Deserialize, Serialize};

use crate::pronunciation::Ipa;
use crate::pronunciation::word::{elided_ipa, elision};
use crate::{Part, SpokenWord};
use phrase::{Onset, Phrase, Place};

/// How many of the liaisons that French leaves free are made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Liaisons {
    /// Only those that nobody leaves out: "les‿enfants", "ils‿ont".
    Few,
    /// Those of a newsreader: "est‿arrivé", "relations‿internationales" too.
    #[default]
    Usual,
    /// Those of verse and solemn speech: "les enfants‿ont", "vous avez‿été".
    Many,
}

/// What is heard between a word with a latent consonant and the next one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Liaison {
    /// The words are linked by these sounds: "z", "t", or "əz" where a mute e is heard too.
    Linked(Ipa),
    /// They are not, though an engine might do so.
    Unlinked,
}

/// A liaison, its place, and all that it changes.
struct Change {
    own: Place,
    next: Place,
    liaison: Liaison,
    /// The sounds of the word before it, where it loses its nasal vowel.
    denasalized: Option<Ipa>,
    /// The start of the word after it.
    onset: Option<Onset>,
}

/// Puts the liaisons between the words of an utterance, and within those that are several.
pub(crate) fn link(words: &mut [SpokenWord], liaisons: Liaisons) {
    // From the last to the first, so that places stay valid.
    for change in changes(words, liaisons).into_iter().rev() {
        let Change { own, next, .. } = change;
        let parts = &mut words[next.word].parts;
        match change.onset {
            Some(Onset::Sounds(length, ipa)) => {
                pronounce(parts, next.first, next.start, length, ipa);
            }
            Some(Onset::MuteH) => respell_without_h(parts, next.first, next.start),
            None => {}
        }
        let parts = &mut words[own.word].parts;
        match change.denasalized {
            Some(ipa) => denasalize(parts, own.last, own.end, ipa),
            None => insert(parts, own.last, own.end, Part::Liaison(change.liaison)),
        }
    }
}

fn changes(words: &[SpokenWord], liaisons: Liaisons) -> Vec<Change> {
    let phrase = Phrase::new(words);
    let pairs = 0..phrase.words.len().saturating_sub(1);
    pairs
        .filter_map(|at| {
            let liaison = policy::decide(&phrase, at, liaisons)?;
            let is_linked = matches!(liaison, Liaison::Linked(_));
            Some(Change {
                own: phrase.words[at].place,
                next: phrase.words[at + 1].place,
                liaison,
                denasalized: is_linked
                    .then(|| classes::without_nasal(&phrase.key(at)))
                    .flatten(),
                onset: is_linked.then(|| phrase.onset(at + 1)).flatten(),
            })
        })
        .collect()
}

/// Inserts a part after the first `end` bytes of another one.
fn insert(parts: &mut Vec<Part>, at: usize, end: usize, part: Part) {
    match &mut parts[at] {
        Part::Letters(letters) if end < letters.len() => {
            let rest = letters.split_off(end);
            parts.insert(at + 1, part);
            parts.insert(at + 2, Part::Letters(rest));
        }
        _ => parts.insert(at + 1, part),
    }
}

/// Replaces `length` bytes from `start` by their sounds.
fn pronounce(parts: &mut Vec<Part>, at: usize, start: usize, length: usize, ipa: Ipa) {
    let Part::Letters(letters) = &parts[at] else {
        return;
    };
    let (before, rest) = letters.split_at(start);
    let (own, after) = rest.split_at(length);
    let pronounced = Part::Pronounced {
        letters: own.to_owned(),
        ipa,
    };
    replace(parts, at, before.to_owned(), pronounced, after.to_owned());
}

/// "Ancien" before "élu" is said as "ancienne" is; "l'ancien" with its article.
fn denasalize(parts: &mut Vec<Part>, at: usize, end: usize, ipa: Ipa) {
    let Part::Letters(letters) = &parts[at] else {
        return;
    };
    let start = letters[..end].rfind(' ').map_or(0, |space| space + 1);
    let word = &letters[start..end];
    let elided = word[..elision(word)].strip_suffix('\'');
    let ipa = ipa.after(elided.and_then(elided_ipa).unwrap_or_default());
    pronounce(parts, at, start, end - start, ipa);
}

/// Letter-to-sound rules take the h of "homicides" for an aspirated one.
fn respell_without_h(parts: &mut Vec<Part>, at: usize, start: usize) {
    let Part::Letters(letters) = &parts[at] else {
        return;
    };
    let end = letters[start..]
        .find(' ')
        .map_or(letters.len(), |length| start + length);
    let respelled = Part::Respelled {
        letters: letters[start..end].to_owned(),
        respelling: letters[start + 1..end].to_owned(),
    };
    let (before, after) = (letters[..start].to_owned(), letters[end..].to_owned());
    replace(parts, at, before, respelled, after);
}

fn replace(parts: &mut Vec<Part>, at: usize, before: String, part: Part, after: String) {
    let letters = |text: String| (!text.is_empty()).then_some(Part::Letters(text));
    let new = letters(before)
        .into_iter()
        .chain([part])
        .chain(letters(after));
    parts.splice(at..=at, new);
}

#[cfg(test)]
mod tests;
