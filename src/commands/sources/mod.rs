//! `lismoi sources`: feeds and services that new articles come from.

#[cfg(feature = "web")]
mod add;
#[cfg(feature = "web")]
mod ask;
#[cfg(feature = "web")]
mod fetch;
#[cfg(feature = "web")]
mod list;
#[cfg(feature = "web")]
mod remove;

#[cfg(not(feature = "web"))]
mod offline;
#[cfg(feature = "web")]
mod online;

#[cfg(not(feature = "web"))]
pub use offline::run;
#[cfg(feature = "web")]
pub use online::run;
