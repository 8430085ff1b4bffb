//! Verifies an EPUB: that it opens, shows the printed text, and plays each sentence while it
//! is highlighted. Its parts are found as a reading system finds them, by the container, the
//! package document, its spine, and the media overlays.

use std::collections::HashMap;
use std::io;

use anyhow::{Context, Result, ensure};
use roxmltree::{Document, Node};
use zip::CompressionMethod;

use super::archive::Archive;
use super::encoded;
use super::part::Part;
use super::printed::Printed;
use super::report::FileReport;
use super::times::Times;
use crate::formats::epub::parts::parts;
use crate::formats::epub::{Highlight, sound};
use crate::formats::page::escape::from_address;
use lismoi_audio::clock;
use lismoi_audio::decode::Decoding;
use lismoi_document::collapse_whitespace;

/// A clip that would start before the one before it ends is moved, by a millisecond for each
/// clip of no length before it.
const TOLERANCE_MS: u64 = 20;

struct Book {
    archive: Archive,
    package: Package,
}

/// The contents of the package document.
struct Package {
    title: Option<String>,
    /// The media overlays of the documents that have one, in reading order.
    overlays: Vec<String>,
}

/// A clip of sound and the text it belongs to.
struct Clip {
    text: String,
    id: String,
    sound: String,
    start_ms: u64,
    end_ms: u64,
}

/// Opens and verifies a book.
///
/// # Errors
/// It cannot be opened or understood.
pub(super) fn check(highlight: Highlight, part: Part<'_>, report: &mut FileReport) -> Result<()> {
    let mut book = open(Archive::open(part, report)?)?;
    check_title(&book.package, part, report);
    let mut printed = Printed::new(part)?;
    // Sections without sound are not in the book.
    let heard = part
        .sections
        .iter()
        .enumerate()
        .filter(|(_, it)| it.samples > 0);
    let (overlays, count) = (
        std::mem::take(&mut book.package.overlays),
        heard.clone().count(),
    );
    if overlays.len() != count {
        let found = overlays.len();
        report.add(format!(
            "it has {found} sections with sound instead of {count}"
        ));
    }
    let mut start = 0;
    for (overlay, (index, section)) in overlays.iter().zip(heard) {
        let part = Part {
            section: Some(part.section.unwrap_or(0) + index),
            sections: &part.sections[index..=index],
            title: None,
            ..part
        };
        let clips = check_section(&mut book, overlay, part, (&mut printed, start), report)
            .and_then(|clips| check_parts(&clips, highlight, part, report))
            .with_context(|| format!("'{overlay}'"));
        clips?;
        start += section.samples;
    }
    printed.finish(report)
}

fn open(mut archive: Archive) -> Result<Book> {
    // EPUB 3.3, 4.2.2: the first entry, stored without compression.
    let first = archive.first()?;
    ensure!(
        first.compression() == CompressionMethod::Stored && first.size() < 100,
        "it does not start with its media type"
    );
    let kind = io::read_to_string(first)?;
    ensure!(kind == "application/epub+zip", "it is no EPUB but '{kind}'");
    let container = archive.text("META-INF/container.xml")?;
    let container = archive.parse(&container)?;
    let root = elements(&container, "rootfile").next();
    let path = root.and_then(|root| root.attribute("full-path"));
    let path = path.context("its container names no package")?.to_owned();
    let package = archive.text(&path)?;
    let package = package_of(&archive.parse(&package)?, &path);
    Ok(Book { archive, package })
}

fn package_of(document: &Document<'_>, path: &str) -> Package {
    let items: HashMap<&str, Node<'_, '_>> = elements(document, "item")
        .filter_map(|item| Some((item.attribute("id")?, item)))
        .collect();
    let overlays = elements(document, "itemref").filter_map(|read| {
        let item = items.get(read.attribute("idref")?)?;
        let overlay = items.get(item.attribute("media-overlay")?)?;
        Some(beside(path, overlay.attribute("href")?).0)
    });
    Package {
        title: elements(document, "title").next().map(all_text),
        overlays: overlays.collect(),
    }
}

fn check_title(package: &Package, part: Part<'_>, report: &mut FileReport) {
    let Some(title) = part
        .title
        .map(collapse_whitespace)
        .filter(|title| !title.is_empty())
    else {
        return;
    };
    let bare = |title: &str| super::printed::bare(title).collect::<String>();
    match &package.title {
        Some(found) if bare(found) == bare(&title) => {}
        Some(found) => report.add(format!("its title is '{found}' instead of '{title}'")),
        None => report.add("it has no title".to_owned()),
    }
}

/// Verifies one overlay with its text and its sound; `start` is the section's first sample in
/// the whole.
fn check_section(
    book: &mut Book,
    overlay: &str,
    part: Part<'_>,
    (printed, start): (&mut Printed, u64),
    report: &mut FileReport,
) -> Result<Vec<Clip>> {
    let smil = book.archive.text(overlay)?;
    let clips = clips(&book.archive.parse(&smil)?, overlay)?;
    drop(smil);
    let first = clips.first().context("it has no clips")?;
    let page = book.archive.text(&first.text)?;
    let page = book.archive.parse(&page)?;
    let sentences: HashMap<&str, Node<'_, '_>> = page
        .descendants()
        .filter_map(|node| Some((node.attribute("id")?, node)))
        .collect();
    let mut times = Times::new(part);
    for (place, clip) in clips.iter().enumerate() {
        let name = format!("clip '{}' of '{overlay}'", clip.id);
        times.check(&name, (clip.start_ms, clip.end_ms), report);
        ensure!(
            clip.text == first.text && clip.sound == first.sound,
            "it has more than one text or sound"
        );
        let sentence = sentences.get(clip.id.as_str());
        let sentence = sentence.with_context(|| format!("there is no text '#{}'", clip.id))?;
        // The first clip also contains the silence before its sentence.
        let start_ms = clock::whole_ms(start, part.sample_rate).saturating_add(clip.start_ms);
        let start_ms = (place > 0).then_some(start_ms);
        printed.show(&all_text(*sentence), start_ms, report)?;
    }
    *report.cues.get_or_insert(0) += clips.len();
    check_sound(book, &first.sound, part, report)?;
    Ok(clips)
}

