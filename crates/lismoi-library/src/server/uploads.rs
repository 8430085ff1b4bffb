//! What a form brings: fields and a file, up to a limit.

use anyhow::{Context, Result, bail};
use axum::extract::Multipart;

use super::pages::share::Shared;
use crate::queue::item::New;

/// The largest form, in bytes: as large as the files that are read.
pub(super) const LARGEST: usize = 60_000_000;

/// The longest text that is pasted, in bytes: a book.
const LONGEST_TEXT: usize = 5_000_000;

/// The longest address, in bytes.
const LONGEST_ADDRESS: usize = 4_000;

/// Whether a text is an address of the web and nothing else.
fn is_address(text: &str) -> bool {
    let rest = ["http://", "https://"].iter().find_map(|scheme| {
        let start = text.get(..scheme.len())?;
        start
            .eq_ignore_ascii_case(scheme)
            .then(|| &text[scheme.len()..])
    });
    rest.is_some_and(|rest| !rest.is_empty())
        && text.len() <= LONGEST_ADDRESS
        && !text.contains(|c: char| c.is_whitespace() || c.is_control())
}

/// What a text is: an address, or what is to be read; `None` where there is nothing.
///
/// # Errors
/// It is too long.
pub(super) fn given(text: &str) -> Result<Option<New>> {
    let trimmed = text.trim();
    match () {
        () if trimmed.is_empty() => Ok(None),
        () if is_address(trimmed) => Ok(Some(New::Address(trimmed.to_owned()))),
        () if text.len() > LONGEST_TEXT => bail!("the text is too long"),
        () => Ok(Some(New::Text(text.to_owned()))),
    }
}

/// The articles of a form.
///
/// # Errors
/// It cannot be read, or is too large.
pub(super) async fn articles(mut form: Multipart) -> Result<Vec<New>> {
    let unreadable = "could not read the form";
    let mut articles = Vec::new();
    while let Some(field) = form.next_field().await.context(unreadable)? {
        match field.file_name().map(str::to_owned) {
            Some(name) => {
                let bytes = field.bytes().await.context(unreadable)?;
                if !bytes.is_empty() {
                    articles.push(New::File(name, bytes.into()));
                }
            }
            None => {
                let text = field.text().await.context(unreadable)?;
                articles.extend(given(&text)?);
            }
        }
    }
    Ok(articles)
}

/// What a share menu sends: what is said, and files.
///
/// # Errors
/// It cannot be read, or is too large.
pub(super) async fn shared(mut form: Multipart) -> Result<(Shared, Vec<New>)> {
    let unreadable = "could not read the form";
    let mut shared = Shared::default();
    let mut files = Vec::new();
    while let Some(field) = form.next_field().await.context(unreadable)? {
        let part = match field.name() {
            Some("title") => &mut shared.title,
            Some("text") => &mut shared.text,
            Some("url") => &mut shared.url,
            _ => {
                let name = field.file_name().unwrap_or_default().to_owned();
                let bytes = field.bytes().await.context(unreadable)?;
                if !bytes.is_empty() {
                    files.push(New::File(name, bytes.into()));
                }
                continue;
            }
        };
        *part = field.text().await.context(unreadable)?;
    }
    Ok((shared, files))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_told_from_a_text() {
        for address in [
            "https://exemple.fr/a",
            " http://exemple.fr \n",
            "HTTPS://EXEMPLE.FR",
        ] {
            assert!(
                matches!(given(address), Ok(Some(New::Address(_)))),
                "{address}"
            );
        }
        for text in [
            "Bonjour.",
            "https://",
            "https://exemple.fr et la suite",
            "ftp://exemple.fr",
            "é",
        ] {
            assert!(matches!(given(text), Ok(Some(New::Text(_)))), "{text}");
        }
        assert!(matches!(given(" \n "), Ok(None)));
        assert!(given(&"mot ".repeat(LONGEST_TEXT / 4 + 1)).is_err());
        let long = format!("https://exemple.fr/{}", "a".repeat(LONGEST_ADDRESS));
        assert!(matches!(given(&long), Ok(Some(New::Text(_)))));
    }
}
