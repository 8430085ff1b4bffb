//! OpenDocument texts, made in the tests, through the reader.

use lismoi_document::{Document, Source};
use proptest::prelude::*;

use crate::markup;
use crate::office::zipped::{check_law_1, languages, zipped};
use crate::{InputFormat, ReadError, ReadOptions};

const STYLES: &str = "<office:styles><style:default-style style:family='paragraph'>
    <style:text-properties fo:language='fr' fo:country='FR'/></style:default-style>
    <style:style style:name='Title' style:family='paragraph'/>
    <style:style style:name='Quotations' style:family='paragraph'/>
    <style:style style:name='Caption' style:family='paragraph'/>
    <style:style style:name='Illustration' style:family='paragraph' style:parent-style-name='Caption'/>
    <text:outline-style><text:outline-level-style text:level='1' style:num-format='1'/>
    <text:outline-level-style text:level='2' style:num-format='1' text:display-levels='2'/></text:outline-style>
    <text:list-style style:name='Nombres'><text:list-level-style-number text:level='1' style:num-format='1' style:num-suffix='.'/>
    <text:list-level-style-number text:level='2' style:num-format='a' style:num-suffix=')'/></text:list-style>
    <text:list-style style:name='Puces'><text:list-level-style-bullet text:level='1' text:bullet-char='o'/></text:list-style>
    </office:styles>";

const MASTER: &str = "<office:master-styles><style:master-page><style:header><text:p>La Gazette</text:p></style:header>
    <style:footer><text:p><text:page-number>3</text:page-number></text:p></style:footer></style:master-page></office:master-styles>";

const AUTOMATIC: &str = "<office:automatic-styles>
    <style:style style:name='P1' style:family='paragraph' style:parent-style-name='Quotations'/>
    <style:style style:name='P2' style:family='paragraph'><style:text-properties text:display='none'/></style:style>
    <style:style style:name='T1' style:family='text'><style:text-properties style:text-position='super 58%'/></style:style>
    <style:style style:name='T2' style:family='text'><style:text-properties fo:language='en' fo:country='US'/></style:style>
    </office:automatic-styles>";

const META: &str = "<office:meta><dc:title>Le marché</dc:title><meta:initial-creator>Marie Dupont</meta:initial-creator>
    <dc:date>2025-03-12T08:00:00</dc:date></office:meta>";

fn content(body: &str) -> String {
    format!("<x>{AUTOMATIC}<office:body><office:text>{body}</office:text></office:body></x>")
}

/// A document with this body.
fn odt(body: &str) -> Vec<u8> {
    zipped(&[
        ("mimetype", "application/vnd.oasis.opendocument.text"),
        ("content.xml", &content(body)),
        ("styles.xml", &format!("<x>{STYLES}{MASTER}</x>")),
        ("meta.xml", &format!("<x>{META}</x>")),
    ])
}

fn read_with(bytes: Vec<u8>) -> Result<(Source, Document), ReadError> {
    let options = ReadOptions {
        format: InputFormat::Odt,
        ..ReadOptions::default()
    };
    super::read(bytes, None, options)
}

fn read(body: &str) -> (Source, Document) {
    read_with(odt(body)).expect("a document")
}

/// `TYPE text` for each block, `drop text (REASON)` for skipped text, in order, without the
/// head and foot of the pages.
fn outline(body: &str) -> String {
    let (source, document) = read(body);
    let outline = markup::outline::outline(&source, &document);
    let (around, outline) = outline.split_once('\n').unwrap_or((&outline, ""));
    assert_eq!(around, "drop La Gazette 3 (running head or foot)");
    outline.to_owned()
}

