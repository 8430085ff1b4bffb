//! The player: fills in the samples that are heard next, and does what keys ask for.

use std::fs::File;
use std::io::BufReader;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use anyhow::{Context, Result};
use lismoi_audio::stretch::{SPEEDS, Stretch};
use lismoi_audio::wav::reader::Reader;

use super::audiobook::Audiobook;
use super::position::Position;

/// Left and right go so far, in seconds.
const STEP_SECONDS: u64 = 10;

/// A section before is gone to from its first seconds; later, its own start is.
const RESTART_SECONDS: u64 = 3;

/// One press of + or -.
const SPEED_STEP: f64 = 0.1;

/// What a listener asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Command {
    Pause,
    Back,
    Forward,
    Previous,
    Next,
    Faster,
    Slower,
    Quit,
    /// Ctrl-C, or a signal.
    Interrupt,
}

/// What the player does now.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct State {
    pub(super) place: Position,
    pub(super) speed: f64,
    pub(super) is_paused: bool,
    /// The end was heard, or the listener has quit.
    pub(super) has_ended: bool,
    /// It was Ctrl-C, or a signal.
    pub(super) is_interrupted: bool,
    /// The end was heard.
    pub(super) is_heard: bool,
    /// The place was changed by a command.
    has_moved: bool,
}

/// What the sound, the keys and the screen share.
#[derive(Clone, Debug)]
pub(super) struct Shared {
    book: Arc<Audiobook>,
    state: Arc<Mutex<State>>,
}

/// Reads the files, in the thread of the sound.
pub(super) struct Player {
    shared: Shared,
    reader: Reader<BufReader<File>>,
    /// The index of the section that is read.
    section: usize,
    stretch: Stretch,
    /// Stretched samples that are not yet filled in.
    ready: Vec<i16>,
}

impl Player {
    /// At a place of an audiobook.
    ///
    /// # Errors
    /// The file cannot be read.
    pub(super) fn new(book: Audiobook, place: Position, speed: f64) -> Result<Player> {
        let reader = open(&book, place)?;
        let stretch = Stretch::new(book.sample_rate);
        Ok(Player {
            shared: Shared {
                book: Arc::new(book),
                state: Arc::new(Mutex::new(State {
                    place,
                    speed,
                    is_paused: false,
                    has_ended: false,
                    is_interrupted: false,
                    is_heard: false,
                    has_moved: false,
                })),
            },
            reader,
            section: place.section,
            stretch,
            ready: Vec::new(),
        })
    }

    pub(super) fn shared(&self) -> Shared {
        self.shared.clone()
    }

    /// Fills in what is heard next: silence in a pause, nothing at the end.
    pub(super) fn fill(&mut self, out: &mut [i16]) -> usize {
        let state = {
            let mut state = self.shared.lock();
            let now = *state;
            // A place that was chosen in a pause is gone to after it.
            state.has_moved &= state.is_paused;
            now
        };
        if state.has_ended {
            return 0;
        }
        if state.is_paused {
            out.fill(0);
            return out.len();
        }
        if state.has_moved && self.seek(state.place).is_err() {
            return self.end(false);
        }
        let mut count = 0;
        while count < out.len() {
            if self.ready.is_empty() && !self.read(state.speed) && !self.next_section() {
                break;
            }
            let taken = self.ready.len().min(out.len() - count);
            out[count..count + taken].copy_from_slice(&self.ready[..taken]);
            self.ready.drain(..taken);
            count += taken;
        }
        if count == 0 {
            return self.end(true);
        }
        let sample = self.reader.position();
        let mut state = self.shared.lock();
        if !state.has_moved {
            state.place = Position {
                section: self.section,
                sample,
            };
        }
        count
    }

    fn end(&mut self, is_heard: bool) -> usize {
        let mut state = self.shared.lock();
        state.has_ended = true;
        state.is_heard = is_heard;
        0
    }

