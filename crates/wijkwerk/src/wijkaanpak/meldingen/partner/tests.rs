//! What a partner does with a melding that was sent on to it, over HTTP and by mail, on both engines.

mod weg;

use jiff::ToSpan;
use jiff::civil::Date;
use kit::db::Queries;
use kit::on_both_engines;
use kit::testing::TestDb;

use crate::access::Actor;
use crate::error::Error;
use crate::ids::{AccountId, GebiedId, MeldingId, OrganisatieId};
use crate::notifications::read_new;
use crate::testing::{Answer, As, Ask, TestApp, Where};
use crate::wijkaanpak::meldingen::actions::{join, subjects, submit};
use crate::wijkaanpak::meldingen::{
    Bron, Contactgegevens, FieldState, Melding, MeldingState, NewMelding, get_melding,
};

on_both_engines!(
    inv_20_what_is_sent_on_is_owed_by_the_partner_until_it_is_done,
    inv_20_what_is_handed_back_is_decided_on_again_by_whoever_sent_it_on,
    inv_20_another_decision_lets_go_of_the_partner,
    l_20_a_partner_hears_that_what_it_has_is_joined,
    inv_20_where_nobody_can_answer_whoever_sends_it_on_hears_so,
    inv_21_what_is_not_solved_is_asked_of_the_partner_again,
);

/// Of somebody who left a name and an address.
fn a_melding(app: &TestApp, here: GebiedId, token: String) -> NewMelding {
    NewMelding {
        gebied: Some(here),
        place: None,
        near_home: false,
        onderwerp: subjects(&app.frame("velsen").inrichting).first().cloned(),
        omschrijving: "De stoep ligt los bij de bushalte.".into(),
        plaats: None,
        kanaal: "digitaal".into(),
        bron: Bron::Bewoner,
        bron_id: None,
        contact: Contactgegevens {
            naam: Some("Mevrouw Geheimpje".into()),
            email: Some("bewoner@voorbeeld.example".into()),
            taal: "nl".into(),
            ..Default::default()
        },
        photos: vec![],
        token,
        external: None,
        raised_on: None,
    }
}

const SEEN: &str = "gezien=De stoep ligt weer vast en vlak.";

struct Stad {
    app: TestApp,
    melding: MeldingId,
    token: String,
    partner: OrganisatieId,
    other: OrganisatieId,
    owner: AccountId,
    /// Of the partner, in another wijk than that of the melding.
    member: As,
    /// The same of another organisation.
    stranger: As,
}

impl Stad {
    /// A melding that the wijkbeheerder just sent on to the police.
    fn new(db: TestDb) -> Self {
        let app = TestApp::new(db, &["velsen-demo"]);
        let frame = app.frame("velsen");
        let wijken: Vec<_> = frame.wijken().map(|wijk| wijk.id).collect();
        let (here, there) = (wijken[0], wijken[wijken.len() - 1]);
        let partner = frame.organisatie_by_key("politie").unwrap().id;
        let other = frame
            .organisaties
            .iter()
            .find(|found| found.soort != "gemeente" && found.id != partner)
            .unwrap()
            .id;
        let member_of = |naam: &str, organisatie| {
            let account = app.an_account(naam).of(organisatie);
            let account = account.with_role("wijkteamlid", Where::Gebied(there));
            As::Person(account.make().account)
        };
        let (member, stranger) = (
            member_of("Bo Bedacht", partner),
            member_of("Mo Fictief", other),
        );
        let owner = app.an_account("Noor Verzonnen");
        let owner = owner.with_role("wijkbeheerder", Where::Gebied(here));
        let owner = owner.make().account;
        let token = app.app.token();
        let new = a_melding(&app, here, token.clone());
        let melding = app
            .write(&Actor::Nobody, move |ctx| submit(ctx, &new, None))
            .unwrap()
            .id;
        let stad = Self {
            app,
            melding,
            token,
            partner,
            other,
            owner,
            member,
            stranger,
        };
        stad.send_on(partner);
        stad
    }

