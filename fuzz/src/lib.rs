//! What the targets share: laws that they test, and files and audiobooks that are written anew
//! for every input.

pub mod audiobook;
pub mod covered;
pub mod files;
pub mod panics;
