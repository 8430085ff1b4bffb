//! Which addresses may be contacted.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use ureq::Error;
use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::NextTimeout;

/// Which addresses may be contacted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// Only those of the public Internet.
    Public,
    /// All of them: also this machine and the user's own network.
    Anywhere,
}

/// The name of a host stands for an address that may not be contacted.
#[derive(Debug, thiserror::Error)]
#[error("'{0}' is in a private network")]
pub(crate) struct Private(pub(crate) String);

/// Resolves names, and refuses those of private addresses. It is called for every connection,
/// those of redirects included, and its addresses are the ones that are connected to, so that a
/// name cannot change its meaning in between.
#[derive(Debug)]
pub(crate) struct PublicResolver(pub(crate) Reach);

impl Resolver for PublicResolver {
    fn resolve(
        &self,
        uri: &Uri,
        config: &Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, Error> {
        let addresses = DefaultResolver::default().resolve(uri, config, timeout)?;
        // The user has named the proxy, and it connects to the rest.
        let is_proxy = config
            .proxy()
            .is_some_and(|proxy| Some(proxy.host()) == uri.host());
        let is_allowed = self.0 == Reach::Anywhere || is_proxy;
        if !is_allowed && addresses.iter().any(|address| !is_public(address.ip())) {
            let host = uri.host().unwrap_or_default().to_owned();
            return Err(Error::Other(Box::new(Private(host))));
        }
        Ok(addresses)
    }
}

/// Whether an address is of the public Internet: not in one of the blocks that the IANA
/// registries of special-purpose addresses (RFC 6890) mark as not globally reachable.
pub(crate) fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => match embedded_v4(address) {
            Some(embedded) => is_public_v4(embedded),
            None => is_public_v6(address),
        },
    }
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    let [first, second, third, _] = address.octets();
    let is_special = match (first, second, third) {
        // This network; benchmarks (RFC 2544); reserved, with the broadcast address.
        (0 | 240.., ..) | (198, 18..=19, _) => true,
        // Shared by the customers of a provider (RFC 6598).
        (100, 64..=127, _) => true,
        // IETF protocol assignments; formerly 6to4 relays.
        (192, 0, 0) | (192, 88, 99) => true,
        _ => false,
    };
    !(is_special
        || address.is_private()
        || address.is_loopback()
        || address.is_link_local()
        || address.is_multicast()
        || address.is_documentation())
}

fn is_public_v6(address: Ipv6Addr) -> bool {
    let [first, second, ..] = address.segments();
    // Global unicast is 2000::/3. Within it: IETF protocol assignments, documentation.
    let is_unicast = first & 0xe000 == 0x2000;
    let is_special = match first {
        0x2001 => second < 0x200 || second == 0xdb8,
        0x3fff => second < 0x1000,
        _ => false,
    };
    is_unicast && !is_special
}

/// The IPv4 address to which an IPv6 address leads: mapped (::ffff:0:0/96), through NAT64
/// (64:ff9b::/96), or through 6to4 (2002::/16).
fn embedded_v4(address: Ipv6Addr) -> Option<Ipv4Addr> {
    let from = |high: u16, low: u16| Ipv4Addr::from((u32::from(high) << 16) | u32::from(low));
    match address.segments() {
        [0, 0, 0, 0, 0, 0xffff, high, low] | [0x64, 0xff9b, 0, 0, 0, 0, high, low] => {
            Some(from(high, low))
        }
        [0x2002, high, low, ..] => Some(from(high, low)),
        _ => None,
    }
}
