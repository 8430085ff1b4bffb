//! The overlays of the book (SMIL): the part of the sound that belongs to each sentence, or to
//! each word.

use std::io::Write;

use anyhow::Result;

use super::{Epub, Highlight, names};
use crate::formats::captions::times::Clock;
use lismoi_audio::clock::timestamp;

/// Writes the overlay of a section. `sentences` are the starts of the parts of its sentences,
/// in samples from the start of the whole.
///
/// A part lasts until the next one starts; the first and the last reach to the ends of the
/// sound. Reading systems do not play the gaps between clips, so gaps would lose the pauses.
pub(super) fn write(
    out: &mut impl Write,
    epub: &Epub<'_>,
    index: usize,
    sentences: &[Vec<u64>],
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
    let starts = sentences.iter().flatten().skip(1);
    let mut ends = starts.map(|next| next - before).chain([samples]);
    let mut clock = Clock::new(samples, epub.sample_rate);
    let mut start = 0;
    for (place, parts) in sentences.iter().enumerate() {
        let sentence = names::sentence_id(place);
        if epub.highlight == Highlight::Words {
            writeln!(
                out,
                "<seq id=\"{sentence}\" epub:textref=\"{text}#{sentence}\">"
            )?;
        }
        for (part, end) in (0..parts.len()).zip(ends.by_ref()) {
            let mark = match epub.highlight {
                Highlight::Sentences => sentence.clone(),
                Highlight::Words => names::word_id(place, part),
            };
            let span = clock.span(start, end);
            let (from, to) = (timestamp(span.start_ms, '.'), timestamp(span.end_ms, '.'));
            writeln!(
                out,
                "<par id=\"{mark}\"><text src=\"{text}#{mark}\"/>\
                 <audio src=\"{sound}\" clipBegin=\"{from}\" clipEnd=\"{to}\"/></par>"
            )?;
            start = end;
        }
        if epub.highlight == Highlight::Words {
            writeln!(out, "</seq>")?;
        }
    }
    Ok(writeln!(out, "</seq>\n</body>\n</smil>")?)
}
