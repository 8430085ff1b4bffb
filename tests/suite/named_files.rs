//! Files that the user names: links are followed; pipes and devices are refused at once.

use std::fs;
use std::os::unix::fs::symlink;
use std::process::Command;

use nix::sys::stat::Mode;
use nix::unistd::mkfifo;

use crate::environment::{Environment, article, run_with_mounts};
use crate::tools;

#[test]
fn a_pipe_or_a_device_is_refused_wherever_a_file_is_named() {
    let environment = Environment::new();
    environment.write("a.txt", "Bonjour.");
    mkfifo(&environment.path("pipe"), Mode::S_IRWXU).unwrap();
    symlink("/dev/zero", environment.path("zero.txt")).unwrap();
    let uses: [&[&str]; 6] = [
        &[],
        &["show", "spoken"],
        &["a.txt", "--lexicon"],
        &["a.txt", "--config"],
        &["a.txt", "--format", "m4b", "--cover"],
        &["a.txt", "--password-file"],
    ];
    for arguments in uses {
        for (file, reason) in [
            ("pipe", "it is a pipe"),
            ("/dev/zero", "it is not a regular file"),
            ("zero.txt", "it is not a regular file"),
        ] {
            let arguments = [arguments, &[file]].concat();
            let run = environment.run(&arguments);
            assert!(matches!(run.code, Some(1 | 2)), "{arguments:?} {}", run.err);
            let names_it = run.err.contains(&format!("'{file}'")) && run.err.contains(reason);
            assert!(names_it, "{arguments:?} {}", run.err);
            let hint = "hint: name a file; an article may also come from standard input: -\n";
            assert!(run.err.contains(hint), "{arguments:?} {}", run.err);
        }
    }
}

#[test]
fn a_link_to_a_file_is_followed_wherever_a_file_is_named() {
    let environment = Environment::new();
    for (name, content) in [
        ("text", "Un chat dort."),
        ("words", "chat\tchien\n"),
        ("options", "rate = 200\n"),
    ] {
        environment.write(name, content);
        symlink(name, environment.path(&format!("{name}.link"))).unwrap();
    }
    let arguments = ["--lexicon", "words.link", "--config", "options.link"];
    let run = environment.succeed(&[&["show", "spoken", "text.link"], &arguments[..]].concat());
    assert_eq!(run.out, "Un chien dort.\n");
}

#[test]
fn a_file_beyond_its_limit_is_refused_before_it_is_read() {
    let environment = Environment::new();
    environment.write("a.txt", "Bonjour.");
    let sparse = |name: &str, length: u64| {
        let file = fs::File::create(environment.path(name)).unwrap();
        file.set_len(length).unwrap();
    };
    sparse("article.txt", 1 << 40);
    sparse("lexicon.tsv", 64_000_001);
    sparse("options.toml", 1_000_001);
    for (arguments, reason) in [
        (&["article.txt"][..], "it is larger than 1000 MB"),
        (&["a.txt", "--lexicon", "lexicon.tsv"], "larger than 64 MB"),
        (&["a.txt", "--config", "options.toml"], "larger than 1 MB"),
    ] {
        let run = environment.run(arguments);
        assert!(run.err.contains(reason), "{arguments:?} {}", run.err);
        assert!(run.err.contains("hint: lismoi reads no larger file"));
    }
}

#[test]
fn an_article_comes_from_standard_input_by_each_of_its_names() {
    let environment = Environment::new();
    for name in ["-", "/dev/stdin", "/dev/fd/0"] {
        let run = environment.pipe(&["show", "spoken", name], b"Bonjour.");
        assert_eq!(
            (run.code, run.out.as_str()),
            (Some(0), "Bonjour.\n"),
            "{name}"
        );
    }
}

#[test]
fn an_article_comes_from_a_command_of_the_shell() {
    let script = r#""$0" show spoken <(printf 'Bonjour.')"#;
    let run = Command::new("bash")
        .args(["-c", script, env!("CARGO_BIN_EXE_lismoi")])
        .output();
    let Ok(output) = run else {
        return tools::skip("an article from a command", "bash is not installed");
    };
    assert_eq!(String::from_utf8_lossy(&output.stdout), "Bonjour.\n");
}

#[test]
fn what_is_up_to_date_needs_no_writing() {
    let environment = Environment::new();
    environment.write("a.txt", article(2));
    environment.succeed(&["a.txt", "--format", "lrc,html"]);
    let before = environment.output();
    // The second article would have to be written.
    environment.write("b.txt", article(3));
    let script = "mount --bind output output && mount -o remount,ro,bind output || exit 77; \
                  \"$0\" a.txt --format lrc && \"$0\" a.txt; code=$?; \
                  \"$0\" a.txt --format srt; \"$0\" b.txt; exit $code";
    let Some(run) = run_with_mounts(&environment, script) else {
        return;
    };
    assert_eq!(run.code, Some(0), "{}", run.err);
    assert_eq!(run.out.matches("up to date").count(), 2, "{}", run.out);
    assert_eq!(run.err.matches("error: ").count(), 2, "{}", run.err);
    assert!(
        run.err.contains("'output/a'") && run.err.contains("Read-only file system"),
        "{}",
        run.err
    );
    assert!(environment.output() == before);
}
