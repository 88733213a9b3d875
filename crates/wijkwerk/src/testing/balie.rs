//! Objects of the desk for the paths and samples of routes.

use kit::db::Queries as _;

use super::objects::{done, who_may};
use super::{TestApp, people};
use crate::access::{Actor, Here, Permission};
use crate::balie::contacten::bijeenkomsten::{self, NewBijeenkomst};
use crate::balie::contacten::{
    Contactpersoon, Doel, NewContact, NewVraag, Uitkomst, dienst, instructies, keep_person,
    list_vragen, open_contact, scholing,
};
use crate::balie::folders::{self, NewFolder, list_folders};
use crate::balie::infopunten;
use crate::balie::infopunten::actions::{make_infopunt, make_locatie};
use crate::balie::infopunten::{
    InfopuntSoort, NewInfopunt, NewLocatie, Rang, VrijSoort, list_infopunten, tijdelijk, tijden,
    uren,
};
use crate::http::Samples;
use crate::ids::{ContactId, FolderId, GebiedId, InfopuntId};

const PUNT: &str = "Punt aan de Wielstraat";
const VRAAG: &str = "Hoe vraag ik het aan?";

/// A point, a contact with an open question of the member's organisation, a meeting, a shift, training.
pub(super) fn make(app: &TestApp, gebied: GebiedId, made: &mut Samples) {
    let mut put = |name: &str, value: String| {
        made.0.insert(name.to_owned(), value);
    };
    let frame = app.frame(app.slug());
    let Some(onderwerp) = frame.inrichting.onderwerpen.first() else {
        return;
    };
    let kanaal = frame.inrichting.kanalen.first();
    let kanaal = kanaal.map_or_else(|| "digitaal".to_owned(), |found| found.sleutel.clone());
    put("balie_onderwerp", onderwerp.sleutel.clone());
    put("kanaal", kanaal.clone());
    let Some(infopunt) = point(app, gebied, PUNT, true) else {
        return;
    };
    put("infopunt", infopunt.to_string());
    put("infopunt.toont", PUNT.to_owned());
    if let Some(candidate) = point(app, gebied, "Punt in voorbereiding", false) {
        put("infopunten.stand/infopunt", candidate.to_string());
    }
    put("punt", "punt-aan-de-wielstraat".to_owned());
    put("punt.toont", PUNT.to_owned());
    for (name, naam) in [
        ("folder", "Samen naar buiten"),
        ("folders.op/folder", "Fietsen in de buurt"),
        ("folders.weg/folder", "Zomer op het plein"),
    ] {
        if let Some(id) = folder(app, infopunt, naam) {
            put(name, id.to_string());
        }
    }
    let today = frame.today(app.clock.now());
    put("vandaag", today.to_string());
    temporary(app, gebied, infopunt, today, &mut put);
    let here = Here::gebied(gebied);
    let Some(desk) = who_may(app, Permission::ContactEnter, &here) else {
        return;
    };
    let owner = app
        .person_in(app.slug(), people::TEAM_ROLE)
        .and_then(|person| person.organisatie);
    let new = NewContact {
        kanaal,
        infopunt: Some(infopunt),
        gebied: Some(gebied),
        bijeenkomst: None,
        vragen: vec![
            NewVraag::about(&onderwerp.sleutel, Uitkomst::Answered),
            NewVraag {
                vraag: VRAAG.to_owned(),
                organisatie: owner,
                ..NewVraag::about(&onderwerp.sleutel, Uitkomst::Open)
            },
        ],
        geraadpleegd: Vec::new(),
    };
    let closed = NewContact {
        vragen: vec![NewVraag::about(&onderwerp.sleutel, Uitkomst::Answered)],
        ..new.clone()
    };
    let contact = contact(app, &desk, new);
    put("contact", contact.to_string());
    put("contact.toont", VRAAG.to_owned());
    let closed = self::contact(app, &desk, closed);
    put("contacten.heropenen/contact", closed.to_string());
    let gemeente = frame.id;
    let vragen = app
        .app
        .db()
        .read_blocking(move |tx| list_vragen(tx, gemeente, contact));
    if let Some(open) = done("questions", vragen)
        .iter()
        .find(|vraag| vraag.is_open())
    {
        put("contactvraag", open.id.to_string());
        put("contactvraag.toont", VRAAG.to_owned());
    }
    let persoon = Contactpersoon {
        doel: Some(Doel::CallBack),
        telefoon: Some("020 123 45 67".to_owned()),
        ..Contactpersoon::default()
    };
    done(
        "who is to be called back",
        app.write(&desk, move |ctx| keep_person(ctx, contact, &persoon)),
    );
    let meeting = NewBijeenkomst {
        titel: "Wonen in de buurt".to_owned(),
        plaats: "Buurthuis Het Wiel".to_owned(),
        gebied: Some(gebied),
        organisatie: owner,
        op: Some(frame.today(app.clock.now())),
    };
    let meeting = done(
        "a meeting",
        app.write(&desk, move |ctx| bijeenkomsten::plan(ctx, &meeting)),
    );
    put("bijeenkomst", meeting.to_string());
    put("bijeenkomst.toont", "Wonen in de buurt".to_owned());
    done(
        "a shift",
        app.write(&desk, move |ctx| dienst::start(ctx, Some(infopunt), None)),
    );
    training(app, made);
}

