//! lismoi
pub mod article;
pub mod french;
pub mod speech;
