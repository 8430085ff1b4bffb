//! `playlist.m3u8`: the sections in order, with titles and lengths, for players.

use std::io::{self, Write};

use anyhow::Result;

use super::SectionRecord;
use super::folder::Folder;
use crate::speech::SAMPLE_RATE;

/// The name of the file.
pub const FILE: &str = "playlist.m3u8";

/// Writes the playlist, in UTF-8, with file names relative to it.
///
/// # Errors
/// The file cannot be written.
pub fn write(folder: &Folder, title: Option<&str>, records: &[SectionRecord]) -> Result<()> {
    folder.write_whole(FILE, |file| Ok(write_to(file, title, records)?))
}

fn write_to(
    mut file: impl Write,
    title: Option<&str>,
    records: &[SectionRecord],
) -> io::Result<()> {
    writeln!(file, "#EXTM3U")?;
    if let Some(title) = title {
        writeln!(file, "#PLAYLIST:{}", one_line(title))?;
    }
    for record in records {
        // Whole seconds: what the format was made for, and what all players read.
        let seconds = (record.samples + u64::from(SAMPLE_RATE) / 2) / u64::from(SAMPLE_RATE);
        let heading = record.heading.as_deref().unwrap_or(&record.file);
        writeln!(file, "#EXTINF:{seconds},{}", one_line(heading))?;
        writeln!(file, "{}", record.file)?;
    }
    Ok(())
}

/// A control character would end the line or worse.
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
            number,
            heading: heading.map(str::to_owned),
            file: format!("0{number}.wav"),
            key: String::new(),
            samples,
            bytes: 0,
            sha256: String::new(),
            failed: 0,
        };
        let mut file = Vec::new();
        let records = [
            record(1, Some("L'été\0"), 22_050 * 90 + 12_000),
            record(2, None, 10),
        ];
        write_to(&mut file, Some("L'été"), &records).expect("a vector takes all");
        insta::assert_snapshot!(String::from_utf8(file).expect("UTF-8"), @r"
        #EXTM3U
        #PLAYLIST:L'été
        #EXTINF:91,L'été 
        01.wav
        #EXTINF:0,02.wav
        02.wav
        ");
    }
}
