//! What a person, or another program, sees while the work goes on: on standard error.

use std::io::{self, IsTerminal, Write};
use std::mem;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use serde_json::json;
use terminal_size::terminal_size_of;

use crate::cli::ProgressFormat;
use crate::config::{Config, Verbosity};
use crate::message;

use lismoi_book::build::observer::{Event, Failure, Stage};

/// More of a name would not leave room for the bar.
const LONGEST_NAME: usize = 30;

/// Progress of the build of one article, stage by stage.
#[derive(Debug)]
pub struct Progress<'a> {
    config: &'a Config,
    /// The name of the article.
    name: &'a str,
    display: Display,
}

/// How the current stage is shown.
#[derive(Debug)]
enum Display {
    /// A bar with an estimate.
    Bar(ProgressBar),
    /// One JSON object a line.
    Json {
        /// Done so far.
        done: u64,
        /// To be done.
        total: u64,
    },
    /// Nothing.
    Silent,
}

impl<'a> Progress<'a> {
    /// No stage has begun.
    pub fn new(config: &'a Config, name: &'a str) -> Progress<'a> {
        Progress {
            config,
            name,
            display: Display::Silent,
        }
    }

    /// Shows an event.
    pub fn show(&mut self, event: Event<'_>) {
        match event {
            Event::Started { stage, total } => {
                self.display = Display::start(self.config, self.name, stage, total);
            }
            Event::Section {
                number,
                count,
                file,
            } => self.display.section(number, count, file),
            Event::Advanced(more) => self.display.advance(more),
            Event::Failed(failure) => self.display.failed(failure),
            Event::Ended => self.display.finish(),
        }
    }
}

impl Display {
    fn start(config: &Config, name: &str, stage: Stage, total: u64) -> Display {
        if config.progress == Some(ProgressFormat::Json) {
            let stage = match stage {
                Stage::Speaking => "speaking",
                Stage::Encoding => "encoding",
            };
            event(&json!({"event": "start", "article": name, "stage": stage, "total": total}));
            return Display::Json { done: 0, total };
        }
        if config.verbosity == Verbosity::Quiet || !io::stderr().is_terminal() {
            return Display::Silent;
        }
        let bar = ProgressBar::with_draw_target(Some(total), ProgressDrawTarget::stderr());
        // Not as wide as the terminal: the ^C that it echoes would begin a new line.
        let width = terminal_size_of(io::stderr()).map_or(80, |(width, _)| width.0);
        let (bar_width, name_width) = match width {
            90.. => (30, LONGEST_NAME),
            60.. => (15, 12),
            _ => (8, 0),
        };
        let left = tr!("time-left", time = "{eta}");
        let style = ProgressStyle::with_template(&format!(
            "{{prefix:.bold}} {{bar:{bar_width}}} {{percent:>3}} %  {{msg}}  {left}"
        ));
        if let Ok(style) = style {
            bar.set_style(style.progress_chars("━╸ "));
        }
        bar.set_prefix(name.chars().take(name_width).collect::<String>());
        if stage == Stage::Encoding {
            bar.set_message(tr!("encoding"));
        }
        bar.enable_steady_tick(Duration::from_millis(100));
        Display::Bar(bar)
    }

    fn section(&mut self, number: usize, count: usize, file: &str) {
        match self {
            Display::Bar(bar) => bar.set_message(format!("{number}/{count}")),
            Display::Json { done, total } => event(
                &json!({"event": "section", "number": number, "of": count, "file": file, "done": *done, "total": *total}),
            ),
            Display::Silent => {}
        }
    }

    fn advance(&mut self, more: u64) {
        match self {
            Display::Bar(bar) => bar.inc(more),
            Display::Json { done, .. } => *done += more,
            Display::Silent => {}
        }
    }

    fn failed(&self, failure: &Failure) {
        match self {
            Display::Bar(bar) => bar.suspend(|| message::failure(failure)),
            Display::Json { .. } => event(&json!({
                "event": "failed",
                "line": failure.line,
                "text": failure.text,
                "file": failure.file,
                "reason": failure.reason,
            })),
            Display::Silent => message::failure(failure),
        }
    }

    fn finish(&mut self) {
        match mem::replace(self, Display::Silent) {
            Display::Bar(bar) => bar.finish_and_clear(),
            Display::Json { done, total } => {
                event(&json!({"event": "end", "done": done, "total": total}));
            }
            Display::Silent => {}
        }
    }
}

/// Prints one event; whoever closed standard error does not want it.
fn event(event: &serde_json::Value) {
    let _ = writeln!(io::stderr(), "{event}");
}
