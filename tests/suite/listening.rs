//! What is heard: the seed article, its cues, its pauses, its joins.

use serde_json::Value;

use crate::environment::{Environment, SEED, article, samples};

fn list<'a>(value: &'a Value, name: &str) -> &'a Vec<Value> {
    value[name].as_array().unwrap()
}

fn number(value: &Value, name: &str) -> usize {
    usize::try_from(value[name].as_u64().unwrap()).unwrap()
}

fn range(value: &Value) -> std::ops::Range<usize> {
    let ends: Vec<usize> = value["range"]
        .as_array()
        .unwrap()
        .iter()
        .map(|end| usize::try_from(end.as_u64().unwrap()).unwrap())
        .collect();
    ends[0]..ends[1]
}

#[test]
fn the_seed_article_becomes_nine_files_a_playlist_and_a_manifest() {
    let environment = Environment::with_seed();
    let run = environment.succeed(&[&format!("{SEED}.txt")]);
    assert!(run.out.contains("9 sections"), "{}", run.out);
    assert!(
        run.out
            .contains("line 49: \"Kommentare (0)\" (comment counter)"),
        "{}",
        run.out
    );
    let names: Vec<String> = environment.output().into_keys().collect();
    assert_eq!(names.len(), 11, "{names:?}");
    assert_eq!(names[1], format!("{SEED}/02-Visite-de-Poutine-à-Kursk.wav"));
    assert_eq!(
        names[9..],
        [
            format!("{SEED}/manifest.json"),
            format!("{SEED}/playlist.m3u8")
        ]
    );

    let report = environment
        .succeed(&["check", &format!("output/{SEED}")])
        .out;
    let report: Value = serde_json::from_str(&report).unwrap();
    assert_eq!(report["problems"], Value::Array(Vec::new()));
    let seconds = report["seconds"].as_f64().unwrap();
    assert!((180.0..260.0).contains(&seconds), "{seconds}");
}

/// Laws 1 and 2, from the article to the manifest.
#[test]
fn every_character_is_spoken_or_listed_and_every_word_tied() {
    for text in [
        crate::environment::seed(),
        "Un. ***\n\n\u{0} 😀\n\n« Deux ? » - trois\u{200B}.\n\n… \u{200B}".to_owned(),
    ] {
        let environment = Environment::new();
        environment.write("a.txt", &text);
        environment.succeed(&["a.txt"]);
        let manifest = environment.manifest("a");
        let mut covered = vec![false; text.len()];
        for skipped in list(&manifest, "skipped") {
            covered[range(skipped)].fill(true);
            let line = text[..range(skipped).start].matches('\n').count() + 1;
            assert_eq!(number(skipped, "line"), line);
        }
        for sentence in list(&manifest, "sections")
            .iter()
            .flat_map(|section| list(section, "sentences"))
        {
            covered[range(sentence)].fill(true);
            let (mut printed, mut heard) = (range(sentence).start, number(sentence, "start"));
            for word in list(sentence, "words") {
                assert!(range(word).start >= printed && range(word).end <= range(sentence).end);
                assert!(
                    number(word, "start") >= heard
                        && number(word, "end") <= number(sentence, "end")
                );
                (printed, heard) = (range(word).end, number(word, "start"));
            }
        }
        for (at, character) in text.char_indices() {
            assert!(
                covered[at] || character.is_whitespace(),
                "{character:?} at {at} is lost"
            );
        }
    }
}

