//! Files that were made to fill the memory, or to be read for ever.

use std::os::unix::fs::symlink;
use std::time::{Duration, Instant};

use nix::sys::stat::Mode;
use nix::unistd::mkfifo;

use super::epub::archive;
use super::*;

/// What is inserted before the end of a page of the book.
fn in_page(added: impl Fn() -> String) -> impl FnOnce(Vec<u8>) -> Vec<u8> {
    move |bytes| {
        archive(bytes, "section-2.xhtml", |page| {
            let page = String::from_utf8(page).unwrap();
            Some(
                page.replace("</body>", &format!("{}</body>", added()))
                    .into(),
            )
        })
    }
}

#[test]
fn xml_that_would_fill_the_memory_is_refused() {
    expect("a.epub", "it is no XML", in_page(|| "<a/>".repeat(100_000)));
    expect(
        "a.epub",
        "too many attributes",
        in_page(|| {
            let attributes = (0..1000).map(|number| format!(" a{number}=''"));
            format!("<a{}/>", attributes.collect::<String>())
        }),
    );
    expect(
        "a.epub",
        "too many attributes",
        in_page(|| {
            let nested = (0..1000).map(|number| format!("<a xmlns:n{number}='{number}'>"));
            nested.collect::<String>() + &"</a>".repeat(1000)
        }),
    );
    expect(
        "a.epub",
        "far longer than its article",
        in_page(|| " ".repeat(8 << 20)),
    );
    expect("a.epub", "it has entities of its own", |bytes| {
        archive(bytes, "section-2.xhtml", |page| {
            let page = String::from_utf8(page).unwrap();
            let entity = format!("<!DOCTYPE html [<!ENTITY e '{}'>]>", "e".repeat(1000));
            Some(page.replace("<!DOCTYPE html>", &entity).into())
        })
    });
    expect("a.epub", "too many entries", |bytes| {
        let mut archive = ZipWriter::new_append(Cursor::new(bytes)).unwrap();
        for number in 0..2000 {
            let name = number.to_string();
            archive
                .start_file(name, SimpleFileOptions::default())
                .unwrap();
        }
        archive.finish().unwrap().into_inner()
    });
}

#[test]
fn captions_that_go_on_after_their_text_are_not_read_to_their_end() {
    for (file, cue) in [
        ("a.srt", "\n00:00:00,000 --> 00:00:00,001\na\n"),
        ("a.vtt", "\n00:00:00.000 --> 00:00:00.001\n"),
        ("a.lrc", "[00:00.00]\n"),
    ] {
        expect_text(file, "it goes on after its text", |text| {
            format!("{}\n{}", text.trim_end(), cue.repeat(2000))
        });
    }
    expect_text("a.srt", "its article takes at most", |text| {
        text + &"a".repeat(8 << 20)
    });
    expect_text("a.html", "its article takes at most", |text| {
        text + &"a".repeat(8 << 20)
    });
}

#[test]
fn sound_that_goes_on_is_not_decoded_to_its_end() {
    let (mut sound, tags) = sound();
    sound.extend(vec![0; 22_050 * 3]);
    let tags = Tags {
        samples: sound.len() as u64,
        ..tags
    };
    for (format, file) in super::encoded::FORMATS {
        let words = "it goes on after the sound of the WAV files";
        expect(file, words, |_| encoded(format, &sound, &tags));
    }
}

#[test]
fn a_track_of_thousands_of_millions_of_titles_is_refused() {
    expect("a.m4b", "too many chapters", |mut bytes| {
        let find = |bytes: &[u8], name: &[u8; 4]| {
            bytes.windows(4).rposition(|found| found == name).unwrap()
        };
        // The number of titles, of titles in the first chunk, and of titles of one length; each
        // has one byte.
        let places = [(b"stsz", 12), (b"stsc", 16), (b"stts", 12)];
        for (name, place) in places {
            let start = find(&bytes, name) + place;
            bytes[start..start + 4].fill(0xff);
        }
        let size = find(&bytes, b"stsz") + 8;
        bytes[size..size + 4].copy_from_slice(&1_u32.to_be_bytes());
        bytes
    });
}

#[test]
fn a_manifest_that_claims_days_of_sound_or_a_file_twice_is_not_believed() {
    let problems = |change: &dyn Fn(&str) -> String| {
        let environment = book();
        let manifest = std::str::from_utf8(&BOOK["a/manifest.json"]).unwrap();
        let changed = change(manifest);
        assert_ne!(changed, manifest);
        environment.write("output/a/manifest.json", with_checksums(&changed));
        let problems = checked(&environment).problems.into_iter();
        problems.map(|problem| problem.problem).collect::<String>()
    };
    let found = problems(&|manifest| {
        let place = manifest.find("\n{\"number\":1").unwrap();
        let (head, sections) = manifest.split_at(place);
        let long = sections.replacen("\"samples\":", "\"samples\":9999", 1);
        head.to_owned() + &long.replacen("\"bytes\":", "\"bytes\":9999", 1)
    });
    assert!(found.contains("far longer than its sentences"), "{found}");
    let found = problems(&|manifest| manifest.replace("a.vtt", "a.srt"));
    assert!(found.contains("lists it more than once"), "{found}");
}

#[test]
fn what_is_no_file_is_neither_read_nor_followed() {
    for name in BOOK.keys() {
        for is_pipe in [true, false] {
            let environment = book();
            let path = environment.path("output").join(name);
            fs::remove_file(&path).unwrap();
            match is_pipe {
                true => mkfifo(&path, Mode::S_IRWXU).unwrap(),
                false => symlink("/dev/zero", &path).unwrap(),
            }
            let reason = if is_pipe {
                "it is a pipe"
            } else {
                "it is a link"
            };
            let start = Instant::now();
            let is_told = match verify::verify(&environment.path("output/a")) {
                Err(error) => format!("{error:#}").contains(reason),
                Ok(report) => report.problems.iter().any(|problem| {
                    let named = format!("a/{}", problem.file);
                    &named == name && problem.problem.contains(reason)
                }),
            };
            assert!(is_told, "{name}");
            assert!(start.elapsed() < Duration::from_secs(30), "{name}");
        }
    }
}
