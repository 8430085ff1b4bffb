//! Captions.

use super::*;

const CAPTIONS: [&str; 5] = ["a.srt", "a.vtt", "a.words.vtt", "a.lrc", "a.words.json"];

#[test]
fn a_sentence_that_captions_or_the_page_lack_is_named() {
    for file in CAPTIONS.into_iter().chain(["a.html"]) {
        let problems = found(file, |bytes| {
            let text = String::from_utf8(bytes).unwrap();
            let changed = match file {
                "a.words.json" => {
                    let mut lines: Vec<_> = text.lines().collect();
                    let is_it = |line: &&str| line.contains("Puis c'est la fin.");
                    let place = lines.iter().position(is_it).unwrap();
                    lines.remove(place);
                    lines.join("\n")
                }
                _ => text.replacen("fin.", "", 1),
            };
            changed.into_bytes()
        });
        let named = problems[0].sentence.as_deref();
        assert_eq!(named, Some("Puis c'est la fin."), "{file}: {problems:#?}");
    }
    for file in CAPTIONS {
        // What follows is not guessed at.
        let end = |text: &str| text.trim_end().rfind("Puis").unwrap();
        let problems = found(file, |bytes| {
            let text = String::from_utf8(bytes).unwrap();
            let start = text[..end(&text)].rfind('\n').unwrap_or(0);
            text.as_bytes()[..start].to_vec()
        });
        assert!(!problems.is_empty(), "{file}");
    }
}

#[test]
fn captions_that_are_out_of_order_or_after_the_end_are_found() {
    for file in ["a.srt", "a.vtt", "a.words.vtt"] {
        let is_late = |text: String| {
            let place = text.rfind(" --> ").unwrap() + 5;
            format!("{}09{}", &text[..place], &text[place + 2..])
        };
        expect_text(file, "after the end of the sound", is_late);
        // Only the times of two cues: the text stays what it is.
        expect_text(file, "before the one before ends", |text| {
            let times: Vec<_> = text.lines().filter(|line| line.contains(" --> ")).collect();
            let (one, other) = (times[1], times[2]);
            let marked = text.replacen(one, "@", 1).replacen(other, one, 1);
            marked.replacen('@', other, 1)
        });
    }
    expect_text("a.lrc", "after the end of the sound", |text| {
        let place = text.rfind('[').unwrap();
        format!("{}[09:00.00]\n", &text[..place])
    });
    expect_text("a.lrc", "not shown as it is printed", |text| {
        exchanged(&text, "\n", 3, 4)
    });
    expect_text("a.words.json", "not shown as it is printed", |text| {
        exchanged(&text, "\n", 2, 3)
    });
    expect_text("a.words.json", "after the end of the sound", |text| {
        let place = text.rfind("\"end\":").unwrap() + 6;
        let place = text[..place - 6].rfind("\"text\"").unwrap() - 1;
        let start = text[..place].rfind(':').unwrap() + 1;
        format!("{}900.0{}", &text[..start], &text[place..])
    });
    let first_start = |text: &str| text.find(" --> ").unwrap() - 12;
    expect_text("a.srt", "it is shown at", |text| {
        let place = first_start(&text);
        format!("{}00:00:00,400{}", &text[..place], &text[place + 12..])
    });
    expect_text("a.vtt", "is no time", |text| {
        let place = first_start(&text);
        format!("{}00:00{}", &text[..place], &text[place + 12..])
    });
}
