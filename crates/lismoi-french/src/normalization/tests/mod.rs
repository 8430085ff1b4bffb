use super::verbalizers::VERBALIZERS;
use super::*;

mod again;
mod in_context;

/// The words said for a text, separated by single spaces.
fn said(text: &str, dialect: Dialect) -> String {
    let mut out = String::new();
    for form in normalize(text, dialect).filter(|form| !form.spoken.is_empty()) {
        if !out.is_empty() && !out.ends_with(['\'', '-']) {
            out.push(' ');
        }
        out.push_str(&form.spoken);
    }
    out
}

/// The words said for a text in France.
pub(super) fn said_in_france(text: &str) -> String {
    said(text, Dialect::France)
}

#[test]
fn every_rule_says_its_example_and_is_the_one_that_does() {
    for rule in &VERBALIZERS {
        assert_eq!(
            said(rule.printed, Dialect::France),
            rule.spoken,
            "{}",
            rule.name
        );
        assert!(
            normalize(rule.printed, Dialect::France).any(|form| form.rule == Some(rule.name)),
            "{} is not what makes its example",
            rule.name
        );
    }
}

#[test]
fn small_words_in_capitals_are_no_acronyms_where_the_sentence_needs_them() {
    for (printed, spoken) in [
        ("C'est LA clé", "C'est la clé"),
        ("LES clés et UNE clé", "les clés et une clé"),
        ("SI vous partez", "si vous partez"),
        ("la pluie OU la neige", "la pluie ou la neige"),
        ("Lui ET elle", "Lui et elle"),
        ("Tu NE sais PAS", "Tu ne sais pas"),
        ("ON arrive, TU ES là", "on arrive tu es là"),
        ("ET oui", "et oui"),
        ("ET est un film", "E T est un film"),
        ("ET l'extraterrestre", "E T l'extraterrestre"),
        ("Un SI moderne", "Un esse I moderne"),
        ("Vivre à LA (Californie)", "Vivre à L A Californie"),
        ("l'UE", "l'u E"),
    ] {
        assert_eq!(said(printed, Dialect::France), spoken, "{printed}");
    }
}

#[test]
fn two_temperatures_with_a_stroke_are_a_range() {
    for (printed, spoken) in [
        ("14/15°C", "14 15 degrés Celsius"),
        ("20/25 °C", "20 à 25 degrés Celsius"),
        ("3/4 de tasse", "3 quarts de tasse"),
    ] {
        assert_eq!(said(printed, Dialect::France), spoken, "{printed}");
    }
}

#[test]
fn letters_that_no_engine_reads_are_romanized() {
    for (printed, spoken) in [
        ("Ἀθῆναι", "atinai"),
        ("Աբգ", "Abg"),
        ("5Ω6", "5 oméga 6"),
        ("kɓa [ʃɛʁ]", "kba chèr"),
        ("नमस्ते", "nmste"),
        ("ధ et ㇵㇸㇹㇿ", "dah et hahahar"),
        ("xₖ", "x k"),
    ] {
        assert_eq!(said(printed, Dialect::France), spoken, "{printed}");
    }
}

#[test]
fn signs_of_currencies_are_said_with_and_without_a_sum() {
    for (printed, spoken) in [
        ("5 ₦ ou 1 ₫", "5 nairas ou 1 dong"),
        ("₱21", "21 pesos"),
        ("21 ₨", "vingt et une roupies"),
        ("a₮b", "a tugriks b"),
        ("le cours du ฿", "le cours du baht"),
    ] {
        assert_eq!(said(printed, Dialect::France), spoken, "{printed}");
    }
}

#[test]
fn signs_of_computing_are_said() {
    for (printed, spoken) in [
        ("la commande rm -rf", "la commande rm tiret R F"),
        ("l'option -name", "l'option tiret name"),
        ("l'option --force", "l'option tiret tiret force"),
        ("un \\t ici", "un antislash t ici"),
        ("les signes < et >", "les signes inférieur à et supérieur"),
        ("titre ===== fin", "titre fin"),
        ("mes-comptes.gsb", "mes comptes point G S B"),
    ] {
        assert_eq!(said(printed, Dialect::France), spoken);
    }
}

#[test]
fn times_of_runners_and_scores_are_said() {
    for (printed, spoken) in [
        ("en 1h51 min", "en une heure cinquante et une minutes"),
        ("mené à 6-4, puis 6-4", "mené à 6 4 puis 6 à 4"),
        ("à 18-20 degrés", "à 18 à 20 degrés"),
        ("en 4'45/km", "en 4 minutes 45 au kilomètre"),
        ("en 2h00'22\"", "en 2 heures zéro minute 22"),
        ("21-07", "21 à 7"),
        ("la 20th Century", "la vingtième Century"),
    ] {
        assert_eq!(said(printed, Dialect::France), spoken);
    }
}

