//! Downloads over HTTP and HTTPS: an address that the user named in, its bytes out.
//!
//! This is the only crate that uses the network. Nothing is contacted but the address, and those
//! that its server redirects to. Addresses of private networks are refused unless they are
//! allowed ([`Reach`]), so that a link in somebody else's article cannot make the program call a
//! router or a printer.

mod download;
mod reach;
mod request;

pub use download::{Download, FetchError, Fetcher, Limit};
pub use reach::Reach;
pub use request::{Answer, Method, Request};

#[cfg(test)]
mod tests;
