//! A sentence's forms in, its tokens out: what is said between two marks, and which of
//! the marks the voice heeds.

use std::borrow::Cow;
use std::iter::Peekable;
use std::ops::Range;

use super::letters::is_vowel;
use super::normalization::{Dialect, Normalize, normalize, plain};
use super::pronunciation::context::elision;
use super::sentences::Cut;
use super::{SilentWord, SpokenWord, line_breaks};

/// A longer word is said in parts: eSpeak NG drops what exceeds 160 bytes in a word
/// (N_WORD_BYTES in translate.h) or 200 phonemes (N_WORD_PHONEMES), stress marks included.
const LONGEST_WORD: usize = 50;
const HEAVIEST_WORD: usize = 300;

/// How many phonemes a character may take, in halves so that letters, of which many are
/// mute, count less than one: figures are said as words ("97"), capitals may be spelled,
/// and letters of other scripts are called by their names.
fn weight(character: char) -> usize {
    match character {
        'a'..='v' | 'à'..='ÿ' | 'œ' | '\'' | '-' => 2,
        // "Double v".
        'w' | 'W' => 20,
        'x'..='z' => 4,
        '0'..='9' => 15,
        'A'..='Z' => 10,
        _ if character.is_ascii() => 8,
        _ => 24,
    }
}

/// The marks that change how the voice moves.
pub(super) const HEEDED: [char; 7] = ['.', '!', '?', '…', ',', ';', ':'];

/// What is said in one piece, or marks alone.
#[derive(Debug)]
pub(super) struct Token<'a> {
    /// The word's place in the source, or that of the marks where there is no word.
    pub(super) printed: Range<usize>,
    /// What is said, which may be several words; `None` for marks alone.
    pub(super) word: Option<Cow<'a, str>>,
    /// See [`Normalized`](super::normalization::Normalized).
    pub(super) rule: Option<&'static str>,
    /// The mark after it that the voice heeds.
    pub(super) mark: Option<char>,
    /// The end of what belongs to it in the source, with its marks.
    pub(super) end: usize,
    /// What is not said, directly before it or after it.
    pub(super) silent: Vec<SilentWord>,
}

impl Token<'_> {
    pub(super) fn weight(&self) -> usize {
        // With the space before it and the mark after it.
        4 + self.word.as_deref().map_or(0, text_weight)
    }

    pub(super) fn append_to(self, text: &mut String, words: &mut Vec<SpokenWord>) {
        if let Some(word) = self.word {
            if !text.is_empty() {
                if is_misread(text, &word) {
                    text.push(',');
                }
                text.push(' ');
            }
            let start = text.len();
            text.push_str(&word);
            words.push(SpokenWord {
                spoken: start..text.len(),
                printed: self.printed,
                rule: self.rule,
            });
        }
        // A mark before the first word says nothing; a second one after a word is noise.
        if let Some(mark) = self.mark
            && !words.is_empty()
            && !text.ends_with(HEEDED)
        {
            text.push(mark);
        }
    }
}

fn text_weight(text: &str) -> usize {
    text.chars().map(weight).sum()
}

/// Whether eSpeak NG would take figures at the end of the text and three at the start of
/// the word for one number: "2020 300".
fn is_misread(text: &str, word: &str) -> bool {
    let count = word.bytes().take_while(u8::is_ascii_digit).count();
    count == 3 && text.ends_with(|c: char| c.is_ascii_digit())
}

/// The tokens of a sentence. Where it is really several (a line taken as one), only the
/// full stops that end a sentence are heeded: after "M." the voice must not fall.
pub(super) fn tokens(
    source: &str,
    sentence: Range<usize>,
    dialect: Dialect,
) -> impl Iterator<Item = Token<'_>> {
    Cut::new(source, sentence).flat_map(move |sentence| Tokens {
        text: &source[sentence.clone()],
        start: sentence.start,
        at: 0,
        forms: normalize(&source[sentence], dialect).peekable(),
        rest_of_word: None,
    })
}

