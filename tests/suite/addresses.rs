//! Articles at addresses: a server of the test's own on this machine.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::thread;
use std::time::{Duration, Instant};

use crate::environment::Environment;

/// A page whose text is long enough to be an article.
const PAGE: &str = "<!doctype html><html lang=fr><meta charset=utf-8><title>Le marché</title>
    <article><h1>Le marché</h1><p>Le marché de Lyon ouvre chaque matin à six heures, et les
    marchands y vendent des fruits, des légumes et du pain jusqu'à midi.</p></article>";

/// A server that answers each path with a media type and a body, and `/endless` never to the
/// end.
fn serve(answers: &[(&'static str, &'static str, Vec<u8>)]) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let answers = answers.to_vec();
    thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let mut lines = BufReader::new(stream.try_clone().unwrap()).lines();
            let request = lines.next().unwrap().unwrap();
            lines.find(|line| line.as_ref().unwrap().is_empty());
            let path = request.split(' ').nth(1).unwrap();
            if path == "/endless" {
                let head = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>Bonjour";
                stream.write_all(head.as_bytes()).unwrap();
                // Until the reader has heard enough.
                while stream.write_all(&[b' '; 1 << 16]).is_ok() {}
                continue;
            }
            let Some((_, media_type, body)) = answers.iter().find(|(known, ..)| *known == path)
            else {
                let _ = stream.write_all(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n");
                continue;
            };
            let length = body.len();
            let head = format!(
                "HTTP/1.1 200 OK\r\nContent-Type: {media_type}\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n"
            );
            stream.write_all(head.as_bytes()).unwrap();
            stream.write_all(body).unwrap();
        }
    });
    address
}

#[test]
fn a_page_at_an_address_is_read_and_kept_so_that_it_can_be_made_again_offline() {
    let environment = Environment::new();
    let address = serve(&[("/a/marche?x=1", "text/html", PAGE.into())]);
    let page = format!("{address}/a/marche?x=1");
    let run = environment.succeed(&["--allow-private", &page]);
    assert!(run.out.starts_with("output/Le-marché\n"), "{}", run.out);
    let kept = environment.path("output/Le-marché/source.html");
    assert_eq!(fs::read(&kept).unwrap(), PAGE.as_bytes());

    let before = environment.output();
    let again = environment.succeed(&["output/Le-marché/source.html"]);
    assert!(again.out.contains("up to date"), "{}", again.out);
    assert!(environment.output() == before, "a file has changed");
}

#[test]
fn the_media_type_and_the_charset_of_the_server_count() {
    let environment = Environment::new();
    let latin = b"<p>Un \xE9t\xE9 \xE0 \xC9vry.".to_vec();
    let address = serve(&[
        ("/page.php", "text/html; charset=iso-8859-1", latin),
        (
            "/note",
            "text/markdown",
            "# Une note\n\nDeux *mots*.".into(),
        ),
        (
            "/plain.md",
            "text/plain",
            "# Une note\n\nTrois *mots*.".into(),
        ),
    ]);
    let blocks = |path: &str| {
        let address = format!("{address}{path}");
        environment
            .succeed(&["show", "blocks", "--allow-private", &address])
            .out
    };
    assert_eq!(blocks("/page.php"), "paragraph\tUn été à Évry.\n");
    assert_eq!(blocks("/note"), "title\tUne note\nparagraph\tDeux mots.\n");
    assert_eq!(
        blocks("/plain.md"),
        "title\tUne note\nparagraph\tTrois mots.\n"
    );
}

#[test]
fn an_address_that_cannot_be_read_writes_nothing_and_says_why() {
    let environment = Environment::new();
    let address = serve(&[("/a.zip", "application/zip", b"PK\x03\x04\x14\0\0\0".into())]);
    let start = Instant::now();
    for (path, message) in [
        ("/none", "the server answered 404"),
        ("/endless", "is larger than 20 MB"),
        ("/a.zip", "it is an archive"),
    ] {
        let address = format!("{address}{path}");
        let run = environment.run(&["--allow-private", &address]);
        assert_eq!(run.code, Some(1));
        assert!(run.err.contains(message), "{}", run.err);
        assert!(run.err.contains("\nhint: "), "{}", run.err);
    }
    let private = environment.run(&[&address]);
    assert!(private.err.contains("private network"), "{}", private.err);
    assert!(private.err.contains("--allow-private"), "{}", private.err);
    assert!(start.elapsed() < Duration::from_secs(30));
    assert!(environment.output().is_empty());
}
