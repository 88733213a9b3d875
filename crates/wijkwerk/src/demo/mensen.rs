//! The people of the simulated year: plainly made-up names, drawn faces, roles from the inrichting.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;
use uuid::Uuid;

use super::tekening;
use super::teksten::{ACHTERNAMEN, VOORNAMEN};
use super::toeval::Toeval;
use crate::access::Actor;
use crate::app::App;
use crate::error::{Error, Result};
use crate::frame::Frame;
use crate::ids::{AccountId, OrgaanId, OrganisatieId, ZetelId};
use crate::kader::accounts::actions::{Appointment, Invitation, appoint, invite};
use crate::kader::bestanden::keep_blocking;
use crate::kader::inrichting::actions::key_of;
use crate::kader::organisaties::{self, Orgaan, list_zetels};

/// Somebody with a role.
#[derive(Clone, Debug)]
pub struct Persoon {
    pub account: AccountId,
    pub naam: String,
    pub rol: String,
    pub organisatie: Option<OrganisatieId>,
    pub orgaan: Option<OrgaanId>,
}

/// Everybody of one gemeente.
pub struct Mensen {
    pub alle: Vec<Persoon>,
    names: usize,
    chance: Toeval,
    from: Date,
}

/// Roles that one person in the gemeente has.
const CENTRAL: &[&str] = &[
    "functioneelbeheerder",
    "privacyfunctionaris",
    "regisseur",
    "secretaris",
    "portefeuillehouder",
    "kcc",
];
/// The kind of organisation where nobody has an account that answers for what it offers.
pub(super) const BY_MAIL: &str = "sport";
/// Roles of the street, several per team.
const CREW: usize = 3;

impl Mensen {
    /// Invites everybody and gives them their roles.
    pub fn make(app: &App, frame: &Arc<Frame>, seed: u64, from: Date) -> Result<Self> {
        let mut mensen = Self {
            alle: Vec::new(),
            names: 0,
            chance: Toeval::new(seed),
            from,
        };
        let gemeente = frame
            .organisaties
            .iter()
            .find(|org| org.soort == "gemeente")
            .map(|org| org.id);
        for rol in CENTRAL {
            if in_use(frame, rol) {
                mensen.add(app, frame, rol, "gemeente", &[None], gemeente, None)?;
            }
        }
        for orgaan in &frame.organen {
            if orgaan.is_bewonersorgaan() {
                mensen.add(
                    app,
                    frame,
                    "bewonersorgaanvoorzitter",
                    "orgaan",
                    &[Some(orgaan.id.0)],
                    None,
                    Some(orgaan.id),
                )?;
                continue;
            }
            if is_intake(frame, orgaan) {
                mensen.street(app, frame, orgaan, gemeente)?;
            }
            if is_planning(frame, orgaan) {
                mensen.partners(app, frame, orgaan)?;
            }
        }
        mensen.desk(app, frame)?;
        if in_use(frame, "aanbodbeheerder") {
            // One partner has nobody with an account: it answers by the link in its mail.
            let all = frame.organisaties.iter();
            for org in all.filter(|org| org.soort != BY_MAIL) {
                let scope = [Some(org.id.0)];
                mensen.add(
                    app,
                    frame,
                    "aanbodbeheerder",
                    "organisatie",
                    &scope,
                    Some(org.id),
                    None,
                )?;
            }
        }
        mensen.fill_seats(app, frame)?;
        Ok(mensen)
    }

    fn street(
        &mut self,
        app: &App,
        frame: &Arc<Frame>,
        orgaan: &Orgaan,
        org: Option<OrganisatieId>,
    ) -> Result<()> {
        let areas: Vec<Option<Uuid>> = orgaan.gebieden.iter().map(|id| Some(id.0)).collect();
        for rol in [
            "wijkbeheerder",
            "wijkopzichter",
            "coordinator",
            "opbouwwerker",
        ] {
            if in_use(frame, rol) {
                self.add(app, frame, rol, "gebied", &areas, org, Some(orgaan.id))?;
            }
        }
        for _ in 0..CREW {
            self.add(
                app,
                frame,
                "vakploeg",
                "gebied",
                &areas,
                org,
                Some(orgaan.id),
            )?;
        }
        Ok(())
    }

    /// Four people at the desk of every part of the town, most of whoever does the welfare work.
    fn desk(&mut self, app: &App, frame: &Arc<Frame>) -> Result<()> {
        if !in_use(frame, "contactmedewerker") {
            return Ok(());
        }
        let welfare = frame.organisaties.iter().find(|org| org.soort == "welzijn");
        let welfare = welfare.map(|org| org.id);
        for orgaan in frame
            .organen
            .iter()
            .filter(|orgaan| is_intake(frame, orgaan))
        {
            let areas: Vec<Option<Uuid>> = orgaan.gebieden.iter().map(|id| Some(id.0)).collect();
            let of = |soort: &str| {
                let found = frame.organisaties.iter().find(|org| org.soort == soort);
                found.map(|org| org.id).or(welfare)
            };
            for own in [welfare, welfare, of("zorg"), of("sport")] {
                let (rol, id) = ("contactmedewerker", Some(orgaan.id));
                self.add(app, frame, rol, "gebied", &areas, own, id)?;
            }
        }
        Ok(())
    }

    fn partners(&mut self, app: &App, frame: &Arc<Frame>, orgaan: &Orgaan) -> Result<()> {
        for soort in ["politie", "corporatie", "welzijn", "zorg"] {
            let Some(org) = frame.organisaties.iter().find(|org| org.soort == soort) else {
                continue;
            };
            self.add(
                app,
                frame,
                "wijkteamlid",
                "orgaan",
                &[Some(orgaan.id.0)],
                Some(org.id),
                Some(orgaan.id),
            )?;
        }
        Ok(())
    }

