//! Against services of the test's own, on this machine, which answer as the real ones are
//! documented to.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::mpsc::{Receiver, channel};
use std::thread;

use super::*;
use crate::sources::fetch::{fetch, fetcher};

/// A request as it came: its first line, its headers in lower case, its body.
#[derive(Debug)]
struct Asked {
    line: String,
    head: String,
    body: String,
}

/// Answers each request with what `answer` makes of its first line: a status and a body.
fn serve(answer: impl Fn(&str) -> (u16, String) + Send + 'static) -> (String, Receiver<Asked>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let (sender, asked) = channel();
    thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let request = request(&stream);
            let (status, body) = answer(&request.line);
            let length = body.len();
            let head = format!(
                "HTTP/1.1 {status} X\r\nContent-Length: {length}\r\nRetry-After: 900\r\n\
                Connection: close\r\n\r\n"
            );
            // Before the answer: whoever has it asks for the request at once.
            // Some tests do not ask.
            let _ = sender.send(request);
            stream.write_all((head + &body).as_bytes()).unwrap();
        }
    });
    (address, asked)
}

fn request(stream: &TcpStream) -> Asked {
    let mut reader = BufReader::new(stream);
    let mut line = String::new();
    reader.read_line(&mut line).unwrap();
    let mut head = String::new();
    while !head.ends_with("\r\n\r\n") && head != "\r\n" {
        reader.read_line(&mut head).unwrap();
    }
    let head = head.to_lowercase();
    let length = head
        .lines()
        .find_map(|line| line.strip_prefix("content-length: "));
    let mut body = vec![0; length.map_or(0, |length| length.trim().parse().unwrap())];
    reader.read_exact(&mut body).unwrap();
    Asked {
        line: line.trim_end_matches(" HTTP/1.1\r\n").to_owned(),
        head,
        body: String::from_utf8(body).unwrap(),
    }
}

fn source(kind: Kind, address: &str) -> Source {
    Source {
        name: "s".to_owned(),
        kind,
        address: address.to_owned(),
        user: Some("anne".to_owned()),
        client_id: Some("1_abc".to_owned()),
        tags: Vec::new(),
        most: 2,
        allow_private: true,
    }
}

fn secret() -> Secret {
    let secrets = [
        ("password", "mot de passe & cie"),
        ("client-secret", "xyz"),
        ("token", "jeton"),
    ];
    let secrets = secrets.map(|(name, value)| (name.to_owned(), value.to_owned()));
    Secret(secrets.into_iter().collect())
}

fn titles(items: &[Item]) -> Vec<&str> {
    let articles = items.iter().map(|item| &item.article);
    articles
        .map(|article| article.title.as_deref().unwrap())
        .collect()
}

#[test]
fn wallabag_gives_its_texts_and_is_told_what_was_heard() {
    let (address, asked) = serve(|line| match line {
        "POST /oauth/v2/token" => (200, r#"{"access_token":"t1","expires_in":3600}"#.to_owned()),
        line if line.contains("page=1") => (
            200,
            r#"{"page":1,"pages":2,"_embedded":{"items":[
            {"id":7,"title":"Un","url":"https://exemple.fr/1","content":"<p>Il pleut.</p>",
            "published_by":["Jeanne",null],"published_at":"2024-03-12T08:00:00+0100",
            "domain_name":"exemple.fr","is_archived":0},
            {"id":8,"title":"Deux","url":"https://exemple.fr/2","content":"","published_by":null}
            ]}}"#
                .to_owned(),
        ),
        line if line.contains("page=2") => (
            200,
            r#"{"page":2,"pages":2,"_embedded":{"items":[
            {"id":9,"title":"Trois","url":"https://exemple.fr/3","content":"<p>Trois.</p>"}]}}"#
                .to_owned(),
        ),
        "PATCH /api/entries/7.json" => (200, "{}".to_owned()),
        "PATCH /api/entries/8.json" => (404, String::new()),
        _ => (500, String::new()),
    });
    let source = source(Kind::Wallabag, &address);
    let mut state = SourceState::default();
    let fetched = fetch(&source, &secret(), &mut state).unwrap();
    assert_eq!(titles(&fetched.items), ["Un", "Deux"]);
    assert!(!fetched.is_all, "there are three, and two at a time");
    let first = &fetched.items[0].article;
    assert!(first.is_whole);
    assert_eq!(first.authors, ["Jeanne"]);
    assert_eq!(first.date.as_deref(), Some("2024-03-12"));
    assert!(!fetched.items[1].article.is_whole, "its page must be read");
    let token = asked.recv().unwrap();
    assert_eq!(
        token.body,
        "grant_type=password&client_id=1%5Fabc&client_secret=xyz&username=anne\
        &password=mot%20de%20passe%20%26%20cie"
    );
    let list = asked.recv().unwrap();
    assert!(list.head.contains("authorization: bearer t1"), "{list:?}");
    assert!(list.line.contains("archive=0&detail=full"), "{list:?}");
    assert!(list.line.contains("since=0"), "{list:?}");
    asked.recv().unwrap();
    // What needs no more work is not offered again.
    for item in &fetched.items {
        state.finish_item(&item.id);
    }
    let fetched = fetch(&source, &secret(), &mut state).unwrap();
    assert_eq!(titles(&fetched.items), ["Trois"]);
    assert!(fetched.is_all);
    let ids = ["7", "8", "9"].map(str::to_owned);
    let noted = archive(&source, &secret(), &ids, &fetcher(&source)).unwrap();
    assert_eq!(
        noted,
        ["7", "8"],
        "one that is gone needs nothing, one that fails is left"
    );
    let bodies = asked
        .try_iter()
        .filter(|asked| asked.line.starts_with("PATCH"));
    assert!(
        bodies
            .into_iter()
            .all(|asked| asked.body == r#"{"archive":1}"#)
    );
}

