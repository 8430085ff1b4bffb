//! A connection whose client takes nothing for a while is cut off.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio::time::{Instant, Sleep, sleep};

/// A connection.
pub(super) struct Patient {
    stream: TcpStream,
    /// How long the client may take nothing; `None` for as long as it likes.
    longest_stall: Option<Duration>,
    /// When it is cut off.
    end: Pin<Box<Sleep>>,
    /// Whether it waits for the client to take something.
    is_stalled: bool,
}

impl Patient {
    /// A connection whose client may take nothing for so long.
    pub(super) fn new(stream: TcpStream, longest_stall: Option<Duration>) -> Patient {
        Patient {
            stream,
            longest_stall,
            end: Box::pin(sleep(longest_stall.unwrap_or_default())),
            is_stalled: false,
        }
    }

    /// What the connection said, unless it has said "later" for too long.
    fn within<T>(
        &mut self,
        context: &mut Context<'_>,
        said: Poll<io::Result<T>>,
    ) -> Poll<io::Result<T>> {
        let Some(longest_stall) = self.longest_stall.filter(|_| said.is_pending()) else {
            self.is_stalled = false;
            return said;
        };
        if !self.is_stalled {
            self.is_stalled = true;
            self.end.as_mut().reset(Instant::now() + longest_stall);
        }
        ready!(self.end.as_mut().poll(context));
        Poll::Ready(Err(io::ErrorKind::TimedOut.into()))
    }
}

impl AsyncRead for Patient {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(context, buffer)
    }
}

impl AsyncWrite for Patient {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write(context, bytes);
        self.within(context, written)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}
