//! What is compiled in from files: the migrations, and the demo's mail as a list that can be walked.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=../../migrations");
    println!("cargo::rerun-if-changed=demo");
    let (folder, out) = (variable("CARGO_MANIFEST_DIR").join("demo"), variable("OUT_DIR").join("demo_mail.rs"));
    fs::write(out, list(&folder)?)
}

/// Every mbox file of a folder, by name.
fn list(folder: &Path) -> io::Result<String> {
    let mut files: Vec<PathBuf> = fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<io::Result<_>>()?;
    files.retain(|file| file.extension().is_some_and(|extension| extension == "mbox"));
    files.sort();
    let mut text = "const MAIL: &[&[u8]] = &[\n".to_owned();
    for file in files {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "    include_bytes!({:?}),", file.display().to_string());
    }
    text.push_str("];\n");
    Ok(text)
}

fn variable(name: &str) -> PathBuf {
    env::var_os(name).map(PathBuf::from).unwrap_or_default()
}
