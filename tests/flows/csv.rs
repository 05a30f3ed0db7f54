//! Contacts come in and go out as files: a preview changes nothing, reading again changes nothing, what is wrong is named by its
//! line, and who is suppressed stays so.

use api::{
    Api as _, ApiError, Code, CsvReport, ExportPeople, Import, ImportCsv, ListPeople, ListSuppressions, PersonLine, PreviewCsv,
    SaveContact, ShowPerson, Suppress,
};
use engine::testkit::{OFFER, QUESTION, TestEngine};
use std::path::PathBuf;

fn file(test: &TestEngine, name: &str, bytes: impl AsRef<[u8]>) -> String {
    let path: PathBuf = test.folder.path().join(name);
    std::fs::write(&path, bytes).unwrap();
    path.display().to_string()
}

async fn import(test: &TestEngine, path: &str) -> CsvReport {
    test.engine.import_csv(ImportCsv { path: path.to_owned() }).await.unwrap()
}

async fn preview(test: &TestEngine, path: &str) -> Result<CsvReport, ApiError> {
    test.engine.preview_csv(PreviewCsv { path: path.to_owned() }).await
}

async fn people(test: &TestEngine, text: &str) -> Vec<PersonLine> {
    let request = ListPeople { text: Some(text.to_owned()), after: None, limit: None };
    test.engine.list_people(request).await.unwrap().people
}

/// What of the file a reading could change.
async fn contents(test: &TestEngine) -> Vec<String> {
    let mut all = Vec::new();
    for query in [
        "select json_array(name, title, phone, company_id) from contacts order by contact_id",
        "select json_array(address, contact_id, is_primary) from addresses order by address",
        "select json_array(name, domain, named_by) from companies order by company_id",
        "select what from suppressions order by what",
    ] {
        all.extend(test.texts(query).await);
    }
    all
}

const FILE: &str = "Name,Email,Job title,Phone,Company\r\n\
     Inês Duarte,ines@brightloom.example,CTO,+351 1,Brightloom Lda\r\n\
     \"Weber, Jonas\",Jonas@Hollertal.example,,,Hollertal\r\n\
     Nobody,,,,\r\n\
     Bad,not an address,,,\r\n\
     Jonas again,jonas@hollertal.example,,,\r\n\
     Me,dana@northwind.example,,,\r\n";

#[tokio::test]
async fn a_preview_says_what_will_be_and_changes_nothing() {
    let test = TestEngine::new().await;
    test.import(&[OFFER, QUESTION]).await;
    let path = file(&test, "contacts.csv", FILE);
    let before = contents(&test).await;

    let seen = preview(&test, &path).await.unwrap();

    assert_eq!(contents(&test).await, before);
    assert_eq!((seen.n_rows, seen.n_new, seen.n_filled, seen.n_known), (6, 1, 1, 0));
    assert_eq!((seen.n_double, seen.n_without_address, seen.n_bad), (1, 1, 2));
    let lines: Vec<u64> = seen.problems.iter().map(|problem| problem.line).collect();
    assert_eq!(lines, [4, 5, 6, 7]);
    assert!(seen.problems[1].words.contains("not an address"), "{:?}", seen.problems);
    assert_eq!((seen.file.as_str(), seen.encoding.as_str(), seen.separator.as_str()), ("contacts.csv", "UTF-8", ","));
    assert_eq!((seen.sample[1].name.as_str(), seen.sample[1].address.as_str()), ("Weber, Jonas", "jonas@hollertal.example"));
    let done = import(&test, &path).await;
    assert_eq!(done, seen, "and it is what will be");
}

#[tokio::test]
async fn a_file_adds_and_fills_in_and_reading_it_again_changes_nothing() {
    let test = TestEngine::new().await;
    test.import(&[OFFER, QUESTION]).await;
    let path = file(&test, "contacts.csv", FILE);

    import(&test, &path).await;

    let ines = &people(&test, "ines").await[0];
    assert_eq!((ines.contact.name.as_str(), ines.company.as_ref().unwrap().name.as_str()), ("Ines Duarte", "Brightloom Lda"));
    let shown = test.engine.show_person(ShowPerson { contact: ines.contact.id }).await.unwrap();
    assert_eq!((shown.title.as_str(), shown.phone.as_str()), ("CTO", "+351 1"));
    let jonas = &people(&test, "jonas").await[0];
    assert_eq!((jonas.contact.name.as_str(), jonas.contact.address.as_str()), ("Weber, Jonas", "jonas@hollertal.example"));
    let before = contents(&test).await;
    let again = import(&test, &path).await;
    assert_eq!((again.n_new, again.n_filled, again.n_known), (0, 0, 2));
    assert_eq!(contents(&test).await, before);
}

