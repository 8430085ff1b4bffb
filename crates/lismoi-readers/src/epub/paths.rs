//! References between the files of a book, and the files that they lead to.

use std::collections::HashMap;

use percent_encoding::percent_decode_str;

/// The files of an archive. A path that differs from that of a file in case alone leads to it.
#[derive(Debug, Default)]
pub(super) struct Paths {
    files: HashMap<String, String>,
}

/// A place in a book.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Target {
    /// The path of the file in the archive.
    pub(super) path: String,
    /// The id of an element in it; empty for the whole file.
    pub(super) fragment: String,
}

impl Paths {
    pub(super) fn new<'a>(names: impl Iterator<Item = std::borrow::Cow<'a, str>>) -> Self {
        let mut files = HashMap::new();
        for name in names {
            for known in [name.to_lowercase(), name.replace('\\', "/")] {
                files
                    .entry(known)
                    .or_insert_with(|| name.clone().into_owned());
            }
            files.insert(name.clone().into_owned(), name.into_owned());
        }
        Paths { files }
    }

    /// The file of a path.
    pub(super) fn find(&self, path: &str) -> Option<&str> {
        let found = self.files.get(path);
        let found = found.or_else(|| self.files.get(&path.to_lowercase()));
        found.map(String::as_str)
    }

    /// Where a reference leads that stands in the file `from`; `None` where it leads out of the
    /// book. The file may be missing.
    pub(super) fn resolve(&self, from: &str, reference: &str) -> Option<Target> {
        let reference = reference.trim();
        let (path, fragment) = reference.split_once('#').unwrap_or((reference, ""));
        let path = path.split_once('?').map_or(path, |(path, _)| path);
        let has_scheme = path.split_once(':').is_some_and(|(scheme, _)| {
            scheme.len() > 1 && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric())
        });
        if has_scheme || path.starts_with("//") {
            return None;
        }
        let fragment = percent_decode_str(fragment)
            .decode_utf8_lossy()
            .into_owned();
        if path.is_empty() {
            let path = from.to_owned();
            return Some(Target { path, fragment });
        }
        let decoded = join(from, &percent_decode_str(path).decode_utf8_lossy());
        let verbatim = join(from, path);
        let found = self.find(&decoded).or_else(|| self.find(&verbatim));
        let path = found.map_or(decoded, str::to_owned);
        Some(Target { path, fragment })
    }
}

/// What separates the folders of a path. Some programs write that of Windows.
const SEPARATORS: [char; 2] = ['/', '\\'];

/// A path as it stands in the file `from`, from the top of the archive.
fn join(from: &str, path: &str) -> String {
    let folder = from
        .rsplit_once(SEPARATORS)
        .map_or("", |(folder, _)| folder);
    let mut parts: Vec<&str> = Vec::new();
    let start = if path.starts_with('/') { "" } else { folder };
    for part in start.split(SEPARATORS).chain(path.split(SEPARATORS)) {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_lead_to_files() {
        let names = ["OPS/Texte/un deux.xhtml", "a%20b.xhtml", "W\\d.xhtml"];
        let paths = Paths::new(names.into_iter().map(Into::into));
        let resolve = |from: &str, reference: &str| {
            let target = paths.resolve(from, reference);
            target.map(|target| format!("{}#{}", target.path, target.fragment))
        };
        for (from, reference, expected) in [
            (
                "OPS/book.opf",
                "Texte/un%20deux.xhtml",
                "OPS/Texte/un deux.xhtml#",
            ),
            (
                "OPS/Nav/nav.xhtml",
                "../texte/Un deux.xhtml#n1",
                "OPS/Texte/un deux.xhtml#n1",
            ),
            ("OPS/a.xhtml", "#n%201", "OPS/a.xhtml#n 1"),
            ("book.opf", "a%20b.xhtml", "a%20b.xhtml#"),
            ("book.opf", "../../c.xhtml?x=1", "c.xhtml#"),
            ("W\\b.opf", "d.xhtml", "W\\d.xhtml#"),
        ] {
            assert_eq!(
                resolve(from, reference).as_deref(),
                Some(expected),
                "{reference}"
            );
        }
        for outside in [
            "https://example.org/a",
            "mailto:a@example.org",
            "//example.org",
        ] {
            assert_eq!(resolve("book.opf", outside), None);
        }
    }
}
