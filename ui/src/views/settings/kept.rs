//! A setting beside its name and its sentence of help: stored as one leaves it or chooses, refused beside the field.

use crate::backend;
use crate::desk::{Desk, desk};
use crate::state::Field;
use api::{SetSetting, text};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// A setting as it stands in its field.
#[derive(Clone, Copy)]
pub struct Kept {
    desk: Desk,
    key: &'static str,
    field: RwSignal<Field>,
}

impl Kept {
    /// Follows what is stored, whoever stores it. What is typed when the screen goes is stored then.
    pub fn of(key: &'static str) -> Self {
        let desk = desk();
        let stored = Memo::new(move |_| desk.setting(key));
        let mut field = Field::default();
        field.learn(stored.get_untracked());
        let kept = Self { desk, key, field: RwSignal::new(field) };
        Effect::new(move |_| {
            let stored = stored.get();
            kept.field.update(|field| field.learn(stored));
        });
        // Nobody is left to be told of it: what shows the field goes with it.
        on_cleanup(move || kept.keep(false));
        kept
    }

    pub fn typed(self) -> String {
        self.field.with(|field| field.typed().to_owned())
    }

    pub fn is(self, value: &str) -> bool {
        self.field.with(|field| field.typed() == value)
    }

    pub fn error(self) -> Signal<Option<String>> {
        Signal::derive(move || self.field.with(|field| field.error().map(str::to_owned)))
    }

    fn type_on(self, typed: String) {
        self.field.update(|field| field.type_on(typed));
    }

    /// The field is left: what was typed is stored.
    fn leave(self) {
        self.keep(true);
    }

    /// Stores what was typed; `is_shown` says whether whoever shows the field is told.
    fn keep(self, is_shown: bool) {
        if let Some(Some(value)) = self.field.try_maybe_update(|field| (is_shown, field.leave())) {
            self.store(value, How::Typed);
        }
    }

    /// A value is chosen, not typed: where it is refused, what is stored is shown again.
    pub fn choose(self, value: &str) {
        self.type_on(value.to_owned());
        if let Some(Some(value)) = self.field.try_update(Field::leave) {
            self.store(value, How::Chosen);
        }
    }

    /// What was refused makes room for what is stored.
    fn give_up(self) {
        self.field.update(|field| {
            if field.error().is_some() {
                field.revert();
            }
        });
    }

    fn store(self, value: String, how: How) {
        spawn_local(async move {
            let answer = backend::call(SetSetting { key: self.key.to_owned(), value }).await;
            let answer = answer.map(|setting| setting.value).map_err(|error| error.message);
            let refusal = answer.as_ref().err().cloned();
            let was_more = self.field.try_update(|field| {
                let was_more = field.answered(answer);
                if how == How::Chosen && refusal.is_some() {
                    field.put_back();
                }
                was_more
            });
            match (was_more, refusal) {
                (Some(true), _) => self.leave(),
                // The screen is gone, and the words with it.
                (None, Some(words)) => self.desk.refuse(&words),
                _ => {}
            }
        });
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum How {
    Typed,
    Chosen,
}

/// The id of the field of a setting.
pub fn id_of(key: &str) -> String {
    key.replace(['.', '_'], "-")
}

/// What a field takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    Line,
    Lines,
    Number,
}

#[component]
pub fn TextSetting(key: &'static str, #[prop(default = Shape::Line)] shape: Shape) -> impl IntoView {
    let kept = Kept::of(key);
    let id = id_of(key);
    let help = format!("{id}-help");
    let pressed = move |event: leptos::ev::KeyboardEvent| match event.key().as_str() {
        "Enter" if shape != Shape::Lines && !event.is_composing() => kept.leave(),
        "Escape" => kept.give_up(),
        _ => {}
    };
    let typed = move |event| kept.type_on(event_target_value(&event));
    let error = kept.error();
    let is_wrong = move || error.with(Option::is_some).then_some("true");
    let control = if shape == Shape::Lines {
        view! {
            <textarea id=id.clone() rows="3" dir="auto" aria-describedby=help aria-invalid=is_wrong prop:value=move || kept.typed()
                on:input=typed on:blur=move |_| kept.leave() on:keydown=pressed></textarea>
        }
        .into_any()
    } else {
        let is_number = shape == Shape::Number;
        view! {
            <input type="text" id=id.clone() dir="auto" autocomplete="off" spellcheck="false" class:short=is_number class:number=is_number
                inputmode=is_number.then_some("numeric") aria-describedby=help aria-invalid=is_wrong prop:value=move || kept.typed()
                on:input=typed on:blur=move |_| kept.leave() on:keydown=pressed />
            {is_number.then(|| view! { <span class="unit">{text::setting_unit(key)}</span> })}
        }
        .into_any()
    };
    view! {
        <Row key error>
            {control}
        </Row>
    }
}

/// One of two values, the first of which is on.
#[component]
pub fn SwitchSetting(key: &'static str, values: [&'static str; 2]) -> impl IntoView {
    let kept = Kept::of(key);
    let [on, off] = values;
    let switch = Callback::new(move |is_on: bool| kept.choose(if is_on { on } else { off }));
    view! {
        <Row key error=kept.error()>
            <Switch key is_on=Signal::derive(move || kept.is(on)) switch />
        </Row>
    }
}

