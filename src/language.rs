//! Whether an article is in French.

use lismoi_document::{Document, Section, Source};
use whatlang::Lang;

use crate::localization::{catalog, language};

/// So many bytes of what is read are enough to know the language.
const ENOUGH: usize = 10_000;

/// Shorter texts are not judged, in letters.
const SHORTEST: usize = 60;

/// The name of the language that an article is in; `None` where it is French, or may be.
///
/// The language that the page states counts where its text does not tell: many pages of blogs
/// say that they are in English, whatever they are in.
pub(crate) fn other_than_french(source: &Source, document: &Document) -> Option<String> {
    let mut text = String::new();
    let blocks = document.sections.iter().flat_map(Section::all_blocks);
    for block in blocks {
        if text.len() > ENOUGH {
            break;
        }
        text += &source.text[block.range.clone()];
        text.push('\n');
    }
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let found = whatlang::detect(&text).filter(|found| letters >= SHORTEST && found.is_reliable());
    match found {
        Some(found) if found.lang() == Lang::Fra => None,
        Some(found) => Some(name(found.lang())),
        None => document.metadata.language.as_deref().and_then(stated),
    }
}

/// The name of a language other than French, by its tag (BCP 47).
fn stated(tag: &str) -> Option<String> {
    let primary = tag
        .split(['-', '_'])
        .next()
        .unwrap_or_default()
        .to_lowercase();
    if matches!(primary.as_str(), "" | "fr" | "fra" | "fre" | "und" | "mul") {
        return None;
    }
    Some(tr!("another-language", tag = primary))
}

/// The name of a language in that of the user, where the catalogue has it.
fn name(lang: Lang) -> String {
    catalog::message(language(), &format!("language-{}", lang.code()), &[])
        .unwrap_or_else(|| lang.eng_name().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use lismoi_readers::{Input, ReadOptions, parse};

    fn language_of(text: &str) -> Option<String> {
        let articles = parse(Input::new(text.into(), None), ReadOptions::default());
        let (source, document) = &articles.expect("readable")[0];
        other_than_french(source, document)
    }

    #[test]
    fn french_is_told_from_other_languages() {
        let french = "Il pleut depuis ce matin sur la ville, et les rues sont vides. \
            Personne ne sait quand le soleil reviendra.";
        assert_eq!(language_of(french), None);
        assert_eq!(
            language_of(&format!("<html lang=en><p>{french}</p></html>")),
            None
        );
        let english = "It has been raining on the town since this morning, and the streets \
            are empty. Nobody knows when the sun will be back.";
        assert_eq!(language_of(english).as_deref(), Some("English"));
        assert_eq!(
            language_of("<html lang=de><p>Ja.</p></html>").as_deref(),
            Some("another language ('de')")
        );
        assert_eq!(language_of("Oui."), None);
    }
}
