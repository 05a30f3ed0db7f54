//! The four weights of the score while one tries them out: whole percents that always sum to 100.

/// How many weights there are: revenue, urgency, strategic, effort.
pub const N: usize = 4;
const WHOLE: u32 = 100;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shares {
    now: [u32; N],
    /// The weight that is being moved, and how all stood when that began: there and back again leads to where one was.
    moving: Option<(usize, [u32; N])>,
}

impl Shares {
    /// From the setting: four numbers, apart by spaces or commas. None for anything else.
    pub fn read(setting: &str) -> Option<Self> {
        let words = setting.split([' ', '\t', ',']).filter(|word| !word.is_empty());
        let numbers: Vec<f64> = words.map(str::parse).collect::<Result<_, _>>().ok()?;
        let numbers: [f64; N] = numbers.try_into().ok()?;
        let fits = numbers.iter().all(|number| number.is_finite() && *number >= 0.0) && numbers.iter().sum::<f64>() > 0.0;
        fits.then(|| Self { now: share(WHOLE, numbers), moving: None })
    }

    /// In percent; they sum to 100.
    pub const fn percents(&self) -> [u32; N] {
        self.now
    }

    pub fn percent(&self, which: usize) -> u32 {
        self.now.get(which).copied().unwrap_or_default()
    }

    /// As parts of 1, as the engine previews them.
    pub fn parts(&self) -> [f64; N] {
        self.now.map(|percent| f64::from(percent) / f64::from(WHOLE))
    }

    /// As the setting is written: `0.40 0.30 0.20 0.10`.
    pub fn written(&self) -> String {
        self.now.map(|percent| format!("{}.{:02}", percent / WHOLE, percent % WHOLE)).join(" ")
    }

    /// Moves one weight; the others share the rest as they did before it was moved.
    pub fn set(&mut self, which: usize, percent: u32) {
        let begun = match self.moving {
            Some((moved, begun)) if moved == which => begun,
            _ => self.now,
        };
        self.moving = Some((which, begun));
        let percent = percent.min(WHOLE);
        let mut others = begun.map(f64::from);
        for (at, other) in others.iter_mut().enumerate() {
            *other = if at == which { 0.0 } else { *other };
        }
        if others.iter().sum::<f64>() == 0.0 {
            others = std::array::from_fn(|at| if at == which { 0.0 } else { 1.0 });
        }
        self.now = share(WHOLE - percent, others);
        if let Some(moved) = self.now.get_mut(which) {
            *moved = percent;
        }
    }
}

/// `whole` in the proportions of `parts`, in whole numbers that sum to it: what the cut leaves over goes where most was cut off.
fn share(whole: u32, parts: [f64; N]) -> [u32; N] {
    let sum: f64 = parts.iter().sum();
    let exact = parts.map(|part| f64::from(whole) * part / sum);
    // Never negative and at most 100, so the cut fits.
    let mut cut = exact.map(|part| (part + 1e-9).floor() as u32);
    let mut by_rest: [usize; N] = std::array::from_fn(|at| at);
    let rest = |at: &usize| exact.get(*at).zip(cut.get(*at)).map_or(0.0, |(exact, cut)| exact - f64::from(*cut));
    by_rest.sort_by(|one, other| rest(other).total_cmp(&rest(one)));
    let over = whole.saturating_sub(cut.iter().sum());
    for at in by_rest.into_iter().take(over as usize) {
        if let Some(part) = cut.get_mut(at) {
            *part += 1;
        }
    }
    cut
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shipped() -> Shares {
        Shares::read("0.4 0.3 0.2 0.1").unwrap()
    }

    #[test]
    fn whatever_is_moved_they_sum_to_a_hundred() {
        let mut shares = shipped();
        for which in 0..N {
            for percent in [0, 1, 7, 33, 50, 99, 100, 250] {
                shares.set(which, percent);
                assert_eq!(shares.percents().iter().sum::<u32>(), 100, "{which} {percent}: {shares:?}");
                assert_eq!(shares.percent(which), percent.min(100));
            }
        }
    }

    #[test]
    fn the_others_share_what_is_left_as_before() {
        let mut shares = shipped();
        shares.set(0, 70);
        assert_eq!(shares.percents(), [70, 15, 10, 5]);
    }

    #[test]
    fn there_and_back_again_leads_to_where_one_was() {
        let mut shares = shipped();
        shares.set(0, 100);
        assert_eq!(shares.percents(), [100, 0, 0, 0]);
        shares.set(0, 40);
        assert_eq!(shares.percents(), [40, 30, 20, 10]);
    }

    #[test]
    fn where_nothing_is_left_to_go_by_the_others_are_alike() {
        let mut shares = Shares::read("1 0 0 0").unwrap();
        shares.set(0, 40);
        assert_eq!(shares.percents(), [40, 20, 20, 20]);
    }

    #[test]
    fn the_setting_is_read_in_any_scale_and_written_as_parts_of_one() {
        assert_eq!(Shares::read("4, 3 2,1"), Some(shipped()));
        assert_eq!(shipped().written(), "0.40 0.30 0.20 0.10");
        assert_eq!(Shares::read("1 0 0 0").unwrap().written(), "1.00 0.00 0.00 0.00");
        assert_eq!(Shares::read("1 1 1 0").unwrap().percents().iter().sum::<u32>(), 100);
        for bad in ["", "1 2 3", "a b c d", "0 0 0 0", "-1 1 1 1", "1 2 3 inf"] {
            assert_eq!(Shares::read(bad), None, "{bad}");
        }
    }
}
