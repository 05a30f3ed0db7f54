//! The migrations are compiled in; a changed one has to rebuild the engine.

fn main() {
    println!("cargo::rerun-if-changed=../../migrations");
}
