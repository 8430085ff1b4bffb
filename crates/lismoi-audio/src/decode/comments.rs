//! Vorbis comments in, the label out: Ogg Opus and FLAC share them.

use super::{ChapterForm, ChapterList, Label, Mark};
use crate::clock::milliseconds;

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
                    // What is no time is nobody's.
                    start_us: milliseconds(value).map_or(u64::MAX, |ms| ms.saturating_mul(1000)),
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
