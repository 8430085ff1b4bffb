//! How large the files of an audiobook can be, in proportion to its manifest: a small file
//! that claims hours of sound or millions of cues is not decoded to its end.

use std::time::Duration;

use crate::formats::Content;
use crate::manifest::Summary;

/// The least bytes of a manifest for a sentence: its hash alone has 64.
const SENTENCE_BYTES: f64 = 200.0;

/// The longest that a voice speaks for a byte of the manifest at the normal rate, in seconds:
/// it holds what is spoken twice, and nobody needs a second for a letter.
const SPEECH_PER_BYTE: f64 = 0.5;

/// No silence that a user can ask for is longer: two pauses of a minute.
const LONGEST_PAUSE_MS: u32 = 120_000;

/// The bytes of a text file for each byte of the manifest: the captions by word and the overlays
/// of an EPUB take about as many as the manifest.
const TEXT_PER_BYTE: u64 = 8;

/// The bytes that a text has besides the article: styles, script and typeface of the page.
const TEXT_SPARE: u64 = 4 << 20;

/// The bytes of a file for each sample of the WAV files; 16 bits at 192 kHz for 22 kHz.
const BYTES_PER_SAMPLE: u64 = 18;

/// The bytes that a sound file has besides its sound: its tags, and a cover of up to 10 MB,
/// which Opus has in Base64.
const SOUND_SPARE: u64 = 20 << 20;

/// The nodes of an XML file besides those of its sentences.
const NODES_SPARE: u64 = 20_000;

/// The bytes of the manifest for each node: a word has about 80, and five nodes.
const BYTES_PER_NODE: u64 = 8;

/// The limits of an audiobook.
#[derive(Clone, Debug)]
pub(super) struct Limits {
    /// The length of the manifest, in bytes.
    manifest: u64,
    /// The longest that all sections together can be, in samples.
    samples: u64,
    /// Where each section starts in the manifest.
    pub(super) starts: Vec<u64>,
}

impl Limits {
    /// The limits that a manifest of so many bytes sets.
    pub(super) fn new(manifest: u64, starts: Vec<u64>, summary: &Summary) -> Limits {
        let settings = &summary.head.settings;
        let pause_ms = settings.pauses.longest_ms().min(LONGEST_PAUSE_MS);
        let pause = Duration::from_millis(pause_ms.into()).as_secs_f64();
        let speech = SPEECH_PER_BYTE * slowness(settings.voice.rate_wpm);
        let seconds = manifest as f64 * (speech + (pause + 1.5) / SENTENCE_BYTES);
        Limits {
            manifest,
            samples: (seconds * f64::from(summary.head.sample_rate)) as u64,
            starts,
        }
    }

    /// Whether the article can be so long, in samples.
    pub(super) fn allow(&self, samples: u64) -> bool {
        samples <= self.samples
    }

    /// The most bytes of a text.
    pub(super) fn text(&self) -> u64 {
        self.manifest
            .saturating_mul(TEXT_PER_BYTE)
            .saturating_add(TEXT_SPARE)
    }

    /// The most nodes of an XML file.
    pub(super) fn nodes(&self) -> u32 {
        let nodes = self.manifest / BYTES_PER_NODE + NODES_SPARE;
        u32::try_from(nodes).unwrap_or(u32::MAX).min(MOST_NODES)
    }

    /// The most bytes of a file with this content, of an article of so many samples.
    pub(super) fn file(&self, content: Content, holds_sound: bool, samples: u64) -> u64 {
        let sound = samples
            .saturating_mul(BYTES_PER_SAMPLE)
            .saturating_add(SOUND_SPARE);
        match content {
            Content::Wav | Content::Sound(_) => sound,
            Content::Captions(_) => self.text(),
            // In Base64.
            Content::Page if holds_sound => self.text().saturating_add(sound.saturating_mul(2)),
            Content::Page => self.text(),
            Content::Book(_) => self.text().saturating_add(sound),
        }
    }
}

/// Nodes take 72 bytes of memory each.
const MOST_NODES: u32 = 1 << 21;

/// How much slower a voice speaks than at its normal rate.
pub(super) fn slowness(rate_wpm: u32) -> f64 {
    // The lowest rate that can be asked for is 80.
    175.0 / f64::from(rate_wpm.max(20))
}
