//! What waits in the queue.

use lismoi_speech::hash::hex;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// How many hexadecimal digits of the hash name an item: enough against chance.
pub(super) const ID_DIGITS: usize = 32;

/// The longest name of a file that is kept, in bytes: as long as file systems take.
const LONGEST_NAME: usize = 200;

/// An article that is to be made.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Item {
    /// The beginning of the SHA-256 of its address, or of its text: what is added twice is there
    /// once.
    pub id: String,
    /// When it was added, in seconds since 1970, UTC.
    pub at: u64,
    /// Its place: the lowest is made first.
    pub place: u64,
    /// What it is.
    #[serde(flatten)]
    pub origin: Origin,
    /// The user's own words for it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
    /// Why it could not be made; `None` while it waits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub failure: Option<Failure>,
}

/// Where an article comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "origin", rename_all = "snake_case")]
pub enum Origin {
    /// A page of the web.
    Address {
        /// `http://` or `https://` and the rest.
        address: String,
    },
    /// A text that was pasted.
    Text {
        /// Its first words, for lists.
        opening: String,
    },
    /// A text that a source holds, as a JSON Feed of one article.
    Offered {
        /// Its title.
        title: String,
        /// Its address, or what it is called in its source.
        from: String,
    },
    /// A file that was dropped.
    File {
        /// Its name without its folder: it says its format.
        name: String,
    },
}

/// Why an article could not be made.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Failure {
    /// The error.
    pub message: String,
    /// What to do about it, where that is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hint: Option<String>,
}

/// What is to be added to a queue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum New {
    /// A page of the web.
    Address(String),
    /// A text.
    Text(String),
    /// A file: its name, and its bytes.
    File(String, Vec<u8>),
    /// A text that a source holds.
    Offered {
        /// Its title.
        title: String,
        /// Its address, or what it is called in its source.
        from: String,
        /// A JSON Feed of this article alone.
        feed: Vec<u8>,
    },
}

impl Item {
    /// What to call it in a list: its address, its first words, or its name.
    pub fn name(&self) -> &str {
        match &self.origin {
            Origin::Address { address } => address,
            Origin::Text { opening } => opening,
            Origin::File { name } => name,
            Origin::Offered { title, .. } => title,
        }
    }
}

impl New {
    /// The id of the item.
    pub(super) fn id(&self) -> String {
        let (kind, bytes) = match self {
            New::Address(address) => ("address", address.as_bytes()),
            New::Text(text) => ("text", text.as_bytes()),
            New::File(_, bytes) => ("file", &bytes[..]),
            New::Offered { from, .. } => ("offered", from.as_bytes()),
        };
        let hash = Sha256::new().chain_update(kind).chain_update([0]);
        hex(&hash.chain_update(bytes).finalize())[..ID_DIGITS].to_owned()
    }

    /// The record, and the content that is kept beside it.
    pub(super) fn into_parts(self) -> (Origin, Option<Vec<u8>>) {
        match self {
            New::Address(address) => (Origin::Address { address }, None),
            New::Text(text) => {
                let opening = opening(&text);
                (Origin::Text { opening }, Some(text.into_bytes()))
            }
            New::File(name, bytes) => {
                let name = file_name(&name);
                (Origin::File { name }, Some(bytes))
            }
            New::Offered { title, from, feed } => (Origin::Offered { title, from }, Some(feed)),
        }
    }
}

/// The first line with words, cut behind one of them.
fn opening(text: &str) -> String {
    const LONGEST: usize = 80;
    let line = text.lines().find(|line| !line.trim().is_empty());
    let mut opening = String::new();
    for word in line.unwrap_or_default().split_whitespace() {
        if !opening.is_empty() && opening.len() + word.len() > LONGEST {
            return opening + "…";
        }
        if !opening.is_empty() {
            opening.push(' ');
        }
        opening.extend(word.chars().take(LONGEST));
    }
    opening
}

/// A name without folders and control characters, short enough for a file system.
fn file_name(name: &str) -> String {
    let name = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let name: String = name.chars().filter(|c| !c.is_control()).collect();
    let name = name.trim_matches([' ', '.']);
    // What is cut is the beginning: the ending says the format.
    let from = name.ceil_char_boundary(name.len().saturating_sub(LONGEST_NAME));
    match &name[from..] {
        "" => "article.txt".to_owned(),
        name => name.to_owned(),
    }
}

/// Whether a text may be the id of an item, and so part of the name of a file.
pub(super) fn is_id(text: &str) -> bool {
    text.len() == ID_DIGITS
        && text
            .bytes()
            .all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn an_item_is_called_by_its_first_words() {
        assert_eq!(opening("\n  Un  titre \nLa suite."), "Un titre");
        let long = "mot ".repeat(100);
        assert!(opening(&long).len() < 90 && opening(&long).ends_with('…'));
        assert_eq!(opening(""), "");
    }

    proptest! {
        #[test]
        fn a_name_leads_nowhere(name in any::<String>()) {
            let name = file_name(&name);
            prop_assert!(!name.is_empty() && name.len() <= LONGEST_NAME + 3, "{name}");
            prop_assert!(!name.contains(['/', '\\', '\0', '\n']), "{name}");
            prop_assert!(name != ".." && name != ".");
        }

        #[test]
        fn equal_contents_have_equal_ids_and_kinds_differ(text in any::<String>()) {
            let id = New::Text(text.clone()).id();
            prop_assert!(is_id(&id));
            prop_assert_eq!(&id, &New::Text(text.clone()).id());
            prop_assert_ne!(&id, &New::Address(text.clone()).id());
            prop_assert_ne!(&id, &New::File("a.txt".into(), text.into()).id());
        }
    }
}
