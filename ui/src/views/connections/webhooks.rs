//! Sources that post by themselves: whether this machine listens, and a source to be added.

use super::mapping::MappingFields;
use super::offer::{Offer, Words};
use super::vault::PassphraseWanted;
use super::webhook_card::WebhookCard;
use crate::backend;
use crate::components::{Dialog, TypedField};
use crate::desk::{Desk, desk};
use crate::source::Source;
use crate::state::TypedMapping;
use api::{ConnectionId, ListWebhooks, Listening, Proof, SaveWebhook, Secret, SetSetting, Tag, Webhooks, text};
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen_futures::JsFuture;

/// Fields that say below themselves what is wrong with them.
const FIELDS: &[&str] = &["name", "secret", "public_url"];
const LISTEN: &str = "webhooks.listen";

/// Puts text where it can be pasted from, and says whether that went well.
pub fn copy(desk: Desk, words: String) {
    spawn_local(async move {
        let clipboard = window().navigator().clipboard();
        match JsFuture::from(clipboard.write_text(&words)).await {
            Ok(_) => desk.say(text::copied(), false),
            Err(_) => desk.refuse(&text::not_copied()),
        }
    });
}

/// What listens and every source, read again whenever it changed.
pub fn source_of_webhooks() -> Source<Webhooks> {
    let desk = desk();
    let source = Source::new(|| backend::call(ListWebhooks {}));
    Effect::new(move |_| {
        desk.follow(Tag::Connections);
        desk.follow(Tag::Settings);
        source.read();
    });
    source
}

/// The listener and a card for each source; nothing where there is none.
#[component]
pub fn WebhookCards(source: Source<Webhooks>) -> impl IntoView {
    let all = Memo::new(move |_| source.value());
    let ids = Memo::new(move |_| {
        all.with(|all| all.as_ref().map(|all| all.sources.iter().map(|one| one.id).collect::<Vec<_>>()).unwrap_or_default())
    });
    let card = move |id: ConnectionId| {
        let one = Memo::new(move |_| all.with(|all| all.as_ref()?.sources.iter().find(|one| one.id == id).cloned()));
        view! { <WebhookCard one source /> }
    };
    view! {
        {move || (!ids.with(Vec::is_empty)).then(|| view! { <Listener all /> })}
        {move || ids.get().into_iter().map(card).collect_view()}
    }
}

/// Whether this machine listens, which is for all sources at once.
#[component]
fn Listener(all: Memo<Option<Webhooks>>) -> impl IntoView {
    let desk = desk();
    let is_busy = RwSignal::new(false);
    let turn = move |value: &'static str| {
        is_busy.set(true);
        spawn_local(async move {
            let answer = backend::call(SetSetting { key: LISTEN.to_owned(), value: value.to_owned() }).await;
            let _gone = is_busy.try_set(false);
            if let Err(error) = answer {
                desk.refuse(&error.message);
            }
        });
    };
    move || {
        let Webhooks { listening, words, refusals, .. } = all.get()?;
        let led = match listening {
            Listening::On => "led fresh",
            Listening::PortTaken => "led failing",
            Listening::Off | Listening::NotHere => "led",
        };
        let now = desk.clock.now().get_untracked();
        let refused = (!refusals.is_empty()).then(|| {
            let lines = refusals.iter().map(|one| super::webhook_card::refusal(one, now)).collect_view();
            view! { <dl><dt>{text::refusals_label()}</dt><dd><ul>{lines}</ul></dd></dl> }
        });
        let (value, label) = if listening == Listening::Off { ("on", text::listen_on()) } else { ("off", text::listen_off()) };
        let is_off = listening == Listening::Off;
        Some(view! {
            <section class="card connection" aria-labelledby="listener-title">
                <h2 id="listener-title"><i class=led aria-hidden="true"></i>{text::webhooks_title()}</h2>
                <p class="fresh" role="status" id="listening">{words}</p>
                {refused}
                <footer>
                    <button type="button" class:go=is_off id="listen" disabled=is_busy on:click=move |_| turn(value)>{label}</button>
                </footer>
            </section>
        })
    }
}