#[test]
fn a_form_said_in_several_words_has_their_time_and_the_rule_that_made_it() {
    let text = "Il est 14 h 30. César meurt en 44 av. J.-C. à Rome.";
    let environment = Environment::new();
    environment.write("a.txt", text);
    environment.succeed(&["a.txt"]);
    let manifest = environment.manifest("a");
    let mut forms = Vec::new();
    for sentence in list(&list(&manifest, "sections")[0], "sentences") {
        let words = list(sentence, "words");
        for (index, word) in words.iter().enumerate() {
            let (start, end) = (number(word, "start"), number(word, "end"));
            assert!(start < end, "{word}");
            // A word lasts until the next one starts, or the sentence ends.
            let next = words.get(index + 1).map(|next| number(next, "start"));
            assert_eq!(end, next.unwrap_or(number(sentence, "end")), "{word}");
            if let Some(rule) = word["rule"].as_str() {
                forms.push((&text[range(word)], rule));
                let spoken = word["spoken"].as_str().unwrap();
                let heard = word["ipa"].as_str().unwrap().split(' ').count();
                assert!(heard >= spoken.split(' ').count(), "{word}");
            }
        }
    }
    assert_eq!(forms, [("14 h 30", "time"), ("av. J.-C.", "abbreviation")]);
}

#[test]
fn silences_are_exactly_the_pauses_that_were_asked_for() {
    let environment = Environment::new();
    environment.write("a.txt", "Titre\n\nUn. Deux.\n\nTrois.\n\n- item\n\nFin.");
    let pauses = [
        "sentence",
        "paragraph",
        "list-item",
        "before-heading",
        "after-heading",
        "section-start",
        "section-end",
    ];
    let mut arguments = vec!["a.txt".to_owned()];
    for (index, pause) in pauses.iter().enumerate() {
        arguments.extend([format!("--pause-{pause}"), format!("{}", 100 * (index + 1))]);
    }
    environment.succeed(&arguments.iter().map(String::as_str).collect::<Vec<_>>());
    let manifest = environment.manifest("a");
    let section = &list(&manifest, "sections")[0];
    let mut at = 0;
    let mut silences = Vec::new();
    for sentence in list(section, "sentences") {
        silences.push(number(sentence, "start") - at);
        at = number(sentence, "end");
    }
    silences.push(number(section, "samples") - at);
    let ms = silences
        .iter()
        .map(|samples| samples * 1000 / 22_050)
        .collect::<Vec<_>>();
    // Start and before a heading, after it, sentence, paragraph twice, list item, end.
    assert_eq!(ms, [1000, 500, 100, 200, 200, 300, 700]);

    let wav = samples(
        &environment
            .path("output/a")
            .join(section["file"].as_str().unwrap()),
    );
    assert_eq!(wav.len(), number(section, "samples"));
    let mut at = 0;
    for sentence in list(section, "sentences") {
        let (start, end) = (number(sentence, "start"), number(sentence, "end"));
        assert!(
            wav[at..start].iter().all(|sample| *sample == 0),
            "a pause is not silent"
        );
        // No click: the sound rises from zero, and falls to it, over the fades.
        assert!(
            wav[start..start + 10]
                .iter()
                .all(|sample| sample.unsigned_abs() < 500),
            "{:?}",
            &wav[start..start + 10]
        );
        assert!(
            wav[end - 10..end]
                .iter()
                .all(|sample| sample.unsigned_abs() < 33),
            "{:?}",
            &wav[end - 10..end]
        );
        assert!(
            wav[start..end]
                .iter()
                .any(|sample| sample.unsigned_abs() > 3000),
            "no voice"
        );
        at = end;
    }
}

#[test]
fn rate_pitch_and_voice_are_heard() {
    let environment = Environment::new();
    environment.write("a.txt", article(1));
    let wav = |arguments: &[&str]| {
        environment.succeed(&[&["a.txt", "--force"], arguments].concat());
        samples(&environment.path("output/a/01-Un-article-pour-essayer.wav"))
    };
    let normal = wav(&[]);
    assert!(wav(&["--rate", "300"]).len() * 10 < normal.len() * 9);
    assert!(wav(&["--pauses", "slow"]).len() > normal.len());
    for other in [
        wav(&["--pitch", "80"]),
        wav(&["--voice", "fr+f2"]),
        wav(&["--voice", "fr-be+m3"]),
    ] {
        assert_ne!(other, normal);
    }
}
