//! That a body meets, how often, and which zetels are there (V-16).

use jiff::civil::{Date, date};
use kit::db::Queries as _;
use kit::testing::TestDb;

use super::paginas::{ask, run, team_word};
use super::{Town, velsen};
use crate::access::Actor;
use crate::error::Error;
use crate::ids::{GebiedId, OrgaanId, VergaderingId, ZetelId};
use crate::journaal::Verb;
use crate::kader::accounts;
use crate::kader::accounts::actions::{Appointment, Invitation, appoint, invite};
use crate::kader::organisaties::list_zetels;
use crate::kader::termijnen::Termijn;
use crate::wijkaanpak::werkplannen::actions;
use crate::wijkaanpak::werkplannen::vergaderingen::{NewVergadering, behind, per_year};

kit::on_both_engines!(
    v_16_a_body_sees_how_often_it_met_and_which_zetels_were_there,
    v_16_who_is_behind_on_the_rhythm_is_told,
    v_16_a_vergadering_is_of_a_day_that_was_and_of_zetels_that_are,
    v_16_presence_is_for_who_is_in_the_body,
    v_16_who_was_there_is_forgotten_after_two_years,
    v_16_a_new_member_sees_names_faces_and_what_each_may_decide_in_one_screen,
    v_16_every_body_has_a_page_that_says_who_is_in_it,
    v_16_the_secretaris_notes_the_vergaderingen_of_the_body_that_steers,
);

const TEAM: &str = "velsen-noord";

impl Town {
    fn zetel(&self, team: &str, sleutel: &'static str) -> ZetelId {
        let (gemeente, orgaan, today) = (self.frame.id, self.team(team).id, self.today());
        let all = self
            .app
            .db()
            .read_blocking(move |tx| list_zetels(tx, gemeente, orgaan, today))
            .expect("zetels");
        let found = all.iter().find(|one| one.sleutel == sleutel);
        found.expect("the zetel").id
    }

    fn met(
        &self,
        actor: &Actor,
        op: Option<Date>,
        zetels: &[ZetelId],
    ) -> crate::error::Result<VergaderingId> {
        self.met_in(TEAM, actor, op, zetels)
    }

    fn met_in(
        &self,
        orgaan: &str,
        actor: &Actor,
        op: Option<Date>,
        zetels: &[ZetelId],
    ) -> crate::error::Result<VergaderingId> {
        let new = NewVergadering {
            orgaan: self.team(orgaan).id,
            op,
            zetels: zetels.to_vec(),
        };
        self.act(actor, move |ctx| actions::note_vergadering(ctx, &new))
    }

    /// Somebody with a role in a wijk or in the whole gemeente, in no body.
    fn reader(&self, naam: &'static str, rol: &'static str, wijk: Option<GebiedId>) -> Actor {
        let account = self
            .act(&Actor::Command, move |ctx| {
                let new = Invitation {
                    naam: naam.to_owned(),
                    email: format!("{rol}@voorbeeld.nl"),
                    organisatie: None,
                    shows_name: true,
                    photo: None,
                };
                let account = invite(ctx, &new)?;
                let wanted = Appointment {
                    account,
                    rol: rol.to_owned(),
                    scope_kind: if wijk.is_some() { "gebied" } else { "gemeente" },
                    scope_id: wijk.map(|wijk| wijk.0),
                    organisatie: None,
                    deputy_of: None,
                    from: date(2026, 1, 1),
                    until: None,
                };
                appoint(ctx, &wanted)?;
                Ok(account)
            })
            .expect("a reader");
        let (frame, now) = (self.frame.clone(), self.app.clock().now());
        let found = self
            .app
            .db()
            .read_blocking(move |tx| accounts::actor_for(tx, &frame, account, now));
        found.expect("an actor")
    }

    fn team_page(&self, actor: &Actor) -> String {
        self.page_of(actor, self.team(TEAM).id)
    }

