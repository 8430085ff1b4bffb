//! The overlays of the book (SMIL): the part of the sound that belongs to each sentence.

use std::io::Write;

use anyhow::Result;

use super::{Epub, names};
use crate::formats::captions::times::Clock;
use lismoi_audio::clock::timestamp;

/// Writes the overlay of a section. `starts` are the starts of its sentences, in samples from
/// the start of the whole.
///
/// A sentence lasts until the next one starts; the first and the last reach to the ends of the
/// sound. Reading systems do not play the gaps between clips, so gaps would lose the pauses.
pub(super) fn write(
    out: &mut impl Write,
    epub: &Epub<'_>,
    index: usize,
    starts: &[u64],
) -> Result<()> {
    let (text, sound) = (names::page(index), names::sound(index));
    let whole = names::TEXT_ID;
    writeln!(
        out,
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <smil xmlns=\"http://www.w3.org/ns/SMIL\" \
         xmlns:epub=\"http://www.idpf.org/2007/ops\" version=\"3.0\">\n<body>\n\
         <seq id=\"{whole}\" epub:textref=\"{text}#{whole}\" epub:type=\"chapter\">"
    )?;
    let samples = epub.sections[index].samples;
    let before: u64 = epub.sections[..index].iter().map(|each| each.samples).sum();
    let mut clock = Clock::new(samples, epub.sample_rate);
    for (place, start) in starts.iter().enumerate() {
        let start = if place == 0 { 0 } else { start - before };
        let end = starts.get(place + 1).map_or(samples, |next| next - before);
        let span = clock.span(start, end);
        let (start, end) = (timestamp(span.start_ms, '.'), timestamp(span.end_ms, '.'));
        let mark = names::sentence_id(place);
        writeln!(
            out,
            "<par id=\"{mark}\"><text src=\"{text}#{mark}\"/>\
             <audio src=\"{sound}\" clipBegin=\"{start}\" clipEnd=\"{end}\"/></par>"
        )?;
    }
    Ok(writeln!(out, "</seq>\n</body>\n</smil>")?)
}
