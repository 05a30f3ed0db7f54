//! A folder for one test, gone when the test ends.
//!
//! Must never bring a dependency: one more would change the features of those that this program is built from, and Cargo
//! would build them twice.

use std::fs;
use std::path::{Path, PathBuf};

pub(crate) struct Scratch(PathBuf);

impl Scratch {
    /// An empty folder. `name` tells the tests of one run apart.
    pub(crate) fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("caseyos-xtask-{}-{name}", std::process::id()));
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    pub(crate) fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        // A folder that stays behind in the system's own place for such things harms nobody.
        drop(fs::remove_dir_all(&self.0));
    }
}
