//! `lismoi listen`: what fits into the time there is.

use std::fmt::Write as _;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow, bail};
use lismoi_audio::clock::duration;
use lismoi_audio::stretch::SPEEDS;
use lismoi_book::manifest::read;
use lismoi_files::own::Folder;
use lismoi_library::fit::choose;
use lismoi_library::{Article, Library};

use super::library::list::{has_tag, line};
use super::{library, play, wrong_usage};
use crate::cli::library::Listen;
use crate::config;
use crate::exit_code::Exit;

/// Prints what was chosen and what was left out; writes a playlist, or plays it.
///
/// # Errors
/// The library cannot be read, the playlist cannot be written, or there is no loudspeaker.
pub fn run(listen: &Listen, out: &mut impl Write) -> Result<Exit> {
    let speed = listen.speed.unwrap_or(1.0);
    if !SPEEDS.contains(&speed) {
        let (least, most) = (SPEEDS.start(), SPEEDS.end());
        let error = anyhow!("'speed' must be from {least} to {most}, not {speed}");
        return Ok(wrong_usage(&error));
    }
    let library = library::open(&config::output_folder(listen.output.as_deref())?)?;
    let wanted = wanted(&library, listen.tag.as_deref());
    let lengths: Vec<f64> = wanted.iter().map(|article| article.left / speed).collect();
    let seconds = listen.minutes * 60.0;
    let places = choose(&lengths, seconds);
    let chosen: Vec<&Article> = places.iter().map(|place| wanted[*place]).collect();
    if chosen.is_empty() {
        match lengths.iter().copied().reduce(f64::min) {
            None => bail!("nothing is left to hear in '{}'", library.folder.display()),
            Some(shortest) => bail!(
                "nothing is short enough: the shortest article takes {}",
                duration(shortest.ceil() as u64)
            ),
        }
    }
    for article in &chosen {
        line(article, speed, out)?;
    }
    let total: f64 = places.iter().map(|place| lengths[*place]).sum();
    let count = tr!("count-articles", count = chosen.len());
    let (length, time) = (duration(total.ceil() as u64), duration(seconds as u64));
    writeln!(
        out,
        "{}",
        tr!(
            "listen-total",
            articles = count,
            length = length,
            time = time
        )
    )?;
    left_out(&lengths, &places, seconds, out)?;
    match (&listen.playlist, listen.play) {
        (Some(path), _) => {
            write_playlist(path, &library, &chosen)?;
            writeln!(
                out,
                "{}",
                tr!("listen-playlist", file = path.to_string_lossy())
            )?;
            Ok(Exit::Done)
        }
        (None, true) => {
            out.flush()?;
            let folders = chosen
                .iter()
                .map(|article| library.folder.join(&article.folder));
            play::play_all(&folders.collect::<Vec<PathBuf>>(), speed)
        }
        (None, false) => Ok(Exit::Done),
    }
}

/// What is to be heard: what was begun last comes first, then what was added first.
fn wanted<'a>(library: &'a Library, tag: Option<&str>) -> Vec<&'a Article> {
    let articles = library.articles.iter();
    let is_wanted = |article: &&Article| !article.is_heard() && has_tag(article, tag);
    let mut wanted: Vec<&Article> = articles.filter(is_wanted).collect();
    let begun = |article: &Article| article.state.stopped.map_or(0, |(at, _)| at);
    wanted.sort_by_key(|article| std::cmp::Reverse(begun(article)));
    wanted
}

/// Prints how many articles were left out, and how many of them are too long.
fn left_out(lengths: &[f64], places: &[usize], seconds: f64, out: &mut impl Write) -> Result<()> {
    let others = lengths.len() - places.len();
    let longer = lengths.iter().filter(|length| **length > seconds).count();
    if others == 0 {
        return Ok(());
    }
    let others = tr!("count-articles", count = others);
    let text = match longer {
        0 => tr!("listen-left-out", articles = others),
        _ => tr!("listen-left-out-longer", articles = others, longer = longer),
    };
    Ok(writeln!(out, "{text}")?)
}

/// Writes a playlist of the WAV files, in UTF-8, with their paths as seen from its folder.
fn write_playlist(path: &Path, library: &Library, chosen: &[&Article]) -> Result<()> {
    let mut text = "#EXTM3U\n".to_owned();
    for article in chosen {
        let folder = library.folder.join(&article.folder);
        let summary = read::summary(&Folder::open(&folder)?)?
            .with_context(|| format!("'{}' holds no finished audiobook", folder.display()))?;
        let rate = summary.head.sample_rate;
        let first = article.state.stopped.map_or(1, |(_, place)| place.section);
        for section in summary
            .sections
            .iter()
            .filter(|section| section.number >= first)
        {
            let seconds = (section.samples + u64::from(rate) / 2) / u64::from(rate);
            let heading = section.heading.as_deref().unwrap_or(&article.title);
            let heading = heading.replace(char::is_control, " ");
            let file = folder.join(&section.file);
            let file = from_folder_of(path, &file)?;
            // Writing to a string cannot fail.
            let _ = write!(text, "#EXTINF:{seconds},{heading}\n{}\n", file.display());
        }
    }
    std::fs::write(path, text).with_context(|| format!("could not write '{}'", path.display()))
}

/// The path of `file` as seen from the folder of `playlist`: relative where it lies below it.
fn from_folder_of(playlist: &Path, file: &Path) -> Result<PathBuf> {
    let folder = match playlist.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    let unreadable = |path: &Path| format!("could not read '{}'", path.display());
    let folder = folder.canonicalize().with_context(|| unreadable(folder))?;
    let file = file.canonicalize().with_context(|| unreadable(file))?;
    Ok(file
        .strip_prefix(&folder)
        .map(Path::to_owned)
        .unwrap_or(file))
}
