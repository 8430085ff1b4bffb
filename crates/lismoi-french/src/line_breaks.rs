//! Words that were divided at the end of a line: "gouverne-" above "ment".

/// Compounds by their first part: what follows its hyphen. A first part without any is
/// always followed by one.
const COMPOUNDS: &[(&str, &str)] = &[
    ("par", "ci là dessus dessous delà devant devers"),
    ("au", "dessus dessous delà devant dehors dedans"),
    ("là", "bas haut dedans dessus dessous"),
    (
        "ci",
        "dessus dessous contre après devant joint jointe joints",
    ),
    ("celui celle ceux celles", "ci là"),
    ("peut", "être"),
    ("bien mal", "être"),
    ("est", "ce"),
    ("rendez", "vous"),
    ("soi", "disant"),
    ("vis", "à"),
    ("tête", "à"),
    ("après", "midi demain guerre"),
    ("avant", "hier garde guerre dernier dernière"),
    ("demi semi", ""),
    (
        "quasi franco anglo gréco russo judéo américano israélo euro",
        "",
    ),
    (
        "mi",
        "temps chemin août mai juin juillet janvier février mars avril septembre octobre novembre décembre hauteur",
    ),
    (
        "ex",
        "président présidente ministre ministres mari femme premier directeur député yougoslavie urss",
    ),
    ("vice", "président présidente présidents versa"),
    (
        "sous",
        "sol sols marin marins titre titres préfet entendu ensemble estimer traitance traitant secrétaire développement",
    ),
    ("grand grands", "mère mères père pères parents chose rue"),
    (
        "petit petite petits petites",
        "fils fille enfants déjeuner bourgeois bourgeoisie",
    ),
    ("arrière", ""),
    ("beau belle", "père mère frère sœur fils fille parents"),
    (
        "porte",
        "parole avions monnaie manteau feuille fenêtre clés bagages",
    ),
    ("garde", "fou côte manger robe malade"),
    ("chef chefs hors", "d'œuvre lieu lieux"),
    ("contre", "attaque offensive exemple temps courant pouvoir"),
    ("entre", "deux temps"),
    ("non", "violence lieu droit respect ingérence"),
    (
        "nord sud",
        "est ouest africain coréen américain coréenne américaine",
    ),
    ("saint sainte saints", ""),
    ("haut", "parleur parleurs"),
    ("bas", "relief côté"),
    ("libre", "échange service"),
    ("plus", "value values"),
    ("cessez", "le"),
    ("week", "end ends"),
    ("compte", "rendu rendus"),
    ("gratte", "ciel"),
    ("abat", "jour"),
    ("ouvre", "boîte boîtes"),
    ("tire", "bouchon"),
    ("chou", "fleur"),
    ("auto", "école"),
    (
        "vingt trente quarante cinquante soixante quatre",
        "deux trois quatre cinq six sept huit neuf dix onze douze vingt vingts",
    ),
    ("dix", "sept huit neuf"),
    ("quelques", "uns unes"),
];

/// Pronouns and adverbs behind a verb or noun, by how the word before them ends; nothing
/// where any ending will do.
const ENCLITICS: &[(&str, &[&str])] = &[
    ("même mêmes y", &[]),
    ("je", &["s", "x", "i", "é", "d"]),
    ("tu", &["s", "x"]),
    ("il ils elle elles on", &["t", "d"]),
    ("nous vous", &["ons", "ez", "es"]),
    ("moi toi", &["ez", "es", "is", "ds", "ns", "e"]),
    ("le la les lui leur", &["ez", "ons"]),
    ("en", &["ez", "ons", "as", "s-t", "nds"]),
];

/// What stands between the two parts of a word that was divided at the end of a line: a
/// hyphen, or nothing; `None` where `word` and `next` are two words. `between` is what is
/// printed between them.
pub(super) fn joint(word: &str, between: &str, next: &str) -> Option<&'static str> {
    let is_soft = word.ends_with('\u{AD}');
    let gap = if is_soft {
        between
    } else {
        between.strip_prefix(['-', '\u{2010}', '\u{AD}'])?
    };
    let start = word.trim_end_matches('\u{AD}');
    let is_line_end = gap.contains(['\n', '\r', '\u{2028}']) && gap.trim().is_empty();
    if !(is_line_end && start.ends_with(char::is_lowercase) && next.starts_with(char::is_lowercase))
    {
        return None;
    }
    let is_soft = is_soft || between.starts_with('\u{AD}');
    Some(if !is_soft && keeps_hyphen(start, next) {
        "-"
    } else {
        ""
    })
}

fn keeps_hyphen(start: &str, rest: &str) -> bool {
    let is_in = |list: &str, word: &str| list.split(' ').any(|listed| listed == word);
    let end = rest.find(|c: char| !(c.is_alphabetic() || "'’-".contains(c)));
    let next = &rest[..end.unwrap_or(rest.len())];
    let last = start
        .rsplit(|c: char| !c.is_alphabetic())
        .next()
        .unwrap_or_default()
        .to_lowercase();
    let is_compound = COMPOUNDS
        .iter()
        .any(|(first, second)| is_in(first, &last) && (second.is_empty() || is_in(second, next)));
    let is_enclitic = ENCLITICS.iter().any(|(pronouns, endings)| {
        is_in(pronouns, next)
            && (endings.is_empty() || endings.iter().any(|ending| last.ends_with(ending)))
    });
    // A word with another hyphen is a compound already: "c'est-à-" above "dire".
    start.contains('-') || next.starts_with("t-") || is_compound || is_enclitic
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hyphen_stays_where_it_belongs_to_the_word() {
        for (word, between, next, joint) in [
            ("gouverne", "-\n", "ment", ""),
            ("gouverne", "-\r\n    ", "ment", ""),
            ("gouverne\u{AD}", "\n", "ment", ""),
            ("peut", "-\n", "être", "-"),
            ("dit", "-\n", "il", "-"),
            ("au", "-\n", "dessus", "-"),
            ("vingt", "-\n", "trois", "-"),
            ("c'est-à", "-\n", "dire", "-"),
            ("saint", "-\n", "pierre", "-"),
            ("prenez", "-\n", "le", "-"),
            ("semi", "-\n", "conducteur", "-"),
        ] {
            assert_eq!(super::joint(word, between, next), Some(joint), "{word}");
        }
    }

    #[test]
    fn a_word_that_is_no_compound_is_put_together() {
        for word in [
            "mi-nistre",
            "par-le",
            "dis-cours",
            "au-teur",
            "va-leur",
            "soi-rée",
            "moi-tié",
            "par-lement",
            "ex-plique",
            "mi-lieu",
            "par-tie",
            "par-tir",
            "bien-tôt",
            "au-cun",
            "mal-heureux",
            "entre-prise",
            "sous-traire",
            "non-chalant",
            "ci-toyen",
            "six-tième",
            "el-le",
            "pla-ce",
            "ver-tu",
            "mer-ci",
            "cha-leur",
            "sal-les",
        ] {
            let (start, rest) = word.split_once('-').expect("a hyphen");
            assert_eq!(joint(start, "-\n", rest), Some(""), "{word}");
        }
    }

    #[test]
    fn only_a_word_that_goes_on_below_is_divided() {
        for (word, between, next) in [
            ("tour", " -\n", "ment"),
            ("gare", "-\n", "Lyon"),
            ("gare", "- ", "ment"),
            ("fin", "\n", "puis"),
            ("fin", "-\n", "12"),
        ] {
            assert_eq!(joint(word, between, next), None, "{word}");
        }
    }
}
