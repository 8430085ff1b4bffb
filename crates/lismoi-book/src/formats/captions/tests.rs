#![allow(clippy::unwrap_used, reason = "a test may")]

use std::fmt::Write as _;

use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;
use crate::manifest::sentences::Sentences;
use lines::{LONGEST_LINE, screens};
use lismoi_files::own::Folder;

/// Samples.
const SECOND: u64 = RATE as u64;

const RATE: u32 = 22_050;

/// A caption whose words (between white space and apostrophes) are said one after the
/// other, each for as many tenths of a second as it has bytes.
fn caption(text: &str, start: u64) -> Caption {
    let mut words = Vec::new();
    let mut at = start;
    let mut from = 0;
    for piece in text.split_inclusive([' ', '\'', '\n']) {
        let said = piece.trim_matches(|c: char| !c.is_alphanumeric());
        if !said.is_empty() {
            let place = from + piece.find(said).unwrap();
            let end = at + SECOND / 10 * said.len() as u64;
            words.push(json!({"range": [place, place + said.len()], "start": at, "end": end}));
            at = end;
        }
        from += piece.len();
    }
    let end = at.max(start + SECOND);
    of(
        json!({"kind": "paragraph", "range": [0, text.trim_end().len()], "text": text.trim(),
        "start": start, "end": end, "words": words}),
    )
}

fn of(sentence: Value) -> Caption {
    read::caption(serde_json::from_value(sentence).unwrap(), 0, 0)
}

const SRT: CaptionFormat = srt::FORMAT;
const VTT: CaptionFormat = vtt::BY_SENTENCE;
const VTT_WORDS: CaptionFormat = vtt::BY_WORD;
const LRC: CaptionFormat = lrc::FORMAT;
const JSON: CaptionFormat = words::FORMAT;

fn written(format: CaptionFormat, captions: &[Caption]) -> String {
    let recording = Recording {
        title: Some("L'été [1]\n--> <b>"),
        samples: captions.last().map_or(0, |last| last.end),
        sample_rate: RATE,
    };
    let mut out = Vec::new();
    let mut captions = captions.iter().cloned().map(Ok);
    (format.write)(&mut out, &mut captions, recording).unwrap();
    String::from_utf8(out).unwrap()
}

fn broken(text: &str) -> String {
    let caption = caption(text, 0);
    let mut out = String::new();
    for screen in screens(&caption, RATE) {
        for line in screen.lines {
            let _ = writeln!(out, "{}", &caption.text[line]);
        }
        out.push('\n');
    }
    out
}

