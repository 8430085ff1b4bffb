//! IPA in, X-SAMPA as SVOX Pico's French voice knows it out.

use lismoi_french::Ipa;
use lismoi_french::pronunciation::ipa::Class;

/// What is heard after a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Follow {
    /// A vowel: liaisons are heard.
    Vowel,
    /// A consonant.
    Consonant,
    /// A pause.
    Pause,
}

/// The phonemes for a pronunciation. Stress, length and boundaries are left to Pico.
pub(super) fn xsampa(ipa: &Ipa, follow: Follow) -> String {
    let symbols: Vec<(&str, Class)> = ipa.classified().collect();
    let mut out = String::new();
    for (at, (symbol, class)) in symbols.iter().enumerate() {
        let next = symbols[at + 1..]
            .iter()
            .find(|(_, class)| *class != Class::Mark)
            .map_or(follow, |(_, class)| match class {
                Class::Vowel | Class::ReducedVowel => Follow::Vowel,
                Class::Consonant | Class::Mark => Follow::Consonant,
            });
        out.push_str(match class {
            Class::Mark if *symbol == " " => " ",
            Class::Mark => "",
            _ => phoneme(symbol, next),
        });
    }
    out
}

/// The phoneme for a symbol; nothing where it is not heard before what follows.
fn phoneme(symbol: &str, next: Follow) -> &'static str {
    let linking = |sound| match next {
        Follow::Vowel => sound,
        _ => "",
    };
    match symbol {
        "ɑ\u{303}" => "A~",
        "ɛ\u{303}" => "E~",
        "ɔ\u{303}" => "O~",
        "œ\u{303}" => "9~",
        "a" | "a\u{306}" | "ɐ" => "a",
        "e" | "e\u{306}" => "e",
        "ɛ" | "ɛ\u{306}" => "E",
        "i" | "ɪ" | "ɪ\u{306}" => "i",
        "o" | "oʊ" => "o",
        "ɔ" => "O",
        "u" | "uː" => "u",
        "y" => "y",
        // eSpeak NG's name for the semivowel of "huit".
        "y\u{306}" => "H",
        "œ" | "œ\u{306}" => "9",
        "ø" => "2",
        "ə" | "ə\u{306}" => "@",
        "t\u{361}ʃ" => "tS",
        "d\u{361}ʒ" => "dZ",
        "i\u{306}" | "j" => "j",
        "u\u{306}" | "w" => "w",
        "t‿" => linking("t"),
        "z‿" => linking("z"),
        "n‿" => linking("n"),
        "p‿" => linking("p"),
        "ʁ‿" => linking("R"),
        "(t)" if next != Follow::Consonant => "t",
        "(z)" if next != Follow::Consonant => "z",
        "b" => "b",
        "d" => "d",
        "f" => "f",
        "ɡ" => "g",
        "k" => "k",
        "l" => "l",
        "m" => "m",
        "n" => "n",
        "ɲ" => "J",
        "ŋ" => "N",
        "p" => "p",
        // Pico has no other sound of this kind for "jota".
        "ʁ" | "x" => "R",
        "s" => "s",
        "ʃ" => "S",
        "t" => "t",
        "v" => "v",
        "z" => "z",
        "ʒ" => "Z",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use lismoi_french::pronunciation::mnemonics::MNEMONICS;

    fn said(ipa: &str, follow: Follow) -> String {
        xsampa(&Ipa::new(ipa).expect(ipa), follow)
    }

    #[test]
    fn every_sound_has_a_phoneme_before_a_vowel() {
        for (_, symbol) in MNEMONICS {
            let ipa = Ipa::new(symbol).expect(symbol);
            assert_eq!(
                !said(symbol, Follow::Vowel).trim().is_empty(),
                ipa.has_sound(),
                "{symbol}"
            );
        }
    }

    #[test]
    fn liaisons_are_heard_before_vowels_only() {
        assert_eq!(said("filz‿", Follow::Vowel), "filz");
        assert_eq!(said("filz‿", Follow::Consonant), "fil");
        assert_eq!(said("filz‿", Follow::Pause), "fil");
        assert_eq!(said("sɛ(t)", Follow::Pause), "sEt");
        assert_eq!(said("sɛ(t)", Follow::Consonant), "sE");
        assert_eq!(said("filz‿ ami", Follow::Pause), "filz ami");
        assert_eq!(said("by\u{306}i", Follow::Pause), "bHi");
    }
}
