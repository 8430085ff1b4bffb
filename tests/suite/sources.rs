//! Feeds and services that new articles come from, against servers of the tests' own.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::os::unix::fs::PermissionsExt;
use std::sync::{Arc, Mutex};
use std::thread;

use serde_json::Value;

use crate::environment::Environment;

/// A server whose answers change, and that notes what it was asked.
#[derive(Clone)]
struct Server {
    address: String,
    /// By method and path: the status and the body.
    answers: Arc<Mutex<BTreeMap<String, (u16, String)>>>,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Server {
    fn start() -> Server {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let server = Server {
            address: format!("http://{}", listener.local_addr().unwrap()),
            answers: Arc::default(),
            asked: Arc::default(),
        };
        let own = server.clone();
        thread::spawn(move || {
            for stream in listener.incoming() {
                own.answer(&stream.unwrap());
            }
        });
        server
    }

    fn set(&self, request: &str, status: u16, body: &str) {
        let mut answers = self.answers.lock().unwrap();
        answers.insert(request.to_owned(), (status, body.to_owned()));
    }

    /// What it was asked since the last time.
    fn asked(&self) -> Vec<String> {
        std::mem::take(&mut self.asked.lock().unwrap())
    }

    /// Every answer has a version made of its length; who has it already gets no body.
    fn answer(&self, mut stream: &TcpStream) {
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
        let request = line.trim_end_matches(" HTTP/1.1\r\n");
        let request = request.split('?').next().unwrap().to_owned();
        let answers = self.answers.lock().unwrap();
        let (status, text) = answers
            .get(&request)
            .cloned()
            .unwrap_or((404, String::new()));
        let etag = format!("\"v{}\"", text.len());
        let (status, text) = match head.contains(&format!("if-none-match: {etag}")) {
            true => (304, String::new()),
            false => (status, text),
        };
        let body = String::from_utf8(body).unwrap();
        let note = format!("{status} {request} {body}");
        self.asked.lock().unwrap().push(note.trim_end().to_owned());
        let length = text.len();
        let answer = format!(
            "HTTP/1.1 {status} X\r\nETag: {etag}\r\nContent-Length: {length}\r\n\
            Connection: close\r\n\r\n{text}"
        );
        stream.write_all(answer.as_bytes()).unwrap();
    }
}

fn item(number: usize, server: &Server, content: &str) -> String {
    format!(
        "<item><title>Article {number}</title><link>{}/{number}</link>\
        <pubDate>Tue, 12 Mar 2024 0{number}:00:00 GMT</pubDate>{content}</item>",
        server.address
    )
}

fn whole(number: usize, server: &Server) -> String {
    let content = format!(
        "<content:encoded>&lt;p&gt;Le vent numéro {number} se lève sur la plaine.&lt;/p&gt;\
        </content:encoded>"
    );
    item(number, server, &content)
}

fn rss(items: &[String]) -> String {
    format!(
        "<rss version=\"2.0\"><channel><title>L'Écho</title>{}</channel></rss>",
        items.concat()
    )
}

fn listed(environment: &Environment) -> Vec<Value> {
    let out = environment.succeed(&["library", "list", "--json"]).out;
    out.lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

fn titles(environment: &Environment) -> Vec<String> {
    let articles = listed(environment);
    let titles = articles
        .iter()
        .map(|article| article["title"].as_str().unwrap().to_owned());
    titles.collect()
}

#[test]
fn a_feed_gives_its_newest_articles_and_then_what_is_new() {
    let (environment, server) = (Environment::new(), Server::start());
    let feed = format!("{}/feed.xml", server.address);
    // The newest first, as feeds have them.
    let mut items: Vec<String> = (1..=4).rev().map(|number| whole(number, &server)).collect();
    server.set("GET /feed.xml", 200, &rss(&items));
    let add = [
        "sources", "add", &feed, "--name", "écho", "--tag", "presse", "--most", "2",
    ];
    let run = environment.succeed(&[&add[..], &["--allow-private"]].concat());
    assert!(run.out.contains("added: écho"), "{}", run.out);
    assert!(server.asked().is_empty(), "nothing is fetched yet");
    let run = environment.succeed(&["sources", "fetch"]);
    assert!(run.out.contains("écho: 2 new articles"), "{}", run.out);
    assert_eq!(titles(&environment), ["Article 3", "Article 4"]);
    let article = &listed(&environment)[0];
    assert_eq!(article["tags"][0], "presse");
    assert_eq!(article["from"], format!("{}/3", server.address));
    assert_eq!(article["site"], "L'Écho");
    assert_eq!(server.asked(), ["200 GET /feed.xml"]);
    let run = environment.succeed(&["sources", "fetch"]);
    assert!(run.out.contains("écho: nothing new"), "{}", run.out);
    assert_eq!(server.asked(), ["304 GET /feed.xml"]);
    items.insert(0, whole(5, &server));
    server.set("GET /feed.xml", 200, &rss(&items));
    environment.succeed(&["sources", "fetch", "écho"]);
    assert_eq!(
        titles(&environment),
        ["Article 3", "Article 4", "Article 5"]
    );
    // An article that is removed does not come back.
    environment.succeed(&["library", "remove", "--yes", "article 5"]);
    environment.succeed(&["sources", "fetch"]);
    assert_eq!(titles(&environment).len(), 2);
}

#[test]
fn a_page_is_read_where_the_feed_has_only_a_summary() {
    let (environment, server) = (Environment::new(), Server::start());
    let summary = |number| item(number, &server, "<description>Résumé.</description>");
    let items = [summary(2), summary(1)];
    server.set("GET /feed.xml", 200, &rss(&items));
    let text = "La mer est calme et les bateaux dorment dans le port. ".repeat(20);
    let page =
        format!("<html><title>La mer</title><article><h1>La mer</h1><p>{text}</p></article>");
    server.set("GET /1", 200, &page);
    let feed = format!("{}/feed.xml", server.address);
    environment.succeed(&["sources", "add", &feed, "--allow-private"]);
    // Pages of a private network are allowed by the user, not by the feed.
    let run = environment.run(&["sources", "fetch"]);
    assert_eq!(run.code, Some(1));
    assert!(run.err.contains("private network"), "{}", run.err);
    assert_eq!(server.asked(), ["200 GET /feed.xml"]);
    let run = environment.run(&["sources", "fetch", "--allow-private"]);
    assert_eq!(
        run.code,
        Some(1),
        "the second page is not there: {}",
        run.err
    );
    assert_eq!(
        server.asked(),
        ["200 GET /feed.xml", "200 GET /1", "404 GET /2"],
        "what was left undone is asked for again"
    );
    assert_eq!(titles(&environment), ["La mer"]);
    let manifest = environment.manifest("La-mer").to_string();
    assert!(!manifest.contains("Résumé"), "the summary was read");
    // It is tried three times.
    environment.run(&["sources", "fetch", "--allow-private"]);
    server.asked();
    environment.succeed(&["sources", "fetch", "--allow-private"]);
    assert!(!server.asked().iter().any(|asked| asked.contains("/2")));
}

#[test]
fn columns_of_one_title_have_folders_of_their_own() {
    let (environment, server) = (Environment::new(), Server::start());
    let column =
        |number: usize| whole(number, &server).replace(&format!("Article {number}"), "Revue");
    server.set(
        "GET /feed.xml",
        200,
        &rss(&[column(3), column(2), column(1)]),
    );
    let feed = format!("{}/feed.xml", server.address);
    environment.succeed(&["sources", "add", &feed, "--allow-private"]);
    environment.succeed(&["sources", "fetch"]);
    assert_eq!(titles(&environment), ["Revue", "Revue", "Revue"]);
    let folders: Vec<String> = listed(&environment)
        .iter()
        .map(|article| article["folder"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(folders, ["Revue", "Revue-2", "Revue-3"]);
}

#[test]
fn a_source_that_fails_is_left_alone_and_does_not_stop_the_others() {
    let (environment, server) = (Environment::new(), Server::start());
    server.set("GET /busy.xml", 503, "");
    server.set("GET /page.xml", 200, "<html><p>Bonjour</p></html>");
    server.set("GET /feed.xml", 200, &rss(&[whole(1, &server)]));
    for name in ["busy", "page", "feed"] {
        let address = format!("{}/{name}.xml", server.address);
        environment.succeed(&[
            "sources",
            "add",
            &address,
            "--name",
            name,
            "--allow-private",
        ]);
    }
    let run = environment.run(&["sources", "fetch"]);
    assert_eq!(run.code, Some(1));
    assert!(
        run.err.contains("could not fetch from 'busy'") && run.err.contains("answered 503"),
        "{}",
        run.err
    );
    assert!(
        run.err.contains("neither a feed nor an export"),
        "{}",
        run.err
    );
    assert_eq!(titles(&environment), ["Article 1"]);
    server.asked();
    let run = environment.succeed(&["sources", "fetch"]);
    assert!(run.err.contains("busy is left alone"), "{}", run.err);
    assert_eq!(server.asked(), ["304 GET /feed.xml"]);
    let list = environment.succeed(&["sources"]).out;
    assert!(
        list.contains("busy  feed  http") && list.contains("the last time"),
        "{list}"
    );
    environment.run(&["sources", "fetch", "busy", "--now"]);
    assert_eq!(server.asked(), ["503 GET /busy.xml"]);
}

#[test]
fn the_feeds_of_another_program_are_taken_over_and_sources_are_removed() {
    let environment = Environment::new();
    environment.write(
        "feeds.opml",
        "<opml><body><outline text=\"Un\" xmlUrl=\"https://exemple.fr/1\"/>\
        <outline text=\"Deux\" xmlUrl=\"https://exemple.fr/2\"/></body></opml>",
    );
    environment.succeed(&["sources", "add", "feeds.opml"]);
    let run = environment.succeed(&["sources", "add", "feeds.opml"]);
    assert!(run.err.contains("it is there already: Un"), "{}", run.err);
    let list = environment.succeed(&["sources", "list"]).out;
    assert_eq!(
        list,
        "Un  feed  https://exemple.fr/1\nDeux  feed  https://exemple.fr/2\n"
    );
    environment.succeed(&["sources", "remove", "Un"]);
    assert!(!environment.succeed(&["sources"]).out.contains("Un"));
    let run = environment.run(&["sources", "remove", "Un"]);
    assert!(run.err.contains("there is no source 'Un'"), "{}", run.err);
    let run = environment.run(&["sources", "add", "rien.opml"]);
    assert_eq!(run.code, Some(2), "{}", run.err);
}

#[test]
fn what_was_heard_is_archived_in_wallabag_and_its_password_stays_secret() {
    let (environment, server) = (Environment::new(), Server::start());
    let entries = r#"{"pages":1,"_embedded":{"items":[
        {"id":7,"title":"Le port","url":"https://exemple.fr/7","content":"<p>La mer est calme.</p>"},
        {"id":8,"title":"Le cap","url":"https://exemple.fr/8","content":"<p>Le vent se lève.</p>"}
        ]}}"#;
    server.set("POST /oauth/v2/token", 200, r#"{"access_token":"t1"}"#);
    server.set("GET /api/entries.json", 200, entries);
    server.set("PATCH /api/entries/7.json", 200, "{}");
    let add = [
        "sources",
        "add",
        &server.address,
        "--kind",
        "wallabag",
        "--name",
        "w",
    ];
    let run = environment.run(&add);
    assert!(run.err.contains("--user"), "{}", run.err);
    let account = ["--user", "anne", "--client-id", "1_abc", "--allow-private"];
    let run = environment.pipe(&[&add[..], &account].concat(), b"secret1\nsecret2\n");
    assert_eq!(run.code, Some(0), "{}", run.err);
    let path = environment.path("config/lismoi/secrets.json");
    assert_eq!(
        fs::metadata(&path).unwrap().permissions().mode() & 0o777,
        0o600
    );
    let run = environment.succeed(&["sources", "fetch"]);
    assert!(run.out.contains("w: 2 new articles"), "{}", run.out);
    let asked = server.asked();
    assert!(
        asked[0].ends_with("client_secret=secret1&username=anne&password=secret2"),
        "{asked:?}"
    );
    environment.succeed(&["library", "heard", "le port"]);
    environment.succeed(&["sources", "fetch"]);
    let asked = server.asked();
    let archived = r#"200 PATCH /api/entries/7.json {"archive":1}"#;
    assert!(asked.iter().any(|asked| asked == archived), "{asked:?}");
    environment.succeed(&["sources", "fetch"]);
    assert!(!server.asked().iter().any(|asked| asked.contains("PATCH")));
    // No secret is in the library or in a message.
    server.set("POST /oauth/v2/token", 401, r#"{"error":"secret2"}"#);
    let run = environment.run(&["sources", "fetch"]);
    assert!(run.err.contains("hint: check the account"), "{}", run.err);
    assert!(!run.err.contains("secret"), "{}", run.err);
    for (name, bytes) in environment.output() {
        let is_secret = bytes.windows(6).any(|bytes| bytes == b"secret");
        assert!(!is_secret, "{name}");
    }
    fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();
    let run = environment.run(&["sources", "fetch"]);
    assert!(
        run.err.contains("others can read") && run.err.contains("chmod 600"),
        "{}",
        run.err
    );
    fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
    environment.succeed(&["sources", "remove", "w"]);
    assert_eq!(fs::read_to_string(&path).unwrap(), "{}");
}

#[test]
fn the_addresses_of_a_list_are_added_but_for_those_that_were_read() {
    let (environment, server) = (Environment::new(), Server::start());
    let text = "La mer est calme et les bateaux dorment dans le port. ".repeat(20);
    server.set(
        "GET /1",
        200,
        &format!("<html><article><h1>La mer</h1><p>{text}</p></article></html>"),
    );
    let address = &server.address;
    let list = format!(
        "title,url,time_added,tags,status\nLa mer,{address}/1,1,,unread\n\
        Lu,{address}/2,1,,archive\n"
    );
    environment.write("pocket.csv", list);
    environment.succeed(&["add", "-q", "pocket.csv", "--allow-private"]);
    assert_eq!(titles(&environment), ["La mer"]);
    assert_eq!(server.asked(), ["200 GET /1"]);
    environment.succeed(&["add", "-q", "pocket.csv", "--allow-private"]);
    assert!(server.asked().is_empty(), "it is there already");
}
