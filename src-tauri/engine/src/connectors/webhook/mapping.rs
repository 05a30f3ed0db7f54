//! What stands where in a post: JSON pointers, and what they find. Values and nothing else; what is found is text from outside.

use crate::mail;
use crate::store::posts::Found;
use api::{ApiError, Code, FormField, Mapping, text};
use serde_json::Value;

/// The names with a meaning of their own.
const KIND: &str = "kind";
const ID: &str = "id";
const EMAIL: &str = "email";
const NAME: &str = "name";
const COMPANY: &str = "company";
const TEXT: &str = "text";
/// How many entries a mapping has at most, and how long each part is, in characters.
const ENTRIES_AT_MOST: usize = 40;
const POINTER_AT_MOST: usize = 300;
/// The longest values that are kept, in characters.
const WORD_AT_MOST: usize = 200;
const FIELD_AT_MOST: usize = 2_000;
const TEXT_AT_MOST: usize = 20_000;

/// In what form a body came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Media {
    Json,
    Form,
}

impl Media {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::Form => "form",
        }
    }

    /// Of a media type, as a header names it; none for any other. A post that says nothing is taken for JSON.
    pub fn of(content_type: &str) -> Option<Self> {
        let media = content_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
        match media.as_str() {
            "" | "application/json" | "text/json" => Some(Self::Json),
            "application/x-www-form-urlencoded" => Some(Self::Form),
            other if other.starts_with("application/") && other.ends_with("+json") => Some(Self::Json),
            _ => None,
        }
    }
}

/// A body as a value: a form becomes an object of texts, of a name that comes twice a list. Errors: why it cannot be read.
pub fn read(media: Media, body: &str) -> Result<Value, String> {
    match media {
        Media::Json => serde_json::from_str(body).map_err(|error| error.to_string()),
        Media::Form => {
            let mut object = serde_json::Map::new();
            for (name, value) in url::form_urlencoded::parse(body.as_bytes()) {
                let value = Value::String(value.into_owned());
                match object.get_mut(name.as_ref()) {
                    Some(Value::Array(all)) => all.push(value),
                    Some(before) => *before = Value::Array(vec![before.take(), value]),
                    None => drop(object.insert(name.into_owned(), value)),
                }
            }
            if object.is_empty() { Err("it names no field".to_owned()) } else { Ok(Value::Object(object)) }
        }
    }
}

/// A sample as the operator pastes it: JSON where it begins so, else a form.
pub fn read_sample(sample: &str) -> Result<Value, ApiError> {
    let sample = sample.trim();
    if sample.is_empty() {
        return Err(ApiError::new(Code::Invalid, text::empty_sample()).on("sample"));
    }
    let is_form = !sample.starts_with(['{', '[', '"']) && sample.contains('=') && !sample.contains('\n');
    let value = read(if is_form { Media::Form } else { Media::Json }, sample);
    value.map_err(|why| ApiError::new(Code::Invalid, text::unreadable_sample(&why)).on("sample"))
}

/// A mapping in the form in which it is kept. Errors: `invalid` on `mapping`.
pub fn checked(mapping: &Mapping) -> Result<Mapping, ApiError> {
    let invalid = |words: String| ApiError::new(Code::Invalid, words).on("mapping");
    if mapping.len() > ENTRIES_AT_MOST {
        return Err(invalid(text::mapping_is_too_large(ENTRIES_AT_MOST)));
    }
    let mut kept = Mapping::new();
    for (name, pointer) in mapping {
        let (name, pointer) = (mail::one_line(name), pointer.trim());
        let is_word = name == KIND && !pointer.starts_with('/');
        let is_long = name.chars().count() > WORD_AT_MOST || pointer.chars().count() > POINTER_AT_MOST;
        if name.is_empty() || is_long || !is_word && !pointer.is_empty() && !is_pointer(pointer) {
            return Err(invalid(text::not_a_pointer(&name, pointer)));
        }
        if !pointer.is_empty() {
            kept.insert(name, pointer.to_owned());
        }
    }
    if kept.contains_key(EMAIL) { Ok(kept) } else { Err(invalid(text::mapping_has_no_email())) }
}

