//! The rules of termijnen as tables and as properties.

mod feestdagen;
mod looptijd;
mod moments;
mod properties;
mod rekenen;
mod stand;
mod termijn;

use jiff::civil::Date;

fn day(text: &str) -> Date {
    text.parse()
        .expect("a date in a test is written year-month-day")
}
