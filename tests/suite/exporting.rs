//! What is made of the sections: sound, captions, the page to read along.

use std::fs::{self, File};
use std::path::PathBuf;
use std::time::{Duration, SystemTime};

use crate::environment::{Environment, article};
use crate::manifests::with_checksums;
use crate::readers::probed;

/// Of `--format`, for all of it.
pub(crate) const ALL: &str =
    "mp3,opus,m4b,flac,html,epub,words-epub,srt,vtt,words-vtt,lrc,words-json";
const ENDINGS: [&str; 12] = [
    "mp3",
    "opus",
    "m4b",
    "flac",
    "html",
    "epub",
    "words.epub",
    "srt",
    "vtt",
    "words.vtt",
    "lrc",
    "words.json",
];

pub(crate) fn made(text: &str, arguments: &[&str]) -> Environment {
    let environment = Environment::new();
    environment.write("a.txt", text);
    environment.succeed(&[&["a.txt", "--format", ALL], arguments].concat());
    environment
}

#[test]
fn every_kind_of_file_is_made_and_a_second_run_leaves_it() {
    let environment = made(&article(4), &[]);
    let before = environment.output();
    for ending in ENDINGS {
        assert!(before.contains_key(&format!("a/a.{ending}")), "{ending}");
    }
    let run = environment.succeed(&["a.txt", "--format", ALL]);
    assert!(run.out.contains("all up to date"), "{}", run.out);
    assert!(environment.output() == before);
    assert_eq!(environment.run(&["check", "output/a"]).code, Some(0));
    // The same bytes elsewhere, and with other jobs.
    assert!(made(&article(4), &["--jobs", "1"]).output() == before);
}

#[test]
fn the_formats_of_earlier_runs_are_written_again_and_only_replaces_them() {
    let environment = made(&article(4), &[]);
    let changed = article(4).replace("la phrase 2.", "la phrase nouvelle.");
    environment.write("a.txt", &changed);
    environment.succeed(&["a.txt"]);
    assert!(environment.output() == made(&changed, &[]).output());
    let run = environment.succeed(&["a.txt", "--only", "m4b"]);
    assert!(
        run.out.contains("a.mp3 has been deleted, as --only asks"),
        "{}",
        run.out
    );
    let fresh = Environment::new();
    fresh.write("a.txt", &changed);
    fresh.succeed(&["a.txt", "--format", "m4b"]);
    assert!(environment.output() == fresh.output());
}

#[test]
fn tracks_and_single_pages_are_remembered_as_what_they_are() {
    for arguments in [
        &["a.txt", "--per-section", "--format", "srt"][..],
        &["a.txt", "--single-page", "--format", "srt"],
        &["a.txt", "--per-section", "--format", "html,words-json"],
    ] {
        let environment = Environment::new();
        environment.write("a.txt", article(3));
        environment.succeed(arguments);
        environment.write("a.txt", article(4));
        environment.succeed(&["a.txt"]);
        let fresh = Environment::new();
        fresh.write("a.txt", article(4));
        fresh.succeed(arguments);
        assert!(environment.output() == fresh.output(), "{arguments:?}");
    }
}

#[test]
fn a_format_that_is_added_leaves_the_others_and_a_deleted_file_stays_away() {
    let environment = Environment::new();
    environment.write("a.txt", article(2));
    environment.succeed(&["a.txt", "--format", "srt,vtt"]);
    environment.succeed(&["a.txt", "--format", "lrc"]);
    let output = environment.output();
    for ending in ["srt", "vtt", "lrc"] {
        assert!(output.contains_key(&format!("a/a.{ending}")), "{ending}");
    }
    fs::remove_file(environment.path("output/a/a.vtt")).unwrap();
    environment.succeed(&["a.txt"]);
    assert!(!environment.output().contains_key("a/a.vtt"));
}

