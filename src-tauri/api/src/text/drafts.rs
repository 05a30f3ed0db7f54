//! Words about drafts that are being typed.

/// What is being typed is more than is kept.
pub fn too_long_to_keep() -> String {
    "This is longer than 1 MB and is not kept while you type. Shorten it, or keep a copy elsewhere.".to_owned()
}