/// A pointer as RFC 6901, 3 writes it: `~` stands before 0 or 1 alone.
fn is_pointer(pointer: &str) -> bool {
    pointer.starts_with('/') && pointer.split('~').skip(1).all(|rest| rest.starts_with(['0', '1']))
}

/// By what a post is told from others; none where the mapping does not say, or nothing stands there.
pub fn id(mapping: &Mapping, body: &Value) -> Option<String> {
    let id = word(mapping, ID, body, FIELD_AT_MOST);
    (!id.is_empty()).then_some(id)
}

/// Who posted, and what. Errors: what was not found, in words.
pub fn find(mapping: &Mapping, body: &Value) -> Result<Found, String> {
    let pointer = mapping.get(EMAIL).map(String::as_str).unwrap_or_default();
    let given = word(mapping, EMAIL, body, FIELD_AT_MOST);
    if given.is_empty() {
        return Err(text::nothing_at(pointer));
    }
    let email = mail::sendable_address(&given).ok_or_else(|| text::no_address_at(pointer, &given))?;
    let known = [KIND, ID, EMAIL, NAME, COMPANY, TEXT];
    let others = mapping.keys().filter(|name| !known.contains(&name.as_str()));
    let fields = others.map(|name| FormField { name: name.clone(), value: word(mapping, name, body, FIELD_AT_MOST) });
    Ok(Found {
        kind: kind(mapping, body),
        email,
        name: word(mapping, NAME, body, WORD_AT_MOST),
        company: word(mapping, COMPANY, body, WORD_AT_MOST),
        text: mapping.get(TEXT).and_then(|pointer| at(body, pointer)).map(|text| lines(&text)).unwrap_or_default(),
        fields: fields.filter(|field| !field.value.is_empty()).collect(),
    })
}

/// What it is called. The wire name of the signal says nothing that the operator would want to read.
fn kind(mapping: &Mapping, body: &Value) -> String {
    let kind = match mapping.get(KIND) {
        Some(said) if !said.starts_with('/') => cut(&mail::one_line(said), WORD_AT_MOST),
        _ => word(mapping, KIND, body, WORD_AT_MOST),
    };
    let is_plain = ["form", api::SignalKind::FormSubmitted.as_str()].contains(&kind.to_lowercase().as_str());
    if is_plain { String::new() } else { kind }
}

/// On one line; empty where nothing stands there.
fn word(mapping: &Mapping, name: &str, body: &Value, at_most: usize) -> String {
    let found = mapping.get(name).and_then(|pointer| at(body, pointer));
    found.map(|text| cut(&mail::one_line(&text), at_most)).unwrap_or_default()
}

/// What stands at a pointer, as text; none for nothing and for an object.
fn at(body: &Value, pointer: &str) -> Option<String> {
    match body.pointer(pointer)? {
        Value::Array(all) => {
            let words: Vec<String> = all.iter().filter_map(plain).collect();
            (!words.is_empty()).then(|| words.join(", "))
        }
        one => plain(one),
    }
}

fn plain(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(truth) => Some(truth.to_string()),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}

/// Text of several lines without what cannot be seen.
fn lines(text: &str) -> String {
    let text: String = text.replace("\r\n", "\n").chars().filter(|c| !c.is_control() || *c == '\n').collect();
    cut(text.trim(), TEXT_AT_MOST)
}

