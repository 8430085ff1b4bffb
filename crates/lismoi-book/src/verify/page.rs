//! Verifies the read-along page: its text, the times of its cues, and the sound that it plays.

use std::collections::HashMap;
use std::io::{BufRead, BufReader};

use anyhow::{Context, Result, ensure};
use serde::Deserialize;

use super::part::Part;
use super::printed::Printed;
use super::report::FileReport;
use super::times::Times;
use crate::formats::captions::Caption;
use crate::formats::markup::text::unescaped;
use crate::formats::page::escape::from_address;
use crate::formats::table;
use crate::lines::{LONGEST_LINE, Lines};
use crate::manifest::records::SectionRecord;
use lismoi_audio::clock::nearest_ms;

const MAIN: &str = "<main id=\"text\"";
const SENTENCE: &str = "<span class=\"sentence\">";
const DATA: &str = "id=\"data\">";
const CUES: &str = "\"cues\":[";
const DATA_END: &str = "]}</script>";

/// In milliseconds.
const TOLERANCE_MS: u64 = 1;

/// The data of the page's script, without the cues.
#[derive(Deserialize)]
struct Data {
    length: u64,
    sections: Vec<Section>,
    /// The addresses of the sound; `None` where the sound is in the page.
    sources: Vec<Option<String>>,
}

#[derive(Deserialize)]
struct Section {
    start: u64,
    end: u64,
    source: usize,
    offset: u64,
}

