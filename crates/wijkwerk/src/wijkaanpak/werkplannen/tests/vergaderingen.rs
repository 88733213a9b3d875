//! That a body meets, how often, and which zetels are there (V-16).

use jiff::civil::{Date, date};
use kit::db::Queries as _;
use kit::testing::TestDb;

use super::paginas::{ask, run, team_word};
use super::{Town, velsen};
use crate::access::Actor;
use crate::error::Error;
use crate::ids::{VergaderingId, ZetelId};
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
        let new = NewVergadering {
            orgaan: self.team(TEAM).id,
            op,
            zetels: zetels.to_vec(),
        };
        self.act(actor, move |ctx| actions::note_vergadering(ctx, &new))
    }

    /// Somebody with a role in the whole gemeente, in no body.
    fn reader(&self, naam: &'static str, rol: &'static str) -> Actor {
        let account = self
            .act(&Actor::Command, move |ctx| {
                let new = Invitation {
                    naam: naam.to_owned(),
                    email: "lezer@voorbeeld.nl".to_owned(),
                    organisatie: None,
                    shows_name: true,
                    photo: None,
                };
                let account = invite(ctx, &new)?;
                let wanted = Appointment {
                    account,
                    rol: rol.to_owned(),
                    scope_kind: "gemeente",
                    scope_id: None,
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
        let path = format!(
            "/{}/{}/{}",
            self.frame.slug,
            team_word(self),
            self.team(TEAM).id
        );
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
    assert!(!before.contains("keer erbij"), "{before}");
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
        "Dit jaar 2 van 2 keer erbij (100 procent)",
        "Dit jaar 1 van 2 keer erbij (50 procent)",
        "Dit jaar 0 van 2 keer erbij (0 procent)",
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
    let secretary = town.reader("Ans Verzinsel", "secretaris");
    let read = town.team_page(&secretary);
    assert!(
        read.contains("Dit jaar: 1 van 8.") && !read.contains("keer erbij"),
        "{read}"
    );
    assert!(!read.contains("Noteer een vergadering"), "{read}");
    assert!(town.team_page(&people.corporatie).contains("keer erbij"));
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
