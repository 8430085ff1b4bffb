//! Function words, numbers and titles: est, plus, tous, y, cent, saint.

use lismoi_document::word_list::WordList;

use super::grammar::{
    BEFORE_ADJECTIVES, FUNCTION_WORDS, PREPOSITIONS, SUBJECTS, is_noun_with_vowel, is_number,
    is_several,
};
use crate::letters::is_vowel;
use crate::pronunciation::context::Context;
use crate::pronunciation::word::{Case, Word};

/// Nouns before est, the point of the compass.
static EAST_SIDES: WordList = WordList::new(include_str!("../../../data/east_sides.txt"));

/// Places that were, or are, divided.
const DIVIDED: [&str; 8] = [
    "berlin",
    "jérusalem",
    "allemagne",
    "europe",
    "ghouta",
    "flandre",
    "timor",
    "inde",
];

/// Nouns that follow tous without an article.
static AFTER_TOUS: WordList = WordList::new(include_str!("../../../data/after_tous.txt"));

/// 0: the point of the compass; 1: a form of être.
pub(super) fn east_or_is(context: &Context<'_>) -> Option<usize> {
    let (before, after) = (context.before(1), context.after(1));
    let east = Some(0);
    // "« Est-ce que tu viens »", "Est-il venu".
    let is_question = context.piece == 0
        && context.word().pieces().nth(1).is_some()
        && (after == "ce" || SUBJECTS.contains(after));
    if is_question {
        return None;
    }
    if before == "l'" {
        // "Il l'est", "elle ne l'est pas", "s'il l'est", "l'est-il".
        let subject = context.before(2);
        let is_asked = context.word().pieces().nth(context.piece + 1).is_some();
        let is_verb = SUBJECTS.contains(subject)
            || matches!(subject, "ne" | "n'" | "qu'" | "que")
            || (is_asked && SUBJECTS.contains(after));
        return if is_verb { None } else { east };
    }
    if matches!(before, "d'" | "grand" | "plein" | "nord" | "sud" | "centre")
        || EAST_SIDES.contains(before)
    {
        let goes_on =
            after.is_empty() || PREPOSITIONS.contains(after) || after == "du" || after == "des";
        let is_compound = context.piece > 0 && before == "centre";
        if matches!(before, "d'" | "nord" | "sud") || is_compound || goes_on {
            return east;
        }
    }
    // "D'ouest en est".
    if before == "en" && context.before(2) == "ouest" {
        return east;
    }
    if matches!(after, "ouest") || matches!((after, context.after(2)), ("et" | "en" | "à", "ouest"))
    {
        return east;
    }
    // "Berlin-Est", "le Grand Est", "l'Est républicain".
    let is_name = context.word().case == Case::Capital && context.piece == 0;
    let is_start = context.words_before().is_empty() || before.is_empty();
    let is_last_piece = context.word().pieces().count() == context.piece + 1;
    let is_compound = context.piece > 0 && is_last_piece;
    if (is_name && !is_start) || (is_compound && DIVIDED.contains(&before)) {
        return east;
    }
    None
}

