//! Articles that are made when somebody first asks for them, and kept: for archives of which few
//! are ever heard.
//!
//! ```text
//!  request ──▶ objects ──▶ the store has it ──────────────────────────▶ send
//!                 │                                                       ▲
//!                 └──────▶ demand: one maker for a key ──▶ jobs ──▶ store ┘
//!                          others wait for the same one      └────▶ captions, in parts
//! ```
//!
//! `corpus` is which articles there are, and where their lines stand; `demand` who waits for
//! which. A thread of `jobs` makes an article whether or not the client is still there, and that
//! of `gathering` keeps the captions. What is in the store is served from it, whoever made it.
//! Connections have the limits that the world needs.

mod captions;
mod corpus;
mod demand;
mod gathering;
mod jobs;
mod key;
mod objects;
mod run;
mod send;
mod site;

pub use run::run;
