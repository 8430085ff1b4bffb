//! How loud an article is, measured in its files.

use crate::environment::{Environment, article};

/// The report of `check` on the article "a", which must find nothing wrong.
fn checked(environment: &Environment) -> serde_json::Value {
    let run = environment.run(&["check", "output/a"]);
    assert_eq!(run.code, Some(0), "{}", run.out);
    serde_json::from_str(&run.out).unwrap()
}

fn spoken(text: &str, loudness: &str) -> Environment {
    let environment = Environment::new();
    environment.write("a.txt", text);
    environment.succeed(&["a.txt", "--loudness", loudness]);
    environment
}

#[test]
fn an_article_is_as_loud_as_it_was_asked_to_be() {
    for (asked, tolerance) in [("-16", 0.4), ("-19", 0.3), ("-23", 0.3), ("-30", 0.3)] {
        let report = checked(&spoken(&article(12), asked));
        let lufs = report["loudness_lufs"].as_f64().unwrap();
        let target: f64 = asked.parse().unwrap();
        assert!((lufs - target).abs() < tolerance, "{lufs} for {asked}");
        let peak = report["true_peak_dbtp"].as_f64().unwrap();
        assert!(peak <= -3.0, "{peak} at {asked}");
    }
}

#[test]
fn minus_19_is_what_nobody_asks_for_and_off_leaves_the_voice_as_it_is() {
    let environment = Environment::new();
    environment.write("a.txt", article(12));
    environment.succeed(&["a.txt"]);
    assert!(environment.output() == spoken(&article(12), "-19").output());
    let report = checked(&spoken(&article(12), "off"));
    let lufs = report["loudness_lufs"].as_f64().unwrap();
    assert!((-24.0..-21.0).contains(&lufs), "{lufs}");
}

#[test]
fn voices_of_all_kinds_are_as_loud_as_each_other() {
    for voice in ["fr+whisper", "fr+croak", "fr-be+f5"] {
        let environment = Environment::new();
        environment.write("a.txt", article(6));
        environment.succeed(&["a.txt", "--voice", voice]);
        let lufs = checked(&environment)["loudness_lufs"].as_f64().unwrap();
        assert!((lufs + 19.0).abs() < 0.5, "{voice}: {lufs}");
    }
}

#[test]
fn a_change_gives_what_a_first_run_gives_at_any_loudness() {
    let changed = article(8).replace("la phrase 7.", "la phrase nouvelle, et bien plus longue.");
    for loudness in ["-16", "-19"] {
        let environment = spoken(&article(8), loudness);
        environment.write("a.txt", &changed);
        environment.succeed(&["a.txt", "--loudness", loudness]);
        assert!(environment.output() == spoken(&changed, loudness).output());
        environment.succeed(&["a.txt", "--loudness", "off"]);
        assert!(environment.output() == spoken(&changed, "off").output());
    }
}

#[test]
fn what_is_no_loudness_is_wrong_usage() {
    let environment = Environment::new();
    environment.write("a.txt", article(1));
    for loudness in ["-12", "-31", "3", "loud", ""] {
        let run = environment.run(&["a.txt", "--loudness", loudness]);
        assert_eq!(run.code, Some(2), "{loudness}");
        assert!(run.err.contains("from -30 to -16"), "{}", run.err);
    }
    environment.write("lismoi.toml", "loudness = -12\n");
    let run = environment.run(&["a.txt"]);
    assert_eq!(run.code, Some(2));
    assert!(run.err.contains("from -30 to -16"), "{}", run.err);
}
