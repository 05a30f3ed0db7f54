//! How far the window is enlarged: steps from 100 to 200 percent.

/// In percent.
pub const STEPS: [u32; 6] = [100, 110, 125, 150, 175, 200];

/// The value of the setting; 100 for one that cannot be read.
pub fn read(setting: &str) -> u32 {
    setting.parse().unwrap_or(100)
}

/// The next larger step; the largest is the end.
pub fn larger(percent: u32) -> u32 {
    STEPS.into_iter().find(|step| *step > percent).unwrap_or(200)
}

/// The next smaller step; the smallest is the end.
pub fn smaller(percent: u32) -> u32 {
    STEPS.into_iter().rev().find(|step| *step < percent).unwrap_or(100)
}

/// What can be chosen: the steps, and what is set where that is none of them.
pub fn choices(percent: u32) -> Vec<u32> {
    let mut all = STEPS.to_vec();
    all.push(percent);
    all.sort_unstable();
    all.dedup();
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_lead_up_and_down_and_end() {
        assert_eq!([larger(100), larger(130), larger(200)], [110, 150, 200]);
        assert_eq!([smaller(200), smaller(130), smaller(100)], [175, 125, 100]);
    }

    #[test]
    fn what_is_set_can_always_be_chosen() {
        assert_eq!(choices(125), STEPS);
        assert_eq!(choices(130), [100, 110, 125, 130, 150, 175, 200]);
        assert_eq!(read("130"), 130);
        assert_eq!(read(""), 100);
    }
}
