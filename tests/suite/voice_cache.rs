//! The voice data in the user's cache: changed or removed, they are laid out anew.

use std::fs;
use std::process::Stdio;
use std::thread;

use crate::environment::{Environment, article, files_below};

#[test]
fn a_changed_byte_in_the_voice_cache_is_mended_before_it_is_heard() {
    let environment = Environment::new();
    environment.write("a.txt", article(2));
    let cached = |output: &str| {
        let mut command = environment.command(&["a.txt", "-o", output]);
        let command = command.env("XDG_CACHE_HOME", environment.path("cache"));
        assert!(command.output().unwrap().status.success());
        files_below(&environment.path(output))
    };
    let expected = cached("output");
    let data = files_below(&environment.path("cache"));
    for file in ["fr_dict", "phondata", "voices/!v/Alex"] {
        let name = data.keys().find(|name| name.ends_with(file));
        let name = name.unwrap_or_else(|| panic!("no {file} in {:?}", data.keys()));
        let mut bytes = data[name].clone();
        let middle = bytes.len() / 2;
        bytes[middle] ^= 1;
        fs::write(environment.path("cache").join(name), bytes).unwrap();
        assert!(cached(&format!("after {}", file.replace('/', " "))) == expected);
        assert!(files_below(&environment.path("cache")) == data);
    }
}

#[test]
fn a_voice_cache_that_is_removed_during_a_run_costs_nothing() {
    let text = article(60).replace("Puis c'est la fin", "Puis c'est [[(en)]] le shopping");
    let reference = Environment::new();
    reference.write("a.txt", &text);
    reference.succeed(&["a.txt"]);
    let environment = Environment::new();
    environment.write("a.txt", &text);
    let mut child = environment
        .command(&["a.txt"])
        .env("XDG_CACHE_HOME", environment.path("cache"))
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut removed = 0;
    while child.try_wait().unwrap().is_none() {
        removed += usize::from(fs::remove_dir_all(environment.path("cache/lismoi")).is_ok());
        thread::yield_now();
    }
    let output = child.wait_with_output().unwrap();
    let error = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && removed > 0, "{removed}: {error}");
    assert!(environment.output() == reference.output());
}
