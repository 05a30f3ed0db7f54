//! A moment as a date, in the operator's time zone and as the engine writes it: `Fri 20 Nov 2026 14:00`.
//!
//! Zones and calendars are the browser's; nothing is decided by what is written here.

use crate::desk::Desk;
use api::Time;
use js_sys::{Array, Date, Function, JSON, Reflect};
use leptos::prelude::{GetUntracked as _, untrack};
use std::cell::RefCell;
use wasm_bindgen::{JsCast as _, JsValue};

thread_local! {
    /// What writes dates, and for which zone: to make one takes longer than to write a screen of dates.
    static WRITER: RefCell<Option<(String, Function)>> = const { RefCell::new(None) };
}

impl Desk {
    /// `Fri 20 Nov 2026 14:00`. Whoever calls this follows the setting of the zone.
    pub fn date(self, at: Time) -> String {
        let zone = self.setting("operator.time_zone");
        let writer = WRITER.with_borrow_mut(|known| {
            if known.as_ref().is_none_or(|(of, _)| *of != zone) {
                // A zone that the browser does not know is written in the machine's own.
                *known = writer(Some(zone.as_str()).filter(|zone| !zone.is_empty()))
                    .or_else(|| writer(None))
                    .map(|writer| (zone, writer));
            }
            known.as_ref().map(|(_, writer)| writer.clone())
        });
        let written = writer.and_then(|writer| writer.call1(&JsValue::UNDEFINED, &Date::new(&(at.0 as f64).into())).ok());
        written.and_then(|written| written.as_string()).unwrap_or_default().replace(',', "")
    }

    /// `Fri 27 Nov, 09:00`; with the year where it is not the present one.
    pub fn moment(self, at: Time, now: Time) -> String {
        let written = self.date(at);
        let part = |n: usize| written.split_whitespace().nth(n).unwrap_or_default();
        let (weekday, day, time) = (part(0), self.day(at, now), part(4));
        format!("{weekday} {day}, {time}")
    }

    /// The same for words that are said once and do not change with the settings.
    pub fn moment_untracked(self, at: Time) -> String {
        untrack(|| self.moment(at, self.clock.now().get_untracked()))
    }

    /// The day alone, `20 Nov`; with the year where it is not the present one.
    pub fn day(self, at: Time, now: Time) -> String {
        let (written, present) = (self.date(at), self.date(now));
        let part = |text: &str, n: usize| text.split_whitespace().nth(n).unwrap_or_default().to_owned();
        let (day, month, year) = (part(&written, 1), part(&written, 2), part(&written, 3));
        if year == part(&present, 3) { format!("{day} {month}") } else { format!("{day} {month} {year}") }
    }
}

fn writer(zone: Option<&str>) -> Option<Function> {
    let mut options = serde_json::json!({
        "weekday": "short", "day": "numeric", "month": "short", "year": "numeric", "hour": "2-digit", "minute": "2-digit",
        "hourCycle": "h23",
    });
    if let (Some(zone), Some(options)) = (zone, options.as_object_mut()) {
        options.insert("timeZone".to_owned(), zone.into());
    }
    let options = JSON::parse(&options.to_string()).ok()?;
    let intl = Reflect::get(&js_sys::global(), &"Intl".into()).ok()?;
    let format: Function = Reflect::get(&intl, &"DateTimeFormat".into()).ok()?.dyn_into().ok()?;
    let made = Reflect::construct(&format, &Array::of2(&"en-GB".into(), &options)).ok()?;
    Reflect::get(&made, &"format".into()).ok()?.dyn_into().ok()
}
