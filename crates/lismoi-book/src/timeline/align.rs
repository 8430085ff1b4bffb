//! Aligns the words of an utterance with the engine's word events.

use super::CueWord;
use lismoi_speech::Take;
use lismoi_speech::render::Rendered;

/// The times of the words of a text, one for one. The take starts at sample `at` of the
/// chapter. Words are in order and inside the take; one that the engine speaks together with
/// the next starts with it.
pub fn align(rendered: &Rendered, take: &Take, at: u64) -> Vec<CueWord> {
    let first_characters = first_characters(rendered);
    let mut heard: Vec<(Option<usize>, String)> =
        vec![(None, String::new()); first_characters.len()];
    for event in &take.words {
        let after = first_characters.partition_point(|first| *first <= event.character);
        let (start, ipa) = &mut heard[after.saturating_sub(1)];
        let event_start = event.start as usize;
        *start = Some(start.map_or(event_start, |start| start.min(event_start)));
        if !ipa.is_empty() && !event.ipa.is_empty() {
            ipa.push(' ');
        }
        ipa.push_str(&event.ipa);
    }
    let in_chapter = |place: usize| at + place.min(take.samples.len()) as u64;
    let mut end = in_chapter(take.samples.len());
    let mut words: Vec<CueWord> = heard
        .into_iter()
        .rev()
        .map(|(start, ipa)| {
            let start = start.map_or(end, in_chapter).min(end);
            let word = CueWord { start, end, ipa };
            end = start;
            word
        })
        .collect();
    words.reverse();
    words
}

/// The index of the first character of each word in the text.
pub(crate) fn first_characters(rendered: &Rendered) -> Vec<u32> {
    let (mut bytes, mut characters) = (0, 0);
    let starts = rendered.words.iter().map(|word| word.start);
    starts
        .map(|start| {
            characters += rendered.text[bytes..start].chars().count() as u32;
            bytes = start;
            characters
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use lismoi_speech::TakeWord;

    fn rendered(text: &str) -> Rendered {
        let mut at = 0;
        let words = text.split(' ').map(|word| {
            let range = at..at + word.len();
            at = range.end + 1;
            range
        });
        Rendered {
            words: words.collect(),
            text: text.to_owned(),
        }
    }

    fn times(text: &str, events: &[(u32, u32)]) -> Vec<(u64, u64)> {
        let event = |(character, start): &(u32, u32)| TakeWord {
            character: *character,
            start: *start,
            ipa: "a".into(),
        };
        let take = Take {
            sample_rate: 22_050,
            samples: vec![0; 800],
            words: events.iter().map(event).collect(),
        };
        let words = align(&rendered(text), &take, 5000);
        words
            .into_iter()
            .map(|word| (word.start, word.end))
            .collect()
    }

    #[test]
    fn a_word_lasts_until_the_next_one_starts() {
        assert_eq!(
            times("été à Évry", &[(0, 0), (4, 200), (6, 400)]),
            [(5000, 5200), (5200, 5400), (5400, 5800)]
        );
    }

    #[test]
    fn a_word_spoken_in_two_parts_starts_with_the_first_and_a_dropped_one_with_the_next() {
        assert_eq!(
            times("10000 de la", &[(0, 0), (2, 100), (9, 500)]),
            [(5000, 5500), (5500, 5500), (5500, 5800)]
        );
        assert_eq!(times("un deux", &[]), [(5800, 5800), (5800, 5800)]);
    }
}
