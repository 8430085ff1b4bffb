//! When everything is heard: utterances and their takes in, [`Cue`](cue::Cue)s out, in
//! samples from the start of a chapter.

pub mod align;
pub mod cue;
