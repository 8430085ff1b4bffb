//! Admonitions in the notation of MkDocs, rewritten as block quotations of the same length,
//! which a Markdown parser knows:
//!
//! ```text
//! !!! note "Titre"          >   note "Titre"
//!     Un texte.             >   Un texte.
//! ```

use std::ops::Range;

/// The source with its admonitions rewritten, and the lines that start them. All bytes stay
/// where they are.
pub(super) fn rewrite(source: &str) -> (String, Vec<Range<usize>>) {
    let mut out = String::with_capacity(source.len());
    let mut starts = Vec::new();
    let mut is_inside = false;
    for line in source.split_inclusive('\n') {
        if let Some(mark) = mark_of(line) {
            is_inside = true;
            starts.push(out.len()..out.len() + line.len());
            out.push_str(&format!("{:<1$}", ">", mark.len()));
            out.push_str(&line[mark.len()..]);
        } else if is_inside && line.starts_with("    ") {
            out.push_str(">   ");
            out.push_str(&line[4..]);
        } else {
            is_inside &= line.trim().is_empty();
            out.push_str(line);
        }
    }
    (out, starts)
}

/// The mark of a line that starts an admonition: `!!! note`, `??? "Titre"`.
fn mark_of(line: &str) -> Option<&'static str> {
    let marks = ["!!! ", "??? ", "???+ "];
    let mark = marks.into_iter().find(|mark| line.starts_with(mark))?;
    let rest = &line[mark.len()..];
    rest.starts_with(|c: char| c.is_ascii_lowercase() || c == '"')
        .then_some(mark)
}

/// The title in the line that starts an admonition (`note "Titre"`), as a byte range. `None`
/// where the line only says of which type it is.
pub(super) fn title(line: &str) -> Option<Range<usize>> {
    let start = line.find('"')? + 1;
    let end = line.rfind('"').filter(|end| *end > start)?;
    Some(start..end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rewriting_moves_no_byte() {
        let source =
            "Avant.\n\n!!! note \"Été\"\n    Un texte.\n\n    - un\n\n    deux\nAprès.\n    code\n";
        let (out, starts) = rewrite(source);
        assert_eq!(starts.len(), 1);
        assert_eq!(out.len(), source.len());
        assert!(
            out.contains(
                ">   note \"Été\"\n>   Un texte.\n\n>   - un\n\n>   deux\nAprès.\n    code"
            )
        );
    }
}
