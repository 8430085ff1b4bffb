//! What a document says about itself: metadata and outline.

pub(super) mod metadata;
pub(super) mod outline;
