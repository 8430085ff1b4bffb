//! Text in, the same text between tags out; and back.

use std::borrow::Cow;
use std::fmt::{self, Display, Formatter, Write};

/// Text between tags or within a quoted attribute. Control characters, which HTML does
/// not allow, are replaced, and those that XML 1.0 (section 2.2) does not.
pub(crate) struct Html<'a>(pub(crate) &'a str);

impl Display for Html<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        for c in self.0.chars() {
            match c {
                '&' => f.write_str("&amp;")?,
                '<' => f.write_str("&lt;")?,
                '>' => f.write_str("&gt;")?,
                '"' => f.write_str("&quot;")?,
                '\'' => f.write_str("&#39;")?,
                _ if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => {
                    f.write_char(char::REPLACEMENT_CHARACTER)?;
                }
                _ => f.write_char(c)?,
            }
        }
        Ok(())
    }
}

/// The text that [`Html`] was made of, but for the characters that it replaced.
pub(crate) fn unescaped(html: &str) -> String {
    let text = html.replace("&lt;", "<").replace("&gt;", ">");
    let text = text.replace("&quot;", "\"").replace("&#39;", "'");
    text.replace("&amp;", "&")
}

/// What a section is called in a table of contents; `number` counts from 1.
pub(crate) fn name(number: usize, heading: Option<&str>) -> Cow<'_, str> {
    match (heading, number) {
        (Some(heading), _) => Cow::Borrowed(heading),
        (None, 1) => Cow::Borrowed("Début"),
        (None, _) => Cow::Owned(format!("Section {number}")),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_text_comes_back_from_between_tags(text in "([&<>\"';]|amp|lt|quot|#39|\\PC)*") {
            prop_assert_eq!(unescaped(&Html(&text).to_string()), text);
        }
    }
}
