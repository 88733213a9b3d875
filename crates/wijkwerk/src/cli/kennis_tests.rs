//! Reading and writing the kennisbank by command: lists, sheets and packages, twice, in trial, and what is wrong with them.

mod blad;

use std::path::{Path, PathBuf};

use kit::on_both_engines;
use kit::testing::{TestDb, reference, skip};

use super::args::{ExportSoort, ImportSoort};
use super::change::{Answer, Change};
use super::door::{CommandSocket, Door};
use super::export_kennis::write;
use super::ground::{Ground, Lock};
use super::import_kennis::{Batch, Wanted, command};
use super::kennis_antwoord::ItemAnswer;
use super::kennis_rijen::{self, said};
use crate::access::Actor;
use crate::balie::wegwijzer::catalogue;
use crate::jobs::tests::{Town, town};

on_both_engines!(
    product_names_become_drafts_once,
    questions_belong_to_their_authority,
    a_sheet_goes_out_and_comes_in_again,
    a_trial_tells_and_changes_nothing,
    a_package_cut_short_is_run_again_without_duplicates,
    inv_15_a_sheet_of_one_institution_changes_only_its_own,
    l_28_the_start_catalogue_waits_to_be_taken_on_and_is_left_alone_from_then_on,
);

fn ground(town: &Town) -> Ground {
    Ground {
        config: town.app.config().clone(),
    }
}

fn put(town: &Town, name: &str, bytes: &[u8]) -> PathBuf {
    let path = town.dir.path().join(name);
    std::fs::write(&path, bytes).unwrap();
    path
}

/// Runs the command through a server; answers its report, if it wrote one.
fn import(town: &Town, soort: ImportSoort, bestand: &Path, proef: bool) -> String {
    let wanted = Wanted {
        gemeente: town.frame.slug.clone(),
        soort,
        bestand: Some(bestand.to_owned()),
        proef,
        verslag: None,
        namens: None,
    };
    run(town, wanted)
}

fn run(town: &Town, wanted: Wanted) -> String {
    let ground = ground(town);
    let _lock = Lock::take(&ground.config).unwrap();
    let _server = CommandSocket::listen(&town.app).unwrap();
    let verslag = town.dir.path().join("verslag.csv");
    let wanted = Wanted {
        verslag: Some(verslag.clone()),
        ..wanted
    };
    command(&ground, wanted).unwrap();
    std::fs::read_to_string(verslag).unwrap()
}

const ITEMS: &str = "SELECT count(*) FROM kennisitems";
const PUBLIC: &str = "SELECT count(*) FROM kennisitems_publiek";

const UPL: &str = "UniformeProductnaam,URI,Rijk,Provincie,Waterschap,Gemeente,Burger,Bedrijf\n\
    UPL-naam nog niet beschikbaar,http://standaarden.overheid.nl/owms/terms/UPL-naam_nog_niet_beschikbaar,X,X,X,X,,\n\
    paspoort,http://standaarden.overheid.nl/owms/terms/paspoort,,,,X,X,\n\
    paspoort,http://standaarden.overheid.nl/owms/terms/paspoort,,,,X,X,\n\
    dijkonderhoud,http://standaarden.overheid.nl/owms/terms/dijk,,,X,,X,\n\
    zonder adres,,,,,X,X,\n";

fn product_names_become_drafts_once(db: TestDb) {
    let town = town(&db, 0);
    let path = put(&town, "upl.csv", UPL.as_bytes());
    for _ in 0..2 {
        let report = import(&town, ImportSoort::Upl, &path, false);
        assert_eq!(report.matches("geweigerd").count(), 1, "{report}");
        assert!(
            report.contains("regel 6,geweigerd,\"er is geen URI"),
            "{report}"
        );
        assert_eq!((town.count(ITEMS), town.count(PUBLIC)), (1, 0));
    }
    let unowned = "SELECT count(*) FROM kennisitems WHERE organisatie_id IS NULL AND state = 'draft' \
                   AND assured_at IS NULL AND onderwerp = 'documenten' AND upl_naam = 'paspoort'";
    assert_eq!(town.count(unowned), 1);
}

