//! Files, whole and in parts, and the feed.

use std::fs;
use std::thread;

use super::{Answer, Server, article};
use crate::environment::Environment;

#[test]
fn files_are_sent_whole_and_in_parts() {
    let environment = Environment::new();
    let server = Server::start(&environment, &[]);
    let path = server.made(&article("Titre"));
    let expected = fs::read(environment.path("output/Titre/Titre.mp3")).unwrap();
    let length = expected.len();
    let get = |fields: &[(&str, &str)]| -> Answer {
        server.request(&format!("GET {path}Titre.mp3"), fields, b"")
    };
    let whole = get(&[]);
    assert_eq!(
        (whole.status, whole.field("content-type")),
        (200, Some("audio/mpeg"))
    );
    assert_eq!(whole.body, expected);
    let tag = whole.field("etag").unwrap().to_owned();
    let part = get(&[("Range", "bytes=10-19")]);
    let place = format!("bytes 10-19/{length}");
    assert_eq!(
        (part.status, part.field("content-range")),
        (206, Some(&*place))
    );
    assert_eq!(part.body, expected[10..20]);
    assert_eq!(get(&[("Range", "bytes=-7")]).body, expected[length - 7..]);
    let outside = get(&[("Range", &format!("bytes={length}-"))]);
    let place = format!("bytes */{length}");
    assert_eq!(
        (outside.status, outside.field("content-range")),
        (416, Some(&*place))
    );
    assert_eq!(get(&[("If-None-Match", &tag)]).status, 304);
    assert_eq!(
        get(&[("If-Range", &tag), ("Range", "bytes=0-1")]).status,
        206
    );
    // A download that was begun with another version starts anew.
    let other = get(&[("If-Range", "\"autre\""), ("Range", "bytes=0-1")]);
    assert_eq!((other.status, other.body.len()), (200, length));
    let head = server.request(&format!("HEAD {path}Titre.mp3"), &[], b"");
    assert_eq!(head.field("content-length"), Some(&*length.to_string()));
    assert!(head.body.is_empty());
    for (name, media_type) in [
        ("01-Titre.wav", "audio/wav"),
        ("Titre.vtt", "text/vtt; charset=utf-8"),
        ("cover.png", "image/png"),
    ] {
        let answer = server.get(&format!("{path}{name}"));
        assert_eq!(
            (answer.status, answer.field("content-type")),
            (200, Some(media_type)),
            "{name}"
        );
    }
}

#[test]
fn many_downloads_at_once_get_the_right_bytes() {
    let environment = Environment::new();
    let server = Server::start(&environment, &[]);
    let path = server.made(&article("Titre"));
    let expected = fs::read(environment.path("output/Titre/01-Titre.wav")).unwrap();
    thread::scope(|scope| {
        for number in 0..60 {
            let (server, path, expected) = (&server, &path, &expected);
            scope.spawn(move || {
                let (start, end) = (number * 997 % expected.len(), expected.len() - number * 31);
                let (start, end) = (start.min(end - 1), end);
                let range = format!("bytes={start}-{}", end - 1);
                let line = format!("GET {path}01-Titre.wav");
                let answer = server.request(&line, &[("Range", &range)], b"");
                assert_eq!(answer.status, 206);
                assert!(answer.body == expected[start..end], "{range}");
            });
        }
    });
}

#[test]
fn a_subscriber_gets_the_feed_until_its_address_is_revoked() {
    let environment = Environment::new();
    let server = Server::start(&environment, &[]);
    let path = server.made(&article("Titre"));
    let page = server.post("/subscribe", "name=T%C3%A9l%C3%A9phone");
    assert_eq!(page.status, 200);
    assert!(page.text().contains("<svg") && page.field("cache-control") == Some("no-store"));
    let address = page.between("class=\"address\">", "<");
    let feed_path = address
        .split_once(&server.address.to_string())
        .unwrap()
        .1
        .to_owned();
    assert!(feed_path.starts_with("/f/") && feed_path.len() > 32);
    let feed = server.get(&feed_path);
    assert_eq!(
        feed.field("content-type"),
        Some("application/rss+xml; charset=utf-8")
    );
    let text = feed.text();
    roxmltree::Document::parse(&text).unwrap();
    assert!(text.contains("<title>Titre</title>"), "{text}");
    let tag = feed.field("etag").unwrap();
    assert_eq!(
        server
            .request(&format!("GET {feed_path}"), &[("If-None-Match", tag)], b"")
            .status,
        304
    );
    let enclosure = feed.between("<enclosure url=\"", "\"");
    let enclosure = enclosure
        .split_once(&server.address.to_string())
        .unwrap()
        .1
        .to_owned();
    let sound = server.get(&enclosure);
    assert_eq!(
        sound.body,
        fs::read(environment.path("output/Titre/Titre.mp3")).unwrap()
    );
    assert!(sound.field("cache-control").unwrap().contains("immutable"));
    let length = feed.between("length=\"", "\"");
    assert_eq!(length, sound.body.len().to_string());
    for part in text
        .split("url=\"")
        .skip(1)
        .chain(text.split("href=\"").skip(1))
    {
        let address = part.split('"').next().unwrap();
        if let Some((_, path)) = address.split_once(&server.address.to_string()) {
            assert_eq!(server.get(path).status, 200, "{path}");
        }
    }
    // Its secret opens nothing else, and another opens nothing.
    let wrong = feed_path.replace("/f/", "/f/0");
    for path in [wrong.as_str(), "/f/x/feed.xml", "/f/../feed.xml"] {
        assert_eq!(server.get(path).status, 404, "{path}");
    }
    // What was heard goes.
    server.post(&format!("{path}heard"), "");
    assert!(!server.get(&feed_path).text().contains("<item>"));
    let page = server.get("/subscribe");
    assert!(!page.text().contains("/f/") && page.text().contains("Téléphone"));
    let hash = page.between("/subscribe/", "/revoke");
    assert_eq!(
        server.post(&format!("/subscribe/{hash}/revoke"), "").status,
        303
    );
    assert_eq!(server.get(&feed_path).status, 404);
    assert_eq!(server.get(&enclosure).status, 404);
}
