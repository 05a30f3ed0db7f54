//! One source that posts by itself: where it is reached, what it posted, what was turned away and why, and what can be done.

use super::mapping::MappingFields;
use super::vault::PassphraseWanted;
use super::webhooks::{Made, MadeSecret, copy};
use crate::backend;
use crate::clock::of_day;
use crate::components::Dialog;
use crate::desk::desk;
use crate::source::Source;
use crate::state::TypedMapping;
use api::{
    ConnectionId, DropPosts, Mapping, Position, RefusalView, Refused, RenewWebhookSecret, RetryPosts, SaveWebhook, Time,
    WebhookView, Webhooks, text,
};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// How often something was turned away, and why.
pub fn refusal(one: &RefusalView, now: Time) -> impl IntoView + use<> {
    // Here posts may be lost, and the mapping is to blame.
    let is_wrong = one.reason == Refused::SameId;
    view! { <li class:wrong=is_wrong>{text::refusal_words(&one.words, one.n, one.n_today, &text::ago(one.last_at, now))}</li> }
}

fn change(webhook: ConnectionId) -> SaveWebhook {
    SaveWebhook { webhook: Some(webhook), name: None, secret: None, proof: None, public_url: None, mapping: None, position: None }
}

#[component]
pub fn WebhookCard(one: Memo<Option<WebhookView>>, source: Source<Webhooks>) -> impl IntoView {
    let desk = desk();
    let now = desk.clock.now();
    let is_busy = RwSignal::new(false);
    let mapping = RwSignal::new(None::<(ConnectionId, String, Mapping)>);
    let save = Callback::new(move |request: SaveWebhook| {
        is_busy.set(true);
        spawn_local(async move {
            let answer = backend::call(request).await;
            let _gone = is_busy.try_set(false);
            if let Err(error) = answer {
                desk.refuse(&error.message);
            }
            source.read();
        });
    });
    let retry = move |webhook: ConnectionId| {
        is_busy.set(true);
        spawn_local(async move {
            let answer = backend::call(RetryPosts { webhook }).await;
            let _gone = is_busy.try_set(false);
            if let Err(error) = answer {
                desk.refuse(&error.message);
            }
            source.read();
        });
    };
    let give_up = move |webhook: ConnectionId| {
        is_busy.set(true);
        spawn_local(async move {
            let answer = backend::call(DropPosts { webhook }).await;
            let _gone = is_busy.try_set(false);
            if let Err(error) = answer {
                desk.refuse(&error.message);
            }
            source.read();
        });
    };
    let renewing = RwSignal::new(None::<(ConnectionId, String)>);
    let made = RwSignal::new(None::<Made>);
    let body = move || {
        let WebhookView { id, name, is_on, proof, address, mapping: kept, n_posts, n_today, n_unmapped, .. } = one.get()?;
        let view = one.get()?;
        let title = format!("webhook-{name}");
        let led = if is_on { "led fresh" } else { "led" };
        let last = view.last_post_at;
        let last =
            move || last.map_or_else(text::no_post_yet, |at| format!("{}, {}", of_day(at, now.get()), text::ago(at, now.get())));
        let unmapped = (n_unmapped > 0).then(|| {
            let words = text::unmapped_words(n_unmapped, view.unmapped_words.as_deref().unwrap_or_default());
            view! { <dt>{text::unmapped_label()}</dt><dd class="wrong" dir="auto">{words}</dd> }
        });
        let refusals = view.refusals.clone();
        let refused = (!refusals.is_empty()).then(|| {
            let lines = move || refusals.iter().map(|one| refusal(one, now.get())).collect_view();
            view! { <dt>{text::refusals_label()}</dt><dd><ul>{lines}</ul></dd> }
        });
        let again = (n_unmapped > 0).then(|| {
            view! {
                <button type="button" class="go" disabled=is_busy on:click=move |_| retry(id)>{text::try_again_label()}</button>
                <button type="button" disabled=is_busy on:click=move |_| give_up(id)>{text::drop_posts_label()}</button>
            }
        });
        let (position, switch) =
            if is_on { (Position::Off, text::switch_off_label()) } else { (Position::On, text::switch_on_label()) };
        let (shown, copied, copy_label) = (address.clone(), address, text::copy_address_of(&name));
        let asked = (id, name.clone(), kept);
        let renewed = (id, name.clone());
        Some(view! {
            <section class="card connection" aria-labelledby=title.clone()>
                <h2 id=title.clone()><i class=led aria-hidden="true"></i><span dir="auto">{name}</span></h2>
                <p class="fresh">{text::source_takes_posts(is_on)}</p>
                <dl>
                    <dt>{text::address_label()}</dt>
                    <dd class="copied">
                        <code>{shown}</code>
                        <button type="button" class="plain" aria-label=copy_label on:click=move |_| copy(desk, copied.clone())>
                            {text::copy_label()}
                        </button>
                    </dd>
                    <dt>{text::signed_label()}</dt>
                    <dd>{text::proof_words(proof)}</dd>
                    <dt>{text::today_label()}</dt>
                    <dd>{text::posts_words(n_today)}</dd>
                    <dt>{text::in_all_label()}</dt>
                    <dd>{text::posts_words(n_posts)}</dd>
                    <dt>{text::last_post_label()}</dt>
                    <dd>{last}</dd>
                    {unmapped}
                    {refused}
                </dl>
                <footer>
                    {again}
                    <button type="button" on:click=move |_| mapping.set(Some(asked.clone()))>{text::mapping_open()}</button>
                    <button type="button" on:click=move |_| renewing.set(Some(renewed.clone()))>{text::new_secret_label()}</button>
                    <button type="button" disabled=is_busy
                        on:click=move |_| save.run(SaveWebhook { position: Some(position), ..change(id) })>{switch}</button>
                </footer>
            </section>
        })
    };
    view! {
        {body}
        {move || mapping.get().map(|(id, name, kept)| view! { <ChangeMapping id name kept asked=mapping source /> })}
        {move || renewing.get().map(|(id, name)| view! { <RenewSecret id name asked=renewing made source /> })}
        {move || made.get().map(|(title, secret)| view! { <MadeSecret title secret made /> })}
    }
}

