//! Spells letters out, and knows the acronyms that are said as words instead.

use lismoi_document::word_list::WordList;

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::cursor::Cursor;
use crate::letters::is_vowel;
use crate::pronunciation::is_listed;

/// The binding of an acronym to the word before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Joint {
    /// None.
    Free,
    /// "L'", "d'".
    Elision,
    /// "Les", "un": a final consonant that is heard before a vowel.
    Liaison,
}

/// Names of letters that engines do not know, or do not link when they are capitals.
fn letter(letter: char, joint: Joint) -> Option<&'static str> {
    let is_bound = joint != Joint::Free;
    Some(match letter {
        'Y' => "i grec",
        'É' | 'È' | 'Ê' | 'Ë' => "é",
        'À' | 'Â' => "a",
        'Î' | 'Ï' => "i",
        'Ô' | 'Ö' => "o",
        'Ù' | 'Û' | 'Ü' => "u",
        'Ç' => "C",
        'Œ' => "O E",
        'A' if joint == Joint::Elision => "a",
        'E' if joint == Joint::Elision => "e",
        'I' if joint == Joint::Elision => "i",
        'O' if joint == Joint::Elision => "o",
        'U' if joint == Joint::Elision => "u",
        'H' if joint == Joint::Elision => "ache",
        'F' if is_bound => "effe",
        'L' if is_bound => "elle",
        'N' if is_bound => "enne",
        'R' if is_bound => "erre",
        'S' if is_bound => "esse",
        'X' if is_bound => "ixe",
        _ => return None,
    })
}

/// The first two letters as one word: eSpeak NG makes no liaison before a single vowel.
fn bound_pair(letters: &str) -> Option<[&'static str; 2]> {
    let mut letters = letters.chars();
    let first = match letters.next()? {
        'A' => "a",
        'I' => "i",
        'O' => "o",
        'U' => "u",
        _ => return None,
    };
    let second = match letters.next()? {
        'B' => "bé",
        'C' => "cé",
        'D' => "dé",
        'G' => "gé",
        'K' => "ka",
        'P' => "pé",
        'T' => "té",
        'V' => "vé",
        'S' if first == "u" => "esse",
        'F' if first == "u" => "effe",
        _ => return None,
    };
    Some([first, second])
}

/// Appends the names of letters, with spaces between them.
pub(super) fn spell(out: &mut String, letters: &str, joint: Joint) {
    let mut rest = letters;
    if joint == Joint::Liaison
        && let Some(pair) = bound_pair(letters)
    {
        out.extend(pair);
        rest = &letters[2..];
    }
    let mut is_first = rest.len() == letters.len();
    for character in rest.chars().filter(|c| c.is_alphanumeric()) {
        if !is_first {
            out.push(' ');
        }
        let upper = character.to_uppercase().next().unwrap_or(character);
        let joint = if is_first { joint } else { Joint::Free };
        match letter(upper, joint) {
            Some(name) => out.push_str(name),
            None => out.push(upper),
        }
        is_first = false;
    }
}

/// How the acronym at the cursor is bound.
pub(super) fn joint(cursor: &Cursor<'_>) -> Joint {
    static LIAISON: WordList =
        WordList::new(include_str!("../../data/words_before_liaison_cased.txt"));
    let before = cursor.before();
    if before.ends_with(['\'', '’']) {
        Joint::Elision
    } else if before.ends_with(char::is_whitespace) && LIAISON.contains(cursor.previous_word()) {
        Joint::Liaison
    } else {
        Joint::Free
    }
}

/// Acronyms said as words although they are short or look odd, with the word. Where that is a
/// name, as in "Insee", the lexicon has its sounds.
static SAID: LazyLock<FxHashMap<String, &str>> = LazyLock::new(|| {
    let acronyms = include_str!("../../data/names_acronyms.tsv").lines();
    // "NVIDIA": firms like their names in capitals. Shorter ones may be other acronyms.
    let firms = [
        include_str!("../../data/names_firms.tsv"),
        include_str!("../../data/names_products.tsv"),
    ];
    let firms = firms.iter().flat_map(|table| table.lines());
    let names = firms
        .filter_map(|line| line.split('\t').next())
        .filter(|name| name.len() > 3 && name.bytes().all(|byte| byte.is_ascii_alphabetic()))
        .chain(acronyms.filter_map(|line| line.split('\t').next()))
        .map(|name| (name.to_uppercase(), name));
    let words = include_str!("../../data/acronyms_said.tsv").lines();
    let words = words
        .filter_map(|line| line.split_once('\t'))
        .map(|(acronym, word)| (acronym.to_owned(), word));
    names.chain(words).collect()
});

/// The word for a listed acronym.
pub(super) fn listed(letters: &str) -> Option<String> {
    SAID.get(letters).map(|said| (*said).to_owned())
}

/// Whether a lower-case word is said, whatever its letters: French can pronounce it, or the
/// lexicon has its sounds ("jazz", "down", "threads").
pub(super) fn is_said(word: &str) -> bool {
    is_sayable(word) || (word.len() > 3 && is_listed(word))
}

/// The shortest word, in letters, that is taken for an acronym only if it lacks vowels.
const LONG: usize = 8;

/// Whether a lower-case word is pronounceable in French: it has a vowel, and only groups of
/// consonants that French words have. A long word with vowels enough is no acronym.
pub(super) fn is_sayable(word: &str) -> bool {
    static STARTS: WordList = WordList::new(include_str!("../../data/consonants_at_start.txt"));
    static ENDS: WordList = WordList::new(include_str!("../../data/consonants_at_end.txt"));
    let letters: Vec<char> = word.chars().collect();
    let count = letters.len();
    let vowels = letters.iter().filter(|c| is_vowel(**c)).count();
    if vowels == 0 {
        return false;
    }
    if count >= LONG && 4 * vowels >= count {
        return true;
    }
    let mut start = 0;
    while start < count {
        if is_vowel(letters[start]) {
            start += 1;
            continue;
        }
        let end = (start..count)
            .find(|at| is_vowel(letters[*at]))
            .unwrap_or(count);
        let cluster: String = letters[start..end].iter().collect();
        let is_good = match (start == 0, end == count) {
            (true, _) => end - start == 1 || STARTS.contains(&cluster),
            (_, true) => {
                (end - start == 1 && !"hjvw".contains(letters[start])) || ENDS.contains(&cluster)
            }
            _ => {
                end - start <= 2
                    || (1..end - start).any(|cut| {
                        let tail: String = letters[start + cut..end].iter().collect();
                        cut <= 2 && (tail.len() == 1 || STARTS.contains(&tail))
                    })
            }
        };
        if !is_good {
            return false;
        }
        start = end;
    }
    true
}
