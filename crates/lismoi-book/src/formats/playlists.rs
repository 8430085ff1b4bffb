//! A playlist for each format in which all sections have files of their own.

use std::io::Write;

use crate::build::export::make::Maker;
use crate::build::export::target::{KINDS, Keys, Target, file_name};
use crate::build::export::{Exported, FileKind, FileRecord};
use crate::formats::playlist;
use lismoi_audio::encode::Format;

/// Writes those that are not right, and removes those of formats that are not there.
pub(crate) fn renew(maker: &Maker<'_>, keys: &Keys, exported: &mut Exported) {
    let export = maker.export;
    for kind in KINDS {
        let FileKind::Sound(format) = kind else {
            continue;
        };
        let kind = FileKind::Playlist(format);
        let file = file_name(export, kind, None);
        let old = exported.files.iter().position(|record| record.file == file);
        if !is_complete(maker, format, &exported.files) {
            if let Some(old) = old {
                exported.files.swap_remove(old).remove(export.folder);
            }
            continue;
        }
        let text = playlist::text(
            export.plan.metadata.title.as_deref(),
            export.sections,
            format.extension(),
        );
        let target = Target {
            file,
            kind,
            section: None,
            key: keys.with([&text]),
        };
        let is_right = |record: &FileRecord| target.is(record) && record.is_there(export.folder);
        if !old.is_some_and(|old| is_right(&exported.files[old])) {
            exported.add(maker.text(&target, |out| Ok(out.write_all(text.as_bytes())?)));
        }
    }
}

/// Whether every section has a file in this format.
pub(crate) fn is_complete(maker: &Maker<'_>, format: Format, files: &[FileRecord]) -> bool {
    let kind = FileKind::Sound(format);
    let mut sections = files.iter().filter(|record| {
        record
            .section
            .is_some_and(|number| record.file == file_name(maker.export, kind, Some(number)))
    });
    let count = maker.export.sections.len();
    count > 0 && sections.by_ref().count() == count
}
