//! Whether two words are linked: rules by the classes of both, from the surest to the rest.
//!
//! The tables of Delattre (1947) call a liaison obligatory, optional or forbidden. Obligatory
//! ones are made by every setting of [`Liaisons`], optional ones from one setting on, and
//! forbidden ones by none.

use super::classes::{self, Class};
use super::phrase::{Phrase, after_last};
use super::sounds::{self, Latent, Start};
use super::{Liaison, Liaisons, numbers};
use crate::pronunciation::Ipa;
use crate::pronunciation::homographs::grammar::{
    PREPOSITIONS, SINGULAR_DETERMINERS, is_number, is_several,
};

/// Pronouns behind a verb, which are linked to nothing more: "dit-on à", "prends-en un".
const AFTER_HYPHENS: [&str; 7] = ["on", "ils", "elles", "nous", "vous", "les", "en"];

/// The liaison between the word at `at` and the next one; `None` where there is nothing to link.
pub(super) fn decide(phrase: &Phrase<'_>, at: usize, liaisons: Liaisons) -> Option<Liaison> {
    let word = &phrase.words[at];
    if word.is_last || !may_be_linked(phrase, at) {
        return None;
    }
    let key = phrase.key(at);
    if let Some(number) = numbers::last_of(word, &key) {
        return numbers::decide(phrase, at, number);
    }
    let last = after_last(&key, b"-");
    let latent = sounds::latent(word, last)?;
    let is_linked = match sounds::start(phrase, at + 1) {
        Start::Consonant => return None,
        Start::Barred => false,
        Start::Vowel => level(phrase, at, &key, latent).is_some_and(|level| level <= liaisons),
    };
    Some(match is_linked {
        false => Liaison::Unlinked,
        // No e is heard in "d'ores‿et déjà".
        true if latent == Latent::Z && has_mute_ending(&key) && key != "ores" => linked("əz"),
        true => linked(latent.ipa()),
    })
}

pub(super) fn linked(sounds: &'static str) -> Liaison {
    Liaison::Linked(Ipa::from_table(sounds))
}

/// Whether the letters on both sides allow a liaison at all: most words need no more.
fn may_be_linked(phrase: &Phrase<'_>, at: usize) -> bool {
    let (word, next) = (&phrase.words[at], &phrase.words[at + 1]);
    let last = word.text.as_bytes().last().copied().unwrap_or_default();
    let first = next.text.as_bytes().first().copied().unwrap_or_default();
    let may_start = !matches!(
        first.to_ascii_lowercase(),
        b'b'..=b'd' | b'f' | b'g' | b'j'..=b'n' | b'p'..=b't' | b'v' | b'x' | b'z'
    );
    let is_letter = first.is_ascii_uppercase();
    let is_number = word.number.is_some() || last == b'x';
    let may_end = matches!(
        last.to_ascii_lowercase(),
        b's' | b'x' | b'z' | b't' | b'd' | b'n' | b'r' | b'p'
    );
    (may_end || word.number.is_some() || word.last_ipa.is_some())
        && (may_start || is_letter || is_number || next.first_ipa.is_some())
}

/// The first setting that makes the liaison; `None` where none does.
fn level(phrase: &Phrase<'_>, at: usize, key: &str, latent: Latent) -> Option<Liaisons> {
    let next = phrase.key(at + 1);
    if classes::is_phrase(key, &next, &phrase.after(at, 2)) {
        return Some(Liaisons::Few);
    }
    let next = next.split('-').next().unwrap_or_default();
    if matches!(next, "et" | "ou" | "où") {
        return None;
    }
    // "Allez y", without its hyphen, but "vous payez y compris".
    if next == "y"
        && key.ends_with("ez")
        && phrase.before(at, 1).is_empty()
        && phrase.after(at, 2) != "compris"
    {
        return Some(Liaisons::Few);
    }
    if let Some((_, last)) = key.rsplit_once('-')
        && AFTER_HYPHENS.contains(&last)
    {
        return None;
    }
    // "Quatre-vingt-un‿ans".
    let key = match key.strip_suffix("-un") {
        Some(tens) if tens.contains("vingt") || tens.ends_with("-et") => "un",
        _ => key,
    };
    match classes::class(key) {
        Some(class) => level_of_class(phrase, at, key, class),
        None => level_of_noun(phrase, at, key, latent),
    }
}

