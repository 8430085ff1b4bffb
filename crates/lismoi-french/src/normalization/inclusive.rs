//! Inclusive writing, both genders in one word: "étudiant·e·s", "élu.e.s", "élu(e)", "acteur·rice·s".

use super::Verbalization;
use super::cursor::{Cursor, class, is_boundary, leading};
use lismoi_document::word_list::WordList;

/// The commonest endings that make a masculine noun feminine.
const FEMININE_ENDINGS: [&str; 6] = ["e", "euse", "ne", "rice", "trice", "ère"];

/// Endings of the other gender or number, as they stand in brackets.
static IN_BRACKETS: WordList =
    WordList::new(include_str!("../../data/inclusive_endings_in_brackets.txt"));

/// Marks between the endings. A hyphen joins many other words as well, so it needs the
/// plural.
const MARKS: [char; 6] = ['·', '•', '⋅', '‧', '.', '∙'];

/// Feminine endings: as printed, how much of the masculine they replace, and in full.
const ENDINGS: [(&str, &str, &str); 43] = [
    ("trice", "teur", "trice"),
    ("rice", "eur", "rice"),
    ("ice", "eur", "rice"),
    ("euse", "eur", "euse"),
    ("se", "eur", "euse"),
    ("eresse", "eur", "eresse"),
    ("esse", "e", "esse"),
    ("ère", "er", "ère"),
    ("ière", "ier", "ière"),
    ("re", "er", "ère"),
    ("ienne", "ien", "ienne"),
    ("enne", "en", "enne"),
    ("nne", "n", "nne"),
    ("ne", "n", "nne"),
    ("onne", "on", "onne"),
    ("ive", "if", "ive"),
    ("ve", "f", "ve"),
    ("elle", "el", "elle"),
    ("le", "l", "lle"),
    ("lle", "l", "lle"),
    ("ette", "et", "ette"),
    ("te", "t", "tte"),
    ("sse", "s", "sse"),
    ("ale", "al", "ale"),
    ("que", "c", "que"),
    ("che", "c", "che"),
    ("e", "", "e"),
    ("E", "", "E"),
    ("se", "eux", "euse"),
    ("ante", "ant", "ante"),
    ("ente", "ent", "ente"),
    ("ée", "é", "ée"),
    ("ie", "i", "ie"),
    ("ue", "u", "ue"),
    ("ise", "is", "ise"),
    ("euse", "eux", "euse"),
    ("e", "er", "ère"),
    ("e", "el", "elle"),
    ("e", "en", "enne"),
    ("e", "if", "ive"),
    ("fe", "f", "ffe"),
    ("sse", "e", "esse"),
    ("se", "os", "osse"),
];

/// Function words whose feminine is not made by an ending.
const KNOWN: [(&str, &str); 34] = [
    ("tou·te·s", "tous et toutes"),
    ("tou·s·tes", "tous et toutes"),
    ("tout·e", "tout ou toute"),
    ("tout·e·s", "tous et toutes"),
    ("toutes·tous", "toutes et tous"),
    ("tous·toutes", "tous et toutes"),
    ("le·a", "le ou la"),
    ("la·e", "la ou le"),
    ("son·sa", "son ou sa"),
    ("mon·ma", "mon ou ma"),
    ("beau·belle", "beau ou belle"),
    ("beaux·belles", "beaux et belles"),
    ("copain·e·s", "copains et copines"),
    ("copain·ine·s", "copains et copines"),
    ("eux·elles", "eux et elles"),
    ("elles·eux", "elles et eux"),
    ("elle·lui", "elle ou lui"),
    ("lui·elle", "lui ou elle"),
    ("celle·celui", "celle ou celui"),
    ("un·une", "un ou une"),
    ("tou·tes", "tous et toutes"),
    ("tous·tes", "tous et toutes"),
    ("ceux·celles", "ceux et celles"),
    ("celles·ceux", "celles et ceux"),
    ("il·elle", "il ou elle"),
    ("ils·elles", "ils et elles"),
    ("elle·il", "elle ou il"),
    ("le·la", "le ou la"),
    ("la·le", "la ou le"),
    ("du·de·la", "du ou de la"),
    ("ce·tte", "ce ou cette"),
    ("nouveau·elle", "nouveau ou nouvelle"),
    ("nouveaux·elles", "nouveaux et nouvelles"),
    ("celui·celle", "celui ou celle"),
];

/// A word with a feminine ending behind a mark.
pub(super) fn both(cursor: &Cursor<'_>) -> Option<Verbalization> {
    let stretch = cursor.stretch();
    if !cursor.starts_word() {
        return None;
    }
    // "ÉTUDIANT·E·S", "JARDINIER(ÈRE)".
    let has_mark = stretch.contains(MARKS) || stretch.contains('(');
    let is_upper = has_mark && !stretch.contains(char::is_lowercase);
    if is_upper && cursor.classes & class::CAPITALS != 0 {
        let lower = stretch.to_lowercase();
        return both_of(&lower).filter(|_| lower.len() == stretch.len());
    }
    both_of(stretch)
}

