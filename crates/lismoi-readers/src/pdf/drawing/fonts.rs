//! The fonts of a document: codes in, characters with their widths out.
//!
//! Encodings, character maps and widths are hayro-font's. Characters are normalized here:
//! ligatures are taken apart, bullets of symbol fonts get their characters.

use std::collections::HashMap;
use std::rc::Rc;
use std::sync::Arc;

use hayro_font::hayro_cmap::BfString;
use hayro_font::{CMapResolverFn, Font, FontCache, FontGlyph, FontResolverFn, GlyphId};
use hayro_syntax::object::dict::keys;
use hayro_syntax::object::{Array, Dict, Name, ObjectIdentifier, Stream};

use super::glyphs::Style;
use crate::parse::ReadError;
use crate::pdf::bounds::Bounds;

/// Stands for a glyph that has no character.
pub(in crate::pdf) const NO_CHARACTER: char = char::REPLACEMENT_CHARACTER;

/// Flags of a font descriptor (ISO 32000-1, table 123).
const FIXED_PITCH: i32 = 1;
const ITALIC: i32 = 1 << 6;
const FORCE_BOLD: i32 = 1 << 18;

/// The weight from which letters are bold: semi-bold (OpenType, `usWeightClass`).
const BOLD: i32 = 600;

/// The fonts of a document, each loaded once.
pub(in crate::pdf) struct Fonts<'a> {
    cache: FontCache<'a>,
    resolve_font: FontResolverFn,
    resolve_map: CMapResolverFn,
    loaded: HashMap<ObjectIdentifier, Option<Rc<LoadedFont<'a>>>>,
}

/// A font, and how its letters look.
pub(in crate::pdf) struct LoadedFont<'a> {
    pub(in crate::pdf) font: Font<'a>,
    pub(in crate::pdf) style: Style,
}

impl<'a> Fonts<'a> {
    pub(in crate::pdf) fn new() -> Self {
        let substitute: hayro_font::FontData = Arc::new(SUBSTITUTE);
        Fonts {
            cache: FontCache::new(),
            resolve_font: Arc::new(move |_| Some((substitute.clone(), 0))),
            resolve_map: Arc::new(|_| None),
            loaded: HashMap::new(),
        }
    }

    /// The font of a font dictionary; `None` if it is damaged.
    pub(in crate::pdf) fn load(
        &mut self,
        dict: &Dict<'a>,
        bounds: &mut Bounds,
    ) -> Result<Option<Rc<LoadedFont<'a>>>, ReadError> {
        let id = dict.obj_id();
        if let Some(loaded) = id.and_then(|id| self.loaded.get(&id)) {
            return Ok(loaded.clone());
        }
        ensure_streams_fit(dict, bounds)?;
        let font = self.cache.font(dict, &self.resolve_font, &self.resolve_map);
        let loaded = font.map(|font| {
            Rc::new(LoadedFont {
                font,
                style: style(dict),
            })
        });
        if let Some(id) = id {
            self.loaded.insert(id, loaded.clone());
        }
        Ok(loaded)
    }
}

/// Font programs and character maps are unpacked by the loader of fonts.
fn ensure_streams_fit(dict: &Dict<'_>, bounds: &mut Bounds) -> Result<(), ReadError> {
    let descendant = descendant(dict);
    let dicts = [Some(dict), descendant.as_ref()];
    for dict in dicts.into_iter().flatten() {
        let descriptor = dict.get::<Dict<'_>>(keys::FONT_DESC).unwrap_or_default();
        let streams = [
            dict.get::<Stream<'_>>(keys::TO_UNICODE),
            dict.get::<Stream<'_>>(keys::ENCODING),
            dict.get::<Stream<'_>>(keys::CID_TO_GID_MAP),
            descriptor.get::<Stream<'_>>(keys::FONT_FILE),
            descriptor.get::<Stream<'_>>(keys::FONT_FILE2),
            descriptor.get::<Stream<'_>>(keys::FONT_FILE3),
        ];
        for stream in streams.into_iter().flatten() {
            bounds.ensure_fits(&stream)?;
            bounds.take(stream.raw_data().len())?;
        }
    }
    Ok(())
}

/// The font that a composite font consists of.
fn descendant<'a>(dict: &Dict<'a>) -> Option<Dict<'a>> {
    let descendants = dict.get::<Array<'a>>(keys::DESCENDANT_FONTS)?;
    descendants.iter::<Dict<'a>>().next()
}

