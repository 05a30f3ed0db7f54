//! Where HubSpot shows a record to whoever has a browser.

use crate::connectors::RecordOf;
use crate::store::sign_ins::Row;
use url::Url;

/// None where the token never told which portal it is of.
pub fn of_record(sign_in: &Row, of: RecordOf, source_id: &str) -> Option<String> {
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if !is_number(&sign_in.subject) || !is_number(source_id) {
        return None;
    }
    let kind = match of {
        RecordOf::Contact => "0-1",
        RecordOf::Company => "0-2",
        RecordOf::Deal => "0-3",
    };
    Some(format!("{}/contacts/{}/record/{kind}/{source_id}", place(&sign_in.base_url)?, sign_in.subject))
}

/// The pages lie beside what is asked: those of `api-eu1.hubapi.com` at `app-eu1.hubspot.com`.
fn place(base_url: &str) -> Option<String> {
    if base_url.is_empty() {
        return Some("https://app.hubspot.com".to_owned());
    }
    let host = Url::parse(base_url).ok()?.host_str()?.to_owned();
    let region = host.strip_prefix("api").and_then(|rest| rest.strip_suffix(".hubapi.com"));
    Some(region.map_or_else(|| base_url.trim_end_matches('/').to_owned(), |region| format!("https://app{region}.hubspot.com")))
}

#[cfg(test)]
mod tests {
    use super::place;

    #[test]
    fn the_pages_of_a_portal_lie_where_its_region_is() {
        for (asked, shown) in [
            ("", "https://app.hubspot.com"),
            ("https://api.hubapi.com", "https://app.hubspot.com"),
            ("https://api-eu1.hubapi.com", "https://app-eu1.hubspot.com"),
            ("http://127.0.0.1:4100", "http://127.0.0.1:4100"),
        ] {
            assert_eq!(place(asked).as_deref(), Some(shown));
        }
    }
}
