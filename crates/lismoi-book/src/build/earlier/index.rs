//! Finds utterances in sections that are set aside.

use std::collections::HashMap;
use std::io::{BufRead, BufReader};
use std::sync::Arc;

use anyhow::{Context, Result, ensure};

use super::super::folder::Folder;
use super::files;
use crate::manifest::records::SectionRecord;
use crate::timeline::{Cue, fingerprint};
use lismoi_speech::hash::hash_file;
use lismoi_speech::render::Rendered;

/// The utterances of all sections that are set aside, in about 50 bytes each.
#[derive(Debug)]
pub(in super::super) struct Earlier {
    pub(super) folder: Arc<Folder>,
    pub(super) sections: Vec<Section>,
    places: HashMap<u128, Place>,
}

/// A section that is set aside.
#[derive(Debug)]
pub(super) struct Section {
    pub(super) fingerprint: String,
    /// The gains at which it was measured, in tenths of a decibel; its file has the last one.
    gains_cb: Vec<i16>,
}

/// The place of an utterance.
#[derive(Clone, Copy, Debug)]
pub(in super::super) struct Place {
    /// The index of its section.
    pub(super) section: u32,
    /// How many words it has.
    words: u32,
    /// The first byte of its cue in the file of cues.
    pub(super) cue: u64,
}

impl Earlier {
    /// Opens the reusable sections that are set aside in a folder. The others are removed, and
    /// those that are damaged.
    ///
    /// # Errors
    /// The folder cannot be read.
    pub(in super::super) fn open(
        folder: &Arc<Folder>,
        is_reusable: impl Fn(&SectionRecord) -> bool,
    ) -> Result<Earlier> {
        let mut earlier = Earlier {
            folder: Arc::clone(folder),
            sections: Vec::new(),
            places: HashMap::new(),
        };
        for record in files::read_all(folder, is_reusable)? {
            if earlier.add(&record).is_err() {
                files::remove(folder, &record.fingerprint);
            }
        }
        Ok(earlier)
    }

    /// Adds the utterances of a section, unless a byte of its files has changed.
    fn add(&mut self, record: &SectionRecord) -> Result<()> {
        let fingerprint = &record.fingerprint;
        let open = |name: String| self.folder.files.open_file(&name);
        let (sound, _) = hash_file(open(files::sound_file(fingerprint))?)?;
        let (cues, _) = hash_file(open(files::cues_file(fingerprint))?)?;
        ensure!(
            sound == record.sha256 && cues == record.cues_sha256,
            "it is damaged"
        );
        let measured = record.measured.iter();
        let gains_cb: Vec<i16> = measured.map(|measured| measured.gain_cb).collect();
        let section = u32::try_from(self.sections.len())?;
        let mut file = BufReader::new(open(files::cues_file(fingerprint))?);
        let (mut line, mut at) = (String::new(), 0);
        loop {
            line.clear();
            let length = file.read_line(&mut line)?;
            if length == 0 {
                break;
            }
            let cue: Cue = serde_json::from_str(&line)?;
            if cue.failed.is_none() {
                let fingerprint = fingerprint::parse(&cue.fingerprint)
                    .context("a fingerprint is in hexadecimal")?;
                let words = u32::try_from(cue.words.len())?;
                let place = Place {
                    section,
                    words,
                    cue: at,
                };
                self.places.entry(fingerprint).or_insert(place);
            }
            at += length as u64;
        }
        self.sections.push(Section {
            fingerprint: fingerprint.clone(),
            gains_cb,
        });
        Ok(())
    }

    /// Whether a section was measured at these gains, and then got another one.
    pub(in super::super) fn went_on_from(&self, gains_cb: &[i16]) -> bool {
        let mut sections = self.sections.iter();
        sections.any(|section| {
            section.gains_cb.len() > gains_cb.len() && section.gains_cb.starts_with(gains_cb)
        })
    }

    /// The place of an utterance that was made at the last of these gains, after all others.
    pub(in super::super) fn made_at(&self, rendered: &Rendered, gains_cb: &[i16]) -> Option<Place> {
        self.find(rendered, |section| section.gains_cb == gains_cb)
    }

    /// The place of an utterance that was measured at each of these gains first.
    pub(in super::super) fn measured_at(
        &self,
        rendered: &Rendered,
        gains_cb: &[i16],
    ) -> Option<Place> {
        self.find(rendered, |section| section.gains_cb.starts_with(gains_cb))
    }

    fn find(&self, rendered: &Rendered, fits: impl Fn(&Section) -> bool) -> Option<Place> {
        if self.places.is_empty() {
            return None;
        }
        let place = self.places.get(&fingerprint::of(rendered))?;
        let is_usable = place.words as usize == rendered.words.len()
            && fits(&self.sections[place.section as usize]);
        is_usable.then_some(*place)
    }
}
