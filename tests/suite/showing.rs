//! What `show` prints: one line for each thing, and nothing else.

use crate::environment::{Environment, SEED};

fn show(arguments: &[&str], input: &str) -> Vec<String> {
    let run = Environment::new().pipe(&[&["show"], arguments].concat(), input.as_bytes());
    assert_eq!((run.code, run.err.as_str()), (Some(0), ""), "{arguments:?}");
    run.out.lines().map(str::to_owned).collect()
}

#[test]
fn blocks_of_the_seed_article() {
    let environment = Environment::with_seed();
    let out = environment
        .succeed(&["show", "blocks", &format!("{SEED}.txt")])
        .out;
    let kinds: Vec<&str> = out
        .lines()
        .map(|line| line.split_once('\t').unwrap().0)
        .collect();
    let count = |kind: &str| kinds.iter().filter(|found| **found == kind).count();
    assert_eq!(
        ["title", "drop", "heading", "paragraph", "byline"].map(count),
        [1, 2, 8, 11, 1],
        "{out}"
    );
    assert_eq!(kinds[..2], ["title", "drop"]);
    assert_eq!(
        out.lines().last(),
        Some("drop\tKommentare (0)\t(comment counter)")
    );
}

const PAGE: &str = "Poutine à Koursk | Le Journal\n\nPoutine à Koursk\n\nPartager sur Facebook\n\nIl est venu[1]. \
                    Il est reparti.\n\nLire aussi : La paix est proche\n\nLa suite\n--------\n\nOn ne sait rien.\n\n\
                    [1] Mercredi.\n";

#[test]
fn what_surrounds_an_article_is_dropped_with_a_reason_or_kept() {
    let dropped = [
        "drop\tPoutine à Koursk | Le Journal\t(repeated title)",
        "title\tPoutine à Koursk",
        "drop\tPartager sur Facebook\t(share buttons)",
        "paragraph\tIl est venu[1]. Il est reparti.",
        "drop\tLire aussi : La paix est proche\t(link to another article)",
        "heading\tLa suite",
        "drop\t--------\t(no word to say)",
        "paragraph\tOn ne sait rien.",
        "drop\t[1] Mercredi.\t(note)",
    ];
    assert_eq!(show(&["blocks"], PAGE), dropped);
    let kept = show(&["blocks", "--keep-all", "--notes", "end"], PAGE);
    assert_eq!(kept[4], "paragraph\tLire aussi : La paix est proche");
    assert_eq!(kept[8], "list_item\t[1] Mercredi.");
}

#[test]
fn notes_are_read_where_they_are_wanted() {
    let spoken = |notes: &str| show(&["spoken", "--notes", notes], PAGE)[1..].join(" ");
    let skipped = "Il est venu. Il est reparti. La suite. On ne sait rien.";
    assert_eq!(spoken("skip"), skipped);
    assert_eq!(spoken("end"), format!("{skipped} Mercredi."));
    assert_eq!(
        spoken("inline"),
        skipped.replace("venu. ", "venu. Mercredi. ")
    );
}

#[test]
fn lines_give_one_line_each_and_an_empty_one_where_there_is_nothing_to_say() {
    let input = "Bonjour. Ça va ?\n\n***\nOui\n";
    assert_eq!(
        show(&["spoken", "--from", "lines"], input),
        ["Bonjour. Ça va?", "", "", "Oui."]
    );
    let ipa = show(&["phonemes", "--from", "lines"], input);
    assert_eq!(ipa.len(), 4);
    assert!(
        ipa[0].contains("bɔ̃ʒˈuʁ") && ipa[0].contains("sa vˈa"),
        "{ipa:?}"
    );
    assert_eq!((ipa[1].as_str(), ipa[2].as_str()), ("", ""));
    let long = format!("{}\nfin", "mot ".repeat(1000));
    assert_eq!(show(&["phonemes", "--from", "lines"], &long).len(), 2);
}

#[test]
fn what_a_pipe_gets_is_what_was_written() {
    assert_eq!(
        show(
            &["sentences", "--from", "lines"],
            "un\nligne \u{1B}]deux\ntrois\u{2028}quatre\n"
        ),
        ["un", "ligne \u{1B}]deux", "trois quatre"]
    );
}

