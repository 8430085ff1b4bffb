//! Exports in, outlines out.

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::*;
use crate::markup::outline::outline;

fn outlines(export: impl Into<Vec<u8>>) -> String {
    let articles = read(export.into(), ReadOptions::default()).expect("readable");
    let outlines = articles
        .iter()
        .map(|(source, document)| outline(source, document));
    outlines.collect::<Vec<_>>().join("\n---\n")
}

#[test]
fn the_articles_of_wallabag_are_read() {
    let expected =
        "title Un été\nheading Ici\nparagraph Il pleut.\n---\ntitle Deux\nparagraph Il neige.";
    let second = r#"[{"title": "Un été", "url": "https://a.example/1", "content": "<h2>Ici</h2><p>Il pleut.</p>",
        "published_by": ["Zoé"], "language": "fr_FR", "published_at": "2024-06-03T10:00:00+0000"},
        {"title": "Deux", "url": "https://a.example/2", "content": "<p>Il neige.</p>"}]"#;
    assert_eq!(outlines(second), expected);
    let first = r#"[{"0": "1", "1": "Un été", "2": "https://a.example/1", "5": "<h2>Ici</h2><p>Il pleut.</p>"},
        {"0": "2", "1": "Deux", "2": "https://a.example/2", "5": "<p>Il neige.</p>"}]"#;
    assert_eq!(outlines(first), expected);
    let table = "Title;URL;Content;Tags\n\"Un été\";https://a.example/1;\"<h2>Ici</h2><p>Il pleut.</p>\";\n\
        Deux;https://a.example/2;<p>Il neige.</p>;\n";
    assert_eq!(outlines(table), expected);
    let articles = read(second.into(), ReadOptions::default()).expect("readable");
    let metadata = &articles[0].1.metadata;
    assert_eq!(metadata.authors, ["Zoé"]);
    assert_eq!(metadata.date.as_deref(), Some("2024-06-03"));
    assert_eq!(metadata.language.as_deref(), Some("fr-FR"));
}

#[test]
fn the_archive_of_omnivore_is_read() {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, contents) in [
        (
            "metadata_0_to_2.json",
            r#"[{"slug": "un", "title": "Un", "url": "https://a.example/1"},
            {"slug": "vide", "title": "Vide", "url": "https://a.example/2"}]"#,
        ),
        ("content/un.html", "<p>Il pleut.</p>"),
    ] {
        writer
            .start_file(name, SimpleFileOptions::default())
            .expect("a name");
        writer
            .write_all(contents.as_bytes())
            .expect("memory is writable");
    }
    let bytes = writer.finish().expect("memory is writable").into_inner();
    assert_eq!(outlines(bytes.clone()), "title Un\nparagraph Il pleut.");
    let articles = read(bytes, ReadOptions::default()).expect("readable");
    assert_eq!(articles[0].0.left_out, ["Vide"]);
}

#[test]
fn exports_of_addresses_are_refused() {
    for export in [
        "title,url,time_added,tags,status\nUn,https://a.example/1,1600322788,,unread\n",
        "URL,Title,Selection,Folder\nhttps://a.example/1,Un,,Unread\n",
        "<!DOCTYPE NETSCAPE-Bookmark-file-1><DL><DT><A HREF='https://a.example/1'>Un</A></DL>",
        r#"[{"title": "Un", "url": "https://a.example/1"}]"#,
        r#"{"list": {"1": {"given_title": "Un", "given_url": "https://a.example/1"}}}"#,
    ] {
        let error = read(export.into(), ReadOptions::default()).expect_err("refused");
        assert_eq!(
            error.to_string(),
            "it holds addresses only, no text",
            "{export}"
        );
        assert!(error.hint().is_some());
    }
    let wide = read(
        format!("[{}]", "1,".repeat(2_000_000)).into(),
        ReadOptions::default(),
    );
    assert!(matches!(wide, Err(ReadError::Refused { .. })));
    for other in ["{\"a\": 1}", "[1, 2]", "[{"] {
        assert!(
            read(other.into(), ReadOptions::default()).is_err(),
            "{other}"
        );
    }
}