#[component]
fn RenewSecret(
    id: ConnectionId,
    name: String,
    asked: RwSignal<Option<(ConnectionId, String)>>,
    made: RwSignal<Option<Made>>,
    source: Source<Webhooks>,
) -> impl IntoView {
    let desk = desk();
    let wanted: PassphraseWanted = expect_context();
    let close = Callback::new(move |()| asked.set(None));
    let confirm = move |_| {
        asked.set(None);
        spawn_local(async move {
            match backend::call(RenewWebhookSecret { webhook: id }).await {
                Ok(view) => {
                    let title = text::renewed_secret_title(&view.name);
                    drop(made.try_set(view.made_secret.map(|secret| (title, secret.0))));
                }
                Err(error) => {
                    wanted.note(&error);
                    desk.refuse(&error.message);
                }
            }
            source.read();
        });
    };
    view! {
        <Dialog title=text::new_secret_question(&name) close>
            <div class="question">
                <p>{text::new_secret_consequence()}</p>
                <footer>
                    <button type="button" on:click=move |_| close.run(())>{text::cancel()}</button>
                    <button type="button" class="go" id="new-secret-confirm" on:click=confirm>{text::new_secret_confirm()}</button>
                </footer>
            </div>
        </Dialog>
    }
}

#[component]
fn ChangeMapping(
    id: ConnectionId,
    name: String,
    kept: Mapping,
    asked: RwSignal<Option<(ConnectionId, String, Mapping)>>,
    source: Source<Webhooks>,
) -> impl IntoView {
    let typed = RwSignal::new(TypedMapping::of(&kept));
    let refusal = RwSignal::new(None::<String>);
    let close = Callback::new(move |()| asked.set(None));
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let mapping = match typed.with_untracked(TypedMapping::mapping) {
            Ok(mapping) => mapping,
            Err(words) => return refusal.set(Some(words)),
        };
        spawn_local(async move {
            match backend::call(SaveWebhook { mapping: Some(mapping), ..change(id) }).await {
                Ok(_) => drop(asked.try_set(None)),
                Err(error) => drop(refusal.try_set(Some(error.message))),
            }
            source.read();
        });
    };
    view! {
        <Dialog title=text::mapping_of(&name) close>
            <form class="question connect" on:submit=submit>
                <MappingFields typed />
                <p class="fault" role="alert" dir="auto">{refusal}</p>
                <footer>
                    <button type="button" on:click=move |_| close.run(())>{text::cancel()}</button>
                    <button type="submit" class="go" id="mapping-save">{text::save_options()}</button>
                </footer>
            </form>
        </Dialog>
    }
}
