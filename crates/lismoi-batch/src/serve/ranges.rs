//! A part of an object: `Range`, `If-Range` and `If-None-Match` (RFC 9110, 13 and 14). An object
//! never changes, so its entity tag is strong and says nothing but its key.

use std::ops::Range;

use axum::http::{HeaderMap, HeaderName, header};

/// What is sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Wanted {
    /// All of it (200).
    Whole,
    /// These bytes (206).
    Part(Range<u64>),
    /// Nothing: there are no such bytes (416).
    Outside,
    /// Nothing: the client has it (304).
    Known,
}

/// What a request wants of so many bytes with this entity tag, which has its quotation marks.
pub(super) fn wanted(headers: &HeaderMap, length: u64, tag: &str) -> Wanted {
    let field = |name: HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
    let is_tag = |known: &str| known.trim() == tag;
    if let Some(known) = field(header::IF_NONE_MATCH) {
        // Here a weak tag is as good as a strong one.
        let mut known = known
            .split(',')
            .map(|known| known.trim().trim_start_matches("W/"));
        if known.any(|known| known == "*" || known == tag) {
            return Wanted::Known;
        }
    }
    let is_of_this = field(header::IF_RANGE).is_none_or(is_tag);
    let range = field(header::RANGE).filter(|_| is_of_this);
    // A server may ignore a range that it does not understand, or several of them.
    range
        .and_then(|range| part(range, length))
        .unwrap_or(Wanted::Whole)
}

fn part(range: &str, length: u64) -> Option<Wanted> {
    let (unit, range) = range.split_once('=')?;
    let (first, last) = range.split_once('-')?;
    if !unit.trim().eq_ignore_ascii_case("bytes") {
        return None;
    }
    let (first, last) = (number(first.trim())?, number(last.trim())?);
    let part = match (first, last) {
        (None, None) => return None,
        (None, Some(count)) => length.saturating_sub(count)..length,
        (Some(first), None) => first..length,
        (Some(first), Some(last)) if last < first => return None,
        (Some(first), Some(last)) => first..last.saturating_add(1).min(length),
    };
    Some(match part.is_empty() {
        true => Wanted::Outside,
        false => Wanted::Part(part),
    })
}

/// A number in digits, the largest one where it is too large; `Some(None)` where there is none.
fn number(text: &str) -> Option<Option<u64>> {
    let is_number = text.bytes().all(|byte| byte.is_ascii_digit());
    let value = || text.parse().unwrap_or(u64::MAX);
    is_number.then(|| (!text.is_empty()).then(value))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const TAG: &str = "\"k\"";

    fn of(fields: &[(HeaderName, &str)]) -> Wanted {
        let mut headers = HeaderMap::new();
        for (name, value) in fields {
            headers.insert(name, value.parse().expect("a value"));
        }
        wanted(&headers, 50, TAG)
    }

    #[test]
    fn a_range_is_a_part_or_nothing_or_ignored() {
        for (range, expected) in [
            ("bytes=0-9", Wanted::Part(0..10)),
            ("Bytes= 49 - 49 ", Wanted::Part(49..50)),
            ("bytes=7-", Wanted::Part(7..50)),
            ("bytes=-7", Wanted::Part(43..50)),
            ("bytes=-70", Wanted::Part(0..50)),
            ("bytes=7-70", Wanted::Part(7..50)),
            ("bytes=7-99999999999999999999", Wanted::Part(7..50)),
            ("bytes=50-", Wanted::Outside),
            ("bytes=60-70", Wanted::Outside),
            ("bytes=-0", Wanted::Outside),
            ("bytes=9-8", Wanted::Whole),
            ("bytes=0-1,3-4", Wanted::Whole),
            ("bytes=-", Wanted::Whole),
            ("bytes=x-", Wanted::Whole),
            ("seconds=0-1", Wanted::Whole),
            ("bytes", Wanted::Whole),
        ] {
            assert_eq!(of(&[(header::RANGE, range)]), expected, "{range}");
        }
    }

    #[test]
    fn what_is_known_is_not_sent_and_other_bytes_are_not_completed() {
        let range = (header::RANGE, "bytes=0-1");
        let known = |value| of(&[(header::IF_NONE_MATCH, value), range.clone()]);
        assert_eq!(known("\"k\""), Wanted::Known);
        assert_eq!(known("\"a\", W/\"k\""), Wanted::Known);
        assert_eq!(known("*"), Wanted::Known);
        assert_eq!(known("\"a\""), Wanted::Part(0..2));
        let completed = |value| of(&[(header::IF_RANGE, value), range.clone()]);
        assert_eq!(completed("\"k\""), Wanted::Part(0..2));
        assert_eq!(completed("\"a\""), Wanted::Whole);
        assert_eq!(completed("W/\"k\""), Wanted::Whole);
    }

    proptest! {
        #[test]
        fn no_part_is_empty_or_outside(range in "(bytes=)?[0-9]{0,21}-?[0-9]{0,21}", length in any::<u64>()) {
            if let Some(Wanted::Part(part)) = part(&range, length) {
                prop_assert!(part.start < part.end && part.end <= length);
            }
        }
    }
}
