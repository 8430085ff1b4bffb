//! Any bytes are no message, or a message that is received again as it was once it is sent.
#![no_main]

use libfuzzer_sys::fuzz_target;
use lismoi_speech::protocol::{receive, send};

fuzz_target!(|data: &[u8]| {
    let mut reader = data;
    while let Ok(Some(message)) = receive(&mut reader) {
        let mut sent = Vec::new();
        send(&mut sent, &message).expect("memory is writable");
        let again = receive(sent.as_slice()).expect("a message");
        assert_eq!(again, Some(message));
    }
});
