//! Any configuration file is refused, or gives values in their ranges.
#![no_main]

use std::cell::LazyCell;
use std::fs;

use clap::Parser;
use libfuzzer_sys::fuzz_target;
use lismoi::cli::Cli;
use lismoi::config::Config;
use lismoi_fuzz::files;
use tempfile::TempDir;

/// The folder of the file, and the command line that names it.
struct Place {
    folder: TempDir,
    cli: Cli,
}

const FILE: &str = "lismoi.toml";

thread_local! {
    static PLACE: LazyCell<Place> = const { LazyCell::new(|| {
        let folder = files::folder();
        let file = folder.path().join(FILE);
        let cli = Cli::parse_from(["lismoi", "a.txt", "--config", file.to_str().expect("UTF-8")]);
        Place { folder, cli }
    }) };
}

fuzz_target!(|data: &[u8]| {
    PLACE.with(|place| {
        fs::write(place.folder.path().join(FILE), data).expect("memory is writable");
        let Ok(config) = Config::for_run(&place.cli) else {
            return;
        };
        let settings = &config.settings;
        assert!((1..=64).contains(&config.jobs));
        assert!((80..=450).contains(&settings.voice.rate_wpm) && settings.voice.pitch <= 99);
        assert!(settings.pauses.longest_ms() <= 10 * 60_000);
        assert!(settings.loudness_lufs.is_none_or(|lufs| lufs < 0));
    });
});
