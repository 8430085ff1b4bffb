//! The terminal of a player: a line that says what is heard, and the keys.

use std::io::{self, Write};
use std::thread::JoinHandle;
use std::time::Duration;

use anyhow::Result;
use crossterm::cursor::{Hide, MoveToColumn, Show};
use crossterm::event::{self, Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers};
use crossterm::style::Print;
use crossterm::terminal::{self, Clear, ClearType, disable_raw_mode, enable_raw_mode};
use crossterm::{execute, queue};
use lismoi_audio::clock::duration;

use super::player::{Command, Shared, State};
use crate::printable::printable;

/// The line is drawn so often, and keys wait no longer.
const TICK: Duration = Duration::from_millis(200);

/// A terminal that is given back as it was, whatever happens.
struct Terminal;

impl Terminal {
    fn take() -> io::Result<Terminal> {
        enable_raw_mode()?;
        execute!(io::stdout(), Hide)?;
        Ok(Terminal)
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        let _ = execute!(io::stdout(), Show);
        let _ = disable_raw_mode();
        println!();
    }
}

/// Shows what is heard and obeys keys until the sound ends.
///
/// # Errors
/// The terminal cannot be used.
pub(super) fn show<T>(shared: &Shared, sound: &JoinHandle<T>) -> Result<()> {
    println!("{}", printable(&shared.book().title));
    println!("{}", tr!("play-keys"));
    let terminal = Terminal::take()?;
    while !sound.is_finished() && !shared.state().has_ended {
        draw(shared)?;
        if event::poll(TICK)? {
            match event::read()? {
                Event::Key(key) if key.kind != KeyEventKind::Release => {
                    if let Some(command) = command(key) {
                        shared.command(command);
                    }
                }
                _ => {}
            }
        }
    }
    draw(shared)?;
    drop(terminal);
    Ok(())
}

fn command(key: KeyEvent) -> Option<Command> {
    if key.modifiers.contains(KeyModifiers::CONTROL) {
        return (key.code == KeyCode::Char('c')).then_some(Command::Interrupt);
    }
    Some(match key.code {
        KeyCode::Char(' ' | 'k') => Command::Pause,
        KeyCode::Left => Command::Back,
        KeyCode::Right => Command::Forward,
        KeyCode::Up | KeyCode::Char('p') => Command::Previous,
        KeyCode::Down | KeyCode::Char('n') => Command::Next,
        KeyCode::Char('+' | '=' | ']') => Command::Faster,
        KeyCode::Char('-' | '[') => Command::Slower,
        KeyCode::Char('q') | KeyCode::Esc => Command::Quit,
        _ => return None,
    })
}

fn draw(shared: &Shared) -> io::Result<()> {
    let width = terminal::size().map_or(80, |(columns, _)| usize::from(columns));
    // A character in the last column would begin a new line.
    let line: String = line(shared).chars().take(width.saturating_sub(1)).collect();
    let mut out = io::stdout();
    queue!(
        out,
        MoveToColumn(0),
        Clear(ClearType::CurrentLine),
        Print(line)
    )?;
    out.flush()
}

/// "▶ 2/9  0:12 / 0:17  1.2×  Visite de Poutine".
fn line(shared: &Shared) -> String {
    let State {
        place,
        speed,
        is_paused,
        ..
    } = shared.state();
    let book = shared.book();
    let track = &book.sections[place.section];
    let clock = |samples: u64| duration(samples / u64::from(book.sample_rate));
    let speed = match (speed - 1.0).abs() < f64::EPSILON {
        true => String::new(),
        false => format!("  {}×", crate::report::decimal(format!("{speed:.1}"))),
    };
    format!(
        "{} {}/{}  {} / {}{speed}  {}",
        if is_paused { '⏸' } else { '▶' },
        place.section + 1,
        book.sections.len(),
        clock(place.sample),
        clock(track.samples),
        printable(&track.title),
    )
}
