//! `wijkwerk export kennisbank`: what is published, as an HSDS page, a CSV file or an Excel workbook.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

use serde_json::json;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::args::ExportSoort;
use super::change::find_frame;
use super::failure::{During as _, Result};
use super::ground::Ground;
use crate::access::{Actor, Here, Permission};
use crate::app::App;
use crate::balie::kennisbank::uitwisseling::{
    Offer, Package, Tables, list_offers, list_shown, service,
};
use crate::balie::kennisbank::{Soort, Velden, blad, split_talen};
use crate::error::Error;
use crate::frame::Frame;
use crate::sheet::{Workbook, guarded};

/// Items read at a time.
const PAGE: usize = 500;

/// What stands beside the text, its reach and its owner.
const BESIDE: [&str; 12] = [
    "upl_naam",
    "upl_uri",
    "online_aanvragen",
    "gecontroleerd_op",
    "woorden",
    "gebieden",
    "locatie",
    "adres",
    "postcode",
    "plaats",
    "openingstijden",
    "gewijzigd_op",
];

/// The columns of the sheet; `import kennisbank --soort excel` reads the same.
pub(super) fn columns() -> Vec<String> {
    let all = [
        &["nummer", "sleutel"][..],
        &blad::TEKST[..],
        &["organisatie", "organisatie_soort"][..],
        &blad::BEREIK[..],
        &BESIDE[..],
    ];
    all.concat().into_iter().map(ToOwned::to_owned).collect()
}

pub(super) fn command(
    ground: &Ground,
    gemeente: &str,
    soort: ExportSoort,
    bestand: &Path,
) -> Result<()> {
    let app = ground.open()?;
    let frame =
        find_frame(&app, gemeente).during("niets uitgeschreven", "geef een gemeente die er is")?;
    let count = write(&Actor::Command, &app, &frame, soort, bestand).during(
        format!("{} niet geschreven", bestand.display()),
        "maak ruimte of kies een andere map",
    )?;
    println!("{}: {count} teksten", bestand.display());
    Ok(())
}

type Anything = Box<dyn std::error::Error>;

/// Writes everything that is published, if the actor may; answers how many items.
pub(super) fn write(
    actor: &Actor,
    app: &App,
    frame: &std::sync::Arc<Frame>,
    soort: ExportSoort,
    bestand: &Path,
) -> std::result::Result<usize, Anything> {
    actor.require(Permission::ExportRun, &Here::ANYWHERE)?;
    match soort {
        ExportSoort::Hsds if Package::at(bestand).is_tables() => tables(app, frame, bestand),
        ExportSoort::Hsds => hsds(app, frame, bestand),
        ExportSoort::Csv => {
            let mut out = csv::Writer::from_path(bestand)?;
            let count = sheet(app, frame, &mut |cells| Ok(out.write_record(cells)?))?;
            out.flush()?;
            Ok(count)
        }
        ExportSoort::Excel => {
            let mut book = Workbook::new(BufWriter::new(File::create(bestand)?))?;
            let count = sheet(app, frame, &mut |cells| Ok(book.row(cells)?))?;
            book.finish()?.flush()?;
            Ok(count)
        }
    }
}

/// Calls `each` with the published items, some at a time; answers how many.
fn offers(
    app: &App,
    frame: &std::sync::Arc<Frame>,
    each: &mut dyn FnMut(usize, Offer) -> std::result::Result<(), Anything>,
) -> std::result::Result<usize, Anything> {
    let own = frame.clone();
    let all: Vec<_> = app
        .db()
        .read_blocking(move |tx| list_shown(tx, &own))?
        .into_iter()
        .map(|it| it.id)
        .collect();
    let today = frame.today(app.clock().now());
    let mut n = 0;
    for page in all.chunks(PAGE) {
        let (own, page) = (frame.clone(), page.to_vec());
        let read = app.db().read_blocking(move |tx| {
            let found = list_offers(tx, &own, &page, Some(today))?;
            Ok::<_, Error>(found)
        })?;
        for offer in read {
            each(n, offer)?;
            n += 1;
        }
    }
    Ok(n)
}

