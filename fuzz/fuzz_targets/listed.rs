//! Any bytes are no list of articles (a feed, or an export of Pocket, Instapaper and others), or
//! one whose titles are text without markup.
#![no_main]

use libfuzzer_sys::fuzz_target;
use lismoi_readers::{Input, listed};

fuzz_target!(|data: &[u8]| {
    for article in listed(Input::new(data.to_vec(), None)).unwrap_or_default() {
        assert!(!article.is_whole || article.html.is_some(), "{article:?}");
    }
});