#[test]
fn what_stands_in_the_way_costs_itself_only() {
    let environment = Environment::new();
    environment.write("a.txt", article(3));
    environment.succeed(&["a.txt"]);
    environment.write("output/a/a.mp3", "mine");
    let run = environment.run(&["a.txt", "--format", "mp3,srt"]);
    assert_eq!(run.code, Some(1));
    assert!(run.err.contains("lismoi did not write it"), "{}", run.err);
    assert!(run.err.contains("--force"), "{}", run.err);
    let output = environment.output();
    assert!(output["a/a.mp3"] == b"mine" && output.contains_key("a/a.srt"));
    environment.succeed(&["a.txt", "--format", "mp3,srt", "--force"]);
    assert!(environment.output()["a/a.mp3"] != b"mine");
}

#[test]
fn what_somebody_else_has_changed_is_left_alone_and_said() {
    let environment = Environment::new();
    environment.write("a.txt", article(3));
    environment.succeed(&["a.txt", "--format", "srt,vtt"]);
    environment.write("output/a/a.srt", "mine now");
    environment.write("a.txt", article(4));
    let run = environment.succeed(&["a.txt"]);
    assert!(run.out.contains("a.srt was changed"), "{}", run.out);
    let output = environment.output();
    assert!(output["a/a.srt"] == b"mine now" && output.contains_key("a/a.vtt"));
    let run = environment.run(&["a.txt", "--format", "srt,vtt"]);
    assert_eq!(run.code, Some(1));
    assert!(run.err.contains("a.srt"), "{}", run.err);
    environment.succeed(&["a.txt", "--format", "srt,vtt", "--force"]);
    assert!(environment.output()["a/a.srt"] != b"mine now");
}

#[test]
fn a_manifest_that_lists_what_is_not_made_of_sections_is_none_of_ours() {
    let environment = Environment::new();
    environment.write("a.txt", article(2));
    environment.succeed(&["a.txt", "--format", "srt"]);
    let path = environment.path("output/a/manifest.json");
    let manifest = fs::read_to_string(&path).unwrap();
    for name in [
        "manifest.json",
        "playlist.m3u8",
        "01-Un-article-pour-essayer.wav",
        "",
    ] {
        let changed = manifest.replace("\"a.srt\"", &format!("\"{name}\""));
        fs::write(&path, with_checksums(&changed)).unwrap();
        let before = environment.output();
        let run = environment.run(&["a.txt", "--format", "srt"]);
        assert_eq!(run.code, Some(1), "{name}");
        assert!(run.err.contains("is no manifest of lismoi"), "{}", run.err);
        assert!(environment.output() == before);
    }
}

#[test]
fn a_cover_that_is_none_is_an_error_before_anything_is_spoken() {
    let environment = Environment::new();
    environment.write("a.txt", article(2));
    environment.write("cover.png", "no picture");
    for cover in ["cover.png", "missing.png"] {
        let run = environment.run(&["a.txt", "--format", "mp3", "--cover", cover]);
        assert_eq!(run.code, Some(1));
        assert!(run.err.contains(cover), "{}", run.err);
        assert!(environment.output().is_empty());
    }
}

/// A tag of a file or of its sound, whatever the case of its name.
fn tag<'a>(probed: &'a serde_json::Value, name: &str) -> &'a str {
    let places = [&probed["format"]["tags"], &probed["streams"][0]["tags"]];
    let tags = places.into_iter().filter_map(serde_json::Value::as_object);
    let mut found = tags
        .flatten()
        .filter(|(key, _)| key.eq_ignore_ascii_case(name));
    found
        .next()
        .map_or("", |(_, value)| value.as_str().unwrap())
}