struct Tokens<'a> {
    text: &'a str,
    /// The place of `text` in the source.
    start: usize,
    at: usize,
    forms: Peekable<Normalize<'a>>,
    /// What is left of a word too long to be said at once.
    rest_of_word: Option<Range<usize>>,
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        if let Some(rest) = self.rest_of_word.take() {
            return Some(self.part(rest));
        }
        let next = self
            .forms
            .peek()
            .map_or(self.text.len(), |form| form.printed.start);
        if let Some(marks) = self.marks_before(next) {
            return Some(marks);
        }
        let form = self.forms.next()?;
        if form.rule.is_none() && is_too_long(&form.spoken) {
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
        // "L'" and "ONU" are one word to the ear.
        while let Some(next) = self.forms.next_if(|next| {
            let between = &self.text[printed.end..next.printed.start];
            // "D'« avoir »" too, but not "l' 3".
            let is_quoted =
                between.contains(['«', '“', '"', '‘', '(']) && !between.contains(HEEDED);
            // "L' homme", as old prints and scans have it.
            let is_spaced = between.chars().all(char::is_whitespace)
                && elision(&word) == word.len()
                && next.spoken.starts_with(|c: char| {
                    matches!(c, 'h' | 'H') || c.to_lowercase().all(is_vowel)
                });
            let binds = word.ends_with('\'') && (between.is_empty() || is_quoted || is_spaced)
                || word.ends_with('-') && between.is_empty();
            binds && !next.spoken.is_empty() && !is_too_long(&next.spoken) && !is_too_long(&word)
        }) {
            printed.end = next.printed.end;
            word.to_mut().push_str(&next.spoken);
            rule = rule.or(next.rule);
        }
        let (end, mark) = self.marks_behind(printed.end);
        self.at = end;
        let printed = self.in_source(printed);
        let is_silent = !word.contains(char::is_alphanumeric);
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
}

impl<'a> Tokens<'a> {
    fn in_source(&self, range: Range<usize>) -> Range<usize> {
        self.start + range.start..self.start + range.end
    }

    /// Marks that stand alone before the place `next`.
    fn marks_before(&mut self, next: usize) -> Option<Token<'a>> {
        let between = &self.text[self.at..next];
        let start = self.at + between.len() - between.trim_start().len();
        let marks = &self.text[start..next];
        let length = marks.find(char::is_whitespace).unwrap_or(marks.len());
        // What touches the next word belongs to it.
        if length == 0 || (start + length == next && next < self.text.len()) {
            return None;
        }
        let marks = &marks[..length];
        self.at = start + length;
        // A dash that stands alone is an aside: a comma to the ear.
        let mark = if matches!(marks, "-" | "–" | "—" | "|") {
            Some(',')
        } else {
            heeded(marks, self.text[self.at..].trim_end().is_empty())
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

    /// Where the marks directly behind a word end, and which of them is heeded.
    fn marks_behind(&mut self, from: usize) -> (usize, Option<char>) {
        let next = self
            .forms
            .peek()
            .map_or(self.text.len(), |form| form.printed.start);
        let between = &self.text[from..next.max(from)];
        let length = between.find(char::is_whitespace).unwrap_or(between.len());
        let end = from + length;
        let is_last = self.text[end..].trim_end().is_empty();
        let mark = heeded(&between[..length], is_last);
        // The full stop of an abbreviation ends its sentence too.
        let is_final = is_last && mark.is_none() && self.text[..from].ends_with('.');
        (end, if is_final { Some('.') } else { mark })
    }

    /// As much of a word as may be said at once, from its printed letters.
    fn part(&mut self, printed: Range<usize>) -> Token<'a> {
        let letters = &self.text[printed.clone()];
        let (mut length, mut spent) = (0, 0);
        let cut = letters
            .char_indices()
            .find(|(_, character)| {
                length += 1;
                spent += weight(*character);
                length > LONGEST_WORD || spent > HEAVIEST_WORD
            })
            .map_or(letters.len(), |(at, _)| at);
        let part = printed.start..printed.start + cut;
        let word = plain(&self.text[part.clone()]);
        let (end, mark) = if part.end < printed.end {
            self.rest_of_word = Some(part.end..printed.end);
            (part.end, None)
        } else {
            self.marks_behind(part.end)
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

fn is_too_long(word: &str) -> bool {
    // No byte weighs more than the 20 of a w.
    word.len() > HEAVIEST_WORD / 20
        && (word.chars().nth(LONGEST_WORD).is_some() || text_weight(word) > HEAVIEST_WORD)
}

/// The first mark that the voice heeds; a full stop only where it ends a sentence.
fn heeded(marks: &str, is_last: bool) -> Option<char> {
    marks
        .chars()
        .find(|mark| HEEDED.contains(mark) && (*mark != '.' || is_last))
}
