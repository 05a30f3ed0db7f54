//! Signing in to Google: the steps to a client id, the fields, and what is shown while the browser is away.

use super::offer::{Offer, Words};
use super::vault::PassphraseWanted;
use crate::backend;
use crate::components::{Dialog, Refusal, TypedField};
use crate::desk::{Desk, desk};
use crate::focus;
use crate::source::Source;
use api::{
    AwaitSignIn, CancelSignIn, ConnectGoogle as Ask, ConnectionId, ConnectionView, Grant, OtherMailbox, Secret, ShellWish,
    SignInOutcome, SignInStarted, text,
};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// Fields that say below themselves what is wrong with them.
const FIELDS: &[&str] = &["client_id", "client_secret", "depth_days", "base_url", "redirect_port"];
/// How long one request waits for the browser, in seconds.
const WAIT_SECONDS: u32 = 20;

/// A sign-in as the window sees it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
enum Stage {
    #[default]
    Idle,
    /// The service is asked where to sign in.
    Beginning,
    Waiting(SignInStarted),
}

/// The one sign-in that goes on, if any.
#[derive(Clone, Copy)]
pub struct SignIn {
    desk: Desk,
    source: Source<Vec<ConnectionView>>,
    stage: RwSignal<Stage>,
    /// Why the last one went wrong, and the field that it is about.
    refusal: Refusal,
    /// Counts those that went well, so that the fields are emptied.
    n_done: RwSignal<u32>,
    wanted: PassphraseWanted,
    /// Somebody else signed in than before, and it is asked whether that is meant.
    other: RwSignal<Option<Other>>,
}

/// A sign-in again that went to another mailbox.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Other {
    mailbox: OtherMailbox,
    connection: ConnectionId,
    grants: Vec<Grant>,
}

impl SignIn {
    pub fn new(source: Source<Vec<ConnectionView>>) -> Self {
        let stage = RwSignal::new(Stage::default());
        let (refusal, n_done, other) = (RwSignal::new(None), RwSignal::new(0), RwSignal::new(None));
        Self { desk: desk(), source, stage, refusal, n_done, wanted: expect_context(), other }
    }

    pub fn is_busy(self) -> bool {
        self.stage.with(|stage| *stage != Stage::Idle)
    }

    /// Signs in to a connection again, or lets it do more.
    pub fn again(self, connection: ConnectionId, grants: Vec<Grant>) {
        self.sign_in_to(connection, grants, false);
    }

    /// Another mailbox was signed in to than before, and that is what is meant: it is connected beside.
    fn confirm(self, asked: Other) {
        self.other.set(None);
        self.sign_in_to(asked.connection, asked.grants, true);
    }

    fn sign_in_to(self, connection: ConnectionId, grants: Vec<Grant>, other_mailbox: bool) {
        self.begin(Ask {
            client_id: String::new(),
            client_secret: Secret::default(),
            grants,
            base_url: None,
            redirect_port: None,
            connection: Some(connection),
            other_mailbox,
            depth_days: None,
        });
    }

    fn begin(self, ask: Ask) {
        if self.stage.with_untracked(|stage| *stage != Stage::Idle) {
            return;
        }
        let is_of_form = ask.connection.is_none();
        let again = ask.connection.map(|connection| (connection, ask.grants.clone()));
        self.refusal.set(None);
        self.stage.set(Stage::Beginning);
        spawn_local(async move {
            match backend::call(ask).await {
                Ok(started) => {
                    // Where no browser opens, the address is shown.
                    drop(backend::host(ShellWish::OpenBrowser(started.address.clone())).await);
                    let attempt = started.attempt.clone();
                    if self.stage.try_set(Stage::Waiting(started)).is_none() {
                        self.wait(attempt, again).await;
                    }
                }
                Err(error) => {
                    let _gone = self.stage.try_set(Stage::Idle);
                    self.wanted.note(&error);
                    self.refuse(error.message, error.field, is_of_form);
                }
            }
        });
    }

    async fn wait(self, attempt: String, again: Option<(ConnectionId, Vec<Grant>)>) {
        loop {
            let request = AwaitSignIn { attempt: attempt.clone(), wait_seconds: WAIT_SECONDS };
            let outcome = backend::call(request).await;
            let is_ours = self.stage.try_with_untracked(|stage| matches!(stage, Stage::Waiting(one) if one.attempt == attempt));
            if is_ours != Some(true) {
                return;
            }
            match outcome {
                Ok(SignInOutcome::Waiting) => continue,
                Ok(SignInOutcome::Done { address, .. }) => {
                    self.desk.say(text::said_connected(&address), false);
                    self.n_done.update(|n| *n += 1);
                    self.source.read();
                }
                Ok(SignInOutcome::Failed { words, other }) => match (other, again) {
                    (Some(mailbox), Some((connection, grants))) => {
                        let _gone = self.other.try_set(Some(Other { mailbox, connection, grants }));
                    }
                    _ => self.refuse(words, None, false),
                },
                Err(error) => self.refuse(error.message, None, false),
            }
            let _gone = self.stage.try_set(Stage::Idle);
            return;
        }
    }

    /// What is about a field of the form stands beside it; all else is said where it cannot be missed.
    fn refuse(self, words: String, field: Option<String>, is_of_form: bool) {
        if is_of_form {
            let _gone = self.refusal.try_set(Some((words, field)));
        } else {
            self.desk.refuse(&words);
        }
    }

    fn cancel(self) {
        let Stage::Waiting(started) = self.stage.get_untracked() else { return };
        self.stage.set(Stage::Idle);
        spawn_local(async move {
            // It ends by itself, too.
            drop(backend::call(CancelSignIn { attempt: started.attempt }).await);
        });
    }
}

