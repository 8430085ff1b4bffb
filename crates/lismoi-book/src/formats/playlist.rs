//! `playlist.m3u8`: the sections in order, with titles and lengths, for players.

use std::io::Write;

use anyhow::Result;

use super::FileFormat;
use crate::build::folder::Folder;
use crate::build::plan::Plan;
use crate::manifest::records::SectionRecord;

/// The playlist of the WAV files.
pub const FILE: &str = "playlist.m3u8";

/// The name of the playlist of files in another format.
pub fn file(format: &FileFormat) -> String {
    format!("playlist-{}.m3u8", format.ending)
}

/// Writes the playlist, in UTF-8, with file names relative to it.
///
/// # Errors
/// The file cannot be written.
pub fn write(folder: &Folder, plan: &Plan<'_>, records: &[SectionRecord]) -> Result<()> {
    let title = plan.metadata.title.as_deref();
    let text = text(title, records, plan.engine.sample_rate, "wav");
    folder.write_whole(FILE, |file| Ok(file.write_all(text.as_bytes())?))
}

/// The content of the playlist of files with this ending.
pub fn text(
    title: Option<&str>,
    records: &[SectionRecord],
    sample_rate: u32,
    ending: &str,
) -> String {
    let mut text = "#EXTM3U\n".to_owned();
    if let Some(title) = title {
        text += &format!("#PLAYLIST:{}\n", one_line(title));
    }
    for record in records {
        // Whole seconds, which all players read.
        let rate = u64::from(sample_rate);
        let seconds = (record.samples + rate / 2) / rate;
        let stem = record.file.strip_suffix(".wav").unwrap_or(&record.file);
        let heading = record.heading.as_deref().unwrap_or(stem);
        text += &format!("#EXTINF:{seconds},{}\n{stem}.{ending}\n", one_line(heading));
    }
    text
}

/// Replaces control characters: they would end the line, or worse.
fn one_line(text: &str) -> String {
    text.chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_playlist_has_titles_and_whole_seconds() {
        let record = |number, heading: Option<&str>, samples| SectionRecord {
            measured: Vec::new(),
            voice_fingerprint: String::new(),
            cues_sha256: String::new(),
            number,
            heading: heading.map(str::to_owned),
            level: 2,
            file: format!("0{number}.wav"),
            fingerprint: String::new(),
            samples,
            bytes: 0,
            sha256: String::new(),
            failed: 0,
        };
        let records = [
            record(1, Some("L'été\0"), 22_050 * 90 + 12_000),
            record(2, None, 10),
        ];
        insta::assert_snapshot!(text(Some("L'été"), &records, 22_050, "mp3"), @r"
        #EXTM3U
        #PLAYLIST:L'été
        #EXTINF:91,L'été 
        01.mp3
        #EXTINF:0,02
        02.mp3
        ");
    }
}
