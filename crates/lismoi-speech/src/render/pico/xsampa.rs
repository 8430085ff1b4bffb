//! IPA in, X-SAMPA as SVOX Pico's French voice knows it out.

use lismoi_french::Ipa;

/// The phonemes for a pronunciation.
pub fn xsampa(ipa: &Ipa) -> String {
    ipa.symbols().map(phoneme).collect()
}

/// The phoneme for a symbol.
fn phoneme(symbol: &str) -> &'static str {
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
        "y" | "y\u{306}" => "y",
        "œ" | "œ\u{306}" => "9",
        "ø" => "2",
        "ə" | "ə\u{306}" => "@",
        "t\u{361}ʃ" => "tS",
        "d\u{361}ʒ" => "dZ",
        "i\u{306}" | "j" => "j",
        "u\u{306}" | "w" => "w",
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
        "ʁ" | "x" => "R",
        "s" => "s",
        "ʃ" => "S",
        "t" => "t",
        "v" => "v",
        "z" => "z",
        "ʒ" => "Z",
        " " | "‖" => " ",
        _ => "",
    }
}
