//! Who is let in, and who is not.

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};

use super::{Server, article};
use crate::environment::Environment;

#[test]
fn other_names_of_this_computer_get_nothing() {
    let environment = Environment::new();
    let server = Server::start(&environment, &["--host", "lismoi.exemple.fr"]);
    let status = |host: &str| server.request("GET /", &[("Host", host)], b"").status;
    for host in [
        "localhost",
        "127.0.0.1:7863",
        "[::1]",
        "lismoi.exemple.fr:443",
    ] {
        assert_eq!(status(host), 200, "{host}");
    }
    for host in [
        "exemple.fr",
        "192.168.1.2",
        "localhost.exemple.fr",
        "127.0.0.1.nip.io",
    ] {
        assert_eq!(status(host), 421, "{host}");
    }
    assert_eq!(
        server
            .request("GET http://exemple.fr/", &[("Host", "localhost")], b"")
            .status,
        421
    );
}

#[test]
fn changes_are_those_of_our_own_pages() {
    let environment = Environment::new();
    let server = Server::start(&environment, &[]);
    let path = server.made(&article("Titre"));
    let own = format!("http://{}", server.address);
    let form = ("Content-Type", "application/x-www-form-urlencoded");
    let line = format!("POST {path}heard");
    let status = |fields: &[(&str, &str)]| {
        server
            .request(&line, &[&[form], fields].concat(), b"a=")
            .status
    };
    for fields in [
        &[][..],
        &[("Sec-Fetch-Site", "cross-site")],
        &[("Sec-Fetch-Site", "same-site")],
        &[("Origin", "http://exemple.fr")],
        &[("Origin", "null")],
        &[("Sec-Fetch-Site", "cross-site"), ("Origin", &own)],
    ] {
        assert_eq!(status(fields), 403, "{fields:?}");
    }
    assert!(!server.get("/?show=heard").text().contains("Titre"));
    assert_eq!(
        server.get(&format!("{path}heard")).status,
        405,
        "GET changes nothing"
    );
    assert_eq!(status(&[("Origin", &own)]), 303);
    assert!(server.get("/?show=heard").text().contains("Titre"));
}

#[test]
fn every_answer_tells_browsers_what_they_may_do() {
    let environment = Environment::new();
    let server = Server::start(&environment, &[]);
    let path = server.made(&article("Titre"));
    let paths = [
        "/",
        "/add",
        "/settings",
        "/rien",
        "/login",
        &*path,
        &format!("{path}Titre.mp3"),
    ];
    for path in paths {
        let answer = server.get(path);
        let policy = answer.field("content-security-policy").unwrap();
        assert!(policy.starts_with("default-src 'none'"), "{path}: {policy}");
        assert!(!policy.contains("unsafe") && policy.contains("frame-ancestors 'none'"));
        assert_eq!(
            answer.field("x-content-type-options"),
            Some("nosniff"),
            "{path}"
        );
        assert_eq!(
            answer.field("referrer-policy"),
            Some("no-referrer"),
            "{path}"
        );
        let cached = answer.field("cache-control").unwrap();
        assert!(cached.contains("no-cache"), "{path}: {cached}");
    }
}

#[test]
fn markup_of_an_article_stays_text() {
    let environment = Environment::new();
    let server = Server::start(&environment, &[]);
    let title = "<script>alert(1)</script> & \"l'été\"";
    let path = server.made(&format!("{title}\n\n<img src=x onerror=alert(1)> reste.\n"));
    for path in [
        "/",
        &path,
        "/?q=%3Cscript%3E",
        "/add?text=%3C/textarea%3E%3Cscript%3E",
    ] {
        let page = server.get(path).text();
        for forbidden in ["<script>", "<img src=x", "</textarea><"] {
            let own = "<script>(() => {";
            let page = page.replace(own, "").replace("<script>\n(() => {", "");
            assert!(
                !page.contains(forbidden) || forbidden == "<script>" && path.starts_with("/a/"),
                "{path}: {forbidden}"
            );
        }
    }
}

#[test]
fn who_knows_the_token_is_let_in() {
    let environment = Environment::new();
    let token = environment.path("secret/jeton");
    let server = Server::start(&environment, &["--token-file", token.to_str().unwrap()]);
    let mode = fs::metadata(&token).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    let secret = fs::read_to_string(&token).unwrap().trim().to_owned();
    assert_eq!(secret.len(), 32);
    assert_eq!(server.get("/").status, 401);
    let page = server.request("GET /", &[("Accept", "text/html")], b"");
    assert_eq!((page.status, page.field("location")), (303, Some("/login")));
    for path in [
        "/add",
        "/a/x/",
        "/a/x/y.mp3",
        "/events",
        "/v1/models",
        "/settings",
    ] {
        assert_eq!(server.get(path).status, 401, "{path}");
    }
    assert_eq!(server.get("/login").status, 200);
    let wrong = server.post("/login", "token=faux");
    assert_eq!((wrong.status, wrong.field("set-cookie")), (403, None));
    let right = server.post("/login", &format!("token={secret}"));
    let cookie = right.field("set-cookie").unwrap();
    assert!(cookie.contains("HttpOnly; SameSite=Strict") && !cookie.contains(&secret));
    let cookie = cookie.split(';').next().unwrap();
    assert_eq!(
        server.request("GET /", &[("Cookie", cookie)], b"").status,
        200
    );
    let bearer = format!("Bearer {secret}");
    let models = server.request("GET /v1/models", &[("Authorization", &bearer)], b"");
    assert_eq!(models.status, 200);
    // Another token: nobody is known any more.
    drop(server);
    fs::write(&token, "un autre jeton, assez long\n").unwrap();
    let server = Server::start(&environment, &["--token-file", token.to_str().unwrap()]);
    assert_eq!(
        server.request("GET /", &[("Cookie", cookie)], b"").status,
        401
    );
}

