//! Web pages and Markdown from outside: the format is found, the article spoken, and the
//! manifest ties what is spoken to its place in the file.

use crate::environment::Environment;

const PAGE: &str = "<!doctype html><html lang=fr><head><title>Le marché | Le Journal</title></head>
<body><nav><a href=/>Accueil</a></nav><article><h1>Le marché</h1>
<p>Le marché de Lyon ouvre chaque matin à six heures, et les marchands y vendent des fruits,
des légumes et du pain. Il ferme à <b>midi</b>, sauf le dimanche.</p>
<h2>Les fruits</h2><ul><li>Pommes</li><li>Poires</li></ul></article>
<div class=share>Partager</div></body></html>";

const NOTE: &str = "---\ntitle: Un été\n---\n\nIl *pleut*, voir [ici](https://a.example/b).\n";

fn blocks(environment: &Environment, arguments: &[&str]) -> String {
    let arguments = [&["show", "blocks"], arguments].concat();
    let run = environment.run(&arguments);
    assert_eq!(run.code, Some(0), "{}", run.err);
    run.out
}

#[test]
fn a_folder_gives_an_audiobook_for_each_readable_file() {
    let environment = Environment::new();
    std::fs::create_dir(environment.path("in")).unwrap();
    environment.write("in/page.html", PAGE);
    environment.write("in/note.md", NOTE);
    environment.write("in/picture.png", "no article");
    let run = environment.run(&["in"]);
    assert_eq!(run.code, Some(0), "{}", run.err);
    for (name, form, title) in [
        ("page", "html", "Le marché"),
        ("note", "markdown", "Un été"),
    ] {
        let manifest = environment.manifest(name);
        assert_eq!(manifest["settings"]["form"], form);
        assert_eq!(manifest["title"], title);
        assert_eq!(
            environment.run(&["check", &format!("output/{name}")]).code,
            Some(0)
        );
    }
}

#[test]
fn a_spoken_word_is_found_in_the_file() {
    let environment = Environment::new();
    environment.write("page.html", PAGE);
    assert_eq!(environment.run(&["page.html"]).code, Some(0));
    let manifest = environment.manifest("page");
    let range = |value: &serde_json::Value| -> std::ops::Range<usize> {
        let bound = |at: usize| usize::try_from(value[at].as_u64().unwrap()).unwrap();
        bound(0)..bound(1)
    };
    let sentence = manifest["sections"][0]["sentences"]
        .as_array()
        .unwrap()
        .iter()
        .find(|sentence| sentence["text"].as_str().unwrap().starts_with("Il ferme"))
        .unwrap();
    let printed = range(&sentence["range"]);
    let pieces = manifest["pieces"].as_array().unwrap();
    let piece = pieces
        .iter()
        .find(|piece| range(&piece["range"]).contains(&printed.start))
        .unwrap();
    let source = &PAGE[range(&piece["place"])];
    assert!(source.contains("Il ferme à <b>midi</b>"), "{source}");
    let reasons = manifest["skipped"].as_array().unwrap().iter();
    let reasons: Vec<&str> = reasons
        .map(|item| item["reason"].as_str().unwrap())
        .collect();
    assert_eq!(reasons, ["repeated_title", "navigation", "sharing"]);
}

#[test]
fn from_overrides_what_the_name_and_the_content_say() {
    let environment = Environment::new();
    environment.write("a.txt", NOTE);
    let text = blocks(&environment, &["a.txt"]);
    assert!(text.contains("title: Un été"), "{text}");
    let markdown = blocks(&environment, &["a.txt", "--from", "markdown"]);
    assert!(
        markdown.contains("title\tUn été\nparagraph\tIl pleut, voir ici.\n"),
        "{markdown}"
    );
    environment.write("b.txt", PAGE);
    assert!(blocks(&environment, &["b.txt"]).starts_with("title\tLe marché\n"));
    let text = blocks(&environment, &["b.txt", "--from", "text"]);
    assert!(text.contains("<nav>"), "{text}");
}

#[test]
fn what_cannot_be_read_is_refused_with_a_hint_and_nothing_is_written() {
    let environment = Environment::new();
    let deep = format!("<html>{}x", "<p>x".repeat(200_001));
    for (name, contents) in [
        (
            "a.epub",
            &b"PK\x03\x04\x14\0\0\0\0\0mimetypeapplication/epub+zip"[..],
        ),
        ("b.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"),
        (
            "c.rss",
            b"<?xml version=\"1.0\"?><rss version=\"2.0\"></rss>",
        ),
        ("d.html", deep.as_bytes()),
    ] {
        environment.write(name, contents);
        let run = environment.run(&[name]);
        assert_eq!(run.code, Some(1), "{name}");
        assert!(run.err.starts_with("error: could not read"), "{}", run.err);
        assert!(run.err.contains("\nhint: "), "{}", run.err);
        assert!(!environment.path("output").exists(), "{name}");
    }
}
