//! Folders with links, pipes and other names in them, and folders that are replaced.

use std::ffi::OsString;
use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::Path;

use tempfile::TempDir;

use super::*;
use crate::{FileError, reason};

/// A temporary folder, and the same one held open.
fn opened() -> (TempDir, Folder) {
    let temporary = tempfile::tempdir().expect("a temporary folder");
    let folder = Folder::open(temporary.path()).expect("readable");
    (temporary, folder)
}

/// The files in a folder with their content, sorted by their names.
fn files(path: &Path) -> Vec<(String, String)> {
    let entries = fs::read_dir(path).expect("readable");
    let files = entries.map(|entry| {
        let entry = entry.expect("readable");
        let name = entry.file_name().into_string().expect("one of ours");
        (name, fs::read_to_string(entry.path()).expect("readable"))
    });
    let mut files: Vec<_> = files.collect();
    files.sort();
    files
}

#[test]
fn a_link_is_neither_read_nor_written_nor_locked() {
    let (temporary, folder) = opened();
    let at = |name: &str| temporary.path().join(name);
    fs::write(at("victim"), "oui").expect("writable");
    for target in ["victim", "nothing", "/dev/zero", "."] {
        symlink(target, at("link")).expect("writable");
        assert_eq!(reason(folder.open_file("link")), Some(FileError::Link));
        assert_eq!(reason(folder.open_to_add("link")), Some(FileError::Link));
        assert_eq!(reason(folder.open_to_lock("link")), Some(FileError::Link));
        assert_eq!(folder.length("link"), None);
        assert!(folder.is_taken("link"));
        folder.create("link").expect("writable");
        assert_eq!(folder.length("link"), Some(0), "{target}");
        folder.remove("link").expect("writable");
    }
    assert_eq!(folder.read("victim").expect("readable"), b"oui");
    assert!(!folder.is_taken("nothing"));
}

#[test]
fn a_pipe_is_not_waited_for() {
    let (temporary, folder) = opened();
    let pipe = temporary.path().join("pipe");
    nix::unistd::mkfifo(&pipe, nix::sys::stat::Mode::S_IRWXU).expect("writable");
    assert_eq!(reason(folder.open_file("pipe")), Some(FileError::Pipe));
    assert!(reason(folder.open_to_add("pipe")).is_some());
    assert!(reason(folder.open_to_lock("pipe")).is_some());
    folder.create("pipe").expect("writable");
    assert_eq!(folder.length("pipe"), Some(0));
}

#[test]
fn a_file_with_another_name_is_replaced_and_not_added_to() {
    let (temporary, folder) = opened();
    let at = |name: &str| temporary.path().join(name);
    fs::write(at("victim"), "oui").expect("writable");
    fs::hard_link(at("victim"), at("other")).expect("writable");
    assert_eq!(reason(folder.open_to_add("other")), Some(FileError::Shared));
    folder
        .write_whole("new", "other", b"non")
        .expect("writable");
    assert_eq!(fs::read(at("victim")).expect("readable"), b"oui");
    assert_eq!(folder.read_to_string("new").expect("readable"), "non");
    assert!(!folder.is_taken("other"));
}

#[test]
fn a_folder_that_is_replaced_by_a_link_is_still_the_one_that_was_opened() {
    let around = tempfile::tempdir().expect("a temporary folder");
    let at = |name: &str| around.path().join(name);
    for name in ["folder", "victim"] {
        fs::create_dir(at(name)).expect("writable");
        for file in ["gone", "kept", "old"] {
            fs::write(at(name).join(file), name).expect("writable");
        }
    }
    let victim = files(&at("victim"));
    let folder = Folder::open(&at("folder")).expect("readable");
    assert!(folder.is_in_place());
    fs::rename(at("folder"), at("away")).expect("writable");
    assert!(!folder.is_in_place(), "nothing is there");
    symlink("victim", at("folder")).expect("writable");
    assert!(!folder.is_in_place(), "another folder is there");

    folder.write_whole("new", "part", b"new").expect("writable");
    folder.create("created").expect("writable");
    folder.create_unnamed("unnamed").expect("writable");
    folder.open_to_add("added").expect("writable");
    folder.open_to_lock("locked").expect("writable");
    folder.rename("old", "renamed").expect("writable");
    folder.remove("gone").expect("writable");
    folder.sync(&["new", "kept"]).expect("writable");
    folder.sync_names().expect("writable");
    assert_eq!(folder.read("kept").expect("readable"), b"folder");
    assert_eq!(folder.length("kept"), Some(6));
    assert!(!folder.is_taken("old"));

    assert_eq!(files(&at("victim")), victim);
    let names = ["added", "created", "kept", "locked", "new", "renamed"];
    let found = files(&at("away"));
    assert!(found.iter().map(|(name, _)| name).eq(names), "{found:?}");
    let mut listed: Vec<OsString> = folder
        .names()
        .expect("readable")
        .map(Result::unwrap)
        .collect();
    listed.sort();
    assert_eq!(listed, names);
    fs::remove_file(at("folder")).expect("writable");
    symlink("away", at("folder")).expect("writable");
    assert!(folder.is_in_place(), "a link to it");
}

