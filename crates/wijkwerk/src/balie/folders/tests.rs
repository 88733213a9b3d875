//! Paper at a point on both engines: who lays it down, what happens when it runs out, and who may know of it (L-24).

use kit::db::Queries as _;
use kit::on_both_engines;
use kit::testing::TestDb;

use super::actions::{DUE, fill, lay, run_out, take_away};
use super::*;
use crate::access::{Actor, Here, Permission};
use crate::balie::infopunten::actions::{Wending, make_infopunt, make_locatie, turn_infopunt};
use crate::balie::infopunten::{InfopuntSoort, NewInfopunt, NewLocatie, Rang, Stap};
use crate::balie::kennisbank::actions::{create, hide, publish};
use crate::balie::kennisbank::{Soort, Velden};
use crate::error::{Error, Result};
use crate::ids::{FolderId, InfopuntId, KennisitemId, OrganisatieId};
use crate::kader::verplichtingen;
use crate::testing::{As, Ask, TestApp};
use crate::write::Write;

on_both_engines!(
    l_24_what_ran_out_is_owed_and_mailed_until_it_is_filled,
    l_24_everybody_may_know_what_lies_at_a_point,
    whoever_keeps_the_point_lays_down_and_the_desk_taps,
    nothing_is_owed_about_what_does_not_lie_there_any_more,
    what_is_not_right_comes_back_as_it_was_typed,
    no_more_lies_at_a_point_than_its_list_shows,
);

struct Stad {
    app: TestApp,
    punt: InfopuntId,
    organisatie: OrganisatieId,
    /// Somebody of the organisation that supplies, who writes its texts.
    leverancier: Actor,
    /// A role that notes what is asked at the desk and keeps no points.
    balie: String,
}

impl Stad {
    fn new(db: TestDb) -> Self {
        let app = TestApp::new(db, &["lelystad-demo"]);
        let leverancier = app.actor("aanbodbeheerder");
        let organisatie = leverancier.account().unwrap().organisatie.unwrap();
        let gebied = app.frame(app.slug()).wijken().next().unwrap().id;
        let desk = app.roles(app.slug()).into_iter().find(|rol| {
            let actor = app.actor(rol);
            let may = |permission| actor.may(permission, &Here::gebied(gebied));
            may(Permission::ContactEnter)
                && may(Permission::ContactRead)
                && !may(Permission::InfopuntManage)
        });
        let made = app.write(&Actor::Command, move |ctx| {
            let place = NewLocatie {
                naam: "Huis".to_owned(),
                soort: "buurthuis".to_owned(),
                organisatie: None,
                gebied: Some(gebied),
                adres: "Spaak 1".to_owned(),
                postcode: String::new(),
                plaats: "Wielstad".to_owned(),
                telefoon: None,
                place: None,
                sterren: 0,
                toegankelijkheid: String::new(),
            };
            let new = NewInfopunt {
                naam: "Spaakpunt".to_owned(),
                locatie: make_locatie(ctx, &place)?,
                gebied,
                organisatie,
                soort: InfopuntSoort::Infopunt,
                rang: Rang::Neven,
                open: true,
                voorheen: String::new(),
            };
            make_infopunt(ctx, &new)
        });
        Self {
            punt: made.unwrap(),
            balie: desk.unwrap(),
            app,
            organisatie,
            leverancier,
        }
    }

    fn by<T: Send + 'static>(
        &self,
        who: &Actor,
        f: impl Fn(&mut Write<'_>) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        self.app.write(who, f)
    }

    fn new_folder(&self, naam: &str) -> NewFolder {
        NewFolder {
            infopunt: self.punt,
            item: None,
            naam: naam.to_owned(),
            organisatie: Some(self.organisatie),
            aantal: Some(60),
        }
    }

    fn laid(&self, naam: &str) -> FolderId {
        let new = self.new_folder(naam);
        self.by(&Actor::Command, move |ctx| lay(ctx, &new)).unwrap()
    }

