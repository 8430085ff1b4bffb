//! Lexicons: words and how they are pronounced. The built-in one, and the user's own.
//!
//! A user's lexicon is the text of a file: a table ([`Lexicon::add`] tells the two apart) or a
//! PLS document. Files are read by the caller.

mod built_in;
mod entry;
mod pls;
mod table;
mod tsv;

pub use built_in::is_loan_word;
pub use entry::EntryError;
pub use table::Table;

pub(super) use built_in::built_in;
pub(crate) use built_in::read as read_built_in;

/// The user's own words.
///
/// ```
/// use lismoi_french::Lexicon;
///
/// let mut lexicon = Lexicon::default();
/// lexicon.add("Siobhan\tchivonne\nTusk\t[[tusk]]\n").expect("two entries");
/// let error = lexicon.add("Tusk: tusk").expect_err("no tab");
/// assert_eq!(
///     error.to_string(),
///     "line 1: there is no tab between the word and how it is said"
/// );
/// ```
#[derive(Clone, Debug, Default)]
pub struct Lexicon {
    /// The entries; a later one replaces an earlier one of the same word.
    pub entries: Table,
}

/// A lexicon that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum LexiconError {
    /// The text is an HTML document.
    #[error("it is a web page, not a lexicon")]
    WebPage,
    /// The text starts like XML and is not.
    #[error("line {line}: it is not valid XML")]
    Xml {
        /// The line on which the error is, from 1.
        line: usize,
    },
    /// The XML is no lexicon.
    #[error("its root is <{0}>, not <lexicon>")]
    Root(String),
    /// An entry cannot be used.
    #[error("line {line}: {problem}")]
    Entry {
        /// The line on which it starts, from 1.
        line: usize,
        /// The reason.
        problem: EntryError,
    },
}

impl Lexicon {
    /// Adds the entries of a lexicon file. `text` is a document of the W3C Pronunciation Lexicon
    /// Specification where it starts with `<`, else a table with a line for each word: the
    /// word, a tab, its respelling or `[[mnemonics]]` of eSpeak NG, and if wanted a tab and a
    /// note.
    ///
    /// # Errors
    /// The first entry that cannot be used; those before it have been added.
    pub fn add(&mut self, text: &str) -> Result<(), LexiconError> {
        let text = text.trim_start_matches('\u{FEFF}');
        if is_web_page(text) {
            Err(LexiconError::WebPage)
        } else if text.trim_start().starts_with('<') {
            pls::add(self, text)
        } else {
            tsv::add(self, text)
        }
    }
}

/// Whether a text is HTML, which starts like the XML of a lexicon.
fn is_web_page(mut text: &str) -> bool {
    loop {
        text = text.trim_start();
        // XHTML may have a declaration first, and comments.
        let end = match text.get(..2) {
            Some("<?") => "?>",
            Some("<!") if text.starts_with("<!--") => "-->",
            _ => break,
        };
        match text.split_once(end) {
            Some((_, rest)) => text = rest,
            None => return false,
        }
    }
    ["<!doctype html", "<html"].iter().any(|start| {
        text.get(..start.len())
            .is_some_and(|text| text.eq_ignore_ascii_case(start))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_web_page_is_told_from_a_lexicon() {
        for page in [
            "<!DOCTYPE html><html></html>",
            "\u{FEFF}\n<HTML lang=fr>",
            "<?xml version='1.0'?>\n<!-- page -->\n<!doctype HTML>",
        ] {
            let error = Lexicon::default().add(page).expect_err(page);
            assert_eq!(error.to_string(), "it is a web page, not a lexicon");
        }
        let other = Lexicon::default().add("<!-- <html> --><liste/>");
        assert!(matches!(other, Err(LexiconError::Root(root)) if root == "liste"));
        assert!(Lexicon::default().add("<!-- <lexicon/>").is_err());
    }
}
