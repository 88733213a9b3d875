//! What the desk sees of an offer: all that its owner tells and all that was noted beside it, and nothing that is not there.

use kit::on_both_engines;
use kit::testing::TestDb;

use crate::access::{Actor, Here, Permission};
use crate::balie::kennisbank::actions::{
    change, create, hide, note, publish, set_gebieden, set_plaatsen,
};
use crate::balie::kennisbank::{Soort, Velden};
use crate::balie::locaties;
use crate::balie::wegwijzer::store::docs;
use crate::balie::wegwijzer::text_for;
use crate::ids::{KennisitemId, LocatieId, OrganisatieId};
use crate::testing::{As, Ask, TestApp};

struct Stad {
    app: TestApp,
    eigenaar: Actor,
    balie: String,
    regie: Actor,
    organisatie: OrganisatieId,
}

impl Stad {
    fn new(db: TestDb) -> Self {
        let app = TestApp::new(db, &["lelystad-demo"]);
        let eigenaar = app.actor("aanbodbeheerder");
        let organisatie = eigenaar.account().unwrap().organisatie.unwrap();
        let may = |permission| {
            let mut all = app.roles(app.slug()).into_iter();
            all.find(|rol| app.actor(rol).may(permission, &Here::ANYWHERE))
                .unwrap()
        };
        let (balie, regie) = (may(Permission::ContactEnter), may(Permission::KennisRegie));
        Self {
            regie: app.actor(&regie),
            balie,
            eigenaar,
            organisatie,
            app,
        }
    }

    fn item(&self, velden: Velden) -> KennisitemId {
        let own = self.organisatie;
        let made = self.app.write(&self.eigenaar, move |ctx| {
            let id = create(ctx, &velden, own)?;
            publish(ctx, id)?;
            Ok(id)
        });
        made.unwrap()
    }

    fn place(&self, naam: &str, toegankelijkheid: &str) -> LocatieId {
        let velden = locaties::Velden {
            naam: naam.to_owned(),
            soort: "buurthuis".to_owned(),
            adres: "Spaak 3".to_owned(),
            plaats: "Wielstad".to_owned(),
            uren: "ma-vr 9-12".to_owned(),
            toegankelijkheid: toegankelijkheid.to_owned(),
            ..locaties::Velden::default()
        };
        let own = self.organisatie;
        let made = self.app.write(&self.eigenaar, move |ctx| {
            locaties::actions::make(ctx, own, &velden)
        });
        made.unwrap()
    }

    fn page(&self, path: &str) -> String {
        let path = format!("/{}/{path}", self.app.slug());
        let ask = Ask::get(&path).by(&As::role(&self.balie)).lang("nl");
        let answer = self.app.send(&ask);
        assert_eq!(answer.status, 200, "{path}: {}", answer.text());
        answer.text()
    }
}

fn velden(titel: &str) -> Velden {
    Velden {
        onderwerp: "geld".to_owned(),
        titel: titel.to_owned(),
        samenvatting: "Samen een fiets maken.".to_owned(),
        tekst: "Wij hebben gereedschap.".to_owned(),
        ..Velden::empty(Soort::Aanbod)
    }
}

const LABELS: &[&str] = &[
    "<dt>Voor wie</dt>",
    "<dt>Voorwaarden</dt>",
    "<dt>Kosten</dt>",
    "<dt>Talen</dt>",
    "<dt>Ook bij</dt>",
];

fn the_desk_sees_the_whole_offer_and_what_was_noted_beside_it(db: TestDb) {
    let stad = Stad::new(db);
    let id = stad.item(Velden {
        doelgroep: "Wie zelf wil sleutelen".to_owned(),
        min_leeftijd: Some(12),
        voorwaarden: "U neemt uw fiets mee.".to_owned(),
        kosten: "Twee euro per keer".to_owned(),
        talen: vec!["nl".to_owned(), "ar".to_owned()],
        ..velden("Fietsen maken")
    });
    let (een, twee) = (
        stad.place("Aanloop", "Drempel van 3 cm"),
        stad.place("Buurthuis", "Lift naar boven"),
    );
    let wijk = stad.app.frame(stad.app.slug());
    let wijk = wijk.wijken().next().unwrap().clone();
    stad.app
        .write(&stad.eigenaar, move |ctx| {
            let no = String::new;
            set_plaatsen(ctx, id, &[(een, no(), no()), (twee, no(), no())])?;
            set_gebieden(ctx, id, &[wijk.id])
        })
        .unwrap();
    stad.app
        .write(&stad.regie, move |ctx| {
            note(ctx, id, "De bel doet het niet: tik op het raam.").map(drop)
        })
        .unwrap();
    let page = stad.page("balie?antwoord=fietsen-maken");
    for said in LABELS.iter().copied().chain([
        "Wie zelf wil sleutelen",
        "U neemt uw fiets mee.",
        "Twee euro per keer",
        "Drempel van 3 cm",
        "Lift naar boven",
        "De bel doet het niet: tik op het raam.",
        "gecontroleerd op maandag 2 maart 2026",
        wijk.naam.as_str(),
    ]) {
        assert!(page.contains(said), "{said}: {page}");
    }
    stad.app
        .write(&stad.regie, move |ctx| {
            hide(ctx, id, "Dit is te oud om te tonen.")
        })
        .unwrap();
    let hidden = stad.page("balie?antwoord=fietsen-maken");
    assert!(!hidden.contains("Twee euro per keer"), "{hidden}");
}

