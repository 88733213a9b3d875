//! What everybody may read: the list, per wijk if wanted, and each stuk.

use askama::Template;

use super::{Keuze, hidden_sentence, keuze, paragraphs, size};
use crate::error::{Error, Result};
use crate::handler;
use crate::http::{Guard, Kind, Req, Response, Route};
use crate::ids::StukId;
use crate::kader::stukken::publiek::{Openbaar, Publiek, find_openbaar, hidden, list_openbaar};
use crate::layout::{self, C};

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get(
            "stukken",
            "/{gemeente}/stukken",
            Guard::Public,
            Kind::PublicPage,
            handler!(list),
        )
        .query(&["wijk"]),
        Route::get(
            "stukken.stuk",
            "/{gemeente}/stukken/{stuk}",
            Guard::Public,
            Kind::PublicPage,
            handler!(show),
        ),
    ]
}

/// A stuk as one line of a list.
struct Regel {
    titel: String,
    url: String,
    onder: String,
    is_withdrawn: bool,
}

fn line(c: &C, one: &Openbaar) -> Option<Regel> {
    let (titel, is_withdrawn) = match &one.face {
        Publiek::Open { titel, .. } => (titel, false),
        Publiek::Withdrawn { titel, .. } => (titel, true),
        Publiek::Restricted { .. } => return None,
    };
    Some(Regel {
        titel: titel.clone(),
        url: c.url(&format!("/stukken/{}", one.id)),
        onder: format!("{} · {}", c.day_plain(one.op), places(c, one)),
        is_withdrawn,
    })
}

/// The names of its wijken.
fn places(c: &C, one: &Openbaar) -> String {
    let keys = one.face.wijken().iter();
    let names: Vec<String> = keys
        .filter_map(|key| c.view.frame.gebied_by_key(key))
        .map(|gebied| gebied.naam.clone())
        .collect();
    c.list_and(&names)
}

#[derive(Template)]
#[template(path = "kader/stukken/templates/openbaar.html")]
struct ListPage {
    c: C,
    wijken: Vec<Keuze>,
    /// The name of the wijk that was asked for.
    wijk: Option<String>,
    regels: Vec<Regel>,
    verborgen: Vec<String>,
}

async fn list(req: Req) -> Result<Response> {
    let key = req.query.text("wijk").to_owned();
    let wijk = req.frame.wijken().find(|wijk| wijk.sleutel == key).cloned();
    let mut all = req
        .read(|tx, view| list_openbaar(tx, &view.frame, view.today()))
        .await?;
    if let Some(wijk) = &wijk {
        all.retain(|one| one.is_in(&wijk.sleutel));
    }
    let c = C::of(&req.view);
    let everything = keuze("", c.t("stukken-overal"), wijk.is_none());
    let choices = req.frame.wijken().map(|one| {
        let is_chosen = wijk.as_ref().is_some_and(|wijk| wijk.id == one.id);
        keuze(&one.sleutel, &one.naam, is_chosen)
    });
    layout::page(&ListPage {
        wijken: [everything].into_iter().chain(choices).collect(),
        regels: all.iter().filter_map(|one| line(&c, one)).collect(),
        verborgen: hidden(&all)
            .iter()
            .map(|one| hidden_sentence(&c, one))
            .collect(),
        wijk: wijk.map(|wijk| wijk.naam),
        c,
    })
}

#[derive(Template)]
#[template(path = "kader/stukken/templates/stuk.html")]
struct StukPage {
    c: C,
    titel: String,
    waarover: String,
    tekst: Vec<String>,
    /// Where the document is, and how large.
    document: Option<(String, String)>,
    /// Why it was taken back.
    reden: Option<String>,
    feiten: Vec<(String, String)>,
}

async fn show(req: Req) -> Result<Response> {
    let id: StukId = req.id("stuk")?;
    let found = req
        .read(move |tx, view| find_openbaar(tx, &view.frame, id, view.today()))
        .await?;
    let one = found.ok_or(Error::NotFound("stuk"))?;
    let c = C::of(&req.view);
    let wijken = places(&c, &one);
    match one.face {
        // That there is one stands in the list; which one is nobody's business yet.
        Publiek::Restricted { .. } => Err(Error::NotFound("stuk")),
        Publiek::Open {
            titel,
            waarover,
            tekst,
            hash,
            bytes,
            versie,
            sent_on,
            since,
            aan,
            ..
        } => {
            let mut feiten = vec![
                (c.t("stuk-aan"), c.list_and(&aan)),
                (c.t("stuk-over-wijk"), wijken),
                (c.t("stuk-verstuurd"), c.day_plain(sent_on)),
            ];
            if versie > 1 || since != sent_on {
                let said = c.t2("stuk-versie-van", "n", versie, "dag", c.day_plain(since));
                feiten.push((c.t("stuk-laatste"), said));
            }
            layout::page(&StukPage {
                document: hash.map(|hash| (c.file(&hash), size(&c, bytes))),
                tekst: paragraphs(&tekst),
                reden: None,
                titel,
                waarover,
                feiten,
                c,
            })
        }
        Publiek::Withdrawn {
            titel,
            reden,
            sent_on,
            withdrawn_on,
            aan,
            ..
        } => layout::page(&StukPage {
            feiten: vec![
                (c.t("stuk-aan"), c.list_and(&aan)),
                (c.t("stuk-over-wijk"), wijken),
                (c.t("stuk-verstuurd"), c.day_plain(sent_on)),
                (c.t("stuk-ingetrokken-op"), c.day_plain(withdrawn_on)),
            ],
            document: None,
            tekst: Vec::new(),
            waarover: String::new(),
            reden: Some(reden),
            titel,
            c,
        }),
    }
}