fn level_of_class(phrase: &Phrase<'_>, at: usize, key: &str, class: Class) -> Option<Liaisons> {
    let whole = &*phrase.key(at + 1);
    let next = whole.split('-').next().unwrap_or_default();
    let before = phrase.before(at, 1);
    let is_noun = SINGULAR_DETERMINERS.contains(&before);
    let is_stop = classes::is_stop(next);
    match class {
        // "L'un est", "le son est": a pronoun and a noun.
        Class::Determiner if matches!(key, "un" | "mon" | "ton" | "son") => {
            let is_alone = before == "l'"
                // "Le son est", but "toute son existence".
                || is_noun && key != "un" && !matches!(&*before, "tout" | "toute")
                || matches!(whole, "à" | "au" | "aux" | "avec" | "en" | "est" | "ont")
                // "Un a gagné", but "un A 380".
                || phrase.words[at + 1].text == "a" && !is_number(&phrase.after(at, 2));
            (!is_alone).then_some(Liaisons::Few)
        }
        Class::Determiner => Some(Liaisons::Few),
        Class::NounDeterminer => noun_follows(phrase, at, key != "aucun").then_some(Liaisons::Few),
        Class::Pronoun => {
            let is_alone = matches!(
                next,
                "à" | "au" | "aux" | "avec" | "après" | "avant" | "entre"
            ) && key != "on"
                // "Certains d'entre vous ont".
                || before == "entre" && phrase.before(at, 2) == "d'"
                || matches!(key, "nous" | "vous" | "elles")
                    && PREPOSITIONS.contains(&before)
                    && !classes::is_verb(next)
                    && !matches!(next, "y" | "en");
            (!is_alone).then_some(Liaisons::Few)
        }
        Class::Preposition | Class::Conjunction => Some(Liaisons::Few),
        // "Un bien immobilier", "le tout est".
        Class::Adverb if key == "bien" && is_noun || key == "tout" && before == "le" => None,
        // "Ou bien ils partent", "mener à bien un projet", but "à bien expliquer", "ou bien ancré".
        Class::Adverb
            if key == "bien"
                && (before == "ou"
                    && !["é", "és", "er", "ir"]
                        .iter()
                        .any(|end| next.ends_with(end))
                    || before == "à" && SINGULAR_DETERMINERS.contains(next)) =>
        {
            None
        }
        Class::Adverb if key == "trop" && is_stop => None,
        Class::Adverb if matches!(next, "a" | "est" | "ont") && key != "tout" && key != "plus" => {
            None
        }
        Class::Adverb if is_stop => Some(Liaisons::Usual),
        Class::Adverb => Some(Liaisons::Few),
        // "Un pas en avant": a noun.
        Class::UsualAdverb if key == "pas" && (is_noun || before == "premier") => None,
        Class::UsualAdverb if matches!(key, "assez" | "tant") && is_stop => None,
        // "Ça y est on part": another clause.
        Class::Auxiliary
            if key == "est"
                && before == "y"
                && phrase.before(at, 2) == "ça"
                && matches!(next, "on" | "il" | "ils" | "elle" | "elles") =>
        {
            None
        }
        Class::UsualAdverb | Class::UsualPreposition | Class::Auxiliary => Some(Liaisons::Usual),
        Class::Modal => {
            let is_infinitive = next.ends_with(['r', 'e']) && classes::is_verb(next);
            // "On peut‿y aller", "il doit‿en avoir".
            Some(match is_infinitive || matches!(next, "y" | "en") {
                true => Liaisons::Usual,
                false => Liaisons::Many,
            })
        }
        Class::Many => Some(Liaisons::Many),
    }
}

