//! Who hears at an organisation where nobody has an account, and what the desk does when nobody hears at all.

use kit::on_both_engines;
use kit::testing::TestDb;

use super::*;
use crate::balie::doorverwijzingen::model::DoorverwijzingState as State;
use crate::journaal::{self, Verb};
use crate::testing::{Answer, Ask};

on_both_engines!(
    a_reroute_to_a_partner_without_an_account_reaches_the_address_of_its_text,
    the_text_that_led_there_goes_before_another,
    a_link_to_a_text_opens_nothing_once_that_is_no_text_of_theirs,
    where_nobody_hears_the_desk_is_told_before_and_notes_the_answer,
    the_text_of_a_route_is_that_of_what_goes_along_it,
    a_route_goes_on_when_the_text_it_led_to_was_withdrawn,
);

const UNHEARD: &str = "krijgt hier bericht van. Bel zelf en noteer het antwoord.";

impl Stad {
    /// An organisation of which nobody has an account.
    pub(super) fn without_people(&self) -> OrganisatieId {
        let frame = self.app.frame(self.app.slug());
        let mut all = frame.organisaties.iter();
        let last = all.rfind(|one| one.soort != "gemeente").unwrap().id;
        let known = [&self.balie, &self.partner, &self.ander];
        assert!(known.iter().all(|one| one.organisatie != Some(last)));
        last
    }

    /// A text of this organisation about a topic, with an address and a number.
    pub(super) fn text(
        &self,
        of: OrganisatieId,
        onderwerp: &'static str,
        state: &'static str,
        email: &'static str,
    ) -> KennisitemId {
        let id = KennisitemId(self.app.app.ids().next(self.app.clock.now()));
        let (gemeente, now) = (self.app.frame(self.app.slug()).id, self.app.clock.now());
        self.app
            .app
            .db()
            .bookkeep_blocking(move |tx| {
                tx.exec(
                    "INSERT INTO kennisitems (gemeente_id, id, sleutel, soort, organisatie_id, organisatie_soort, state, \
                     versie, essential, onderwerp, titel, samenvatting, tekst, aanmelden, voorwaarden, kosten, doelgroep, \
                     talen, telefoon, email, url_state, review_days, bron, extern, created_at, changed_at) VALUES \
                     ($1, $2, $3, 'aanbod', $4, '', $5, 1, $6, $7, 'Hulp van het loket', '', '', '', '', '', '', 'nl', \
                     '0320 123456', $8, 'unknown', 90, '', NULL, $9, $9)",
                    &[
                        &gemeente,
                        &id,
                        &email,
                        &of,
                        &state,
                        &false,
                        &onderwerp,
                        &email,
                        &now,
                    ],
                )?;
                Ok::<_, Error>(())
            })
            .unwrap();
        id
    }

    /// The page of a referral, as this person sees it.
    fn page(&self, id: DoorverwijzingId, who: &Person) -> String {
        let path = format!("/{}/doorverwijzingen/{id}", self.app.slug());
        let ask = Ask::get(&path).by(&Self::who(who)).lang("nl");
        self.app.send(&ask).text()
    }

    fn to(&self, naar: OrganisatieId, item: Option<KennisitemId>) -> NewDoorverwijzing {
        NewDoorverwijzing {
            item,
            naar,
            ..self.new_one(&self.partner)
        }
    }

    /// Fields of the form behind a mail's link, sent.
    pub(super) fn by_link(&self, token: &str, fields: &str) -> Answer {
        self.app
            .send(&Ask::post(&format!("/l/{token}"), fields).lang("nl"))
    }

    fn heard(&self, address: &str) -> bool {
        self.mails().iter().any(|(to, ..)| to == address)
    }

    /// How the journaal says that this was done.
    fn how(&self, id: DoorverwijzingId, verb: Verb) -> Option<String> {
        let gemeente = self.app.frame(self.app.slug()).id;
        let lines = self
            .app
            .app
            .db()
            .read_blocking(move |tx| Ok::<_, Error>(journaal::lines_about(tx, gemeente, id.0)?))
            .unwrap();
        let line = lines.iter().find(|line| line.verb == verb);
        let line = line.expect("an entry");
        line.word("how").map(ToOwned::to_owned)
    }
}