fn cut(text: &str, at_most: usize) -> String {
    text.chars().take(at_most).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn mapping(entries: &[(&str, &str)]) -> Mapping {
        entries.iter().map(|(name, pointer)| ((*name).to_owned(), (*pointer).to_owned())).collect()
    }

    #[test]
    fn pointers_find_words_wherever_they_stand() {
        let mapping = mapping(&[
            ("kind", "/form/title"),
            ("id", "/id"),
            ("email", "/fields/0/value"),
            ("name", "/who~1what/name"),
            ("text", "/text"),
            ("Seats", "/seats"),
            ("Topics", "/topics"),
            ("Nothing", "/none"),
        ]);
        let body = json!({
            "id": 4711, "form": { "title": "Demo request" }, "fields": [{ "value": " INES@Brightloom.example " }],
            "who/what": { "name": "Inês\r\nDuarte" }, "text": "Hello,\r\nhow much is it?\u{0}", "seats": 40,
            "topics": ["Prices", { "no": 1 }, true], "none": null,
        });
        let found = find(&checked(&mapping).unwrap(), &body).unwrap();
        assert_eq!((found.kind.as_str(), found.email.as_str()), ("Demo request", "ines@brightloom.example"));
        assert_eq!((found.name.as_str(), found.text.as_str()), ("Inês Duarte", "Hello,\nhow much is it?"));
        let fields: Vec<_> = found.fields.iter().map(|field| (field.name.as_str(), field.value.as_str())).collect();
        assert_eq!(fields, [("Seats", "40"), ("Topics", "Prices, true")]);
        assert_eq!(id(&mapping, &body).as_deref(), Some("4711"));
    }

    #[test]
    fn a_form_of_a_browser_is_an_object_of_texts() {
        let body = read(Media::Form, "email=ines%40brightloom.example&text=How+much%3F&topic=a&topic=b").unwrap();
        assert_eq!(body, json!({ "email": "ines@brightloom.example", "text": "How much?", "topic": ["a", "b"] }));
        assert!(read(Media::Form, "").is_err());
        assert_eq!(read_sample("email=ines%40brightloom.example").unwrap(), json!({ "email": "ines@brightloom.example" }));
        assert_eq!(read_sample("{\"a\": 1}").unwrap(), json!({ "a": 1 }));
        assert!(read_sample("no sample").is_err() && read_sample(" ").is_err());
    }

    #[test]
    fn what_is_not_found_is_said() {
        let mapping = mapping(&[("email", "/email")]);
        assert_eq!(find(&mapping, &json!({})), Err(text::nothing_at("/email")));
        assert_eq!(find(&mapping, &json!({ "email": { "value": 1 } })), Err(text::nothing_at("/email")));
        assert_eq!(find(&mapping, &json!({ "email": "nobody" })), Err(text::no_address_at("/email", "nobody")));
        let two_lines = json!({ "email": "ines@brightloom.example\r\nBcc: x@example.com" });
        assert!(find(&mapping, &two_lines).is_err());
    }

    #[test]
    fn a_mapping_is_checked_before_it_is_kept() {
        for wrong in [&[("name", "/name")][..], &[("email", "email")], &[("email", "/a~2")], &[("email", "/email"), ("", "/x")]] {
            assert!(checked(&mapping(wrong)).is_err(), "{wrong:?}");
        }
        let kept = checked(&mapping(&[("kind", "form_submitted"), ("email", " /email "), ("text", "")])).unwrap();
        assert_eq!(kept, mapping(&[("kind", "form_submitted"), ("email", "/email")]));
        assert_eq!(find(&kept, &json!({ "email": "ines@brightloom.example" })).unwrap().kind, "");
    }

    #[test]
    fn media_are_told_by_their_names() {
        assert_eq!(Media::of("application/json; charset=utf-8"), Some(Media::Json));
        assert_eq!(Media::of("application/vnd.api+json"), Some(Media::Json));
        assert_eq!(Media::of("Application/X-WWW-Form-Urlencoded"), Some(Media::Form));
        assert_eq!(Media::of("multipart/form-data; boundary=x"), None);
        assert_eq!(Media::of("text/html"), None);
    }
}
