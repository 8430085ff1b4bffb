//! Why a source cannot be read.

use lismoi_fetch::FetchError;
use lismoi_readers::ReadError;

/// Why a source cannot be read, or be told something. No secret is in it.
#[derive(Debug, thiserror::Error)]
pub enum SourceError {
    /// Nothing was received.
    #[error(transparent)]
    Fetch(#[from] FetchError),
    /// The server refuses, or is overloaded.
    #[error("'{address}': the server answered {status}")]
    Status {
        /// What was asked for.
        address: String,
        /// The HTTP status.
        status: u16,
        /// How long it asks to be left alone, in seconds.
        retry_after_s: Option<u64>,
    },
    /// The answer is not one of such a service.
    #[error("'{0}' does not answer as such a service does")]
    Answer(String),
    /// The feed cannot be read.
    #[error("could not read '{address}'")]
    Feed {
        /// Its address.
        address: String,
        /// The cause.
        source: ReadError,
    },
}

impl SourceError {
    /// How long the server asks to be left alone, in seconds.
    pub fn retry_after_s(&self) -> Option<u64> {
        match self {
            SourceError::Status { retry_after_s, .. } => *retry_after_s,
            _ => None,
        }
    }
}
