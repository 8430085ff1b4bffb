use std::fs;

use proptest::prelude::*;

use super::item::Origin;
use super::*;

fn queue() -> (tempfile::TempDir, Queue) {
    let library = tempfile::tempdir().expect("a temporary folder");
    let queue = Queue::of(library.path()).expect("a queue");
    (library, queue)
}

fn text(text: &str) -> New {
    New::Text(text.to_owned())
}

fn names(queue: &Queue) -> Vec<String> {
    let items = queue.items().expect("readable").into_iter();
    items.map(|item| item.name().to_owned()).collect()
}

#[test]
fn what_is_added_twice_is_there_once_and_in_order() {
    let (_library, queue) = queue();
    let first = queue.add(text("Premier"), vec![]).expect("added");
    let file = New::File("../b.epub".to_owned(), b"PK".to_vec());
    queue.add(file, vec!["livre".to_owned()]).expect("added");
    let address = New::Address("https://exemple.fr/a".to_owned());
    queue.add(address, vec![]).expect("added");
    let again = queue.add(text("Premier"), vec![]).expect("added");
    assert_eq!(
        (again.id.as_str(), again.was_there),
        (first.id.as_str(), true)
    );
    assert_eq!(names(&queue), ["Premier", "b.epub", "https://exemple.fr/a"]);
    let items = queue.items().expect("readable");
    assert_eq!(queue.content(&items[1]).expect("readable"), b"PK");
    assert_eq!(items[1].tags, ["livre"]);
    assert!(matches!(items[2].origin, Origin::Address { .. }));
}

#[test]
fn the_queue_is_bounded() {
    let (_library, queue) = queue();
    for number in 0..MOST {
        let added = queue.add(text(&format!("Texte {number}")), vec![]);
        added.expect("there is room");
    }
    let error = queue
        .add(text("Un de trop"), vec![])
        .expect_err("it is full");
    assert_eq!(error.downcast_ref(), Some(&QueueError::Full));
    let there = queue.add(text("Texte 3"), vec![]).expect("it is there");
    assert!(there.was_there);
    queue.remove(&there.id).expect("removed");
    queue
        .add(text("Un de trop"), vec![])
        .expect("there is room again");
}

#[test]
fn what_has_failed_waits_again_when_it_is_asked_for() {
    let (_library, queue) = queue();
    let Added { id, .. } = queue.add(text("Texte"), vec![]).expect("added");
    let failure = Failure {
        message: "nothing to read aloud".to_owned(),
        hint: None,
    };
    queue.fail(&id, failure.clone()).expect("noted");
    assert_eq!(
        queue.item(&id).expect("there").failure,
        Some(failure.clone())
    );
    queue.retry(&id).expect("noted");
    assert_eq!(queue.item(&id).expect("there").failure, None);
    queue.fail(&id, failure).expect("noted");
    queue.add(text("Texte"), vec![]).expect("added again");
    assert_eq!(queue.item(&id).expect("there").failure, None);
    queue.remove(&id).expect("removed");
    let error = queue.retry(&id).expect_err("it is gone");
    assert_eq!(error.downcast_ref(), Some(&QueueError::Gone));
}

#[test]
fn what_a_kill_has_left_is_cleaned_and_what_was_added_stays() {
    let (library, queue) = queue();
    let kept = queue.add(text("Texte"), vec![]).expect("added");
    let folder = library.path().join(FOLDER);
    let orphan = format!("{}{CONTENT}", "0".repeat(32));
    fs::write(folder.join(&orphan), "perdu").expect("writable");
    fs::write(folder.join(PART), "à moitié").expect("writable");
    fs::write(
        folder.join(format!("{}{RECORD}", "1".repeat(32))),
        "{\"id\"",
    )
    .expect("writable");
    queue.clean().expect("cleaned");
    assert!(!folder.join(orphan).exists() && !folder.join(PART).exists());
    assert_eq!(names(&queue), ["Texte"]);
    assert!(queue.content(&queue.item(&kept.id).expect("there")).is_ok());
}

#[test]
fn one_program_at_a_time_makes_the_articles() {
    let (_library, queue) = queue();
    let first = queue.make_alone().expect("lockable").expect("free");
    assert!(queue.make_alone().expect("lockable").is_none());
    let handed_over = first.try_clone().expect("a second handle");
    drop(first);
    assert!(queue.make_alone().expect("lockable").is_none());
    drop(handed_over);
    assert!(queue.make_alone().expect("lockable").is_some());
}

proptest! {
    #[test]
    fn no_id_leads_out_of_the_folder(id in ".{0,40}") {
        let (library, queue) = queue();
        fs::write(library.path().join("a.json"), "{}").expect("writable");
        prop_assert!(queue.item(&id).is_none());
        prop_assert!(queue.remove(&id).is_ok());
        prop_assert!(queue.retry(&id).is_err());
        prop_assert!(library.path().join("a.json").exists());
    }
}
