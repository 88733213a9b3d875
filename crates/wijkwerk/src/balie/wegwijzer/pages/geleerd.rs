//! What the wegwijzer learned at the desks, for everybody who must be able to undo it.

use askama::Template;

use crate::balie::wegwijzer::actions;
use crate::balie::wegwijzer::store::{self, Keuze};
use crate::error::Result;
use crate::http::{Req, Response, in_query, redirect};
use crate::ids::WegwijzerkeuzeId;
use crate::layout::{C, page, url};

/// Choices on a page.
const PAGE: usize = 50;
/// Letters that are looked for.
const LONGEST: usize = 60;

#[derive(Template)]
#[template(path = "balie/wegwijzer/templates/geleerd.html")]
struct GeleerdPage {
    c: C,
    q: String,
    keuzes: Vec<Keuze>,
    first: Option<String>,
    next: Option<String>,
}

/// The choices that count, newest first, a page at a time; those with a word where one is asked.
pub(super) async fn show(req: Req) -> Result<Response> {
    let q: String = req.query.text("q").chars().take(LONGEST).collect();
    let after: Option<WegwijzerkeuzeId> = req.query.parsed("na");
    let woord = q.clone();
    let mut keuzes = req
        .read(move |tx, view| {
            let most = i64::try_from(PAGE + 1).unwrap_or(51);
            store::list_keuzes(tx, view.frame.id, &woord, after, most)
        })
        .await?;
    let more = keuzes.len() > PAGE;
    keuzes.truncate(PAGE);
    let c = C::of(&req.view);
    let base = format!("{}?q={}", c.url("/balie/geleerd"), in_query(&q));
    let last = keuzes.last().filter(|_| more);
    page(&GeleerdPage {
        next: last.map(|keuze| format!("{base}&na={}", keuze.id)),
        first: after.map(|_| base),
        c,
        q,
        keuzes,
    })
}

/// Takes one back.
pub(super) async fn take_back(req: Req) -> Result<Response> {
    let id: WegwijzerkeuzeId = req.id("keuze")?;
    req.do_once(move |ctx| actions::take_back(ctx, id)).await?;
    Ok(redirect(&url(&req.view, "/balie/geleerd")))
}
