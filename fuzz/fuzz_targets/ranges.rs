//! Any fields ask for the whole of a file, for nothing, or for a part that is in it.
#![no_main]

use libfuzzer_sys::fuzz_target;
use lismoi_library::server::attacks;

fuzz_target!(|data: &[u8]| attacks::ranges(data));