#[test]
fn sentences_keep_their_characters() {
    let text = "Il a dit : « Non ! » Puis, M. Roux partit. 3,5 % !";
    assert_eq!(
        show(&["sentences", "--from", "paragraphs"], text),
        ["Il a dit : « Non ! »", "Puis, M. Roux partit.", "3,5 % !"]
    );
}

/// eSpeak NG drops the end of what is too long for it; we must not let it come to that.
#[test]
fn every_word_of_a_heavy_line_is_heard() {
    let heard = |line: &str, sound: &str| {
        let ipa = show(&["phonemes", "--from", "lines"], line)[0].clone();
        let plain: String = ipa.chars().filter(|c| !"ˈˌ -".contains(*c)).collect();
        plain.matches(sound).count()
    };
    let years = format!("{}zoo.", "1987 1974 ".repeat(60));
    assert_eq!((heard(&years, "mil"), heard(&years, "zo")), (120, 1));
    assert_eq!(heard(&"97 ".repeat(300), "sɛt"), 300);
    assert_eq!(heard(&"9".repeat(60), "nœf"), 60);
    assert_eq!(heard(&"W".repeat(45), "dubl"), 45);
    let accented = "é".repeat(150);
    assert_eq!(heard(&accented, "e") + heard(&accented, "ɛ"), 150);
    assert_eq!(heard(&format!("{} fin", "ba".repeat(600)), "b"), 600);
}

/// What eSpeak NG would obey is read as text: each line must sound as its words do.
#[test]
fn markup_and_commands_in_the_text_are_not_obeyed() {
    let ipa = show(
        &["phonemes", "--from", "lines"],
        "[[bonjour]] monsieur\n<speak>oui</speak>\nun \u{1}50S deux\n&amp;\n<voice name=\"en\">chat</voice>\nbonjour monsieur\n",
    );
    assert!(
        ipa[0].contains("bɔ̃ʒˈuʁ"),
        "[[ ]] was taken for phonemes: {ipa:?}"
    );
    assert_eq!(ipa[0], ipa[5]);
    assert!(
        ipa[1].contains("wˌi") && ipa[1].contains("sp"),
        "a tag was obeyed: {ipa:?}"
    );
    assert!(
        ipa[2].contains("sɛ̃kˈɑ̃t"),
        "a control character was obeyed: {ipa:?}"
    );
    assert!(
        ipa[3].contains("ɑ̃p") || ipa[3].contains("amp"),
        "an entity was obeyed: {ipa:?}"
    );
    assert!(ipa[4].contains("ʃˈa"), "the voice was changed: {ipa:?}");
}

#[test]
fn json_ties_what_is_said_to_what_is_printed() {
    let lines = show(&["spoken", "--json"], "L\u{2019}été, enfin !");
    let line: serde_json::Value = serde_json::from_str(&lines[0]).unwrap();
    assert_eq!(line["spoken"], "L'été, enfin!");
    assert_eq!(line["words"][0]["printed"], "L\u{2019}été");
    assert_eq!(line["words"][0]["range"], serde_json::json!([0, 9]));
}

#[test]
fn words_as_a_lexicon_say_what_was_said_and_can_be_corrected() {
    let environment = Environment::with_seed();
    let file = format!("{SEED}.txt");
    let lexicon = environment
        .succeed(&["show", "words", &file, "--lexicon"])
        .out;
    let entries = lexicon.lines().filter(|line| !line.starts_with('#'));
    assert!(entries.count() > 20, "{lexicon}");
    let corrected = lexicon.replace("Tanno\t/tanˈo/", "Tanno\tzorbelin");
    assert!(corrected != lexicon);
    environment.write("words.tsv", &corrected);
    let spoken = environment
        .succeed(&["show", "spoken", &file, "--lexicon", "words.tsv"])
        .out;
    assert!(spoken.contains("zorbelin"), "{spoken}");
}

#[test]
fn the_most_doubtful_words_are_few() {
    let environment = Environment::with_seed();
    let file = format!("{SEED}.txt");
    let all = environment.succeed(&["show", "words", &file]).out;
    let few = environment
        .succeed(&["show", "words", &file, "--unsure", "5"])
        .out;
    assert_eq!(few.lines().count(), 5);
    assert!(all.starts_with(&few), "{few}");
    assert!(few.lines().all(|line| !line.ends_with("\t-")), "{few}");
}
