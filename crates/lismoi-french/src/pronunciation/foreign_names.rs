//! Names that are not French, respelled as a newsreader says them: their e is é, en before a
//! consonant is said as in "Kenya", and Latin and Greek endings are heard.
//!
//! A word is taken for such a name by its capital within a sentence and by its ending: few
//! French names end in -a, -o or -i, and few in -us or -os.

use lismoi_document::word_list::WordList;

use super::context::Context;
use super::word::Case;
use crate::letters::is_vowel;

/// French words and surnames with such endings, whose letters are right.
static FRENCH: WordList = WordList::new(include_str!("../../data/french_in_a_o_i_os_us.txt"));

/// Endings of Latin and Greek names whose s is heard, and how they are spelled for that.
const ENDINGS: [(&str, &str); 24] = [
    ("arus", "arusse"),
    ("erus", "érusse"),
    ("ius", "iusse"),
    ("cus", "cusse"),
    ("gus", "gusse"),
    ("bus", "busse"),
    ("mus", "musse"),
    ("lus", "lusse"),
    ("xus", "xusse"),
    ("ntus", "ntusse"),
    ("ctus", "ctusse"),
    ("stus", "stusse"),
    ("xtus", "xtusse"),
    ("ttus", "ttusse"),
    ("nnus", "nnusse"),
    ("osis", "ozisse"),
    ("ôsis", "ôzisse"),
    ("polis", "polisse"),
    ("akis", "akisse"),
    ("élas", "élasse"),
    ("idas", "idasse"),
    ("goras", "gorasse"),
    ("os", "osse"),
    ("ès", "esse"),
];

/// The respelling of a piece of a word, where it is a name that is not French.
pub(super) fn respelled(context: &Context<'_>, piece: &str) -> Option<String> {
    if piece.len() < 4 || context.word().case != Case::Capital {
        return None;
    }
    let is_open = piece.ends_with(['a', 'o', 'i']);
    let ending = ENDINGS.iter().find(|(ending, _)| piece.ends_with(ending));
    // Few names have such an ending.
    if !(is_open || ending.is_some()) || !is_name(context) || FRENCH.contains(piece) {
        return None;
    }
    // "Charleroi", "Épinai": letters of French.
    if ["oi", "ai", "ui"]
        .iter()
        .any(|ending| piece.ends_with(ending))
    {
        return None;
    }
    if is_open {
        return with_open_vowels(piece);
    }
    let (ending, spelling) = ending?;
    let stem = &piece[..piece.len() - ending.len()];
    let stem = with_open_vowels(stem).unwrap_or_else(|| stem.to_owned());
    // No word of one syllable: "Gros".
    stem.contains(is_vowel).then(|| stem + spelling)
}

/// Whether the word has a capital that does not come from the start of a sentence. A title or
/// a first word counts where the next one has a capital too, or where it stands alone.
fn is_name(context: &Context<'_>) -> bool {
    let word = context.word();
    // "MacOS", "LeFigaro": several words in one.
    let is_joined = || {
        let letters = word.text.chars().zip(word.text.chars().skip(1));
        letters
            .into_iter()
            .any(|(before, after)| before.is_lowercase() && after.is_uppercase())
    };
    if word.case != Case::Capital || is_joined() {
        return false;
    }
    if !context.before(1).is_empty() {
        return true;
    }
    let next = context.words_after().first();
    next.is_none_or(|next| next.case == Case::Capital)
}

/// With é for each e before one consonant and a vowel, and è for each before n and another
/// consonant; `None` where that changes nothing.
pub(super) fn with_open_vowels(name: &str) -> Option<String> {
    let letters: Vec<char> = name.chars().collect();
    let at = |index: usize| letters.get(index).copied().unwrap_or(' ');
    let is_consonant = |letter: char| letter.is_alphabetic() && !is_vowel(letter) && letter != 'y';
    let mut spelling = String::with_capacity(name.len() + 4);
    for (index, letter) in letters.iter().enumerate() {
        let (next, second) = (at(index + 1), at(index + 2));
        let before = index.checked_sub(1).map(at);
        let stands_alone = *letter == 'e' && !before.is_some_and(is_vowel);
        let is_liquid_after = matches!(second, 'r' | 'l') && !matches!(next, 'r' | 'l' | 'n' | 'm');
        let is_open = matches!(next, 'a' | 'o')
            || (is_consonant(next) && (is_vowel(second) || is_liquid_after));
        let is_en = next == 'n' && is_consonant(second) && second != 'n';
        spelling.push(match letter {
            'e' if stands_alone && is_open => 'é',
            'e' if stands_alone && is_en => 'è',
            letter => *letter,
        });
    }
    (spelling != name).then_some(spelling)
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;
    use crate::pronunciation::word::Word;

    fn respelled_in(sentence: &str, at: usize) -> Option<String> {
        let words: Vec<Word<'_>> = sentence
            .split(' ')
            .map(|word| Word::new(word, None))
            .collect();
        let is_used = Cell::default();
        let context = Context::new(&words, at, &is_used);
        respelled(&context, context.own())
    }

    #[test]
    fn a_foreign_name_has_no_mute_e_and_no_mute_s() {
        for (sentence, at, expected) in [
            ("avec Greta hier", 1, "gréta"),
            ("selon Escobedo lui", 1, "escobédo"),
            ("contre Kirilenko", 1, "kirilènko"),
            ("l'ami Marcus rit", 1, "marcusse"),
            ("Veolia Eau", 0, "véolia"),
            ("avec Ménélas lui", 1, "ménélasse"),
        ] {
            assert_eq!(respelled_in(sentence, at).as_deref(), Some(expected));
        }
    }

    #[test]
    fn a_french_word_and_the_start_of_a_sentence_stay() {
        for (sentence, at) in [
            ("Cela va", 0),
            ("avec Camus ici", 1),
            ("avec Duclos ici", 1),
            ("avec Leclerc ici", 1),
            ("le cela va", 1),
            ("Regarda le ciel", 0),
        ] {
            assert_eq!(respelled_in(sentence, at), None, "{sentence}");
        }
    }
}
