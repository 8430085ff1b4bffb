//! Writes the WAV file of one section: takes are placed and joined as they come, so that a
//! chapter is never held in memory.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::sync::Arc;

use anyhow::{Context, Result, ensure};

use super::checkpoint;
use super::folder::{Folder, hidden_name};
use super::plan::{PlannedSection, ScriptLine};
use super::retry::Spoken;
use crate::manifest::records::SectionRecord;
use crate::timeline::{Cue, place};
use lismoi_audio::clock;
use lismoi_audio::loudness::{GatingBlocks, LoudnessMeasurement};
use lismoi_audio::wav::spool::Spill;
use lismoi_audio::wav::writer::Writer;
use lismoi_speech::SpeechError;
use lismoi_speech::hash::hash_file;

/// A chapter being written, under hidden names.
pub struct ChapterWriter {
    folder: Arc<Folder>,
    record: SectionRecord,
    /// The name of its WAV file until that is complete.
    part: String,
    sample_rate: u32,
    sound: Writer,
    cues: BufWriter<File>,
}

impl ChapterWriter {
    /// Starts the chapter of a planned section; `voice_fingerprint` is that of its record. All takes
    /// must be at `sample_rate`, and measured at the gains `gains_cb`, in tenths of a decibel.
    /// With `replaces`, it has a file at another gain, which will be replaced.
    ///
    /// # Errors
    /// The files cannot be created.
    pub fn start(
        folder: &Arc<Folder>,
        section: &PlannedSection<'_>,
        voice_fingerprint: &str,
        sample_rate: u32,
        gains_cb: &[i16],
        replaces: bool,
    ) -> Result<ChapterWriter> {
        if replaces {
            // The file first: without its checkpoint it would not be known as ours.
            folder.remove_if_there(&section.file);
            checkpoint::remove(folder, &section.fingerprint);
        }
        let part = hidden_name(&format!("{}.wav.part", section.fingerprint));
        let cues = checkpoint::cues_file(&section.fingerprint);
        let spill = spill(folder, &section.fingerprint);
        let unwritable = || format!("could not write '{}'", folder.path(&section.file).display());
        let start = || -> io::Result<_> {
            let cues = BufWriter::with_capacity(1 << 16, folder.files.create(&cues)?);
            let sound = folder.files.create(&part)?;
            Ok((Writer::start(sound, sample_rate, &spill)?, cues))
        };
        let (sound, cues) = start().with_context(unwritable)?;
        Ok(ChapterWriter {
            folder: folder.clone(),
            record: SectionRecord {
                number: section.number,
                heading: section.heading.clone(),
                level: section.section.level,
                file: section.file.clone(),
                fingerprint: section.fingerprint.clone(),
                samples: 0,
                bytes: 0,
                sha256: String::new(),
                failed: 0,
                measured: unmeasured(gains_cb),
                voice_fingerprint: voice_fingerprint.to_owned(),
                cues_sha256: String::new(),
            },
            sound,
            sample_rate,
            part,
            cues,
        })
    }

    /// The fingerprint of its section.
    pub fn fingerprint(&self) -> &str {
        &self.record.fingerprint
    }

    /// Adds an utterance with the pauses around it and a marker with its printed text. Returns
    /// why it, or some of its words, could not be spoken, if so.
    ///
    /// # Errors
    /// The voice is not available at all, or the file cannot be written.
    pub fn add(
        &mut self,
        line: &ScriptLine,
        spoken: Result<Spoken, SpeechError>,
    ) -> Result<Option<String>> {
        if let Ok(Spoken { processed, .. }) = &spoken {
            let (found, wanted) = (processed.take.sample_rate, self.sample_rate);
            ensure!(
                found == wanted,
                "a take is at {found} Hz instead of {wanted}"
            );
        }
        let at = self.start_of(line);
        let rendered = &line.rendered;
        let placed = match spoken {
            Ok(spoken) => {
                place::take(rendered, spoken, at).ok_or_else(|| "it has no sound".to_owned())
            }
            Err(SpeechError::Utterance(reason)) => Err(reason),
            Err(error @ SpeechError::Unavailable(_)) => return Err(error.into()),
        };
        let (sound, cue) = placed.unwrap_or_else(|reason| {
            (
                Vec::new(),
                place::placeholder(rendered, at, self.sample_rate, reason),
            )
        });
        self.append(line, &sound, &cue)?;
        Ok(cue.failed)
    }