    fn page_of(&self, actor: &Actor, orgaan: OrgaanId) -> String {
        let path = format!("/{}/{}/{orgaan}", self.frame.slug, team_word(self));
        let (status, text) = run(ask(self, actor, "GET", &path, ""));
        assert_eq!(status, 200, "{text}");
        text.replace(['\u{2068}', '\u{2069}'], "")
    }
}

fn v_16_a_body_sees_how_often_it_met_and_which_zetels_were_there(db: TestDb) {
    let town = velsen(db);
    let people = town.people(TEAM);
    let (gemeente, politie) = (town.zetel(TEAM, "gemeente"), town.zetel(TEAM, "politie"));
    let before = town.team_page(&people.beheerder);
    assert!(
        before.contains("Komt 8 keer per jaar bijeen. Dit jaar: 0 van 8."),
        "{before}"
    );
    assert!(!before.contains("deze plek was er dit jaar"), "{before}");
    town.met(&people.beheerder, Some(town.today()), &[gemeente])
        .expect("noted");
    town.days_later(21);
    let second = town
        .met(&people.politie, Some(town.today()), &[gemeente])
        .expect("noted");
    // The same day once more is no other vergadering.
    let again = town
        .met(&people.beheerder, Some(town.today()), &[gemeente, politie])
        .expect("corrected");
    assert_eq!(second, again);
    let page = town.team_page(&people.politie);
    for line in [
        "Dit jaar: 2 van 8.",
        "De laatste keer was op maandag 26 januari",
        // Of the seat: who sits there now need not have been there.
        "Voor deze plek was er dit jaar 2 van 2 keer iemand (100 procent)",
        "Voor deze plek was er dit jaar 1 van 2 keer iemand (50 procent)",
        "Voor deze plek was er dit jaar 0 van 2 keer iemand (0 procent)",
    ] {
        assert!(page.contains(line), "{line}: {page}");
    }
    assert!(!page.contains("Volgens het ritme"), "{page}");
}

fn v_16_who_is_behind_on_the_rhythm_is_told(db: TestDb) {
    let town = velsen(db);
    let people = town.people(TEAM);
    let gemeente = town.zetel(TEAM, "gemeente");
    town.met(&people.beheerder, Some(town.today()), &[gemeente])
        .expect("noted");
    // Six weeks after Monday 5 January is 16 February: that day it is not late yet.
    town.days_later(42);
    assert!(
        !town
            .team_page(&people.beheerder)
            .contains("Volgens het ritme")
    );
    town.days_later(1);
    let page = town.team_page(&people.beheerder);
    assert!(
        page.contains(
            "Volgens het ritme was de volgende vergadering uiterlijk op maandag 16 februari"
        ),
        "{page}"
    );
    town.met(&people.beheerder, Some(town.today()), &[gemeente])
        .expect("noted");
    assert!(
        !town
            .team_page(&people.beheerder)
            .contains("Volgens het ritme")
    );
}

fn v_16_a_vergadering_is_of_a_day_that_was_and_of_zetels_that_are(db: TestDb) {
    let town = velsen(db);
    let people = town.people(TEAM);
    let (own, today) = (town.zetel(TEAM, "gemeente"), town.today());
    let elsewhere = town
        .frame
        .organen
        .iter()
        .find(|one| one.soort == town.team(TEAM).soort && one.sleutel != TEAM)
        .map(|one| one.sleutel.clone())
        .expect("another team");
    let other = town.zetel(&elsewhere, "gemeente");
    let refused = |op: Option<Date>, zetels: &[ZetelId], field: &str| {
        let fault = town.met(&people.beheerder, op, zetels).unwrap_err();
        assert!(
            matches!(&fault, Error::Invalid(all) if all[0].field == field),
            "{op:?} {zetels:?}: {fault:?}"
        );
    };
    refused(None, &[own], "op");
    refused(Some(today.tomorrow().unwrap()), &[own], "op");
    refused(Some(date(2024, 12, 31)), &[own], "op");
    refused(Some(today), &[], "er");
    refused(Some(today), &[other], "er");
    // What was typed comes back.
    let path = format!(
        "/{}/{}/{}/vergadering",
        town.frame.slug,
        team_word(&town),
        town.team(TEAM).id
    );
    let body = format!("op=2031-05-06&er={own}");
    let (status, text) = run(ask(&town, &people.beheerder, "POST", &path, &body));
    assert_eq!(status, 400, "{text}");
    assert!(text.contains("value=\"2031-05-06\""), "{text}");
    assert!(text.contains(&format!("value=\"{own}\" checked")), "{text}");
    // Nobody of another team notes it.
    let stranger = town.person("Kim Bedacht", "politie", "wijkteamlid", &elsewhere);
    let fault = town.met(&stranger, Some(today), &[own]).unwrap_err();
    assert!(
        matches!(fault, Error::NotFound(_) | Error::Forbidden(_)),
        "{fault:?}"
    );
}

