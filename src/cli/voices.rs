//! `lismoi voices` and its commands.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::examples;

/// What to do with voices.
#[derive(Debug, Subcommand)]
pub enum VoicesCommand {
    /// List the voices
    List {
        /// List every variant of eSpeak NG
        #[arg(long)]
        all: bool,
    },
    /// Add a Piper voice
    ///
    /// A voice is a model (NAME.onnx), its configuration (NAME.onnx.json) and, best, a
    /// MODEL_CARD that names the licence. It is copied into your data folder
    /// (~/.local/share/lismoi/voices on Linux).
    #[command(after_help = examples::ADD_VOICE)]
    Add(AddVoice),
    /// Remove a voice that was added
    Remove {
        /// Name of the voice
        name: String,
    },
}

/// A voice to add.
#[derive(Debug, Args)]
pub struct AddVoice {
    /// NAME.onnx, a folder with one, or the address of one
    #[arg(value_name = "FILE|FOLDER|URL")]
    pub source: PathBuf,
    /// Add it even if it does not speak French
    #[arg(long)]
    pub any_language: bool,
    /// Allow addresses in your own network
    #[arg(long)]
    pub allow_private: bool,
}
