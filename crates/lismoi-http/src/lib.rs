//! What both servers need of HTTP: [`Connections`] with limits, and the [`ranges`] of files.

mod connections;
mod patience;
pub mod ranges;

pub use connections::{Connections, Limits};