fn v_16_presence_is_for_who_is_in_the_body(db: TestDb) {
    let town = velsen(db);
    let people = town.people(TEAM);
    let gemeente = town.zetel(TEAM, "gemeente");
    town.met(&people.beheerder, Some(town.today()), &[gemeente])
        .expect("noted");
    let alderman = town.reader("Ans Verzinsel", "portefeuillehouder", None);
    let read = town.team_page(&alderman);
    assert!(
        read.contains("Dit jaar: 1 van 8.") && !read.contains("deze plek was er dit jaar"),
        "{read}"
    );
    assert!(!read.contains("Noteer een vergadering"), "{read}");
    assert!(
        town.team_page(&people.corporatie)
            .contains("deze plek was er dit jaar")
    );
}

fn v_16_who_was_there_is_forgotten_after_two_years(db: TestDb) {
    let town = velsen(db);
    let people = town.people(TEAM);
    let gemeente = town.zetel(TEAM, "gemeente");
    let id = town
        .met(&people.beheerder, Some(town.today()), &[gemeente])
        .expect("noted");
    let count = |sql: &'static str| -> i64 {
        let gemeente = town.frame.id;
        let found = town.app.db().read_blocking(move |tx| {
            Ok::<_, Error>(tx.query_one(sql, &[&gemeente], |row| row.get(0))?)
        });
        found.expect("counted")
    };
    let zetels = "SELECT count(*) FROM vergadering_zetels WHERE gemeente_id = $1";
    let erased = || {
        let erased = crate::jobs::erase_due(&town.app, &town.frame).expect("erased");
        erased.aanwezigheden
    };
    town.days_later(730);
    assert_eq!(erased(), 0);
    assert!(count(zetels) > 0);
    town.days_later(1);
    assert_eq!((erased(), count(zetels)), (1, 0));
    // That it met stays; nothing is left to erase.
    let days = "SELECT count(*) FROM vergaderingen WHERE gemeente_id = $1";
    assert_eq!((erased(), count(days)), (0, 1));
    let lines = town.lines(id.0);
    assert!(lines.iter().any(|line| line.verb == Verb::Erased));
    // A restore erases the same again.
    let noted = crate::jobs::erasures::list(&town.app.config().backups).expect("read");
    let found = noted.iter().filter(|one| one.id == id.0);
    let kinds: Vec<&str> = found.map(|one| one.kind.word()).collect();
    assert_eq!(kinds, ["aanwezigheid"]);
}

