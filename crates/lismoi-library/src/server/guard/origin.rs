//! Whether a change was asked for by a page of this server, and not by one from elsewhere that
//! a browser happens to show (cross-site request forgery).

use axum::http::{HeaderMap, header};

/// Whether the request comes from a page of this server, or from its reader himself. Browsers
/// say so in `Sec-Fetch-Site`, older ones in `Origin`; what says neither is no browser, and is
/// let through where it is `for_programs`.
pub(super) fn is_own(headers: &HeaderMap, for_programs: bool) -> bool {
    let text = |name: &str| headers.get(name).map(|value| value.to_str().unwrap_or("?"));
    if let Some(site) = text("sec-fetch-site") {
        return ["same-origin", "none"].contains(&site);
    }
    match (text("origin"), text(header::HOST.as_str())) {
        (Some(origin), Some(host)) => {
            let authority = origin.split_once("://").map(|(_, authority)| authority);
            authority.is_some_and(|authority| authority.eq_ignore_ascii_case(host))
        }
        (Some(_), None) => false,
        (None, _) => for_programs,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_own_of(fields: &[(&'static str, &'static str)], for_programs: bool) -> bool {
        let mut headers = HeaderMap::new();
        for (name, value) in fields {
            headers.insert(*name, value.parse().expect("a value"));
        }
        is_own(&headers, for_programs)
    }

    #[test]
    fn changes_from_elsewhere_are_refused() {
        let host = ("host", "localhost:7863");
        for (fields, own, of_program) in [
            (&[host, ("sec-fetch-site", "same-origin")][..], true, true),
            (&[host, ("sec-fetch-site", "none")], true, true),
            (&[host, ("sec-fetch-site", "cross-site")], false, false),
            (&[host, ("sec-fetch-site", "same-site")], false, false),
            (&[host, ("sec-fetch-site", "")], false, false),
            (
                &[
                    host,
                    ("sec-fetch-site", "cross-site"),
                    ("origin", "http://localhost:7863"),
                ],
                false,
                false,
            ),
            (&[host, ("origin", "http://localhost:7863")], true, true),
            (&[host, ("origin", "https://LOCALHOST:7863")], true, true),
            (&[host, ("origin", "http://localhost")], false, false),
            (&[host, ("origin", "http://exemple.fr")], false, false),
            (&[host, ("origin", "null")], false, false),
            (&[("origin", "http://localhost:7863")], false, false),
            (&[host], false, true),
            (&[], false, true),
        ] {
            assert_eq!(is_own_of(fields, false), own, "{fields:?}");
            assert_eq!(is_own_of(fields, true), of_program, "{fields:?}");
        }
    }
}
