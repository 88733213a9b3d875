//! The page of a thread, for staff and for everybody.

use askama::Template;
use uuid::Uuid;

use super::beeld::DraadBeeld;
use super::model::Soort;
use super::{intern, public_thread_of, thread_of};
use crate::access::{Here, Permission};
use crate::error::{Error, Result};
use crate::handler;
use crate::http::{Guard, Kind, Place, Req, Response, Route};
use crate::ids::GebiedId;
use crate::layout::{self, C};

/// Who reads what a thread is about, reads the thread.
const fn reader(soort: Soort) -> Permission {
    match soort {
        Soort::Melding => Permission::MeldingRead,
        Soort::Aandachtsgebied | Soort::Afspraak | Soort::Resultaat => {
            Permission::AandachtsgebiedRead
        }
    }
}

macro_rules! thread_routes {
    ($($soort:ident $word:literal $staff:ident $public:ident),+ $(,)?) => {
        pub(super) fn routes() -> Vec<Route> {
            vec![$(
                Route::get(
                    concat!("draad.", $word),
                    concat!("/{gemeente}/draad/", $word, "/{", $word, "}"),
                    Guard::May(reader(Soort::$soort)),
                    Kind::Page,
                    handler!($staff),
                )
                .at(Place::Gebied),
                Route::get(
                    concat!("draad.openbaar.", $word),
                    concat!("/{gemeente}/draad-openbaar/", $word, "/{", $word, "}"),
                    Guard::Public,
                    Kind::PublicPage,
                    handler!($public),
                ),
            )+]
        }
        $(
            async fn $staff(req: Req) -> Result<Response> {
                let id = req.id($word)?;
                staff(req, Soort::$soort, id).await
            }
            async fn $public(req: Req) -> Result<Response> {
                let id = req.id($word)?;
                public(req, Soort::$soort, id).await
            }
        )+
    };
}
thread_routes![
    Melding "melding" melding melding_public,
    Aandachtsgebied "aandachtsgebied" aandachtsgebied aandachtsgebied_public,
    Afspraak "afspraak" afspraak afspraak_public,
    Resultaat "resultaat" resultaat resultaat_public,
];

#[derive(Template)]
#[template(path = "publiek/templates/draad_intern.html")]
struct StaffPage {
    beeld: DraadBeeld,
    openbaar: Option<String>,
    c: C,
}

#[derive(Template)]
#[template(path = "publiek/templates/draad_openbaar.html")]
struct PublicPage {
    beeld: DraadBeeld,
    kruimels: Vec<(String, String)>,
    c: C,
}

async fn staff(req: Req, soort: Soort, id: Uuid) -> Result<Response> {
    let (draad, has_public) = req
        .read(move |tx, view| {
            let places = intern::places_of(tx, view.frame.id, soort, id)?;
            let may_see = |place: &GebiedId| view.actor.may(reader(soort), &Here::gebied(*place));
            if !places.iter().any(may_see) {
                return Err(Error::NotFound("draad"));
            }
            let mut draad = thread_of(tx, &view.frame, view.lang, soort, id)?;
            for knoop in &mut draad.knopen {
                knoop.pad = knoop.pad.take().filter(|pad| may_open(view, pad, &places));
            }
            let has_public = match public_thread_of(tx, &view.frame, view.lang, soort, id) {
                Ok(_) => true,
                Err(Error::NotFound(_)) => false,
                Err(error) => return Err(error),
            };
            Ok((draad, has_public))
        })
        .await?;
    let c = C::of(&req.view);
    layout::page(&StaffPage {
        beeld: DraadBeeld::of(&c, &draad, false),
        openbaar: has_public.then(|| super::public_url_of(&req.view, soort, id)),
        c,
    })
}

/// Whether the page behind a knot is one for whoever looks: no link leads to a closed door.
fn may_open(view: &crate::http::View, pad: &str, places: &[GebiedId]) -> bool {
    let needed: &[Permission] = match pad.split('/').nth(1) {
        Some("taken") => &[Permission::TaakExecute, Permission::TaakAssign],
        Some("meldingen") => &[Permission::MeldingRead],
        Some("aandachtsgebieden" | "afspraken") => &[Permission::AandachtsgebiedRead],
        _ => return true,
    };
    places
        .iter()
        .flat_map(|place| needed.iter().map(|one| (*one, Here::gebied(*place))))
        .any(|(permission, here)| view.actor.may(permission, &here))
}

async fn public(req: Req, soort: Soort, id: Uuid) -> Result<Response> {
    let draad = req
        .read(move |tx, view| public_thread_of(tx, &view.frame, view.lang, soort, id))
        .await?;
    let c = C::of(&req.view);
    layout::page(&PublicPage {
        kruimels: draad
            .gebieden
            .iter()
            .filter_map(|gebied| c.view.frame.gebied(*gebied))
            .map(|wijk| {
                let url = c.url(&format!("/wijken/{}", wijk.sleutel));
                (wijk.naam.clone(), url)
            })
            .collect(),
        beeld: DraadBeeld::of(&c, &draad, true),
        c,
    })
}
