//! The journal, cut, damaged and written by many.

use std::fs;
use std::thread;

use super::*;
use crate::journal::event::Place;

fn journal() -> (tempfile::TempDir, Journal) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let journal = Journal::of(folder.path()).expect("a folder");
    (folder, journal)
}

fn stopped(seconds: f64) -> Event {
    Event::Stopped(Place {
        section: 1,
        seconds,
    })
}

fn add(journal: &Journal, article: &str, event: Event) {
    journal
        .add([(article.to_owned(), event)])
        .expect("writable");
}

fn state(journal: &Journal) -> State {
    journal.read().expect("readable").state
}

#[test]
fn events_are_kept_in_their_order() {
    let (_folder, journal) = journal();
    assert!(!journal.exists());
    assert_eq!(state(&journal), State::default());
    let from = Some("https://exemple.fr/a".to_owned());
    let tags = vec!["train".to_owned()];
    add(
        &journal,
        "a",
        Event::Added {
            from: from.clone(),
            tags: tags.clone(),
        },
    );
    add(&journal, "a", stopped(3.5));
    let article = state(&journal).of("a");
    assert_eq!(article.added.expect("it was added").from, from);
    assert!(article.heard.is_none() && article.stopped.is_some());
    add(&journal, "a", Event::Heard);
    let article = state(&journal).of("a");
    assert!(article.heard.is_some() && article.stopped.is_none());
    add(&journal, "a", Event::Unheard);
    let article = state(&journal).of("a");
    assert!(article.heard.is_none() && article.stopped.is_none());
    assert_eq!(article.added.expect("it was added").tags, tags);
}

#[test]
fn a_line_that_was_cut_or_damaged_costs_only_itself() {
    let (folder, journal) = journal();
    add(&journal, "a", Event::Heard);
    add(&journal, "b", Event::Heard);
    let path = folder.path().join(FILE);
    let whole = fs::read(&path).expect("readable");
    for end in 0..whole.len() {
        fs::write(&path, &whole[..end]).expect("writable");
        let contents = journal.read().expect("readable");
        let first = whole
            .iter()
            .position(|byte| *byte == b'\n')
            .expect("two lines");
        let a_is_whole = end >= first;
        assert_eq!(contents.state.of("a").heard.is_some(), a_is_whole, "{end}");
        add(&journal, "c", Event::Heard);
        assert!(state(&journal).of("c").heard.is_some(), "{end}");
        assert_eq!(state(&journal).of("a").heard.is_some(), a_is_whole, "{end}");
    }
    for place in 0..whole.len() {
        for bit in 0..8 {
            let mut damaged = whole.clone();
            damaged[place] ^= 1 << bit;
            fs::write(&path, &damaged).expect("writable");
            let contents = journal.read().expect("readable");
            let known = ["a", "b"].map(|article| contents.state.of(article).heard.is_some());
            let is_last_break = place + 1 == whole.len();
            assert!(
                contents.damaged > 0 && known != [true, true] || is_last_break,
                "bit {bit} of byte {place}"
            );
        }
    }
}

#[test]
fn what_no_longer_matters_is_left_out_in_time() {
    let (folder, journal) = journal();
    let places = (0..3 * MOST_NEEDLESS).map(|second| ("a".to_owned(), stopped(second as f64)));
    journal.add(places).expect("writable");
    let lines = fs::read_to_string(folder.path().join(FILE)).expect("readable");
    assert_eq!(lines.lines().count(), 1);
    let (_, place) = state(&journal).of("a").stopped.expect("it was stopped");
    assert!((place.seconds - 2_999.0).abs() < 0.01);
}

#[test]
fn several_programs_may_write() {
    let (_folder, journal) = journal();
    thread::scope(|scope| {
        for writer in 0..4 {
            let journal = &journal;
            scope.spawn(move || {
                for number in 0..25 {
                    add(journal, &format!("{writer}-{number}"), Event::Heard);
                }
            });
        }
    });
    let contents = journal.read().expect("readable");
    assert_eq!((contents.lines, contents.damaged), (100, 0));
}

#[test]
fn copies_that_a_synchronisation_left_are_joined() {
    let (folder, journal) = journal();
    let at = |name: &str| folder.path().join(name);
    add(&journal, "a", Event::Heard);
    fs::rename(at(FILE), at("library.sync-conflict-1.jsonl")).expect("writable");
    add(&journal, "b", Event::Heard);
    let mut lines = fs::read(at(FILE)).expect("readable");
    lines.extend(b"{\"at\":1,\"article\":\"c\",\"event\":\"heard\",\"check\":\"00\"}\n");
    fs::write(at(FILE), lines).expect("writable");
    fs::write(at("library-of-mine.jsonl"), "{\"mine\":true}\n").expect("writable");
    let copies = journal.join_copies().expect("writable");
    assert_eq!(copies, ["library.sync-conflict-1.jsonl"]);
    let contents = journal.read().expect("readable");
    let heard = ["a", "b", "c"].map(|article| contents.state.of(article).heard.is_some());
    assert_eq!((heard, contents.damaged), ([true, true, false], 0));
    assert!(!at("library.sync-conflict-1.jsonl").exists());
    assert!(at("library-of-mine.jsonl").exists());
    assert_eq!(journal.join_copies().expect("writable"), [""; 0]);
}

#[test]
fn what_came_in_one_second_keeps_its_order() {
    let (_folder, journal) = journal();
    let added = || Event::Added {
        from: None,
        tags: Vec::new(),
    };
    let ids = ["c", "a", "b"];
    journal
        .add(ids.map(|id| (id.to_owned(), added())))
        .expect("writable");
    let order = || {
        let state = state(&journal);
        let place = |id: &str| state.of(id).added.map(|added| added.place);
        let mut sorted = ids;
        sorted.sort_by_key(|id| place(id));
        sorted
    };
    assert_eq!(order(), ids);
    journal.join_copies().expect("writable");
    assert_eq!(order(), ids, "after it was written anew");
}
