//! Draws a cover from what is known of an article: two tones, and one of a few layouts, both
//! chosen by the title and the date, so that covers on a shelf can be told apart.

use anyhow::Result;

use super::canvas::{Canvas, SIDE};
use super::layout::{Drawing, Layout};
use super::schemes::SCHEMES;
use super::sized_font::{SizedFont, font};
use super::words::Words;
use super::{Cover, Facts};

/// Draws a cover. Equal facts give equal bytes; words that the font cannot write are left out.
///
/// # Errors
/// The font or the PNG encoder fails; neither depends on the facts.
pub fn from_facts(facts: &Facts<'_>) -> Result<Cover> {
    of_side(facts, SIDE)
}

/// The same picture with sides of so many pixels.
///
/// # Errors
/// Those of [`from_facts`].
pub fn of_side(facts: &Facts<'_>, side: usize) -> Result<Cover> {
    let font = font()?;
    let hash = hash(facts);
    let words = Words::new(&font, facts);
    let layout = choice(&Layout::ALL, hash).with_room_for(&words);
    let mut drawing = Drawing {
        canvas: Canvas::new(),
        font: SizedFont {
            font: &font,
            pixels: 0.0,
            tracking: 0.0,
        },
        words,
        seed: (hash >> 32) as u32,
    };
    layout.draw(&mut drawing);
    let canvas = drawing.canvas.of_side(side);
    canvas.cover(choice(&SCHEMES, hash >> 16))
}

/// Of the title and the date. Authors and sites are often corrected, and change no colours.
fn hash(facts: &Facts<'_>) -> u64 {
    let parts = [facts.title, facts.date.unwrap_or_default()];
    // FNV-1a, 64 bits.
    let hash = parts
        .join("\n")
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        });
    // The end of SplitMix64: every bit comes to depend on all letters.
    let hash = (hash ^ hash >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let hash = (hash ^ hash >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
    hash ^ hash >> 31
}

fn choice<T: Copy>(all: &[T], hash: u64) -> T {
    all[(hash % all.len() as u64) as usize]
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may")]
mod tests {
    use super::*;

    fn facts(title: &str) -> Facts<'_> {
        Facts {
            title,
            ..Facts::default()
        }
    }

    #[test]
    fn equal_facts_have_equal_covers_and_others_have_others() {
        let titles = ["L'été", "L'hiver", ""];
        let covers = titles.map(|title| from_facts(&facts(title)).unwrap());
        assert!(covers[0] != covers[1] && covers[1] != covers[2]);
        assert_eq!(covers[0], from_facts(&facts("L'été")).unwrap());
        for cover in covers {
            let size = imagesize::blob_size(&cover.bytes).unwrap();
            assert_eq!((size.width, size.height), (SIDE, SIDE));
            assert!(cover.bytes.len() < 30_000, "{}", cover.bytes.len());
        }
    }

    #[test]
    fn a_cover_of_another_size_is_the_same_picture() {
        let facts = facts("L'été");
        assert_eq!(
            of_side(&facts, SIDE).unwrap().bytes,
            from_facts(&facts).unwrap().bytes
        );
        for side in [1_400, 1_401, 3_000, 100, 1] {
            let cover = of_side(&facts, side).unwrap();
            let size = imagesize::blob_size(&cover.bytes).unwrap();
            assert_eq!((size.width, size.height), (side, side));
        }
    }

    #[test]
    fn articles_of_one_title_differ_by_date_and_corrections_keep_the_choices() {
        let facts = facts("Éditorial");
        let of_a_day = Facts {
            date: Some("12 mars 2024"),
            ..facts
        };
        let corrected = Facts {
            site: Some("Le Journal"),
            ..of_a_day
        };
        assert_ne!(hash(&facts), hash(&of_a_day));
        assert_eq!(hash(&of_a_day), hash(&corrected));
    }

    #[test]
    fn every_layout_and_every_scheme_is_chosen_about_equally_often() {
        let (mut layouts, mut schemes) = ([0; Layout::ALL.len()], [0; SCHEMES.len()]);
        for number in 0..1_200 {
            let hash = hash(&facts(&format!("Article {number}")));
            let layout = choice(&Layout::ALL, hash);
            layouts[layout as usize] += 1;
            let scheme = choice(&SCHEMES, hash >> 16);
            schemes[SCHEMES.iter().position(|it| *it == scheme).unwrap()] += 1;
        }
        assert!(layouts.iter().all(|count| (320..480).contains(count)));
        assert!(schemes.iter().all(|count| (60..140).contains(count)));
    }

    #[test]
    fn any_words_have_a_cover_of_a_small_file() {
        let texts = [
            "mot ".repeat(2_500),
            "é".repeat(10_000),
            "W-".repeat(400),
            "ligne\nligne\0 --> <b> \"œ\" 😀".to_owned(),
            "日本語".to_owned(),
        ];
        for text in texts {
            for number in 0..6 {
                let title = format!("{number} {text}");
                let authors = [text.clone(), text.clone()];
                let facts = Facts {
                    title: &title,
                    authors: &authors,
                    site: Some(&text),
                    date: Some("12 mars 2024"),
                };
                let cover = from_facts(&facts).unwrap();
                assert!(cover.bytes.len() < 90_000, "{}", cover.bytes.len());
            }
        }
    }
}
