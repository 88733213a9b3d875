//! The start of a shift: what changed, what must be known, what became of yesterday (L-37, L-32).

use std::collections::BTreeMap;

use askama::Template;
use jiff::Timestamp;
use kit::db::Queries;

use super::{Keuze, Punten, Tab, onderwerp, punten, tabs};
use crate::access::Permission;
use crate::balie::contacten::dienst::{
    ChangeList, Dienststart, Terugblik, changed_since, find_last, look_back, new_since, start, tick,
};
use crate::balie::contacten::instructies::{Instructie, list_instructies};
use crate::balie::contacten::scholing::{Geldigheid, last_passed, list_scholingen};
use crate::balie::infopunten::{Aantal, list_infopunten};
use crate::balie::kennisbank::{
    Freshness, Item, Velden, Versie, changed_lines, freshness, list_versies_at,
};
use crate::error::Result;
use crate::handler;
use crate::http::{Guard, Kind, Req, Response, Route, redirect};
use crate::ids::{GemeenteId, InfopuntId, KennisitemId};
use crate::layout::{self, C, Faults};

const ENTER: Guard = Guard::May(Permission::ContactEnter);

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get(
            "dienst",
            "/{gemeente}/balie/dienst",
            ENTER,
            Kind::Page,
            handler!(show),
        ),
        Route::post(
            "dienst.begin",
            "/{gemeente}/balie/dienst",
            ENTER,
            handler!(begin),
        )
        .sample("infopunt={infopunt}"),
        Route::post(
            "dienst.gelezen",
            "/{gemeente}/balie/dienst/gelezen",
            ENTER,
            handler!(read),
        )
        .sample("aanvraag="),
    ]
}

#[derive(Template)]
#[template(path = "balie/contacten/templates/dienst.html")]
struct Page {
    c: C,
    tabs: Vec<Tab>,
    faults: Faults,
    /// The shift that began, if it did today.
    begun: Option<Dienststart>,
    /// From when on what changed is new, and the moment of this page: what is on it is read with one tap.
    since: Timestamp,
    now: Timestamp,
    punt: String,
    changed: ChangeList,
    /// What those items say otherwise than they did then.
    anders: Vec<(KennisitemId, Vec<String>)>,
    instructies: Vec<Instructie>,
    back: Vec<(String, Terugblik)>,
    aantal: Aantal,
    punten: Vec<Keuze>,
    scholing: Vec<(String, Geldigheid)>,
}

impl Page {
    /// What an item says otherwise than it did at the shift before, a line for each field.
    fn anders(&self, item: &Item) -> Vec<String> {
        let found = self.anders.iter().find(|(id, _)| *id == item.id);
        found.map_or_else(Vec::new, |(_, lines)| lines.clone())
    }

    /// How fresh an item is, in words (INV-16).
    fn vers(&self, item: &Item) -> String {
        freshness(&self.c, Freshness::of(item, self.c.view.today()))
    }

    /// How many changes were read, once they were.
    fn ticked(&self) -> Option<i64> {
        let begun = self.begun.as_ref()?;
        begun.ticked_at.map(|_| begun.ticked)
    }
}

async fn show(req: Req) -> Result<Response> {
    layout::page(&page(&req, Faults::default()).await?)
}

async fn page(req: &Req, faults: Faults) -> Result<Page> {
    let Punten { all: punten, mine } = punten(req).await?;
    let mine = mine.map(|id| id.to_string());
    let punt = punten
        .iter()
        .find(|punt| Some(&punt.waarde) == mine.as_ref())
        .map(|punt| punt.naam.clone())
        .unwrap_or_default();
    let today = req.today();
    let now = req.now;
    let (begun, since, changed, before, instructies, back, aantal, scholing) = req
        .read(move |tx, view| {
            let gemeente = view.frame.id;
            let account = view.actor.require_account()?.id;
            let last = find_last(tx, gemeente, account)?;
            let begun = last
                .clone()
                .filter(|last| view.frame.today(last.at) == today);
            let (since, until) = match &begun {
                Some(begun) => (begun.since, begun.at),
                None => (new_since(last.as_ref(), now), now),
            };
            let changed = match &begun {
                Some(begun) if begun.ticked_at.is_some() => ChangeList::default(),
                _ => changed_since(tx, gemeente, since, until)?,
            };
            let before = said_before(tx, gemeente, &changed, since)?;
            let back = match last.and_then(|last| last.infopunt) {
                Some(punt) => look_back(tx, gemeente, punt, since, today, &view.frame.zone)?,
                None => Vec::new(),
            };
            let mut scholing = Vec::new();
            for module in list_scholingen(tx, gemeente)? {
                let op = last_passed(tx, gemeente, account, module.id)?.map(|(_, op)| op);
                let stand = Geldigheid::of(op, module.geldig_maanden, today);
                scholing.push((module.naam, stand));
            }
            let aantal = Aantal::of(&view.frame, &list_infopunten(tx, gemeente)?);
            let instructies = list_instructies(tx, gemeente, today)?;
            Ok((
                begun,
                since,
                changed,
                before,
                instructies,
                back,
                aantal,
                scholing,
            ))
        })
        .await?;
    let c = C::of(&req.view);
    Ok(Page {
        tabs: tabs(&c),
        begun,
        since,
        now,
        punt,
        anders: before
            .iter()
            .map(|(id, was, is)| (*id, changed_lines(&c, was, is)))
            .collect(),
        changed,
        instructies,
        back: back
            .into_iter()
            .map(|told| (onderwerp(&req.view, &told.onderwerp), told))
            .collect(),
        aantal,
        punten,
        scholing,
        faults,
        c,
    })
}

/// What these items said at a moment, and say now: of what was public then and is written anew since.
fn said_before(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    changed: &ChangeList,
    at: Timestamp,
) -> Result<Vec<(KennisitemId, Versie, Velden)>> {
    let asked: Vec<&Item> = changed
        .items
        .iter()
        .filter(|item| {
            let was_public = item.published_at.is_some_and(|since| since <= at);
            item.versie > 1 && was_public
        })
        .collect();
    let ids: Vec<KennisitemId> = asked.iter().map(|item| item.id).collect();
    let mut before: BTreeMap<KennisitemId, Versie> = list_versies_at(tx, gemeente, &ids, at)?
        .into_iter()
        .collect();
    Ok(asked
        .into_iter()
        .filter_map(|item| Some((item.id, before.remove(&item.id)?, item.velden())))
        .collect())
}

async fn begin(req: Req) -> Result<Response> {
    let infopunt: Option<InfopuntId> = req.form.parsed("infopunt");
    let read: Option<Timestamp> = req.form.parsed("gezien");
    let begun = req
        .do_once(move |ctx| start(ctx, infopunt, read).map(drop))
        .await;
    match begun {
        Ok(()) => Ok(redirect(&layout::url(&req.view, "/balie/dienst"))),
        Err(error) => {
            let page = page(&req, Faults::of(error)?).await?;
            layout::page_with(400, &page)
        }
    }
}

async fn read(req: Req) -> Result<Response> {
    req.do_once(|ctx| tick(ctx).map(drop)).await?;
    Ok(redirect(&layout::url(&req.view, "/balie/dienst")))
}
