//! `moov`: the sound track, the chapter track and the tags (ISO/IEC 14496-12, 8). All times
//! are in samples.

use super::aac::{DELAY, FRAME, MAX_FRAME_BYTES};
use super::boxes::BoxWriter;
use super::{Holes, Layout, chapters, ilst};
use crate::encode::tags::Tags;

/// The numbers of the tracks.
const SOUND: u32 = 1;
const TITLES: u32 = 2;

/// 1.0 as a fixed-point number with 16 fractional bits.
const ONE: u32 = 1 << 16;

/// The identity: no rotation, no scaling.
const MATRIX: [u32; 9] = [ONE, 0, 0, 0, ONE, 0, 0, 0, 1 << 30];

/// ISO/IEC 14496-12, 8.4.2: ISO 639-2 in three times five bits.
const FRENCH: u16 = packed(*b"fra");

const fn packed(language: [u8; 3]) -> u16 {
    let [first, second, third] = language;
    ((first - 0x60) as u16) << 10 | ((second - 0x60) as u16) << 5 | (third - 0x60) as u16
}

/// Writes the box; `titles` is the position in the file of the chapter track's samples.
pub(super) fn write(head: &mut BoxWriter, layout: &Layout, tags: &Tags, titles: u64) -> Holes {
    let mut holes = Holes::default();
    head.put(b"moov", |moov| {
        moov.put_full(b"mvhd", u8::from(layout.is_long), 0, |mvhd| {
            dates(mvhd, layout);
            mvhd.u32(layout.sample_rate);
            mvhd.time(layout.samples, layout.is_long);
            mvhd.u32(ONE);
            mvhd.u16(1 << 8);
            mvhd.bytes(&[0; 10]);
            MATRIX.iter().for_each(|number| mvhd.u32(*number));
            mvhd.bytes(&[0; 24]);
            mvhd.u32(TITLES + 1);
        });
        moov.put(b"trak", |trak| sound(trak, layout, &mut holes));
        if !layout.chapters.is_empty() {
            moov.put(b"trak", |trak| text(trak, layout, titles));
        }
        ilst::write(moov, tags);
    });
    holes
}

/// The dates of creation and modification: zero, so that every run gives the same bytes.
fn dates(header: &mut BoxWriter, layout: &Layout) {
    header.time(0, layout.is_long);
    header.time(0, layout.is_long);
}

fn sound(trak: &mut BoxWriter, layout: &Layout, holes: &mut Holes) {
    // Enabled, in the movie, in the preview.
    track_header(trak, layout, SOUND, 7);
    trak.put(b"edts", |edts| {
        edts.put_full(b"elst", u8::from(layout.is_long), 0, |elst| {
            elst.u32(1);
            elst.time(layout.samples, layout.is_long);
            elst.time(DELAY, layout.is_long);
            elst.u32(ONE);
        });
    });
    if !layout.chapters.is_empty() {
        trak.put(b"tref", |tref| tref.put(b"chap", |chap| chap.u32(TITLES)));
    }
    trak.put(b"mdia", |mdia| {
        media_header(mdia, layout, length(layout), b"soun");
        mdia.put(b"minf", |minf| {
            minf.put_full(b"smhd", 0, 0, |smhd| smhd.u32(0));
            data_reference(minf);
            minf.put(b"stbl", |stbl| sound_tables(stbl, layout, holes));
        });
    });
}

/// The length of the track in samples: the delay and the sound.
fn length(layout: &Layout) -> u64 {
    DELAY + layout.samples
}

fn text(trak: &mut BoxWriter, layout: &Layout, titles: u64) {
    // Not enabled, or players would show it as subtitles.
    track_header(trak, layout, TITLES, 0);
    trak.put(b"mdia", |mdia| {
        media_header(mdia, layout, layout.samples, b"text");
        mdia.put(b"minf", |minf| {
            // QuickTime File Format, base media information header and text media header.
            minf.put(b"gmhd", |gmhd| {
                gmhd.put_full(b"gmin", 0, 0, |gmin| {
                    gmin.u16(0x40);
                    gmin.bytes(b"\x80\0\x80\0\x80\0");
                    gmin.u32(0);
                });
                gmhd.put(b"text", |text| {
                    text.u16(1);
                    text.bytes(&[0; 12]);
                    text.u32(1);
                    text.bytes(&[0; 12]);
                    text.u32(1 << 14);
                    text.u16(0);
                });
            });
            data_reference(minf);
            minf.put(b"stbl", |stbl| chapters::tables(stbl, layout, titles));
        });
    });
}

fn track_header(trak: &mut BoxWriter, layout: &Layout, number: u32, flags: u32) {
    let volume = if number == SOUND { 1 << 8 } else { 0 };
    trak.put_full(b"tkhd", u8::from(layout.is_long), flags, |tkhd| {
        dates(tkhd, layout);
        tkhd.u32(number);
        tkhd.u32(0);
        tkhd.time(layout.samples, layout.is_long);
        tkhd.bytes(&[0; 12]);
        tkhd.u16(volume);
        tkhd.u16(0);
        MATRIX.iter().for_each(|number| tkhd.u32(*number));
        tkhd.bytes(&[0; 8]);
    });
}

