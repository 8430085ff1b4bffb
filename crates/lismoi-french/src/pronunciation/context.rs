//! A word among its neighbours, in the pieces that rules look at: "n'en veux-tu" is the
//! four pieces "n'", "en", "veux" and "tu".

/// A word of a sentence as rules see it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Word {
    /// As it would be said without this stage, in lower case; empty for a mark alone.
    pub lower: String,
    /// How it is written.
    pub letters: Letters,
    /// The mark after it that the voice heeds.
    pub mark: Option<char>,
}

/// How a word is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Letters {
    /// In lower case, or without case.
    #[default]
    Small,
    /// With a capital at its start.
    Capital,
    /// In capitals only, at least two: an acronym, or a heading.
    Capitals,
}

impl Word {
    /// The word as the rules see it.
    pub fn new(text: &str, mark: Option<char>) -> Word {
        Word {
            lower: lower(text),
            letters: Letters::of(text),
            mark,
        }
    }

    /// The pieces of the word, in order.
    pub fn pieces(&self) -> impl DoubleEndedIterator<Item = &str> {
        let (elided, rest) = self.lower.split_at(elision(&self.lower));
        let elided = (!elided.is_empty()).then_some(elided);
        elided.into_iter().chain(rest.split('-'))
    }

    fn is_mark(&self) -> bool {
        self.lower.is_empty()
    }
}

/// The text in lower case; most words are already.
fn lower(text: &str) -> String {
    let is_lower = |byte: u8| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'\'' | b'-');
    // After C3, the letters from ß on are small: those of French but œ.
    let is_small = text
        .bytes()
        .all(|byte| is_lower(byte) || byte == 0xC3 || (0x9F..0xC0).contains(&byte));
    if is_small {
        text.to_owned()
    } else {
        text.to_lowercase()
    }
}

impl Letters {
    fn of(text: &str) -> Letters {
        // The elided article says nothing about the word after it.
        let text = &text[elision(text)..];
        let mut letters = text.chars().filter(|c| c.is_alphabetic());
        if !letters.next().is_some_and(char::is_uppercase) {
            return Letters::Small;
        }
        let mut has_more = false;
        for letter in letters {
            if letter.is_lowercase() {
                return Letters::Capital;
            }
            has_more = true;
        }
        if has_more {
            Letters::Capitals
        } else {
            Letters::Capital
        }
    }
}

/// What may be elided before a vowel, without its apostrophe, and how it is said.
pub const ELISIONS: [(&str, &str); 14] = [
    ("l", "l"),
    ("d", "d"),
    ("j", "Z"),
    ("m", "m"),
    ("t", "t"),
    ("s", "s"),
    ("n", "n"),
    ("c", "s"),
    ("ç", "s"),
    ("qu", "k"),
    ("jusqu", "Zysk"),
    ("lorsqu", "lOrsk"),
    ("puisqu", "pyisk"),
    ("quoiqu", "kwak"),
];

/// The length of the elided word at the start, with its apostrophe; 0 where there is none.
pub fn elision(text: &str) -> usize {
    match text.bytes().take(8).position(|byte| byte == b'\'') {
        Some(end) if elided_sound(&text[..end]).is_some() => end + 1,
        _ => 0,
    }
}

/// How an elided word is said, without its apostrophe.
pub fn elided_sound(word: &str) -> Option<&'static str> {
    ELISIONS
        .iter()
        .find(|(elided, _)| elided.eq_ignore_ascii_case(word))
        .map(|(_, sound)| *sound)
}

/// A piece of a word, and what stands around it.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// The sentence, or as much of it as rules may look at.
    pub words: &'a [Word],
    /// The place of the word in it.
    pub at: usize,
    /// Which of the word's pieces is meant, from 0.
    pub piece: usize,
}

impl<'a> Context<'a> {
    /// The word itself.
    pub fn word(&self) -> &'a Word {
        &self.words[self.at]
    }

    /// The piece itself.
    pub fn said(&self) -> &'a str {
        self.word().pieces().nth(self.piece).unwrap_or_default()
    }

    /// The `n`th piece before it, from 1, up to the last mark; "" where there is none.
    pub fn before(&self, n: usize) -> &'a str {
        let own = self.word().pieces().take(self.piece);
        let own: [&str; 8] = last_pieces(own);
        let others = self.words[..self.at]
            .iter()
            .rev()
            .take_while(|word| word.mark.is_none())
            .filter(|word| !word.is_mark())
            .flat_map(|word| word.pieces().rev());
        own.into_iter()
            .filter(|piece| !piece.is_empty())
            .chain(others)
            .nth(n - 1)
            .unwrap_or_default()
    }

    /// The `n`th piece after it, from 1, up to the next mark; "" where there is none.
    pub fn after(&self, n: usize) -> &'a str {
        let own = self.word().pieces().skip(self.piece + 1);
        let follows = |word: &Word| word.mark.is_none();
        let others = self.words[self.at + 1..]
            .iter()
            .scan(follows(self.word()), move |goes_on, word| {
                let is_next = *goes_on;
                *goes_on = is_next && follows(word);
                is_next.then_some(word)
            })
            .filter(|word| !word.is_mark())
            .flat_map(Word::pieces);
        own.chain(others).nth(n - 1).unwrap_or_default()
    }

    /// Whether the phrase ends with it: a mark follows, or nothing.
    pub fn is_last(&self) -> bool {
        self.after(1).is_empty()
    }
}

/// The pieces from last to first, as many as fit.
fn last_pieces<'a, const N: usize>(pieces: impl Iterator<Item = &'a str>) -> [&'a str; N] {
    let mut last = [""; N];
    for piece in pieces {
        last.rotate_right(1);
        last[0] = piece;
    }
    last
}
