//! `wijkwerk user invite`: the first people, before anybody can sign in to invite others.

use serde::{Deserialize, Serialize};

use super::args::InviteArgs;
use super::change::{Change, find_frame};
use super::door::Door;
use super::failure::{Result, explain};
use super::ground::Ground;
use crate::access::Actor;
use crate::app::App;
use crate::frame::Frame;
use crate::kader::accounts::actions::{
    Appointment, Invitation, appoint_and_tell, invite as invite_account,
};

/// Who is wanted, as it travels.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Wanted {
    pub(super) gemeente: String,
    pub(super) naam: String,
    pub(super) email: String,
    pub(super) rol: Option<String>,
    pub(super) voor: Option<String>,
    pub(super) organisatie: Option<String>,
}

pub(super) fn invite(ground: &Ground, args: InviteArgs) -> Result<()> {
    Door::open(ground)?.perform_and_say(Change::Invite(Wanted {
        gemeente: args.gemeente,
        naam: args.naam,
        email: args.email,
        rol: args.rol,
        voor: args.voor,
        organisatie: args.organisatie,
    }))
}

pub(super) fn perform(app: &App, wanted: Wanted) -> std::result::Result<String, String> {
    let frame = find_frame(app, &wanted.gemeente)?;
    let organisatie = match &wanted.organisatie {
        None => None,
        Some(key) => Some(
            frame
                .organisatie_by_key(key)
                .map(|found| found.id)
                .ok_or_else(|| {
                    let keys: Vec<&str> = frame
                        .organisaties
                        .iter()
                        .map(|found| found.sleutel.as_str())
                        .collect();
                    format!("er is geen organisatie {key}; wel: {}", keys.join(", "))
                })?,
        ),
    };
    let scope = scope_of(&frame, wanted.voor.as_deref())?;
    if let Some(rol) = &wanted.rol
        && frame.inrichting.rol(rol).is_none()
    {
        let keys: Vec<&str> = frame.inrichting.rollen.keys().map(String::as_str).collect();
        return Err(format!("er is geen rol {rol}; wel: {}", keys.join(", ")));
    }
    let (invitation, rol) = (
        Invitation {
            naam: wanted.naam,
            email: wanted.email,
            organisatie,
            shows_name: false,
            photo: None,
        },
        wanted.rol,
    );
    let today = frame.today(app.clock().now());
    app.write_blocking(&frame, &Actor::Command, move |ctx| {
        let account = invite_account(ctx, &invitation)?;
        if let Some(rol) = &rol {
            appoint_and_tell(
                ctx,
                &Appointment {
                    account,
                    rol: rol.clone(),
                    scope_kind: scope.0,
                    scope_id: scope.1,
                    organisatie,
                    deputy_of: None,
                    from: today,
                    until: None,
                },
            )?;
        }
        Ok(())
    })
    .map_err(|error| explain(&frame, &error))?;
    Ok(format!(
        "het account is er; inloggen kan op {}/{}",
        app.config().base_url,
        frame.slug
    ))
}

fn scope_of(
    frame: &Frame,
    key: Option<&str>,
) -> std::result::Result<(&'static str, Option<uuid::Uuid>), String> {
    let Some(key) = key else {
        return Ok(("gemeente", None));
    };
    if let Some(orgaan) = frame.organen.iter().find(|orgaan| orgaan.sleutel == key) {
        return Ok(("orgaan", Some(orgaan.id.0)));
    }
    if let Some(gebied) = frame.gebied_by_key(key) {
        return Ok(("gebied", Some(gebied.id.0)));
    }
    if let Some(organisatie) = frame.organisatie_by_key(key) {
        return Ok(("organisatie", Some(organisatie.id.0)));
    }
    Err(format!("er is geen gebied, orgaan of organisatie {key}"))
}
