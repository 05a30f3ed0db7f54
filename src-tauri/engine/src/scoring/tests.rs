//! Promises of the score, shown on examples that were worked out by hand.

use super::*;
use api::{Band, ItemId, Time};

pub(super) const HOUR: i64 = 3_600_000;
pub(super) const DAY: i64 = 24 * HOUR;
pub(super) const NOON: Time = Time(1_785_585_600_000);

/// The play for a reply that asks something.
pub(super) const ASKS: Base = Base { revenue: 0.70, urgency: 0.95, strategic: 0.70, effort: 0.30 };

pub(super) fn plain(now: Time) -> Circumstances<'static> {
    Circumstances {
        window_starts_at: NOON,
        due_at: NOON.plus_ms(HOUR),
        now,
        deal_amount: None,
        typical_deal: 25_000.0,
        is_target_company: false,
        is_decision_maker: false,
        draft_is_ready: false,
        outcomes: &[],
    }
}

fn of_contact(impact: f64, age_ms: i64) -> Outcome {
    Outcome { impact, confidence: 1.0, happened_at: NOON.plus_ms(-age_ms), of: OutcomeOf::Contact }
}

pub(super) fn adjustment(outcomes: &[Outcome]) -> f64 {
    score(&ASKS, &Weights::default(), &Circumstances { outcomes, ..plain(NOON) }).adjustment
}

#[track_caller]
fn close(actual: f64, expected: f64) {
    assert!((actual - expected).abs() < 1e-9, "{actual} is not {expected}");
}

#[test]
fn a_fresh_question_scores_what_the_formula_says() {
    let scored = score(&ASKS, &Weights::default(), &plain(NOON));
    close(scored.revenue.points, 28.0);
    close(scored.urgency.points, 28.5);
    close(scored.strategic.points, 14.0);
    close(scored.effort.points, 7.0);
    close(scored.effort.value, 0.30);
    close(scored.base_score, 77.5);
    close(scored.aps, 77.5);
    assert_eq!((scored.adjustment, scored.limit), (0.0, 0.0));
    assert_eq!(scored.band(), Band::Hot);
}

#[test]
fn every_circumstance_moves_its_own_component() {
    // revenue .70 + .4·(75/100 − .5) = .80; urgency half way .975; strategic .70 + .25 = .95; effort .15;
    let outcomes = [
        Outcome { confidence: 0.5, ..of_contact(10.0, -HOUR / 2) },
        Outcome { of: OutcomeOf::Company, ..of_contact(-8.0, 14 * DAY - HOUR / 2) },
    ];
    let scored = score(
        &ASKS,
        &Weights::default(),
        &Circumstances {
            now: NOON.plus_ms(HOUR / 2),
            deal_amount: Some(75_000.0),
            is_target_company: true,
            is_decision_maker: true,
            draft_is_ready: true,
            outcomes: &outcomes,
            ..plain(NOON)
        },
    );
    close(scored.revenue.value, 0.80);
    close(scored.urgency.value, 0.975);
    close(scored.strategic.value, 0.95);
    close(scored.effort.value, 0.15);
    close(scored.revenue.points, 32.0);
    close(scored.urgency.points, 29.25);
    close(scored.strategic.points, 19.0);
    close(scored.effort.points, 8.5);
    close(scored.base_score, 88.75);
    assert!((scored.adjustment - 2.977_7).abs() < 1e-4);
    close(scored.adjustment, 20.0 * 0.15_f64.tanh());
    close(scored.aps, 88.75 + scored.adjustment);
}

#[test]
fn the_typical_deal_leaves_revenue_at_its_base_and_amounts_move_it_by_a_fifth_at_most() {
    let revenue = |deal_amount| score(&ASKS, &Weights::default(), &Circumstances { deal_amount, ..plain(NOON) }).revenue.value;
    close(revenue(Some(25_000.0)), 0.70);
    close(revenue(Some(0.0)), 0.50);
    close(revenue(Some(8_333_333.0)), 0.70 + 0.4 * (8_333_333.0 / 8_358_333.0 - 0.5));
    close(revenue(Some(f64::MAX)), 0.90);
    for unknown in [-1.0, f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        close(revenue(Some(unknown)), 0.70);
    }
    for typical_deal in [0.0, -5.0, f64::NAN, f64::INFINITY] {
        let odd = Circumstances { typical_deal, deal_amount: Some(1.0), ..plain(NOON) };
        close(score(&ASKS, &Weights::default(), &odd).revenue.value, 0.70);
    }
}

#[test]
fn urgency_rises_linearly_and_stays_at_one_from_the_due_time() {
    let urgency = |now| score(&ASKS, &Weights::default(), &plain(now)).urgency.value;
    close(urgency(NOON.plus_ms(-DAY)), 0.95);
    close(urgency(NOON), 0.95);
    close(urgency(NOON.plus_ms(HOUR / 4)), 0.9625);
    close(urgency(NOON.plus_ms(HOUR / 2)), 0.975);
    assert_eq!(urgency(NOON.plus_ms(HOUR)), 1.0);
    assert_eq!(urgency(NOON.plus_ms(30 * DAY)), 1.0);
}

