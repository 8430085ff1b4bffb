//! Vorbis comments in, the label out: Ogg Opus and FLAC share them.

use super::{ChapterForm, ChapterList, Label, Mark};

/// Reads comments, each a name, `=` and a value.
pub(super) fn label(comments: &[String]) -> Label {
    let comments = comments
        .iter()
        .filter_map(|comment| comment.split_once('='));
    let (mut title, mut marks) = (None, Vec::new());
    for (name, value) in comments {
        let name = name.to_ascii_uppercase();
        if name == "TITLE" {
            title = Some(value.to_owned());
        } else if let Some(chapter) = name.strip_prefix("CHAPTER") {
            // `CHAPTER001` has the time, `CHAPTER001NAME` after it the title.
            match (chapter.strip_suffix("NAME"), marks.last_mut()) {
                (None, _) => marks.push(Mark {
                    title: String::new(),
                    start_us: microseconds(value).unwrap_or(u64::MAX),
                    end_us: None,
                }),
                (Some(_), Some(Mark { title, .. })) => value.clone_into(title),
                (Some(_), None) => {}
            }
        }
    }
    Label {
        title,
        chapters: vec![ChapterList {
            form: ChapterForm::Comments,
            marks,
        }],
    }
}

/// From `HH:MM:SS.mmm`.
fn microseconds(clock: &str) -> Option<u64> {
    let (clock, thousandths) = clock.split_once('.')?;
    let seconds = clock.split(':').try_fold(0_u64, |sum, part| {
        sum.checked_mul(60)?.checked_add(part.parse().ok()?)
    })?;
    let thousandths: u64 = thousandths.get(..3)?.parse().ok()?;
    seconds
        .checked_mul(1_000_000)?
        .checked_add(thousandths * 1000)
}
