//! The library as a library of Audiobookshelf: `Author/Title/` with an M4B, its cover and
//! `metadata.json`, which that server reads in its scan (`abs` in its documentation).
//!
//! Nothing is removed: the server knows what was heard there.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

use anyhow::{Context, Error, Result, bail};
use lismoi_audio::decode;
use lismoi_audio::encode::Format;
use lismoi_audio::encode::cover::ImageFormat;
use lismoi_book::Interrupted;
use lismoi_book::build::export::further;
use lismoi_book::build::names;
use lismoi_book::formats::table;
use lismoi_book::manifest::{Summary, read};
use lismoi_files::own::Folder;
use lismoi_speech::hash::hex;
use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::feed::episode::format_named;
use crate::owned::{Owned, Source, Target, Unwritable, record};
use crate::{Article, Library};

/// The folder of articles of which neither author nor site is known.
const NO_AUTHOR: &str = "Articles";

/// The digits of an id that tell two articles of one author and one title apart.
const ID_DIGITS: usize = 8;

/// What was exported.
#[derive(Debug, Default)]
pub struct Exported {
    /// How many articles are in the folder, as they are in the library.
    pub articles: usize,
    /// How many files are new.
    pub new: usize,
    /// The titles of articles that were not exported, and why.
    pub failed: Vec<(String, Error)>,
}

