//! The parts of a text that stay on one line, and how much better one break is than another.

/// The longest word that stays on one line, in letters. Longer ones are addresses and names of
/// files, which may be broken after a stroke.
const LONG_WORD: usize = 28;

/// Signs that stand with the word after them; all others stand with the word before them.
const OPENING: [&str; 3] = ["«", "“", "("];

/// Words within names ("Charles de Gaulle").
const PARTICLES: [&str; 9] = ["al", "de", "des", "di", "du", "el", "la", "van", "von"];

/// The words of a text, with the signs that stand with them. Each ends with a space, unless it is only a part of a word.
pub(super) fn words(text: &str) -> Vec<String> {
    let mut units: Vec<String> = Vec::new();
    let mut is_open = false;
    for word in text.split_whitespace() {
        let is_sign = !word.contains(char::is_alphanumeric) && !OPENING.contains(&word);
        match units.last_mut().filter(|_| is_open || is_sign) {
            Some(last) => *last += word,
            None if word.chars().count() > LONG_WORD => {
                let parts = word.split_inclusive(['-', '_', '/', '.', '?', '&']);
                units.extend(parts.map(str::to_owned));
            }
            None => units.push(word.to_owned()),
        }
        is_open = OPENING.contains(&word);
        if let Some(last) = units.last_mut() {
            last.push(' ');
        }
    }
    units
}

/// The names of a list ("Marie Dupont, Jean Martin et Zoë"), in the same form.
pub(super) fn names(list: &str) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for word in words(list) {
        match names.last_mut() {
            Some(last) if !last.ends_with(", ") && word != "et " => *last += &word,
            _ => names.push(word),
        }
    }
    names
}

/// How bad it is to break between two units, from 0 to 1. A line of half its width costs 0.25.
pub(super) fn break_cost(before: &str, after: &str) -> f32 {
    let (before, after) = (before.trim_end(), after.trim_end());
    let length = before.chars().count();
    let is_initial = before.ends_with('.') && length <= 3;
    if before.ends_with([',', ';', ':', '.', '!', '?', '…', '»', ')', '–', '—', '|']) && !is_initial
    {
        return 0.0;
    }
    let may_be_name = |word: &str| word.starts_with(char::is_uppercase);
    let is_particle = |word: &str| PARTICLES.contains(&word);
    if may_be_name(before) && (may_be_name(after) || is_particle(after))
        || is_particle(before) && may_be_name(after)
    {
        return 0.5;
    }
    let is_number = |word: &str| word.starts_with(|letter: char| letter.is_ascii_digit());
    if is_number(before) || is_number(after) {
        return 0.3;
    }
    // Articles and prepositions.
    if length <= 3 { 0.15 } else { 0.03 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_stay_with_their_words_and_only_very_long_words_are_parted() {
        assert_eq!(
            words("Qui dit « oui » ? – Jean-Luc"),
            ["Qui ", "dit ", "« oui » ? – ", "Jean-Luc "]
        );
        assert_eq!(
            words("rapport-annuel-2024-version-finale.pdf lu"),
            [
                "rapport-", "annuel-", "2024-", "version-", "finale.", "pdf ", "lu "
            ]
        );
        assert_eq!(words(" "), [""; 0]);
    }

    #[test]
    fn a_list_is_broken_between_names() {
        assert_eq!(
            names("Marie de La Tour, Jean Martin et Zoë"),
            ["Marie de La Tour, ", "Jean Martin ", "et Zoë "]
        );
    }

    #[test]
    fn names_and_numbers_are_broken_last_and_sentences_first() {
        let costs = [
            ("guerre, ", "Emmanuel "),
            ("ville ", "change "),
            ("de ", "vie "),
            ("14 ", "juillet "),
            ("Charles ", "de "),
        ];
        let costs = costs.map(|(before, after)| break_cost(before, after));
        assert!(costs.is_sorted(), "{costs:?}");
        assert!(costs[1] < costs[2] && costs[2] < costs[3]);
        assert_eq!(break_cost("de ", "Gaulle "), break_cost("Charles ", "de "));
        assert_eq!(break_cost("M. ", "Dupont "), break_cost("Jean ", "Dupont "));
    }
}
