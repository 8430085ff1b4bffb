//! Voices added, found and removed in a folder of the test's own.

use std::fs;
use std::path::Path;

use super::*;

const CARD: &str = "# Model card\n\n* License: CC BY 4.0\n";

/// Writes the files of a voice in a language, and returns the path of its model.
fn voice(folder: &Path, name: &str, language: &str) -> std::path::PathBuf {
    let model = folder.join(format!("{name}.onnx"));
    fs::write(&model, "a model").expect("writable");
    let config = format!(
        r#"{{"audio": {{"sample_rate": 22050, "quality": "medium"}}, "language": {{"code": "{language}"}}, "speaker_id_map": {{"b": 1, "a": 0}}}}"#
    );
    fs::write(folder.join(format!("{name}.onnx.json")), config).expect("writable");
    fs::write(folder.join(MODEL_CARD), CARD).expect("writable");
    model
}

fn added(folder: &Path, model: &Path) -> Result<InstalledVoice, AddError> {
    add(folder, &VoiceFiles::at(model)?, None, false)
}

#[test]
fn an_added_voice_is_listed_found_by_its_name_or_data_set_and_removed() {
    let (here, there) = (
        tempfile::tempdir().expect("here"),
        tempfile::tempdir().expect("there"),
    );
    let folder = there.path().join("voices");
    assert_eq!(list(&folder).expect("no folder is no error"), []);
    let model = voice(here.path(), "fr_FR-siwis-medium", "fr_FR");
    let siwis = added(&folder, &model).expect("a French voice");
    assert_eq!(siwis.record.licence.as_deref(), Some("CC BY 4.0"));
    assert_eq!((siwis.record.bytes, siwis.record.sample_rate), (7, 22_050));
    assert_eq!(siwis.record.speakers, ["a", "b"]);
    assert_eq!(fs::read(&siwis.model).expect("copied"), b"a model");
    assert_eq!(list(&folder).expect("readable"), vec![siwis.clone()]);
    for name in ["fr_FR-siwis-medium", "siwis"] {
        assert_eq!(find(&folder, name).expect("readable"), Some(siwis.clone()));
    }
    assert!(matches!(added(&folder, &model), Err(AddError::Exists(_))));

    let low = voice(here.path(), "fr_FR-siwis-low", "fr_FR");
    added(&folder, &low).expect("another quality");
    // Now it stands for two.
    assert_eq!(find(&folder, "siwis").expect("readable"), None);
    remove(&siwis).expect("writable");
    assert_eq!(
        find(&folder, "siwis")
            .expect("readable")
            .map(|voice| voice.name),
        Some("fr_FR-siwis-low".to_owned())
    );
}

#[test]
fn what_is_not_a_french_voice_is_refused_and_leaves_nothing() {
    let (here, there) = (
        tempfile::tempdir().expect("here"),
        tempfile::tempdir().expect("there"),
    );
    let english = voice(here.path(), "en_US-joe-medium", "en_US");
    let message =
        |result: Result<InstalledVoice, AddError>| result.expect_err("refused").to_string();
    assert_eq!(
        message(added(there.path(), &english)),
        "'en_US-joe-medium' speaks 'en_US', not French"
    );
    let files = VoiceFiles::at(&english).expect("its files are there");
    add(there.path(), &files, None, true).expect("any language");
    let spaced = voice(here.path(), "a b", "fr");
    assert_eq!(
        message(added(there.path(), &spaced)),
        "'a b' cannot be the name of a voice"
    );
    fs::write(here.path().join("a b.onnx.json"), "{}").expect("writable");
    let bare = here.path().join("bare.onnx");
    fs::write(&bare, "x").expect("writable");
    assert!(message(added(there.path(), &bare)).contains("has no configuration"));
    fs::write(here.path().join("bare.onnx.json"), "{}").expect("writable");
    assert!(
        message(added(there.path(), &bare)).contains("is not the configuration of a Piper voice")
    );
    assert!(message(added(there.path(), here.path())).contains("more than one .onnx file"));
    assert!(
        message(added(there.path(), &here.path().join(MODEL_CARD)))
            .contains("is not an .onnx file")
    );
    let names: Vec<_> = fs::read_dir(there.path())
        .expect("readable")
        .map(|entry| entry.expect("readable").file_name())
        .collect();
    assert_eq!(names, ["en_US-joe-medium"]);
}
