//! Samples of the kennisbank: a published item with a flag and a note, a draft, one of nobody, one that is hidden.

use super::{done, who_may};
use crate::access::{Actor, Here, Permission};
use crate::balie::kennisbank::actions::{
    NewInformatieafspraak, agree_informatie, create, flag, hide, note, publish, put_down,
    set_review,
};
use crate::balie::kennisbank::{FlagKind, Herkomst, Soort, Velden};
use crate::balie::{locaties, wegwijzer};
use crate::http::Samples;
use crate::ids::{KennisitemId, OrganisatieId};
use crate::testing::TestApp;

fn velden(titel: &str) -> Velden {
    Velden {
        onderwerp: "geld".to_owned(),
        titel: titel.to_owned(),
        samenvatting: "Wij helpen u om rond te komen.".to_owned(),
        tekst: "Bel ons. Wij komen bij u thuis.".to_owned(),
        telefoon: Some("0800 0123".to_owned()),
        email: Some("vragen@partner.example".to_owned()),
        url: Some("https://partner.example/geld".to_owned()),
        ..Velden::empty(Soort::Product)
    }
}

fn draft(app: &TestApp, owner: &Actor, own: OrganisatieId, titel: &str) -> KennisitemId {
    let new = velden(titel);
    done(
        "a kennisitem",
        app.write(owner, move |ctx| create(ctx, &new, own)),
    )
}

/// Makes them, where the inrichting has the people for it.
pub(super) fn make(app: &TestApp, made: &mut Samples) {
    let frame = app.frame(app.slug());
    let Some(own) = app.here().organisatie.organisatie else {
        return;
    };
    // The gemeente itself before others: who has the regie looks at an agreement for it.
    let others = frame.organisaties.iter().filter(|found| found.id != own);
    let other = others
        .clone()
        .find(|found| found.soort == "gemeente")
        .or_else(|| others.clone().next())
        .map(|found| found.id);
    let mut put = |name: &str, value: String| made.0.insert(name.to_owned(), value);
    if let Some(other) = other {
        put("andere_organisatie", other.to_string());
    }
    let Some(owner) = who_may(app, Permission::KennisWrite, &Here::organisatie(own)) else {
        return;
    };
    let id = draft(app, &owner, own, "Rondkomen met weinig geld");
    done(
        "a public item",
        app.write(&owner, move |ctx| publish(ctx, id)),
    );
    put("kennisitem", id.to_string());
    let question = "te weinig geld voor de boodschappen";
    let words = done(
        "words",
        wegwijzer::actions::known_words(&app.app, &frame, question),
    );
    let chosen = app.write(&Actor::Command, move |ctx| {
        wegwijzer::actions::choose(ctx, &words, id)
    });
    if let Some(keuze) = done("a choice", chosen) {
        put("keuze", keuze.to_string());
    }
    put("kennisitem.toont", "Rondkomen met weinig geld".to_owned());
    put("sleutel", "rondkomen-met-weinig-geld".to_owned());
    put("sleutel.toont", "Rondkomen met weinig geld".to_owned());
    let concept = draft(app, &owner, own, "Een concept");
    put("kennisbank.publiceer/kennisitem", concept.to_string());
    // Made more than once in one database: each time another row of the source.
    let n = id.0.simple();
    let loose = done(
        "an item of nobody",
        app.write(&Actor::Command, move |ctx| {
            put_down(
                ctx,
                &velden("Nog van niemand"),
                &Herkomst {
                    sleutel: format!("nog-van-niemand-{n}"),
                    organisatie: None,
                    essential: false,
                    upl_naam: None,
                    upl_uri: None,
                    bron: "catalogus".to_owned(),
                    extern_id: Some(format!("nog-van-niemand-{n}")),
                },
            )
        }),
    );
    put("kennisbank.overnemen/kennisitem", loose.to_string());
    if let Some(desk) = who_may(app, Permission::KennisFlag, &Here::ANYWHERE) {
        let vlag = done(
            "a flag",
            app.write(&desk, move |ctx| {
                flag(ctx, id, FlagKind::Wrong, "Het nummer klopt niet meer.")
            }),
        );
        put("kennisvlag", vlag.to_string());
    }
    place(app, &owner, own, made);
    let mut put = |name: &str, value: String| made.0.insert(name.to_owned(), value);
    let Some(regie) = who_may(app, Permission::KennisRegie, &Here::ANYWHERE) else {
        return;
    };
    let notitie = done(
        "a note",
        app.write(&regie, move |ctx| {
            set_review(ctx, id, None, true)?;
            note(ctx, id, "Bij ons op dinsdag aan de balie.")
        }),
    );
    put("kennisnotitie", notitie.to_string());
    let hidden = draft(app, &owner, own, "Een tekst in controle");
    done(
        "a public item",
        app.write(&owner, move |ctx| publish(ctx, hidden)),
    );
    done(
        "a hidden item",
        app.write(&regie, move |ctx| {
            hide(ctx, hidden, "Dit is te oud om te tonen.")
        }),
    );
    put("kennisbank.toon/kennisitem", hidden.to_string());
    let new = NewInformatieafspraak {
        titel: "Overal dezelfde bedragen".to_owned(),
        tekst: "Wij noemen overal dezelfde bedragen.".to_owned(),
        indicator: String::new(),
        organisatie: Some(own),
        met: other,
        review_due: None,
    };
    let gelijk = done(
        "an agreement on information",
        app.write(&regie, move |ctx| agree_informatie(ctx, &new)),
    );
    put("informatieafspraak", gelijk.to_string());
}

/// A place of the same organisation, about which somebody said something.
fn place(app: &TestApp, owner: &Actor, own: OrganisatieId, made: &mut Samples) {
    let velden = locaties::Velden {
        naam: "Inloop aan de Spaak".to_owned(),
        soort: "buurthuis".to_owned(),
        adres: "Spaak 3".to_owned(),
        plaats: "Wielstad".to_owned(),
        uren: "ma-vr 9-12".to_owned(),
        ..locaties::Velden::default()
    };
    let locatie = done(
        "a place",
        app.write(owner, move |ctx| locaties::actions::make(ctx, own, &velden)),
    );
    made.0.insert("locatie".to_owned(), locatie.to_string());
    made.0
        .insert("locatie.toont".to_owned(), "Inloop aan de Spaak".to_owned());
    if let Some(desk) = who_may(app, Permission::KennisFlag, &Here::ANYWHERE) {
        let vlag = done(
            "a flag on a place",
            app.write(&desk, move |ctx| {
                locaties::flag(ctx, locatie, "De deur zit aan de andere kant.")
            }),
        );
        made.0.insert("locatievlag".to_owned(), vlag.to_string());
    }
}
