//! Text of a page in, its tree out, within bounds of depth and size.
//!
//! Parsing is html5ever's. It is given the text in parts, a tag or the text between two tags
//! at a time, so that the place of each text is known.

use std::cell::RefCell;

use html5ever::buffer_queue::BufferQueue;
use html5ever::interface::TreeSink;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{
    Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts};
use html5ever::{LocalName, TokenizerResult};

use super::dom::Dom;
use super::elements;
use super::parts::Parts;
use super::sink::{Handle, Sink};
use crate::parse::ReadError;

/// Elements nested deeper are left out; their text is kept. All that parses and extracts takes
/// time that grows with the depth.
const DEEPEST: usize = 512;

/// The most elements of a page.
const MOST_ELEMENTS: usize = 200_000;

/// The tree of a page.
///
/// # Errors
/// It has too many elements.
pub(crate) fn dom(text: &str) -> Result<Dom, ReadError> {
    let syntax = if is_xhtml(text) {
        Syntax::XhtmlAsHtml
    } else {
        Syntax::Html
    };
    parse(text, syntax)
}

/// The tree of a page in a book, which is XML: each self-closing tag closes its element.
///
/// # Errors
/// It has too many elements.
#[cfg(feature = "epub")]
pub(crate) fn xhtml(text: &str) -> Result<Dom, ReadError> {
    parse(text, Syntax::Xhtml)
}

/// Which self-closing tags close elements that are not void.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Syntax {
    /// Those of links.
    Html,
    /// All but those whose content is not markup: browsers are given the page as HTML.
    XhtmlAsHtml,
    /// All.
    #[cfg_attr(not(feature = "epub"), allow(dead_code, reason = "for pages of books"))]
    Xhtml,
}

fn parse(text: &str, syntax: Syntax) -> Result<Dom, ReadError> {
    let options = TreeBuilderOpts {
        // What stands in for a script is text like any other.
        scripting_enabled: false,
        ..TreeBuilderOpts::default()
    };
    let bounded = Bounded {
        builder: TreeBuilder::new(Sink::new(), options),
        open: RefCell::new(Vec::new()),
        dropped: RefCell::new(0),
        syntax,
    };
    let tokenizer = Tokenizer::new(bounded, TokenizerOpts::default());
    let queue = BufferQueue::default();
    let whole = StrTendril::from(text);
    let close = StrTendril::from(">");
    for part in Parts::new(text) {
        let sink = &tokenizer.sink.builder.sink;
        *sink.place.borrow_mut() = part.range.clone();
        if sink.elements.get() > MOST_ELEMENTS {
            return Err(ReadError::TooManyElements);
        }
        let start = part.range.start;
        let end = part.cut.unwrap_or(part.range.end);
        queue.push_back(whole.subtendril(start as u32, (end - start) as u32));
        if part.cut.is_some() {
            queue.push_back(close.clone());
        }
        while !matches!(tokenizer.feed(&queue), TokenizerResult::Done) {}
    }
    tokenizer.end();
    if tokenizer.sink.builder.sink.elements.get() > MOST_ELEMENTS {
        return Err(ReadError::TooManyElements);
    }
    Ok(TreeSink::finish(tokenizer.sink.builder.sink))
}

/// The tree builder, behind a bound of the depth.
struct Bounded {
    builder: TreeBuilder<Handle, Sink>,
    /// The names of the open elements, as far as tags tell.
    open: RefCell<Vec<LocalName>>,
    /// How many elements are open that were left out.
    dropped: RefCell<usize>,
    syntax: Syntax,
}

/// Whether a page says that it is XHTML.
fn is_xhtml(text: &str) -> bool {
    let start = &text[..text.floor_char_boundary(1024)];
    start.trim_start().starts_with("<?xml") || start.contains("//DTD XHTML")
}

impl Bounded {
    /// Whether a self-closing tag of this name closes its element.
    fn closes(&self, name: &str) -> bool {
        match self.syntax {
            Syntax::Html => name == "a",
            Syntax::XhtmlAsHtml => !elements::is_program(name) && name != "title",
            Syntax::Xhtml => true,
        }
    }

    /// Whether a tag is to be left out.
    fn drops(&self, tag: &Tag) -> bool {
        let mut open = self.open.borrow_mut();
        let mut dropped = self.dropped.borrow_mut();
        match tag.kind {
            TagKind::StartTag => {
                if elements::is_void(&tag.name) || tag.self_closing {
                    return false;
                }
                // Elements that end where the next one of their kind starts.
                if open.last() == Some(&tag.name) && elements::ends_itself(&tag.name) {
                    open.pop();
                }
                if open.len() >= DEEPEST {
                    if self.builder.sink.depth.get() >= DEEPEST {
                        *dropped += 1;
                        return true;
                    }
                    // They were closed without a tag.
                    open.clear();
                    *dropped = 0;
                }
                open.push(tag.name.clone());
                false
            }
            TagKind::EndTag => {
                if *dropped > 0 {
                    *dropped -= 1;
                    return true;
                }
                if let Some(at) = open.iter().rposition(|name| *name == tag.name) {
                    open.truncate(at);
                }
                false
            }
        }
    }
}

impl TokenSink for Bounded {
    type Handle = Handle;

    fn process_token(&self, mut token: Token, line: u64) -> TokenSinkResult<Handle> {
        let Token::TagToken(tag) = &mut token else {
            return self.builder.process_token(token, line);
        };
        // All pages of a book are in the memory at the same time.
        if self.syntax == Syntax::Xhtml {
            tag.attrs
                .retain(|attribute| elements::is_used(&attribute.name.local));
        }
        if self.drops(tag) {
            return TokenSinkResult::Continue;
        }
        // HTML ignores the slash of `<a id="x"/>`, and all that follows would be in the link.
        let closes = tag.kind == TagKind::StartTag
            && tag.self_closing
            && !elements::is_void(&tag.name)
            && self.closes(&tag.name);
        let end = closes.then(|| Tag {
            kind: TagKind::EndTag,
            name: tag.name.clone(),
            self_closing: false,
            attrs: Vec::new(),
            had_duplicate_attributes: false,
        });
        let result = self.builder.process_token(token, line);
        match end {
            Some(end) => self.builder.process_token(Token::TagToken(end), line),
            None => result,
        }
    }

    fn end(&self) {
        self.builder.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        // It decides whether a CDATA section is text, which it is in XML.
        self.syntax == Syntax::Xhtml
            || self
                .builder
                .adjusted_current_node_present_but_not_in_html_namespace()
    }
}
