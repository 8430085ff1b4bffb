//! The ID3v2.3 tag of an MP3 file.

use id3::frame::{
    Chapter as ChapterFrame, Comment, Content, Lyrics, Picture, PictureType, TableOfContents,
    UniqueFileIdentifier,
};
use id3::{Frame, Tag, TagLike};

use crate::clock::nearest_ms;
use crate::encode::tags::{LANGUAGE, MAX_TITLE, Tags, one_line, without_controls};

/// ID3v2 Chapter Frame Addendum 1.0, 3.2: a table of contents counts its entries in one byte.
const MAX_ENTRIES: usize = 255;

/// The owner of the identifiers in the tags: the program for which this crate was written.
const ID_OWNER: &str = "lismoi";

/// The tag of a file, with its chapters and its cover.
pub(super) fn id3_tag(tags: &Tags) -> Tag {
    let mut tag = Tag::new();
    tag.set_title(one_line(&tags.title, MAX_TITLE));
    tag.set_genre(tags.genre());
    tag.set_text("TLAN", LANGUAGE);
    tag.set_text("TSSE", one_line(&tags.encoder, MAX_TITLE));
    tag.set_text(
        "TLEN",
        nearest_ms(tags.samples, tags.sample_rate).to_string(),
    );
    if !tags.authors.is_empty() {
        let authors = tags
            .authors
            .iter()
            .map(|author| one_line(author, MAX_TITLE));
        tag.set_text_values("TPE1", authors);
    }
    if let Some(album) = &tags.album {
        tag.set_album(one_line(album, MAX_TITLE));
    }
    if let Some(track) = tags.track {
        tag.set_track(track.number);
        tag.set_total_tracks(track.count);
    }
    // ID3v2.3 splits a date into two frames: the year, and day and month.
    if let Some([year, month, day]) = tags.date.as_deref().and_then(date_parts) {
        tag.set_text("TYER", year);
        tag.set_text("TDAT", format!("{day}{month}"));
    }
    if let Some(comment) = &tags.comment {
        tag.add_frame(Comment {
            lang: LANGUAGE.to_owned(),
            description: String::new(),
            text: without_controls(comment),
        });
    }
    tag.add_frame(UniqueFileIdentifier {
        owner_identifier: ID_OWNER.to_owned(),
        identifier: tags.id.clone().into_bytes(),
    });
    if let Some(text) = &tags.text {
        tag.add_frame(Lyrics {
            lang: LANGUAGE.to_owned(),
            description: String::new(),
            text: without_controls(text),
        });
    }
    if let Some(cover) = &tags.cover {
        tag.add_frame(Picture {
            mime_type: cover.format.media_type().to_owned(),
            picture_type: PictureType::CoverFront,
            description: String::new(),
            data: cover.bytes.clone(),
        });
    }
    add_chapters(&mut tag, tags);
    tag
}

/// Splits `YYYY-MM-DD`.
fn date_parts(date: &str) -> Option<[&str; 3]> {
    let parts: Vec<_> = date.split('-').collect();
    parts.try_into().ok()
}

/// Adds the table of contents, and the chapters that it lists in order. If there are too many
/// for one table, it lists further tables, as the addendum (3.2) provides; each is named after
/// its first chapter.
fn add_chapters(tag: &mut Tag, tags: &Tags) {
    let chapters = &tags.chapters;
    let ms = |samples| nearest_ms(samples, tags.sample_rate) as u32;
    if chapters.is_empty() {
        return;
    }
    let names: Vec<_> = (0..chapters.len()).map(chapter_id).collect();
    if names.len() <= MAX_ENTRIES {
        tag.add_frame(contents(TOP, names, None));
    } else {
        let tables = names.chunks(MAX_ENTRIES).zip(chapters.chunks(MAX_ENTRIES));
        let tables: Vec<_> = tables
            .zip(1..)
            .map(|((names, chapters), number)| {
                let first = chapters.first().map(|chapter| &*chapter.title);
                contents(&format!("{TOP}{number}"), names.to_vec(), first)
            })
            .collect();
        let names = tables.iter().map(|table| table.element_id.clone());
        // First: readers that know one table only take the first one.
        tag.add_frame(contents(TOP, names.collect(), None));
        for table in tables {
            tag.add_frame(table);
        }
    }
    for (number, chapter) in chapters.iter().enumerate() {
        tag.add_frame(ChapterFrame {
            element_id: chapter_id(number),
            start_time: ms(chapter.start),
            end_time: ms(chapter.end),
            // ID3v2 Chapter Frame Addendum 1.0, 3.1: no byte offsets, so the times apply.
            start_offset: u32::MAX,
            end_offset: u32::MAX,
            frames: vec![title(&chapter.title)],
        });
    }
}

/// The table of contents of the whole.
const TOP: &str = "toc";

fn chapter_id(number: usize) -> String {
    format!("chp{}", number + 1)
}

fn contents(name: &str, elements: Vec<String>, named: Option<&str>) -> TableOfContents {
    TableOfContents {
        element_id: name.to_owned(),
        top_level: name == TOP,
        ordered: true,
        elements,
        frames: named.map(title).into_iter().collect(),
    }
}

/// The name of a chapter or of a table.
fn title(text: &str) -> Frame {
    Frame::with_content("TIT2", Content::Text(one_line(text, MAX_TITLE)))
}
