//! What is said in Slack: a mention and a direct message become work once, and nothing else does.

use api::{
    Action, Api as _, ApiError, Code, ConnectSlack, ConnectionState, ConnectionView, ItemView, ListConnections, Secret,
    SetConnectionOptions, SignalKind, text,
};
use engine::testkit::TestEngine;
use engine::testkit::slack::{
    ANA, APP_TOKEN, BOT_TOKEN, DANA, DEALS, Fault, OMAR, SCOPES, Slack, TOKEN, TOM, WITH_ANA, WITH_OMAR, WITH_TOM,
};
use serde_json::json;

pub const QUESTION: &str = "<@U0DANA> could you send pricing for 40 seats?";

pub fn request(slack: &Slack, token: &str) -> ConnectSlack {
    ConnectSlack { token: Secret(token.to_owned()), app_token: None, base_url: Some(slack.base.clone()) }
}

pub async fn connect(test: &TestEngine, slack: &Slack) -> ConnectionView {
    test.engine.connect_slack(request(slack, TOKEN)).await.expect("connect Slack")
}

pub async fn workspace(test: &TestEngine) -> ConnectionView {
    let all = test.engine.list_connections(ListConnections {}).await.expect("list the connections");
    all.into_iter().find(|connection| connection.kind == "slack").expect("a workspace")
}

/// A workspace that was read once, and in which nothing was said.
pub async fn reading() -> (TestEngine, Slack) {
    let mut test = TestEngine::new().await;
    test.allow_loopback().await;
    test.set("sending.practice", "false").await;
    let slack = Slack::start(test.clock.clone());
    connect(&test, &slack).await;
    test.run().await;
    assert_eq!(workspace(&test).await.state, ConnectionState::Fresh);
    (test, slack)
}

/// Reads once more, when it is time.
pub async fn read_again(test: &TestEngine) {
    test.clock.advance_seconds(400);
    test.run().await;
}

async fn refused(test: &TestEngine, request: ConnectSlack) -> ApiError {
    test.engine.connect_slack(request).await.expect_err("a refusal")
}

fn who(item: &ItemView) -> String {
    item.contact.as_ref().map(api::ContactRef::called).unwrap_or_default()
}

#[tokio::test]
async fn a_mention_becomes_work_with_its_channel_its_thread_and_who_said_it() {
    let (test, slack) = reading().await;
    let root = slack.say(DEALS, ANA, QUESTION, None);
    read_again(&test).await;

    let queue = test.queue().await;

    assert_eq!(queue.len(), 1, "{queue:?}");
    let item = &queue[0];
    assert_eq!((item.action, who(item).as_str()), (Action::PostMessage, "Ana Duarte"));
    assert_eq!(item.what, "Answer: could you send pricing for 40 seats? (#deals)");
    assert_eq!(item.why, "Named you in a channel, not answered yet");
    let shown = test.show(item.id).await;
    let chat = shown.chat.expect("a conversation");
    assert_eq!((chat.place.as_str(), chat.lines.len()), ("#deals", 1));
    assert_eq!(chat.lines[0].text, "@Dana Reed could you send pricing for 40 seats?");
    assert_eq!(shown.evidence[0].kind, SignalKind::MessageMention);
    let draft = shown.draft.expect("a draft");
    assert_eq!(draft.body, "> @Dana Reed could you send pricing for 40 seats?\n[your answer]");
    assert_eq!(draft.subject, "#deals, in the thread of Ana Duarte");
    assert_eq!(draft.claims[0].source.as_ref().map(|source| source.kind.as_str()), Some("chat"));
    let details = serde_json::to_value(draft.details).unwrap();
    assert_eq!((&details["channel"], &details["thread"]), (&json!(DEALS), &json!(root)));
}

