//! The page of sources, the interval at which they are asked, and MP3s for the feed.

use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::thread;
use std::time::{Duration, Instant};

use super::{Server, article};
use crate::environment::Environment;

/// A server of one feed with one whole article; its address.
fn feed() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let mut lines = BufReader::new(stream.try_clone().unwrap()).lines();
            while lines.next().is_some_and(|line| !line.unwrap().is_empty()) {}
            let text = "<rss version=\"2.0\"><channel><title>L'Écho</title><item>\
                <title>Une nouvelle</title><guid>1</guid><content:encoded>\
                &lt;p&gt;Le vent se lève sur la plaine.&lt;/p&gt;</content:encoded>\
                </item></channel></rss>";
            let head = format!("HTTP/1.1 200 X\r\nContent-Length: {}\r\n", text.len());
            let _ = write!(stream, "{head}Connection: close\r\n\r\n{text}");
        }
    });
    format!("{address}/flux.xml")
}

/// Waits until a page has a text.
fn wait_for(server: &Server, path: &str, text: &str) -> String {
    let start = Instant::now();
    loop {
        let page = server.get(path).text();
        if page.contains(text) {
            return page;
        }
        assert!(start.elapsed() < Duration::from_secs(120), "{page}");
        thread::sleep(Duration::from_millis(100));
    }
}

#[test]
fn a_source_is_asked_and_its_articles_go_into_the_queue() {
    let environment = Environment::new();
    let address = feed();
    environment.succeed(&[
        "sources",
        "add",
        &address,
        "--name=L'Écho",
        "--tag=presse",
        "--allow-private",
    ]);
    let server = Server::start(&environment, &[]);
    assert!(server.get("/sources").text().contains("jamais relevé"));
    assert_eq!(server.post("/sources/fetch", "name=").status, 303);
    let page = wait_for(&server, "/sources", "1 nouvel article");
    assert!(page.contains(">presse<"), "{page}");
    wait_for(&server, "/", ">Une nouvelle</a>");
    server.wait_until_made();
    let list = environment
        .succeed(&["library", "list", "--json", "--tag=presse"])
        .out;
    assert!(list.contains("\"title\":\"Une nouvelle\""), "{list}");
    assert!(list.contains("\"from\":\"Une nouvelle"), "{list}");
    // It does not come twice, and the page says so.
    server.post("/sources/fetch", "name=L%27%C3%89cho");
    wait_for(&server, "/sources", "0 nouvel article");
    assert_eq!(list.lines().count(), 1);
    assert_eq!(
        server.post("/sources/remove", "name=L%27%C3%89cho").status,
        303
    );
    assert!(!server.get("/sources").text().contains("Écho"));
    assert!(server.get("/").text().contains(">Une nouvelle</a>"));
}

#[test]
fn a_source_is_followed_by_its_address_and_says_why_it_cannot_be_read() {
    let environment = Environment::new();
    let server = Server::start(&environment, &["--lang", "fr"]);
    // One of this network is not asked: a page may not allow that.
    let form = "address=http%3A%2F%2F127.0.0.1%3A9%2Fflux.xml&tag=presse";
    assert_eq!(server.post("/sources", form).status, 303);
    let page = wait_for(&server, "/sources", "class=\"error\"");
    assert!(page.contains("Nouvel essai dans"), "{page}");
    let again = server.post("/sources", form);
    assert_eq!(again.status, 400);
    assert!(again.text().contains("127.0.0.1:9/flux.xml"));
    for form in ["address=--kind", "address=", "address=ftp://exemple.fr"] {
        assert_eq!(server.post("/sources", form).status, 400, "{form}");
    }
    let remove = "name=127.0.0.1%3A9%2Fflux.xml";
    assert_eq!(server.post("/sources/remove", remove).status, 303);
    assert_eq!(server.post("/sources/remove", "name=--now").status, 400);
}

#[test]
fn sources_are_asked_at_an_interval() {
    let environment = Environment::new();
    let address = feed();
    environment.succeed(&["sources", "add", &address, "--allow-private"]);
    let server = Server::start(&environment, &["--fetch-every", "1h"]);
    wait_for(&server, "/", ">Une nouvelle</a>");
    let run = environment.run(&["serve", "--fetch-every", "1"]);
    assert_eq!(run.code, Some(2));
    assert!(run.err.contains("at least 5 minutes"), "{}", run.err);
}

#[test]
fn articles_without_an_mp3_are_named_and_get_one() {
    let environment = Environment::new();
    environment.write("a.txt", article("Titre"));
    environment.succeed(&["add", "-q", "a.txt"]);
    let server = Server::start(&environment, &[]);
    let page = server.get("/subscribe").text();
    assert!(
        page.contains("1 article à écouter n’a pas de MP3"),
        "{page}"
    );
    assert_eq!(server.post("/subscribe/sounds", "").status, 303);
    let start = Instant::now();
    while server
        .get("/subscribe")
        .text()
        .contains("/subscribe/sounds")
    {
        assert!(start.elapsed() < Duration::from_secs(60));
        thread::sleep(Duration::from_millis(100));
    }
    assert!(environment.path("output/a/a.mp3").is_file());
}
