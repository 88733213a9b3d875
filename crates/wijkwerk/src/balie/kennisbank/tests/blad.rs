//! A sheet of one institution: what it would do, what it does, and what it leaves alone.

use super::*;
use crate::balie::kennisbank::actions::apply_sheet;
use crate::balie::kennisbank::blad::{MOST, Plan, What, items_of, plan};
use crate::sheet::{Row, read_csv};
use crate::testing::{As, Ask};

fn rows(text: &str) -> Vec<Row> {
    read_csv(text.as_bytes(), &MOST).unwrap()
}

fn planned(bank: &Bank, text: &str) -> Plan {
    let frame = bank.app.frame(bank.app.slug());
    let (gemeente, own) = (frame.id, bank.organisatie);
    let db = bank.app.app.db();
    let items = db.read_blocking(move |tx| items_of(tx, gemeente, own));
    plan(&frame.inrichting, &items.unwrap(), &rows(text))
}

fn apply(bank: &Bank, text: &str, right: bool) -> Result<usize> {
    let (own, rows) = (bank.organisatie, rows(text));
    bank.act(&bank.eigenaar, move |ctx| {
        apply_sheet(ctx, own, &rows, right)
    })
}

/// An item of another organisation.
fn foreign(bank: &Bank) -> KennisitemId {
    let id = bank.shown();
    let frame = bank.app.frame(bank.app.slug());
    let mut all = frame.organisaties.iter();
    let other = all.find(|one| one.id != bank.organisatie).unwrap().id;
    bank.act(&Actor::Command, move |ctx| {
        let gemeente = ctx.gemeente();
        ctx.exec(
            "UPDATE kennisitems SET organisatie_id = $3, titel = 'Van een ander' WHERE gemeente_id = $1 AND id = $2",
            &[&gemeente, &id, &other],
        )?;
        Ok(())
    })
    .unwrap();
    id
}

fn inv_15_a_sheet_says_row_by_row_what_it_would_do(db: TestDb) {
    let bank = Bank::new(db);
    let (other, id) = (foreign(&bank), bank.shown());
    let cases = [
        (format!("{id};1;Hulp bij schulden;;geld"), "same"),
        (format!("{id};1;Hulp bij schulden;5 euro;geld"), "change"),
        (
            format!("{id};7;Hulp bij schulden;5 euro;geld"),
            "kennis-blad-intussen",
        ),
        (
            format!("{id};;Hulp bij schulden;5 euro;geld"),
            "kennis-blad-versie-nodig",
        ),
        (format!("{id};1;;5 euro;geld"), "kennis-titel-nodig"),
        (
            format!("{id};1;Hulp;5 euro;nergens over"),
            "inlezen-onderwerp-onbekend",
        ),
        (
            format!("{other};1;Van een ander;5 euro;geld"),
            "kennis-blad-niet-van-u",
        ),
        (
            "geen nummer;1;Hulp;5 euro;geld".to_owned(),
            "kennis-blad-niet-van-u",
        ),
        (
            ";;Hulp bij schulden;5 euro;geld".to_owned(),
            "kennis-blad-titel-bestaat",
        ),
        (
            ";;Hulp bij huur;5 euro;geld".to_owned(),
            "kennis-samenvatting-nodig",
        ),
    ];
    for (row, expected) in cases {
        let text = format!("Nummer;Versie;Titel;Kosten;Onderwerp\n{row}\n");
        let plan = planned(&bank, &text);
        let said = match plan.rows.first().map(|one| &one.what) {
            None => "same",
            Some(What::Add(_)) => "add",
            Some(What::Change(..)) => "change",
            Some(What::Refuse(faults)) => faults[0].sentence.key,
        };
        assert_eq!(said, expected, "{row}");
    }
    let twice = format!("nummer;versie;kosten\n{id};1;5 euro\n{id};1;6 euro\n");
    let plan = planned(&bank, &twice);
    assert!(!plan.rows[0].what.is_refused() && plan.rows[1].what.is_refused());
    // What a sheet has no column for stays; what it leaves empty goes.
    let plan = planned(&bank, &format!("nummer;versie;telefoon\n{id};1;\n"));
    let What::Change(_, _, velden, otherwise) = &plan.rows[0].what else {
        panic!("{plan:?}");
    };
    let expected = Velden {
        telefoon: None,
        ..fields()
    };
    assert_eq!((velden, otherwise.len()), (&expected, 1));
}

