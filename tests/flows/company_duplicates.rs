//! Companies that are one are found, merged, and parted again as they were.

use api::{
    AddNote, Api as _, Code, CompanyId, KeepCompaniesApart, ListCompanies, ListCompanyDuplicates, MergeCompanies, ShowCompany,
    ShowPerson, Undo,
};
use engine::testkit::{Mail, OFFER, QUESTION, TestEngine};

/// João writes from the same company's other domain.
const OTHER_DOMAIN: Mail<'static> = Mail {
    id: "joao@brightloom.test",
    from: "João Pires <joao@brightloom.test>",
    subject: "Budget",
    answers: "",
    body: "Hi Dana,\r\n\r\nwhat would forty seats cost us?\r\n\r\nJoão",
    ..QUESTION
};

/// Two companies with one person each: by `brightloom.example`, and by `brightloom.test`.
async fn twice() -> (TestEngine, CompanyId, CompanyId) {
    let test = TestEngine::new().await;
    test.import(&[OFFER, QUESTION, OTHER_DOMAIN]).await;
    test.run().await;
    let at =
        async |domain: &str| CompanyId(test.number(&format!("select company_id from companies where domain = '{domain}'")).await);
    let (one, other) = (at("brightloom.example").await, at("brightloom.test").await);
    (test, one, other)
}

async fn naming(test: &TestEngine) -> Vec<String> {
    let mut all = Vec::new();
    for query in [
        "select json_array('company', company_id, name, domain, phone, target_since, merged_into) from companies",
        "select json_array('contact', contact_id, company_id) from contacts",
        "select json_array('note', note_id, company_id) from notes",
        "select json_array('item', item_id, contact_id, pile, key, state) from items",
    ] {
        all.extend(test.texts(query).await);
    }
    all
}

async fn pairs(test: &TestEngine) -> Vec<(CompanyId, CompanyId)> {
    let all = test.engine.list_company_duplicates(ListCompanyDuplicates {}).await.unwrap();
    all.into_iter().map(|pair| (pair.one.company.id, pair.other.company.id)).collect()
}

#[tokio::test]
async fn companies_that_may_be_one_are_named_until_they_are_told_apart() {
    let (test, one, other) = twice().await;
    assert_eq!(pairs(&test).await, [(one, other)]);
    let left = test.engine.keep_companies_apart(KeepCompaniesApart { one: other, other: one }).await.unwrap();
    assert_eq!((left, pairs(&test).await), (Vec::new(), Vec::new()));
}

#[tokio::test]
async fn a_company_that_is_merged_takes_all_of_the_other_also_who_writes_later_and_undo_parts_them() {
    let (test, one, other) = twice().await;
    let note = AddNote { body: "Two shifts".to_owned(), contact: None, company: Some(other), deal: None };
    test.engine.add_note(note).await.unwrap();
    let before = naming(&test).await;

    let merged = test.engine.merge_companies(MergeCompanies { keep: one, gone: other }).await.unwrap();
    test.run().await;

    assert_eq!((merged.company.id, merged.people.len(), merged.notes.len()), (one, 2, 1));
    assert_eq!(
        test.engine.show_company(ShowCompany { company: other }).await.unwrap().company.id,
        one,
        "who is gone leads there"
    );
    let list = test.engine.list_companies(ListCompanies { text: None, after: None, limit: None }).await.unwrap();
    assert_eq!(list.companies.len(), 1);
    assert_eq!(pairs(&test).await, []);

    // Somebody new at the domain of the one that is gone works at the one that was kept.
    let newcomer = Mail { id: "rui@brightloom.test", from: "Rui Sá <rui@brightloom.test>", subject: "Hello", ..OTHER_DOMAIN };
    test.import(&[newcomer]).await;
    test.run().await;
    let rui = api::ContactId(test.number("select contact_id from addresses where address = 'rui@brightloom.test'").await);
    let company = async || test.engine.show_person(ShowPerson { contact: rui }).await.unwrap().company.unwrap().id;
    assert_eq!(company().await, one);

    let words = test.engine.undo(Undo {}).await.unwrap().words;
    test.run().await;
    assert!(words.contains("of its own again"), "{words}");
    assert_eq!(company().await, other, "they go with their domain");
    let without_rui = |rows: Vec<String>| -> Vec<String> {
        let (contact, item) = (format!("[\"contact\",{rui},"), format!(",{rui},\"mail:{rui}\""));
        rows.into_iter().filter(|row| !row.starts_with(&contact) && !row.contains(&item)).collect()
    };
    assert_eq!(without_rui(naming(&test).await), before);
}

#[tokio::test]
async fn a_company_without_a_domain_takes_that_of_the_other_until_they_are_parted() {
    let (test, one, other) = twice().await;
    let made = test.engine.save_company(serde_json::from_str(r#"{"name":"Brightloom SA"}"#).unwrap()).await.unwrap().company.id;
    let before = naming(&test).await;
    let domain = async |id: CompanyId| test.texts(&format!("select domain from companies where company_id = {id}")).await;

    test.engine.merge_companies(MergeCompanies { keep: made, gone: one }).await.unwrap();
    assert_eq!((domain(made).await, domain(one).await), (vec!["brightloom.example".to_owned()], vec![String::new()]));
    // What was merged before goes along, and so does the way there.
    test.engine.merge_companies(MergeCompanies { keep: other, gone: made }).await.unwrap();
    let shown = async |company| test.engine.show_company(ShowCompany { company }).await.unwrap().company.id;
    assert_eq!((shown(one).await, shown(made).await), (other, other));

    for _ in 0..2 {
        test.engine.undo(Undo {}).await.unwrap();
    }
    test.run().await;
    assert_eq!(naming(&test).await, before);
}

#[tokio::test]
async fn a_company_is_merged_neither_with_itself_nor_twice() {
    let (test, one, other) = twice().await;
    let merge = async |keep, gone| test.engine.merge_companies(MergeCompanies { keep, gone }).await;
    assert_eq!(merge(one, one).await.unwrap_err().code, Code::Invalid);
    assert_eq!(merge(one, CompanyId(99)).await.unwrap_err().code, Code::NotFound);
    merge(one, other).await.unwrap();
    assert_eq!(merge(one, other).await.unwrap_err().code, Code::Conflict);
}
