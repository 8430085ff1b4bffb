//! Any bytes are no event of the Wyoming protocol, or one that is the same again once it is written.
#![no_main]

use libfuzzer_sys::fuzz_target;
use lismoi_library::server::attacks;

fuzz_target!(|data: &[u8]| attacks::events(data));
