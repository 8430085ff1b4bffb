//! One connection: what a client asks, and what it is answered.
//!
//! `describe` is answered with `info`, `synthesize` with `audio-start`, `audio-chunk`s and
//! `audio-stop`. A text in chunks (`synthesize-start`, `-chunk`, `-stop`) is spoken sentence by
//! sentence as it comes, and ends with `synthesize-stopped`. An error is told, and ends the
//! connection: clients that know no errors wait for sound until then.

use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result, bail, ensure};
use serde_json::{Value, json};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpStream;
use tokio::net::tcp::{OwnedReadHalf, OwnedWriteHalf};
use tokio::sync::mpsc;
use tokio::task::spawn_blocking;
use tokio::time::timeout;

use super::event::{self, Event};
use super::info::info;
use super::sentences::{is_spoken, take};
use super::sound::{self, Block};
use super::voice;
use crate::server::site::Site;
use crate::server::speech::LONGEST;
use crate::server::speech::voices::Asked;

/// How long a client may be silent between two events, or between two chunks of a text.
const IDLE: Duration = Duration::from_secs(300);

/// How long an event may take once it has begun, and how long a client may take what is sent.
const EVENT: Duration = Duration::from_secs(20);

/// How long one text may be spoken: a client that takes its sound slowly keeps others waiting.
const SPEAKING: Duration = Duration::from_secs(600);

/// How many blocks of sound wait for the client.
const AHEAD: usize = 16;

struct Conversation {
    site: Arc<Site>,
    reader: BufReader<OwnedReadHalf>,
    writer: OwnedWriteHalf,
    /// A text that comes in chunks.
    coming: Option<Coming>,
}

struct Coming {
    voice: Asked,
    /// What is not spoken yet.
    text: String,
    /// The bytes that have come so far.
    length: usize,
}

impl Coming {
    /// Adds a chunk, and returns what can be spoken now.
    fn add(&mut self, chunk: &str) -> Result<Option<(String, Asked)>> {
        self.length += chunk.len();
        ensure!(self.length < LONGEST, "the text is too long");
        self.text += chunk;
        Ok(take(&mut self.text).map(|text| (text, self.voice.clone())))
    }
}

/// Talks with a client until it goes, or makes a mistake.
pub(super) async fn hold(stream: TcpStream, site: Arc<Site>) {
    let (reader, writer) = stream.into_split();
    let mut conversation = Conversation {
        site,
        reader: BufReader::new(reader),
        writer,
        coming: None,
    };
    if let Err(error) = conversation.go_on().await {
        let error = json!({"text": format!("{error:#}"), "code": "error"});
        // It may have gone.
        let _ = conversation.send("error", &error, &[]).await;
    }
    let _ = conversation.writer.shutdown().await;
}

impl Conversation {
    async fn go_on(&mut self) -> Result<()> {
        loop {
            let begun = timeout(IDLE, self.reader.fill_buf()).await;
            let Ok(Ok(_)) = begun else { return Ok(()) };
            let event = timeout(EVENT, event::read(&mut self.reader)).await;
            match event.context("the event takes too long")?? {
                Some(event) => self.answer(event).await?,
                None => return Ok(()),
            }
        }
    }

    async fn answer(&mut self, Event { kind, data }: Event) -> Result<()> {
        match &*kind {
            "describe" => {
                let info = info(&self.site.options.voices);
                self.send("info", &info, &[]).await
            }
            "ping" => self.send("pong", &Value::Object(data), &[]).await,
            // The whole text once more, for servers that do not know chunks.
            "synthesize" if self.coming.is_some() => Ok(()),
            "synthesize" => {
                let voice = self.voice(&data)?;
                let text = text(&data)?;
                ensure!(is_spoken(text), "there is nothing to say");
                self.speak(text.to_owned(), voice).await
            }
            "synthesize-start" => {
                self.coming = Some(Coming {
                    voice: self.voice(&data)?,
                    text: String::new(),
                    length: 0,
                });
                Ok(())
            }
            "synthesize-chunk" => {
                let coming = self.coming.as_mut();
                let coming = coming.context("a chunk came before its start")?;
                match coming.add(text(&data)?)? {
                    Some((text, voice)) => self.speak(text, voice).await,
                    None => Ok(()),
                }
            }
            "synthesize-stop" => {
                if let Some(coming) = self.coming.take().filter(|it| is_spoken(&it.text)) {
                    self.speak(coming.text, coming.voice).await?;
                }
                self.send("synthesize-stopped", &Value::Null, &[]).await
            }
            // There are more every year.
            _ => Ok(()),
        }
    }

    /// The voice that an event asks for.
    fn voice(&self, data: &serde_json::Map<String, Value>) -> Result<Asked> {
        let format = data.get("text_format").and_then(Value::as_str);
        let is_ssml = format == Some("ssml");
        ensure!(!is_ssml, "SSML is not read");
        voice::asked(data.get("voice"), &self.site.options.voices)
    }

    async fn speak(&mut self, text: String, voice: Asked) -> Result<()> {
        let site = self.site.clone();
        let _turn = site.speaking.acquire().await?;
        let program = site.options.program.clone();
        let (sender, mut blocks) = mpsc::channel(AHEAD);
        let spoken = spawn_blocking(move || sound::speak(&program, text, &voice, &sender));
        let sent = timeout(SPEAKING, self.forward(&mut blocks)).await;
        // Where the client has gone, this ends the child.
        drop(blocks);
        let spoken = spoken.await.context("a thread was lost").flatten();
        let samples = sent.context("the text takes too long")??;
        spoken?;
        let Some((sample_rate, samples)) = samples else {
            bail!("there is nothing to say");
        };
        let end = json!({"timestamp": milliseconds(samples, sample_rate)});
        self.send("audio-stop", &end, &[]).await
    }

    /// Sends sound, and returns its rate and its length in samples; `None` where there is none.
    async fn forward(&mut self, blocks: &mut mpsc::Receiver<Block>) -> Result<Option<(u32, u64)>> {
        let mut sent = None;
        while let Some(Block { sample_rate, bytes }) = blocks.recv().await {
            let format = |samples: u64| {
                let timestamp = milliseconds(samples, sample_rate);
                json!({"rate": sample_rate, "width": 2, "channels": 1, "timestamp": timestamp})
            };
            if sent.is_none() {
                self.send("audio-start", &format(0), &[]).await?;
            }
            let (_, samples) = sent.unwrap_or_default();
            self.send("audio-chunk", &format(samples), &bytes).await?;
            sent = Some((sample_rate, samples + bytes.len() as u64 / 2));
        }
        Ok(sent)
    }

    async fn send(&mut self, kind: &str, data: &Value, payload: &[u8]) -> Result<()> {
        let bytes = event::written(kind, data, payload);
        timeout(EVENT, self.writer.write_all(&bytes)).await??;
        Ok(())
    }
}

fn text(data: &serde_json::Map<String, Value>) -> Result<&str> {
    let text = data.get("text").and_then(Value::as_str);
    let text = text.context("the event has no 'text'")?;
    ensure!(text.len() < LONGEST, "the text is too long");
    Ok(text)
}

fn milliseconds(samples: u64, sample_rate: u32) -> u64 {
    samples * 1000 / u64::from(sample_rate.max(1))
}
