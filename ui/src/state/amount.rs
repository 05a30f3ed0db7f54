//! An amount of money as it is typed, and as it stands in a field.

/// The hundredths that are meant: `48,000`, `48.000,50`, `48 000.5`, `1'200`. None within for nothing typed; none at all for what is
/// no amount.
pub fn read(typed: &str) -> Option<Option<i64>> {
    let typed: String = typed.chars().filter(|c| !c.is_whitespace() && !matches!(c, '\'' | '’')).collect();
    if typed.is_empty() {
        return Some(None);
    }
    let (whole, part) = match typed.rfind([',', '.']) {
        Some(at) => split(&typed, at)?,
        None => (typed, String::new()),
    };
    let digits = |text: &str| !text.is_empty() && text.chars().all(|c| c.is_ascii_digit());
    if !digits(&whole) || part.len() > 2 || !(part.is_empty() || digits(&part)) {
        return None;
    }
    format!("{whole}{part:0<2}").parse().ok().map(Some)
}

/// Whole units and what is behind them, by the last mark: three digits behind it are a group of thousands.
fn split(typed: &str, at: usize) -> Option<(String, String)> {
    let (before, behind) = (typed.get(..at)?, typed.get(at + 1..)?);
    let mark = typed.get(at..=at)?;
    // The mark between groups is another one than that before the hundredths, or there are only groups.
    let is_group = behind.len() == 3;
    let whole = if is_group { typed } else { before };
    let groups: Vec<&str> = whole.split([',', '.']).collect();
    let is_grouped =
        groups.iter().enumerate().all(|(n, group)| if n == 0 { (1..=3).contains(&group.len()) } else { group.len() == 3 });
    let is_one_mark = is_group || !before.contains(mark);
    let fits = groups.len() == 1 || is_grouped && is_one_mark;
    fits.then(|| (groups.concat(), if is_group { String::new() } else { behind.to_owned() }))
}

/// An amount as it stands in a field: `48000`, `48000.50`.
pub fn written(cents: i64) -> String {
    let (whole, part) = (cents / 100, (cents % 100).abs());
    if part == 0 { whole.to_string() } else { format!("{whole}.{part:02}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_as_people_write_them() {
        for (typed, cents) in [
            ("48000", 4_800_000),
            ("48,000", 4_800_000),
            ("48.000", 4_800_000),
            ("48.000,50", 4_800_050),
            ("48,000.5", 4_800_050),
            ("1'200", 120_000),
            ("1 200 000", 120_000_000),
            ("1,200,000", 120_000_000),
            ("12.5", 1_250),
            ("0", 0),
        ] {
            assert_eq!(read(typed), Some(Some(cents)), "{typed}");
        }
        assert_eq!((read(""), read("  ")), (Some(None), Some(None)));
    }

    #[test]
    fn what_is_no_amount_is_not_guessed() {
        for typed in ["about 5", "-3", "1,2,3", "12,34,567", "4800.505", "€5", ".", "12.345,678.9", "99999999999999999999"] {
            assert_eq!(read(typed), None, "{typed}");
        }
    }

    #[test]
    fn what_stands_in_a_field_is_read_the_same() {
        for cents in [0, 5, 50, 4_800_000, 4_800_050] {
            assert_eq!(read(&written(cents)), Some(Some(cents)));
        }
    }
}
