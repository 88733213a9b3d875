//! Fictional people: one for every role of an inrichting, in a scope that fits the role.

use jiff::civil::Date;

use super::TestApp;
use crate::access::Actor;
use crate::frame::Frame;
use crate::http::Samples;
use crate::ids::{AccountId, GebiedId, LocatieId, OrgaanId, OrganisatieId, RolvervullingId};
use crate::kader::accounts::actions::{Appointment, Invitation, appoint, invite};
use crate::kader::inrichting::actions::key_of;
use crate::kader::inrichting::{Bereik, OrganisatieSoort};
use crate::kader::organisaties::{Orgaan, list_zetels};

/// Who manages accounts and the inrichting.
pub const ADMIN_ROLE: &str = "functioneelbeheerder";
/// Who sits in a team for a partner.
pub const TEAM_ROLE: &str = "wijkteamlid";
/// Roles of which a second person works in the last wijk, to try what lies out of reach.
pub const ELSEWHERE: &[&str] = &["wijkbeheerder", "wijkteamlid"];

const FIRST_NAMES: &[&str] = &[
    "Robin", "Sam", "Noor", "Bo", "Jip", "Lou", "Mika", "Puck", "Rens", "Sanne", "Teun", "Vera",
];

/// A person of the tests.
#[derive(Clone, Debug)]
pub struct Person {
    pub account: AccountId,
    pub rolvervulling: Option<RolvervullingId>,
    pub organisatie: Option<OrganisatieId>,
    pub naam: String,
    pub email: String,
}

/// Where somebody has a role.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Where {
    Gemeente,
    Gebied(GebiedId),
    Orgaan(OrgaanId),
    Organisatie(OrganisatieId),
    Locatie(LocatieId),
}

impl Where {
    fn parts(self) -> (&'static str, Option<uuid::Uuid>) {
        match self {
            Self::Gemeente => ("gemeente", None),
            Self::Gebied(id) => ("gebied", Some(id.0)),
            Self::Orgaan(id) => ("orgaan", Some(id.0)),
            Self::Organisatie(id) => ("organisatie", Some(id.0)),
            Self::Locatie(id) => ("locatie", Some(id.0)),
        }
    }
}

/// Somebody to be invited, told step by step.
pub struct AnAccount<'a> {
    app: &'a TestApp,
    slug: String,
    invitation: Invitation,
    role: Option<(String, Where)>,
    from: Option<Date>,
    until: Option<Date>,
}

impl<'a> AnAccount<'a> {
    pub(super) fn new(app: &'a TestApp, slug: &str, naam: &str) -> Self {
        let local: String = naam
            .to_lowercase()
            .chars()
            .map(|c| if c.is_ascii_alphanumeric() { c } else { '.' })
            .collect();
        Self {
            app,
            slug: slug.to_owned(),
            invitation: Invitation {
                naam: naam.to_owned(),
                email: format!("{local}@{slug}.example"),
                organisatie: None,
                shows_name: false,
                photo: None,
            },
            role: None,
            from: None,
            until: None,
        }
    }

    /// At this address.
    pub fn at(mut self, email: &str) -> Self {
        email.clone_into(&mut self.invitation.email);
        self
    }

    /// Of this organisation.
    pub fn of(mut self, organisatie: OrganisatieId) -> Self {
        self.invitation.organisatie = Some(organisatie);
        self
    }

    /// Shown by name on who-is-who.
    pub fn who_shows_the_name(mut self) -> Self {
        self.invitation.shows_name = true;
        self
    }

    /// With this role there.
    pub fn with_role(mut self, rol: &str, place: Where) -> Self {
        self.role = Some((rol.to_owned(), place));
        self
    }

    /// From this day, and perhaps until another.
    pub fn during(mut self, from: Date, until: Option<Date>) -> Self {
        (self.from, self.until) = (Some(from), until);
        self
    }

    /// Invites and appoints, as a command on the machine would.
    pub fn make(self) -> Person {
        let frame = self.app.frame(&self.slug);
        let today = frame.today(self.app.clock.now());
        let (wanted, role) = (self.invitation.clone(), self.role.clone());
        let (from, until) = (self.from.unwrap_or(today), self.until);
        let (account, rolvervulling) = self
            .app
            .app
            .write_blocking(&frame, &Actor::Command, move |ctx| {
                let account = invite(ctx, &wanted)?;
                let given = match &role {
                    None => None,
                    Some((rol, place)) => {
                        let (scope_kind, scope_id) = place.parts();
                        Some(appoint(
                            ctx,
                            &Appointment {
                                account,
                                rol: rol.clone(),
                                scope_kind,
                                scope_id,
                                organisatie: wanted.organisatie,
                                deputy_of: None,
                                from,
                                until,
                            },
                        )?)
                    }
                };
                Ok((account, given))
            })
            .expect("a fictional person can be invited");
        Person {
            account,
            rolvervulling,
            organisatie: self.invitation.organisatie,
            naam: self.invitation.naam,
            email: self.invitation.email,
        }
    }
}

/// The team that a gebied plans with; where there is none, the one its meldingen land with.
pub fn team_of(frame: &Frame, gebied: GebiedId) -> Option<&Orgaan> {
    let key = &frame.gebied(gebied)?.sleutel;
    let team = frame.inrichting.planning_team_of(key);
    team.and_then(|team| {
        frame
            .organen
            .iter()
            .find(|orgaan| orgaan.sleutel == team.sleutel)
    })
    .or_else(|| frame.intake_team(gebied))
}

