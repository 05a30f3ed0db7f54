//! Words about many items at once.

/// More items named than one request takes.
pub fn too_many_items(limit: usize) -> String {
    format!("More than {limit} items were named. Name fewer at a time; nothing was changed.")
}
