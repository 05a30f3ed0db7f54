//! Texts that the operator uses again: kept by name, changed and deleted.

use api::{Api as _, ApiError, Code, DeleteTemplate, ListTemplates, SaveTemplate, Template, TemplateId, text};
use engine::testkit::TestEngine;

async fn save(test: &TestEngine, id: Option<TemplateId>, name: &str, body: &str) -> Result<Vec<Template>, ApiError> {
    test.engine.save_template(SaveTemplate { id, name: name.to_owned(), body: body.to_owned() }).await
}

async fn list(test: &TestEngine) -> Vec<Template> {
    test.engine.list_templates(ListTemplates {}).await.unwrap()
}

fn names(templates: &[Template]) -> Vec<&str> {
    templates.iter().map(|template| template.name.as_str()).collect()
}

#[tokio::test]
async fn a_template_is_kept_by_its_name() {
    let mut test = TestEngine::new().await;
    assert_eq!(list(&test).await, []);
    save(&test, None, "Prices", "They are on the page.").await.unwrap();
    save(&test, None, "after a demo", "Thank you.").await.unwrap();

    let listed = save(&test, None, "  Meeting ", "Line one\r\n\r\n\tline two \u{7}\n\n").await.unwrap();

    assert_eq!(names(&listed), ["after a demo", "Meeting", "Prices"]);
    assert_eq!(listed[1].body, "Line one\n\n\tline two", "as the text of a draft is stored");
    test.restart().await;
    assert_eq!(list(&test).await, listed);
    assert_eq!(test.number("select count(*) from ledger where event = 'template_saved'").await, 3);
}

#[tokio::test]
async fn a_template_is_changed_in_its_place() {
    let test = TestEngine::new().await;
    let id = save(&test, None, "Prices", "Old.").await.unwrap()[0].id;

    let listed = save(&test, Some(id), "prices", "New.").await.unwrap();

    assert_eq!(listed, [Template { id, name: "prices".to_owned(), body: "New.".to_owned() }]);
}

#[tokio::test]
async fn a_template_is_deleted() {
    let test = TestEngine::new().await;
    save(&test, None, "Prices", "Text.").await.unwrap();
    let id = save(&test, None, "Demo", "Text.").await.unwrap()[0].id;

    let listed = test.engine.delete_template(DeleteTemplate { id }).await.unwrap();

    assert_eq!(names(&listed), ["Prices"]);
    let refused = test.engine.delete_template(DeleteTemplate { id }).await.unwrap_err();
    assert_eq!((refused.code, refused.field.as_deref()), (Code::NotFound, Some("id")));
    assert_eq!(refused.message, text::no_such_template(id.0));
}

#[tokio::test]
async fn what_does_not_fit_is_refused_beside_its_field() {
    let test = TestEngine::new().await;
    let id = save(&test, None, "Prices", "Text.").await.unwrap()[0].id;
    save(&test, None, "Demo", "Text.").await.unwrap();
    let before = list(&test).await;
    let long = "x".repeat(101);
    for (id, name, body, field, words) in [
        (None, " ", "Text.", "name", text::template_without_name()),
        (None, "a\nb", "Text.", "name", text::line_break_in_header("name")),
        (None, long.as_str(), "Text.", "name", text::too_long("name", 100)),
        (None, "PRICES", "Text.", "name", text::template_name_taken("PRICES")),
        (Some(id), "Demo", "Text.", "name", text::template_name_taken("Demo")),
        (None, "New", " \n", "body", text::template_without_text()),
        (None, "New", &"x".repeat(1_000_001), "body", text::too_long("text", 1_000_000)),
    ] {
        let refused = save(&test, id, name, body).await.unwrap_err();
        assert_eq!((refused.code, refused.field.as_deref(), refused.message), (Code::Invalid, Some(field), words));
    }
    let refused = save(&test, Some(TemplateId(4711)), "New", "Text.").await.unwrap_err();
    assert_eq!((refused.code, refused.message), (Code::NotFound, text::no_such_template(4711)));
    assert_eq!(list(&test).await, before);
}

#[tokio::test]
async fn there_is_an_end_to_how_many_are_kept() {
    let test = TestEngine::new().await;
    let id = save(&test, None, "Prices", "Text.").await.unwrap()[0].id;
    let further = "with recursive n (i) as (select 1 union all select i + 1 from n where i < 499)
        insert into templates (name, body, made_at, changed_at) select 'Text ' || i, 'Text.', 0, 0 from n";
    test.sql(further).await;

    let refused = save(&test, None, "One more", "Text.").await.unwrap_err();

    assert_eq!((refused.code, refused.message), (Code::Invalid, text::too_many_templates(500)));
    assert_eq!(save(&test, Some(id), "Prices", "Changed.").await.unwrap().len(), 500);
}
