//! What the files say of an article: the user's own title, authors, date and tags.

use anyhow::{Result, ensure};
use lismoi_book::build::export::OwnTags;
use lismoi_document::Metadata;

use crate::cli::options::TagOptions;

/// What the user says of an article, whatever the article says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OwnMetadata {
    /// Its title; `None` leaves that of the article.
    pub title: Option<String>,
    /// Its authors; empty leaves those of the article.
    pub authors: Vec<String>,
    /// The day of publication as `YYYY-MM-DD`; `None` leaves that of the article.
    pub date: Option<String>,
}

impl OwnMetadata {
    /// Replaces what the article says.
    pub fn apply_to(&self, metadata: &mut Metadata) {
        if self.title.is_some() {
            metadata.title.clone_from(&self.title);
        }
        if !self.authors.is_empty() {
            metadata.authors.clone_from(&self.authors);
        }
        if self.date.is_some() {
            metadata.date.clone_from(&self.date);
        }
    }
}

/// The user's own title, authors and date.
///
/// # Errors
/// The date is no day.
pub(super) fn metadata(options: &TagOptions) -> Result<OwnMetadata> {
    if let Some(date) = &options.date {
        ensure!(
            is_day(date),
            "'date' must be a day as 2025-03-12, not '{date}'"
        );
    }
    Ok(OwnMetadata {
        title: given(options.title.as_deref()),
        authors: options
            .author
            .iter()
            .filter_map(|author| given(Some(author)))
            .collect(),
        date: options.date.clone(),
    })
}

/// The user's own tags.
pub(super) fn tags(options: &TagOptions) -> OwnTags {
    OwnTags {
        album: given(options.album.as_deref()),
        genre: given(options.genre.as_deref()),
        comment: given(options.comment.as_deref()),
    }
}

/// A text that is not blank.
fn given(text: Option<&str>) -> Option<String> {
    let text = text?.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

/// Whether a text is a day as `YYYY-MM-DD` (ISO 8601).
fn is_day(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let [year, month, day] = parts[..] else {
        return false;
    };
    let is_number = |part: &str, digits: usize| {
        part.len() == digits && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    let number =
        |part: &str, digits: usize| is_number(part, digits).then(|| part.parse::<u32>().ok())?;
    let days = |year: u32, month: u32| match month {
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => {
            29
        }
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    };
    match (number(year, 4), number(month, 2), number(day, 2)) {
        (Some(year), Some(month), Some(day)) => (1..=days(year, month)).contains(&day),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_a_day_of_the_calendar() {
        for day in ["2025-03-12", "2024-02-29", "0001-12-31"] {
            assert!(is_day(day), "{day}");
        }
        for text in [
            "2025-02-29",
            "2025-13-01",
            "2025-00-10",
            "12/03/2025",
            "2025-3-1",
            "2025",
            "",
            "+025-01-01",
        ] {
            assert!(!is_day(text), "{text}");
        }
    }
}
