//! Errors that tell the user what to do.

/// An error and its remedy, printed as `error:` and `hint:`.
#[derive(Debug, thiserror::Error)]
#[error("{message}")]
pub struct WithHint {
    /// What went wrong.
    pub message: String,
    /// What the user can do about it.
    pub hint: String,
}

impl WithHint {
    /// An error with this message and hint.
    pub fn new(message: impl Into<String>, hint: impl Into<String>) -> Self {
        WithHint {
            message: message.into(),
            hint: hint.into(),
        }
    }
}