    fn send_on(&self, to: OrganisatieId) {
        let fields = format!("uitkomst=doorgezet&organisatie={to}");
        let sent = self.post(&As::Person(self.owner), "triage", &fields);
        assert_eq!(sent.status, 303, "{}", sent.text());
    }

    fn post(&self, who: &As, what: &str, fields: &str) -> Answer {
        let path = format!("/velsen/meldingen/{}/{what}", self.melding);
        self.app.send(&Ask::post(&path, fields).by(who).lang("nl"))
    }

    fn page(&self, who: &As) -> Answer {
        let path = format!("/velsen/meldingen/{}/partner", self.melding);
        self.app.send(&Ask::get(&path).by(who).lang("nl"))
    }

    /// Whoever has the link of a mail still hears that it is elsewhere by now, and reads nothing of it.
    fn is_gone_for(&self, who: &As) {
        let answers = [
            self.page(who),
            self.post(who, "partner/klaar", SEEN),
            self.post(who, "partner/terug", "reden=Deze stoep is niet van ons."),
        ];
        for answer in answers {
            assert_eq!(answer.status, 409, "{}", answer.text());
            assert!(answer.text().contains("intussen ergens anders"));
            assert!(!answer.text().contains("De stoep ligt los"));
        }
    }

    fn status_page(&self) -> String {
        let path = format!("/l/{}", self.token);
        self.app.send(&Ask::get(&path).lang("nl")).text()
    }

    fn get(&self) -> Melding {
        let (gemeente, id) = (self.app.frame("velsen").id, self.melding);
        let db = self.app.app.db();
        db.read_blocking(move |tx| get_melding(tx, gemeente, id))
            .unwrap()
    }

    fn today(&self) -> Date {
        self.app.frame("velsen").today(self.app.clock.now())
    }

    /// How many dues of this kind about the melding are open.
    fn owed(&self, soort: &'static str) -> i64 {
        let (gemeente, id) = (self.app.frame("velsen").id, self.melding);
        let db = self.app.app.db();
        db.read_blocking(move |tx| {
            Ok::<_, Error>(tx.query_one(
                "SELECT count(*) FROM verplichtingen WHERE gemeente_id = $1 AND soort = $2 AND subject_id = $3 \
                 AND state = 'open'",
                &[&gemeente, &soort, &id],
                |row| row.get(0),
            )?)
        })
        .unwrap()
    }

    /// The bodies of all mails so far.
    fn mails(&self) -> Vec<String> {
        read_new(&self.app.app).unwrap();
        let db = self.app.app.db();
        db.read_blocking(|tx| {
            Ok::<_, Error>(tx.query(
                "SELECT body FROM mails ORDER BY seq, id LIMIT 200",
                &[],
                |row| row.get(0),
            )?)
        })
        .unwrap()
    }

    /// How many mails say that nothing has to be done any more.
    fn withdrawn(&self) -> usize {
        let mails = self.mails().into_iter();
        mails
            .filter(|body| body.contains("hoeft niets meer te doen"))
            .count()
    }

    fn take_on(&self) -> Date {
        let day = self.today().checked_add(5.days()).unwrap();
        let taken = self.post(&self.member, "partner/oppakken", &format!("dag={day}"));
        assert_eq!(taken.status, 303, "{}", taken.text());
        day
    }
}

