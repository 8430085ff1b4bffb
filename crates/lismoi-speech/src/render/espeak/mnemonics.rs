//! IPA in, phoneme mnemonics of eSpeak NG out, with the stress that French has.

use std::collections::HashMap;
use std::sync::LazyLock;

use lismoi_french::Ipa;
use lismoi_french::pronunciation::ipa::Class;
use lismoi_french::pronunciation::mnemonics::MNEMONICS;

/// The mnemonics for a pronunciation. Where it marks no stress, stress is set on the last full
/// vowel of every word: eSpeak NG finds it for letters only.
pub fn mnemonics(ipa: &Ipa) -> String {
    let is_marked = ipa.as_str().contains(['ˈ', '%']);
    let length = ipa.as_str().len();
    let mut out = String::with_capacity(length);
    let mut word = Vec::with_capacity(length);
    for (symbol, class) in ipa.classified() {
        if symbol == " " && !is_marked {
            push_stressed(&mut out, &word);
            word.clear();
            out.push(' ');
        } else {
            word.push((mnemonic(symbol), class));
        }
    }
    if is_marked {
        out.extend(word.iter().map(|(name, _)| *name));
    } else {
        push_stressed(&mut out, &word);
    }
    out
}

fn push_stressed(out: &mut String, word: &[(&str, Class)]) {
    let stressed = word.iter().rposition(|(_, class)| *class == Class::Vowel);
    for (index, (name, _)) in word.iter().enumerate() {
        if Some(index) == stressed {
            out.push('\'');
        }
        out.push_str(name);
    }
}

/// The mnemonic for a symbol. Every symbol has one.
fn mnemonic(symbol: &str) -> &'static str {
    static BY_SYMBOL: LazyLock<HashMap<&str, &str>> =
        LazyLock::new(|| MNEMONICS.map(|(name, symbol)| (symbol, name)).into());
    BY_SYMBOL.get(symbol).copied().unwrap_or_default()
}
