//! System calls that fail one by one: a run ends with an error that names a file, or goes on;
//! nothing partial has its final name; and the next run finishes the same files.
//!
//! `failing_calls.c` makes the calls fail. With `LISMOI_CALLS=all` every call of a run fails
//! once, in every way, which takes a quarter of an hour; else some do.

use std::collections::BTreeMap;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::environment::{Environment, article, files_below};
use crate::interruption::assert_whole;
use crate::tools;

/// System calls, and how each can fail on a healthy system, on a full disk and on a broken one.
/// What is interrupted (EINTR) or done by half (short) is no error: the caller goes on.
const CALLS: [(&str, &[&str]); 11] = [
    ("open", &["ENOSPC", "EIO", "EINTR"]),
    ("opendir", &["EIO"]),
    ("mkdir", &["ENOSPC"]),
    ("flock", &["EIO"]),
    ("read", &["EIO", "EINTR", "short"]),
    ("write", &["ENOSPC", "EIO", "EINTR", "short"]),
    ("lseek", &["EIO"]),
    ("copy_file_range", &["ENOSPC", "EIO"]),
    ("fsync", &["EIO", "ENOSPC"]),
    ("rename", &["ENOSPC", "EIO"]),
    ("unlink", &["EIO"]),
];

/// The numbers of the calls that fail where not all do.
const SOME: [u32; 5] = [1, 13, 20, 31, 60];

const RUN: [&str; 7] = [
    "a.txt",
    "--jobs",
    "1",
    "--loudness",
    "off",
    "--format",
    "flac,srt,epub",
];

type Files = BTreeMap<String, Vec<u8>>;

/// A run that is disturbed.
struct Attempt {
    call: &'static str,
    how: &'static str,
    mode: &'static str,
    nth: u32,
}

/// What a run finds, and what it makes if nothing fails.
struct Scenario {
    library: PathBuf,
    environment: Environment,
    before: Files,
    after: Files,
}

#[test]
fn a_failing_call_costs_a_run_but_no_file() {
    disturb(None, &article(3));
}

#[test]
fn a_failing_call_between_two_versions_of_an_article_costs_no_file() {
    let moved = article(3).replace("Partie numéro 1", "Nouveau\n\nNeuf.\n\nPartie numéro 1");
    disturb(Some(&article(3)), &moved);
}

/// Makes the calls fail of a run that makes `article`, in the folder that a run for `earlier`
/// has left.
fn disturb(earlier: Option<&str>, article: &str) {
    let environment = Environment::new();
    let Some(library) = compiled(&environment) else {
        return;
    };
    if let Some(earlier) = earlier {
        environment.write("a.txt", earlier);
        environment.succeed(&RUN);
    }
    let before = environment.output();
    environment.write("a.txt", article);
    let fresh = Environment::new();
    fresh.write("a.txt", article);
    fresh.succeed(&RUN);
    let scenario = Scenario {
        library,
        environment,
        before,
        after: fresh.output(),
    };
    let is_thorough = env::var_os("LISMOI_CALLS").is_some_and(|calls| calls == "all");
    for (call, ways) in CALLS {
        let failed = match is_thorough {
            true => scenario.fail_all(call, ways),
            false => scenario.fail_some(call, ways),
        };
        eprintln!("{call}: {failed} calls failed");
    }
}

/// The library that makes calls fail; `None`, with a message, where there is no compiler.
fn compiled(environment: &Environment) -> Option<PathBuf> {
    let check = "failing system calls";
    if !cfg!(target_os = "linux") {
        tools::skip(check, "the library is for Linux");
        return None;
    }
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/suite/failing_calls.c");
    let library = environment.path("failing_calls.so");
    let compiler = Command::new("cc")
        .args(["-shared", "-fPIC", "-o"])
        .args([&library, &source])
        .arg("-ldl")
        .status();
    match compiler {
        Ok(status) => {
            assert!(status.success(), "the library does not compile");
            Some(library)
        }
        Err(_) => {
            tools::missing("cc", check);
            None
        }
    }
}

