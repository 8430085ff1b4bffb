//! Where each audiobook was stopped, in the folder for the state of this user.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use lismoi_files::own::Folder;
use lismoi_library::journal::event::Place;

use super::audiobook::Audiobook;

/// A place in an audiobook.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Position {
    /// The index of the section.
    pub(super) section: usize,
    /// The sample in its file.
    pub(super) sample: u64,
}

/// Places by the hash of the article.
type Places = BTreeMap<String, Place>;

/// The place where the audiobook was stopped; `None` where it never was, or was heard to its end.
pub(super) fn recall(book: &Audiobook) -> Option<Position> {
    place(&read(&file()?), book)
}

/// The place in an audiobook; `None` where it is none of it. The file may have been edited.
fn place(places: &Places, book: &Audiobook) -> Option<Position> {
    of_place(*places.get(&book.id)?, book)
}

/// A place of the journal; `None` where the audiobook has no such place any more.
pub(super) fn of_place(place: Place, book: &Audiobook) -> Option<Position> {
    let section = place.section.checked_sub(1)?;
    let samples = book.sections.get(section)?.samples;
    let sample = (place.seconds * f64::from(book.sample_rate)) as u64;
    (sample < samples).then_some(Position { section, sample })
}

/// A place for the journal.
pub(super) fn to_place(place: Position, book: &Audiobook) -> Place {
    Place {
        section: place.section + 1,
        seconds: place.sample as f64 / f64::from(book.sample_rate),
    }
}

/// Keeps the place. A folder that cannot be written is no reason to fail: the book was heard.
pub(super) fn remember(book: &Audiobook, place: Option<Position>) {
    let Some(file) = file() else { return };
    let mut places = read(&file);
    match place {
        Some(place) => {
            places.insert(book.id.clone(), to_place(place, book));
        }
        None => {
            places.remove(&book.id);
        }
    }
    let _ = write(&file, &places);
}

fn file() -> Option<PathBuf> {
    let folder = dirs::state_dir().or_else(dirs::data_local_dir)?;
    Some(folder.join("lismoi").join("positions.json"))
}

fn read(file: &Path) -> Places {
    let text = file
        .parent()
        .zip(file.file_name())
        .and_then(|(folder, name)| {
            let folder = Folder::open(folder).ok()?;
            folder.read_to_string(name.to_str()?).ok()
        });
    serde_json::from_str(&text.unwrap_or_default()).unwrap_or_default()
}

/// Whole or not at all: another lismoi may be playing another book.
fn write(file: &PathBuf, places: &Places) -> anyhow::Result<()> {
    let folder = file.parent().unwrap_or(file);
    fs::create_dir_all(folder)?;
    let mut part = tempfile::NamedTempFile::new_in(folder)?;
    part.write_all(&serde_json::to_vec_pretty(places)?)?;
    part.persist(file)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::audiobook::Track;
    use super::*;

    fn book() -> Audiobook {
        let section = |samples| Track {
            title: String::new(),
            file: String::new(),
            samples,
        };
        Audiobook {
            folder: Folder::open(Path::new(".")).expect("readable"),
            id: "a".to_owned(),
            title: String::new(),
            sample_rate: 22_050,
            sections: vec![section(0), section(44_100)],
        }
    }

    /// The place in the audiobook that a file with this text holds.
    fn place_in(text: &str) -> Option<Position> {
        let file = tempfile::NamedTempFile::new().expect("a temporary file");
        fs::write(file.path(), text).expect("writable");
        place(&read(file.path()), &book())
    }

    #[test]
    fn a_place_is_found_and_anything_else_is_the_start() {
        let found = Position {
            section: 1,
            sample: 22_050,
        };
        let text = r#"{"a": {"section": 2, "seconds": 1.0}}"#;
        assert_eq!(place_in(text), Some(found));
        for text in [
            "",
            "{",
            "[]",
            r#"{"a": 1}"#,
            r#"{"b": {"section": 2, "seconds": 1.0}}"#,
            r#"{"a": {"section": 0, "seconds": 0.0}}"#,
            r#"{"a": {"section": 2, "seconds": 1e300}}"#,
            r#"{"a": {"section": 18446744073709551615, "seconds": 0.0}}"#,
        ] {
            assert_eq!(place_in(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_place_is_outside_the_audiobook(section in 0..5_usize, seconds in any::<f64>()) {
            let stored = Place { section, seconds };
            let places = Places::from([("a".to_owned(), stored)]);
            if let Some(Position { section, sample }) = place(&places, &book()) {
                prop_assert!(sample < book().sections[section].samples);
            }
        }
    }
}
