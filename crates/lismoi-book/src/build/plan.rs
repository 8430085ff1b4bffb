//! What the audiobook will consist of: for each section with something to say, its
//! file and the key that tells whether it must be spoken again.

use std::collections::HashMap;
use std::ops::Range;

use sha2::{Digest, Sha256};

use crate::Settings;
use crate::build::names;
use lismoi_audio as audio;
use lismoi_document::{
    Document, Metadata, Section, SectionKind, SkipReason, Skipped, Source, collapse_whitespace,
    lines,
};
use lismoi_french::{self as french, Lexicon, Utterance};
use lismoi_speech::ENGINE_VERSION;
use lismoi_speech::render::{Rendered, render};

/// One file to be.
#[derive(Clone, Debug)]
pub struct PlannedSection<'a> {
    /// What it says.
    pub section: &'a Section,
    /// Its place, from 1.
    pub number: usize,
    /// Its heading, white space collapse_whitespace.
    pub heading: Option<String>,
    /// The name of its file.
    pub file: String,
    /// See [`crate::SectionRecord::key`].
    pub key: String,
    /// How much there is to say, in bytes of spoken text: a measure for progress.
    pub spoken_bytes: u64,
}

/// One line of the script.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// What is spoken.
    pub utterance: Utterance,
    /// The same as text for the engine.
    pub rendered: Rendered,
    /// What is printed there, white space collapsed: the label of its marker.
    pub printed: String,
}

/// Everything that will be made of an article.
#[derive(Clone, Debug)]
pub struct Plan<'a> {
    /// The article.
    pub source: &'a Source,
    /// How it will sound.
    pub settings: &'a Settings,
    /// The listener's own words.
    pub lexicon: &'a Lexicon,
    /// Its title, authors and date.
    pub metadata: &'a Metadata,
    /// The sections with something to say.
    pub sections: Vec<PlannedSection<'a>>,
    /// What will not be spoken, in order.
    pub skipped: Vec<Skipped>,
}

/// Plans the audiobook of a document.
pub fn plan<'a>(
    source: &'a Source,
    document: &'a Document,
    settings: &'a Settings,
    lexicon: &'a Lexicon,
) -> Plan<'a> {
    let text = |range: &Range<usize>| collapse_whitespace(&source.text[range.clone()]);
    let mut plan = Plan {
        source,
        settings,
        lexicon,
        metadata: &document.metadata,
        sections: Vec::new(),
        skipped: document.skipped.clone(),
    };
    let mut repetitions = HashMap::new();
    for section in &document.sections {
        if let Some(heading) = emptied(section, document) {
            plan.skipped.push(heading);
            continue;
        }
        let mut spoken_bytes = 0;
        let mut key = start_key(settings);
        let mut unsaid = Vec::new();
        for line in plan.script(section, |range| unsaid.push(range)) {
            spoken_bytes += line.rendered.text.len() as u64;
            add_to_key(&mut key, &line);
        }
        let silent = |range| Skipped {
            range,
            line: 0,
            reason: SkipReason::NoWord,
        };
        plan.skipped.extend(unsaid.into_iter().map(silent));
        if spoken_bytes == 0 {
            continue;
        }
        let number = plan.sections.len() + 1;
        plan.sections.push(PlannedSection {
            section,
            number,
            heading: section.heading.as_ref().map(|heading| text(&heading.range)),
            file: String::new(),
            key: finish_key(key, &mut repetitions),
            spoken_bytes,
        });
    }
    let count = plan.sections.len();
    for section in &mut plan.sections {
        section.file = names::wav(
            section.number,
            count,
            section.heading.as_deref().unwrap_or_default(),
        );
    }
    plan.skipped.sort_by_key(|skipped| skipped.range.start);
    lines::set_line_numbers(&source.text, &mut plan.skipped);
    plan
}

/// The heading of a section for notes, all of which are left out.
fn emptied(section: &Section, document: &Document) -> Option<Skipped> {
    let range = section.heading.as_ref()?.range.clone();
    let following = document
        .skipped
        .partition_point(|item| item.range.start < range.end);
    let is_emptied = section.blocks.is_empty()
        && section.kind == SectionKind::Footnotes
        && document
            .skipped
            .get(following)
            .is_some_and(|item| item.reason == SkipReason::Footnote);
    is_emptied.then_some(Skipped {
        range,
        line: 0,
        reason: SkipReason::Footnote,
    })
}

impl<'a> Plan<'a> {
    /// The script of one of the sections, made again at each call: to keep it would take memory
    /// that grows with the article.
    pub fn lines(&self, section: &'a Section) -> impl Iterator<Item = Line> + use<'a> {
        self.script(section, |_| ())
    }

    /// The script; `silent` is called with the range of every sentence without a word.
    fn script<'b, F: FnMut(Range<usize>) + 'b>(
        &self,
        section: &'b Section,
        silent: F,
    ) -> impl Iterator<Item = Line> + use<'a, 'b, F>
    where
        'a: 'b,
    {
        let options = self.settings.options(self.lexicon);
        let text = &self.source.text;
        let utterances = french::utterances(text, section, options, &self.settings.pauses, silent);
        utterances.map(move |utterance| Line {
            rendered: render(&utterance),
            printed: collapse_whitespace(&text[utterance.range.clone()]),
            utterance,
        })
    }
}

fn start_key(settings: &Settings) -> Sha256 {
    let mut key = Sha256::new();
    add_text(&mut key, &ENGINE_VERSION);
    add_text(&mut key, &settings.voice.name);
    key.update(settings.voice.rate_wpm.to_le_bytes());
    key.update(settings.voice.pitch.to_le_bytes());
    key.update(audio::VERSION.to_le_bytes());
    key.update(settings.loudness_lufs.unwrap_or(i8::MAX).to_le_bytes());
    key
}

fn add_to_key(key: &mut Sha256, line: &Line) {
    add_text(key, &line.rendered.text);
    add_text(key, &line.printed);
    key.update(line.utterance.pause_before_ms.to_le_bytes());
    key.update(line.utterance.pause_after_ms.to_le_bytes());
}

/// Length first, so that no two different scripts give the same bytes.
fn add_text(key: &mut Sha256, text: &str) {
    key.update((text.len() as u64).to_le_bytes());
    key.update(text);
}

/// Two sections that say the same have keys of their own.
fn finish_key(key: Sha256, repetitions: &mut HashMap<String, u64>) -> String {
    let key = hex(&key.finalize());
    let repetition = repetitions.entry(key.clone()).or_default();
    *repetition += 1;
    if *repetition == 1 {
        key
    } else {
        hex(&Sha256::digest(format!("{key} {repetition}")))
    }
}

/// Bytes in hexadecimal.
pub fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes
        .iter()
        .fold(String::with_capacity(2 * bytes.len()), |mut text, byte| {
            // Writing to a string cannot fail.
            let _ = write!(text, "{byte:02x}");
            text
        })
}
