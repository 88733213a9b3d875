//! A small town of our own: one gemeente from a shipped inrichting, a few people, a clock that stands still.

mod afspraken;
mod eigen;
mod fotos;
mod opvolging;
mod paginas;
mod plannen;
mod regels;
mod resultaten;
mod terug;
mod vergaderingen;
mod versies;

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::date;
use jiff::{Timestamp, civil::Date};
use kit::clock::Clock;
use kit::db::Db;
use kit::ids::IdSource;
use kit::testing::{TestDb, TestDir};
use uuid::Uuid;

use super::actions;
use super::model::{NewAandachtsgebied, NewAfspraak, Van};
use crate::access::Actor;
use crate::app::{App, db_options};
use crate::config::Config;
use crate::error::Result;
use crate::frame::Frame;
use crate::ids::{
    AandachtsgebiedId, AccountId, AfspraakId, GebiedId, MeldingId, OrganisatieId, WerkplanId,
};
use crate::journaal::{self, Line};
use crate::kader::accounts::actions::{Appointment, Invitation, appoint, invite};
use crate::kader::bewijzen::Bewijs;
use crate::kader::{accounts, inrichting, organisaties};
use crate::wijkaanpak::meldingen::{self, Bron, Contactgegevens, NewMelding};
use crate::write::Write;

pub(super) struct Town {
    pub app: App,
    pub frame: Arc<Frame>,
    _dir: TestDir,
    _db: TestDb,
}

/// The gemeente of a shipped document, without people.
pub(super) fn town(db: TestDb, document: &str) -> Town {
    let dir = TestDir::new();
    let now: Timestamp = "2026-01-05T09:00:00Z".parse().expect("a moment");
    let opened = Db::open(db.target.clone(), &db_options(1, false)).expect("the database opens");
    kit::db::migrate(&opened, crate::migrations::MIGRATIONS, now).expect("the steps run");
    let config = Config {
        files: dir.path().join("files"),
        backups: dir.path().join("backups"),
        ..Config::default()
    };
    let app =
        App::new(opened, Clock::manual(now), IdSource::seeded(7), config).expect("the app starts");
    let text = crate::shipped::document(document).expect("it ships");
    let parsed = inrichting::actions::parse(text).expect("it is right");
    let slug = parsed.gemeente.slug.clone();
    inrichting::actions::import(&app, &Actor::Command, parsed, date(2026, 1, 1))
        .expect("it is imported");
    let frame = app.frame_blocking(&slug).expect("read").expect("there");
    Town {
        app,
        frame,
        _dir: dir,
        _db: db,
    }
}

/// Velsen with its decided teams.
pub(super) fn velsen(db: TestDb) -> Town {
    town(db, "velsen-demo")
}

/// The people of one team.
pub(super) struct People {
    pub beheerder: Actor,
    pub politie: Actor,
    pub corporatie: Actor,
}

