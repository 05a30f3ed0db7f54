//! Promises of the score that hold for any input, the odd ones included.

use super::tests::{ASKS, DAY, NOON, adjustment, plain};
use super::*;
use api::{Band, ItemId, Time};
use proptest::prelude::*;

/// Any number at all, with the odd ones often enough to be met.
fn any_number() -> impl Strategy<Value = f64> {
    prop_oneof![
        4 => -2.0..2.0,
        2 => any::<f64>(),
        1 => prop::sample::select(vec![f64::NAN, f64::INFINITY, f64::NEG_INFINITY, f64::MAX, f64::MIN, -0.0, 5e-324]),
    ]
}

fn any_time() -> impl Strategy<Value = Time> {
    prop_oneof![
        4 => (-40 * DAY..40 * DAY).prop_map(|ms| NOON.plus_ms(ms)),
        1 => any::<i64>().prop_map(Time),
        1 => prop::sample::select(vec![Time(i64::MIN), Time(i64::MAX), Time(0)]),
    ]
}

prop_compose! {
    fn any_base()(revenue in any_number(), urgency in any_number(), strategic in any_number(), effort in any_number()) -> Base {
        Base { revenue, urgency, strategic, effort }
    }
}

prop_compose! {
    fn any_weights()(r in 0.0..10.0, u in 0.0..10.0, s in 0.0..10.0, e in 0.001..10.0) -> Weights {
        Weights::validated(r, u, s, e).unwrap()
    }
}

prop_compose! {
    fn any_outcome()(impact in any_number(), confidence in any_number(), happened_at in any_time(), company in any::<bool>())
        -> Outcome {
        Outcome { impact, confidence, happened_at, of: if company { OutcomeOf::Company } else { OutcomeOf::Contact } }
    }
}

prop_compose! {
    fn real_outcome()(impact in -10.0..=10.0, confidence in 0.0..=1.0, happened_at in any_time(), company in any::<bool>())
        -> Outcome {
        Outcome { impact, confidence, happened_at, of: if company { OutcomeOf::Company } else { OutcomeOf::Contact } }
    }
}

prop_compose! {
    fn any_circumstances()(
        window_starts_at in any_time(),
        due_at in any_time(),
        now in any_time(),
        deal_amount in prop::option::of(prop_oneof![0.0..1e7, any_number()]),
        typical_deal in prop_oneof![1.0..1e6, any_number()],
        flags in any::<[bool; 3]>(),
    ) -> Circumstances<'static> {
        let [is_target_company, is_decision_maker, draft_is_ready] = flags;
        Circumstances {
            window_starts_at, due_at, now, deal_amount, typical_deal, is_target_company, is_decision_maker, draft_is_ready,
            outcomes: &[],
        }
    }
}

fn any_rank() -> impl Strategy<Value = Rank> {
    // Few values, so that ties are common.
    (prop_oneof![(0..4).prop_map(|n| f64::from(n) * 25.0), any_number()], 0..3_i64, 0..3_i64, 0..3_i64)
        .prop_map(|(aps, due, opened, id)| Rank { aps, due_at: Time(due), opened_at: Time(opened), id: ItemId(id) })
}

