//! The key of an article: the name of everything that is made of it.
//!
//! It is the SHA-256 of the article's bytes and of all that its sound depends on. So equal lines
//! have equal objects, another version of the program has others, and an object never changes.
//! It is known before the article is parsed: what is there costs next to nothing.

use lismoi_audio as audio;
use lismoi_audio::encode::options::SoundOptions;
use lismoi_book::Settings;
use lismoi_readers::InputFormat;
use lismoi_speech::EngineIdentity;
use lismoi_speech::hash::hex;
use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::article::Written;
use crate::options::Meant;
use crate::record::Record;

/// The program and its version.
pub const PROGRAM: &str = concat!("lismoi ", env!("CARGO_PKG_VERSION"));

/// All that objects depend on. The names and the order of the fields are part of every key.
#[derive(Serialize)]
struct Ingredients<'a> {
    program: &'a str,
    engine: String,
    audio: u32,
    settings: &'a Settings,
    sound: SoundOptions,
    lexicon: &'a str,
    title: Option<&'a str>,
    authors: &'a [String],
    date: Option<&'a str>,
    format: InputFormat,
    name: Option<&'a str>,
    article: String,
}

/// The key of an article, in hexadecimal. `lexicon` is the hash of the user's lexicons.
pub fn of(
    record: &Record,
    written: &Written,
    meant: &Meant,
    engine: &EngineIdentity,
    lexicon: &str,
) -> String {
    let ingredients = Ingredients {
        program: PROGRAM,
        engine: engine.to_string(),
        audio: audio::VERSION,
        settings: &meant.settings,
        sound: meant.sound,
        lexicon,
        title: record.title.as_deref(),
        authors: &record.authors,
        date: record.date.as_deref(),
        format: written.format,
        name: written.name.as_deref(),
        article: hex(&Sha256::digest(&written.bytes)),
    };
    let json = serde_json::to_vec(&ingredients).expect("plain values can be written");
    hex(&Sha256::digest(json))
}