#[test]
fn scripts_without_a_table_are_romanized() {
    for (printed, spoken) in [
        ("le mot فارسی", "le mot farasy"),
        ("Dodo, ドードー", "Dodo dodo"),
        ("ქართული", "kartuli"),
    ] {
        assert_eq!(said(printed, Dialect::France), spoken);
    }
}

#[test]
fn a_text_in_capitals_is_read_as_any_other() {
    for (printed, spoken) in [
        (
            "LOUIS XIV ET LE XVIIE SIÈCLE",
            "louis 14 et le dix-septième siècle",
        ),
        ("VIVE LA VIE DES AUTRES", "vive la vie des autres"),
        (
            "LA VE RÉPUBLIQUE DE PARIS",
            "la cinquième république de paris",
        ),
        ("NAPOLÉON IER ET LE PEUPLE", "napoléon premier et le peuple"),
        ("MEURTRE À ST-ÉTIENNE", "meurtre à saint étienne"),
        ("Il a CINQ ans", "Il a cinq ans"),
    ] {
        assert_eq!(said(printed, Dialect::France), spoken);
    }
}

#[test]
fn what_no_fraction_can_be_is_a_date_or_a_score() {
    for (printed, spoken) in [
        ("du 30/06-02/07", "du 30 juin au 2 juillet"),
        ("les 4 et 5/06", "les 4 et 5 juin"),
        ("le 12/3", "le 12 mars"),
        ("le 2/3 des voix", "le 2 tiers des voix"),
        ("n° 12/05", "numéro 12 sur 5"),
        ("7-6 (7/3)", "7 à 6 7 à 3"),
        ("th. 6/7", "thermostat 6 à 7"),
        ("à 8h30/9h", "à 8 heures 30, neuf heures"),
        (
            "né (* 1802, † 22/05/1885)",
            "né né en 1802 mort le 22 mai 1885",
        ),
        ("deux jours : sam-dim", "deux jours samedi et dimanche"),
        ("appelez le 3919", "appelez le 39 19"),
        ("le 3001 h", "le trois mille une heures"),
        ("1501 M€", "mille cinq cent un millions d'euros"),
        ("5001 M€", "cinq mille un millions d'euros"),
        ("501 M€", "501 millions d'euros"),
    ] {
        assert_eq!(said(printed, Dialect::France), spoken);
    }
}

#[test]
fn both_genders_are_said_in_full_however_they_are_written() {
    for (printed, spoken) in [
        (
            "Tou·te·s les chef·fe·s",
            "tous et toutes les chefs et cheffes",
        ),
        (
            "Ceux·celles et Celles.ceux",
            "ceux et celles et celles et ceux",
        ),
        (
            "Les acteurs/trices, employé/e/s",
            "Les acteurs et actrices employés et employées",
        ),
        ("ÉTUDIANT·E·S", "étudiants et étudiantes"),
        (
            "infirmier·e·s, gros·se",
            "infirmiers et infirmières gros ou grosse",
        ),
        (
            "une maître·sse, un frère·sœur",
            "une maître ou maîtresse un frère ou sœur",
        ),
        (
            "un poste H/F, l'égalité F/H",
            "un poste homme ou femme l'égalité femmes hommes",
        ),
        ("prends-la.Le chat", "prends-la Le chat"),
        ("mieux.se dit-il", "mieux se dit-il"),
        (
            "curieux.se, actif.ve",
            "curieux ou curieuse actif ou active",
        ),
    ] {
        assert_eq!(said(printed, Dialect::France), spoken);
    }
}

#[test]
fn an_address_is_its_host_and_a_path_of_a_word_or_two() {
    for (printed, spoken) in [
        (
            "https://www.lemonde.fr/planete/article/2024/05/climat.html",
            "le monde point F R",
        ),
        ("https://exemple.fr/a?b=c#d", "exemple point F R"),
        (
            "free.fr/aide/sport/",
            "free point F R slash aide slash sport",
        ),
    ] {
        assert_eq!(said(printed, Dialect::France), spoken);
    }
}

#[test]
fn emoji_are_silent_where_they_decorate() {
    for (printed, spoken) in [
        ("🔹 Premier 🔹 deuxième", "Premier deuxième"),
        ("🔥🔥 Promo\n👉 Lyon 👏👏👏", "Promo Lyon applaudissements"),
        ("😀", "visage rieur"),
        ("J'ai ri 😂", "J'ai ri rire aux larmes"),
    ] {
        assert_eq!(said(printed, Dialect::France), spoken);
    }
}

