//! Nouns that look like another word: os, vis, lis, sens, fils, as, fier, but, jet, reporter.

use super::grammar::{
    BEFORE_VERBS, BEFORE_VERBS_OR_NOUNS, ONE, PREPOSITIONS, SUBJECTS, among, is_number, is_several,
    looks_plural,
};
use crate::pronunciation::context::Context;

/// 0: in the singular; 1: in the plural. For os, whose s is said in the singular.
pub(super) fn one_or_several(context: &Context<'_>) -> Option<usize> {
    let before = context.before(1);
    let is_plural = (is_several(before) || is_number(before) && before != "un")
        || (looks_plural(before) && !among(context.before(2), ONE) && before != "gros")
        || (before == "gros" && is_several(context.before(2)));
    Some(usize::from(is_plural))
}

/// 0: the noun; 1: the verb with je or tu. For vis, lis and sens.
pub(super) fn noun_or_verb_of_je(context: &Context<'_>) -> Option<usize> {
    let is_subject = |word: &str| matches!(word, "je" | "j'" | "tu" | "t'");
    let before = context.before(1);
    let is_verb = is_subject(before)
        || matches!(before, "ne" | "n'" | "me" | "m'" | "te" | "y")
        || (among(before, BEFORE_VERBS_OR_NOUNS)
            && (2..=4).any(|n| is_subject(context.before(n))))
        // "Lis ce livre", "vis ta vie", "lis-moi", "que vis-tu".
        || (before.is_empty() && among(context.after(1), AFTER_IMPERATIVES))
        || matches!(context.after(1), "tu" | "je" | "moi");
    Some(usize::from(is_verb))
}

const AFTER_IMPERATIVES: &[&str] = &[
    "ce", "cet", "cette", "ces", "le", "la", "les", "l'", "ton", "ta", "tes", "moi", "donc", "un",
    "une", "comme", "bien", "mon", "ma", "mes", "ça", "avec", "en",
];

/// 0: a child; 1: threads.
pub(super) fn son_or_threads(context: &Context<'_>) -> Option<usize> {
    let (after, second) = (context.after(1), context.after(2));
    let is_thread = among(after, OF_THREADS)
        || (matches!(after, "de" | "d'" | "en" | "à") && among(second, MATERIALS))
        || (matches!(after, "du" | "des" | "de" | "d'")
            && (among(second, SPUN) || second == "la" && among(context.after(3), SPUN)))
        || (after == "se" && among(second, THREADS_DO) && context.after(3).is_empty())
        || matches!(context.before(1), "sans" | "deux-cents")
        || (1..=4).any(|n| among(context.before(n), DONE_TO_THREADS));
    Some(usize::from(is_thread))
}

/// What threads do to each other.
const THREADS_DO: &[&str] = &[
    "touchent",
    "touchaient",
    "emmêlent",
    "mêlent",
    "cassent",
    "rompent",
    "nouent",
    "dénouent",
];

const OF_THREADS: &[&str] = &[
    "électriques",
    "conducteurs",
    "barbelés",
    "téléphoniques",
    "métalliques",
    "tendus",
    "emmêlés",
    "dénudés",
    "invisibles",
    "narratifs",
    "dentaires",
    "chirurgicaux",
    "textiles",
    "rouges",
    "blancs",
    "noirs",
    "bleus",
    "dorés",
    "colorés",
    "entremêlés",
    "coupés",
    "cassés",
    "élastiques",
    "fins",
    "souples",
    "rompus",
    "conductrices",
    "arrachés",
    "usés",
    "nus",
];
const MATERIALS: &[&str] = &[
    "fer",
    "soie",
    "laine",
    "coton",
    "cuivre",
    "nylon",
    "or",
    "acier",
    "pêche",
    "trame",
    "lin",
    "argent",
    "discussion",
    "coudre",
    "broder",
    "plomb",
    "chanvre",
    "aluminium",
    "métal",
    "plastique",
    "couture",
    "chaîne",
    "suture",
    "haute",
];
const SPUN: &[&str] = &[
    "téléphone",
    "télégraphe",
    "réseau",
    "récit",
    "araignée",
    "marionnettes",
    "marionnette",
    "intrigue",
    "conversation",
    "courant",
    "tissu",
    "métier",
    "casque",
    "chargeur",
    "toile",
    "trame",
    "vie",
    "lampe",
    "radio",
    "ariane",
    "ariadne",
];
const DONE_TO_THREADS: &[&str] = &[
    "coupe",
    "couper",
    "coupé",
    "coupez",
    "coupent",
    "coupait",
    "coupa",
    "tire",
    "tirez",
    "tirait",
    "tirer",
    "tirent",
    "relier",
    "relie",
    "branche",
    "brancher",
    "débrancher",
    "débranchez",
    "branchez",
    "reliez",
    "relient",
    "dénouer",
    "tisser",
    "tisse",
    "tissent",
    "emmêle",
    "démêler",
    "nouer",
    "coudre",
    "arracher",
    "arrache",
    "câbles",
    "aiguille",
    "bobine",
    "bobines",
];