#[test]
fn a_window_without_length_is_urgent_from_its_due_time() {
    let urgency = |due_at, now| score(&ASKS, &Weights::default(), &Circumstances { due_at, ..plain(now) }).urgency.value;
    assert_eq!(urgency(NOON, NOON), 1.0);
    close(urgency(NOON, NOON.plus_ms(-1)), 0.95);
    assert_eq!(urgency(NOON.plus_ms(-HOUR), NOON.plus_ms(-HOUR)), 1.0);
    close(urgency(NOON.plus_ms(-HOUR), NOON.plus_ms(-HOUR - 1)), 0.95);
}

#[test]
fn strategic_never_passes_one() {
    let base = Base { strategic: 0.90, ..ASKS };
    let known = Circumstances { is_target_company: true, is_decision_maker: true, ..plain(NOON) };
    assert_eq!(score(&base, &Weights::default(), &known).strategic.value, 1.0);
    let target = Circumstances { is_target_company: true, ..plain(NOON) };
    close(score(&ASKS, &Weights::default(), &target).strategic.value, 0.85);
    let decides = Circumstances { is_decision_maker: true, ..plain(NOON) };
    close(score(&ASKS, &Weights::default(), &decides).strategic.value, 0.80);
}

#[test]
fn an_outcome_fades_by_half_in_fourteen_days_and_counts_half_for_the_company() {
    close(adjustment(&[of_contact(10.0, 0)]), 9.242_343_145_200_195);
    close(adjustment(&[of_contact(10.0, 14 * DAY)]), 20.0 * 0.25_f64.tanh());
    close(adjustment(&[Outcome { of: OutcomeOf::Company, ..of_contact(10.0, 0) }]), 20.0 * 0.25_f64.tanh());
    close(adjustment(&[of_contact(-8.0, 28 * DAY)]), 20.0 * (-0.1_f64).tanh());
}

#[test]
fn an_outcome_dated_in_the_future_counts_as_fresh() {
    close(adjustment(&[of_contact(10.0, -30 * DAY)]), adjustment(&[of_contact(10.0, 0)]));
    close(adjustment(&[Outcome { happened_at: Time(i64::MAX), ..of_contact(10.0, 0) }]), 9.242_343_145_200_195);
}

#[test]
fn outcomes_that_are_no_numbers_count_nothing() {
    assert_eq!(adjustment(&[of_contact(f64::NAN, 0)]), 0.0);
    assert_eq!(adjustment(&[Outcome { confidence: f64::NAN, ..of_contact(10.0, 0) }]), 0.0);
    assert_eq!(adjustment(&[of_contact(f64::INFINITY, 0), of_contact(f64::NEG_INFINITY, 0)]), 0.0);
    assert_eq!(adjustment(&[of_contact(f64::INFINITY, 0)]), 20.0);
}

#[test]
fn what_the_cut_took_is_a_part_of_its_own() {
    let best = Base { revenue: 1.0, urgency: 1.0, strategic: 1.0, effort: 0.0 };
    let booked = [of_contact(10.0, 0)];
    let scored = score(&best, &Weights::default(), &Circumstances { outcomes: &booked, ..plain(NOON) });
    assert_eq!(scored.aps, 100.0);
    close(scored.limit, -9.242_343_145_200_195);

    let worst = Base { revenue: 0.0, urgency: 0.0, strategic: 0.0, effort: 1.0 };
    let left = [of_contact(-8.0, 0)];
    let scored = score(&worst, &Weights::default(), &Circumstances { outcomes: &left, ..plain(NOON) });
    assert_eq!((scored.aps, scored.aps.is_sign_positive()), (0.0, true));
    close(scored.limit, 20.0 * 0.4_f64.tanh());
}

#[test]
fn weights_are_brought_to_the_sum_one_or_refused() {
    let weights = Weights::parse("4, 3, 2, 1").unwrap();
    close(weights.revenue(), 0.40);
    close(weights.effort(), 0.10);
    assert_eq!(Weights::parse(" 0.40 0.30\t0.20 0.10 ").unwrap(), Weights::default());
    assert_eq!(Weights::default().to_string(), "0.4 0.3 0.2 0.1");
    assert_eq!(Weights::validated(f64::MAX, f64::MAX, 0.0, 0.0).unwrap().urgency(), 0.5);
    assert_eq!(Weights::validated(0.0, 5e-324, 0.0, 0.0).unwrap().urgency(), 1.0);
    for words in ["", "1 2 3", "1 2 3 4 5", "a b c d", "0,4 0,3 0,2 0,1", "1;2;3;4"] {
        assert_eq!(Weights::parse(words), Err(WeightsError::NotFourNumbers), "{words}");
    }
    for words in ["-1 1 1 1", "NaN 1 1 1", "inf 1 1 1", "1e999 1 1 1"] {
        assert_eq!(Weights::parse(words), Err(WeightsError::OutOfRange), "{words}");
    }
    assert_eq!(Weights::parse("0 0 0 0"), Err(WeightsError::AllZero));
}

#[test]
fn ties_break_by_due_then_age_then_id() {
    let rank = |aps, due, opened, id| Rank { aps, due_at: Time(due), opened_at: Time(opened), id: ItemId(id) };
    let mut queue = [
        rank(60.0, 5, 1, 1),
        rank(70.0, 9, 9, 5),
        rank(70.0, 9, 9, 4),
        rank(70.0, 9, 2, 8),
        rank(70.0, 3, 9, 9),
        rank(70.000_001, 99, 99, 99),
    ];
    queue.sort();
    assert_eq!(queue.iter().map(|r| r.id.0).collect::<Vec<_>>(), [99, 9, 8, 4, 5, 1]);
}
