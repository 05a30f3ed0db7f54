//! Rules that show in the text of a file: its length, its first line, and words that belong elsewhere.
//!
//! Must never try to understand Rust: what needs a parser is a lint, and lints are Clippy's.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result};

const MOST_LINES: usize = 500;
const OURS: &[&str] = &["src-tauri", "ui", "xtask", "tests"];
const NOT_OURS: &[&str] = &["dist", "node_modules", "target", "gen"];
const STORE: &str = "src-tauri/engine/src/store";

/// Words that must not stand in some files, and why.
struct Banned {
    word: &'static str,
    below: &'static str,
    but_not_below: &'static str,
    why: &'static str,
}

/// The words are split so that this file does not break its own rules.
const BANNED: &[Banned] = &[
    Banned { word: concat!("sqlx", "::query"), below: "src-tauri", but_not_below: STORE, why: "SQL stands in store/ only" },
    Banned { word: concat!("query", "_as"), below: "src-tauri", but_not_below: STORE, why: "SQL stands in store/ only" },
    Banned {
        word: concat!("inner", "_html"),
        below: "ui/src",
        but_not_below: "",
        why: "text from outside must not become markup",
    },
    Banned {
        word: concat!("style", "=\""),
        below: "ui/src",
        but_not_below: "",
        why: "the window's policy blocks style attributes",
    },
    Banned { word: concat!("#[", "ignore"), below: "", but_not_below: "", why: "a test that never runs promises nothing" },
];

/// All broken rules, each as one line that starts with the file.
pub(super) fn broken(root: &Path) -> Result<Vec<String>> {
    let mut found = Vec::new();
    for folder in OURS {
        look_into(root, folder, &mut found)?;
    }
    Ok(found)
}

fn look_into(root: &Path, folder: &str, found: &mut Vec<String>) -> Result<()> {
    let path = root.join(folder);
    if !path.exists() {
        return Ok(());
    }
    for entry in fs::read_dir(&path).with_context(|| format!("Read {folder}"))? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let inside = format!("{folder}/{name}");
        if entry.file_type()?.is_dir() {
            if !NOT_OURS.contains(&name.as_str()) {
                look_into(root, &inside, found)?;
            }
        } else if name.ends_with(".rs") {
            let text = fs::read_to_string(entry.path()).with_context(|| format!("Read {inside}"))?;
            found.extend(broken_in(&inside, &text));
        }
    }
    Ok(())
}

fn broken_in(file: &str, text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let n_lines = text.lines().count();
    if n_lines > MOST_LINES {
        found.push(format!("{file}: {n_lines} lines; a file is one idea, split it by {MOST_LINES}"));
    }
    if !text.starts_with("//!") {
        found.push(format!("{file}: it does not open with `//!`: what it is for, and what it must never do"));
    }
    for rule in BANNED {
        if !is_below(file, rule.below) || (!rule.but_not_below.is_empty() && is_below(file, rule.but_not_below)) {
            continue;
        }
        let lines = text.lines().enumerate().filter(|(_, line)| line.contains(rule.word));
        found.extend(lines.map(|(index, _)| format!("{file}:{}: `{}`: {}", index + 1, rule.word, rule.why)));
    }
    found
}

fn is_below(file: &str, folder: &str) -> bool {
    folder.is_empty() || file.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sql_is_at_home_in_the_store_only() {
        let text = format!("//! Rows.\nlet row = {}(\"select 1\");\n", BANNED[0].word);
        assert!(broken_in("src-tauri/engine/src/store/items.rs", &text).is_empty());
        let found = broken_in("src-tauri/engine/src/storefront.rs", &text);
        assert_eq!(found.len(), 1);
        assert!(found[0].starts_with("src-tauri/engine/src/storefront.rs:2: "));
    }

    #[test]
    fn a_long_file_and_a_missing_opening_are_named() {
        assert!(broken_in("ui/src/main.rs", "//! The page.\n").is_empty());
        assert_eq!(broken_in("ui/src/main.rs", "fn main() {}\n").len(), 1);
        assert_eq!(broken_in("ui/src/main.rs", &"//! Long.\n".repeat(MOST_LINES)).len(), 0);
        assert_eq!(broken_in("ui/src/main.rs", &"//! Long.\n".repeat(MOST_LINES + 1)).len(), 1);
    }
}
