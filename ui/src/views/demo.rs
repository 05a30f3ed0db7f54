//! Starting over with the demo, and leaving it: what is removed is said first, and then done with nothing else on the screen.

use crate::backend;
use crate::components::Dialog;
use crate::desk::{Desk, Screen, desk};
use crate::state::Narrowing;
use api::{Command, LeaveDemo, RestartDemo, text};
use leptos::prelude::*;
use leptos::task::spawn_local;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wish {
    Restart,
    Leave,
}

impl Wish {
    fn question(self) -> String {
        match self {
            Self::Restart => text::restart_demo_question(),
            Self::Leave => text::leave_demo_question(),
        }
    }

    fn consequence(self) -> String {
        match self {
            Self::Restart => text::restart_demo_words(),
            Self::Leave => text::leave_demo_words(),
        }
    }

    fn name(self) -> String {
        match self {
            Self::Restart => text::restart_demo(),
            Self::Leave => text::leave_demo(),
        }
    }

    fn under_way(self) -> String {
        match self {
            Self::Restart => text::demo_is_made(),
            Self::Leave => text::demo_is_being_left(),
        }
    }

    fn done(self) -> String {
        match self {
            Self::Restart => text::demo_is_made_anew(),
            Self::Leave => text::demo_is_left(),
        }
    }
}

/// The ways out of the demo.
#[derive(Clone, Copy)]
pub struct DemoExit {
    desk: Desk,
    asked: RwSignal<Option<Wish>>,
    /// While it is carried out no screen is shown: what stands there is about to be no more.
    is_busy: RwSignal<bool>,
    refusal: RwSignal<Option<String>>,
    /// The operator wants to look around before anything is read.
    is_later: RwSignal<bool>,
}

impl DemoExit {
    pub fn start(desk: Desk, is_later: RwSignal<bool>) -> Self {
        let exit =
            Self { desk, asked: RwSignal::new(None), is_busy: RwSignal::new(false), refusal: RwSignal::new(None), is_later };
        let is_demo = desk.is_demo();
        desk.commands.handle(move |command| {
            let wish = match command {
                Command::RestartDemo => Wish::Restart,
                Command::LeaveDemo => Wish::Leave,
                _ => return false,
            };
            if !is_demo.get_untracked() || exit.is_busy.get_untracked() {
                return false;
            }
            exit.refusal.set(None);
            exit.asked.set(Some(wish));
            true
        });
        exit
    }

    pub fn is_busy(self) -> bool {
        self.is_busy.get()
    }

    fn carry_out(self, wish: Wish) {
        if self.is_busy.get_untracked() {
            return;
        }
        self.refusal.set(None);
        self.is_busy.set(true);
        // Once the screen is gone, and what was typed on it has been handed over.
        request_animation_frame(move || {
            spawn_local(async move {
                let answer = match wish {
                    Wish::Restart => backend::call(RestartDemo {}).await.map(drop),
                    Wish::Leave => backend::call(LeaveDemo {}).await.map(drop),
                };
                match answer {
                    Ok(()) => self.begin_anew(wish),
                    Err(error) => self.refusal.set(Some(error.message)),
                }
                self.is_busy.set(false);
            });
        });
    }

    /// Forgets what belongs to items that are no more.
    fn begin_anew(self, wish: Wish) {
        self.asked.set(None);
        self.desk.unkept.forget();
        self.desk.narrowing.set(Narrowing::default());
        self.desk.wanted.set(None);
        self.desk.wanted_record.set(None);
        self.is_later.set(false);
        self.desk.screen.set(Screen::Queue);
        self.desk.said.update(Vec::clear);
        self.desk.say(wish.done(), false);
        self.desk.read_everything();
    }

    fn question(self, wish: Wish) -> impl IntoView {
        let close = Callback::new(move |()| {
            if !self.is_busy.get_untracked() {
                self.asked.set(None);
            }
        });
        let words = move || if self.is_busy.get() { wish.under_way() } else { wish.consequence() };
        view! {
            <Dialog title=wish.question() close>
                <div class="question" id="demo-question">
                    <p role="status">{words}</p>
                    <p>{text::demo_is_removed()}</p>
                    <p>{text::demo_keeps()}</p>
                    <p role="alert" class="refusal">{self.refusal}</p>
                    <footer>
                        <button type="button" autofocus=true disabled=self.is_busy on:click=move |_| close.run(())>{text::cancel()}</button>
                        <button
                            type="button"
                            class="go"
                            id="demo-confirm"
                            disabled=self.is_busy
                            on:click=move |_| self.carry_out(wish)
                        >
                            {wish.name()}
                        </button>
                    </footer>
                </div>
            </Dialog>
        }
    }
}

/// The question that stands over the screen, where one was asked.
#[component]
pub fn DemoQuestion() -> impl IntoView {
    let exit: DemoExit = expect_context();
    move || exit.asked.get().map(|wish| exit.question(wish))
}

/// The ways out, with what each means, for the settings.
#[component]
pub fn DemoPart() -> impl IntoView {
    let desk = desk();
    let way = move |(command, button, words): (Command, String, String)| {
        let run = move |_| {
            desk.commands.run(command);
        };
        view! {
            <div class="setting">
                <div class="words">
                    <span class="label">{text::command(command)}</span>
                    <p>{words}</p>
                </div>
                <div class="value">
                    <button type="button" id=format!("settings-{command}") aria-label=text::command(command) on:click=run>{button}</button>
                </div>
            </div>
        }
    };
    let ways = [
        (Command::RestartDemo, text::start_over(), text::restart_demo_words()),
        (Command::LeaveDemo, text::leave(), text::leave_demo_words()),
    ];
    view! {
        <p class="lead">{text::demo_lead()}</p>
        <div class="card">{ways.into_iter().map(way).collect_view()}</div>
    }
}
