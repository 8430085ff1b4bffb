//! Panics of decoders that are not ours. `check` catches them: they cost one file. So they are
//! no findings here, as long as the sound is decoded behind that.

use std::panic::{self, AssertUnwindSafe};
use std::process;
use std::sync::Once;

static HOOK: Once = Once::new();

/// Runs what may panic in another crate. A panic of ours still ends the process.
pub fn only_ours(run: impl FnOnce()) {
    HOOK.call_once(|| {
        let hook = panic::take_hook();
        // That of libFuzzer ends the process.
        panic::set_hook(Box::new(move |panic| {
            let is_ours = panic
                .location()
                .is_none_or(|place| !place.file().contains("/registry/src/"));
            if is_ours {
                hook(panic);
                process::abort();
            }
        }));
    });
    let _ = panic::catch_unwind(AssertUnwindSafe(run));
}
