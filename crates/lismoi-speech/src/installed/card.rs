//! What a model card says about the licence, and what that licence asks for.

/// The licence that a model card names, on a line like `* License: CC BY 4.0`.
pub fn licence(card: &str) -> Option<&str> {
    card.lines().find_map(|line| {
        let line = line.trim_start_matches(['*', '-', ' ']);
        let (key, value) = line.split_once(':')?;
        let is_licence = ["license", "licence"].contains(&key.trim().to_lowercase().as_str());
        Some(value.trim()).filter(|value| is_licence && !value.is_empty())
    })
}

/// What the licence asks of whoever shares the audio, in a few words; `None` where the licence
/// is not one of those that voices usually have.
pub fn duties(licence: &str) -> Option<&'static str> {
    let name: String = licence
        .to_lowercase()
        .chars()
        .map(|character| match character {
            '-' | '_' | '/' => ' ',
            other => other,
        })
        .collect();
    let has = |word: &str| name.split_whitespace().any(|other| other == word);
    if has("cc0") || has("zero") || name.contains("public domain") {
        return Some("free for any use");
    }
    let is_creative_commons = has("cc") || name.contains("creativecommons");
    if is_creative_commons && has("nc") {
        return Some("not for commercial use; name the authors");
    }
    if is_creative_commons && has("sa") {
        return Some("name the authors; share what you make of it under the same licence");
    }
    if is_creative_commons && has("by") {
        return Some("name the authors if you share the audio");
    }
    if has("mit") || has("apache") || name.contains("bsd") {
        return Some("keep the licence's text with copies of the voice");
    }
    if name.contains("gpl") {
        return Some("copies of the voice must stay under this licence");
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_licence_is_found_on_its_line() {
        let card = "# Model card for siwis (medium)\n\n* Language: fr_FR\n\n## Dataset\n\n* URL: https://a.b/c\n* License: http://creativecommons.org/licenses/by/4.0/\n";
        assert_eq!(
            licence(card),
            Some("http://creativecommons.org/licenses/by/4.0/")
        );
        assert_eq!(licence("Licence: CC0"), Some("CC0"));
        assert_eq!(licence("* License:\n* Licensed: never"), None);
    }

    #[test]
    fn the_usual_licences_have_duties_and_others_do_not() {
        for (licence, expected) in [
            (
                "http://creativecommons.org/licenses/by/4.0/",
                "name the authors if you share the audio",
            ),
            ("CC-BY 4.0", "name the authors if you share the audio"),
            ("CC0", "free for any use"),
            (
                "https://creativecommons.org/publicdomain/zero/1.0/",
                "free for any use",
            ),
            ("CC BY-NC 4.0", "not for commercial use; name the authors"),
            (
                "CC BY-SA 4.0",
                "name the authors; share what you make of it under the same licence",
            ),
            (
                "AGPL-3.0",
                "copies of the voice must stay under this licence",
            ),
        ] {
            assert_eq!(duties(licence), Some(expected), "{licence}");
        }
        assert_eq!(duties("See URL"), None);
    }
}
