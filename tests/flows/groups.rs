//! Mail through a group address of the operator's own company: marked as a list's, and work like any other.

use api::{Api as _, ListQueue, Play, Tab};
use engine::testkit::{Mail, OFFER, QUESTION, TestEngine};

/// What Google Groups adds to what people write to `sales@northwind.example`.
const MARKS: &str = "Reply-To: sales@northwind.example\r\nPrecedence: list\r\n\
    Mailing-list: list sales@northwind.example; contact sales+owners@northwind.example\r\nList-ID: <sales.northwind.example>\r\n\
    X-Google-Group-Id: 1014229713211\r\n\
    List-Post: <https://groups.google.com/a/northwind.example/group/sales/post>, <mailto:sales@northwind.example>\r\n\
    List-Help: <https://support.google.com/a/northwind.example/bin/topic.py?topic=25838>,\r\n <mailto:sales+help@northwind.example>\r\n\
    List-Archive: <https://groups.google.com/a/northwind.example/group/sales/>\r\n\
    List-Unsubscribe: <mailto:googlegroups-manage+1014229713211+unsubscribe@googlegroups.com>,\r\n \
    <https://groups.google.com/a/northwind.example/group/sales/subscribe>\r\n";

const TO_GROUP: Mail<'static> =
    Mail { id: "group@brightloom.example", to: "Sales <sales@northwind.example>", answers: "", headers: MARKS, ..QUESTION };

/// The plays of all items, of people who wrote for the first time too.
async fn plays(test: &TestEngine) -> Vec<Play> {
    let new_senders = ListQueue { tab: Some(Tab::NewSenders), band: None, limit: None, after: None };
    let new = test.engine.list_queue(new_senders).await.unwrap().items;
    test.queue().await.iter().chain(&new).map(|item| item.play).collect()
}

async fn after(mails: &[Mail<'_>]) -> TestEngine {
    let test = TestEngine::new().await;
    test.import(mails).await;
    test.run().await;
    test
}

#[tokio::test]
async fn a_customer_who_writes_to_a_group_of_the_operators_company_waits_for_an_answer() {
    let test = after(&[OFFER, TO_GROUP]).await;

    assert_eq!(plays(&test).await, [Play::Answer]);
    let item = test.queue().await.remove(0);
    let to = test.show(item.id).await.draft.unwrap().to;
    assert_eq!(to.iter().map(|to| to.address.as_str()).collect::<Vec<_>>(), ["ines@brightloom.example"], "not the group");
}

#[tokio::test]
async fn who_wrote_is_known_where_the_group_puts_its_own_address_in_front() {
    for original in ["X-Original-Sender: ines@brightloom.example\r\n", ""] {
        let marks = MARKS.replace("Reply-To: sales@", if original.is_empty() { "X-Was: sales@" } else { "Reply-To: sales@" });
        let reply_to = if original.is_empty() { "Reply-To: Ines Duarte <ines@brightloom.example>\r\n" } else { "" };
        let headers = format!("{original}{reply_to}{marks}");
        let from = "'Ines Duarte' via Sales <sales@northwind.example>";
        let test = after(&[OFFER, Mail { from, headers: &headers, ..TO_GROUP }]).await;

        assert_eq!(plays(&test).await, [Play::Answer], "{headers}");
        let contact = test.queue().await.remove(0).contact.unwrap();
        assert_eq!((contact.name.as_str(), contact.address.as_str()), ("Ines Duarte", "ines@brightloom.example"));
    }
    let person = Mail { from: "Priya via Nair <priya@vellumtech.example>", headers: "", ..TO_GROUP };
    let test = after(&[person]).await;
    assert_eq!(test.number("select count(*) from addresses where address = 'priya@vellumtech.example'").await, 1);
}

#[tokio::test]
async fn a_stranger_who_writes_to_the_group_is_a_new_sender() {
    let stranger = Mail { from: "Priya Nair <priya@vellumtech.example>", ..TO_GROUP };
    assert_eq!(plays(&after(&[stranger]).await).await, [Play::Triage]);
}

#[tokio::test]
async fn lists_of_others_and_what_nobody_wrote_stay_no_work() {
    let list = |headers| Mail { headers, ..TO_GROUP };
    for noise in [
        list("List-Id: <news.brightloom.example>\r\nList-Unsubscribe: <mailto:off@brightloom.example>\r\n"),
        list("Precedence: list\r\nList-Id: <sellers.googlegroups.com>\r\nList-Post: <mailto:sellers@googlegroups.com>\r\n"),
        // A newsletter that somebody subscribed the group to.
        list("List-Id: <sales.northwind.example>\r\nList-Unsubscribe: <https://esp.example/off?u=1>\r\n"),
        list("List-Id: <sales.northwind.example>\r\nPrecedence: bulk\r\n"),
        list("List-Id: <sales.northwind.example>\r\nFeedback-ID: 12:campaign:mailer\r\n"),
        list("List-Id: <sales.northwind.example>\r\nAuto-Submitted: auto-generated\r\n"),
        list("Precedence: list\r\nList-Unsubscribe: <mailto:off@northwind.example>\r\n"),
        list("List-Id: <sales.southnorthwind.example>\r\n"),
        Mail { from: "Shop <no-reply@shop.example>", ..TO_GROUP },
        Mail { from: "Tom Okafor <tom@northwind.example>", ..TO_GROUP },
        Mail { body: "Your ticket was closed.\r\n\r\nThis is an automated message.", ..TO_GROUP },
    ] {
        assert_eq!(plays(&after(&[OFFER, noise]).await).await, [], "{} {} {}", noise.from, noise.headers, noise.body);
    }
}

#[tokio::test]
async fn a_list_on_a_domain_of_free_mail_is_nobodys_own() {
    let test = TestEngine::without_operator().await;
    test.set("operator.email", "dana.reed@gmail.com").await;
    let list = Mail { headers: "List-Id: <friends.gmail.com>\r\n", to: "friends@gmail.com", ..TO_GROUP };
    test.import(&[list]).await;
    test.run().await;
    assert_eq!(plays(&test).await, []);
}

#[tokio::test]
async fn a_colleagues_answer_that_came_back_through_the_group_is_an_answer() {
    let answer = Mail {
        id: "tom@northwind.example",
        from: "Tom Okafor <tom@northwind.example>",
        to: "Ines Duarte <ines@brightloom.example>",
        headers: &format!("Cc: sales@northwind.example\r\n{MARKS}"),
        answers: TO_GROUP.id,
        ..crate::ANSWER
    };
    assert_eq!(plays(&after(&[OFFER, TO_GROUP, answer]).await).await, []);
}

#[tokio::test]
async fn whose_group_it_is_follows_the_operators_addresses() {
    let test = TestEngine::without_operator().await;
    test.set("operator.email", "dana@elsewhere.example").await;
    test.import(&[TO_GROUP]).await;
    test.run().await;
    assert_eq!(plays(&test).await, []);

    test.set("operator.email", "dana@northwind.example").await;
    test.run().await;
    assert_eq!(plays(&test).await, [Play::Triage]);

    test.set("operator.email", "dana@elsewhere.example").await;
    test.run().await;
    assert_eq!(plays(&test).await, []);
}