/// What is shown while the browser is away.
#[component]
pub fn SignInDialog() -> impl IntoView {
    let sign_in: SignIn = expect_context();
    let close = Callback::new(move |()| sign_in.cancel());
    move || {
        let Stage::Waiting(started) = sign_in.stage.get() else { return None };
        let address = started.address.clone();
        let again = move |_| {
            let address = started.address.clone();
            spawn_local(async move { drop(backend::host(ShellWish::OpenBrowser(address)).await) });
        };
        let is_copied = RwSignal::new(false);
        let copy = move |_| is_copied.set(focus::copy("sign-in-address"));
        Some(view! {
            <Dialog title=text::sign_in_title() close>
                <div class="question sign-in">
                    <p role="status">{text::sign_in_waits()}</p>
                    <p>{text::sign_in_address_lead()}</p>
                    <textarea readonly=true rows="3" id="sign-in-address" aria-label=text::sign_in_address_label() prop:value=address></textarea>
                    <footer>
                        <button type="button" on:click=move |_| close.run(())>{text::cancel()}</button>
                        <button type="button" id="sign-in-copy" on:click=copy>
                            {move || if is_copied.get() { text::address_is_copied() } else { text::copy_address() }}
                        </button>
                        <button type="button" class="go" autofocus=true on:click=again>{text::open_browser_again()}</button>
                    </footer>
                </div>
            </Dialog>
        })
    }
}

/// Asks whether another mailbox than before is meant.
#[component]
pub fn OtherDialog() -> impl IntoView {
    let sign_in: SignIn = expect_context();
    let close = Callback::new(move |()| sign_in.other.set(None));
    move || {
        let asked = sign_in.other.get()?;
        let OtherMailbox { before, now } = asked.mailbox.clone();
        Some(view! {
            <Dialog title=text::other_mailbox_question(&now) close>
                <div class="question">
                    <p>{text::other_mailbox_consequence(&before, &now)}</p>
                    <footer>
                        <button type="button" autofocus=true on:click=move |_| close.run(())>{text::cancel()}</button>
                        <button type="button" class="go" id="other-mailbox" on:click=move |_| sign_in.confirm(asked.clone())>
                            {text::connect_beside()}
                        </button>
                    </footer>
                </div>
            </Dialog>
        })
    }
}

/// The way to a first sign-in.
#[component]
pub fn ConnectGoogle() -> impl IntoView {
    let sign_in: SignIn = expect_context();
    let refusal = sign_in.refusal;
    let (client_id, secret, base_url, port) =
        (RwSignal::new(String::new()), RwSignal::new(String::new()), RwSignal::new(String::new()), RwSignal::new(String::new()));
    let depth = RwSignal::new(String::new());
    let may_send = RwSignal::new(false);
    let is_open = RwSignal::new(false);
    Effect::new(move |_| {
        if sign_in.n_done.get() > 0 {
            client_id.set(String::new());
            secret.set(String::new());
            is_open.set(false);
        }
    });
    let submit = Callback::new(move |()| {
        let mut grants = vec![Grant::Read];
        if may_send.get_untracked() {
            grants.extend([Grant::Send, Grant::Book]);
        }
        let typed_port = port.with_untracked(|port| port.trim().to_owned());
        let redirect_port = typed_port.parse().ok();
        if redirect_port.is_none() && !typed_port.is_empty() {
            sign_in.refusal.set(Some((text::not_a_port(&typed_port), Some("redirect_port".to_owned()))));
            return;
        }
        let typed_depth = depth.with_untracked(|depth| depth.trim().to_owned());
        let depth_days = typed_depth.parse().ok();
        if depth_days.is_none() && !typed_depth.is_empty() {
            sign_in.refusal.set(Some((text::not_a_number(&typed_depth), Some("depth_days".to_owned()))));
            return;
        }
        sign_in.begin(Ask {
            client_id: client_id.get_untracked(),
            client_secret: Secret(secret.get_untracked()),
            grants,
            base_url: Some(base_url.get_untracked()).filter(|base| !base.trim().is_empty()),
            redirect_port,
            connection: None,
            other_mailbox: false,
            depth_days,
        });
    });
    let words = Words {
        title: text::google_title(),
        lead: text::google_lead(),
        open: text::google_open(),
        connect: text::google_connect(),
        connecting: text::connecting(),
    };
    let steps = || text::google_steps().into_iter().map(|step| view! { <li>{step}</li> }).collect_view();
    view! {
        <Offer id="google" words fields=FIELDS is_open is_busy=Signal::derive(move || sign_in.is_busy()) refusal submit>
            <details open=true>
                <summary>{text::google_steps_title()}</summary>
                <ol>{steps()}</ol>
                <p>{text::google_testing()}</p>
            </details>
            <TypedField id="google-client-id" field="client_id" label=text::client_id_label() value=client_id refusal focus=true />
            <TypedField id="google-client-secret" field="client_secret" label=text::client_secret_label() value=secret refusal secret=true />
            <TypedField id="google-depth" field="depth_days" label=text::google_depth_label() value=depth refusal />
            <label class="check">
                <input type="checkbox" id="google-send" prop:checked=may_send
                    on:change=move |event| may_send.set(event_target_checked(&event)) />
                <span>{text::google_send_too()}</span>
            </label>
            <details>
                <summary id="google-more">{text::google_more()}</summary>
                <TypedField id="google-base-url" field="base_url" label=text::base_url_label() value=base_url refusal />
                <TypedField id="google-port" field="redirect_port" label=text::redirect_port_label() value=port refusal />
            </details>
        </Offer>
    }
}
