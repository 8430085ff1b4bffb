//! The messages between the program and its worker processes.
//!
//! A request is a spoken text, a reply is a [`Take`] or the reason of a failure. Both are frames:
//!
//! | part | bytes |
//! |---|---|
//! | magic number | 4, `LMV1` |
//! | kind | 1 |
//! | length of the head | 4, little endian |
//! | length of the body | 4, little endian |
//! | head | UTF-8: the text, the reason, or sample rate and words as JSON |
//! | body | samples, 16 bit, in native byte order |
//!
//! Anything else is garbage, after which the worker is replaced.

use std::io::{self, Read, Write};

use crate::take::{Take, TakeWord};

const MAGIC: [u8; 4] = *b"LMV1";

/// The longest head or body, in bytes; an utterance is at most a minute or two of sound.
const LONGEST: u32 = 256 << 20;

/// One message.
#[derive(Clone, Debug, PartialEq)]
pub enum Message {
    /// To a worker: a text to speak.
    Speak(String),
    /// From a worker: it is ready for requests.
    Ready,
    /// From a worker: the sound of a text.
    Spoken(Take),
    /// From a worker: the phonemes of a text.
    Phonemes(String),
    /// From a worker: why it could not speak this text.
    Failed(String),
    /// From a worker: why it cannot speak at all.
    Unavailable(String),
}

/// Writes one message and flushes.
///
/// # Errors
/// Those of the writer.
pub fn send(mut writer: impl Write, message: &Message) -> io::Result<()> {
    let (kind, head, body): (u8, Vec<u8>, &[i16]) = match message {
        Message::Speak(text) => (0, text.clone().into_bytes(), &[]),
        Message::Ready => (1, Vec::new(), &[]),
        Message::Spoken(take) => (
            2,
            serde_json::to_vec(&(take.sample_rate, &take.words))?,
            &take.samples,
        ),
        Message::Phonemes(ipa) => (3, ipa.clone().into_bytes(), &[]),
        Message::Failed(reason) => (4, reason.clone().into_bytes(), &[]),
        Message::Unavailable(reason) => (5, reason.clone().into_bytes(), &[]),
    };
    let body: &[u8] = bytemuck::cast_slice(body);
    let mut start = Vec::with_capacity(13 + head.len());
    start.extend(MAGIC);
    start.push(kind);
    start.extend(length(&head)?.to_le_bytes());
    start.extend(length(body)?.to_le_bytes());
    start.extend(head);
    writer.write_all(&start)?;
    writer.write_all(body)?;
    writer.flush()
}

fn length(bytes: &[u8]) -> io::Result<u32> {
    u32::try_from(bytes.len())
        .ok()
        .filter(|length| *length <= LONGEST)
        .ok_or_else(|| io::Error::other("the message is too long"))
}

/// Reads one message; `None` if the stream ends before it.
///
/// # Errors
/// `InvalidData` for garbage, `UnexpectedEof` for an incomplete message, and those of the reader.
pub fn receive(mut reader: impl Read) -> io::Result<Option<Message>> {
    let mut start = [0; 13];
    if reader.read(&mut start[..1])? == 0 {
        return Ok(None);
    }
    reader.read_exact(&mut start[1..])?;
    let [m0, m1, m2, m3, kind, h0, h1, h2, h3, b0, b1, b2, b3] = start;
    let head_length = u32::from_le_bytes([h0, h1, h2, h3]);
    let body_length = u32::from_le_bytes([b0, b1, b2, b3]);
    if [m0, m1, m2, m3] != MAGIC || head_length > LONGEST || body_length > LONGEST {
        return Err(garbage());
    }
    let mut head = vec![0; head_length as usize];
    reader.read_exact(&mut head)?;
    let mut samples = vec![0_i16; body_length as usize / 2];
    reader.read_exact(bytemuck::cast_slice_mut(&mut samples))?;
    let text = || String::from_utf8(head.clone()).map_err(|_| garbage());
    Ok(Some(match kind {
        0 => Message::Speak(text()?),
        1 => Message::Ready,
        2 => {
            let (sample_rate, words): (u32, Vec<TakeWord>) =
                serde_json::from_slice(&head).map_err(|_| garbage())?;
            Message::Spoken(Take {
                sample_rate,
                samples,
                words,
            })
        }
        3 => Message::Phonemes(text()?),
        4 => Message::Failed(text()?),
        5 => Message::Unavailable(text()?),
        _ => return Err(garbage()),
    }))
}

fn garbage() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, "it sent garbage")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn messages() -> impl Strategy<Value = Message> {
        let words = prop::collection::vec(("\\PC*", any::<u32>()), 0..5).prop_map(|words| {
            words
                .into_iter()
                .map(|(ipa, start)| TakeWord {
                    character: start,
                    start,
                    ipa,
                })
                .collect()
        });
        let samples = prop::collection::vec(any::<i16>(), 0..200);
        let takes = (any::<u32>(), samples, words).prop_map(|(sample_rate, samples, words)| {
            Message::Spoken(Take {
                sample_rate,
                samples,
                words,
            })
        });
        prop_oneof![
            ".*".prop_map(Message::Speak),
            Just(Message::Ready),
            takes,
            ".*".prop_map(Message::Phonemes),
            ".*".prop_map(Message::Failed),
            ".*".prop_map(Message::Unavailable),
        ]
    }

    proptest! {
        #[test]
        fn a_message_is_received_as_it_was_sent(sent in prop::collection::vec(messages(), 0..4)) {
            let mut pipe = Vec::new();
            for message in &sent {
                send(&mut pipe, message).expect("a vector takes all bytes");
            }
            let mut reader = pipe.as_slice();
            for message in sent {
                prop_assert_eq!(receive(&mut reader).expect("a valid message"), Some(message));
            }
            prop_assert_eq!(receive(&mut reader).expect("the end"), None);
        }

        #[test]
        fn random_bytes_are_never_a_take(bytes in prop::collection::vec(any::<u8>(), 1..80)) {
            prop_assume!(bytes[..4.min(bytes.len())] != MAGIC);
            prop_assert!(receive(bytes.as_slice()).is_err());
        }

        #[test]
        fn a_truncated_or_changed_frame_is_an_error(
            samples in prop::collection::vec(any::<i16>(), 1..50),
            cut in any::<prop::sample::Index>(),
        ) {
            let mut frame = Vec::new();
            let sent = Message::Spoken(Take { sample_rate: 22_050, samples, words: Vec::new() });
            send(&mut frame, &sent).expect("a vector takes all bytes");
            let cut = cut.index(frame.len());
            let received = receive(&frame[..cut]);
            prop_assert!(received.is_err() || (cut == 0 && matches!(received, Ok(None))));
            frame[4] = 9;
            prop_assert!(receive(frame.as_slice()).is_err());
        }
    }
}
