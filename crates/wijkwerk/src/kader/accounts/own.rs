//! One's own account: roles, consent, language, who looked.

use askama::Template;
use jiff::civil::Date;

use super::actions::{self, OwnSettings};
use super::gegevens::{Face, OwnDetails, keep_own_details};
use super::leeslog::{self, LeesRow};
use super::store::{self, AccountRow, RolvervullingRow};
use crate::error::{Error, Result};
use crate::handler;
use crate::http::{Guard, Kind, Req, Response, Route, redirect};
use crate::ids::{GebiedId, OrgaanId, OrganisatieId};
use crate::kader::bestanden;
use crate::layout::{self, C, Faults};

/// One photo and the rest of the form.
const PHOTO_BODY: usize = 16 << 20;

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get(
            "account",
            "/{gemeente}/account",
            Guard::SignedIn,
            Kind::Page,
            handler!(show),
        ),
        Route::post(
            "account.bewaar",
            "/{gemeente}/account",
            Guard::SignedIn,
            handler!(keep),
        )
        .sample("toont_naam=ja&taal=nl"),
        Route::post(
            "account.gegevens",
            "/{gemeente}/account/gegevens",
            Guard::SignedIn,
            handler!(keep_details),
        )
        .sample("telefoon=06+12345678")
        .body(PHOTO_BODY),
    ]
}

/// A role as its holder sees it.
struct OwnRole {
    rol: String,
    beslist: String,
    waar: String,
    /// Whom this person stands in for.
    vervangt: Option<String>,
    tot: Option<Date>,
}

#[derive(Template)]
#[template(path = "kader/accounts/templates/account.html")]
struct AccountPage {
    c: C,
    me: AccountRow,
    roles: Vec<OwnRole>,
    reads: Vec<LeesRow>,
    saved: bool,
    faults: Faults,
    /// As it was typed, or as it is kept.
    telefoon: String,
}

impl AccountPage {
    fn is_own(&self, read: &LeesRow) -> bool {
        read.actor == Some(self.me.id.0)
    }
}

/// Where a role reaches, in words.
pub fn where_words(c: &C, row: &RolvervullingRow) -> String {
    match (row.scope_kind.as_str(), row.scope_id) {
        ("gebied", Some(id)) => c.gebied(GebiedId(id)),
        ("orgaan", Some(id)) => c
            .view
            .frame
            .orgaan(OrgaanId(id))
            .map_or_else(String::new, |orgaan| orgaan.naam.clone()),
        ("organisatie", Some(id)) => c.organisatie(OrganisatieId(id)),
        ("locatie", _) => row
            .locatie
            .as_ref()
            .map_or_else(String::new, |found| found.naam.clone()),
        _ => c.gemeente().to_owned(),
    }
}

async fn show(req: Req) -> Result<Response> {
    layout::page(&account_page(&req, Faults::default()).await?)
}

async fn account_page(req: &Req, faults: Faults) -> Result<AccountPage> {
    let id = req.actor.require_account()?.id;
    let (me, rows, reads) = req
        .read(move |tx, view| {
            let me = store::find_account(tx, view.frame.id, id)?.ok_or(Error::SignIn)?;
            let mut rows = Vec::new();
            for row in store::list_rolvervullingen(tx, view.frame.id, Some(id), view.today())? {
                let other = match row.deputy_of {
                    Some(other) => store::find_account(tx, view.frame.id, other)?,
                    None => None,
                };
                rows.push((row, other.map(|person| person.naam)));
            }
            let reads = leeslog::list_own_reads(tx, view.frame.id, id)?;
            Ok((me, rows, reads))
        })
        .await?;
    let c = C::of(&req.view);
    let roles = rows
        .into_iter()
        .map(|(row, other)| own_role(&c, &row, other))
        .collect();
    let telefoon = if faults.any() {
        req.form.text("telefoon").to_owned()
    } else {
        me.telefoon.clone().unwrap_or_default()
    };
    Ok(AccountPage {
        c,
        me,
        roles,
        reads,
        saved: req.query.ticked("bewaard"),
        faults,
        telefoon,
    })
}

fn own_role(c: &C, row: &RolvervullingRow, vervangt: Option<String>) -> OwnRole {
    let rol = c.view.frame.inrichting.rol(&row.rol);
    OwnRole {
        rol: c.role(&row.rol),
        beslist: rol.map_or_else(String::new, |rol| {
            crate::frame::pick(c.view.lang, &rol.beslist)
        }),
        waar: where_words(c, row),
        vervangt,
        tot: row.valid_to,
    }
}

async fn keep(req: Req) -> Result<Response> {
    let wanted = OwnSettings {
        shows_name: req.form.ticked("toont_naam"),
        taal: req.form.text("taal").to_owned(),
    };
    let taal = wanted.taal.clone();
    req.do_once(move |ctx| actions::keep_own_settings(ctx, &wanted))
        .await?;
    let path = format!("/account?bewaard=ja&taal={taal}");
    Ok(redirect(&layout::url(&req.view, &path)))
}

async fn keep_details(req: Req) -> Result<Response> {
    match details_kept(&req).await {
        Ok(()) => Ok(redirect(&layout::url(&req.view, "/account?bewaard=ja"))),
        Err(error) => {
            let page = account_page(&req, Faults::of(error)?).await?;
            layout::page_with(400, &page)
        }
    }
}

async fn details_kept(req: &Req) -> Result<()> {
    let face = match bestanden::keep_face(req, "foto").await? {
        Some(photo) => Face::Replace(photo),
        None if req.form.ticked("zonder_foto") => Face::Remove,
        None => Face::Keep,
    };
    let wanted = OwnDetails {
        telefoon: req.form.text("telefoon").to_owned(),
        face,
    };
    wanted.check()?;
    let id = req.actor.require_account()?.id;
    let me = req
        .read(move |tx, view| store::find_account(tx, view.frame.id, id))
        .await?;
    let face = me.and_then(|me| me.photo);
    if let Some(face) = face.filter(|face| wanted.takes_away(face)) {
        let gemeente = req.frame.id;
        req.app
            .run_blocking(move |app| app.note_erased_face(gemeente, id, &face))
            .await?;
    }
    let gone = req
        .once(move |ctx| Ok(keep_own_details(ctx, &wanted)?.unwrap_or_default()))
        .await?;
    if gone.is_empty() {
        return Ok(());
    }
    req.app
        .run_blocking(move |app| app.remove_file(&gone))
        .await
}