#[test]
fn with_per_section_each_section_is_a_track() {
    let environment = Environment::new();
    environment.write("a.txt", article(4));
    let arguments = [
        "a.txt",
        "--per-section",
        "--format",
        "mp3,opus,m4b,flac,srt",
    ];
    environment.succeed(&arguments);
    let before = environment.output();
    let manifest = environment.manifest("a");
    let sections = manifest["sections"].as_array().unwrap();
    for section in sections {
        let stem = section["file"].as_str().unwrap().replace(".wav", "");
        let number = section["number"].as_u64().unwrap();
        for ending in ["mp3", "opus", "m4b", "flac", "srt"] {
            let file = format!("{stem}.{ending}");
            assert!(before.contains_key(&format!("a/{file}")), "{file}");
            let mut records = manifest["files"].as_array().unwrap().iter();
            let record = records.find(|record| record["file"] == *file).unwrap();
            assert_eq!(record["section"], section["number"]);
        }
        let captions = &before[&format!("a/{stem}.srt")];
        let captions = String::from_utf8(captions.clone()).unwrap();
        assert!(captions.starts_with("1\n00:00:00,"), "{captions}");
        for ending in ["mp3", "opus", "m4b", "flac"] {
            let Some(found) = probed(&environment.path(&format!("output/a/{stem}.{ending}")))
            else {
                return;
            };
            assert_eq!(section["heading"], tag(&found, "title"), "{ending}");
            assert_eq!(tag(&found, "album"), "Un article pour essayer", "{ending}");
            let track = tag(&found, "track").split('/').next().unwrap().to_owned();
            assert_eq!(track, number.to_string(), "{ending}");
            let seconds: f64 = found["format"]["duration"]
                .as_str()
                .unwrap()
                .parse()
                .unwrap();
            let wanted = section["samples"].as_f64().unwrap() / 22_050.0;
            assert!(
                (seconds - wanted).abs() < 0.08,
                "{ending}: {seconds} for {wanted}"
            );
        }
    }
    for ending in ["mp3", "opus", "m4b", "flac"] {
        let playlist = &before[&format!("a/playlist-{ending}.m3u8")];
        let playlist = String::from_utf8(playlist.clone()).unwrap();
        let files = playlist.lines().filter(|line| !line.starts_with('#'));
        assert_eq!(files.clone().count(), sections.len());
        for file in files {
            assert!(
                file.ends_with(ending) && before.contains_key(&format!("a/{file}")),
                "{file}"
            );
        }
    }
    let run = environment.succeed(&arguments);
    assert!(run.out.contains("all up to date"), "{}", run.out);
    assert!(environment.output() == before);
    assert_eq!(environment.run(&["check", "output/a"]).code, Some(0));
}

/// Makes files look old, and tells which of them still do when it is called.
fn aged(environment: &Environment, ending: &str) -> impl Fn() -> Vec<String> {
    let folder = environment.path("output/a");
    let long_ago = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
    let files = move || {
        let files = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap());
        files.map(|file| file.path()).collect::<Vec<_>>()
    };
    for file in files() {
        if file.extension().is_some_and(|found| found == ending) {
            File::open(file).unwrap().set_modified(long_ago).unwrap();
        }
    }
    move || {
        let is_old = |file: &PathBuf| file.metadata().unwrap().modified().unwrap() == long_ago;
        let old = files().into_iter().filter(is_old);
        let mut names: Vec<String> = old
            .map(|file| file.file_name().unwrap().to_str().unwrap().to_owned())
            .collect();
        names.sort();
        names
    }
}

#[test]
fn only_the_section_that_changed_is_encoded_again() {
    let environment = Environment::new();
    let arguments = [
        "a.txt",
        "--per-section",
        "--format",
        "opus",
        "--loudness",
        "off",
    ];
    environment.write("a.txt", article(4));
    environment.succeed(&arguments);
    let old = aged(&environment, "opus");
    environment.write(
        "a.txt",
        article(4).replace("la phrase 2.", "la phrase nouvelle."),
    );
    environment.succeed(&arguments);
    let kept = [
        "01-Un-article-pour-essayer.opus",
        "02-Partie-numéro-1.opus",
        "04-Partie-numéro-3.opus",
    ];
    assert_eq!(old(), kept);
    let fresh = Environment::new();
    fresh.write("a.txt", fs::read(environment.path("a.txt")).unwrap());
    fresh.succeed(&arguments);
    assert!(environment.output() == fresh.output());
}

