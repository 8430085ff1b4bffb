//! Any files of a book are refused or read, as in `pieces.rs`. The input, after the byte that
//! chooses the options, is divided at NUL bytes into the files that a book consists of.
#![no_main]

use libfuzzer_sys::fuzz_target;
use lismoi_fuzz::files::archive;
use lismoi_readers::InputFormat;

mod pieces;

const FILES: [&str; 6] = [
    "a.xhtml",
    "b.xhtml",
    "toc.ncx",
    "nav.xhtml",
    "META-INF/encryption.xml",
    "c.opf",
];

const CONTAINER: &str = "<container><rootfile full-path='c.opf'/></container>";

const PACKAGE: &str = "<package><metadata><title>La brume</title></metadata><manifest>\
    <item id='a' href='a.xhtml' media-type='application/xhtml+xml'/>\
    <item id='b' href='b.xhtml' media-type='application/xhtml+xml'/>\
    <item id='v' href='nav.xhtml' media-type='application/xhtml+xml' properties='nav'/>\
    <item id='n' href='toc.ncx' media-type='application/x-dtbncx+xml'/></manifest>\
    <spine toc='n'><itemref idref='a'/><itemref idref='v' linear='no'/><itemref idref='b'/></spine>\
    <guide><reference type='toc' href='b.xhtml'/></guide></package>";

fuzz_target!(|data: &[u8]| {
    let Some((choice, rest)) = data.split_first() else {
        return;
    };
    let mut files: Vec<&[u8]> = rest.splitn(FILES.len(), |byte| *byte == 0).collect();
    if files.len() < FILES.len() {
        files.resize(FILES.len() - 1, b"");
        files.push(PACKAGE.as_bytes());
    }
    let container = ("META-INF/container.xml", CONTAINER.as_bytes());
    let bytes = archive(FILES.into_iter().zip(files).chain([container]));
    pieces::check(&[&[*choice], &bytes[..]].concat(), InputFormat::Epub);
});
