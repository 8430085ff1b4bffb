//! The settings of an audiobook, with defaults filled in and ranges checked.

use anyhow::{Result, ensure};
use lismoi_book::Settings;
use lismoi_french::Pauses;
use lismoi_readers::{Boilerplate, ReadOptions};
use lismoi_speech::voice::Voice;

use crate::cli::options::{Options, PauseOptions, ReadingOptions};

/// The loudness that podcasts use for one channel, in LUFS.
const LOUDNESS_LUFS: i8 = -19;

const LONGEST_PAUSE_MS: u32 = 60_000;

pub(super) fn settings(options: &Options, voice: Voice) -> Result<Settings> {
    Ok(Settings {
        voice,
        liaisons: options.reading.liaison.unwrap_or_default(),
        pauses: pauses(&options.pauses)?,
        loudness_lufs: match options.voice.loudness {
            Some(loudness) => loudness.lufs,
            None => Some(LOUDNESS_LUFS),
        },
        reading: reading(&options.reading),
    })
}

fn reading(options: &ReadingOptions) -> ReadOptions {
    ReadOptions {
        format: options.from.unwrap_or_default(),
        footnotes: options.notes.unwrap_or_default(),
        boilerplate: match options.keep_all {
            Some(true) => Boilerplate::Keep,
            _ => Boilerplate::Drop,
        },
        read: options.read.iter().copied().collect(),
        skip: options.skip.iter().copied().collect(),
    }
}

fn pauses(options: &PauseOptions) -> Result<Pauses> {
    let mut pauses = Pauses::of(options.pauses.unwrap_or_default());
    let given = [
        (options.pause_sentence, &mut pauses.sentence_ms),
        (options.pause_paragraph, &mut pauses.paragraph_ms),
        (options.pause_list_item, &mut pauses.list_item_ms),
        (options.pause_before_heading, &mut pauses.before_heading_ms),
        (options.pause_after_heading, &mut pauses.after_heading_ms),
        (options.pause_section_start, &mut pauses.section_start_ms),
        (options.pause_section_end, &mut pauses.section_end_ms),
    ];
    for (given_ms, pause_ms) in given {
        if let Some(given_ms) = given_ms {
            ensure!(
                given_ms <= LONGEST_PAUSE_MS,
                "a pause must be at most {LONGEST_PAUSE_MS} ms, not {given_ms}"
            );
            *pause_ms = given_ms;
        }
    }
    Ok(pauses)
}
