//! A part of a file: `Range` and the fields around it (RFC 9110, 13 and 14).

use std::ops::Range;

use axum::http::{HeaderMap, header};

/// What of a file is sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// All of it (200).
    Whole,
    /// These bytes (206).
    Part(Range<u64>),
    /// Nothing: the client has it (304).
    Nothing,
    /// Nothing: it has no such bytes (416).
    Outside,
}

/// What is asked for of a file of this length. `tag` is its entity tag with its quotation marks:
/// a strong one.
pub fn wanted(headers: &HeaderMap, length: u64, tag: &str) -> Wanted {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
    if text(header::IF_NONE_MATCH).is_some_and(|tags| has(tags, tag)) {
        return Wanted::Nothing;
    }
    // A client that has bytes of another version gets the whole of this one. A date is not
    // strong enough.
    let is_of_this = text(header::IF_RANGE).is_none_or(|known| known.trim() == tag);
    match text(header::RANGE).filter(|_| is_of_this) {
        Some(range) => part(range, length),
        None => Wanted::Whole,
    }
}

/// Whether a list of entity tags has this one. A weak comparison is right here.
fn has(tags: &str, tag: &str) -> bool {
    let mut tags = tags.split(',').map(str::trim);
    tags.any(|known| known == "*" || known.strip_prefix("W/").unwrap_or(known) == tag)
}

/// The bytes of a `Range`. Several ranges, other units and what is no range are ignored, as a
/// server may.
fn part(range: &str, length: u64) -> Wanted {
    let Some((unit, range)) = range.split_once('=') else {
        return Wanted::Whole;
    };
    let Some((first, last)) = range.split_once('-') else {
        return Wanted::Whole;
    };
    if !unit.trim().eq_ignore_ascii_case("bytes") || range.contains(',') {
        return Wanted::Whole;
    }
    let (first, last) = (first.trim(), last.trim());
    let (start, end) = match (number(first), number(last)) {
        // The last bytes.
        (None, Some(count)) if first.is_empty() => (length - count.min(length), length),
        (Some(first), None) if last.is_empty() => (first, length),
        (Some(first), Some(last)) if first <= last => (first, last.saturating_add(1).min(length)),
        _ => return Wanted::Whole,
    };
    match start < end && start < length {
        true => Wanted::Part(start..end),
        false => Wanted::Outside,
    }
}

/// A number in digits; one that is too large is the largest.
fn number(text: &str) -> Option<u64> {
    let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| text.parse().unwrap_or(u64::MAX))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const TAG: &str = "\"abc\"";

    fn wanted_of(fields: &[(&'static str, &str)], length: u64) -> Wanted {
        let mut headers = HeaderMap::new();
        for (name, value) in fields {
            headers.insert(*name, value.parse().expect("a value"));
        }
        wanted(&headers, length, TAG)
    }

    #[test]
    fn ranges_are_those_of_the_standard() {
        for (range, expected) in [
            ("bytes=0-1", Wanted::Part(0..2)),
            ("bytes=0-", Wanted::Part(0..100)),
            ("bytes=99-", Wanted::Part(99..100)),
            ("bytes=-5", Wanted::Part(95..100)),
            ("bytes=-500", Wanted::Part(0..100)),
            ("bytes=10-5000", Wanted::Part(10..100)),
            ("BYTES = 10-10", Wanted::Part(10..11)),
            ("bytes=10-99999999999999999999999", Wanted::Part(10..100)),
            ("bytes=100-", Wanted::Outside),
            ("bytes=100-200", Wanted::Outside),
            ("bytes=-0", Wanted::Outside),
            ("bytes=99999999999999999999999-", Wanted::Outside),
            ("bytes=5-4", Wanted::Whole),
            ("bytes=-", Wanted::Whole),
            ("bytes=+1-2", Wanted::Whole),
            ("bytes=0-1,5-6", Wanted::Whole),
            ("bytes", Wanted::Whole),
            ("items=0-1", Wanted::Whole),
            ("bytes=a-b", Wanted::Whole),
        ] {
            assert_eq!(wanted_of(&[("range", range)], 100), expected, "{range}");
        }
        assert_eq!(wanted_of(&[("range", "bytes=0-")], 0), Wanted::Outside);
    }

    #[test]
    fn what_the_client_has_is_not_sent_and_versions_are_not_mixed() {
        let range = ("range", "bytes=0-1");
        for (fields, expected) in [
            (&[("if-none-match", "\"abc\"")][..], Wanted::Nothing),
            (&[("if-none-match", "\"x\", W/\"abc\"")], Wanted::Nothing),
            (&[("if-none-match", "*"), range], Wanted::Nothing),
            (&[("if-none-match", "\"x\"")], Wanted::Whole),
            (&[("if-range", "\"abc\""), range], Wanted::Part(0..2)),
            (&[("if-range", "\"x\""), range], Wanted::Whole),
            (&[("if-range", "W/\"abc\""), range], Wanted::Whole),
            (
                &[("if-range", "Wed, 21 Oct 2015 07:28:00 GMT"), range],
                Wanted::Whole,
            ),
        ] {
            assert_eq!(wanted_of(fields, 100), expected, "{fields:?}");
        }
    }

    proptest! {
        #[test]
        fn no_part_is_outside_the_file(range in "(bytes=)?[0-9]{0,21}-?[0-9]{0,21}", length in any::<u64>()) {
            if let Wanted::Part(part) = wanted_of(&[("range", &range)], length) {
                prop_assert!(part.start < part.end && part.end <= length);
            }
        }

        #[test]
        fn two_parts_make_the_whole(length in 2..1_000_000_u64, cut in any::<prop::sample::Index>()) {
            let cut = cut.index(length as usize - 1) as u64;
            let first = wanted_of(&[("range", &format!("bytes=0-{cut}"))], length);
            let second = wanted_of(&[("range", &format!("bytes={}-", cut + 1))], length);
            prop_assert_eq!(first, Wanted::Part(0..cut + 1));
            prop_assert_eq!(second, Wanted::Part(cut + 1..length));
        }
    }
}
