//! What the files of an export say of the article: from its plan, or from its manifest alone.

use std::borrow::Cow;

use anyhow::Result;
use serde::Deserialize;
use sha2::{Digest, Sha256};

use crate::Settings;
use crate::build::folder::Folder;
use crate::build::plan::Plan;
use crate::manifest::Summary;
use crate::manifest::sentences::Sentences;
use lismoi_document::{Metadata, Section, SkipReason, collapse_whitespace};
use lismoi_speech::hash::hex;

/// An article, as far as files in other formats name it.
#[derive(Clone, Debug)]
pub struct Article<'a> {
    /// Title, authors and date. The manifest does not hold its cover.
    pub metadata: Cow<'a, Metadata>,
    /// The settings that it was spoken with.
    pub settings: &'a Settings,
    /// The name of the engine.
    pub engine: &'static str,
    /// The licence of a voice that the user brought.
    pub voice_licence: Option<&'a str>,
    /// Samples per second.
    pub sample_rate: u32,
    /// SHA-256 of the printed text.
    pub id: Cow<'a, str>,
    /// The printed text of each section, a line for each block.
    pub texts: Vec<String>,
}

impl<'a> Article<'a> {
    /// The article of a plan.
    pub fn of_plan(plan: &Plan<'a>) -> Article<'a> {
        let source = &plan.source.text;
        let text = |section: &Section| {
            let blocks = section.all_blocks();
            let lines = blocks.map(|block| collapse_whitespace(&source[block.range.clone()]));
            lines.collect::<Vec<_>>().join("\n")
        };
        let sections = plan.sections.iter();
        Article {
            metadata: Cow::Borrowed(plan.metadata),
            settings: plan.settings,
            engine: plan.engine.name,
            voice_licence: plan.engine.licence.as_deref(),
            sample_rate: plan.engine.sample_rate,
            id: Cow::Owned(hex(&Sha256::digest(source))),
            texts: sections.map(|section| text(section.section)).collect(),
        }
    }

    /// The article of a finished audiobook.
    ///
    /// # Errors
    /// The manifest cannot be read.
    pub fn of_manifest(folder: &Folder, summary: &'a Summary) -> Result<Article<'a>> {
        let head = &summary.head;
        let known = head.metadata.clone().unwrap_or_default();
        let metadata = Metadata {
            title: head.title.clone(),
            authors: known.authors,
            date: known.date,
            language: known.language,
            site: known.site,
            address: known.address,
            cover: None,
        };
        Ok(Article {
            metadata: Cow::Owned(metadata),
            settings: &head.settings,
            engine: head.settings.voice.engine().identity().name,
            voice_licence: head.voice_licence.as_deref(),
            sample_rate: head.sample_rate,
            id: Cow::Borrowed(&head.source.sha256),
            texts: texts(folder, summary)?,
        })
    }
}

/// The fields of a manifest's sentence that its printed text needs.
#[derive(Deserialize)]
struct PrintedSentence {
    range: [usize; 2],
    text: String,
    #[serde(default)]
    opens_block: bool,
}

/// The printed text of each section. The manifest does not tell whether what has no word is a
/// block of its own: before a block it is, between the sentences of a block it is not.
fn texts(folder: &Folder, summary: &Summary) -> Result<Vec<String>> {
    let skipped = summary.head.skipped.iter();
    let mut wordless = skipped
        .filter(|skipped| skipped.reason == SkipReason::NoWord)
        .peekable();
    let mut sentences = Sentences::open(&folder.files)?;
    let mut texts = Vec::with_capacity(summary.sections.len());
    for _ in &summary.sections {
        let mut text = String::new();
        let mut end = 0;
        for sentence in sentences.next_section::<PrintedSentence>() {
            let sentence = sentence?;
            while let Some(skipped) =
                wordless.next_if(|skipped| skipped.range[0] < sentence.range[0])
            {
                if !text.is_empty() {
                    text.push(if sentence.opens_block { '\n' } else { ' ' });
                    text += &skipped.text;
                }
            }
            match (text.is_empty(), sentence.opens_block) {
                (true, _) => {}
                (false, true) => text.push('\n'),
                // A long sentence may be cut between two letters.
                (false, false) if sentence.range[0] == end && is_glued(&sentence) => {}
                (false, false) => text.push(' '),
            }
            text += &collapse_whitespace(&sentence.text);
            end = sentence.range[1];
        }
        texts.push(text);
    }
    Ok(texts)
}

/// Whether the text of a sentence starts with the first byte of its range.
fn is_glued(sentence: &PrintedSentence) -> bool {
    sentence.range[1].saturating_sub(sentence.range[0]) == sentence.text.len()
}
