//! Chapters in two forms: a Nero list and a QuickTime chapter track. Some players read one,
//! some the other.

use super::Layout;
use super::boxes::BoxWriter;
use crate::encode::short_list::short_list;
use crate::encode::tags::{MAX_NERO, Tags, one_line};

/// Declares that a title is UTF-8 (QuickTime File Format, text encoding atoms).
const ENCODING: &[u8] = b"\0\0\0\x0cencd\0\0\x01\0";

/// Writes the Nero list, with times in units of 100 ns.
pub(super) fn nero_list(udta: &mut BoxWriter, tags: &Tags) {
    let chapters = short_list(MAX_NERO, &tags.chapters);
    if chapters.is_empty() {
        return;
    }
    udta.put_full(b"chpl", 1, 0, |chpl| {
        chpl.u32(0);
        chpl.u8(chapters.len() as u8);
        for chapter in &chapters {
            let title = one_line(&chapter.title, MAX_NERO);
            chpl.u64(chapter.start * 10_000_000 / u64::from(tags.sample_rate));
            chpl.u8(title.len() as u8);
            chpl.bytes(title.as_bytes());
        }
    });
}

/// The samples of the chapter track in sequence: one title each.
pub(super) fn samples(chapters: &[(String, u64)]) -> Vec<u8> {
    let mut samples = Vec::new();
    for (title, _) in chapters {
        samples.extend_from_slice(&(title.len() as u16).to_be_bytes());
        samples.extend_from_slice(title.as_bytes());
        samples.extend_from_slice(ENCODING);
    }
    samples
}

/// Writes the tables of the chapter track; `position` is that of its samples in the file.
pub(super) fn tables(stbl: &mut BoxWriter, layout: &Layout, position: u64) {
    let chapters = &layout.chapters;
    let count = chapters.len() as u32;
    stbl.put_full(b"stsd", 0, 0, |stsd| {
        stsd.u32(1);
        entry(stsd);
    });
    stbl.put_full(b"stts", 0, 0, |stts| {
        stts.u32(count);
        for (_, length) in chapters {
            stts.u32(1);
            stts.u32(*length as u32);
        }
    });
    stbl.put_full(b"stsc", 0, 0, |stsc| {
        for number in [1, 1, count, 1] {
            stsc.u32(number);
        }
    });
    stbl.put_full(b"stsz", 0, 0, |stsz| {
        stsz.u32(0);
        stsz.u32(count);
        for (title, _) in chapters {
            stsz.u32((2 + title.len() + ENCODING.len()) as u32);
        }
    });
    stbl.put_full(b"stco", 0, 0, |stco| {
        stco.u32(1);
        stco.u32(position as u32);
    });
}

/// The sample description (QuickTime File Format, text sample description): 59 bytes with the
/// font table. In a track with a shorter one, mediainfo sees no chapters.
fn entry(stsd: &mut BoxWriter) {
    stsd.put(b"text", |text| {
        text.bytes(&[0; 6]);
        text.u16(1);
        // Flags, alignment, background, text box, first and last character.
        text.u32(1);
        text.bytes(&[0; 18]);
        text.u16(1);
        // Style, size and colour.
        text.bytes(&[0; 6]);
        text.put(b"ftab", |ftab| {
            ftab.u16(1);
            ftab.u16(1);
            ftab.u8(0);
        });
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_sample_description_has_59_bytes() {
        let mut boxes = BoxWriter::default();
        entry(&mut boxes);
        assert_eq!(boxes.length(), 59);
    }

    #[test]
    fn a_title_has_its_length_before_it_and_its_encoding_after_it() {
        let samples = samples(&[("é".to_owned(), 5)]);
        assert_eq!(samples, b"\0\x02\xc3\xa9\0\0\0\x0cencd\0\0\x01\0");
    }
}
