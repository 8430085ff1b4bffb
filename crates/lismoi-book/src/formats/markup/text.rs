//! Escapes text for HTML and XML, and back.

use std::borrow::Cow;
use std::fmt::{self, Display, Formatter, Write};

/// Text between tags or in a quoted attribute. Characters that HTML or XML forbids are
/// replaced.
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
                _ if is_forbidden(c) => f.write_char(char::REPLACEMENT_CHARACTER)?,
                _ => f.write_char(c)?,
            }
        }
        Ok(())
    }
}

/// Whether a character may not stand in HTML (13.1.4, "Text") or XML 1.0 (section 2.2):
/// control characters and noncharacters.
pub(crate) fn is_forbidden(c: char) -> bool {
    c.is_control() || matches!(c, '\u{fdd0}'..='\u{fdef}') || u32::from(c) & 0xfffe == 0xfffe
}

/// The text that [`Html`] escaped, but for the characters that it replaced.
pub(crate) fn unescaped(html: &str) -> String {
    let text = html.replace("&lt;", "<").replace("&gt;", ">");
    let text = text.replace("&quot;", "\"").replace("&#39;", "'");
    text.replace("&amp;", "&")
}

/// The name of a section in a table of contents. `number` counts from 1.
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

    #[test]
    fn control_characters_and_noncharacters_are_replaced() {
        let text = "a\0\u{85}\u{fdd0}\u{fdef}\u{fffe}\u{ffff}\u{1ffff}\u{10fffe}b";
        assert_eq!(
            Html(text).to_string(),
            "a\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}b"
        );
        for allowed in ['\u{fdcf}', '\u{fdf0}', '\u{fffd}', '\u{1fffd}', 'é'] {
            assert!(!is_forbidden(allowed), "{allowed:?}");
        }
    }

    proptest! {
        #[test]
        fn unescaping_restores_the_text(text in "([&<>\"';]|amp|lt|quot|#39|\\PC)*") {
            prop_assert_eq!(unescaped(&Html(&text).to_string()), text);
        }
    }
}
