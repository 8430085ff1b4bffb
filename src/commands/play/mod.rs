//! `lismoi play`: an audiobook in the terminal, from where it was stopped the last time.

use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use lismoi_book::manifest::{self, Summary, read};

use self::audiobook::Audiobook;
use self::player::{Command, Player};
use self::position::Position;
use crate::cli::Play;
use crate::commands::wrong_usage;
use crate::exit_code::Exit;
use crate::playback;

mod audiobook;
mod player;
mod position;
#[cfg(feature = "playback")]
mod screen;

/// Plays until the end, or until the listener quits.
///
/// # Errors
/// There is no audiobook, a file of it is missing, or there is no loudspeaker.
pub fn run(play: &Play) -> Result<Exit> {
    let speed = play.speed.unwrap_or(1.0);
    if !lismoi_audio::stretch::SPEEDS.contains(&speed) {
        let (least, most) = (
            lismoi_audio::stretch::SPEEDS.start(),
            lismoi_audio::stretch::SPEEDS.end(),
        );
        let error = anyhow::anyhow!("'speed' must be from {least} to {most}, not {speed}");
        return Ok(wrong_usage(&error));
    }
    let (folder, summary, named) = find(&play.path)?;
    let book = Audiobook::new(&folder, &summary);
    let place = match (play.section.or(named), play.from_start) {
        (Some(number), _) => {
            let count = book.sections.len();
            if !(1..=count).contains(&number) {
                bail!("there is no section {number}: the audiobook has {count}");
            }
            Position {
                section: number - 1,
                sample: 0,
            }
        }
        (None, true) => Position::default(),
        (None, false) => position::recall(&book).unwrap_or_default(),
    };
    let rate = book.sample_rate;
    let player = Player::new(book, place, speed)?;
    let shared = player.shared();
    let is_terminal = io::stdin().is_terminal() && io::stdout().is_terminal();
    let stopped = {
        let shared = shared.clone();
        move || shared.command(Command::Interrupt)
    };
    ctrlc::set_handler(stopped).context("could not set a handler for Ctrl-C")?;
    let sound = std::thread::spawn({
        let mut player = player;
        move || playback::play(rate, move |out| player.fill(out))
    });
    #[cfg(feature = "playback")]
    let shown = match is_terminal {
        true => screen::show(&shared, &sound),
        false => Ok(()),
    };
    #[cfg(not(feature = "playback"))]
    let (shown, _) = (anyhow::Ok(()), is_terminal);
    if shown.is_err() {
        shared.command(Command::Quit);
    }
    let played = sound.join();
    position::remember(&shared.book(), shared.place());
    shown?;
    played.map_err(|_| anyhow::anyhow!("a thread was lost"))??;
    Ok(match shared.state().is_interrupted {
        true => Exit::Interrupted,
        false => Exit::Done,
    })
}

/// The folder of the audiobook, its manifest, and the number of the section whose file was named.
fn find(path: &Path) -> Result<(PathBuf, Summary, Option<usize>)> {
    let folder = match path.is_dir() {
        true => path.to_owned(),
        false => {
            let parent = path
                .parent()
                .filter(|parent| !parent.as_os_str().is_empty());
            parent.unwrap_or(Path::new(".")).to_owned()
        }
    };
    if !path.exists() {
        bail!("there is no file '{}'", path.display());
    }
    let summary = read::summary(&folder.join(manifest::FILE))?
        .with_context(|| format!("'{}' holds no finished audiobook", folder.display()))?;
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let named = summary.sections.iter().find(|section| {
        let file = Path::new(&section.file);
        file.file_stem()
            .is_some_and(|name| name.to_string_lossy() == stem)
    });
    let number = named
        .map(|section| section.number)
        .filter(|_| path.is_file());
    Ok((folder, summary, number))
}
