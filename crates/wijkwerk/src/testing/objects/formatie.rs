//! Formation, a contact and a body of residents.

use super::super::{TestApp, people};
use super::done;
use crate::access::Actor;
use crate::http::Samples;
use crate::ids::GebiedId;
use crate::kader::formatie::NewRegel;
use crate::kader::formatie::actions::{agree, allot, fill};
use crate::kader::organisaties::actions::welcome_bewonersgroep;

const GROEP: &str = "Bewoners samen";

pub(super) fn make(app: &TestApp, gebied: GebiedId, made: &mut Samples) {
    let Some(person) = app.person_in(app.slug(), people::TEAM_ROLE) else {
        return;
    };
    let (account, Some(organisatie)) = (person.account, person.organisatie) else {
        return;
    };
    let (afspraak, regel, invulling) = done(
        "formation",
        app.write(&Actor::Command, move |ctx| {
            let today = ctx.today();
            let afspraak = agree(ctx, "Overgang", 2000, 500, today)?;
            let new = NewRegel {
                afspraak,
                functie: "Medewerker".to_owned(),
                fte: 500,
                gebied: Some(gebied),
                organisatie,
                valid_from: today,
            };
            let regel = allot(ctx, &new)?;
            let invulling = fill(ctx, regel, account, 250, None, today)?;
            Ok((afspraak, regel, invulling))
        }),
    );
    let mut put = |name: &str, id: String| made.0.insert(name.to_owned(), id);
    put("formatieafspraak", afspraak.to_string());
    put("formatieregel", regel.to_string());
    put("formatieinvulling", invulling.to_string());
    let group = done(
        "a group of residents",
        app.write(&Actor::Command, move |ctx| {
            welcome_bewonersgroep(ctx, gebied, GROEP)
        }),
    );
    put("bewonersgroep", group.to_string());
    put("bewonersgroep.toont", GROEP.to_owned());
}
