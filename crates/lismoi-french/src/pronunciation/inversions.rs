//! "Vient-elle", "dort-on", "perd-il": the last consonant of a verb is heard before its
//! subject, as t (Grevisse and Goosse, *Le bon usage*, on the liaison of inverted subjects).
//! Letter-to-sound rules know that of the commonest endings only.

use super::context::Context;

/// Subjects that start with a vowel, and how they are spelled with the consonant before them.
/// Plural verbs have endings that letter-to-sound rules know.
const SUBJECTS: [(&str, &str); 3] = [("il", "til"), ("elle", "telle"), ("on", "ton")];

/// Endings of verbs whose t letter-to-sound rules say: "dit-il", "fut-elle".
const SAID: [&str; 5] = ["est", "it", "ut", "ît", "ût"];

/// The respelling of a subject after its verb.
pub(super) fn respelled(context: &Context<'_>, piece: &str) -> Option<&'static str> {
    let (_, respelling) = SUBJECTS.iter().find(|(subject, _)| *subject == piece)?;
    let verb = context.word().pieces().take(context.piece).last()?;
    let has_consonant = verb.len() > 2 && (verb.ends_with(['t', 'd']) || verb.ends_with("inc"));
    let is_said = SAID.iter().any(|ending| verb.ends_with(ending)) && !verb.ends_with("cut");
    (has_consonant && !is_said).then_some(respelling)
}

#[cfg(test)]
mod tests {
    use crate::Part;
    use crate::pronunciation::lexicon::Lexicon;
    use crate::pronunciation::lookup::lookup_alone;

    fn respelled(word: &str) -> Option<String> {
        let found = lookup_alone(word, &Lexicon::default())?;
        let last = found.parts.into_iter().next_back()?;
        match last {
            Part::Respelled { respelling, .. } => Some(respelling),
            _ => None,
        }
    }

    #[test]
    fn the_consonant_of_a_verb_is_heard_before_its_subject() {
        for (words, expected) in [
            ("vient-elle tient-elle survécut-elle", "telle"),
            ("dort-on Part-on rompt-on craint-on", "ton"),
            ("perd-il répond-il vainc-il s'assied-il", "til"),
        ] {
            for word in words.split(' ') {
                assert_eq!(respelled(word).as_deref(), Some(expected), "{word}");
            }
        }
    }

    #[test]
    fn what_has_its_consonant_or_none_stays() {
        for word in [
            "dit-il",
            "a-t-elle",
            "parle-t-on",
            "vient-il-y",
            "elle",
            "est-on",
        ] {
            assert_eq!(respelled(word), None, "{word}");
        }
    }
}
