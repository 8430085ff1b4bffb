//! Scans a sentence from left to right: finds where words start and tries the verbalizers
//! there; the rest is said as it is printed.

use std::borrow::Cow;
use std::ops::Range;

use lismoi_document::word_list::WordList;

use super::cursor::{Cursor, class};
use super::plain::{is_hidden, is_mistyped, plain, safe};
use super::typed::typed;
use super::verbalizer::Verbalizer;
use super::verbalizers::VERBALIZERS;
use super::{Dialect, Normalized};
use crate::pronunciation::word::elision;

/// Words that are dismissed at once: of running text they are a third.
static WITHOUT_RULES: WordList = WordList::new(include_str!("../../data/words_without_rules.txt"));

/// The normalized spans of a sentence, in order. Between them are white space and
/// punctuation.
pub fn normalize(text: &str, dialect: Dialect) -> Normalize<'_> {
    let Some(typed) = typed(text) else {
        return Normalize(Spans::Scanned(scan(text, dialect)));
    };
    let mut forms: Vec<Normalized<'_>> = Vec::new();
    for form in scan(&typed.text, dialect) {
        let printed = typed.in_printed(&form.printed);
        match forms.last_mut() {
            // Several forms of one character: "㏂".
            Some(last) if printed.start < last.printed.end => {
                last.printed.end = printed.end.max(last.printed.end);
                let spoken = [&last.spoken, " ", &form.spoken].concat();
                last.spoken = Cow::Owned(spoken.trim().to_owned());
            }
            _ => forms.push(Normalized {
                printed,
                spoken: Cow::Owned(form.spoken.into_owned()),
                rule: form.rule,
            }),
        }
    }
    Normalize(Spans::Typed(forms.into_iter()))
}

/// Iterator of [`normalize`].
#[derive(Debug)]
pub struct Normalize<'a>(Spans<'a>);

#[derive(Debug)]
enum Spans<'a> {
    Scanned(Scan<'a>),
    /// Of a sentence that is normalized as it would be [`typed`].
    Typed(std::vec::IntoIter<Normalized<'a>>),
}

impl<'a> Iterator for Normalize<'a> {
    type Item = Normalized<'a>;

    fn next(&mut self) -> Option<Normalized<'a>> {
        match &mut self.0 {
            Spans::Scanned(scan) => scan.next(),
            Spans::Typed(forms) => forms.next(),
        }
    }
}

fn scan(text: &str, dialect: Dialect) -> Scan<'_> {
    Scan {
        text,
        at: 0,
        dialect,
        stretch_end: 0,
        small_end: 0,
        classes: 0,
        next: None,
        is_all_capitals: is_all_capitals(text),
    }
}

#[derive(Debug)]
struct Scan<'a> {
    text: &'a str,
    at: usize,
    dialect: Dialect,
    /// The end of the text without white space that `at` is in.
    stretch_end: usize,
    /// The end of the small letters that it starts with: mostly the end of a word.
    small_end: usize,
    /// The classes of its characters.
    classes: u16,
    /// The span after the one that was just returned, where it is known already.
    next: Option<Normalized<'a>>,
    is_all_capitals: bool,
}

impl<'a> Iterator for Scan<'a> {
    type Item = Normalized<'a>;

    fn next(&mut self) -> Option<Normalized<'a>> {
        if let Some(form) = self.next.take() {
            return Some(form);
        }
        let mut printed: Option<Range<usize>> = None;
        while self.enter_stretch(printed.is_some()) {
            if let Some(form) = self.by_rule() {
                self.at = form.printed.end;
                let Some(printed) = printed else {
                    return Some(form);
                };
                self.next = Some(form);
                return Some(self.as_printed(printed));
            }
            let piece = self.piece();
            if piece > 0 {
                let start = printed.map_or(self.at, |printed| printed.start);
                self.at += piece;
                printed = Some(start..self.at);
            } else if let Some(printed) = printed {
                return Some(self.as_printed(printed));
            } else {
                self.at += self.first().len_utf8();
            }
        }
        printed.map(|printed| self.as_printed(printed))
    }
}

impl<'a> Scan<'a> {
    fn first(&self) -> char {
        self.text[self.at..].chars().next().unwrap_or(' ')
    }