impl Scenario {
    /// Makes every call fail in every way. Returns how many runs met a failure.
    fn fail_all(&self, call: &'static str, ways: &'static [&str]) -> usize {
        let mut failed = 0;
        for how in ways {
            for mode in modes(how) {
                let attempts = (1..).map(|nth| Attempt {
                    call,
                    how,
                    mode,
                    nth,
                });
                failed += attempts.take_while(|attempt| self.fail(attempt)).count();
            }
        }
        failed
    }

    /// Makes some calls fail, each in one way.
    fn fail_some(&self, call: &'static str, ways: &'static [&str]) -> usize {
        let attempts = SOME.iter().enumerate().map(|(at, nth)| {
            let how = ways[at % ways.len()];
            let modes = modes(how);
            let mode = modes[at % modes.len()];
            Attempt {
                call,
                how,
                mode,
                nth: *nth,
            }
        });
        attempts.take_while(|attempt| self.fail(attempt)).count()
    }

    /// Runs with a call that fails, and then without. Returns whether the call was made.
    fn fail(&self, attempt: &Attempt) -> bool {
        let Attempt {
            call,
            how,
            mode,
            nth,
        } = attempt;
        let name = format!("{mode} {how} from {call} number {nth}");
        self.prepare();
        let seen = self.environment.path("seen");
        let _ = fs::remove_file(&seen);
        let output = self
            .environment
            .command(&RUN)
            .env("LD_PRELOAD", &self.library)
            .env("FAIL_CALL", call)
            .env("FAIL_HOW", how)
            .env("FAIL_MODE", mode)
            .env("FAIL_NTH", nth.to_string())
            .env("FAIL_BELOW", self.environment.path("output"))
            .env("FAIL_SEEN", &seen)
            .output()
            .unwrap();
        let err = String::from_utf8(output.stderr).unwrap();
        assert!(!err.contains("panicked"), "{name}: {err}");
        self.assert_nothing_partial(&name);
        match output.status.code() {
            Some(0) => self.assert_all_is_there(attempt, &name),
            Some(1) => {
                assert!(!is_harmless(how), "{name}: {err}");
                // Nothing else is printed, by no library either.
                let is_clear = err.starts_with("error: ") && err.contains("'output");
                assert!(is_clear, "{name}: {err}");
            }
            code => panic!("{name}: {code:?}: {err}"),
        }
        self.environment.succeed(&RUN);
        let files = self.environment.output();
        assert!(
            files == self.after,
            "{name}: {:?} after the next run",
            files.keys()
        );
        seen.exists()
    }

    /// Lays out what the run finds.
    fn prepare(&self) {
        let output = self.environment.path("output");
        if output.exists() {
            fs::remove_dir_all(&output).unwrap();
        }
        for (name, content) in &self.before {
            let path = output.join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, content).unwrap();
        }
    }

    /// What has its final name is what this run makes or what it has found, or a manifest in
    /// which the files of other formats are not yet listed.
    fn assert_nothing_partial(&self, name: &str) {
        let output = self.environment.path("output");
        assert_whole(&output);
        for (file, content) in visible(files_below(&output)) {
            let is_known = [&self.before, &self.after]
                .iter()
                .any(|files| files.get(&file) == Some(&content));
            let is_manifest = file.ends_with("manifest.json");
            assert!(
                is_known || is_manifest,
                "{name}: '{file}' is neither old nor new"
            );
        }
    }

    /// A run that succeeds has made everything, and leaves no hidden file but one that could not
    /// be removed.
    fn assert_all_is_there(&self, attempt: &Attempt, name: &str) {
        let mut files = self.environment.output();
        if attempt.call == "unlink" {
            files = visible(files);
        }
        assert!(
            files == self.after,
            "{name}: {:?} after success",
            files.keys()
        );
    }
}

/// A call that is interrupted for good never ends.
fn modes(how: &str) -> &'static [&'static str] {
    match is_harmless(how) {
        true => &["once"],
        false => &["once", "always"],
    }
}

fn is_harmless(how: &str) -> bool {
    ["EINTR", "short"].contains(&how)
}

fn visible(files: Files) -> Files {
    let is_hidden = |name: &str| name.contains("/.lismoi-");
    files
        .into_iter()
        .filter(|(name, _)| !is_hidden(name))
        .collect()
}
