//! Letters and figures in one word: "A380", "CO2", "H2O", "G7", "COP28", "4x4", "J-10".

use super::cardinals::push_value;
use super::cursor::{Cursor, after_space, is_boundary, leading, starts_with_figure};
use super::number::figures;
use super::spelling_out::{Joint, is_said, joint, listed, spell};
use super::{Verbalization, measures};
use crate::letters::is_vowel;
use lismoi_document::word_list::WordList;

/// Names with a figure in them that are said in their own way.
const KNOWN: [(&str, &str); 33] = [
    ("4x4", "4 4"),
    ("4X4", "4 4"),
    ("4×4", "4 4"),
    ("3x8", "3 8"),
    ("3×8", "3 8"),
    ("MP3", "M P 3"),
    ("MP4", "M P 4"),
    ("WW2", "W W 2"),
    ("B2B", "B to B"),
    ("B2C", "B to C"),
    ("P2P", "P to P"),
    ("M6", "M 6"),
    ("C++", "C plusse plusse"),
    ("C#", "C sharp"),
    ("K-O", "K O"),
    ("N/A", "non applicable"),
    ("n/a", "non applicable"),
    ("SpO2", "S P O 2"),
    ("SpO₂", "S P O 2"),
    ("SaO2", "S A O 2"),
    ("PM2,5", "P M 2 virgule 5"),
    ("PM2.5", "P M 2 virgule 5"),
    ("mc²", "M C 2"),
    ("mc2", "M C 2"),
    ("50/50", "50 50"),
    ("16/9", "16 neuvièmes"),
    ("16:9", "16 neuvièmes"),
    ("18:9", "18 neuvièmes"),
    ("19:9", "19 neuvièmes"),
    ("20:9", "20 neuvièmes"),
    ("21:9", "21 neuvièmes"),
    ("21/9", "21 neuvièmes"),
    ("4:3", "4 tiers"),
];

/// "Sort -t", "--all": the option of a command, a letter behind a hyphen or a word behind two.
pub(super) fn option(cursor: &Cursor<'_>) -> Option<Verbalization> {
    let option = cursor.rest().strip_prefix('-')?;
    if !cursor.before().ends_with(char::is_whitespace) {
        return None;
    }
    if let Some(word) = option.strip_prefix('-') {
        let is_word = word.starts_with(|c: char| c.is_ascii_lowercase());
        return is_word.then(|| Verbalization::new(2, "tiret tiret"))?;
    }
    let letters = leading(option, |c| c.is_ascii_alphabetic());
    let after = &option[letters.len()..];
    let is_alone = !after.starts_with(|c: char| c.is_alphanumeric() || "'’-".contains(c));
    // "-us", "-cvzf": several options, which no word has the shape of.
    let is_several = matches!(letters.len(), 2..=5)
        && letters.bytes().all(|byte| byte.is_ascii_lowercase())
        && (!is_said(letters) || cursor.previous_word().starts_with("option"));
    if !is_alone || !(letters.len() == 1 || is_several) {
        return None;
    }
    let mut spoken = "tiret ".to_owned();
    if letters.len() > 2 && is_said(letters) {
        spoken.push_str(letters);
    } else {
        spell(&mut spoken, &letters.to_uppercase(), Joint::Free);
    }
    Verbalization::new(1 + letters.len(), spoken)
}

/// "Un hôtel 3*", "palace *****": the stars of a hotel or restaurant.
pub(super) fn stars(cursor: &Cursor<'_>) -> Option<Verbalization> {
    static CLASSED: WordList = WordList::new(include_str!("../../data/nouns_with_stars.txt"));
    let rest = cursor.rest();
    let figure = leading(rest, |c| matches!(c, '1'..='5'));
    let after = &rest[figure.len()..];
    let stars = leading(after, |c| matches!(c, '*' | '★')).chars().count();
    let end = after.trim_start_matches(['*', '★']);
    let count = match (figure.len(), stars) {
        (1, 1) => figure.parse().ok()?,
        (0, 2..=5) => stars,
        _ => return None,
    };
    let is_classed = CLASSED.contains(&cursor.previous_word().to_lowercase());
    let spoken = match count {
        1 => "une étoile".to_owned(),
        _ => [&count.to_string(), " étoiles"].concat(),
    };
    (cursor.starts_word() && is_classed && is_boundary(end)).then(|| Verbalization {
        length: rest.len() - end.len(),
        spoken,
    })
}

