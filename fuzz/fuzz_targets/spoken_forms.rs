//! The forms of any text are in order and leave no letter or figure out; what is said holds
//! nothing that the voice would take for something else; and every word of an utterance,
//! with its pronunciation, stays tied to what is printed.
#![no_main]

use std::ops::Range;

use libfuzzer_sys::fuzz_target;
use lismoi_document::{Block, BlockKind, Section};
use lismoi_french::normalization::{is_safe, normalize};
use lismoi_french::{self as french, Dialect, Lexicon, Options, Segment};

fuzz_target!(|input: (&str, u8)| {
    let (text, dialect) = input;
    let dialect = match dialect % 3 {
        0 => Dialect::France,
        1 => Dialect::Belgium,
        _ => Dialect::Switzerland,
    };
    let is_said = |c: char| c.is_ascii_alphanumeric() || ('à'..='ö').contains(&c);
    let mut end = 0;
    for form in normalize(text, dialect) {
        assert!(form.printed.start >= end && form.printed.end > form.printed.start, "{form:?}");
        let between = &text[end..form.printed.start];
        assert!(!between.contains(is_said), "{between:?} is lost");
        assert!(form.spoken.chars().all(is_safe), "{form:?}");
        assert!(!form.spoken.contains("  ") && form.spoken.trim() == form.spoken, "{form:?}");
        end = form.printed.end;
    }
    assert!(!text[end..].contains(is_said), "{:?} is lost", &text[end..]);

    let section = Section {
        blocks: vec![Block::new(BlockKind::Paragraph, 0..text.len())],
        ..Section::default()
    };
    let lexicon = Lexicon::default();
    let options = Options { dialect, ..Options::new(&lexicon) };
    for line in french::segments(text, &section, options) {
        let Segment::Utterance(utterance) = line else {
            continue;
        };
        let mut printed = utterance.range.start;
        for word in &utterance.words {
            // Nothing in an article reads as markup or mnemonics.
            assert!(word.spelling().chars().all(is_safe), "{word:?}");
            assert!(word.printed.start >= printed && word.printed.end > word.printed.start);
            printed = word.printed.end;
        }
        assert!(printed <= utterance.range.end);
        for (at, _) in text.match_indices(is_said) {
            let is_in = |range: &Range<usize>| range.contains(&at);
            let is_listed = utterance.words.iter().any(|word| is_in(&word.printed))
                || utterance.silent.iter().any(|word| is_in(&word.printed));
            assert!(is_listed || !is_in(&utterance.range), "{:?} is lost", &text[at..]);
        }
    }
});