    fn text(&self, titel: &str) -> KennisitemId {
        let velden = Velden {
            onderwerp: "geld".to_owned(),
            titel: titel.to_owned(),
            samenvatting: "Wij helpen u verder.".to_owned(),
            ..Velden::empty(Soort::Product)
        };
        let own = self.organisatie;
        self.by(&self.leverancier, move |ctx| {
            let id = create(ctx, &velden, own)?;
            publish(ctx, id)?;
            Ok(id)
        })
        .unwrap()
    }

    fn there(&self) -> Vec<Folder> {
        let (gemeente, punt) = (self.app.frame(self.app.slug()).id, self.punt);
        let db = self.app.app.db();
        db.read_blocking(move |tx| list_folders(tx, gemeente, punt))
            .unwrap()
    }

    /// The state, the source and the debtor of every due about it.
    fn dues(&self, id: FolderId) -> Vec<(String, String, Option<uuid::Uuid>)> {
        let gemeente = self.app.frame(self.app.slug()).id;
        let db = self.app.app.db();
        let all = db.read_blocking(move |tx| verplichtingen::list_about(tx, gemeente, id.0));
        let all = all.unwrap().into_iter().filter(|due| due.soort == DUE);
        all.map(|due| (due.state, due.bron, due.debtor_id))
            .collect()
    }

    fn page(&self, path: &str, who: &As) -> String {
        let path = format!("/{}{path}", self.app.slug());
        let answer = self.app.send(&Ask::get(&path).by(who).lang("nl"));
        assert_eq!(answer.status, 200, "{path}: {}", answer.text());
        answer.text()
    }
}

fn key<T: std::fmt::Debug>(result: Result<T>) -> &'static str {
    match result.unwrap_err() {
        Error::Refused(said) => said.key,
        Error::Invalid(faults) => faults[0].sentence.key,
        Error::Forbidden(_) => "forbidden",
        Error::NotFound(_) => "not found",
        other => panic!("{other:?}"),
    }
}

fn l_24_what_ran_out_is_owed_and_mailed_until_it_is_filled(db: TestDb) {
    let stad = Stad::new(db);
    let id = stad.laid("Wat kan er in de buurt");
    assert_eq!(stad.dues(id), []);
    let desk = As::role(&stad.balie);
    let act = |what: &str, fields: &str| {
        let path = format!("/{}/balie/folders/{id}/{what}", stad.app.slug());
        let answer = stad.app.send(&Ask::post(&path, fields).by(&desk));
        assert_eq!(answer.status, 303, "{}", answer.text());
    };
    // One tap; a second one of a colleague counts for nothing.
    act("op", "");
    act("op", "");
    let supplier = Some(stad.organisatie.0);
    let open = ("open".to_owned(), "L-24".to_owned(), supplier);
    assert_eq!(stad.dues(id), [open]);
    assert!(stad.there()[0].op_at.is_some());
    crate::notifications::read_new(&stad.app.app).unwrap();
    let db = stad.app.app.db();
    let mails: Vec<(String, String)> = db
        .read_blocking(|tx| {
            Ok::<_, Error>(tx.query(
                "SELECT address, subject FROM mails ORDER BY seq, id LIMIT 500",
                &[],
                |row| Ok((row.get(0)?, row.get(1)?)),
            )?)
        })
        .unwrap();
    let told = "Wat kan er in de buurt is op bij Spaakpunt";
    let told: Vec<&String> = mails
        .iter()
        .filter(|(_, subject)| subject == told)
        .map(|(to, _)| to)
        .collect();
    let writer = &stad.app.person("aanbodbeheerder").email;
    assert_eq!(
        told.iter().filter(|to| **to == writer).count(),
        1,
        "{mails:?}"
    );
    let vandaag = stad.page("/vandaag", &As::role("aanbodbeheerder"));
    assert!(vandaag.contains("Nieuwe folders brengen"), "{vandaag}");
    assert!(vandaag.contains("Spaakpunt"), "{vandaag}");
    act("aangevuld", "aantal=120");
    let state: Vec<String> = stad.dues(id).into_iter().map(|(state, ..)| state).collect();
    assert_eq!(state, ["satisfied"]);
    let now = &stad.there()[0];
    assert_eq!((now.aantal, now.op_at), (120, None));
    // It can run out again.
    act("op", "");
    assert_eq!(stad.dues(id).len(), 2);
}

