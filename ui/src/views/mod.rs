//! The screens. A view asks the engine and keeps its state; components only draw what they are given.

mod overview;

pub use overview::Overview;
