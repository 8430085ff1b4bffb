//! Verifies the title and the chapters in a sound file's tags against the manifest.

use super::part::Part;
use super::report::FileReport;
use crate::formats::chapters;
use lismoi_audio::decode::{ChapterForm, ChapterList, DecodedChapter, DecodedTags};
use lismoi_audio::encode::short_list::short_list;
use lismoi_audio::encode::tags::{
    ChapterMarker, MAX_COMMENT_CHAPTERS, MAX_NERO, MAX_TITLE, one_line,
};

/// In microseconds: the finest format rounds to a millisecond.
const TOLERANCE_US: u64 = 1000;

/// Checks the title and every list of chapters.
pub(super) fn check(part: Part<'_>, tags: &DecodedTags, report: &mut FileReport) {
    if let Some(title) = part.title.map(|title| one_line(title, MAX_TITLE)) {
        match &tags.title {
            Some(found) if *found == title => {}
            Some(found) => report.add(format!("its title is '{found}' instead of '{title}'")),
            None => report.add("it has no title".to_owned()),
        }
    }
    let chapters = expected(part);
    for list in &tags.chapters {
        check_list(list, &chapters, part.sample_rate, report);
    }
    report.chapters = tags.chapters.iter().map(|list| list.chapters.len()).max();
}

/// The expected chapters: one for each section of the whole, none for a single section.
fn expected(part: Part<'_>) -> Vec<ChapterMarker> {
    match part.section {
        None => chapters::markers(part.sections, part.title.unwrap_or_default()),
        Some(_) => Vec::new(),
    }
}

fn check_list(
    list: &ChapterList,
    chapters: &[ChapterMarker],
    sample_rate: u32,
    report: &mut FileReport,
) {
    let (name, most, longest) = match list.form {
        ChapterForm::Id3 => ("ID3 tag", usize::MAX, MAX_TITLE),
        ChapterForm::VorbisComments => ("comments", MAX_COMMENT_CHAPTERS, MAX_TITLE),
        ChapterForm::NeroList => ("list", MAX_NERO, MAX_NERO),
        ChapterForm::ChapterTrack => ("track of titles", usize::MAX, MAX_TITLE),
    };
    let wanted = short_list(most, chapters);
    let (found, count) = (list.chapters.len(), wanted.len());
    if found != count {
        report.add(format!(
            "its {name} has {found} chapters instead of {count}"
        ));
    }
    // One fault for each list: after a missing chapter, all others differ.
    let mut pairs = (1..).zip(list.chapters.iter().zip(&wanted));
    if let Some(problem) = pairs.find_map(|(number, (found, chapter))| {
        let problem = problem(found, chapter, longest, sample_rate)?;
        Some(format!("chapter {number} of its {name} {problem}"))
    }) {
        report.add(problem);
    }
}

fn problem(
    found: &DecodedChapter,
    chapter: &ChapterMarker,
    longest: usize,
    sample_rate: u32,
) -> Option<String> {
    let title = one_line(&chapter.title, longest);
    if found.title != title {
        return Some(format!("is '{}' instead of '{title}'", found.title));
    }
    let off = |us: u64, samples: u64| {
        let wanted = u128::from(samples) * 1_000_000 / u128::from(sample_rate);
        let wanted = u64::try_from(wanted).unwrap_or(u64::MAX);
        (us.abs_diff(wanted) > TOLERANCE_US)
            .then(|| format!("at {} ms instead of {}", us / 1000, wanted / 1000))
    };
    let end = || off(found.end_us?, chapter.end).map(|off| format!("ends {off}"));
    off(found.start_us, chapter.start)
        .map(|off| format!("starts {off}"))
        .or_else(end)
}
