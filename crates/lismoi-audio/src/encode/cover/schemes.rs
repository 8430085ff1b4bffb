//! Colour schemes of two tones.

/// A field, and the ink on it; either may be written on the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Scheme {
    /// Red, green and blue.
    pub(super) field: [u8; 3],
    /// Red, green and blue.
    pub(super) ink: [u8; 3],
}

/// Dark fields and light ones in turn.
pub(super) const SCHEMES: [Scheme; 12] = [
    scheme(0x14_2A_4A, 0xFF_D9_8E), // navy, apricot
    scheme(0xF5_EA_D7, 0x8A_1F_2B), // cream, garnet
    scheme(0x0D_43_4A, 0xF4_E6_C8), // teal, sand
    scheme(0xFF_CF_3F, 0x2B_23_20), // yellow, espresso
    scheme(0x5A_17_30, 0xFF_CF_BF), // burgundy, peach
    scheme(0xE6_EC_F5, 0x1C_36_8C), // mist, cobalt
    scheme(0x1F_42_30, 0xE3_EE_B4), // forest, lime blossom
    scheme(0xF6_C9_BE, 0x4A_14_3A), // rose, aubergine
    scheme(0x3C_22_66, 0xF2_C6_E0), // violet, orchid
    scheme(0xCF_E7_DA, 0x0F_48_3C), // mint, pine
    scheme(0x23_25_2B, 0xF2_8B_66), // graphite, coral
    scheme(0xF0_7F_5A, 0x2A_12_1C), // coral, black cherry
];

/// Both as `0xRR_GG_BB`.
const fn scheme(field: u32, ink: u32) -> Scheme {
    Scheme {
        field: channels(field),
        ink: channels(ink),
    }
}

const fn channels(colour: u32) -> [u8; 3] {
    let [_, red, green, blue] = colour.to_be_bytes();
    [red, green, blue]
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Relative luminance (WCAG 2.2).
    fn luminance(colour: [u8; 3]) -> f64 {
        let [red, green, blue] = colour.map(|channel| {
            let channel = f64::from(channel) / 255.0;
            if channel <= 0.04045 {
                channel / 12.92
            } else {
                ((channel + 0.055) / 1.055).powf(2.4)
            }
        });
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }

    #[test]
    fn ink_and_field_of_every_scheme_contrast_as_wcag_asks_of_text() {
        for scheme in SCHEMES {
            let (field, ink) = (luminance(scheme.field), luminance(scheme.ink));
            let contrast = (field.max(ink) + 0.05) / (field.min(ink) + 0.05);
            // WCAG 2.2, 1.4.3.
            assert!(contrast >= 4.5, "{scheme:?}: {contrast}");
        }
    }

    #[test]
    fn no_two_schemes_are_equal() {
        for (index, scheme) in SCHEMES.iter().enumerate() {
            assert!(!SCHEMES[..index].contains(scheme), "{scheme:?}");
        }
    }
}
