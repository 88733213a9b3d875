//! A photo is for those who may see one of the things that carry it; for everybody else it is not there, not even
//! forbidden.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::{Date, date};
use kit::db::Write;
use kit::testing::TestDb;
use uuid::Uuid;
use wijkwerk::error::Error;
use wijkwerk::ids::{GebiedId, GemeenteId, OrganisatieId};
use wijkwerk::testing::{As, Ask, TestApp, Where};

const YEAR: Date = date(2026, 1, 1);

/// A gemeente with two wijken that know nothing of each other.
struct Town {
    app: TestApp,
    here: GebiedId,
    there: GebiedId,
    police: OrganisatieId,
    photos: BTreeMap<&'static str, String>,
}

impl Town {
    fn new(db: TestDb) -> Self {
        let app = TestApp::new(db, &["velsen-demo", "lelystad-demo"]);
        let frame = app.frame("velsen");
        let gebied = |key: &str| frame.gebied_by_key(key).expect("a wijk").id;
        let police = frame.organisatie_by_key("politie").expect("a partner").id;
        let (here, there) = (gebied("velsen-noord"), gebied("velsbroek"));
        Self {
            app,
            here,
            there,
            police,
            photos: BTreeMap::new(),
        }
    }

    /// Keeps a file that stands for a photo; answers its name.
    fn photo(&mut self, name: &'static str) -> String {
        let bytes = name.as_bytes();
        let hash = self.app.app.files().put(bytes).expect("a file").to_string();
        self.photos.insert(name, hash.clone());
        hash
    }

    fn fill<F>(&self, f: F)
    where
        F: Fn(&mut Write<'_>, GemeenteId) -> Result<(), Error> + Send + 'static,
    {
        let gemeente = self.app.frame("velsen").id;
        let db = self.app.app.db();
        db.bookkeep_blocking(move |tx| f(tx, gemeente))
            .expect("rows");
    }

    fn somebody(&self, naam: &str, rol: &str, place: GebiedId) -> As {
        let account = self.app.an_account(naam);
        let made = account.with_role(rol, Where::Gebied(place)).make();
        As::Person(made.account)
    }

    fn status(&self, who: &As, photo: &str) -> u16 {
        let path = format!("/velsen/bestand/{}", self.photos[photo]);
        self.app.send(&Ask::get(&path).by(who)).status
    }

    fn sees(&self, who: &As) -> Vec<&'static str> {
        let mut seen = Vec::new();
        for name in self.photos.keys() {
            match self.status(who, name) {
                200 => seen.push(*name),
                404 => {}
                other => panic!("{name}: {other}"),
            }
        }
        seen
    }
}

fn now() -> Timestamp {
    "2026-03-01T09:00:00Z".parse().expect("a moment")
}

/// A melding there with these photos, and perhaps with work in the field.
fn melding(
    tx: &mut Write<'_>,
    g: GemeenteId,
    nummer: i64,
    gebied: GebiedId,
    photos: &[String],
    work: bool,
) -> Result<(), Error> {
    let id = Uuid::from_u128(0x1000 + u128::try_from(nummer).unwrap_or(0));
    tx.exec(
        "INSERT INTO meldingen (gemeente_id, id, nummer, state, field_state, gebied_id, near_home, kanaal, bron_kind, \
         owner_kind, submitted_at, reopened, changed_at) \
         VALUES ($1, $2, $3, 'taken', 'routed', $4, FALSE, 'web', 'bewoner', 'rol', $5, 0, $5)",
        &[&g, &id, &nummer, &gebied, &now()],
    )?;
    for (n, hash) in photos.iter().enumerate() {
        let foto = Uuid::from_u128(id.as_u128() * 16 + u128::try_from(n).unwrap_or(0));
        tx.exec(
            "INSERT INTO melding_fotos (gemeente_id, id, melding_id, soort, hash, thumbnail, created_at) \
             VALUES ($1, $2, $3, 'before', $4, $4, $5)",
            &[&g, &foto, &id, hash, &now()],
        )?;
    }
    if work {
        tx.exec(
            "INSERT INTO taken (gemeente_id, id, melding_id, discipline, state, volgorde, created_at, changed_at) \
             VALUES ($1, $2, $2, 'straat', 'open', 0, $3, $3)",
            &[&g, &id, &now()],
        )?;
    }
    Ok(())
}

