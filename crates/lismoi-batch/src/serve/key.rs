//! Keys as they stand in addresses: checked before a path is made of them.

use lismoi_audio::encode::Format;

/// The formats of objects.
const FORMATS: [Format; 4] = [Format::Opus, Format::M4b, Format::Mp3, Format::Flac];

/// How many hexadecimal digits a key has.
const DIGITS: usize = 64;

/// The key of an article: a SHA-256.
#[derive(Clone, Copy, Debug, Hash, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Key([u8; 32]);

impl Key {
    /// The key that this text is: 64 digits, the letters small.
    pub(super) fn parse(text: &str) -> Option<Key> {
        let digits: &[u8; DIGITS] = text.as_bytes().try_into().ok()?;
        let mut key = [0; 32];
        for (byte, pair) in key.iter_mut().zip(digits.chunks_exact(2)) {
            *byte = digit(pair[0])? << 4 | digit(pair[1])?;
        }
        Some(Key(key))
    }

    /// Its digits.
    pub(super) fn text(self) -> String {
        lismoi_speech::hash::hex(&self.0)
    }
}

fn digit(letter: u8) -> Option<u8> {
    match letter {
        b'0'..=b'9' => Some(letter - b'0'),
        b'a'..=b'f' => Some(letter - b'a' + 10),
        _ => None,
    }
}

/// An object that an address names: `<shard>/<key>.<extension>`.
pub(super) fn object(shard: &str, name: &str) -> Option<(Key, Format)> {
    let (text, extension) = name.split_once('.')?;
    let key = Key::parse(text)?;
    let format = FORMATS
        .into_iter()
        .find(|format| format.extension() == extension)?;
    (shard == &text[..2]).then_some((key, format))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_names_that_the_store_gives_are_names() {
        let key = "0123456789abcdef".repeat(4);
        let whole = format!("{key}.opus");
        assert_eq!(
            object("01", &whole),
            Key::parse(&key).map(|key| (key, Format::Opus))
        );
        assert_eq!(Key::parse(&key).map(Key::text), Some(key.clone()));
        for (shard, name) in [
            ("02", whole.clone()),
            ("01", key.clone()),
            ("01", format!("{key}.wav")),
            ("01", format!("{key}.opus.x")),
            ("01", format!("{key}/.opus")),
            ("01", format!("{}.opus", &key[..63])),
            ("01", format!("{key}0.opus")),
            ("01", format!("{}.opus", key.to_uppercase())),
            ("..", "../../etc/passwd".to_owned()),
            ("01", format!("{}é.opus", &key[..62])),
        ] {
            assert_eq!(object(shard, &name), None, "{name}");
        }
    }
}
