//! What is said has every word, in order, and is said again as it is.

use proptest::prelude::*;

use super::super::*;
use super::said;

#[test]
fn what_is_said_for_any_written_form_is_said_again() {
    let table = include_str!("../../../../../tests/fixtures/spoken_forms.tsv");
    for row in table.lines().filter(|row| !row.starts_with('#')) {
        let written = row.split('\t').nth(2).expect("a written form");
        let once = said(written, Dialect::France);
        // A comma is punctuation, not part of a span.
        let again = said(&once, Dialect::France);
        assert_eq!(again, once.replace(',', ""), "{written}");
    }
}

proptest! {
    #[test]
    fn forms_are_in_order_and_leave_no_letter_or_figure_out(
        text in "([A-Za-zéÉ0-9 .,;:!?…«»\"'’()\\[\\]\u{A0}\u{AD}/%€$°²ᵉ+=<>@#&·-]|\\PC){0,80}",
    ) {
        let mut end = 0;
        for form in normalize(&text, Dialect::France) {
            prop_assert!(form.printed.start >= end && form.printed.end > form.printed.start);
            let between = &text[end..form.printed.start];
            prop_assert!(!between.contains(|c: char| c.is_ascii_alphanumeric() || ('à'..='ö').contains(&c)), "{between:?}");
            prop_assert!(form.spoken.chars().all(is_safe), "{form:?}");
            prop_assert!(!form.spoken.contains("  ") && !form.spoken.starts_with(' ') && !form.spoken.ends_with(' '), "{form:?}");
            end = form.printed.end;
        }
        prop_assert!(!text[end..].contains(|c: char| c.is_ascii_alphanumeric()));
    }

    /// Figures that stay are those that eSpeak NG reads well: up to twelve, with nothing
    /// between them.
    #[test]
    fn what_was_said_is_said_again(
        before in "(le|la|les|en|de|M\\.|n°|à|pages) ",
        number in "[1-9][0-9]{0,8}(,[0-9]{1,2})?",
        after in "( |)(€|%|km/h|e|h|h30|°C| femmes| ans|M€|-12|/20|)",
    ) {
        // "1,5h30" is nothing.
        prop_assume!(number.len() < 3 || !after.ends_with("h30"));
        prop_assume!(!number.contains(',') || !after.ends_with(['h', 'e', '0', '2']));
        let once = said(&[before, number, after].concat(), Dialect::France);
        // A comma is punctuation, not part of a span.
        prop_assert_eq!(said(&once, Dialect::France), once.replace(',', ""));
    }
}
