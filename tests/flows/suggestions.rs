//! Who may be meant while an address is being typed: by the beginnings of words, the newest correspondence first.

use api::{Api as _, ApiError, Code, SuggestPeople, Suppress, WriteTo, text};
use engine::testkit::{Mail, OFFER, TestEngine};

const PEOPLE: &[(&str, &str)] = &[
    ("Inês Duarte", "ines.d@brightloom.example"),
    ("Andrés Müller-Ibáñez", "am@hollertal.example"),
    ("", "duarte-sales@vellumtech.example"),
    ("Bruno Silva", "bruno@brightloom.example"),
];

/// The operator wrote to each of them, an hour after the one before.
async fn desk() -> TestEngine {
    let test = TestEngine::new().await;
    for (number, (name, address)) in PEOPLE.iter().enumerate() {
        let (id, to) = (format!("offer{number}@northwind.example"), format!("{name} <{address}>"));
        let date = format!("Thu, 19 Nov 2026 1{number}:00:00 +0000");
        test.import(&[Mail { id: &id, to: &to, date: &date, subject: &id, ..OFFER }]).await;
    }
    test
}

async fn ask(test: &TestEngine, typed: &str, limit: Option<u32>) -> Result<Vec<String>, ApiError> {
    let found = test.engine.suggest_people(SuggestPeople { text: typed.to_owned(), limit }).await?;
    Ok(found.into_iter().map(|contact| contact.address).collect())
}

async fn suggested(test: &TestEngine, typed: &str) -> Vec<String> {
    ask(test, typed, None).await.unwrap()
}

#[tokio::test]
async fn people_are_suggested_by_the_beginnings_of_words_in_name_and_address() {
    let test = desk().await;
    let [ines, andres, sales, bruno] = [PEOPLE[0].1, PEOPLE[1].1, PEOPLE[2].1, PEOPLE[3].1];
    for (typed, expected) in [
        ("ines", vec![ines]),
        ("INÊS", vec![ines]),
        ("I", vec![andres, ines]),
        ("muller", vec![andres]),
        ("Mu\u{308}ll", vec![andres]),
        ("duarte", vec![sales, ines]),
        ("duarte ines", vec![ines]),
        ("ines.d@bright", vec![ines]),
        ("bright", vec![bruno, ines]),
        ("loom", vec![]),
        ("uarte", vec![]),
        ("nobody", vec![]),
        ("", vec![]),
        (" \t", vec![]),
    ] {
        assert_eq!(suggested(&test, typed).await, expected, "{typed}");
    }
    let contact = &test.engine.suggest_people(SuggestPeople { text: "ines".to_owned(), limit: None }).await.unwrap()[0];
    assert_eq!(contact.name, "Inês Duarte");
}

#[tokio::test]
async fn what_means_something_to_the_index_is_only_text() {
    let test = desk().await;
    for typed in
        ["\"", "\"ines\" OR bruno", "name:ines", "*", "ines*) AND (", "NOT ines", "^", "-", "{name}: x", "a\0b", "AND bruno"]
    {
        assert_eq!(ask(&test, typed, None).await, Ok(Vec::new()), "{typed}");
    }
    assert_eq!(suggested(&test, "\"ines").await, [PEOPLE[0].1]);
}

#[tokio::test]
async fn suppressed_people_are_not_suggested() {
    let test = desk().await;
    for what in ["ines.d@brightloom.example", "vellumtech.example"] {
        test.engine.suppress(Suppress { what: what.to_owned(), reason: String::new() }).await.unwrap();
    }

    assert_eq!(suggested(&test, "duarte").await, Vec::<String>::new());
    assert_eq!(suggested(&test, "bright").await, [PEOPLE[3].1]);
}

#[tokio::test]
async fn whoever_was_never_written_with_comes_last() {
    let test = desk().await;
    let to = "Ines Abreu <abreu@elsewhere.example>".to_owned();
    test.engine.write_to(WriteTo { to, note: String::new() }).await.unwrap();

    assert_eq!(suggested(&test, "ines").await, [PEOPLE[0].1, "abreu@elsewhere.example"]);
}

#[tokio::test]
async fn a_name_that_becomes_known_later_is_found() {
    let test = desk().await;
    assert_eq!(suggested(&test, "zoe").await, Vec::<String>::new());
    let named = Mail { id: "n@northwind.example", to: "Zoë Duarte <duarte-sales@vellumtech.example>", subject: "n", ..OFFER };
    test.import(&[named]).await;

    assert_eq!(suggested(&test, "zoe").await, [PEOPLE[2].1]);
    assert_eq!(suggested(&test, "duarte-s").await, [PEOPLE[2].1], "and still by the address");
}

#[tokio::test]
async fn as_many_are_suggested_as_were_asked_for() {
    let test = desk().await;
    for number in 0..10 {
        let (id, to) = (format!("many{number}@northwind.example"), format!("p{number}@many.example"));
        test.import(&[Mail { id: &id, to: &to, subject: &id, ..OFFER }]).await;
    }
    assert_eq!(suggested(&test, "many").await.len(), 8);
    assert_eq!(ask(&test, "many", Some(10)).await.unwrap().len(), 10);
    for limit in [0, 1001] {
        let refused = ask(&test, "many", Some(limit)).await.unwrap_err();
        assert_eq!((refused.code, refused.field.as_deref()), (Code::Invalid, Some("limit")));
        assert_eq!(refused.message, text::not_a_number_between(&limit.to_string(), 1, 1000));
    }
    let refused = ask(&test, &"x".repeat(201), None).await.unwrap_err();
    assert_eq!((refused.field.as_deref(), refused.message), (Some("text"), text::too_long("text", 200)));
}