/// `metadata.json` of Audiobookshelf 2.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct BookMetadata<'a> {
    tags: &'a [String],
    chapters: Vec<BookChapter<'a>>,
    title: &'a str,
    subtitle: Option<&'a str>,
    authors: Vec<&'a str>,
    narrators: [&'a str; 1],
    series: [&'a str; 0],
    genres: [&'a str; 0],
    published_year: Option<&'a str>,
    published_date: Option<&'a str>,
    publisher: Option<&'a str>,
    description: Option<String>,
    language: &'a str,
    explicit: bool,
}

#[derive(Serialize)]
struct BookChapter<'a> {
    id: usize,
    start: f64,
    end: f64,
    title: &'a str,
}

/// Writes the `wanted` articles into a folder. An M4B that an audiobook lacks is made in its
/// folder, on so many threads.
///
/// # Errors
/// The folder cannot be written, or the run was interrupted. Articles that cannot be exported,
/// also because a file of somebody else is in the way, are listed instead.
pub fn export(
    library: &Library,
    into: &Path,
    jobs: usize,
    interrupted: &AtomicBool,
    wanted: impl Fn(&Article) -> bool,
) -> Result<Exported> {
    let mut owned = Owned::open(into, record::OF_EXPORT)?;
    let mut exported = Exported::default();
    let m4b = format_named("m4b")?;
    for (article, within) in folders(&library.articles) {
        if !wanted(article) {
            continue;
        }
        if interrupted.load(Ordering::Relaxed) {
            return Err(Interrupted.into());
        }
        let path = library.folder.join(&article.folder);
        let done = further::add(&path, &[m4b], jobs, interrupted)
            .and_then(|_| one(&path, article, &within, &mut owned));
        match done {
            Ok(()) => exported.articles += 1,
            Err(error) if error.is::<Interrupted>() || error.is::<Unwritable>() => {
                return Err(error);
            }
            Err(error) => exported.failed.push((article.title.clone(), error)),
        }
    }
    owned.close()?;
    exported.new = owned.new;
    Ok(exported)
}

/// The folder of each article within that of the export. Where several would have the same, each
/// but the first has its id at the end.
fn folders(articles: &[Article]) -> Vec<(&Article, PathBuf)> {
    let mut taken: BTreeMap<PathBuf, usize> = BTreeMap::new();
    let folders = articles.iter().map(|article| {
        let author = article.authors.first().or(article.site.as_ref());
        let author = author.map_or(NO_AUTHOR, String::as_str);
        let title = readable(&article.title);
        let folder = Path::new(&readable(author)).join(&title);
        let count = taken.entry(folder.clone()).or_default();
        *count += 1;
        let folder = match count {
            1 => folder,
            _ => {
                let id = article.id.get(..ID_DIGITS).unwrap_or(&article.id);
                folder.with_file_name(format!("{title} ({id})"))
            }
        };
        (article, folder)
    });
    folders.collect()
}

/// A name for a folder with spaces between its words: the server shows it until it has read the
/// metadata.
fn readable(name: &str) -> String {
    names::folder(name).replace('-', " ")
}

/// Writes the files of an article.
fn one(path: &Path, article: &Article, within: &Path, owned: &mut Owned) -> Result<()> {
    let folder = Folder::open(path)?;
    let unfinished = || format!("'{}' holds no finished audiobook", path.display());
    let summary = read::summary(&folder)?.with_context(unfinished)?;
    let format = table::named("m4b");
    let is_whole = |section: Option<usize>| section.is_none();
    let mut files = summary.files.iter();
    let m4b = files.find(|file| is_whole(file.section) && table::of_file(&file.file) == format);
    let Some(m4b) = m4b else {
        bail!("'{}' holds no M4B of the whole article", path.display());
    };
    let metadata = metadata(article, &summary)?;
    let sound = folder.open_file(&m4b.file)?;
    let cover = decode::cover(Format::M4b, sound);
    let metadata_hash = hex(&Sha256::digest(&metadata));
    let mut targets = vec![
        (
            Target {
                within,
                name: &m4b.file,
                bytes: m4b.bytes,
                sha256: &m4b.sha256,
            },
            Source::File(&folder, &m4b.file),
        ),
        (
            Target {
                within,
                name: "metadata.json",
                bytes: metadata.len() as u64,
                sha256: &metadata_hash,
            },
            Source::Bytes(&metadata),
        ),
    ];
    let cover_hash = cover
        .as_ref()
        .map(|cover| hex(&Sha256::digest(&cover.bytes)));
    if let (Some(cover), Some(hash)) = (&cover, &cover_hash) {
        let target = Target {
            within,
            name: match cover.format {
                ImageFormat::Png => "cover.png",
                ImageFormat::Jpeg => "cover.jpg",
            },
            bytes: cover.bytes.len() as u64,
            sha256: hash,
        };
        targets.push((target, Source::Bytes(&cover.bytes)));
    }
    owned.put(&targets)
}

fn metadata(article: &Article, summary: &Summary) -> Result<Vec<u8>> {
    let rate = f64::from(summary.head.sample_rate);
    let mut begun = 0_u64;
    let chapters = summary.sections.iter().enumerate().map(|(id, section)| {
        let start = begun as f64 / rate;
        begun = begun.saturating_add(section.samples);
        BookChapter {
            id,
            start,
            end: begun as f64 / rate,
            title: section.heading.as_deref().unwrap_or(&article.title),
        }
    });
    let date = summary.head.metadata.as_ref();
    let date = date.and_then(|metadata| metadata.date.as_deref());
    let tags = article.state.added.as_ref();
    let metadata = BookMetadata {
        tags: tags.map_or(&[], |added| &added.tags),
        chapters: chapters.collect(),
        title: &article.title,
        subtitle: None,
        authors: article.authors.iter().map(String::as_str).collect(),
        narrators: [summary.head.settings.voice.engine().identity().name],
        series: [],
        genres: [],
        published_year: date.and_then(|date| date.get(..4)),
        published_date: date,
        publisher: article.site.as_deref(),
        description: article.address.clone(),
        language: "fr",
        explicit: false,
    };
    let mut json = serde_json::to_vec_pretty(&metadata)?;
    json.push(b'\n');
    Ok(json)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::ArticleState;

    fn article(id: char, title: &str, authors: &[&str], site: Option<&str>) -> Article {
        Article {
            id: id.to_string().repeat(64),
            folder: id.to_string().into(),
            title: title.to_owned(),
            authors: authors.iter().map(|&author| author.to_owned()).collect(),
            site: site.map(str::to_owned),
            address: None,
            seconds: 1.0,
            left: 1.0,
            state: ArticleState::default(),
        }
    }

    #[test]
    fn every_article_has_a_folder_of_its_own_that_stays_in_the_export() {
        let articles = [
            article('a', "L'été", &["Jeanne Le Goff"], Some("L'Écho")),
            article('b', "L'été", &["Jeanne Le Goff"], None),
            article('c', "../../x", &["/etc"], None),
            article('d', "..", &[], Some("..")),
            article('e', "", &[], None),
        ];
        let folders = folders(&articles).into_iter();
        let folders: Vec<String> = folders
            .map(|(_, folder)| folder.to_string_lossy().into_owned())
            .collect();
        assert_eq!(
            folders,
            [
                "Jeanne Le Goff/L été",
                "Jeanne Le Goff/L été (bbbbbbbb)",
                "etc/x",
                "article/article",
                "Articles/article",
            ]
        );
    }
}
