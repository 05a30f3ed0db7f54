//! Prepares the empty window's build. Must never do more than Tauri asks for.

fn main() {
    tauri_build::build();
}
