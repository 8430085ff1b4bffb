//! A sentence's spoken forms in, its tokens out: what is spoken between two prosodic marks,
//! and the marks.

use std::borrow::Cow;
use std::iter::Peekable;
use std::ops::Range;

use crate::letters::is_vowel;
use crate::limits::{Limits, MOST_PER_BYTE, half_sounds, half_sounds_of};
use crate::normalization::{Normalize, normalize, plain};
use crate::pronunciation::word::elision;
use crate::prosody::{Brackets, Mark, gaps, is_mark, strokes};
use crate::segmentation::{Segmentation, line_breaks};
use crate::unspoken::unspoken;
use crate::{Options, SilentWord, SpokenWord};

/// A piece of a sentence before it is pronounced: words, or marks alone.
#[derive(Debug)]
pub(crate) struct Token<'a> {
    /// The range of the word in the source, or of the marks where there is no word.
    pub(crate) printed: Range<usize>,
    /// The spoken form, which may be several words; `None` for marks alone.
    pub(crate) word: Option<Cow<'a, str>>,
    /// See [`Normalized`](crate::normalization::Normalized).
    pub(crate) rule: Option<&'static str>,
    /// The prosodic mark after it.
    pub(crate) mark: Option<Mark>,
    /// The end of what belongs to it in the source, with its marks.
    pub(crate) end: usize,
    /// Printed words directly before or after it that are not spoken.
    pub(crate) silent: Vec<SilentWord>,
}

/// A [`Token`] with its pronunciation.
#[derive(Debug)]
pub(crate) struct SpokenToken {
    /// Without its mark; `None` for marks alone.
    pub(crate) word: Option<SpokenWord>,
    /// The prosodic mark after it.
    pub(crate) mark: Option<Mark>,
    /// The end of what belongs to it in the source, with its marks.
    pub(crate) end: usize,
    /// Printed words directly before or after it that are not spoken.
    pub(crate) silent: Vec<SilentWord>,
}

/// The tokens of a sentence. Where the range holds several sentences (a line taken as one),
/// only the full stops that end a sentence are kept: after "M." the voice must not fall.
pub(crate) fn tokens<'a>(
    source: &'a str,
    sentence: Range<usize>,
    segmentation: Segmentation,
    options: Options<'_>,
) -> impl Iterator<Item = Token<'a>> + use<'a> {
    let (dialect, limits) = (options.dialect, options.limits);
    let sentences = segmentation.sentences(source, sentence);
    sentences.flat_map(move |sentence| Tokens {
        source,
        text: &source[sentence.clone()],
        start: sentence.start,
        listed: sentence.start,
        at: 0,
        forms: normalize(&source[sentence], dialect).peekable(),
        limits,
        rest_of_word: None,
        brackets: Brackets::default(),
    })
}

struct Tokens<'a> {
    source: &'a str,
    text: &'a str,
    /// Where `text` starts in the source.
    start: usize,
    at: usize,
    forms: Peekable<Normalize<'a>>,
    limits: Limits,
    /// The rest of a word that is too long to be spoken at once.
    rest_of_word: Option<Range<usize>>,
    brackets: Brackets,
    /// The end of the source in which what is unspoken is listed.
    listed: usize,
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        let mut token = self.token()?;
        self.list_unspoken(&mut token);
        Some(token)
    }
}

