//! From year to year, and decades: "1914-1918", "2023-24", "les années 80s".

use super::Verbalization;
use super::cardinals::push_value;
use super::cursor::{Cursor, is_boundary, strip_word};
use super::dates::ends;
use super::number::Number;

/// "1914-1918", "2023-2024", "1914-18": from year to year.
pub(super) fn years(cursor: &Cursor<'_>) -> Option<Verbalization> {
    let rest = cursor.rest();
    if !cursor.starts_word() {
        return None;
    }
    let (first, after) = Number::read_figures(rest, 4, 4)?;
    let after = after.strip_prefix(['-', '–', '/', '\u{2011}'])?;
    if !(1000..2200).contains(&first) {
        return None;
    }
    let (last, end) = Number::read_figures(after, 2, 4)?;
    let figures = after.len() - end.len();
    // "1314-2023-DEM" numbers a document.
    let is_document = end
        .strip_prefix('-')
        .is_some_and(|next| next.starts_with(|c: char| c.is_ascii_uppercase()));
    if figures == 3
        || is_document
        // "Le règlement n° 1308/2013".
        || cursor.before().trim_end().ends_with(['°', 'º'])
        || !ends(end)
        || (figures == 4 && last <= first)
        || (figures == 2 && last <= first % 100)
    {
        return None;
    }
    let mut spoken = String::new();
    push_value(&mut spoken, first);
    let is_span = figures == 4 && !(last == first + 1 && names_season(cursor));
    spoken.push_str(if is_span { " à " } else { " " });
    push_value(&mut spoken, last);
    Verbalization::new(rest.len() - end.len(), spoken)
}

/// "La saison 2024-2025", "l'hiver 2023-2024": one season, not from year to year.
fn names_season(cursor: &Cursor<'_>) -> bool {
    const SEASONS: [&str; 9] = [
        "saison",
        "saisons",
        "exercice",
        "championnat",
        "hiver",
        "édition",
        "rentrée",
        "promotion",
        "ligue",
    ];
    let words = cursor.before().split(|c: char| !c.is_alphanumeric());
    words
        .filter(|word| !word.is_empty())
        .rev()
        .take(6)
        .any(|word| SEASONS.contains(&word.to_lowercase().as_str()))
}

/// "années 80s", "les 80s": a decade.
pub(super) fn decade(cursor: &Cursor<'_>) -> Option<Verbalization> {
    let rest = cursor.rest();
    let (value, after) = Number::read_figures(rest, 2, 4)?;
    let after =
        strip_word(after, "s").or_else(|| strip_word(after.strip_prefix(['\'', '’'])?, "s"))?;
    if !cursor.starts_word() || !value.is_multiple_of(10) || !is_boundary(after) {
        return None;
    }
    // "30s" may be thirty seconds.
    let is_decade = matches!(
        cursor.previous_word(),
        "les" | "Les" | "des" | "années" | "aux" | "Années"
    );
    // "Les 80s" is English, and said so.
    const ENGLISH: [(u64, &str); 7] = [
        (20, "twenties"),
        (30, "thirties"),
        (50, "fifties"),
        (60, "sixties"),
        (70, "seventies"),
        (80, "eighties"),
        (90, "nineties"),
    ];
    let mut spoken = String::new();
    let name = ENGLISH.iter().find(|(decade, _)| *decade == value);
    match name.filter(|_| !matches!(cursor.previous_word(), "années" | "Années")) {
        Some((_, name)) => spoken.push_str(name),
        None => push_value(&mut spoken, value),
    }
    is_decade.then_some(Verbalization {
        length: rest.len() - after.len(),
        spoken,
    })
}
