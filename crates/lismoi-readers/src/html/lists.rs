//! The numbers of list items, as a browser prints them.

use super::dom::{Dom, NodeId};

/// The first number of a list and the step to the next.
pub(super) fn numbering(dom: &Dom, list: NodeId) -> (i64, i64) {
    let is_reversed = dom.attribute(list, "reversed").is_some();
    let start = dom.attribute(list, "start");
    let start = start.and_then(|start| start.trim().parse().ok());
    let count = || {
        dom.children(list)
            .filter(|item| dom.name(*item) == "li")
            .count()
    };
    match (start, is_reversed) {
        (Some(start), false) => (start, 1),
        (Some(start), true) => (start, -1),
        (None, false) => (1, 1),
        (None, true) => (i64::try_from(count()).unwrap_or(1), -1),
    }
}

/// A number as the type of its list prints it.
pub(super) fn numeral(number: i64, kind: Option<&str>) -> String {
    let letter = |first: u8| {
        let place = u8::try_from(number)
            .ok()
            .filter(|place| (1..=26).contains(place));
        place.map(|place| char::from(first + place - 1).to_string())
    };
    let special = match kind {
        Some("a") => letter(b'a'),
        Some("A") => letter(b'A'),
        _ => None,
    };
    special.unwrap_or_else(|| number.to_string())
}
