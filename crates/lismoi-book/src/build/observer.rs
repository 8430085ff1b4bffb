//! The events of a build. The program shows them: nothing below it prints.

/// An event of a build.
#[derive(Clone, Copy, Debug)]
pub enum Event<'a> {
    /// A stage begins.
    Started {
        /// The stage.
        stage: Stage,
        /// How much there is to do, in the unit of the stage.
        total: u64,
    },
    /// A section is about to be spoken.
    Section {
        /// Its number, from 1.
        number: usize,
        /// How many sections the audiobook has.
        count: usize,
        /// The name of its file.
        file: &'a str,
    },
    /// This much more has been done, in the unit of the stage.
    Advanced(u64),
    /// An utterance could not be spoken.
    Failed(&'a Failure),
    /// The stage is over, whether it succeeded or not.
    Ended,
}

/// A stage of a build.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Counted in bytes of spoken text.
    Speaking,
    /// Counted in samples, once for each format.
    Encoding,
}

/// An utterance that could not be spoken.
#[derive(Clone, Debug)]
pub struct Failure {
    /// Its line in the article, from 1.
    pub line: usize,
    /// Its printed text.
    pub text: String,
    /// The file in which there is silence in its place.
    pub file: String,
    /// Why it could not be spoken.
    pub reason: String,
}

/// Receives the events of a build, in order.
pub type Observer<'a> = &'a mut dyn FnMut(Event<'_>);
