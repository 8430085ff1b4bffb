//! Any bytes in place of captions are a problem that `check` names.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use lismoi_fuzz::audiobook::Audiobook;

static AUDIOBOOKS: LazyLock<[Audiobook; 5]> =
    LazyLock::new(|| ["srt", "vtt", "words-vtt", "lrc", "words-json"].map(Audiobook::with_format));

fuzz_target!(|data: &[u8]| {
    if let Some((choice, bytes)) = data.split_first() {
        AUDIOBOOKS[usize::from(choice % 5)].check(bytes);
    }
});
