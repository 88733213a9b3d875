//! A werkplan with everything in it.

use std::collections::BTreeMap;

use super::{done, photo};
use crate::access::{Actor, LinkKind};
use crate::http::Samples;
use crate::ids::{AandachtsgebiedId, AfspraakId, BewijsId, GebiedId, OrgaanId, WerkplanId};
use crate::kader::accounts;
use crate::kader::bewijzen::Bewijs;
use crate::kader::gebieden::Coordinaat;
use crate::testing::{TestApp, people};
use crate::wijkaanpak::werkplannen::actions as plans;
use crate::wijkaanpak::werkplannen::{
    NewAandachtsgebied, NewAfspraak, NewBijdrage, NewPlan, PlanSoort, Van, list_bewijzen,
};

const TITEL: &str = "Een schone en veilige straat";
const BELOOFD: &str = "Samen de straat vegen";
const BEREIKT: &str = "De straat is schoon";

/// The plan of the year after, on which nobody has agreed.
fn next_year(app: &TestApp, orgaan: OrgaanId, year: i64) -> WerkplanId {
    let actor = app.actor(people::TEAM_ROLE);
    done(
        "a second werkplan",
        app.write(&actor, move |ctx| {
            plans::start_werkplan(ctx, orgaan, year + 1)
        }),
    )
}

/// An afspraak that the member's organisation is asked to make.
fn afspraak(app: &TestApp, member: &people::Person, one: AandachtsgebiedId) -> AfspraakId {
    let today = app.frame(app.slug()).today(app.clock.now());
    let wanted = NewAfspraak {
        aandachtsgebied: one,
        wat: BELOOFD.to_owned(),
        organisatie: member.organisatie,
        account: Some(member.account),
        due: today.checked_add(jiff::Span::new().days(60)).ok(),
        gebied: None,
        partij: None,
        bijdragen: vec![NewBijdrage {
            van: Van::Partner,
            organisatie: member.organisatie,
            minuten: 240,
            cents: 0,
            materiaal: None,
            planned: true,
        }],
    };
    let actor = app.actor(people::TEAM_ROLE);
    done(
        "an afspraak",
        app.write(&actor, move |ctx| plans::propose_afspraak(ctx, &wanted)),
    )
}

/// The token of a link with which the member speaks for this afspraak.
fn partner_link(app: &TestApp, member: &people::Person, afspraak: AfspraakId) -> String {
    let token = app.app.token();
    let (holder, kept) = (member.account.0, token.clone());
    let week = jiff::Span::new().hours(7 * 24);
    let expires_at = app.clock.now().checked_add(week).expect("a moment");
    done(
        "a partner's link",
        app.write(&Actor::Command, move |ctx| {
            let wanted = accounts::LinkWanted {
                kind: LinkKind::Partner,
                subject_kind: "afspraak",
                subject: afspraak.0,
                holder,
                expires_at,
                token: &kept,
            };
            accounts::make_link(ctx, &wanted)
        }),
    );
    token
}

/// The evidence of a new result: a photo.
fn photographed(app: &TestApp, one: AandachtsgebiedId, wat: &'static str) -> BewijsId {
    let proof = Bewijs::File(photo(app));
    let resultaat = done(
        "a resultaat with a photo",
        app.write(&app.actor(people::TEAM_ROLE), move |ctx| {
            plans::record_result(ctx, one, wat, &proof)
        }),
    );
    let gemeente = app.frame(app.slug()).id;
    let found = app
        .app
        .db()
        .read_blocking(move |tx| list_bewijzen(tx, gemeente, resultaat.0));
    let mut found = done("its evidence", found).into_iter();
    found.next().expect("a result has evidence").id
}

