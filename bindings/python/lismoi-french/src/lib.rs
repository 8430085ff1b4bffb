//! The native half of the Python package `lismoi_french`: a text in, its sentences out, as tuples
//! that the Python half gives names.
//!
//! Everything is done by `lismoi-french`. The GIL is held meanwhile, some milliseconds for a page: a
//! process forks with the GIL, so no fork finds a table half read by another thread, which would
//! be waited for in vain.

use lismoi_french::{Dialect, Lexicon, Options};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;

use self::sentence::{Sentence, Spelling};

mod offsets;
mod sentence;

/// What the Python half imports.
#[pymodule]
mod _native {
    #[pymodule_export]
    use super::{normalize, sentences};
}

/// The spoken form of a text, in words. `lexicon` is the text of a file: its words are written as
/// it spells them.
#[pyfunction]
fn normalize(text: &str, dialect: &str, lexicon: Option<&str>) -> PyResult<String> {
    let sentences = sentences(text, dialect, lexicon)?;
    let spoken = sentences.into_iter().map(|sentence| sentence.3);
    let spoken: Vec<String> = spoken.filter(|spoken| !spoken.is_empty()).collect();
    Ok(spoken.join(" "))
}

/// The sentences of a text, in order.
#[pyfunction]
fn sentences(text: &str, dialect: &str, lexicon: Option<&str>) -> PyResult<Vec<Sentence>> {
    let mut words = Lexicon::default();
    let mut spelling = Spelling::Usual;
    if let Some(lexicon) = lexicon {
        spelling = Spelling::Respelled;
        words.add(lexicon).map_err(|error| {
            PyValueError::new_err(format!("could not use the lexicon: {error}"))
        })?;
    }
    let options = Options {
        dialect: named(dialect)?,
        ..Options::new(&words)
    };
    Ok(sentence::all(text, options, spelling))
}

fn named(dialect: &str) -> PyResult<Dialect> {
    match dialect {
        "fr" => Ok(Dialect::France),
        "be" => Ok(Dialect::Belgium),
        "ch" => Ok(Dialect::Switzerland),
        _ => Err(PyValueError::new_err(format!(
            "there is no dialect '{dialect}'"
        ))),
    }
}