fn both_of(rest: &str) -> Option<Verbalization> {
    let stem = leading(rest, char::is_alphabetic);
    let end = stem.len();
    let mark = rest[end..].chars().next()?;
    if stem.is_empty() || stem.len() > 40 {
        return None;
    }
    if mark == '(' {
        // "f(x)"
        return (end > 1).then(|| bracketed(rest, stem)).flatten();
    }
    let hyphenated = rest[end..].strip_prefix('-').and_then(|after| {
        let (ending, after) = after.split_once('-')?;
        (FEMININE_ENDINGS.contains(&ending) && after.starts_with('s')).then_some(after)
    });
    let is_plural_behind_hyphens = hyphenated.is_some_and(|after| is_boundary(&after[1..]));
    // Most words with such a mark are the last of a sentence.
    let is_followed = rest[end + mark.len_utf8()..].starts_with(char::is_alphabetic);
    if !is_followed || !(MARKS.contains(&mark) || mark == '/' || is_plural_behind_hyphens) {
        return None;
    }
    for (printed, spoken) in KNOWN {
        if let Some(length) = strip_marked(rest, printed, mark) {
            return Verbalization::new(length, spoken);
        }
    }
    // "Acteurs/trices"; other words before a stroke are short.
    if mark == '/' && stem.chars().count() < 4 {
        return None;
    }
    let mut after = &rest[end + mark.len_utf8()..];
    let ending_end = after
        .char_indices()
        .find(|(_, c)| !c.is_alphabetic())
        .map_or(after.len(), |(at, _)| at);
    let mut ending = &after[..ending_end];
    after = &after[ending_end..];
    let mut is_plural = false;
    if let Some(rest) = after
        .strip_prefix(mark)
        .and_then(|rest| rest.strip_prefix('s'))
        .filter(|rest| is_boundary(rest))
    {
        (is_plural, after) = (true, rest);
    } else if let Some(singular) = ending
        .strip_suffix('s')
        .filter(|singular| !singular.is_empty())
    {
        (is_plural, ending) = (true, singular);
    }
    if mark == '/' && !FEMININE_ENDINGS.contains(&ending) {
        return None;
    }
    // "fin.e" may be a missing space; a full stop needs the plural or a common ending.
    let is_certain = is_plural || FEMININE_ENDINGS.contains(&ending) || is_of_stem(ending, stem);
    if mark == '.' && !is_certain || !is_boundary(after) {
        return None;
    }
    // "Fonctionnaires·s" has no other gender.
    let masculine = stem
        .strip_suffix('s')
        .filter(|_| is_plural && stem.len() > 3)
        .unwrap_or(stem);
    let found = ENDINGS
        .iter()
        .filter(|(printed, replaced, _)| *printed == ending && masculine.ends_with(replaced))
        .max_by_key(|(_, replaced, _)| replaced.len());
    let Some((_, replaced, full)) = found else {
        let is_pair = mark == '·' && ending.len() > 3 && ending.starts_with(char::is_lowercase);
        let words = &rest[..rest.len() - after.len()];
        let joint = if is_plural { " et " } else { " ou " };
        return is_pair.then(|| Verbalization {
            length: words.len(),
            spoken: words.replace(mark, joint),
        });
    };
    if mark == '.' && stem.chars().count() < 2 {
        return None;
    }
    let feminine = [&masculine[..masculine.len() - replaced.len()], full].concat();
    let mut spoken = String::from(masculine);
    if is_plural && !masculine.ends_with(['s', 'x']) {
        spoken.push_str(if masculine.ends_with("eau") { "x" } else { "s" });
    }
    spoken.push_str(if is_plural { " et " } else { " ou " });
    spoken.push_str(&feminine);
    if is_plural {
        spoken.push('s');
    }
    Verbalization::new(rest.len() - after.len(), spoken)
}

/// Whether a short ending belongs to a masculine in these letters: "curieux.se", "actif.ve"; but
/// "mieux.se dit-il" lacks a space.
fn is_of_stem(ending: &str, stem: &str) -> bool {
    match ending {
        "se" => stem.len() > 6 && stem.ends_with("eux") && !stem.ends_with("lieux"),
        "ve" => stem.ends_with("if"),
        _ => false,
    }
}

/// The length of a known form at the start of the text, with this mark.
fn strip_marked(text: &str, printed: &str, mark: char) -> Option<usize> {
    let mut rest = text;
    for (index, part) in printed.split('·').enumerate() {
        if index > 0 {
            rest = rest.strip_prefix(mark)?;
        }
        let head = rest.get(..part.len())?;
        // "Tou·te·s", but not "prends-la.Le chat".
        let is_same = head == part || (index == 0 && head.eq_ignore_ascii_case(part));
        rest = is_same.then(|| &rest[part.len()..])?;
    }
    is_boundary(rest).then(|| text.len() - rest.len())
}

/// "élu(e)", "ami(e)s", "acteur(trice)s", "livre(s)": the form outside the brackets.
fn bracketed(rest: &str, stem: &str) -> Option<Verbalization> {
    let inside = &rest[stem.len() + 1..];
    let close = inside.bytes().take(10).position(|byte| byte == b')')?;
    let ending = &inside[..close];
    let after = &inside[close + 1..];
    // "Nouveau(x)", but not "head(x)".
    let is_ending = IN_BRACKETS.contains(ending) && (ending != "x" || stem.ends_with('u'));
    let (suffix, length) = match after.strip_prefix('s').filter(|after| is_boundary(after)) {
        Some(_) => ("s", 1),
        None => ("", 0),
    };
    (is_ending && is_boundary(&after[length..])).then(|| Verbalization {
        length: rest.len() - after.len() + length,
        spoken: [stem, suffix].concat(),
    })
}

/// "(e)" by itself: "Le président (e)".
pub(super) fn ending_alone(cursor: &Cursor<'_>) -> Option<Verbalization> {
    let rest = cursor.rest();
    ["(e)", "(es)", "(s)", "(e)s", "(ne)", "(trice)", "(euse)"]
        .iter()
        .filter(|printed| rest.starts_with(*printed) && is_boundary(&rest[printed.len()..]))
        .max_by_key(|printed| printed.len())
        .and_then(|printed| Verbalization::new(printed.len(), ""))
}