impl Town {
    pub fn act<T, F>(&self, actor: &Actor, f: F) -> Result<T>
    where
        T: Send + 'static,
        F: Fn(&mut Write<'_>) -> Result<T> + Send + 'static,
    {
        self.app.write_blocking(&self.frame, actor, f)
    }

    pub fn today(&self) -> Date {
        self.frame.today(self.app.clock().now())
    }

    pub fn days_later(&self, days: i64) {
        assert!(self.app.clock().advance_seconds(days * 86_400));
    }

    pub fn gebied(&self, sleutel: &str) -> GebiedId {
        self.frame.gebied_by_key(sleutel).expect("the gebied").id
    }

    pub fn organisatie(&self, sleutel: &str) -> OrganisatieId {
        let found = self.frame.organisatie_by_key(sleutel);
        found.expect("the organisation").id
    }

    pub fn team(&self, sleutel: &str) -> crate::kader::organisaties::Orgaan {
        let mut all = self.frame.organen.iter();
        all.find(|orgaan| orgaan.sleutel == sleutel)
            .expect("the team")
            .clone()
    }

    /// Somebody of an organisation with a role in a team, in its zetel of that key.
    pub fn person(&self, naam: &str, organisatie: &str, rol: &str, team: &str) -> Actor {
        let (orgaan, organisatie_id) = (self.team(team).id, self.organisatie(organisatie));
        let (naam, rol) = (naam.to_owned(), rol.to_owned());
        let email = format!("{}@voorbeeld.nl", naam.to_lowercase().replace(' ', "."));
        let id: AccountId = self
            .act(&Actor::Command, move |ctx| {
                let account = invite(
                    ctx,
                    &Invitation {
                        naam: naam.clone(),
                        email: email.clone(),
                        organisatie: Some(organisatie_id),
                        shows_name: true,
                        photo: None,
                    },
                )?;
                appoint(
                    ctx,
                    &Appointment {
                        account,
                        rol: rol.clone(),
                        scope_kind: "orgaan",
                        scope_id: Some(orgaan.0),
                        organisatie: Some(organisatie_id),
                        deputy_of: None,
                        from: date(2026, 1, 1),
                        until: None,
                    },
                )?;
                Ok(account)
            })
            .expect("a person");
        let (frame, now) = (self.frame.clone(), self.app.clock().now());
        self.app
            .db()
            .read_blocking(move |tx| accounts::actor_for(tx, &frame, id, now))
            .expect("an actor")
    }

    /// Puts somebody in a zetel of a team.
    pub fn seat(&self, team: &str, zetel: &'static str, actor: &Actor) {
        let (orgaan, account) = (self.team(team).id, actor.account().expect("a person").id);
        self.act(&Actor::Command, move |ctx| {
            let (gemeente, today) = (ctx.gemeente(), ctx.today());
            let zetels = organisaties::list_zetels(ctx, gemeente, orgaan, today)?;
            let found = zetels.iter().find(|found| found.sleutel == zetel);
            organisaties::fill_zetel(ctx, found.expect("the zetel").id, Some(account), None)
        })
        .expect("seated");
    }

    pub fn people(&self, team: &str) -> People {
        let people = People {
            beheerder: self.person("Noor Verzonnen", "gemeente", "wijkbeheerder", team),
            politie: self.person("Sam Voorbeeld", "politie", "wijkteamlid", team),
            corporatie: self.person(
                "Lotte Zogenaamd",
                "corporatie-voorbeeld",
                "wijkteamlid",
                team,
            ),
        };
        self.seat(team, "gemeente", &people.beheerder);
        self.seat(team, "politie", &people.politie);
        self.seat(team, "corporatie", &people.corporatie);
        people
    }

    pub fn plan(&self, actor: &Actor, team: &str) -> WerkplanId {
        let orgaan = self.team(team).id;
        self.act(actor, move |ctx| actions::start_werkplan(ctx, orgaan, 2026))
            .expect("a werkplan")
    }

    pub fn wanted(&self, werkplan: WerkplanId, wijk: &str) -> NewAandachtsgebied {
        NewAandachtsgebied {
            werkplan,
            titel: "Rond de containers ligt geen afval meer.".into(),
            behoefte: "Bewoners van twaalf straten vragen erom.".into(),
            behoefte_van: Van::Bewoners,
            behoefte_bron: Some("Twaalf meldingen in een half jaar".into()),
            wijken: vec![self.gebied(wijk)],
            themas: self
                .frame
                .inrichting
                .themas
                .first()
                .map(|thema| thema.sleutel.clone())
                .into_iter()
                .collect(),
            partners: Vec::new(),
            eigen_initiatief: false,
            integraal: false,
            velden: BTreeMap::new(),
            owner_organisatie: None,
        }
    }

    pub fn propose(&self, actor: &Actor, wanted: NewAandachtsgebied) -> Result<AandachtsgebiedId> {
        self.act(actor, move |ctx| {
            actions::propose_aandachtsgebied(ctx, &wanted)
        })
    }

    pub fn adopt(&self, people: &People, plan: WerkplanId) -> Result<bool> {
        for actor in [&people.beheerder, &people.politie] {
            assert!(!self.act(actor, move |ctx| actions::agree(ctx, plan))?);
        }
        self.act(&people.corporatie, move |ctx| actions::agree(ctx, plan))
    }

    pub fn deal(
        &self,
        aandachtsgebied: AandachtsgebiedId,
        organisatie: Option<&str>,
    ) -> NewAfspraak {
        NewAfspraak {
            aandachtsgebied,
            wat: "Aanbellen bij zestig woningen".into(),
            organisatie: organisatie.map(|key| self.organisatie(key)),
            account: None,
            due: Some(date(2026, 3, 2)),
            gebied: None,
            partij: None,
            bijdragen: Vec::new(),
        }
    }

    pub fn agree_on(&self, actor: &Actor, wanted: NewAfspraak) -> Result<AfspraakId> {
        self.act(actor, move |ctx| actions::propose_afspraak(ctx, &wanted))
    }

    pub fn accept(&self, actor: &Actor, id: AfspraakId) -> Result<()> {
        self.act(actor, move |ctx| actions::accept_afspraak(ctx, id))
    }

    /// A melding of somebody without an account, about the first theme.
    pub fn melding(&self, wijk: &str, omschrijving: &str) -> MeldingId {
        let new = NewMelding {
            gebied: Some(self.gebied(wijk)),
            place: None,
            near_home: false,
            onderwerp: meldingen::actions::subjects(&self.frame.inrichting)
                .first()
                .cloned(),
            omschrijving: omschrijving.to_owned(),
            plaats: None,
            kanaal: "digitaal".into(),
            bron: Bron::Bewoner,
            bron_id: None,
            contact: Contactgegevens::default(),
            photos: Vec::new(),
            token: "geheim".into(),
            external: None,
            raised_on: None,
        };
        self.act(&Actor::Nobody, move |ctx| {
            meldingen::actions::submit(ctx, &new, None)
        })
        .expect("submitted")
        .id
    }

    pub fn lines(&self, subject: Uuid) -> Vec<Line> {
        let gemeente = self.frame.id;
        self.app
            .db()
            .read_blocking(move |tx| {
                Ok::<_, crate::error::Error>(journaal::lines_about(tx, gemeente, subject)?)
            })
            .expect("the journaal")
    }

    pub fn open_dues(&self, subject: Uuid) -> Vec<String> {
        let gemeente = self.frame.id;
        self.app
            .db()
            .read_blocking(move |tx| {
                crate::kader::verplichtingen::list_about(tx, gemeente, subject)
            })
            .expect("the dues")
            .into_iter()
            .filter(|due| due.state == "open")
            .map(|due| due.soort)
            .collect()
    }

    pub fn public(&self, id: AandachtsgebiedId) -> Option<(String, super::Publiek)> {
        let gemeente = self.frame.id;
        self.app
            .db()
            .read_blocking(move |tx| {
                use kit::db::Queries as _;
                Ok::<_, crate::error::Error>(tx.query_opt(
                    "SELECT state, document FROM aandachtsgebieden_publiek \
                     WHERE gemeente_id = $1 AND aandachtsgebied_id = $2",
                    &[&gemeente, &id],
                    |row| Ok((row.get::<String>(0)?, row.get::<String>(1)?)),
                )?)
            })
            .expect("the projection")
            .map(|(state, document)| (state, serde_json::from_str(&document).expect("JSON")))
    }
}

pub(super) fn visit(on: Date) -> Bewijs {
    Bewijs::Visit {
        by: "De wijkbeheerder".into(),
        on,
        seen: "De straat is schoon en de container is leeg.".into(),
    }
}