    /// Adds an utterance that was spoken earlier, as it was written then.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn add_earlier(&mut self, line: &ScriptLine, sound: &[i16], mut cue: Cue) -> Result<()> {
        cue.move_to(self.start_of(line));
        self.append(line, sound, &cue)
    }

    /// Where the sound of the next utterance starts.
    fn start_of(&self, line: &ScriptLine) -> u64 {
        self.record.samples + clock::samples(line.utterance.pause_before_ms, self.sample_rate)
    }

    fn append(&mut self, line: &ScriptLine, sound: &[i16], cue: &Cue) -> Result<()> {
        let end = cue.end + clock::samples(line.utterance.pause_after_ms, self.sample_rate);
        self.write_silence(cue.start - self.record.samples)
            .and_then(|()| self.sound.mark(&line.printed))
            .and_then(|()| self.write(sound, cue, end))
            .with_context(|| {
                format!(
                    "could not write '{}'",
                    self.folder.path(&self.record.file).display()
                )
            })?;
        self.record.failed += usize::from(cue.failed.is_some());
        add_up(&mut self.record.measured, &cue.measured);
        Ok(())
    }

    /// Writes the sound of a cue, silence up to `end`, and the cue.
    fn write(&mut self, sound: &[i16], cue: &Cue, end: u64) -> io::Result<()> {
        self.sound.write(sound)?;
        self.write_silence(end - cue.start - sound.len() as u64)?;
        self.record.samples = end;
        checkpoint::write_cue(&mut self.cues, cue)
    }

    fn write_silence(&mut self, mut samples: u64) -> io::Result<()> {
        const SILENCE: [i16; 4096] = [0; 4096];
        while samples > 0 {
            let count = samples.min(SILENCE.len() as u64);
            self.sound.write(&SILENCE[..count as usize])?;
            samples -= count;
        }
        Ok(())
    }

    /// Completes the files, writes the checkpoint and gives the WAV file its final name.
    ///
    /// # Errors
    /// The files cannot be written.
    pub fn finish(self) -> Result<SectionRecord> {
        let ChapterWriter {
            folder,
            mut record,
            part,
            sound,
            mut cues,
            ..
        } = self;
        let path = folder.path(&record.file);
        let complete = || -> Result<SectionRecord> {
            cues.flush()?;
            let cues = folder
                .files
                .open_file(&checkpoint::cues_file(&record.fingerprint))?;
            let (cues_sha256, _) = hash_file(cues)?;
            record.cues_sha256 = cues_sha256;
            sound.finish()?;
            (record.sha256, record.bytes) = hash_file(folder.files.open_file(&part)?)?;
            checkpoint::write(&folder, &record)?;
            folder.files.rename(&part, &record.file)?;
            Ok(record)
        };
        complete().with_context(|| format!("could not write '{}'", path.display()))
    }
}

/// Creates files for the markers of a section that do not fit in memory.
fn spill(folder: &Arc<Folder>, fingerprint: &str) -> Spill {
    let folder = Arc::clone(folder);
    let name = hidden_name(&format!("{fingerprint}.markers.part"));
    Arc::new(move || folder.files.create_unnamed(&name))
}

/// The measurements of nothing at each of these gains.
pub(super) fn unmeasured(gains_cb: &[i16]) -> Vec<LoudnessMeasurement> {
    let gains_cb = gains_cb.iter();
    let nothing = gains_cb.map(|&gain_cb| LoudnessMeasurement {
        gain_cb,
        blocks: GatingBlocks::default(),
    });
    nothing.collect()
}

/// Adds the measurements of an utterance to those of its section at the same gains. One that
/// has failed has none.
pub(super) fn add_up(section: &mut [LoudnessMeasurement], utterance: &[LoudnessMeasurement]) {
    for (total, measured) in section.iter_mut().zip(utterance) {
        total.blocks.extend(&measured.blocks);
    }
}
