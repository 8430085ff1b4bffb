//! The second run: what is up to date is left alone, and nothing foreign is touched.

use std::fs;
use std::path::Path;
use std::time::{Duration, SystemTime};

use crate::environment::{Environment, article};
use crate::manifests::{in_schema, with_checksums};

fn age(path: &Path) {
    let file = fs::File::options().write(true).open(path).unwrap();
    file.set_modified(SystemTime::now() - Duration::from_secs(3600))
        .unwrap();
}

fn is_new(path: &Path) -> bool {
    fs::metadata(path)
        .unwrap()
        .modified()
        .unwrap()
        .elapsed()
        .unwrap()
        < Duration::from_secs(1800)
}

/// Every section by itself: the loudness of a whole book may change with one sentence.
fn new_environment() -> Environment {
    let environment = Environment::new();
    environment.write("lismoi.toml", "loudness = \"off\"\n");
    environment
}

/// Makes the files of `before`, then those of `after`, and names those that were written again.
fn made_anew(environment: &Environment, before: &str, after: &str) -> Vec<String> {
    environment.write("a.txt", before);
    environment.succeed(&["a.txt"]);
    for name in environment.output().keys() {
        age(&environment.path("output").join(name));
    }
    environment.write("a.txt", after);
    environment.succeed(&["a.txt"]);
    assert_eq!(environment.run(&["check", "output/a"]).code, Some(0));
    let names = environment.output().into_keys();
    names
        .filter(|name| name.ends_with(".wav") && is_new(&environment.path("output").join(name)))
        .collect()
}

/// The output of a first run with this text.
fn fresh(text: &str) -> std::collections::BTreeMap<String, Vec<u8>> {
    let environment = new_environment();
    environment.write("a.txt", text);
    environment.succeed(&["a.txt"]);
    environment.output()
}

#[test]
fn an_unchanged_article_is_left_alone() {
    let environment = new_environment();
    assert_eq!(
        made_anew(&environment, &article(3), &article(3)),
        Vec::<String>::new()
    );
    assert!(
        environment
            .succeed(&["a.txt"])
            .out
            .contains("all up to date")
    );
}

#[test]
fn a_changed_sentence_costs_its_section_only() {
    let environment = new_environment();
    let changed = article(20).replace("la phrase 7.", "la phrase nouvelle, et plus longue.");
    assert_eq!(
        made_anew(&environment, &article(20), &changed),
        ["a/08-Partie-numéro-7.wav"]
    );
    assert!(
        environment.output() == fresh(&changed),
        "not what a first run gives"
    );
}

#[test]
fn what_is_printed_otherwise_and_said_alike_costs_its_section_for_its_markers() {
    let environment = new_environment();
    let before = article(4).replace("la phrase 2.", "la phrase de 14 h 30.");
    let after = before.replace("14 h 30", "14h30");
    assert_eq!(
        made_anew(&environment, &before, &after),
        ["a/03-Partie-numéro-2.wav"]
    );
    assert!(
        environment.output() == fresh(&after),
        "not what a first run gives"
    );
}

#[test]
fn sections_that_move_are_renamed_not_spoken_again() {
    let environment = new_environment();
    let inserted = article(4).replace(
        "Partie numéro 2",
        "Une partie de plus\n\nElle est nouvelle.\n\nPartie numéro 2",
    );
    assert_eq!(
        made_anew(&environment, &article(4), &inserted),
        ["a/03-Une-partie-de-plus.wav"]
    );
    assert!(
        environment.output() == fresh(&inserted),
        "not what a first run gives"
    );
    environment.write("a.txt", article(4));
    environment.succeed(&["a.txt"]);
    assert!(
        environment.output() == fresh(&article(4)),
        "not what a first run gives"
    );
}

#[test]
fn files_of_sections_that_are_gone_go_and_foreign_files_stay() {
    let environment = new_environment();
    environment.write("a.txt", article(4));
    environment.succeed(&["a.txt"]);
    environment.write("output/a/notes.wav", "not ours");
    environment.write("output/a/03-Partie-numéro-2 (copie).wav", "not ours");
    environment.write("a.txt", article(3));
    environment.succeed(&["a.txt"]);
    let names: Vec<String> = environment.output().into_keys().collect();
    assert_eq!(
        names,
        [
            "a/01-Un-article-pour-essayer.wav",
            "a/02-Partie-numéro-1.wav",
            "a/03-Partie-numéro-2 (copie).wav",
            "a/03-Partie-numéro-2.wav",
            "a/manifest.json",
            "a/notes.wav",
            "a/playlist.m3u8",
        ]
    );
}

