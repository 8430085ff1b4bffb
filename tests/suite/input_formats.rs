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

const FEED: &str =
    "<?xml version='1.0'?><rss version='2.0'><channel><title>Le Blog</title><language>fr</language>
<item><title>Un été</title><description>Il pleut sur la ville.</description></item>
<item><title>Un été</title><description>&lt;p&gt;Il neige.&lt;/p&gt;</description></item>
<item><title>Sans texte</title><link>https://a.example/3</link></item>
<item><title>Le prix : 50 %</title><description>Tout est cher, ces […]</description></item>
</channel></rss>";

#[test]
fn a_feed_gives_a_folder_for_each_entry_with_text() {
    let environment = Environment::new();
    environment.write("blog.rss", FEED);
    let run = environment.succeed(&["blog.rss"]);
    assert_eq!(
        run.err,
        "warning: 'blog.rss' holds no text of \"Sans texte\"\n\
         warning: 'blog.rss' holds only the beginning of its article: \"Tout est cher, ces […]\"\n"
    );
    for (name, title) in [
        ("Un-été", "Un été"),
        ("Un-été-2", "Un été"),
        ("Le-prix-50", "Le prix : 50 %"),
    ] {
        let manifest = environment.manifest(name);
        assert_eq!(manifest["title"], title);
        assert_eq!(manifest["settings"]["form"], "feed");
    }
    assert_eq!(
        std::fs::read_dir(environment.path("output"))
            .unwrap()
            .count(),
        3
    );
    let again = environment.succeed(&["blog.rss"]);
    assert_eq!(
        again.out.matches("all up to date").count(),
        3,
        "{}",
        again.out
    );
    let shown = blocks(&environment, &["blog.rss"]);
    assert_eq!(shown.matches("title\t").count(), 3, "{shown}");
}

#[test]
fn subfolders_are_read_if_asked_for_and_what_is_left_out_is_named() {
    let environment = Environment::new();
    std::fs::create_dir_all(environment.path("in/a")).unwrap();
    environment.write("in/x.txt", "Il pleut.");
    environment.write("in/a/x.html", PAGE);
    environment.write("in/y.css", "p {}");
    let run = environment.succeed(&["in"]);
    assert_eq!(
        run.err,
        "warning: left out in the folder 'in': a (a folder; --recursive reads it), y.css (no article)\n"
    );
    let run = environment.succeed(&["in", "-r", "-o", "in/spoken"]);
    assert_eq!(
        run.err,
        "warning: left out in the folder 'in': y.css (no article)\n"
    );
    assert!(environment.path("in/spoken/x/manifest.json").exists());
    assert!(environment.path("in/spoken/a/x/manifest.json").exists());
    // What lismoi has written is no input.
    let run = environment.succeed(&["in", "-r", "-o", "in/spoken", "-v"]);
    assert_eq!(run.out.matches("all up to date").count(), 2, "{}", run.out);
}

#[test]
fn an_article_in_another_language_gives_a_warning() {
    let environment = Environment::new();
    let english = "It has been raining on the town since this morning, and the streets are \
        empty. Nobody knows when the sun will be back, and the market is closed.";
    environment.write("a.txt", english);
    let run = environment.succeed(&["a.txt"]);
    assert_eq!(
        run.err,
        "warning: 'a.txt' is in English; it is read as if it were French\n"
    );
    assert_eq!(environment.succeed(&["a.txt", "-q"]).err, "");
}

#[test]
fn a_message_is_read_and_an_encrypted_one_is_refused() {
    let environment = Environment::new();
    let message = "From: Marie <m@a.example>\nSubject: Re: Le marché\nMIME-Version: 1.0\n\nIl ouvre.\n> Quand ?\n";
    environment.write("a.eml", message);
    assert_eq!(
        blocks(&environment, &["a.eml"]),
        "title\tLe marché\nparagraph\tIl ouvre.\ndrop\t> Quand ?\t(quoted message)\n"
    );
    environment.write(
        "b.eml",
        "Subject: Un\nContent-Type: multipart/encrypted; boundary=b\n\n--b--\n",
    );
    let run = environment.run(&["b.eml"]);
    assert_eq!(run.code, Some(1));
    assert!(
        run.err
            .starts_with("error: could not read 'b.eml': it is encrypted\nhint: "),
        "{}",
        run.err
    );
}
