//! Referrals and routes for the paths and samples of routes: in the first wijk, to the organisation of the team's member.

use kit::db::Queries as _;

use super::{done, who_may};
use crate::access::{Actor, Here, Permission};
use crate::balie::doorverwijzingen::{
    self as referrals, Antwoord, NewDoorverwijzing, NewRoute, Persoon, Reden, Vervolg, Wijze,
    actions,
};
use crate::http::Samples;
use crate::ids::{DoorverwijzingId, GebiedId, OrganisatieId, RouteId};
use crate::testing::{TestApp, people};

/// Makes the objects.
pub(super) fn make(app: &TestApp, gebied: GebiedId, made: &mut Samples) {
    let here = Here::gebied(gebied);
    let member = app.person_in(app.slug(), people::TEAM_ROLE);
    let (Some(sender), Some(naar)) = (
        who_may(app, Permission::DoorverwijzingSend, &here),
        member.and_then(|member| member.organisatie),
    ) else {
        return;
    };
    let mut put = |name: &str, value: String| made.0.insert(name.to_owned(), value);
    let shown = third(app, &sender, gebied, naar);
    put(
        "doorverwijzingen.versturen/doorverwijzing",
        shown.to_string(),
    );
    put("zin", sentence(app, shown));
    // One of everything that a route can need, each twice sent on so that whoever leads sees it too.
    let escalated = third(app, &sender, gebied, naar);
    sent(app, escalated);
    put("doorverwijzing", escalated.to_string());
    put("code", code(app, escalated));
    put(
        "doorverwijzingen.een/doorverwijzing.toont",
        code(app, escalated),
    );
    // No page about whoever was referred, only the way to it.
    put(
        "draad.doorverwijzing/doorverwijzing.toont",
        format!("/doorverwijzingen/{escalated}"),
    );
    let accepted = third(app, &sender, gebied, naar);
    sent(app, accepted);
    answer(app, accepted, Antwoord::Accept);
    put(
        "doorverwijzingen.gegevens/doorverwijzing",
        accepted.to_string(),
    );
    let back = third(app, &sender, gebied, naar);
    sent(app, back);
    expire(app, back, naar);
    for route in ["doorverwijzingen.verder", "doorverwijzingen.verdersturen"] {
        put(&format!("{route}/doorverwijzing"), back.to_string());
    }
    put(
        "doorverwijzingen.verder/doorverwijzing.toont",
        format!("/doorverwijzingen/{back}/verder"),
    );
    let onderwerp = app.inrichting(app.slug()).onderwerpen.first().cloned();
    let wanted = NewRoute {
        onderwerp: onderwerp.map(|found| found.sleutel).unwrap_or_default(),
        gebied: None,
        organisatie: naar,
        item: None,
        norm_werkdagen: 2,
        vangnet: None,
        review_due: None,
    };
    // About another topic than what is filled in to make one.
    let other = app
        .frame(app.slug())
        .inrichting
        .onderwerpen
        .last()
        .map(|one| one.sleutel.clone());
    let agreed = NewRoute {
        gebied: Some(gebied),
        onderwerp: other.unwrap_or_else(|| wanted.onderwerp.clone()),
        ..wanted.clone()
    };
    // Made more than once in one database: the one before ends.
    let route = app.write(&Actor::Command, move |ctx| {
        let gemeente = ctx.gemeente();
        let earlier = ctx.query_opt(
            "SELECT id FROM routes WHERE gemeente_id = $1 AND onderwerp = $2 AND organisatie_id = $3 \
             AND gebied_id IS NULL AND ended_at IS NULL ORDER BY id LIMIT 1",
            &[&gemeente, &wanted.onderwerp, &wanted.organisatie],
            |row| row.get::<RouteId>(0),
        )?;
        if let Some(earlier) = earlier {
            actions::stop_route(ctx, earlier)?;
        }
        actions::add_route(ctx, &wanted)
    });
    put("route", done("a route", route).to_string());
    let agreed = app.write(&Actor::Command, move |ctx| {
        let gemeente = ctx.gemeente();
        let same = |one: &referrals::Verwijsroute| {
            one.onderwerp == agreed.onderwerp
                && one.organisatie == agreed.organisatie
                && one.gebied == agreed.gebied
        };
        let all = referrals::list_all_routes(ctx, gemeente)?;
        if let Some(earlier) = all.into_iter().find(same) {
            actions::stop_route(ctx, earlier.id)?;
        }
        let id = actions::add_route(ctx, &agreed)?;
        actions::consent(ctx, id)?;
        Ok(id)
    });
    put("routes.bekeken/route", done("a route", agreed).to_string());
    let frame = app.frame(app.slug());
    let mut partners = frame.organisaties.iter();
    let alone = partners.rfind(|one| one.soort != "gemeente" && one.id != naar);
    if let Some(alone) = alone.map(|one| one.id) {
        put("routes.nagekeken/route", by_links(app, alone).to_string());
    }
}