#[test]
fn lines_break_between_phrases() {
    insta::assert_snapshot!(broken(
        "Quelques heures plus tard, la télévision d'État russe a montré à Poutine, qui \
         rencontre son commandant-dans le Chief Valery Gerasimov à Kursk avant de présenter un \
         discours aux soldats dans lesquels il leur a demandé de conduire les forces armées \
         ukrainiennes restantes dans la région"
    ), @r#"
    Quelques heures plus tard, la télévision
    d'État russe a montré à Poutine,

    qui rencontre son commandant-dans
    le Chief Valery Gerasimov à Kursk

    avant de présenter un discours aux soldats
    dans lesquels il leur a demandé

    de conduire les forces armées
    ukrainiennes restantes dans la région
    "#);
}

#[test]
fn punctuation_stays_with_its_word() {
    insta::assert_snapshot!(broken(
        "Qui donc a dit que « la paix est toujours possible » ? Le président, avec 14 h 30 \
         minutes de retard !"
    ), @r#"
    Qui donc a dit
    que « la paix est toujours possible » ?

    Le président,
    avec 14 h 30 minutes de retard !
    "#);
}

#[test]
fn a_long_word_may_exceed_the_line() {
    let long = "a".repeat(100);
    assert_eq!(
        broken(&format!("Oui {long} non.")),
        format!("Oui\n{long}\n\nnon.\n\n")
    );
}

#[test]
fn white_space_is_collapsed_and_words_keep_their_ranges() {
    let caption = caption("  Oui,\n \u{a0} l'été\u{a0}!  ", 0);
    assert_eq!(caption.text, "Oui, l'été\u{a0}!");
    let words = caption
        .words
        .iter()
        .map(|word| &caption.text[word.range.clone()]);
    assert_eq!(words.collect::<Vec<_>>(), ["Oui", "l", "été"]);
}

#[test]
fn overlapping_words_do_not_overlap_in_a_caption() {
    let word =
        |range: [usize; 2], start: u64| json!({"range": range, "start": start, "end": start + 10});
    let caption = of(
        json!({"kind": "quote", "range": [7, 20], "text": "douze (12) km", "start": 0,
        "end": 40, "words": [word([14, 16], 10), word([7, 12], 0), word([7, 17], 20), word([18, 999], 30)]}),
    );
    let words = caption
        .words
        .iter()
        .map(|word| &caption.text[word.range.clone()]);
    assert_eq!(words.collect::<Vec<_>>(), ["douze", "(12)", "km"]);
}

/// A manifest of three sections, the second without a sentence.
#[test]
fn captions_of_all_sections_are_read_in_order() {
    let sentence = |text: &str| {
        json!({"kind": "paragraph", "range": [0, 4], "text": text, "spoken": "", "start": 10,
            "end": 20, "words": []})
    };
    let manifest = format!(
        "{{\"sections\":[\n{{\"sentences\":[\n{},\n{}\n]}},\n{{\"sentences\":[\n]}},\n{{\"sentences\":[\n{}\n]}}\n]}}\n",
        sentence("Un."),
        sentence("Deux."),
        sentence("Trois.")
    );
    let temporary = tempfile::tempdir().unwrap();
    std::fs::write(temporary.path().join("manifest.json"), manifest).unwrap();
    let folder = Folder::open(temporary.path()).unwrap();
    let book = read::book(&folder, [100, 200, 300]).unwrap();
    let found: Vec<_> = book
        .map(|caption| caption.unwrap())
        .map(|caption| (caption.section, caption.text, caption.start, caption.end))
        .collect();
    let wanted = [
        (0, "Un.", 10, 20),
        (0, "Deux.", 10, 20),
        (2, "Trois.", 310, 320),
    ];
    assert_eq!(
        found,
        wanted.map(|(section, text, start, end)| (section, text.to_owned(), start, end))
    );
    let mut sentences = Sentences::open(&folder).unwrap();
    let counts = (0..3).map(|section| read::next_section(&mut sentences, section).count());
    assert_eq!(counts.collect::<Vec<_>>(), [2, 0, 1]);
}

#[test]
fn each_format_is_written_as_it_should_be() {
    let captions = [
        caption("L'été, dit-elle.", 0),
        caption("« Oui » & non --> <b> [x]\0 {y}", 4 * SECOND),
    ];
    let mut all = String::new();
    for writer in [SRT, VTT, VTT_WORDS, LRC, JSON] {
        all += &written(writer, &captions).replace('\u{2060}', "~");
        all += "=====\n";
    }
    insta::assert_snapshot!(all, @r#"
    1
    00:00:00,000 --> 00:00:01,400
    L'été, dit-elle.

    2
    00:00:04,000 --> 00:00:05,000
    « Oui » & non --~> <~b> [x]� {~y}

    =====
    WEBVTT

    00:00:00.000 --> 00:00:01.400
    L'été, dit-elle.

    00:00:04.000 --> 00:00:05.000
    « Oui » &amp; non --&gt; &lt;b&gt; [x]� {y}

    =====
    WEBVTT

    00:00:00.000 --> 00:00:01.400
    L'<00:00:00.100>été, <00:00:00.600>dit-elle.

    00:00:04.000 --> 00:00:05.000
    « Oui » &amp; <00:00:04.300>non --&gt; <00:00:04.600>&lt;b&gt; <00:00:04.700>[x]� <00:00:04.800>{y}

    =====
    [ti:L'été ［1］ --＞ ＜b＞]
    [la:fr]
    [00:00.00]L'été, dit-elle.
    [00:04.00]« Oui » & non --＞ ＜b＞ ［x］� {y}
    [00:05.00]
    =====
    {"title":"L'été [1]\n--> <b>","language":"fr","duration":5,"segments":[
    {"id":0,"start":0.0,"end":1.4,"text":"L'été, dit-elle.","words":[{"word":"L'","start":0.0,"end":0.1},{"word":"été,","start":0.1,"end":0.6},{"word":"dit-elle.","start":0.6,"end":1.4}]},
    {"id":1,"start":4.0,"end":5.0,"text":"« Oui » & non --> <b> [x]\u0000 {y}","words":[{"word":"« Oui » &","start":4.0,"end":4.3},{"word":"non -->","start":4.3,"end":4.6},{"word":"<b>","start":4.6,"end":4.7},{"word":"[x]\u0000","start":4.7,"end":4.8},{"word":"{y}","start":4.8,"end":4.9}]}
    ]}
    =====
    "#);
}

/// The text of captions, without white space and replacements for markup.
fn bare(text: &str) -> String {
    let plain = text.chars().map(|c| match c {
        '［' => '[',
        '］' => ']',
        '＜' => '<',
        '＞' => '>',
        _ if c.is_control() && !c.is_whitespace() => '\u{fffd}',
        _ => c,
    });
    plain
        .filter(|c| !c.is_whitespace() && *c != '\u{2060}')
        .collect()
}

/// In milliseconds, from `HH:MM:SS,mmm` or `MM:SS.cc`.
fn time(text: &str) -> u64 {
    let (clock, fraction) = text.split_once([',', '.']).unwrap();
    let seconds = clock
        .split(':')
        .fold(0, |sum, part| sum * 60 + part.parse::<u64>().unwrap());
    seconds * 1000 + fraction.parse::<u64>().unwrap() * if fraction.len() == 2 { 10 } else { 1 }
}

/// The cues of a SubRip or WebVTT file: from when, to when, and their lines.
fn cues(file: &str) -> Vec<(u64, u64, Vec<String>)> {
    let blocks = file.split("\n\n").filter(|block| block.contains(" --> "));
    let cues = blocks.map(|block| {
        let mut lines = block.lines().skip_while(|line| !line.contains(" --> "));
        let (start, end) = lines.next().unwrap().split_once(" --> ").unwrap();
        (time(start), time(end), lines.map(str::to_owned).collect())
    });
    cues.collect()
}

/// The text between tags, and the times in them.
fn without_times(line: &str) -> (String, Vec<u64>) {
    let mut parts = line.split('<');
    let mut text = parts.next().unwrap_or_default().to_owned();
    let mut times = Vec::new();
    for part in parts {
        let (at, rest) = part.split_once('>').unwrap();
        times.push(time(at));
        text += rest;
    }
    let text = text.replace("&lt;", "<").replace("&gt;", ">");
    (text.replace("&amp;", "&"), times)
}

fn texts() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        8 => "[a-zéèà]{1,12}[,.;:!?]?",
        1 => "[a-z]{1,3} ?[«»!?:\"'()—…-]",
        1 => prop_oneof![Just("-->".to_owned()), Just("</script>".to_owned()), Just("&lt;".to_owned()),
            Just("[00:01.00]".to_owned()), Just("{\\an8}".to_owned()), Just("\0".to_owned()),
            Just("\u{a0}!".to_owned()), Just("14 h 30".to_owned()), Just("\n\n7\n\n".to_owned())],
        1 => "\\PC{1,60}",
    ];
    proptest::collection::vec(word, 1..60).prop_map(|words| words.join(" "))
}

fn books() -> impl Strategy<Value = Vec<Caption>> {
    proptest::collection::vec((texts(), 0..2 * SECOND), 1..4).prop_map(|sentences| {
        let mut at = 0;
        let captions = sentences.iter().map(|(text, pause)| {
            let caption = caption(text, at);
            at = caption.end + pause;
            caption
        });
        captions.collect()
    })
}

proptest! {
    #[test]
    fn cues_are_in_order_inside_the_audio_and_complete(captions in books()) {
        let printed: String = captions.iter().map(|caption| bare(&caption.text)).collect();
        let length_ms = captions[captions.len() - 1].end * 1000 / SECOND;
        for (writer, has_tags) in [(SRT, false), (VTT, true), (VTT_WORDS, true)] {
            let mut last = 0;
            let mut shown = String::new();
            for (start, end, lines) in cues(&written(writer, &captions)) {
                prop_assert!(last <= start && start < end && end <= length_ms);
                last = end;
                prop_assert!((1..=2).contains(&lines.len()));
                for line in lines {
                    let (text, times) = if has_tags { without_times(&line) } else { (line, vec![]) };
                    prop_assert!(times.is_sorted() && times.iter().all(|time| (start..end).contains(time)));
                    shown += &bare(&text);
                }
            }
            prop_assert_eq!(&shown, &printed);
        }
    }

    #[test]
    fn lines_of_short_words_are_short(words in proptest::collection::vec("[a-zéèà]{1,12}[,.;:!?»]?", 1..80)) {
        let caption = caption(&words.join(" "), 0);
        for screen in screens(&caption, RATE) {
            for line in screen.lines {
                let line = &caption.text[line];
                prop_assert!(line.chars().count() <= LONGEST_LINE, "{}", line);
            }
        }
    }

    #[test]
    fn lyrics_are_in_order_and_complete(captions in books()) {
        let file = written(LRC, &captions);
        let mut lines = file.lines().skip(2);
        let mut last = 0;
        for caption in captions.iter().filter(|caption| !caption.text.is_empty()) {
            let (at, text) = lines.next().unwrap().strip_prefix('[').unwrap().split_once(']').unwrap();
            prop_assert!(last <= time(at));
            last = time(at);
            prop_assert!(!text.contains(['[', ']', '<', '>']));
            prop_assert_eq!(bare(text), bare(&caption.text));
        }
        prop_assert!(last <= time(lines.next().unwrap().trim_matches(['[', ']'])));
        prop_assert_eq!(lines.next(), None);
    }

    #[test]
    fn words_are_in_order_and_make_up_the_text(captions in books()) {
        let file: Value = serde_json::from_str(&written(JSON, &captions)).unwrap();
        let segments = file["segments"].as_array().unwrap();
        prop_assert_eq!(segments.len(), captions.len());
        for (segment, caption) in segments.iter().zip(&captions) {
            prop_assert_eq!(segment["text"].as_str().unwrap(), &caption.text);
            let words = segment["words"].as_array().unwrap();
            let joined: String = words.iter().map(|word| word["word"].as_str().unwrap()).collect();
            prop_assert_eq!(bare(&joined), bare(&caption.text));
            let mut last = segment["start"].as_f64().unwrap();
            for word in words {
                let (start, end) = (word["start"].as_f64().unwrap(), word["end"].as_f64().unwrap());
                prop_assert!(last <= start && start <= end && end <= segment["end"].as_f64().unwrap());
                last = end;
            }
        }
    }
}
