//! A sentence in, utterances out: the words that will be spoken, each tied to the
//! printed text that it comes from.
//!
//! For now what is said is what is printed, less what no voice can say: decoration,
//! invisible characters, the space before a mark.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;

use super::clauses::Clauses;
use super::pronunciation::window::pronounced;
use super::sentences::Cut;
use super::{Diction, Line, SpokenWord, Utterance, line_breaks, marks_within};
use crate::article::{Block, NoteMark};

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

/// The utterances of one sentence, or the sentence itself where it has no word.
pub(super) fn lines<'a>(
    source: &'a str,
    block: &'a Block,
    sentence: Range<usize>,
    diction: Diction<'a>,
) -> impl Iterator<Item = Line> + 'a {
    let marks = marks_within(&block.marks, &sentence);
    let pieces = pieces(sentence.clone(), marks);
    let tokens = pieces.flat_map(move |piece| tokens(source, piece));
    let mut clauses = Clauses::new(pronounced(tokens, diction.lexicon));
    let mut start = sentence.start;
    let mut done = false;
    std::iter::from_fn(move || {
        if done {
            return None;
        }
        let Some(tokens) = clauses.next() else {
            done = true;
            return (start == sentence.start).then(|| Line::Silent(sentence.clone()));
        };
        let utterance = utterance(block, &sentence, start, tokens, clauses.is_done());
        start = utterance.range.end;
        Some(Line::Utterance(utterance))
    })
}

fn utterance(
    block: &Block,
    sentence: &Range<usize>,
    start: usize,
    tokens: Vec<Token>,
    is_last: bool,
) -> Utterance {
    let (mut text, mut words, mut end) = (String::new(), Vec::new(), start);
    for token in tokens {
        end = token.end;
        token.append_to(&mut text, &mut words);
    }
    finish(&mut text, is_last);
    Utterance {
        kind: block.kind,
        block: block.range.clone(),
        sentence: sentence.clone(),
        range: start..end,
        text,
        words,
        pause_before_ms: 0,
        pause_after_ms: 0,
    }
}

/// Ends the text with a mark: without one the voice stays up in the air.
fn finish(text: &mut String, is_last: bool) {
    if !text.ends_with(HEEDED) {
        text.push(if is_last { '.' } else { ',' });
    }
}

/// A stretch of printed text between white spaces.
#[derive(Debug)]
pub(super) struct Token {
    /// The word's place in the source, or that of the marks where there is no word.
    pub(super) printed: Range<usize>,
    /// What is said; `None` for marks alone.
    pub(super) word: Option<String>,
    /// The mark after it that the voice heeds.
    pub(super) mark: Option<char>,
    /// The end of the whole stretch in the source.
    pub(super) end: usize,
}

impl Token {
    pub(super) fn weight(&self) -> usize {
        // With the space before it and the mark after it.
        4 + self
            .word
            .as_ref()
            .map_or(0, |word| word.chars().map(weight).sum())
    }

