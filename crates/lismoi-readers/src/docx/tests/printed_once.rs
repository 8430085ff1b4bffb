//! Law 1: every word of a Word document is printed once.

use proptest::prelude::*;

use super::read;
use crate::office::zipped::check_law_1;

proptest! {
    #[test]
    fn every_word_of_a_document_is_printed_once(
        parts in prop::collection::vec(prop::sample::select(vec![
            "<w:p>", "<w:p><w:pPr><w:pStyle w:val='Titre1'/></w:pPr>", "<w:p><w:pPr><w:pStyle w:val='Titre'/></w:pPr>",
            "<w:p><w:pPr><w:pStyle w:val='Lgende'/></w:pPr>", "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>",
            "<w:p><w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr>", "<w:p><w:pPr><w:framePr w:dropCap='drop'/></w:pPr>",
            "<w:r>", "<w:r><w:rPr><w:vanish/></w:rPr>", "<w:t>", "<w:t>", "<w:t>", "<w:delText>", "<w:instrText>",
            "<w:del>", "<w:ins>", "<w:hyperlink>", "<w:fldSimple w:instr='PAGE'>", "<m:oMath>", "<w:sdt><w:sdtContent>",
            "<w:tbl>", "<w:tbl><w:tr><w:tc>", "<w:tr>", "<w:tr><w:trPr><w:tblHeader/></w:trPr>", "<w:tc>",
            "<w:pict><w:txbxContent>", "</>", "</>", "</>", "<w:br/>", "<w:tab/>",
            "<w:fldChar w:fldCharType='begin'/>", "<w:fldChar w:fldCharType='separate'/>",
            "<w:fldChar w:fldCharType='end'/>", "<w:footnoteReference w:id='2'/>",
        ]), 0..60),
    ) {
        let (body, words) = well_formed(&parts);
        let (source, document) = read(&body);
        check_law_1(&words, &source, &document)?;
    }
}

/// A body in which every element is closed, and a word stands wherever a text may.
fn well_formed(parts: &[&str]) -> (String, Vec<String>) {
    let (mut body, mut words, mut open) = (String::new(), Vec::new(), Vec::new());
    for part in parts {
        if *part == "</>" {
            if let Some(name) = open.pop() {
                body += &format!("</{name}>");
            }
            continue;
        }
        let is_text = matches!(*part, "<w:t>" | "<w:delText>" | "<w:instrText>");
        // Text stands in runs, and runs and tables in what may hold them.
        let parent = open.last().copied().unwrap_or("w:body");
        let fits = match part.trim_start_matches('<').split([' ', '>', '/']).next() {
            Some(
                "w:t"
                | "w:delText"
                | "w:instrText"
                | "w:br"
                | "w:tab"
                | "w:pict"
                | "w:fldChar"
                | "w:footnoteReference",
            ) => parent == "w:r",
            Some("w:r") => matches!(
                parent,
                "w:p" | "w:del" | "w:ins" | "w:hyperlink" | "w:fldSimple"
            ),
            Some("w:hyperlink" | "w:fldSimple" | "m:oMath") => parent == "w:p",
            Some("w:p" | "w:tbl" | "w:sdt") => matches!(
                parent,
                "w:body" | "w:tc" | "w:txbxContent" | "w:sdtContent" | "w:del"
            ),
            Some("w:del" | "w:ins") => matches!(parent, "w:body" | "w:p"),
            Some("w:tr") => parent == "w:tbl",
            Some("w:tc") => parent == "w:tr",
            _ => false,
        };
        if !fits {
            continue;
        }
        body += part;
        if is_text || *part == "<m:oMath>" {
            words.push(format!("w{}", words.len()));
            body += &format!(" {} ", words[words.len() - 1]);
        }
        for tag in part.split('<').filter(|tag| !tag.is_empty()) {
            let name = tag.split([' ', '>', '/']).find(|name| !name.is_empty());
            match name {
                Some(_) if tag.starts_with('/') => drop(open.pop()),
                Some(name) if !tag.ends_with("/>") => open.push(name),
                _ => {}
            }
        }
    }
    for name in open.iter().rev() {
        body += &format!("</{name}>");
    }
    (body, words)
}
