//! No character of Unicode is lost in silence, wherever it stands in a sentence.

use lismoi_french::{Lexicon, Options, Segment, SpokenWord, paragraph};
use unicode_properties::{GeneralCategory, GeneralCategoryGroup, UnicodeGeneralCategory};

/// The characters that say something: letters, numbers, symbols, marks and private ones. Of the
/// large blocks whose characters are all alike, one in so many.
fn characters() -> impl Iterator<Item = char> {
    let step = |code: u32| match code {
        0x3400..=0x9FFF | 0xAC00..=0xD7A3 | 0x20000..=0x3FFFF => 31,
        0xE000..=0xF8FF | 0xF0000..=0x10FFFF => 997,
        _ => 1,
    };
    let sampled = (0x21..=0x10_FFFF).filter(move |code: &u32| code.is_multiple_of(step(*code)));
    sampled.filter_map(char::from_u32).filter(|character| {
        let is_private = character.general_category() == GeneralCategory::PrivateUse;
        let says_something = matches!(
            character.general_category_group(),
            GeneralCategoryGroup::Letter
                | GeneralCategoryGroup::Mark
                | GeneralCategoryGroup::Number
                | GeneralCategoryGroup::Symbol
        );
        // They choose the shape of the character before them.
        let is_selector = matches!(character, '\u{FE00}'..='\u{FE0F}');
        (says_something || is_private) && !is_selector
    })
}

/// Whether the character is, anywhere in the text, neither in a spoken word nor listed as silent; a
/// number must be spoken.
fn lost(text: &str, character: char) -> bool {
    let lexicon = Lexicon::default();
    let is_number = character.general_category_group() == GeneralCategoryGroup::Number;
    let segments: Vec<Segment> = paragraph(text, Options::new(&lexicon)).collect();
    let says = |at: usize, word: &SpokenWord| {
        let letters = word.spelling().replace([' ', ','], "");
        word.printed.contains(&at) && !(is_number && letters == "ab")
    };
    let is_found = |at: usize| {
        segments.iter().any(|segment| match segment {
            Segment::Silent(range) => range.contains(&at) && !is_number,
            Segment::Utterance(utterance) => {
                let silent = &mut utterance.silent.iter();
                utterance.words.iter().any(|word| says(at, word))
                    || !is_number && silent.any(|word| word.printed.contains(&at))
            }
        })
    };
    let mut places = text.match_indices(character).map(|(at, _)| at);
    places.any(|at| !is_found(at))
}

#[test]
fn every_character_is_spoken_or_listed_as_silent_and_numbers_are_spoken() {
    let (mut count, mut all_lost) = (0, String::new());
    for character in characters() {
        count += 1;
        let places = [
            format!("Le {character} mai."),
            format!("Il a un {character} ici."),
            format!("Ils sont a{character}b et 5 {character} ou 7 {character}."),
        ];
        if places.iter().any(|text| lost(text, character)) {
            all_lost.push(character);
        }
    }
    assert!(count > 50_000, "{count}");
    let codes: Vec<String> = all_lost
        .chars()
        .map(|character| format!("{:04X}", u32::from(character)))
        .collect();
    assert!(codes.is_empty(), "{} are lost: {codes:?}", codes.len());
}
