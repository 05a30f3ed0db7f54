//! SQLite takes a transaction back by itself where the disk is full. The workspace goes on once there is room.

use api::{Api as _, SetSetting};
use engine::testkit::TestEngine;

#[tokio::test]
async fn a_transaction_that_the_file_took_back_by_itself_is_not_the_last_one() {
    let test = TestEngine::new().await;
    let mut write = test.engine.cx().write().await.unwrap();
    // What SQLite does without being asked.
    engine::store::testing::run(&mut write, "rollback").await.unwrap();
    drop(write);

    let set = SetSetting { key: "operator.name".to_owned(), value: "Dana R.".to_owned() };
    assert_eq!(test.engine.set_setting(set).await.unwrap().value, "Dana R.");
}