#[test]
fn a_section_that_is_gone_takes_its_files_with_it() {
    let environment = Environment::new();
    let arguments = ["a.txt", "--per-section", "--format", "opus,srt"];
    environment.write("a.txt", article(4));
    environment.succeed(&arguments);
    environment.write("a.txt", article(3));
    environment.succeed(&arguments);
    let fresh = Environment::new();
    fresh.write("a.txt", article(3));
    fresh.succeed(&arguments);
    assert!(environment.output() == fresh.output());
}

#[test]
fn a_manifest_that_names_no_section_is_no_reason_to_fail() {
    let environment = Environment::new();
    let arguments = ["a.txt", "--per-section", "--format", "srt"];
    environment.write("a.txt", article(2));
    environment.succeed(&arguments);
    let path = environment.path("output/a/manifest.json");
    let manifest = fs::read_to_string(&path).unwrap();
    for section in ["0", "3", "18446744073709551615"] {
        let changed = manifest.replace("\"section\":2", &format!("\"section\":{section}"));
        assert!(changed != manifest);
        fs::write(&path, with_checksums(&changed)).unwrap();
        environment.succeed(&arguments);
        assert!(fs::read_to_string(&path).unwrap() == manifest);
    }
}

#[test]
fn a_note_that_was_cut_makes_no_file_foreign() {
    let environment = Environment::new();
    let arguments = ["a.txt", "--per-section", "--format", "srt,vtt"];
    environment.write("a.txt", article(3));
    environment.succeed(&arguments);
    let finished = environment.output();
    // As an interrupted export leaves it: listed in the note, the last of them half.
    let path = environment.path("output/a/manifest.json");
    let manifest: serde_json::Value = serde_json::from_slice(&fs::read(&path).unwrap()).unwrap();
    let mut note = Vec::new();
    for record in manifest["files"].as_array().unwrap() {
        note.extend(format!("\n{record}").into_bytes());
    }
    let cut = note.len() - 3 - note.iter().rev().position(|byte| *byte == 0xc3).unwrap();
    note.truncate(cut + 3);
    let text = fs::read_to_string(&path).unwrap();
    let start = text.find("\"files\":[").unwrap();
    let end = start + text[start..].find("],\"sections\"").unwrap();
    let unlisted = format!("{}\"files\":[{}", &text[..start], &text[end..]);
    fs::write(&path, with_checksums(&unlisted)).unwrap();
    environment.write("output/a/.lismoi-files.jsonl", &note);
    let last = manifest["files"].as_array().unwrap().last().unwrap();
    let last = last["file"].as_str().unwrap();
    let name = environment.path("output/a").join(last);
    fs::remove_file(name).unwrap();
    environment.succeed(&arguments);
    assert!(environment.output() == finished);
}

#[test]
fn what_was_encoded_before_a_kill_is_not_encoded_again() {
    let environment = Environment::new();
    environment.write("a.txt", article(12));
    let arguments = ["a.txt", "--per-section", "--format", "opus", "--jobs", "1"];
    let mut run = environment.command(&arguments).spawn().unwrap();
    let second = environment.path("output/a/02-Partie-numéro-1.opus");
    while !second.exists() {
        assert!(run.try_wait().unwrap().is_none(), "it ended too soon");
        std::thread::sleep(Duration::from_millis(1));
    }
    run.kill().unwrap();
    run.wait().unwrap();
    let check = environment.run(&["check", "output/a"]);
    assert!(check.code == Some(1) && check.out.contains("a run was interrupted"));
    let old = aged(&environment, "opus");
    let before = old();
    environment.succeed(&arguments);
    // The journal may lack the last of them.
    assert!(before.len() >= 2 && before.len() < 12, "{before:?}");
    assert!(old().len() >= before.len() - 1, "{:?} of {before:?}", old());
    let whole = Environment::new();
    whole.write("a.txt", article(12));
    whole.succeed(&arguments);
    assert!(environment.output() == whole.output());
}