    fn append_to(self, text: &mut String, words: &mut Vec<SpokenWord>) {
        if let Some(word) = self.word {
            if !text.is_empty() {
                text.push(' ');
            }
            let start = text.len();
            text.push_str(&word);
            words.push(SpokenWord {
                spoken: start..text.len(),
                printed: self.printed,
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

/// A sentence without the references to notes in it.
fn pieces(sentence: Range<usize>, marks: &[NoteMark]) -> impl Iterator<Item = Range<usize>> {
    let starts = std::iter::once(sentence.start).chain(marks.iter().map(|mark| mark.range.end));
    let ends = marks.iter().map(|mark| mark.range.start);
    let ends = ends.chain(std::iter::once(sentence.end));
    starts.zip(ends).map(|(start, end)| start..end.max(start))
}

/// The tokens of a sentence. Where it is really several (a line taken as one), only the
/// full stops that end a sentence are heeded: after "M." the voice must not fall.
fn tokens(source: &str, sentence: Range<usize>) -> impl Iterator<Item = Token> + '_ {
    Cut::new(source, sentence).flat_map(move |sentence| {
        let mut at = sentence.start;
        std::iter::from_fn(move || {
            let rest = &source[at..sentence.end];
            let start = at + rest.len() - rest.trim_start().len();
            let rest = rest.trim_start();
            if rest.is_empty() {
                return None;
            }
            let length = token_length(rest);
            at = start + length;
            let mut token = token(&rest[..length], start);
            if token.mark == Some('.') && at < sentence.end {
                token.mark = None;
            }
            Some(token)
        })
    })
}

/// How far the first token goes: to the next white space, seen or not, or as far as a
/// word may.
fn token_length(rest: &str) -> usize {
    let hidden = rest.len() - rest.trim_start_matches(HIDDEN_SPACE).len();
    if hidden > 0 {
        return hidden;
    }
    let (mut length, mut spent) = (0, 0);
    let ends = |(_, character): &(usize, char)| {
        length += 1;
        spent += weight(*character);
        character.is_whitespace()
            || *character == HIDDEN_SPACE
            || length > LONGEST_WORD
            || spent > HEAVIEST_WORD
    };
    let end = rest
        .char_indices()
        .find(ends)
        .map_or(rest.len(), |(at, _)| at);
    end + line_breaks::rest_of_word(rest, end)
}

fn token(printed: &str, start: usize) -> Token {
    let is_edge = |c: char| is_mark(c) || is_unsayable(c);
    let mut from = printed.len() - printed.trim_start_matches(is_edge).len();
    let mut to = printed.trim_end_matches(is_edge).len().max(from);
    // "-3", "<10", ".5": the sign directly before a number is said with it.
    if printed[from..].starts_with(|c: char| c.is_ascii_digit())
        && let Some(sign) = printed[..from]
            .chars()
            .next_back()
            .filter(|c| "-−–<>.,".contains(*c))
    {
        from -= sign.len_utf8();
    }
    // The apostrophe of "l'" is part of the word.
    if to - from <= 2 && printed[to..].starts_with(['\'', '’']) {
        to += printed[to..].chars().next().map_or(0, char::len_utf8);
    }
    let said: String = line_breaks::mended(&printed[from..to])
        .chars()
        .filter(|c| !is_unsayable(*c))
        .map(plain)
        .nfc()
        .collect();
    let is_word = said.contains(char::is_alphanumeric)
        || (!said.is_empty() && said.chars().all(is_spoken_sign));
    let end = start + printed.len();
    if is_word {
        let mark = printed[to..].chars().find(|c| HEEDED.contains(c));
        return Token {
            printed: start + from..start + to,
            word: Some(said),
            mark,
            end,
        };
    }
    // A dash that stands alone is an aside: a comma to the ear.
    let mark = if matches!(printed, "-" | "–" | "—" | "|") {
        Some(',')
    } else {
        printed.chars().find(|c| HEEDED.contains(c))
    };
    Token {
        printed: start..end,
        word: None,
        mark,
        end,
    }
}

/// The marks that change how the voice moves.
const HEEDED: [char; 7] = ['.', '!', '?', '…', ',', ';', ':'];

/// Marks that are not said where they stand at the edge of a word.
fn is_mark(character: char) -> bool {
    HEEDED.contains(&character)
        || "\"'«»“”„‟‘’‚‛‹›()[]{}-–—―‒_*~|\\^`´¨•·¿¡<>/†‡¶".contains(character)
}

/// Zero width space: Unicode does not count it as white space, but it parts words.
const HIDDEN_SPACE: char = '\u{200B}';

/// Signs that are said although they are neither letters nor figures.
fn is_spoken_sign(character: char) -> bool {
    "%‰€$£¥¢&+=×÷±°@§≤≥≠≈∞√".contains(character)
}

/// Characters that no voice can say: controls, invisible marks of layout, pictures.
fn is_unsayable(character: char) -> bool {
    character.is_control()
        || matches!(character,
            '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}'
            | '\u{FEFF}' | '\u{FE00}'..='\u{FE0F}' | '\u{FFF0}'..='\u{FFFF}'
            // Symbols, dingbats and emoji; private use; tags.
            | '\u{2500}'..='\u{27BF}' | '\u{2B00}'..='\u{2BFF}' | '\u{1F000}'..='\u{1FAFF}'
            | '\u{E000}'..='\u{F8FF}' | '\u{E0000}'..='\u{10FFFF}')
}

/// The typewriter's form of what typesetting tells apart.
fn plain(character: char) -> char {
    match character {
        '’' | 'ʼ' => '\'',
        '\u{2010}' | '\u{2011}' | '−' | '–' => '-',
        other => other,
    }
}