proptest! {
    #[test]
    fn any_input_gives_a_finite_score_whose_parts_sum_to_it(
        base in any_base(),
        weights in any_weights(),
        around in any_circumstances(),
        outcomes in prop::collection::vec(any_outcome(), 0..20),
    ) {
        let scored = score(&base, &weights, &Circumstances { outcomes: &outcomes, ..around });
        prop_assert!((0.0..=100.0).contains(&scored.aps) && scored.aps.is_sign_positive());
        prop_assert!((-1e-9..=100.0 + 1e-9).contains(&scored.base_score));
        prop_assert!((-20.0..=20.0).contains(&scored.adjustment));
        for component in [scored.revenue, scored.urgency, scored.strategic, scored.effort] {
            prop_assert!((0.0..=1.0).contains(&component.value));
            prop_assert!((0.0..=1.0).contains(&component.weight));
            prop_assert!((0.0..=100.0).contains(&component.points));
        }
        let sum: f64 = scored.parts().iter().map(|(_, points)| points).sum();
        prop_assert!((sum - scored.aps).abs() < 1e-9, "{} is not {}", sum, scored.aps);
        prop_assert_eq!(scored.band() == Band::Hot, scored.aps >= 75.0);
        prop_assert_eq!(scored.band() == Band::Cool, scored.aps < 50.0);
    }

    #[test]
    fn outcomes_never_push_by_twenty_points(outcomes in prop::collection::vec(real_outcome(), 0..=30)) {
        let pushed = adjustment(&outcomes);
        prop_assert!(-20.0 < pushed && pushed < 20.0);
    }

    #[test]
    fn more_of_a_good_factor_never_lowers_the_score(
        base in any_base(),
        weights in any_weights(),
        around in any_circumstances(),
        from in 0.0..=1.0,
        more in 0.0..=1.0,
    ) {
        let aps = |base: Base| score(&base, &weights, &around).aps;
        let to = f64::min(from + more, 1.0);
        let revenue = |revenue| aps(Base { revenue, ..base });
        let urgency = |urgency| aps(Base { urgency, ..base });
        let strategic = |strategic| aps(Base { strategic, ..base });
        let effort = |effort| aps(Base { effort, ..base });
        prop_assert!(revenue(from) <= revenue(to));
        // The rise towards 1 mixes both ends of the window: allow for the last bit of rounding.
        prop_assert!(urgency(from) <= urgency(to) + 1e-12);
        prop_assert!(strategic(from) <= strategic(to));
        prop_assert!(effort(from) >= effort(to));
    }

    #[test]
    fn a_bigger_deal_or_a_later_look_never_lowers_the_score(
        base in any_base(),
        around in any_circumstances(),
        amount in 0.0..1e7,
        more in 0.0..1e7,
        later_ms in 0..60 * DAY,
    ) {
        let aps = |around: Circumstances<'_>| score(&base, &Weights::default(), &around).aps;
        let with_deal = |amount| aps(Circumstances { deal_amount: Some(amount), ..around });
        let later = Circumstances { now: around.now.plus_ms(later_ms), ..around };
        prop_assert!(with_deal(amount) <= with_deal(amount + more));
        prop_assert!(aps(around) <= aps(later));
    }

    #[test]
    fn urgency_is_linear_between_start_and_due(base in 0.0..=1.0, length in 1..90 * DAY, share in 0.0..1.0) {
        let passed = (share * length as f64) as i64;
        let around = Circumstances { due_at: NOON.plus_ms(length), ..plain(NOON.plus_ms(passed)) };
        let value = score(&Base { urgency: base, ..ASKS }, &Weights::default(), &around).urgency.value;
        let expected = base + (1.0 - base) * (passed as f64 / length as f64);
        prop_assert!((value - expected).abs() < 1e-12);
        let due = Circumstances { now: around.due_at, ..around };
        prop_assert_eq!(score(&Base { urgency: base, ..ASKS }, &Weights::default(), &due).urgency.value, 1.0);
    }

    #[test]
    fn weights_sum_to_one_and_survive_their_own_words(weights in any_weights()) {
        let sum = |w: &Weights| w.revenue() + w.urgency() + w.strategic() + w.effort();
        prop_assert!((sum(&weights) - 1.0).abs() < 1e-9);
        let again = Weights::parse(&weights.to_string()).unwrap();
        prop_assert!((again.revenue() - weights.revenue()).abs() < 1e-12);
        prop_assert!((again.effort() - weights.effort()).abs() < 1e-12);
    }

    #[test]
    fn the_order_is_total(a in any_rank(), b in any_rank(), c in any_rank()) {
        prop_assert_eq!(a.cmp(&b), b.cmp(&a).reverse());
        prop_assert_eq!(a == b, a.cmp(&b).is_eq());
        if a <= b && b <= c {
            prop_assert!(a <= c);
        }
    }

    #[test]
    fn a_queue_sorts_the_same_from_any_shuffle(mut ranks in prop::collection::vec(any_rank(), 0..30)) {
        let mut reversed: Vec<Rank> = ranks.iter().rev().copied().collect();
        ranks.sort();
        reversed.sort();
        prop_assert_eq!(ranks, reversed);
    }
}
