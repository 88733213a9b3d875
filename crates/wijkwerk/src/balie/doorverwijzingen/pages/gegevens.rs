//! Who was referred, shown on asking after the reading was logged; and the slip that goes along on paper.

use askama::Template;

use super::regel::Regel;
use super::waarheen;
use crate::access::Permission;
use crate::app::Purpose;
use crate::balie::doorverwijzingen::actions::{self, Inzage};
use crate::balie::doorverwijzingen::model::Doorverwezene;
use crate::balie::doorverwijzingen::store;
use crate::balie::kennisbank::Plek;
use crate::error::{Error, Result};
use crate::handler;
use crate::http::{Guard, Place, Req, Response, Route};
use crate::ids::DoorverwijzingId;
use crate::layout::{self, C};

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::post(
            "doorverwijzingen.gegevens",
            "/{gemeente}/doorverwijzingen/{doorverwijzing}/gegevens",
            Guard::Any(&[
                Permission::DoorverwijzingRead,
                Permission::DoorverwijzingReceive,
                Permission::DoorverwijzingRegie,
            ]),
            handler!(show),
        )
        .at(Place::GebiedOrOrganisatie),
        Route::post(
            "doorverwijzingen.briefje",
            "/{gemeente}/doorverwijzingen/{doorverwijzing}/briefje",
            Guard::Any(&[
                Permission::DoorverwijzingSend,
                Permission::DoorverwijzingRegie,
            ]),
            handler!(slip),
        )
        .at(Place::Gebied),
    ]
}

#[derive(Template)]
#[template(path = "balie/doorverwijzingen/templates/gegevens.html")]
struct Page {
    c: C,
    regel: Regel,
    persoon: Option<Doorverwezene>,
}

async fn show(req: Req) -> Result<Response> {
    let id: DoorverwijzingId = req.id("doorverwijzing")?;
    let gemeente = req.frame.id;
    let one = req.read(move |tx, _| store::get(tx, gemeente, id)).await?;
    if !actions::may_see(&req.actor, &one) {
        return Err(Error::NotFound("doorverwijzing"));
    }
    if actions::insight(&req.actor, &one) != Inzage::Person {
        return Err(Error::Forbidden(Permission::DoorverwijzingRead.key()));
    }
    let keten = one.keten;
    let persoon = req
        .app
        .read_personal(
            &req.frame,
            &req.actor,
            Purpose::Refer,
            ("doorverwijzing", id.0),
            move |tx| store::find_person(tx, gemeente, keten),
        )
        .await?;
    let c = C::of(&req.view);
    layout::page(&Page {
        regel: Regel::of(&c, one),
        persoon,
        c,
    })
}

#[derive(Template)]
#[template(path = "balie/doorverwijzingen/templates/briefje.html")]
struct Slip {
    c: C,
    regel: Regel,
    address: String,
    plek: Option<Plek>,
}

/// A fresh link every time: none is kept, so none can be shown again.
pub(super) async fn slip(req: Req) -> Result<Response> {
    let id: DoorverwijzingId = req.id("doorverwijzing")?;
    let token = req.app.token();
    let kept = token.clone();
    let one = req
        .write(move |ctx| actions::make_slip(ctx, id, &kept))
        .await?;
    let (c, sent) = (C::of(&req.view), one.clone());
    let plek = req
        .read(move |tx, _| waarheen::place_of(tx, &c, &sent))
        .await?;
    let c = C::of(&req.view);
    layout::page(&Slip {
        regel: Regel::of(&c, one),
        address: format!("{}/l/{token}", req.app.config().base_url),
        plek,
        c,
    })
}
