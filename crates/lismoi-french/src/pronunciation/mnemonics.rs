//! The phoneme mnemonics of eSpeak NG, a notation that users write their lexicons in: in, and
//! [`Ipa`] out.
//!
//! The names are those of `phsource/ph_french` of eSpeak NG 1.52 and of the base tables that it
//! includes. [`MNEMONICS`] is one to one, so that a renderer for eSpeak NG can use it backwards.

use super::Ipa;

/// Each mnemonic, and its [symbol](super::ipa).
pub const MNEMONICS: [(&str, &str); 66] = [
    // Vowels. Those with `-` are reduced.
    ("A~", "ɑ\u{303}"),
    ("E~", "ɛ\u{303}"),
    ("O~", "ɔ\u{303}"),
    ("W~", "œ\u{303}"),
    ("a-", "a\u{306}"),
    ("a#", "ɐ"),
    ("e-", "e\u{306}"),
    ("E-", "ɛ\u{306}"),
    ("u:", "uː"),
    ("y-", "y\u{306}"),
    ("@-", "ə\u{306}"),
    ("W2", "œ\u{306}"),
    ("I2", "ɪ\u{306}"),
    ("oU", "oʊ"),
    ("a", "a"),
    ("e", "e"),
    ("E", "ɛ"),
    ("i", "i"),
    ("I", "ɪ"),
    ("o", "o"),
    ("O", "ɔ"),
    ("u", "u"),
    ("y", "y"),
    ("W", "œ"),
    ("Y", "ø"),
    ("@", "ə"),
    // Consonants and semivowels. `t2` and its like are heard only before a vowel, `t3` and
    // `z3` before a vowel or a pause.
    ("tS", "t\u{361}ʃ"),
    ("dZ", "d\u{361}ʒ"),
    ("n^", "ɲ"),
    ("t2", "t‿"),
    ("z2", "z‿"),
    ("n2", "n‿"),
    ("p2", "p‿"),
    ("r2", "ʁ‿"),
    ("t3", "(t)"),
    ("z3", "(z)"),
    ("j/", "i\u{306}"),
    ("w/", "u\u{306}"),
    ("b", "b"),
    ("d", "d"),
    ("f", "f"),
    ("g", "ɡ"),
    ("k", "k"),
    ("l", "l"),
    ("m", "m"),
    ("n", "n"),
    ("N", "ŋ"),
    ("p", "p"),
    ("r", "ʁ"),
    ("s", "s"),
    ("S", "ʃ"),
    ("t", "t"),
    ("v", "v"),
    ("w", "w"),
    ("z", "z"),
    ("Z", "ʒ"),
    ("j", "j"),
    ("x", "x"),
    // Stress, length, pauses and boundaries.
    ("||", "‖"),
    ("_|", "|"),
    ("'", "ˈ"),
    (",", "ˌ"),
    ("%", "%"),
    (":", "ː"),
    ("_", "(.)"),
    (" ", " "),
];

/// The pronunciation that mnemonics stand for. A space between words is kept.
///
/// # Errors
/// The rest of the text from the first place that is no mnemonic.
pub fn parse(mnemonics: &str) -> Result<Ipa, &str> {
    let mut ipa = String::new();
    let mut rest = mnemonics;
    while !rest.is_empty() {
        let (name, symbol) = MNEMONICS
            .iter()
            .filter(|(name, _)| rest.starts_with(name))
            .max_by_key(|(name, _)| name.len())
            .ok_or(rest)?;
        ipa.push_str(symbol);
        rest = &rest[name.len()..];
    }
    Ok(Ipa::from_table(ipa))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_mnemonic_has_a_symbol_of_its_own() {
        for (name, symbol) in MNEMONICS {
            assert_eq!(parse(name), Ok(Ipa::new(symbol).expect(name)), "{name}");
            let others = MNEMONICS.iter().filter(|(_, other)| *other == symbol);
            assert_eq!(others.count(), 1, "{symbol}");
        }
    }

    #[test]
    fn text_that_is_no_mnemonic_is_returned() {
        let good_day = parse("bO~Zur").expect("mnemonics");
        assert_eq!(good_day.as_str(), "bɔ\u{303}ʒuʁ");
        assert_eq!(parse("bon]]jour"), Err("]]jour"));
        assert_eq!(parse("été"), Err("été"));
    }
}
