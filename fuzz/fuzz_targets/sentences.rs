//! Any text is cut into sentences which, joined, are the text; cutting one again changes
//! nothing; and the utterances of each cover it, in order.
#![no_main]

use libfuzzer_sys::fuzz_target;
use lismoi_document::{Block, BlockKind, Section};
use lismoi_french::{self as french, Lexicon, Options, Segment, Segmentation};

fuzz_target!(|text: &str| {
    let sentences: Vec<_> = Segmentation::Sentences.sentences(text, 0..text.len()).collect();
    let mut end = 0;
    for sentence in &sentences {
        assert!(!sentence.is_empty());
        assert!(text[end..sentence.start].trim().is_empty());
        end = sentence.end;
        let again: Vec<_> = Segmentation::Sentences
            .sentences(&text[sentence.clone()], 0..sentence.len())
            .collect();
        assert_eq!(again, [0..sentence.len()], "{:?}", &text[sentence.clone()]);
    }
    assert!(text[end..].trim().is_empty());

    let section = Section {
        blocks: vec![Block::new(BlockKind::Paragraph, 0..text.len())],
        ..Section::default()
    };
    let lexicon = Lexicon::default();
    for segmentation in [Segmentation::Sentences, Segmentation::Whole] {
        let mut end = 0;
        for line in french::segments(text, &section, Options { segmentation, ..Options::new(&lexicon) }) {
            let range = match &line {
                Segment::Silent(range) => range,
                Segment::Utterance(utterance) => {
                    let mut printed = utterance.range.start;
                    for word in &utterance.words {
                        assert!(word.printed.start >= printed);
                        assert!(!word.spelling().is_empty());
                        assert!(!text[word.printed.clone()].is_empty());
                        printed = word.printed.end;
                    }
                    assert!(printed <= utterance.range.end);
                    &utterance.range
                }
            };
            assert!(text[end..range.start].trim().is_empty());
            end = range.end;
        }
        assert!(text[end..].trim().is_empty());
    }
});