fn what_nobody_told_is_not_there(db: TestDb) {
    let stad = Stad::new(db);
    stad.item(velden("Fietsen maken"));
    let page = stad.page("balie?antwoord=fietsen-maken");
    assert!(page.contains("Samen een fiets maken."), "{page}");
    for label in LABELS {
        assert!(!page.contains(label), "{label}: {page}");
    }
    assert!(!page.contains("ww-source"), "{page}");
}

/// What was read for an answer is kept only until something is written.
fn an_answer_tells_what_stands_there_now(db: TestDb) {
    let stad = Stad::new(db);
    let id = stad.item(velden("Fietsen maken"));
    let path = format!("/{}/vraag", stad.app.slug());
    let ask = || {
        let ask = Ask::post(&path, "vraag=fietsen maken").lang("nl");
        let answer = stad.app.send(&ask);
        assert_eq!(answer.status, 200, "{}", answer.text());
        answer.text()
    };
    let suggest = || {
        let ask = Ask::post(&format!("{path}-voorstellen"), "vraag=fietsen ma").lang("nl");
        stad.app.send(&ask).text()
    };
    assert!(ask().contains("Samen een fiets maken."));
    assert!(
        ask().contains("Samen een fiets maken."),
        "the same question again"
    );
    assert!(suggest().contains("Fietsen maken"));
    let plek = stad.place("Aanloop", "");
    stad.app
        .write(&stad.eigenaar, move |ctx| {
            set_plaatsen(ctx, id, &[(plek, String::new(), String::new())])
        })
        .unwrap();
    assert!(ask().contains("Aanloop"), "a place more");
    stad.app
        .write(&stad.eigenaar, move |ctx| {
            let anders = Velden {
                samenvatting: "Met hulp van een fietsenmaker.".to_owned(),
                ..velden("Fietsen maken")
            };
            change(ctx, id, &anders, true)
        })
        .unwrap();
    assert!(
        ask().contains("Met hulp van een fietsenmaker."),
        "other words"
    );
    stad.app
        .write(&stad.regie, move |ctx| {
            hide(ctx, id, "Dit is te oud om te tonen.")
        })
        .unwrap();
    assert!(!ask().contains("fietsenmaker"), "hidden");
}

fn what_ships_of_a_text_is_shown_and_not_searched(db: TestDb) {
    let stad = Stad::new(db);
    let ships = text_for("rijbewijs").unwrap();
    stad.item(Velden {
        tekst: format!("{}\nKom met de bus.", ships.tekst),
        doelgroep: ships.doelgroep.clone(),
        aanmelden: ships.aanmelden.clone(),
        ..velden("Rijbewijs")
    });
    let frame = stad.app.frame(stad.app.slug());
    let docs = stad
        .app
        .app
        .db()
        .read_blocking(move |tx| docs(tx, &frame))
        .unwrap();
    let found = docs.iter().find(|doc| doc.id == "rijbewijs").unwrap();
    assert_eq!(
        found.text.trim(),
        "Samen een fiets maken. Kom met de bus.",
        "what is written here is searched"
    );
    let (steps, help) = ships.aanmelden.split_once('\n').unwrap();
    let lines = format!("{steps}<br>{help}");
    let page = stad.page("vraag/rijbewijs");
    for said in ["Kom met de bus.", ships.doelgroep.as_str(), lines.as_str()] {
        assert!(page.contains(said), "{said}: {page}");
    }
    let page = stad.page("balie?antwoord=rijbewijs");
    for said in [steps, help] {
        assert!(page.contains(&format!(">{said}</p>")), "{said}: {page}");
    }
}

on_both_engines!(
    an_answer_tells_what_stands_there_now,
    the_desk_sees_the_whole_offer_and_what_was_noted_beside_it,
    what_nobody_told_is_not_there,
    what_ships_of_a_text_is_shown_and_not_searched,
);