/// A werkplan that was agreed on, with everything in it.
pub(super) fn make(app: &TestApp, gebied: GebiedId, orgaan: OrgaanId, made: &mut Samples) {
    let Some(member) = app.person_in(app.slug(), people::TEAM_ROLE).cloned() else {
        return;
    };
    let actor = app.actor(people::TEAM_ROLE);
    let frame = app.frame(app.slug());
    let today = frame.today(app.clock.now());
    let year = i64::from(today.year());
    let mut put = |name: &str, value: String| made.0.insert(name.to_owned(), value);
    let plan: WerkplanId = done(
        "a werkplan",
        app.write(&actor, move |ctx| plans::start_werkplan(ctx, orgaan, year)),
    );
    put("werkplan", plan.to_string());
    put("werkplan.toont", format!("Werkplan {year}"));
    let themas = frame
        .inrichting
        .themas
        .iter()
        .take(1)
        .map(|thema| thema.sleutel.clone())
        .collect();
    let wanted = NewAandachtsgebied {
        werkplan: plan,
        titel: TITEL.to_owned(),
        behoefte: "Bewoners vragen om minder zwerfvuil.".to_owned(),
        behoefte_van: Van::Bewoners,
        behoefte_bron: Some("Wijkschouw van februari".to_owned()),
        wijken: vec![gebied],
        themas,
        partners: member
            .organisatie
            .map(|org| (org, Some(member.account)))
            .into_iter()
            .collect(),
        eigen_initiatief: false,
        integraal: false,
        velden: BTreeMap::new(),
        owner_organisatie: member.organisatie,
    };
    let draft = NewAandachtsgebied {
        werkplan: next_year(app, orgaan, year),
        ..wanted.clone()
    };
    put("werkplannen.instemmen/werkplan", draft.werkplan.to_string());
    let finished = wanted.clone();
    let propose = move |wanted: NewAandachtsgebied| {
        done(
            "an aandachtsgebied",
            app.write(&app.actor(people::TEAM_ROLE), move |ctx| {
                plans::propose_aandachtsgebied(ctx, &wanted)
            }),
        )
    };
    let one: AandachtsgebiedId = propose(wanted);
    let two = propose(finished);
    propose(draft);
    put("aandachtsgebied", one.to_string());
    put("aandachtsgebied.toont", TITEL.to_owned());
    done(
        "an agreement",
        app.write(&actor, move |ctx| plans::agree(ctx, plan)),
    );
    let afspraak = afspraak(app, &member, one);
    put("afspraak", afspraak.to_string());
    put("afspraak.toont", BELOOFD.to_owned());
    let proof = Bewijs::Visit {
        by: member.naam.clone(),
        on: today,
        seen: "De straat is schoon en de prullenbak is leeg.".to_owned(),
    };
    let accepted = self::afspraak(app, &member, one);
    done(
        "an accepted afspraak",
        app.write(&actor, move |ctx| plans::accept_afspraak(ctx, accepted)),
    );
    for route in ["afspraken.voortgang", "afspraken.leveren"] {
        put(&format!("{route}/afspraak"), accepted.to_string());
    }
    let (delivered, evidence) = (self::afspraak(app, &member, one), proof.clone());
    done(
        "a delivered afspraak",
        app.write(&actor, move |ctx| {
            plans::accept_afspraak(ctx, delivered)?;
            plans::deliver(ctx, delivered, &evidence)
        }),
    );
    for route in ["afspraken.vaststellen", "afspraken.niet-nagekomen"] {
        put(&format!("{route}/afspraak"), delivered.to_string());
    }
    put("link.antwoord/token", partner_link(app, &member, afspraak));
    let second = proof.clone();
    let resultaat = done(
        "a resultaat",
        app.write(&actor, move |ctx| {
            plans::record_result(ctx, one, BEREIKT, &proof)
        }),
    );
    put("resultaat", resultaat.to_string());
    put("resultaat.toont", BEREIKT.to_owned());
    let bewijs = photographed(app, one, "De prullenbak is leeg");
    put("bewijs", bewijs.to_string());
    let shown = photographed(app, one, "De stoep ligt er weer");
    let copy = photo(app);
    done(
        "a photo that everybody sees",
        app.write(&actor, move |ctx| plans::release_photo(ctx, shown, &copy)),
    );
    put("aandachtsgebieden.foto.terug/bewijs", shown.to_string());
    done(
        "what can be called resolved",
        app.write(&actor, move |ctx| {
            plans::record_result(ctx, two, BEREIKT, &second)
        }),
    );
    put(
        "aandachtsgebieden.opgelost/aandachtsgebied",
        two.to_string(),
    );
    let wanted = NewPlan {
        soort: PlanSoort::Partnerplan,
        organisatie: member.organisatie,
        gebied,
        wat: "Gevels en deuren schilderen".to_owned(),
        plaats: Some("Lange Laan".to_owned()),
        punt: frame
            .gebied(gebied)
            .and_then(|wijk| frame.plaatsen.middle_of(&wijk.sleutel))
            .map(Coordinaat::e6),
        jaar: year,
        kwartaal: Some(2),
        due: None,
    };
    let plan = done(
        "a plan",
        app.write(&actor, move |ctx| plans::add_plan(ctx, &wanted)),
    );
    put("plan", plan.to_string());
}
