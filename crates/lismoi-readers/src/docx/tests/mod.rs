//! Word documents, made in the tests, through the reader.

use crate::markup;
use crate::office::zipped::{languages, zipped};
use crate::{InputFormat, ReadError, ReadOptions};
use lismoi_document::{Document, Place, Source};

mod printed_once;

const NAMESPACES: &str = "xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main' \
    xmlns:m='m' xmlns:mc='mc' xmlns:wps='wps' xmlns:v='v'";

const STYLES: &str = "<w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val='fr-FR'/></w:rPr></w:rPrDefault></w:docDefaults>
    <w:style w:type='paragraph' w:styleId='Titre'><w:name w:val='Title'/></w:style>
    <w:style w:type='paragraph' w:styleId='Auteur'><w:name w:val='Author'/><w:basedOn w:val='Titre'/></w:style>
    <w:style w:type='paragraph' w:styleId='Titre1'><w:name w:val='heading 1'/><w:pPr><w:outlineLvl w:val='0'/></w:pPr></w:style>
    <w:style w:type='paragraph' w:styleId='Maison'><w:name w:val='Maison'/><w:basedOn w:val='Titre1'/></w:style>
    <w:style w:type='paragraph' w:styleId='Lgende'><w:name w:val='caption'/></w:style>
    <w:style w:type='paragraph' w:styleId='Citation'><w:name w:val='Quote'/></w:style>
    <w:style w:type='paragraph' w:styleId='Boucle'><w:name w:val='Boucle'/><w:basedOn w:val='Boucle'/></w:style>
    <w:style w:type='character' w:styleId='Cache'><w:name w:val='Cache'/><w:rPr><w:vanish/></w:rPr></w:style>
    <w:style w:type='paragraph' w:styleId='Clause'><w:name w:val='Clause'/><w:pPr><w:numPr><w:numId w:val='3'/></w:numPr></w:pPr></w:style>";

const NUMBERING: &str = "<w:abstractNum w:abstractNumId='0'>
    <w:lvl w:ilvl='0'><w:start w:val='1'/><w:numFmt w:val='decimal'/><w:lvlText w:val='%1.'/></w:lvl>
    <w:lvl w:ilvl='1'><w:start w:val='1'/><w:numFmt w:val='lowerLetter'/><w:lvlText w:val='%1.%2)'/></w:lvl>
    </w:abstractNum><w:abstractNum w:abstractNumId='1'>
    <w:lvl w:ilvl='0'><w:start w:val='1'/><w:numFmt w:val='bullet'/><w:lvlText w:val='o'/></w:lvl>
    </w:abstractNum><w:abstractNum w:abstractNumId='2'>
    <w:lvl w:ilvl='0'><w:start w:val='1'/><w:numFmt w:val='upperRoman'/><w:lvlText w:val='Article %1'/><w:pStyle w:val='Clause'/></w:lvl>
    </w:abstractNum>
    <w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num>
    <w:num w:numId='2'><w:abstractNumId w:val='1'/></w:num>
    <w:num w:numId='3'><w:abstractNumId w:val='2'/></w:num>
    <w:num w:numId='4'><w:abstractNumId w:val='0'/><w:lvlOverride w:ilvl='0'><w:startOverride w:val='5'/></w:lvlOverride></w:num>";

const NOTES: &str = "<w:footnote w:type='separator' w:id='-1'><w:p/></w:footnote>
    <w:footnote w:id='2'><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t>Sauf le dimanche.</w:t></w:r></w:p></w:footnote>
    <w:footnote w:id='3'><w:p><w:r><w:t>Orpheline.</w:t></w:r></w:p></w:footnote>";

fn part(root: &str, content: &str) -> String {
    format!("<?xml version='1.0'?><w:{root} {NAMESPACES}>{content}</w:{root}>")
}

