//! Messages to a person, on standard error: errors and what to do about them.

use std::io::{self, Write};
use std::path::PathBuf;

use anstyle::{AnsiColor, Style};
use anyhow::Error;
use lismoi_audio::encode::cover::read::CoverError;
use lismoi_audio::encode::options::OptionError;
use lismoi_book::build::error::BuildError;
use lismoi_book::build::observer::Failure;
use lismoi_readers::ReadError;
use lismoi_speech::installed::{AddError, FilesError};
use lismoi_speech::piper::config::ConfigError;
use lismoi_speech::piper::voice::PiperError;
use lismoi_speech::voice::UnknownVoice;

/// An article that cannot be read aloud, though there is something to do about it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ArticleError {
    /// It has words, but all of them are skipped.
    #[error("nothing to read aloud in '{}'", .0.display())]
    AllSkipped(PathBuf),
    /// It is the name of a format, and no file.
    #[error("there is no file '{0}'")]
    FormatName(&'static str),
    /// An earlier article of this run has the same folder.
    #[error("'{}' would be written to '{}' as well", .path.display(), .folder.display())]
    SameFolder {
        /// The article.
        path: PathBuf,
        /// The folder.
        folder: PathBuf,
    },
}

/// A voice that cannot be used or removed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum VoiceError {
    /// No voice of this name was added.
    #[error("no voice '{0}' was added")]
    NotAdded(String),
}

const ERROR: Style = AnsiColor::Red.on_default().bold();
const WARNING: Style = AnsiColor::Yellow.on_default().bold();
const HINT: Style = AnsiColor::Cyan.on_default().bold();

/// Prints an error with its causes, and what to do about it where that is known.
pub fn error(error: &Error) {
    let message = error
        .chain()
        .map(|cause| without_number(&cause.to_string()).to_owned())
        .collect::<Vec<_>>()
        .join(": ")
        // A file may be called anything; the terminal must not obey it.
        .replace(|c: char| c.is_control() && c != '\n', "\u{FFFD}");
    print(&format!("{ERROR}error:{ERROR:#} {message}"));
    if let Some(hint) = hint(error) {
        print(&format!("{HINT}hint:{HINT:#} {hint}"));
    }
}

/// Prints a warning.
pub fn warning(message: &str) {
    print(&format!("{WARNING}warning:{WARNING:#} {message}"));
}

/// Prints which utterance could not be spoken.
pub fn failure(failure: &Failure) {
    let Failure {
        line,
        text,
        file,
        reason,
    } = failure;
    let text = shortened(text);
    print(&format!(
        "{ERROR}error:{ERROR:#} could not speak {text} (line {line}, in '{file}'): {reason}"
    ));
}

/// What to do about a voice that could not be added or used.
fn add_hint(error: &Error) -> Option<&'static str> {
    match error.downcast_ref() {
        Some(PiperError::NotFrench { .. }) => {
            return Some("use --any-language to use it all the same");
        }
        Some(PiperError::Config(ConfigError::Missing(_))) => {
            return Some("download the .onnx.json from the same place as the .onnx");
        }
        Some(PiperError::NoSpeaker { .. }) => {
            return Some("its .onnx.json lists the speakers in 'speaker_id_map'");
        }
        _ => {}
    }
    let add = error.downcast_ref::<AddError>();
    let files = match add {
        Some(AddError::Files(files)) => Some(files),
        _ => error.downcast_ref(),
    };
    match (add, files) {
        (Some(AddError::NotFrench { .. }), _) => Some("use --any-language to add it all the same"),
        (Some(AddError::Exists(_)), _) => Some("remove it first with `lismoi voices remove`"),
        (Some(AddError::BadName(_)), _) => {
            Some("rename its files: letters, digits, '-', '_' and '.'")
        }
        (_, Some(FilesError::NoConfig { .. })) => {
            Some("download the .onnx.json from the same place as the .onnx")
        }
        (_, Some(FilesError::SeveralModels(_))) => Some("name one of the files"),
        _ => None,
    }
}