fn a_reroute_to_a_partner_without_an_account_reaches_the_address_of_its_text(db: TestDb) {
    let stad = Stad::new(db);
    let naar = stad.without_people();
    stad.text(naar, "wonen", "published", "wonen@loket.example");
    stad.text(naar, "geld", "withdrawn", "oud@loket.example");
    stad.text(naar, "geld", "published", "geld@loket.example");
    let first = stad.sent(&stad.partner);
    stad.answer(first, &stad.partner, NO).unwrap();
    // As the page of a referral that came back does: to somebody else, without a text.
    let to = Vervolg {
        naar,
        item: None,
        wijze: Wijze::Warm,
        appointment_at: None,
        secret: stad.app.app.ids().bytes(),
    };
    let next = stad
        .desk(move |ctx| actions::reroute(ctx, first, &to))
        .unwrap();
    let page = stad.page(next, &stad.balie);
    assert!(page.contains("tel:0320123456"), "{page}");
    assert!(!page.contains(UNHEARD), "{page}");
    stad.send(next);
    let token = stad.link("geld@loket.example");
    assert!(!stad.heard("wonen@loket.example") && !stad.heard("oud@loket.example"));
    assert_eq!(stad.by_link(&token, "doe=aannemen").status, 303);
    assert_eq!(stad.one(next).state, State::Accepted);
    assert_eq!(stad.how(next, Verb::Accepted), None);
}

fn the_text_that_led_there_goes_before_another(db: TestDb) {
    let stad = Stad::new(db);
    let naar = stad.without_people();
    stad.text(naar, "geld", "published", "geld@loket.example");
    let led = stad.text(naar, "wonen", "published", "wonen@loket.example");
    let id = stad.propose(stad.to(naar, Some(led)));
    stad.send(id);
    assert!(stad.heard("wonen@loket.example") && !stad.heard("geld@loket.example"));
    // The address of a text of somebody else is not theirs.
    let elders = stad.text(
        stad.partner.organisatie.unwrap(),
        "wonen",
        "published",
        "elders@loket.example",
    );
    let id = stad.propose(stad.to(naar, Some(elders)));
    stad.send(id);
    assert!(stad.heard("geld@loket.example") && !stad.heard("elders@loket.example"));
    // Whoever has an account hears before any address.
    let id = stad.propose(stad.to(stad.partner.organisatie.unwrap(), Some(elders)));
    stad.send(id);
    assert!(stad.heard(&stad.partner.email) && !stad.heard("elders@loket.example"));
}

fn a_link_to_a_text_opens_nothing_once_that_is_no_text_of_theirs(db: TestDb) {
    let stad = Stad::new(db);
    let naar = stad.without_people();
    let own = stad.text(naar, "geld", "published", "geld@loket.example");
    let gone = stad.text(naar, "geld", "withdrawn", "oud@loket.example");
    let elders = stad.text(
        stad.partner.organisatie.unwrap(),
        "geld",
        "published",
        "elders@loket.example",
    );
    let id = stad.propose(stad.to(naar, None));
    stad.send(id);
    let holder = |text: KennisitemId| {
        Actor::Link(LinkHolder {
            id: LinkId(uuid::Uuid::nil()),
            kind: LinkKind::Ontvanger,
            subject: id.0,
            holder: text.0,
        })
    };
    for wrong in [gone, elders] {
        let refused = stad.app.write(&holder(wrong), move |ctx| {
            actions::answer(ctx, id, Antwoord::Accept)
        });
        assert!(matches!(refused, Err(Error::NotFound(_))), "{refused:?}");
    }
    stad.app
        .write(&holder(own), move |ctx| {
            actions::answer(ctx, id, Antwoord::Accept)
        })
        .unwrap();
}

fn where_nobody_hears_the_desk_is_told_before_and_notes_the_answer(db: TestDb) {
    let stad = Stad::new(db);
    let naar = stad.without_people();
    let id = stad.propose(stad.to(naar, None));
    assert!(stad.page(id, &stad.balie).contains(UNHEARD));
    stad.send(id);
    let page = stad.page(id, &stad.balie);
    for part in [UNHEARD, "Noteer een ja", "Noteer een nee"] {
        assert!(page.contains(part), "{part}: {page}");
    }
    assert!(!page.contains("Bel mij"), "{page}");
    let path = format!("/{}/doorverwijzingen/{id}/antwoord", stad.app.slug());
    let noted = stad
        .app
        .send(&Ask::post(&path, "doe=aannemen").by(&Stad::who(&stad.balie)));
    assert_eq!(noted.status, 303, "{}", noted.text());
    assert_eq!(stad.one(id).state, State::Accepted);
    assert_eq!(stad.how(id, Verb::Accepted).as_deref(), Some("phone"));
    let second = stad.propose(stad.to(naar, None));
    stad.send(second);
    stad.desk(move |ctx| actions::answer(ctx, second, NO))
        .unwrap();
    assert_eq!(stad.how(second, Verb::Bounced).as_deref(), Some("phone"));
    // Of somebody who is reached nothing of the kind is said.
    let known = stad.propose(stad.new_one(&stad.partner));
    assert!(!stad.page(known, &stad.balie).contains(UNHEARD));
    stad.send(known);
    let own = stad.page(known, &stad.partner);
    assert!(own.contains("Bel mij") && !own.contains("Noteer een ja"));
}

