//! Any bytes are refused or read. The pieces cover the printed text, and so do the blocks and
//! the skipped text.
#![no_main]

use libfuzzer_sys::fuzz_target;
use lismoi_readers::InputFormat;

mod pieces;

fuzz_target!(|data: &[u8]| pieces::check(data, InputFormat::Pdf));
