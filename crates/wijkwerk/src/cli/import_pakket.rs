//! Reading a package of HSDS for `wijkwerk import kennisbank`: what is wrong is told by path, the rest is offered row by row.

use std::cell::Cell;
use std::path::Path;

use super::failure::{Failure, Result};
use super::import_kennis::{Run, progress};
use super::import_verslag::{Line, REFUSED, WARNED};
use super::kennis_rijen::said;
use crate::balie::kennisbank::uitwisseling::{Package, Unreadable, read_package_telling};

/// After how many rows it is told how many were looked at before anything is taken in.
const LOOKED_AT: usize = 50_000;

pub(super) fn package(run: &mut Run<'_>, bestand: &Path) -> Result<()> {
    let package = Package::at(bestand);
    let total = Cell::new(0);
    let mut seen = |count: usize| {
        total.set(count);
        if count.is_multiple_of(LOOKED_AT) {
            progress(count, 0, "nagekeken");
        }
    };
    let read = read_package_telling(&package, &mut seen, &mut |read| {
        run.total = total.get();
        // A service that is kept out counts once, however much is wrong with it.
        let mut refused = false;
        for one in &read.findings {
            let what = if one.refuses { REFUSED } else { WARNED };
            if !(one.refuses && refused) {
                *run.counts.entry(what).or_default() += 1;
            }
            refused |= one.refuses;
            run.report.note(Line {
                place: one.path.clone(),
                what,
                more: said(one.what).to_owned(),
            });
        }
        match read.row {
            Some(row) => run.offer(read.path, row),
            None => Ok(()),
        }
    });
    match read {
        Err(Unreadable::Stopped(_) | Unreadable::Json(_)) if run.failed.is_some() => Ok(()),
        read => read.map_err(|why| {
            Failure::new(
                format!("kan {} niet lezen: {}", bestand.display(), unreadable(&why)),
                "geef JSON volgens HSDS 3.0, of een map of zip met datapackage.json; \
                 wat al was ingelezen blijft staan en komt er geen tweede keer in",
            )
        }),
    }
}

fn unreadable(why: &Unreadable) -> String {
    match why {
        Unreadable::Io(error) => error.clone(),
        Unreadable::Json(error) => format!("geen JSON: {error}"),
        Unreadable::Csv(error) => format!("geen CSV: {error}"),
        Unreadable::NoPackage => "er is geen datapackage.json".to_owned(),
        Unreadable::MissingTable(name) => format!("de tabel {name} ontbreekt"),
        Unreadable::Name(name) => format!("de naam {name} wijst buiten het pakket"),
        Unreadable::TooMany => "meer dan een miljoen regels in een tabel of diensten in een pakket; \
                                 zoveel houdt het geheugen en de controle op dubbele nummers binnen de perken"
            .to_owned(),
        Unreadable::TooLarge => "een bestand is groter dan 4 GiB".to_owned(),
        Unreadable::Stopped(error) => format!("gestopt: {error}"),
    }
}
