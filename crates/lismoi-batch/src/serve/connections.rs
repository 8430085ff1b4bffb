//! Connections: taken up to a limit, with limits on what they send and how long they take, and
//! ended when what they asked for is answered.

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
use tokio::task::JoinHandle;
use tokio::time::{sleep, timeout};

use super::patience::Patient;

/// The most connections at a time beside those that wait for articles; others wait in the
/// system's queue. Each may have a file open, and many systems allow a process 1,024.
const MOST_CONNECTIONS: usize = 256;

/// How long a client may take for the head of a request, or be silent between two.
const HEAD: Duration = Duration::from_secs(15);

/// The longest head of a request, in bytes.
const LONGEST_HEAD: usize = 16 * 1024;

/// The most fields in the head of a request.
const MOST_FIELDS: usize = 64;

/// How long clients may take what they were sent when the server is to end.
const GRACE: Duration = Duration::from_secs(10);

/// All connections of a server.
pub(super) struct Connections {
    accepting: JoinHandle<()>,
    is_over: watch::Sender<bool>,
    /// Closed once every connection has let go of its end.
    open: mpsc::Receiver<()>,
}

impl Connections {
    /// Begins to accept them. So many more than usual may be open.
    pub(super) fn accept(listener: TcpListener, router: Router, more: usize) -> Connections {
        let permits = Arc::new(Semaphore::new(MOST_CONNECTIONS + more));
        let (is_over, is_over_out) = watch::channel(false);
        let (open_in, open) = mpsc::channel(1);
        Connections {
            accepting: tokio::spawn(accept(listener, router, permits, is_over_out, open_in)),
            is_over,
            open,
        }
    }

    /// Accepts no other, and ends those that have nothing to be answered.
    pub(super) fn end(&self) {
        self.accepting.abort();
        self.is_over.send_replace(true);
    }

    /// Waits for the others, but not for ever.
    pub(super) async fn closed(mut self) {
        let _ = self.accepting.await;
        let _ = timeout(GRACE, self.open.recv()).await;
    }
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
    let stream = TokioIo::new(Patient::new(stream));
    let connection = server.serve_connection(stream, TowerToHyperService::new(router));
    let mut connection = pin!(connection);
    // That a client has gone is its own affair.
    let has_ended = tokio::select! {
        _ = connection.as_mut() => true,
        _ = is_over.wait_for(|is_over| *is_over) => false,
    };
    if !has_ended {
        connection.as_mut().graceful_shutdown();
        let _ = connection.await;
    }
}
