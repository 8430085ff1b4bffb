//! A user's lexicon as a document of the W3C Pronunciation Lexicon Specification 1.0 (2008):
//! lexemes with graphemes, and phonemes or an alias. Phonemes are IPA, or the mnemonics of
//! eSpeak NG where the alphabet is `x-espeak`.
//!
//! The document is read tag by tag, at a cost that grows with its length alone. Entities that it
//! declares are not expanded.

use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use super::entry::{self, EntryError};
use super::{Lexicon, LexiconError};
use crate::pronunciation::Pronunciation;

/// A word, and how it is said.
#[derive(Clone, Debug, Default)]
struct Lexeme {
    /// The first byte of its tag.
    start: usize,
    graphemes: Vec<String>,
    /// Its phonemes and aliases, in order.
    sounds: Vec<Sound>,
}

/// A `<phoneme>` or an `<alias>`.
#[derive(Clone, Debug)]
struct Sound {
    text: String,
    is_preferred: bool,
    /// The alphabet of phonemes; `None` for an alias.
    alphabet: Option<String>,
}

/// The elements of a lexeme that are read.
#[derive(Clone, Copy, Debug)]
enum Part {
    Grapheme,
    Sound,
}

/// How deep `<lexicon>`, `<lexeme>` and the parts of a lexeme are.
const ROOT: usize = 1;
const LEXEME: usize = 2;
const PART: usize = 3;

/// What has been read of a document.
#[derive(Debug)]
struct Document<'a> {
    lexicon: &'a mut Lexicon,
    /// How many elements are open.
    depth: usize,
    /// Whether there was a root.
    has_root: bool,
    /// The alphabet where a phoneme names none.
    alphabet: String,
    /// The lexeme that is open.
    lexeme: Option<Lexeme>,
    /// The part of it that is open.
    part: Option<Part>,
}

