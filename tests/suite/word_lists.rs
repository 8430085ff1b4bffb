//! Every list of words in the workspace, held to one form.

use std::fs;
use std::path::{Path, PathBuf};

use unicode_normalization::is_nfc;

/// The `.txt` files of all `data/` folders.
fn lists() -> Vec<PathBuf> {
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).join("crates");
    let mut lists = Vec::new();
    for entry in fs::read_dir(crates).expect("the crates") {
        let data = entry.expect("readable").path().join("data");
        for entry in fs::read_dir(data).into_iter().flatten() {
            let path = entry.expect("readable").path();
            if path.extension().is_some_and(|ending| ending == "txt") {
                lists.push(path);
            }
        }
    }
    lists
}

#[test]
fn every_list_is_sorted_and_unique_in_nfc_and_lower_case() {
    for path in lists() {
        let text = fs::read_to_string(&path).expect("UTF-8");
        let name = path.display();
        let words = text.lines().filter(|line| !line.starts_with('#'));
        let words: Vec<&str> = words.collect();
        assert!(!words.is_empty(), "{name} is empty");
        for pair in words.windows(2) {
            assert!(pair[0] < pair[1], "{name}: {pair:?} are not in order");
        }
        let is_cased = path.to_string_lossy().ends_with("_cased.txt");
        for word in words {
            assert!(
                is_nfc(word) && word.trim() == word && !word.is_empty(),
                "{name}: '{word}'"
            );
            assert!(
                is_cased || word.to_lowercase() == word,
                "{name}: '{word}' has capitals"
            );
        }
    }
}
