//! A long list that a view reads from the engine page by page, and reads again whenever it changed.

use crate::state::Pages;
use crate::state::pages::{Ask, Page};
use api::ApiError;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::future::Future;
use std::hash::Hash;
use std::ops::Range;
use std::pin::Pin;

type Answer<T> = Pin<Box<dyn Future<Output = Result<Page<T>, ApiError>>>>;
type Question<T> = Box<dyn Fn(Option<String>, u32) -> Answer<T>>;

/// What is known of it, and how to ask: behind which place, and how many rows.
pub struct Paged<I: 'static, T: 'static> {
    pages: RwSignal<Pages<I, T>>,
    question: StoredValue<Question<T>, LocalStorage>,
}

impl<I, T> Clone for Paged<I, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<I, T> Copy for Paged<I, T> {}

impl<I, T> Paged<I, T>
where
    I: Copy + Eq + Hash + Send + Sync + 'static,
    T: Clone + PartialEq + Send + Sync + 'static,
{
    /// `id` tells rows apart; `is_behind` says whether one stands behind another in the order of the engine.
    pub fn new<F: Future<Output = Result<Page<T>, ApiError>> + 'static>(
        id: fn(&T) -> I,
        is_behind: fn(&T, &T) -> bool,
        question: impl Fn(Option<String>, u32) -> F + 'static,
    ) -> Self {
        Self {
            pages: RwSignal::new(Pages::new(id, is_behind)),
            question: StoredValue::new_local(Box::new(move |after, limit| Box::pin(question(after, limit)))),
        }
    }

    pub fn pages(self) -> ReadSignal<Pages<I, T>> {
        self.pages.read_only()
    }

    /// The line of a row; none while it is not known.
    pub fn line(self, id: I) -> Memo<Option<T>> {
        Memo::new(move |_| self.pages.with(|pages| pages.row(id).cloned()))
    }

    pub fn cursor(self) -> Memo<Option<I>> {
        Memo::new(move |_| self.pages.with(Pages::cursor))
    }

    pub fn go_to(self, id: I) {
        self.pages.update(|pages| pages.go_to(id));
    }

    pub fn step(self, by: isize) {
        self.pages.update(|pages| pages.step(by));
    }

    /// Reads another list, as after a change of the filter.
    pub fn turn(self) {
        self.then(Pages::turn);
    }

    /// Reads what is shown again.
    pub fn read(self) {
        self.then(Pages::changed);
    }

    /// These rows are drawn.
    pub fn see(self, drawn: Range<usize>) {
        // Nothing that is shown follows from what is seen, so nobody is to be told of it.
        let asked = self.pages.try_maybe_update(|pages| (false, pages.see(drawn.end)));
        self.carry_out(asked.flatten());
    }

    fn then(self, change: impl FnOnce(&mut Pages<I, T>) -> Option<Ask>) {
        let asked = self.pages.try_update(change).flatten();
        self.carry_out(asked);
    }

    fn carry_out(self, asked: Option<Ask>) {
        let Some(mut ask) = asked else { return };
        spawn_local(async move {
            loop {
                let Some(answer) = self.question.try_with_value(|question| question(ask.after.clone(), ask.limit)) else {
                    return;
                };
                let answer = answer.await;
                match self.pages.try_update(|pages| pages.learn(&ask, answer)).flatten() {
                    Some(next) => ask = next,
                    None => return,
                }
            }
        });
    }
}
