//! The demonstration: a database with a simulated year in which nobody is real.
//! (being built)

use std::path::PathBuf;

use jiff::civil::Date;

use crate::http::Route;

/// The routes of this slice.
pub fn routes() -> Vec<Route> {
    Vec::new()
}

/// What the command `wijkwerk demo` was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DemoOptions {
    /// The folder of database, files and backups.
    pub dir: PathBuf,
    /// The last day of the simulated year; today if not given.
    pub datum: Option<Date>,
    pub seed: u64,
    /// A small year, for tests.
    pub klein: bool,
    /// Throw away what is there and begin again.
    pub fresh: bool,
    /// 0 takes a free one.
    pub port: u16,
    /// Print the port on a line of its own, for whoever started this.
    pub print_port: bool,
    /// Fill and stop.
    pub no_serve: bool,
    /// The gemeente that `/` opens.
    pub gemeente: Option<String>,
}

/// Fills the demonstration and serves it.
pub fn command(options: DemoOptions) -> Result<(), String> {
    Err(format!(
        "this build cannot fill a demonstration in {}",
        options.dir.display()
    ))
}
