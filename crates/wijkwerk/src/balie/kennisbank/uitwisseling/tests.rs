//! Packages in and out.

mod alles;
mod antwoorden;
mod dichtbij;
mod feed;
mod heen_en_weer;
mod pakketten;
mod proefsets;
mod punten;

use super::*;
use crate::balie::kennisbank::inlezen::{Incoming, TakenIn, take_in};
use crate::testing::TestApp;

/// Takes these in, as a command would.
fn take(app: &TestApp, row: &Incoming) -> TakenIn {
    let row = row.clone();
    app.write(&crate::access::Actor::Command, move |ctx| {
        take_in(ctx, &row)
    })
    .unwrap()
}

/// What is wrong with each object of a package: place, what, whether it refuses; and the rows to take in.
fn read(path: &std::path::Path) -> (Vec<(String, What, bool)>, Vec<Incoming>) {
    let (mut findings, mut rows) = (Vec::new(), Vec::new());
    read_package(&Package::at(path), &mut |read| {
        findings.extend(
            read.findings
                .iter()
                .map(|one| (one.path.clone(), one.what, one.refuses)),
        );
        rows.extend(read.row);
        Ok(())
    })
    .unwrap();
    (findings, rows)
}
