//! Addresses of the web that stand in a text.

/// The name of the site within an address that is the whole of `text`, as a byte range of it:
/// `github.com` in `https://github.com/robb/Cartography`. `None` where the text is no address,
/// or where its site is all there is.
pub(crate) fn site_of(text: &str) -> Option<std::ops::Range<usize>> {
    let is_address = text.starts_with("http://") || text.starts_with("https://");
    if !is_address || text.contains(char::is_whitespace) {
        return None;
    }
    let start = text.find("://")? + 3;
    let start = start
        + if text[start..].starts_with("www.") {
            4
        } else {
            0
        };
    let length = text[start..].find(['/', '?', '#', ':']);
    let end = length.map_or(text.len(), |length| start + length);
    text[start..end].contains('.').then_some(start..end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_whole_address_has_a_site() {
        let site = |text: &str| site_of(text).map(|range| text[range].to_owned());
        assert_eq!(
            site("https://www.lemonde.fr/a?b=c").as_deref(),
            Some("lemonde.fr")
        );
        assert_eq!(site("voir https://a.fr"), None);
        assert_eq!(site("http://localhost:80/"), None);
    }
}
