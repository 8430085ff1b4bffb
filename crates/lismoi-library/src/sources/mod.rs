//! Where articles come from by themselves: feeds, and services that keep articles for later.
//!
//! [`list`] holds the sources that the user has added, [`secrets`] what they need to know,
//! [`state`] how far they were read. [`mod@fetch`] asks a source for what is new: [`feed`] reads
//! RSS, Atom and JSON Feed, [`services`] speak to wallabag and the like. [`opml`] reads lists of
//! feeds of other programs. [`article`] makes of an [`Item`] what `lismoi add` reads.
//!
//! Only the addresses of these sources are contacted, one at a time. A source that has nothing
//! new is asked with a conditional request; one that is overloaded is left alone for a while.

use lismoi_readers::ListedArticle;
use serde::{Deserialize, Serialize};

pub mod list;
pub mod opml;
pub mod secrets;
pub mod state;

mod client;
pub mod error;

pub mod feed;
pub mod services;

pub mod article;
pub mod fetch;

/// A source of articles.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// The user's name for it; no other source of the library has it.
    pub name: String,
    /// What it is.
    pub kind: Kind,
    /// The address of the feed, or of the service.
    pub address: String,
    /// The name of the account, where the service has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub user: Option<String>,
    /// The identifier that wallabag gives to a program.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub client_id: Option<String>,
    /// The user's own words for its articles.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
    /// How many articles are taken at a time.
    pub most: usize,
    /// Whether it may be in a private network.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub allow_private: bool,
}

/// A kind of source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// RSS, Atom or JSON Feed.
    Feed,
    /// wallabag 2.
    Wallabag,
    /// Readeck.
    Readeck,
    /// Karakeep.
    Karakeep,
    /// linkding.
    Linkding,
    /// The Google Reader API, as FreshRSS and Miniflux speak it.
    Reader,
}

impl Kind {
    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Feed => "feed",
            Kind::Wallabag => "wallabag",
            Kind::Readeck => "readeck",
            Kind::Karakeep => "karakeep",
            Kind::Linkding => "linkding",
            Kind::Reader => "reader",
        }
    }

    /// The secrets that it needs, by their names.
    pub fn secrets(self) -> &'static [&'static str] {
        match self {
            Kind::Feed => &[],
            Kind::Wallabag => &["client-secret", "password"],
            Kind::Readeck | Kind::Karakeep | Kind::Linkding => &["token"],
            Kind::Reader => &["password"],
        }
    }

    /// Whether it needs the name of an account.
    pub fn has_user(self) -> bool {
        matches!(self, Kind::Wallabag | Kind::Reader)
    }
}

/// What a source offers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Item {
    /// Its identifier in the source.
    pub id: String,
    /// The article, as far as the source holds it.
    pub article: ListedArticle,
}
