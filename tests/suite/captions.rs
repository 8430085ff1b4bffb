//! Captions and the read-along page against the printed sentences.

use crate::environment::article;
use crate::exporting::made;

#[test]
fn captions_hold_every_printed_sentence_in_order() {
    let text = article(3) + "Le R&D avance, et 3 < 4. « Oui », dit-il : \"non\".\n\n- Un point\n";
    let environment = made(&text, &[]);
    let manifest = environment.manifest("a");
    let sections = manifest["sections"].as_array().unwrap().iter();
    let printed: Vec<String> = sections
        .flat_map(|section| section["sentences"].as_array().unwrap())
        .map(|sentence| collapsed(sentence["text"].as_str().unwrap()))
        .collect();
    assert_eq!(printed.len(), 13, "{printed:?}");
    let output = environment.output();
    let file = |name: &str| String::from_utf8(output[&format!("a/a.{name}")].clone()).unwrap();

    // A sentence may be shown on several screens.
    let shown = |text: String| collapsed(&text.replace('\u{2060}', ""));
    let whole = printed.join(" ");
    assert_eq!(shown(cue_text(&file("srt"))), whole);
    assert_eq!(shown(unescaped(&cue_text(&file("vtt")))), whole);
    assert_eq!(
        shown(unescaped(&untagged(&cue_text(&file("words.vtt")), ""))),
        whole
    );

    let lyrics = file("lrc");
    let lines = lyrics.lines().filter(|line| line.starts_with("[0"));
    // Players take "<" for the start of a time.
    let line = |line: &str| line.split_once(']').unwrap().1.replace('＜', "<");
    let lines: Vec<String> = lines.map(line).collect();
    // The last line clears the screen.
    assert_eq!(lines, [&printed[..], &[String::new()]].concat());

    let words: serde_json::Value = serde_json::from_str(&file("words.json")).unwrap();
    let segments = words["segments"].as_array().unwrap().iter();
    let segments: Vec<&str> = segments.map(|it| it["text"].as_str().unwrap()).collect();
    assert_eq!(segments, printed);

    let page = file("html");
    let text = page
        .split_once("<main")
        .unwrap()
        .1
        .split_once('>')
        .unwrap()
        .1;
    let text = text.split_once("</main>").unwrap().0;
    assert_eq!(collapsed(&unescaped(&untagged(text, " "))), whole);
}

fn collapsed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What the cues of SubRip or WebVTT show, without their times and numbers.
fn cue_text(file: &str) -> String {
    let cues = file.split("\n\n");
    let texts = cues.filter_map(|cue| cue.split_once(" --> ")?.1.split_once('\n'));
    texts.map(|(_, text)| text.to_owned() + "\n").collect()
}

/// The text with `replacement` in place of each tag.
fn untagged(text: &str, replacement: &str) -> String {
    let mut parts = text.split('<');
    let mut plain = parts.next().unwrap().to_owned();
    for part in parts {
        plain += replacement;
        plain += part.split_once('>').unwrap().1;
    }
    plain
}

fn unescaped(text: &str) -> String {
    let text = text.replace("&lt;", "<").replace("&gt;", ">");
    text.replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&amp;", "&")
}
