//! Tags as iTunes writes them: `udta` with `meta` and `ilst`.

use super::boxes::Boxes;
use super::chapters;
use crate::encode::label::{LONGEST, line, lines};
use crate::encode::{Description, GENRE, LANGUAGE, Picture};

/// The kinds of value (QuickTime File Format, well-known types).
const BINARY: u32 = 0;
const UTF_8: u32 = 1;
const JPEG: u32 = 13;
const PNG: u32 = 14;
const INTEGER: u32 = 21;

/// iTunes' media kind.
const AUDIOBOOK: u8 = 2;

pub(super) fn write(moov: &mut Boxes, description: &Description) {
    moov.put(b"udta", |udta| {
        chapters::list(udta, description);
        udta.put_full(b"meta", 0, 0, |meta| {
            meta.put_full(b"hdlr", 0, 0, |hdlr| {
                hdlr.u32(0);
                hdlr.bytes(b"mdirappl");
                hdlr.bytes(&[0; 9]);
            });
            meta.put(b"ilst", |ilst| list(ilst, description));
        });
    });
}

fn list(ilst: &mut Boxes, description: &Description) {
    let mut text = |name: &[u8; 4], value: &str| {
        ilst.put(name, |item| data(item, UTF_8, value.as_bytes()));
    };
    let short = |value: &str| line(value, LONGEST);
    text(b"\xa9nam", &short(&description.title));
    if let Some(author) = &description.author {
        text(b"\xa9ART", &short(author));
        text(b"aART", &short(author));
    }
    if let Some(album) = &description.album {
        text(b"\xa9alb", &short(album));
    }
    if let Some(date) = &description.date {
        text(b"\xa9day", &short(date));
    }
    text(b"\xa9gen", GENRE);
    text(b"\xa9too", &short(&description.encoder));
    if let Some(all) = &description.text {
        text(b"\xa9lyr", &lines(all));
    }
    if let Some(track) = description.track {
        let [number, count] = [track.number, track.count].map(|it| (it as u16).to_be_bytes());
        let value = [[0, 0], number, count, [0, 0]].concat();
        ilst.put(b"trkn", |item| data(item, BINARY, &value));
    }
    ilst.put(b"stik", |item| data(item, INTEGER, &[AUDIOBOOK]));
    ilst.put(b"pgap", |item| data(item, INTEGER, &[1]));
    own(ilst, "IDENTIFIER", &short(&description.id));
    own(ilst, "LANGUAGE", LANGUAGE);
    if let Some(cover) = &description.cover {
        let kind = match cover.kind {
            Picture::Png => PNG,
            Picture::Jpeg => JPEG,
        };
        ilst.put(b"covr", |item| data(item, kind, &cover.bytes));
    }
}

fn data(item: &mut Boxes, kind: u32, value: &[u8]) {
    item.put_full(b"data", 0, kind, |data| {
        data.u32(0);
        data.bytes(value);
    });
}

/// A tag that has a name, but no four letters of its own.
fn own(ilst: &mut Boxes, name: &str, value: &str) {
    ilst.put(b"----", |item| {
        item.put_full(b"mean", 0, 0, |mean| mean.bytes(b"com.apple.iTunes"));
        item.put_full(b"name", 0, 0, |it| it.bytes(name.as_bytes()));
        data(item, UTF_8, value.as_bytes());
    });
}
