//! Any bytes are no item of the queue, or one that is read again as it was written.
#![no_main]

use libfuzzer_sys::fuzz_target;
use lismoi_library::queue::item::Item;

fuzz_target!(|data: &[u8]| {
    let Ok(item) = serde_json::from_slice::<Item>(data) else {
        return;
    };
    let _ = item.name();
    let written = serde_json::to_vec(&item).expect("an item is written");
    let again: Item = serde_json::from_slice(&written).expect("an item is read again");
    assert_eq!(again, item);
});
