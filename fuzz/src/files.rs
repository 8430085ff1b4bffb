//! Files in memory, where the system offers that: a disk would be slower than what is attacked.

use std::env;
use std::fs::File;
use std::io::{Cursor, Seek, Write};
use std::path::{Path, PathBuf};

use tempfile::TempDir;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// An unnamed file with this content, at its start.
pub fn file(content: &[u8]) -> File {
    let mut file = tempfile::tempfile_in(memory()).expect("memory has room for a file");
    file.write_all(content).expect("memory is writable");
    file.rewind().expect("a file can be rewound");
    file
}

/// An empty folder.
pub fn folder() -> TempDir {
    tempfile::tempdir_in(memory()).expect("memory has room for a folder")
}

/// An archive of these files, without compression; those without content are left out.
pub fn archive<'a>(entries: impl IntoIterator<Item = (&'a str, &'a [u8])>) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in entries {
        if !content.is_empty() {
            let started = archive.start_file(name, SimpleFileOptions::default());
            started.expect("a name");
            archive.write_all(content).expect("memory is writable");
        }
    }
    let finished = archive.finish().expect("memory is writable");
    finished.into_inner()
}

fn memory() -> PathBuf {
    let shared = Path::new("/dev/shm");
    match shared.is_dir() {
        true => shared.to_owned(),
        false => env::temp_dir(),
    }
}
