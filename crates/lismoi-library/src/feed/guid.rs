//! The identifier of a feed (`podcast:guid`).

use lismoi_speech::hash::hex;
use sha1::{Digest, Sha1};

/// The name space of the Podcasting 2.0 specification, "Guid":
/// ead4c236-bf58-58c6-a2c6-a6b28d128cb6.
const NAMESPACE: [u8; 16] = [
    0xea, 0xd4, 0xc2, 0x36, 0xbf, 0x58, 0x58, 0xc6, 0xa2, 0xc6, 0xa6, 0xb2, 0x8d, 0x12, 0x8c, 0xb6,
];

/// The identifier of the feed at an address: a UUID of version 5 (RFC 9562, 5.5) of the address
/// without its scheme and the slashes at its end.
pub fn of_feed(address: &str) -> String {
    let name = address.split_once("://").map_or(address, |(_, rest)| rest);
    let mut hash = Sha1::new();
    hash.update(NAMESPACE);
    hash.update(name.trim_end_matches('/'));
    let mut bytes: Vec<u8> = hash.finalize()[..16].to_vec();
    bytes[6] = bytes[6] & 0x0f | 0x50;
    bytes[8] = bytes[8] & 0x3f | 0x80;
    let digits = hex(&bytes);
    let parts = [0..8, 8..12, 12..16, 16..20, 20..32].map(|part| &digits[part]);
    parts.join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_guid_is_that_of_the_specification() {
        // The example of the specification.
        let guid = "917393e3-1b1e-5cef-ace4-edaa54e1f810";
        for scheme in ["https", "http"] {
            let address = format!("{scheme}://mp3s.nashownotes.com/pc20rss.xml");
            assert_eq!(of_feed(&address), guid);
        }
        assert_eq!(of_feed("mp3s.nashownotes.com/pc20rss.xml/"), guid);
    }
}
