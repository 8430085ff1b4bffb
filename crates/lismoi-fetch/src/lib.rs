//! Downloads over HTTP and HTTPS: an address that the user named in, its bytes out.
//!
//! This is the only crate that uses the network. Nothing is contacted but the address, and those
//! that its server redirects to. Addresses of private networks are refused unless they are
//! allowed ([`Reach`]), so that a link in somebody else's article cannot make the program call a
//! router or a printer.

mod download;
mod reach;

pub use download::{Download, FetchError, Fetcher};
pub use reach::Reach;

/// Whether a text is an address that can be downloaded, rather than the path of a file.
pub fn is_address(text: &str) -> bool {
    ["http://", "https://"].iter().any(|scheme| {
        text.get(..scheme.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    })
}

#[cfg(test)]
mod tests;