/// 0: the s is heard.
pub(super) fn plus(context: &Context<'_>) -> Option<usize> {
    let (before, after) = (context.before(1), context.after(1));
    let said = Some(0);
    let is_negated = (1..=5).any(|n| matches!(context.before(n), "ne" | "n'" | "ni"));
    let more = (before, context.before(2));
    if after == "est" && before == "qui" || matches!(more, ("en", "plus")) {
        return None;
    }
    let is_followed_by_little = after.is_empty()
        || SUBJECTS.contains(after)
        || FUNCTION_WORDS.contains(after)
        || matches!(after, "que" | "qu'");
    match before {
        "non" | "pas" | "jamais" | "ni" => return None,
        "de" if after == "en" || matches!(after, "de" | "d'") => return None,
        "de" | "en" | "signe" | "canal" | "un" if is_followed_by_little => return said,
        // "Il est en plus très lent", but "le même en plus grand".
        "en" if PREPOSITIONS.contains(after)
            || after.ends_with("ment")
            || matches!(
                after,
                "très" | "trop" | "pas" | "jamais" | "toujours" | "souvent"
            ) =>
        {
            return said;
        }
        "au" if after.is_empty() || is_number(after) => return said,
        // "Douze ans ou plus", but "ou plus rapides".
        "ou" if is_followed_by_little
            || PREPOSITIONS.contains(after)
            || is_number(context.before(2)) =>
        {
            return said;
        }
        // "Les enfants de douze ans et plus sont admis".
        "et" if (is_number(context.before(2)) || is_number(context.before(3)))
            && (is_followed_by_little || BEFORE_ADJECTIVES.contains(after))
            && !matches!(after, "de" | "d'") =>
        {
            return said;
        }
        _ => {}
    }
    // "Autant d'argent, si ce n'est plus".
    let reserve = ["est", "n'", "ce", "si"];
    let is_reserve = || {
        (1..)
            .zip(reserve)
            .all(|(n, word)| context.before(n) == word)
    };
    // Not "on verra si ce n'est plus".
    if after.is_empty() && context.before(5).is_empty() && is_reserve() {
        return said;
    }
    if is_negated {
        return None;
    }
    // "Deux plus deux", "bac plus cinq", but "plus un mot".
    if is_number(after) && (is_number(before) || !matches!(after, "un" | "une")) {
        return said;
    }
    if matches!(after, "que" | "qu'") && !before.is_empty() {
        return said;
    }
    // "En savoir plus sur la ville", "il en faut plus pour cela".
    let is_of_it = context.before(2) == "en" && !matches!(after, "de" | "d'");
    if is_more(before, after, context.after(2)) || is_of_it && PREPOSITIONS.contains(after) {
        return said;
    }
    if after.is_empty() && !before.is_empty() {
        return said;
    }
    if matches!(before, "le") && matches!(after, "de" | "d'") && context.before(2) != "de" {
        return said;
    }
    // "Moins de discours et plus d'actes", but "moins de dix ans et plus de vingt".
    let is_less = |n: usize| {
        context.before(n) == "moins"
            && matches!(context.before(n - 1), "de" | "d'")
            && !is_number(context.before(n - 2))
    };
    if matches!(before, "et" | "mais" | "ou")
        && matches!(after, "de" | "d'")
        && !is_number(context.after(2))
        && (4..=5).any(is_less)
    {
        return said;
    }
    None
}

/// Whether plus ends what a verb says of its measure: "réduire encore plus la marge", "bien plus
/// encore"; not "encore plus grand".
fn is_more(before: &str, after: &str, second: &str) -> bool {
    const ARTICLES: [&str; 9] = ["le", "la", "les", "l'", "un", "une", "ce", "cette", "ces"];
    const POSSESSIVES: [&str; 12] = [
        "mon", "ma", "mes", "ton", "ta", "tes", "son", "sa", "ses", "notre", "votre", "leur",
    ];
    match before {
        "encore" | "beaucoup" | "bien"
            if ARTICLES.contains(&after) || POSSESSIVES.contains(&after) =>
        {
            true
        }
        "encore" if matches!(after, "sur" | "dans" | "avec" | "pour" | "par") => true,
        "bien" | "beaucoup" => {
            after == "encore" && (second.is_empty() || matches!(second, "que" | "qu'"))
        }
        _ => false,
    }
}

/// 0: everybody; 1: before a noun.
pub(super) fn tous(context: &Context<'_>) -> Option<usize> {
    let (before, after) = (context.before(1), context.after(1));
    // "On a tous des souvenirs": "des" opens another noun phrase.
    let is_before_noun = is_several(after) && after != "des"
        || matches!(after, "ceux" | "autres")
        || AFTER_TOUS.contains(after)
        // "à tous égards", "en tous genres", "de tous bords", "Tous candidats".
        || ((context.words_before().is_empty()
            || matches!(before, "à" | "en" | "de" | "par" | "pour" | "sous"))
            && !after.is_empty()
            && !SUBJECTS.contains(after)
            && !PREPOSITIONS.contains(after)
            && !BEFORE_ADJECTIVES.contains(after)
            && !FUNCTION_WORDS.contains(after)
            && after.ends_with(['s', 'x']));
    Some(usize::from(is_before_noun))
}

