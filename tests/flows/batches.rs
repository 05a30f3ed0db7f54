//! Mails that arrive together leave what the same mails leave one by one.

use engine::testkit::{Mail, OFFER, QUESTION, TestEngine};

/// What is stored: for each mail its name, its thread as the subject that the thread bears, whose it is, and how many threads and
/// contacts there are.
async fn stored(mails: &[Mail<'_>], together: bool) -> (Vec<String>, i64, i64) {
    let test = TestEngine::new().await;
    if together {
        test.import_together(mails).await;
    } else {
        // Each as an mbox of its own, so that the bytes are the same.
        for mail in mails {
            test.import_together(&[*mail]).await;
        }
    }
    let mails = test
        .texts(
            "select source_id || ' in ' || threads.subject || ' of ' || coalesce(contacts.name, 'nobody') || ' with '
                 || (select count(*) from messages as other where other.thread_id = messages.thread_id)
             from messages join threads on threads.thread_id = messages.thread_id
             left join contacts on contacts.contact_id = messages.contact_id
             order by source_id",
        )
        .await;
    let of =
        (test.number("select count(distinct thread_id) from messages").await, test.number("select count(*) from contacts").await);
    (mails, of.0, of.1)
}

async fn assert_same(mails: &[Mail<'_>], n_mails: usize, n_threads: i64) {
    let together = stored(mails, true).await;
    assert_eq!(together, stored(mails, false).await);
    assert_eq!((together.0.len(), together.1), (n_mails, n_threads), "{together:?}");
}

const OTHER: Mail<'static> = Mail {
    id: "other@brightloom.example",
    subject: "Fire drill",
    date: "Fri, 20 Nov 2026 12:00:00 +0000",
    answers: "",
    body: "Hi Dana,\r\n\r\nis somebody with you on Monday?\r\n\r\nInes",
    ..QUESTION
};

#[tokio::test]
async fn a_mail_that_comes_twice_together_is_one() {
    assert_same(&[OFFER, QUESTION, QUESTION, OFFER], 2, 1).await;
}

#[tokio::test]
async fn two_mails_under_one_message_id_are_both_kept_when_they_come_together() {
    let second =
        Mail { date: "Fri, 20 Nov 2026 14:30:00 +0000", body: "And one more thing: by when do you need it?", ..QUESTION };
    assert_same(&[OFFER, QUESTION, second], 3, 1).await;
}

#[tokio::test]
async fn an_answer_that_comes_together_with_what_it_answers_joins_it_in_either_order() {
    assert_same(&[OTHER, OFFER, QUESTION], 3, 2).await;
    assert_same(&[QUESTION, OTHER, OFFER], 3, 2).await;
}

#[tokio::test]
async fn an_answer_without_headers_joins_by_its_subject_within_what_came_together() {
    let loose = Mail { answers: "", ..QUESTION };
    assert_same(&[OTHER, OFFER, loose], 3, 2).await;
    assert_same(&[loose, OTHER, OFFER], 3, 2).await;
}

#[tokio::test]
async fn two_halves_are_joined_by_a_mail_that_comes_together_with_them() {
    let link = Mail {
        id: "link@northwind.example",
        headers: "References: <question@brightloom.example> <other@brightloom.example>\r\n",
        date: "Fri, 20 Nov 2026 14:40:00 +0000",
        ..crate::ANSWER
    };
    let after = Mail { id: "after@brightloom.example", answers: OTHER.id, date: "Fri, 20 Nov 2026 14:50:00 +0000", ..QUESTION };
    assert_same(&[OFFER, OTHER, QUESTION, Mail { answers: "", ..link }, after], 5, 1).await;
}

#[tokio::test]
async fn somebody_new_takes_the_first_name_that_a_mail_of_those_that_came_together_gives() {
    let nameless = Mail { from: "ines@brightloom.example", ..OTHER };
    assert_same(&[nameless, QUESTION], 2, 2).await;
}

#[tokio::test]
async fn more_mails_than_a_batch_holds_are_all_stored() {
    let ids: Vec<String> = (0..251).map(|number| format!("m{number}@brightloom.example")).collect();
    let mails: Vec<Mail<'_>> = ids
        .iter()
        .enumerate()
        .map(|(number, id)| Mail { id, answers: if number == 0 { "" } else { &ids[number - 1] }, ..QUESTION })
        .collect();
    let test = TestEngine::new().await;
    assert_eq!(test.import_together(&mails).await.n_new, 251);
    assert_eq!(test.number("select count(distinct thread_id) from messages").await, 1);
    assert_eq!(test.import_together(&mails).await.n_known, 251);
}