/// An aandachtsgebied there, with an afspraak of this organisation and a result, each with its evidence.
fn aandachtsgebied(
    tx: &mut Write<'_>,
    g: GemeenteId,
    gebied: GebiedId,
    owner: OrganisatieId,
    [deal, result]: [&String; 2],
) -> Result<(), Error> {
    let (about, afspraak, resultaat) = (
        Uuid::from_u128(0x2000),
        Uuid::from_u128(0x2001),
        Uuid::from_u128(0x2002),
    );
    tx.exec(
        "INSERT INTO aandachtsgebieden (gemeente_id, id, werkplan_id, titel, behoefte, behoefte_van, integraal, \
         eigen_initiatief, state, velden, created_at, changed_at) \
         VALUES ($1, $2, $2, 'Licht', 'donker', 'bewoners', FALSE, FALSE, 'active', '{}', $3, $3)",
        &[&g, &about, &now()],
    )?;
    tx.exec(
        "INSERT INTO aandachtsgebied_wijken (gemeente_id, aandachtsgebied_id, gebied_id) VALUES ($1, $2, $3)",
        &[&g, &about, &gebied],
    )?;
    tx.exec(
        "INSERT INTO afspraken (gemeente_id, id, aandachtsgebied_id, wat, organisatie_id, due, state, created_by, \
         created_at, changed_at) VALUES ($1, $2, $3, 'Lampen', $4, $5, 'delivered', $2, $6, $6)",
        &[&g, &afspraak, &about, &owner, &YEAR, &now()],
    )?;
    tx.exec(
        "INSERT INTO resultaten (gemeente_id, id, aandachtsgebied_id, wat, bewijs_id, account_id, at) \
         VALUES ($1, $2, $3, 'Het brandt', $2, $2, $4)",
        &[&g, &resultaat, &about, &now()],
    )?;
    evidence(tx, g, "afspraak", afspraak, deal)?;
    evidence(tx, g, "resultaat", resultaat, result)
}

fn plan(tx: &mut Write<'_>, g: GemeenteId, gebied: GebiedId, hash: &str) -> Result<(), Error> {
    let id = Uuid::from_u128(0x3000);
    tx.exec(
        "INSERT INTO plannen (gemeente_id, id, soort, gebied_id, wat, jaar, state, created_at, changed_at) \
         VALUES ($1, $2, 'gemeentelijk_wijkplan', $3, 'Bomen', 2026, 'done', $4, $4)",
        &[&g, &id, &gebied, &now()],
    )?;
    evidence(tx, g, "plan", id, hash)
}

fn evidence(
    tx: &mut Write<'_>,
    g: GemeenteId,
    kind: &'static str,
    subject: Uuid,
    hash: &str,
) -> Result<(), Error> {
    tx.exec(
        "INSERT INTO bewijzen (gemeente_id, id, subject_kind, subject_id, soort, hash, thumbnail, at) \
         VALUES ($1, $2, $3, $2, 'file', $4, $4, $5)",
        &[&g, &subject, &kind, &hash, &now()],
    )?;
    Ok(())
}

