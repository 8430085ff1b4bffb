//! The read-along page.

use super::*;

/// The line of a page that names what it plays.
fn sources(page: &str) -> &str {
    let mut lines = page.lines();
    lines.find(|line| line.starts_with("\"sources\"")).unwrap()
}

#[test]
fn a_page_that_would_play_the_wrong_thing_is_found() {
    let whole = &*BOOK;
    let single = made(&["--format", "html", "--single-page"]);
    let of_sections = made(&["--per-section", "--format", "mp3,html"]);
    let of_wavs = made(&["--per-section", "--format", "html"]);
    for files in [whole, &single, &of_sections, &of_wavs] {
        assert_eq!(checked(&with_files(files)).problems, []);
    }
    for files in [whole, &of_sections, &of_wavs] {
        expect_text_in(files, "a.html", "is missing", |text| {
            let line = sources(&text).to_owned();
            text.replace(&line, &line.replacen("[\"", "[\"99", 1))
        });
    }
    let words = "it plays something else for section 2";
    for other in ["a.opus", "a.srt", "01-Un-article-pour-essayer.wav"] {
        // Opus is of the same sound, and as good.
        let is_good = other == "a.opus";
        let problems = found("a.html", |bytes| {
            let text = String::from_utf8(bytes).unwrap();
            let line = sources(&text).to_owned();
            text.replace(&line, &line.replace("a.m4b", other)).into()
        });
        let is_named = |problem: &verify::Problem| problem.problem == words;
        assert_eq!(problems.is_empty(), is_good, "{other}: {problems:#?}");
        assert_eq!(problems.iter().any(is_named), !is_good, "{problems:#?}");
    }
    for files in [&of_sections, &of_wavs] {
        expect_text_in(files, "a.html", words, |text| {
            let line = sources(&text).to_owned();
            text.replace(&line, &exchanged(&line, "\"", 3, 5))
        });
    }
    for files in [whole, &single] {
        expect_text_in(files, "a.html", words, |text| {
            let place = text.match_indices("\"offset\":").nth(1).unwrap().0 + 9;
            format!("{}9{}", &text[..place], &text[place..])
        });
    }
    for files in [whole, &single] {
        expect_text_in(files, "a.html", "before the one before ends", |text| {
            let is_it = |line: &str| line.starts_with("\"sources\"");
            let line = text.lines().position(is_it).unwrap();
            exchanged(&text, "\n", line + 3, line + 4)
        });
        expect_text_in(files, "a.html", "after the end of the sound", |text| {
            let place = text.rfind("]]}</script>").unwrap();
            let start = text[..place].rfind("\n[").unwrap() + 2;
            let end = start + text[start..].find(",[").unwrap();
            format!("{}900000,900001{}", &text[..start], &text[end..])
        });
    }
}

#[test]
fn a_playlist_of_another_format_is_found() {
    let files = made(&["--per-section", "--format", "mp3,opus"]);
    assert_eq!(checked(&with_files(&files)).problems, []);
    for other in [".opus", ".wav", ".html"] {
        expect_text_in(
            &files,
            "playlist-mp3.m3u8",
            "it is not that of the manifest",
            |text| text.replace(".mp3", other),
        );
    }
}
