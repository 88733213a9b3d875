//! What waits for whoever looks after the system.

use askama::Template;
use jiff::ToSpan;

use super::{Tab, store, tabs};
use crate::access::Permission;
use crate::error::Result;
use crate::handler;
use crate::http::{Guard, Kind, Req, Response, Route};
use crate::layout::{self, C};

pub(super) fn routes() -> Vec<Route> {
    vec![Route::get(
        "beheer",
        "/{gemeente}/beheer",
        Guard::May(Permission::InrichtingRead),
        Kind::Page,
        handler!(show),
    )]
}

struct Waiting {
    text: String,
    url: String,
}

#[derive(Template)]
#[template(path = "kader/beheer/templates/overzicht.html")]
struct OverviewPage {
    c: C,
    tabs: Vec<Tab>,
    waiting: Vec<Waiting>,
}

async fn show(req: Req) -> Result<Response> {
    let (vacant, ending) = req
        .read(|tx, view| {
            let today = view.today();
            let until = today.saturating_add(30.days());
            let vacant = store::count_vacant(tx, view.frame.id, today)?;
            let ending = store::count_ending(tx, view.frame.id, today, until)?;
            Ok((vacant, ending))
        })
        .await?;
    let c = C::of(&req.view);
    let inrichting = &req.frame.inrichting;
    let count = |found: usize| i64::try_from(found).unwrap_or(i64::MAX);
    let counted = [
        (
            "beheer-wacht-rollen",
            "/beheer/mensen",
            ending,
            Permission::AccountManage,
        ),
        (
            "beheer-wacht-zetels",
            "/beheer/teams",
            vacant,
            Permission::InrichtingRead,
        ),
        (
            "beheer-wacht-besluiten",
            "/beheer/inrichting",
            count(inrichting.open_besluiten().len()),
            Permission::InrichtingRead,
        ),
        (
            "beheer-wacht-aannames",
            "/beheer/inrichting",
            count(inrichting.aannames().len()),
            Permission::InrichtingRead,
        ),
        (
            "beheer-wacht-kaart",
            "/beheer/gebieden",
            i64::from(!req.frame.plaatsen.is_imported()),
            Permission::GebiedManage,
        ),
    ];
    let waiting = counted
        .iter()
        .filter(|(_, _, count, permission)| *count > 0 && c.may(*permission))
        .map(|(key, path, count, _)| Waiting {
            text: c.t1(key, "aantal", *count),
            url: c.url(path),
        })
        .collect();
    layout::page(&OverviewPage {
        tabs: tabs(&c),
        c,
        waiting,
    })
}
