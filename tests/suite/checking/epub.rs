//! The EPUB.

use super::*;

/// The same archive with one of its files changed, or left out.
pub(super) fn archive(
    bytes: Vec<u8>,
    changed: &str,
    change: impl Fn(Vec<u8>) -> Option<Vec<u8>>,
) -> Vec<u8> {
    let mut old = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut new = ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..old.len() {
        let mut file = old.by_index(index).unwrap();
        let name = file.name().unwrap().into_owned();
        let mut content = Vec::new();
        file.read_to_end(&mut content).unwrap();
        let content = if name.ends_with(changed) {
            change(content)
        } else {
            Some(content)
        };
        if let Some(content) = content {
            let options =
                SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
            new.start_file(name, options).unwrap();
            new.write_all(&content).unwrap();
        }
    }
    new.finish().unwrap().into_inner()
}

#[test]
fn a_book_whose_sound_or_text_is_not_the_articles_is_found() {
    let with = |changed: &'static str, change: fn(String) -> String| {
        move |bytes: Vec<u8>| {
            let change = |text| Some(change(String::from_utf8(text).unwrap()).into_bytes());
            archive(bytes, changed, change)
        }
    };
    expect("a.epub", "section-2.m4a' is missing", |bytes| {
        archive(bytes, "section-2.m4a", |_| None)
    });
    expect("a.epub", "it is truncated", |bytes| {
        archive(bytes, "section-2.m4a", |mut sound| {
            sound.truncate(sound.len() - 20);
            Some(sound)
        })
    });
    let (sound, _) = sound();
    expect("a.epub", "samples at 22050 Hz instead of", |bytes| {
        let tags = Tags {
            sample_rate: 22_050,
            samples: 30_000,
            ..Tags::default()
        };
        let other = encoded(Format::M4b, &sound[..30_000], &tags);
        archive(bytes, "section-2.m4a", |_| Some(other.clone()))
    });
    expect(
        "a.epub",
        "after the end of the sound",
        with("section-2.smil", |smil| {
            let place = smil.rfind("clipEnd=\"").unwrap() + 9;
            format!("{}09{}", &smil[..place], &smil[place + 2..])
        }),
    );
    expect(
        "a.epub",
        "before the one before ends",
        with("section-2.smil", |smil| {
            let pairs = smil
                .lines()
                .position(|line| line.starts_with("<par"))
                .unwrap();
            exchanged(&smil, "\n", pairs + 1, pairs + 2)
        }),
    );
    let problems = found(
        "a.epub",
        with("section-2.xhtml", |page| page.replacen("fin.", "", 1)),
    );
    assert_eq!(
        problems[0].sentence.as_deref(),
        Some("Puis c'est la fin."),
        "{problems:#?}"
    );
    expect("a.epub", "it is no archive", |bytes| {
        bytes[..bytes.len() / 2].to_vec()
    });
}

#[test]
fn a_word_that_is_shown_too_early_or_not_at_all_is_found() {
    let with = |change: fn(&[&str]) -> Vec<String>| {
        move |bytes: Vec<u8>| {
            archive(bytes, "section-2.smil", |smil| {
                let smil = String::from_utf8(smil).unwrap();
                let lines: Vec<&str> = smil.lines().collect();
                Some(change(&lines).join("\n").into_bytes())
            })
        }
    };
    let pair = |line: &&str| line.starts_with("<par id=\"s2w2\"");
    assert!(BOOK["a/a.words.epub"] != BOOK["a/a.epub"]);
    expect(
        "a.words.epub",
        "clip 's2w2' starts at",
        with(|lines| {
            // Where its second clip starts, the first one of the sentence does.
            let starts = |id: &str| {
                let line = lines.iter().find(|line| line.contains(id)).unwrap();
                let (_, time) = line.split_once("clipBegin=\"").unwrap();
                time[..12].to_owned()
            };
            let (one, two) = (starts("\"s2w1\""), starts("\"s2w2\""));
            let moved = lines.iter().map(|line| line.replace(&two, &one));
            moved.collect()
        }),
    );
    expect("a.words.epub", "clips instead of", move |bytes| {
        archive(bytes, "section-2.smil", |smil| {
            let smil = String::from_utf8(smil).unwrap();
            let lines: Vec<&str> = smil.lines().filter(|line| !pair(line)).collect();
            Some(lines.join("\n").into_bytes())
        })
    });
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(120))]
    #[test]
    fn whatever_is_in_the_files_the_check_ends_with_a_report(
        which in any::<prop::sample::Index>(),
        place in any::<prop::sample::Index>(),
        junk in proptest::collection::vec(any::<u8>(), 1..50),
        is_cut in any::<bool>(),
    ) {
        let environment = book();
        let made: Vec<_> = BOOK.iter().filter(|(name, _)| name.starts_with("a/a.")).collect();
        let (name, bytes) = which.get(&made);
        let mut bytes = (*bytes).clone();
        let place = place.index(bytes.len());
        bytes.truncate(if is_cut { place } else { bytes.len() });
        let end = (place + junk.len()).min(bytes.len());
        bytes.splice(place.min(end)..end, junk);
        environment.write(&format!("output/{name}"), &bytes);
        let report = checked(&environment);
        prop_assert!(report.problems.iter().all(|problem| name.ends_with(&problem.file)));
    }
}
