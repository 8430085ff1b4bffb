//! Law 1: every text is printed once, in a block or as skipped.

use lismoi_document::{Section, SkipReason};
use proptest::prelude::*;

use super::TestBook;
use crate::html::dom::{NodeData, ROOT};
use crate::html::{elements, parse};
use crate::{Boilerplate, Footnotes, Part, ReadOptions};

proptest! {
    #[test]
    fn every_text_of_a_book_is_printed_once(
        bodies in prop::collection::vec(prop::collection::vec(prop_oneof![
            prop::sample::select(vec![
                "<p>", "</p>", "<div>", "</div>", "<ul>", "<ol>", "<li>", "</ul>", "<h1>", "</h1>", "<h2>", "</h2>",
                "<a href='#n'>", "<a href='b.xhtml#n'>", "<a href='a.xhtml'>", "</a>", "<sup>", "</sup>",
                "<p id='n'>", "<p id='m'>", "<br/>", "<section epub:type='toc'>", "<section>", "</section>",
                "<aside epub:type='footnote' id='n'>", "</aside>", "<a epub:type='noteref' href='a.xhtml#n'>",
                "<span epub:type='pagebreak'>", "</span>", "<nav>", "</nav>", "<title/>", "<script/>", "<table>",
                "<tr>", "<td>", "</table>", "<pre>", "</pre>", "&amp;", "1", "[1]", "Sommaire", "Index", "La brume",
            ]).prop_map(str::to_owned),
            "[a-zA-Zé ]{1,12}",
        ], 0..24), 1..4),
        choice in 0..3usize,
    ) {
        let names = ["a.xhtml", "b.xhtml", "c.xhtml"];
        let mut book = TestBook::new().entry("La pluie", "a.xhtml").entry("Sommaire", "b.xhtml#n");
        for (name, body) in names.iter().zip(&bodies) {
            book = book.chapter(name, &body.concat());
        }
        let options = ReadOptions {
            footnotes: [Footnotes::Skip, Footnotes::End, Footnotes::Inline][choice],
            boilerplate: [Boilerplate::Drop, Boilerplate::Keep, Boilerplate::Drop][choice],
            skip: [Part::Contents, Part::TitlePage].into_iter().take(choice).collect(),
            ..ReadOptions::default()
        };
        let Ok((source, document)) = book.read(options) else {
            return Ok(());
        };
        let mut expected: Vec<char> = Vec::new();
        for body in &bodies {
            let page = format!("<html><head><title/></head><body>{}</body></html>", body.concat());
            let dom = parse::xhtml(&page).expect("a page");
            for node in dom.descendants(ROOT) {
                if let NodeData::Text { text, .. } = &dom.nodes[node].data
                    && !dom.ancestors(node).any(|above| elements::is_program(dom.name(above)))
                {
                    expected.extend(text.chars().filter(|c| c.is_alphabetic()));
                }
            }
        }
        let pieces = source.pieces.iter().filter(|piece| piece.place != lismoi_document::Place::Generated);
        let mut printed: Vec<char> = pieces
            .flat_map(|piece| source.text[piece.range.clone()].chars())
            .filter(|c| c.is_alphabetic())
            .collect();
        printed.sort_unstable();
        expected.sort_unstable();
        prop_assert_eq!(printed, expected);
        let read = document.sections.iter().flat_map(Section::all_blocks).map(|block| block.range.clone());
        let skipped = document.skipped.iter();
        let skipped = skipped.filter(|item| item.reason != SkipReason::FootnoteReference);
        let mut ranges: Vec<_> = read.chain(skipped.map(|item| item.range.clone())).collect();
        ranges.sort_by_key(|range| range.start);
        let mut end = 0;
        for range in ranges {
            let gap = source.text.get(end..range.start).unwrap_or_default();
            // The label of a footnote that is read inline is skipped, its text is not a block.
            if options.footnotes == Footnotes::Skip {
                prop_assert_eq!(gap.trim(), "");
            }
            end = end.max(range.end);
        }
    }
}