#[test]
fn a_file_that_is_lost_or_cut_is_made_again_and_force_makes_all() {
    let environment = new_environment();
    environment.write("a.txt", article(3));
    environment.succeed(&["a.txt"]);
    let before = environment.output();
    fs::remove_file(environment.path("output/a/02-Partie-numéro-1.wav")).unwrap();
    environment.write("output/a/03-Partie-numéro-2.wav", "cut");
    assert_eq!(environment.run(&["check", "output/a"]).code, Some(1));
    assert!(
        environment
            .succeed(&["a.txt"])
            .out
            .contains("2 of them spoken now")
    );
    let kept = "output/a/03-Partie-numéro-2.wav.changed";
    assert_eq!(fs::read(environment.path(kept)).unwrap(), b"cut");
    fs::remove_file(environment.path(kept)).unwrap();
    assert!(environment.output() == before);
    assert!(
        !environment
            .succeed(&["a.txt", "--force"])
            .out
            .contains("of them")
    );
    assert!(environment.output() == before);
}

#[test]
fn another_article_of_the_same_name_is_refused() {
    let environment = new_environment();
    fs::create_dir(environment.path("b")).unwrap();
    environment.write("a.txt", article(2));
    environment.write(
        "b/a.txt",
        "Un tout autre texte\n\nIl ne parle pas de la même chose.",
    );
    environment.succeed(&["a.txt"]);
    let run = environment.run(&["b/a.txt"]);
    assert_eq!(run.code, Some(1));
    assert_eq!(
        run.err,
        "settings of 'lismoi.toml'\n\
         error: 'output/a' holds the audiobook of another article\n\
         hint: use -o to write into another folder, or --force to replace it\n"
    );
    let first = environment.output();
    assert!(first == fresh(&article(2)), "the first one was harmed");
    environment.succeed(&["b/a.txt", "--force"]);
    assert_eq!(environment.manifest("a")["title"], "Un tout autre texte");
    assert_eq!(environment.output().len(), 3);
}

#[test]
fn a_file_in_the_way_that_is_not_ours_is_not_overwritten() {
    let environment = new_environment();
    environment.write("a.txt", "Titre\n\nUn texte.");
    fs::create_dir_all(environment.path("output/a")).unwrap();
    environment.write("output/a/01-Titre.wav", "mine");
    let run = environment.run(&["a.txt"]);
    assert_eq!(run.code, Some(1));
    assert!(
        run.err
            .contains("exists already, and lismoi did not write it"),
        "{}",
        run.err
    );
    assert_eq!(
        environment.output().into_iter().collect::<Vec<_>>(),
        [("a/01-Titre.wav".to_owned(), b"mine".to_vec())]
    );
}

#[test]
fn an_audiobook_with_a_manifest_of_schema_1_is_up_to_date_where_it_is() {
    let environment = new_environment();
    environment.write("a.txt", article(2));
    environment.succeed(&["a.txt", "--keep-all"]);
    let path = "output/a/manifest.json";
    let manifest = fs::read_to_string(environment.path(path)).unwrap();
    environment.write(path, in_schema(&manifest, 1));
    let before = environment.output();
    let run = environment.succeed(&["a.txt", "--keep-all"]);
    assert!(run.out.contains("all up to date"), "{}", run.out);
    assert!(environment.output() == before);
    assert_eq!(environment.run(&["check", "output/a"]).code, Some(0));

    // Any change to the manifest gives it the new schema.
    environment.succeed(&["a.txt", "--keep-all", "--format", "srt"]);
    let manifest = environment.manifest("a");
    assert_eq!(manifest["schema"], 3);
    assert_eq!(manifest["settings"]["boilerplate"], "keep");
    assert!(manifest["settings"]["furniture"].is_null());
}

#[test]
fn a_changed_sentence_under_schema_1_costs_its_section_only() {
    let environment = new_environment();
    environment.write("a.txt", article(3));
    environment.succeed(&["a.txt"]);
    let path = "output/a/manifest.json";
    let manifest = fs::read_to_string(environment.path(path)).unwrap();
    environment.write(path, in_schema(&manifest, 1));
    let changed = article(3).replace("la phrase 2.", "la phrase nouvelle.");
    environment.write("a.txt", &changed);
    let run = environment.succeed(&["a.txt"]);
    assert!(run.out.contains("1 of them"), "{}", run.out);
    assert!(environment.output() == fresh(&changed));
}

#[test]
fn a_manifest_of_a_newer_schema_is_refused() {
    let environment = new_environment();
    environment.write("a.txt", article(1));
    environment.succeed(&["a.txt"]);
    let path = "output/a/manifest.json";
    let manifest = fs::read_to_string(environment.path(path)).unwrap();
    let newer = manifest.replacen("\"schema\":3", "\"schema\":4", 1);
    environment.write(path, with_checksums(&newer));
    let run = environment.run(&["a.txt"]);
    assert_eq!(run.code, Some(1));
    assert!(
        run.err.contains("is of another version of lismoi"),
        "{}",
        run.err
    );
}

