//! Any bytes are no list of what a podcast app has played, or one that the journal can note.
#![no_main]

use libfuzzer_sys::fuzz_target;
use lismoi_library::server::attacks;

fuzz_target!(|data: &[u8]| attacks::actions(data));
