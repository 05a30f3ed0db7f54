//! What the operator is told outside of the window: items that became hot, each once ever.
//!
//! ```text
//! became hot ─▶ is it still? ─▶ window in front: seen ─▶ outside of the hours: waits ─▶ told, at most 25 a day
//! ```
//!
//! It must never hold a word of a mail's body: it stands on a locked screen.

use crate::calendar;
use crate::cx::Cx;
use crate::queue;
use crate::settings::Settings;
use crate::store::hot::{self, Settled, Waiting};
use crate::store::{Conn, Write, items};
use api::{ItemId, ItemView, Notification, TakeNotifications, Time, text};

/// How many notifications there are on one day of the operator's zone; the rest waits for the next.
const A_DAY: usize = 25;
/// How many are named in one about several.
const NAMED: usize = 3;

/// What a notification depends on beside the items.
#[derive(Clone, Copy, Debug)]
struct Moment {
    is_on: bool,
    is_in_front: bool,
    /// When the hours began in which there are notifications; none outside of them.
    hours_began_at: Option<Time>,
    n_told_today: usize,
}

/// What becomes of what became hot. Items that stand nowhere wait on.
#[derive(Debug, Default, PartialEq, Eq)]
struct Plan {
    passed: Vec<ItemId>,
    seen: Vec<ItemId>,
    together: Vec<ItemId>,
    alone: Vec<ItemId>,
}

/// What waited for the hours to begin comes as one, what became hot within them one by one.
fn plan(waiting: &[Waiting], moment: Moment) -> Plan {
    let ids = |rows: &[Waiting]| rows.iter().map(Waiting::id).collect::<Vec<_>>();
    let (hot, cooled): (Vec<Waiting>, Vec<Waiting>) = waiting.iter().partition(|row| row.is_hot && moment.is_on);
    let plan = Plan { passed: ids(&cooled), ..Plan::default() };
    if moment.is_in_front {
        return Plan { seen: ids(&hot), ..plan };
    }
    let (Some(began_at), true) = (moment.hours_began_at, moment.n_told_today < A_DAY) else { return plan };
    let (late, fresh): (Vec<Waiting>, Vec<Waiting>) = hot.iter().partition(|row| Time(row.noted_at) < began_at);
    let (together, mut alone) = if late.len() > 1 { (ids(&late), Vec::new()) } else { (Vec::new(), ids(&late)) };
    alone.extend(ids(&fresh));
    alone.truncate(A_DAY - moment.n_told_today - usize::from(!together.is_empty()));
    Plan { together, alone, ..plan }
}

/// What to tell now. Each item is answered once, whoever asks first.
pub async fn take(cx: &Cx, request: &TakeNotifications) -> anyhow::Result<Vec<Notification>> {
    let (settings, now) = (cx.settings().await?, cx.now());
    // Hosts ask often, and mostly there is nothing: then nobody is kept from writing.
    if plan_now(&mut *cx.read().await?, &settings, request, now).await? == Plan::default() {
        return Ok(Vec::new());
    }
    let mut write = cx.write().await?;
    let plan = plan_now(write.conn(), &settings, request, now).await?;
    let notifications = notifications(&mut write, &plan).await?;
    let settled = [
        (&plan.passed, Settled::Passed),
        (&plan.seen, Settled::Seen),
        (&plan.together, Settled::ToldTogether),
        (&plan.alone, Settled::Told),
    ];
    for (items, how) in settled {
        if !items.is_empty() {
            hot::settle(&mut write, items, how, now).await?;
        }
    }
    write.commit().await?;
    Ok(notifications)
}

async fn plan_now(conn: &mut Conn, settings: &Settings, request: &TakeNotifications, now: Time) -> anyhow::Result<Plan> {
    let moment = Moment {
        is_on: settings.notify,
        is_in_front: request.is_in_front,
        hours_began_at: settings.notify_hours.began_at(now, &settings.zone),
        n_told_today: hot::n_told_since(conn, calendar::start_of_day(now, &settings.zone)).await?,
    };
    Ok(plan(&hot::waiting(conn).await?, moment))
}

