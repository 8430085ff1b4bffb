//! Messages that a message quotes, and its signature.

use std::collections::HashMap;

use lismoi_document::SkipReason;

use super::dom::{Dom, NodeData, NodeId, ROOT};
use super::elements;
use crate::quotation;

/// Whether the message that a message quotes is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Quoted {
    /// It is answered, and not read.
    Answered,
    /// It is passed on, and read without its header.
    Forwarded,
}

/// Classes and ids of elements that hold a quoted message.
const QUOTATIONS: [&str; 8] = [
    "gmail_extra",
    "gmail_quote",
    "moz-cite-prefix",
    "protonmail_quote",
    "yahoo_quoted",
    "ms-outlook-mobile-reference-message",
    "mail-editor-reference-message-container",
    "moz-forward-container",
];

/// Classes and ids of elements that hold the header of a quoted message. What follows them is
/// that message.
const HEADERS: [&str; 4] = [
    "divrplyfwdmsg",
    "gmail_attr",
    "moz-email-headers-table",
    "outlookmessageheader",
];

/// Classes and ids of signatures.
const SIGNATURES: [&str; 7] = [
    "applemailsignature",
    "gmail_signature",
    "moz-signature",
    "ms-outlook-mobile-signature",
    "ms-outlook-signature",
    "protonmail_signature_block",
    "signature",
];

/// Why elements of a message are skipped, for each that is.
pub(super) fn find(dom: &Dom, quoted: Quoted) -> HashMap<NodeId, SkipReason> {
    let mut found = HashMap::new();
    let mut start = None;
    for node in dom.descendants(ROOT) {
        if !matches!(dom.nodes[node].data, NodeData::Element { .. }) {
            continue;
        }
        let is_one_of = |names: &[&str]| {
            ["class", "id"].iter().any(|key| {
                dom.has_word(node, key, |word| {
                    names.contains(&word.to_ascii_lowercase().as_str())
                })
            })
        };
        let is_header = is_one_of(&HEADERS) || starts_quotation(dom, node);
        if is_one_of(&SIGNATURES) {
            found.insert(node, SkipReason::Signature);
        } else if quoted == Quoted::Forwarded {
            if is_header {
                found.insert(node, SkipReason::Metadata);
            }
        } else if is_one_of(&QUOTATIONS)
            || (dom.name(node) == "blockquote"
                && dom.has_word(node, "type", |word| word.eq_ignore_ascii_case("cite")))
        {
            found.insert(node, SkipReason::QuotedMessage);
        } else if is_header && start.is_none() {
            start = Some(node);
        }
    }
    // All that comes after the header.
    for above in start
        .into_iter()
        .flat_map(|node| dom.ancestors(node).chain([node]))
    {
        let siblings = std::iter::successors(dom.nodes[above].next, |node| dom.nodes[*node].next);
        found.extend(siblings.map(|node| (node, SkipReason::QuotedMessage)));
    }
    found.extend(start.map(|node| (node, SkipReason::QuotedMessage)));
    found
}

/// Whether a block is a line that stands before a quoted message, or the header of one.
fn starts_quotation(dom: &Dom, node: NodeId) -> bool {
    let is_line = elements::is_block(dom.name(node))
        && !dom
            .descendants(node)
            .skip(1)
            .any(|below| elements::is_block(dom.name(below)));
    if !is_line {
        return false;
    }
    let text = dom.text(node);
    quotation::is_separator(&text)
        || quotation::is_attribution(&text)
        || (quotation::is_first_field(&text) && is_header(dom, node))
}

/// Whether a block has the bold names of several fields: "De : ... Envoyé : ...".
fn is_header(dom: &Dom, node: NodeId) -> bool {
    let names = dom.descendants(node).filter(|below| {
        matches!(dom.name(*below), "b" | "strong") && quotation::is_field(&dom.text(*below))
    });
    names.take(2).count() == 2
}
