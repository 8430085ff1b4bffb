//! Any configuration of a Piper voice, and any record of an installed one, is refused or read.
//! The input is divided at its first NUL byte into both, and the model card.
#![no_main]

use std::fs;
use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use lismoi_fuzz::files;
use lismoi_speech::installed::{MODEL_CARD, list};
use lismoi_speech::piper::voice::PiperVoice;
use tempfile::TempDir;

static FOLDER: LazyLock<TempDir> = LazyLock::new(|| {
    let folder = files::folder();
    fs::create_dir(folder.path().join("v")).expect("memory is writable");
    fs::write(folder.path().join("v/v.onnx"), "a model").expect("memory is writable");
    folder
});

fuzz_target!(|data: &[u8]| {
    let folder = FOLDER.path();
    let mut parts = data.splitn(3, |byte| *byte == 0);
    for name in ["v.onnx.json", "voice.json", MODEL_CARD] {
        let content = parts.next().unwrap_or_default();
        fs::write(folder.join("v").join(name), content).expect("memory is writable");
    }
    for voice in list(folder).expect("a folder") {
        assert!(voice.model.starts_with(folder));
    }
    for speaker in [None, Some("0"), Some("a"), Some("4294967295")] {
        let Ok(voice) = PiperVoice::read(&folder.join("v/v.onnx"), speaker, true) else {
            continue;
        };
        let config = &voice.config;
        assert!((16_000..=48_000).contains(&config.audio.sample_rate));
        assert!((0.1..=10.0).contains(&config.inference.length_scale));
        assert!(voice.most_workers(175) >= 1);
        assert_eq!(config.speakers().len() > 1, config.speaker_id_map.len() > 1);
    }
});