/// The page holds this table, so the rules and the page agree.
#[test]
fn the_page_lists_the_rules_in_their_order() {
    let page = include_str!("../../../../../docs/french.md");
    let rows: Vec<String> = VERBALIZERS
        .iter()
        .map(|rule| {
            let cell = |text: &str| text.replace('|', "\\|");
            format!(
                "| {} | {} | {} |",
                rule.name,
                cell(rule.printed),
                cell(rule.spoken)
            )
        })
        .collect();
    let listed: Vec<&str> = page
        .lines()
        .skip_while(|line| !line.starts_with("| rule"))
        .skip(2)
        .take_while(|line| line.starts_with("| "))
        .collect();
    assert_eq!(
        listed,
        rows,
        "docs/french.md should hold:\n{}",
        rows.join("\n")
    );
}

#[test]
fn seventy_and_ninety_are_said_where_the_voice_comes_from() {
    let text = "le 71e, le 82e et le 95e";
    for (dialect, spoken) in [
        (
            Dialect::France,
            "le soixante et onzième le quatre-vingt-deuxième et le quatre-vingt-quinzième",
        ),
        (
            Dialect::Belgium,
            "le septante et unième le quatre-vingt-deuxième et le nonante-cinquième",
        ),
        (
            Dialect::Switzerland,
            "le septante et unième le huitante-deuxième et le nonante-cinquième",
        ),
    ] {
        assert_eq!(said(text, dialect), spoken);
    }
}

#[test]
fn words_that_look_like_figures_or_letters_stay() {
    for text in [
        "Ce que Me Dupont a dit, mi-temps, vi, di",
        "I Gotta Feeling, Malcolm X",
        "Jean Petit, Xi Jinping, Di Maria",
        "Cela mesure la vie",
        "nos enfants, par cœur, les fils du roi",
        "Il en a vu des vertes et des pas mûres",
    ] {
        let expected = text.replace("Me Dupont", "maître Dupont").replace(',', "");
        assert_eq!(said(text, Dialect::France), expected);
    }
}

#[test]
fn thousands_seasons_and_races_are_no_decimals_spans_or_clocks() {
    for (printed, spoken) in [
        ("10,000 francs", "10000 francs"),
        ("1,200,000 personnes", "1200000 personnes"),
        ("1,000 g", "1 virgule zéro zéro zéro gramme"),
        ("2 000 000 habitants", "2000000 d'habitants"),
        ("2 000 000 km²", "2000000 de kilomètres carrés"),
        ("la saison 2024-2025", "la saison 2024 2025"),
        ("la période 2024-2025", "la période 2024 à 2025"),
        ("en 1:48.64", "en une minute 48 secondes 64"),
        ("à 12:45", "à 12 heures 45"),
        ("en 1/8 de finale", "en huitième de finale"),
        ("8/10e de seconde", "8 dixièmes de seconde"),
        ("1/14 000e de seconde", "un quatorze millième de seconde"),
        ("cuire 1/2h", "cuire une demi-heure"),
    ] {
        assert_eq!(said(printed, Dialect::France), spoken);
    }
}

#[test]
fn capitals_of_known_words_are_said_and_firms_are_called_by_their_names() {
    for (printed, expected) in [
        ("Une carte NVIDIA sous GNU.", "Une carte Nvidia sous gnou"),
        ("Le film THREADS et le JAZZ.", "Le film threads et le jazz"),
        (
            "Des MOTIFS et des SHAMPOINGS.",
            "Des motifs et des shampoings",
        ),
        ("LE FLOW", "le flow"),
        ("Le CERT-FR alerte.", "Le certe F R alerte"),
        ("Selon i24News et 3DMark.", "Selon I 24 News et 3 D Mark"),
        ("un fichier .deb", "un fichier point deb"),
        ("le .gitignore", "le point gitignore"),
    ] {
        let said: Vec<_> = normalize(printed, Dialect::France)
            .map(|form| form.spoken)
            .collect();
        assert_eq!(said.join(" ").replace("- ", " "), expected, "{printed}");
    }
}

#[test]
fn copyright_is_said_once() {
    assert_eq!(said_in_france("Copyright © 2025"), "Copyright 2025");
    assert_eq!(said_in_france("© 2025"), "copyright 2025");
}

#[test]
fn knots_are_no_kilotonnes_and_both_genders_are_no_spanish_site() {
    for (text, expected) in [
        ("25kt", "25 nœuds"),
        ("15 kt de TNT", "15 kilotonnes de T N T"),
        ("les étudiant.es", "les étudiants et étudiantes"),
        ("elpais.es", "elpais point E S"),
    ] {
        assert_eq!(said_in_france(text), expected);
    }
}
