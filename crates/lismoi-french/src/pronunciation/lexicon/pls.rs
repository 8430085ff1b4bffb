//! A user's lexicon as a document of the W3C Pronunciation Lexicon Specification 1.0 (2008):
//! lexemes with graphemes, and phonemes or an alias. Phonemes are IPA, or the mnemonics of
//! eSpeak NG where the alphabet is `x-espeak`.

use roxmltree::{Document, Node};
use unicode_normalization::UnicodeNormalization;

use super::entry::{self, EntryError};
use super::{Lexicon, LexiconError};
use crate::pronunciation::Pronunciation;

/// Symbols (NFD) that users write for sounds of French, and the ones of our
/// [notation](crate::pronunciation::ipa). Longer ones first.
const VARIANTS: [(&str, &str); 22] = [
    ("d\u{361}ʒ", "d\u{361}ʒ"),
    ("t\u{361}ʃ", "t\u{361}ʃ"),
    ("dʒ", "d\u{361}ʒ"),
    ("tʃ", "t\u{361}ʃ"),
    ("a\u{303}", "ɑ\u{303}"),
    ("e\u{303}", "ɛ\u{303}"),
    ("o\u{303}", "ɔ\u{303}"),
    ("ɑ\u{303}", "ɑ\u{303}"),
    ("ɑ", "a"),
    ("æ", "a"),
    ("ɪ", "i"),
    ("ʌ", "œ"),
    ("ʊ", "u"),
    ("ɥ", "y"),
    ("g", "ɡ"),
    ("ʀ", "ʁ"),
    ("r", "ʁ"),
    ("ɹ", "ʁ"),
    // Stress and the borders of syllables are the engine's to find.
    ("ˈ", ""),
    ("ˌ", ""),
    ("‿", ""),
    ("\u{361}", ""),
];

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
            "ipa" => read_ipa(content)?,
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

/// IPA as users write it.
fn read_ipa(written: &str) -> Result<Pronunciation, EntryError> {
    let decomposed: String = written.nfd().filter(|c| *c != '.').collect();
    let mut notation = String::new();
    let mut rest = decomposed.as_str();
    while let Some(first) = rest.chars().next() {
        let variant = VARIANTS
            .iter()
            .find(|(variant, _)| rest.starts_with(variant));
        let (length, symbol) = match variant {
            Some((variant, symbol)) => (variant.len(), *symbol),
            None => (first.len_utf8(), &rest[..first.len_utf8()]),
        };
        notation.push_str(symbol);
        rest = &rest[length..];
    }
    entry::from_ipa(&notation, written)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pronunciation::Ipa;

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
            assert_eq!(read_ipa(ipa), Ok(Pronunciation::Ipa(expected)));
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
