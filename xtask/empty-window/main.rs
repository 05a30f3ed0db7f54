//! A window with a line of text in it: what the real one is measured against. Must never learn to do anything.

fn main() {
    if let Err(fault) = tauri::Builder::default().run(tauri::generate_context!()) {
        eprintln!("{fault}");
    }
}
