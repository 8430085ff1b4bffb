//! Pages through the reader.

use crate::markup;
use lismoi_document::{Document, Piece, PieceKind, Place, Section, Source};
use proptest::prelude::*;

use super::dom::{NodeData, ROOT};
use super::{elements, parse};
use crate::{InputFormat, ReadError, ReadOptions};

/// Sentences that make a page long enough to be an article.
const LONG: &str = "<p>Le marché de Lyon ouvre chaque matin à six heures, et les marchands y \
    vendent des fruits, des légumes et du pain. Il ferme à midi, sauf le dimanche.</p>";

fn read(html: &str) -> (Source, Document) {
    let options = ReadOptions {
        format: InputFormat::Html,
        ..ReadOptions::default()
    };
    super::read(html.as_bytes().to_vec(), None, options).expect("a page")
}

/// `TYPE text` for each block, `drop text (REASON)` for skipped text, in order.
pub(super) fn outline(html: &str) -> String {
    let (source, document) = read(html);
    markup::outline::outline(&source, &document)
}

#[test]
fn tags_tell_what_a_block_is() {
    let page = format!(
        "<!doctype html><html lang=fr><title>Le marché | Mon site</title><nav><a href=/>Accueil</a></nav>
        <article><h1>Le marché</h1>{LONG}<h2>Les fruits <a href='#f'>¶</a></h2><ol start=3><li>Pommes
        <li>Poires<ul><li>Conférence</ul></ol>{LONG}<blockquote><p>Rien de meilleur.</blockquote>
        <pre>let x = 1;</pre><p>Il fait 30 m<sup>2</sup>,<br>tout compris. <span hidden>Caché.</span>
        <ruby>漢<rt>kan</rt></ruby></article><footer>Mentions légales</footer>"
    );
    insta::assert_snapshot!(outline(&page), @r"
    title Le marché
    drop Le marché | Mon site (repeated title)
    drop Accueil (navigation)
    paragraph Le marché de Lyon ouvre chaque matin à six heures, et les marchands y vendent des fruits, des légumes et du pain. Il ferme à midi, sauf le dimanche.
    heading Les fruits
    drop ¶ (permalink)
    list_item 3. Pommes
    list_item 4. Poires
    list_item Conférence
    paragraph Le marché de Lyon ouvre chaque matin à six heures, et les marchands y vendent des fruits, des légumes et du pain. Il ferme à midi, sauf le dimanche.
    quote Rien de meilleur.
    drop let x = 1; (code)
    paragraph Il fait 30 m², tout compris. 漢
    drop Caché. (hidden)
    drop kan (ruby annotation)
    drop Mentions légales (navigation)
    ");
}

#[test]
fn small_tables_are_read_with_their_heads_and_large_ones_are_named() {
    let row = "<tr><td>a<td>b<td>c<td>d<td>e</tr>";
    let page = format!(
        "<h1>Les villes</h1>{LONG}<table><caption>Villes</caption><tr><th>Ville<th>Habitants<th>Pays
        <tr><td>Lyon<td>522 000<td>France</table>{LONG}<table><caption>Lettres</caption>{}</table>
        <table><tr><td>Âge<td>12<tr><td>Taille<td>1,50 m</table>{LONG}",
        row.repeat(7)
    );
    insta::assert_snapshot!(outline(&page), @r"
    title Les villes
    paragraph Le marché de Lyon ouvre chaque matin à six heures, et les marchands y vendent des fruits, des légumes et du pain. Il ferme à midi, sauf le dimanche.
    paragraph Villes
    drop Ville Habitants Pays (table)
    list_item Lyon ; Habitants : 522 000 ; Pays : France
    paragraph Le marché de Lyon ouvre chaque matin à six heures, et les marchands y vendent des fruits, des légumes et du pain. Il ferme à midi, sauf le dimanche.
    paragraph Tableau : Lettres, 7 lignes.
    drop a b c d e a b c d e a b c d e a b c d e a b c d e a b c d e a b c d e (table)
    list_item Âge : 12
    list_item Taille : 1,50 m
    paragraph Le marché de Lyon ouvre chaque matin à six heures, et les marchands y vendent des fruits, des légumes et du pain. Il ferme à midi, sauf le dimanche.
    ");
}

#[test]
fn links_tie_footnotes_to_their_references() {
    let page = format!(
        "<h1>Les notes</h1>{LONG}<p>Une phrase.<sup><a href=#n1 id=r1>[1]</a></sup> Une autre.
        <p>Fin.</p>{LONG}<ol><li id=n1><a href=#r1>↑</a> La <i>première</i> note.</ol>"
    );
    insta::assert_snapshot!(outline(&page), @r"
    title Les notes
    paragraph Le marché de Lyon ouvre chaque matin à six heures, et les marchands y vendent des fruits, des légumes et du pain. Il ferme à midi, sauf le dimanche.
    paragraph Une phrase.[1] Une autre.
    drop [1] (reference to a note)
    paragraph Fin.
    paragraph Le marché de Lyon ouvre chaque matin à six heures, et les marchands y vendent des fruits, des légumes et du pain. Il ferme à midi, sauf le dimanche.
    drop 1. La première note. (note)
    drop ↑ (permalink)
    ");
    let options = ReadOptions {
        format: InputFormat::Html,
        footnotes: crate::Footnotes::Inline,
        ..ReadOptions::default()
    };
    let (source, document) = super::read(page.into_bytes(), None, options).expect("a page");
    let blocks = document.sections.iter().flat_map(Section::all_blocks);
    let footnotes = blocks.flat_map(|block| block.footnotes_within(&block.range));
    let footnotes: Vec<&str> = footnotes.map(|range| &source.text[range]).collect();
    assert_eq!(footnotes, ["La première note."]);
}

#[test]
fn brackets_around_a_reference_or_a_label_are_not_said() {
    let page = format!(
        "<h1>Les notes</h1>{LONG}<p>Une phrase [<a href=#n1 id=r1 rel=footnote>1</a>], et la suite.
        {LONG}<div id=n1><p>[<a href=#r1>1</a>] La note.</div>"
    );
    let options = ReadOptions {
        format: InputFormat::Html,
        footnotes: crate::Footnotes::Inline,
        ..ReadOptions::default()
    };
    let (source, document) = super::read(page.into_bytes(), None, options).expect("a page");
    let mut blocks = document.sections.iter().flat_map(Section::all_blocks);
    let block = blocks.find(|block| !block.references.is_empty());
    let reference = &block.expect("a reference").references[0];
    assert_eq!(&source.text[reference.range.clone()], "[1]");
    let footnote = reference.footnote.clone();
    assert_eq!(footnote.map(|range| &source.text[range]), Some("La note."));
}

#[test]
fn a_page_says_that_it_holds_only_the_beginning() {
    let page = format!("<h1>Les villes</h1>{LONG}<p>Il vous reste 57 % de cet article à lire.</p>");
    let (source, document) = read(&page);
    let notice = document.excerpt.map(|range| &source.text[range]);
    assert_eq!(notice, Some("Il vous reste 57 % de cet article à lire."));
    assert_eq!(read(&format!("<h1>Les villes</h1>{LONG}")).1.excerpt, None);
}

#[test]
fn a_formula_is_said_only_in_words() {
    let page = format!(
        "<h1>Les nombres</h1>{LONG}<p>Soit <math alttext='racine de deux'><mi>x</mi></math> et
        <math alttext='\\sqrt{{2}}'><mi>y</mi></math>.{LONG}"
    );
    let outline = outline(&page);
    assert!(
        outline.contains("paragraph Soit racine de deux et ."),
        "{outline}"
    );
    assert!(outline.contains("drop x y (formula)"), "{outline}");
}

#[test]
fn metadata_come_from_the_page() {
    let page = format!(
        r#"<html lang="fr-CA"><head><title>Un été - Le Journal</title>
        <meta property="og:site_name" content="Le Journal"><link rel=canonical href="https://journal.example/a">
        <script type="application/ld+json">{{"@type": "NewsArticle", "headline": "Un été",
        "author": {{"name": "Zoé Martin"}}, "datePublished": "2025-03-12T10:00:00Z"}}</script></head>
        <body>{LONG}{LONG}<p lang=en>To be or not to be.</p></body>"#
    );
    let (source, document) = read(&page);
    let metadata = document.metadata;
    assert_eq!(metadata.title.as_deref(), Some("Un été"));
    assert_eq!(metadata.authors, ["Zoé Martin"]);
    assert_eq!(metadata.date.as_deref(), Some("2025-03-12"));
    assert_eq!(metadata.language.as_deref(), Some("fr-CA"));
    assert_eq!(metadata.site.as_deref(), Some("Le Journal"));
    assert_eq!(
        metadata.address.as_deref(),
        Some("https://journal.example/a")
    );
    let languages = source
        .pieces
        .iter()
        .filter_map(|piece| piece.language.as_deref());
    assert_eq!(languages.collect::<Vec<_>>(), ["en"]);
}

#[test]
fn deep_and_large_pages_are_bounded() {
    let deep = format!(
        "<p>Avant.</p>{}Au fond.{}<p>Après.</p>",
        "<div>".repeat(100_000),
        "</div>".repeat(100_000)
    );
    let text = read(&deep).0.text;
    assert_eq!(text, "Avant.\nAu fond.\nAprès.");
    let unclosed = read(&format!("{}fin", "<p>x".repeat(2_000))).0.text;
    assert_eq!(unclosed.lines().count(), 2_000);
    let options = ReadOptions::default();
    let many = "<p>x</p>".repeat(200_001).into_bytes();
    assert_eq!(
        super::read(many, None, options).expect_err("too many"),
        ReadError::TooManyElements
    );
    let large = vec![b' '; markup::LARGEST + 1];
    assert_eq!(
        super::read(large, None, options).expect_err("too large"),
        ReadError::TooLarge
    );
}

/// What a page could cost if its size mattered more than linearly.
#[test]
fn eight_times_the_size_takes_less_than_24_times_the_time() {
    let attributes = |count: usize| {
        format!(
            "<p{}>x",
            (0..count).map(|n| format!(" a{n}=1")).collect::<String>()
        )
    };
    let makers: [(&str, &dyn Fn(usize) -> String); 6] = [
        ("paragraphs", &|count| LONG.repeat(count)),
        ("nested elements", &|count| "<div>".repeat(count * 20)),
        ("stray text in tables", &|count| {
            format!("<table>{}", "x<tr><td>y".repeat(count))
        }),
        ("attributes", &|count| attributes(count * 10)),
        ("open quotes", &|count| "<a b=\"".repeat(count * 20)),
        ("unclosed inline elements", &|count| {
            "<b><i>x".repeat(count / 4)
        }),
    ];
    for (what, make) in makers {
        let time = |count: usize| {
            let page = make(count);
            let runs = (0..3).map(|_| {
                let start = std::time::Instant::now();
                let _ = super::read(page.clone().into_bytes(), None, ReadOptions::default());
                start.elapsed()
            });
            runs.min().unwrap_or_default()
        };
        let (small, large) = (time(500), time(4_000));
        let is_linear = large.as_secs_f64() < 24.0 * small.as_secs_f64() + 0.05;
        assert!(is_linear, "{what}: {small:?}, {large:?}");
    }
}

/// The letters and digits of the pieces that come from these bytes, and of those texts.
fn letters(text: &str) -> String {
    let kept = text.chars().filter(|c| c.is_alphanumeric());
    let plain = kept.map(|c| match "⁰¹²³⁴⁵⁶⁷⁸⁹".chars().position(|digit| digit == c)
    {
        Some(digit) => char::from(b'0' + digit as u8),
        None => c,
    });
    plain.collect()
}

/// Law 1 for markup: what the texts of a page hold is printed once, in a piece that is spoken
/// or has a reason; and pieces cover the printed text.
pub(super) fn check_law_1(html: &str) -> Result<(), TestCaseError> {
    let Ok(dom) = parse::dom(html) else {
        return Ok(());
    };
    let options = ReadOptions {
        format: InputFormat::Html,
        ..ReadOptions::default()
    };
    // A few characters may be too few to be text.
    let Ok((source, document)) = super::read(html.as_bytes().to_vec(), None, options) else {
        return Ok(());
    };
    let mut end = 0;
    for piece in &source.pieces {
        prop_assert!(piece.range.start >= end && !piece.range.is_empty());
        prop_assert!(source.text[end..piece.range.start].trim().is_empty());
        end = piece.range.end;
    }
    prop_assert_eq!(end, source.text.len());

    let from_source = |piece: &&Piece| matches!(piece.place, Place::Bytes(_));
    let printed: String = source
        .pieces
        .iter()
        .filter(from_source)
        .map(|piece| letters(&source.text[piece.range.clone()]))
        .collect();
    let is_in_program = |node| {
        std::iter::once(node)
            .chain(dom.ancestors(node))
            .any(|node| elements::is_program(dom.name(node)))
    };
    let texts: String = dom
        .descendants(ROOT)
        .filter(|node| !is_in_program(*node))
        .filter_map(|node| match &dom.nodes[node].data {
            NodeData::Text { text, .. } => Some(letters(text)),
            _ => None,
        })
        .collect();
    let count = |text: &str| {
        let mut counts = std::collections::BTreeMap::new();
        for character in text.chars() {
            *counts.entry(character).or_insert(0_usize) += 1;
        }
        counts
    };
    prop_assert_eq!(count(&printed), count(&texts), "{}", html);
    let is_known = |piece: &&Piece| match piece.kind {
        PieceKind::Skipped(_) => document
            .skipped
            .iter()
            .any(|item| item.range.start <= piece.range.end && piece.range.start <= item.range.end),
        _ => true,
    };
    let unknown = source.pieces.iter().find(|piece| !is_known(piece));
    prop_assert!(unknown.is_none(), "{:?} in {}", unknown, html);
    Ok(())
}

proptest! {
    #[test]
    fn every_text_of_a_page_is_printed_once(
        parts in prop::collection::vec(prop_oneof![
            Just(LONG.to_owned()),
            prop::sample::select(vec![
                "<p>", "</p>", "<div>", "</div>", "<div class=share>", "<ul>", "<ol reversed>", "<li>", "</ul>",
                "<table>", "<tr>", "<td>", "<th>", "</table>", "<caption>", "<h1>", "</h1>", "<h2>", "</h2>",
                "<a href=#n>", "<a href=/x>", "</a>", "<sup>", "</sup>", "<p id=n>", "<br>", "<pre>", "</pre>",
                "<figure>", "<figcaption>", "</figure>", "<img alt=x>", "<script>x</script>", "<b>", "<i>", "</b>",
                "<svg>", "</svg>", "<math>", "</math>", "<select>", "</select>", "<template>", "</template>",
                "<aside>", "</aside>", "<nav>", "</nav>", "<span hidden>", "</span>", "<ruby>", "<rt>", "<form>",
                "<title>", "</title>", "<noscript>", "</noscript>", "<blockquote>", "<textarea>", "</textarea>",
                "<!-- x -->", "&amp;", "&nbsp;", "&#x41;", "https://a.example/b", "[1]", "12", "<body>", "</body>",
            ]).prop_map(str::to_owned),
            "[a-zA-Zé ]{1,12}",
            "\\PC{0,8}",
        ], 0..40),
    ) {
        check_law_1(&parts.concat())?;
    }
}
