//! Chapters twice: as Nero's list, and as QuickTime's track of titles. Some players know
//! the one, some the other.

use super::boxes::Boxes;
use super::{Description, Plan};
use crate::encode::label::{MOST_IN_NERO_LIST, at_most, line};

/// Says that a title is in UTF-8 (QuickTime File Format, text encoding atoms).
const ENCODING: &[u8] = b"\0\0\0\x0cencd\0\0\x01\0";

/// Nero's list; times count 100 ns.
pub(super) fn list(udta: &mut Boxes, description: &Description) {
    let chapters = at_most(MOST_IN_NERO_LIST, &description.chapters);
    if chapters.is_empty() {
        return;
    }
    udta.put_full(b"chpl", 1, 0, |chpl| {
        chpl.u32(0);
        chpl.u8(chapters.len() as u8);
        for chapter in &chapters {
            let title = line(&chapter.title, MOST_IN_NERO_LIST);
            chpl.u64(chapter.start * 10_000_000 / u64::from(description.sample_rate));
            chpl.u8(title.len() as u8);
            chpl.bytes(title.as_bytes());
        }
    });
}

/// The samples of the track of titles, one after another.
pub(super) fn samples(chapters: &[(String, u64)]) -> Vec<u8> {
    let mut samples = Vec::new();
    for (title, _) in chapters {
        samples.extend_from_slice(&(title.len() as u16).to_be_bytes());
        samples.extend_from_slice(title.as_bytes());
        samples.extend_from_slice(ENCODING);
    }
    samples
}

/// The tables of the track of titles; `place` is where its samples are in the file.
pub(super) fn tables(stbl: &mut Boxes, plan: &Plan, place: u64) {
    let chapters = &plan.chapters;
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
        stco.u32(place as u32);
    });
}

/// 59 bytes with the table of fonts: mediainfo sees no chapter in a track that has fewer
/// (QuickTime File Format, text sample description).
fn entry(stsd: &mut Boxes) {
    stsd.put(b"text", |text| {
        text.bytes(&[0; 6]);
        text.u16(1);
        // Flags, alignment, background, place, first and last letter.
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
        let mut boxes = Boxes::default();
        entry(&mut boxes);
        assert_eq!(boxes.length(), 59);
    }

    #[test]
    fn a_title_says_how_long_it_is_and_how_it_is_written() {
        let samples = samples(&[("é".to_owned(), 5)]);
        assert_eq!(samples, b"\0\x02\xc3\xa9\0\0\0\x0cencd\0\0\x01\0");
    }
}
