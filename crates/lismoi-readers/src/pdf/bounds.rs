//! How much a document may unpack to, so that a small file cannot fill the memory.

use std::borrow::Cow;
use std::io::{self, Read};

use flate2::read::{DeflateDecoder, ZlibDecoder};
use hayro_syntax::Filter;
use hayro_syntax::object::Stream;

use crate::parse::ReadError;

/// All streams that are read, unpacked, in bytes.
const UNPACKED: usize = 256 << 20;

/// All characters that are read: some 4,000 full pages.
const GLYPHS: usize = 12_000_000;

/// All characters of one page.
const GLYPHS_OF_A_PAGE: usize = 1_000_000;

/// The largest ratio that DEFLATE reaches (zlib's manual, 1,032:1). LZW with codes of 12 bits
/// reaches 2,730:1.
const RATIO_OF_DEFLATE: usize = 1032;
const RATIO_OF_LZW: usize = 2730;
/// A run of two bytes stands for 128 (ISO 32000-1, 7.4.5).
const RATIO_OF_RUNS: usize = 64;

pub(super) const TOO_MUCH: ReadError = ReadError::Refused {
    reason: "it unpacks to more than 256 MB",
    hint: "divide it",
};

const TOO_MANY_GLYPHS: ReadError = ReadError::Refused {
    reason: "it has more than a million characters on a page, or 12 million in all",
    hint: "divide it",
};

/// What is left to be read of a document.
#[derive(Debug)]
pub(super) struct Bounds {
    bytes: usize,
    glyphs: usize,
    glyphs_of_page: usize,
}

impl Bounds {
    pub(super) fn new() -> Bounds {
        Bounds {
            bytes: UNPACKED,
            glyphs: GLYPHS,
            glyphs_of_page: GLYPHS_OF_A_PAGE,
        }
    }

    /// How many bytes may still be unpacked.
    pub(super) fn bytes_left(&self) -> usize {
        self.bytes
    }

    /// Takes so many bytes off.
    pub(super) fn take(&mut self, bytes: usize) -> Result<(), ReadError> {
        self.bytes = self.bytes.checked_sub(bytes).ok_or(TOO_MUCH)?;
        Ok(())
    }

    /// Starts a page.
    pub(super) fn start_page(&mut self) {
        self.glyphs_of_page = GLYPHS_OF_A_PAGE;
    }

    /// Takes one character off.
    pub(super) fn take_glyph(&mut self) -> Result<(), ReadError> {
        self.glyphs = self.glyphs.checked_sub(1).ok_or(TOO_MANY_GLYPHS)?;
        self.glyphs_of_page = self.glyphs_of_page.checked_sub(1).ok_or(TOO_MANY_GLYPHS)?;
        Ok(())
    }

    /// The bytes of a stream; `None` if it is damaged, or a picture.
    pub(super) fn unpack<'a>(
        &mut self,
        stream: &Stream<'a>,
    ) -> Result<Option<Cow<'a, [u8]>>, ReadError> {
        self.ensure_fits(stream)?;
        let Ok(bytes) = stream.decoded_data() else {
            return Ok(None);
        };
        self.take(bytes.len())?;
        Ok(Some(bytes))
    }

    /// Fails if a stream unpacks to more than what is left. Its first filter is measured;
    /// others count with their largest ratio.
    pub(super) fn ensure_fits(&self, stream: &Stream<'_>) -> Result<(), ReadError> {
        let raw = stream.raw_data();
        let mut size = raw.len();
        for (index, filter) in stream.filters().iter().enumerate() {
            let ratio = match filter {
                Filter::FlateDecode => RATIO_OF_DEFLATE,
                Filter::LzwDecode => RATIO_OF_LZW,
                Filter::RunLengthDecode => RATIO_OF_RUNS,
                _ => 1,
            };
            let most = size.saturating_mul(ratio);
            size = match filter {
                Filter::FlateDecode if index == 0 && most > self.bytes => {
                    inflated_size(&raw, self.bytes)
                }
                _ => most,
            };
        }
        if size > self.bytes {
            return Err(TOO_MUCH);
        }
        Ok(())
    }
}

/// The size of deflated bytes, unpacked, or one more than `most`.
pub(super) fn inflated_size(bytes: &[u8], most: usize) -> usize {
    let count = |reader: &mut dyn Read| {
        let mut bounded = reader.take(most as u64 + 1);
        let mut sink = Counter(0);
        // A stream that is cut off counts as far as it goes.
        let _ = io::copy(&mut bounded, &mut sink);
        sink.0
    };
    let with_header = count(&mut ZlibDecoder::new(bytes));
    // Some writers leave the header out, or write a wrong one.
    let without = bytes.get(2..).unwrap_or_default();
    with_header.max(count(&mut DeflateDecoder::new(without)))
}

struct Counter(usize);

impl io::Write for Counter {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0 += bytes.len();
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