#[test]
fn a_name_that_leads_out_of_the_folder_is_refused() {
    let (temporary, folder) = opened();
    fs::create_dir(temporary.path().join("sub")).expect("writable");
    fs::write(temporary.path().join("sub/file"), "oui").expect("writable");
    let is_refused = |result: io::Result<()>| {
        result.is_err_and(|error| error.kind() == io::ErrorKind::InvalidInput)
    };
    for name in [
        "",
        ".",
        "..",
        "/",
        "sub/file",
        "../file",
        "/dev/zero",
        "a\0b",
    ] {
        assert!(is_refused(folder.open_file(name).map(drop)), "{name}");
        assert!(is_refused(folder.read(name).map(drop)), "{name}");
        assert!(is_refused(folder.create(name).map(drop)), "{name}");
        assert!(is_refused(folder.open_to_add(name).map(drop)), "{name}");
        assert!(is_refused(folder.open_to_lock(name).map(drop)), "{name}");
        assert!(is_refused(folder.write_whole(name, "part", b"")), "{name}");
        assert!(is_refused(folder.write_whole("new", name, b"")), "{name}");
        assert!(is_refused(folder.rename(name, "new")), "{name}");
        assert!(is_refused(folder.rename("new", name)), "{name}");
        assert!(is_refused(folder.remove(name)), "{name}");
        assert!(is_refused(folder.sync(&[name])), "{name}");
        assert!(folder.length(name).is_none() && !folder.is_taken(name));
    }
    assert_eq!(folder.names().expect("readable").count(), 1);
}

#[test]
fn a_name_is_that_of_an_open_file_until_it_is_removed() {
    let (_temporary, folder) = opened();
    let lock = folder.open_to_lock("lock").expect("writable");
    assert!(folder.is_name_of("lock", &lock));
    folder.remove("lock").expect("writable");
    assert!(!folder.is_name_of("lock", &lock));
    folder.open_to_lock("lock").expect("writable");
    assert!(!folder.is_name_of("lock", &lock));
}

#[test]
fn a_new_file_has_the_permissions_of_any_new_file() {
    let (temporary, folder) = opened();
    fs::write(temporary.path().join("any"), "").expect("writable");
    folder.create("ours").expect("writable");
    folder.open_to_add("added").expect("writable");
    folder.open_to_lock("locked").expect("writable");
    let mode = |name: &str| {
        let file = fs::metadata(temporary.path().join(name));
        file.expect("there").permissions().mode()
    };
    for name in ["ours", "added", "locked"] {
        assert_eq!(mode(name), mode("any"), "{name}");
    }
}

#[test]
fn only_a_folder_is_opened_as_one() {
    let (temporary, _) = opened();
    let file = temporary.path().join("file");
    fs::write(&file, "oui").expect("writable");
    let error = |path: &Path| Folder::open(path).expect_err("it is none").kind();
    assert_eq!(error(&file), io::ErrorKind::NotADirectory);
    assert_eq!(error(&file.with_extension("no")), io::ErrorKind::NotFound);
}

#[test]
fn a_name_that_is_taken_is_not_given_away() {
    let (_temporary, folder) = opened();
    let inner = folder.create_folder("inner").expect("writable");
    folder.write_whole("one", "part", b"one").expect("writable");
    folder.write_whole("two", "part", b"two").expect("writable");
    assert!(folder.link("one", &inner, "name").expect("writable"));
    assert!(!folder.link("two", &inner, "name").expect("writable"));
    assert_eq!(inner.read("name").expect("readable"), b"one");
    assert!(folder.link("gone", &inner, "other").is_err());
}

#[test]
fn a_folder_in_it_is_made_once_and_a_link_in_its_place_is_not_followed() {
    let (temporary, folder) = opened();
    assert!(folder.folder("inner").is_err());
    let inner = folder.create_folder("inner").expect("writable");
    inner.create("file").expect("writable");
    let again = folder.create_folder("inner").expect("writable");
    assert_eq!(again.length("file"), Some(0));
    symlink("inner", temporary.path().join("link")).expect("writable");
    assert!(folder.folder("link").is_err());
    assert!(folder.create_folder("link").is_err());
    assert!(folder.folder("..").is_err());
}
