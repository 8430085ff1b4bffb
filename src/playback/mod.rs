//! Sound to the loudspeaker.

use thiserror::Error;

#[cfg(feature = "playback")]
mod pulse;

/// The loudspeaker cannot be used.
#[derive(Debug, Error)]
pub enum PlaybackError {
    /// No sound server answers.
    #[error("no sound server answers on this machine")]
    NoServer,
    /// The sound server fails.
    #[error("the sound server fails: {0}")]
    Server(String),
    /// The program was built without it.
    #[error("this program was built without the feature '{0}'")]
    NotBuilt(&'static str),
}

/// Plays what `source` fills in, one channel of 16 bits, and returns when it has filled in
/// nothing and all of it was heard. A pause is silence.
///
/// # Errors
/// There is no sound server, or it fails.
#[cfg(feature = "playback")]
pub fn play(
    sample_rate: u32,
    source: impl FnMut(&mut [i16]) -> usize + Send + 'static,
) -> Result<(), PlaybackError> {
    pulse::play(sample_rate, source)
}

/// # Errors
/// Always: this build has no loudspeaker.
#[cfg(not(feature = "playback"))]
pub fn play(
    _: u32,
    _: impl FnMut(&mut [i16]) -> usize + Send + 'static,
) -> Result<(), PlaybackError> {
    Err(PlaybackError::NotBuilt("playback"))
}
