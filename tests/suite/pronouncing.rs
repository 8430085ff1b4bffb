//! How words are said, by ear: what eSpeak NG really spoke, compared by phoneme.

use crate::environment::Environment;

const CASES: &str = include_str!("../fixtures/pronunciation_context.tsv");

fn phonemes(lines: &[&str]) -> Vec<String> {
    let run = Environment::new().pipe(
        &["show", "phonemes", "--from", "lines"],
        lines.join("\n").as_bytes(),
    );
    assert_eq!((run.code, run.err.as_str()), (Some(0), ""));
    run.out.lines().map(str::to_owned).collect()
}

/// Without stress, spaces and language marks; vowels that speakers do not tell apart, and
/// vowels beside their glides, are one.
fn heard(ipa: &str) -> String {
    let ipa = ipa.replace("(en)", "").replace("(fr)", "");
    ipa.chars()
        .filter(|c| !"ˈˌː‿\u{361}- .ʔ_|ə".contains(*c))
        .map(|c| match c {
            'ɛ' => 'e',
            'ɔ' => 'o',
            'ø' => 'œ',
            'ɑ' => 'a',
            'j' => 'i',
            'ɥ' => 'y',
            'w' => 'u',
            'g' => 'ɡ',
            other => other,
        })
        .collect()
}

#[test]
fn words_are_said_as_a_newsreader_would_in_98_of_100_sentences() {
    let cases: Vec<Vec<&str>> = CASES
        .lines()
        .filter(|line| !line.starts_with('#'))
        .map(|line| line.split('\t').collect())
        .collect();
    let written: Vec<&str> = cases.iter().map(|case| case[2]).collect();
    let spoken = phonemes(&written);
    let forms: Vec<&str> = cases
        .iter()
        .flat_map(|case| case[3].split(" || "))
        .filter(|form| !form.starts_with("ipa:"))
        .collect();
    let expected = phonemes(&forms);
    let sound = |form: &str| match form.strip_prefix("ipa:") {
        Some(ipa) => heard(ipa),
        None => heard(&expected[forms.iter().position(|other| *other == form).unwrap()]),
    };
    let wrong: Vec<String> = cases
        .iter()
        .zip(&spoken)
        .filter(|(case, ipa)| !case[3].split(" || ").any(|form| sound(form) == heard(ipa)))
        .map(|(case, ipa)| format!("{}: {ipa}, not {}", case[2], case[3]))
        .collect();
    assert!(wrong.len() * 50 <= cases.len(), "{}", wrong.join("\n"));
}

#[test]
fn no_french_word_is_read_in_english() {
    let words = [
        "authentique",
        "mythologiques",
        "rythme",
        "Élisabeth",
        "Thomas",
        "zénith",
        "asthme",
        "traversons",
        "bipède",
        "calife",
        "survécut",
        "assied",
        "bruns",
        "doigtons",
        "emprunts",
        "wallonne",
        "jury",
        "design",
        "week-ends",
        "stress",
        "footballeurs",
        "Kennedy",
    ];
    for (word, ipa) in words.iter().zip(phonemes(&words)) {
        assert!(!ipa.contains("(en)"), "{word}: {ipa}");
    }
}

#[test]
fn no_french_word_is_said_by_an_english_voice_after_an_elided_one() {
    let lists = [
        include_str!("../../crates/lismoi-french/data/accented_words.tsv"),
        include_str!("../../crates/lismoi-french/data/plural_adjectives.txt"),
        include_str!("../../crates/lismoi-french/data/plural_nouns_with_vowels.txt"),
        include_str!("../../crates/lismoi-french/data/verbs_with_vowels.txt"),
    ];
    let words = lists.iter().flat_map(|list| list.lines());
    let with_vowels = words.filter(|word| word.starts_with(|c| "aàâeéèêiîïoôuûœ".contains(c)));
    let elided = ["l'", "d'", "qu'", "s'", "n'", "jusqu'"]
        .into_iter()
        .cycle();
    let forms: Vec<String> = elided
        .zip(with_vowels)
        .map(|(elided, word)| format!("{elided}{word}"))
        .collect();
    assert!(forms.len() > 10_000, "{}", forms.len());
    let forms: Vec<&str> = forms.iter().map(String::as_str).collect();
    for (form, ipa) in forms.iter().zip(phonemes(&forms)) {
        assert!(!ipa.contains("(en)"), "{form}: {ipa}");
    }
}

#[test]
fn a_lexicon_is_obeyed_and_a_bad_line_of_it_named_before_anything_is_spoken() {
    let environment = Environment::new();
    environment.write("mine.tsv", "Tusk\tteusque\tas he says\n");
    environment.write("bad.tsv", "# mine\nTusk\t[[t!]]\n");
    environment.write(
        "article.txt",
        "Hier, l\u{2019}ami de Donald Tusk dormait.\n",
    );
    environment.write("lismoi.toml", "lexicon = ['mine.tsv']\n");
    let spoken = environment.succeed(&["show", "spoken", "article.txt"]).out;
    assert!(spoken.contains("teusque"), "{spoken}");
    let bad = environment.run(&["article.txt", "--lexicon", "bad.tsv"]);
    assert_eq!(bad.code, Some(2));
    assert_eq!(
        bad.err,
        "error: could not use the lexicon 'bad.tsv': line 2: '!' in '[[t!]]' is no French \
         phoneme of eSpeak NG\n\
         hint: a lexicon has lines of word, tab, pronunciation; `lismoi show words ARTICLE \
         --lexicon` prints one to correct\n"
    );
    assert!(!environment.path("output").exists());
}

#[test]
fn a_section_whose_words_are_said_otherwise_is_spoken_again() {
    let environment = Environment::new();
    environment.write("mine.tsv", "dormait\tronflait\n");
    environment.write("article.txt", "Hier, mon ami dormait.\n");
    let sound = |arguments: &[&str]| {
        environment.succeed(arguments);
        let folder = environment.path("output/article");
        let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().flatten().collect();
        files.retain(|file| file.path().extension().is_some_and(|end| end == "wav"));
        std::fs::read(files[0].path()).unwrap()
    };
    let first = sound(&["article.txt"]);
    assert_ne!(sound(&["article.txt", "--lexicon", "mine.tsv"]), first);
    assert_eq!(sound(&["article.txt"]), first);
}

#[test]
fn the_words_of_an_article_are_shown_with_how_they_are_said() {
    let environment = Environment::new();
    environment.write(
        "article.txt",
        "Le leader a vu Trump. Puis Trump est parti.\n",
    );
    let out = environment.succeed(&["show", "words", "article.txt"]).out;
    assert_eq!(
        out,
        "2\tTrump\ttʁˈœmp\tlexicon\t-\n1\tleader\tlidˈœʁ\tlexicon\t-\n"
    );
}

#[test]
fn the_liaisons_are_those_of_the_setting() {
    let said = |setting: &str| {
        let run = Environment::new().pipe(
            &["show", "phonemes", "--from", "lines", "--liaison", setting],
            "Les amis ont fini, il est à lui.".as_bytes(),
        );
        heard(&run.out)
    };
    let expected = [
        ("few", "lezamiɔ̃finiilealyi"),
        ("usual", "lezamiɔ̃finiiletalyi"),
        ("many", "lezamizɔ̃finiiletalyi"),
    ];
    for (setting, sounds) in expected {
        let (said, sounds) = (said(setting), heard(sounds));
        assert!(said.starts_with(&sounds), "{setting}: {said}, not {sounds}");
    }
}