    #[expect(
        clippy::too_many_arguments,
        reason = "one person with everything that goes with it"
    )]
    fn add(
        &mut self,
        app: &App,
        frame: &Arc<Frame>,
        rol: &str,
        scope_kind: &'static str,
        scopes: &[Option<Uuid>],
        organisatie: Option<OrganisatieId>,
        orgaan: Option<OrgaanId>,
    ) -> Result<AccountId> {
        let naam = self.next_name();
        let email = format!(
            "{}@{}.example",
            naam.to_lowercase().replace(' ', "."),
            frame.slug
        );
        let shows_name = self.chance.chance(80);
        let photo = keep_blocking(app, &tekening::face(self.chance.next(), 320))?
            .map_err(|_| Error::Internal("a drawn face is a photo".into()))?;
        let wanted = Invitation {
            naam: naam.clone(),
            email,
            organisatie,
            shows_name,
            photo: Some(photo.thumbnail),
        };
        let account =
            app.write_blocking(frame, &Actor::Command, move |ctx| invite(ctx, &wanted))?;
        for scope_id in scopes {
            let appointment = Appointment {
                account,
                rol: rol.to_owned(),
                scope_kind,
                scope_id: *scope_id,
                organisatie,
                deputy_of: None,
                from: self.from,
                until: None,
            };
            app.write_blocking(frame, &Actor::Command, move |ctx| {
                appoint(ctx, &appointment)
            })?;
        }
        self.alle.push(Persoon {
            account,
            naam,
            rol: rol.to_owned(),
            organisatie,
            orgaan,
        });
        Ok(account)
    }

    fn next_name(&mut self) -> String {
        let n = self.names;
        self.names += 1;
        let first = VOORNAMEN[n % VOORNAMEN.len()];
        let last = ACHTERNAMEN[(n / VOORNAMEN.len() + n) % ACHTERNAMEN.len()];
        format!("{first} {last}")
    }

    fn fill_seats(&self, app: &App, frame: &Arc<Frame>) -> Result<()> {
        let gemeente = frame.id;
        let kinds: BTreeMap<String, String> = frame
            .organisaties
            .iter()
            .map(|org| (org.id.to_string(), org.soort.clone()))
            .collect();
        for orgaan in &frame.organen {
            let (id, today) = (orgaan.id, self.from);
            let zetels = app
                .db()
                .read_blocking(move |tx| list_zetels(tx, gemeente, id, today))?;
            let Some(shape) = frame
                .inrichting
                .organen
                .iter()
                .find(|kind| key_of(&kind.soort) == orgaan.soort)
            else {
                continue;
            };
            for zetel in zetels {
                let Some(seat) = shape
                    .zetels
                    .iter()
                    .find(|seat| seat.sleutel == zetel.sleutel)
                else {
                    continue;
                };
                let wanted_kind = seat.organisatie_soort.as_ref().map(key_of);
                let found = self.alle.iter().find(|person| {
                    let here = person.orgaan == Some(orgaan.id)
                        || person.orgaan.is_none()
                        || seat.rol.is_some();
                    let rol_fits = seat.rol.as_ref().is_none_or(|rol| *rol == person.rol);
                    let kind = person
                        .organisatie
                        .and_then(|org| kinds.get(&org.to_string()));
                    let kind_fits = wanted_kind
                        .as_ref()
                        .is_none_or(|wanted| kind == Some(wanted));
                    let area_fits = person.orgaan.is_none_or(|other| {
                        frame.orgaan(other).is_some_and(|other| {
                            frame
                                .wijken_of(other)
                                .iter()
                                .any(|gebied| frame.wijken_of(orgaan).contains(gebied))
                        })
                    });
                    here && rol_fits
                        && kind_fits
                        && area_fits
                        && (seat.rol.is_some() || wanted_kind.is_some())
                });
                if let Some(person) = found {
                    let (team, zetel, account): (OrgaanId, ZetelId, AccountId) =
                        (orgaan.id, zetel.id, person.account);
                    app.write_blocking(frame, &Actor::Command, move |ctx| {
                        organisaties::actions::seat(ctx, team, zetel, Some(account), None)
                    })?;
                }
            }
        }
        Ok(())
    }

    /// Somebody with this role, for this orgaan if there is one.
    pub fn find(&self, rol: &str, orgaan: Option<OrgaanId>) -> Option<&Persoon> {
        self.alle
            .iter()
            .find(|person| person.rol == rol && (orgaan.is_none() || person.orgaan == orgaan))
    }

    /// Everybody of an orgaan with this role.
    pub fn all(&self, rol: &str, orgaan: OrgaanId) -> Vec<&Persoon> {
        self.alle
            .iter()
            .filter(|person| person.rol == rol && person.orgaan == Some(orgaan))
            .collect()
    }
}

fn in_use(frame: &Frame, rol: &str) -> bool {
    frame
        .inrichting
        .rol(rol)
        .is_some_and(|found| found.in_gebruik)
}

/// Whether meldingen land with this team.
pub fn is_intake(frame: &Frame, orgaan: &Orgaan) -> bool {
    frame.wijken().any(|wijk| {
        frame
            .intake_team(wijk.id)
            .is_some_and(|team| team.id == orgaan.id)
    })
}

/// Whether this team makes a werkplan.
pub fn is_planning(frame: &Frame, orgaan: &Orgaan) -> bool {
    frame.wijken().any(|wijk| {
        frame
            .inrichting
            .planning_team_of(&wijk.sleutel)
            .is_some_and(|team| team.sleutel == orgaan.sleutel)
    })
}