/// A document with this body.
fn docx(body: &str) -> Vec<u8> {
    let related = |names: &[(&str, &str)]| {
        let entries = names.iter().map(|(kind, target)| {
            format!("<Relationship Id='{kind}' Type='http://x/{kind}' Target='{target}'/>")
        });
        format!(
            "<Relationships>{}</Relationships>",
            entries.collect::<String>()
        )
    };
    let comment =
        "<w:comment w:id='0' w:author='x'><w:p><w:r><w:t>À revoir.</w:t></w:r></w:p></w:comment>";
    let header = "<w:p><w:r><w:t>La Gazette</w:t></w:r></w:p>";
    zipped(&[
        (
            "_rels/.rels",
            &related(&[
                ("officeDocument", "word/document.xml"),
                ("core-properties", "docProps/core.xml"),
            ]),
        ),
        (
            "docProps/core.xml",
            "<x><dc:title>Le marché</dc:title><dc:creator>Marie Dupont</dc:creator><dcterms:created>2025-03-12T08:00:00Z</dcterms:created></x>",
        ),
        (
            "word/_rels/document.xml.rels",
            &related(&[
                ("styles", "styles.xml"),
                ("numbering", "numbering.xml"),
                ("footnotes", "footnotes.xml"),
                ("comments", "comments.xml"),
                ("header", "header1.xml"),
            ]),
        ),
        (
            "word/document.xml",
            &part("document", &format!("<w:body>{body}</w:body>")),
        ),
        ("word/styles.xml", &part("styles", STYLES)),
        ("word/numbering.xml", &part("numbering", NUMBERING)),
        ("word/footnotes.xml", &part("footnotes", NOTES)),
        ("word/comments.xml", &part("comments", comment)),
        ("word/header1.xml", &part("hdr", header)),
    ])
}

fn read_with(bytes: Vec<u8>) -> Result<(Source, Document), ReadError> {
    let options = ReadOptions {
        format: InputFormat::Docx,
        ..ReadOptions::default()
    };
    super::read(bytes, None, options)
}

fn read(body: &str) -> (Source, Document) {
    read_with(docx(body)).expect("a document")
}

/// `TYPE text` for each block, `drop text (REASON)` for skipped text, in order, without what
/// every document of these tests has around its text.
fn outline(body: &str) -> String {
    let (source, document) = read(body);
    let outline = markup::outline::outline(&source, &document);
    let around = [
        "La Gazette",
        "À revoir",
        "Orpheline",
        "Sauf le dimanche. (deleted",
    ];
    let lines = outline
        .lines()
        .filter(|line| !around.iter().any(|text| line.contains(text)));
    lines.collect::<Vec<_>>().join("\n")
}

/// A paragraph with these properties and this text.
fn p(properties: &str, text: &str) -> String {
    format!(
        "<w:p><w:pPr>{properties}</w:pPr><w:r><w:t xml:space='preserve'>{text}</w:t></w:r></w:p>"
    )
}

fn styled(style: &str, text: &str) -> String {
    p(&format!("<w:pStyle w:val='{style}'/>"), text)
}

fn item(list: u32, level: u32, text: &str) -> String {
    let properties =
        format!("<w:numPr><w:ilvl w:val='{level}'/><w:numId w:val='{list}'/></w:numPr>");
    p(&properties, text)
}

#[test]
fn styles_and_outline_levels_tell_what_a_paragraph_is() {
    let body = [
        styled("Titre", "Le marché"),
        styled("Titre", "de Lyon"),
        styled("Auteur", "Marie Dupont"),
        styled("Titre1", "Les fruits"),
        p("", "Ils sont beaux."),
        styled("Maison", "Les légumes"),
        styled("Boucle", "Ils sont verts."),
        p("<w:outlineLvl w:val='1'/>", "Les choux"),
        styled("Citation", "Rien de meilleur."),
        styled("Lgende", "Figure 1 : un chou"),
    ];
    insta::assert_snapshot!(outline(&body.concat()), @r"
    title Le marché de Lyon
    byline Marie Dupont
    heading Les fruits
    paragraph Ils sont beaux.
    heading Les légumes
    paragraph Ils sont verts.
    heading Les choux
    quote Rien de meilleur.
    drop Figure 1 : un chou (caption)
    ");
}

#[test]
fn numbers_are_those_that_are_printed() {
    let body = [
        item(1, 0, "Pommes"),
        item(1, 1, "rouges"),
        item(1, 1, "vertes"),
        item(1, 0, "Poires"),
        item(1, 1, "jaunes"),
        item(2, 0, "à puce"),
        item(0, 0, "hors liste"),
        item(4, 0, "Cerises"),
        styled("Clause", "Objet"),
        styled("Clause", "Durée"),
    ];
    insta::assert_snapshot!(outline(&body.concat()), @r"
    list_item 1. Pommes
    list_item 1.a) rouges
    list_item 1.b) vertes
    list_item 2. Poires
    list_item 2.a) jaunes
    list_item à puce
    paragraph hors liste
    list_item 5. Cerises
    list_item Article I Objet
    list_item Article II Durée
    ");
}