#[test]
fn a_manifest_that_is_not_ours_is_an_error_with_advice() {
    let environment = new_environment();
    environment.write("a.txt", "Titre\n\nUn texte.");
    fs::create_dir_all(environment.path("output/a")).unwrap();
    environment.write("output/a/manifest.json", "{}");
    let run = environment.run(&["a.txt"]);
    assert_eq!(run.code, Some(1));
    assert!(
        run.err.contains("is no manifest of lismoi") && run.err.contains("hint: move it away"),
        "{}",
        run.err
    );
    environment.succeed(&["a.txt", "--force"]);
}

#[test]
fn foreign_files_are_not_replaced_even_beside_ours() {
    let environment = new_environment();
    environment.write("a.txt", article(3));
    environment.succeed(&["a.txt"]);
    environment.write("output/a/04-Partie-numéro-3.wav", "mine");
    environment.write("a.txt", article(4));
    let run = environment.run(&["a.txt"]);
    assert_eq!(run.code, Some(1));
    assert!(
        run.err.contains("04-Partie-numéro-3.wav' exists already"),
        "{}",
        run.err
    );
    assert_eq!(environment.output()["a/04-Partie-numéro-3.wav"], b"mine");

    let environment = new_environment();
    environment.write("a.txt", article(1));
    fs::create_dir_all(environment.path("output/a")).unwrap();
    environment.write("output/a/playlist.m3u8", "mine");
    assert_eq!(environment.run(&["a.txt"]).code, Some(1));
    assert_eq!(environment.output().len(), 1);
}

#[test]
fn a_manifest_that_names_files_elsewhere_harms_none() {
    let environment = new_environment();
    environment.write("a.txt", article(2));
    environment.succeed(&["a.txt"]);
    environment.write("treasure.wav", "mine");
    let path = "output/a/manifest.json";
    let manifest = fs::read_to_string(environment.path(path)).unwrap();
    let elsewhere = manifest.replace("01-Un-article-pour-essayer.wav", "../../treasure.wav");
    environment.write(path, with_checksums(&elsewhere));
    let run = environment.run(&["a.txt"]);
    assert_eq!(run.code, Some(1));
    assert!(run.err.contains("is no manifest of lismoi"), "{}", run.err);
    environment.succeed(&["a.txt", "--force"]);
    assert_eq!(fs::read(environment.path("treasure.wav")).unwrap(), b"mine");
}

#[test]
fn a_manifest_written_anew_by_another_program_costs_time_only() {
    let environment = new_environment();
    environment.write("a.txt", article(3));
    environment.succeed(&["a.txt"]);
    let pretty = serde_json::to_string_pretty(&environment.manifest("a")).unwrap();
    environment.write("output/a/manifest.json", pretty);
    let changed = article(3).replace("phrase 2", "phrase nouvelle");
    environment.write("a.txt", &changed);
    environment.succeed(&["a.txt"]);
    assert!(environment.output() == fresh(&changed));
}

#[test]
fn a_corrected_title_is_the_same_article_and_two_of_one_name_are_not() {
    let environment = new_environment();
    environment.write("a.txt", article(2));
    environment.succeed(&["a.txt"]);
    let corrected = article(2).replace("Un article", "L'article");
    environment.write("a.txt", &corrected);
    environment.succeed(&["a.txt"]);
    assert!(environment.output() == fresh(&corrected));

    fs::create_dir(environment.path("b")).unwrap();
    environment.write("b/a.txt", corrected.replace("Le début", "La suite"));
    let run = environment.run(&["a.txt", "b/a.txt"]);
    assert_eq!(run.code, Some(1));
    assert!(
        run.err
            .contains("'b/a.txt' would be written to 'output/a' as well"),
        "{}",
        run.err
    );
}

#[test]
fn articles_that_share_a_name_and_a_notice_are_two() {
    let environment = new_environment();
    let notice = "À propos\n\nAbonnez-vous à notre lettre.\n";
    environment.write(
        "a.txt",
        format!("Grève des trains\n\nLes cheminots cessent le travail.\n\n{notice}"),
    );
    environment.succeed(&["a.txt"]);
    environment.write(
        "a.txt",
        format!("Canicule partout\n\nIl fait quarante degrés.\n\n{notice}"),
    );
    assert_eq!(environment.run(&["a.txt"]).code, Some(1));
    assert_eq!(environment.manifest("a")["title"], "Grève des trains");
}
