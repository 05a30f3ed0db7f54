//! Which connector keeps which promise, as a table in the output of the tests.

use std::any::Any;
use std::fmt::Write as _;
use std::io::Write as _;

#[derive(Clone, Debug)]
pub enum Cell {
    /// Not put yet.
    Open,
    Kept,
    /// Why the promise means nothing here.
    Spared(&'static str),
    /// What was found instead.
    Broken(String),
}

#[derive(Debug)]
pub struct Matrix {
    columns: Vec<&'static str>,
    rows: Vec<(&'static str, Vec<Cell>)>,
}

impl Matrix {
    pub fn new(columns: Vec<&'static str>) -> Self {
        Self { columns, rows: Vec::new() }
    }

    pub fn add_row(&mut self, words: &'static str) {
        self.rows.push((words, vec![Cell::Open; self.columns.len()]));
    }

    pub fn set(&mut self, row: usize, column: usize, cell: Cell) {
        self.rows[row].1[column] = cell;
    }

    /// The promises that are not kept, with what was found.
    pub fn broken(&self) -> Vec<String> {
        let cells = self.rows.iter().flat_map(|(words, cells)| cells.iter().zip(&self.columns).map(move |cell| (words, cell)));
        cells
            .filter_map(|(words, (cell, kind))| match cell {
                Cell::Kept | Cell::Spared(_) => None,
                Cell::Open => Some(format!("{kind}, {words}: it was not put")),
                Cell::Broken(found) => Some(format!("{kind}, {words}: {found}")),
            })
            .collect()
    }

    /// Writes the table past what the test runner keeps to itself: what was not put must be seen by whoever reads that all is well.
    pub fn print(&self) {
        let mut notes: Vec<&'static str> = Vec::new();
        let mut page = format!("\n{:<42}", "");
        for kind in &self.columns {
            write!(page, "{kind:<10}").unwrap();
        }
        page.push('\n');
        for (words, cells) in &self.rows {
            write!(page, "{words:<42}").unwrap();
            for cell in cells {
                let shown = match cell {
                    Cell::Open => "?".to_owned(),
                    Cell::Kept => "kept".to_owned(),
                    Cell::Broken(_) => "BROKEN".to_owned(),
                    Cell::Spared(why) => {
                        let at = notes.iter().position(|note| note == why).unwrap_or_else(|| {
                            notes.push(why);
                            notes.len() - 1
                        });
                        format!("({})", at + 1)
                    }
                };
                write!(page, "{shown:<10}").unwrap();
            }
            page.push('\n');
        }
        for (at, note) in notes.iter().enumerate() {
            writeln!(page, "({}) {note}", at + 1).unwrap();
        }
        std::io::stderr().lock().write_all(page.as_bytes()).unwrap();
    }
}

/// What a panic said.
pub fn said(panic: &(dyn Any + Send)) -> String {
    let words = panic.downcast_ref::<String>().map(String::as_str).or_else(|| panic.downcast_ref::<&str>().copied());
    words.unwrap_or("a panic without words").to_owned()
}