fn a_photo_is_for_those_who_may_see_what_carries_it(db: TestDb) {
    let mut town = Town::new(db);
    let (here, there, police) = (town.here, town.there, town.police);
    let [a, b, both, job] =
        ["melding-here", "melding-there", "melding-both", "work-here"].map(|name| town.photo(name));
    let [deal, result, plans] =
        ["bewijs-afspraak", "bewijs-resultaat", "bewijs-plan"].map(|name| town.photo(name));
    let loose = town.photo("nobody's");
    town.fill(move |tx, g| {
        melding(tx, g, 901, here, &[a.clone(), both.clone()], false)?;
        melding(tx, g, 902, there, &[b.clone(), both.clone()], false)?;
        melding(tx, g, 903, here, std::slice::from_ref(&job), true)?;
        aandachtsgebied(tx, g, here, police, [&deal, &result])?;
        plan(tx, g, there, &plans)?;
        tx.exec(
            "INSERT INTO bestanden (gemeente_id, hash, soort, bytes, created_at) VALUES ($1, $2, 'photo', 1, $3)",
            &[&g, &loose, &now()],
        )?;
        Ok(())
    });

    let everything_here = [
        "bewijs-afspraak",
        "bewijs-resultaat",
        "melding-both",
        "melding-here",
        "work-here",
    ];
    let everything_there = ["bewijs-plan", "melding-both", "melding-there"];
    let cases: [(&str, &str, GebiedId, &[&str]); 8] = [
        ("Noor Verzonnen", "wijkbeheerder", here, &everything_here),
        ("Bo Bedacht", "wijkbeheerder", there, &everything_there),
        // Reads meldingen and nothing else.
        (
            "Kim Verzonnen",
            "kcc",
            here,
            &["melding-both", "melding-here", "work-here"],
        ),
        (
            "Sam Fictief",
            "kcc",
            there,
            &["melding-both", "melding-there"],
        ),
        // Works in the field: only what has work there.
        ("Lotte Zogenaamd", "vakploeg", here, &["work-here"]),
        ("Mo Bedacht", "vakploeg", there, &[]),
        // Reads aandachtsgebieden and nothing else.
        (
            "Jo Verzonnen",
            "griffie",
            here,
            &["bewijs-afspraak", "bewijs-resultaat"],
        ),
        ("Ro Fictief", "griffie", there, &["bewijs-plan"]),
    ];
    for (naam, rol, place, expected) in cases {
        let who = town.somebody(naam, rol, place);
        assert_eq!(town.sees(&who), expected, "{rol} {naam}");
    }
    // Who owes an afspraak sees its evidence from wherever.
    let officer = town.app.an_account("Pat Bedacht").of(police);
    let officer = officer
        .with_role("wijkteamlid", Where::Gebied(there))
        .make();
    let mut expected = vec!["bewijs-afspraak"];
    expected.extend(everything_there);
    assert_eq!(town.sees(&As::Person(officer.account)), expected);

    for who in [
        As::Nobody,
        As::OtherGemeente("lelystad".to_owned()),
        As::role("privacyfunctionaris"),
    ] {
        assert!(town.sees(&who).is_empty(), "{who:?}");
    }
    // Another gemeente holds the same files in the same folder, and knows none of them.
    let path = format!("/lelystad/bestand/{}", town.photos["melding-here"]);
    let other = As::OtherGemeente("lelystad".to_owned());
    assert_eq!(town.app.send(&Ask::get(&path).by(&other)).status, 404);
}

fn what_may_not_be_seen_looks_like_what_is_not_there(db: TestDb) {
    let mut town = Town::new(db);
    let (here, there) = (town.here, town.there);
    let kept = town.photo("melding-here");
    town.fill(move |tx, g| melding(tx, g, 901, here, std::slice::from_ref(&kept), false));
    let never = kit::files::FileHash::of(b"never sent").to_string();
    town.photos.insert("never", never);
    let elsewhere = town.somebody("Bo Bedacht", "kcc", there);
    let answer = |who: &As, photo: &str| {
        let hash = &town.photos[photo];
        let path = format!("/velsen/bestand/{hash}");
        let found = town.app.send(&Ask::get(&path).by(who).lang("nl"));
        (found.status, found.text().replace(hash.as_str(), "…"))
    };
    for who in [As::Nobody, elsewhere] {
        let (hidden, missing) = (answer(&who, "melding-here"), answer(&who, "never"));
        assert_eq!(hidden.0, 404);
        assert_eq!(hidden.0, missing.0);
        assert_eq!(hidden.1.len(), missing.1.len());
    }
}

kit::on_both_engines!(
    a_photo_is_for_those_who_may_see_what_carries_it,
    what_may_not_be_seen_looks_like_what_is_not_there,
);
