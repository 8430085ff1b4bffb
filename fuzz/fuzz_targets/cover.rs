//! Any bytes are refused, or are a cover of the size that players can show.
#![no_main]

use libfuzzer_sys::fuzz_target;
use lismoi_audio::encode::cover::read::from_bytes;

fuzz_target!(|data: &[u8]| {
    if let Ok(cover) = from_bytes(data.to_vec()) {
        assert!(cover.width > 0 && cover.height > 0);
        assert!(u64::from(cover.width) * u64::from(cover.height) <= 100_000_000);
        assert!(!cover.bytes.is_empty());
    }
});