fn inv_20_what_is_sent_on_is_owed_by_the_partner_until_it_is_done(db: TestDb) {
    let stad = Stad::new(db);
    assert_eq!(stad.owed("melding.partner"), 1);
    let own = format!("/meldingen/{}/partner", stad.melding);
    let vandaag = |who: &As| stad.app.send(&Ask::get("/velsen/vandaag").by(who)).text();
    assert!(vandaag(&stad.member).contains(&own));
    assert!(!vandaag(&stad.stranger).contains(&own));
    let asked: Vec<String> = stad
        .mails()
        .into_iter()
        .filter(|body| body.contains(&own))
        .collect();
    assert!(!asked.is_empty(), "nobody of the partner got mail");
    for body in asked {
        assert!(
            !body.contains("Geheimpje") && !body.contains("stoep"),
            "{body}"
        );
    }

    let page = stad.page(&stad.member);
    assert_eq!(page.status, 200, "{}", page.text());
    assert!(page.text().contains("De stoep ligt los"));
    for secret in ["Geheimpje", "bewoner@voorbeeld.example"] {
        assert!(!page.text().contains(secret), "{secret}");
    }
    assert_eq!(stad.page(&stad.stranger).status, 404);
    for what in ["partner/oppakken", "partner/klaar", "partner/terug"] {
        let fields = format!("dag=2099-01-01&{SEEN}&reden=Dit is echt niet van ons.");
        assert_eq!(stad.post(&stad.stranger, what, &fields).status, 404);
    }

    for fields in ["dag=", "dag=2000-01-01"] {
        let refused = stad.post(&stad.member, "partner/oppakken", fields);
        assert_eq!(refused.status, 400, "{fields}");
        assert!(refused.text().contains("id=\"dag-e\""));
    }
    let day = stad.take_on();
    assert_eq!(stad.owed("melding.partner"), 0);
    assert_eq!(stad.owed("melding.partnerwerk"), 1);
    assert_eq!(stad.get().field_state, FieldState::Planned);
    let again = stad.post(&stad.member, "partner/oppakken", &format!("dag={day}"));
    assert_eq!(again.status, 409, "{}", again.text());
    assert!(stad.status_page().contains("pakt het op"));
    let told = |mails: Vec<String>, said: &str| mails.iter().any(|body| body.contains(said));
    assert!(told(stad.mails(), "Het is de bedoeling dat het op"));

    let refused = stad.post(&stad.member, "partner/klaar", "gezien=ok");
    assert_eq!(refused.status, 400, "ok is no evidence");
    let done = stad.post(&stad.member, "partner/klaar", SEEN);
    assert_eq!(done.status, 303, "{}", done.text());
    for soort in ["melding.partner", "melding.partnerwerk", "melding.antwoord"] {
        assert_eq!(stad.owed(soort), 0, "{soort}");
    }
    let melding = stad.get();
    assert_eq!(melding.field_state, FieldState::Done);
    assert_eq!(
        melding.owner_account,
        Some(stad.owner),
        "the gemeente stays owner"
    );
    assert_eq!(stad.page(&stad.member).status, 200);
    assert_eq!(stad.post(&stad.member, "partner/klaar", SEEN).status, 409);
}

fn inv_20_what_is_handed_back_is_decided_on_again_by_whoever_sent_it_on(db: TestDb) {
    const REASON: &str = "Deze stoep is van een ander bedrijf.";
    let stad = Stad::new(db);
    assert_eq!(stad.owed("melding.triage"), 0);
    let short = stad.post(&stad.member, "partner/terug", "reden=kort");
    assert_eq!(short.status, 400);
    assert!(short.text().contains(">kort</textarea>"));
    let back = stad.post(&stad.member, "partner/terug", &format!("reden={REASON}"));
    assert_eq!(back.status, 303, "{}", back.text());
    let melding = stad.get();
    assert_eq!(melding.state, MeldingState::Submitted);
    assert_eq!(
        (melding.organisatie, melding.owner_account),
        (None, Some(stad.owner))
    );
    assert_eq!(stad.owed("melding.triage"), 1);
    assert_eq!(stad.owed("melding.antwoord"), 1);
    assert_eq!(stad.owed("melding.partner"), 0);
    stad.is_gone_for(&stad.member);
    assert_eq!(stad.page(&stad.stranger).status, 404);
    assert!(stad.status_page().contains(REASON));
    let mails = stad.mails();
    let to_owner = format!("triage?melding={}", stad.melding);
    assert!(
        mails
            .iter()
            .any(|body| body.contains(&to_owner) && body.contains(REASON)),
        "{mails:?}"
    );
    assert!(
        mails
            .iter()
            .any(|body| body.contains("bij ons teruggekomen")),
        "{mails:?}"
    );
}

