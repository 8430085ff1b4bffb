//! Reads the settings of a manifest, whose fields stand side by side: with `serde(flatten)`,
//! unknown ones would be held in memory until the end.

use serde::Deserialize;

use crate::Settings;
use lismoi_french::{Liaisons, Pauses};
use lismoi_readers::{Boilerplate, Footnotes, InputFormat, Parts, ReadOptions};
use lismoi_speech::voice::Voice;

/// The fields of [`Settings`] and of [`ReadOptions`], with their names.
#[derive(Deserialize)]
pub(crate) struct Stored {
    voice: Voice,
    #[serde(default)]
    liaisons: Liaisons,
    pauses: Pauses,
    loudness_lufs: Option<i8>,
    form: InputFormat,
    #[serde(default)]
    notes: Footnotes,
    #[serde(default, alias = "furniture")]
    boilerplate: Boilerplate,
    #[serde(default)]
    read: Parts,
    #[serde(default)]
    skip: Parts,
}

impl From<Stored> for Settings {
    fn from(stored: Stored) -> Settings {
        Settings {
            voice: stored.voice,
            liaisons: stored.liaisons,
            pauses: stored.pauses,
            loudness_lufs: stored.loudness_lufs,
            reading: ReadOptions {
                format: stored.form,
                footnotes: stored.notes,
                boilerplate: stored.boilerplate,
                read: stored.read,
                skip: stored.skip,
            },
        }
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may")]
mod tests {
    use super::*;
    use lismoi_french::Pace;
    use lismoi_readers::Part;

    #[test]
    fn all_settings_are_read_as_they_were_written_and_others_are_ignored() {
        let settings = Settings {
            voice: Voice {
                rate_wpm: 200,
                ..Voice::default()
            },
            liaisons: Liaisons::Many,
            pauses: Pauses::of(Pace::Slow),
            loudness_lufs: Some(-18),
            reading: ReadOptions {
                format: InputFormat::Epub,
                footnotes: Footnotes::Inline,
                boilerplate: Boilerplate::Keep,
                read: [Part::Preface].into_iter().collect(),
                skip: [Part::Caption].into_iter().collect(),
            },
        };
        let json = serde_json::to_string(&settings).unwrap();
        let with_others = json.replacen('{', "{\"other\":[{}],", 1);
        for text in [json, with_others] {
            assert_eq!(serde_json::from_str::<Settings>(&text).unwrap(), settings);
        }
    }
}