fn hsds(
    app: &App,
    frame: &std::sync::Arc<Frame>,
    bestand: &Path,
) -> std::result::Result<usize, Anything> {
    let mut out = BufWriter::new(File::create(bestand)?);
    out.write_all(b"{\"contents\":[")?;
    let count = offers(app, frame, &mut |n, offer| {
        out.write_all(if n == 0 { b"\n" } else { b",\n" })?;
        serde_json::to_writer(&mut out, &service(&offer, true))?;
        Ok(())
    })?;
    let rest = json!({
        "total_items": count, "total_pages": 1, "page_number": 1, "size": count, "first_page": true, "last_page": true,
        "empty": count == 0,
    });
    let rest = rest.to_string();
    write!(out, "\n],{}\n", rest.trim_start_matches('{'))?;
    out.flush()?;
    Ok(count)
}

/// A tabular data package in a zip.
fn tables(
    app: &App,
    frame: &std::sync::Arc<Frame>,
    bestand: &Path,
) -> std::result::Result<usize, Anything> {
    let mut all = Tables::default();
    let count = offers(app, frame, &mut |_, offer| {
        all.add(&service(&offer, true));
        Ok(())
    })?;
    let (all, package) = all.finish();
    let mut zip = ZipWriter::new(BufWriter::new(File::create(bestand)?));
    zip.start_file("datapackage.json", SimpleFileOptions::default())?;
    serde_json::to_writer_pretty(&mut zip, &package)?;
    for (name, table) in all {
        zip.start_file(format!("{name}.csv"), SimpleFileOptions::default())?;
        let mut out = csv::Writer::from_writer(&mut zip);
        out.write_record(&table.columns)?;
        for row in table.even() {
            out.write_record(row)?;
        }
        out.flush()?;
    }
    zip.finish()?.flush()?;
    Ok(count)
}

fn sheet(
    app: &App,
    frame: &std::sync::Arc<Frame>,
    each: &mut dyn FnMut(&[String]) -> std::result::Result<(), Anything>,
) -> std::result::Result<usize, Anything> {
    each(&columns())?;
    offers(app, frame, &mut |_, offer| each(&cells(&offer)))
}

/// What its owner says, as every sheet has it.
fn velden(it: &Offer) -> Velden {
    Velden {
        soort: Soort::from_word(&it.soort).unwrap_or(Soort::Aanbod),
        organisatie_soort: it.organisatie_soort.clone(),
        onderwerp: it.onderwerp.0.clone(),
        titel: it.titel.clone(),
        samenvatting: it.samenvatting.clone(),
        tekst: it.tekst.clone(),
        aanmelden: it.aanmelden.clone(),
        voorwaarden: it.voorwaarden.clone(),
        kosten: it.kosten.clone(),
        doelgroep: it.doelgroep.clone(),
        min_leeftijd: it.min_leeftijd,
        max_leeftijd: it.max_leeftijd,
        talen: split_talen(&it.talen),
        telefoon: it.telefoon.clone(),
        email: it.email.clone(),
        url: it.url.clone(),
    }
}

/// What stands under the columns.
pub(super) fn cells(it: &Offer) -> Vec<String> {
    let place = it.locaties.first().cloned().unwrap_or_default();
    let (upl_naam, upl_uri) = it.upl.clone().unwrap_or_default();
    let gebieden: Vec<&str> = it.gebieden.iter().map(|(_, naam)| naam.as_str()).collect();
    let changed = it
        .changed_at
        .map(|at| at.to_string().chars().take(10).collect());
    let owner = it.organisatie.as_ref();
    let velden = velden(it);
    let beside: [String; 12] = [
        upl_naam,
        upl_uri,
        it.online.clone().unwrap_or_default(),
        it.assured_on.map(|day| day.to_string()).unwrap_or_default(),
        it.woorden.join(", "),
        gebieden.join(", "),
        place.naam,
        place.adres,
        place.postcode,
        place.plaats,
        place.openingstijden,
        changed.unwrap_or_default(),
    ];
    [it.hsds_id().to_string(), it.sleutel.clone()]
        .into_iter()
        .chain(blad::tekst_cells(&velden))
        .chain([
            owner.map(|(_, naam)| naam.clone()).unwrap_or_default(),
            it.organisatie_soort.clone(),
        ])
        .chain(blad::bereik_cells(&velden))
        .chain(beside)
        .map(|text| guarded(&text))
        .collect()
}
