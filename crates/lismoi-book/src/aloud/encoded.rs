//! What was spoken aloud as one file: a WAV file in, an encoded one out, with the tags of a text
//! that has no title.

use std::fs::File;

use anyhow::Result;
use lismoi_audio::encode::options::SoundOptions;
use lismoi_audio::encode::tags::{ChapterMarker, Tags};
use lismoi_audio::encode::{Encoding, Format};
use lismoi_audio::wav::reader::Reader;

/// The title of the file and of its only chapter.
const TITLE: &str = "lismoi";

/// How many samples are encoded at a time.
const BLOCK: usize = 1 << 14;

/// Encodes a WAV file into one without a name.
///
/// # Errors
/// A file cannot be read or written, there is no sound, or the format does not have the options.
pub fn encoded(wav: File, format: Format, options: SoundOptions) -> Result<File> {
    let mut reader = Reader::new(wav)?;
    let samples = reader.samples();
    let tags = Tags {
        sample_rate: reader.sample_rate(),
        samples,
        title: TITLE.to_owned(),
        encoder: concat!("lismoi ", env!("CARGO_PKG_VERSION")).to_owned(),
        chapters: vec![ChapterMarker {
            title: TITLE.to_owned(),
            start: 0,
            end: samples,
            level: 1,
        }],
        options,
        threads: 1,
        ..Tags::default()
    };
    let mut encoding = Encoding::start(format, tempfile::tempfile()?, &tags)?;
    let mut block = Vec::new();
    while reader.read(&mut block, BLOCK)? > 0 {
        encoding.write(&block)?;
    }
    encoding.finish()
}
