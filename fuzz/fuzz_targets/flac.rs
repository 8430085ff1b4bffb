//! Any bytes are refused or decoded as FLAC, with its tags and chapters.
#![no_main]

use libfuzzer_sys::fuzz_target;
use lismoi_audio::encode::Format;

mod sound;

fuzz_target!(|data: &[u8]| sound::check(data, Format::Flac));
