//! The pages as an app on a phone: the manifest, the service worker, and what is shared.

use serde_json::Value;

use super::{Server, article};
use crate::environment::Environment;

const FORM: (&str, &str) = ("Content-Type", "multipart/form-data; boundary=frontiere");

/// A form with these fields, each with what stands behind its name.
fn form(fields: &[(&str, &str)]) -> Vec<u8> {
    let mut body = String::new();
    for (field, content) in fields {
        body += "--frontiere\r\nContent-Disposition: form-data; ";
        body += &format!("name={field}\r\n\r\n{content}\r\n");
    }
    (body + "--frontiere--\r\n").into_bytes()
}

#[test]
fn the_manifest_names_what_is_there() {
    let environment = Environment::new();
    let token = "un secret assez long";
    environment.write("jeton", token);
    let server = Server::start(&environment, &["--token-file", "jeton"]);
    // Browsers fetch it without the cookie.
    let answer = server.get("/manifest.webmanifest");
    assert_eq!(
        answer.field("content-type"),
        Some("application/manifest+json")
    );
    let manifest: Value = serde_json::from_slice(&answer.body).unwrap();
    for icon in manifest["icons"].as_array().unwrap() {
        let file = server.get(icon["src"].as_str().unwrap());
        assert_eq!(file.field("content-type"), icon["type"].as_str());
        if icon["type"] == "image/png" {
            // PNG (ISO/IEC 15948, 11.2.1): the width stands behind 16 bytes.
            let side = u32::from_be_bytes(file.body[16..20].try_into().unwrap());
            assert_eq!(icon["sizes"], format!("{side}x{side}"));
        }
    }
    let bearer = format!("Bearer {token}");
    let known = [("Authorization", bearer.as_str())];
    let start = format!("GET {}", manifest["start_url"].as_str().unwrap());
    assert_eq!(server.request(&start, &known, b"").status, 200);
    assert_eq!(manifest["share_target"]["action"], "/share");
}

#[test]
fn the_worker_names_what_it_needs_and_runs_nothing_from_elsewhere() {
    let environment = Environment::new();
    let server = Server::start(&environment, &[]);
    let worker = server.get("/sw.js");
    let media_type = worker.field("content-type").unwrap();
    assert!(media_type.starts_with("text/javascript"));
    assert_eq!(worker.field("cache-control"), Some("private, no-cache"));
    let shell = worker.between("const SHELL = ", ";");
    let shell: Vec<String> = serde_json::from_str(&shell).unwrap();
    assert!(shell.len() > 5);
    for address in &shell {
        assert_eq!(server.get(address).status, 200, "{address}");
    }
    assert!(!worker.text().contains("http://") && !worker.text().contains("https://"));
    let path = server.made(&article("Titre"));
    for page in ["/", path.as_str()] {
        let page = server.get(page);
        let policy = page.field("content-security-policy").unwrap();
        assert!(policy.contains("worker-src 'self'") && policy.contains("manifest-src 'self'"));
        assert!(page.text().contains("href=\"/manifest.webmanifest\""));
    }
}

#[test]
fn what_a_phone_shares_is_added_and_what_a_page_sends_is_asked_for() {
    let environment = Environment::new();
    let server = Server::start(&environment, &[]);
    let share = |site: &str, fields: &[(&str, &str)]| {
        let head = [("Sec-Fetch-Site", site), FORM];
        server.request("POST /share", &head, &form(fields))
    };
    let asked = share("cross-site", &[("\"text\"", "Un texte d'ailleurs.")]);
    assert_eq!(asked.status, 200);
    assert!(asked.text().contains("Un texte d&#39;ailleurs.</textarea>"));
    assert!(!server.get("/").text().contains("id=\"item-"));
    let fields = [
        ("\"title\"", "Un titre partagé"),
        ("\"text\"", "Le vent se lève sur la plaine."),
    ];
    assert_eq!(share("none", &fields).status, 303);
    let file = "\"file\"; filename=\"b.md\"\r\nContent-Type: text/markdown";
    let fields = [
        ("\"text\"", ""),
        (file, "# Un fichier\n\nLes arbres plient.\n"),
    ];
    assert_eq!(share("none", &fields).status, 303);
    assert_eq!(share("none", &[("\"text\"", " ")]).status, 400);
    server.wait_until_made();
    let page = server.get("/").text();
    assert!(page.contains(">Un titre partagé</a>") && page.contains(">Un fichier</a>"));
}

#[test]
fn a_link_from_elsewhere_finds_the_cookie_and_the_way_back() {
    let environment = Environment::new();
    environment.write("jeton", "un secret assez long");
    let server = Server::start(&environment, &["--token-file", "jeton"]);
    let wanted = "/add?url=https%3A%2F%2Fexemple.fr%2Fa";
    let open = |site: &str| {
        let head = [("Sec-Fetch-Site", site), ("Accept", "text/html")];
        server.request(&format!("GET {wanted}"), &head, b"")
    };
    // The cookie is not sent by a browser that comes from another site: it asks once more.
    let again = open("cross-site");
    assert_eq!(again.status, 200);
    assert!(again.text().contains(&format!("url={wanted}\"")));
    let asked = open("none");
    let login = asked.field("location").unwrap();
    assert!(login.starts_with("/login?to=%2Fadd"), "{login}");
    let to = server.get(login).between("name=\"to\" value=\"", "\"");
    assert_eq!(to, wanted);
    let typed = format!("token=un+secret+assez+long&to={}", to.replace('%', "%25"));
    let entered = server.post("/login", &typed);
    assert_eq!(entered.field("location"), Some(wanted));
    let elsewhere = "token=un+secret+assez+long&to=//exemple.fr";
    assert_eq!(
        server.post("/login", elsewhere).field("location"),
        Some("/")
    );
}

#[test]
fn a_place_from_a_time_without_the_server_yields_to_a_later_one() {
    let environment = Environment::new();
    let server = Server::start(&environment, &[]);
    let path = server.made(&article("Titre"));
    let send = |milliseconds: u64, at: u64| {
        let form = format!("milliseconds={milliseconds}&at={at}");
        server.post(&format!("{path}position"), &form).status
    };
    let has = |position: &str| {
        let page = server.get(&path).text();
        page.contains(&format!("data-position=\"{position}\""))
    };
    assert_eq!(send(1_000, 1_000), 204);
    assert!(has("1000"), "nothing was noted before");
    assert_eq!(send(2_000, 1_500), 204);
    assert!(has("1000"), "what was noted at the server is later");
    assert_eq!(send(2_000, 99_999_999_999), 204);
    assert!(has("2000"));
}
