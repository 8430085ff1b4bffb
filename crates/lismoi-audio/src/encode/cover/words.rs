//! What a cover says, without what the font cannot write.

use ab_glyph::{Font, FontRef};
use unicode_normalization::UnicodeNormalization;

use super::Facts;
use crate::encode::tags::{MAX_TITLE, one_line};

/// The lines of a cover, as one text each; none is empty, and all of them can be written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Words {
    /// What is written largest: the title, else the best of the others, which then is not
    /// repeated; `None` if there is nothing to write.
    pub(super) headline: Option<String>,
    pub(super) authors: Option<String>,
    pub(super) site: Option<String>,
    pub(super) date: Option<String>,
}

impl Words {
    /// Those of the facts that the font can write.
    pub(super) fn new(font: &FontRef<'_>, facts: &Facts<'_>) -> Words {
        let mut site = facts.site.and_then(|site| writable(font, site));
        let authors: Vec<_> = facts.authors.iter().map(String::as_str).collect();
        let authors: Vec<_> = authors.iter().filter_map(|it| writable(font, it)).collect();
        let mut authors = Some(authors.join(", ")).filter(|it| !it.is_empty());
        let mut date = facts.date.and_then(|date| writable(font, date));
        let headline = writable(font, facts.title)
            .or_else(|| site.take())
            .or_else(|| authors.take())
            .or_else(|| date.take());
        // A site that signs its articles, or that has them as their title, is named once.
        authors.take_if(|authors| headline.as_ref() == Some(authors));
        site.take_if(|site| headline.as_ref() == Some(site) || authors.as_ref() == Some(site));
        Words {
            headline,
            authors,
            site,
            date,
        }
    }
}

/// A text on one line, without the words that the font cannot write; `None` where they are
/// half of it or more, so that the rest would mislead.
fn writable(font: &FontRef<'_>, text: &str) -> Option<String> {
    let has = |letter: char| font.glyph_id(letter).0 != 0;
    let composed: String = text.nfc().filter(|letter| *letter != SOFT_HYPHEN).collect();
    let line = one_line(&composed, MAX_TITLE);
    let (mut kept, mut kept_letters, mut lost_letters) = (Vec::new(), 0, 0);
    // A quotation mark before a word that is gone, until it is known what follows.
    let mut opened = None;
    for word in line.split(' ') {
        let letters = word.chars().filter(|letter| letter.is_alphanumeric());
        let count = letters.clone().count();
        if letters.clone().any(|letter| !has(letter)) {
            lost_letters += count;
            opened = opened.or(kept.pop_if(|word: &mut String| OPENING.contains(&&**word)));
            continue;
        }
        kept_letters += count;
        // A sign that is missing, such as an emoji, takes nothing from its word.
        let word: String = word.chars().filter(|letter| has(*letter)).collect();
        let opening = opened.take();
        if opening.is_some() && CLOSING.contains(&&*word) {
            continue;
        }
        kept.extend(opening);
        kept.extend(Some(word).filter(|word| !word.is_empty()));
    }
    if kept_letters == 0 || lost_letters >= kept_letters {
        return None;
    }
    let kept = kept.join(" ");
    // What linked the words that are gone to the others.
    let links = |letter: char| lost_letters > 0 && LINKS.contains(letter);
    Some(kept.trim_matches(links).to_owned())
}

/// It shows only where a word is divided.
const SOFT_HYPHEN: char = '\u{ad}';

const OPENING: [&str; 4] = ["«", "“", "\"", "("];
const CLOSING: [&str; 4] = ["»", "”", "\"", ")"];
const LINKS: &str = " :;,-–—|/·";

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may")]
mod tests {
    use super::*;
    use crate::encode::cover::sized_font::font;

    fn written(text: &str) -> Option<String> {
        writable(&font().unwrap(), text)
    }

    #[test]
    fn a_word_that_the_font_cannot_write_is_left_out_whole() {
        for (text, expected) in [
            ("L'été à Lyon", "L'été à Lyon"),
            ("L'e\u{301}te\u{301}", "L'été"),
            ("Tokyo (東京) en hiver", "Tokyo en hiver"),
            ("Le nom « 東京 » vu de France", "Le nom vu de France"),
            (
                "Le nom « 東京 Tokyo » vu de France",
                "Le nom « Tokyo » vu de France",
            ),
            ("Découvrir Al-Jazira – الجزيرة", "Découvrir Al-Jazira"),
            ("日本 : deux semaines à pied", "deux semaines à pied"),
            ("Vive l'été😀 ! 🎉", "Vive l'été !"),
            ("Καλημέρα, Київ", "Καλημέρα, Київ"),
            ("Nguyễn Văn Đức, Ḥāfiẓ", "Nguyễn Văn Đức, Ḥāfiẓ"),
            ("in\u{ad}fini", "infini"),
        ] {
            assert_eq!(written(text).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn what_would_mislead_without_its_missing_words_is_not_written() {
        for text in ["日本語", "الجزيرة", "Le 日本語と漢字", "😀", " ", ""] {
            assert_eq!(written(text), None, "{text}");
        }
    }

    #[test]
    fn the_headline_is_the_best_line_that_can_be_written_and_is_not_repeated() {
        let authors = ["Haruki 村上春樹".to_owned(), "Zoë".to_owned()];
        let facts = Facts {
            title: "日本語",
            authors: &authors,
            site: Some("Le Journal"),
            date: Some("12 mars 2024"),
        };
        let font = font().unwrap();
        let words = Words::new(&font, &facts);
        assert_eq!(words.headline.as_deref(), Some("Le Journal"));
        assert_eq!(words.site, None);
        assert_eq!(words.authors.as_deref(), Some("Haruki, Zoë"));
        let facts = Facts {
            site: None,
            ..facts
        };
        let words = Words::new(&font, &facts);
        assert_eq!(words.headline.as_deref(), Some("Haruki, Zoë"));
        assert_eq!(words.authors, None);
        let facts = Facts {
            authors: &[],
            ..facts
        };
        let words = Words::new(&font, &facts);
        assert_eq!(words.headline.as_deref(), Some("12 mars 2024"));
        assert_eq!(words.date, None);
        let facts = Facts {
            date: None,
            ..facts
        };
        assert_eq!(Words::new(&font, &facts), Words::default());
    }

    #[test]
    fn a_site_that_is_the_author_or_the_title_is_named_once() {
        let authors = ["Les Échos".to_owned()];
        let facts = Facts {
            title: "Un été",
            authors: &authors,
            site: Some("Les Échos"),
            date: None,
        };
        let font = font().unwrap();
        assert_eq!(Words::new(&font, &facts).site, None);
        let facts = Facts {
            title: "Les Échos",
            ..facts
        };
        let words = Words::new(&font, &facts);
        assert_eq!((words.authors, words.site), (None, None));
    }
}