    /// Advances past white space unless a printed word is pending; returns whether there is
    /// text left to read.
    fn enter_stretch(&mut self, is_waiting: bool) -> bool {
        if self.at < self.stretch_end {
            return true;
        }
        if is_waiting {
            return false;
        }
        let rest = &self.text[self.at..];
        let rest = rest.trim_start_matches(is_space);
        self.at = self.text.len() - rest.len();
        let small = small_letters(rest);
        let (length, mut classes) = stretch(rest, small);
        if self.is_all_capitals && classes & class::CAPITAL != 0 {
            classes |= class::CAPITALS;
        }
        (self.stretch_end, self.classes) = (self.at + length, classes);
        self.small_end = self.at + small;
        // A rule may have taken the start of this stretch with the one before.
        length > 0
    }

    fn by_rule(&self) -> Option<Normalized<'a>> {
        if self.classes == 0 {
            return None;
        }
        let cursor = Cursor {
            text: self.text,
            at: self.at,
            stretch_end: self.stretch_end,
            classes: self.classes,
            starts_word: !self.text[..self.at].ends_with(char::is_alphanumeric),
            dialect: self.dialect,
            is_all_capitals: self.is_all_capitals,
        };
        verbalizers(cursor.classes).find_map(|rule| {
            // A verbalizer that consumes no bytes would loop forever.
            let said = (rule.read)(&cursor).filter(|said| said.length > 0)?;
            Some(Normalized {
                printed: self.at..self.at + said.length,
                spoken: Cow::Owned(safe(said.spoken)),
                rule: Some(rule.name),
            })
        })
    }

    /// The length of the text that is said as it is printed, up to the next place where
    /// verbalizers are tried; 0 at punctuation.
    fn piece(&self) -> usize {
        let rest = &self.text[self.at..self.stretch_end];
        let is_plain = self.classes & !(class::CAPITAL | class::SHORT) == 0;
        let mut start = 0;
        let mut end = self.small_end.saturating_sub(self.at);
        loop {
            let word = &rest[end..];
            end += word
                .char_indices()
                .find(|(_, c)| !(is_letter(*c) || is_hidden(*c)))
                .map_or(word.len(), |(at, _)| at);
            if end == start {
                return end;
            }
            let is_joint = |c: &char| is_joiner(*c) || is_mistyped(*c) && elides(&rest[..end]);
            let Some(joiner) = rest[end..].chars().next().filter(is_joint) else {
                return end;
            };
            let after = end + joiner.len_utf8();
            let goes_on = rest[after..].starts_with(is_letter);
            // The apostrophe of "l'" is part of the word whatever follows.
            let is_elision = matches!(joiner, '\'' | '’' | 'ʼ') && end <= 2;
            if goes_on || is_elision {
                end = after;
                start = after;
            }
            if !goes_on || !is_plain {
                return end;
            }
        }
    }

    fn as_printed(&self, printed: Range<usize>) -> Normalized<'a> {
        let own = &self.text[printed.clone()];
        Normalized {
            spoken: match printed.end <= self.small_end {
                true => Cow::Borrowed(own),
                false => match plain(own) {
                    Cow::Borrowed(spoken) => Cow::Borrowed(spoken),
                    Cow::Owned(spoken) => Cow::Owned(safe(spoken)),
                },
            },
            printed,
            rule: None,
        }
    }
}

/// The verbalizers that need one of the classes, in order.
fn verbalizers(classes: u16) -> impl Iterator<Item = &'static Verbalizer> {
    /// For each class, one bit for each verbalizer that needs it.
    const NEEDING: [u64; 16] = {
        let mut needing = [0; 16];
        let mut rule = 0;
        while rule < VERBALIZERS.len() {
            let mut class = 0;
            while class < needing.len() {
                let is_needed = VERBALIZERS[rule].needs >> class & 1 == 1;
                needing[class] |= (is_needed as u64) << rule;
                class += 1;
            }
            rule += 1;
        }
        needing
    };
    let of_class = |class: usize| (classes >> class & 1 == 1).then_some(NEEDING[class]);
    let mut rules = (0..16).filter_map(of_class).fold(0, |all, of| all | of);
    std::iter::from_fn(move || {
        let first = VERBALIZERS.get(rules.trailing_zeros() as usize)?;
        rules &= rules - 1;
        Some(first)
    })
}

/// The length of the small letters at the start of the text.
fn small_letters(text: &str) -> usize {
    let mut end = 0;
    loop {
        end += match text.as_bytes()[end..] {
            [b'a'..=b'z', ..] => 1,
            // From à to ÿ, without ÷.
            [0xC3, second, ..] if second >= 0xA0 && second != 0xB7 => 2,
            _ => return end,
        };
    }
}

