//! Which heading is the title, and which blocks hold nothing but links to other places.

use std::collections::HashSet;
use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, Tag, TagEnd};

/// An event of the parser and its bytes in the source.
pub(super) type Located<'a> = (Event<'a>, Range<usize>);

/// So many links make a list of links.
const FEWEST_LINKS: usize = 3;

/// The index of the event that starts the title: the first heading of level 1, or the heading
/// that the text starts with. `None` where there is neither.
pub(super) fn title(events: &[Located<'_>]) -> Option<usize> {
    let is_title = |event: &Located<'_>| {
        matches!(
            event.0,
            Event::Start(Tag::Heading {
                level: HeadingLevel::H1,
                ..
            })
        )
    };
    events.iter().position(is_title).or_else(|| {
        let is_block = |event: &Located<'_>| {
            matches!(&event.0, Event::Start(tag) if !matches!(tag, Tag::HtmlBlock))
        };
        let first = events.iter().position(is_block)?;
        matches!(events[first].0, Event::Start(Tag::Heading { .. })).then_some(first)
    })
}

/// The starts of the paragraphs that hold nothing but links, and of the lists that hold
/// nothing but links to headings of the same file, as indexes of events.
pub(super) fn lists_of_links(events: &[Located<'_>]) -> HashSet<usize> {
    let mut found = HashSet::new();
    let mut list_depth = 0;
    let mut open: Option<Candidate> = None;
    for (index, (event, _)) in events.iter().enumerate() {
        match event {
            Event::Start(Tag::List(_)) => {
                if list_depth == 0 {
                    open = Some(Candidate::new(index, true));
                }
                list_depth += 1;
            }
            Event::Start(Tag::Paragraph) if list_depth == 0 => {
                open = Some(Candidate::new(index, false));
            }
            Event::End(TagEnd::List(_)) => {
                list_depth -= 1;
                if list_depth == 0 {
                    found.extend(open.take().and_then(Candidate::start_if_links));
                }
            }
            Event::End(TagEnd::Paragraph) if list_depth == 0 => {
                found.extend(open.take().and_then(Candidate::start_if_links));
            }
            _ => {
                if let Some(candidate) = &mut open {
                    candidate.add(event);
                }
            }
        }
    }
    found
}

/// A block that may hold nothing but links.
struct Candidate {
    start: usize,
    is_list: bool,
    links: usize,
    is_in_link: bool,
    has_other: bool,
}

impl Candidate {
    fn new(start: usize, is_list: bool) -> Self {
        Candidate {
            start,
            is_list,
            links: 0,
            is_in_link: false,
            has_other: false,
        }
    }

    fn add(&mut self, event: &Event<'_>) {
        match event {
            Event::Start(Tag::Link { dest_url, .. }) => {
                self.links += 1;
                self.is_in_link = true;
                self.has_other |= self.is_list && !dest_url.starts_with('#');
            }
            Event::End(TagEnd::Link) => self.is_in_link = false,
            Event::Text(text) if !self.is_in_link => {
                self.has_other |= text.contains(char::is_alphanumeric);
            }
            Event::Code(_) if !self.is_in_link => self.has_other = true,
            _ => {}
        }
    }

    fn start_if_links(self) -> Option<usize> {
        (self.links >= FEWEST_LINKS && !self.has_other).then_some(self.start)
    }
}
