//! Pauses between two words that the printed marks do not show: behind the number of a paragraph
//! ("VIII.-La commission"), and where a space is missing or on the wrong side ("vient ,puis").

use super::Mark;

/// The mark after the word that `before` ends with; `between` stands before the next word, which
/// `after` starts with.
pub(crate) fn mark(before: &str, between: &str, after: &str) -> Option<Mark> {
    // Most gaps are a space.
    if between.len() < 2 && !matches!(between, "." | ")") {
        return None;
    }
    ellipsis(between)
        .or_else(|| misplaced(between))
        .or_else(|| follows_number(before, between).then_some(Mark::Comma))
        .or_else(|| follows_heading(before, between, after).then_some(Mark::FullStop))
        .or_else(|| follows_item(before, between).then_some(Mark::Comma))
        .or_else(|| missing_space(before, between, after))
}

/// The ellipsis of "mais ... non", a space before it.
fn ellipsis(between: &str) -> Option<Mark> {
    matches!(between.trim(), "..." | "…").then_some(Mark::Ellipsis)
}

/// The comma or semicolon of "il vient ,puis il part", a space before it and none behind it.
fn misplaced(between: &str) -> Option<Mark> {
    if between.len() < 2 || !between.ends_with([',', ';']) {
        return None;
    }
    let mark = between.trim_start();
    (mark.len() == 1)
        .then(|| mark.chars().find_map(Mark::of))
        .flatten()
}

/// Whether a full stop and a dash part the number of a paragraph from its text: "VIII.-La",
/// "Art. 6.-Le", "A.-Les", but not "C.-A. Dupont".
fn follows_number(before: &str, between: &str) -> bool {
    if ![".-", ".–", ".—"]
        .iter()
        .any(|joint| between.starts_with(joint))
    {
        return false;
    }
    let start = before.rfind(|c: char| !c.is_alphanumeric());
    let number = &before[start.map_or(0, |at| before.ceil_char_boundary(at + 1))..];
    let is_roman = number.bytes().all(|byte| b"IVXLCDM".contains(&byte))
        && !matches!(number, "C" | "D" | "L" | "M");
    let is_letter = matches!(number.as_bytes(), [b'A'..=b'H']) && start.is_none();
    is_roman || is_letter || number.starts_with(|c: char| c.is_ascii_digit())
}

/// Whether a full stop and a dash part a heading from its text: "Préavis.- Le locataire", but not
/// "J.-P. Dupont" or "St.-Ouen".
fn follows_heading(before: &str, between: &str, after: &str) -> bool {
    let is_parted = [".- ", ".– ", ".— "].contains(&between);
    let letters = before.chars().rev().take_while(|c| c.is_lowercase());
    is_parted && letters.count() >= 4 && after.starts_with(char::is_uppercase)
}

/// Whether a stroke parts the number of an item from its text that begins with a quote: "1/ « Il".
fn follows_item(before: &str, between: &str) -> bool {
    let start = before.rfind(|c: char| !c.is_ascii_digit());
    let number = &before[start.map_or(0, |at| before.ceil_char_boundary(at + 1))..];
    let quote = between.strip_prefix("/ ").map(str::trim_end);
    matches!(number.len(), 1 | 2) && quote.is_some_and(|it| matches!(it, "«" | "“" | "\""))
}

/// The pause of "du 3°.A défaut" and "(depuis 2014)Depuis", where a space is missing.
fn missing_space(before: &str, between: &str, after: &str) -> Option<Mark> {
    let mark = match between {
        "." if before.ends_with(|c: char| c.is_ascii_digit() || c == '°') => Mark::FullStop,
        ")" | ")." => Mark::Comma,
        _ => return None,
    };
    let mut letters = after.chars();
    let is_sentence = letters.next().is_some_and(char::is_uppercase)
        && letters.next().is_some_and(|c| c.is_lowercase() || c == ' ');
    is_sentence.then_some(mark)
}

#[cfg(test)]
mod tests {
    use crate::Segmentation;
    use crate::tests::spoken;

    #[test]
    fn a_pause_is_heard_where_its_mark_is_missing() {
        for (printed, said) in [
            ("VIII.-La commission statue", "huit, La commission statue."),
            ("A.-Les membres votent", "A, Les membres votent."),
            ("C.-A. Dupont vote", "C A Dupont vote."),
            ("Préavis.- Le locataire part", "Préavis. Le locataire part."),
            ("J.-P. Dupont vote", "J P Dupont vote."),
            ("1/ « Il part »", "un, Il part."),
            ("Il vient ,puis il part", "Il vient, puis il part."),
            ("Il vient... puis il part", "Il vient… puis il part."),
            ("Mais ... non", "Mais… non."),
            (
                "Élue (depuis 2014)Depuis lors",
                "Élue depuis deux mille quatorze, Depuis lors.",
            ),
        ] {
            let utterances = spoken(printed, Segmentation::Whole).into_iter();
            let heard: String = utterances.map(|utterance| utterance.spelling()).collect();
            assert_eq!(heard, said, "{printed}");
        }
    }
}
