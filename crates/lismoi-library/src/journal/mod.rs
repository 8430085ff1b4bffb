//! What no manifest can say, one line for each event, only ever added to.
//!
//! A line is on the disk before the event counts. One that is damaged, or was cut by a power
//! cut, is left out and counted; the others still hold. When most lines no longer matter, the
//! journal is written anew under another name, which then replaces it.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use lismoi_files::own::Folder;

use self::event::{Entry, Event};
use crate::catalogue::DEPTH;
use crate::clock::now;
use crate::state::State;

mod copies;
pub mod event;
mod line;

/// The name of the file, in the folder of the library.
pub const FILE: &str = "library.jsonl";

/// The name of the file that is locked while the journal is written.
const LOCK: &str = ".lismoi-library.lock";

/// The name under which the journal is written anew.
const PART: &str = ".lismoi-library.part";

/// The journal is written anew where it has this many lines more than it needs.
const MOST_NEEDLESS: usize = 1_000;

/// The longest line, in bytes. Addresses and tags are what is long in it.
const LONGEST: u64 = 1 << 20;

/// What the journal says.
#[derive(Debug, Default)]
pub struct Contents {
    /// What is known of each article.
    pub state: State,
    /// How many lines it has.
    lines: usize,
    /// How many of them are damaged.
    pub damaged: usize,
}

/// The journal of a library.
#[derive(Clone, Debug)]
pub struct Journal {
    folder: Folder,
}

impl Journal {
    /// The journal in the folder of a library, which need not have one.
    ///
    /// # Errors
    /// There is no such folder, or it cannot be read.
    pub fn of(folder: &Path) -> io::Result<Journal> {
        let folder = Folder::open(folder)?;
        Ok(Journal { folder })
    }

    /// The journal of the library that the folder of an audiobook is in, if it is in one.
    pub fn around(audiobook: &Path) -> Option<Journal> {
        let audiobook = audiobook.canonicalize().ok()?;
        let above = audiobook.ancestors().skip(1).take(DEPTH);
        above.flat_map(Journal::of).find(Journal::exists)
    }

    /// Whether there is one: only then the folder is used as a library.
    pub fn exists(&self) -> bool {
        self.folder.length(FILE).is_some()
    }

    fn path(&self) -> PathBuf {
        self.folder.path_of(FILE)
    }

    /// Reads it; empty where there is none.
    ///
    /// # Errors
    /// It is there and cannot be read.
    pub fn read(&self) -> Result<Contents> {
        let path = self.path();
        let read = || match self.folder.open_file(FILE) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Contents::default()),
            opened => contents(opened?),
        };
        read().with_context(|| format!("could not read '{}'", path.display()))
    }

    /// Adds events of articles that happen now, and waits until they are on the disk.
    ///
    /// # Errors
    /// The file cannot be written; then none of them has happened.
    pub fn add(&self, events: impl IntoIterator<Item = (String, Event)>) -> Result<()> {
        let at = now();
        let entries = events.into_iter();
        let entries = entries.map(|(article, event)| Entry { at, article, event });
        let lines = entries.map(|entry| line::of(&entry));
        let lines = lines.collect::<serde_json::Result<String>>()?;
        if lines.is_empty() {
            return Ok(());
        }
        let path = self.path();
        let unwritable = || format!("could not write '{}'", path.display());
        let _lock = self.lock().with_context(unwritable)?;
        append(&self.folder, &lines).with_context(unwritable)?;
        let contents = self.read()?;
        if contents.lines > contents.state.entries().count() + MOST_NEEDLESS {
            self.rewrite(&contents.state).with_context(unwritable)?;
        }
        Ok(())
    }

    fn lock(&self) -> io::Result<File> {
        let lock = self.folder.open_to_lock(LOCK)?;
        lock.lock()?;
        Ok(lock)
    }

    /// Joins the copies of the journal that a synchronisation has left beside it, leaves out
    /// damaged lines and what no longer matters, and returns the names of the copies.
    ///
    /// # Errors
    /// A file cannot be read or written; then nothing is lost.
    pub fn join_copies(&self) -> Result<Vec<String>> {
        if !self.exists() {
            return Ok(Vec::new());
        }
        let unwritable = || format!("could not write '{}'", self.path().display());
        let _lock = self.lock().with_context(unwritable)?;
        let copies = copies::find(&self.folder)?;
        let mut entries = copies::entries(&self.folder, FILE)?;
        let mut names = Vec::new();
        for (name, copied) in copies {
            entries.extend(copied);
            names.push(name);
        }
        entries.sort_by_key(|entry| entry.at);
        let mut state = State::default();
        entries.into_iter().for_each(|entry| state.apply(entry));
        self.rewrite(&state).with_context(unwritable)?;
        for name in &names {
            self.folder.remove(name).with_context(unwritable)?;
        }
        Ok(names)
    }

    /// Writes the lines that matter under another name, then replaces the journal.
    fn rewrite(&self, state: &State) -> Result<()> {
        let lines = state.entries().map(|entry| line::of(&entry));
        let lines = lines.collect::<serde_json::Result<String>>()?;
        let mut file = self.folder.create(PART)?;
        file.write_all(lines.as_bytes())?;
        file.sync_all()?;
        self.folder.rename(PART, FILE)?;
        Ok(self.folder.sync_names()?)
    }
}

/// Adds lines at the end, behind a line break where the last line was cut.
fn append(folder: &Folder, lines: &str) -> io::Result<()> {
    let is_new = folder.length(FILE).is_none();
    let mut file = folder.open_to_add(FILE)?;
    let text = match is_new || ends_with_break(folder)? {
        true => lines.to_owned(),
        false => format!("\n{lines}"),
    };
    file.write_all(text.as_bytes())?;
    file.sync_all()?;
    match is_new {
        true => folder.sync_names(),
        false => Ok(()),
    }
}

fn ends_with_break(folder: &Folder) -> io::Result<bool> {
    let mut file = folder.open_file(FILE)?;
    if file.metadata()?.len() == 0 {
        return Ok(true);
    }
    file.seek(SeekFrom::End(-1))?;
    let mut last = [0];
    file.read_exact(&mut last)?;
    Ok(last == *b"\n")
}

fn contents(file: File) -> io::Result<Contents> {
    let mut contents = Contents::default();
    read(file, |entry| {
        contents.lines += 1;
        match entry {
            Some(entry) => contents.state.apply(entry),
            None => contents.damaged += 1,
        }
    })?;
    Ok(contents)
}

/// Hands each line to `each`: its entry, or `None` where it is damaged.
fn read(file: File, mut each: impl FnMut(Option<Entry>)) -> io::Result<()> {
    let mut file = BufReader::with_capacity(1 << 16, file);
    let mut line = Vec::new();
    loop {
        line.clear();
        let length = (&mut file).take(LONGEST).read_until(b'\n', &mut line)?;
        if length == 0 {
            return Ok(());
        }
        let line = line.trim_ascii_end();
        if !line.is_empty() {
            each(str::from_utf8(line).ok().and_then(line::entry));
        }
    }
}

#[cfg(test)]
mod tests;