fn inv_15_all_of_a_sheet_is_applied_or_nothing(db: TestDb) {
    let bank = Bank::new(db);
    let (other, id) = (foreign(&bank), bank.shown());
    let head = "nummer;versie;titel;samenvatting;kosten;onderwerp";
    let own = format!("{id};1;Hulp bij schulden;Wij helpen als u schulden hebt.;'+5 euro;geld");
    let theirs = format!("{other};1;Van een ander;Niet van ons.;5 euro;geld");
    let refused = apply(&bank, &format!("{head}\n{own}\n{theirs}\n"), true);
    assert_eq!(key(refused), "kennis-blad-anders-dan-getoond");
    assert_eq!(
        (bank.item(id).versie, bank.item(id).kosten.as_str()),
        (1, "")
    );
    let new = ";;Samen koken;Elke dinsdag.;;geld";
    let both = format!("{head}\n{own}\n{new}\n");
    assert_eq!(apply(&bank, &both, true).unwrap(), 2);
    let item = bank.item(id);
    assert_eq!(
        (item.versie, item.kosten.as_str(), item.assured_by),
        (2, "+5 euro", Some(AssuredBy::Account))
    );
    let made = planned(&bank, &format!("{head}\n{new}\n"));
    assert_eq!((made.rows.len(), made.same), (0, 1), "a draft, once");
    assert_eq!(apply(&bank, &both, true).unwrap(), 0, "it is all there");
    // Made of the first version, while this is the second.
    let stale = own.replace("'+5 euro", "6 euro");
    let refused = apply(&bank, &format!("{head}\n{stale}\n"), false);
    assert_eq!(key(refused), "kennis-blad-anders-dan-getoond");
    assert_eq!(bank.item(id).kosten, "+5 euro");
    let (own, rows) = (
        bank.organisatie,
        rows(&format!("{head}\n;;Nog iets;Kort.;;geld\n")),
    );
    let nobody = bank.act(&bank.regie, move |ctx| apply_sheet(ctx, own, &rows, false));
    assert_eq!(key(nobody), "forbidden");
}

fn escaped(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

fn a_sheet_goes_out_is_looked_at_and_goes_in(db: TestDb) {
    let bank = Bank::new(db);
    let id = bank.shown();
    let slug = bank.app.slug().to_owned();
    let who = As::Person(bank.eigenaar.account().unwrap().id);
    let get = |path: &str, query: &str| {
        let ask = Ask::get(&format!("/{slug}/kennisbank{path}")).query(query);
        bank.app.send(&ask.by(&who).lang("nl"))
    };
    assert!(get("", "").text().contains("/kennisbank/blad\""));
    assert!(get("/blad", "").text().contains("Er staat één tekst in."));
    assert_eq!(get("/blad/bestand", "").status, 200);
    let csv = get("/blad/bestand", "vorm=csv").text();
    assert!(csv.contains("0320-278911"), "{csv}");
    let other = csv.replace("0320-278911;", "0320-111222;");
    let check = |name: &str, bytes: Vec<u8>| {
        let ask = Ask::post(&format!("/{slug}/kennisbank/blad/controle"), "");
        let ask = ask.file("bestand", name, bytes);
        bank.app.send(&ask.by(&who).lang("nl"))
    };
    let page = check("blad.csv", other.clone().into_bytes());
    assert_eq!(page.status, 200);
    let page = page.text();
    let change = "Telefoon: was “0320-278911”, nu “0320-111222”";
    assert!(page.contains(change), "{page}");
    assert!(page.contains("name=\"blad\""), "{page}");
    assert_eq!(bank.item(id).versie, 1, "only shown");
    for (name, bytes, said) in [
        ("blad.pdf", b"%PDF".to_vec(), "eindigt op .xlsx of .csv"),
        ("blad.xlsx", b"geen werkmap".to_vec(), "niet te lezen"),
        ("blad.csv", b"titel;kosten\n".to_vec(), "geen regels"),
    ] {
        let answer = check(name, bytes);
        assert_eq!(answer.status, 400, "{name}");
        assert!(answer.text().contains(said), "{name}: {}", answer.text());
    }
    let send = |csv: &str| {
        let body = format!("blad={}", escaped(csv.trim_start_matches('\u{feff}')));
        let ask = Ask::post(&format!("/{slug}/kennisbank/blad"), &body);
        bank.app.send(&ask.by(&who).lang("nl"))
    };
    assert_eq!(send(&other).status, 303);
    let item = bank.item(id);
    assert_eq!(
        (item.versie, item.telefoon.as_deref()),
        (2, Some("0320-111222"))
    );
    let late = send(&csv.replace("0320-278911;", "0320-333444;"));
    assert_eq!(late.status, 409);
    assert!(late.text().contains("het blad ophaalde"));
    assert_eq!(bank.item(id).versie, 2);
}

on_both_engines!(
    a_sheet_goes_out_is_looked_at_and_goes_in,
    inv_15_a_sheet_says_row_by_row_what_it_would_do,
    inv_15_all_of_a_sheet_is_applied_or_nothing,
);
