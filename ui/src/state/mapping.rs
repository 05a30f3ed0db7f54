//! A mapping while it is typed: a field for each thing with a meaning of its own, and lines for the others.

use api::{Mapping, text};
use std::collections::BTreeMap;

/// The names with a field of their own, in the order in which they are asked.
pub const KNOWN: &[&str] = &["email", "name", "company", "text", "kind", "id"];

/// As it stands in the fields.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Typed {
    known: BTreeMap<&'static str, String>,
    /// A name and a path on each line.
    pub others: String,
}

impl Default for Typed {
    /// Where most forms keep things.
    fn default() -> Self {
        let usual = |name: &&'static str| (*name, if *name == "kind" { "Form".to_owned() } else { format!("/{name}") });
        Self { known: KNOWN.iter().map(usual).collect(), others: String::new() }
    }
}

impl Typed {
    pub fn of(mapping: &Mapping) -> Self {
        let known = KNOWN.iter().map(|name| (*name, mapping.get(*name).cloned().unwrap_or_default())).collect();
        let others = mapping.iter().filter(|(name, _)| !KNOWN.contains(&name.as_str()));
        let others: Vec<String> = others.map(|(name, path)| format!("{name} {path}")).collect();
        Self { known, others: others.join("\n") }
    }

    pub fn of_field(&self, name: &str) -> String {
        self.known.get(name).cloned().unwrap_or_default()
    }

    pub fn set(&mut self, name: &'static str, path: String) {
        self.known.insert(name, path);
    }

    /// What is typed as a mapping. Errors: the line that is none, in words.
    pub fn mapping(&self) -> Result<Mapping, String> {
        let known = self.known.iter().map(|(name, path)| ((*name).to_owned(), path.trim().to_owned()));
        let mut mapping: Mapping = known.filter(|(_, path)| !path.is_empty()).collect();
        for line in self.others.lines().map(str::trim).filter(|line| !line.is_empty()) {
            // A name may hold spaces; a path begins with a slash.
            let (name, path) = line.split_once(" /").ok_or_else(|| text::bad_other_field(line))?;
            mapping.insert(name.trim().trim_end_matches([':', '=']).trim().to_owned(), format!("/{}", path.trim()));
        }
        Ok(mapping)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_and_what_is_kept_are_the_same() {
        let typed = Typed { others: "Seats /seats\n\n Job title: /job/title ".to_owned(), ..Typed::default() };
        let mapping = typed.mapping().unwrap();
        assert_eq!(mapping.get("Job title").map(String::as_str), Some("/job/title"));
        assert_eq!(mapping.get("email").map(String::as_str), Some("/email"));
        assert_eq!(Typed::of(&mapping).mapping().unwrap(), mapping);
    }

    #[test]
    fn what_is_emptied_is_left_out_and_a_line_without_a_path_is_named() {
        let mut typed = Typed::default();
        typed.set("company", " ".to_owned());
        assert!(!typed.mapping().unwrap().contains_key("company"));
        typed.others = "Seats".to_owned();
        assert_eq!(typed.mapping(), Err(text::bad_other_field("Seats")));
    }
}
