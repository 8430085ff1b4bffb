//! Nouns that are spelled like another word: os, vis, lis, sens, fils, as, fier, but, jet, reporter.

use lismoi_document::word_list::WordList;

use super::grammar::{
    BEFORE_VERBS, BEFORE_VERBS_OR_NOUNS, PREPOSITIONS, SINGULAR_DETERMINERS, SUBJECTS, is_number,
    is_several, looks_plural,
};
use crate::pronunciation::context::Context;
use crate::pronunciation::english;
use crate::pronunciation::word::Case;

/// Words after an imperative.
static AFTER_IMPERATIVES: WordList =
    WordList::new(include_str!("../../../data/after_imperatives.txt"));

/// Verbs of which threads are the subject: "les fils se touchent".
const THREADS_DO: [&str; 8] = [
    "touchent",
    "touchaient",
    "emmêlent",
    "mêlent",
    "cassent",
    "rompent",
    "nouent",
    "dénouent",
];

/// Adjectives of threads and wires.
static THREAD_ADJECTIVES: WordList =
    WordList::new(include_str!("../../../data/thread_adjectives.txt"));

/// Materials and uses of threads: "fil de fer".
static THREAD_MATERIALS: WordList =
    WordList::new(include_str!("../../../data/thread_materials.txt"));

/// Things that have wires, or a thread: "le fil du récit".
static THREAD_BEARERS: WordList = WordList::new(include_str!("../../../data/thread_bearers.txt"));

/// Words before threads: "couper les fils".
static THREAD_CONTEXTS: WordList = WordList::new(include_str!("../../../data/thread_contexts.txt"));

/// Words after jet, the aeroplane.
static JET_ADJECTIVES: WordList = WordList::new(include_str!("../../../data/jet_adjectives.txt"));

/// Words near jet, the aeroplane.
static FLIGHT_WORDS: WordList = WordList::new(include_str!("../../../data/flight_words.txt"));

/// Adjectives that stand before a noun: "un excellent reporter".
static ADJECTIVES_BEFORE_NOUNS: WordList = WordList::new(include_str!(
    "../../../data/adjectives_before_singular_nouns.txt"
));

/// Words before an infinitive.
static BEFORE_INFINITIVES: WordList =
    WordList::new(include_str!("../../../data/before_infinitives.txt"));

/// 0: in the singular; 1: in the plural. For os, whose s is heard in the singular.
pub(super) fn one_or_several(context: &Context<'_>) -> Option<usize> {
    let before = context.before(1);
    let is_plural = (is_several(before) || is_number(before) && before != "un")
        || (looks_plural(before)
            && !SINGULAR_DETERMINERS.contains(context.before(2))
            && before != "gros")
        || (before == "gros" && is_several(context.before(2)));
    Some(usize::from(is_plural))
}

/// 0: the noun; 1: the verb with je or tu. For vis, lis and sens.
pub(super) fn noun_or_verb_of_je(context: &Context<'_>) -> Option<usize> {
    let is_subject = |word: &str| matches!(word, "je" | "j'" | "tu" | "t'");
    let before = context.before(1);
    let is_verb = is_subject(before)
        || matches!(before, "ne" | "n'" | "me" | "m'" | "te" | "y")
        || (BEFORE_VERBS_OR_NOUNS.contains(&before)
            && (2..=4).any(|n| is_subject(context.before(n))))
        // "Lis ce livre", "vis ta vie", "lis-moi", "que vis-tu".
        || (before.is_empty() && AFTER_IMPERATIVES.contains(context.after(1)))
        || matches!(context.after(1), "tu" | "je" | "moi");
    Some(usize::from(is_verb))
}

/// 0: a child; 1: threads.
pub(super) fn son_or_threads(context: &Context<'_>) -> Option<usize> {
    let (after, second) = (context.after(1), context.after(2));
    let is_thread = THREAD_ADJECTIVES.contains(after)
        || (matches!(after, "de" | "d'" | "en" | "à") && THREAD_MATERIALS.contains(second))
        || (matches!(after, "du" | "des" | "de" | "d'")
            && (THREAD_BEARERS.contains(second)
                || second == "la" && THREAD_BEARERS.contains(context.after(3))))
        || (after == "se" && THREADS_DO.contains(&second) && context.after(3).is_empty())
        || matches!(context.before(1), "sans" | "deux-cents")
        || (1..=4).any(|n| THREAD_CONTEXTS.contains(context.before(n)));
    Some(usize::from(is_thread))
}

/// 0: the card or the champion; 1: a form of avoir.
pub(super) fn ace_or_has(context: &Context<'_>) -> Option<usize> {
    let before = context.before(1);
    let has_subject = (2..=3).any(|n| matches!(context.before(n), "tu" | "t'"));
    let is_noun = (SINGULAR_DETERMINERS.contains(before) || is_several(before) || before == "d'")
        && !has_subject;
    if is_noun { Some(0) } else { None }
}

