//! Words in -ent and -tions: a noun or an adjective, or a verb in the plural.

use lismoi_document::word_list::WordList;

use super::grammar::{
    BEFORE_ADJECTIVES, BEFORE_VERBS, BEFORE_VERBS_OR_NOUNS, PREPOSITIONS, SINGULAR_DETERMINERS,
    THEY, is_several, looks_plural,
};
use crate::letters::is_vowel;
use crate::pronunciation::context::Context;

/// Nouns that are never adjectives, as "excellent" is.
const NOUNS_ONLY: [&str; 8] = [
    "couvent",
    "président",
    "résident",
    "ferment",
    "parent",
    "affluent",
    "adhérent",
    "talent",
];

/// Adjectives that stand before a noun, and parts of titles.
static BEFORE_NOUNS: WordList =
    WordList::new(include_str!("../../../data/adjectives_before_nouns.txt"));

/// The respelling of a word in -ent by the letters before its ending, and the name of the rule:
/// "jouent", which ends in the sound of its stem, and names such as "Brent", which would be left
/// without a vowel if the ending were that of a verb.
pub(super) fn verb_in_ouent_or_name_in_ent(stem: &str) -> Option<(String, &'static str)> {
    if stem.len() > 2 && stem.ends_with("ou") {
        return Some(([stem, "e"].concat(), "verb in -ouent"));
    }
    let needs_vowel = stem.len() > 1 || matches!(stem, "k" | "w");
    let is_name = needs_vowel && !stem.contains(|c| is_vowel(c) || c == 'y');
    // A w at the start is English to eSpeak NG: "went".
    let start = if stem == "w" { "ou" } else { stem };
    is_name.then(|| ([start, "ènte"].concat(), "name in -ent"))
}

/// 0: a noun or an adjective, whose ending is heard; 1: a verb, whose ending is mute.
pub(super) fn noun_or_verb_in_ent(context: &Context<'_>) -> Option<usize> {
    Some(usize::from(has_plural_subject(context)))
}

/// 0: a verb in the plural, with a mute ending; 1: in the singular.
pub(super) fn one_does_or_several_do(context: &Context<'_>) -> Option<usize> {
    Some(usize::from(!has_plural_subject(context)))
}

/// 0: a form of convenir; 1: of convier, whose subject is in the plural and whose object is a
/// person: "ils convient leurs amis".
pub(super) fn it_suits_or_they_invite(context: &Context<'_>) -> Option<usize> {
    let after = context.after(1);
    let is_object = is_several(after) || matches!(after, "la" | "le" | "tout" | "leur");
    // "Ils se convient", "ils nous convient": the subject is two words before.
    let has_they = (1..=3).any(|n| THEY.contains(&context.before(n)));
    let is_negated = matches!(context.before(1), "ne" | "n'");
    let invites = has_they || (is_object && !is_negated && has_plural_subject(context));
    Some(usize::from(invites))
}

fn has_plural_subject(context: &Context<'_>) -> bool {
    let (before, second) = (context.before(1), context.before(2));
    // "Le quarante-cinquième président".
    if before.ends_with("ième") || matches!(before, "premier" | "second") {
        return false;
    }
    if THEY.contains(&before) || matches!(before, "qui" | "ne" | "n'") {
        return !(before == "qui" && SINGULAR_DETERMINERS.contains(second));
    }
    if BEFORE_VERBS.contains(before) {
        return true;
    }
    if BEFORE_VERBS_OR_NOUNS.contains(&before) {
        let is_subject = |n| {
            let word = context.before(n);
            THEY.contains(&word) || matches!(word, "qui" | "ne" | "n'" | "se" | "s'")
        };
        return is_subject(2) || (BEFORE_VERBS.contains(second) && is_subject(3));
    }
    // "Ces sommes équivalent à un an", but "nous sommes contents".
    if before == "sommes" && is_several(second) {
        return true;
    }
    if before.is_empty()
        || SINGULAR_DETERMINERS.contains(before)
        || is_several(before)
        || PREPOSITIONS.contains(before)
        || BEFORE_ADJECTIVES.contains(before)
    {
        return false;
    }
    // "Maire et ancien président de la région".
    let is_noun_only = NOUNS_ONLY.contains(&context.own());
    if is_noun_only && BEFORE_NOUNS.contains(before) {
        return false;
    }
    // An adjective in the singular cannot follow a noun in the plural: this is a verb.
    let article = (2..=5)
        .map(|n| context.before(n))
        .find(|word| SINGULAR_DETERMINERS.contains(word) || is_several(word));
    let is_sum = (2..=4).any(|n| context.before(n) == "et");
    // A noun cannot follow a noun: "les poules du couvent couvent".
    if is_noun_only && (2..=6).any(|n| is_several(context.before(n))) {
        return true;
    }
    match article {
        Some(article) if is_several(article) => looks_plural(before) || is_sum || second != article,
        // "Les dates et soldes du compte précédent": its noun is no part of the sum.
        Some("du" | "au") => false,
        Some(_) => is_sum && !looks_plural(before) && !is_attribute(context),
        None => (looks_plural(before) && context.before(2) != "de") || is_sum,
    }
}

/// "Un vin rouge et excellent": the adjective follows "et" at once.
fn is_attribute(context: &Context<'_>) -> bool {
    context.before(1) == "et"
}

/// Forms of verbs that no noun has. Found in the word list of Debian's `wfrench`.
static VERBS_IN_TIONS: WordList = WordList::new(include_str!("../../../data/verbs_in_tions.txt"));

/// 0: the noun, with an s; 1: the verb with nous, with a t.
pub(super) fn noun_or_verb_in_tions(context: &Context<'_>) -> Option<usize> {
    let is_between =
        |word: &str| BEFORE_VERBS.contains(word) || BEFORE_VERBS_OR_NOUNS.contains(&word);
    let is_verb = VERBS_IN_TIONS.contains(context.own())
        || context.before(1) == "nous"
        || (is_between(context.before(1)) && context.before(2) == "nous")
        || (is_between(context.before(1))
            && is_between(context.before(2))
            && context.before(3) == "nous");
    Some(usize::from(is_verb))
}
