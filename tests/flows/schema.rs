//! `docs/schema.sql` names every table and column of a migrated workspace, each with a sentence, and nothing else.

use engine::testkit::TestEngine;
use std::collections::BTreeMap;
use std::path::Path;

/// (table, column) and its sentence; the table itself stands there with an empty column.
fn documented() -> BTreeMap<(String, String), String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/schema.sql");
    let mut found = BTreeMap::new();
    let mut table = String::new();
    for line in std::fs::read_to_string(path).unwrap().lines() {
        let (code, sentence) = line.split_once("--").map_or((line, ""), |(code, sentence)| (code, sentence.trim()));
        let words: Vec<&str> = code.split_whitespace().collect();
        let name = match words.as_slice() {
            ["create", "table", name, "("] | ["create", "virtual", "table", name, .., "("] => {
                table = (*name).to_owned();
                String::new()
            }
            [end, ..] if end.starts_with(')') => {
                table.clear();
                continue;
            }
            // What holds for several columns together is no column.
            ["primary" | "foreign", "key", ..] | ["check" | "unique", ..] | [] => continue,
            [name, ..] if !table.is_empty() => name.trim_end_matches(',').to_owned(),
            _ => continue,
        };
        let before = found.insert((table.clone(), name.clone()), sentence.to_owned());
        assert!(before.is_none(), "{table} {name} stands there twice");
    }
    found
}

async fn migrated(test: &TestEngine) -> Vec<(String, String)> {
    let mut conn = test.engine.cx().read().await.unwrap();
    sqlx::query_as(
        "select tables.name, columns.name from sqlite_master as tables, pragma_table_info(tables.name) as columns
         where tables.type = 'table' and tables.name not like 'sqlite_%' and tables.name not like '_sqlx_%'
         union all
         select name, '' from sqlite_master where type = 'table' and name not like 'sqlite_%' and name not like '_sqlx_%'
         order by 1, 2",
    )
    .fetch_all(&mut *conn)
    .await
    .unwrap()
}

#[tokio::test]
async fn every_table_and_column_is_documented_and_no_other() {
    let test = TestEngine::new().await;

    let (documented, migrated) = (documented(), migrated(&test).await);

    assert!(migrated.len() > 150, "{}", migrated.len());
    assert_eq!(documented.keys().cloned().collect::<Vec<_>>(), migrated);
}

#[test]
fn every_table_and_column_has_a_sentence() {
    for ((table, column), sentence) in documented() {
        assert!(sentence.ends_with('.') && sentence.len() > 4, "{table} {column}: “{sentence}”");
    }
}