fn the_text_of_a_route_is_that_of_what_goes_along_it(db: TestDb) {
    let stad = Stad::new(db);
    let naar = stad.without_people();
    stad.text(naar, "geld", "published", "geld@loket.example");
    let led = stad.text(naar, "wonen", "published", "wonen@loket.example");
    let elders = stad.text(
        stad.partner.organisatie.unwrap(),
        "geld",
        "published",
        "elders@loket.example",
    );
    let path = format!("/{}/balie/routes", stad.app.slug());
    let manager = As::role("coordinator");
    let make = |item: KennisitemId| {
        let fields = format!("onderwerp=geld&organisatie={naar}&norm=5&item={item}");
        stad.app
            .send(&Ask::post(&path, &fields).by(&manager).lang("nl"))
    };
    let wrong = make(elders);
    assert_eq!(wrong.status, 400);
    assert!(wrong.text().contains("Kies een tekst van deze"));
    assert_eq!(make(led).status, 303);
    let page = stad.app.send(&Ask::get(&path).by(&manager).lang("nl"));
    assert!(page.text().contains("<dd>Hulp van het loket</dd>"));
    let gemeente = stad.app.frame(stad.app.slug()).id;
    let routes = stad
        .app
        .app
        .db()
        .read_blocking(move |tx| store::list_all_routes(tx, gemeente))
        .unwrap();
    let route = routes[0].id;
    assert_eq!(routes[0].item, Some(led));
    stad.app
        .write(&Actor::Command, move |ctx| actions::consent(ctx, route))
        .unwrap();
    let id = stad.propose(stad.to(naar, None));
    assert_eq!(stad.one(id).item, Some(led));
    stad.send(id);
    assert!(stad.heard("wonen@loket.example") && !stad.heard("geld@loket.example"));
}

fn a_route_goes_on_when_the_text_it_led_to_was_withdrawn(db: TestDb) {
    let stad = Stad::new(db);
    let naar = stad.without_people();
    stad.text(naar, "geld", "published", "geld@loket.example");
    let led = stad.text(naar, "wonen", "published", "wonen@loket.example");
    let new = NewRoute {
        onderwerp: "geld".to_owned(),
        gebied: None,
        organisatie: naar,
        item: Some(led),
        norm_werkdagen: 5,
        vangnet: None,
        review_due: None,
    };
    stad.app
        .write(&Actor::Command, move |ctx| {
            let route = actions::add_route(ctx, &new)?;
            actions::consent(ctx, route)
        })
        .unwrap();
    let with = stad.propose(stad.to(naar, None));
    assert_eq!(stad.one(with).item, Some(led), "as long as it is there");
    stad.app
        .write(&Actor::Command, move |ctx| {
            let gemeente = ctx.gemeente();
            ctx.exec(
                "UPDATE kennisitems SET state = 'withdrawn' WHERE gemeente_id = $1 AND id = $2",
                &[&gemeente, &led],
            )?;
            Ok(())
        })
        .unwrap();
    // The page of a new one no longer offers it, and what goes along the route goes on without it.
    let form = format!("/{}/balie/routes", stad.app.slug());
    let form = stad
        .app
        .send(&Ask::get(&form).by(&As::role("coordinator")).lang("nl"));
    assert_eq!(form.status, 200);
    assert!(
        !form.text().contains(&format!("value=\"{led}\"")),
        "no longer offered"
    );
    let id = stad.propose(stad.to(naar, None));
    assert_eq!(stad.one(id).item, None);
    stad.send(id);
    assert_eq!(stad.one(id).state, State::Sent);
    assert!(stad.heard("geld@loket.example") && !stad.heard("wonen@loket.example"));
}
