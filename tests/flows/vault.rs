//! Stored tokens cannot be read without their key, and no key is ever put in the place of another.

use api::{Api as _, ApiError, GetVault, KeptIn, ResetVault, Secret, UnlockVault, VaultState};
use engine::Engine;
use engine::sensitive::Sensitive;
use engine::testkit::{KeychainFault, TestEngine};
use engine::vault;

const OWNER: &str = "connection:1";
const TOKEN: &str = "ya29.made-up-token";

async fn keep(engine: &Engine, token: &str) -> anyhow::Result<()> {
    let sealed = vault::seal(engine.cx(), OWNER, "refresh_token", &Sensitive::new(token)).await?;
    let mut write = engine.cx().write().await?;
    vault::keep(&mut write, engine.cx(), &sealed).await?;
    write.commit().await
}

async fn token(engine: &Engine) -> anyhow::Result<Option<String>> {
    Ok(vault::open(engine.cx(), OWNER, "refresh_token").await?.map(|token| token.expose().to_owned()))
}

async fn state(test: &TestEngine) -> VaultState {
    test.engine.vault(GetVault {}).await.unwrap().state
}

async fn unlock(test: &TestEngine, passphrase: &str) -> Result<VaultState, ApiError> {
    Ok(test.engine.unlock_vault(UnlockVault { passphrase: Secret(passphrase.to_owned()) }).await?.state)
}

#[tokio::test]
async fn a_token_outlives_its_process_and_cannot_be_read_in_the_file() {
    let mut test = TestEngine::new().await;
    assert_eq!(state(&test).await, VaultState::Unused);
    keep(&test.engine, TOKEN).await.unwrap();
    test.restart().await;

    assert_eq!(token(&test.engine).await.unwrap().as_deref(), Some(TOKEN));
    assert_eq!(test.engine.vault(GetVault {}).await.unwrap().kept_in, Some(KeptIn::Keychain));
    test.engine.stop().await;
    for file in std::fs::read_dir(test.data()).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_file()) {
        let bytes = std::fs::read(&file).unwrap();
        assert!(!bytes.windows(TOKEN.len()).any(|part| part == TOKEN.as_bytes()), "{}", file.display());
    }
}

#[tokio::test]
async fn a_newer_token_takes_the_place_of_the_older_and_forgetting_leaves_none() {
    let test = TestEngine::new().await;
    keep(&test.engine, TOKEN).await.unwrap();
    keep(&test.engine, "rotated").await.unwrap();
    assert_eq!(token(&test.engine).await.unwrap().as_deref(), Some("rotated"));

    let mut write = test.engine.cx().write().await.unwrap();
    vault::forget(&mut write, OWNER).await.unwrap();
    write.commit().await.unwrap();
    assert_eq!(token(&test.engine).await.unwrap(), None);
    assert_eq!(test.number("select count(*) from secrets").await, 0);
}

#[tokio::test]
async fn a_keychain_that_is_locked_or_lost_its_key_or_has_another_is_told_apart_and_no_new_key_is_made() {
    let mut test = TestEngine::new().await;
    keep(&test.engine, TOKEN).await.unwrap();
    test.restart().await;

    test.keychain.fail(Some(KeychainFault::Locked));
    assert_eq!(state(&test).await, VaultState::Locked);
    let told = test.engine.vault(GetVault {}).await.unwrap().words;
    assert!(told.contains("locked"), "{told}");
    test.keychain.fail(Some(KeychainFault::Absent));
    assert_eq!(state(&test).await, VaultState::NoKeychain);
    test.keychain.fail(None);

    let kept = std::sync::Mutex::new(Vec::new());
    test.keychain.change(|all| kept.lock().unwrap().extend(all.drain()));
    assert_eq!(state(&test).await, VaultState::Missing);
    assert!(keep(&test.engine, "another").await.is_err());
    test.keychain.change(|all| all.extend(kept.lock().unwrap().iter().map(|(name, _)| (name.clone(), vec![7; 32]))));
    assert_eq!(state(&test).await, VaultState::Changed);

    test.keychain.change(|all| all.extend(kept.lock().unwrap().iter().cloned()));
    assert_eq!(token(&test.engine).await.unwrap().as_deref(), Some(TOKEN));
}

#[tokio::test]
async fn without_a_keychain_a_passphrase_seals() {
    let mut test = TestEngine::new().await;
    test.keychain.fail(Some(KeychainFault::Absent));
    let refused = keep(&test.engine, TOKEN).await.unwrap_err();
    assert!(format!("{refused}").contains("passphrase"), "{refused}");
    assert_eq!(test.number("select count(*) from vault").await, 0);

    test.restart_with(Some("correct horse battery staple")).await;
    keep(&test.engine, TOKEN).await.unwrap();
    assert_eq!(test.engine.vault(GetVault {}).await.unwrap().kept_in, Some(KeptIn::Passphrase));

    test.restart_with(None).await;
    assert_eq!(state(&test).await, VaultState::NoPassphrase);
    let refused = unlock(&test, "correct house battery staple").await.unwrap_err();
    assert_eq!(refused.field.as_deref(), Some("passphrase"));
    assert_eq!(state(&test).await, VaultState::NoPassphrase);
    assert_eq!(unlock(&test, "correct horse battery staple").await.unwrap(), VaultState::Open);
    assert_eq!(token(&test.engine).await.unwrap().as_deref(), Some(TOKEN));
}

#[tokio::test]
async fn two_processes_at_once_make_one_key() {
    let test = TestEngine::new().await;
    let other = test.second_process().await;
    let (one, two) = tokio::join!(keep(&test.engine, TOKEN), keep(&other, TOKEN));
    one.unwrap();
    two.unwrap();
    assert_eq!(test.number("select count(*) from vault").await, 1);
    assert_eq!(token(&test.engine).await.unwrap().as_deref(), Some(TOKEN));
    assert_eq!(token(&other).await.unwrap().as_deref(), Some(TOKEN));
    other.stop().await;
}

#[tokio::test]
async fn a_secret_that_was_moved_to_another_row_does_not_open() {
    let test = TestEngine::new().await;
    keep(&test.engine, TOKEN).await.unwrap();
    test.sql(
        "insert into secrets (owner, name, sealed, changed_at) select 'connection:2', name, sealed, changed_at from secrets",
    )
    .await;
    let refused = vault::open(test.engine.cx(), "connection:2", "refresh_token").await.unwrap_err();
    assert!(format!("{refused}").contains("Sign in"), "{refused}");
}

#[tokio::test]
async fn a_key_that_is_lost_for_good_is_replaced_only_when_the_operator_says_so() {
    let mut test = TestEngine::new().await;
    keep(&test.engine, TOKEN).await.unwrap();
    test.restart().await;
    let refused = test.engine.reset_vault(ResetVault {}).await.unwrap_err();
    assert_eq!(refused.code, api::Code::Conflict, "a key that is there is not thrown away");

    // Whoever runs has the key in hand; the next one finds it gone.
    test.keychain.change(|all| all.clear());
    test.restart().await;
    assert_eq!(state(&test).await, VaultState::Missing);
    assert_eq!(test.engine.reset_vault(ResetVault {}).await.unwrap().state, VaultState::Unused);
    assert_eq!(test.number("select count(*) from secrets").await, 0);
    keep(&test.engine, "another").await.unwrap();
    assert_eq!(token(&test.engine).await.unwrap().as_deref(), Some("another"));
}