    /// Makes more samples ready; `false` at the end of the section.
    fn read(&mut self, speed: f64) -> bool {
        let reader = &mut self.reader;
        let mut block = Vec::new();
        // Damaged sound ends the section; `check` says more.
        let mut pull = |input: &mut Vec<i16>, count: usize| {
            if reader.read(&mut block, count).is_ok() {
                input.extend_from_slice(&block);
            }
        };
        if (speed - 1.0).abs() < f64::EPSILON && self.stretch.is_empty() {
            pull(&mut self.ready, 1024);
            return !self.ready.is_empty();
        }
        self.stretch.next(speed, &mut self.ready, pull) || !self.ready.is_empty()
    }

    fn next_section(&mut self) -> bool {
        let place = Position {
            section: self.section + 1,
            sample: 0,
        };
        place.section < self.shared.book.sections.len() && self.seek(place).is_ok()
    }

    fn seek(&mut self, place: Position) -> Result<()> {
        self.reader = open(&self.shared.book, place)?;
        self.section = place.section;
        self.stretch = Stretch::new(self.shared.book.sample_rate);
        self.ready.clear();
        Ok(())
    }
}

fn open(book: &Audiobook, place: Position) -> Result<Reader<BufReader<File>>> {
    let file = &book.sections[place.section].file;
    let open = || -> Result<_> {
        let mut reader = Reader::new(BufReader::new(book.folder.open_file(file)?))?;
        reader.seek(place.sample.min(reader.samples()))?;
        Ok(reader)
    };
    open().with_context(|| format!("could not read '{}'", book.folder.path_of(file).display()))
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn state(&self) -> State {
        *self.lock()
    }

    pub(super) fn book(&self) -> Arc<Audiobook> {
        self.book.clone()
    }

    /// Where the audiobook was stopped; `None` where it was heard to its end.
    pub(super) fn place(&self) -> Option<Position> {
        let state = self.state();
        (!state.is_heard).then_some(state.place)
    }

    /// Does what a listener asks for.
    pub(super) fn command(&self, command: Command) {
        let rate = u64::from(self.book.sample_rate);
        let mut state = self.lock();
        let place = state.place;
        let moved = match command {
            Command::Pause => {
                state.is_paused = !state.is_paused;
                None
            }
            Command::Faster | Command::Slower => {
                let step = match command {
                    Command::Faster => SPEED_STEP,
                    _ => -SPEED_STEP,
                };
                let speed = ((state.speed + step) * 10.0).round() / 10.0;
                state.speed = speed.clamp(*SPEEDS.start(), *SPEEDS.end());
                None
            }
            Command::Quit | Command::Interrupt => {
                state.has_ended = true;
                state.is_interrupted = command == Command::Interrupt;
                None
            }
            Command::Back => Some(self.moved(place, -((STEP_SECONDS * rate) as i64))),
            Command::Forward => Some(self.moved(place, (STEP_SECONDS * rate) as i64)),
            Command::Previous if place.sample < RESTART_SECONDS * rate && place.section > 0 => {
                Some(Position {
                    section: place.section - 1,
                    sample: 0,
                })
            }
            Command::Previous => Some(Position { sample: 0, ..place }),
            Command::Next if place.section + 1 < self.book.sections.len() => Some(Position {
                section: place.section + 1,
                sample: 0,
            }),
            Command::Next => None,
        };
        if let Some(place) = moved {
            state.place = place;
            state.has_moved = true;
        }
    }

    /// The place so many samples later, or earlier, across sections.
    fn moved(&self, place: Position, by: i64) -> Position {
        let sections = &self.book.sections;
        let mut section = place.section;
        let mut sample = place.sample as i64 + by;
        while sample < 0 && section > 0 {
            section -= 1;
            sample += sections[section].samples as i64;
        }
        while sample >= sections[section].samples as i64 && section + 1 < sections.len() {
            sample -= sections[section].samples as i64;
            section += 1;
        }
        Position {
            section,
            sample: (sample.max(0) as u64).min(sections[section].samples),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::audiobook::Track;
    use super::*;
    use lismoi_audio::wav::spool::Spill;
    use lismoi_audio::wav::writer::Writer;
    use lismoi_files::own::Folder;

    const RATE: u32 = 1000;

    fn book(folder: &std::path::Path, lengths: &[usize]) -> Audiobook {
        let folder = Folder::open(folder).expect("readable");
        let sections = lengths.iter().enumerate().map(|(index, length)| {
            let name = format!("{index}.wav");
            let file = folder.create(&name).expect("writable");
            let spill: Spill = Arc::new(tempfile::tempfile);
            let mut writer = Writer::start(file, RATE, &spill).expect("writable");
            writer
                .write(&vec![index as i16 + 1; *length])
                .expect("writable");
            writer.finish().expect("writable");
            Track {
                title: String::new(),
                file: name,
                samples: *length as u64,
            }
        });
        Audiobook {
            id: String::new(),
            title: String::new(),
            sample_rate: RATE,
            sections: sections.collect(),
            folder,
        }
    }

    fn heard(player: &mut Player) -> Vec<i16> {
        let mut heard = Vec::new();
        let mut block = [0; 700];
        loop {
            match player.fill(&mut block) {
                0 => return heard,
                count => heard.extend_from_slice(&block[..count]),
            }
        }
    }

    #[test]
    fn every_section_is_heard_once_and_in_order() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let book = book(folder.path(), &[3000, 10, 5000]);
        let mut player = Player::new(book, Position::default(), 1.0).expect("readable");
        let expected = [vec![1; 3000], vec![2; 10], vec![3; 5000]].concat();
        assert_eq!(heard(&mut player), expected);
        assert_eq!(player.shared().place(), None);
    }

    #[test]
    fn keys_move_across_sections() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let book = book(folder.path(), &[12_000, 30_000, 8_000]);
        let start = Position {
            section: 1,
            sample: 5_000,
        };
        let player = Player::new(book, start, 1.0).expect("readable");
        let shared = player.shared();
        let place = || (shared.state().place.section, shared.state().place.sample);
        shared.command(Command::Back);
        assert_eq!(place(), (0, 7_000));
        shared.command(Command::Forward);
        assert_eq!(place(), (1, 5_000));
        shared.command(Command::Previous);
        assert_eq!(place(), (1, 0));
        shared.command(Command::Previous);
        assert_eq!(place(), (0, 0));
        shared.command(Command::Back);
        assert_eq!(place(), (0, 0));
        shared.command(Command::Next);
        shared.command(Command::Next);
        shared.command(Command::Next);
        assert_eq!(place(), (2, 0));
        shared.command(Command::Forward);
        assert_eq!(place(), (2, 8_000));
    }

    #[test]
    fn a_pause_is_silent_and_the_place_stays() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let book = book(folder.path(), &[5000]);
        let mut player = Player::new(book, Position::default(), 1.0).expect("readable");
        let shared = player.shared();
        shared.command(Command::Pause);
        let mut block = [7; 100];
        assert_eq!(player.fill(&mut block), 100);
        assert_eq!((block, shared.state().place.sample), ([0; 100], 0));
        shared.command(Command::Pause);
        assert_eq!(heard(&mut player).len(), 5000);
    }

    #[test]
    fn a_place_that_is_chosen_in_a_pause_is_where_it_goes_on() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let book = book(folder.path(), &[3000, 5000]);
        let mut player = Player::new(book, Position::default(), 1.0).expect("readable");
        let shared = player.shared();
        let mut block = [0; 100];
        shared.command(Command::Pause);
        player.fill(&mut block);
        shared.command(Command::Next);
        player.fill(&mut block);
        shared.command(Command::Pause);
        assert_eq!(heard(&mut player), vec![2; 5000]);
    }
}