#[test]
fn other_computers_are_served_with_a_token_only() {
    let environment = Environment::new();
    for listen in ["0.0.0.0:0", "[::]:0", "192.0.2.1:0"] {
        let run = environment.run(&["serve", "--listen", listen]);
        assert_eq!(run.code, Some(1));
        assert!(run.err.contains("with a token only"), "{}", run.err);
        assert!(run.err.contains("--token-file"), "{}", run.err);
    }
    environment.write("court", "abc\n");
    let run = environment.run(&["serve", "--token-file", "court"]);
    assert!(run.err.contains("at least 16 characters"), "{}", run.err);
    environment.write("vide", "\n");
    let run = environment.run(&["serve", "--token-file", "vide"]);
    assert!(
        run.err.contains("there is no token in 'vide'"),
        "{}",
        run.err
    );
    let server = Server::start(&environment, &[]);
    let taken = server.address.to_string();
    let run = environment.run(&["serve", "--listen", &taken]);
    assert_eq!(run.code, Some(1));
    assert!(
        run.err.contains(&format!("could not listen at '{taken}'")),
        "{}",
        run.err
    );
}

#[test]
fn no_path_leads_out_of_an_article() {
    let environment = Environment::new();
    let server = Server::start(&environment, &[]);
    let path = server.made(&article("Titre"));
    environment.write("secret.wav", "secret");
    let folder = environment.path("output/Titre");
    symlink(environment.path("secret.wav"), folder.join("lien.wav")).unwrap();
    fs::remove_file(folder.join("Titre.vtt")).unwrap();
    symlink(environment.path("secret.wav"), folder.join("Titre.vtt")).unwrap();
    fs::write(folder.join("privé.txt"), "secret").unwrap();
    fs::write(folder.join(".caché.wav"), "secret").unwrap();
    for name in [
        "lien.wav",
        "Titre.vtt",
        "priv%C3%A9.txt",
        ".cach%C3%A9.wav",
        "manifest.json",
        "..%2F..%2Fsecret.wav",
        "%2e%2e/%2e%2e/secret.wav",
        "../../secret.wav",
        "..%5c..%5csecret.wav",
        "01-Titre.wav%00",
        "%2Fetc%2Fpasswd",
    ] {
        let answer = server.get(&format!("{path}{name}"));
        assert!(
            [400, 404].contains(&answer.status),
            "{name}: {}",
            answer.status
        );
        assert!(!answer.text().contains("secret"), "{name}");
    }
    for id in ["..", "%2e%2e", "Titre", "0", &"0".repeat(64), "%00"] {
        assert_eq!(
            server.get(&format!("/a/{id}/01-Titre.wav")).status,
            404,
            "{id}"
        );
    }
}

#[test]
fn requests_have_limits() {
    let environment = Environment::new();
    let server = Server::start(&environment, &[]);
    let long = "a".repeat(20_000);
    assert_eq!(
        server.request("GET /", &[("X-Long", &long)], b"").status,
        431
    );
    let fields: Vec<(String, String)> = (0..200)
        .map(|n| (format!("X-{n}"), n.to_string()))
        .collect();
    let fields: Vec<(&str, &str)> = fields
        .iter()
        .map(|(n, v)| (n.as_str(), v.as_str()))
        .collect();
    assert_eq!(server.request("GET /", &fields, b"").status, 431);
    let body = vec![b'a'; 3_000_000];
    let fields = [
        ("Sec-Fetch-Site", "same-origin"),
        ("Content-Type", "application/x-www-form-urlencoded"),
    ];
    assert_eq!(
        server.request("POST /subscribe", &fields, &body).status,
        413
    );
    for broken in [
        &b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc"[..],
        b"GET\r\n\r\n",
        b"GET / HTTP/9.9\r\n\r\n",
        b"POST /add HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n",
        b"POST /add HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\nzz\r\n",
    ] {
        let answer = String::from_utf8_lossy(&server.send(broken)).into_owned();
        assert!(answer.is_empty() || answer.starts_with("HTTP/1.1 4"), "{answer}");
    }
    assert_eq!(server.get("/").status, 200);
}
