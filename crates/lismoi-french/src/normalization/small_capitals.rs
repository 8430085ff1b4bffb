//! Small capitals of the phonetic alphabets, with which some write whole words: "Bᴏɴᴊᴏᴜʀ".

/// Unicode's small capitals and the letters that they stand for.
const LETTERS: [(char, char); 26] = [
    ('ᴀ', 'a'),
    ('ʙ', 'b'),
    ('ᴄ', 'c'),
    ('ᴅ', 'd'),
    ('ᴇ', 'e'),
    ('ꜰ', 'f'),
    ('ɢ', 'g'),
    ('ʜ', 'h'),
    ('ɪ', 'i'),
    ('ᴊ', 'j'),
    ('ᴋ', 'k'),
    ('ʟ', 'l'),
    ('ᴍ', 'm'),
    ('ɴ', 'n'),
    ('ᴏ', 'o'),
    ('ᴘ', 'p'),
    ('ꞯ', 'q'),
    ('ʀ', 'r'),
    ('ꜱ', 's'),
    ('ᴛ', 't'),
    ('ᴜ', 'u'),
    ('ᴠ', 'v'),
    ('ᴡ', 'w'),
    ('ᴢ', 'z'),
    ('ʏ', 'y'),
    ('ᴁ', 'é'),
];

/// The ordinary letter that a small capital stands for.
pub(super) fn ordinary(character: char) -> Option<char> {
    // No other letters are asked for.
    if character < '\u{250}' {
        return None;
    }
    let found = LETTERS.iter().find(|(small, _)| *small == character);
    found.map(|(_, letter)| *letter)
}
