//! Ugly input: a clear error, or all of it read; never a panic, a hang or a silent loss.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use crate::environment::{Environment, Run, run_with_mounts};
use crate::tools;

fn read(contents: impl AsRef<[u8]>) -> (Environment, Run) {
    let environment = Environment::new();
    environment.write("a.txt", contents);
    // What is so unlike speech may have to be spoken three times.
    let run = environment.run(&["a.txt", "--loudness", "off"]);
    (environment, run)
}

fn error(contents: impl AsRef<[u8]>) -> String {
    let (environment, run) = read(contents);
    assert_eq!((run.code, run.out.as_str()), (Some(1), ""));
    assert!(
        !environment.path("output/a").exists(),
        "an empty folder was left"
    );
    run.err
}

/// The words said, as the manifest has them, after a run that must succeed and pass the check.
fn words(contents: impl AsRef<[u8]>) -> Vec<String> {
    let (environment, run) = read(contents);
    assert_eq!(run.code, Some(0), "{}", run.err);
    assert_eq!(
        environment.run(&["check", "output/a"]).code,
        Some(0),
        "{}",
        environment.run(&["check", "output/a"]).out
    );
    let manifest = environment.manifest("a");
    let sections = manifest["sections"].as_array().unwrap().clone();
    sections
        .iter()
        .flat_map(|section| section["sentences"].as_array().unwrap())
        .flat_map(|sentence| sentence["words"].as_array().unwrap())
        .map(|word| word["spoken"].as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn nothing_to_read_is_said_so() {
    let nothing = "error: nothing to read aloud in 'a.txt'\n";
    for text in [
        "",
        " \n\t\u{A0}\n",
        "\n\n\n",
        "… !!! ***\n— ?",
        "\u{FEFF}",
        "\u{200B}\u{0}",
    ] {
        assert_eq!(error(text), nothing, "{text:?}");
    }
    assert_eq!(error("\n".repeat(1_000_000)), nothing);
    let hint =
        "hint: all of it is skipped; `lismoi show blocks` tells why, and --keep-all reads it\n";
    assert_eq!(error("Partager sur Facebook"), format!("{nothing}{hint}"));
}

#[test]
fn what_is_no_text_is_said_so() {
    assert_eq!(
        error(b"%PDF-1.7 bla"),
        "error: could not read 'a.txt': it is damaged: it is cut off, or is no PDF\n\
         hint: get it again, or open it elsewhere and save it anew\n"
    );
    let noise: Vec<u8> = (0..9999_u32)
        .map(|n| (n.wrapping_mul(2_654_435_761) >> 11) as u8)
        .collect();
    assert_eq!(
        error(noise),
        "error: could not read 'a.txt': it is not text\n\
         hint: lismoi reads text, web pages, books (EPUB), office documents, PDF and mail\n"
    );
}

#[test]
fn files_that_are_not_there_or_not_readable_are_named() {
    let environment = Environment::new();
    let run = environment.run(&["nichts.txt"]);
    assert_eq!(
        (run.code, run.err.as_str()),
        (
            Some(1),
            "error: could not read 'nichts.txt': No such file or directory\n"
        )
    );
    fs::create_dir(environment.path("empty")).unwrap();
    let run = environment.run(&["empty"]);
    assert_eq!(
        (run.code, run.err.as_str()),
        (
            Some(1),
            "error: no article that can be read in the folder 'empty'\n"
        )
    );
    environment.write("secret.txt", "Bonjour.");
    fs::set_permissions(
        environment.path("secret.txt"),
        fs::Permissions::from_mode(0o000),
    )
    .unwrap();
    if fs::read(environment.path("secret.txt")).is_ok() {
        return tools::skip(
            "a file without permission to read it",
            "this user may read every file",
        );
    }
    let run = environment.run(&["secret.txt"]);
    assert!(
        run.err
            .contains("could not read 'secret.txt': Permission denied"),
        "{}",
        run.err
    );
}

#[test]
fn a_mistyped_name_gets_the_one_that_is_meant() {
    let environment = Environment::new();
    environment.write("article.txt", "Bonjour à tous.");
    environment.write("autre.txt", "Bonjour à tous.");
    let error = "error: could not read 'artcile.txt': No such file or directory\n\
                 hint: did you mean 'article.txt'?\n";
    for arguments in [
        &["artcile.txt"][..],
        &["show", "blocks", "artcile.txt"],
        &["say", "artcile.txt"],
    ] {
        let run = environment.run(arguments);
        assert_ne!(run.code, Some(0), "{arguments:?}");
        assert_eq!(run.err, error, "{arguments:?}");
    }
    let french = environment.run(&["artcile.txt", "--lang", "fr"]).err;
    assert!(
        french.contains("peut-être «\u{a0}article.txt\u{a0}»"),
        "{french}"
    );
}

#[test]
fn a_web_page_that_is_no_lexicon_is_named_as_such() {
    let environment = Environment::new();
    environment.write("a.txt", "Bonjour à tous.");
    environment.write(
        "page.html",
        "<!doctype html>\n<html><body><p>Bonjour<br></html>",
    );
    let run = environment.run(&["a.txt", "--lexicon", "page.html"]);
    assert_eq!(run.code, Some(2));
    assert!(
        run.err.starts_with(
            "error: could not use the lexicon 'page.html': it is a web page, not a lexicon\n"
        ),
        "{}",
        run.err
    );
    let french = environment.run(&["a.txt", "--lexicon", "page.html", "--lang", "fr"]);
    let reason = "c'est une page web, pas un lexique\n";
    assert!(french.err.contains(reason), "{}", french.err);
}

#[test]
fn a_wrong_file_does_not_keep_the_others_from_being_read() {
    let environment = Environment::new();
    environment.write("b.txt", "Bonjour à tous.");
    let run = environment.run(&["nichts.txt", "b.txt"]);
    assert_eq!(run.code, Some(1));
    assert!(environment.path("output/b/manifest.json").exists());
}

#[test]
fn broken_bytes_and_control_characters_cost_nothing_but_themselves() {
    let (_, run) = read(b"Un \xC3\xA9t\xC3\xA9.\nUn hi\xFFver \xC3\xA0 \xC3\x89vry.\n");
    assert_eq!(
        (run.code, run.err.as_str()),
        (
            Some(0),
            "warning: line 2 contains bytes that are not text; they are not read\n"
        )
    );
    assert_eq!(
        words("Un\0 texte\u{7} tout\u{1B}[31m à fait\u{8} lisible ici."),
        [
            "Un",
            "texte",
            "tout",
            "31 mètres[[_|]]",
            "à",
            "fait",
            "lisible",
            "ici"
        ]
    );
}

#[test]
fn other_scripts_and_piles_of_accents_are_read() {
    words("مرحبا بالعالم. Bonjour \u{202E}à l'envers\u{202C}. שלום.");
    words(format!("Un e{} pile.", "\u{301}".repeat(3000)));
}

#[test]
fn a_word_of_100_000_letters_is_said_to_its_end() {
    let words = words(format!("Un {} fin.", "abcdu".repeat(20_000)));
    assert_eq!(
        words.iter().map(String::len).sum::<usize>(),
        2 + 100_000 + 3
    );
}

#[test]
fn ten_megabytes_on_one_line_are_spoken_to_the_last_word() {
    let environment = Environment::new();
    environment.write("a.txt", "des mots sans fin ".repeat(600_000));
    let spoken = environment.succeed(&["show", "spoken", "a.txt"]).out;
    assert_eq!(spoken.matches("fin").count(), 600_000);
    assert!(spoken.lines().all(|line| line.chars().count() < 650));
}

#[test]
fn an_output_folder_that_cannot_be_is_an_error() {
    let environment = Environment::new();
    environment.write("a.txt", "Bonjour à tous.");
    environment.write("file", "");
    let run = environment.run(&["a.txt", "-o", "file"]);
    assert_eq!(
        (run.code, run.err.as_str()),
        (
            Some(1),
            "error: could not make the folder 'file/a': Not a directory\n"
        )
    );
    assert_eq!(
        environment.run(&["a.txt", "-o", "/proc/nowhere"]).code,
        Some(1)
    );
}

#[test]
fn a_read_only_output_folder_is_an_error_with_advice() {
    let environment = Environment::new();
    environment.write("a.txt", "Bonjour à tous.");
    fs::create_dir(environment.path("closed")).unwrap();
    // Permissions do not stop root; a read-only mount does.
    let script = "mount -t tmpfs -o ro none closed || exit 77; \"$0\" a.txt -o closed";
    let Some(run) = run_with_mounts(&environment, script) else {
        return;
    };
    assert_eq!(run.code, Some(1));
    assert_eq!(
        run.err,
        "error: could not make the folder 'closed/a': Read-only file system\n\
         hint: check the permissions, or use -o to write into another folder\n"
    );
}

#[test]
fn file_names_that_are_not_unicode_are_read() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let environment = Environment::new();
    let name = OsStr::from_bytes(b"caf\xE9.txt");
    if fs::write(
        environment.path("").join(Path::new(name)),
        "Bonjour à tous.",
    )
    .is_err()
    {
        return tools::skip(
            "file names that are not Unicode",
            "this file system allows no such names",
        );
    }
    let output = environment.command(&[]).arg(name).output().unwrap();
    assert!(output.status.success());
}

/// Quadratic time would be hours here; how fast they are is measured by the benches.
#[test]
fn texts_of_a_megabyte_in_awkward_shapes_are_read_to_the_end() {
    let shapes = [
        "a".repeat(1_000_000),
        "a.b".repeat(300_000),
        "Titre sans texte\n\n".repeat(60_000),
        "une ligne sans verbe\n\n".repeat(50_000),
        "! ".repeat(500_000),
        "« ".repeat(300_000),
        "un\n".repeat(300_000),
    ];
    for shape in shapes {
        let environment = Environment::new();
        environment.write("a.txt", &shape);
        environment.succeed(&["show", "spoken", "a.txt"]);
    }
}
