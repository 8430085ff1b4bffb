//! Names for the articles of an input that holds several, as if each were a file.

use std::collections::HashMap;

/// The longest name without its ending and number, in bytes. Folders named after it are cut
/// at 120 bytes and must be told apart by the number.
const LONGEST: usize = 96;

/// The names that were given to articles of an input.
#[derive(Debug, Default)]
pub(crate) struct Names {
    /// How many names have these letters and digits, in lower case: some systems do not tell
    /// "A" from "a", and folders have no other characters.
    taken: HashMap<String, usize>,
}

impl Names {
    /// A name made of the title of an article. None is given twice.
    pub(crate) fn of(&mut self, title: &str) -> String {
        let name = sanitized(title);
        let number = self.take(&name);
        if number == 1 {
            return name + ".html";
        }
        let mut unique = format!("{name} ({number})");
        while self.take(&unique) > 1 {
            unique = format!("{name} ({})", self.take(&name));
        }
        unique + ".html"
    }

    fn take(&mut self, name: &str) -> usize {
        let words = name.split(|c: char| !c.is_alphanumeric());
        let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
        let taken = self.taken.entry(words.join("-").to_lowercase());
        let number = taken.or_default();
        *number += 1;
        *number
    }
}

/// A title as a file name: on one line, without separators of folders.
fn sanitized(title: &str) -> String {
    let letters = title.chars().map(|c| match c {
        '/' | '\\' => '-',
        c if c.is_control() => ' ',
        c => c,
    });
    let letters: String = letters.collect();
    let words = letters.split_whitespace().collect::<Vec<_>>().join(" ");
    let name = words[..words.floor_char_boundary(LONGEST)]
        .trim_matches(|c: char| c == '.' || c.is_whitespace());
    if name.contains(char::is_alphanumeric) {
        name.to_owned()
    } else {
        "article".to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_article_has_a_name_of_its_own() {
        let mut names = Names::default();
        for (title, name) in [
            ("Un été", "Un été.html"),
            ("Un  été\n", "Un été (2).html"),
            ("un été", "un été (3).html"),
            ("Oui/non : 50\u{1}%", "Oui-non : 50 %.html"),
            ("Un été 2", "Un été 2 (2).html"),
            ("../", "article.html"),
            ("", "article (2).html"),
        ] {
            assert_eq!(names.of(title), name, "{title}");
        }
        assert_eq!(names.of(&"é".repeat(300)).len(), LONGEST + 5);
    }
}
