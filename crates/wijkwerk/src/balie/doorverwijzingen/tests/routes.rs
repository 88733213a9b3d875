//! Routes are looked at again every year by who takes what they bring.

use jiff::civil::{Date, date};
use kit::on_both_engines;

use super::*;
use crate::ids::RouteId;
use crate::kader::verplichtingen;
use crate::testing::Ask;

on_both_engines!(
    o_26_a_route_is_looked_at_every_year_by_who_takes_it,
    o_26_for_a_receiver_without_accounts_whoever_keeps_the_routes_looks,
);

const ACT: &str = "Bekijken of een vaste route voor doorverwijzen nog klopt";

fn page(stad: &Stad, who: &Person, path: &str) -> String {
    let path = format!("/{}{path}", stad.app.slug());
    stad.app
        .send(&Ask::get(&path).by(&Stad::who(who)).lang("nl"))
        .text()
}

fn o_26_a_route_is_looked_at_every_year_by_who_takes_it(db: TestDb) {
    let stad = Stad::new(db);
    let gemeente = stad.app.frame(stad.app.slug()).id;
    let new = NewRoute {
        onderwerp: "geld".to_owned(),
        gebied: None,
        organisatie: stad.partner.organisatie.unwrap(),
        item: None,
        norm_werkdagen: 2,
        vangnet: None,
        review_due: None,
    };
    let id: RouteId = stad
        .app
        .write(&Actor::Command, move |ctx| actions::add_route(ctx, &new))
        .unwrap();
    let owed = || -> Vec<(Option<Date>, String)> {
        let all = stad
            .app
            .app
            .db()
            .read_blocking(move |tx| verplichtingen::list_about(tx, gemeente, id.0))
            .unwrap();
        let partner = stad.partner.organisatie.map(|one| one.0);
        assert!(all.iter().all(|due| due.debtor_id == partner), "{all:?}");
        all.into_iter().map(|due| (due.due, due.state)).collect()
    };
    let by = |who: &Person, what: fn(&mut Write<'_>, RouteId) -> Result<()>| {
        stad.app.write(&stad.actor(who), move |ctx| what(ctx, id))
    };
    let early = by(&stad.partner, actions::review_route);
    assert!(matches!(early, Err(Error::Refused(said)) if said.key == "verwijs-route-eerst-goed"));
    assert!(owed().is_empty(), "nothing is agreed to yet");
    by(&stad.partner, actions::consent).unwrap();
    let first = (Some(date(2027, 3, 2)), "open".to_owned());
    assert_eq!(owed(), [first]);
    assert!(
        !page(&stad, &stad.partner, "/vandaag").contains(ACT),
        "a year ahead"
    );
    stad.days(340);
    let vandaag = page(&stad, &stad.partner, "/vandaag");
    assert!(vandaag.contains(ACT), "{vandaag}");
    assert!(vandaag.contains("/balie/routes\""), "{vandaag}");
    assert!(page(&stad, &stad.partner, "/balie/routes").contains("Bekeken, dit klopt nog"));
    let wrong = by(&stad.ander, actions::review_route);
    assert!(matches!(wrong, Err(Error::Forbidden(_))), "{wrong:?}");
    by(&stad.partner, actions::review_route).unwrap();
    let today = stad.app.frame(stad.app.slug()).today(stad.app.clock.now());
    let next = today.checked_add(jiff::Span::new().years(1)).unwrap();
    let states = |last: &str| {
        [
            (Some(date(2027, 3, 2)), "satisfied".to_owned()),
            (Some(next), last.to_owned()),
        ]
    };
    assert_eq!(owed(), states("open"));
    assert!(!page(&stad, &stad.partner, "/vandaag").contains(ACT));
    by(&stad.partner, actions::stop_route).unwrap();
    assert_eq!(owed(), states("waived"));
}

fn o_26_for_a_receiver_without_accounts_whoever_keeps_the_routes_looks(db: TestDb) {
    let stad = Stad::new(db);
    let gemeente = stad.app.frame(stad.app.slug()).id;
    let co = stad
        .app
        .an_account("Co Verzonnen")
        .with_role("coordinator", Where::Gemeente)
        .make();
    let route = |organisatie: Option<OrganisatieId>| -> RouteId {
        let new = NewRoute {
            onderwerp: "geld".to_owned(),
            gebied: None,
            organisatie: organisatie.unwrap(),
            item: None,
            norm_werkdagen: 2,
            vangnet: None,
            review_due: None,
        };
        let made = stad.app.write(&Actor::Command, move |ctx| {
            let id = actions::add_route(ctx, &new)?;
            actions::consent(ctx, id)?;
            Ok(id)
        });
        made.unwrap()
    };
    let (alone, own) = (
        route(Some(stad.without_people())),
        route(stad.partner.organisatie),
    );
    let owed = |id: RouteId| -> Vec<(String, String)> {
        let all = stad
            .app
            .app
            .db()
            .read_blocking(move |tx| verplichtingen::list_about(tx, gemeente, id.0))
            .unwrap();
        let all = all.into_iter();
        all.map(|due| (due.debtor_kind, due.state)).collect()
    };
    let open = |kind: &str| (kind.to_owned(), "open".to_owned());
    assert_eq!(owed(alone), [open("rol")]);
    assert_eq!(owed(own), [open("organisatie")]);
    assert!(!page(&stad, &co, "/vandaag").contains(ACT), "a year ahead");
    stad.days(340);
    let vandaag = page(&stad, &co, "/vandaag");
    assert_eq!(vandaag.matches(ACT).count(), 1, "{vandaag}");
    let routes = page(&stad, &co, "/balie/routes");
    assert_eq!(routes.matches("/nagekeken\"").count(), 1, "{routes}");
    assert!(!page(&stad, &stad.partner, "/balie/routes").contains("/nagekeken\""));
    let look = |id: RouteId, who: &Person| {
        let path = format!("/{}/balie/routes/{id}/nagekeken", stad.app.slug());
        stad.app
            .send(&Ask::post(&path, "aanvraag=").by(&Stad::who(who)).lang("nl"))
            .status
    };
    assert_eq!(look(alone, &stad.partner), 403);
    let itself = stad
        .app
        .write(&stad.actor(&co), move |ctx| actions::review_for(ctx, own));
    assert!(matches!(itself, Err(Error::Refused(said)) if said.key == "verwijs-route-kijkt-zelf"));
    assert_eq!(look(alone, &co), 303);
    let done = ("rol".to_owned(), "satisfied".to_owned());
    assert_eq!(owed(alone), [done, open("rol")]);
    assert!(!page(&stad, &co, "/vandaag").contains(ACT));
}
