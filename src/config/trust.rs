//! What a configuration may say that nobody named: it lies in the working folder, and may have
//! come with the articles.
//!
//! It chooses how they are read. It leads neither to files elsewhere, which a book would then
//! hold, nor to folders elsewhere, which would be written to, nor to the user's own network.

use std::path::{Component, Path, PathBuf};

use lismoi_speech::piper::voice as piper;

use crate::cli::library::LibraryOptions;
use crate::cli::options::Options;

/// A setting that only a configuration may hold that the user has named, or the user's own.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotTrusted {
    /// A path that leads elsewhere.
    #[error("'{option}' in '{}' leads out of its folder: '{}'", file.display(), path.display())]
    Outside {
        /// The name of the option.
        option: &'static str,
        /// The configuration.
        file: PathBuf,
        /// The path.
        path: PathBuf,
    },
    /// `allow-private`.
    #[error("'allow-private' in '{}' is not obeyed", .0.display())]
    AllowPrivate(PathBuf),
    /// `quota`, for which articles are deleted.
    #[error("'quota' in '{}' is not obeyed", .0.display())]
    Quota(PathBuf),
}

/// Ensures that the options of a configuration that was found lead nowhere else.
///
/// # Errors
/// The first option that does.
pub(super) fn ensure_harmless(
    options: &Options,
    library: &LibraryOptions,
    file: &Path,
) -> Result<(), NotTrusted> {
    if library.quota.is_some() {
        return Err(NotTrusted::Quota(file.to_owned()));
    }
    if options.reading.allow_private == Some(true) {
        return Err(NotTrusted::AllowPrivate(file.to_owned()));
    }
    let folder = match file.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    for (option, path) in paths(options) {
        if !is_within(&path, folder) {
            let file = file.to_owned();
            return Err(NotTrusted::Outside { option, file, path });
        }
    }
    Ok(())
}

/// The paths that options hold, with the names of these.
fn paths(options: &Options) -> Vec<(&'static str, PathBuf)> {
    let Options {
        reading, output, ..
    } = options;
    let mut paths: Vec<(&'static str, PathBuf)> = Vec::new();
    for (option, path) in [
        ("output", &output.output),
        ("cover", &output.cover),
        ("password-file", &reading.password_file),
    ] {
        paths.extend(path.iter().map(|path| (option, path.clone())));
    }
    paths.extend(reading.lexicon.iter().map(|path| ("lexicon", path.clone())));
    if let Some(voice) = reading.voice.as_deref().filter(|it| piper::is_model(it)) {
        let (model, _) = piper::split(voice);
        paths.push(("voice", model.into()));
        // Its configuration is read too.
        paths.push(("voice", format!("{model}.json").into()));
    }
    paths
}

/// Whether a path stays in a folder, by its words and by the links on its way.
fn is_within(path: &Path, folder: &Path) -> bool {
    let is_inner = |part: Component<'_>| match part {
        // A shell would have made a path of another folder of it.
        Component::Normal(name) => name != "~",
        Component::CurDir => true,
        Component::ParentDir | Component::RootDir | Component::Prefix(_) => false,
    };
    if !path.components().all(is_inner) {
        return false;
    }
    let whole = folder.join(path);
    // What does not exist yet will be made in the folder above it.
    let existing = whole
        .ancestors()
        .find(|path| path.symlink_metadata().is_ok());
    let real = |path: &Path| path.canonicalize().ok();
    match (existing.and_then(real), real(folder)) {
        (Some(existing), Some(folder)) => existing.starts_with(folder),
        // A link that leads nowhere now may lead somewhere later.
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::os::unix::fs::symlink;

    use super::*;

    #[test]
    fn a_path_is_within_a_folder_by_its_words_and_its_links() {
        let around = tempfile::tempdir().expect("a temporary folder");
        let folder = around.path().join("articles");
        fs::create_dir_all(folder.join("sub")).expect("writable");
        fs::write(around.path().join("secret"), "x").expect("writable");
        for (link, target) in [
            ("out", ".."),
            ("secret", "../secret"),
            ("nowhere", "/absent/file"),
            ("inner", "sub"),
        ] {
            symlink(target, folder.join(link)).expect("a link");
        }
        for inner in ["output", "sub/new/file", "./sub", "inner/new", "~x"] {
            assert!(is_within(Path::new(inner), &folder), "{inner}");
        }
        for outer in [
            "../evil",
            "sub/../../evil",
            "/etc/passwd",
            "~/Livres",
            "out",
            "out/new",
            "secret",
            "nowhere",
        ] {
            assert!(!is_within(Path::new(outer), &folder), "{outer}");
        }
    }
}