#[tokio::test]
async fn a_direct_message_becomes_work_and_an_answer_there_ends_it() {
    let (test, slack) = reading().await;
    slack.say(WITH_ANA, ANA, "Can we talk about the pilot?", None);
    read_again(&test).await;
    let item = test.queue().await.pop().expect("an item");
    assert_eq!(item.what, "Answer: Can we talk about the pilot? (direct message)");
    assert_eq!(test.show(item.id).await.draft.unwrap().subject, "direct message with Ana Duarte");

    slack.say(WITH_ANA, DANA, "Sure, tomorrow.", None);
    read_again(&test).await;

    assert_eq!(test.queue().await.len(), 0);
    assert_eq!(super::last_reason(&test, item.id).await, text::chat_over());
}

#[tokio::test]
async fn what_nobody_asks_of_the_operator_is_no_work() {
    let (test, slack) = reading().await;
    slack.say(DEALS, ANA, "who knows the price?", None);
    slack.say(DEALS, DANA, "<@U0DANA> note to self?", None);
    slack.say_with(DEALS, "U0HOOK", "<@U0DANA> build failed?", None, json!({ "subtype": "bot_message", "bot_id": "B1" }));
    slack.say_with(DEALS, ANA, "<@U0DANA> has joined?", None, json!({ "subtype": "channel_join" }));
    slack.say(WITH_ANA, ANA, "thanks!", None);
    slack.say(WITH_OMAR, OMAR, "I am at lunch now.", None);
    read_again(&test).await;
    assert_eq!(test.queue().await, []);

    // What a colleague asks is work, and they are no contact.
    slack.say(WITH_OMAR, OMAR, "Could you take over the Brightloom call?", None);
    read_again(&test).await;
    let queue = test.queue().await;
    assert_eq!(queue.len(), 1);
    assert_eq!((queue[0].contact.as_ref(), queue[0].who.as_str()), (None, "Omar Haddad"));
    assert_eq!(queue[0].what, "Answer: Could you take over the Brightloom call? (direct message)");
    assert_eq!(test.number("select count(*) from contacts").await, 1, "only Ana");
}

#[tokio::test]
async fn people_are_matched_by_their_address_and_never_by_their_name() {
    let (test, slack) = reading().await;
    test.sql("insert into contacts (name, made_at) values ('Tom Berg', 1)").await;
    slack.say(WITH_TOM, TOM, "Could you send me the offer?", None);
    slack.say(WITH_ANA, ANA, "And could you send it to me?", None);
    read_again(&test).await;

    assert_eq!(
        test.number("select count(*) from contacts where name = 'Tom Berg'").await,
        2,
        "one of that name was there before"
    );
    assert_eq!(test.texts("select address from addresses").await, ["ana@brightloom.example"]);
    slack.say(WITH_TOM, TOM, "Are you there?", None);
    read_again(&test).await;
    assert_eq!(test.number("select count(*) from contacts where name = 'Tom Berg'").await, 2);
    assert_eq!(test.queue().await.len(), 2);
}

#[tokio::test]
async fn reading_twice_makes_nothing_new_and_a_first_reading_tells_nothing_as_news() {
    let mut test = TestEngine::new().await;
    test.allow_loopback().await;
    let slack = Slack::start(test.clock.clone());
    test.clock.advance_seconds(-3 * 86_400);
    slack.say(DEALS, ANA, QUESTION, None);
    test.clock.advance_seconds(3 * 86_400);
    for n in 0..450 {
        slack.say(DEALS, ANA, &format!("message {n}"), None);
    }
    connect(&test, &slack).await;
    test.run().await;
    assert_eq!(test.queue().await.len(), 1, "its last word is theirs");
    assert_eq!(test.number("select count(*) from became_hot where settled_how is null or settled_how <> 'passed'").await, 0);
    let n_signals = test.number("select count(*) from signals").await;

    for _ in 0..3 {
        read_again(&test).await;
    }

    assert_eq!(test.number("select count(*) from signals").await, n_signals);
    assert_eq!(test.number("select count(*) from chat_messages").await, 1, "only what is said to the operator is kept");
    assert_eq!(test.queue().await.len(), 1);
}

