//! Our files as other programs hear and read them. `None`, with a message, where the
//! program is not installed.

use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::tools;

/// Where a chapter starts, in seconds, and its title.
pub(crate) type Chapters = Vec<(f64, String)>;

/// What a program printed about a file, which it must read without complaint.
fn printed(command: &mut Command, path: &Path) -> Option<Vec<u8>> {
    let program = command.get_program().to_owned();
    let Ok(output) = command.arg(path).output() else {
        let file = path.file_name().unwrap().display();
        let check = format!("{file} as {} reads it", program.display());
        tools::missing(&program.to_string_lossy(), &check);
        return None;
    };
    let message = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{}: {message}", path.display());
    assert_eq!(message, "", "{} of {}", program.display(), path.display());
    Some(output.stdout)
}

/// The samples that FFmpeg hears, at a rate.
pub(crate) fn decoded(path: &Path, rate: u32) -> Option<Vec<i16>> {
    // FFmpeg's options for what it writes stand behind the file.
    let script = format!("exec ffmpeg -v error -i \"$0\" -map 0:a -f s16le -ac 1 -ar {rate} -");
    let file = path.file_name().unwrap().display();
    if !tools::is_installed("ffmpeg", &format!("{file} as ffmpeg decodes it")) {
        return None;
    }
    let bytes = printed(Command::new("sh").args(["-c", &script]), path)?;
    let pair = |pair: &[u8]| i16::from_le_bytes([pair[0], pair[1]]);
    Some(bytes.chunks_exact(2).map(pair).collect())
}

/// What ffprobe finds in a file.
pub(crate) fn probed(path: &Path) -> Option<Value> {
    let mut command = Command::new("ffprobe");
    command.args(["-v", "error", "-of", "json"]);
    let json = printed(
        command.args(["-show_format", "-show_streams", "-show_chapters"]),
        path,
    )?;
    Some(serde_json::from_slice(&json).unwrap())
}

/// The chapters that ffprobe finds.
pub(crate) fn chapters_by_ffprobe(path: &Path) -> Option<Chapters> {
    let probed = probed(path)?;
    let chapter = |chapter: &Value| {
        let start = chapter["start_time"].as_str().unwrap().parse().unwrap();
        let title = chapter["tags"]["title"].as_str().unwrap_or_default();
        (start, title.to_owned())
    };
    let chapters = probed["chapters"].as_array().unwrap();
    Some(chapters.iter().map(chapter).collect())
}

/// The chapters that MediaInfo finds, once for each kind of them.
pub(crate) fn chapters_by_mediainfo(path: &Path) -> Option<Vec<Chapters>> {
    let json = printed(Command::new("mediainfo").arg("--Output=JSON"), path)?;
    let found: Value = serde_json::from_slice(&json).unwrap();
    let tracks = found["media"]["track"].as_array().unwrap().iter();
    let menus = tracks.filter(|track| track["@type"] == "Menu");
    // Hours, minutes, seconds and thousandths: "_00_00_09_666".
    let seconds = |name: &str| {
        let parts: Option<Vec<f64>> = name.strip_prefix('_').and_then(|name| {
            let parts = name.split('_').map(|part| part.parse().ok());
            parts.collect()
        });
        parts.map(|parts| (parts[0] * 60.0 + parts[1]) * 60.0 + parts[2] + parts[3] / 1000.0)
    };
    let menu = |menu: &Value| {
        let entries = menu["extra"].as_object().unwrap().iter();
        let chapters = entries.filter_map(|(name, title)| {
            let title = title.as_str().unwrap().to_owned();
            Some((seconds(name)?, title))
        });
        chapters.collect()
    };
    Some(menus.map(menu).collect())
}

/// The chapters of an MP3 file that Mutagen finds.
pub(crate) fn chapters_by_mutagen(path: &Path) -> Option<Chapters> {
    const SCRIPT: &str = "import json, sys; from mutagen.id3 import ID3; \
        tags = ID3(sys.argv[1]); by_id = {tag.element_id: tag for tag in tags.getall('CHAP')}; \
        tables = {tag.element_id: tag for tag in tags.getall('CTOC')}; \
        top = tags.getall('CTOC')[0]; assert top.flags & 2; \
        below = lambda id: sum(map(below, tables[id].child_element_ids), []) \
        if id in tables else [id]; order = below(top.element_id); \
        print(json.dumps([(by_id[id].start_time / 1000, by_id[id].sub_frames['TIT2'].text[0]) \
        for id in order]))";
    // Where `scripts/prepare tests` puts it; the system's Python may have one of its own.
    let tools = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/tools/python");
    let python = |program: &str| {
        let mut command = Command::new(program);
        command.env("PYTHONPATH", &tools).arg("-c");
        command
    };
    let has_it = |program: &&str| {
        let output = python(program).arg("import mutagen").output();
        output.is_ok_and(|output| output.status.success())
    };
    let Some(program) = ["python3", "/usr/bin/python3"].into_iter().find(has_it) else {
        tools::missing("mutagen", "chapters of MP3 files as Mutagen reads them");
        return None;
    };
    let json = printed(python(program).arg(SCRIPT), path)?;
    Some(serde_json::from_slice(&json).unwrap())
}
