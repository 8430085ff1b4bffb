//! A text as sound while it is spoken, from a child process.

use std::io::{Read, Write};
use std::process::{Child, Stdio};
use std::thread;

use anyhow::{Context, Result, bail, ensure};
use lismoi_audio::wav;
use tokio::sync::mpsc::Sender;

use crate::server::Program;
use crate::server::speech::reason;
use crate::server::speech::voices::Asked;

/// How much sound is sent at a time, in bytes: a fifth of a second at 22,050 Hz.
const BLOCK: u64 = 8 * 1024;

/// Sound of one channel, 16 bits, little-endian.
#[derive(Debug)]
pub(super) struct Block {
    /// The sample rate, in hertz.
    pub(super) sample_rate: u32,
    /// The samples.
    pub(super) bytes: Vec<u8>,
}

/// Speaks a text, and sends its sound. Where nobody wants it any more, it stops.
///
/// # Errors
/// The text cannot be spoken.
pub(super) fn speak(
    program: &Program,
    text: String,
    voice: &Asked,
    sound: &Sender<Block>,
) -> Result<()> {
    let mut arguments = vec!["say", "-", "--from", "paragraphs", "--output", "-"];
    if let Asked::Named(name) = voice {
        arguments.extend(["--voice", name]);
    }
    let mut child = program
        .command(&arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()?;
    let mut stdin = child.stdin.take().context("a pipe was lost")?;
    let mut stderr = child.stderr.take().context("a pipe was lost")?;
    let writer = thread::spawn(move || {
        // A program that does not want the rest says why.
        let _ = stdin.write_all(text.as_bytes());
    });
    let errors = thread::spawn(move || {
        let mut text = Vec::new();
        let _ = stderr.read_to_end(&mut text);
        text
    });
    let is_wanted = forward(&mut child, sound);
    if !matches!(is_wanted, Ok(true)) {
        let _ = child.kill();
    }
    let status = child.wait()?;
    let _ = writer.join();
    let errors = errors.join().unwrap_or_default();
    if is_wanted? && !status.success() {
        bail!("{}", reason(&errors));
    }
    Ok(())
}

/// Sends what the child prints; `false` where nobody wants it.
fn forward(child: &mut Child, sound: &Sender<Block>) -> Result<bool> {
    let mut stdout = child.stdout.take().context("a pipe was lost")?;
    let mut head = Vec::new();
    (&mut stdout).take(HEAD as u64).read_to_end(&mut head)?;
    if head.is_empty() {
        return Ok(true);
    }
    let rate = head
        .get(RATE..RATE + 4)
        .and_then(|rate| rate.try_into().ok());
    let sample_rate = rate.map(u32::from_le_bytes).unwrap_or_default();
    ensure!(head == wav::header_of_stream(sample_rate), "it is no sound");
    loop {
        let mut bytes = Vec::with_capacity(BLOCK as usize);
        (&mut stdout).take(BLOCK).read_to_end(&mut bytes)?;
        if bytes.is_empty() {
            return Ok(true);
        }
        if sound.blocking_send(Block { sample_rate, bytes }).is_err() {
            return Ok(false);
        }
    }
}

/// The length of the head of a WAV stream, and the place of the sample rate in it, in bytes.
const HEAD: usize = 44;
const RATE: usize = 24;