fn media_header(mdia: &mut BoxWriter, layout: &Layout, samples: u64, kind: &[u8; 4]) {
    mdia.put_full(b"mdhd", u8::from(layout.is_long), 0, |mdhd| {
        dates(mdhd, layout);
        mdhd.u32(layout.sample_rate);
        mdhd.time(samples, layout.is_long);
        mdhd.u16(FRENCH);
        mdhd.u16(0);
    });
    mdia.put_full(b"hdlr", 0, 0, |hdlr| {
        hdlr.u32(0);
        hdlr.bytes(kind);
        hdlr.bytes(&[0; 13]);
    });
}

/// A data reference to this file.
fn data_reference(minf: &mut BoxWriter) {
    minf.put(b"dinf", |dinf| {
        dinf.put_full(b"dref", 0, 0, |dref| {
            dref.u32(1);
            dref.put_full(b"url ", 0, 1, |_| ());
        });
    });
}

fn sound_tables(stbl: &mut BoxWriter, layout: &Layout, holes: &mut Holes) {
    stbl.put_full(b"stsd", 0, 0, |stsd| {
        stsd.u32(1);
        stsd.put(b"mp4a", |mp4a| audio_entry(mp4a, layout));
    });
    // The last frame ends with the sound.
    let before = layout.frames - 1;
    let times = [
        (before, FRAME as u64),
        (1, length(layout) - before * FRAME as u64),
    ];
    let times = &times[usize::from(before == 0)..];
    stbl.put_full(b"stts", 0, 0, |stts| {
        stts.u32(times.len() as u32);
        for (frames, samples) in times {
            stts.u32(*frames as u32);
            stts.u32(*samples as u32);
        }
    });
    // The last chunk may be shorter than the others.
    let last = layout.frames - (layout.chunks - 1) * layout.frames_per_chunk;
    let chunks = [(1, layout.frames_per_chunk), (layout.chunks, last)];
    let chunks = &chunks[usize::from(layout.chunks == 1)..];
    stbl.put_full(b"stsc", 0, 0, |stsc| {
        stsc.u32(chunks.len() as u32);
        for (first, frames) in chunks {
            stsc.u32(*first as u32);
            stsc.u32(*frames as u32);
            stsc.u32(1);
        }
    });
    stbl.put_full(b"stsz", 0, 0, |stsz| {
        stsz.u32(0);
        stsz.u32(layout.frames as u32);
        holes.sizes = stsz.hole(layout.frames * 4);
    });
    let (name, bytes) = if layout.is_large {
        (b"co64", 8)
    } else {
        (b"stco", 4)
    };
    stbl.put_full(name, 0, 0, |offsets| {
        offsets.u32(layout.chunks as u32);
        holes.chunks = offsets.hole(layout.chunks * bytes);
    });
    // A decoder needs the frame before (ISO/IEC 14496-12, 10.1).
    stbl.put_full(b"sgpd", 1, 0, |sgpd| {
        sgpd.bytes(b"roll");
        sgpd.u32(2);
        sgpd.u32(1);
        sgpd.u16(-1_i16 as u16);
    });
    stbl.put_full(b"sbgp", 0, 0, |sbgp| {
        sbgp.bytes(b"roll");
        for number in [1, layout.frames as u32, 1] {
            sbgp.u32(number);
        }
    });
}

fn audio_entry(mp4a: &mut BoxWriter, layout: &Layout) {
    mp4a.bytes(&[0; 6]);
    mp4a.u16(1);
    mp4a.bytes(&[0; 8]);
    // One channel of 16 bits.
    mp4a.u16(1);
    mp4a.u16(16);
    mp4a.u32(0);
    mp4a.u32(layout.sample_rate << 16);
    mp4a.put_full(b"esds", 0, 0, |esds| esds.bytes(&descriptor(layout)));
}

/// ISO/IEC 14496-1, 7.2.6: descriptors inside descriptors, each with a tag and a length.
fn descriptor(layout: &Layout) -> Vec<u8> {
    let tagged = |tag: u8, content: &[u8]| [&[tag, content.len() as u8], content].concat();
    // AAC (0x40), an audio stream (5 << 2 | 1), the buffer size, and the bit rates.
    let bits_per_second = layout.bits_per_second.to_be_bytes();
    let decoder = [
        &[0x40, 0x15],
        &(MAX_FRAME_BYTES as u32).to_be_bytes()[1..],
        &bits_per_second,
        &bits_per_second,
        &tagged(5, &layout.aac_config),
    ];
    let stream = [&[0; 3][..], &tagged(4, &decoder.concat()), &tagged(6, &[2])];
    tagged(3, &stream.concat())
}
