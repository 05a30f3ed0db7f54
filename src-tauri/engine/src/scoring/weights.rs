//! How much each factor counts: the operator's setting, always four weights that sum to 1.

use std::fmt;

/// The weights of the four factors. None is negative and they sum to 1 within 1e-9, because there is no other way to make one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Weights {
    revenue: f64,
    urgency: f64,
    strategic: f64,
    effort: f64,
}

/// Why weights were refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WeightsError {
    #[error("Weights are four numbers in the order revenue, urgency, strategic, effort, such as “0.40 0.30 0.20 0.10”.")]
    NotFourNumbers,
    #[error("A weight is a number from zero up; a negative or endless one cannot be used.")]
    OutOfRange,
    #[error("At least one weight must be above zero, otherwise all items would score the same.")]
    AllZero,
}

impl Weights {
    /// Weights in any scale (4 3 2 1 as well as .4 .3 .2 .1), brought to the sum 1.
    ///
    /// # Errors
    /// A weight that is negative, infinite or no number; or all of them zero.
    pub fn validated(revenue: f64, urgency: f64, strategic: f64, effort: f64) -> Result<Self, WeightsError> {
        let all = [revenue, urgency, strategic, effort];
        if all.iter().any(|weight| !weight.is_finite() || *weight < 0.0) {
            return Err(WeightsError::OutOfRange);
        }
        // What sums to 1 already stays as it was typed: 0.3 must not come back as 0.29999999999999993.
        if (all.iter().sum::<f64>() - 1.0).abs() < 1e-12 {
            return Ok(Self { revenue, urgency, strategic, effort });
        }
        // Dividing by the greatest first keeps the sum from overflowing and from vanishing.
        let greatest = all.iter().copied().fold(0.0, f64::max);
        if greatest == 0.0 {
            return Err(WeightsError::AllZero);
        }
        let sum: f64 = all.iter().map(|weight| weight / greatest).sum();
        let share = |weight: f64| weight / greatest / sum;
        Ok(Self { revenue: share(revenue), urgency: share(urgency), strategic: share(strategic), effort: share(effort) })
    }

    /// Reads the form of the setting: four numbers with a decimal point, apart by spaces or commas.
    ///
    /// # Errors
    /// Anything but four numbers, and what [`Weights::validated`] refuses.
    pub fn parse(words: &str) -> Result<Self, WeightsError> {
        let numbers: Vec<f64> = words
            .split([' ', '\t', ','])
            .filter(|word| !word.is_empty())
            .map(str::parse)
            .collect::<Result<_, _>>()
            .map_err(|_| WeightsError::NotFourNumbers)?;
        match *numbers.as_slice() {
            [revenue, urgency, strategic, effort] => Self::validated(revenue, urgency, strategic, effort),
            _ => Err(WeightsError::NotFourNumbers),
        }
    }

    pub fn revenue(&self) -> f64 {
        self.revenue
    }

    pub fn urgency(&self) -> f64 {
        self.urgency
    }

    pub fn strategic(&self) -> f64 {
        self.strategic
    }

    pub fn effort(&self) -> f64 {
        self.effort
    }
}

impl Default for Weights {
    fn default() -> Self {
        Self { revenue: 0.40, urgency: 0.30, strategic: 0.20, effort: 0.10 }
    }
}

/// The form of the setting, with as many digits as it takes to read the same weights back.
impl fmt::Display for Weights {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} {} {}", self.revenue, self.urgency, self.strategic, self.effort)
    }
}
