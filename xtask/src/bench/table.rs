//! What was measured, as a table to read and as JSON to keep.

use std::fs;
use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context as _, Result, anyhow};
use serde_json::{Value, json};

/// One thing that was measured.
#[derive(Debug)]
pub(super) struct Figure {
    pub(super) id: String,
    /// Of what, and how much of it.
    pub(super) at: String,
    pub(super) measured: f64,
    /// Measured in the same run, in the same unit; none where the target is a plain number.
    pub(super) yardstick: Option<f64>,
    pub(super) unit: String,
    pub(super) target: String,
    pub(super) passes: bool,
}

impl Figure {
    /// The figure divided by its yardstick.
    pub(super) fn ratio(&self) -> Option<f64> {
        self.yardstick.map(|yardstick| self.measured / yardstick)
    }

    /// Reads a line that the engine's program printed: a figure, or why there is none; nothing where it is neither.
    pub(super) fn read(line: &str) -> Option<(String, Result<Self>)> {
        let value: Value = serde_json::from_str(line).ok()?;
        let text = |name: &str| Some(value.get(name)?.as_str()?.to_owned());
        let id = text("id")?;
        if let Some(why) = text("failed") {
            return Some((id, Err(anyhow!(why))));
        }
        let figure = Self {
            id: id.clone(),
            at: text("at")?,
            measured: value.get("measured")?.as_f64()?,
            yardstick: value.get("yardstick").and_then(Value::as_f64),
            unit: text("unit")?,
            target: text("target")?,
            passes: value.get("passes")?.as_bool()?,
        };
        Some((id, Ok(figure)))
    }

    fn as_json(&self) -> Value {
        let Self { id, at, measured, yardstick, unit, target, passes } = self;
        json!({
            "id": id, "at": at, "measured": measured, "yardstick": yardstick, "unit": unit, "ratio": self.ratio(),
            "target": target, "passes": passes,
        })
    }

    /// Two lines: the figures, and below them of what.
    fn shown(&self) -> String {
        let amount = |value: f64| format!("{} {}", number(value), self.unit);
        let yardstick = self.yardstick.map_or_else(|| "-".to_owned(), amount);
        let ratio = self.ratio().map_or_else(|| "-".to_owned(), |ratio| format!("{ratio:.2}"));
        let verdict = if self.passes { "pass" } else { "short" };
        let (id, measured, target, at) = (&self.id, amount(self.measured), &self.target, &self.at);
        format!("{id:<12} {measured:>20} {yardstick:>20} {ratio:>7}  {verdict:<6} {target}\n{:<12} {at}", "")
    }
}

/// What became of one bench.
#[derive(Debug)]
enum Row {
    Measured(Figure),
    Failed { id: String, why: String },
}

impl Row {
    fn shown(&self) -> String {
        match self {
            Self::Measured(figure) => figure.shown(),
            Self::Failed { id, why } => format!("{id:<12} NOT MEASURED\n{:<12} {why}", ""),
        }
    }

    fn as_json(&self) -> Value {
        match self {
            Self::Measured(figure) => figure.as_json(),
            Self::Failed { id, why } => json!({ "id": id, "failed": why }),
        }
    }
}

/// The figures of one run. They are printed as they come, and all together at the end.
pub(super) struct Table {
    scale: u32,
    rows: Vec<Row>,
}

impl Table {
    pub(super) fn new(scale: u32) -> Self {
        Self { scale, rows: Vec::new() }
    }

    /// Adds what was measured; one that could not be leaves the others as they are, and its row says why.
    pub(super) fn take(&mut self, id: &str, measured: Result<Figure>) {
        let row = match measured {
            Ok(figure) => Row::Measured(figure),
            Err(error) => Row::Failed { id: id.to_owned(), why: format!("{error:#}") },
        };
        println!("{}", row.shown());
        self.rows.push(row);
    }

