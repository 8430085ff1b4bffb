//! Any lexicon, a table or PLS, is refused, or every text that uses it can be said: its words
//! stay tied to what is printed, no letter is lost, and each engine is told every word.
#![no_main]

use std::ops::Range;

use libfuzzer_sys::fuzz_target;
use lismoi_french::{Lexicon, Options, Segment, paragraph};
use lismoi_speech::engine::Engine;

fuzz_target!(|data: &str| {
    let mut lexicon = Lexicon::default();
    // The entries before a bad one are used here too.
    let _ = lexicon.add(data);
    let text = said_with(data);
    for engine in [Engine::Espeak, Engine::Pico] {
        let options = Options {
            limits: engine.limits(),
            ..Options::new(&lexicon)
        };
        for segment in paragraph(&text, options) {
            let Segment::Utterance(utterance) = segment else {
                continue;
            };
            let rendered = engine.render(&utterance);
            assert_eq!(rendered.words.len(), utterance.words.len());
            let mut end = 0;
            for word in &rendered.words {
                assert!(
                    word.start >= end && rendered.text.is_char_boundary(word.end),
                    "{rendered:?}"
                );
                end = word.end;
            }
            assert!(rendered.text.get(end..).is_some());
            for (at, _) in text.match_indices(|c: char| c.is_ascii_alphanumeric()) {
                let is_in = |range: &Range<usize>| range.contains(&at);
                let is_listed = utterance.words.iter().any(|word| is_in(&word.printed))
                    || utterance.silent.iter().any(|word| is_in(&word.printed));
                assert!(is_listed || !is_in(&utterance.range), "{:?} is lost", &text[at..]);
            }
        }
    }
});

/// A text of the words before tabs, between tags, and of one that a stem may be found in.
fn said_with(lexicon: &str) -> String {
    let words = lexicon.split(['\n', '<', '>']).take(20);
    let words: Vec<&str> = words.map(|line| line.split('\t').next().unwrap_or_default()).collect();
    let mut text = words.join(" ");
    text.truncate(text.floor_char_boundary(500));
    format!("{} coachs. {text}", text.replace('*', "s"))
}
