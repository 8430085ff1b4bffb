//! Connections: taken up to a limit, with limits on what clients send and how long they take, and
//! ended when what they asked for is answered.

use std::io::ErrorKind;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::net::TcpListener;
use tokio::sync::{Semaphore, mpsc, watch};
use tokio::task::JoinHandle;
use tokio::time::{sleep, timeout};

use super::patience::Patient;

/// How long a client may take for the head of a request, or may be silent between two.
const HEAD: Duration = Duration::from_secs(15);

/// The longest head of a request, in bytes.
const LONGEST_HEAD: usize = 16 * 1024;

/// The most fields in the head of a request.
const MOST_FIELDS: usize = 100;

/// What a server grants its clients.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// The most connections at a time; others wait in the system's queue. Each may have a file
    /// open, and many systems allow a process 1,024.
    pub connections: usize,
    /// How long a client may take nothing of what it is sent; `None` for as long as it likes, as
    /// players do that pause.
    pub stall: Option<Duration>,
    /// How long clients may take what they asked for when the server is to end.
    pub grace: Duration,
}

/// All connections of a server.
#[derive(Debug)]
pub struct Connections {
    accepting: Vec<JoinHandle<()>>,
    is_over: watch::Sender<bool>,
    /// Closed once every connection has let go of its end.
    open: mpsc::Receiver<()>,
    grace: Duration,
}

impl Connections {
    /// Begins to accept them.
    ///
    /// # Panics
    /// There is no runtime of Tokio.
    pub fn accept(listeners: Vec<TcpListener>, router: &Router, limits: Limits) -> Connections {
        let (is_over, _) = watch::channel(false);
        let (open_in, open) = mpsc::channel(1);
        let permits = Arc::new(Semaphore::new(limits.connections));
        let accepting = listeners.into_iter().map(|listener| {
            let accepting = Accepting {
                router: router.clone(),
                permits: permits.clone(),
                stall: limits.stall,
                is_over: is_over.subscribe(),
                open: open_in.clone(),
            };
            tokio::spawn(accepting.run(listener))
        });
        Connections {
            accepting: accepting.collect(),
            is_over,
            open,
            grace: limits.grace,
        }
    }

    /// Accepts no other, and ends those that have nothing to be answered.
    pub fn end(&self) {
        self.accepting.iter().for_each(JoinHandle::abort);
        self.is_over.send_replace(true);
    }

    /// Waits for the others, but not for ever.
    pub async fn closed(mut self) {
        for accepting in self.accepting {
            let _ = accepting.await;
        }
        let _ = timeout(self.grace, self.open.recv()).await;
    }
}

/// What a listener needs.
struct Accepting {
    router: Router,
    permits: Arc<Semaphore>,
    stall: Option<Duration>,
    is_over: watch::Receiver<bool>,
    open: mpsc::Sender<()>,
}

impl Accepting {
    async fn run(self, listener: TcpListener) {
        loop {
            let Ok(permit) = self.permits.clone().acquire_owned().await else {
                return;
            };
            match listener.accept().await {
                Ok((stream, _)) => {
                    let _ = stream.set_nodelay(true);
                    let stream = Patient::new(stream, self.stall);
                    let (router, is_over) = (self.router.clone(), self.is_over.clone());
                    let open = self.open.clone();
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
}

async fn serve(stream: Patient, router: Router, mut is_over: watch::Receiver<bool>) {
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
    let has_ended = tokio::select! {
        _ = connection.as_mut() => true,
        _ = is_over.wait_for(|is_over| *is_over) => false,
    };
    if !has_ended {
        connection.as_mut().graceful_shutdown();
        let _ = connection.await;
    }
}