fn l_24_everybody_may_know_what_lies_at_a_point(db: TestDb) {
    let stad = Stad::new(db);
    let page = || stad.page("/infopunten/spaakpunt", &As::Nobody);
    assert!(!page().contains("Folders die hier liggen"), "{}", page());
    let id = stad.laid("Wat kan er in de buurt");
    let item = stad.text("Rondkomen met weinig geld");
    let new = NewFolder {
        item: Some(item),
        organisatie: None,
        ..stad.new_folder("")
    };
    stad.by(&Actor::Command, move |ctx| lay(ctx, &new)).unwrap();
    let told = page();
    for said in [
        "Folders die hier liggen",
        "Wat kan er in de buurt",
        "/vraag/rondkomen-met-weinig-geld\"",
        "gecontroleerd op maandag 2 maart 2026",
    ] {
        assert!(told.contains(said), "{said}: {told}");
    }
    assert!(!told.contains("op dit moment op"), "{told}");
    // A text in print is supplied by its owner.
    let laid = stad.there();
    assert!(laid.iter().all(|one| one.organisatie == stad.organisatie));
    stad.by(&Actor::Command, move |ctx| run_out(ctx, id))
        .unwrap();
    assert!(page().contains("op dit moment op"));
    // What its owner has to look at first is not given out on paper either.
    stad.by(&Actor::Command, move |ctx| {
        hide(ctx, item, "Dit is te oud om te tonen.")
    })
    .unwrap();
    assert!(!page().contains("Rondkomen met weinig geld"), "{}", page());
    let path = format!("/balie/infopunten/{}/folders", stad.punt);
    let desk = stad.page(&path, &As::role(&stad.balie));
    assert!(desk.contains("Geef hem niet meer mee."), "{desk}");
}

fn whoever_keeps_the_point_lays_down_and_the_desk_taps(db: TestDb) {
    let stad = Stad::new(db);
    let id = stad.laid("Wat kan er in de buurt");
    let desk = stad.app.actor(&stad.balie);
    let new = stad.new_folder("Een andere");
    assert_eq!(key(stad.by(&desk, move |ctx| lay(ctx, &new))), "forbidden");
    assert_eq!(
        key(stad.by(&desk, move |ctx| take_away(ctx, id))),
        "forbidden"
    );
    let outside = stad.app.actor("bewoner");
    assert_eq!(
        key(stad.by(&outside, move |ctx| run_out(ctx, id))),
        "forbidden"
    );
    let filled = stad.by(&outside, move |ctx| fill(ctx, id, Some(10)));
    assert_eq!(key(filled), "forbidden");
    let nowhere = FolderId(uuid::Uuid::nil());
    assert_eq!(
        key(stad.by(&desk, move |ctx| run_out(ctx, nowhere))),
        "not found"
    );
    stad.by(&desk, move |ctx| run_out(ctx, id)).unwrap();
    for wrong in [None, Some(0), Some(-3), Some(10_000)] {
        let filled = stad.by(&desk, move |ctx| fill(ctx, id, wrong));
        assert_eq!(key(filled), "folder-aantal-fout", "{wrong:?}");
    }
    assert!(stad.there()[0].op_at.is_some());
}