#[test]
fn readeck_gives_the_article_of_each_bookmark() {
    let (address, asked) = serve(|line| match line {
        line if line.starts_with("GET /api/bookmarks?is_archived=false") => (
            200,
            r#"[{"id":"a1","title":"Un","url":"https://exemple.fr/1","has_article":true,
            "authors":["Jeanne"],"site_name":"L'Écho","published":"2024-03-12T08:00:00Z"},
            {"id":"b2","title":"Deux","url":"https://exemple.fr/2","has_article":false},
            {"id":"c3","title":"Trois","url":"https://exemple.fr/3","has_article":true}]"#
                .to_owned(),
        ),
        "GET /api/bookmarks/a1/article" => (200, "<section><p>Il pleut.</p></section>".to_owned()),
        "PATCH /api/bookmarks/a1" => (200, "{}".to_owned()),
        _ => (404, String::new()),
    });
    let source = source(Kind::Readeck, &address);
    let fetched = fetch(&source, &secret(), &mut SourceState::default()).unwrap();
    assert_eq!(titles(&fetched.items), ["Un", "Deux"]);
    let first = &fetched.items[0].article;
    assert_eq!(
        first.html.as_deref(),
        Some("<section><p>Il pleut.</p></section>")
    );
    assert_eq!(first.site.as_deref(), Some("L'Écho"));
    assert!(!fetched.items[1].article.is_whole);
    let noted = archive(&source, &secret(), &["a1".to_owned()], &fetcher(&source)).unwrap();
    assert_eq!(noted, ["a1"]);
    let all: Vec<Asked> = asked.try_iter().collect();
    assert!(
        all.iter()
            .all(|asked| asked.head.contains("authorization: bearer jeton"))
    );
    assert_eq!(all.last().unwrap().body, r#"{"is_archived":true}"#);
}

#[test]
fn karakeep_gives_its_links_page_by_page() {
    let (address, asked) = serve(|line| match line {
        line if line.contains("cursor=n%2F2") => (
            200,
            r#"{"bookmarks":[{"id":"c","content":{"type":"link","url":"https://exemple.fr/3",
            "title":"Trois"}}],"nextCursor":null}"#
                .to_owned(),
        ),
        line if line.starts_with("GET /api/v1/bookmarks?") => (
            200,
            r#"{"bookmarks":[{"id":"a","title":null,"content":{"type":"link",
            "url":"https://exemple.fr/1","title":"Un","htmlContent":"<p>Il pleut.</p>",
            "author":"Jeanne","datePublished":"2024-03-12T08:00:00.000Z"}},
            {"id":"b","title":"Note","content":{"type":"text","text":"non"}}],
            "nextCursor":"n/2"}"#
                .to_owned(),
        ),
        line if line.starts_with("PATCH ") => (200, "{}".to_owned()),
        _ => (404, String::new()),
    });
    let source = source(Kind::Karakeep, &address);
    let fetched = fetch(&source, &secret(), &mut SourceState::default()).unwrap();
    assert_eq!(titles(&fetched.items), ["Un", "Trois"]);
    assert!(fetched.items[0].article.is_whole && !fetched.items[1].article.is_whole);
    archive(&source, &secret(), &["a".to_owned()], &fetcher(&source)).unwrap();
    let last = asked.try_iter().last().unwrap();
    assert_eq!(last.line, "PATCH /api/v1/bookmarks/a");
    assert_eq!(last.body, r#"{"archived":true}"#);
}

