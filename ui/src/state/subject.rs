//! What a row of the ledger is about, as it is stored and as somebody types it.

use api::ItemId;

/// `item 12`, `Item:12`, `#12` and `12` as the ledger names it, `item:12`; none for nothing.
pub fn read(typed: &str) -> Option<String> {
    let typed = typed.trim().to_lowercase();
    let parts: Vec<&str> = typed.split([' ', ':', '#']).filter(|part| !part.is_empty()).collect();
    match parts.as_slice() {
        [] => None,
        [number] if is_number(number) => Some(format!("item:{number}")),
        [what, number] if is_number(number) => Some(format!("{what}:{number}")),
        _ => Some(typed),
    }
}

/// The item that it is, if it is one.
pub fn item(subject: &str) -> Option<ItemId> {
    subject.strip_prefix("item:")?.parse().ok().map(ItemId)
}

fn is_number(text: &str) -> bool {
    text.chars().all(|c| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_is_read_as_the_ledger_names_it() {
        for typed in ["item 12", " Item:12 ", "#12", "12", "item #12"] {
            assert_eq!(read(typed).as_deref(), Some("item:12"), "{typed}");
        }
        assert_eq!(read("approval 3").as_deref(), Some("approval:3"));
        assert_eq!(read("scoring.weights").as_deref(), Some("scoring.weights"));
        assert_eq!(read("  "), None);
    }

    #[test]
    fn only_an_item_leads_to_the_queue() {
        assert_eq!(item("item:12"), Some(ItemId(12)));
        assert_eq!(item("approval:12"), None);
        assert_eq!(item("item:many"), None);
    }
}
