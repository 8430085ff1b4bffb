//! Any text is no list of feeds, or one of addresses on the web.
#![no_main]

use libfuzzer_sys::fuzz_target;
use lismoi_library::sources::opml;

fuzz_target!(|data: &[u8]| {
    let Ok(text) = str::from_utf8(data) else {
        return;
    };
    for feed in opml::feeds(text).unwrap_or_default() {
        let is_web = ["http://", "https://"].iter().any(|start| feed.address.starts_with(start));
        assert!(is_web && !feed.name.is_empty(), "{feed:?}");
    }
});