/// A route of a receiver without accounts, which agreed to it.
fn by_links(app: &TestApp, organisatie: OrganisatieId) -> RouteId {
    let onderwerp = app.inrichting(app.slug()).onderwerpen.first().cloned();
    let new = NewRoute {
        onderwerp: onderwerp.map(|found| found.sleutel).unwrap_or_default(),
        gebied: None,
        organisatie,
        item: None,
        norm_werkdagen: 2,
        vangnet: None,
        review_due: None,
    };
    let made = app.write(&Actor::Command, move |ctx| {
        let gemeente = ctx.gemeente();
        let all = referrals::list_all_routes(ctx, gemeente)?;
        let earlier = all.into_iter().find(|one| {
            one.onderwerp == new.onderwerp && one.organisatie == organisatie && one.gebied.is_none()
        });
        if let Some(earlier) = earlier {
            actions::stop_route(ctx, earlier.id)?;
        }
        let id = actions::add_route(ctx, &new)?;
        actions::consent(ctx, id)?;
        Ok(id)
    });
    done("a route of a receiver without accounts", made)
}

fn proposed(
    app: &TestApp,
    sender: &Actor,
    gebied: GebiedId,
    naar: OrganisatieId,
) -> DoorverwijzingId {
    let onderwerp = app.inrichting(app.slug()).onderwerpen.first().cloned();
    let new = NewDoorverwijzing {
        contact: None,
        onderwerp: onderwerp.map(|found| found.sleutel).unwrap_or_default(),
        item: None,
        naar,
        locatie: None,
        gebied: Some(gebied),
        infopunt: None,
        wijze: Wijze::Cold,
        appointment_at: None,
        persoon: Persoon {
            naam: Some("Robin Voorbeeld".to_owned()),
            telefoon: None,
            email: Some("robin@bewoners.example".to_owned()),
            taal: "nl".to_owned(),
            vraag: Some("Hoe betaal ik de rekening van de stroom?".to_owned()),
        },
        secret: app.app.ids().bytes(),
    };
    done(
        "a referral",
        app.write(sender, move |ctx| referrals::propose(ctx, &new)),
    )
}

fn sentence(app: &TestApp, id: DoorverwijzingId) -> String {
    let gemeente = app.frame(app.slug()).id;
    let found = app.app.db().read_blocking(move |tx| {
        let keten = referrals::find(tx, gemeente, id)?.map(|one| one.keten);
        referrals::find_person(tx, gemeente, keten.unwrap_or(id))
    });
    done("a sentence", found)
        .map(|person| person.zin)
        .unwrap_or_default()
}

fn code(app: &TestApp, id: DoorverwijzingId) -> String {
    let gemeente = app.frame(app.slug()).id;
    let found = app
        .app
        .db()
        .read_blocking(move |tx| referrals::find(tx, gemeente, id));
    done("a code", found)
        .map(|one| one.code)
        .unwrap_or_default()
}

fn sent(app: &TestApp, id: DoorverwijzingId) {
    let zin = sentence(app, id);
    let gone = app.write(&Actor::Command, move |ctx| {
        referrals::agree(ctx, id, &zin)?;
        referrals::send(ctx, id)
    });
    done("a referral that was sent", gone);
}

fn answer(app: &TestApp, id: DoorverwijzingId, what: Antwoord) {
    let said = app.write(&Actor::Command, move |ctx| referrals::answer(ctx, id, what));
    done("an answer", said);
}

/// Lets the norm of this one pass without an answer; `vangnet` is the fallback.
fn expire(app: &TestApp, id: DoorverwijzingId, vangnet: OrganisatieId) {
    let late = app.write(&Actor::Command, move |ctx| {
        let (gemeente, day) = (ctx.gemeente(), jiff::civil::date(2026, 2, 2));
        ctx.exec(
            "UPDATE doorverwijzingen SET due = $3 WHERE gemeente_id = $1 AND id = $2",
            &[&gemeente, &id, &day],
        )?;
        referrals::expire_due(ctx)?;
        ctx.exec(
            "UPDATE doorverwijzingen SET vangnet_id = $3 WHERE gemeente_id = $1 AND id = $2",
            &[&gemeente, &id, &vangnet],
        )?;
        Ok(())
    });
    done("a referral that nobody answered", late);
}

/// The third of its chain, proposed.
fn third(app: &TestApp, sender: &Actor, gebied: GebiedId, naar: OrganisatieId) -> DoorverwijzingId {
    let mut id = proposed(app, sender, gebied, naar);
    for _ in 0..2 {
        sent(app, id);
        answer(app, id, Antwoord::Decline(Reden::Full));
        let to = Vervolg {
            naar,
            item: None,
            wijze: Wijze::Cold,
            appointment_at: None,
            secret: app.app.ids().bytes(),
        };
        let next = app.write(sender, move |ctx| referrals::reroute(ctx, id, &to));
        id = done("a referral after a no", next);
    }
    id
}
