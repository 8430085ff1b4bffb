//! A block in, its sentences out.
//!
//! A sentence includes its final mark and what closes after it (quotes, brackets); the
//! white space after it belongs to no sentence. Whether a mark ends the sentence is decided
//! in `boundary`.

use std::ops::Range;

use super::boundary::FinalMark;

/// The sentences of one block, in order: ranges of the source, in bytes, which leave out
/// only white space.
///
/// ```
/// use lismoi_french::segmentation::Sentences;
///
/// let text = "M. Dupont est né le 3 janv. 1950. Il vit à Lyon.";
/// let sentences: Vec<&str> = Sentences::new(text, 0..text.len())
///     .map(|range| &text[range])
///     .collect();
/// assert_eq!(sentences, ["M. Dupont est né le 3 janv. 1950.", "Il vit à Lyon."]);
/// ```
#[derive(Debug)]
pub struct Sentences<'a> {
    source: &'a str,
    rest: Range<usize>,
    whole: bool,
    /// An odd number of straight quotes stands before the rest.
    is_quoted: bool,
}

impl<'a> Sentences<'a> {
    /// The sentences of a paragraph.
    pub fn new(source: &'a str, block: Range<usize>) -> Self {
        Sentences {
            source,
            rest: block,
            whole: false,
            is_quoted: false,
        }
    }

    /// The block as one sentence.
    pub fn whole(source: &'a str, block: Range<usize>) -> Self {
        Sentences {
            source,
            rest: block,
            whole: true,
            is_quoted: false,
        }
    }
}

impl Iterator for Sentences<'_> {
    type Item = Range<usize>;

    fn next(&mut self) -> Option<Range<usize>> {
        let rest = &self.source[self.rest.clone()];
        let start = self.rest.start + rest.len() - rest.trim_start().len();
        let rest = rest.trim();
        if rest.is_empty() {
            return None;
        }
        let length = if self.whole {
            rest.len()
        } else {
            first_sentence(rest, self.is_quoted)
        };
        self.is_quoted ^= has_odd_quotes(&rest[..length]);
        self.rest.start = start + length;
        Some(start..start + rest[..length].trim_end().len())
    }
}

fn has_odd_quotes(text: &str) -> bool {
    text.matches('"').count() % 2 == 1
}

/// The length of the first sentence of `text`, in bytes; `is_quoted` if a straight quote
/// was opened before it.
fn first_sentence(text: &str, mut is_quoted: bool) -> usize {
    let mut from = 0;
    while let Some(found) = find_final_mark(&text[from..]) {
        let start = from + found;
        is_quoted ^= has_odd_quotes(&text[from..start]);
        let after_marks = start + marks(&text[start..]);
        let end = with_closing(text, after_marks, is_quoted);
        is_quoted ^= has_odd_quotes(&text[start..end]);
        let mark = FinalMark {
            before: &text[..start],
            marks: &text[start..after_marks],
            closing: &text[after_marks..end],
            after: &text[end..],
        };
        if mark.ends_sentence() {
            return end;
        }
        from = end;
    }
    text.len()
}

/// Where the first final mark stands. Bytes are faster than characters, and few of them start one.
fn find_final_mark(text: &str) -> Option<usize> {
    let may_start = |byte: &u8| matches!(byte, b'.' | b'!' | b'?' | 0xE2 | 0xE3);
    let mut from = 0;
    loop {
        from += text.as_bytes()[from..].iter().position(may_start)?;
        if text[from..].starts_with(is_final_mark) {
            return Some(from);
        }
        from += 1;
    }
}

fn is_final_mark(character: char) -> bool {
    matches!(
        character,
        '.' | '!' | '?' | '…' | '‼' | '⁇' | '⁈' | '⁉' | '。'
    )
}

/// The length of the marks at the start: "?!", "...", and spaced ones, "! ?", ". . .".
fn marks(text: &str) -> usize {
    let mut length = text.len() - text.trim_start_matches(is_final_mark).len();
    loop {
        let rest = text[length..].trim_start_matches([' ', '\u{A0}', '\u{202F}']);
        let run = rest.len() - rest.trim_start_matches(is_final_mark).len();
        // ".NET" is a word.
        if run == 0 || rest[run..].starts_with(char::is_alphanumeric) {
            return length;
        }
        length = text.len() - rest.len() + run;
    }
}

