//! Books through the reader. All of them are made here.

use std::io::{Cursor, Write};

use lismoi_document::{Document, Source};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::markup::outline::outline;
use crate::{Footnotes, Input, InputFormat, ReadError, ReadOptions, parse};

mod bad_books;
mod chapters;
mod footnotes;
mod law;
mod parts;

/// A book in the making: chapters in order, and what else its files are.
#[derive(Clone, Debug, Default)]
pub(super) struct TestBook {
    /// Paths and contents of the chapters.
    chapters: Vec<(String, String)>,
    /// What stands in the metadata beside the title.
    metadata: String,
    /// Attributes of `itemref`, by the path of the chapter.
    linear_no: Vec<String>,
    /// What stands in the NCX.
    ncx: String,
    /// What stands in the guide.
    guide: String,
    /// Other files.
    files: Vec<(String, Vec<u8>)>,
}

impl TestBook {
    pub(super) fn new() -> Self {
        TestBook::default()
    }

    /// Adds a chapter with this in its body.
    pub(super) fn chapter(mut self, path: &str, body: &str) -> Self {
        self.chapters.push((path.to_owned(), body.to_owned()));
        self
    }

    pub(super) fn metadata(mut self, metadata: &str) -> Self {
        self.metadata.push_str(metadata);
        self
    }

    pub(super) fn not_linear(mut self, path: &str) -> Self {
        self.linear_no.push(path.to_owned());
        self
    }

    /// Adds an entry to the table of contents.
    pub(super) fn entry(mut self, label: &str, target: &str) -> Self {
        self.ncx.push_str(&format!(
            "<navPoint><navLabel><text>{label}</text></navLabel><content src='{target}'/></navPoint>"
        ));
        self
    }

    pub(super) fn guide(mut self, kind: &str, target: &str) -> Self {
        self.guide
            .push_str(&format!("<reference type='{kind}' href='{target}'/>"));
        self
    }

    pub(super) fn file(mut self, path: &str, content: &str) -> Self {
        self.files
            .push((path.to_owned(), content.as_bytes().to_vec()));
        self
    }

    fn package_document(&self) -> String {
        let mut manifest = String::from(
            "<item id='ncx' href='toc.ncx' media-type='application/x-dtbncx+xml'/>\
             <item id='pic' href='pic.png' media-type='image/png'/>",
        );
        let mut spine = String::new();
        for (index, (path, _)) in self.chapters.iter().enumerate() {
            manifest.push_str(&format!(
                "<item id='c{index}' href='{path}' media-type='application/xhtml+xml'/>"
            ));
            let linear = match self.linear_no.contains(path) {
                true => " linear='no'",
                false => "",
            };
            spine.push_str(&format!("<itemref idref='c{index}'{linear}/>"));
        }
        format!(
            "<?xml version='1.0'?><package><metadata xmlns:dc='x'><dc:title>La brume</dc:title>\
             <dc:language>fr</dc:language>{}</metadata><manifest>{manifest}</manifest>\
             <spine toc='ncx'>{spine}</spine><guide>{}</guide></package>",
            self.metadata, self.guide
        )
    }

    /// The bytes of the book. A chapter whose body is "missing" has no file.
    pub(super) fn bytes(&self) -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        let mut add = |path: &str, content: &[u8]| {
            writer
                .start_file(path, SimpleFileOptions::default())
                .expect("a name");
            writer.write_all(content).expect("memory is writable");
        };
        add("mimetype", b"application/epub+zip");
        add(
            "META-INF/container.xml",
            b"<container><rootfiles><rootfile full-path='OPS/book.opf'/></rootfiles></container>",
        );
        add("OPS/book.opf", self.package_document().as_bytes());
        let ncx = format!("<ncx><navMap>{}</navMap></ncx>", self.ncx);
        add("OPS/toc.ncx", ncx.as_bytes());
        for (path, body) in &self.chapters {
            if body != "missing" {
                let page = format!(
                    "<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'><head><title/>\
                     </head><body>{body}</body></html>"
                );
                add(&format!("OPS/{path}"), page.as_bytes());
            }
        }
        for (path, content) in &self.files {
            add(path, content);
        }
        writer.finish().expect("memory is writable").into_inner()
    }

    pub(super) fn read(&self, options: ReadOptions) -> Result<(Source, Document), ReadError> {
        let options = ReadOptions {
            format: InputFormat::Epub,
            ..options
        };
        let mut articles = parse(Input::new(self.bytes(), None), options)?;
        Ok(articles.remove(0))
    }

    /// The blocks, one a line.
    pub(super) fn outline(&self) -> String {
        self.outline_with(ReadOptions::default())
    }

    pub(super) fn outline_with(&self, options: ReadOptions) -> String {
        let (source, document) = self.read(options).expect("a book");
        outline(&source, &document)
    }
}

/// Options that read footnotes at the end.
fn with_footnotes() -> ReadOptions {
    ReadOptions {
        footnotes: Footnotes::End,
        ..ReadOptions::default()
    }
}
