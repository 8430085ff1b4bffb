//! The native half of the Python package `lismoi`: a text in, a whole file of sound out.
//!
//! ```text
//!  text ──▶ lismoi-readers ──▶ plan, aloud (lismoi-book) ──▶ WAV ──▶ encoded (lismoi-book) ──▶ bytes
//!                                       │  ▲
//!                          utterances   ▼  │  takes
//!                             a worker: Python with this library, `run_worker`
//! ```
//!
//! `asked.rs` does that, without the GIL. `workers.rs` keeps the workers, and `forks.rs` lets a
//! process with threads fork. How French is said is the package `lismoi_french`.

use lismoi_speech::worker::run_if_worker;
use pyo3::create_exception;
use pyo3::exceptions::{PyRuntimeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::PyBytes;

mod asked;

mod forks;
mod workers;

use self::asked::{Asked, Failure};

create_exception!(
    lismoi,
    SpeechError,
    PyRuntimeError,
    "The voice does not start or cannot say a sentence, or a temporary file cannot be written."
);

/// What the Python half imports.
#[pymodule]
mod _native {
    #[pymodule_export]
    use super::{
        SpeechError,
        forks::{after_fork, after_fork_in_child, before_fork},
        run_worker, speak, variants,
    };

    /// The version of both packages.
    #[pymodule_export]
    const VERSION: &str = env!("CARGO_PKG_VERSION");
}

/// The bytes of a file in which `text` is spoken. `options` is JSON, in the words of
/// `lismoi.toml`; `worker` is the command that starts a worker.
#[pyfunction]
fn speak<'py>(
    py: Python<'py>,
    text: String,
    format: &str,
    options: &str,
    lexicon: Option<&str>,
    worker: Vec<String>,
) -> PyResult<Bound<'py, PyBytes>> {
    let bytes = py.detach(|| {
        let _speaking = forks::speaking();
        Asked::new(format, options, lexicon)?.speak(text, &worker)
    });
    match bytes {
        Ok(bytes) => Ok(PyBytes::new(py, &bytes)),
        Err(Failure::Wrong(error)) => Err(PyValueError::new_err(format!("{error:#}"))),
        Err(Failure::Unspoken(error)) => Err(SpeechError::new_err(format!("{error:#}"))),
        Err(Failure::Python(error)) => Err(error),
    }
}

/// The variants of the voices `fr`, `fr-be` and `fr-ch`.
#[pyfunction]
fn variants() -> Vec<&'static str> {
    lismoi_speech::voice::variants()
}

/// Serves utterances from standard input until it ends, and returns the exit code.
///
/// The worker forks for each utterance, without exec, while nothing else holds a lock: its
/// interpreter was started without `site`, hence without a line of anybody else's, and has one
/// thread, which is in here and has the GIL. In the fork no Python runs.
#[pyfunction]
fn run_worker(arguments: Vec<String>) -> u8 {
    match run_if_worker(&arguments) {
        Some(code) => u8::from(code != std::process::ExitCode::SUCCESS),
        None => 2,
    }
}