fn style(dict: &Dict<'_>) -> Style {
    let dict = descendant(dict).unwrap_or_else(|| dict.clone());
    let descriptor = dict.get::<Dict<'_>>(keys::FONT_DESC).unwrap_or_default();
    let name = dict
        .get::<Name<'_>>(keys::BASE_FONT)
        .map(|name| name.as_str().to_lowercase())
        .unwrap_or_default();
    let flags = descriptor.get::<i32>(keys::FLAGS).unwrap_or(0);
    let has = |words: &[&str]| words.iter().any(|word| name.contains(word));
    let weight = descriptor.get::<i32>(keys::FONT_WEIGHT).unwrap_or(0);
    Style {
        // The fonts of TeX have "bx" or "medi" in their names.
        is_bold: has(&["bold", "black", "heavy", "demi", "cmbx", "sfbx", "medi"])
            || weight >= BOLD
            || flags & FORCE_BOLD != 0,
        is_italic: has(&["italic", "oblique", "cmti", "sfti"]) || flags & ITALIC != 0,
        is_monospaced: has(&["mono", "courier", "cmtt", "sftt", "consol"])
            || flags & FIXED_PITCH != 0,
    }
}

impl LoadedFont<'_> {
    /// Adds the characters that a code stands for.
    pub(in crate::pdf) fn characters(&self, code: u32, characters: &mut Vec<char>) {
        characters.clear();
        let found = match self.font.glyph(GlyphId::NOTDEF, code) {
            FontGlyph::Outline(glyph) => glyph.as_unicode(),
            FontGlyph::Type3(glyph) => glyph.as_unicode(),
        };
        match found {
            Some(BfString::Char(character)) => push_normalized(characters, character),
            Some(BfString::String(text)) => {
                for character in text.chars() {
                    push_normalized(characters, character);
                }
            }
            None => characters.push(NO_CHARACTER),
        }
    }

    /// The code at `offset` and its length; a code that is cut off ends the text.
    pub(in crate::pdf) fn code(&self, bytes: &[u8], offset: usize) -> (u32, usize) {
        self.font.read_code(bytes, offset)
    }
}

/// Ligatures (Unicode, Alphabetic Presentation Forms).
const LIGATURES: [(char, &str); 7] = [
    ('\u{FB00}', "ff"),
    ('\u{FB01}', "fi"),
    ('\u{FB02}', "fl"),
    ('\u{FB03}', "ffi"),
    ('\u{FB04}', "ffl"),
    ('\u{FB05}', "st"),
    ('\u{FB06}', "st"),
];

/// Characters of Symbol and Wingdings, as Windows maps them into the private use area.
const SYMBOLS: [(char, char); 9] = [
    ('\u{F02D}', '−'),
    ('\u{F06C}', '●'),
    ('\u{F06E}', '■'),
    ('\u{F076}', '❖'),
    ('\u{F0A7}', '▪'),
    ('\u{F0B7}', '•'),
    ('\u{F0D8}', '➢'),
    ('\u{F0E0}', '→'),
    ('\u{F0FC}', '✓'),
];

fn push_normalized(characters: &mut Vec<char>, character: char) {
    if let Some((_, letters)) = LIGATURES.iter().find(|(known, _)| *known == character) {
        characters.extend(letters.chars());
        return;
    }
    let symbol = SYMBOLS.iter().find(|(known, _)| *known == character);
    characters.push(match (symbol, character) {
        (Some((_, symbol)), _) => *symbol,
        (None, '\t' | '\n' | '\r') => ' ',
        // Joiners and marks of direction have no ink.
        (None, '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}') => return,
        (None, character) if character.is_control() => NO_CHARACTER,
        (None, character) => character,
    });
}

/// Whether a glyph stands for nothing that can be read.
pub(in crate::pdf) fn is_unreadable(character: char) -> bool {
    character == NO_CHARACTER || matches!(character, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..)
}

/// A TrueType font without glyphs. It stands in for fonts that a document does not hold: only
/// their names and widths are needed, not their outlines.
const SUBSTITUTE: [u8; 106] = substitute();

const fn substitute() -> [u8; 106] {
    let mut font = [0; 106];
    // The header: version 1.0, two tables.
    font[1] = 1;
    font[5] = 2;
    // The entry of `head`: 54 bytes from 44.
    let head = *b"head";
    let maxp = *b"maxp";
    let mut at = 0;
    while at < 4 {
        font[12 + at] = head[at];
        font[28 + at] = maxp[at];
        at += 1;
    }
    font[12 + 11] = 44;
    font[12 + 15] = 54;
    // The entry of `maxp`: 6 bytes from 100, after padding.
    font[28 + 11] = 100;
    font[28 + 15] = 6;
    // `head`: version 1.0, 1,000 units per em.
    font[45] = 1;
    font[44 + 18] = 0x03;
    font[44 + 19] = 0xE8;
    // `maxp`: version 0.5, one glyph.
    font[102] = 0x50;
    font[105] = 1;
    font
}
