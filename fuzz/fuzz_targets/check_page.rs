//! Any bytes in place of the page are a problem that `check` names.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use lismoi_fuzz::audiobook::Audiobook;

static AUDIOBOOK: LazyLock<Audiobook> = LazyLock::new(|| Audiobook::with_format("html"));

fuzz_target!(|data: &[u8]| AUDIOBOOK.check(data));