/// The end of what closes after a final mark: quotes, brackets and references to notes,
/// and, after a space, a guillemet or a straight quote that was opened before.
fn with_closing(text: &str, mut end: usize, mut is_quoted: bool) -> usize {
    loop {
        let rest = &text[end..];
        let closing = rest.trim_start_matches(is_closing);
        let spaced = rest.trim_start();
        let closes = spaced.starts_with(['»', '”'])
            || spaced.strip_prefix('"').is_some_and(|after| {
                after.is_empty() || (is_quoted && after.starts_with(char::is_whitespace))
            });
        end = if closing.len() < rest.len() {
            is_quoted ^= has_odd_quotes(&rest[..rest.len() - closing.len()]);
            text.len() - closing.len()
        } else if let Some(length) = note_reference(rest) {
            end + length
        } else if closes {
            is_quoted = false;
            text.len() - spaced.len() + spaced.chars().next().map_or(0, char::len_utf8)
        } else {
            return end;
        };
    }
}

fn is_closing(character: char) -> bool {
    "\"”’')]»¹²³⁰⁴⁵⁶⁷⁸⁹†*".contains(character)
}

/// The length of "\[12\]" or "(3)" at the start.
fn note_reference(text: &str) -> Option<usize> {
    let inside = text.strip_prefix(['[', '('])?;
    let digits = inside.bytes().take_while(u8::is_ascii_digit).count();
    let is_reference = (1..=3).contains(&digits) && inside[digits..].starts_with([']', ')']);
    is_reference.then_some(digits + 2)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn sentences(text: &str) -> Vec<&str> {
        Sentences::new(text, 0..text.len())
            .map(|range| &text[range])
            .collect()
    }

    /// `|` stands between the sentences that each case must be divided into.
    #[track_caller]
    fn assert_divided(cases: &[&str]) {
        for case in cases {
            let text = case.replace('|', "");
            let wanted: Vec<&str> = case.split('|').map(str::trim).collect();
            assert_eq!(sentences(&text), wanted);
        }
    }

    #[test]
    fn the_hard_cases_are_divided_as_in_the_fixture() {
        #[derive(serde::Deserialize)]
        struct Case {
            text: String,
            sentences: Vec<String>,
        }
        let cases = include_str!("../../../../tests/fixtures/sentences.jsonl");
        for line in cases.lines() {
            let case: Case = serde_json::from_str(line).expect("the fixture is sound");
            assert_eq!(sentences(&case.text), case.sentences);
        }
        assert_eq!(cases.lines().count(), 54);
    }

    #[test]
    fn closing_quotes_belong_to_the_sentence_before() {
        assert_divided(&[
            "«\u{A0}C'est fini.\u{A0}» |Puis il partit. |(Enfin.) |Oui.",
            "« Elle a crié : “Va-t'en !” » |Il partit.",
            "Il l'a lu [3] hier.[4] |Le fait est établi.(2) |Il pleut.¹ |Bien.",
            "\" Bonjour. \" dit-il. |Il répond : \" Non. \" |Elle part.",
            "Dupont (dir.) Paris, PUF. |Il est mort (en 1350 ?) Jean régnait.",
            "« C'est faux. » dit-il. |« Vraiment ? » demanda-t-elle. |« Non ! » |Paul sortit.",
            "\"Nous devrons voir. |Il appartient à la Russie\", a déclaré Trump.",
        ]);
    }

    #[test]
    fn abbreviations_end_a_sentence_only_where_they_may() {
        assert_divided(&[
            "MM. Dupont et Durand sont là. |Mgr. Martin et Me. Roux aussi.",
            "En 52 av. J.-C. César gagne. |Il meurt en 44 av. J.-C. |Auguste règne.",
            "C'est de l'art. |Il peint. |L'art. 5 et l'art. L. 121-1 s'appliquent. |Ibid., p. 3.",
            "Ils sont sept. |Le 3 sept. 2020, il partit. |Le no. VII a gagné. |Il dit no. |Elle rit.",
            "Il l'achète en ligne. |C'est moins cher. |Elle lit en ligne. |L'équipe suit.",
            "Le 12 mars 2020 M. Macron a parlé. |Parmi les 12 M. Durand. |Il y a 300 hab. |Le maire part.",
            "J'ai vu Alex. |Il dort. |Alex. Dumas écrit.",
            "Apple Inc. a gagné. |Il quitte Apple Inc. |Le groupe va bien.",
            "Des pommes, etc. sont là. |Des poires, etc. |Venez.",
            "Il part à 6 h. 30 de Lyon. |Il arrive à 8 h. |La tour mesure 300 m. |M. Dupont y vit.",
        ]);
    }

    #[test]
    fn initials_do_not_end_a_sentence_before_a_name() {
        assert_divided(&[
            "J. R. R. Tolkien et J.-M. G. Le Clézio. |Ils écrivent.",
            "Le plan B. |On passe au plan C. |Macron l'a dit.",
            "Les U.S.A. ont voté. |Il vit aux U.S.A. |Le pays est grand.",
            "Il sert Charles X. |Le roi abdique.",
        ]);
    }

    #[test]
    fn references_to_the_law_are_not_divided() {
        assert_divided(&[
            "Les articles L. 213-1, L. 213-2 et R. 4127-5 du code. |Le juge les lit.",
            "Voir D. 123 et A. 45 ; LO. 274 et L.O. 111-3, R. * 421-1 aussi. |Il suit.",
            "Il prend de la vitamine D. |12 patients vont mieux.",
            "Cass. com., 3 mai 2018, Bull. civ. IV. |La Cour juge. |Cass. crim. 5 mai 2001, conv. EDH, art. 6.",
            "Le C. pén. art. 12 et le C. civ. |Il suit. |RTD civ. 2004, p. 12. |Trib. adm. de Lyon.",
        ]);
    }

    #[test]
    fn numbers_labels_and_addresses_are_not_divided() {
        assert_divided(&[
            "1. Ouvrez la boîte. |2. Fermez-la. |IV. La suite. |a. Lire.",
            "Le 14.07.1989, il gagne 1.234,5 €. |La version 2.0.1 du module 3.2 sort.",
            "Voir www.exemple.fr/a.b?c=d. |Écrire à a.b@exemple.fr ou lire note.txt. |Fin.",
            "Le bilan est lourd. |430 soldats sont morts. |12 vivent.",
        ]);
    }

    #[test]
    fn a_sentence_may_start_in_lower_case_or_without_a_space() {
        assert_divided(&[
            "il est venu hier. |elle est partie. |puis rien.",
            "Les ventes montent. |eBay recrute. |iTunes ferme.",
            "Il a fini.|A la fin, rien. |C'est la fin.|Le rideau tombe. |Il vit à Paris.|Elle vit à Lyon.|« Bien », dit-il.",
            "Il est . |Cela se voit.",
            "Il est tard , dit-il .|Le cadre .NET dort. |Il coûte 12 € .|Elle part.",
        ]);
    }

    #[test]
    fn ellipses_and_exclamations_may_stand_inside() {
        assert_divided(&[
            "Il hésita... puis partit. |Elle resta… |Puis rien.",
            "« Nous irons (...) demain », dit-il. |[...] Les autres restent.",
            "Oh ! le beau chat. |Quoi ?! |Tu pars ?.. |Oui ! ! |Non.",
            "— Tu viens ? |— Non, dit-il. |Il est venu — enfin ! — hier.",
            "Il hésita . . . puis partit. |Yahoo! Japan aussi.",
        ]);
    }

    #[test]
    fn an_unclosed_quote_does_not_make_a_sentence_divisible() {
        for text in [
            "Il dit \"oui. Le cessez-le-feu. \"Nous devrons voir. \" Il part.",
            "A \" b. M. \" Dupont et M. \" Durand. \" Fin.",
        ] {
            for sentence in sentences(text) {
                assert_eq!(sentences(sentence), [sentence]);
            }
        }
    }

    proptest! {
        #[test]
        fn sentences_leave_out_only_white_space(text in "([A-Za-zé .!?…«»\"()\n\u{A0}]|\\PC){0,80}") {
            let mut end = 0;
            for range in Sentences::new(&text, 0..text.len()) {
                prop_assert!(!range.is_empty());
                prop_assert!(text[end..range.start].trim().is_empty());
                end = range.end;
            }
            prop_assert!(text[end..].trim().is_empty());
        }

        #[test]
        fn a_sentence_is_not_divided_again(text in "([A-Za-zé .!?…«»\"()]|\\PC){0,80}") {
            for sentence in sentences(&text) {
                prop_assert_eq!(sentences(sentence), [sentence]);
            }
        }
    }
}
