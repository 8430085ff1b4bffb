//! Reads utterances from sections that are set aside.

use std::fs::File;
use std::io::{BufRead, BufReader, Seek, SeekFrom};

use anyhow::{Context, Result};

use super::files;
use super::index::{Earlier, Place};
use crate::timeline::Cue;
use lismoi_audio::wav::reader::Reader;

/// A reader with the files of one section open: neighbours in a text mostly stay neighbours.
pub(in super::super) struct EarlierSound<'a> {
    earlier: &'a Earlier,
    open: Option<Open>,
}

struct Open {
    section: u32,
    cues: BufReader<File>,
    sound: Reader<BufReader<File>>,
}

impl<'a> EarlierSound<'a> {
    pub(in super::super) fn new(earlier: &'a Earlier) -> EarlierSound<'a> {
        EarlierSound {
            earlier,
            open: None,
        }
    }

    /// The cue of an utterance, in its earlier chapter.
    ///
    /// # Errors
    /// The files cannot be read.
    pub(in super::super) fn cue(&mut self, place: Place) -> Result<Cue> {
        let cues = &mut self.open(place)?.cues;
        cues.seek(SeekFrom::Start(place.cue))?;
        let mut line = String::new();
        cues.read_line(&mut line)?;
        Ok(serde_json::from_str(&line)?)
    }

    /// The sound of an utterance, as it was written, and its cue.
    ///
    /// # Errors
    /// The files cannot be read.
    pub(in super::super) fn utterance(&mut self, place: Place) -> Result<(Vec<i16>, Cue)> {
        let cue = self.cue(place)?;
        let sound = &mut self.open(place)?.sound;
        sound.seek(cue.start)?;
        let mut samples = Vec::new();
        sound.read(&mut samples, (cue.end - cue.start) as usize)?;
        Ok((samples, cue))
    }

    fn open(&mut self, place: Place) -> Result<&mut Open> {
        let is_open = |open: &Open| open.section == place.section;
        let open = match self.open.take().filter(is_open) {
            Some(open) => open,
            None => self
                .reopen(place.section)
                .context("could not read what was spoken earlier")?,
        };
        Ok(self.open.insert(open))
    }

    fn reopen(&self, section: u32) -> Result<Open> {
        let Earlier {
            folder, sections, ..
        } = self.earlier;
        let fingerprint = &sections[section as usize].fingerprint;
        let open = |name: String| folder.files.open_file(&name);
        Ok(Open {
            section,
            cues: BufReader::new(open(files::cues_file(fingerprint))?),
            sound: Reader::new(BufReader::new(open(files::sound_file(fingerprint))?))?,
        })
    }
}
