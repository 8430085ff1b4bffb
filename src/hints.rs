//! What to do about an error.

use std::io;

use anyhow::Error;
use lismoi_audio::encode::cover::read::{CoverError, ImageError};
use lismoi_audio::encode::options::OptionError;
use lismoi_book::build::error::BuildError;
use lismoi_book::manifest::read::NotOurs;
use lismoi_files::FileError;
use lismoi_french::LexiconError;
use lismoi_library::feed::publish::NoBase;
use lismoi_library::owned::Foreign;
use lismoi_readers::ReadError;
use lismoi_speech::installed::{AddError, FilesError};
use lismoi_speech::piper::config::ConfigError;
use lismoi_speech::piper::voice::PiperError;
use lismoi_speech::voice::UnknownVoice;

use crate::config::trust::NotTrusted;
use crate::input::similar::Misnamed;
use crate::localization::errors::translated;
use crate::message::{ArticleError, VoiceError};
use crate::playback::PlaybackError;

/// What a person can do about an error, if anything.
pub(crate) fn hint(error: &Error) -> Option<String> {
    // Of the error itself or of what was said about it.
    if error.is::<UnknownVoice>() || error.is::<VoiceError>() {
        return Some(tr!("hint-voices"));
    }
    match error.downcast_ref::<CoverError>() {
        Some(CoverError::TooLarge { .. }) => {
            return Some(tr!("hint-cover-size"));
        }
        Some(CoverError::Unusable {
            source: ImageError::TooManyPixels { .. },
            ..
        }) => return Some(tr!("hint-cover-size")),
        Some(CoverError::Unusable { .. }) => return Some(tr!("hint-cover-format")),
        Some(CoverError::Unreadable { .. }) | None => {}
    }
    if let Some(Misnamed { similar, .. }) = error.downcast_ref() {
        return Some(tr!("usage-suggestion", meant = similar.as_str()));
    }
    if error.is::<NotTrusted>() {
        return Some(tr!("hint-trust"));
    }
    if let Some(PlaybackError::NoServer) = error.downcast_ref() {
        return Some(tr!("hint-loudspeaker"));
    }
    if error.is::<NoBase>() {
        return Some(tr!("hint-feed-base"));
    }
    if let Some(hint) = source_hint(error) {
        return Some(hint);
    }
    if error.is::<Foreign>() {
        return Some(tr!("hint-foreign"));
    }
    if let Some(error) = error.downcast_ref::<OptionError>() {
        return Some(translated(&error.hint).into_owned());
    }
    if let Some(error) = error.downcast_ref::<BuildError>() {
        return Some(build_hint(error));
    }
    if let Some(error) = error.downcast_ref::<ArticleError>() {
        return Some(article_hint(error));
    }
    if let Some(hint) = add_hint(error).or_else(|| download_hint(error)) {
        return Some(hint);
    }
    if is_without_token(error) {
        return Some(tr!("hint-token"));
    }
    for cause in error.chain() {
        if let Some(error) = cause.downcast_ref::<ReadError>() {
            return error.hint().map(|hint| translated(hint).into_owned());
        }
        if let Some(NotOurs::Damaged { .. }) = cause.downcast_ref::<NotOurs>() {
            return Some(tr!("hint-damaged-manifest"));
        }
        if cause.is::<LexiconError>() {
            return Some(tr!("hint-lexicon"));
        }
        if let Some(error) = cause.downcast_ref::<io::Error>() {
            if let Some(error) = FileError::of(error) {
                return Some(file_hint(error));
            }
            return match error.kind() {
                io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
                    Some(tr!("hint-space"))
                }
                io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
                    Some(tr!("hint-permissions"))
                }
                _ => None,
            };
        }
    }
    None
}

fn file_hint(error: FileError) -> String {
    match error {
        FileError::Link | FileError::Shared => tr!("hint-link"),
        FileError::Pipe | FileError::Irregular => tr!("hint-not-a-file"),
        FileError::TooLarge(_) => tr!("hint-too-large"),
    }
}