/// Says what is wanted; whoever draws it changes `is_on`.
#[component]
pub fn Switch(key: &'static str, is_on: Signal<bool>, switch: Callback<bool>) -> impl IntoView {
    let id = id_of(key);
    let help = format!("{id}-help");
    let clicked = move |event: leptos::ev::MouseEvent| {
        // It shows what is stored, and changes with that.
        event.prevent_default();
        let wanted = !is_on.get_untracked();
        // The page puts the box back after this, and would undo what is set before.
        request_animation_frame(move || {
            let _gone = switch.try_run(wanted);
        });
    };
    view! { <input type="checkbox" role="switch" class="switch" id=id aria-describedby=help prop:checked=is_on on:click=clicked /> }
}

/// One of a few values, all of which are seen.
#[component]
pub fn ChoiceSetting(
    key: &'static str,
    /// Values, with their words.
    choices: Signal<Vec<(String, String)>>,
) -> impl IntoView {
    let kept = Kept::of(key);
    let choice = move |(value, words): (String, String)| {
        let (mine, chosen) = (value.clone(), value);
        view! {
            <label>
                <input type="radio" name=id_of(key) prop:checked=move || kept.is(&mine) on:change=move |_| kept.choose(&chosen) />
                <span>{words}</span>
            </label>
        }
    };
    view! {
        <Row key is_group=true error=kept.error()>
            <div class="choices" role="radiogroup" aria-labelledby=format!("{}-label", id_of(key))>
                {move || choices.get().into_iter().map(choice).collect_view()}
            </div>
        </Row>
    }
}

/// A name with its sentence of help at the left, the value at the right, what is wrong with it below.
#[component]
pub fn Row(
    key: &'static str,
    /// Several fields share the name.
    #[prop(optional)]
    is_group: bool,
    error: Signal<Option<String>>,
    children: Children,
) -> impl IntoView {
    let id = id_of(key);
    let (label_id, help_id) = (format!("{id}-label"), format!("{id}-help"));
    let name = text::setting_label(key).unwrap_or_default();
    let label = if is_group {
        view! { <span class="label" id=label_id>{name}</span> }.into_any()
    } else {
        view! { <label class="label" id=label_id for=id>{name}</label> }.into_any()
    };
    view! {
        <div class="setting">
            <div class="words">
                {label}
                <p id=help_id>{text::setting_help(key)}</p>
            </div>
            <div class="value">
                {children()}
                <p role="alert" class="refusal" dir="auto">{error}</p>
            </div>
        </div>
    }
}