/// 0: before a vowel, where letter-to-sound rules would say the e: "quelque amour".
pub(super) fn mute_e_before_vowel(context: &Context<'_>) -> Option<usize> {
    is_noun_with_vowel(context.after(1)).then_some(0)
}

/// 0: the pronoun, where letter-to-sound rules would read the name of the letter; 1: the letter,
/// where they would read the pronoun ("X et Y").
pub(super) fn y(context: &Context<'_>) -> Option<usize> {
    let follows = || !context.words_before().is_empty() && !context.after(1).starts_with('a');
    let is_named = || matches!(context.before(1), "des" | "axe" | "variable");
    if context.word().text == "Y" && follows() || context.piece == 0 && is_named() {
        return Some(1);
    }
    let is_after_verb = context.piece > 0 && context.before(1).ends_with(['s', 'z']);
    let is_before_verb = context.piece == 0 && context.is_last() && !context.before(1).is_empty();
    (is_after_verb || is_before_verb && SUBJECTS.contains(context.before(1))).then_some(0)
}

/// 0: well ("Ben oui", "ben, en fait"); 1: a name ("Ben, artiste niçois").
pub(super) fn well_or_ben(context: &Context<'_>) -> Option<usize> {
    const AFTER: [&str; 10] = [
        "alors", "c'", "en", "j'", "je", "non", "on", "oui", "voilà", "ça",
    ];
    let next = next_word(context).and_then(|word| word.pieces().next());
    let is_well = context.word().case == Case::Lower
        || is_first(context) && next.is_some_and(|next| AFTER.contains(&next));
    Some(usize::from(!is_well))
}

/// Whether only marks stand before the word.
fn is_first(context: &Context<'_>) -> bool {
    context.words_before().iter().all(Word::is_mark)
}

/// The next word, whatever marks stand before it.
fn next_word<'a>(context: &Context<'a>) -> Option<&'a Word<'a>> {
    context.words_after().iter().find(|word| !word.is_mark())
}

/// 0: so be it, with its t: "Soit.", "Soit, mais il faut voir".
pub(super) fn so_be_it(context: &Context<'_>) -> Option<usize> {
    let is_alone = is_first(context) && context.after(1).is_empty();
    let goes_on = next_word(context).is_none_or(|next| matches!(next.lower(), "mais" | "alors"));
    (is_alone && goes_on).then_some(0)
}

/// 0: cent, with a t before a vowel: "cent ans", but "cent un", "cent onze".
pub(super) fn cent(context: &Context<'_>) -> Option<usize> {
    // The mute k of "cinq cent" is found by the letters of both words.
    if context.before(1) == "cinq" {
        return None;
    }
    let after = context.after(1);
    // "Dix pour cent en un an": without a liaison.
    let is_bound = context.before(1) != "pour"
        && !after.is_empty()
        && !FUNCTION_WORDS.contains(after)
        && !PREPOSITIONS.contains(after)
        && !matches!(after, "onze" | "onzième" | "huit" | "huitième" | "unième");
    is_bound.then_some(0)
}

/// 0: saint with its t, before a name that starts with a vowel: "Saint-Émilion".
pub(super) fn saint(context: &Context<'_>) -> Option<usize> {
    let is_bound = context.word().pieces().nth(context.piece + 1).is_some()
        || (context.words_after().first()).is_some_and(|next| next.case != Case::Lower)
        || context.after(1) == "homme";
    let mut letters = context.after(1).chars();
    let starts_with_vowel = match letters.next() {
        // "Saint-Yves", but "Saint-Yorre".
        Some('y') => !letters.next().is_some_and(is_vowel),
        Some(letter) => letter == 'h' || is_vowel(letter),
        None => false,
    };
    (is_bound && starts_with_vowel).then_some(0)
}

/// 0: a determiner that eSpeak NG takes for the noun, as it does after "de": "de son arrivée".
pub(super) fn his_or_sound(context: &Context<'_>) -> Option<usize> {
    let is_noun = matches!(
        context.before(2),
        "prise" | "prises" | "preneur" | "preneuse"
    );
    let after = context.after(1);
    let is_determiner = context.before(1) == "de"
        && !is_noun
        && !after.is_empty()
        && !FUNCTION_WORDS.contains(after);
    is_determiner.then_some(0)
}