/// What to do about an address that could not be downloaded.
#[cfg(feature = "web")]
fn download_hint(error: &Error) -> Option<&'static str> {
    use lismoi_fetch::FetchError;
    Some(match error.downcast_ref()? {
        FetchError::PrivateNetwork { .. } => "if the server is yours, use --allow-private",
        FetchError::Status {
            status: 401 | 402 | 403 | 429,
            ..
        } => "open it in a browser, save the page, and give the file to lismoi",
        FetchError::Status { .. } => "check the address in a browser",
        FetchError::TooLarge { .. } => "download it with a browser, and give the file to lismoi",
        FetchError::Failed { .. } => "check the address and the connection",
        FetchError::Write { .. } => return None,
    })
}

#[cfg(not(feature = "web"))]
fn download_hint(_: &Error) -> Option<&'static str> {
    None
}

/// Whoever closed standard error does not want it.
fn print(line: &str) {
    let _ = writeln!(anstream::stderr(), "{line}");
}

/// "No such file or directory (os error 2)" without the number, which helps nobody.
fn without_number(message: &str) -> &str {
    message
        .find(" (os error ")
        .map_or(message, |end| &message[..end])
}

fn hint(error: &Error) -> Option<String> {
    // Of the error itself or of what was said about it.
    if error.is::<UnknownVoice>() || error.is::<VoiceError>() {
        return Some("run `lismoi voices` for the list".to_owned());
    }
    match error.downcast_ref::<CoverError>() {
        Some(CoverError::TooLarge { .. }) => {
            return Some("1400 x 1400 pixels are plenty".to_owned());
        }
        Some(CoverError::Unusable { .. }) => return Some("save it as PNG or JPEG".to_owned()),
        Some(CoverError::Unreadable { .. }) | None => {}
    }
    if let Some(error) = error.downcast_ref::<OptionError>() {
        return Some(error.hint.clone());
    }
    if let Some(error) = error.downcast_ref::<BuildError>() {
        return Some(build_hint(error).to_owned());
    }
    if let Some(error) = error.downcast_ref::<ArticleError>() {
        return Some(article_hint(error).to_owned());
    }
    if let Some(hint) = add_hint(error).or_else(|| download_hint(error)) {
        return Some(hint.to_owned());
    }
    for cause in error.chain() {
        if let Some(error) = cause.downcast_ref::<ReadError>() {
            return error.hint().map(str::to_owned);
        }
        if let Some(error) = cause.downcast_ref::<io::Error>() {
            return match error.kind() {
                io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
                    Some("free some space; the next run resumes from here".to_owned())
                }
                io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
                    Some("check the permissions, or use -o to write into another folder".to_owned())
                }
                _ => None,
            };
        }
    }
    None
}

fn build_hint(error: &BuildError) -> &'static str {
    match error {
        BuildError::UnusableManifest(_) => "move it away, or use --force to replace it",
        BuildError::OtherArticle(_) | BuildError::ForeignFile(_) => {
            "use -o to write into another folder, or --force to replace it"
        }
        BuildError::ForeignExport => "use --force to replace it",
        BuildError::NothingSpoken(_) => "run `lismoi doctor`",
    }
}

fn article_hint(error: &ArticleError) -> &'static str {
    match error {
        ArticleError::AllSkipped(_) => {
            "all of it is skipped; `lismoi show blocks` tells why, and --keep-all reads it"
        }
        ArticleError::FormatName(_) => {
            "formats are separated by commas without spaces: --format mp3,srt"
        }
        ArticleError::SameFolder { .. } => "rename one of the two articles",
    }
}

/// A text for one line of a terminal, between quotation marks.
pub fn shortened(text: &str) -> String {
    const LONGEST: usize = 60;
    // A control character could change the terminal.
    let text: String = text.chars().filter(|c| !c.is_control()).collect();
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("\"{}…\"", &text[..end]),
        None => format!("\"{text}\""),
    }
}
