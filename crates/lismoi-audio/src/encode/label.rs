//! Titles as files hold them: on one line, not too long, not too many.

use super::Chapter;

/// The longest title or name of any kind, in bytes: readers cope with it, and thousands of
/// chapters fit into the 16 MB that a FLAC block may have (RFC 9639, 8.1).
pub const LONGEST: usize = 1000;

/// The Vorbis comments that hold chapters number them with three digits.
pub const MOST_IN_COMMENTS: usize = 999;

/// Nero's list counts its entries, and the bytes of each, in one byte.
pub const MOST_IN_NERO_LIST: usize = 255;

/// A text on one line: what is no character to print becomes a space, several spaces
/// become one, and what is longer than `bytes` is cut between two characters.
pub fn line(text: &str, bytes: usize) -> String {
    let mut line = String::new();
    let words = text.split(|letter: char| letter.is_whitespace() || letter.is_control());
    for word in words.filter(|word| !word.is_empty()) {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
        if line.len() > bytes {
            break;
        }
    }
    line.truncate(line.floor_char_boundary(bytes));
    line.truncate(line.trim_end().len());
    line
}

/// A text of many lines without the characters that end or spoil one: NUL and its like.
pub fn lines(text: &str) -> String {
    let kept = |letter: &char| !letter.is_control() || matches!(letter, '\n' | '\t');
    text.chars().filter(kept).collect()
}

/// At most `count` chapters: where there are more, every second or third stays, with its
/// neighbours as a part of it.
pub fn at_most(count: usize, chapters: &[Chapter]) -> Vec<Chapter> {
    let together = chapters.len().div_ceil(count).max(1);
    let groups = chapters.chunks(together);
    let merge = |group: &[Chapter]| {
        let (first, last) = (group.first()?, group.last()?);
        Some(Chapter {
            end: last.end,
            ..first.clone()
        })
    };
    groups.filter_map(merge).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_is_cut_between_characters() {
        assert_eq!(line("é😀é", 5), "é");
        assert_eq!(line("é😀é", 6), "é😀");
        assert_eq!(line(&"é".repeat(10_000), 255).len(), 254);
    }

    #[test]
    fn a_title_stays_on_its_line() {
        assert_eq!(
            line(" Un\0 \"deux\"\r\n--> trois\u{2028}", 99),
            "Un \"deux\" --> trois"
        );
        assert_eq!(lines("Un\0\r\ndeux\u{7}"), "Un\ndeux");
    }

    #[test]
    fn too_many_chapters_are_joined_without_a_gap() {
        let chapter = |start: u64| Chapter {
            title: start.to_string(),
            start,
            end: start + 1,
        };
        let chapters: Vec<_> = (0..2000).map(chapter).collect();
        let kept = at_most(255, &chapters);
        assert_eq!(kept.len(), 250);
        assert_eq!((kept[1].start, kept[1].end, &*kept[1].title), (8, 16, "8"));
        assert_eq!(kept[249].end, 2000);
        assert_eq!(at_most(2000, &chapters), chapters);
        assert_eq!(at_most(255, &[]), []);
    }
}
