//! The plan of an audiobook: for each section with something to say, its file and its
//! fingerprint.

use std::collections::HashMap;
use std::ops::Range;

use super::fingerprint::Fingerprint;
use super::names;
use crate::Settings;
use lismoi_audio::loudness::GainSearch;
use lismoi_document::{
    Document, Metadata, Section, SectionKind, SkipReason, Skipped, Source, collapse_whitespace,
    lines,
};
use lismoi_french::{self as french, Lexicon, Utterance};
use lismoi_speech::EngineIdentity;
use lismoi_speech::render::Rendered;

/// A section with something to say, and its WAV file.
#[derive(Clone, Debug)]
pub struct PlannedSection<'a> {
    /// The section of the document.
    pub section: &'a Section,
    /// Its place, from 1.
    pub number: usize,
    /// Its heading, white space collapsed.
    pub heading: Option<String>,
    /// The name of its file.
    pub file: String,
    /// See [`Fingerprint`].
    pub fingerprint: String,
    /// The length of its spoken text in bytes: a measure for progress.
    pub spoken_bytes: u64,
}

/// An utterance of a script.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScriptLine {
    /// The utterance.
    pub utterance: Utterance,
    /// The same as text for the engine.
    pub rendered: Rendered,
    /// Its printed text, white space collapsed; its marker in the WAV file holds it.
    pub printed: String,
}

/// The plan of an audiobook.
#[derive(Clone, Debug)]
pub struct Plan<'a> {
    /// The article.
    pub source: &'a Source,
    /// The settings that it is made with.
    pub settings: &'a Settings,
    /// The pronunciations of the user.
    pub lexicon: &'a Lexicon,
    /// The engine that speaks it.
    pub engine: &'a EngineIdentity,
    /// Its title, authors and date.
    pub metadata: &'a Metadata,
    /// The sections with something to say.
    pub sections: Vec<PlannedSection<'a>>,
    /// The parts that are not spoken, in order.
    pub skipped: Vec<Skipped>,
}

/// Plans the audiobook of a document.
pub fn plan<'a>(
    source: &'a Source,
    document: &'a Document,
    settings: &'a Settings,
    lexicon: &'a Lexicon,
    engine: &'a EngineIdentity,
) -> Plan<'a> {
    let text = |range: &Range<usize>| collapse_whitespace(&source.text[range.clone()]);
    let mut plan = Plan {
        source,
        settings,
        lexicon,
        engine,
        metadata: &document.metadata,
        sections: Vec::new(),
        skipped: document.skipped.clone(),
    };
    let mut repetitions = HashMap::new();
    for section in &document.sections {
        if let Some(heading) = emptied_heading(section, document) {
            plan.skipped.push(heading);
            continue;
        }
        let mut spoken_bytes = 0;
        let mut fingerprint = Fingerprint::new(settings, engine);
        let mut wordless = Vec::new();
        for line in plan.script_and_wordless(section, |range| wordless.push(range)) {
            spoken_bytes += line.rendered.text.len() as u64;
            fingerprint.add(&line.utterance, &line.rendered.text, &line.printed);
        }
        let silent = |range| Skipped {
            range,
            line: 0,
            reason: SkipReason::NoWord,
        };
        plan.skipped.extend(wordless.into_iter().map(silent));
        if spoken_bytes == 0 {
            continue;
        }
        let number = plan.sections.len() + 1;
        plan.sections.push(PlannedSection {
            section,
            number,
            heading: section.heading.as_ref().map(|heading| text(&heading.range)),
            file: String::new(),
            fingerprint: fingerprint.finish(&mut repetitions),
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

/// The heading of a section of footnotes, if all of them are skipped: it is skipped too.
pub fn emptied_heading(section: &Section, document: &Document) -> Option<Skipped> {
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
    /// The search for the gain of the whole, at its start.
    pub fn gain_search(&self) -> GainSearch {
        let usual_cb = self.settings.voice.engine().usual_loudness_cb();
        GainSearch::new(self.settings.loudness_lufs, usual_cb)
    }

    /// The script of one of the sections, made again at each call: keeping it would take memory
    /// that grows with the article.
    pub fn script(&self, section: &'a Section) -> impl Iterator<Item = ScriptLine> + use<'a> {
        self.script_and_wordless(section, |_| ())
    }

    /// The script. `wordless` is called with the range of every sentence without a word.
    fn script_and_wordless<'b, F: FnMut(Range<usize>) + 'b>(
        &self,
        section: &'b Section,
        wordless: F,
    ) -> impl Iterator<Item = ScriptLine> + use<'a, 'b, F>
    where
        'a: 'b,
    {
        let options = self.settings.options(self.lexicon);
        let engine = self.settings.voice.engine();
        let (text, pauses) = (&self.source.text, &self.settings.pauses);
        let utterances = french::utterances(text, section, options, pauses, wordless);
        utterances.map(move |utterance| ScriptLine {
            rendered: engine.render(&utterance),
            printed: collapse_whitespace(&text[utterance.range.clone()]),
            utterance,
        })
    }
}
