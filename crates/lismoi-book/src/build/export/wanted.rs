//! The files that the user wants: those that were asked for now, those of earlier runs, and
//! what these need.

use super::{Earlier, Extent, Wanted, WantedFormat};
use crate::formats::page::SoundPlace;
use crate::formats::{Content, Scope, table};
use crate::manifest::records::FileRecord;
use lismoi_audio::encode::options::SoundOptions;

impl Wanted {
    /// Adds the formats of the files that earlier runs made and that are still there, and what
    /// the formats need. Files that are always written are left out.
    pub(crate) fn with_earlier(&self, there: &[&FileRecord]) -> Wanted {
        let mut all = self.clone();
        // A page with its sound in it is a page.
        if all.page_sound == SoundPlace::Within {
            all.add_page();
        }
        if all.earlier == Earlier::Kept {
            for record in there {
                all.remember(record, there);
            }
        }
        all.add_sound_of_page();
        all.formats
            .retain(|wanted| !matches!(wanted.format.content, Content::Wav));
        all
    }

    fn remember(&mut self, record: &FileRecord, there: &[&FileRecord]) {
        let Some(format) = table::of_file(&record.file) else {
            return;
        };
        let is_page = matches!(format.content, Content::Page);
        if is_page && record.holds_sound && !self.has_page() {
            self.page_sound = SoundPlace::Within;
        }
        let is_sound = |other: &&FileRecord| {
            table::of_file(&other.file).is_some_and(|format| format.sound().is_some())
        };
        // A page without a file of sound beside it plays the WAV files.
        let plays_sections = is_page && !record.holds_sound && !there.iter().any(is_sound);
        self.add(WantedFormat {
            format,
            extent: match (record.section, plays_sections) {
                (None, false) => Extent::Whole,
                _ => Extent::Section,
            },
            encoding: record.encoding,
        });
    }

    /// A page without its sound needs a file of sound beside it: one, however many sections
    /// there are.
    fn add_sound_of_page(&mut self) {
        let mut formats = self.formats.iter();
        let has_sound = formats.any(|wanted| wanted.format.sound().is_some());
        let is_page_of_whole = |wanted: &WantedFormat| {
            matches!(wanted.format.content, Content::Page) && wanted.extent == Extent::Whole
        };
        if self.formats.iter().any(is_page_of_whole)
            && !has_sound
            && self.page_sound == SoundPlace::Beside
            && let Some(format) = table::page_sound()
        {
            self.add(WantedFormat {
                format,
                extent: Extent::Whole,
                encoding: SoundOptions::default(),
            });
        }
    }

    fn add_page(&mut self) {
        let page = table::formats().find(|format| matches!(format.content, Content::Page));
        if let Some(format) = page {
            self.add(WantedFormat {
                format,
                extent: Extent::Whole,
                encoding: SoundOptions::default(),
            });
        }
    }

    fn has_page(&self) -> bool {
        let mut formats = self.formats.iter();
        formats.any(|wanted| matches!(wanted.format.content, Content::Page))
    }

    fn add(&mut self, wanted: WantedFormat) {
        let is_same = |other: &WantedFormat| {
            // A format of one file has no other extent.
            let has_choice = wanted.format.scope == Scope::Any;
            other.format == wanted.format && (other.extent == wanted.extent || !has_choice)
        };
        if !self.formats.iter().any(is_same) {
            self.formats.push(wanted);
        }
    }

    /// Whether a file that was made earlier is in one of the formats.
    pub(crate) fn has(&self, record: &FileRecord) -> bool {
        let format = table::of_file(&record.file);
        let extent = match record.section {
            Some(_) => Extent::Section,
            None => Extent::Whole,
        };
        self.formats.iter().any(|wanted| {
            let has_choice = wanted.format.scope == Scope::Any;
            Some(wanted.format) == format && (wanted.extent == extent || !has_choice)
        })
    }
}
