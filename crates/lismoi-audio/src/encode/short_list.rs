//! Chapters for a list that has no room for all of them: those of the upper levels.

use super::tags::ChapterMarker;

/// At most `max` chapters, which together last as long as all. The first stays; the deepest
/// levels are left out as a whole, until the rest fits. Where even the uppermost level that
/// divides the book has too many, every nth of its chapters stays: a listener can still go
/// near to any place, which a list of the first ones would not allow.
pub fn short_list(max: usize, chapters: &[ChapterMarker]) -> Vec<ChapterMarker> {
    if chapters.len() <= max {
        return chapters.to_vec();
    }
    let mut levels: Vec<u8> = chapters.iter().map(depth).collect();
    levels.sort_unstable();
    levels.dedup();
    let lists = levels.iter().map(|level| down_to(*level, chapters));
    // A single entry, the title, divides nothing.
    let (fitting, too_long): (Vec<_>, Vec<_>) = lists
        .filter(|list| list.len() > 1)
        .partition(|list| list.len() <= max);
    let starts = match (fitting.into_iter().next_back(), too_long.into_iter().next()) {
        (Some(list), _) => list,
        (None, Some(list)) => every_nth(max, &list),
        (None, None) => vec![0],
    };
    lasting_until_the_next(&starts, chapters)
}

/// The level for this purpose: a chapter without a heading is below all others.
fn depth(chapter: &ChapterMarker) -> u8 {
    match chapter.level {
        0 => u8::MAX,
        level => level,
    }
}

/// The places of the chapters of this level and of those above it, and of the first chapter.
fn down_to(level: u8, chapters: &[ChapterMarker]) -> Vec<usize> {
    let places = chapters.iter().enumerate();
    places
        .filter(|(place, chapter)| *place == 0 || depth(chapter) <= level)
        .map(|(place, _)| place)
        .collect()
}

fn every_nth(max: usize, places: &[usize]) -> Vec<usize> {
    let step = places.len().div_ceil(max.max(1));
    places.iter().step_by(step).copied().collect()
}

/// The chapters at these places, each of which lasts until the next.
fn lasting_until_the_next(places: &[usize], chapters: &[ChapterMarker]) -> Vec<ChapterMarker> {
    let ends = places.iter().skip(1).map(|place| chapters[*place].start);
    let ends = ends.chain(chapters.last().map(|last| last.end));
    let kept = places.iter().zip(ends).map(|(place, end)| ChapterMarker {
        end,
        ..chapters[*place].clone()
    });
    kept.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A chapter of 10 samples at each of the levels, named by its place.
    fn chapters(levels: impl IntoIterator<Item = u8>) -> Vec<ChapterMarker> {
        let chapter = |(place, level): (u64, u8)| ChapterMarker {
            title: place.to_string(),
            start: 10 * place,
            end: 10 * place + 10,
            level,
        };
        (0..).zip(levels).map(chapter).collect()
    }

    fn titles(list: &[ChapterMarker]) -> Vec<&str> {
        list.iter().map(|chapter| &*chapter.title).collect()
    }

    #[test]
    fn a_list_that_fits_is_whole() {
        let all = chapters([1, 2, 0, 2]);
        assert_eq!(short_list(4, &all), all);
        assert_eq!(short_list(255, &[]), []);
    }

    #[test]
    fn the_deepest_levels_are_left_out_as_a_whole() {
        let all = chapters([1, 2, 3, 3, 2, 0, 3, 4, 2]);
        assert_eq!(
            titles(&short_list(8, &all)),
            ["0", "1", "2", "3", "4", "6", "7", "8"]
        );
        assert_eq!(
            titles(&short_list(7, &all)),
            ["0", "1", "2", "3", "4", "6", "8"]
        );
        assert_eq!(titles(&short_list(6, &all)), ["0", "1", "4", "8"]);
    }

    #[test]
    fn the_first_stays_whatever_its_level() {
        let all = chapters([0, 1, 2, 2, 1, 2]);
        assert_eq!(titles(&short_list(3, &all)), ["0", "1", "4"]);
    }

    #[test]
    fn every_nth_stays_where_even_the_uppermost_level_has_too_many() {
        let all = chapters([1].into_iter().chain([2; 300]));
        let list = short_list(255, &all);
        assert_eq!(list.len(), 151);
        assert_eq!(titles(&list)[..3], ["0", "2", "4"]);
        let no_headings = short_list(2, &chapters([0; 5]));
        assert_eq!(titles(&no_headings), ["0", "3"]);
    }

    #[test]
    fn short_lists_have_no_gap() {
        for max in 1..9 {
            let list = short_list(max, &chapters([1, 2, 3, 3, 2, 0, 3, 4, 2]));
            assert!(list.len() <= max, "{max}: {list:?}");
            assert_eq!((list[0].start, list[list.len() - 1].end), (0, 90));
            for pair in list.windows(2) {
                assert_eq!(pair[0].end, pair[1].start, "{max}");
            }
        }
    }
}