const VAC: &str = "id,question,reference_answer,canonical,lastmodified,authorities,subjects,themes\n\
    v-1,Hoe lang is mijn paspoort geldig?,\"Tien jaar.\n\nVoor kinderen vijf.\",https://voorbeeld.example/1,\
    2024-04-24T14:11:59.615Z,Ministerie van Voorbeelden|Ministerie van Iets Anders,Paspoort,Reizen\n\
    v-2,Mag ik stemmen?,Ja.,https://voorbeeld.example/2,2024-04-24T14:11:59.615Z,Ministerie van Voorbeelden,Kiezen,X\n\
    v-3,Van wie is dit?,Van niemand.,https://voorbeeld.example/3,2024-04-24T14:11:59.615Z,,Kiezen,X\n";

fn questions_belong_to_their_authority(db: TestDb) {
    let town = town(&db, 0);
    let path = put(&town, "vac.csv", VAC.as_bytes());
    for _ in 0..2 {
        let report = import(&town, ImportSoort::Vac, &path, false);
        assert!(
            report.contains("geweigerd,er staat niet bij van welke organisatie"),
            "{report}"
        );
        assert_eq!((town.count(ITEMS), town.count(PUBLIC)), (2, 2));
    }
    let owned = "SELECT count(*) FROM kennisitems k JOIN organisaties o ON o.gemeente_id = k.gemeente_id \
                 AND o.id = k.organisatie_id WHERE o.naam = 'Ministerie van Voorbeelden' AND k.assured_at IS NULL";
    assert_eq!(town.count(owned), 2);
    let added = "SELECT count(*) FROM organisaties WHERE naam LIKE 'Ministerie%'";
    assert_eq!(town.count(added), 1);
}

fn sheet(town: &Town) -> String {
    let owner = &town.frame.organisaties[0].naam;
    format!(
        "nummer;titel;samenvatting;organisatie;onderwerp;telefoon;vanaf leeftijd;gecontroleerd op;adres;postcode;plaats;openingstijden\n\
         1;Caf\u{e9} Repareren;Neem mee wat stuk is;{owner};meedoen;0255 00 00 01;18;01-02-2026;Plein 1;1970 AA;Voorbeeld;Mo 09:00-12:00\n\
         2;;samengevoegd met die erboven;{owner};meedoen;;;;;;;\n\
         3;Samen eten;Warm;{owner};meedoen;;;31-02-2026;;;;\n\
         4;Samen lopen;Buiten;{owner};meedoen;;jong;;;;;\n\
         1;Nog eens;Dubbel;{owner};meedoen;;;;;;;\n\
         5;=1+1;Een som;{owner};meedoen;;;;;;;\n"
    )
}

fn a_sheet_goes_out_and_comes_in_again(db: TestDb) {
    let town = town(&db, 0);
    // As a spreadsheet in the Netherlands writes it: not UTF-8.
    let latin: Vec<u8> = sheet(&town)
        .chars()
        .map(|ch| u8::try_from(u32::from(ch)).unwrap_or(b'?'))
        .collect();
    let path = put(&town, "blad.csv", &latin);
    let report = import(&town, ImportSoort::Excel, &path, false);
    for (line, why) in [
        (3, "er is geen titel"),
        (4, "31-02-2026 is geen datum"),
        (5, "jong is geen leeftijd"),
        (6, "staat er al eerder in"),
    ] {
        let told = report
            .lines()
            .any(|one| one.starts_with(&format!("regel {line},geweigerd")) && one.contains(why));
        assert!(told, "regel {line}: {report}");
    }
    assert_eq!((town.count(ITEMS), town.count(PUBLIC)), (2, 2));
    let name = "SELECT count(*) FROM kennisitems WHERE titel = 'Caf\u{e9} Repareren' AND assured_by = 'import'";
    assert_eq!(town.count(name), 1);
    for (soort, file) in [
        (ExportSoort::Csv, "uit.csv"),
        (ExportSoort::Excel, "uit.xlsx"),
        (ExportSoort::Hsds, "uit.json"),
        (ExportSoort::Hsds, "uit.zip"),
    ] {
        let path = town.dir.path().join(file);
        assert_eq!(
            write(&Actor::Command, &town.app, &town.frame, soort, &path).unwrap(),
            2,
            "{file}"
        );
        if soort == ExportSoort::Hsds {
            let report = import(&town, ImportSoort::Hsds, &path, false);
            assert_eq!(report, "plaats,wat,meer\n", "nothing is new");
            continue;
        }
        let rows = kennis_rijen::read(ImportSoort::Excel, &path).unwrap();
        let titles: Vec<String> = rows
            .into_iter()
            .map(|(_, row)| row.unwrap().titel)
            .collect();
        assert_eq!(
            titles,
            ["'=1+1", "Caf\u{e9} Repareren"],
            "{file}: no formula"
        );
    }
    assert_eq!(town.count(ITEMS), 2);
}

