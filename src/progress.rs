//! What a person, or another program, sees while the work goes on: on standard error.

use std::fmt;
use std::io::{self, IsTerminal};
use std::mem;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressState, ProgressStyle};
use lismoi_audio::clock::duration;
use serde_json::json;
use terminal_size::terminal_size_of;

use crate::cli::ProgressFormat;
use crate::config::{Config, Verbosity};
use crate::message::{self, event};
use crate::printable::printable;

use lismoi_book::build::observer::{Event, Failure, Stage};

/// More of a name would not leave room for the bar.
const LONGEST_NAME: usize = 30;

/// The bar gives no estimate before so much of the work is done.
const SOONEST_ESTIMATE: Duration = Duration::from_millis(700);

/// Progress of the build of one article, stage by stage.
#[derive(Debug)]
pub struct Progress<'a> {
    config: &'a Config,
    article: Article<'a>,
    display: Display,
}

/// The article that is made, among those of the run.
#[derive(Clone, Copy, Debug)]
pub struct Article<'a> {
    /// The name of its folder.
    pub name: &'a str,
    /// The place of its file among those of the run, from 1.
    pub number: usize,
    /// How many files the run has.
    pub of: usize,
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
        /// The last percent that was reported.
        percent: u64,
    },
    /// Nothing.
    Silent,
}

impl<'a> Progress<'a> {
    /// No stage has begun.
    pub fn new(config: &'a Config, article: Article<'a>) -> Progress<'a> {
        Progress {
            config,
            article,
            display: Display::Silent,
        }
    }

    /// Shows an event.
    pub fn show(&mut self, event: Event<'_>) {
        match event {
            Event::Started { stage, total } => {
                self.display = Display::start(self.config, self.article, stage, total);
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
    fn start(config: &Config, article: Article<'_>, stage: Stage, total: u64) -> Display {
        let Article { name, number, of } = article;
        if config.progress == Some(ProgressFormat::Json) {
            let stage = match stage {
                Stage::Speaking => "speaking",
                Stage::Encoding => "encoding",
            };
            event(
                &json!({"event": "start", "article": name, "number": number, "of": of, "stage": stage, "total": total}),
            );
            return Display::Json {
                done: 0,
                total,
                percent: 0,
            };
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
        let style = ProgressStyle::with_template(&format!(
            "{{prefix:.bold}} {{bar:{bar_width}}} {{percent:>3}} %  {{left:9}} {{wide_msg}}"
        ));
        if let Ok(style) = style {
            let style = style.with_key("left", time_left);
            bar.set_style(style.progress_chars("━╸ "));
        }
        let name: String = name.chars().take(name_width).collect();
        let name = printable(&name);
        bar.set_prefix(match of {
            0 | 1 => name.into_owned(),
            _ => format!("[{number}/{of}] {name}"),
        });
        if stage == Stage::Encoding {
            bar.set_message(tr!("encoding"));
        }
        bar.enable_steady_tick(Duration::from_millis(100));
        Display::Bar(bar)
    }

    fn section(&mut self, number: usize, count: usize, file: &str) {
        match self {
            Display::Bar(bar) => {
                let title = file.strip_suffix(".wav").unwrap_or(file);
                let title = printable(title);
                bar.set_message(format!("{title} ({number}/{count})"));
            }
            Display::Json { done, total, .. } => event(
                &json!({"event": "section", "number": number, "of": count, "file": file, "done": *done, "total": *total}),
            ),
            Display::Silent => {}
        }
    }

    fn advance(&mut self, more: u64) {
        match self {
            Display::Bar(bar) => bar.inc(more),
            Display::Json {
                done,
                total,
                percent,
            } => {
                *done += more;
                let now = *done * 100 / (*total).max(1);
                // No more lines than a bar has steps.
                if now > *percent {
                    *percent = now;
                    event(&json!({"event": "progress", "done": *done, "total": *total}));
                }
            }
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
            Display::Json { done, total, .. } => {
                event(&json!({"event": "end", "done": done, "total": total}));
            }
            Display::Silent => {}
        }
    }
}

/// "reste 12 s"; nothing where there is no good estimate yet.
fn time_left(state: &ProgressState, out: &mut dyn fmt::Write) {
    if state.pos() > 0 && state.elapsed() > SOONEST_ESTIMATE {
        let seconds = state.eta().as_secs_f64().ceil() as u64;
        let _ = out.write_str(&tr!("time-left", time = duration(seconds)));
    }
}

/// A bar for work of so many steps; hidden where nobody would see it.
pub fn bar_of(steps: usize) -> ProgressBar {
    let target = match io::stderr().is_terminal() {
        true => ProgressDrawTarget::stderr(),
        false => ProgressDrawTarget::hidden(),
    };
    let bar = ProgressBar::with_draw_target(Some(steps as u64), target);
    let style = ProgressStyle::with_template("{bar:30} {pos}/{len}  {left:9} {wide_msg}");
    if let Ok(style) = style {
        let style = style.with_key("left", time_left);
        bar.set_style(style.progress_chars("━╸ "));
    }
    bar.enable_steady_tick(Duration::from_millis(100));
    bar
}
