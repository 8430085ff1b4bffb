//! Lines of Markdown that are instructions for the program that typesets them.

/// Whether a line of a paragraph is no text but an instruction: the fence of a block
/// (`::: {.note}`), an inclusion (`{{#include a.md}}`, `{% raw %}`), the place of a table of
/// contents, or a command of LaTeX.
pub(super) fn is_instruction(line: &str) -> bool {
    let line = line.trim();
    let between = |start: &str, end: &str| line.starts_with(start) && line.ends_with(end);
    line.starts_with(":::")
        || between("{{", "}}")
        || between("{%", "%}")
        || between("{:", "}")
        || ["[toc]", "[[toc]]", "[[_toc_]]"]
            .iter()
            .any(|contents| line.eq_ignore_ascii_case(contents))
        || is_latex(line)
}

/// Whether it is a command of LaTeX alone: `\newpage`.
fn is_latex(line: &str) -> bool {
    line.strip_prefix('\\').is_some_and(|command| {
        command.len() > 2 && command.bytes().all(|byte| byte.is_ascii_lowercase())
    })
}

/// The title in the fence of a block (`:::note Titre`), as a byte range of the line. `None`
/// where there is none.
pub(super) fn title_of_fence(line: &str) -> Option<std::ops::Range<usize>> {
    let fence = line.strip_prefix(":::")?.trim_start_matches(':');
    let words = fence.trim_start();
    let kind = words.split_whitespace().next()?;
    let title = words[kind.len()..].trim();
    let is_title = !title.is_empty()
        && !words.contains(['{', '}', '='])
        && kind.bytes().all(|byte| byte.is_ascii_lowercase());
    let start = line.len() - line.trim_end().len();
    let end = line.len() - start;
    is_title.then(|| end - title.len()..end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fences_and_inclusions_are_instructions() {
        for line in [
            "::: {.callout-note}",
            ":::",
            "{{#include a.md}}",
            "{% raw %}",
            "[TOC]",
            "\\newpage",
        ] {
            assert!(is_instruction(line), "{line}");
        }
        for line in [": une définition", "{a} et {b}", "[1]", "\\og oui"] {
            assert!(!is_instruction(line), "{line}");
        }
        let title = |line: &str| title_of_fence(line).map(|range| line[range].to_owned());
        assert_eq!(title(":::note Un titre ").as_deref(), Some("Un titre"));
        assert_eq!(title("::: {.note title=\"x\"}"), None);
        assert_eq!(title(":::note"), None);
    }
}
