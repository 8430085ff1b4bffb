//! What a reader sees and does.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use super::{Server, article};
use crate::environment::Environment;

#[test]
fn pages_are_in_the_language_of_the_browser() {
    let environment = Environment::new();
    let server = Server::start(&environment, &[]);
    let page = |language: &str| {
        let fields = [("Accept-Language", language)];
        server.request("GET /", &fields, b"").text()
    };
    assert!(page("fr-FR,fr;q=0.9").contains("<h1>Bibliothèque</h1>"));
    assert!(page("en-GB,en;q=0.9,fr;q=0.5").contains("<h1>Library</h1>"));
    assert!(page("de").contains("lang=\"fr\""));
}

#[test]
fn a_position_is_kept_and_the_end_counts_as_heard() {
    let environment = Environment::new();
    let server = Server::start(&environment, &[]);
    let path = server.made(&article("Titre"));
    let length = server
        .get(&path)
        .between("id=\"position\" type=\"range\" min=\"0\" max=\"", "\"");
    let length: u64 = length.parse().unwrap();
    let position = format!("{path}position");
    let send = |milliseconds: u64| {
        server
            .post(&position, &format!("milliseconds={milliseconds}"))
            .status
    };
    assert_eq!(send(1_500), 204);
    assert!(server.get(&path).text().contains("data-position=\"1500\""));
    assert!(environment.succeed(&["library"]).out.contains("begun"));
    assert_eq!(send(length * 96 / 100), 204);
    assert!(server.get("/?show=heard").text().contains("Titre"));
    assert_eq!(server.post(&format!("{path}unheard"), "").status, 303);
    assert!(server.get("/").text().contains(">Titre</a>"));
    assert_eq!(send(u64::MAX), 204);
    assert_eq!(server.post(&position, "milliseconds=-1").status, 422);
    // What was noted elsewhere is seen here.
    environment.succeed(&["library", "heard", "--not", "titre"]);
    assert!(server.get("/").text().contains(">Titre</a>"));
}

#[test]
fn what_is_removed_can_be_brought_back() {
    let environment = Environment::new();
    let server = Server::start(&environment, &[]);
    let path = server.made(&article("Titre"));
    let removed = server.post(&format!("{path}remove"), "");
    let after = removed.field("location").unwrap().to_owned();
    assert_eq!(server.get(&path).status, 404);
    assert!(server.get(&after).text().contains("action=\"/undo\""));
    assert_eq!(server.post("/undo", "").status, 303);
    assert_eq!(server.get(&path).status, 200);
}

#[test]
fn articles_are_searched_and_what_fits_is_chosen() {
    let environment = Environment::new();
    let server = Server::start(&environment, &[]);
    for title in ["Les abeilles", "Le marché"] {
        server.add(&article(title));
    }
    server.wait_until_made();
    let found = server.get("/?q=ABEILLE").text();
    assert!(found.contains(">Les abeilles</a>") && !found.contains(">Le marché</a>"));
    let fitting = server.get("/?for=0.15").text();
    assert_eq!(
        fitting.matches("class=\"title\" href").count(),
        1,
        "{fitting}"
    );
    for query in ["?page=99", "?page=x&for=-1&show=%FF", "?q=%00", "?for=nan"] {
        assert!(
            [200, 400].contains(&server.get(&format!("/{query}")).status),
            "{query}"
        );
    }
}

#[test]
fn progress_is_told_while_it_happens() {
    let environment = Environment::new();
    let server = Server::start(&environment, &[]);
    let mut stream = TcpStream::connect(server.address).unwrap();
    stream
        .set_read_timeout(Some(Duration::from_secs(30)))
        .unwrap();
    let request = format!("GET /events HTTP/1.1\r\nHost: {}\r\n\r\n", server.address);
    stream.write_all(request.as_bytes()).unwrap();
    // Long enough for several events, which come at a pace.
    let long = "Le vent se lève sur la plaine et les arbres plient. ".repeat(400);
    server.add(&format!("Titre\n\n{long}\n"));
    let mut text = String::new();
    let mut block = [0; 4096];
    while !text.contains("\"percent\"") {
        let length = stream.read(&mut block).unwrap();
        assert!(length > 0, "{text}");
        text += &String::from_utf8_lossy(&block[..length]);
    }
    assert!(text.contains("text/event-stream"), "{text}");
}
