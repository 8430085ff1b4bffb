//! How eSpeak NG is made to link two words, and kept from it.
//!
//! It links by its own rules on letters (`dictsource/fr_rules` and `fr_list` of eSpeak NG 1.52).
//! A phoneme behind a word, between brackets, links where these do not. `_|`, a pause without a
//! length, keeps them from it: measured, it is 7 to 18 ms long, and there is no silence in it.

use lismoi_french::{Liaison, Part};

use super::mnemonics::mnemonics;

/// Words that eSpeak NG links by itself, besides those of [`links_by_letters`].
const LINKED: [&str; 50] = [
    "aucun",
    "aux",
    "bien",
    "ces",
    "chez",
    "dans",
    "dernier",
    "des",
    "deux",
    "dix",
    "dont",
    "dès",
    "elles",
    "en",
    "es",
    "eut",
    "eût",
    "fut",
    "fût",
    "ils",
    "les",
    "leurs",
    "mes",
    "moins",
    "mon",
    "nos",
    "nous",
    "on",
    "pas",
    "petit",
    "plus",
    "plusieurs",
    "premier",
    "quand",
    "quelles",
    "quelques",
    "quels",
    "rien",
    "sans",
    "ses",
    "six",
    "son",
    "sous",
    "tes",
    "ton",
    "tout",
    "trois",
    "très",
    "un",
    "vous",
];

/// A pause without a length.
pub(super) const APART: &str = "[[_|]]";

/// Words after which eSpeak NG takes one of the next two for a verb.
const BEFORE_VERBS: [&str; 14] = [
    "elle", "elles", "il", "ils", "je", "lui", "ne", "nous", "on", "qui", "se", "tu", "vous", "y",
];

/// Whether eSpeak NG would link a noun in -ment, whose t is mute otherwise, as the verb that it
/// expects after `text`: "pour qui le vêtement est utile".
pub(super) fn is_taken_for_verb(text: &str, own: &str, last: Option<&Part>) -> bool {
    own.ends_with("ment")
        && !links_by_letters(last_word(own))
        && matches!(last, Some(Part::Liaison(Liaison::Unlinked)))
        && text
            .rsplit(' ')
            .filter(|word| !word.is_empty())
            .take(2)
            .any(|word| BEFORE_VERBS.contains(&word))
}

/// Appends what makes the liaison behind the part before it; nothing where eSpeak NG does it by
/// itself.
pub(super) fn push(text: &mut String, liaison: &Liaison, before: Option<&Part>) {
    let letters = match before {
        Some(Part::Letters(letters)) => last_word(letters),
        Some(Part::Respelled { respelling, .. }) => last_word(respelling),
        Some(Part::Number { figures, .. }) => figures.as_str(),
        Some(Part::Pronounced { .. } | Part::Liaison(_) | Part::Mark(_)) | None => return,
    };
    let letters = letters.to_lowercase();
    let is_linked = LINKED.contains(&&*letters);
    match liaison {
        Liaison::Unlinked if is_linked || links_by_letters(&letters) => text.push_str(APART),
        Liaison::Linked(ipa) if !is_linked && !is_verb_in_t(&letters) => {
            let sounds = mnemonics(ipa);
            // Before a vowel of its own, the z of the letters would be heard too.
            if sounds.starts_with('@') && text.ends_with('s') {
                text.pop();
            }
            // "z2" is heard before a vowel only, as the consonants of its own rules are.
            text.push_str(&format!("[[{sounds}2]]"));
        }
        Liaison::Unlinked | Liaison::Linked(_) => {}
    }
}

fn last_word(letters: &str) -> &str {
    letters.rsplit([' ', '-', '\'']).next().unwrap_or_default()
}

/// Whether eSpeak NG may link a word by its last letters. Measured with the 33,000 most
/// frequent words of French that end in one of them.
fn links_by_letters(letters: &str) -> bool {
    let Some(last) = letters.bytes().last() else {
        return false;
    };
    match last {
        b's' | b'x' | b'z' | b'0'..=b'9' => true,
        b't' => {
            let is_mute = [
                "ement",
                "ément",
                "amment",
                "emment",
                "bâtiment",
                "sentiment",
                "document",
                "argument",
                "monument",
                "instrument",
            ];
            is_verb_in_t(letters)
                || ["met", "eut", "ect", "out", "tit", "ngt"]
                    .iter()
                    .any(|ending| letters.ends_with(ending))
                || letters.ends_with("ent") && !is_mute.iter().any(|end| letters.ends_with(end))
        }
        b'd' => {
            letters.ends_with("end")
                || letters.ends_with("cond")
                || matches!(letters, "grand" | "quand")
        }
        b'n' => {
            letters.ends_with("un")
                || letters.ends_with("tain")
                || matches!(letters, "prochain" | "bon" | "plein")
        }
        b'r' => matches!(letters, "premier" | "dernier"),
        b'p' => matches!(letters, "trop" | "beaucoup"),
        _ => false,
    }
}

/// "Avait", "étaient", "ont", "faut": always linked.
fn is_verb_in_t(letters: &str) -> bool {
    letters == "est"
        || ["ait", "aient", "ont", "aut", "aît"]
            .iter()
            .any(|ending| letters.ends_with(ending))
}
