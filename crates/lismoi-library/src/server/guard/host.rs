//! The names of this server. A page from elsewhere whose name is suddenly that of this
//! computer (DNS rebinding) asks for its own name, and gets nothing.

use std::net::IpAddr;

use axum::extract::Request;
use axum::http::header;
use axum::http::uri::Authority;

use crate::server::Options;

/// The names of this server.
#[derive(Debug)]
pub(in crate::server) struct Hosts {
    names: Vec<String>,
    /// Whether any address is right, as no name was looked up for it; else only those of
    /// loopback.
    all_addresses: bool,
}

impl Hosts {
    pub(in crate::server) fn of(options: &Options) -> Hosts {
        let mut names = vec!["localhost".to_owned()];
        names.extend(options.hosts.iter().map(|name| name.to_ascii_lowercase()));
        let listen = &options.listen;
        Hosts {
            names,
            all_addresses: listen.iter().any(|address| !address.ip().is_loopback()),
        }
    }

    /// Whether a request asks for this server.
    pub(super) fn know(&self, request: &Request) -> bool {
        let mut fields = request.headers().get_all(header::HOST).iter();
        let (Some(host), None) = (fields.next(), fields.next()) else {
            return false;
        };
        let host = host
            .to_str()
            .ok()
            .and_then(|host| host.parse::<Authority>().ok());
        // One in the address of the request stands for the field (RFC 9112, 3.2.2).
        let named = request.uri().authority();
        let names = host.iter().chain(named);
        host.is_some() && names.into_iter().all(|authority| self.has(authority))
    }

    fn has(&self, authority: &Authority) -> bool {
        if authority.as_str().contains('@') {
            return false;
        }
        let host = authority.host().trim_end_matches('.').to_ascii_lowercase();
        let address = host
            .trim_start_matches('[')
            .trim_end_matches(']')
            .parse::<IpAddr>();
        match address {
            Ok(address) => self.all_addresses || address.is_loopback(),
            Err(_) => self.names.contains(&host),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn hosts(all_addresses: bool) -> Hosts {
        let names = ["localhost", "lismoi.exemple.fr"].map(str::to_owned);
        Hosts {
            names: names.to_vec(),
            all_addresses,
        }
    }

    fn knows(hosts: &Hosts, host: &str) -> bool {
        let request = Request::builder().uri("/").header(header::HOST, host);
        request
            .body(axum::body::Body::empty())
            .is_ok_and(|request| hosts.know(&request))
    }

    #[test]
    fn the_own_names_are_known_and_others_are_not() {
        for host in [
            "localhost",
            "LOCALHOST:7863",
            "127.0.0.1:7863",
            "127.3.2.1",
            "[::1]:7863",
            "lismoi.exemple.fr",
            "lismoi.exemple.fr.:443",
        ] {
            assert!(knows(&hosts(false), host), "{host}");
        }
        for host in [
            "",
            "exemple.fr",
            "localhost.exemple.fr",
            "localhost@exemple.fr",
            "exemple.fr#localhost",
            "127.0.0.1.exemple.fr",
            "192.168.1.2",
            "0x7f000001",
            "localhost:7863:80",
            "localhost, exemple.fr",
        ] {
            assert!(!knows(&hosts(false), host), "{host}");
        }
        assert!(knows(&hosts(true), "192.168.1.2:7863") && knows(&hosts(true), "[fe80::1]"));
        assert!(!knows(&hosts(true), "exemple.fr"));
    }

    #[test]
    fn two_names_are_none() {
        let request = Request::builder()
            .uri("/")
            .header(header::HOST, "localhost")
            .header(header::HOST, "exemple.fr");
        let request = request.body(axum::body::Body::empty()).expect("a request");
        assert!(!hosts(true).know(&request));
        let request = Request::builder()
            .uri("http://exemple.fr/")
            .header(header::HOST, "localhost");
        let request = request.body(axum::body::Body::empty()).expect("a request");
        assert!(!hosts(true).know(&request));
    }

    proptest! {
        #[test]
        fn no_other_name_is_known(host in "[a-z0-9.:@\\[\\]-]{0,30}") {
            prop_assume!(!host.starts_with("localhost") && !host.starts_with("lismoi"));
            let is_address = host.starts_with("127.") || host.starts_with('[');
            prop_assert!(is_address || !knows(&hosts(false), &host), "{}", host);
        }
    }
}
