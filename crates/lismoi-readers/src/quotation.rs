//! Lines that stand before a message that another message quotes.

/// The longest line that introduces a quotation, in bytes.
const LONGEST: usize = 240;

/// Ends of lines that say who wrote what follows: "Le 3 mai, Marie Dupont a écrit :".
const ATTRIBUTIONS: [&str; 6] = [
    "a écrit :",
    "a écrit:",
    "wrote:",
    "schrieb:",
    "ha scritto:",
    "escribió:",
];

/// Lines between a message and the one that it quotes, without the dashes around them.
const SEPARATORS: [&str; 10] = [
    "message d'origine",
    "message d’origine",
    "message original",
    "message initial",
    "message transféré",
    "original message",
    "forwarded message",
    "début du message transféré",
    "début du message réexpédié",
    "begin forwarded message",
];

/// Names of the first two fields of a quoted header, with those that other programs write.
const FIRST_FIELDS: [&str; 2] = ["de", "from"];
const OTHER_FIELDS: [&str; 14] = [
    "à",
    "cc",
    "cci",
    "date",
    "envoyé",
    "envoyé le",
    "objet",
    "pour",
    "répondre à",
    "sujet",
    "to",
    "sent",
    "subject",
    "reply-to",
];

/// Whether a line says who wrote what follows.
pub(crate) fn is_attribution(line: &str) -> bool {
    let line = line.trim();
    line.len() <= LONGEST && {
        let line = line.replace('\u{A0}', " ").to_lowercase();
        let names_day = line.contains(|c: char| c.is_ascii_digit()) || line.contains('@');
        names_day && ATTRIBUTIONS.iter().any(|end| line.ends_with(end))
    }
}

/// Whether a line separates a message from the one that it quotes.
pub(crate) fn is_separator(line: &str) -> bool {
    let line = line.trim();
    line.len() <= LONGEST && {
        let words =
            line.trim_matches(|c: char| matches!(c, '-' | '_' | '>' | ':') || c.is_whitespace());
        let is_marked = words.len() + 2 <= line.len();
        is_marked && SEPARATORS.contains(&words.to_lowercase().as_str())
    }
}

/// Whether a line is the first field of a quoted header: "De : Marie Dupont".
pub(crate) fn is_first_field(line: &str) -> bool {
    field(line).is_some_and(|name| FIRST_FIELDS.contains(&name.as_str()))
}

/// Whether a line is a field of a quoted header.
pub(crate) fn is_field(line: &str) -> bool {
    let is_known = |name: String| {
        FIRST_FIELDS.contains(&name.as_str()) || OTHER_FIELDS.contains(&name.as_str())
    };
    field(line).is_some_and(is_known)
}

/// The name of a field in lower case.
fn field(line: &str) -> Option<String> {
    let (name, _) = line
        .get(..line.floor_char_boundary(LONGEST))?
        .split_once(':')?;
    let name = name.trim_matches(|c: char| c == '*' || c.is_whitespace());
    Some(name.to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_before_a_quoted_message_are_known() {
        for line in [
            "Le lun. 3 mai 2024 à 10:12, Marie <marie@example.org> a écrit\u{A0}:",
            "On 3 May 2024, Marie wrote:",
        ] {
            assert!(is_attribution(line), "{line}");
        }
        assert!(!is_attribution("Voici ce que Proust a écrit :"));
        assert!(is_separator("-----Message d'origine-----"));
        assert!(is_separator("Début du message réexpédié :"));
        assert!(!is_separator("Le message original"));
        assert!(is_first_field("*De :* Marie") && is_field("Envoyé : lundi"));
        assert!(!is_field("Il dit : oui"));
    }
}
