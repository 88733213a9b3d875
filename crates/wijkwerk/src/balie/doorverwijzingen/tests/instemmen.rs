//! A receiver agrees to a route by the link in its mail, or does not.

use kit::on_both_engines;
use kit::testing::TestDb;

use super::*;
use crate::ids::RouteId;
use crate::testing::Ask;

on_both_engines!(
    inv_17_a_partner_without_an_account_agrees_to_its_route_by_mail,
    a_partner_that_says_no_ends_the_route_and_who_manages_routes_hears,
    whoever_receives_with_an_account_is_asked_by_mail_too,
    a_role_at_another_organisation_hears_nothing_of_this_one,
    a_link_to_one_route_opens_no_other_and_only_its_receiver_holds_one,
);

const LOKET: &str = "geld@loket.example";

impl Stad {
    /// A route for money questions to this organisation, which nobody agreed to yet.
    fn asked_route(&self, naar: OrganisatieId) -> RouteId {
        let new = NewRoute {
            onderwerp: "geld".to_owned(),
            gebied: None,
            organisatie: naar,
            item: None,
            norm_werkdagen: 4,
            vangnet: None,
            review_due: None,
        };
        self.app
            .write(&Actor::Command, move |ctx| actions::add_route(ctx, &new))
            .unwrap()
    }

    /// The page behind a mail's link.
    fn behind(&self, token: &str) -> String {
        let ask = Ask::get(&format!("/l/{token}")).lang("nl");
        self.app.send(&ask).text()
    }

    /// The route of a referral to this organisation that is proposed now.
    fn followed(&self, naar: OrganisatieId) -> Option<RouteId> {
        let id = self.propose(NewDoorverwijzing {
            naar,
            ..self.new_one(&self.partner)
        });
        self.one(id).route
    }

    fn open_routes(&self) -> usize {
        let gemeente = self.app.frame(self.app.slug()).id;
        self.app
            .app
            .db()
            .read_blocking(move |tx| store::list_all_routes(tx, gemeente))
            .unwrap()
            .len()
    }
}

fn inv_17_a_partner_without_an_account_agrees_to_its_route_by_mail(db: TestDb) {
    let stad = Stad::new(db);
    let naar = stad.without_people();
    stad.text(naar, "geld", "published", LOKET);
    let route = stad.asked_route(naar);
    let token = stad.link(LOKET);
    let page = stad.behind(&token);
    for part in ["Niet akkoord", "4 werkdagen"] {
        assert!(page.contains(part), "{part}: {page}");
    }
    assert_eq!(stad.followed(naar), None, "looking is no yes");
    assert_eq!(stad.by_link(&token, "doe=misschien").status, 400);
    assert_eq!(stad.by_link(&token, "doe=akkoord").status, 303);
    assert_eq!(stad.followed(naar), Some(route));
    assert!(stad.behind(&token).contains("Er is ja gezegd"));
    for again in ["doe=akkoord", "doe=niet-akkoord"] {
        assert_eq!(stad.by_link(&token, again).status, 409, "{again}");
    }
    assert_eq!(stad.open_routes(), 1);
}

fn a_partner_that_says_no_ends_the_route_and_who_manages_routes_hears(db: TestDb) {
    let stad = Stad::new(db);
    let naar = stad.without_people();
    stad.text(naar, "geld", "published", LOKET);
    stad.asked_route(naar);
    let token = stad.link(LOKET);
    assert_eq!(stad.by_link(&token, "doe=niet-akkoord").status, 303);
    assert_eq!(stad.open_routes(), 0);
    assert_eq!(stad.followed(naar), None);
    let manager = stad.app.person("coordinator").email.clone();
    let mails = stad.mails();
    let told = mails
        .iter()
        .filter(|(to, subject, _)| *to == manager && subject.starts_with("Nee van"));
    assert_eq!(told.count(), 1, "{mails:?}");
    assert!(stad.behind(&token).contains("Deze route is er niet meer"));
    assert_eq!(stad.by_link(&token, "doe=akkoord").status, 404);
    // One that nobody answers is one that nobody agreed to.
    stad.asked_route(naar);
    let token = stad.link(LOKET);
    stad.days(61);
    assert_ne!(stad.by_link(&token, "doe=akkoord").status, 303);
    assert_eq!(stad.followed(naar), None);
}

fn whoever_receives_with_an_account_is_asked_by_mail_too(db: TestDb) {
    let stad = Stad::new(db);
    let naar = stad.partner.organisatie.unwrap();
    stad.text(naar, "geld", "published", LOKET);
    let route = stad.asked_route(naar);
    let token = stad.link(&stad.partner.email);
    assert!(stad.mails().iter().all(|(to, ..)| to != LOKET));
    assert_eq!(stad.by_link(&token, "doe=akkoord").status, 303);
    assert_eq!(stad.followed(naar), Some(route));
}

fn a_role_at_another_organisation_hears_nothing_of_this_one(db: TestDb) {
    let stad = Stad::new(db);
    let naar = stad.partner.organisatie.unwrap();
    let elders = stad.ander.organisatie.unwrap();
    let moved = stad
        .app
        .an_account("Vera Verhuisd")
        .of(naar)
        .with_role("aanbodbeheerder", Where::Organisatie(elders))
        .make();
    stad.asked_route(naar);
    let mails = stad.mails();
    assert!(mails.iter().any(|(to, ..)| *to == stad.partner.email));
    assert!(mails.iter().all(|(to, ..)| *to != moved.email));
}

fn a_link_to_one_route_opens_no_other_and_only_its_receiver_holds_one(db: TestDb) {
    let stad = Stad::new(db);
    let naar = stad.without_people();
    let text = stad.text(naar, "geld", "published", LOKET);
    let route = stad.asked_route(naar);
    let other = stad.asked_route(stad.partner.organisatie.unwrap());
    let own = LinkHolder {
        id: LinkId(uuid::Uuid::nil()),
        kind: LinkKind::Route,
        subject: route.0,
        holder: text.0,
    };
    let stranger = LinkHolder {
        holder: stad.ander.account.0,
        ..own.clone()
    };
    let receiver = LinkHolder {
        kind: LinkKind::Ontvanger,
        ..own.clone()
    };
    for (holder, id) in [(&own, other), (&stranger, route), (&receiver, route)] {
        let actor = Actor::Link(holder.clone());
        let refused = [
            stad.app.write(&actor, move |ctx| actions::consent(ctx, id)),
            stad.app.write(&actor, move |ctx| actions::refuse(ctx, id)),
        ];
        for result in refused {
            assert!(matches!(result, Err(Error::NotFound(_))), "{result:?}");
        }
    }
    // It answers for a route and for no referral.
    let id = stad.sent(&stad.partner);
    let actor = Actor::Link(LinkHolder {
        subject: id.0,
        ..own
    });
    let wrong = stad.app.write(&actor, move |ctx| {
        actions::answer(ctx, id, Antwoord::Accept)
    });
    assert!(matches!(wrong, Err(Error::NotFound(_))), "{wrong:?}");
    assert_eq!(stad.open_routes(), 2);
}
