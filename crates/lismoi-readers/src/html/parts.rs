//! The parts in which the parser is given a page: a tag, or the text between two tags.

use std::ops::Range;

/// The most attributes of a tag that are kept: the parser compares each with all others.
const MOST_ATTRIBUTES: usize = 256;

/// The parts of a page, in order.
pub(super) struct Parts<'a> {
    text: &'a str,
    at: usize,
    /// How many bytes may still be searched for the ends of tags. Quotes without an end, as in
    /// scripts, are searched for in vain.
    budget: usize,
}

/// A part of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Part {
    /// Its bytes.
    pub(super) range: Range<usize>,
    /// Where it is cut off, if it is a tag with too many attributes.
    pub(super) cut: Option<usize>,
}

impl<'a> Parts<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Parts {
            text,
            at: 0,
            budget: text.len().saturating_mul(4),
        }
    }

    fn tag(&mut self, rest: &[u8]) -> (usize, Option<usize>) {
        let is_tag = rest
            .get(1)
            .is_some_and(|byte| byte.is_ascii_alphabetic() || *byte == b'/');
        if is_tag && self.budget > 0 {
            let tag = scan(rest);
            self.budget = self.budget.saturating_sub(tag.length);
            if tag.is_whole || tag.cut.is_some() {
                return (tag.length, tag.cut);
            }
        }
        let end = rest[1..]
            .iter()
            .position(|byte| matches!(byte, b'<' | b'>'));
        let length = match end {
            Some(at) if rest[at + 1] == b'>' => at + 2,
            Some(at) => at + 1,
            None => rest.len(),
        };
        // Without a budget, no tag is long.
        let cut = (is_tag && self.budget == 0 && length > LONGEST_UNKNOWN).then_some(1);
        (length, cut)
    }
}

/// The longest tag whose attributes are not counted, in bytes.
const LONGEST_UNKNOWN: usize = 4096;

impl Iterator for Parts<'_> {
    type Item = Part;

    fn next(&mut self) -> Option<Part> {
        let text = self.text;
        let rest = &text.as_bytes()[self.at..];
        let (length, cut) = match rest.first()? {
            b'<' => self.tag(rest),
            _ => {
                let end = rest.iter().position(|byte| *byte == b'<');
                (end.unwrap_or(rest.len()), None)
            }
        };
        let start = self.at;
        self.at += length;
        Some(Part {
            range: start..self.at,
            cut: cut.map(|cut| start + cut),
        })
    }
}

/// A tag at the start of a text.
struct Tag {
    length: usize,
    is_whole: bool,
    cut: Option<usize>,
}

/// Finds the end of the tag that `rest` starts with. A `>` within quotes does not end it.
fn scan(rest: &[u8]) -> Tag {
    let mut attributes = 0;
    let mut cut = None;
    let mut quote = None;
    let mut previous = b' ';
    for (at, byte) in rest.iter().enumerate().skip(1) {
        match quote {
            Some(open) if open == *byte => quote = None,
            Some(_) => {}
            None => match byte {
                b'>' => {
                    return Tag {
                        length: at + 1,
                        is_whole: true,
                        cut,
                    };
                }
                b'"' | b'\'' if previous == b'=' => quote = Some(*byte),
                byte if !byte.is_ascii_whitespace()
                    && *byte != b'='
                    && (previous.is_ascii_whitespace()
                        || matches!(previous, b'"' | b'\'' | b'/')) =>
                {
                    attributes += 1;
                    if attributes > MOST_ATTRIBUTES && cut.is_none() {
                        cut = Some(at);
                    }
                }
                _ => {}
            },
        }
        if !(byte.is_ascii_whitespace() && previous == b'=') {
            previous = *byte;
        }
    }
    Tag {
        length: rest.len(),
        is_whole: false,
        cut,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_divided_into_tags_and_texts() {
        let text = "a<b title=\"x>y\" c = '>'>d < e</b>f<!-- g -->";
        let parts: Vec<&str> = Parts::new(text).map(|part| &text[part.range]).collect();
        assert_eq!(
            parts,
            [
                "a",
                "<b title=\"x>y\" c = '>'>",
                "d ",
                "< e",
                "</b>",
                "f",
                "<!-- g -->"
            ]
        );
    }

    #[test]
    fn a_tag_with_too_many_attributes_is_cut() {
        let attributes = " a=1".repeat(MOST_ATTRIBUTES + 10);
        let text = format!("<p{attributes}>x");
        let part = Parts::new(&text).next().expect("a part");
        let cut = part.cut.expect("it is cut");
        assert!(cut < part.range.end && text.is_char_boundary(cut));
        let short = "<p a=1 b=2>";
        assert_eq!(Parts::new(short).next().and_then(|part| part.cut), None);
    }
}