impl<'a> Tokens<'a> {
    /// The next token, without what is unspoken around it.
    fn token(&mut self) -> Option<Token<'a>> {
        if let Some(rest) = self.rest_of_word.take() {
            return Some(self.part(rest));
        }
        let next = self
            .forms
            .peek()
            .map_or(self.text.len(), |form| form.printed.start);
        if self.at == 0 {
            self.brackets.mark(self.text, 0..next);
        }
        if let Some(marks) = self.marks_before(next) {
            return Some(marks);
        }
        let form = self.forms.next()?;
        if form.rule.is_none() && is_too_long(self.limits, &form.spoken) {
            return Some(self.part(form.printed));
        }
        let mut printed = form.printed;
        let mut word = form.spoken;
        let mut rule = form.rule;
        let own = &self.text[printed.clone()];
        if let Some(joint) = self.forms.peek().and_then(|next| {
            let between = &self.text[printed.end..next.printed.start];
            line_breaks::joint(own, between, &next.spoken)
        }) && let Some(next) = self.forms.next()
        {
            printed.end = next.printed.end;
            word.to_mut().push_str(joint);
            word.to_mut().push_str(&next.spoken);
        }
        // "L'" and "ONU" are one spoken word.
        while word.ends_with(['\'', '-'])
            && let Some(next) = self.forms.next_if(|next| {
                let between = &self.text[printed.end..next.printed.start];
                binds(&word, between, &next.spoken)
                    && !is_too_long(self.limits, &next.spoken)
                    && !is_too_long(self.limits, &word)
            })
        {
            printed.end = next.printed.end;
            word.to_mut().push_str(&next.spoken);
            rule = rule.or(next.rule);
        }
        let (end, mark) = self.marks_after(printed.end);
        self.at = end;
        let is_silent = !word.contains(char::is_alphanumeric);
        // A bullet within a line: "Nom 🔹 Prénom".
        let is_bullet = is_silent
            && rule == Some("emoji")
            && self.text[end..].starts_with(char::is_whitespace)
            && self.forms.peek().is_some();
        let mark = mark.or(is_bullet.then_some(Mark::Comma));
        let printed = self.in_source(printed);
        let silent = rule.filter(|_| is_silent).map(|rule| SilentWord {
            printed: printed.clone(),
            rule,
        });
        Some(Token {
            printed,
            word: (!is_silent).then_some(word),
            rule,
            mark,
            end: self.start + end,
            silent: silent.into_iter().collect(),
        })
    }

    /// Lists the characters without words between the last token and the end of this one.
    fn list_unspoken(&mut self, token: &mut Token<'a>) {
        let (from, end) = (self.listed, token.end.max(self.listed));
        self.listed = end;
        let is_listed = token.word.is_some() || !token.silent.is_empty();
        let own = match is_listed {
            true => token.printed.start.max(from)..token.printed.end.min(end),
            false => end..end,
        };
        let mut before = unspoken(self.source, from..own.start);
        if !before.is_empty() {
            before.append(&mut token.silent);
            token.silent = before;
        }
        token.silent.extend(unspoken(self.source, own.end..end));
    }

    fn in_source(&self, range: Range<usize>) -> Range<usize> {
        self.start + range.start..self.start + range.end
    }

    /// Marks that stand alone before `next`.
    fn marks_before(&mut self, next: usize) -> Option<Token<'a>> {
        let between = &self.text[self.at..next];
        // As between most words.
        if between == " " {
            return None;
        }
        let start = self.at + between.len() - between.trim_start().len();
        let marks = &self.text[start..next];
        let length = marks.find(char::is_whitespace).unwrap_or(marks.len());
        // Marks that touch the next word belong to it.
        if length == 0 || (start + length == next && next < self.text.len()) {
            return None;
        }
        let marks = &marks[..length];
        self.at = start + length;
        // A dash that stands alone sets off an aside, as a comma does.
        let mark = if matches!(marks, "-" | "–" | "—" | "|") {
            Some(Mark::Comma)
        } else {
            first_mark(marks, self.text[self.at..].trim_end().is_empty())
        };
        Some(Token {
            printed: self.in_source(start..start + length),
            word: None,
            rule: None,
            mark,
            end: self.start + self.at,
            silent: Vec::new(),
        })
    }

    /// The end of the marks directly after a word, and the prosodic one among them.
    fn marks_after(&mut self, from: usize) -> (usize, Option<Mark>) {
        let next = self
            .forms
            .peek()
            .map_or(self.text.len(), |form| form.printed.start);
        let between = &self.text[from..next.max(from)];
        // As between most words.
        if between == " " && next < self.text.len() {
            return (from, None);
        }
        let length = between.find(char::is_whitespace).unwrap_or(between.len());
        let end = from + length;
        let is_last = self.text[end..].trim_end().is_empty();
        let mark = first_mark(&between[..length], is_last);
        let gap = from..from + between.len();
        let bracket = self.brackets.mark(self.text, gap.clone());
        let has_mark = || between.chars().any(|c| c != '.' && is_mark(c));
        let mark = mark
            .or_else(|| gaps::mark(&self.text[..from], between, &self.text[next.max(from)..]))
            .or_else(|| bracket.filter(|_| self.forms.peek().is_some() && !has_mark()))
            .or_else(|| strokes::mark(self.text, gap));
        // The full stop of an abbreviation ends its sentence too.
        let is_final = is_last && mark.is_none() && self.text[..from].ends_with('.');
        (end, if is_final { Some(Mark::FullStop) } else { mark })
    }

    /// As much of a word as may be spoken at once, from its printed letters.
    fn part(&mut self, printed: Range<usize>) -> Token<'a> {
        let letters = &self.text[printed.clone()];
        let (mut length, mut spent) = (0, 0);
        let cut = letters
            .char_indices()
            .find(|(_, character)| {
                length += 1;
                spent += half_sounds_of(*character);
                length > self.limits.word_characters || spent > self.limits.word_half_sounds
            })
            .map_or(letters.len(), |(at, _)| at);
        let part = printed.start..printed.start + cut;
        let word = plain(&self.text[part.clone()]);
        let (end, mark) = if part.end < printed.end {
            self.rest_of_word = Some(part.end..printed.end);
            (part.end, None)
        } else {
            self.marks_after(part.end)
        };
        self.at = end;
        Token {
            printed: self.in_source(part),
            word: word.contains(char::is_alphanumeric).then_some(word),
            rule: None,
            mark,
            end: self.start + end,
            silent: Vec::new(),
        }
    }
}

/// Whether a word that ends in an apostrophe or a hyphen is one with the next; `between` stands
/// between them.
fn binds(word: &str, between: &str, next: &str) -> bool {
    if next.is_empty() {
        return false;
    }
    if between.is_empty() {
        return true;
    }
    // "D'« avoir »" too, but not "l' 3".
    let is_quoted = || between.contains(['«', '“', '"', '‘', '(']) && !between.contains(is_mark);
    // "L' homme", as old prints and scans have it.
    let is_spaced = || {
        let is_vowel = |c: char| matches!(c, 'h' | 'H') || c.to_lowercase().all(is_vowel);
        between.chars().all(char::is_whitespace)
            && elision(word) == word.len()
            && next.starts_with(is_vowel)
    };
    word.ends_with('\'') && (is_quoted() || is_spaced())
}

fn is_too_long(limits: Limits, word: &str) -> bool {
    // Most words are too short for either limit.
    word.len() > (limits.word_half_sounds / MOST_PER_BYTE).min(limits.word_characters)
        && (word.chars().nth(limits.word_characters).is_some()
            || half_sounds(word) > limits.word_half_sounds)
}

/// The first prosodic mark, of which several full stops are one; a single full stop only where
/// it ends a sentence.
fn first_mark(marks: &str, is_last: bool) -> Option<Mark> {
    if marks.contains("..") && !marks.contains(['(', '[']) {
        return Some(Mark::Ellipsis);
    }
    marks
        .chars()
        .filter_map(Mark::of)
        .find(|mark| *mark != Mark::FullStop || is_last)
}
