//! `serve`: what was typed, made into a server.

use std::net::{SocketAddr, TcpListener};
use std::process::ExitCode;
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result};
use crossbeam_channel::{Receiver, Sender, bounded, unbounded};
use lismoi_http::{Connections, Limits};
use tokio::runtime::{Builder, Runtime};
use tokio::task::spawn_blocking;
use tokio::time::sleep;

use super::captions::Captions;
use super::corpus::Corpus;
use super::demand::Demand;
use super::gathering::Gathering;
use super::jobs::Job;
use super::objects;
use super::site::{Gauges, Site};
use crate::captions::batch::Known;
use crate::localization::{Language, message};
use crate::store::{self, Store};
use crate::voices::Data;
use crate::watch::counts::Counts;
use crate::{answer, cli, program};

/// The most connections beside those that wait for articles.
const MOST_CONNECTIONS: usize = 256;

/// How long a client may take nothing of what it is sent.
const LONGEST_STALL: Duration = Duration::from_secs(30);

/// How long clients may take what they were sent when the server is to end.
const GRACE: Duration = Duration::from_secs(10);

/// How often the server looks whether the last articles are made.
const LOOK: Duration = Duration::from_millis(20);

/// Serves articles until a signal comes.
///
/// # Errors
/// The input or the store cannot be read, the voice does not start, the address is taken, or the
/// captions of the last articles cannot be written.
pub fn run(typed: &cli::Serve, language: Language) -> Result<ExitCode> {
    let stop = program::stop()?;
    let listener = listen(typed.address)?;
    let store: Arc<dyn Store> = store::open(&typed.place.store)?.into();
    let known = Known::default();
    let input = program::input(&typed.input)?;
    let maker = program::maker(&typed.making, &input, &*store, &known)?;
    let data = Data::default();
    program::ensure_ready(&maker, &data)?;
    let (gathered_in, gathered) = unbounded();
    let (captions, batch) = Captions::open(&*store, &typed.batch, &known, gathered_in)?;
    let refused = |answer: &_| {
        let _ = answer::print(answer);
    };
    let Some(corpus) = Corpus::read(&maker, input, &stop, refused)? else {
        return Ok(ExitCode::SUCCESS);
    };
    let (articles, failed) = corpus.counts();
    let (orders_in, orders) = unbounded();
    let mut counts = Counts::new();
    let waiting = usize::from(typed.waiting);
    let site = Arc::new(Site {
        store: store.clone(),
        corpus,
        demand: Demand::new(orders_in, waiting),
        captions,
        formats: maker.formats.clone(),
        gauges: Gauges::registered(&mut counts),
        counts,
    });
    let address = listener.local_addr().context("could not listen")?;
    let report =
        format!("serving {articles} articles at http://{address}, {failed} cannot be made");
    let (ended_in, ended) = bounded::<()>(0);
    thread::scope(|scope| {
        let gathering = Gathering {
            batch,
            known: &known,
            captions: &site.captions,
            keys: Vec::new(),
            due: None,
        };
        let site = &site;
        let gathering = scope
            .spawn(move || gathering.run(&gathered, |error| site.report_outage(error, language)));
        let job = Job {
            site,
            maker: &maker,
            data: &data,
            orders,
            ended,
            language,
        };
        let started = job.start(program::jobs(typed.jobs), scope);
        let served = started.and_then(|()| runtime()).and_then(|runtime| {
            eprintln!("{}", message(&report, language));
            runtime.block_on(serve(listener, site.clone(), waiting, stop, ended_in))
        });
        site.captions.end();
        let kept = gathering.join().unwrap_or(Ok(()));
        served.and(kept)
    })?;
    Ok(ExitCode::SUCCESS)
}

/// # Errors
/// The address is not free.
fn listen(address: SocketAddr) -> Result<TcpListener> {
    let listener = TcpListener::bind(address);
    let listener = listener.with_context(|| format!("could not listen at '{address}'"))?;
    listener.set_nonblocking(true).context("could not listen")?;
    Ok(listener)
}

/// One thread for the connections, and some that wait for files.
fn runtime() -> Result<Runtime> {
    Builder::new_multi_thread()
        .worker_threads(1)
        .max_blocking_threads(64)
        .enable_all()
        .build()
        .context("could not start a thread")
}

/// Serves until the other end of `stop` is gone. Then the articles that jobs have begun are
/// finished and sent.
async fn serve(
    listener: TcpListener,
    site: Arc<Site>,
    waiting: usize,
    stop: Receiver<()>,
    ended: Sender<()>,
) -> Result<()> {
    let listener = tokio::net::TcpListener::from_std(listener).context("could not listen")?;
    let limits = Limits {
        connections: MOST_CONNECTIONS + waiting,
        stall: Some(LONGEST_STALL),
        grace: GRACE,
    };
    let routes = objects::routes(site.clone());
    let connections = Connections::accept(vec![listener], &routes, limits);
    let _ = spawn_blocking(move || stop.recv()).await;
    site.demand.end();
    drop(ended);
    connections.end();
    while site.demand.counts().begun > 0 {
        sleep(LOOK).await;
    }
    connections.closed().await;
    Ok(())
}
