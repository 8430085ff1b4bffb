//! The little words that tell nouns from verbs.

/// Subjects of a verb in the third person plural.
pub(super) const THEY: &[&str] = &["ils", "elles"];

/// Subjects, `qui` among them.
pub(super) const SUBJECTS: &[&str] = &[
    "je", "j'", "tu", "t'", "il", "elle", "on", "nous", "vous", "ils", "elles", "qui", "ça",
    "cela", "ce", "c'", "ceci",
];

/// Pronouns and negation that stand between a subject and its verb, and nowhere else.
pub(super) const BEFORE_VERBS: &[&str] = &[
    "ne", "n'", "se", "s'", "me", "m'", "te", "t'", "lui", "y", "j'",
];

/// Pronouns that stand before verbs, and articles or prepositions elsewhere.
pub(super) const BEFORE_VERBS_OR_NOUNS: &[&str] =
    &["le", "la", "l'", "les", "leur", "nous", "vous", "en"];

/// What stands before a noun in the singular.
pub(super) const ONE: &[&str] = &[
    "le",
    "la",
    "l'",
    "un",
    "une",
    "du",
    "au",
    "ce",
    "cet",
    "cette",
    "mon",
    "ton",
    "son",
    "ma",
    "ta",
    "sa",
    "notre",
    "votre",
    "leur",
    "quel",
    "quelle",
    "chaque",
    "aucun",
    "aucune",
    "tout",
    "toute",
    "nul",
    "nulle",
    "tel",
    "telle",
    "certain",
    "certaine",
    "premier",
    "première",
    "dernier",
    "dernière",
    "seul",
    "seule",
];

/// What stands before a noun in the plural, besides [`NUMBERS`].
const SEVERAL: &[&str] = &[
    "les",
    "des",
    "ces",
    "mes",
    "tes",
    "ses",
    "nos",
    "vos",
    "leurs",
    "aux",
    "plusieurs",
    "quelques",
    "certains",
    "certaines",
    "quels",
    "quelles",
    "tous",
    "toutes",
    "divers",
    "diverses",
    "différents",
    "différentes",
    "nombreux",
    "nombreuses",
    "beaucoup",
    "rares",
];

/// Forms of être, and what may stand between them and an adjective.
pub(super) const BEFORE_ADJECTIVES: &[&str] = &[
    "est",
    "sont",
    "suis",
    "es",
    "sommes",
    "êtes",
    "était",
    "étaient",
    "étais",
    "étions",
    "étiez",
    "fut",
    "furent",
    "sera",
    "seront",
    "serait",
    "seraient",
    "soit",
    "soient",
    "être",
    "été",
    "étant",
    "semble",
    "semblait",
    "paraît",
    "reste",
    "restait",
    "devient",
    "devenu",
    "rend",
    "très",
    "plus",
    "moins",
    "si",
    "trop",
    "aussi",
    "assez",
    "bien",
    "peu",
    "fort",
    "tellement",
    "particulièrement",
    "vraiment",
    "extrêmement",
    "non",
    "pas",
    "jamais",
    "toujours",
    "parfaitement",
    "absolument",
    "souvent",
];

/// Prepositions after which an infinitive or a noun may come.
pub(super) const PREPOSITIONS: &[&str] = &[
    "de", "d'", "à", "pour", "sans", "par", "en", "dans", "avec", "sur", "sous", "vers", "contre",
    "chez", "entre", "depuis", "pendant", "après", "avant", "comme", "selon", "malgré",
];

/// What is neither a noun nor an adjective.
pub(super) const FUNCTION_WORDS: &[&str] = &[
    "de", "d'", "du", "des", "et", "ou", "le", "la", "l'", "les", "un", "une", "dans", "par",
    "pour", "sur", "à", "au", "aux", "avec", "chez", "cette", "cet", "ces", "mais", "car", "si",
    "s'", "ne", "n'", "quand", "dont", "sans", "mon", "ma", "mes", "son", "sa", "ses", "leur",
    "leurs", "notre", "nos", "votre", "vos", "chaque",
];

/// Whether a word stands before a noun in the plural.
pub(super) fn is_several(word: &str) -> bool {
    among(word, SEVERAL) || among(word, NUMBERS)
}

/// Whether the word is one of the list.
pub(super) fn among(word: &str, list: &[&str]) -> bool {
    list.contains(&word)
}

/// Whether a word looks like a plural: nouns, adjectives and participles do.
pub(super) fn looks_plural(word: &str) -> bool {
    word.len() > 2
        && word.ends_with(['s', 'x'])
        && !among(word, SUBJECTS)
        && !among(word, BEFORE_ADJECTIVES)
        && !among(word, PREPOSITIONS)
}

/// Whether a word is a number, in figures or in words.
pub(super) fn is_number(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit())
        || matches!(word, "un" | "une")
        || among(word, NUMBERS)
}

const NUMBERS: &[&str] = &[
    "deux",
    "trois",
    "quatre",
    "cinq",
    "six",
    "sept",
    "huit",
    "neuf",
    "dix",
    "onze",
    "douze",
    "quinze",
    "vingt",
    "trente",
    "quarante",
    "cinquante",
    "soixante",
    "cent",
    "mille",
];