#[test]
fn styles_and_elements_tell_what_a_paragraph_is() {
    let body = "<text:p text:style-name='Title'>Le marché</text:p>
        <text:h text:outline-level='1'>Les fruits</text:h><text:p>Ils sont<text:s text:c='2'/>beaux.</text:p>
        <text:h text:outline-level='2'><text:number>1.1.</text:number>Les pommes</text:h><text:h text:outline-level='2'>Les poires</text:h><text:p text:style-name='P1'>Rien de meilleur.</text:p>
        <text:p text:style-name='Illustration'>Une pomme</text:p><text:h text:outline-level='1' text:is-list-header='true'>Fin</text:h>
        <text:p text:style-name='P2'>Caché.</text:p><text:section text:display='none'><text:p>Aussi.</text:p></text:section>
        <text:p>Rien.<text:hidden-paragraph text:is-hidden='true'/></text:p>";
    insta::assert_snapshot!(outline(body), @r"
    title Le marché
    heading 1 Les fruits
    paragraph Ils sont beaux.
    heading 1.1. Les pommes
    heading 1.2 Les poires
    quote Rien de meilleur.
    drop Une pomme (caption)
    heading Fin
    drop Caché. Aussi. Rien. (hidden)
    ");
}

#[test]
fn numbers_are_those_that_are_printed() {
    let body = "<text:list text:style-name='Nombres'><text:list-header><text:p>Fruits</text:p></text:list-header>
        <text:list-item><text:p>Pommes</text:p><text:p>du jardin</text:p>
        <text:list><text:list-item><text:p>rouges</text:p></text:list-item></text:list></text:list-item>
        <text:list-item><text:p>Poires</text:p></text:list-item></text:list><text:p>Texte.</text:p>
        <text:list text:style-name='Nombres' text:continue-numbering='true'><text:list-item><text:p>Cerises</text:p></text:list-item>
        <text:list-item text:start-value='8'><text:p>Figues</text:p></text:list-item></text:list>
        <text:list text:style-name='Nombres'><text:list-item><text:p>Choux</text:p></text:list-item></text:list>
        <text:list text:style-name='Puces'><text:list-item><text:p>à puce</text:p></text:list-item></text:list>";
    insta::assert_snapshot!(outline(body), @r"
    list_item Fruits
    list_item 1. Pommes
    list_item du jardin
    list_item a) rouges
    list_item 2. Poires
    paragraph Texte.
    list_item 3. Cerises
    list_item 8. Figues
    list_item 1. Choux
    list_item à puce
    ");
}

#[test]
fn notes_comments_changes_and_indexes_are_listed() {
    let body = "<text:tracked-changes><text:changed-region><text:deletion><office:change-info><dc:creator>x</dc:creator></office:change-info>
        <text:p>beaucoup</text:p></text:deletion></text:changed-region></text:tracked-changes>
        <text:table-of-content><text:table-of-content-source><text:index-title-template>Modèle</text:index-title-template>
        </text:table-of-content-source><text:index-body><text:p>Les fruits 3</text:p></text:index-body></text:table-of-content>
        <text:p>Il pleut<text:note text:note-class='footnote'><text:note-citation>1</text:note-citation><text:note-body><text:p>Sauf le dimanche.</text:p></text:note-body></text:note>
        un peu<office:annotation><dc:creator>Luc</dc:creator><text:p>À revoir.</text:p></office:annotation>, sur 30 m<text:span text:style-name='T1'>2</text:span>.</text:p>";
    insta::assert_snapshot!(outline(body), @r"
    drop Les fruits 3 (table of contents)
    paragraph Il pleut1 un peu, sur 30 m².
    drop 1 (reference to a note)
    drop Luc À revoir. (comment)
    drop 1 Sauf le dimanche. (note)
    drop beaucoup (deleted text)
    ");
}

#[test]
fn frames_are_read_after_their_paragraph_and_tables_by_rows() {
    let cell = |text: &str| format!("<table:table-cell><text:p>{text}</text:p></table:table-cell>");
    let row = |cells: [&str; 3]| {
        format!(
            "<table:table-row>{}</table:table-row>",
            cells.map(cell).concat()
        )
    };
    let body = format!(
        "<text:p>Avant, <draw:frame><draw:text-box><text:p text:style-name='Illustration'>Une pomme</text:p></draw:text-box></draw:frame>
        <draw:frame><draw:text-box><text:p>Encadré.</text:p></draw:text-box><svg:desc>Dessin</svg:desc></draw:frame>après.</text:p>
        <table:table><table:table-column/><table:table-header-rows>{}</table:table-header-rows>{}{}</table:table>",
        row(["Nom", "Âge", "Ville"]),
        row(["Luc", "12", "Lyon"]),
        row(["Éva", "", "Évry"]),
    );
    insta::assert_snapshot!(outline(&body), @r"
    paragraph Avant, après.
    drop Une pomme (caption)
    paragraph Encadré.
    drop Dessin (caption)
    drop Nom Âge Ville (table)
    list_item Luc ; Âge : 12 ; Ville : Lyon
    list_item Éva ; Ville : Évry
    ");
}

#[test]
fn a_flat_document_is_read_like_an_archive() {
    let body = "<text:p text:style-name='Title'>Le marché</text:p><text:p>Il dit : <text:span text:style-name='T2'>I agree</text:span>, une fois de plus.</text:p>";
    let flat = format!(
        "<office:document>{META}{STYLES}{AUTOMATIC}{MASTER}<office:body><office:text>{body}</office:text></office:body></office:document>"
    );
    for bytes in [flat.into_bytes(), odt(body)] {
        let (source, document) = read_with(bytes).expect("a document");
        let found = document.metadata;
        assert_eq!(found.title.as_deref(), Some("Le marché"));
        assert_eq!(found.authors, ["Marie Dupont"]);
        assert_eq!(found.date.as_deref(), Some("2025-03-12"));
        assert_eq!(found.language.as_deref(), Some("fr-FR"));
        assert_eq!(languages(&source), [("en-US", "I agree")]);
    }
}

#[test]
fn formulas_in_the_archive_are_listed() {
    let bytes = zipped(&[
        ("content.xml", &content("<text:p>Soit</text:p>")),
        ("Object 1/content.xml", "<math><mi>x</mi></math>"),
    ]);
    let (source, document) = read_with(bytes).expect("a document");
    let outline = markup::outline::outline(&source, &document);
    assert_eq!(outline, "paragraph Soit\ndrop x (formula)");
}

#[test]
fn encrypted_and_damaged_documents_are_errors() {
    let manifest = "<manifest><file-entry><encryption-data/></file-entry></manifest>";
    let encrypted = zipped(&[("META-INF/manifest.xml", manifest), ("content.xml", "x")]);
    let error = read_with(encrypted).expect_err("encrypted");
    assert_eq!(error.to_string(), "it is encrypted");
    let empty = zipped(&[("mimetype", "x")]);
    assert!(matches!(read_with(empty), Err(ReadError::Damaged(_))));
    assert!(matches!(
        read_with(b"Un texte.".to_vec()),
        Err(ReadError::Damaged(_))
    ));
}

#[test]
fn elements_nested_as_deep_as_allowed_do_not_overflow_the_stack() {
    for (open, close) in [
        (
            "<text:list><text:list-item>",
            "</text:list-item></text:list>",
        ),
        (
            "<text:p><draw:frame><draw:text-box>",
            "</draw:text-box></draw:frame></text:p>",
        ),
        (
            "<table:table><table:table-row><table:table-cell>",
            "</table:table-cell></table:table-row></table:table>",
        ),
        (
            "<text:p><text:note><text:note-body>",
            "</text:note-body></text:note></text:p>",
        ),
        ("<text:section>", "</text:section>"),
    ] {
        let count = 500 / open.matches('<').count();
        let body = open.repeat(count) + "<text:p>Fond.</text:p>" + &close.repeat(count);
        assert!(outline(&body).contains("Fond."), "{open}");
    }
}

proptest! {
    #[test]
    fn every_word_of_a_document_is_printed_once(
        parts in prop::collection::vec(prop::sample::select(vec![
            "<text:p>", "<text:p>", "<text:p text:style-name='Title'>", "<text:p text:style-name='Illustration'>",
            "<text:p text:style-name='P2'>", "<text:h text:outline-level='1'>", "<text:h text:outline-level='2'>",
            "<text:span text:style-name='T2'>", "<text:a>", "<text:note>",
            "<office:annotation>", "<text:ruby>", "<text:ruby-base>", "<text:ruby-text>", "<text:page-number>",
            "<text:hidden-text text:is-hidden='true'>", "<text:hidden-paragraph text:is-hidden='true'/>",
            "<text:list text:style-name='Nombres'>", "<text:list-item>", "<text:list-header>",
            "<table:table>", "<table:table-header-rows>", "<table:table-row>", "<table:table-cell>",
            "<draw:frame>", "<draw:text-box>", "<svg:desc>", "<text:section>", "<text:bibliography>",
            "<text:tracked-changes>", "<text:changed-region>", "<text:deletion>", "</>", "</>", "</>", "<text:line-break/>", "w", "w", "w",
        ]), 0..60),
    ) {
        let (body, words) = well_formed(&parts);
        let (source, document) = read(&body);
        check_law_1(&words, &source, &document)?;
    }
}

/// A body in which every element is closed and stands where it may, with numbered words.
fn well_formed(parts: &[&str]) -> (String, Vec<String>) {
    let (mut body, mut words, mut open) = (String::new(), Vec::new(), Vec::new());
    for part in parts {
        let parent = open.last().copied().unwrap_or("body");
        let is_text = matches!(
            parent,
            "p" | "h"
                | "span"
                | "a"
                | "ruby-base"
                | "ruby-text"
                | "page-number"
                | "hidden-text"
                | "desc"
        );
        let is_flow = matches!(
            parent,
            "body"
                | "note-body"
                | "list-item"
                | "list-header"
                | "table-cell"
                | "text-box"
                | "section"
                | "deletion"
        );
        let name = part.split([':', ' ', '>', '/']).nth(1).unwrap_or_default();
        let fits = match name {
            _ if *part == "w" => is_text,
            "p" | "h" | "list" | "table" | "section" => is_flow,
            "bibliography" | "tracked-changes" => parent == "body",
            "changed-region" => parent == "tracked-changes",
            "deletion" => parent == "changed-region",
            "list-item" | "list-header" => parent == "list",
            "table-header-rows" => parent == "table",
            "table-row" => matches!(parent, "table" | "table-header-rows"),
            "table-cell" => parent == "table-row",
            "text-box" | "desc" => parent == "frame",
            "ruby-base" | "ruby-text" => parent == "ruby",
            "frame" => is_flow || is_text,
            _ => matches!(parent, "p" | "h" | "span" | "a"),
        };
        match *part {
            "</>" => {
                if let Some(name) = open.pop() {
                    body += &format!("</text:{name}>");
                }
            }
            _ if !fits => {}
            "w" => {
                words.push(format!("w{}", words.len()));
                body += &format!(" {} ", words[words.len() - 1]);
            }
            part if part.ends_with("/>") => body += part,
            "<text:note>" => {
                body += "<text:note><text:note-citation>1</text:note-citation><text:note-body>";
                open.extend(["note", "note-body"]);
            }
            part => {
                // One prefix for all: the reader compares names without them.
                let (_, rest) = part.split_once(':').unwrap_or_default();
                body += &format!("<text:{rest}");
                open.push(name);
            }
        }
    }
    for name in open.iter().rev() {
        body += &format!("</text:{name}>");
    }
    (body, words)
}
