//! The library as Audiobookshelf reads it.

use std::fs;

use serde_json::Value;

use crate::environment::{Environment, files_below};

fn library() -> Environment {
    let environment = Environment::new();
    let first = "Les marais\n\nPar Jeanne Le Goff\n\nLe vent se lève sur la plaine.\n\n\
        Deuxième partie\n\nIl pleut depuis ce matin. Personne ne sort.\n";
    environment.write("marais.txt", first);
    environment.write(
        "été.txt",
        "L'été\n\nLa mer est calme. Les bateaux dorment.\n",
    );
    environment.succeed(&[
        "add",
        "-q",
        "marais.txt",
        "--tag",
        "sel",
        "--date",
        "2024-03-12",
    ]);
    environment.succeed(&["add", "-q", "été.txt"]);
    environment
}

const EXPORT: [&str; 3] = ["export", "audiobookshelf", "livres"];

#[test]
fn each_article_is_a_book_with_its_cover_and_metadata() {
    let environment = library();
    let run = environment.succeed(&EXPORT);
    assert!(run.out.contains("2 articles in 'livres'"), "{}", run.out);
    let files = files_below(&environment.path("livres"));
    let mut names: Vec<&str> = files.keys().map(String::as_str).collect();
    names.retain(|name| !name.starts_with('.'));
    assert_eq!(
        names,
        [
            "Articles/L été/cover.png",
            "Articles/L été/metadata.json",
            "Articles/L été/été.m4b",
            "Jeanne Le Goff/Les marais/cover.png",
            "Jeanne Le Goff/Les marais/marais.m4b",
            "Jeanne Le Goff/Les marais/metadata.json",
        ]
    );
    let book = |name: &str| &files[&format!("Jeanne Le Goff/Les marais/{name}")];
    let own = fs::read(environment.path("output/marais/marais.m4b")).unwrap();
    assert_eq!(*book("marais.m4b"), own);
    assert!(book("cover.png").starts_with(b"\x89PNG"));
    let metadata: Value = serde_json::from_slice(book("metadata.json")).unwrap();
    assert_eq!(metadata["title"], "Les marais");
    assert_eq!(metadata["authors"][0], "Jeanne Le Goff");
    assert_eq!(metadata["narrators"][0], "eSpeak NG");
    assert_eq!(metadata["publishedYear"], "2024");
    assert_eq!(metadata["tags"][0], "sel");
    let manifest = environment.manifest("marais");
    let chapters = metadata["chapters"].as_array().unwrap();
    assert_eq!(
        chapters.len(),
        manifest["sections"].as_array().unwrap().len()
    );
    let seconds = manifest["samples"].as_f64().unwrap() / 22_050.0;
    assert!((chapters.last().unwrap()["end"].as_f64().unwrap() - seconds).abs() < 1e-6);
    // The same again changes nothing.
    let run = environment.succeed(&EXPORT);
    assert!(!run.out.contains("new file"), "{}", run.out);
    assert_eq!(files_below(&environment.path("livres")), files);
    let report = environment.succeed(&["check", "output"]).out;
    assert!(!report.contains("\"ok\": false"), "{report}");
}

#[test]
fn files_of_the_user_are_left_alone_and_ours_are_renewed() {
    let environment = library();
    fs::create_dir_all(environment.path("livres/Articles/L été")).unwrap();
    environment.write("livres/Articles/L été/cover.png", "de moi");
    let run = environment.run(&EXPORT);
    assert_eq!(run.code, Some(1));
    assert!(
        run.err.contains("could not export 'L'été'") && run.err.contains("not ours"),
        "{}",
        run.err
    );
    assert!(run.out.contains("1 article in"), "{}", run.out);
    let cover = environment.path("livres/Articles/L été/cover.png");
    assert_eq!(fs::read(cover).unwrap(), b"de moi");
    let exported = environment.path("livres/Jeanne Le Goff/Les marais/marais.m4b");
    let before = fs::read(&exported).unwrap();
    environment.succeed(&["-q", "marais.txt", "--rate", "250", "--date", "2024-03-12"]);
    environment.run(&EXPORT);
    assert_ne!(fs::read(&exported).unwrap(), before);
    // A file that the user has changed since is the user's.
    let metadata = environment.path("livres/Jeanne Le Goff/Les marais/metadata.json");
    fs::write(&metadata, "{}").unwrap();
    environment.run(&EXPORT);
    assert_eq!(fs::read(&metadata).unwrap(), b"{}");
}
