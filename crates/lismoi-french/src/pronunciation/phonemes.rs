//! eSpeak NG's phoneme mnemonics for French: which there are, and where stress falls.
//!
//! The names are those of `phsource/ph_french` of eSpeak NG 1.52 and of the base tables
//! that it includes.

/// Vowels. The ones with `@` alone are never stressed.
const VOWELS: [&str; 25] = [
    "A~", "E~", "O~", "W~", "a-", "a#", "e-", "E-", "u:", "y-", "@-", "W2", "I2", "oU", "a", "e",
    "E", "i", "I", "o", "O", "u", "y", "W", "Y",
];
const SCHWA: &str = "@";

/// Consonants, and half vowels. `t2`, `z2`, `n2`, `p2`, `r2` are heard only before a vowel,
/// `t3` and `z3` before a vowel or a pause.
const CONSONANTS: [&str; 32] = [
    "tS", "dZ", "n^", "t2", "z2", "n2", "p2", "r2", "t3", "z3", "j/", "w/", "b", "d", "f", "g",
    "k", "l", "m", "n", "N", "p", "r", "s", "S", "t", "v", "w", "z", "Z", "j", "x",
];

/// Stress, length, pauses, and the mark that forbids a liaison.
const MARKS: [&str; 7] = ["||", "_|", "'", ",", "%", ":", "_"];

/// The first mnemonic of `text`, the longest that fits; `None` where there is none.
fn first(text: &str) -> Option<&'static str> {
    VOWELS
        .iter()
        .chain(&CONSONANTS)
        .chain(&MARKS)
        .chain([&SCHWA])
        .filter(|name| name.as_bytes().first() == text.as_bytes().first())
        .filter(|name| text.starts_with(**name))
        .max_by_key(|name| name.len())
        .copied()
}

/// The mnemonics of `text`, with their places.
///
/// # Errors
/// The rest of the text from the first place on that is no mnemonic.
pub fn parse(text: &str) -> Result<Vec<(usize, &'static str)>, &str> {
    let mut names = Vec::new();
    let mut at = 0;
    while at < text.len() {
        if text[at..].starts_with(' ') {
            at += 1;
            continue;
        }
        let name = first(&text[at..]).ok_or(&text[at..])?;
        names.push((at, name));
        at += name.len();
    }
    Ok(names)
}

/// Whether there is anything to be heard.
pub fn has_sound(text: &str) -> bool {
    parse(text).is_ok_and(|names| names.iter().any(|(_, name)| !MARKS.contains(name)))
}

/// Stress on the last full vowel of every word, as French has it, where none is marked.
pub fn stressed(text: &str) -> String {
    if text.contains('\'') || text.contains('%') {
        return text.to_owned();
    }
    let words = text.split(' ').map(|word| {
        let vowel = parse(word)
            .unwrap_or_default()
            .into_iter()
            .rev()
            .find(|(_, name)| VOWELS.contains(name) && !name.ends_with(['-', '2']));
        match vowel {
            Some((at, _)) => format!("{}'{}", &word[..at], &word[at..]),
            None => word.to_owned(),
        }
    });
    words.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stress_falls_on_the_last_full_vowel() {
        let cases = [
            ("wikEnd", "wik'End"),
            ("sE~twA~", "sE~tw'A~"),
            ("n@", "n@"),
            ("lOs andZelEs", "l'Os andZel'Es"),
            ("plys", "pl'ys"),
            ("%Est", "%Est"),
            ("prezidA~t2", "prezid'A~t2"),
        ];
        for (text, expected) in cases {
            assert_eq!(stressed(text), expected);
        }
    }

    #[test]
    fn what_is_no_mnemonic_is_named() {
        assert_eq!(parse("bO~Zur").map(|names| names.len()), Ok(5));
        assert_eq!(parse("bon]]jour"), Err("]]jour"));
        assert_eq!(parse("été"), Err("été"));
    }
}
