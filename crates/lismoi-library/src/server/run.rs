//! From the options to the end of the server.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::mpsc::sync_channel;
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use lismoi_http::{Connections, Limits};
use tokio::net::TcpListener;
use tokio::runtime;
use tokio::signal::unix::{SignalKind, signal};

use super::fetching::Fetching;
use super::maker::Maker;
use super::site::Site;
use super::{Options, fetching, routes, wyoming};

/// Players that pause take nothing for hours.
const LIMITS: Limits = Limits {
    connections: 512,
    stall: None,
    grace: Duration::from_secs(3),
};

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

/// Where a server listens.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Listening {
    /// For browsers and programs that speak HTTP.
    pub http: Vec<SocketAddr>,
    /// For clients of the Wyoming protocol.
    pub wyoming: Vec<SocketAddr>,
}

/// Serves a library until it is told to stop (SIGTERM, Ctrl-C), and then ends what it is doing.
/// `ready` is told the addresses once they are listened at.
///
/// # Errors
/// The library cannot be read, an address cannot be listened at, or others than this computer
/// would be served without a token.
pub fn serve(options: Options, ready: impl FnOnce(&Listening)) -> Result<()> {
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

async fn run(options: Options, ready: impl FnOnce(&Listening)) -> Result<()> {
    let (listeners, http) = bind(&options.listen).await?;
    let (for_wyoming, at_wyoming) = bind(&options.wyoming).await?;
    let listening = Listening {
        http,
        wyoming: at_wyoming,
    };
    let mut terminated = signal(SignalKind::terminate())?;
    let mut interrupted = signal(SignalKind::interrupt())?;
    let (wake, woken) = sync_channel(1);
    let (wishes, wished) = fetching::wishes();
    let site = Arc::new(Site::new(options, wake, wishes)?);
    let maker = Maker::start(site.clone(), woken);
    let fetching = Fetching::start(site.clone(), wished);
    let for_wyoming = for_wyoming.into_iter();
    let talking: Vec<_> = for_wyoming
        .map(|listener| tokio::spawn(wyoming::listen(listener, site.clone())))
        .collect();
    ready(&listening);
    let connections = Connections::accept(listeners, &routes::all(site.clone()), LIMITS);
    tokio::select! {
        _ = terminated.recv() => {}
        _ = interrupted.recv() => {}
    }
    site.sounds.stop();
    site.status.send_modify(|status| status.is_over = true);
    connections.end();
    connections.closed().await;
    talking.iter().for_each(tokio::task::JoinHandle::abort);
    let stop = || {
        fetching.stop();
        maker.stop();
    };
    tokio::task::spawn_blocking(stop)
        .await
        .context("a thread was lost")
}

/// Listens at addresses, and says which they are: a port of 0 stands for any that is free.
async fn bind(wanted: &[SocketAddr]) -> Result<(Vec<TcpListener>, Vec<SocketAddr>)> {
    let mut listeners = Vec::new();
    for address in wanted {
        let listener = TcpListener::bind(address).await;
        listeners.push(listener.with_context(|| format!("could not listen at '{address}'"))?);
    }
    let addresses = listeners.iter().map(TcpListener::local_addr);
    let addresses = addresses.collect::<std::io::Result<Vec<_>>>()?;
    Ok((listeners, addresses))
}
