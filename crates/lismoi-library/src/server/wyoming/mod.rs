//! A voice for Home Assistant, over the Wyoming protocol: a text in, sound out, as it is spoken.
//!
//! The protocol knows neither a token nor encryption: who reaches the address may have texts
//! spoken, and nothing else. Connections are few, and every step has a limit in size and time.

use std::sync::Arc;
use std::time::Duration;

use tokio::net::TcpListener;
use tokio::sync::Semaphore;
use tokio::time::sleep;

use super::site::Site;

mod conversation;
pub(super) mod event;
mod info;
mod sentences;
mod sound;
mod voice;

/// The port that is listened at by default: the one of Piper, which people know.
pub const PORT: u16 = 10_200;

/// The most connections at a time; others wait.
const MOST_CONNECTIONS: usize = 32;

/// Takes connections until the task is aborted. A conversation ends with the server.
pub(super) async fn listen(listener: TcpListener, site: Arc<Site>) {
    let permits = Arc::new(Semaphore::new(MOST_CONNECTIONS));
    loop {
        let Ok(permit) = permits.clone().acquire_owned().await else {
            return;
        };
        let Ok((stream, _)) = listener.accept().await else {
            // No more files can be opened: some will be closed.
            sleep(Duration::from_millis(200)).await;
            continue;
        };
        let (site, mut status) = (site.clone(), site.status.subscribe());
        tokio::spawn(async move {
            let _ = stream.set_nodelay(true);
            tokio::select! {
                () = conversation::hold(stream, site) => {}
                _ = status.wait_for(|status| status.is_over) => {}
            }
            drop(permit);
        });
    }
}