fn a_trial_tells_and_changes_nothing(db: TestDb) {
    let town = town(&db, 0);
    let path = put(&town, "blad.csv", sheet(&town).as_bytes());
    let journaal = "SELECT count(*) FROM journaal";
    let before = town.count(journaal);
    let report = import(&town, ImportSoort::Excel, &path, true);
    assert!(
        report.contains("regel 2,nieuw,Caf\u{e9} Repareren"),
        "{report}"
    );
    assert_eq!((town.count(ITEMS), town.count(journaal)), (0, before));
    import(&town, ImportSoort::Excel, &path, false);
    let other = sheet(&town).replace("Neem mee wat stuk is", "Neem gereedschap mee");
    let path = put(&town, "blad.csv", other.as_bytes());
    let report = import(&town, ImportSoort::Excel, &path, true);
    assert!(
        report.contains(
            "regel 2,gewijzigd,Caf\u{e9} Repareren (tekst: “Neem mee wat stuk is” → “Neem gereedschap mee”)"
        ),
        "{report}"
    );
    let text = "SELECT count(*) FROM kennisitems WHERE samenvatting = 'Neem mee wat stuk is'";
    assert_eq!(town.count(text), 1);
}

fn a_package_cut_short_is_run_again_without_duplicates(db: TestDb) {
    let town = town(&db, 0);
    let services: Vec<String> = (0..120)
        .map(|n| {
            format!(
                r#"{{"id":"00000000-0000-4000-8000-{n:012}","name":"Dienst {n}","status":"active","organization":{{"id":"00000000-0000-4000-8000-999999999999","name":"De Brug","description":"x"}}}}"#
            )
        })
        .collect();
    let whole = format!("[{}]", services.join(","));
    let path = put(&town, "pakket.json", whole.as_bytes());
    // What a first run had taken in when it was cut off.
    let part = put(
        &town,
        "deel.json",
        format!("[{}]", services[..70].join(",")).as_bytes(),
    );
    import(&town, ImportSoort::Hsds, &part, false);
    assert_eq!(town.count(ITEMS), 70);
    let report = import(&town, ImportSoort::Hsds, &path, false);
    assert_eq!(report.matches(",nieuw,").count(), 50, "{report}");
    assert_eq!(town.count(ITEMS), 120);
    let report = import(&town, ImportSoort::Hsds, &path, false);
    assert_eq!(report, "plaats,wat,meer\n", "nothing is new");
}

fn inv_15_a_sheet_of_one_institution_changes_only_its_own(db: TestDb) {
    let town = town(&db, 0);
    let (one, other) = (
        town.frame.organisaties[0].clone(),
        town.frame.organisaties[1].naam.clone(),
    );
    let naam = &one.naam;
    let sheet = |kosten: &str, third: &str| {
        format!(
            "nummer;titel;samenvatting;organisatie;onderwerp;kosten\n\
             1;Samen eten;Warm;{naam};meedoen;{kosten}\n\
             2;Samen lopen;Buiten;{other};meedoen;{kosten}\n\
             3;Samen lezen;Binnen;{third};meedoen;{kosten}\n"
        )
    };
    let path = put(&town, "blad.csv", sheet("Gratis", &other).as_bytes());
    import(&town, ImportSoort::Excel, &path, false);
    // The third is said to be of nobody now, and is still of the other here.
    let path = put(&town, "blad.csv", sheet("Vijf euro", "").as_bytes());
    let report = run(
        &town,
        Wanted {
            gemeente: town.frame.slug.clone(),
            soort: ImportSoort::Excel,
            bestand: Some(path),
            proef: false,
            verslag: None,
            namens: Some(one.sleutel.clone()),
        },
    );
    assert!(
        report.contains("regel 2,gewijzigd,Samen eten (kosten: “Gratis” → “Vijf euro”)"),
        "{report}"
    );
    for line in ["regel 3,geweigerd", "regel 4,geweigerd"] {
        let told = report
            .lines()
            .any(|one| one.starts_with(line) && one.contains(&format!("Dit is van {other}")));
        assert!(told, "{line}: {report}");
    }
    let changed = "SELECT count(*) FROM kennisitems WHERE kosten = 'Vijf euro'";
    assert_eq!((town.count(changed), town.count(ITEMS)), (1, 3));
}