/// 0: the card or the champion; 1: a form of avoir.
pub(super) fn ace_or_has(context: &Context<'_>) -> Option<usize> {
    let before = context.before(1);
    let has_subject = (2..=3).any(|n| matches!(context.before(n), "tu" | "t'"));
    let is_noun = (among(before, ONE) || is_several(before) || before == "d'") && !has_subject;
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
    let is_pronoun = among(context.before(1), BEFORE_VERBS_OR_NOUNS);
    let is_verb = drinks(context.before(1)) || (is_pronoun && drinks(context.before(2)));
    Some(usize::from(is_verb))
}

/// 0: an aeroplane; 1: what is thrown.
pub(super) fn plane_or_throw(context: &Context<'_>) -> Option<usize> {
    let (after, second) = (context.after(1), context.after(2));
    let is_plane = among(after, OF_PLANES)
        || (after == "d'" && second == "affaires")
        || (after == "de" && matches!(second, "combat" | "chasse" | "ligne"))
        || (context.before(1) == "en" && !matches!(after, "de" | "d'" | "continu"))
        || (1..=5).any(|n| among(context.before(n), OF_FLIGHT))
        || (2..=5).any(|n| among(context.after(n), OF_FLIGHT));
    Some(usize::from(!is_plane))
}

const OF_PLANES: &[&str] = &[
    "privé",
    "privés",
    "militaire",
    "militaires",
    "supersonique",
    "supersoniques",
    "commercial",
    "régional",
    "régionaux",
    "présidentiel",
    "russe",
    "russes",
    "américain",
    "américains",
    "israélien",
    "israéliens",
    "furtif",
    "furtifs",
    "ukrainien",
    "ukrainiens",
    "biplace",
    "set",
    "lag",
    "ski",
    "skis",
    "personnel",
    "embraer",
    "gulfstream",
];
const OF_FLIGHT: &[&str] = &[
    "pilote",
    "pilotes",
    "aéroport",
    "piste",
    "vol",
    "décolle",
    "décollé",
    "atterri",
    "atterrit",
    "passagers",
    "bord",
    "pilotait",
    "avion",
    "avions",
];

/// 0: the noun in -er; 1: the infinitive. For reporter, supporter, poster.
pub(super) fn noun_or_infinitive(context: &Context<'_>) -> Option<usize> {
    let (before, second) = (context.before(1), context.before(2));
    if before.is_empty() {
        let has_object = among(context.after(1), ONE) || is_several(context.after(1));
        return Some(usize::from(has_object));
    }
    let has_article = among(before, ONE) || matches!(before, "grand" | "jeune" | "ancien" | "vrai");
    // "Pour le reporter", "il faut la supporter".
    let is_pronoun = matches!(before, "le" | "la" | "l'" | "leur")
        && (among(second, PREPOSITIONS)
            || among(second, SUBJECTS)
            || among(second, BEFORE_VERBS)
            || among(second, BEFORE_INFINITIVES));
    Some(usize::from(!has_article || is_pronoun))
}

const BEFORE_INFINITIVES: &[&str] = &[
    "faut",
    "peut",
    "peuvent",
    "doit",
    "doivent",
    "veut",
    "veulent",
    "va",
    "vont",
    "faire",
    "fait",
    "pouvoir",
    "devoir",
    "vouloir",
    "fallait",
    "faudra",
    "faudrait",
    "pourrait",
    "pourrais",
    "devrait",
    "devrais",
    "peux",
    "veux",
    "dois",
    "sait",
    "savoir",
    "laisser",
    "allait",
    "allons",
    "devons",
    "pouvons",
    "voulons",
    "préfère",
    "pas",
    "plus",
    "mieux",
];