/// A word that holds both letters and figures.
pub(super) fn code(cursor: &Cursor<'_>) -> Option<Verbalization> {
    let rest = cursor.rest();
    if !cursor.starts_word() {
        return None;
    }
    if let Some(said) = countdown(rest)
        .or_else(|| factor(rest))
        .or_else(|| episode(rest))
    {
        return Some(said);
    }
    let end = rest
        .char_indices()
        .find(|(_, c)| !c.is_alphanumeric() && !is_low(*c))
        .map_or(rest.len(), |(at, _)| at);
    let mut word_end = end;
    // "F-16", "COVID-19", "SARS-CoV-2", "Su-35": figures behind a hyphen.
    if let Some(behind) = rest[end..].strip_prefix(['-', '\u{2011}']) {
        let count = figures(behind).len();
        let letters = rest[..end].chars().filter(|c| c.is_alphabetic()).count();
        if (1..=4).contains(&count)
            && letters > 0
            && rest[..end].chars().next().is_some_and(char::is_uppercase)
            && (letters <= 5)
            && !(rest.as_bytes()[end + 1] == b'0' && count > 1)
        {
            let after = &behind[count..];
            let suffix = after
                .chars()
                .next()
                .filter(|c| c.is_ascii_uppercase())
                .map_or(0, char::len_utf8);
            if is_boundary(&after[suffix..]) {
                word_end = rest.len() - after.len() + suffix;
            }
        }
    }
    let word = &rest[..word_end];
    if word.len() > 24 || !is_boundary(&rest[word_end..]) {
        return None;
    }
    let has_figures = word.contains(|c: char| c.is_ascii_digit() || is_low(c));
    let has_letters = word.contains(char::is_alphabetic);
    if !has_figures || !has_letters {
        return None;
    }
    let mut spoken = String::new();
    push_parts(&mut spoken, word, joint(cursor), cursor);
    (spoken != word).then_some(Verbalization {
        length: word_end,
        spoken,
    })
}

/// Subscripts of formulas: "CO₂".
fn is_low(character: char) -> bool {
    ('₀'..='₉').contains(&character)
}

/// "J-10", "H-2", "J+1": days before or after an event.
fn countdown(rest: &str) -> Option<Verbalization> {
    let letter = rest
        .chars()
        .next()
        .filter(|c| matches!(c, 'J' | 'H' | 'D' | 'S'))?;
    let after = &rest[1..];
    let sign = after.chars().next()?;
    let word = match sign {
        '+' => "plusse",
        '-' | '–' | '−' | '\u{2011}' if letter != 'S' && letter != 'D' => "moins",
        _ => return None,
    };
    let number = &after[sign.len_utf8()..];
    let count = figures(number).len();
    let is_count = (1..=3).contains(&count) && is_boundary(&number[count..]);
    is_count.then(|| Verbalization {
        length: rest.len() - number.len() + count,
        spoken: [&rest[..1], " ", word, " ", &number[..count]].concat(),
    })
}

/// "S03E05": the season and the episode of a series.
fn episode(rest: &str) -> Option<Verbalization> {
    let number = |text: &str| {
        let count = figures(text).len();
        let value: u64 = text[..count].parse().ok()?;
        (1..=3).contains(&count).then_some((value, count))
    };
    let season = rest.strip_prefix('S')?;
    let (season_number, length) = number(season)?;
    let episode = after_space(&season[length..]).strip_prefix(['E', 'e'])?;
    let (episode_number, length) = number(episode)?;
    let end = &episode[length..];
    let mut spoken = String::from("saison ");
    push_value(&mut spoken, season_number);
    spoken.push_str(" épisode ");
    push_value(&mut spoken, episode_number);
    is_boundary(end).then(|| Verbalization {
        length: rest.len() - end.len(),
        spoken,
    })
}

/// The "4" of "4x100", as a number by itself; the sign is verbalized separately.
fn factor(rest: &str) -> Option<Verbalization> {
    let count = figures(rest).len();
    let behind = rest[count..].strip_prefix(['x', 'X'])?;
    let next = figures(behind).len();
    let is_factor = (1..=5).contains(&count)
        && (1..=5).contains(&next)
        && !rest.starts_with('0')
        && is_boundary_or_factor(&behind[next..]);
    let value = rest[..count].parse().ok().filter(|_| is_factor)?;
    let mut spoken = String::new();
    push_value(&mut spoken, value);
    Verbalization::new(count, spoken)
}

/// "2x3x4", "10x15cm".
fn is_boundary_or_factor(after: &str) -> bool {
    is_boundary(after)
        || measures::unit(after).is_some()
        || after
            .strip_prefix(['x', 'X'])
            .is_some_and(starts_with_figure)
}