    /// The same for several figures of one bench.
    pub(super) fn take_all(&mut self, id: &str, measured: Result<Vec<Figure>>) {
        match measured {
            Ok(figures) => figures.into_iter().for_each(|figure| self.take(id, Ok(figure))),
            Err(error) => self.take(id, Err(error)),
        }
    }

    /// What all of these need is not there.
    pub(super) fn fail(&mut self, ids: &[&str], error: &anyhow::Error) {
        for id in ids {
            self.take(id, Err(anyhow!("{error:#}")));
        }
    }

    pub(super) fn has_failures(&self) -> bool {
        self.rows.iter().any(|row| matches!(row, Row::Failed { .. }))
    }

    /// Prints the table and writes `bench.json` to the target folder. A bench that failed makes the command fail.
    pub(super) fn close(self, target: &Path) -> Result<ExitCode> {
        println!("\n{:<12} {:>20} {:>20} {:>7}  {:<6} target", "", "measured", "yardstick", "ratio", "");
        for row in &self.rows {
            println!("{}", row.shown());
        }
        let figures: Vec<Value> = self.rows.iter().map(Row::as_json).collect();
        let document = serde_json::to_string_pretty(&json!({ "scale": self.scale, "figures": figures }))?;
        let path = target.join("bench.json");
        fs::write(&path, document + "\n").with_context(|| format!("Write {}", path.display()))?;
        println!("\nAs JSON in {}", path.display());
        Ok(if self.has_failures() { ExitCode::FAILURE } else { ExitCode::SUCCESS })
    }
}

/// Whole above a hundred, else with three decimals: rates are large, times small.
fn number(value: f64) -> String {
    if value >= 100.0 { format!("{value:.0}") } else { format!("{value:.3}") }
}

/// The middle one; 0 of none.
pub(super) fn median(values: &[f64]) -> f64 {
    percentile(values, 50)
}

/// The value that so many percent of the others do not exceed; 0 of none.
pub(super) fn percentile(values: &[f64], percent: usize) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let at = (sorted.len() * percent).div_ceil(100).saturating_sub(1);
    sorted.get(at).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_percentile_is_one_of_the_values() {
        let values: Vec<f64> = (1..=20).rev().map(f64::from).collect();
        assert_eq!((median(&values), percentile(&values, 95), percentile(&values, 100)), (10.0, 19.0, 20.0));
        assert_eq!(percentile(&[], 95), 0.0);
    }

    const LINE: &str = r#"{"id":"a","at":"b","measured":3.0,"yardstick":2.0,"unit":"ms","ratio":1.5,"target":"t","passes":true}"#;

    #[test]
    fn a_figure_survives_its_json() {
        let (_, figure) = Figure::read(LINE).unwrap();
        let figure = figure.unwrap();
        assert_eq!(figure.ratio(), Some(1.5));
        assert_eq!(figure.as_json(), serde_json::from_str::<Value>(LINE).unwrap());
        assert!(Figure::read("20000 of 100000 items are made").is_none());
    }

    #[test]
    fn a_bench_that_fails_leaves_the_others_and_says_why() {
        let folder = crate::scratch::Scratch::new("bench-table");
        fs::create_dir_all(folder.path()).unwrap();
        let mut table = Table::new(1);
        for line in [LINE, r#"{"id":"c","failed":"the disk is full"}"#] {
            let (id, measured) = Figure::read(line).unwrap();
            table.take(&id, measured);
        }
        table.fail(&["d", "e"], &anyhow!("no display"));
        assert!(table.has_failures());
        let code = table.close(folder.path()).unwrap();
        assert_eq!(format!("{code:?}"), format!("{:?}", ExitCode::FAILURE));
        let kept: Value = serde_json::from_slice(&fs::read(folder.path().join("bench.json")).unwrap()).unwrap();
        let figures = kept["figures"].as_array().unwrap();
        assert_eq!((figures.len(), &figures[0]["measured"], &figures[1]["failed"]), (4, &json!(3.0), &json!("the disk is full")));
        assert_eq!(figures[3], json!({ "id": "e", "failed": "no display" }));
    }
}
