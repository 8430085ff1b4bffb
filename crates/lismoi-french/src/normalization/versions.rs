//! Numbers with full stops that are no decimals: "version 2.0", "Python 3.12", "192.168.1.1",
//! "chapitre 2.3".

use super::Said;
use super::cardinals::push_value;
use super::number::figures;
use super::place::{Place, is_boundary, starts_with_figure};

/// What is numbered so: programs, standards, and parts of texts.
const NUMBERED: &str = " version versions v web industrie release android ios ipados macos windows linux ubuntu debian \
    python java php ruby rust firefox chrome usb bluetooth http html css gpt-3 claude gemini llama word chapitre \
    section paragraphe figure tableau article point règle exigence wi-fi powershell sql kubernetes docker node angular ";

/// "2.0", "1.2.3", "22.04": its parts, with "point" between them.
pub(super) fn version(place: &Place<'_>) -> Option<Said> {
    let rest = place.rest();
    let digits = figures(rest).len();
    if !(1..=4).contains(&digits)
        || !rest[digits..].starts_with('.')
        || super::ranges::known(rest).is_some()
    {
        return None;
    }
    let mut parts = [""; 4];
    let mut count = 0;
    let mut after = rest;
    loop {
        let part = figures(after);
        if count == parts.len() || part.len() > 4 {
            return None;
        }
        parts[count] = part;
        count += 1;
        after = &after[part.len()..];
        match after.strip_prefix('.') {
            Some(next) if starts_with_figure(next) => after = next,
            _ => break,
        }
    }
    let parts = &parts[..count];
    // "v2.0": the letter is part of the word.
    let is_named = place.before().ends_with('v')
        || place.starts_word()
            && lismoi_document::word_list::contains(
                NUMBERED,
                &place.previous_word().to_lowercase(),
            );
    let is_thousands = parts[1..].iter().all(|part| part.len() == 3);
    let is_address = count == 4
        && parts
            .iter()
            .all(|part| part.parse().is_ok_and(|value: u16| value < 256));
    // "2.0.1", but "1.2.2024" and "12.03.24" are days.
    let is_release = count == 3 && parts[2].len() == 1;
    let is_numbered = count > 1
        && (is_named || place.starts_word() && !is_thousands && (is_address || is_release));
    if !is_numbered || !is_boundary(after) {
        return None;
    }
    let mut spoken = String::new();
    for (index, part) in parts.iter().enumerate() {
        if index > 0 {
            spoken.push_str(" point ");
        }
        let plain = part.trim_start_matches('0');
        for zero in 0..part.len() - plain.len() {
            spoken.push_str(if zero > 0 { " zéro" } else { "zéro" });
        }
        if let Ok(value) = plain.parse() {
            if plain.len() < part.len() {
                spoken.push(' ');
            }
            push_value(&mut spoken, value);
        }
    }
    Said::new(rest.len() - after.len(), spoken)
}