fn build_hint(error: &BuildError) -> String {
    match error {
        BuildError::UnusableManifest(_) => tr!("hint-manifest"),
        BuildError::OtherArticle(_) | BuildError::ForeignFile(_) => {
            tr!("hint-folder")
        }
        BuildError::ForeignExport => tr!("hint-force"),
        BuildError::Moved(_) => tr!("hint-moved"),
        BuildError::NothingSpoken(_) => tr!("hint-doctor"),
    }
}

fn article_hint(error: &ArticleError) -> String {
    match error {
        ArticleError::AllSkipped(_) => {
            tr!("hint-all-skipped")
        }
        ArticleError::FormatName(_) => {
            tr!("hint-format-list")
        }
        ArticleError::SameFolder { .. } => tr!("hint-rename"),
    }
}

/// What to do about a voice that could not be added or used.
fn add_hint(error: &Error) -> Option<String> {
    match error.downcast_ref() {
        Some(PiperError::NotFrench { .. }) => {
            return Some(tr!("hint-any-language-use"));
        }
        Some(PiperError::Config(ConfigError::Missing(_))) => {
            return Some(tr!("hint-config-beside"));
        }
        Some(PiperError::NoSpeaker { .. }) => {
            return Some(tr!("hint-speakers"));
        }
        _ => {}
    }
    let add = error.downcast_ref::<AddError>();
    let files = match add {
        Some(AddError::Files(files)) => Some(files),
        _ => error.downcast_ref(),
    };
    match (add, files) {
        (Some(AddError::NotFrench { .. }), _) => Some(tr!("hint-any-language-add")),
        (Some(AddError::Exists(_)), _) => Some(tr!("hint-remove-voice")),
        (Some(AddError::BadName(_)), _) => Some(tr!("hint-voice-name")),
        (_, Some(FilesError::NoConfig { .. })) => Some(tr!("hint-config-beside")),
        (_, Some(FilesError::SeveralModels(_))) => Some(tr!("hint-one-model")),
        _ => None,
    }
}

/// What to do about a source that cannot be read.
#[cfg(feature = "web")]
fn source_hint(error: &Error) -> Option<String> {
    use lismoi_library::sources::error::SourceError;
    use lismoi_library::sources::secrets::Exposed;
    if error.is::<Exposed>() {
        return Some(tr!("hint-secrets"));
    }
    match error.downcast_ref()? {
        SourceError::Fetch(error) => Some(fetch_hint(error)?),
        SourceError::Status {
            status: 400 | 401 | 403,
            ..
        } => Some(tr!("hint-account")),
        SourceError::Status { .. } => Some(tr!("hint-source-later")),
        SourceError::Answer(_) => Some(tr!("hint-check-address")),
        SourceError::Feed { source, .. } => source.hint().map(|hint| translated(hint).into_owned()),
    }
}

#[cfg(not(feature = "web"))]
fn source_hint(_: &Error) -> Option<String> {
    None
}

#[cfg(feature = "serve")]
fn is_without_token(error: &Error) -> bool {
    error.is::<lismoi_library::server::TokenError>()
}

#[cfg(not(feature = "serve"))]
fn is_without_token(_: &Error) -> bool {
    false
}

/// What to do about an address that could not be downloaded.
#[cfg(feature = "web")]
fn download_hint(error: &Error) -> Option<String> {
    fetch_hint(error.downcast_ref()?)
}

#[cfg(feature = "web")]
fn fetch_hint(error: &lismoi_fetch::FetchError) -> Option<String> {
    use lismoi_fetch::FetchError;
    Some(match error {
        FetchError::PrivateNetwork { .. } => tr!("hint-private"),
        FetchError::Status {
            status: 401 | 402 | 403 | 429,
            ..
        } => tr!("hint-save-page"),
        FetchError::Status { .. } => tr!("hint-check-address"),
        FetchError::TooLarge { .. } => tr!("hint-browser"),
        FetchError::Failed { .. } => tr!("hint-connection"),
        FetchError::Write { .. } => return None,
    })
}

#[cfg(not(feature = "web"))]
fn download_hint(_: &Error) -> Option<String> {
    None
}