#[test]
fn a_page_plays_one_file_and_a_single_page_holds_it() {
    let environment = Environment::new();
    environment.write("a.txt", article(3));
    environment.succeed(&["a.txt", "--format", "html"]);
    let page = |environment: &Environment| {
        String::from_utf8(environment.output()["a/a.html"].clone()).unwrap()
    };
    assert!(environment.output().contains_key("a/a.m4b"));
    assert!(page(&environment).contains("\"sources\":[\"a.m4b\"]"));
    environment.succeed(&["a.txt", "--single-page"]);
    let single = page(&environment);
    assert!(single.contains("data:audio/mp4;base64,") && !single.contains("a.m4b"));
    environment.succeed(&["a.txt", "--format", "html", "--per-section"]);
    // The file of the whole is still right, and better than several.
    assert!(page(&environment).contains("\"sources\":[\"a.m4b\"]"));
    environment.succeed(&["a.txt", "--only", "html", "--per-section"]);
    assert!(!environment.output().contains_key("a/a.m4b"));
    assert!(page(&environment).contains("01-Un-article-pour-essayer.wav"));
}

#[test]
fn the_user_chooses_tags_and_only_files_that_hold_them_change() {
    let environment = Environment::new();
    environment.write(
        "a.txt",
        "Un titre pour essayer\n\nPar Zoé Müller\n\nVoici le texte.\n",
    );
    let all = "mp3,opus,m4b,flac,epub,srt";
    environment.succeed(&["a.txt", "--format", all]);
    let before = environment.output();
    let own = [
        "a.txt",
        "--format",
        all,
        "--title",
        "Autre titre",
        "--author",
        "Anne Petit",
        "--author",
        "Paul Roux",
        "--date",
        "2025-03-12",
        "--album",
        "Les trains",
        "--genre",
        "Podcast",
        "--comment",
        "Lu en 2026.",
    ];
    environment.succeed(&own);
    let after = environment.output();
    let same = |name: &str| before[&format!("a/{name}")] == after[&format!("a/{name}")];
    assert!(same("01-Un-titre-pour-essayer.wav"));
    assert!(!same("a.epub"));
    environment.succeed(&["check", "output/a"]);
    for ending in ["mp3", "opus", "m4b", "flac"] {
        assert!(!same(&format!("a.{ending}")));
        let Some(found) = probed(&environment.path(&format!("output/a/a.{ending}"))) else {
            return;
        };
        let of = |name: &str| tag(&found, name).to_owned();
        assert_eq!(of("title"), "Autre titre", "{ending}");
        assert_eq!(
            [of("album"), of("genre")],
            ["Les trains", "Podcast"],
            "{ending}"
        );
        assert_eq!(of("comment"), "Lu en 2026.", "{ending}");
        let artists = match ending {
            "mp3" => "Anne Petit/Paul Roux",
            "m4b" => "Anne Petit, Paul Roux",
            _ => "Anne Petit;Paul Roux",
        };
        assert_eq!(of("artist"), artists, "{ending}");
    }
    environment.write("b.txt", "Un autre texte.\n");
    let run = environment.run(&["a.txt", "b.txt", "--title", "Deux"]);
    assert_eq!(run.code, Some(2));
    assert!(
        run.err.contains("'title' is for a single article"),
        "{}",
        run.err
    );
}

#[test]
fn author_and_date_of_an_article_are_tags() {
    let environment = Environment::new();
    let text = "Un titre pour essayer\n\nPar Zoé Müller\n\nPublié le 3 mars 2024 à 8h30\n\n\
                Voici le texte. Il est court.\n";
    environment.write("a.txt", text);
    environment.succeed(&["a.txt", "--format", "mp3,opus,m4b,flac"]);
    for (ending, date) in [
        ("mp3", "2024"),
        ("opus", "2024-03-03"),
        ("m4b", "2024-03-03"),
        ("flac", "2024-03-03"),
    ] {
        let Some(found) = probed(&environment.path(&format!("output/a/a.{ending}"))) else {
            return;
        };
        assert_eq!(tag(&found, "artist"), "Zoé Müller", "{ending}");
        assert!(tag(&found, "date").starts_with(date), "{ending}: {found}");
    }
}
