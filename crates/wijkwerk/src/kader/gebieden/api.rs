//! `GET /api/v1/gemeenten/{gemeente}/gebieden?lat=…&lon=…`: which wijk, which team, who to ask.

use schemars::JsonSchema;
use serde::Serialize;

use super::{Coordinaat, Gebied};
use crate::error::{Error, Result};
use crate::frame::Frame;
use crate::handler;
use crate::http::{Guard, Kind, Operation, Parameter, Req, Response, Route, json};
use crate::kader::accounts;
use crate::kader::organisaties::Orgaan;

/// The routes of this slice.
pub fn routes() -> Vec<Route> {
    vec![
        Route::get(
            "gebieden.api",
            "/api/v1/gemeenten/{gemeente}/gebieden",
            Guard::Public,
            Kind::Api,
            handler!(find),
        )
        .sample("lat={lat}&lon={lon}")
        .describes(&FIND),
    ]
}

const FIND: Operation = Operation {
    summary: "Welk gebied bij een plek hoort",
    about: "Geeft bij een plek de wijk van het CBS, de eigen wijken van de gemeente die het kunnen zijn, het team en wie \
            er te bereiken is. Water heeft geen team, en een plek waarvan de wijken die het kunnen zijn onder meer dan één \
            team vallen ook niet. Buiten de gemeente is alles leeg.",
    query: &[
        Parameter {
            name: "lat",
            about: "De breedtegraad (WGS 84), met een punt.",
            kind: "number",
            is_required: true,
            example: "52.4600",
        },
        Parameter {
            name: "lon",
            about: "De lengtegraad (WGS 84), met een punt.",
            kind: "number",
            is_required: true,
            example: "4.6100",
        },
    ],
    answer: |schemas| schemas.subschema_for::<Gebiedsantwoord>(),
};

/// Wat er op een plek ligt.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Gebiedsantwoord {
    /// De wijk van het CBS.
    cbs_wijk: Option<CbsWijk>,
    /// De wijken van de gemeente die het kunnen zijn; meestal één.
    wijken: Vec<Wijk>,
    /// Het team waar een melding van deze plek terechtkomt, als dat voor elk van de wijken hetzelfde is.
    team: Option<Team>,
    /// Wie er voor deze plek te bereiken is.
    contacten: Vec<Contact>,
}

/// Een wijk van het CBS.
#[derive(Serialize, JsonSchema)]
struct CbsWijk {
    /// De code, zoals WK000100.
    code: String,
    /// Het jaar van de indeling.
    jaar: i64,
    /// De naam.
    naam: String,
}

/// Een wijk van de gemeente.
#[derive(Serialize, JsonSchema)]
pub struct Wijk {
    /// De vaste sleutel.
    pub sleutel: String,
    /// De naam.
    pub naam: String,
}

/// Een team.
#[derive(Serialize, JsonSchema)]
struct Team {
    /// De vaste sleutel.
    sleutel: String,
    /// De naam.
    naam: String,
    /// De soort.
    soort: String,
    /// Of de verdeling is voorgesteld (`proposed`) of besloten (`decided`).
    status: String,
}

/// Wie er te bereiken is.
#[derive(Serialize, JsonSchema)]
struct Contact {
    /// De rol.
    rol: String,
    /// De naam, als die persoon dat goed vindt; anders voorletters.
    naam: String,
}

async fn find(req: Req) -> Result<Response> {
    let slug = req.param("gemeente").to_owned();
    if req.frame.slug != slug {
        return Err(Error::NotFound("gemeente"));
    }
    let place = Coordinaat::parse(req.query.text("lat"), req.query.text("lon"))
        .map_err(|fault| Error::field(fault.parameter(), fault.key()))?;
    let frame = &req.frame;
    let Some(plek) = frame.plaatsen.lookup(place) else {
        return json(&Gebiedsantwoord {
            cbs_wijk: None,
            wijken: Vec::new(),
            team: None,
            contacten: Vec::new(),
        });
    };
    let found: Vec<_> = plek
        .wijken
        .iter()
        .filter_map(|key| frame.gebied_by_key(key))
        .collect();
    let team = common_team(frame, &found);
    let mut contacten: Vec<accounts::Contact> = Vec::new();
    if !found.is_empty() {
        let all = req
            .read(|tx, view| accounts::list_contact_reaches(tx, &view.frame, view.today()))
            .await?;
        for gebied in &found {
            for contact in accounts::contacts_in(&req.view, &all, gebied.id) {
                let is_new = contacten.iter().all(|known| {
                    (known.account, &known.rol_sleutel) != (contact.account, &contact.rol_sleutel)
                });
                if is_new {
                    contacten.push(contact);
                }
            }
        }
    }
    json(&Gebiedsantwoord {
        cbs_wijk: plek
            .cbs
            .map(|(code, jaar, naam)| CbsWijk { code, jaar, naam }),
        wijken: found
            .iter()
            .map(|gebied| Wijk {
                sleutel: gebied.sleutel.clone(),
                naam: gebied.naam.clone(),
            })
            .collect(),
        team: team.map(team_json),
        contacten: contacten
            .into_iter()
            .map(|contact| Contact {
                rol: contact.rol,
                naam: contact.naam,
            })
            .collect(),
    })
}

/// The team of every one of these; none where that depends on which of them it is.
fn common_team<'a>(frame: &'a Frame, wijken: &[&Gebied]) -> Option<&'a Orgaan> {
    let mut teams = wijken.iter().map(|gebied| frame.intake_team(gebied.id));
    let first = teams.next()??;
    teams
        .all(|team| team.is_some_and(|team| team.id == first.id))
        .then_some(first)
}

fn team_json(team: &Orgaan) -> Team {
    Team {
        sleutel: team.sleutel.clone(),
        naam: team.naam.clone(),
        soort: team.soort.clone(),
        status: team.status.clone(),
    }
}
