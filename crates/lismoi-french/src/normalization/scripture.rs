//! Verses of the Bible: "Jn 3, 16", "1 Co 13, 4-7", "Matthieu 5:3".

use std::sync::LazyLock;

use super::cardinals::push_value;
use super::cursor::{Cursor, after_space, first_word, is_boundary};
use super::domains::is_near;
use super::number::Number;
use super::{Gender, Verbalization};

/// One line of `bible_books.tsv`.
struct Book {
    printed: &'static str,
    name: &'static str,
    /// Of a book of which there are several; `None` for the others.
    numbered: Option<Gender>,
    /// The abbreviation is also a word.
    needs_cue: bool,
}

static BOOKS: LazyLock<Vec<Book>> = LazyLock::new(|| {
    let lines = include_str!("../../data/bible_books.tsv").lines();
    lines
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| {
            let mut columns = line.split('\t');
            let (printed, name) = (columns.next()?, columns.next()?);
            let mark = columns.next().unwrap_or_default();
            Some(Book {
                printed,
                name,
                numbered: match mark {
                    "f" => Some(Gender::Feminine),
                    "m" => Some(Gender::Masculine),
                    _ => None,
                },
                needs_cue: mark == "cue",
            })
        })
        .collect()
});

/// "Jn 3, 16", "1 Co 13, 4-7", and "Jean 3:16" with the whole name.
pub(super) fn verse(cursor: &Cursor<'_>) -> Option<Verbalization> {
    let rest = cursor.rest();
    if !cursor.starts_word() {
        return None;
    }
    let mut spoken = String::new();
    let number = Number::read_figures(rest, 1, 1).filter(|(number, _)| (1..=3).contains(number));
    let text = match number {
        Some((_, after)) if after.starts_with(' ') => after_space(after),
        Some(_) => return None,
        None => rest,
    };
    let word = first_word(text);
    let after = &text[word.len()..];
    if word.is_empty() || !after.starts_with([' ', '\u{A0}']) {
        return None;
    }
    let (chapter, after) = Number::read_figures(after_space(after), 1, 3)?;
    let book = BOOKS.iter().find(|book| {
        let is_abbreviated = book.printed == word && book.numbered.is_some() == number.is_some();
        let has_name = book.numbered.is_none() && book.name == word && after.starts_with(':');
        is_abbreviated || has_name
    })?;
    let verse = after_space(after.strip_prefix([',', ':', '.'])?);
    let (first, mut after) = Number::read_figures(verse, 1, 3)?;
    if book.needs_cue && !is_near(cursor, "scripture") {
        return None;
    }
    if let (Some((number, _)), Some(gender)) = (number, book.numbered) {
        spoken.push_str(match (number, gender) {
            (1, Gender::Feminine) => "première ",
            (1, Gender::Masculine) => "premier ",
            (2, _) => "deuxième ",
            _ => "troisième ",
        });
    }
    spoken.push_str(book.name);
    spoken.push(' ');
    push_value(&mut spoken, chapter);
    spoken.push_str(", ");
    push_value(&mut spoken, first);
    after = part(after);
    if let Some((last, end)) = after
        .strip_prefix(['-', '–', '\u{2011}'])
        .and_then(|after| Number::read_figures(after, 1, 3))
    {
        spoken.push_str(" à ");
        push_value(&mut spoken, last);
        after = part(end);
    }
    is_boundary(after).then(|| Verbalization {
        length: rest.len() - after.len(),
        spoken,
    })
}

/// The text after the letter of a part of a verse: "12a".
fn part(text: &str) -> &str {
    let rest = text.strip_prefix(['a', 'b', 'c']);
    rest.filter(|rest| is_boundary(rest) || rest.starts_with('-'))
        .unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use crate::normalization::tests::said_in_france as said;

    #[test]
    fn a_verse_is_said_with_its_book() {
        for (printed, spoken) in [
            ("Lisez Jn 3, 16", "Lisez Jean 3, 16"),
            ("Mt 5, 3-12", "Matthieu 5, 3 à 12"),
            ("Gn 1,1", "Genèse 1, 1"),
            ("1 Co 13, 4-7a", "première épître aux Corinthiens 13, 4 à 7"),
            ("2 R 5, 14", "deuxième livre des Rois 5, 14"),
            ("Jean 3:16", "Jean 3, 16"),
            ("La Bible dit, Is 7, 14", "La Bible dit Isaïe 7, 14"),
            ("Si 3,5 millions", "Si 3 virgule 5 millions"),
            ("1 P 5", "1 P 5"),
        ] {
            assert_eq!(said(printed), spoken);
        }
    }
}