#[test]
fn tracked_changes_are_read_as_accepted() {
    let body = "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>Il pleut </w:t></w:r>
        <w:del><w:r><w:delText>beaucoup</w:delText></w:r></w:del></w:p>
        <w:p><w:ins><w:r><w:t>un peu.</w:t></w:r></w:ins>
        <w:moveFrom><w:r><w:t>Ailleurs.</w:t></w:r></w:moveFrom></w:p>";
    insta::assert_snapshot!(outline(body), @r"
    paragraph Il pleut un peu.
    drop beaucoup Ailleurs. (deleted text)
    ");
}

#[test]
fn fields_hidden_text_and_formulas_are_skipped() {
    let field = |instruction: &str, result: &str| {
        format!(
            "<w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>{instruction}</w:instrText></w:r>\
             <w:r><w:fldChar w:fldCharType='separate'/></w:r><w:r><w:t>{result}</w:t></w:r>\
             <w:r><w:fldChar w:fldCharType='end'/></w:r>"
        )
    };
    let body = format!(
        "<w:p>{}</w:p><w:p><w:r><w:t>Voir </w:t></w:r>{}<w:r><w:t>.</w:t></w:r>{}
        <w:r><w:rPr><w:vanish/></w:rPr><w:t>Caché.</w:t></w:r><w:r><w:rPr><w:rStyle w:val='Cache'/></w:rPr><w:t>Aussi.</w:t></w:r>
        <w:r><w:rPr><w:vanish w:val='0'/></w:rPr><w:t> Visible.</w:t></w:r>
        <m:oMath><m:r><m:t>x+1</m:t></m:r></m:oMath></w:p>",
        field("TOC \\o", "Les fruits 3"),
        field("HYPERLINK x", "le site"),
        field(" PAGE ", "12"),
    );
    insta::assert_snapshot!(outline(&body), @r"
    drop TOC \o (field)
    drop Les fruits 3 (table of contents)
    paragraph Voir le site. Visible.
    drop HYPERLINK x PAGE (field)
    drop 12 (page number)
    drop Caché. Aussi. (hidden)
    drop x+1 (formula)
    ");
}

#[test]
fn a_text_box_is_read_once_after_its_paragraph() {
    let text = p("", "Dans la boîte.");
    let body = format!(
        "<w:p><w:r><w:t>Avant, </w:t></w:r><w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing>
        <wps:txbx><w:txbxContent>{text}</w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict>
        <v:textbox><w:txbxContent>{text}</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>
        <w:r><w:t>après.</w:t></w:r></w:p>"
    );
    insta::assert_snapshot!(outline(&body), @r"
    paragraph Avant, après.
    paragraph Dans la boîte.
    ");
}

#[test]
fn notes_are_tied_to_their_references() {
    let body = "<w:p><w:r><w:t>Il ouvre</w:t></w:r><w:r><w:footnoteReference w:id='2'/></w:r><w:r><w:t> à six heures.</w:t></w:r></w:p>";
    let (source, document) = read(body);
    insta::assert_snapshot!(markup::outline::outline(&source, &document), @r"
    drop La Gazette (running head or foot)
    paragraph Il ouvre1 à six heures.
    drop 1 (reference to a note)
    drop 1 Sauf le dimanche. (note)
    drop Orpheline. (deleted text)
    drop À revoir. (comment)
    ");
    let files = [
        (
            "word/document.xml",
            part("document", &format!("<w:body>{body}</w:body>")),
        ),
        ("word/footnotes.xml", part("footnotes", NOTES)),
    ];
    for (text, file) in [("Il ouvre", &files[0]), ("Sauf le dimanche.", &files[1])] {
        let found = source
            .pieces
            .iter()
            .find(|piece| source.text[piece.range.clone()].trim() == text);
        let Some(Place::Entry { name, bytes }) = found.map(|piece| &piece.place) else {
            panic!("{text} has no place");
        };
        assert_eq!((&**name, &file.1[bytes.clone()]), (file.0, text));
    }
}

#[test]
fn small_characters_and_controls() {
    let body = "<w:p><w:r><w:t>dix</w:t><w:noBreakHyphen/><w:t>huit, op</w:t><w:softHyphen/><w:t>tion,</w:t><w:tab/><w:t>30 m</w:t></w:r>
        <w:r><w:rPr><w:vertAlign w:val='superscript'/></w:rPr><w:t>2</w:t></w:r><w:r><w:sym w:font='Arial' w:char='2192'/></w:r>
        <w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:r><w:t>Cliquez ici.</w:t></w:r></w:sdtContent></w:sdt>
        <w:r><w:ruby><w:rt><w:r><w:t>kan</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>漢</w:t></w:r></w:rubyBase></w:ruby></w:r></w:p>
        <w:p><w:pPr><w:framePr w:dropCap='drop'/></w:pPr><w:r><w:t>L</w:t></w:r></w:p><w:p><w:r><w:t>es choux.</w:t></w:r></w:p>";
    insta::assert_snapshot!(outline(body), @r"
    paragraph dix‑huit, option, 30 m²→漢
    drop Cliquez ici. (form)
    drop kan (ruby annotation)
    paragraph Les choux.
    ");
}

#[test]
fn a_table_of_data_is_read_by_rows_and_one_for_layout_by_blocks() {
    let row = |head: &str, cells: &[&str]| {
        let cells = cells
            .iter()
            .map(|cell| format!("<w:tc>{}</w:tc>", p("", cell)));
        format!(
            "<w:tr><w:trPr>{head}</w:trPr>{}</w:tr>",
            cells.collect::<String>()
        )
    };
    let body = [
        styled("Lgende", "Les habitants"),
        "<w:tbl>".to_owned(),
        row("<w:tblHeader/>", &["Nom", "Âge", "Ville"]),
        row("", &["Luc", "12", "Lyon"]),
        row("<w:del/>", &["Max", "13", "Brest"]),
        row("", &["Éva", "", "Évry"]),
        "</w:tbl><w:tbl>".to_owned(),
        row("", &["Un encadré."]),
        "</w:tbl>".to_owned(),
    ];
    insta::assert_snapshot!(outline(&body.concat()), @r"
    paragraph Les habitants
    drop Nom Âge Ville (table)
    list_item Luc ; Âge : 12 ; Ville : Lyon
    list_item Éva ; Ville : Évry
    drop Max 13 Brest (deleted text)
    paragraph Un encadré.
    ");
}

#[test]
fn metadata_and_languages_are_those_of_the_document() {
    let body = format!(
        "{}<w:p><w:r><w:t>Il dit : </w:t></w:r><w:r><w:rPr><w:lang w:val='en-US'/></w:rPr><w:t>I agree</w:t></w:r>
        <w:r><w:rPr><w:lang w:val='fr-BE'/></w:rPr><w:t>, une fois.</w:t></w:r></w:p>",
        styled("Titre", "Le marché")
    );
    let (source, document) = read(&body);
    let found = document.metadata;
    assert_eq!(found.title.as_deref(), Some("Le marché"));
    assert_eq!(found.authors, ["Marie Dupont"]);
    assert_eq!(found.date.as_deref(), Some("2025-03-12"));
    assert_eq!(found.language.as_deref(), Some("fr-FR"));
    assert_eq!(languages(&source), [("en-US", "I agree")]);
}

#[test]
fn bad_documents_are_errors() {
    assert!(matches!(
        read_with(b"PK".to_vec()),
        Err(ReadError::Damaged(_))
    ));
    let empty = zipped(&[("word/other.xml", "<a/>")]);
    assert!(matches!(read_with(empty), Err(ReadError::Damaged(_))));
    let bomb = "<!DOCTYPE x [<!ENTITY a 'lol'>]><w:document>&a;</w:document>";
    let bomb = zipped(&[("word/document.xml", bomb)]);
    assert!(matches!(read_with(bomb), Err(ReadError::Refused { .. })));
    let deep = docx(&"<w:sdt>".repeat(600));
    assert!(read_with(deep).is_err());
}

#[test]
fn elements_nested_as_deep_as_allowed_do_not_overflow_the_stack() {
    for (open, close) in [
        ("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"),
        (
            "<w:p><w:r><w:pict><w:txbxContent>",
            "</w:txbxContent></w:pict></w:r></w:p>",
        ),
        ("<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>"),
    ] {
        let count = 500 / open.matches('<').count();
        let body = open.repeat(count) + &p("", "Fond.") + &close.repeat(count);
        assert!(outline(&body).contains("Fond."), "{open}");
    }
}
