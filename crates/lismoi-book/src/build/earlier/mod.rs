//! Sections of earlier versions of an article: their files are set aside while the article is
//! spoken again, and utterances that are still the same are taken from them.
//!
//! An utterance in a WAV file is a take, processed alone. So its samples are exactly those that
//! speaking it would give, if voice, text and gain are the same; [`files`] says what else must
//! hold. Where the search for the gain tries one that the file does not have, the loudness that
//! was measured then is enough. [`index`] finds utterances, [`sound`] reads them.

pub(super) mod files;
pub(super) mod index;
pub(super) mod sound;