#[tokio::test]
async fn what_the_operator_knows_is_not_overwritten() {
    let test = TestEngine::new().await;
    let path = file(&test, "contacts.csv", FILE);
    import(&test, &path).await;
    let ines = people(&test, "ines").await[0].contact.id;
    let save = SaveContact {
        contact: Some(ines),
        name: Some("Inês".to_owned()),
        title: Some("CEO".to_owned()),
        phone: None,
        addresses: None,
        company: None,
    };
    test.engine.save_contact(save).await.unwrap();
    import(&test, &path).await;
    let shown = test.engine.show_person(ShowPerson { contact: ines }).await.unwrap();
    assert_eq!((shown.contact.name.as_str(), shown.title.as_str()), ("Inês", "CEO"));
}

#[tokio::test]
async fn files_of_other_programs_languages_and_letters_are_understood() {
    let wide = |text: &str| [b"\xff\xfe".to_vec(), text.encode_utf16().flat_map(u16::to_le_bytes).collect()].concat();
    for (name, bytes) in [
        ("german.csv", b"Vorname;Name;E-Mail;Firma\r\nIn\xeas;Duarte;ines@brightloom.example;Brightloom\r\n".to_vec()),
        ("french.csv", "\u{feff}Prénom;Nom;Courriel;Société\nInês;Duarte;ines@brightloom.example;Brightloom\n".into()),
        ("spanish.tsv", wide("Nombre\tApellidos\tCorreo electrónico\tEmpresa\nInês\tDuarte\tines@brightloom.example\tBrightloom\n")),
        ("excel.csv", "sep=;\r\n\"First Name\";\"Last Name\";\"Email\";\"Account Name\"\r\n\"Inês\";\"Duarte\";\"ines@brightloom.example\";\"Brightloom\"\r\n".into()),
        ("google.csv", "First Name,Last Name,Organization Name,E-mail 1 - Label,E-mail 1 - Value\nInês,Duarte,Brightloom,* Work,ines@brightloom.example\n".into()),
        ("quoted.csv", "Name,Note,Email,Company\n\"Inês Duarte\",\"two\nlines, and a comma\",Inês <INES@brightloom.example>,Brightloom\n".into()),
    ] {
        let test = TestEngine::new().await;
        let path = file(&test, name, bytes);
        let read = import(&test, &path).await;
        assert_eq!((read.n_new, read.n_problems), (1, 0), "{name}: {read:?}");
        let ines = &people(&test, "duarte").await[0];
        assert_eq!((ines.contact.name.as_str(), ines.contact.address.as_str()), ("Inês Duarte", "ines@brightloom.example"), "{name}");
        assert_eq!(ines.company.as_ref().unwrap().name, "Brightloom", "{name}");
    }
}

#[tokio::test]
async fn a_file_of_another_shape_is_refused_with_what_was_seen_and_what_is_needed() {
    let test = TestEngine::new().await;
    for (name, bytes, words) in [
        ("deals.csv", "Deal,Amount\nBrightloom,48000\n", &["“Deal”", "“Amount”", "Email"][..]),
        ("empty.csv", "", &["empty"]),
        ("bare.csv", "ines@brightloom.example,Inês\n", &["first line"]),
    ] {
        let path = file(&test, name, bytes);
        let refused = preview(&test, &path).await.unwrap_err();
        assert_eq!((refused.code, refused.field.as_deref()), (Code::Invalid, Some("path")), "{name}");
        for word in words {
            assert!(refused.message.contains(word), "{name}: {}", refused.message);
        }
        let report = test.engine.import(Import { paths: vec![path] }).await.unwrap();
        assert_eq!(report.unreadable.len(), 1, "among other files it is named, too");
    }
    assert_eq!(preview(&test, "/nowhere.csv").await.unwrap_err().code, Code::NotFound);
    assert_eq!(test.number("select count(*) from contacts").await, 0);
}