/// A source to be added, and its secret once it is.
#[component]
pub fn AddWebhook(source: Source<Webhooks>) -> impl IntoView {
    let desk = desk();
    let wanted: PassphraseWanted = expect_context();
    let (is_open, is_busy, refusal) = (RwSignal::new(false), RwSignal::new(false), RwSignal::new(None));
    let empty = || RwSignal::new(String::new());
    let (name, secret, public_url) = (empty(), empty(), empty());
    let proof = RwSignal::new(Proof::Sha256);
    let typed = RwSignal::new(TypedMapping::default());
    let made = RwSignal::new(None::<Made>);
    let submit = Callback::new(move |()| {
        refusal.set(None);
        let mapping = match typed.with_untracked(TypedMapping::mapping) {
            Ok(mapping) => mapping,
            Err(words) => return refusal.set(Some((words, None))),
        };
        let request = SaveWebhook {
            webhook: None,
            name: Some(name.get_untracked()),
            secret: Some(Secret(secret.get_untracked())).filter(|secret| !secret.0.trim().is_empty()),
            proof: Some(proof.get_untracked()),
            public_url: Some(public_url.get_untracked()),
            mapping: Some(mapping),
            position: None,
        };
        is_busy.set(true);
        spawn_local(async move {
            let answer = backend::call(request).await;
            let _gone = is_busy.try_set(false);
            match answer {
                Ok(view) => {
                    match view.made_secret {
                        Some(secret) => drop(made.try_set(Some((text::made_secret_title(&view.name), secret.0)))),
                        None => desk.say(text::said_source_added(&view.name), false),
                    }
                    for field in [name, secret, public_url] {
                        let _gone = field.try_set(String::new());
                    }
                    let _gone = typed.try_set(TypedMapping::default());
                    let _gone = is_open.try_set(false);
                    source.read();
                }
                Err(error) => {
                    wanted.note(&error);
                    let _gone = refusal.try_set(Some((error.message, error.field)));
                }
            }
        });
    });
    let words = Words {
        title: text::webhook_offer_title(),
        lead: text::webhook_offer_lead(),
        open: text::webhook_open(),
        connect: text::webhook_add(),
        connecting: text::webhook_adding(),
    };
    let choice = move |one: Proof| view! { <option value=one.as_str() selected=move || proof.get() == one>{text::proof_words(one)}</option> };
    let choices = move || Proof::ALL.iter().copied().map(choice).collect_view();
    view! {
        <Offer id="webhook" words fields=FIELDS is_open is_busy refusal submit>
            <TypedField id="webhook-name" field="name" label=text::webhook_name_label() value=name refusal focus=true />
            <div class="typed">
                <label for="webhook-proof">{text::webhook_proof_label()}</label>
                <select id="webhook-proof" on:change=move |event| {
                    proof.set(Proof::from_wire(&event_target_value(&event)).unwrap_or_default());
                }>{choices()}</select>
            </div>
            <TypedField id="webhook-secret" field="secret" label=text::webhook_secret_label() value=secret refusal secret=true />
            <Show when=move || proof.get() == Proof::Hubspot>
                <TypedField id="webhook-url" field="public_url" label=text::webhook_public_url_label() value=public_url refusal />
            </Show>
            <MappingFields typed />
        </Offer>
        {move || made.get().map(|(title, secret)| view! { <MadeSecret title secret made /> })}
    }
}

/// A secret that was made, below what is said of it.
pub type Made = (String, String);

/// Shows a secret that was made, this once.
#[component]
pub fn MadeSecret(title: String, secret: String, made: RwSignal<Option<Made>>) -> impl IntoView {
    let desk = desk();
    let close = Callback::new(move |()| made.set(None));
    let copied = secret.clone();
    view! {
        <Dialog title close>
            <div class="question">
                <p>{text::made_secret_lead()}</p>
                <textarea readonly=true rows="2" id="made-secret" aria-label=text::secret_label() prop:value=secret></textarea>
                <footer>
                    <button type="button" on:click=move |_| close.run(())>{text::close_label()}</button>
                    <button type="button" class="go" id="copy-secret" on:click=move |_| copy(desk, copied.clone())>{text::copy_label()}</button>
                </footer>
            </div>
        </Dialog>
    }
}
