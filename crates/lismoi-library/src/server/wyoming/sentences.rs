//! Sentences out of a text that comes in chunks.

use lismoi_french::segmentation::Sentences;

/// So much text without an end is spoken as it is, in bytes.
const LONGEST: usize = 4_000;

/// Takes the sentences that are complete out of what has come so far, as one text; `None` where
/// there are none. The last sentence is complete only when another has begun: "3" may become
/// "3,5", and "M." may be the title of a person.
pub(super) fn take(text: &mut String) -> Option<String> {
    let end = match Sentences::new(text, 0..text.len()).last() {
        _ if text.len() > LONGEST => text.len(),
        Some(last) => last.start,
        None => 0,
    };
    let rest = text.split_off(end);
    let complete = std::mem::replace(text, rest);
    is_spoken(&complete).then_some(complete)
}

/// Whether there is anything to say.
pub(super) fn is_spoken(text: &str) -> bool {
    text.contains(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_sentence_is_taken_when_the_next_one_begins() {
        let mut text = String::new();
        let mut taken = Vec::new();
        for chunk in [
            "Bonjour", " M", ". Dupont", ". Il est", " 14", "h30. Et", " toi ?",
        ] {
            text += chunk;
            taken.extend(take(&mut text));
        }
        assert_eq!(taken, ["Bonjour M. Dupont. ", "Il est 14h30. "]);
        assert_eq!(text, "Et toi ?");
    }

    #[test]
    fn a_text_without_an_end_is_spoken_all_the_same() {
        let mut text = "la ".repeat(2_000);
        assert_eq!(take(&mut text).map(|text| text.len()), Some(6_000));
        assert_eq!(text, "");
    }

    proptest! {
        #[test]
        fn nothing_is_lost(chunks in prop::collection::vec("[a-zA-Zé0-9.!? «»]{0,12}", 0..20)) {
            let (mut text, mut taken) = (String::new(), String::new());
            for chunk in &chunks {
                text += chunk;
                let before = text.len();
                let complete = take(&mut text);
                let dropped = before - text.len() - complete.as_ref().map_or(0, String::len);
                taken += complete.as_deref().unwrap_or_default();
                prop_assert!(dropped == 0 || complete.is_none());
            }
            taken += &text;
            let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
            prop_assert_eq!(letters(&taken), letters(&chunks.concat()));
        }
    }
}
