//! Writes the WAV file of one section: takes are placed and joined as they come, so that a
//! chapter is never held in memory.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::PathBuf;
use std::sync::Arc;

use anyhow::{Context, Result, ensure};

use super::checkpoint;
use super::folder::{Folder, remove_if_there};
use super::plan::{PlannedSection, ScriptLine};
use crate::manifest::records::SectionRecord;
use crate::timeline::{Cue, place};
use lismoi_audio::clock;
use lismoi_audio::loudness::{GainSearch, LoudnessMeasurement};
use lismoi_audio::meter::Meter;
use lismoi_audio::wav::writer::Writer;
use lismoi_speech::hash::hash_file;
use lismoi_speech::{SpeechError, Take};

/// A chapter being written, under hidden names.
pub struct ChapterWriter {
    folder: Arc<Folder>,
    record: SectionRecord,
    part: PathBuf,
    sample_rate: u32,
    sound: Writer,
    /// Its gain in tenths of a decibel, and the meter of its loudness.
    level: Option<(i16, Meter)>,
    cues: BufWriter<File>,
}

impl ChapterWriter {
    /// Starts the chapter of a planned section, with the current gain of `search`.
    /// `earlier` is its record at another gain; its file will be replaced. All takes must be
    /// at `sample_rate`.
    ///
    /// # Errors
    /// The files cannot be created.
    pub fn start(
        folder: &Arc<Folder>,
        section: &PlannedSection<'_>,
        search: &GainSearch,
        sample_rate: u32,
        earlier: Option<&SectionRecord>,
    ) -> Result<ChapterWriter> {
        if earlier.is_some() {
            // The file first: without its checkpoint it would not be known as ours.
            remove_if_there(&folder.path(&section.file));
            checkpoint::remove(folder, &section.fingerprint);
        }
        let part = folder.hidden(&format!("{}.wav.part", section.fingerprint));
        let cues = checkpoint::cues_path(folder, &section.fingerprint);
        let unwritable = || format!("could not write '{}'", folder.path(&section.file).display());
        let start = || -> io::Result<_> {
            let cues = BufWriter::with_capacity(1 << 16, File::create(&cues)?);
            Ok((Writer::create(&part, sample_rate)?, cues))
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
                measured: earlier
                    .map(|record| search.earlier(&record.measured))
                    .unwrap_or_default(),
            },
            level: search
                .gain_cb()
                .map(|gain_cb| (gain_cb, Meter::new(sample_rate))),
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
    /// why it could not be spoken, if so.
    ///
    /// # Errors
    /// The voice is not available at all, or the file cannot be written.
    pub fn add(
        &mut self,
        line: &ScriptLine,
        take: Result<Take, SpeechError>,
    ) -> Result<Option<String>> {
        let unwritable = format!(
            "could not write '{}'",
            self.folder.path(&self.record.file).display()
        );
        if let Ok(take) = &take {
            let (found, wanted) = (take.sample_rate, self.sample_rate);
            ensure!(
                found == wanted,
                "a take is at {found} Hz instead of {wanted}"
            );
        }
        let at =
            self.record.samples + clock::samples(line.utterance.pause_before_ms, self.sample_rate);
        let rendered = &line.rendered;
        let placed = match take {
            Ok(take) => place::take(rendered, take, at).ok_or_else(|| "it has no sound".to_owned()),
            Err(SpeechError::Utterance(reason)) => Err(reason),
            Err(error @ SpeechError::Unavailable(_)) => return Err(error.into()),
        };
        let (sound, cue) = placed.unwrap_or_else(|reason| {
            (
                Vec::new(),
                place::placeholder(rendered, at, self.sample_rate, reason),
            )
        });
        let end = cue.end + clock::samples(line.utterance.pause_after_ms, self.sample_rate);
        self.write_silence(cue.start - self.record.samples)
            .and_then(|()| self.sound.mark(&line.printed))
            .and_then(|()| self.write(&sound, &cue, end))
            .context(unwritable)?;
        self.record.failed += usize::from(cue.failed.is_some());
        Ok(cue.failed)
    }

    /// Writes the sound of a cue, silence up to `end`, and the cue.
    fn write(&mut self, sound: &[i16], cue: &Cue, end: u64) -> io::Result<()> {
        self.write_samples(sound)?;
        self.write_silence(end - cue.start - sound.len() as u64)?;
        self.record.samples = end;
        checkpoint::write_cue(&mut self.cues, cue)
    }

    fn write_silence(&mut self, mut samples: u64) -> io::Result<()> {
        const SILENCE: [i16; 4096] = [0; 4096];
        while samples > 0 {
            let count = samples.min(SILENCE.len() as u64);
            self.write_samples(&SILENCE[..count as usize])?;
            samples -= count;
        }
        Ok(())
    }

    fn write_samples(&mut self, samples: &[i16]) -> io::Result<()> {
        if let Some((_, meter)) = &mut self.level {
            meter.add(samples);
        }
        self.sound.write(samples)
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
            level,
            mut cues,
            ..
        } = self;
        let path = folder.path(&record.file);
        let complete = || -> Result<SectionRecord> {
            cues.flush()?;
            record
                .measured
                .extend(level.map(|(gain_cb, meter)| LoudnessMeasurement {
                    gain_cb,
                    blocks: meter.finish(),
                }));
            sound.finish()?;
            (record.sha256, record.bytes) = hash_file(&part)?;
            checkpoint::write(&folder, &record)?;
            fs::rename(&part, &path)?;
            Ok(record)
        };
        complete().with_context(|| format!("could not write '{}'", path.display()))
    }
}
