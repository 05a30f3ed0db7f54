//! The HubSpot of the tests refuses what the descriptions do not allow, in HubSpot's words.

use engine::testkit::TestEngine;
use engine::testkit::hubspot::{HubSpot, Kind, STAGES, TOKEN, n_described};
use serde_json::{Value, json};

async fn ask(hubspot: &HubSpot, method: &str, path: &str, body: Option<Value>) -> (u16, Value) {
    let client = reqwest::Client::builder().no_proxy().build().unwrap();
    let request = client.request(method.parse().unwrap(), format!("{}{path}", hubspot.base)).bearer_auth(TOKEN);
    let request = match body {
        Some(body) => request.header("content-type", "application/json").body(body.to_string()),
        None => request,
    };
    let answer = request.send().await.unwrap();
    let status = answer.status().as_u16();
    (status, serde_json::from_slice(&answer.bytes().await.unwrap()).unwrap_or_default())
}

#[tokio::test]
async fn what_does_not_fit_the_descriptions_is_refused_and_kept_on_record() {
    rustls::crypto::ring::default_provider().install_default().ok();
    let test = TestEngine::new().await;
    let hubspot = HubSpot::start(test.clock.clone());
    let deal = hubspot.deal("Pilot", STAGES[0], "5");
    let one = format!("/crm/objects/2026-03/0-3/{deal}");
    let patch = |properties: Value| Some(json!({ "properties": properties }));
    for (method, path, body, status, category) in [
        ("GET", "/crm/v3/objects/deals", None, 404, "NOT_FOUND"),
        ("GET", "/crm/objects/2026-03/deals", None, 404, "NOT_FOUND"),
        ("PUT", one.as_str(), None, 405, "METHOD_NOT_ALLOWED"),
        ("GET", "/crm/objects/2026-03/0-3?limit=101", None, 400, "VALIDATION_ERROR"),
        ("GET", "/crm/objects/2026-03/0-3?page=2", None, 400, "VALIDATION_ERROR"),
        ("GET", "/crm/objects/2026-03/0-3?archived=yes", None, 400, "VALIDATION_ERROR"),
        ("PATCH", one.as_str(), patch(json!({ "amount": 5 })), 400, "VALIDATION_ERROR"),
        ("PATCH", one.as_str(), patch(json!({ "amount": "five" })), 400, "VALIDATION_ERROR"),
        ("PATCH", one.as_str(), patch(json!({ "colour": "green" })), 400, "VALIDATION_ERROR"),
        ("PATCH", one.as_str(), patch(json!({ "dealstage": "nowhere" })), 400, "VALIDATION_ERROR"),
        ("PATCH", one.as_str(), patch(json!({ "hs_lastmodifieddate": "0" })), 400, "VALIDATION_ERROR"),
        ("PATCH", one.as_str(), Some(json!({ "properties": {}, "id": "1" })), 400, "VALIDATION_ERROR"),
        ("POST", "/crm/objects/2026-03/0-3", patch(json!({})), 400, "VALIDATION_ERROR"),
        ("POST", "/crm/objects/2026-03/0-3/search", Some(json!({ "limit": 10 })), 400, "VALIDATION_ERROR"),
        ("POST", "/crm/objects/2026-03/0-3/batch/read", Some(json!({ "inputs": [] })), 400, "VALIDATION_ERROR"),
    ] {
        let before = hubspot.refused().len();
        let (answered, told) = ask(&hubspot, method, path, body).await;
        assert_eq!((answered, told["category"].as_str()), (status, Some(category)), "{method} {path}: {told}");
        assert!(told["message"].is_string() && told["correlationId"].is_string() && told["status"] == "error", "{told}");
        assert_eq!(hubspot.refused().len(), before + 1, "{method} {path}");
    }
    assert_eq!(hubspot.value(Kind::Deals, &deal, "amount").as_deref(), Some("5"));
    let missing = ask(&hubspot, "GET", "/crm/objects/2026-03/0-3/999", None).await;
    assert_eq!((missing.0, missing.1["category"].as_str()), (404, Some("OBJECT_NOT_FOUND")));
    assert_eq!(hubspot.refused().len(), 15, "what is gone is no fault of whoever asks");
    let (n_paths, n_fields) = n_described();
    assert!(n_paths == 98 && n_fields > 300, "{n_paths} paths, {n_fields} fields");
}

#[tokio::test]
async fn a_portal_remembers_what_is_done_to_it() {
    rustls::crypto::ring::default_provider().install_default().ok();
    let test = TestEngine::new().await;
    let hubspot = HubSpot::start(test.clock.clone());
    let contact = hubspot.contact("ines@brightloom.example", "Ines", "Duarte");
    let task = json!({
        "properties": { "hs_task_subject": "Call", "hs_task_status": "NOT_STARTED", "hs_timestamp": "1795186800000" },
        "associations": [{ "to": { "id": contact }, "types": [{ "associationCategory": "HUBSPOT_DEFINED", "associationTypeId": 204 }] }],
    });
    let (status, made) = ask(&hubspot, "POST", "/crm/objects/2026-03/tasks", Some(task)).await;
    assert_eq!(status, 201, "{made}");
    let id = made["id"].as_str().unwrap();
    assert_eq!(hubspot.linked((Kind::Tasks, id), Kind::Contacts), [contact.as_str()]);

    let again = json!({ "properties": { "email": "ines@brightloom.example" }, "associations": [] });
    let (status, told) = ask(&hubspot, "POST", "/crm/objects/2026-03/contacts", Some(again)).await;
    assert_eq!((status, told["category"].as_str()), (409, Some("CONFLICT")));

    let done = json!({ "properties": { "hs_task_status": "COMPLETED" } });
    assert_eq!(ask(&hubspot, "PATCH", &format!("/crm/objects/2026-03/tasks/{id}"), Some(done)).await.0, 200);
    assert_eq!(hubspot.value(Kind::Tasks, id, "hs_task_status").as_deref(), Some("COMPLETED"));
    assert_eq!(ask(&hubspot, "DELETE", &format!("/crm/objects/2026-03/tasks/{id}"), None).await.0, 204);
    assert_eq!(hubspot.ids(Kind::Tasks), Vec::<String>::new());
    assert_eq!(hubspot.refused(), Vec::<String>::new());
}
