//! The command line over the file, the file over the defaults.

use std::fs;

use clap::Parser;
use lismoi_book::build::export::{Earlier, Extent};
use lismoi_book::formats::page::SoundPlace;
use lismoi_french::Liaisons;
use lismoi_readers::{Boilerplate, Part};

use super::*;

fn config(arguments: &[&str], toml: &str) -> Result<Config> {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join(file::NAME);
    fs::write(&path, toml).expect("writable");
    let path = path.to_str().expect("UTF-8");
    let fixed = ["lismoi", "a.txt", "--config", path];
    let arguments = fixed.iter().chain(arguments);
    Config::for_run(&Cli::try_parse_from(arguments).expect("valid arguments"))
}

#[test]
fn the_command_line_wins_over_the_file_and_the_file_over_the_defaults() {
    let config = config(
        &["--rate", "200", "--pause-sentence", "1"],
        "rate = 120\npitch = 60\npauses = 'slow'\njobs = 3",
    )
    .expect("valid");
    let Settings { voice, pauses, .. } = config.settings;
    assert_eq!((voice.rate_wpm, voice.pitch, config.jobs), (200, 60, 3));
    assert_eq!((pauses.sentence_ms, pauses.paragraph_ms), (1, 1050));
}

#[test]
fn liaisons_are_usual_unless_the_command_line_or_the_file_says_otherwise() {
    let liaisons = |arguments: &[&str], toml: &str| {
        let config = config(arguments, toml).expect("valid");
        config.settings.liaisons
    };
    assert_eq!(liaisons(&[], ""), Liaisons::Usual);
    assert_eq!(liaisons(&[], "liaison = 'many'"), Liaisons::Many);
    assert_eq!(
        liaisons(&["--liaison", "few"], "liaison = 'many'"),
        Liaisons::Few
    );
    assert!(config(&[], "liaison = 'all'").is_err());
}

#[test]
fn speed_changes_the_rate_and_no_pause() {
    let config = config(&["--speed", "1.5"], "rate = 200").expect("valid");
    let Settings { voice, pauses, .. } = config.settings;
    assert_eq!((voice.rate_wpm, pauses.sentence_ms), (300, 350));
}

#[test]
fn values_out_of_range_and_unknown_keys_are_errors() {
    let message =
        |arguments: &[&str], toml: &str| format!("{:#}", config(arguments, toml).expect_err(toml));
    assert_eq!(
        message(&["--rate", "20"], ""),
        "'rate' must be from 80 to 450, not 20"
    );
    for (speed, rate) in [("3", 525), ("0.1", 18), ("-1", 0), ("nan", 0)] {
        assert_eq!(
            message(&["--speed", speed], ""),
            format!(
                "'speed' must give a rate from 80 to 450: 175 times {} is {rate}",
                speed.parse::<f64>().expect("a number")
            )
        );
    }
    assert_eq!(
        message(&[], "pitch = 100"),
        "'pitch' must be from 0 to 99, not 100"
    );
    assert_eq!(
        message(&["--jobs", "0"], ""),
        "'jobs' must be from 1 to 64, not 0"
    );
    assert_eq!(
        message(&["--pause-sentence", "60001"], ""),
        "a pause must be at most 60000 ms, not 60001"
    );
    assert!(message(&[], "colour = 'blue'").contains("there is no option 'colour'"));
    assert_eq!(message(&["--voice", "xx"], ""), "there is no voice 'xx'");
}

#[test]
fn flags_and_lists_of_the_file_stay_where_the_command_line_says_nothing() {
    let toml = "keep-all = true\nformat = ['mp3', 'srt']\nsingle-page = true";
    let from_file = config(&[], toml).expect("valid");
    assert_eq!(from_file.settings.reading.boilerplate, Boilerplate::Keep);
    assert_eq!(names(&from_file), ["mp3", "srt"]);
    assert_eq!(from_file.files.page_sound, SoundPlace::Within);
    let typed = config(&["--format", "flac", "--per-section"], toml).expect("valid");
    assert_eq!(names(&typed), ["flac"]);
    assert_eq!(typed.files.formats[0].extent, Extent::Section);
    assert_eq!(typed.files.earlier, Earlier::Kept);
    let only = config(&["--only", "flac,opus"], toml).expect("valid");
    assert_eq!(names(&only), ["opus", "flac"]);
    assert_eq!(only.files.earlier, Earlier::Replaced);
}

/// The names of the formats that are asked for.
fn names(config: &Config) -> Vec<&'static str> {
    let formats = config.files.formats.iter();
    formats.map(|wanted| wanted.format.name).collect()
}

#[test]
fn parts_are_named_in_the_file_or_typed_with_commas() {
    let from_file = config(&["--read", "caption,index"], "skip = ['preface']").expect("valid");
    let reading = from_file.settings.reading;
    assert!(reading.skip.contains(Part::Preface));
    assert!(reading.read.contains(Part::Caption) && reading.read.contains(Part::Index));
    let none = config(&[], "").expect("valid").settings.reading;
    let json = serde_json::to_string(&none).expect("serializable");
    assert!(
        !json.contains("skip\":[") && !json.contains("read"),
        "{json}"
    );
}

#[test]
fn the_user_has_the_last_word_on_title_authors_and_tags() {
    let typed = [
        "--title",
        "Un titre",
        "--author",
        "Anne Petit",
        "--author",
        "Paul Roux",
    ];
    let config_of = |toml| config(&typed, toml).expect("valid");
    let own = config_of("date = '2025-03-12'\ngenre = 'Podcast'\nauthor = 'Personne'");
    assert_eq!(own.metadata.title.as_deref(), Some("Un titre"));
    assert_eq!(own.metadata.authors, ["Anne Petit", "Paul Roux"]);
    assert_eq!(own.metadata.date.as_deref(), Some("2025-03-12"));
    assert_eq!(own.files.tags.genre.as_deref(), Some("Podcast"));
    assert_eq!(own.files.tags.album, None);
    let authors = config(&[], "author = ['A', ' ']")
        .expect("valid")
        .metadata
        .authors;
    assert_eq!(authors, ["A"]);
    let error = config(&["--date", "12 mars"], "").expect_err("no day");
    assert_eq!(
        error.to_string(),
        "'date' must be a day as 2025-03-12, not '12 mars'"
    );
}

#[test]
fn french_ways_of_writing_values_are_understood() {
    let formats = |typed: &str| names(&config(&["--format", typed], "").expect("valid")).join(" ");
    assert_eq!(formats("mp3, srt"), formats("srt,mp3"));
    let config = |arguments: &[&str]| config(arguments, "").expect("valid").settings.voice;
    assert_eq!(config(&["--speed", "1,2"]).rate_wpm, 210);
    assert_eq!(config(&["--voice", "fr-FR"]).name, "fr");
}

#[test]
fn a_tilde_in_the_file_is_the_home_folder() {
    let output = config(&[], "output = '~/Livres'").expect("valid").output;
    let home = dirs::home_dir().expect("a home folder");
    assert_eq!(output, home.join("Livres"));
    let output = config(&["--output", "~x"], "output = '~/Livres'")
        .expect("valid")
        .output;
    assert_eq!(output, Path::new("~x"));
    let error = config(&[], "voice = '~/absent.onnx'").expect_err("no such voice");
    let model = home.join("absent.onnx").display().to_string();
    assert!(format!("{error:#}").contains(&model), "{error:#}");
}