fn organisation(frame: &Frame, own: bool) -> Option<OrganisatieId> {
    let gemeente = key_of(&OrganisatieSoort::Gemeente);
    frame
        .organisaties
        .iter()
        .find(|found| (found.soort == gemeente) == own)
        .map(|found| found.id)
}

/// Where somebody with this role works, if it works in this wijk.
fn place_for(frame: &Frame, rol: &str, wijk: GebiedId) -> Where {
    let bereik = frame.inrichting.rol(rol).map(|found| found.bereik);
    match bereik {
        Some(Bereik::Gebied | Bereik::Locatie) => Where::Gebied(wijk),
        Some(Bereik::Orgaan) => frame
            .organen
            .iter()
            .find(|orgaan| {
                rol.starts_with(orgaan.soort.as_str()) && team_of_kind(frame, orgaan, wijk)
            })
            .or_else(|| team_of(frame, wijk))
            .map_or(Where::Gebied(wijk), |orgaan| Where::Orgaan(orgaan.id)),
        Some(Bereik::Organisatie) => {
            organisation(frame, false).map_or(Where::Gemeente, Where::Organisatie)
        }
        Some(Bereik::Gemeente) | None => Where::Gemeente,
    }
}

fn team_of_kind(frame: &Frame, orgaan: &Orgaan, wijk: GebiedId) -> bool {
    frame.wijken_of(orgaan).contains(&wijk)
}

fn employer(frame: &Frame, rol: &str) -> Option<OrganisatieId> {
    match frame.inrichting.rol(rol).map(|found| found.bereik) {
        _ if rol.starts_with("bewoner") => None,
        Some(Bereik::Orgaan | Bereik::Organisatie | Bereik::Locatie) => organisation(frame, false),
        _ => organisation(frame, true),
    }
}

/// Makes one person for every role of a gemeente, and some in its last wijk.
pub(super) fn make(app: &mut TestApp, slug: &str) {
    let frame = app.frame(slug);
    let wijken: Vec<GebiedId> = frame.wijken().map(|wijk| wijk.id).collect();
    let (Some(first), Some(last)) = (wijken.first(), wijken.last()) else {
        return;
    };
    let here = app.roles(slug).into_iter().map(|rol| (rol, *first, ""));
    let there = ELSEWHERE
        .iter()
        .filter(|rol| !frame.inrichting.permissions_of(rol).is_empty())
        .map(|rol| ((*rol).to_owned(), *last, "@elders"));
    let all: Vec<(String, GebiedId, &str)> = here.chain(there).collect();
    for (n, (rol, wijk, suffix)) in all.into_iter().enumerate() {
        let naam = format!("{} Voorbeeld", FIRST_NAMES[n % FIRST_NAMES.len()]);
        let email = format!("{rol}{}@{slug}.example", suffix.replace('@', "."));
        let mut person = app
            .an_account_in(slug, &naam)
            .at(&email)
            .with_role(&rol, place_for(&frame, &rol, wijk));
        if let Some(organisatie) = employer(&frame, &rol) {
            person = person.of(organisatie);
        }
        let made = person.make();
        app.people
            .insert((slug.to_owned(), format!("{rol}{suffix}")), made);
    }
}

/// What the ground itself can fill in for paths and samples.
pub(super) fn samples(app: &TestApp, slug: &str) -> Samples {
    let frame = app.frame(slug);
    let mut out = Samples::default();
    let mut put = |name: &str, value: String| {
        out.0.insert(name.to_owned(), value);
    };
    put("persona", format!("{slug}-bewoner"));
    put("gemeente", slug.to_owned());
    // Its own words in addresses, under those of the routes.
    for (concept, ours) in crate::words::PATH_WORDS {
        put(&format!("/{ours}"), frame.inrichting.path_word(*concept));
    }
    if let Some(wijk) = frame.wijken().next() {
        put("wijk", wijk.sleutel.clone());
        put("wijk.toont", wijk.naam.clone());
        put("gebied", wijk.id.to_string());
        if let Some(middle) = frame.plaatsen.middle_of(&wijk.sleutel) {
            put("lat", format!("{:.6}", middle.lat()));
            put("lon", format!("{:.6}", middle.lon()));
        }
        if let Some(team) = team_of(&frame, wijk.id) {
            put("orgaan", team.id.to_string());
            put("orgaan.toont", team.naam.clone());
            put("team", team.sleutel.clone());
            let (gemeente, orgaan, today) = (frame.id, team.id, frame.today(app.clock.now()));
            let zetels = app
                .app
                .db()
                .read_blocking(move |tx| list_zetels(tx, gemeente, orgaan, today));
            if let Some(zetel) = zetels.unwrap_or_default().first() {
                put("zetel", zetel.id.to_string());
            }
        }
    }
    if let Some(person) = app.person_in(slug, TEAM_ROLE) {
        put("account", person.account.to_string());
        put("account.toont", person.naam.clone());
        if let Some(id) = person.rolvervulling {
            put("rolvervulling", id.to_string());
        }
        if let Some(id) = person.organisatie {
            put("organisatie", id.to_string());
        }
    }
    let asset = crate::shipped::ASSETS
        .iter()
        .map(|(path, _)| *path)
        .find(|path| path.ends_with(".css"));
    if let Some(asset) = asset {
        put("bestand", asset.to_owned());
    }
    out
}
