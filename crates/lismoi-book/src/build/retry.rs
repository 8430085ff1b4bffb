//! Speaks an utterance; where its voice crashes, hangs or has no sound for it, less of it at once,
//! so that one word does not cost the words around it.
//!
//! It is tried without the words of other scripts, the likeliest cause, then word by word. What is
//! tried depends on the text alone, and equal texts give equal takes.

use lismoi_audio::{clock, trim};
use lismoi_document::collapse_whitespace;
use lismoi_french::{Mark, Utterance};
use lismoi_speech::{SpeechError, Synthesizer, Take, TakeWord};

use super::plan::{Plan, ScriptLine};
use super::postprocess::{self, Processed};
use crate::timeline::align::first_characters;

/// The pause between words that are spoken one by one: each is heard, and they stay a sentence.
const WORD_GAP_MS: u32 = 60;

/// An utterance that was spoken, perhaps not all of it.
#[derive(Debug)]
pub struct Spoken {
    /// Its sound.
    pub processed: Processed,
    /// Why some of its words are not in the sound, and which; `None` where all are.
    pub incomplete: Option<String>,
}

/// Speaks a line of a plan at each of these gains, in tenths of a decibel.
///
/// # Errors
/// Nothing of it can be spoken, or the voice is not available.
pub fn speak(
    synthesizer: &mut impl Synthesizer,
    plan: &Plan<'_>,
    line: &ScriptLine,
    gains_cb: &[i16],
) -> Result<Spoken, SpeechError> {
    let reason = match synthesizer.speak(&line.rendered.text) {
        Ok(take) => {
            let processed = postprocess::process(take, gains_cb);
            if !processed.take.samples.is_empty() {
                return Ok(Spoken {
                    processed,
                    incomplete: None,
                });
            }
            "it has no sound".to_owned()
        }
        Err(SpeechError::Utterance(reason)) => reason,
        Err(error) => return Err(error),
    };
    let words = &line.utterance.words;
    let is_kept: Vec<bool> = words.iter().map(|word| !word.is_romanized()).collect();
    let (take, is_said) = match without(synthesizer, plan, line, &is_kept)? {
        Some(take) => (take, is_kept),
        None if words.len() > 1 => one_by_one(synthesizer, line)?,
        None => return Err(SpeechError::Utterance(reason)),
    };
    if !is_said.contains(&true) {
        return Err(SpeechError::Utterance(reason));
    }
    let left_out = words.iter().zip(&is_said).filter(|(_, is_said)| !**is_said);
    let printed = left_out
        .map(|(word, _)| collapse_whitespace(&plan.source.text[word.printed.clone()]))
        .collect::<Vec<_>>();
    Ok(Spoken {
        processed: postprocess::process(take, gains_cb),
        // Nothing is left out where only the whole is too much for the voice.
        incomplete: (!printed.is_empty())
            .then(|| format!("{reason}; left out: {}", printed.join(" "))),
    })
}

/// The words that are kept, spoken at once, with the places of their events in the whole text;
/// `None` where these are all or none, or have no sound.
fn without(
    synthesizer: &mut impl Synthesizer,
    plan: &Plan<'_>,
    line: &ScriptLine,
    is_kept: &[bool],
) -> Result<Option<Take>, SpeechError> {
    if !is_kept.contains(&true) || !is_kept.contains(&false) {
        return Ok(None);
    }
    let engine = plan.settings.voice.engine();
    let rendered = engine.render(&kept(&line.utterance, is_kept));
    let mut take = match synthesizer.speak(&rendered.text) {
        Ok(take) if is_heard(&take) => take,
        Ok(_) | Err(SpeechError::Utterance(_)) => return Ok(None),
        Err(error) => return Err(error),
    };
    let own = first_characters(&rendered);
    let whole = first_characters(&line.rendered).into_iter();
    let whole: Vec<u32> = whole
        .zip(is_kept)
        .filter_map(|(first, is_kept)| is_kept.then_some(first))
        .collect();
    for word in &mut take.words {
        let after = own.partition_point(|first| *first <= word.character);
        let place = after.saturating_sub(1);
        word.character = whole[place] + word.character.saturating_sub(own[place]);
    }
    Ok(Some(take))
}

/// An utterance of the words that are kept.
fn kept(utterance: &Utterance, is_kept: &[bool]) -> Utterance {
    let words = utterance.words.iter().zip(is_kept);
    let words = words.filter(|(_, is_kept)| **is_kept);
    let words = words.map(|(word, _)| word.clone());
    let mut kept = Utterance {
        words: words.collect(),
        ..utterance.clone()
    };
    if let Some(last) = kept.words.last_mut() {
        last.mark.get_or_insert(Mark::FullStop);
    }
    kept
}

/// The words, each spoken alone, and which of them have a sound.
fn one_by_one(
    synthesizer: &mut impl Synthesizer,
    line: &ScriptLine,
) -> Result<(Take, Vec<bool>), SpeechError> {
    let sample_rate = synthesizer.engine().sample_rate;
    let gap = clock::samples(WORD_GAP_MS, sample_rate) as usize;
    let (mut all, mut is_said) = (Take::empty(sample_rate), Vec::new());
    let places = first_characters(&line.rendered);
    for (range, character) in line.rendered.words.iter().zip(places) {
        let take = match synthesizer.speak(&line.rendered.text[range.clone()]) {
            Ok(take) => Some(take),
            Err(SpeechError::Utterance(_)) => None,
            Err(error) => return Err(error),
        };
        let sound = take
            .as_ref()
            .and_then(|take| Some((take, trim::sound_range(&take.samples, sample_rate)?)));
        is_said.push(sound.is_some());
        let Some((take, sound)) = sound else { continue };
        if !all.samples.is_empty() {
            all.samples.resize(all.samples.len() + gap, 0);
        }
        all.words.push(TakeWord {
            character,
            start: all.samples.len() as u32,
            ipa: take.ipa(),
        });
        all.samples.extend(&take.samples[sound]);
    }
    Ok((all, is_said))
}

fn is_heard(take: &Take) -> bool {
    trim::sound_range(&take.samples, take.sample_rate).is_some()
}
