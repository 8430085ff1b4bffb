//! Playlists of an export: one for each format in which every section has a file.

use std::io::Write;

use super::{FileFormat, playlist};
use crate::build::export::Exported;
use crate::build::export::make::Maker;
use crate::build::export::target::{Fingerprints, Target, file_name};
use crate::manifest::records::FileRecord;
use lismoi_audio::encode::options::SoundOptions;

/// Writes the playlists that are not up to date, and removes those of incomplete formats.
pub(crate) fn update(maker: &Maker<'_>, fingerprints: &Fingerprints, exported: &mut Exported) {
    let export = maker.export;
    for &format in maker.sounds {
        let file = playlist::file(format);
        let old = exported.files.iter().position(|record| record.file == file);
        if !is_complete(maker, format, &exported.files) {
            if let Some(old) = old {
                exported.files.swap_remove(old).remove(export.folder);
            }
            continue;
        }
        let title = export.article.metadata.title.as_deref();
        let text = playlist::text(
            title,
            export.sections,
            maker.whole.sample_rate,
            format.ending,
        );
        let target = Target {
            file,
            section: None,
            fingerprint: fingerprints.with([&text]),
            encoding: SoundOptions::default(),
        };
        let is_current = |record: &FileRecord| target.is(record) && record.is_there(export.folder);
        if !old.is_some_and(|old| is_current(&exported.files[old])) {
            exported.add(maker.text(&target, |out| Ok(out.write_all(text.as_bytes())?)));
        }
    }
}

/// Whether every section has a file in this format.
pub(crate) fn is_complete(maker: &Maker<'_>, format: &FileFormat, files: &[FileRecord]) -> bool {
    let of_section = files.iter().filter(|record| {
        record
            .section
            .is_some_and(|number| record.file == file_name(maker.export, format, Some(number)))
    });
    let count = maker.export.sections.len();
    count > 0 && of_section.count() == count
}
