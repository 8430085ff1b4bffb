//! Events of the Wyoming protocol: a line of JSON, then more JSON, then bytes, both of a length
//! that the line gives.

use serde::Deserialize;
use serde_json::{Map, Value, json};
use tokio::io::{AsyncBufRead, AsyncBufReadExt, AsyncReadExt};

/// The longest line, and the most data and bytes after it, each.
const LARGEST: u64 = 1 << 20;

/// An event that a client has sent. Its bytes are read and dropped: only sound has any.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Event {
    /// Its type.
    pub(super) kind: String,
    /// What it says.
    pub(super) data: Map<String, Value>,
}

/// Why there is no event.
#[derive(Debug, thiserror::Error)]
pub(super) enum EventError {
    /// The client has gone in the middle of one, or the network fails.
    #[error(transparent)]
    Io(#[from] std::io::Error),
    /// A line, or what follows it, is too long.
    #[error("the event is too long")]
    Long,
    /// It is no event.
    #[error("it is no event: {0}")]
    Json(#[from] serde_json::Error),
}

/// The line of an event.
#[derive(Deserialize)]
struct Line {
    r#type: String,
    #[serde(default)]
    data: Option<Map<String, Value>>,
    #[serde(default)]
    data_length: Option<u64>,
    #[serde(default)]
    payload_length: Option<u64>,
}

/// The next event; `None` where the client has closed the connection.
///
/// # Errors
/// It cannot be read, is too long, or is none.
pub(super) async fn read(
    reader: &mut (impl AsyncBufRead + Unpin),
) -> Result<Option<Event>, EventError> {
    let mut line = Vec::new();
    let read = reader.take(LARGEST).read_until(b'\n', &mut line).await?;
    if read == 0 {
        return Ok(None);
    }
    if !line.ends_with(b"\n") && read as u64 == LARGEST {
        return Err(EventError::Long);
    }
    let line: Line = serde_json::from_slice(&line)?;
    let mut data = line.data.unwrap_or_default();
    let more = bytes(reader, line.data_length).await?;
    if !more.is_empty() {
        data.extend(serde_json::from_slice::<Map<String, Value>>(&more)?);
    }
    bytes(reader, line.payload_length).await?;
    Ok(Some(Event {
        kind: line.r#type,
        data,
    }))
}

async fn bytes(
    reader: &mut (impl AsyncBufRead + Unpin),
    length: Option<u64>,
) -> Result<Vec<u8>, EventError> {
    let length = length.unwrap_or_default();
    if length > LARGEST {
        return Err(EventError::Long);
    }
    // It grows with what comes, not with what is promised.
    let mut bytes = Vec::new();
    let read = reader.take(length).read_to_end(&mut bytes).await?;
    match read as u64 == length {
        true => Ok(bytes),
        false => Err(std::io::Error::from(std::io::ErrorKind::UnexpectedEof).into()),
    }
}

/// An event as it is sent.
pub(super) fn written(kind: &str, data: &Value, payload: &[u8]) -> Vec<u8> {
    let data = match data {
        Value::Null => String::new(),
        data => data.to_string(),
    };
    let mut line = json!({"type": kind, "version": env!("CARGO_PKG_VERSION")});
    if !data.is_empty() {
        line["data_length"] = data.len().into();
    }
    if !payload.is_empty() {
        line["payload_length"] = payload.len().into();
    }
    [line.to_string().as_bytes(), b"\n", data.as_bytes(), payload].concat()
}

/// The events in any bytes are the same again once they are written.
///
/// # Panics
/// They are not.
#[cfg(any(test, fuzzing))]
pub(in crate::server) async fn attack(mut bytes: &[u8]) {
    while let Ok(Some(event)) = read(&mut bytes).await {
        let data = Value::Object(event.data.clone());
        let again = read(&mut &*written(&event.kind, &data, b"sound")).await;
        assert_eq!(again.ok().flatten(), Some(event));
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn all(mut bytes: &[u8]) -> (Vec<Event>, Option<EventError>) {
        let runtime = tokio::runtime::Builder::new_current_thread().build();
        runtime.expect("a runtime").block_on(async {
            let mut events = Vec::new();
            loop {
                match read(&mut bytes).await {
                    Ok(Some(event)) => events.push(event),
                    Ok(None) => return (events, None),
                    Err(error) => return (events, Some(error)),
                }
            }
        })
    }

    #[test]
    fn data_stands_in_the_line_or_behind_it() {
        let bytes = b"{\"type\":\"a\",\"data\":{\"x\":1,\"y\":1},\"data_length\":7,\"payload_length\":3}\n{\"x\":2}\n\n\n{\"type\":\"b\"}";
        let (events, error) = all(bytes);
        assert!(error.is_none(), "{error:?}");
        let [a, b] = &*events else {
            panic!("{events:?}")
        };
        assert_eq!(
            (&*a.kind, &a.data["x"], &a.data["y"]),
            ("a", &2.into(), &1.into())
        );
        assert_eq!((&*b.kind, b.data.len()), ("b", 0));
    }

    #[test]
    fn what_is_no_event_is_an_error_and_reserves_no_memory() {
        for bytes in [
            &b"\n"[..],
            b"GET / HTTP/1.1\r\n\r\n",
            b"{\"type\":1}\n",
            b"{\"data\":{}}\n",
            b"{\"type\":\"a\",\"data_length\":-1}\n",
            b"{\"type\":\"a\",\"data_length\":5}\n{}",
            b"{\"type\":\"a\",\"data_length\":2}\n[]",
            b"{\"type\":\"a\",\"payload_length\":18446744073709551615}\n",
            &[b' '; LARGEST as usize + 1],
            &b"[".repeat(10_000),
        ] {
            let (events, error) = all(bytes);
            assert!(events.is_empty() && error.is_some(), "{bytes:?}");
        }
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(kind in "\\PC{0,20}", text in "\\PC{0,50}", payload in prop::collection::vec(any::<u8>(), 0..50)) {
            let bytes = written(&kind, &json!({"text": text}), &payload).repeat(2);
            let (events, error) = all(&bytes);
            prop_assert!(error.is_none());
            prop_assert_eq!(events.len(), 2);
            prop_assert_eq!(&events[1].kind, &kind);
            prop_assert_eq!(&events[1].data["text"], &json!(text));
        }

        #[test]
        fn no_bytes_panic(bytes in "(\\{\"type\":\"a\",\"data_length\":[0-9]\\}\n)?[\\PC\n]{0,60}") {
            let runtime = tokio::runtime::Builder::new_current_thread().build();
            runtime.expect("a runtime").block_on(attack(bytes.as_bytes()));
        }
    }
}
