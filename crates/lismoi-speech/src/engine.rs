//! The engines: what each is, and what it is told.

use std::borrow::Cow;
use std::fmt;

use lismoi_french::{Limits, Utterance};

use crate::render::{self, Rendered};
use crate::synthesizer::EngineIdentity;
use crate::voice_data::{self, Archive};
use crate::{espeak, pico, piper};

/// An engine that speaks in a worker process.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// eSpeak NG, the default.
    Espeak,
    /// SVOX Pico.
    Pico,
    /// Piper, with a voice that the user brings.
    Piper,
}

impl Engine {
    /// The engines that speak with what the program brings.
    pub const ALL: [Engine; 2] = [Engine::Espeak, Engine::Pico];

    /// The engine of this build, known without starting it. That of Piper also depends on the
    /// voice, which this one lacks.
    pub fn identity(self) -> &'static EngineIdentity {
        match self {
            Engine::Espeak => espeak::identity(),
            Engine::Pico => pico::identity(),
            Engine::Piper => piper::voice::without_voice(),
        }
    }

    /// The data that it reads. Piper speaks the phonemes of eSpeak NG.
    pub fn data(self) -> &'static Archive {
        match self {
            Engine::Espeak | Engine::Piper => &voice_data::ESPEAK,
            Engine::Pico => &voice_data::PICO,
        }
    }

    /// The loudness that its voices usually have at 0 dB, less what a limiter takes back at the
    /// gain to -19 LUFS, in tenths of a LUFS: the median of 20 articles.
    pub fn usual_loudness_cb(self) -> i16 {
        match self {
            Engine::Espeak | Engine::Piper => -232,
            Engine::Pico => -131,
        }
    }

    /// How much text it takes at once.
    pub fn limits(self) -> Limits {
        match self {
            Engine::Espeak => render::espeak::LIMITS,
            Engine::Piper => piper::LIMITS,
            Engine::Pico => render::pico::LIMITS,
        }
    }

    /// The text by which it says an utterance. Equal utterances have equal texts.
    pub fn render(self, utterance: &Utterance) -> Rendered {
        match self {
            Engine::Espeak | Engine::Piper => render::espeak::render(utterance),
            Engine::Pico => render::pico::render(utterance),
        }
    }

    /// A text for the engine, or a part of it, as people read it: without marks, phonemes in
    /// brackets.
    pub fn readable(self, text: &str) -> Cow<'_, str> {
        match self {
            Engine::Espeak | Engine::Piper => Cow::Borrowed(text),
            Engine::Pico => Cow::Owned(render::pico::readable(text)),
        }
    }
}

impl fmt::Display for Engine {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.identity().name)
    }
}
