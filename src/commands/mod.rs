//! What can be done beside reading aloud, one file per command.

pub mod doctor;
pub mod show;
pub mod words;