/// Start and end of a sentence, four numbers for each of its words, and the words that a rule
/// changed.
#[derive(Deserialize)]
struct Cue(u64, u64, Vec<u64>, #[serde(default)] Vec<(usize, String)>);

/// Reads and verifies a page line by line.
///
/// # Errors
/// It cannot be read or understood.
pub(super) fn check(part: Part<'_>, report: &mut FileReport) -> Result<()> {
    let file = BufReader::new(part.folder.open_file(&report.file)?);
    let mut lines = Lines::new(file);
    check_text(&mut lines, part, report)?;
    let (data, first) = read_data(&mut lines)?;
    check_sections(&data, part, report);
    check_sources(&data, part, report);
    check_cues(&mut lines, first, part, report)
}

fn check_text(
    lines: &mut Lines<impl BufRead>,
    part: Part<'_>,
    report: &mut FileReport,
) -> Result<()> {
    let mut printed = Printed::new(part)?;
    find(lines, MAIN).context("it has no text")?;
    for line in lines.by_ref() {
        let line = line?;
        for sentence in line.split(SENTENCE).skip(1) {
            let text = sentence.split("</span>").next().unwrap_or_default();
            printed.show(&unescaped(text), None, report)?;
        }
        if line.contains("</main>") {
            return printed.finish(report);
        }
    }
    anyhow::bail!("its text does not end")
}

/// The rest of the first line that contains a mark, after the mark. The lines of the sound may
/// be of any length.
fn find(lines: &mut Lines<impl BufRead>, mark: &str) -> Result<String> {
    while let Some(line) = lines.next_start(LONGEST_LINE) {
        let mut line = line?;
        if let Some(place) = line.find(mark) {
            return Ok(line.split_off(place + mark.len()));
        }
    }
    anyhow::bail!("there is no '{mark}'")
}

/// The data before the cues, and the rest of the line on which the cues start.
fn read_data(lines: &mut Lines<impl BufRead>) -> Result<(Data, String)> {
    let mut head = find(lines, DATA).context("it has no data")?;
    for line in lines.by_ref() {
        let line = line?;
        if let Some(first) = line.strip_prefix(CUES) {
            let head = format!("{}}}", head.trim_end_matches(','));
            let data = serde_json::from_str(&head).context("its data are damaged")?;
            return Ok((data, first.to_owned()));
        }
        head += &line;
        ensure!(head.len() as u64 <= LONGEST_LINE, "its data are too long");
    }
    anyhow::bail!("it has no cues")
}

fn is_near(one: u64, other: u64) -> bool {
    one.abs_diff(other) <= TOLERANCE_MS
}

fn check_sections(data: &Data, part: Part<'_>, report: &mut FileReport) {
    if !is_near(data.length, nearest_ms(part.samples(), part.sample_rate)) {
        let (found, wanted) = (data.length, nearest_ms(part.samples(), part.sample_rate));
        report.add(format!("its sound lasts {found} ms instead of {wanted}"));
    }
    let (found, wanted) = (data.sections.len(), part.sections.len());
    if found != wanted {
        report.add(format!("it has {found} sections instead of {wanted}"));
        return;
    }
    let mut end = 0;
    for (number, (section, record)) in (1..).zip(data.sections.iter().zip(part.sections)) {
        let start = end;
        end += record.samples;
        if !is_near(section.start, nearest_ms(start, part.sample_rate))
            || !is_near(section.end, nearest_ms(end, part.sample_rate))
        {
            report.add(format!("section {number} is not heard when it says"));
        }
    }
}

/// Verifies that every file the page plays exists, with the right section at the right place.
fn check_sources(data: &Data, part: Part<'_>, report: &mut FileReport) {
    for address in data.sources.iter().flatten() {
        let file = from_address(address);
        let is_beside = !file.contains(['/', '\\', '\0']);
        if !is_beside || part.folder.length(&file).is_none() {
            report.add(format!("its sound '{file}' is missing"));
        }
    }
    let files = part.files.iter();
    let files: Sections<'_> = files.map(|it| (&it.file[..], it.section)).collect();
    let mut start = 0;
    for (number, (section, record)) in (1..).zip(data.sections.iter().zip(part.sections)) {
        let place = data.sources.get(section.source).and_then(|source| {
            let Some(address) = source else {
                return Some(Place::InWhole);
            };
            place(&from_address(address), record, number, &files)
        });
        let offset = place.map(|place| match place {
            Place::Own => 0,
            Place::InWhole => nearest_ms(start, part.sample_rate),
        });
        if !offset.is_some_and(|offset| is_near(section.offset, offset)) {
            report.add(format!("it plays something else for section {number}"));
        }
        start += record.samples;
    }
}

/// The section of each file, `None` where it holds the whole.
type Sections<'a> = HashMap<&'a str, Option<usize>>;

/// The kind of file in which a section is heard.
enum Place {
    /// A file of its own.
    Own,
    /// The sound of the whole.
    InWhole,
}

/// The kind of a file that contains the section; `None` where it does not contain it.
fn place(
    file: &str,
    section: &SectionRecord,
    number: usize,
    files: &Sections<'_>,
) -> Option<Place> {
    if file == section.file {
        return Some(Place::Own);
    }
    table::of_file(file)?.sound()?;
    match *files.get(file)? {
        None => Some(Place::InWhole),
        Some(own) => (own == number).then_some(Place::Own),
    }
}

/// Verifies the cues: one a line, one for each sentence.
fn check_cues(
    lines: &mut Lines<impl BufRead>,
    first: String,
    part: Part<'_>,
    report: &mut FileReport,
) -> Result<()> {
    let mut captions = part.captions()?;
    let (mut count, mut times) = (0, Times::new(part));
    for line in [Ok(first)].into_iter().chain(lines) {
        let line = line?;
        let (cue, is_last) = match line.strip_suffix(DATA_END) {
            Some(cue) => (cue, true),
            None => (line.trim_end_matches(','), false),
        };
        if !cue.is_empty() {
            count += 1;
            let cue: Cue = serde_json::from_str(cue).context("its cues are damaged")?;
            times.check(&format!("cue {count}"), (cue.0, cue.1), report);
            let caption = captions.next().transpose()?;
            let caption = caption.context("it has more cues than sentences")?;
            check_cue(&cue, &caption, part.sample_rate, report);
        }
        if is_last {
            report.cues = Some(count);
            ensure!(
                captions.next().is_none(),
                "it has fewer cues than sentences"
            );
            return Ok(());
        }
    }
    anyhow::bail!("its cues do not end")
}

fn check_cue(
    Cue(start, end, words, changed): &Cue,
    caption: &Caption,
    sample_rate: u32,
    report: &mut FileReport,
) {
    let mut add = |problem: &str| report.add_to(Some(&caption.text), problem.to_owned());
    if !is_near(*start, nearest_ms(caption.start, sample_rate))
        || !is_near(*end, nearest_ms(caption.end, sample_rate))
    {
        add("it is not heard when the page says");
    }
    let units = caption.text.encode_utf16().count() as u64;
    let places: Vec<u64> = words
        .chunks(4)
        .flat_map(|word| word.iter().take(2))
        .copied()
        .collect();
    let is_whole = words.len() == 4 * caption.words.len();
    if !is_whole || !places.is_sorted() || places.last().is_some_and(|last| *last > units) {
        add("its words are not where the page says");
    }
    if changed.iter().any(|(word, _)| *word >= caption.words.len()) {
        add("a changed word is not in its sentence");
    }
    let times = words.chunks_exact(4).zip(&caption.words);
    let mut times = times.flat_map(|(word, said)| [(word[2], said.start), (word[3], said.end)]);
    if times.any(|(found, wanted)| !is_near(found, nearest_ms(wanted, sample_rate))) {
        add("its words are not heard when the page says");
    }
}