fn l_28_the_start_catalogue_waits_to_be_taken_on_and_is_left_alone_from_then_on(db: TestDb) {
    let town = town(&db, 0);
    let wanted = |bestand: Option<PathBuf>| Wanted {
        gemeente: town.frame.slug.clone(),
        soort: ImportSoort::Catalogus,
        bestand,
        proef: false,
        verslag: None,
        namens: None,
    };
    // A name of the list of product names that the catalogue says more of.
    let all = catalogue();
    let named = all.iter().find(|item| !item.upl_uri.is_empty()).unwrap();
    let upl = format!(
        "UniformeProductnaam,URI,Gemeente,Burger\n\"{}\",\"{}\",X,X\n",
        named.upl_name, named.upl_uri
    );
    let upl = put(&town, "upl.csv", upl.as_bytes());
    import(&town, ImportSoort::Upl, &upl, false);
    run(&town, wanted(None));
    let count = i64::try_from(all.len()).unwrap();
    let unowned = "SELECT count(*) FROM kennisitems WHERE organisatie_id IS NULL AND state = 'draft' \
                   AND assured_at IS NULL AND bron = 'catalogus' AND sleutel = extern";
    assert_eq!(
        (town.count(ITEMS), town.count(PUBLIC), town.count(unowned)),
        (count, 0, count),
        "once each, under the id that its words are known by"
    );
    assert_eq!(run(&town, wanted(None)), "plaats,wat,meer\n", "nothing new");
    let (mine, loose) = (&all[0], &all[1]);
    town.exec(
        "UPDATE kennisitems SET organisatie_id = (SELECT id FROM organisaties ORDER BY id LIMIT 1), kosten = 'Gratis' \
         WHERE extern = 'melding-straatverlichting'",
    );
    assert_eq!(mine.id, "melding-straatverlichting");
    let file = format!(
        "id\tnaam\tomschrijving\n{}\tAnders\tAnders\n{}\tAnders\tAnders\n",
        mine.id, loose.id
    );
    let file = put(&town, "catalogue.tsv", file.as_bytes());
    let report = run(&town, wanted(Some(file)));
    assert_eq!(report.matches(",gewijzigd,").count(), 1, "{report}");
    let said = "SELECT count(*) FROM kennisitems WHERE titel = 'Anders' AND organisatie_id IS NULL";
    let kept = "SELECT count(*) FROM kennisitems WHERE kosten = 'Gratis' AND titel <> 'Anders'";
    assert_eq!((town.count(said), town.count(kept)), (1, 1));
}

#[test]
fn every_finding_has_its_words() {
    use crate::balie::kennisbank::uitwisseling::What;
    assert_ne!(said(What::NoUrl), said(What::NoEmail));
    assert_ne!(said(What::DuplicateId), said(What::Repeated));
}

#[test]
fn a_gemeente_that_is_not_there_is_named() {
    let db = TestDb::sqlite();
    let town = town(&db, 0);
    let mut door = Door::open(&ground(&town)).unwrap();
    let refused = door.perform(Change::ImportKennis {
        gemeente: "nergens".into(),
        asked: Batch::default(),
    });
    assert!(refused.unwrap_err().to_string().contains("nergens"));
    let none = Change::ImportKennis {
        gemeente: town.frame.slug.clone(),
        asked: Batch::default(),
    };
    let Answer::Kennis { rows, .. } = door.perform(none).unwrap() else {
        panic!("an import answers row by row");
    };
    assert_eq!(rows, Vec::<ItemAnswer>::new());
}

#[test]
fn the_lists_of_the_government_are_read() {
    const NAME: &str = "cli::the_lists_of_the_government_are_read";
    let (Some(upl), Some(vac)) = (
        reference("data/upl/UPL-actueel.csv"),
        reference("data/vac/rijksoverheid_vacs.csv"),
    ) else {
        return skip(NAME, "REFERENTIE absent");
    };
    let upl = kennis_rijen::read(ImportSoort::Upl, &upl).unwrap();
    assert!(upl.iter().all(|(_, row)| row.is_ok()));
    assert!((400..500).contains(&upl.len()), "{}", upl.len());
    let vac = kennis_rijen::read(ImportSoort::Vac, &vac).unwrap();
    assert_eq!(vac.len(), 127);
    let refused: Vec<&str> = vac
        .iter()
        .filter_map(|(_, row)| row.as_ref().err().map(String::as_str))
        .collect();
    assert_eq!(refused, [""; 0]);
}
