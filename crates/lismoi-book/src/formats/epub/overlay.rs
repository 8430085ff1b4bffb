//! The overlays of the book (SMIL): which stretch of the sound belongs to which sentence.

use std::io::Write;

use anyhow::Result;

use super::{Epub, document};
use crate::formats::captions::times::{Clock, milliseconds};
use lismoi_audio::clock::timestamp;

/// The file of a section's overlay.
pub(super) fn file(index: usize) -> String {
    format!("section-{}.smil", index + 1)
}

/// The file of a section's sound.
pub(super) fn sound_file(index: usize) -> String {
    format!("section-{}.m4a", index + 1)
}

/// How long a section's overlay lasts: as long as its sound, in whole milliseconds.
pub(super) fn length_ms(epub: &Epub<'_>, index: usize) -> u64 {
    milliseconds(epub.sections[index].samples)
}

/// Writes the overlay of a section; `starts` says where its sentences start, in samples
/// from the start of the whole.
///
/// A sentence lasts until the next one starts, and the first and the last reach to the ends
/// of the sound: reading systems leave out what lies between two clips, and pauses with it.
pub(super) fn write(
    out: &mut impl Write,
    epub: &Epub<'_>,
    index: usize,
    starts: &[u64],
) -> Result<()> {
    let (text, sound) = (document::file(index), sound_file(index));
    let whole = document::TEXT;
    writeln!(
        out,
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <smil xmlns=\"http://www.w3.org/ns/SMIL\" \
         xmlns:epub=\"http://www.idpf.org/2007/ops\" version=\"3.0\">\n<body>\n\
         <seq id=\"{whole}\" epub:textref=\"{text}#{whole}\" epub:type=\"chapter\">"
    )?;
    let samples = epub.sections[index].samples;
    let before: u64 = epub.sections[..index].iter().map(|each| each.samples).sum();
    let mut clock = Clock::new(samples);
    for (place, start) in starts.iter().enumerate() {
        let start = if place == 0 { 0 } else { start - before };
        let end = starts.get(place + 1).map_or(samples, |next| next - before);
        let span = clock.span(start, end);
        let (start, end) = (timestamp(span.start_ms, '.'), timestamp(span.end_ms, '.'));
        let mark = document::mark(place);
        writeln!(
            out,
            "<par id=\"{mark}\"><text src=\"{text}#{mark}\"/>\
             <audio src=\"{sound}\" clipBegin=\"{start}\" clipEnd=\"{end}\"/></par>"
        )?;
    }
    Ok(writeln!(out, "</seq>\n</body>\n</smil>")?)
}
