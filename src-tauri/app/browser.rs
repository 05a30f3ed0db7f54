//! The operator's own browser, for signing in: never this window, which a service could not tell from a trap.
//!
//! Must never open anything but a page of the web.

use api::text;

/// Opens an address. Answers what to tell the operator where that went wrong.
pub(crate) async fn open(address: String) -> Option<String> {
    if !is_page(&address) {
        return Some(text::no_browser());
    }
    // The system's opener may take its time.
    let opened = tauri::async_runtime::spawn_blocking(move || opener::open_browser(address)).await;
    match opened {
        Ok(Ok(())) => None,
        _ => Some(text::no_browser()),
    }
}

/// A page over TLS, or one on this machine.
fn is_page(address: &str) -> bool {
    let Ok(url) = tauri::Url::parse(address) else { return false };
    match url.scheme() {
        "https" => true,
        "http" => matches!(url.host_str(), Some("127.0.0.1" | "localhost" | "[::1]")),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_pages_of_the_web_are_opened() {
        assert!(is_page("https://accounts.google.com/o/oauth2/v2/auth?client_id=x"));
        assert!(is_page("http://127.0.0.1:4100/auth"));
        for address in
            ["http://accounts.example/auth", "file:///etc/passwd", "javascript:alert(1)", "caseyos://item/3", "calc.exe", ""]
        {
            assert!(!is_page(address), "{address}");
        }
    }
}
