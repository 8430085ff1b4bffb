//! Any bytes are refused, or hold as many samples as they say, from any place on.
#![no_main]

use std::io::Cursor;

use libfuzzer_sys::fuzz_target;
use lismoi_audio::wav::reader::Reader;

fuzz_target!(|data: &[u8]| {
    let Ok(mut reader) = Reader::new(Cursor::new(data)) else {
        return;
    };
    assert!(reader.sample_rate() > 0 && reader.samples() <= data.len() as u64 / 2);
    let mut block = Vec::new();
    for start in [0, 1, reader.samples() / 2, reader.samples(), u64::MAX] {
        reader.seek(start).expect("memory can be read");
        let mut left = reader.samples() - start.min(reader.samples());
        while let Ok(count @ 1..) = reader.read(&mut block, 100) {
            assert_eq!(block.len(), count);
            left -= count as u64;
        }
        assert_eq!((left, reader.position()), (0, reader.samples()));
    }
});