fn v_16_a_new_member_sees_names_faces_and_what_each_may_decide_in_one_screen(db: TestDb) {
    let town = velsen(db);
    let people = town.people(TEAM);
    let (gemeente, sam) = (
        town.frame.id,
        people.politie.account().expect("a person").id,
    );
    let (face, telefoon) = ("a".repeat(64), "06 12345678");
    let kept = face.clone();
    town.app
        .db()
        .bookkeep_blocking(move |tx| {
            tx.exec(
                "UPDATE accounts SET photo_hash = $3, telefoon = $4 WHERE gemeente_id = $1 AND id = $2",
                &[&gemeente, &sam, &kept, &telefoon],
            )?;
            Ok::<_, Error>(())
        })
        .expect("a face and a number");
    let new = town.person("Kim Bedacht", "corporatie-voorbeeld", "wijkteamlid", TEAM);
    let page = town.team_page(&new);
    let face = format!("/bestand/{face}");
    let lines = ["mailto:sam.voorbeeld@voorbeeld.nl", telefoon];
    let names = ["Noor Verzonnen", "Sam Voorbeeld", "Lotte Zogenaamd"];
    for line in names.iter().chain(&lines).chain([&face.as_str()]) {
        assert!(page.contains(line), "{line}: {page}");
    }
    assert_eq!(page.matches(">Beslist ").count(), names.len(), "{page}");
    // Who is in no team with them sees no direct line.
    let alderman = town.reader("Ans Verzinsel", "portefeuillehouder", None);
    let read = town.team_page(&alderman);
    assert!(read.contains("Sam Voorbeeld"), "{read}");
    assert!(!lines.iter().any(|line| read.contains(line)), "{read}");
}

fn v_16_every_body_has_a_page_that_says_who_is_in_it(db: TestDb) {
    let town = velsen(db);
    let secretary = town.reader("Ans Verzinsel", "secretaris", None);
    town.seat("stuurgroep", "secretaris", &secretary);
    for orgaan in &town.frame.organen {
        let page = town.page_of(&secretary, orgaan.id);
        assert!(page.contains(&orgaan.naam), "{}: {page}", orgaan.naam);
    }
    let steering = town.team("stuurgroep");
    let page = town.page_of(&secretary, steering.id);
    assert!(page.contains("Ans Verzinsel"), "{page}");
    // Where the plans of the year stand, a link leads to it.
    let path = format!("/{}/werkplannen", town.frame.slug);
    let (status, plans) = run(ask(&town, &secretary, "GET", &path, ""));
    assert_eq!(status, 200, "{plans}");
    let link = format!("{}/{}\"", team_word(&town), steering.id);
    assert!(plans.contains(&link), "{plans}");
}

fn v_16_the_secretaris_notes_the_vergaderingen_of_the_body_that_steers(db: TestDb) {
    let town = velsen(db);
    let secretary = town.reader("Ans Verzinsel", "secretaris", None);
    let own = town.zetel("stuurgroep", "secretaris");
    let met = |actor: &Actor| town.met_in("stuurgroep", actor, Some(town.today()), &[own]);
    met(&secretary).expect("noted");
    let page = town.page_of(&secretary, town.team("stuurgroep").id);
    assert!(
        page.contains("De laatste keer was op maandag 5 januari"),
        "{page}"
    );
    assert!(page.contains("Noteer een vergadering"), "{page}");
    // Of one wijk is not of the whole gemeente.
    let noord = Some(town.gebied(TEAM));
    let keeper = town.reader("Bo Verzonnen", "wijkbeheerder", noord);
    let member = town.person("Kim Bedacht", "politie", "wijkteamlid", TEAM);
    for actor in [&keeper, &member] {
        let fault = met(actor).unwrap_err();
        assert!(matches!(fault, Error::Forbidden(_)), "{fault:?}");
    }
    town.met(&keeper, Some(town.today()), &[town.zetel(TEAM, "gemeente")])
        .expect("noted in the own wijk");
}

#[test]
fn v_16_a_rhythm_is_so_many_times_a_year() {
    for (termijn, keer) in [
        (Termijn::Weken(6), 8),
        (Termijn::Maanden(2), 6),
        (Termijn::Maanden(12), 1),
        (Termijn::Maanden(24), 1),
        (Termijn::Dagen(365), 1),
        (Termijn::Werkdagen(5), 52),
    ] {
        assert_eq!(per_year(termijn), keer, "{termijn:?}");
    }
    let last = date(2026, 1, 5);
    assert_eq!(behind(last, Termijn::Weken(6), date(2026, 2, 16)), None);
    let due = Some(date(2026, 2, 16));
    assert_eq!(behind(last, Termijn::Weken(6), date(2026, 2, 17)), due);
}
