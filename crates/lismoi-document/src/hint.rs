//! An error that says what to do about it.

/// An error with something to do about it: printed as `error:` and `hint:`.
#[derive(Debug, thiserror::Error)]
#[error("{message}")]
pub struct WithHint {
    /// What went wrong.
    pub message: String,
    /// What to do.
    pub hint: String,
}

impl WithHint {
    /// An error of this message and hint.
    pub fn new(message: impl Into<String>, hint: impl Into<String>) -> Self {
        WithHint {
            message: message.into(),
            hint: hint.into(),
        }
    }
}