#[tokio::test]
async fn a_mention_in_an_old_thread_is_found_with_what_was_said_before() {
    let (test, slack) = reading().await;
    let root = slack.say(DEALS, OMAR, "Brightloom wants 40 seats", None);
    read_again(&test).await;
    slack.say(DEALS, ANA, "we do", Some(&root));
    read_again(&test).await;
    assert_eq!(test.queue().await.len(), 0);
    slack.say(DEALS, ANA, "<@U0DANA> what does it cost?", Some(&root));
    read_again(&test).await;

    let item = test.queue().await.pop().expect("an item");
    let chat = test.show(item.id).await.chat.unwrap();
    let said: Vec<&str> = chat.lines.iter().map(|line| line.text.as_str()).collect();
    assert_eq!(said, ["Brightloom wants 40 seats", "we do", "@Dana Reed what does it cost?"]);
    assert_eq!(test.show(item.id).await.draft.unwrap().subject, "#deals, in the thread of Omar Haddad");

    // Days later it goes on.
    test.clock.advance_seconds(2 * 86_400);
    slack.say(DEALS, ANA, "<@U0DANA> still waiting, could you answer?", Some(&root));
    read_again(&test).await;
    assert_eq!(test.show(item.id).await.chat.unwrap().lines.len(), 4);
}

#[tokio::test]
async fn tokens_are_tried_first_and_what_they_are_is_said() {
    let mut test = TestEngine::new().await;
    test.allow_loopback().await;
    let slack = Slack::start(test.clock.clone());

    for (token, code, field) in
        [("pat-1", Code::Invalid, "token"), ("xoxp-wrong", Code::Invalid, "token"), ("xapp-test-1", Code::Invalid, "token")]
    {
        let error = refused(&test, request(&slack, token)).await;
        assert_eq!((error.code, error.field.as_deref()), (code, Some(field)), "{token}");
        assert!(!error.message.contains(token), "{}", error.message);
    }
    let with_app = |app: &str| ConnectSlack { app_token: Some(Secret(app.to_owned())), ..request(&slack, TOKEN) };
    assert_eq!(refused(&test, with_app("xapp-wrong")).await.field.as_deref(), Some("app_token"));
    assert_eq!(refused(&test, with_app("xoxp-wrong")).await.field.as_deref(), Some("app_token"));
    let nobody = ConnectSlack { base_url: Some("http://127.0.0.1:9".to_owned()), ..request(&slack, TOKEN) };
    assert_eq!(refused(&test, nobody).await.code, Code::Unavailable);
    assert_eq!(test.number("select count(*) from connections").await, 0);

    let user = connect(&test, &slack).await;
    assert_eq!((user.name.as_str(), user.narrowed.clone()), ("Northwind on Slack", None));
    assert_eq!(user.access, Some(text::slack_access("Dana Reed", false, false)));
    let bot = test.engine.connect_slack(request(&slack, BOT_TOKEN)).await.unwrap();
    assert_eq!(bot.access, Some(text::slack_access("Casey", true, false)));
    assert_ne!(user.id, bot.id);
    let live = test.engine.connect_slack(with_app(APP_TOKEN)).await.unwrap();
    assert_eq!((live.id, live.access), (user.id, Some(text::slack_access("Dana Reed", false, true))));
}

#[tokio::test]
async fn a_bot_hears_what_it_is_called_for_and_the_operators_own_word_counts() {
    let mut test = TestEngine::new().await;
    test.allow_loopback().await;
    let slack = Slack::start(test.clock.clone());
    test.engine.connect_slack(request(&slack, BOT_TOKEN)).await.unwrap();
    test.run().await;
    slack.say(DEALS, ANA, "<@U0DANA> could you look?", None);
    let root = slack.say(DEALS, ANA, "<@U0CASEY> could somebody send pricing?", None);
    read_again(&test).await;
    assert_eq!(test.queue().await.len(), 1);
    let item = test.queue().await.pop().unwrap();
    assert!(matches!(test.show(item.id).await.draft.unwrap().details, Some(api::Details::Chat(chat)) if chat.as_bot));

    slack.say(DEALS, DANA, "I did.", Some(&root));
    read_again(&test).await;
    assert_eq!(test.queue().await.len(), 0, "the operator answered");
}

