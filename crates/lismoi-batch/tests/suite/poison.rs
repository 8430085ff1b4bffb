//! No line ends a run: whatever it holds, it has one answer, and the others have theirs.

use std::fmt::Write as _;

use proptest::prelude::*;
use serde_json::{Value, json};

use crate::environment::{Environment, articles, joined};

#[test]
fn each_bad_line_is_answered_with_its_number() {
    let environment = Environment::new();
    let good = articles(2);
    let mut input = joined(&good[..1]);
    input.extend(b"{\"id\": 7, \"text\": \n");
    input.extend(b"\n");
    input.extend(b"{\"id\": 8, \"text\": \"\xff\xfe\"}\n");
    input.extend(b"[[[[[[\n");
    input.extend("[".repeat(200_000).bytes());
    input.extend(b"\n");
    input.extend(b"null\n");
    // The last line needs no end.
    let last = joined(&good[1..]);
    input.extend(last.trim_ascii_end());
    let run = environment.pipe(&["run", "--jobs", "1"], &input);
    assert_eq!(run.code, Some(0), "{}", run.err);
    let bad = run.answers.iter().filter(|answer| answer["kind"] == "json");
    let lines: Vec<_> = bad.map(|answer| answer["line"].as_u64().unwrap()).collect();
    assert_eq!(lines, [2, 4, 5, 6, 7]);
    let made = run.answers.iter().filter(|answer| answer["new"] == true);
    assert_eq!(made.count(), 2);
}

#[test]
fn each_poisoned_article_costs_itself() {
    let environment = Environment::new();
    let mut deep = "<div>".repeat(50_000);
    deep += "Bonjour.";
    let mut table = "<table>".repeat(500);
    write!(table, "<td>{}", "x ".repeat(100)).unwrap();
    let mut lines = vec![
        json!({"id": "deep", "html": deep}),
        json!({"id": "table", "html": table}),
        json!({"id": "nul", "text": "Bon\u{0}jour\u{0}."}),
        json!({"id": "signs", "text": "( ".repeat(50_000)}),
        json!({"id": "one word", "text": "a".repeat(300)}),
        json!({"id": "digits", "text": "9".repeat(200)}),
        json!({"id": "scripts", "text": "日本語 العربية ไทย 🏳️‍🌈 𐍈 \u{202e}abc"}),
        json!({"id": "ssml", "text": "<speak><audio src='/etc/passwd'/></speak> [[b%&]] Oui."}),
        json!({"id": "quotes", "markdown": format!("{}Oui.", "> ".repeat(20_000))}),
        json!({"id": "long", "text": "Un mot de plus. ".repeat(2_000)}),
        json!({"id": "empty", "text": " \n "}),
        json!({"id": "binary", "text": "\u{1f}\u{8b}\u{8}".repeat(1_000)}),
        json!({"id": "options", "text": "Oui.", "options": {"pitch": 100}}),
        json!({"id": "voice", "text": "Oui.", "voice": "../../x"}),
        json!({"id": "path", "path": "/etc/passwd"}),
        json!({"id": "english", "text": "Yes.", "lang": "en"}),
    ];
    lines.extend(articles(2));
    let run = environment.run(&["--jobs", "2", "--longest", "20000"], &lines);
    let kind = |id: &str| {
        let mut answers = run.answers.iter();
        answers.find(|answer| answer["id"] == id).unwrap()["kind"].clone()
    };
    for (id, expected) in [
        ("empty", "empty"),
        ("signs", "empty"),
        ("long", "long"),
        ("options", "options"),
        ("voice", "options"),
        ("path", "path"),
        ("english", "language"),
    ] {
        assert_eq!(kind(id), expected, "{id}");
    }
    assert_ne!(kind("one word"), "internal");
    let made = |answer: &&Value| answer["id"].is_number() && answer["new"] == true;
    assert_eq!(run.answers.iter().filter(made).count(), 2);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4))]

    #[test]
    fn any_text_has_an_answer(texts in proptest::collection::vec("\\PC{0,60}", 1..12)) {
        let forms = ["text", "html", "markdown"];
        let texts = texts.iter().enumerate();
        let lines: Vec<Value> =
            texts.map(|(at, text)| json!({"id": at, forms[at % 3]: text})).collect();
        let run = Environment::new().run(&[], &lines);
        prop_assert!(run.answers.iter().all(|answer| answer["kind"] != "internal"));
    }
}