/// Adds the lexemes of a document.
pub(super) fn add(lexicon: &mut Lexicon, text: &str) -> Result<(), LexiconError> {
    let mut reader = Reader::from_str(text);
    reader.config_mut().expand_empty_elements = true;
    let mut document = Document {
        lexicon,
        depth: 0,
        has_root: false,
        alphabet: "ipa".to_owned(),
        lexeme: None,
        part: None,
    };
    let line = |end: usize| {
        1 + text.as_bytes()[..end]
            .iter()
            .filter(|&&b| b == b'\n')
            .count()
    };
    let not_xml = |at: u64| LexiconError::Xml {
        line: line(usize::try_from(at).map_or(text.len(), |at| at.min(text.len()))),
    };
    loop {
        let at = reader.buffer_position();
        let event = reader
            .read_event()
            .map_err(|_| not_xml(reader.error_position()))?;
        match event {
            Event::Start(tag) => document.open(&tag, usize::try_from(at).unwrap_or(0))?,
            Event::End(_) => {
                if let Some(lexeme) = document.close() {
                    add_lexeme(document.lexicon, &lexeme).map_err(|problem| {
                        let line = line(lexeme.start);
                        LexiconError::Entry { line, problem }
                    })?;
                }
            }
            Event::Text(text) => document.add_text(&text.xml10_content()),
            Event::CData(text) => document.add_text(&text.xml10_content()),
            Event::GeneralRef(reference) => {
                let text = referred(&reference).ok_or_else(|| not_xml(at))?;
                document.add_text(&text);
            }
            Event::Eof if document.depth > 0 || !document.has_root => return Err(not_xml(at)),
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

impl Document<'_> {
    fn open(&mut self, tag: &BytesStart<'_>, start: usize) -> Result<(), LexiconError> {
        self.depth += 1;
        let name = tag.local_name();
        match (self.depth, name.as_ref()) {
            (ROOT, "lexicon") => {
                self.has_root = true;
                if let Some(alphabet) = attribute(tag, "alphabet") {
                    self.alphabet = alphabet;
                }
            }
            (ROOT, other) => return Err(LexiconError::Root(other.to_owned())),
            (LEXEME, "lexeme") => {
                self.lexeme = Some(Lexeme {
                    start,
                    ..Lexeme::default()
                });
            }
            (PART, name) => {
                if let Some(lexeme) = &mut self.lexeme {
                    self.part = part(lexeme, name, tag, &self.alphabet);
                }
            }
            _ => {}
        }
        Ok(())
    }

    /// Closes an element, and returns the lexeme that it ends.
    fn close(&mut self) -> Option<Lexeme> {
        let depth = self.depth;
        self.depth = depth.saturating_sub(1);
        match depth {
            PART => self.part = None,
            LEXEME => return self.lexeme.take(),
            _ => {}
        }
        None
    }

    fn add_text(&mut self, text: &str) {
        let Some(lexeme) = self.lexeme.as_mut().filter(|_| self.depth == PART) else {
            return;
        };
        let into = match self.part {
            Some(Part::Grapheme) => lexeme.graphemes.last_mut(),
            Some(Part::Sound) => lexeme.sounds.last_mut().map(|sound| &mut sound.text),
            None => None,
        };
        if let Some(into) = into {
            into.push_str(text);
        }
    }
}

/// Begins a part of a lexeme; `None` for an element of another name.
fn part(lexeme: &mut Lexeme, name: &str, tag: &BytesStart<'_>, alphabet: &str) -> Option<Part> {
    let alphabet = match name {
        "grapheme" => {
            lexeme.graphemes.push(String::new());
            return Some(Part::Grapheme);
        }
        "phoneme" => Some(attribute(tag, "alphabet").unwrap_or_else(|| alphabet.to_owned())),
        "alias" => None,
        _ => return None,
    };
    lexeme.sounds.push(Sound {
        text: String::new(),
        is_preferred: attribute(tag, "prefer").as_deref() == Some("true"),
        alphabet,
    });
    Some(Part::Sound)
}

/// The value of an attribute. That no other has the same name is not checked: it would take the
/// square of their number.
fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut attributes = tag.attributes();
    let attributes = attributes.with_checks(false).flatten();
    let mut attributes = attributes.filter(|attribute| attribute.key.as_ref() == name);
    let found = attributes.next()?;
    let value = found.normalized_value(XmlVersion::Implicit1_0).ok()?;
    Some(value.into_owned())
}

/// The text that a reference to a character or a predefined entity stands for.
fn referred(reference: &BytesRef<'_>) -> Option<String> {
    if let Some(character) = reference.resolve_char_ref().ok()? {
        return Some(character.to_string());
    }
    resolve_predefined_entity(&reference.xml10_content()).map(str::to_owned)
}

fn add_lexeme(lexicon: &mut Lexicon, lexeme: &Lexeme) -> Result<(), EntryError> {
    let Lexeme {
        graphemes, sounds, ..
    } = lexeme;
    // The first of those that come first.
    let chosen = sounds
        .iter()
        .min_by_key(|sound| (!sound.is_preferred, sound.alphabet.is_none()));
    let pronunciation = pronunciation(chosen.ok_or(EntryError::NoPhoneme)?)?;
    if graphemes.is_empty() {
        return Err(EntryError::NoGrapheme);
    }
    for grapheme in graphemes {
        entry::add(lexicon, grapheme.trim(), pronunciation.clone())?;
    }
    Ok(())
}

fn pronunciation(sound: &Sound) -> Result<Pronunciation, EntryError> {
    let text = sound.text.trim();
    match sound.alphabet.as_deref() {
        None => entry::respelling(text),
        Some("ipa") => entry::written_ipa(text),
        Some("x-espeak") => entry::from_mnemonics(text),
        Some(other) => Err(EntryError::UnknownAlphabet(other.to_owned())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pronunciation::Ipa;
    use crate::pronunciation::word::Case;

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

    #[test]
    fn the_preferred_sound_is_taken_else_the_first_phoneme() {
        let said = |sounds: &str| {
            let mut lexicon = Lexicon::default();
            let lexeme = format!("<lexeme><grapheme>Tusk</grapheme>{sounds}</lexeme>");
            lexicon.add(&document(&lexeme)).expect(sounds);
            let said = lexicon.entries.word("tusk", Case::Capital).cloned();
            said.expect("an entry")
        };
        let ipa = |text| Pronunciation::Ipa(Ipa::new(text).expect(text));
        let both = "<alias>teusque</alias><phoneme>tusk</phoneme>";
        assert_eq!(said(both), ipa("tusk"));
        let espeak = "<phoneme>tusk</phoneme><phoneme prefer='true' alphabet='x-espeak'>tysk\
                      </phoneme>";
        assert_eq!(said(espeak), ipa("tysk"));
        let alias = "<!-- x --><alias>t&#101;us<![CDATA[que]]> &amp; fils<i>!</i></alias>";
        let respelling = Pronunciation::Respelling("teusque & fils".into());
        assert_eq!(said(alias), respelling);
    }

    #[test]
    fn what_is_no_xml_is_an_error_with_its_line() {
        for (text, expected) in [
            ("<lexicon>\n<lexeme>", "line 2: it is not valid XML"),
            ("<lexicon>\n</lexeme>", "line 2: it is not valid XML"),
            (
                "<lexicon>\n<lexeme><grapheme>&e;</grapheme></lexeme></lexicon>",
                "line 2: it is not valid XML",
            ),
            ("<!-- nothing -->", "line 1: it is not valid XML"),
            ("<liste/>", "its root is <liste>, not <lexicon>"),
        ] {
            let error = Lexicon::default().add(text).expect_err(text);
            assert_eq!(error.to_string(), expected, "{text}");
        }
    }

    /// A parser that compared each attribute with all others would take half a minute.
    #[test]
    fn many_attributes_namespaces_and_levels_cost_no_more_than_their_length() {
        let attributes: String = (0..100_000).map(|n| format!(" a{n}='x'")).collect();
        let lexeme = "<lexeme><grapheme>Tusk</grapheme><alias>teusque</alias></lexeme>";
        let levels: String = (0..20_000).map(|n| format!("<a xmlns:a{n}='x'>")).collect();
        let text = format!(
            "<lexicon{attributes}>{lexeme}{levels}{}</lexicon>",
            "</a>".repeat(20_000)
        );
        let mut lexicon = Lexicon::default();
        lexicon.add(&text).expect("a good lexicon");
        assert!(lexicon.entries.word("tusk", Case::Capital).is_some());
    }
}
