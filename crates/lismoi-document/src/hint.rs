//! Errors with a remedy for the user.

/// An error and its remedy, printed as `error:` and `hint:`.
#[derive(Debug, thiserror::Error)]
#[error("{message}")]
pub struct WithHint {
    /// The problem.
    pub message: String,
    /// The remedy, as an instruction to the user.
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
