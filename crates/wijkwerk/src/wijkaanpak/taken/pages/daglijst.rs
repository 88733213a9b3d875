//! The day list: my places in order, each with its photo, one line and one big button.

use askama::Template;

use super::Card;
use crate::access::Permission;
use crate::error::Result;
use crate::handler;
use crate::http::{Guard, Kind, Place, Req, Response, Route};
use crate::layout::{self, C};
use crate::wijkaanpak::taken::list_for;

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get(
            "taken.daglijst",
            "/{gemeente}/taken",
            Guard::May(Permission::TaakExecute),
            Kind::Page,
            handler!(show),
        )
        .at(Place::Gebied),
    ]
}

#[derive(Template)]
#[template(path = "wijkaanpak/taken/templates/daglijst.html")]
struct Page {
    c: C,
    cards: Vec<Card>,
    versie: i64,
    done: bool,
    /// A task was just put off.
    later: bool,
}

async fn show(req: Req) -> Result<Response> {
    let account = req.actor.require_account()?.id;
    let (tasks, versie) = req
        .read(move |tx, view| {
            Ok((
                list_for(tx, view.frame.id, account)?,
                super::current(tx, view)?,
            ))
        })
        .await?;
    let c = C::of(&req.view);
    layout::page(&Page {
        cards: tasks.iter().map(|taak| Card::of(&c, taak)).collect(),
        done: req.query.ticked("gedaan"),
        later: req.query.ticked("later"),
        versie,
        c,
    })
}
