//! `lismoi serve`.

use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;
use std::time::Duration;

use clap::Args;
use lismoi_library::server::{PORT, WYOMING_PORT};

use super::library::LibraryOptions;
use super::{ConfigFile, numbers};

/// What is served, and to whom.
#[derive(Debug, Args)]
pub struct Serve {
    /// Address to listen at, with or without a port; may be repeated [default: 127.0.0.1:7863]
    #[arg(long, value_name = "ADDRESS", value_parser = |text: &str| address(text, PORT))]
    pub listen: Vec<SocketAddr>,
    /// Also speak for Home Assistant, over the Wyoming protocol, at this address; it knows no
    /// token: whoever reaches the address may have texts spoken [with no ADDRESS: 127.0.0.1:10200]
    #[arg(
        long,
        value_name = "ADDRESS",
        num_args = 0..=1,
        default_missing_value = "127.0.0.1",
        value_parser = |text: &str| address(text, WYOMING_PORT)
    )]
    pub wyoming: Vec<SocketAddr>,
    /// Name under which this server is reached; may be repeated
    #[arg(long, value_name = "NAME")]
    pub host: Vec<String>,
    /// File with the token that a browser is asked for; made if it does not exist
    #[arg(long, value_name = "FILE")]
    pub token_file: Option<PathBuf>,
    /// Ask the sources for what is new at this interval: minutes, or hours as in 1h30
    #[arg(long, value_name = "TIME", value_parser = interval)]
    pub fetch_every: Option<Duration>,
    /// How large the library may be.
    #[command(flatten)]
    pub options: LibraryOptions,
    /// Folder of the audiobooks [default: output]
    #[arg(short, long, value_name = "DIR")]
    pub output: Option<PathBuf>,
    /// Where the options of the articles come from.
    #[command(flatten)]
    pub file: ConfigFile,
}

/// The shortest interval, in minutes: servers of feeds ask not to be asked more often.
const SHORTEST_INTERVAL: f64 = 5.0;

/// A time of five minutes at least.
fn interval(text: &str) -> Result<Duration, String> {
    let minutes = numbers::minutes(text)?;
    match minutes >= SHORTEST_INTERVAL {
        true => Ok(Duration::from_secs_f64(minutes * 60.0)),
        false => Err("it must be at least 5 minutes".to_owned()),
    }
}

/// An address, with this port where it has none.
fn address(text: &str, port: u16) -> Result<SocketAddr, String> {
    let bare = text.trim_start_matches('[').trim_end_matches(']');
    let address = bare
        .parse::<IpAddr>()
        .map(|address| SocketAddr::new(address, port));
    let with_port = || match text.strip_prefix("localhost") {
        Some(rest) => format!("127.0.0.1{rest}").parse(),
        None => text.parse(),
    };
    match (address, text) {
        (_, "localhost") => Ok(SocketAddr::from(([127, 0, 0, 1], port))),
        (Ok(address), _) => Ok(address),
        (Err(_), _) => with_port().map_err(|_| "it is no address of a computer".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_have_a_port_or_ours() {
        for (text, expected) in [
            ("127.0.0.1", "127.0.0.1:7863"),
            ("0.0.0.0:80", "0.0.0.0:80"),
            ("::1", "[::1]:7863"),
            ("[::1]:8080", "[::1]:8080"),
            ("localhost", "127.0.0.1:7863"),
            ("localhost:90", "127.0.0.1:90"),
        ] {
            assert_eq!(
                address(text, PORT),
                Ok(expected.parse().expect("an address")),
                "{text}"
            );
        }
        let wyoming = address("127.0.0.1", WYOMING_PORT);
        assert_eq!(wyoming.map(|address| address.port()), Ok(10_200));
        for text in ["", "exemple.fr", "127.0.0.1:", "127.0.0.1:99999", "7863"] {
            assert!(address(text, PORT).is_err(), "{text}");
        }
    }
}