/// The length of the text up to white space, and the classes of its characters; `small` is the
/// length of the small letters that it starts with.
fn stretch(text: &str, small: usize) -> (usize, u16) {
    let mut classes = 0;
    let mut end = text.len();
    let mut was_capital = false;
    let mut has_hyphen = false;
    for (at, character) in text[small..].char_indices() {
        if is_space(character) {
            end = small + at;
            break;
        }
        has_hyphen |= character == '-';
        let is_capital = character.is_uppercase();
        classes |= match character {
            'a'..='z' | 'à'..='ö' | 'ø'..='ÿ' | 'œ' => 0,
            '0'..='9' => class::FIGURE,
            '.' => class::STOP,
            '(' | '[' | '{' => class::BRACKET,
            ',' | ';' | ':' | '!' | '?' | '\'' | '’' | '"' | '-' | ')' | ']' | '}' | '«' | '»'
            | '…' | '“' | '”' | '‘' | '—' => 0,
            '–' | '\u{2010}' | '\u{2011}' => 0,
            _ if is_capital && was_capital => class::CAPITALS | class::CAPITAL | foreign(character),
            _ if is_capital => class::CAPITAL | foreign(character),
            _ if character.is_numeric() => class::FIGURE | class::SIGN,
            _ if is_hidden(character) => 0,
            _ if character.is_alphabetic() && !is_raised_letter(character) => foreign(character),
            _ => class::SIGN,
        };
        was_capital = is_capital;
    }
    if end <= 5 && !(classes == 0 && WITHOUT_RULES.contains(&text[..end])) {
        classes |= class::SHORT;
    }
    // "Xviiie siècle".
    if text[..end].bytes().all(|byte| b"eivx".contains(&byte)) {
        classes |= class::SHORT;
    }
    // The option of a command.
    if text.starts_with('-') {
        classes |= class::SHORT;
    }
    if !has_hyphen {
        return (end, classes);
    }
    // "Lun-ven".
    let letters = text[..end].trim_end_matches(|c: char| c.is_ascii_punctuation());
    if letters.len() == 7 && letters.as_bytes()[3] == b'-' {
        classes |= class::SHORT;
    }
    // "Étudiant-e-s": the hyphens of both genders are no ordinary ones.
    if letters.ends_with("-s") {
        classes |= class::SIGN;
    }
    (end, classes)
}

fn foreign(letter: char) -> u16 {
    if letter < '\u{250}' && letter != 'µ' {
        0
    } else {
        class::FOREIGN
    }
}

/// Superscript letters: "ᵉ" and its kind, "º" and "ª".
fn is_raised_letter(letter: char) -> bool {
    matches!(letter, '\u{1D2C}'..='\u{1D6A}' | '\u{2B0}'..='\u{2B8}' | 'º' | 'ª' | 'ⁿ')
}

/// Whether a text is all capitals: no lower-case letter, and several words.
fn is_all_capitals(text: &str) -> bool {
    !text.contains(char::is_lowercase)
        && text.chars().filter(|c| c.is_uppercase()).count() >= 8
        && text.split_whitespace().nth(1).is_some()
        && super::shouted::holds_words(text)
}

/// White space, including the zero width space, which Unicode does not count as such but
/// which separates words.
pub(super) fn is_space(character: char) -> bool {
    character.is_whitespace() || character == '\u{200B}'
}

fn is_small_letter(character: char) -> bool {
    matches!(character, 'a'..='z' | 'à'..='ö' | 'ø'..='ÿ')
}

fn is_letter(character: char) -> bool {
    is_small_letter(character)
        || character.is_ascii_alphanumeric()
        || character.is_alphabetic() && !is_numeral(character)
        || ('\u{300}'..='\u{36F}').contains(&character)
}

/// Whether a letter of Unicode is a number, or an index or exponent; Roman numerals are letters.
fn is_numeral(letter: char) -> bool {
    matches!(letter, '\u{2070}'..='\u{209C}')
        || letter > '\u{2000}'
            && letter.is_numeric()
            && !('\u{2160}'..='\u{217F}').contains(&letter)
}

fn is_joiner(character: char) -> bool {
    matches!(character, '-' | '\'' | '’' | 'ʼ' | '\u{2010}' | '\u{2011}')
}

/// Whether an apostrophe may follow a word.
fn elides(word: &str) -> bool {
    let word = &word[word.rfind('-').map_or(0, |hyphen| hyphen + 1)..];
    // The elided words are those of the pronunciation, and no other is as short or so common.
    elision(&[word, "'"].concat()) > 0
        || ["aujourd", "presqu", "quelqu", "grand"]
            .iter()
            .any(|whole| whole.eq_ignore_ascii_case(word))
}
