//! Words about drafts that are being typed.

use super::quoted;

/// What is being typed is more than is kept.
pub fn too_long_to_keep(limit: usize) -> String {
    format!(
        "{} Beyond that it is not kept while you type: shorten it, or keep a copy elsewhere.",
        super::errors::room("text", limit)
    )
}

pub fn no_such_template(id: i64) -> String {
    format!("There is no template {id}. It may have been deleted.")
}

pub fn template_without_name() -> String {
    "Give the template a name.".to_owned()
}

pub fn template_without_text() -> String {
    "The template has no text. Write one, then save it.".to_owned()
}

pub fn template_name_taken(name: &str) -> String {
    format!("There is a template called {} already. Choose another name.", quoted(name))
}

pub fn too_many_templates(limit: usize) -> String {
    format!("There are {limit} templates, and no more are kept. Delete one first.")
}
