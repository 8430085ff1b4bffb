//! Feeds in, outlines and metadata out.

use proptest::prelude::*;

use super::*;
use crate::invariants;
use crate::markup::outline::outline;

fn read_all(feed: &str) -> Result<Vec<(Source, Document)>, ReadError> {
    read(feed.as_bytes().to_vec(), ReadOptions::default())
}

fn outlines(feed: &str) -> String {
    let articles = read_all(feed).expect("readable");
    let outlines = articles
        .iter()
        .map(|(source, document)| outline(source, document));
    outlines.collect::<Vec<_>>().join("\n---\n")
}

fn rss(items: &str) -> String {
    format!(
        "<?xml version='1.0'?><rss version='2.0'><channel><title>Le Blog</title>\
         <language>fr</language>{items}</channel></rss>"
    )
}

#[test]
fn each_entry_of_a_feed_is_an_article_with_its_longest_text() {
    let feed = rss(
        "<item><title>L'&amp;eacute;t&amp;eacute; &amp;amp; moi</title><link>https://a.example/1</link>\
        <pubDate>Thu, 30 Apr 2015 07:38:00 +0200</pubDate><author>z@a.example (Zoé)</author>\
        <description>En bref.</description><content:encoded><![CDATA[<p>Il pleut &agrave; verse sur la ville.</p>]]></content:encoded></item>\
        <item><title>Deux</title><description>&lt;p&gt;Il &lt;b&gt;neige&lt;/b&gt;.&lt;/p&gt;</description></item>",
    );
    insta::assert_snapshot!(outlines(&feed), @r"
    title L'été & moi
    paragraph Il pleut à verse sur la ville.
    drop En bref. (not in the article)
    ---
    title Deux
    paragraph Il neige.
    ");
    let articles = read_all(&feed).expect("readable");
    let (source, document) = &articles[0];
    assert_eq!(source.name.as_deref(), Some("L'été & moi.html"));
    let metadata = &document.metadata;
    assert_eq!(metadata.authors, ["Zoé"]);
    assert_eq!(metadata.date.as_deref(), Some("2015-04-30"));
    assert_eq!(metadata.language.as_deref(), Some("fr"));
    assert_eq!(metadata.site.as_deref(), Some("Le Blog"));
    assert_eq!(metadata.address.as_deref(), Some("https://a.example/1"));
}

#[test]
fn atom_and_json_feeds_are_read() {
    let atom = "<feed xmlns='http://www.w3.org/2005/Atom' xml:lang='fr'><title>Le Blog</title><author><name>Zoé</name></author>\
        <entry><title type='html'>Un &lt;em&gt;été&lt;/em&gt;</title><link rel='self' href='https://a.example/s'/>\
        <link href='https://a.example/1'/><published>2024-06-03T10:00:00Z</published>\
        <content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'><h2>Ici</h2><p>Il pleut.</p></div></content></entry>\
        <entry><title>Deux</title><summary>Moins de 3 &lt; 4, dit-il.</summary></entry></feed>";
    insta::assert_snapshot!(outlines(atom), @r"
    title Un été
    heading Ici
    paragraph Il pleut.
    ---
    title Deux
    paragraph Moins de 3 < 4, dit-il.
    ");
    let articles = read_all(atom).expect("readable");
    assert_eq!(
        articles[0].1.metadata.address.as_deref(),
        Some("https://a.example/1")
    );
    assert_eq!(articles[0].1.metadata.authors, ["Zoé"]);
    let json = r#"{"version": "https://jsonfeed.org/version/1.1", "title": "Le Blog", "items": [
        {"title": "Un", "content_html": "<p>Il pleut.</p>"}, {"content_text": "Il neige."}]}"#;
    insta::assert_snapshot!(outlines(json), @r"
    title Un
    paragraph Il pleut.
    ---
    paragraph Il neige.
    ");
}

#[test]
fn entries_without_text_are_named_and_excerpts_are_known() {
    let feed = rss(
        "<item><title>Vide</title><link>https://a.example/1</link></item>\
        <item><title>Début</title><description>Il pleut sur la ville […]</description></item>",
    );
    let articles = read_all(&feed).expect("readable");
    assert_eq!(articles.len(), 1);
    let (source, document) = &articles[0];
    assert_eq!(source.left_out, ["Vide"]);
    let excerpt = document.excerpt.clone().expect("it says so");
    assert_eq!(&source.text[excerpt], "Il pleut sur la ville […]");
}

#[test]
fn feeds_of_addresses_and_damaged_feeds_are_refused() {
    let error = |feed: &str| read_all(feed).expect_err("refused").to_string();
    let addresses = rss("<item><title>Un</title><link>https://a.example/1</link></item>");
    assert_eq!(
        error(&addresses),
        "it holds only the addresses of its articles"
    );
    assert_eq!(error(&rss("")), "it holds no article");
    let cut = rss("<item><title>Un</title><description>Il pleut");
    for damaged in [
        &cut[..cut.len() - 17],
        "{\"items\": [",
        "<rss><channel><item>",
    ] {
        assert!(
            matches!(read_all(damaged), Err(ReadError::Damaged(_))),
            "{damaged}"
        );
    }
}

#[test]
fn declared_entities_are_not_expanded() {
    let feed = "<!DOCTYPE rss [<!ENTITY a 'ha'><!ENTITY b '&a;&a;'>]><rss><channel><item>\
        <title>Un</title><description>Il &b; rit.</description></item></channel></rss>";
    assert_eq!(outlines(feed), "title Un\nparagraph Il &b; rit.");
}

#[test]
fn deep_elements_take_little_time() {
    let deep = "<a>".repeat(300_000);
    let start = std::time::Instant::now();
    let _ = read_all(&rss(&format!("<item><title>Un</title><description>{deep}")));
    let _ = read_all(&rss(&deep));
    assert!(start.elapsed().as_secs() < 10);
}

proptest! {
    #[test]
    fn every_text_of_an_entry_is_printed_once(
        texts in prop::collection::vec("[a-z]{3,9}( <b>[a-z]{1,9}</b>)?", 1..6),
        title in "[A-Z][a-z]{2,9}",
    ) {
        let paragraphs: String = texts.iter().map(|text| format!("<p>{text}</p>")).collect();
        let feed = rss(&format!("<item><title>{title}</title><description><![CDATA[{paragraphs}]]></description></item>"));
        for (source, document) in read_all(&feed).expect("readable") {
            invariants::check(&source, &document)?;
            let words = texts.concat().replace("<b>", "").replace("</b>", "");
            prop_assert_eq!(invariants::letters(&source.text), invariants::letters(&format!("{title}{words}")));
        }
    }

    #[test]
    fn any_feed_is_read_or_refused(parts in prop::collection::vec(prop::sample::select(vec![
        "<item>", "</item>", "<entry>", "</entry>", "<title>", "</title>", "<description>", "</description>",
        "<content type='html'>", "</content>", "<link href='https://a.example'/>", "<![CDATA[", "]]>", "&lt;p&gt;", "&amp;",
        "&", "<p>", "</p>", "Oui.", "Non.", "<!-- x -->", "<?x?>", "<author>", "</author>", "<name>", "</name>",
    ]), 0..30)) {
        for (source, document) in read_all(&rss(&parts.concat())).unwrap_or_default() {
            invariants::check(&source, &document)?;
        }
    }
}