async fn notifications(write: &mut Write, plan: &Plan) -> anyhow::Result<Vec<Notification>> {
    let mut all = Vec::new();
    if !plan.together.is_empty() {
        let views = views(write.conn(), &plan.together).await?;
        let mut names: Vec<String> = Vec::new();
        for name in views.iter().filter_map(|view| view.contact.as_ref()).map(api::ContactRef::called) {
            if !names.contains(&name) {
                names.push(name);
            }
        }
        let n_more = names.len().saturating_sub(NAMED);
        names.truncate(NAMED);
        all.push(Notification {
            item: None,
            title: text::n_became_hot(plan.together.len() as u64),
            body: text::hot_people(&names, n_more),
        });
    }
    for view in views(write.conn(), &plan.alone).await? {
        let who = view.contact.as_ref().map(api::ContactRef::called).unwrap_or_default();
        let company = view.company.as_ref().map(|company| company.name.as_str());
        all.push(Notification {
            item: Some(view.id),
            title: text::hot_title(&who, company),
            body: text::hot_body(&view.what, &view.why),
        });
    }
    Ok(all)
}

/// Lines of these items, in their order.
async fn views(conn: &mut Conn, ids: &[ItemId]) -> anyhow::Result<Vec<ItemView>> {
    let mut rows = items::some(conn, ids).await?;
    rows.sort_by_key(|row| ids.iter().position(|id| *id == row.id()));
    queue::views(conn, &rows).await
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hot(item_id: i64, noted_at: i64) -> Waiting {
        Waiting { item_id, noted_at, is_hot: true }
    }

    fn at_noon() -> Moment {
        Moment { is_on: true, is_in_front: false, hours_began_at: Some(Time(100)), n_told_today: 0 }
    }

    fn ids(ids: &[i64]) -> Vec<ItemId> {
        ids.iter().copied().map(ItemId).collect()
    }

    #[test]
    fn what_waited_for_the_hours_comes_as_one_and_the_rest_by_itself() {
        let waiting = [hot(1, 10), hot(2, 20), hot(3, 100), hot(4, 120)];
        assert_eq!(plan(&waiting, at_noon()), Plan { together: ids(&[1, 2]), alone: ids(&[3, 4]), ..Plan::default() });
    }

    #[test]
    fn one_that_waited_alone_is_told_by_name() {
        assert_eq!(plan(&[hot(1, 10)], at_noon()), Plan { alone: ids(&[1]), ..Plan::default() });
    }

    #[test]
    fn nothing_is_told_outside_the_hours_and_nothing_is_lost() {
        let night = Moment { hours_began_at: None, ..at_noon() };
        assert_eq!(plan(&[hot(1, 10), hot(2, 20)], night), Plan::default());
    }

    #[test]
    fn a_day_has_twenty_five_and_the_rest_waits() {
        let waiting: Vec<Waiting> = (1..=30).map(|id| hot(id, 100 + id)).collect();
        assert_eq!(plan(&waiting, at_noon()).alone.len(), 25);
        assert_eq!(plan(&waiting, Moment { n_told_today: 24, ..at_noon() }).alone, ids(&[1]));
        assert_eq!(plan(&waiting, Moment { n_told_today: 25, ..at_noon() }), Plan::default());
        let mixed: Vec<Waiting> = [hot(1, 1), hot(2, 2), hot(3, 101)].to_vec();
        let last = plan(&mixed, Moment { n_told_today: 24, ..at_noon() });
        assert_eq!(last, Plan { together: ids(&[1, 2]), ..Plan::default() });
    }

    #[test]
    fn what_the_operator_sees_or_does_not_want_is_settled_untold() {
        let waiting = [hot(1, 120), Waiting { is_hot: false, ..hot(2, 120) }];
        let in_front = plan(&waiting, Moment { is_in_front: true, hours_began_at: None, ..at_noon() });
        assert_eq!(in_front, Plan { seen: ids(&[1]), passed: ids(&[2]), ..Plan::default() });
        assert_eq!(plan(&waiting, Moment { is_on: false, ..at_noon() }), Plan { passed: ids(&[1, 2]), ..Plan::default() });
    }
}