#[tokio::test]
async fn a_quotation_mark_that_is_not_closed_does_not_swallow_the_file_in_silence() {
    let test = TestEngine::new().await;
    let rest: String = (0..2000).map(|n| format!("Somebody {n},s{n}@brightloom.example\n")).collect();
    let path = file(&test, "open.csv", format!("Name,Email\nInês,ines@brightloom.example\n\"Open,o@x.example\n{rest}"));
    let read = preview(&test, &path).await.unwrap();
    assert_eq!((read.n_new, read.n_bad, read.problems[0].line), (1, 1, 3));
}

#[tokio::test]
async fn the_other_addresses_of_a_row_come_along_and_stay_whose_they_are() {
    let test = TestEngine::new().await;
    let path =
        file(&test, "a.csv", "Name,Email,Additional email addresses\nInês,ines@brightloom.example,ines@x.example;i@y.example\n");
    import(&test, &path).await;
    let ines = people(&test, "ines").await[0].contact.id;
    let addresses = test.engine.show_person(ShowPerson { contact: ines }).await.unwrap().addresses;
    assert_eq!(addresses, ["ines@brightloom.example", "i@y.example", "ines@x.example"]);

    let other = file(&test, "b.csv", "Name,Email,Email 2\nMira,mira@x.example,i@y.example\n");
    let read = import(&test, &other).await;

    assert_eq!((read.n_new, read.n_known + read.n_filled, read.n_problems), (0, 1, 0), "the same person by an address: {read:?}");
    assert_eq!(people(&test, "mira").await[0].contact.id, ines);
}

#[tokio::test]
async fn what_goes_out_comes_in_again_with_who_is_suppressed_and_nothing_that_a_spreadsheet_runs() {
    let test = TestEngine::new().await;
    import(&test, &file(&test, "contacts.csv", FILE)).await;
    let formula = file(&test, "f.csv", "Name,Email\n\"=HYPERLINK(\"\"http://x.example\"\")\",f@x.example\n");
    import(&test, &formula).await;
    for what in ["ines@brightloom.example", "stranger@x.example"] {
        test.engine.suppress(Suppress { what: what.to_owned(), reason: "asked by phone".to_owned() }).await.unwrap();
    }
    let out = test.folder.path().join("out.csv").display().to_string();

    let exported = test.engine.export_people(ExportPeople { path: out.clone() }).await.unwrap();

    assert_eq!(exported.n_people, 3);
    let written = std::fs::read_to_string(&out).unwrap();
    assert!(
        written.contains("'=HYPERLINK") && !written.contains("\n=HYPERLINK") && !written.contains("\"=HYPERLINK"),
        "{written}"
    );
    let refused = test.engine.export_people(ExportPeople { path: out.clone() }).await.unwrap_err();
    assert_eq!(refused.code, Code::Conflict);
    assert_eq!(std::fs::read_to_string(&out).unwrap(), written);

    let other = TestEngine::new().await;
    let read = import(&other, &out).await;
    assert_eq!((read.n_new, read.n_problems, read.n_suppressed), (4, 0, 2));
    let list = other.engine.list_suppressions(ListSuppressions {}).await.unwrap();
    let list: Vec<(&str, &str)> = list.iter().map(|entry| (entry.what.as_str(), entry.reason.as_str())).collect();
    assert_eq!(list, [("ines@brightloom.example", "asked by phone"), ("stranger@x.example", "asked by phone")]);
    assert_eq!(people(&other, "f@x.example").await[0].contact.name, "=HYPERLINK(\"http://x.example\")");
    assert_eq!(import(&other, &out).await.n_suppressed, 0);
}

#[tokio::test]
async fn many_contacts_are_read_in_one_go() {
    let test = TestEngine::new().await;
    let rows: String = (0..1201).map(|n| format!("Person {n},p{n}@c{}.example,Company {}\n", n % 7, n % 7)).collect();
    let path = file(&test, "many.csv", format!("Name,Email,Company\n{rows}"));
    let read = import(&test, &path).await;
    assert_eq!((read.n_rows, read.n_new), (1201, 1201));
    assert_eq!(test.number("select count(*) from companies where named_by = 'operator'").await, 7);
    assert_eq!(import(&test, &path).await.n_known, 1201);
}
