//! The chapters in the tags of a file: one for each section of the whole.

use super::table;
use crate::manifest::records::{FileRecord, SectionRecord};
use lismoi_audio::encode::Format;
use lismoi_audio::encode::short_list::short_list;
use lismoi_audio::encode::tags::ChapterMarker;

/// The chapters of a file of these sections. `title` is that of the article, for a section
/// without a heading.
pub(crate) fn markers(sections: &[SectionRecord], title: &str) -> Vec<ChapterMarker> {
    let mut end = 0;
    let sections = sections.iter();
    let markers = sections.map(|section| {
        let start = end;
        end = section.samples.saturating_add(end);
        ChapterMarker {
            title: section.heading.as_deref().unwrap_or(title).to_owned(),
            start,
            end,
            level: section.level,
        }
    });
    markers.collect()
}

/// A file with a list of chapters that has no room for all of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShortList {
    /// The name of the file.
    pub file: String,
    /// How many chapters the list has.
    pub listed: usize,
    /// How many there are.
    pub of: usize,
    /// Whether the file has another list, of all chapters.
    pub rest: Rest,
}

/// What becomes of the chapters that a short list leaves out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rest {
    /// The file has them in another list, which newer players read.
    InAnotherList,
    /// No player finds them.
    Nowhere,
}

/// The short lists in these files, which were made of these sections.
pub(crate) fn short_lists(files: &[FileRecord], sections: &[SectionRecord]) -> Vec<ShortList> {
    let whole = files.iter().filter(|record| record.section.is_none());
    let short = whole.filter_map(|record| {
        let sound = table::of_file(&record.file)?.sound()?;
        let most = sound.codec.most_chapters()?;
        (sections.len() > most).then(|| ShortList {
            file: record.file.clone(),
            listed: short_list(most, &markers(sections, "")).len(),
            of: sections.len(),
            rest: match sound.codec {
                Format::M4b => Rest::InAnotherList,
                Format::Mp3 | Format::Opus | Format::Flac => Rest::Nowhere,
            },
        })
    });
    short.collect()
}
