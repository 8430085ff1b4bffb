//! The subject of a message: its title, and whether it answers or passes on another one.

use crate::html::quoted::Quoted;

/// Words before the subject of an answer, in lower case.
const ANSWERS: [&str; 6] = ["re", "ré", "rép", "réf", "aw", "sv"];

/// Words before the subject of a message that is passed on.
const FORWARDS: [&str; 6] = ["fw", "fwd", "tr", "wg", "i", "rv"];

/// A subject without "Re:" and "Fwd:", and whether the message that it quotes is read: the
/// outermost word decides.
pub(super) fn title(subject: &str) -> (&str, Quoted) {
    let mut rest = subject.trim();
    let mut quoted = None;
    while let Some((word, after)) = rest.split_once(':') {
        // "Re[2]:"
        let word = word
            .trim()
            .split('[')
            .next()
            .unwrap_or_default()
            .to_lowercase();
        let kind = if ANSWERS.contains(&word.as_str()) {
            Quoted::Answered
        } else if FORWARDS.contains(&word.as_str()) {
            Quoted::Forwarded
        } else {
            break;
        };
        quoted = quoted.or(Some(kind));
        rest = after.trim_start();
    }
    (rest, quoted.unwrap_or(Quoted::Answered))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_and_forwards_are_told_from_titles() {
        for (subject, expected) in [
            ("Re: Fwd: Un été", ("Un été", Quoted::Answered)),
            ("TR : RE : Un été", ("Un été", Quoted::Forwarded)),
            ("RE[2]: Un été", ("Un été", Quoted::Answered)),
            ("Été : le bilan", ("Été : le bilan", Quoted::Answered)),
        ] {
            assert_eq!(title(subject), expected, "{subject}");
        }
    }
}