fn inv_20_another_decision_lets_go_of_the_partner(db: TestDb) {
    let stad = Stad::new(db);
    stad.take_on();
    assert!(stad.app.clock.advance_seconds(60));
    assert_ne!(stad.partner, stad.other);
    stad.send_on(stad.other);
    assert_eq!(stad.owed("melding.partnerwerk"), 0);
    assert_eq!(stad.owed("melding.partner"), 1);
    stad.is_gone_for(&stad.member);
    let heard = stad.withdrawn();
    assert!(heard > 0, "the partner that had it hears so");
    assert_eq!(stad.page(&stad.stranger).status, 200);
    let undone = stad.post(&As::Person(stad.owner), "terug", "");
    assert_eq!(undone.status, 303, "{}", undone.text());
    assert_eq!(stad.owed("melding.partner"), 0);
    stad.is_gone_for(&stad.stranger);
    assert_eq!(
        stad.withdrawn(),
        heard,
        "what was undone at once was never asked"
    );
}

fn l_20_a_partner_hears_that_what_it_has_is_joined(db: TestDb) {
    let stad = Stad::new(db);
    stad.take_on();
    let (gone, here) = (stad.melding, stad.get().gebied);
    let new = a_melding(&stad.app, here, stad.app.app.token());
    stad.app
        .write(&Actor::Command, move |ctx| {
            let kept = submit(ctx, &new, None)?.id;
            join(ctx, gone, kept)
        })
        .unwrap();
    assert!(stad.withdrawn() > 0);
    stad.is_gone_for(&stad.member);
}

fn inv_20_where_nobody_can_answer_whoever_sends_it_on_hears_so(db: TestDb) {
    let stad = Stad::new(db);
    let frame = stad.app.frame("velsen");
    let has_people = |id: OrganisatieId| id == stad.partner || id == stad.other;
    let silent = frame
        .organisaties
        .iter()
        .find(|found| found.soort != "gemeente" && !has_people(found.id))
        .unwrap();
    let path = format!("/velsen/meldingen/triage?melding={}", stad.melding);
    let owner = As::Person(stad.owner);
    let page = stad.app.send(&Ask::get(&path).by(&owner).lang("nl")).text();
    let option = |id: OrganisatieId| {
        let start = page.find(&format!("<option value=\"{id}\"")).unwrap();
        let rest = &page[start..];
        rest[..rest.find("</option>").unwrap()].to_owned()
    };
    assert!(option(silent.id).contains("hier kan niemand antwoorden"));
    for id in [stad.partner, stad.other] {
        assert!(!option(id).contains("niemand"));
    }
    let told = || {
        let mails = stad.mails().into_iter();
        mails.filter(|body| body.contains("Bel zelf")).count()
    };
    assert_eq!(told(), 0);
    stad.send_on(silent.id);
    assert_eq!(told(), 1);
}

fn inv_21_what_is_not_solved_is_asked_of_the_partner_again(db: TestDb) {
    let stad = Stad::new(db);
    stad.take_on();
    assert_eq!(stad.post(&stad.member, "partner/klaar", SEEN).status, 303);
    let path = format!("/l/{}/oordeel", stad.token);
    let said = stad.app.send(&Ask::post(&path, "opgelost=nee"));
    assert_eq!(said.status, 303, "{}", said.text());
    assert_eq!(stad.owed("melding.partner"), 1);
    assert_eq!(stad.owed("melding.antwoord"), 1);
    stad.take_on();
    assert_eq!(stad.owed("melding.partnerwerk"), 1);
}
