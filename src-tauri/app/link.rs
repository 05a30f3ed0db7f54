//! Links of the form `caseyos://item/ID`.
//!
//! They come from anywhere, so a link must never do more than show something: it names an item and carries no order.

use api::{Event, ItemId};

const SCHEME: &str = "caseyos:";

/// Where a link leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Link {
    Item(ItemId),
    /// Nowhere; the operator is told.
    Bad,
}

impl Link {
    /// What the page is told of it.
    pub(crate) const fn event(self) -> Event {
        match self {
            Self::Item(item) => Event::Show(item),
            Self::Bad => Event::BadLink,
        }
    }
}

/// Whether this is a link of ours, be it a good or a bad one.
pub(crate) fn is_ours(text: &str) -> bool {
    text.get(..SCHEME.len()).is_some_and(|scheme| scheme.eq_ignore_ascii_case(SCHEME))
}

/// Reads a link. A slash at the end does no harm; anything else that is more than `item` and digits does not lead anywhere.
pub(crate) fn read(link: &str) -> Link {
    let place = link.get(SCHEME.len()..).and_then(|rest| rest.strip_prefix("//")).unwrap_or_default();
    let place = place.strip_suffix('/').unwrap_or(place);
    let number = place.strip_prefix("item/").filter(|id| !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_digit()));
    match number.and_then(|id| id.parse::<i64>().ok()).filter(|id| *id > 0) {
        Some(id) if is_ours(link) => Link::Item(ItemId(id)),
        _ => Link::Bad,
    }
}

/// Follows the links that macOS hands over; elsewhere they come as an argument.
#[cfg(target_os = "macos")]
pub(crate) fn follow(app: &tauri::AppHandle) {
    use tauri_plugin_deep_link::DeepLinkExt as _;
    let told = app.clone();
    app.deep_link().on_open_url(move |event| {
        for url in event.urls() {
            crate::window::tell(&told, read(url.as_str()).event());
            crate::window::raise(&told);
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_names_an_item() {
        for link in ["caseyos://item/12", "CaseyOS://item/12", "caseyos://item/12/"] {
            assert!(is_ours(link));
            assert_eq!(read(link), Link::Item(ItemId(12)), "{link}");
        }
    }

    #[test]
    fn whatever_else_stands_there_leads_nowhere() {
        for link in [
            "caseyos:",
            "caseyos://",
            "caseyos://item",
            "caseyos://item/",
            "caseyos://item/0",
            "caseyos://item/-1",
            "caseyos://item/+1",
            "caseyos://item/1/approve",
            "caseyos://item/1?approve=yes",
            "caseyos://item/99999999999999999999",
            "caseyos://item/１",
            "caseyos://approve/1",
            "caseyos:item/1",
        ] {
            assert_eq!(read(link), Link::Bad, "{link}");
        }
        assert!(!is_ours("https://item/12") && !is_ours("--data") && !is_ours("日本語日本語"));
    }
}
