//! `lismoi voices remove`: deletes a voice that the user has added.

use std::io::Write;

use anyhow::{Context, Result};
use lismoi_speech::installed;

use super::folder;
use crate::exit_code::Exit;
use crate::message::VoiceError;

/// Deletes the voice and prints its name.
///
/// # Errors
/// There is no such voice, or it cannot be deleted.
pub(super) fn run(name: &str, out: &mut impl Write) -> Result<Exit> {
    let voice =
        installed::find(&folder()?, name)?.ok_or_else(|| VoiceError::NotAdded(name.to_owned()))?;
    installed::remove(&voice).with_context(|| format!("could not remove '{}'", voice.name))?;
    writeln!(out, "{}", tr!("voice-removed", name = voice.name))?;
    Ok(Exit::Done)
}
