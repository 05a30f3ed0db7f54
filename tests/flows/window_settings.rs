//! How the window looks and which keys it knows: kept with the other settings, and checked like them.

use api::{Api as _, ApiError, Code, GetSetting, ListSettings, SetSetting, text};
use engine::testkit::TestEngine;

async fn set(test: &TestEngine, key: &str, value: &str) -> Result<String, ApiError> {
    let request = SetSetting { key: key.to_owned(), value: value.to_owned() };
    test.engine.set_setting(request).await.map(|setting| setting.value)
}

async fn value(test: &TestEngine, key: &str) -> String {
    test.engine.get_setting(GetSetting { key: key.to_owned() }).await.unwrap().value
}

#[tokio::test]
async fn a_new_window_looks_like_the_system_and_knows_its_own_keys() {
    let test = TestEngine::new().await;
    for (key, first) in [
        ("window.theme", "system"),
        ("window.density", "cosy"),
        ("window.zoom", "100"),
        ("window.close", "ask"),
        ("window.autostart", "off"),
        ("keys.bindings", "{}"),
        ("keys.letters", "on"),
    ] {
        assert_eq!(value(&test, key).await, first, "{key}");
    }
}

#[tokio::test]
async fn what_the_operator_chooses_is_kept() {
    let mut test = TestEngine::new().await;
    let chosen = [
        ("window.theme", " Dark ", "dark"),
        ("window.density", "compact", "compact"),
        ("window.zoom", "200", "200"),
        ("keys.bindings", r#"{ "snooze": "z",  "approve": "Ctrl+Enter" }"#, r#"{"approve":"Ctrl+Enter","snooze":"z"}"#),
        ("keys.letters", "off", "off"),
    ];
    for (key, given, kept) in chosen {
        assert_eq!(set(&test, key, given).await.unwrap(), kept, "{key}");
    }

    test.restart().await;

    for (key, _, kept) in chosen {
        assert_eq!(value(&test, key).await, kept, "{key}");
    }
    assert_eq!(set(&test, "keys.bindings", "").await.unwrap(), "{}", "nothing chosen is no keys of one's own");
}

#[tokio::test]
async fn what_does_not_fit_is_refused_and_the_value_before_stays() {
    let test = TestEngine::new().await;
    let many = format!("{{\"approve\":\"{}\"}}", "ü".repeat(4_995));
    for (key, given, words) in [
        ("window.theme", "pink", text::not_one_of("pink", &["system", "light", "dark"])),
        ("window.density", "", text::not_one_of("", &["cosy", "compact"])),
        ("window.zoom", "99", text::not_a_number_between("99", 100, 200)),
        ("window.zoom", "201", text::not_a_number_between("201", 100, 200)),
        ("window.zoom", "1.5", text::not_a_number_between("1.5", 100, 200)),
        ("keys.bindings", "[]", text::not_bindings("[]")),
        ("keys.bindings", r#"{"approve":1}"#, text::not_bindings(r#"{"approve":1}"#)),
        ("keys.bindings", "approve=a", text::not_bindings("approve=a")),
        ("keys.bindings", &many, text::too_long("value", 10_000)),
        ("keys.letters", "true", text::not_one_of("true", &["on", "off"])),
    ] {
        let before = value(&test, key).await;
        let refused = set(&test, key, given).await.unwrap_err();
        assert_eq!((refused.code, refused.field.as_deref(), refused.message), (Code::Invalid, Some("value"), words), "{key}");
        assert_eq!(value(&test, key).await, before, "{key}");
    }
}

#[tokio::test]
async fn every_setting_has_a_name_and_a_sentence_in_the_window() {
    let test = TestEngine::new().await;
    for setting in test.engine.list_settings(ListSettings {}).await.unwrap() {
        assert!(text::setting_label(&setting.key).is_some(), "{} has no name", setting.key);
        assert!(text::setting_help(&setting.key).ends_with('.'), "{} has no sentence", setting.key);
    }
}