#[test]
fn linkding_gives_addresses_the_oldest_first() {
    let (address, asked) = serve(|line| match line {
        line if line.starts_with("GET /api/bookmarks/?q=%21unread") => (
            200,
            r#"{"count":2,"next":null,"results":[
            {"id":2,"url":"https://exemple.fr/2","title":"","website_title":"Deux"},
            {"id":1,"url":"https://exemple.fr/1","title":"Un","website_title":"x"}]}"#
                .to_owned(),
        ),
        "POST /api/bookmarks/1/archive/" => (204, String::new()),
        _ => (404, String::new()),
    });
    let source = source(Kind::Linkding, &address);
    let fetched = fetch(&source, &secret(), &mut SourceState::default()).unwrap();
    assert_eq!(titles(&fetched.items), ["Un", "Deux"]);
    let noted = archive(&source, &secret(), &["1".to_owned()], &fetcher(&source)).unwrap();
    assert_eq!(noted, ["1"]);
    let all: Vec<Asked> = asked.try_iter().collect();
    assert!(
        all.iter()
            .all(|asked| asked.head.contains("authorization: token jeton"))
    );
}

#[test]
fn a_reader_gives_what_is_unread_and_is_told_what_was_read() {
    let long = "Il pleut sur la ville. ".repeat(100);
    let (address, asked) = serve(move |line| match line {
        "POST /accounts/ClientLogin" => (200, "SID=x\nLSID=\nAuth=anne/k1\n".to_owned()),
        "GET /reader/api/0/token" => (200, "t2\n".to_owned()),
        "POST /reader/api/0/edit-tag" => (200, "OK".to_owned()),
        line if line.contains("/reading-list?output=json") => (
            200,
            format!(
                r#"{{"items":[{{"id":"tag:google.com,2005:reader/item/1","title":"Un",
                "published":1710230400,"author":"Jeanne","origin":{{"title":"L'Écho"}},
                "canonical":[{{"href":"https://exemple.fr/1"}}],
                "summary":{{"content":"<p>{long}</p>"}}}},
                {{"id":"tag:google.com,2005:reader/item/2","title":"Deux",
                "alternate":[{{"href":"https://exemple.fr/2"}}],
                "summary":{{"content":"<p>Court.</p>"}}}}]}}"#
            ),
        ),
        _ => (404, String::new()),
    });
    let source = source(Kind::Reader, &address);
    let fetched = fetch(&source, &secret(), &mut SourceState::default()).unwrap();
    assert_eq!(titles(&fetched.items), ["Un", "Deux"]);
    let first = &fetched.items[0].article;
    assert_eq!(first.date.as_deref(), Some("2024-03-12"));
    assert!(first.is_whole && !fetched.items[1].article.is_whole);
    let ids = [fetched.items[0].id.clone()];
    archive(&source, &secret(), &ids, &fetcher(&source)).unwrap();
    let last = asked.try_iter().last().unwrap();
    assert!(
        last.head
            .contains("authorization: googlelogin auth=anne/k1")
    );
    assert!(last.body.starts_with("T=t2&i=tag%3Agoogle") && last.body.ends_with("read"));
}

#[test]
fn a_service_that_refuses_says_how_long_and_no_secret_is_in_the_message() {
    for kind in [
        Kind::Wallabag,
        Kind::Readeck,
        Kind::Karakeep,
        Kind::Linkding,
        Kind::Reader,
    ] {
        for (status, body) in [(429, ""), (200, "<html>"), (200, "[]"), (200, "{}")] {
            let (address, _asked) = serve(move |_| (status, body.to_owned()));
            let source = source(kind, &address);
            let answer = fetch(&source, &secret(), &mut SourceState::default());
            let error = match answer {
                // An empty list of Readeck.
                Ok(fetched) if (kind, body) == (Kind::Readeck, "[]") => {
                    assert!(fetched.items.is_empty());
                    continue;
                }
                answer => answer.unwrap_err(),
            };
            let shown = format!("{error} {error:?}");
            for (_, secret) in secret().0 {
                assert!(!shown.contains(&secret), "{shown}");
            }
            if status == 429 {
                assert_eq!(error.retry_after_s(), Some(900), "{kind:?}");
            }
        }
    }
    assert!(!format!("{:?}", secret()).contains("jeton"));
}

#[test]
fn a_private_address_is_contacted_only_if_that_is_allowed() {
    let (address, asked) = serve(|_| (200, "[]".to_owned()));
    let source = Source {
        allow_private: false,
        ..source(Kind::Readeck, &address)
    };
    assert!(fetch(&source, &secret(), &mut SourceState::default()).is_err());
    assert!(asked.try_recv().is_err(), "something was sent");
}
