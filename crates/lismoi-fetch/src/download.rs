//! One download: connect, read, stop at a limit.

use std::io::{self, Read, Write};
use std::time::Duration;

use ureq::tls::{RootCerts, TlsConfig};
use ureq::unversioned::transport::DefaultConnector;
use ureq::{Agent, Error, ResponseExt};

use crate::reach::{Private, PublicResolver, Reach};

/// A server that says nothing for so long is given up.
const SILENCE: Duration = Duration::from_secs(30);

/// Honest sites need two or three.
const MOST_REDIRECTS: u32 = 5;

/// Why there is no download.
#[derive(Debug, thiserror::Error)]
pub enum FetchError {
    /// The address, or one that it redirects to, is in a private network.
    #[error("'{address}': {host} is in a private network")]
    PrivateNetwork {
        /// The address that was asked for.
        address: String,
        /// The host that was refused, in quotes.
        host: String,
    },
    /// The server answered with another status than 200.
    #[error("'{address}': the server answered {status}")]
    Status {
        /// The address that was asked for.
        address: String,
        /// The HTTP status.
        status: u16,
    },
    /// There is more than was allowed.
    #[error("'{address}' is larger than {} MB", limit / 1_000_000)]
    TooLarge {
        /// The address that was asked for.
        address: String,
        /// The most that was allowed, in bytes.
        limit: u64,
    },
    /// Nothing was received, or not all of it.
    #[error("could not download '{address}': {reason}")]
    Failed {
        /// The address that was asked for.
        address: String,
        /// What went wrong.
        reason: String,
    },
    /// What was received could not be written.
    #[error("could not write what '{address}' holds: {error}")]
    Write {
        /// The address that was asked for.
        address: String,
        /// What went wrong.
        error: io::Error,
    },
}

/// What a download was, apart from its bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Download {
    /// The address after all redirects.
    pub address: String,
    /// The media type that the server gives, with its parameters: "text/html; charset=utf-8".
    pub media_type: Option<String>,
    /// How many bytes it has, decompressed.
    pub bytes: u64,
}

/// How much is downloaded at most.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limit {
    /// In bytes, decompressed.
    pub bytes: u64,
    /// From the first connection to the last byte; `None` where a large file may take its time.
    pub time: Option<Duration>,
}

/// A client that keeps its connections.
#[derive(Clone, Debug)]
pub struct Fetcher {
    pub(crate) agent: Agent,
}

impl Fetcher {
    /// A client that contacts what `reach` allows. It uses the proxy of the environment
    /// (`https_proxy` and so on).
    pub fn new(reach: Reach) -> Fetcher {
        // The certificates that this machine trusts, those of a company among them.
        let tls = TlsConfig::builder()
            .root_certs(RootCerts::PlatformVerifier)
            .build();
        let config = Agent::config_builder()
            .tls_config(tls)
            .user_agent(concat!("lismoi/", env!("CARGO_PKG_VERSION")))
            .max_redirects(MOST_REDIRECTS)
            .http_status_as_error(false)
            .timeout_resolve(Some(SILENCE))
            .timeout_connect(Some(SILENCE))
            .timeout_recv_response(Some(SILENCE))
            .timeout_per_read(Some(SILENCE))
            .build();
        let connector = DefaultConnector::default();
        Fetcher {
            agent: Agent::with_parts(config, connector, PublicResolver(reach)),
        }
    }

    /// Writes what is at `address`.
    ///
    /// # Errors
    /// Those of [`FetchError`]; some bytes may have been written.
    pub fn download(
        &self,
        address: &str,
        limit: Limit,
        writer: &mut impl Write,
    ) -> Result<Download, FetchError> {
        let failed = |error| self::failed(address, error);
        let request = self.agent.get(address).config();
        let request = request.timeout_global(limit.time).build();
        let mut response = request.call().map_err(failed)?;
        if response.status() != 200 {
            return Err(FetchError::Status {
                address: address.to_owned(),
                status: response.status().as_u16(),
            });
        }
        let header = response.headers().get("content-type");
        let media_type = header.and_then(|value| value.to_str().ok());
        let media_type = media_type.map(str::to_owned);
        let found = response.get_uri().to_string();
        let too_large = || FetchError::TooLarge {
            address: address.to_owned(),
            limit: limit.bytes,
        };
        if response.body().content_length() > Some(limit.bytes) {
            return Err(too_large());
        }
        let reader = response.body_mut().as_reader().take(limit.bytes + 1);
        let bytes = copy(reader, writer, address)?;
        if bytes > limit.bytes {
            return Err(too_large());
        }
        Ok(Download {
            address: found,
            media_type,
            bytes,
        })
    }
}

/// Copies all bytes. Tells apart what could not be read from what could not be written.
fn copy(mut reader: impl Read, writer: &mut impl Write, address: &str) -> Result<u64, FetchError> {
    let mut buffer = vec![0; 64 * 1024];
    let mut bytes = 0;
    loop {
        let count = match reader.read(&mut buffer) {
            Ok(0) => return Ok(bytes),
            Ok(count) => count,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(failed(address, error.into())),
        };
        writer
            .write_all(&buffer[..count])
            .map_err(|error| FetchError::Write {
                address: address.to_owned(),
                error,
            })?;
        bytes += count as u64;
    }
}

pub(crate) fn failed(address: &str, error: Error) -> FetchError {
    let address = address.to_owned();
    match error {
        Error::Other(error) if error.is::<Private>() => FetchError::PrivateNetwork {
            address,
            host: error
                .downcast_ref::<Private>()
                .map_or_else(String::new, |private| format!("'{}'", private.0)),
        },
        error => FetchError::Failed {
            address,
            reason: reason(&error),
        },
    }
}

/// An error in words for people.
fn reason(error: &Error) -> String {
    match error {
        Error::Timeout(_) => "the server takes too long".to_owned(),
        Error::HostNotFound => "there is no such server".to_owned(),
        Error::ConnectionFailed => "the server does not answer".to_owned(),
        Error::TooManyRedirects => format!("it redirects more than {MOST_REDIRECTS} times"),
        Error::Io(error) => error.to_string(),
        error => error.to_string(),
    }
}
