//! `lismoi play`: an audiobook in the terminal, from where it was stopped the last time.

use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use anyhow::{Context, Result, bail};
use lismoi_book::manifest::{Summary, read};
use lismoi_files::own::Folder;
use lismoi_library::journal::Journal;
use lismoi_library::journal::event::Event;

use self::audiobook::Audiobook;
use self::player::{Command, Player, Shared, State};
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
    let book = Audiobook::new(folder, &summary);
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
        (None, false) => recall(&book).unwrap_or_default(),
    };
    let keys = Keys::watch()?;
    Ok(match hear(book, place, speed, &keys)?.is_interrupted {
        true => Exit::Interrupted,
        false => Exit::Done,
    })
}

/// Plays audiobooks one after the other, each from where it was stopped, until the listener quits.
///
/// # Errors
/// Those of [`run`].
pub(super) fn play_all(folders: &[PathBuf], speed: f64) -> Result<Exit> {
    let keys = Keys::watch()?;
    for folder in folders {
        let (folder, summary, _) = find(folder)?;
        let book = Audiobook::new(folder, &summary);
        let place = recall(&book).unwrap_or_default();
        let state = hear(book, place, speed, &keys)?;
        match (state.is_interrupted, state.is_heard) {
            (true, _) => return Ok(Exit::Interrupted),
            (_, false) => break,
            _ => {}
        }
    }
    Ok(Exit::Done)
}

/// Ctrl-C, for the audiobook that is being played.
#[derive(Default)]
struct Keys(Arc<Mutex<Option<Shared>>>);

impl Keys {
    fn watch() -> Result<Keys> {
        let keys = Keys::default();
        let playing = keys.0.clone();
        let stopped = move || {
            if let Some(shared) = &*playing.lock().unwrap_or_else(PoisonError::into_inner) {
                shared.command(Command::Interrupt);
            }
        };
        ctrlc::set_handler(stopped).context("could not set a handler for Ctrl-C")?;
        Ok(keys)
    }

    fn stop(&self, shared: &Shared) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(shared.clone());
    }
}

/// Plays an audiobook from a place, and remembers where it was stopped.
fn hear(book: Audiobook, place: Position, speed: f64, keys: &Keys) -> Result<State> {
    let rate = book.sample_rate;
    let player = Player::new(book, place, speed)?;
    let shared = player.shared();
    keys.stop(&shared);
    let is_terminal = io::stdin().is_terminal() && io::stdout().is_terminal();
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
    remember(&shared);
    shown?;
    played.map_err(|_| anyhow::anyhow!("a thread was lost"))??;
    Ok(shared.state())
}

/// Where the audiobook was stopped: the journal of its library knows, or else the state of this
/// user.
fn recall(book: &Audiobook) -> Option<Position> {
    let journal = Journal::around(&book.folder.path).and_then(|journal| journal.read().ok());
    match journal.and_then(|contents| contents.state.of(&book.id).stopped) {
        Some((_, place)) => position::of_place(place, book),
        None => position::recall(book),
    }
}

/// Keeps where it was stopped, or that it was heard. A folder that cannot be written is no reason
/// to fail: the book was heard.
fn remember(shared: &Shared) {
    let (book, place) = (shared.book(), shared.place());
    position::remember(&book, place);
    if let Some(journal) = Journal::around(&book.folder.path) {
        let event = match place {
            Some(place) => Event::Stopped(position::to_place(place, &book)),
            None => Event::Heard,
        };
        let _ = journal.add([(book.id.clone(), event)]);
    }
}

/// The folder of the audiobook, its manifest, and the number of the section whose file was named.
fn find(path: &Path) -> Result<(Folder, Summary, Option<usize>)> {
    let folder = match path.is_dir() {
        true => path,
        false => {
            let parent = path
                .parent()
                .filter(|parent| !parent.as_os_str().is_empty());
            parent.unwrap_or(Path::new("."))
        }
    };
    if !path.exists() {
        bail!("there is no file '{}'", path.display());
    }
    let folder = Folder::open(folder)
        .with_context(|| format!("could not read the folder '{}'", folder.display()))?;
    let summary = read::summary(&folder)?
        .with_context(|| format!("'{}' holds no finished audiobook", folder.path.display()))?;
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
