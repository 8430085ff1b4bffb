//! Captions in, a file of the form that was asked for out.

use std::io::Write;

use anyhow::Result;

use super::{Caption, CaptionForm, Recording, lrc, srt, vtt, words};

/// Writes the captions of one audio file.
///
/// # Errors
/// Those of the captions and of the writer.
pub fn write(
    form: CaptionForm,
    writer: &mut impl Write,
    captions: impl Iterator<Item = Result<Caption>>,
    recording: Recording<'_>,
) -> Result<()> {
    match form {
        CaptionForm::Srt => srt::write(writer, captions, recording),
        CaptionForm::Vtt => vtt::write(writer, captions, recording, vtt::Detail::Sentences),
        CaptionForm::WordVtt => vtt::write(writer, captions, recording, vtt::Detail::Words),
        CaptionForm::Lrc => lrc::write(writer, captions, recording),
        CaptionForm::WordJson => words::write(writer, captions, recording),
    }
}