/// Words of no class: adjectives before nouns, nouns before adjectives, and all others, which
/// are linked to nothing.
fn level_of_noun(phrase: &Phrase<'_>, at: usize, key: &str, latent: Latent) -> Option<Liaisons> {
    let next = phrase.key(at + 1);
    let before = phrase.before(at, 1);
    let is_name = phrase.words[at].text.starts_with(char::is_uppercase);
    if classes::is_linked_in_the_singular(key) {
        let is_linked =
            is_adjective_of_noun(key, &before, &next) && noun_follows(phrase, at, false);
        if is_linked {
            return Some(Liaisons::Few);
        }
    }
    // "Les Français‿établis à Londres", but "Dubois et Simon".
    let is_linked_name = is_several(&before) || classes::is_linked_in_the_plural(key);
    if latent != Latent::Z || is_name && !is_linked_name {
        return is_verb_form(key, latent, is_name).then_some(Liaisons::Many);
    }
    if classes::is_linked_in_the_plural(key) && noun_follows(phrase, at, true) {
        return Some(Liaisons::Few);
    }
    let is_after_determiner = is_several(&before) || matches!(&*before, "de" | "d'");
    if is_after_determiner && classes::is_plural_adjective(key) && classes::is_plural_noun(&next) {
        return Some(Liaisons::Few);
    }
    // "Relations‿internationales"; but "personnes âgées", where a mute e would be heard.
    // "Un taux avantageux" is in the singular.
    let is_invariable = ["eux", "ois", "ais"]
        .iter()
        .any(|ending| next.ends_with(ending));
    let is_plural = is_after_determiner || is_several(&phrase.before(at, 2));
    let is_adjective =
        classes::is_plural_adjective(&next) || classes::has_ending_of_plural_adjective(&next);
    if is_adjective && (is_plural || !is_invariable) {
        return Some(match has_mute_ending(key) {
            true => Liaisons::Many,
            false => Liaisons::Usual,
        });
    }
    let is_linked = is_plural || key.ends_with("es") || is_verb_form(key, latent, is_name);
    is_linked.then_some(Liaisons::Many)
}

/// "Mangeaient", "allons", "avez".
fn is_verb_form(key: &str, latent: Latent, is_name: bool) -> bool {
    let endings: &[&str] = match latent {
        Latent::T => &["aient", "ait", "ont", "èrent"],
        Latent::Z => &["ons", "ez", "ais"],
        _ => &[],
    };
    !is_name && endings.iter().any(|ending| key.ends_with(ending))
}

/// Whether an adjective in the singular, between these words, stands before its noun.
fn is_adjective_of_noun(key: &str, before: &str, next: &str) -> bool {
    let is_after =
        |words: &[&str]| SINGULAR_DETERMINERS.contains(before) || words.contains(&before);
    match key {
        "petit" | "grand" | "gros" | "mauvais" | "faux" | "vieux" | "second" | "dernier"
        | "premier" | "bon" => true,
        // "Un moyen efficace": a noun.
        "moyen" => matches!(next, "âge" | "orient"),
        "plein" => is_after(&["en", "de", "à"]),
        "certain" | "ancien" => is_after(&["d'", "de", "l'", "en"]),
        "présent" => SINGULAR_DETERMINERS.contains(before),
        // "Un précédent historique": a noun.
        "précédent" => match before {
            "un" => matches!(
                next,
                "article" | "essai" | "exercice" | "ouvrage" | "épisode"
            ),
            _ => matches!(
                before,
                "le" | "mon" | "ton" | "son" | "notre" | "votre" | "leur"
            ),
        },
        _ => is_after(&["de", "d'", "l'", "en", "très", "plus", "si"]),
    }
}

/// Whether a noun, or an adjective before it, follows.
pub(super) fn noun_follows(phrase: &Phrase<'_>, at: usize, is_plural: bool) -> bool {
    if phrase.is_acronym(at + 1) {
        return true;
    }
    let next = phrase.key(at + 1);
    let is_name = phrase.words[at + 1].text.starts_with(char::is_uppercase);
    if classes::is_stop(&next) || classes::is_verb(&next) && !is_name {
        return false;
    }
    !is_plural || next.ends_with(['s', 'x', 'z']) || is_name
}

/// Whether a mute e is heard in a liaison by z: "petites‿îles". After a determiner or a pronoun
/// ("elles‿ont", "quelles‿idées") it is not.
fn has_mute_ending(key: &str) -> bool {
    let is_short = matches!(
        classes::class(key),
        Some(Class::Determiner | Class::Pronoun)
    );
    let Some(stem) = key.strip_suffix("es").filter(|_| !is_short) else {
        return false;
    };
    let is_after_q = stem.ends_with("qu") || stem.ends_with("gu");
    is_after_q || stem.ends_with(|letter| !crate::letters::is_vowel(letter))
}
