//! Connections: taken up to a limit, with limits on what they send, and ended gracefully.

use std::future::Future;
use std::io::ErrorKind;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, mpsc, watch};
use tokio::time::{sleep, timeout};

/// The most connections at a time; others wait.
const MOST_CONNECTIONS: usize = 512;

/// How long a client may take for the head of a request, or may be silent between two.
const HEAD: Duration = Duration::from_secs(15);

/// The longest head of a request, in bytes.
const LONGEST_HEAD: usize = 16 * 1024;

/// The most fields in the head of a request.
const MOST_FIELDS: usize = 100;

/// How long requests may go on when the server is to end.
const GRACE: Duration = Duration::from_secs(3);

/// Serves until `stop`, then lets requests end.
pub(super) async fn run(
    listeners: Vec<TcpListener>,
    router: Router,
    stop: impl Future<Output = ()>,
) {
    let permits = Arc::new(Semaphore::new(MOST_CONNECTIONS));
    let (is_over, _) = watch::channel(false);
    // Closed once every connection has let go of its end.
    let (open, mut closed) = mpsc::channel::<()>(1);
    let mut accepting = Vec::new();
    for listener in listeners {
        let (router, permits) = (router.clone(), permits.clone());
        let (is_over, open) = (is_over.subscribe(), open.clone());
        accepting.push(tokio::spawn(accept(
            listener, router, permits, is_over, open,
        )));
    }
    stop.await;
    for accepting in &accepting {
        accepting.abort();
    }
    for accepting in accepting {
        let _ = accepting.await;
    }
    is_over.send_replace(true);
    drop(open);
    let _ = timeout(GRACE, closed.recv()).await;
}

async fn accept(
    listener: TcpListener,
    router: Router,
    permits: Arc<Semaphore>,
    is_over: watch::Receiver<bool>,
    open: mpsc::Sender<()>,
) {
    loop {
        let Ok(permit) = permits.clone().acquire_owned().await else {
            return;
        };
        match listener.accept().await {
            Ok((stream, _)) => {
                let (router, is_over, open) = (router.clone(), is_over.clone(), open.clone());
                tokio::spawn(async move {
                    serve(stream, router, is_over).await;
                    drop((permit, open));
                });
            }
            Err(error) if error.kind() == ErrorKind::ConnectionAborted => {}
            // No more files can be opened: some will be closed.
            Err(_) => sleep(Duration::from_millis(200)).await,
        }
    }
}

async fn serve(stream: TcpStream, router: Router, mut is_over: watch::Receiver<bool>) {
    let _ = stream.set_nodelay(true);
    let mut server = http1::Builder::new();
    server
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD)
        .max_headers(MOST_FIELDS)
        .max_buf_size(LONGEST_HEAD);
    let connection =
        server.serve_connection(TokioIo::new(stream), TowerToHyperService::new(router));
    let mut connection = pin!(connection);
    // That a client has gone is its own affair.
    let ended = tokio::select! {
        _ = connection.as_mut() => true,
        _ = is_over.wait_for(|is_over| *is_over) => false,
    };
    if !ended {
        connection.as_mut().graceful_shutdown();
        let _ = connection.await;
    }
}
