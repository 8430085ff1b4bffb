//! What must hold for every format of encoded sound.

use lismoi_audio::decode::Decoding;
use lismoi_audio::encode::Format;
use lismoi_fuzz::{files, panics};

/// How much is decoded, in samples. `check` stops at the length that the manifest names.
const MOST: u64 = 1 << 22;

/// Decodes any bytes until their end or an error.
pub fn check(data: &[u8], format: Format) {
    panics::only_ours(|| decode(data, format));
}

fn decode(data: &[u8], format: Format) {
    let Ok(mut decoding) = Decoding::start(format, files::file(data)) else {
        return;
    };
    assert!(decoding.sample_rate > 0 && decoding.ticks_per_second > 0);
    let (mut block, mut samples) = (Vec::new(), 0);
    while let Ok(true) = decoding.next_block(&mut block) {
        assert!(!block.is_empty());
        samples += block.len() as u64;
        if samples > MOST {
            return;
        }
    }
}
