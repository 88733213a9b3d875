//! Shifts, who fills them, members and gaps for the paths and samples of routes: at the sample point.

use jiff::ToSpan as _;
use jiff::civil::Date;

use super::done;
use crate::access::{Actor, Here, Permission};
use crate::balie::contacten::scholing::{list_scholingen, note_passed};
use crate::balie::roosters::{
    self, Bezettingsregel, Kan, NewDienst, NewLid, NewPatroon, Tijd, Wanneer, Zegt, Zet,
};
use crate::http::Samples;
use crate::ids::{DienstId, InfopuntId};
use crate::testing::{TestApp, people};

/// Makes the objects.
pub(super) fn make(app: &TestApp, made: &mut Samples) {
    let infopunt = made.0.get("infopunt").and_then(|id| id.parse().ok());
    let Some(infopunt) = infopunt else {
        return;
    };
    let today = app.frame(app.slug()).today(app.clock.now());
    let day = move |n: i64| today.checked_add(n.days()).unwrap_or(today);
    let mut put = |name: &str, value: String| made.0.insert(name.to_owned(), value);
    put("rooster_dag", day(7).to_string());
    let people = members(app);
    let Some(first) = people.first() else {
        return;
    };
    put("roosterlid", first.to_string());
    // Everybody may take it, whoever is in it already.
    let open = shift(app, infopunt, day(9), 20);
    put("dienst", open.to_string());
    put("dienst.toont", "20 mensen nodig".to_owned());
    put("open_dienst", open.to_string());
    let account = *first;
    let gemeente = app.frame(app.slug()).id;
    let days = (day(10), day(11));
    let known = app
        .app
        .db()
        .read_blocking(move |tx| roosters::list_own(tx, gemeente, account, days));
    // Made more than once in one database: nobody is in two places.
    let filling = if let Some((one, _)) = done("shifts", known).first() {
        one.id
    } else {
        let other = shift(app, infopunt, day(10), 1);
        let filled = app.write(&Actor::Command, move |ctx| {
            roosters::fill(ctx, other, account, Zet::default())
        });
        done("a filling", filled)
    };
    put("bezetting", filling.to_string());
    let patroon = app.write(&Actor::Command, move |ctx| {
        let new = NewPatroon {
            infopunt,
            weekdagen: vec![1],
            van: 540,
            tot: 720,
            functie: String::new(),
            aantal: 1,
            elke_weken: 1,
            valid_from: ctx.today(),
            valid_to: None,
        };
        roosters::make_patroon(ctx, &new)
    });
    if let Some(id) = done("a pattern", patroon).first() {
        put("dienstpatroon", id.to_string());
    }
    let regel = Bezettingsregel {
        infopunt,
        minimum: 1,
        krap: None,
        valid_from: today,
    };
    let guarded = app.write(&Actor::Command, move |ctx| {
        crate::balie::infopunten::tijden::set_hours(ctx, infopunt, "ma-zo 9-12", ctx.today())?;
        roosters::set_regel(ctx, &regel)
    });
    done("a guarded point", guarded);
    let gaten = app.app.db().read_blocking(move |tx| {
        let gaten = roosters::list_gaten(tx, gemeente, (today, day(8)))?;
        let said = roosters::list_beschikbaar(tx, gemeente, account, today)?;
        Ok::<_, crate::error::Error>((gaten, said))
    });
    let (gaten, said) = done("gaps", gaten);
    if let Some(gat) = gaten.iter().find(|gat| gat.infopunt == infopunt) {
        put("gat", gat.id.to_string());
        put("gat.toont", "Rooster Punt aan de Wielstraat".to_owned());
    }
    if let Some(one) = said.first() {
        put("beschikbaarheid", one.id.to_string());
    }
}

/// Everybody who may have shifts is in the roster, trained, and says when they would rather not.
fn members(app: &TestApp) -> Vec<crate::ids::AccountId> {
    let frame = app.frame(app.slug());
    let mut all = Vec::new();
    let roles = app.roles(app.slug());
    let elsewhere = people::ELSEWHERE.iter().map(|rol| format!("{rol}@elders"));
    for rol in roles.into_iter().chain(elsewhere) {
        let Some(person) = app.person_in(app.slug(), &rol) else {
            continue;
        };
        let actor = app.actor(&rol);
        if !actor.may(Permission::DienstOwn, &Here::ANYWHERE) {
            continue;
        }
        let Some(organisatie) = person
            .organisatie
            .or(frame.organisaties.first().map(|found| found.id))
        else {
            continue;
        };
        let new = NewLid {
            account: person.account,
            organisatie,
            functies: std::collections::BTreeSet::new(),
            max_minuten: 40 * 60,
            vrijwilliger: false,
        };
        let account = person.account;
        let joined = app.write(&Actor::Command, move |ctx| {
            roosters::put_lid(ctx, &new)?;
            let (gemeente, today) = (ctx.gemeente(), ctx.today());
            for module in list_scholingen(ctx, gemeente)? {
                note_passed(ctx, module.id, account, today)?;
            }
            Ok(())
        });
        done("a member of the roster", joined);
        let zegt = Zegt {
            wanneer: vec![Wanneer::Weekdag(7)],
            van: 0,
            tot: 1440,
            kan: Kan::RatherNot,
        };
        let said = app.write(&actor, move |ctx| roosters::say(ctx, &zegt));
        done("when somebody can", said);
        all.push(account);
    }
    all
}

fn shift(app: &TestApp, infopunt: InfopuntId, dag: Date, aantal: i64) -> DienstId {
    let new = NewDienst {
        infopunt,
        tijd: Tijd {
            dag,
            van: 540,
            tot: 720,
        },
        functie: String::new(),
        aantal,
    };
    let made = app.write(&Actor::Command, move |ctx| roosters::make(ctx, &new));
    done("a shift", made)
}