fn nothing_is_owed_about_what_does_not_lie_there_any_more(db: TestDb) {
    let stad = Stad::new(db);
    let (een, twee) = (stad.laid("Een"), stad.laid("Twee"));
    let new = stad.new_folder("TWEE");
    let again = stad.by(&Actor::Command, move |ctx| lay(ctx, &new));
    assert_eq!(key(again), "folder-ligt-er-al");
    stad.by(&Actor::Command, move |ctx| {
        run_out(ctx, een)?;
        run_out(ctx, twee)?;
        take_away(ctx, een)
    })
    .unwrap();
    let state = |id| -> Vec<String> {
        let all = stad.dues(id).into_iter();
        all.map(|(state, ..)| state).collect()
    };
    assert_eq!(
        (state(een), state(twee)),
        (vec!["waived".into()], vec!["open".into()])
    );
    let gone = stad.by(&Actor::Command, move |ctx| run_out(ctx, een));
    assert_eq!(key(gone), "not found");
    // A point that is over holds nothing.
    let punt = stad.punt;
    stad.by(&Actor::Command, move |ctx| {
        let new = Wending {
            reden: "Het gebouw gaat dicht.".to_owned(),
            alternatief: "Ga naar het stadhuis.".to_owned(),
            ..Wending::just(Stap::End)
        };
        turn_infopunt(ctx, punt, &new)
    })
    .unwrap();
    assert_eq!(state(twee), ["waived"]);
    assert_eq!(stad.there().len(), 0);
    let new = stad.new_folder("Drie");
    let late = stad.by(&Actor::Command, move |ctx| lay(ctx, &new));
    assert_eq!(key(late), "folder-punt-voorbij");
}

fn what_is_not_right_comes_back_as_it_was_typed(db: TestDb) {
    let stad = Stad::new(db);
    let id = stad.laid("Wat kan er in de buurt");
    let keeper = stad.app.roles(stad.app.slug()).into_iter().find(|rol| {
        let actor = stad.app.actor(rol);
        let frame = stad.app.frame(stad.app.slug());
        let here = Here::gebied(frame.wijken().next().unwrap().id);
        actor.may(Permission::InfopuntManage, &here)
    });
    let keeper = As::Role(keeper.unwrap());
    let send = |path: &str, fields: &str| {
        let path = format!("/{}{path}", stad.app.slug());
        let answer = stad
            .app
            .send(&Ask::post(&path, fields).by(&keeper).lang("nl"));
        (answer.status, answer.text())
    };
    let path = format!("/balie/infopunten/{}/folders", stad.punt);
    let (status, text) = send(&path, "naam=Zonnebloemfolder&aantal=0");
    assert_eq!(status, 400, "{text}");
    for said in [
        "value=\"Zonnebloemfolder\"",
        "Kies wie de folder levert.",
        "een getal van 1 tot en met 9999",
    ] {
        assert!(text.contains(said), "{said}: {text}");
    }
    let (status, text) = send(&format!("/balie/folders/{id}/aangevuld"), "aantal=98765");
    assert_eq!(status, 409, "{text}");
    assert!(text.contains("value=\"98765\""), "{text}");
    assert_eq!(stad.there()[0].aantal, 60);
}

fn no_more_lies_at_a_point_than_its_list_shows(db: TestDb) {
    let stad = Stad::new(db);
    let one = stad.new_folder("");
    let named = move |n: usize| NewFolder {
        naam: format!("Folder {n}"),
        ..one.clone()
    };
    let last = named(200);
    stad.by(&Actor::Command, move |ctx| {
        for n in 0..200 {
            lay(ctx, &named(n))?;
        }
        Ok(())
    })
    .unwrap();
    let new = last.clone();
    let refused = stad.by(&Actor::Command, move |ctx| lay(ctx, &new));
    assert_eq!(key(refused), "folder-punt-vol");
    let gone = stad.there()[0].id;
    stad.by(&Actor::Command, move |ctx| {
        take_away(ctx, gone)?;
        lay(ctx, &last).map(drop)
    })
    .unwrap();
    assert_eq!(stad.there().len(), 200);
}