#[tokio::test]
async fn a_scope_that_is_missing_is_named_and_the_rest_is_read() {
    let (test, slack) = reading().await;
    slack.scopes(
        &SCOPES.iter().copied().filter(|scope| *scope != "im:history" && *scope != "users:read.email").collect::<Vec<_>>(),
    );
    slack.say(WITH_ANA, ANA, "Can you call me?", None);
    slack.say(DEALS, ANA, QUESTION, None);
    read_again(&test).await;

    let shown = workspace(&test).await;
    assert_eq!((shown.state, shown.error), (ConnectionState::Fresh, None));
    assert!(shown.narrowed.unwrap().contains("im:history"));
    assert_eq!(test.queue().await.len(), 1, "the channel is read");

    slack.scopes(SCOPES);
    connect(&test, &slack).await;
    read_again(&test).await;
    assert_eq!(workspace(&test).await.narrowed, None);
    assert_eq!(test.queue().await.len(), 2);
}

#[tokio::test]
async fn only_chosen_channels_are_read_and_direct_messages_always() {
    let (test, slack) = reading().await;
    let id = workspace(&test).await.id;
    let options = api::ConnectionOptions { channels: vec!["#other".to_owned()], ..api::ConnectionOptions::default() };
    test.engine.set_connection_options(SetConnectionOptions { connection: id, options }).await.unwrap();
    slack.say(DEALS, ANA, QUESTION, None);
    slack.say(WITH_ANA, ANA, "Could you call?", None);
    read_again(&test).await;
    assert_eq!(test.queue().await.len(), 1);
    let options = api::ConnectionOptions { channels: vec!["Deals".to_owned()], ..api::ConnectionOptions::default() };
    test.engine.set_connection_options(SetConnectionOptions { connection: id, options }).await.unwrap();
    test.run().await;
    assert_eq!(test.queue().await.len(), 2);
}

#[tokio::test]
async fn a_token_that_was_revoked_is_asked_for_and_another_one_goes_on() {
    let (test, slack) = reading().await;
    slack.rotate("xoxp-another");
    slack.say(DEALS, ANA, QUESTION, None);
    read_again(&test).await;
    let shown = workspace(&test).await;
    assert_eq!(shown.state, ConnectionState::SignInAgain);
    assert!(shown.error.unwrap().contains("Paste the new one"));

    test.engine.connect_slack(request(&slack, "xoxp-another")).await.unwrap();
    test.run().await;

    assert_eq!(workspace(&test).await.state, ConnectionState::Fresh);
    assert_eq!(test.number("select count(*) from connections").await, 1);
    assert_eq!(test.queue().await.len(), 1);
}

#[tokio::test]
async fn disconnected_it_is_asked_no_more_and_what_was_read_stays() {
    let (test, slack) = reading().await;
    slack.say(DEALS, ANA, QUESTION, None);
    read_again(&test).await;
    let id = workspace(&test).await.id;

    test.engine.disconnect(api::Disconnect { connection: id, revoke: false }).await.unwrap();
    slack.requests();
    read_again(&test).await;

    assert_eq!(slack.requests(), Vec::<String>::new());
    assert_eq!(workspace(&test).await.state, ConnectionState::Disconnected);
    assert_eq!(test.number("select count(*) from secrets").await, 0);
    assert_eq!(test.queue().await.len(), 1);
}

#[tokio::test]
async fn a_token_is_revoked_at_the_service_where_that_is_asked_for() {
    let (test, slack) = reading().await;
    let id = workspace(&test).await.id;

    slack.fail("POST /api/auth.revoke", 0, 1, Fault::Answer(500, "", ""));
    let told = test.engine.disconnect(api::Disconnect { connection: id, revoke: true }).await.unwrap_err();
    assert_eq!(told.code, Code::Unavailable, "it is done here, and could not be told there");
    assert_eq!(workspace(&test).await.state, ConnectionState::Disconnected);
    connect(&test, &slack).await;
    test.engine.disconnect(api::Disconnect { connection: id, revoke: true }).await.unwrap();

    assert_eq!(refused(&test, request(&slack, TOKEN)).await.message, text::slack_knows_no_such_token());
    assert_eq!(test.number("select count(*) from problems").await, 0);
}
