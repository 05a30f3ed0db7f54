//! The key that opens stored tokens: shown only where something is wrong with it, with what to do about that.

use crate::backend;
use crate::components::{Dialog, RefusedOtherwise, TypedField};
use crate::desk::desk;
use crate::source::Source;
use api::{ApiError, GetVault, ResetVault, Secret, Tag, UnlockVault, VaultState, VaultView, text};
use leptos::prelude::*;
use leptos::task::spawn_local;

const FIELDS: &[&str] = &[FIELD];
/// The engine's name of what is missing where a machine has no keychain.
const FIELD: &str = "passphrase";

/// Somebody wants to seal something, and there is no passphrase yet.
#[derive(Clone, Copy)]
pub struct PassphraseWanted(RwSignal<bool>);

impl PassphraseWanted {
    pub fn new() -> Self {
        Self(RwSignal::new(false))
    }

    /// Notes why something was refused.
    pub fn note(self, error: &ApiError) {
        if error.field.as_deref() == Some(FIELD) {
            let _gone = self.0.try_set(true);
        }
    }
}

#[component]
pub fn Vault() -> impl IntoView {
    let desk = desk();
    let source = Source::new(|| backend::call(GetVault {}));
    Effect::new(move |_| {
        desk.follow(Tag::Connections);
        source.read();
    });
    let PassphraseWanted(is_wanted) = expect_context();
    let state = Memo::new(move |_| {
        let state = source.known().with(|known| known.value().map(|vault| vault.state))?;
        Some(if state == VaultState::Unused && is_wanted.get() { VaultState::NoPassphrase } else { state })
    });
    let words = move || state.get().map(text::vault_state);
    let act = move || match state.get()? {
        VaultState::Unused | VaultState::Open => None,
        VaultState::NoPassphrase | VaultState::WrongPassphrase => Some(view! { <Passphrase source /> }.into_any()),
        VaultState::Missing | VaultState::Changed => Some(view! { <StartOver source /> }.into_any()),
        VaultState::Locked | VaultState::NoKeychain | VaultState::Failed => Some(
            view! {
                <footer>
                    <button type="button" id="vault-again" on:click=move |_| source.read()>{text::try_again()}</button>
                </footer>
            }
            .into_any(),
        ),
    };
    let is_wrong = move || state.get().is_some_and(|state| !matches!(state, VaultState::Unused | VaultState::Open));
    view! {
        <Show when=is_wrong>
            <section class="card connection connect" aria-labelledby="vault-title">
                <h2 id="vault-title"><i class="led failing" aria-hidden="true"></i>{text::vault_title()}</h2>
                <p class="fresh">{words}</p>
                {act}
            </section>
        </Show>
    }
}

#[component]
fn Passphrase(source: Source<VaultView>) -> impl IntoView {
    let (typed, refusal) = (RwSignal::new(String::new()), RwSignal::new(None));
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let passphrase = Secret(typed.get_untracked());
        spawn_local(async move {
            match backend::call(UnlockVault { passphrase }).await {
                Ok(_) => source.read(),
                Err(error) => refused(refusal, error),
            }
        });
    };
    view! {
        <form on:submit=submit>
            <TypedField id="vault-passphrase" field="passphrase" label=text::passphrase_label() value=typed refusal secret=true />
            <RefusedOtherwise fields=FIELDS refusal />
            <footer><button type="submit" class="go" id="vault-unlock">{text::unlock_label()}</button></footer>
        </form>
    }
}

fn refused(refusal: crate::components::Refusal, error: ApiError) {
    let _gone = refusal.try_set(Some((error.message, error.field)));
}

/// What was sealed with a key that is gone cannot be had again; who says so begins anew.
#[component]
fn StartOver(source: Source<VaultView>) -> impl IntoView {
    let desk = desk();
    let is_asked = RwSignal::new(false);
    let close = Callback::new(move |()| is_asked.set(false));
    let confirm = move |_| {
        close.run(());
        spawn_local(async move {
            if let Err(error) = backend::call(ResetVault {}).await {
                desk.refuse(&error.message);
            }
            source.read();
        });
    };
    view! {
        <footer>
            <button type="button" id="vault-again" on:click=move |_| source.read()>{text::try_again()}</button>
            <button type="button" id="vault-reset" on:click=move |_| is_asked.set(true)>{text::new_key_label()}</button>
        </footer>
        <Show when=move || is_asked.get()>
            <Dialog title=text::new_key_question() close>
                <div class="question">
                    <p>{text::new_key_consequence()}</p>
                    <footer>
                        <button type="button" autofocus=true on:click=move |_| close.run(())>{text::cancel()}</button>
                        <button type="button" class="go" id="vault-reset-confirm" on:click=confirm>{text::new_key_label()}</button>
                    </footer>
                </div>
            </Dialog>
        </Show>
    }
}