/// A leaflet that lies at a point.
fn folder(app: &TestApp, infopunt: InfopuntId, naam: &str) -> Option<FolderId> {
    let frame = app.frame(app.slug());
    let organisatie = frame.organisaties.first()?.id;
    let gemeente = frame.id;
    let known = app
        .app
        .db()
        .read_blocking(move |tx| list_folders(tx, gemeente, infopunt));
    let known = done("leaflets", known);
    if let Some(found) = known.iter().find(|folder| folder.naam == naam) {
        return Some(found.id);
    }
    let new = NewFolder {
        infopunt,
        item: None,
        naam: naam.to_owned(),
        organisatie: Some(organisatie),
        aantal: Some(40),
    };
    let made = app.write(&Actor::Command, move |ctx| folders::actions::lay(ctx, &new));
    Some(done("a leaflet", made))
}

/// An exception, a building, something temporary, a search with a candidate, a free day.
fn temporary(
    app: &TestApp,
    gebied: GebiedId,
    infopunt: InfopuntId,
    today: jiff::civil::Date,
    put: &mut impl FnMut(&str, String),
) {
    let Some(organisatie) = app.frame(app.slug()).organisaties.first().map(|org| org.id) else {
        return;
    };
    let made = app.write(&Actor::Command, move |ctx| {
        let uitzondering = uren::set_exception(
            ctx,
            &uren::NewUitzondering {
                infopunt,
                from: today,
                until: today,
                times: "9-12".to_owned(),
                reden: "Die dag is het eerder dicht.".to_owned(),
                bron: uren::UitzonderingBron::Hand,
            },
        )?;
        let partners = infopunten::Inhoud {
            partners: vec![(organisatie, 10_000)],
            ..infopunten::Inhoud::default()
        };
        infopunten::set_inhoud(ctx, infopunt, &partners, None)?;
        let gemeente = ctx.gemeente();
        let there: Option<i64> = ctx.query_opt(
            "SELECT CAST(count(*) AS BIGINT) FROM bouwprojecten WHERE gemeente_id = $1",
            &[&gemeente],
            |row| row.get(0),
        )?;
        let bouwproject = tijdelijk::add_project(
            ctx,
            &tijdelijk::NewBouwproject {
                naam: "Nieuw Wiel".to_owned(),
                soort: "mfa".to_owned(),
                gebied,
                volgorde: 1 + there.unwrap_or(0),
                expected: None,
            },
        )?;
        let tussenoplossing = tijdelijk::start_interim(
            ctx,
            &tijdelijk::NewTussenoplossing {
                infopunt,
                bouwproject: Some(bouwproject),
                organisatie,
                wat: "Het punt zit in een unit.".to_owned(),
                einde: "Het gebouw is klaar.".to_owned(),
                since: today,
                until: None,
            },
        )?;
        let zoektocht = tijdelijk::start_search(ctx, infopunt, None)?;
        let kandidaat = tijdelijk::add_candidate(ctx, zoektocht, "De oude school")?;
        let vrijedag = tijden::add_free(ctx, VrijSoort::Closed, "Opruimdag", today, today)?;
        Ok([
            ("uitzondering", uitzondering.to_string()),
            ("bouwproject", bouwproject.to_string()),
            ("tussenoplossing", tussenoplossing.to_string()),
            ("zoektocht", zoektocht.to_string()),
            ("kandidaat", kandidaat.to_string()),
            ("vrijedag", vrijedag.to_string()),
        ])
    });
    for (name, value) in done("what is temporary", made) {
        put(name, value);
    }
}

fn contact(app: &TestApp, desk: &Actor, new: NewContact) -> ContactId {
    done(
        "a contact",
        app.write(desk, move |ctx| open_contact(ctx, &new, None)),
    )
}

fn point(app: &TestApp, gebied: GebiedId, naam: &str, open: bool) -> Option<InfopuntId> {
    let frame = app.frame(app.slug());
    let organisatie = frame.organisaties.first()?.id;
    let (gemeente, db) = (frame.id, app.app.db());
    let known = done(
        "points",
        db.read_blocking(move |tx| list_infopunten(tx, gemeente)),
    );
    // By its address: a test may have called it otherwise.
    let sleutel = naam.to_lowercase().replace(' ', "-");
    if let Some(punt) = known.iter().find(|punt| punt.sleutel == sleutel) {
        return Some(punt.id);
    }
    let naam = naam.to_owned();
    let made = app.write(&Actor::Command, move |ctx| {
        let locatie = make_locatie(
            ctx,
            &NewLocatie {
                naam: "Buurthuis Het Wiel".to_owned(),
                soort: "buurthuis".to_owned(),
                organisatie: Some(organisatie),
                gebied: Some(gebied),
                adres: "Wielstraat 8".to_owned(),
                postcode: String::new(),
                plaats: "Wielstad".to_owned(),
                telefoon: Some("020 765 43 21".to_owned()),
                place: None,
                sterren: 0,
                toegankelijkheid: String::new(),
            },
        )?;
        make_infopunt(
            ctx,
            &NewInfopunt {
                naam: naam.clone(),
                locatie,
                gebied,
                organisatie,
                soort: InfopuntSoort::Infopunt,
                rang: Rang::Hoofd,
                open,
                voorheen: String::new(),
            },
        )
    });
    Some(done("a point", made))
}

fn training(app: &TestApp, made: &mut Samples) {
    let today = app.frame(app.slug()).today(app.clock.now());
    let module = done(
        "a module of training",
        app.write(&Actor::Command, |ctx| {
            scholing::add_scholing(ctx, "Gesprek aan de balie", Some(24))
        }),
    );
    made.0.insert("scholing".to_owned(), module.to_string());
    let note = done(
        "an instruction",
        app.write(&Actor::Command, move |ctx| {
            let tekst = "De ingang is vandaag aan de achterkant.";
            instructies::add_instructie(ctx, "Andere ingang", tekst, today, None)
        }),
    );
    made.0.insert("instructie".to_owned(), note.to_string());
}