/// 0: proud; 1: to trust.
pub(super) fn proud_or_trust(context: &Context<'_>) -> Option<usize> {
    let before = context.before(1);
    let is_verb = matches!(before, "se" | "s'" | "me" | "m'" | "te" | "t'" | "y")
        || (matches!(before, "nous" | "vous")
            && !matches!(context.before(2), "" | "de" | "à")
            && context.after(1) != "de");
    Some(usize::from(is_verb))
}

/// 0: an aim; 1: a form of boire: "il but un verre", "elle le but".
pub(super) fn goal_or_drank(context: &Context<'_>) -> Option<usize> {
    let drinks = |word: &str| matches!(word, "il" | "elle" | "on" | "qui" | "ne" | "n'");
    let is_pronoun = BEFORE_VERBS_OR_NOUNS.contains(&context.before(1));
    let is_verb = drinks(context.before(1)) || (is_pronoun && drinks(context.before(2)));
    Some(usize::from(is_verb))
}

/// 0: an aeroplane; 1: a throw.
pub(super) fn plane_or_throw(context: &Context<'_>) -> Option<usize> {
    let (after, second) = (context.after(1), context.after(2));
    let is_plane = JET_ADJECTIVES.contains(after)
        || (after == "d'" && second == "affaires")
        || (after == "de" && matches!(second, "combat" | "chasse" | "ligne"))
        || (context.before(1) == "en" && !matches!(after, "de" | "d'" | "continu"))
        || (1..=5).any(|n| FLIGHT_WORDS.contains(context.before(n)))
        || (2..=5).any(|n| FLIGHT_WORDS.contains(context.after(n)));
    Some(usize::from(!is_plane))
}

/// 0: the noun in -er; 1: the infinitive. For reporter, supporter, poster.
pub(super) fn noun_or_infinitive(context: &Context<'_>) -> Option<usize> {
    let (before, second) = (context.before(1), context.before(2));
    if before.is_empty() {
        let has_object =
            SINGULAR_DETERMINERS.contains(context.after(1)) || is_several(context.after(1));
        return Some(usize::from(has_object));
    }
    let has_article = SINGULAR_DETERMINERS.contains(before)
        || (ADJECTIVES_BEFORE_NOUNS.contains(before) && SINGULAR_DETERMINERS.contains(second));
    // "Pour le reporter", "il faut la supporter".
    let is_pronoun = matches!(before, "le" | "la" | "l'" | "leur")
        && (PREPOSITIONS.contains(second)
            || SUBJECTS.contains(second)
            || BEFORE_VERBS.contains(second)
            || BEFORE_INFINITIVES.contains(second));
    let after = context.after(1);
    let has_object = SINGULAR_DETERMINERS.contains(after) || is_several(after);
    // "De tout scanner", but "l'avis de tout supporter du club".
    let is_of_all = before == "tout"
        && (second == "de" || BEFORE_INFINITIVES.contains(second) || PREPOSITIONS.contains(second))
        && matches!(after, "" | "à" | "en" | "dans");
    // "J'ai été supporter", but "elle a été poster la lettre".
    let is_role = matches!(before, "été" | "devenu" | "comme") && !has_object;
    let is_noun = has_article && !is_pronoun && !is_of_all || is_role;
    Some(usize::from(!is_noun))
}

/// 0: Job of the Bible, behind a word that tells of him or before a verb of his: "le livre de
/// Job", "pauvre comme Job", "Job n'est pas"; 1: work.
pub(super) fn job(context: &Context<'_>) -> Option<usize> {
    const TELLING: [&str; 8] = [
        "histoire",
        "livre",
        "patience",
        "plaintes",
        "poème",
        "récit",
        "souffrances",
        "épreuves",
    ];
    let (before, after) = (context.before(1), context.after(1));
    let is_told = matches!(before, "comme" | "prophète" | "saint")
        || before == "de" && TELLING.contains(&context.before(2))
        || before.is_empty() && matches!(after, "dit" | "n'" | "ne" | "répond" | "souffre");
    Some(usize::from(
        !is_told || context.word().case != Case::Capital,
    ))
}

/// English words before be.
const BEFORE_BE: [&str; 19] = [
    "can", "could", "gonna", "it", "just", "let", "may", "might", "must", "never", "not", "or",
    "should", "there", "they", "to", "we", "will", "would",
];

/// 0: a name of Brittany or of farther away ("Enez Be"); 1: English ("Let It Be", "Be Happy").
pub(super) fn name_or_english_word(context: &Context<'_>) -> Option<usize> {
    let (before, after) = (context.before(1), context.after(1));
    let is_name = context.word().case == Case::Capital && !context.words_before().is_empty();
    let is_english = BEFORE_BE.contains(&before) || english::listed(after).is_some();
    Some(usize::from(!is_name || is_english))
}
