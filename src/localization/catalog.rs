//! The catalogues of messages, one per language.

use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};

use super::{Language, language};
use crate::printable::printable;

pub use fluent_bundle::FluentValue;

type Bundle = FluentBundle<FluentResource>;

static ENGLISH: LazyLock<Bundle> = LazyLock::new(|| bundle("en", &[include_str!("en.ftl")]));

static FRENCH: LazyLock<Bundle> = LazyLock::new(|| {
    let files = [include_str!("fr.ftl"), include_str!("help.fr.ftl")];
    bundle("fr", &files)
});

/// A message of the catalogue with its arguments, in the language of this process:
/// `tr!("count-sections", count = 3)`.
#[macro_export]
macro_rules! tr {
    ($key:literal $(, $name:ident = $value:expr)* $(,)?) => {
        $crate::localization::catalog::text(
            $key,
            &[$((stringify!($name), $crate::localization::catalog::FluentValue::from($value))),*],
        )
    };
}

/// The message of a key, in the language of this process. A key that is missing is its own
/// message; a test finds it. An argument is a part of a line that a terminal only shows.
pub fn text(key: &str, arguments: &[(&str, FluentValue<'_>)]) -> String {
    let arguments: Vec<_> = arguments
        .iter()
        .map(|(name, value)| match value {
            FluentValue::String(text) => (*name, printable(text).into()),
            other => (*name, other.clone()),
        })
        .collect();
    message(language(), key, &arguments).unwrap_or_else(|| key.to_owned())
}

/// The message of a key in a language; `None` where the catalogue has none.
pub fn message(
    language: Language,
    key: &str,
    arguments: &[(&str, FluentValue<'_>)],
) -> Option<String> {
    let bundle = match language {
        Language::En => &ENGLISH,
        Language::Fr => &FRENCH,
    };
    let pattern = bundle.get_message(key)?.value()?;
    let arguments: FluentArgs<'_> = arguments.iter().cloned().collect();
    let mut errors = Vec::new();
    let text = bundle.format_pattern(pattern, Some(&arguments), &mut errors);
    Some(text.into_owned())
}

fn bundle(tag: &str, files: &[&str]) -> Bundle {
    let language = tag.parse().expect("the tag of a language");
    let mut bundle = FluentBundle::new_concurrent(vec![language]);
    // Marks of direction would only disturb a terminal.
    bundle.set_use_isolating(false);
    for file in files {
        let resource = FluentResource::try_new((*file).to_owned());
        // A test reads every file: what cannot be parsed does not leave the workshop.
        let resource = resource.unwrap_or_else(|(resource, _)| resource);
        bundle.add_resource_overriding(resource);
    }
    bundle
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn keys(file: &str) -> BTreeSet<&str> {
        let lines = file.lines().filter(|line| !line.starts_with([' ', '#']));
        let keys = lines.filter_map(|line| line.split_once(" ="));
        keys.map(|(key, _)| key).collect()
    }

    #[test]
    fn every_catalogue_can_be_parsed_and_names_no_key_twice() {
        for file in [
            include_str!("en.ftl"),
            include_str!("fr.ftl"),
            include_str!("help.fr.ftl"),
        ] {
            let resource = FluentResource::try_new(file.to_owned());
            let resource = resource.map_err(|(_, errors)| errors).expect("no error");
            assert_eq!(resource.entries().count(), keys(file).len());
        }
    }

    #[test]
    fn both_languages_have_the_same_messages_with_the_same_arguments() {
        let (english, french) = (include_str!("en.ftl"), include_str!("fr.ftl"));
        assert_eq!(keys(english), keys(french));
        let arguments = |file: &'static str, key: &str| {
            let start = file.find(&format!("\n{key} =")).map_or(0, |at| at + 1);
            let text = &file[start..];
            let end = text.match_indices('\n').map(|(at, _)| at);
            let end = end.into_iter().find(|at| !text[at + 1..].starts_with(' '));
            let text = &text[..end.unwrap_or(text.len())];
            let names = text.split('$').skip(1).map(|rest| {
                let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_');
                &rest[..end.unwrap_or(rest.len())]
            });
            names.collect::<BTreeSet<_>>()
        };
        for key in keys(english) {
            assert_eq!(arguments(english, key), arguments(french, key), "{key}");
        }
    }

    #[test]
    fn a_plural_follows_the_rules_of_its_language() {
        let sections = |language, count: u64| {
            message(language, "count-sections", &[("count", count.into())]).expect("a message")
        };
        assert_eq!(sections(Language::En, 0), "0 sections");
        assert_eq!(sections(Language::En, 1), "1 section");
        assert_eq!(sections(Language::Fr, 0), "0 section");
        assert_eq!(sections(Language::Fr, 2), "2 sections");
    }
}