/// Letters and figures in turn, each said by itself.
fn push_parts(out: &mut String, word: &str, joint: Joint, cursor: &Cursor<'_>) {
    let mut rest = word;
    while let Some(first) = rest.chars().next() {
        if first == '-' || first == '\u{2011}' {
            rest = &rest[first.len_utf8()..];
            continue;
        }
        let is_letter = first.is_alphabetic();
        let end = rest
            .char_indices()
            .find(|(_, c)| c.is_alphabetic() != is_letter || matches!(c, '-' | '\u{2011}'))
            .map_or(rest.len(), |(at, _)| at);
        let part = &rest[..end];
        let is_first = out.is_empty();
        if !is_first {
            // "320 200" would be one number.
            let is_behind_figures = out.ends_with(|c: char| c.is_ascii_digit());
            let would_be_one = is_behind_figures && !is_letter;
            out.push_str(if would_be_one { ", " } else { " " });
        }
        if is_letter {
            push_letters(
                out,
                part,
                if is_first { joint } else { Joint::Free },
                is_first && end == word.len(),
                cursor,
            );
        } else {
            push_figures(out, part);
        }
        rest = &rest[end..];
    }
}

/// Capitals spelled, or said as a word where they form one.
fn push_letters(
    out: &mut String,
    letters: &str,
    joint: Joint,
    is_whole: bool,
    cursor: &Cursor<'_>,
) {
    // "3DMark", "i24News": an acronym and a word.
    if let Some(word) = word_behind_capitals(letters) {
        let (acronym, word) = letters.split_at(word);
        push_letters(out, acronym, joint, false, cursor);
        out.push(' ');
        return push_letters(out, word, Joint::Free, true, cursor);
    }
    let count = letters.chars().count();
    let is_capitals = letters.chars().all(char::is_uppercase);
    let lower = letters.to_lowercase();
    if let Some(said) = listed(letters).filter(|_| count > 1 && is_capitals) {
        out.push_str(&said);
    } else if count > 3 && is_name(letters) {
        // "I24News".
        out.push_str(letters);
    } else if (is_capitals && (count > 3 || cursor.is_all_capitals && count > 2)
        || !is_capitals && (count > 2 || is_whole))
        && is_said(&lower)
    {
        out.push_str(&lower);
    } else {
        spell(out, letters, joint);
    }
}

/// Whether letters are printed as a name is, and have vowels.
fn is_name(letters: &str) -> bool {
    let mut characters = letters.chars();
    characters.next().is_some_and(char::is_uppercase)
        && characters.all(char::is_lowercase)
        && letters.to_lowercase().contains(is_vowel)
}

/// Where a word with a capital starts behind capitals: 1 in "DMark".
fn word_behind_capitals(letters: &str) -> Option<usize> {
    let small = letters.find(|c: char| !c.is_uppercase())?;
    let (capital, _) = letters[..small].char_indices().next_back()?;
    (capital > 0 && letters[small..].chars().all(char::is_lowercase)).then_some(capital)
}

fn push_figures(out: &mut String, part: &str) {
    let plain: String = part
        .chars()
        .map(|c| {
            if is_low(c) {
                char::from(b'0' + (c as u32 - '₀' as u32) as u8)
            } else {
                c
            }
        })
        .collect();
    let zeros = plain.len() - plain.trim_start_matches('0').len();
    for index in 0..zeros {
        if index > 0 {
            out.push(' ');
        }
        out.push_str("zéro");
    }
    if let Ok(value) = plain[zeros..].parse() {
        if zeros > 0 {
            out.push(' ');
        }
        push_value(out, value);
    }
}

/// Names that contain a figure or a sign and are said in their own way.
pub(super) fn known(cursor: &Cursor<'_>) -> Option<Verbalization> {
    let rest = cursor.rest();
    if !cursor.starts_word() {
        return None;
    }
    // "Le 19/20 de France 3" is a broadcast.
    let is_broadcast = matches!(
        cursor.previous_word(),
        "le" | "Le" | "du" | "Du" | "au" | "Au"
    );
    if let Some(name) = ["19/20", "12/13"]
        .iter()
        .find(|name| rest.starts_with(**name))
        && is_broadcast
        && is_boundary(&rest[name.len()..])
    {
        return Verbalization::new(name.len(), name.replace('/', " "));
    }
    KNOWN
        .iter()
        .find(|(printed, _)| rest.strip_prefix(printed).is_some_and(is_boundary))
        .and_then(|(printed, spoken)| Verbalization::new(printed.len(), *spoken))
}
