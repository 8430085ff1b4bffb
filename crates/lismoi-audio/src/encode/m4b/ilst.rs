//! `udta`: chapters as a Nero list, and tags as iTunes writes them, in `meta` and `ilst`.

use super::boxes::BoxWriter;
use super::chapters;
use crate::encode::cover::ImageFormat;
use crate::encode::tags::{LANGUAGE, MAX_TITLE, Tags, one_line, without_controls};

/// The types of values (QuickTime File Format, well-known types).
const BINARY: u32 = 0;
const UTF_8: u32 = 1;
const JPEG: u32 = 13;
const PNG: u32 = 14;
const INTEGER: u32 = 21;

/// The media kind of iTunes.
const AUDIOBOOK: u8 = 2;

pub(super) fn write(moov: &mut BoxWriter, tags: &Tags) {
    moov.put(b"udta", |udta| {
        chapters::nero_list(udta, tags);
        udta.put_full(b"meta", 0, 0, |meta| {
            meta.put_full(b"hdlr", 0, 0, |hdlr| {
                hdlr.u32(0);
                hdlr.bytes(b"mdirappl");
                hdlr.bytes(&[0; 9]);
            });
            meta.put(b"ilst", |ilst| list(ilst, tags));
        });
    });
}

fn list(ilst: &mut BoxWriter, tags: &Tags) {
    let short = |value: &str| one_line(value, MAX_TITLE);
    let mut text = |name: &[u8; 4], value: &str| {
        ilst.put(name, |item| data(item, UTF_8, value.as_bytes()));
    };
    text(b"\xa9nam", &short(&tags.title));
    // One value: of several, FFmpeg reads the last only.
    if let Some(author) = tags.author() {
        text(b"\xa9ART", &author);
        text(b"aART", &author);
    }
    if let Some(album) = &tags.album {
        text(b"\xa9alb", &short(album));
    }
    if let Some(date) = &tags.date {
        text(b"\xa9day", &short(date));
    }
    text(b"\xa9gen", &tags.genre());
    text(b"\xa9too", &short(&tags.encoder));
    if let Some(comment) = &tags.comment {
        text(b"\xa9cmt", &without_controls(comment));
    }
    if let Some(all) = &tags.text {
        text(b"\xa9lyr", &without_controls(all));
    }
    if let Some(track) = tags.track {
        let [number, count] = [track.number, track.count].map(|it| (it as u16).to_be_bytes());
        let value = [[0, 0], number, count, [0, 0]].concat();
        ilst.put(b"trkn", |item| data(item, BINARY, &value));
    }
    ilst.put(b"stik", |item| data(item, INTEGER, &[AUDIOBOOK]));
    ilst.put(b"pgap", |item| data(item, INTEGER, &[1]));
    named(ilst, "IDENTIFIER", &short(&tags.id));
    named(ilst, "LANGUAGE", LANGUAGE);
    if let Some(cover) = &tags.cover {
        let kind = match cover.format {
            ImageFormat::Png => PNG,
            ImageFormat::Jpeg => JPEG,
        };
        ilst.put(b"covr", |item| data(item, kind, &cover.bytes));
    }
}

/// The value of a tag.
fn data(item: &mut BoxWriter, kind: u32, value: &[u8]) {
    item.put_full(b"data", 0, kind, |data| {
        data.u32(0);
        data.bytes(value);
    });
}

/// A tag with a name instead of a code of four letters.
fn named(ilst: &mut BoxWriter, name: &str, value: &str) {
    ilst.put(b"----", |item| {
        item.put_full(b"mean", 0, 0, |mean| mean.bytes(b"com.apple.iTunes"));
        item.put_full(b"name", 0, 0, |it| it.bytes(name.as_bytes()));
        data(item, UTF_8, value.as_bytes());
    });
}
