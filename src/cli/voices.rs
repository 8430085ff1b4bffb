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
    /// Speak a sentence in a voice, and write NAME.wav
    #[command(after_help = examples::TRY_VOICE)]
    Try(TryVoice),
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

/// A voice to try.
#[derive(Debug, Args)]
pub struct TryVoice {
    /// Name of the voice, as for --voice
    #[arg(required_unless_present = "all", conflicts_with = "all")]
    pub name: Option<String>,
    /// What to say [default: two sentences with a date]
    pub text: Option<String>,
    /// Try every voice, one file each
    #[arg(long)]
    pub all: bool,
    /// Folder to write to
    #[arg(short, long, value_name = "DIR", default_value = ".")]
    pub output: PathBuf,
}
