//! What a person, or another program, sees while the work goes on: on standard error.

use std::io::{self, IsTerminal, Write};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use serde_json::json;
use terminal_size::terminal_size_of;

use crate::cli::ProgressFormat;
use crate::config::{Config, Verbosity};
use crate::message::{self, Failure};

/// More of a name would not leave room for the bar.
const LONGEST_NAME: usize = 30;

/// What is done, and counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Bytes of spoken text.
    Speaking,
    /// Samples, in each format.
    Encoding,
}

/// Progress of one stage of the work on an article.
#[derive(Debug)]
pub enum Progress {
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

impl Progress {
    /// Starts showing progress of work on the article called `name`, of which there is
    /// `total`.
    pub fn start(config: &Config, name: &str, stage: Stage, total: u64) -> Progress {
        if config.progress == Some(ProgressFormat::Json) {
            let stage = match stage {
                Stage::Speaking => "speaking",
                Stage::Encoding => "encoding",
            };
            event(&json!({"event": "start", "article": name, "stage": stage, "total": total}));
            return Progress::Json { done: 0, total };
        }
        if config.verbosity == Verbosity::Quiet || !io::stderr().is_terminal() {
            return Progress::Silent;
        }
        let bar = ProgressBar::with_draw_target(Some(total), ProgressDrawTarget::stderr());
        // Not as wide as the terminal: the ^C that it echoes would begin a new line.
        let width = terminal_size_of(io::stderr()).map_or(80, |(width, _)| width.0);
        let (bar_width, name_width) = match width {
            90.. => (30, LONGEST_NAME),
            60.. => (15, 12),
            _ => (8, 0),
        };
        let style = ProgressStyle::with_template(&format!(
            "{{prefix:.bold}} {{bar:{bar_width}}} {{percent:>3}} %  {{msg}}  {{eta}} left"
        ));
        if let Ok(style) = style {
            bar.set_style(style.progress_chars("━╸ "));
        }
        bar.set_prefix(name.chars().take(name_width).collect::<String>());
        if stage == Stage::Encoding {
            bar.set_message("encoding");
        }
        bar.enable_steady_tick(Duration::from_millis(100));
        Progress::Bar(bar)
    }

    /// Tells that work on a section has begun.
    pub fn section(&mut self, number: usize, count: usize, file: &str) {
        match self {
            Progress::Bar(bar) => bar.set_message(format!("{number}/{count}")),
            Progress::Json { done, total } => event(
                &json!({"event": "section", "number": number, "of": count, "file": file, "done": *done, "total": *total}),
            ),
            Progress::Silent => {}
        }
    }

    /// Tells that so much more has been done.
    pub fn advance(&mut self, more: u64) {
        match self {
            Progress::Bar(bar) => bar.inc(more),
            Progress::Json { done, .. } => *done += more,
            Progress::Silent => {}
        }
    }

    /// Tells that an utterance could not be spoken.
    pub fn failed(&self, failure: &Failure) {
        match self {
            Progress::Bar(bar) => bar.suspend(|| message::failure(failure)),
            Progress::Json { .. } => event(&json!({
                "event": "failed",
                "line": failure.line,
                "text": failure.text,
                "file": failure.file,
                "reason": failure.reason,
            })),
            Progress::Silent => message::failure(failure),
        }
    }

    /// Takes the bar away.
    pub fn finish(self) {
        match self {
            Progress::Bar(bar) => bar.finish_and_clear(),
            Progress::Json { done, total } => {
                event(&json!({"event": "end", "done": done, "total": total}));
            }
            Progress::Silent => {}
        }
    }
}

/// Prints one event; whoever closed standard error does not want it.
fn event(event: &serde_json::Value) {
    let _ = writeln!(io::stderr(), "{event}");
}
