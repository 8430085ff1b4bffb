//! Accents that capitals lack: "MINISTERE DES DONNEES", "l'Ecole".

use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;

use super::Verbalization;
use super::cursor::{Cursor, is_boundary, leading};

/// Words with accents that are by far more frequent than what else has their plain letters, in
/// the order of these. Whether a word is there was decided by the frequencies of wordfreq
/// (Speer): at least one in a million words, and eight times as often as any other.
static WORDS: LazyLock<Vec<&str>> = LazyLock::new(|| {
    let lines = include_str!("../../data/accented_words.tsv").lines();
    lines.filter(|line| !line.starts_with('#')).collect()
});

/// A word in small letters that was printed in capitals, with the accents that it lacks.
pub(super) fn restored(word: &str) -> String {
    if !word.is_ascii() {
        return word.to_owned();
    }
    if let Some(found) = listed(word) {
        return found.to_owned();
    }
    // The plural of a word that is there in the singular only.
    let singular = word.strip_suffix('s').and_then(listed);
    singular.map_or_else(|| word.to_owned(), |found| [found, "s"].concat())
}

fn listed(word: &str) -> Option<&'static str> {
    let found = WORDS.binary_search_by(|line| plain(line).cmp(word.chars()));
    found.ok().map(|at| WORDS[at])
}

/// The letters of a word without accents.
fn plain(word: &str) -> impl Iterator<Item = char> {
    word.chars().map(|letter| match letter {
        'é' | 'è' | 'ê' | 'ë' => 'e',
        'à' | 'â' => 'a',
        'î' | 'ï' => 'i',
        'ô' => 'o',
        'û' => 'u',
        'ç' => 'c',
        plain => plain,
    })
}

/// "Ecole", "l'Etat": an initial E without its accent, in a word that has its others.
pub(super) fn initial(cursor: &Cursor<'_>) -> Option<Verbalization> {
    let rest = cursor.rest();
    if !cursor.starts_word() {
        return None;
    }
    let elided = rest.strip_prefix(['l', 'L', 'd', 'D']).unwrap_or(rest);
    let noun = elided.strip_prefix(['\'', '’']).unwrap_or(rest);
    let article = &rest[..rest.len() - noun.len()];
    let tail = leading(noun.strip_prefix('E')?, char::is_alphabetic);
    let after = &noun[1 + tail.len()..];
    if tail.is_empty()
        || !tail.starts_with(char::is_lowercase)
        || !is_boundary(after)
        || after.starts_with(['-', '\'', '’', '@', '.'])
    {
        return None;
    }
    let letters: String = ["e", tail].concat().nfd().filter(char::is_ascii).collect();
    let found = listed(&letters).or_else(|| listed(letters.strip_suffix('s')?))?;
    let accented = found.strip_prefix(['é', 'è', 'ê'])?;
    let is_same = tail == accented || tail.strip_suffix('s') == Some(accented);
    let capital = match found.chars().next()? {
        'è' => 'È',
        'ê' => 'Ê',
        _ => 'É',
    };
    let mut spoken = article.replace('’', "'");
    spoken.push(capital);
    spoken.push_str(tail);
    is_same.then_some(Verbalization {
        length: article.len() + 1 + tail.len(),
        spoken,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::normalization::tests::said_in_france as said;

    #[test]
    fn the_words_are_in_the_order_of_their_plain_letters() {
        let plain: Vec<String> = WORDS.iter().map(|word| plain(word).collect()).collect();
        assert!(plain.is_sorted());
        assert!(WORDS.iter().all(|word| !word.is_ascii()));
        assert!(plain.iter().all(|word| word.is_ascii()));
    }

    #[test]
    fn capitals_get_the_accents_that_they_lack() {
        for (printed, spoken) in [
            ("MEDICAMENTS NON UTILISES", "médicaments non utilisés"),
            ("MINISTERE DES DONNEES", "ministère des données"),
            ("LES ETATS MEMBRES", "les états membres"),
            ("ENTREPRISES EUROPEENNES", "entreprises européennes"),
            ("LA MARCHE DU MONDE", "la marche du monde"),
            ("Le DECRET est signé", "Le décret est signé"),
            ("L'Ecole et l'Etat", "L'École et l'État"),
            ("Elle et Ernest", "Elle et Ernest"),
        ] {
            assert_eq!(said(printed), spoken);
        }
    }
}
