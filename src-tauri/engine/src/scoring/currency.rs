//! What amounts in other currencies are worth in the operator's own, by the operator's own table of rates.

/// The operator's currency, and what one unit of others is worth in it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Rates {
    own: String,
    others: Vec<(String, f64)>,
}

impl Rates {
    pub fn new(own: &str, others: Vec<(String, f64)>) -> Self {
        Self { own: own.to_owned(), others }
    }

    /// An amount in hundredths, in whole units of the operator's currency. One without a currency is in theirs. None where the table
    /// has no rate.
    pub fn in_own(&self, cents: i64, currency: &str) -> Option<f64> {
        let amount = cents as f64 / 100.0;
        if currency.is_empty() || currency == self.own {
            return Some(amount);
        }
        self.others.iter().find(|(other, _)| other == currency).map(|(_, rate)| amount * rate)
    }
}

/// A currency as ISO 4217 writes it, upper case; none for anything but three letters.
pub fn code(text: &str) -> Option<String> {
    let code = text.trim();
    (code.len() == 3 && code.chars().all(|c| c.is_ascii_alphabetic())).then(|| code.to_ascii_uppercase())
}

/// A table like `USD 0.92, GBP 1.17`. None where a line is no currency and a rate above zero, or a currency stands twice.
pub fn rates(text: &str) -> Option<Vec<(String, f64)>> {
    let mut table: Vec<(String, f64)> = Vec::new();
    for line in text.split([',', '\n']).map(str::trim).filter(|line| !line.is_empty()) {
        let (currency, rate) = line.split_once(|c: char| c.is_whitespace() || c == '=')?;
        let currency = code(currency)?;
        let rate: f64 = rate.trim_matches(|c: char| c.is_whitespace() || c == '=').parse().ok()?;
        if !rate.is_finite() || rate <= 0.0 || table.iter().any(|(known, _)| *known == currency) {
            return None;
        }
        table.push((currency, rate));
    }
    Some(table)
}

/// A table as it is kept.
pub fn written(table: &[(String, f64)]) -> String {
    table.iter().map(|(currency, rate)| format!("{currency} {rate}")).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_worth_what_the_table_says_and_nothing_without_a_rate() {
        let rates = Rates::new("EUR", rates("usd 0.5, GBP=1.25").unwrap());
        assert_eq!(rates.in_own(10_000, "EUR"), Some(100.0));
        assert_eq!(rates.in_own(10_000, ""), Some(100.0));
        assert_eq!(rates.in_own(10_000, "USD"), Some(50.0));
        assert_eq!(rates.in_own(10_000, "GBP"), Some(125.0));
        assert_eq!(rates.in_own(10_000, "JPY"), None);
    }

    #[test]
    fn what_is_no_table_is_refused_and_a_table_reads_back_as_it_is_kept() {
        for wrong in ["USD", "USD zero", "USD 0", "USD -1", "DOLLAR 1", "USD 1, USD 2", "USD inf", "0.9 USD"] {
            assert_eq!(rates(wrong), None, "{wrong}");
        }
        assert_eq!(rates(""), Some(Vec::new()));
        let table = rates("USD 0.92\nGBP 1.17").unwrap();
        assert_eq!(rates(&written(&table)), Some(table));
    }
}
