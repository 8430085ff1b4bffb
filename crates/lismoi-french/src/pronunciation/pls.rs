//! W3C Pronunciation Lexicon Specification 1.0 (2008): lexemes with graphemes, and
//! phonemes or an alias. Phonemes are IPA, or eSpeak NG's mnemonics where the alphabet
//! is `x-espeak`.

use anyhow::{Context, Result, bail};
use roxmltree::{Document, Node};
use unicode_normalization::UnicodeNormalization;

use super::Said;
use super::lexicon::Lexicon;
use super::user::{add_entry, checked_phonemes, spelled};

/// Sounds of the International Phonetic Alphabet, decomposed (NFD), in eSpeak NG's terms.
/// Longer ones first.
const SOUNDS: [(&str, &str); 58] = [
    ("t\u{361}ʃ", "tS"),
    ("d\u{361}ʒ", "dZ"),
    ("ɑ\u{303}", "A~"),
    ("a\u{303}", "A~"),
    ("ɛ\u{303}", "E~"),
    ("e\u{303}", "E~"),
    ("ɔ\u{303}", "O~"),
    ("o\u{303}", "O~"),
    ("œ\u{303}", "W~"),
    ("a", "a"),
    ("ɑ", "a"),
    ("æ", "a"),
    ("e", "e"),
    ("ɛ", "E"),
    ("ə", "@"),
    ("i", "i"),
    ("ɪ", "i"),
    ("o", "o"),
    ("ɔ", "O"),
    ("ø", "Y"),
    ("œ", "W"),
    ("ʌ", "W"),
    ("u", "u"),
    ("ʊ", "u"),
    ("y", "y"),
    ("j", "j"),
    ("w", "w"),
    ("ɥ", "y"),
    ("b", "b"),
    ("d", "d"),
    ("f", "f"),
    ("ɡ", "g"),
    ("g", "g"),
    ("k", "k"),
    ("l", "l"),
    ("m", "m"),
    ("n", "n"),
    ("ɲ", "n^"),
    ("ŋ", "N"),
    ("p", "p"),
    ("ʁ", "r"),
    ("ʀ", "r"),
    ("r", "r"),
    ("ɹ", "r"),
    ("s", "s"),
    ("ʃ", "S"),
    ("t", "t"),
    ("v", "v"),
    ("z", "z"),
    ("ʒ", "Z"),
    ("x", "x"),
    ("ː", ":"),
    (" ", " "),
    // Stress and the borders of syllables are eSpeak NG's to find.
    ("ˈ", ""),
    ("ˌ", ""),
    (".", ""),
    ("‿", ""),
    ("\u{361}", ""),
];

/// Adds the lexemes of a PLS document.
///
/// # Errors
/// What is no XML, no lexicon, or a lexeme that cannot be used, with its line.
pub(super) fn add(lexicon: &mut Lexicon, text: &str) -> Result<()> {
    let document = Document::parse(text).context("it is not valid XML")?;
    let root = document.root_element();
    if root.tag_name().name() != "lexicon" {
        bail!("its root is <{}>, not <lexicon>", root.tag_name().name());
    }
    let alphabet = root.attribute("alphabet").unwrap_or("ipa");
    for lexeme in children(root, "lexeme") {
        let line = document.text_pos_at(lexeme.range().start).row;
        add_lexeme(lexicon, lexeme, alphabet).with_context(|| format!("line {line}"))?;
    }
    Ok(())
}

fn add_lexeme(lexicon: &mut Lexicon, lexeme: Node<'_, '_>, alphabet: &str) -> Result<()> {
    let mut said: Vec<Node<'_, '_>> = children(lexeme, "phoneme")
        .chain(children(lexeme, "alias"))
        .collect();
    // The preferred one first, else the first.
    said.sort_by_key(|node| node.attribute("prefer") != Some("true"));
    let Some(first) = said.first() else {
        bail!("the lexeme has neither <phoneme> nor <alias>");
    };
    let content = first.text().unwrap_or_default().trim();
    let said = if first.tag_name().name() == "alias" {
        spelled(content)?
    } else {
        match first.attribute("alphabet").unwrap_or(alphabet) {
            "ipa" => from_ipa(content)?,
            "x-espeak" => checked_phonemes(content)?,
            other => bail!("the alphabet '{other}' is neither 'ipa' nor 'x-espeak'"),
        }
    };
    let mut graphemes = children(lexeme, "grapheme").peekable();
    if graphemes.peek().is_none() {
        bail!("the lexeme has no <grapheme>");
    }
    for grapheme in graphemes {
        add_entry(
            lexicon,
            grapheme.text().unwrap_or_default().trim(),
            said.clone(),
        )?;
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

/// IPA in eSpeak NG's terms.
fn from_ipa(ipa: &str) -> Result<Said> {
    let decomposed: String = ipa.nfd().collect();
    let mut mnemonics = String::new();
    let mut rest = decomposed.as_str();
    while let Some(first) = rest.chars().next() {
        let Some((sound, name)) = SOUNDS.iter().find(|(sound, _)| rest.starts_with(sound)) else {
            bail!("'{first}' in /{ipa}/ is no sound of French");
        };
        mnemonics.push_str(name);
        rest = &rest[sound.len()..];
    }
    checked_phonemes(&mnemonics)
}

#[cfg(test)]
mod tests {
    use super::*;

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
        add(&mut lexicon, &text).expect("a good lexicon");
        let cases = [
            ("ʃɑ̃ɡaj", "SA~gaj"),
            ("ˈbaj.dɛn", "bajdEn"),
            ("t͡ʃɛk", "tSEk"),
            ("lɔs ɑ̃dʒəlɛs", "lOs A~dZ@lEs"),
        ];
        for (ipa, expected) in cases {
            let expected = Said::Phonemes(expected.to_owned());
            assert_eq!(from_ipa(ipa).expect(ipa), expected);
        }
    }

    #[test]
    fn what_cannot_be_used_is_named_with_its_line() {
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
            let error = add(&mut Lexicon::default(), &document(lexemes)).expect_err(lexemes);
            assert_eq!(format!("{error:#}"), expected);
        }
    }
}
