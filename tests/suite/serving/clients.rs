//! Programs that others have written: readers of books, podcast apps, OpenAI's own client.

use std::fs;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use super::{Answer, Server, article};
use crate::environment::Environment;
use crate::tools;

const TOKEN: &str = "un jeton bien assez long";

/// A server that asks for [`TOKEN`].
fn guarded(environment: &Environment) -> Server {
    environment.write("jeton", format!("{TOKEN}\n"));
    Server::start(environment, &["--token-file", "jeton"])
}

/// A request of somebody who knows the token.
fn known(server: &Server, line: &str, body: &[u8]) -> Answer {
    let bearer = format!("Bearer {TOKEN}");
    let fields = [
        ("Authorization", bearer.as_str()),
        ("Sec-Fetch-Site", "same-origin"),
        ("Content-Type", "application/x-www-form-urlencoded"),
    ];
    server.request(line, &fields, body)
}

/// The password of somebody, whose name does not matter.
fn basic(password: &str) -> String {
    format!("Basic {}", STANDARD.encode(format!("x:{password}")))
}

#[test]
fn readers_find_every_book() {
    let Some(mut client) = tools::python_client("opds.py", "feedparser") else {
        return;
    };
    let environment = Environment::new();
    let mut arguments = vec!["add".to_owned()];
    for number in 1..=27 {
        let name = format!("{number}.txt");
        let title = match number {
            3 => "L'été & le vent".to_owned(),
            _ => format!("Titre {number}"),
        };
        environment.write(&name, format!("{title}\n\nLe vent {number}.\n"));
        arguments.push(name);
    }
    arguments.extend(["--format", "epub", "-q"].map(str::to_owned));
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    environment.succeed(&arguments);
    environment.write("sans.txt", article("Sans livre"));
    environment.succeed(&["add", "sans.txt", "-q"]);
    environment.succeed(&["library", "heard", "Titre 27"]);
    let server = guarded(&environment);
    let read = tools::json_of(client.args([format!("http://{}", server.address), TOKEN.into()]));
    let list = |name: &str| {
        let list = &read["lists"][name];
        let titles = list["titles"].as_array().unwrap();
        let pages = list["pages"].as_u64().unwrap();
        (titles.len(), pages, titles[0].as_str().unwrap().to_owned())
    };
    assert_eq!(list("all"), (27, 2, "Titre 27".to_owned()));
    assert_eq!(list("new"), (26, 2, "Titre 26".to_owned()));
    assert_eq!(list("heard"), (1, 1, "Titre 27".to_owned()));
    assert_eq!(read["lists"]["new"]["rel"], "http://opds-spec.org/sort/new");
    assert_eq!(read["found"]["title"], "L'été & le vent");
    assert_eq!(read["none"], 0);
    // A ZIP file, whose first entry is the media type.
    let start = "mimetypeapplication/epub+zip";
    assert_eq!(read["files"], json!([[200, "PK", start, 206, "PK"]]));
    assert_eq!(read["refused"][0], 401);
    let challenge = read["refused"][1].as_str().unwrap();
    assert!(challenge.starts_with("Basic realm="), "{challenge}");
}

#[test]
fn podcast_apps_tell_what_was_heard() {
    let Some(mut client) = tools::python_client("gpodder.py", "mygpoclient, feedparser") else {
        return;
    };
    let environment = Environment::new();
    for (name, title) in [("1.txt", "Premier"), ("2.txt", "Second")] {
        environment.write(name, article(title) + &"Une phrase de plus. ".repeat(20));
    }
    environment.succeed(&["add", "1.txt", "2.txt", "--format", "mp3", "-q"]);
    let server = guarded(&environment);
    let page = known(&server, "POST /subscribe", b"name=tel").text();
    let (_, rest) = page.split_once("/f/").unwrap();
    let (secret, rest) = rest.split_once("/feed.xml").unwrap();
    assert!(rest.contains(&format!("<code>{secret}</code>")), "{rest}");
    let base = format!("http://{}", server.address);
    let read = tools::json_of(client.args([&base, secret]));
    assert_eq!(read["devices"], json!([["pc", "Ordinateur", "desktop"]]));
    assert_eq!(read["before"], 0);
    // What is not ours was accepted, and is not told.
    let told = read["told"].as_array().unwrap();
    assert_eq!(told.len(), 1, "{told:?}");
    assert_eq!(told[0]["episode"], read["first"]["episode"]);
    assert!(
        (1..=2).contains(&told[0]["position"].as_u64().unwrap()),
        "{told:?}"
    );
    let after = read["after"].as_array().unwrap();
    let of = |guid: &Value| after.iter().find(|action| action["guid"] == *guid).unwrap();
    let heard = of(&read["second"]["guid"]);
    assert_eq!(heard["position"], heard["total"]);
    assert_ne!(of(&read["first"]["guid"])["position"], heard["total"]);
    assert_eq!(read["stranger"], json!([401, 401]));
    assert_eq!(read["out"], 401);
    // The secret of a phone opens no page and has nothing spoken.
    assert_eq!(read["pages"], json!([401, 401, 404]));
    let journal = fs::read_to_string(environment.path("output/library.jsonl")).unwrap();
    let events = |name: &str| journal.matches(&format!("\"event\":\"{name}\"")).count();
    assert_eq!(
        (events("heard"), events("stopped"), events("unheard")),
        (1, 1, 0),
        "{journal}"
    );
    // Who has the token itself needs no secret, and no user name is wrong.
    let basic = basic(TOKEN);
    let fields = [("Authorization", basic.as_str())];
    let answer = server.request("GET /api/2/episodes/x.json?since=0", &fields, b"");
    assert_eq!(answer.status, 200);
    let page = server.request("GET /", &fields, b"");
    assert_eq!(page.status, 401, "a password is none for pages");
    // A revoked phone is let in no more.
    let page = known(&server, "GET /subscribe", b"").text();
    let (_, rest) = page.split_once("/subscribe/").unwrap();
    let hash = rest.split('/').next().unwrap();
    assert_eq!(
        known(&server, &format!("POST /subscribe/{hash}/revoke"), b"a=").status,
        303
    );
    let basic = self::basic(secret);
    let fields = [("Authorization", basic.as_str())];
    assert_eq!(
        server
            .request("GET /api/2/devices/x.json", &fields, b"")
            .status,
        401
    );
}

#[test]
fn the_client_of_openai_has_texts_spoken() {
    let Some(mut client) = tools::python_client("openai_speech.py", "openai") else {
        return;
    };
    let environment = Environment::new();
    let server = guarded(&environment);
    let base = format!("http://{}/v1", server.address);
    let output = client.args([&base, TOKEN]).output().unwrap();
    let error = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{error}");
}
