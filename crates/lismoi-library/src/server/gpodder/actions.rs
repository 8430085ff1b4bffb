//! Actions on episodes as apps send them.

use serde::Deserialize;
use serde_json::Value;

use crate::feed::dates;

/// The most actions of a request: AntennaPod sends 30 at a time, others all that they have.
const MOST: usize = 10_000;

/// An action, as it is sent. What is not known is left out: apps send -1, text, or nothing.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Sent {
    episode: Value,
    guid: Value,
    action: Value,
    timestamp: Value,
    position: Value,
    total: Value,
}

/// What was done with an article.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Action {
    /// The article.
    pub(super) id: String,
    /// When, in seconds since 1970; `None` where the app does not say.
    pub(super) at: Option<u64>,
    pub(super) done: Done,
}

/// What was done.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Done {
    /// It was played up to here.
    Played {
        /// In seconds from the start.
        position: f64,
        /// The length of the episode in seconds; `None` where the app does not say.
        total: Option<f64>,
    },
    /// It is to be heard again.
    New,
}

/// The actions of a request that may concern articles of ours, the oldest first; `None` where it
/// is no list of actions.
pub(super) fn read(body: &[u8]) -> Option<Vec<Action>> {
    let sent: Vec<Value> = serde_json::from_slice(body).ok()?;
    let sent = sent.into_iter().take(MOST);
    let mut actions: Vec<Action> = sent.filter_map(action).collect();
    actions.sort_by_key(|action| action.at);
    Some(actions)
}

/// `None` where it is none, or none that is noted: a download is not heard.
fn action(sent: Value) -> Option<Action> {
    let sent: Sent = serde_json::from_value(sent).ok()?;
    let by_guid = sent.guid.as_str().filter(|guid| is_id(guid));
    let id = by_guid.or_else(|| in_address(sent.episode.as_str()?))?;
    let done = match &*sent.action.as_str()?.to_lowercase() {
        "play" => Done::Played {
            position: seconds(&sent.position)?,
            total: seconds(&sent.total).filter(|total| *total > 0.0),
        },
        "new" => Done::New,
        _ => return None,
    };
    Some(Action {
        id: id.to_owned(),
        at: moment(&sent.timestamp),
        done,
    })
}

/// The id of an article is the SHA-256 of its text.
fn is_id(text: &str) -> bool {
    text.len() == 64
        && text
            .bytes()
            .all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

/// The id in the address of a file of the feed: `/f/SECRET/e/ID/HASH/NAME`.
fn in_address(address: &str) -> Option<&str> {
    let (_, rest) = address.split_once("/e/")?;
    rest.split('/').next().filter(|id| is_id(id))
}

fn seconds(value: &Value) -> Option<f64> {
    let seconds = value.as_f64().or_else(|| value.as_str()?.parse().ok())?;
    (0.0..=1e7).contains(&seconds).then_some(seconds)
}

/// Apps write a moment as text; some as seconds since 1970.
fn moment(value: &Value) -> Option<u64> {
    value
        .as_u64()
        .or_else(|| dates::of_rfc_3339(value.as_str()?))
}

/// Any bytes are no list of actions, or one of actions that can be noted.
///
/// # Panics
/// They are not.
#[cfg(any(test, fuzzing))]
pub(in crate::server) fn attack(bytes: &[u8]) {
    for action in read(bytes).unwrap_or_default() {
        assert!(is_id(&action.id));
        if let Done::Played { position, total } = action.done {
            assert!(position >= 0.0 && total.is_none_or(|total| total > 0.0));
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    fn id() -> String {
        "0123456789abcdef".repeat(4)
    }

    fn read_one(action: Value) -> Option<Action> {
        let actions = read(json!([action]).to_string().as_bytes()).expect("a list");
        actions.into_iter().next()
    }

    #[test]
    fn what_antennapod_and_gpodder_send_is_read() {
        let id = id();
        let antennapod = json!({
            "podcast": "http://pc:7863/f/abc/feed.xml", "episode": format!("http://pc:7863/f/abc/e/{id}/00/a.mp3"),
            "guid": id, "action": "play", "timestamp": "2026-11-29T12:29:58", "device": "tel",
            "started": 0, "position": 15, "total": 120,
        });
        let played = |position, total| Done::Played { position, total };
        let expected = Action {
            id: id.clone(),
            at: Some(1_795_955_398),
            done: played(15.0, Some(120.0)),
        };
        assert_eq!(read_one(antennapod), Some(expected));
        let gpodder =
            json!({"episode": format!("/f/x/e/{id}/00/a.mp3"), "action": "PLAY", "position": "7"});
        let expected = Action {
            id: id.clone(),
            at: None,
            done: played(7.0, None),
        };
        assert_eq!(read_one(gpodder), Some(expected));
        let new = json!({"guid": id, "action": "new", "timestamp": 5});
        assert_eq!(
            read_one(new).map(|action| (action.at, action.done)),
            Some((Some(5), Done::New))
        );
    }

    #[test]
    fn what_is_not_of_our_feed_or_not_heard_is_left_out() {
        let id = id();
        for action in [
            json!({"guid": id, "action": "download"}),
            json!({"guid": id, "action": "play"}),
            json!({"guid": id, "action": "play", "position": -1}),
            json!({"guid": id, "action": "play", "position": 1e300}),
            json!({"guid": "ailleurs", "action": "new"}),
            json!({"episode": "https://exemple.fr/e/1/a.mp3", "action": "new"}),
            json!({"guid": id.to_uppercase(), "action": "new"}),
            json!([]),
            json!(null),
        ] {
            assert_eq!(read_one(action.clone()), None, "{action}");
        }
        assert_eq!(read(b"{}"), None);
        assert_eq!(read(b""), None);
    }

    #[test]
    fn the_oldest_comes_first() {
        let at = |at: u64| json!({"guid": id(), "action": "new", "timestamp": at});
        let actions = read(json!([at(9), at(3), at(5)]).to_string().as_bytes()).expect("a list");
        let at: Vec<Option<u64>> = actions.iter().map(|action| action.at).collect();
        assert_eq!(at, [Some(3), Some(5), Some(9)]);
    }

    proptest! {
        #[test]
        fn no_bytes_panic(text in "\\[?(\\{\"guid\":\"\\PC{0,20}\",\"position\":[-0-9e.]{1,6}\\})?\\PC{0,20}\\]?") {
            attack(text.as_bytes());
        }
    }
}
