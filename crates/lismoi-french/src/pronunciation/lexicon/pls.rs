//! A user's lexicon as a document of the W3C Pronunciation Lexicon Specification 1.0 (2008):
//! lexemes with graphemes, and phonemes or an alias. Phonemes are IPA, or the mnemonics of
//! eSpeak NG where the alphabet is `x-espeak`.

use roxmltree::{Document, Node};

use super::entry::{self, EntryError};
use super::{Lexicon, LexiconError};

/// Adds the lexemes of a document.
pub(super) fn add(lexicon: &mut Lexicon, text: &str) -> Result<(), LexiconError> {
    let document = Document::parse(text).map_err(LexiconError::Xml)?;
    let root = document.root_element();
    if root.tag_name().name() != "lexicon" {
        return Err(LexiconError::Root(root.tag_name().name().to_owned()));
    }
    let alphabet = root.attribute("alphabet").unwrap_or("ipa");
    for lexeme in children(root, "lexeme") {
        add_lexeme(lexicon, lexeme, alphabet).map_err(|problem| {
            let line = document.text_pos_at(lexeme.range().start).row as usize;
            LexiconError::Entry { line, problem }
        })?;
    }
    Ok(())
}

fn add_lexeme(
    lexicon: &mut Lexicon,
    lexeme: Node<'_, '_>,
    alphabet: &str,
) -> Result<(), EntryError> {
    let mut nodes: Vec<Node<'_, '_>> = children(lexeme, "phoneme")
        .chain(children(lexeme, "alias"))
        .collect();
    // The preferred one first, else the first.
    nodes.sort_by_key(|node| node.attribute("prefer") != Some("true"));
    let first = nodes.first().ok_or(EntryError::NoPhoneme)?;
    let content = first.text().unwrap_or_default().trim();
    let pronunciation = if first.tag_name().name() == "alias" {
        entry::respelling(content)?
    } else {
        match first.attribute("alphabet").unwrap_or(alphabet) {
            "ipa" => entry::written_ipa(content)?,
            "x-espeak" => entry::from_mnemonics(content)?,
            other => return Err(EntryError::UnknownAlphabet(other.to_owned())),
        }
    };
    let mut graphemes = children(lexeme, "grapheme").peekable();
    if graphemes.peek().is_none() {
        return Err(EntryError::NoGrapheme);
    }
    for grapheme in graphemes {
        let word = grapheme.text().unwrap_or_default().trim();
        entry::add(lexicon, word, pronunciation.clone())?;
    }
    Ok(())
}

fn children<'a, 'input>(
    node: Node<'a, 'input>,
    name: &'static str,
) -> impl Iterator<Item = Node<'a, 'input>> {
    node.children()
        .filter(move |child| child.is_element() && child.tag_name().name() == name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pronunciation::{Ipa, Pronunciation};

    fn document(lexemes: &str) -> String {
        format!(
            "<?xml version='1.0'?>\n<lexicon version='1.0' alphabet='ipa' xml:lang='fr' \
             xmlns='http://www.w3.org/2005/01/pronunciation-lexicon'>\n{lexemes}</lexicon>"
        )
    }

    #[test]
    fn phonemes_and_aliases_are_read() {
        let mut lexicon = Lexicon::default();
        let text = document(
            "<lexeme><grapheme>Tusk</grapheme><grapheme>D. Tusk</grapheme>\
             <phoneme>tusk</phoneme></lexeme>\n\
             <lexeme><grapheme>W3C</grapheme><alias>double vé trois cé</alias></lexeme>",
        );
        lexicon.add(&text).expect("a good lexicon");
        let cases = [
            ("ʃɑ̃ɡaj", "ʃɑ̃ɡaj"),
            ("ˈbaj.dɛn", "bajdɛn"),
            ("t͡ʃɛk", "t͡ʃɛk"),
            ("ɡæʁi kuːpeɹ", "ɡaʁi kuːpeʁ"),
            ("lɔs ɑ̃dʒəlɛs", "lɔs ɑ̃d͡ʒəlɛs"),
        ];
        for (ipa, expected) in cases {
            let expected = Ipa::new(expected).expect(expected);
            assert_eq!(entry::written_ipa(ipa), Ok(Pronunciation::Ipa(expected)));
        }
    }

    #[test]
    fn the_error_of_a_bad_lexeme_has_its_line() {
        let cases = [
            (
                "<lexeme><grapheme>a</grapheme><phoneme>θo</phoneme></lexeme>",
                "line 3: 'θ' in /θo/ is no sound of French",
            ),
            (
                "\n<lexeme><grapheme>a</grapheme></lexeme>",
                "line 4: the lexeme has neither <phoneme> nor <alias>",
            ),
            (
                "<lexeme><alias>a</alias></lexeme>",
                "line 3: the lexeme has no <grapheme>",
            ),
        ];
        for (lexemes, expected) in cases {
            let error = Lexicon::default()
                .add(&document(lexemes))
                .expect_err(lexemes);
            assert_eq!(error.to_string(), expected);
        }
    }
}
