//! `GET /api/v1/gemeenten/{gemeente}/gebieden?lat=…&lon=…`: which wijk, which team, who to ask.

use serde::Serialize;

use super::Coordinaat;
use crate::error::{Error, Result};
use crate::handler;
use crate::http::{Guard, Kind, Req, Response, Route, json};
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
        .sample("lat={lat}&lon={lon}"),
    ]
}

/// What lies at a place.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Gebiedsantwoord {
    cbs_wijk: Option<CbsWijk>,
    wijken: Vec<Wijk>,
    team: Option<Team>,
    contacten: Vec<Contact>,
}

#[derive(Serialize)]
struct CbsWijk {
    code: String,
    jaar: i64,
    naam: String,
}

#[derive(Serialize)]
struct Wijk {
    sleutel: String,
    naam: String,
}

#[derive(Serialize)]
struct Team {
    sleutel: String,
    naam: String,
    soort: String,
    status: String,
}

#[derive(Serialize)]
struct Contact {
    rol: String,
    naam: String,
}

async fn find(req: Req) -> Result<Response> {
    let slug = req.param("gemeente").to_owned();
    if req.frame.slug != slug {
        return Err(Error::NotFound("gemeente"));
    }
    let place = Coordinaat::parse(req.query.text("lat"), req.query.text("lon"))
        .map_err(|_| Error::field("lat", "fout-coordinaat"))?;
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
    let team = found
        .first()
        .and_then(|gebied| frame.intake_team(gebied.id));
    let contacten = match (team, found.first()) {
        (Some(_), Some(gebied)) => {
            let gebied = gebied.id;
            req.read(move |tx, view| crate::kader::accounts::contacts_for(tx, view, gebied))
                .await?
        }
        _ => Vec::new(),
    };
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

fn team_json(team: &Orgaan) -> Team {
    Team {
        sleutel: team.sleutel.clone(),
        naam: team.naam.clone(),
        soort: team.soort.clone(),
        status: team.status.clone(),
    }
}
