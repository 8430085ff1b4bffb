//! From the options to the end of the server.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::mpsc::sync_channel;

use anyhow::{Context, Result, ensure};
use tokio::net::TcpListener;
use tokio::runtime;
use tokio::signal::unix::{SignalKind, signal};

use super::fetching::Fetching;
use super::maker::Maker;
use super::site::Site;
use super::{Options, fetching, listen, routes};

/// How many threads wait for the disk and for child processes.
const THREADS: usize = 32;

/// The shortest token: 16 characters of a password manager are enough against guessing.
const SHORTEST_TOKEN: usize = 16;

/// Why a library is not served.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TokenError {
    /// Other computers could reach it, and nothing is asked of them.
    #[error("other computers are served with a token only")]
    Missing,
    /// The token can be guessed.
    #[error("the token must have at least {SHORTEST_TOKEN} characters")]
    Short,
}

/// Serves a library until it is told to stop (SIGTERM, Ctrl-C), and then ends what it is doing.
/// `ready` is told the addresses once they are listened at.
///
/// # Errors
/// The library cannot be read, an address cannot be listened at, or others than this computer
/// would be served without a token.
pub fn serve(options: Options, ready: impl FnOnce(&[SocketAddr])) -> Result<()> {
    let is_local = options
        .listen
        .iter()
        .all(|address| address.ip().is_loopback());
    ensure!(is_local || options.token.is_some(), TokenError::Missing);
    let is_long = |token: &String| token.chars().count() >= SHORTEST_TOKEN;
    ensure!(
        options.token.as_ref().is_none_or(is_long),
        TokenError::Short
    );
    let runtime = runtime::Builder::new_current_thread()
        .enable_all()
        .max_blocking_threads(THREADS)
        .build()
        .context("could not start the server")?;
    runtime.block_on(run(options, ready))
}

async fn run(options: Options, ready: impl FnOnce(&[SocketAddr])) -> Result<()> {
    let mut listeners = Vec::new();
    for address in &options.listen {
        let listener = TcpListener::bind(address).await;
        listeners.push(listener.with_context(|| format!("could not listen at '{address}'"))?);
    }
    let addresses = listeners.iter().map(TcpListener::local_addr);
    let addresses = addresses.collect::<std::io::Result<Vec<_>>>()?;
    let mut terminated = signal(SignalKind::terminate())?;
    let mut interrupted = signal(SignalKind::interrupt())?;
    let (wake, woken) = sync_channel(1);
    let (wishes, wished) = fetching::wishes();
    let site = Arc::new(Site::new(options, wake, wishes)?);
    let maker = Maker::start(site.clone(), woken);
    let fetching = Fetching::start(site.clone(), wished);
    ready(&addresses);
    let stop = async {
        tokio::select! {
            _ = terminated.recv() => {}
            _ = interrupted.recv() => {}
        }
        site.sounds.stop();
        site.status.send_modify(|status| status.is_over = true);
    };
    listen::run(listeners, routes::all(site.clone()), stop).await;
    let stop = || {
        fetching.stop();
        maker.stop();
    };
    tokio::task::spawn_blocking(stop)
        .await
        .context("a thread was lost")
}