/// Verifies that every sentence, or every word, has its clip, which starts when it is heard.
fn check_parts(
    clips: &[Clip],
    highlight: Highlight,
    part: Part<'_>,
    report: &mut FileReport,
) -> Result<()> {
    let mut starts_ms = Vec::new();
    for caption in part.captions()? {
        let parts = parts(&caption?, highlight, part.sample_rate).into_iter();
        starts_ms.extend(parts.map(|it| clock::whole_ms(it.start, part.sample_rate)));
    }
    let (found, count) = (clips.len(), starts_ms.len());
    if found != count {
        report.add(format!("it has {found} clips instead of {count}"));
    }
    // The first clip also contains the silence before its sentence.
    let mut pairs = clips.iter().zip(starts_ms).skip(1);
    let late = pairs.find(|(clip, wanted)| clip.start_ms.abs_diff(*wanted) > TOLERANCE_MS);
    if let Some((Clip { id, start_ms, .. }, wanted)) = late {
        report.add(format!(
            "clip '{id}' starts at {start_ms} ms instead of {wanted}"
        ));
    }
    Ok(())
}

/// The clips of an overlay, in order.
fn clips(smil: &Document<'_>, overlay: &str) -> Result<Vec<Clip>> {
    let pairs = elements(smil, "par").map(|pair| {
        let source = |name: &str| {
            let mut children = pair.children();
            let node = children.find(|node| node.has_tag_name(("http://www.w3.org/ns/SMIL", name)));
            node.with_context(|| format!("a pair has no {name}"))
        };
        let (shown, sound) = (source("text")?, source("audio")?);
        let address = |node: Node<'_, '_>| {
            let address = node.attribute("src").context("a pair names no file")?;
            Ok::<_, anyhow::Error>(beside(overlay, address))
        };
        let time = |name: &str| {
            let text = sound.attribute(name).unwrap_or_default();
            clock::parse_timestamp(text).with_context(|| format!("'{text}' is no time"))
        };
        let (text, id) = address(shown)?;
        Ok(Clip {
            text,
            id,
            sound: address(sound)?.0,
            start_ms: time("clipBegin")?,
            end_ms: time("clipEnd")?,
        })
    });
    pairs.collect()
}

/// Decodes and verifies the sound of a section.
fn check_sound(book: &mut Book, name: &str, part: Part<'_>, report: &mut FileReport) -> Result<()> {
    let place = book.archive.place(name)?;
    let file = part.folder.open_file(&report.file)?;
    let mut heard = FileReport {
        file: report.file.clone(),
        ..FileReport::default()
    };
    let decoding = Decoding::start_m4b_within(file, place);
    let mut decoding = decoding.with_context(|| format!("'{name}'"))?;
    encoded::listen(sound::LOSS, &mut decoding, part, &mut heard)?;
    *report.seconds.get_or_insert(0.0) += heard.seconds.unwrap_or_default();
    for problem in heard.problems {
        report.add(format!("'{name}': {}", problem.problem));
    }
    Ok(())
}

fn elements<'a, 'input>(
    document: &'a Document<'input>,
    name: &'static str,
) -> impl Iterator<Item = Node<'a, 'input>> {
    let elements = document.descendants().filter(Node::is_element);
    elements.filter(move |node| node.tag_name().name() == name)
}

fn all_text(node: Node<'_, '_>) -> String {
    let texts = node.descendants().filter(Node::is_text);
    texts.filter_map(|node| node.text()).collect()
}

/// The file and the fragment that an address in another file refers to.
fn beside(file: &str, address: &str) -> (String, String) {
    let (address, mark) = address.split_once('#').unwrap_or((address, ""));
    let folder = file.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut path: Vec<&str> = folder.split('/').filter(|name| !name.is_empty()).collect();
    let address = from_address(address);
    for name in address.split('/') {
        match name {
            "" | "." => {}
            ".." => drop(path.pop()),
            name => path.push(name),
        }
    }
    (path.join("/"), mark.to_owned())
}

#[cfg(test)]
mod tests {
    use super::beside;

    #[test]
    fn an_address_counts_from_the_file_that_it_stands_in() {
        let to = |file, address| beside(file, address).0;
        assert_eq!(to("EPUB/package.opf", "a%20b.smil"), "EPUB/a b.smil");
        assert_eq!(
            to("EPUB/smil/1.smil", "../text/1.xhtml"),
            "EPUB/text/1.xhtml"
        );
        assert_eq!(to("package.opf", "1.smil"), "1.smil");
        assert_eq!(beside("a/b", "c#d"), ("a/c".to_owned(), "d".to_owned()));
    }
}
