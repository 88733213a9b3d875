//! "Mijn diensten" on a phone: my next shifts, "ik kan niet" in three taps, what is open, my calendar (job 4.3-8).

use askama::Template;
use jiff::ToSpan as _;

use super::dienst::people;
use super::tijden;
use crate::access::Permission;
use crate::app::Purpose;
use crate::balie::contacten::{Tab, tabs};
use crate::balie::infopunten::list_infopunten;
use crate::balie::roosters::actions;
use crate::balie::roosters::model::{Bezetting, BezettingState as State, DAY, Dienst, Gat, Tijd};
use crate::balie::roosters::rules;
use crate::balie::roosters::store::{self, Team};
use crate::balie::roosters::toets::{self, Grenzen};
use crate::balie::roosters::voorkeur::{Mogelijk, possible};
use crate::error::{Error, Result};
use crate::handler;
use crate::http::{Guard, Kind, Req, Response, Route, redirect};
use crate::ids::{DienstId, InfopuntId};
use crate::layout::{self, C, Faults};

const OWN: Guard = Guard::May(Permission::DienstOwn);
/// Weeks ahead that are shown.
const AHEAD: i64 = 8;
/// Most open shifts that are offered on the page.
const MOST_OPEN: usize = 20;
/// Most replacements that are suggested.
const MOST_SUGGESTED: usize = 10;

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get(
            "mijn.diensten",
            "/{gemeente}/balie/mijn-diensten",
            OWN,
            Kind::Page,
            handler!(show),
        ),
        Route::get(
            "mijn.kanniet",
            "/{gemeente}/balie/mijn-diensten/{dienst}/kan-niet",
            OWN,
            Kind::Page,
            handler!(cannot),
        ),
        Route::post(
            "mijn.afzeggen",
            "/{gemeente}/balie/mijn-diensten/{dienst}/kan-niet",
            OWN,
            handler!(call_off),
        )
        .sample("aanvraag="),
        Route::post(
            "mijn.bevestig",
            "/{gemeente}/balie/mijn-diensten/{dienst}/bevestig",
            OWN,
            handler!(confirm),
        )
        .sample("aanvraag="),
        Route::post(
            "mijn.neem",
            "/{gemeente}/balie/mijn-diensten/neem",
            OWN,
            handler!(take),
        )
        .sample("dienst={open_dienst}"),
        Route::post(
            "mijn.agenda",
            "/{gemeente}/balie/mijn-diensten/agenda",
            OWN,
            handler!(feed),
        )
        .sample("aanvraag="),
        Route::post(
            "mijn.agenda.stop",
            "/{gemeente}/balie/mijn-diensten/agenda/stop",
            OWN,
            handler!(stop_feed),
        )
        .sample("aanvraag="),
    ]
}

/// A shift in words.
struct Regel {
    dienst: Dienst,
    punt: String,
    tijden: String,
}

struct Mijn {
    regel: Regel,
    one: Bezetting,
    /// It has ended: there is nothing to say of it any more.
    over: bool,
}

#[derive(Template)]
#[template(path = "balie/roosters/templates/mijn.html")]
struct Page {
    c: C,
    tabs: Vec<Tab>,
    faults: Faults,
    is_lid: bool,
    mijn: Vec<Mijn>,
    open: Vec<Regel>,
    /// The new address of a calendar: shown once.
    adres: Option<String>,
}

fn regel(c: &C, punten: &[(InfopuntId, String)], dienst: Dienst) -> Regel {
    let punt = punten.iter().find(|(id, _)| *id == dienst.infopunt);
    Regel {
        punt: punt.map(|(_, naam)| naam.clone()).unwrap_or_default(),
        tijden: tijden(c, dienst.tijd.van, dienst.tijd.tot),
        dienst,
    }
}

async fn show(req: Req) -> Result<Response> {
    let page = page(&req, Faults::default(), None).await?;
    layout::page(&page)
}

async fn page(req: &Req, faults: Faults, adres: Option<String>) -> Result<Page> {
    let today = req.today();
    let until = today.checked_add(AHEAD.weeks()).unwrap_or(today);
    let (is_lid, mijn, open, punten) = req
        .read(move |tx, view| {
            let gemeente = view.frame.id;
            let me = view.actor.require_account()?.id;
            let is_lid = store::find_lid(tx, gemeente, me)?.is_some();
            let mijn = store::list_own(tx, gemeente, me, (today, until))?;
            let all = list_infopunten(tx, gemeente)?;
            let punten: Vec<_> = all.into_iter().map(|punt| (punt.id, punt.naam)).collect();
            let mut open = Vec::new();
            if is_lid {
                let team = Team::load(tx, gemeente, (today, until))?;
                let there = store::list_bezettingen(tx, gemeente, (today, until))?;
                let regels = store::list_regels(tx, gemeente)?;
                let gaten = store::list_gaten(tx, gemeente, (today, until))?;
                for dienst in store::list_all_diensten(tx, gemeente, (today, until))? {
                    let filled = there
                        .iter()
                        .filter(|one| one.dienst == dienst.id && one.state != State::Offered)
                        .count();
                    let is_mine = mijn.iter().any(|(own, _)| own.dienst == dienst.id);
                    let has_ended = dienst.tijd.moments(&view.frame.zone).1 <= view.now;
                    // As many as the shift asks for; in a gap as many as the point needs before it may open.
                    let regel = regels.iter().find(|one| one.infopunt == dienst.infopunt);
                    let places = regel
                        .filter(|_| gaten.iter().any(|gat| touches(gat, &dienst)))
                        .map_or(dienst.aantal, |one| one.minimum.max(dienst.aantal));
                    if i64::try_from(filled).unwrap_or(i64::MAX) >= places || is_mine || has_ended {
                        continue;
                    }
                    let Some(who) = team.invaller(me, dienst.id, dienst.tijd.dag) else {
                        continue;
                    };
                    let zone = &view.frame.zone;
                    let limits = Grenzen::default();
                    if toets::check(&who, dienst.tijd, &dienst.functie, zone, &limits).is_empty() {
                        open.push(dienst);
                    }
                    if open.len() == MOST_OPEN {
                        break;
                    }
                }
            }
            Ok((is_lid, mijn, open, punten))
        })
        .await?;
    let c = C::of(&req.view);
    Ok(Page {
        tabs: tabs(&c),
        is_lid,
        mijn: mijn
            .into_iter()
            .map(|(one, dienst)| Mijn {
                over: dienst.tijd.moments(&req.frame.zone).1 <= req.now,
                regel: regel(&c, &punten, dienst),
                one,
            })
            // What was asked and passed was answered by nobody.
            .filter(|mijn| !mijn.over || mijn.one.state != State::Offered)
            .collect(),
        open: open
            .into_iter()
            .map(|dienst| regel(&c, &punten, dienst))
            .collect(),
        faults,
        adres,
        c,
    })
}

/// Whether a gap that is still open lies in these hours.
fn touches(gat: &Gat, dienst: &Dienst) -> bool {
    let Tijd { dag, van, tot } = dienst.tijd;
    // What runs past midnight lies in the day after as well.
    let shift = if gat.dag == dag { 0 } else { DAY };
    let is_day = shift == 0 || dag.tomorrow().is_ok_and(|next| next == gat.dag);
    let mut hours = gat.tijden.iter();
    gat.closed_at.is_none()
        && gat.infopunt == dienst.infopunt
        && is_day
        && hours.any(|(from, until)| van - shift < *until && *from < tot - shift)
}

async fn again(req: &Req, done: Result<()>) -> Result<Response> {
    match done {
        Ok(()) => Ok(redirect(&layout::url(&req.view, "/balie/mijn-diensten"))),
        Err(error) => {
            let page = page(req, Faults::or_refusal(error)?, None).await?;
            layout::page_with(page.faults.status(), &page)
        }
    }
}

/// The second tap: who is asked instead.
#[derive(Template)]
#[template(path = "balie/roosters/templates/kanniet.html")]
struct Cannot {
    c: C,
    tabs: Vec<Tab>,
    faults: Faults,
    regel: Regel,
    mogelijk: Vec<Mogelijk>,
}

async fn cannot(req: Req) -> Result<Response> {
    let id: DienstId = req.id("dienst")?;
    let found = req
        .read(move |tx, view| {
            let gemeente = view.frame.id;
            let me = view.actor.require_account()?.id;
            let dienst = store::get_dienst(tx, gemeente, id)?;
            let one = store::find_of(tx, gemeente, id, me)?;
            if one.is_none_or(|one| one.state == State::Cancelled) {
                return Ok(None);
            }
            let all = list_infopunten(tx, gemeente)?;
            let punten: Vec<_> = all.into_iter().map(|punt| (punt.id, punt.naam)).collect();
            Ok(Some((dienst, punten, me)))
        })
        .await?;
    let Some((dienst, punten, me)) = found else {
        return Ok(redirect(&layout::url(&req.view, "/balie/mijn-diensten")));
    };
    let (frame, shift) = (req.frame.clone(), dienst.clone());
    let mut mogelijk = req
        .app
        .read_personal(
            &req.frame,
            &req.actor,
            Purpose::WorkContact,
            ("dienst", dienst.id.0),
            move |tx| possible(tx, &frame, &shift),
        )
        .await?;
    // Whoever was only asked is no replacement of themselves.
    mogelijk.retain(|one| one.account != me);
    mogelijk.truncate(MOST_SUGGESTED);
    let c = C::of(&req.view);
    layout::page(&Cannot {
        tabs: tabs(&c),
        faults: Faults::default(),
        regel: regel(&c, &punten, dienst),
        mogelijk,
        c,
    })
}

async fn call_off(req: Req) -> Result<Response> {
    let id: DienstId = req.id("dienst")?;
    let people = people(&req);
    let done = req
        .do_once(move |ctx| match actions::own_in(ctx, id)? {
            Some(one) => actions::call_off(ctx, one, &people),
            None => Ok(()),
        })
        .await;
    again(&req, done).await
}

async fn confirm(req: Req) -> Result<Response> {
    let id: DienstId = req.id("dienst")?;
    let done = req
        .do_once(move |ctx| match actions::own_in(ctx, id)? {
            Some(one) => actions::confirm(ctx, one),
            None => Ok(()),
        })
        .await;
    again(&req, done).await
}

async fn take(req: Req) -> Result<Response> {
    let id: DienstId = req.form.parsed("dienst").ok_or(Error::NotFound("dienst"))?;
    let done = req
        .do_once(move |ctx| actions::take(ctx, id).map(drop))
        .await;
    again(&req, done).await
}

/// The token stands on the page this once and nowhere else.
async fn feed(req: Req) -> Result<Response> {
    let token = req.app.token();
    let punt: Option<InfopuntId> = req.form.parsed("punt");
    let secret = token.clone();
    req.do_once(move |ctx| actions::feed_link(ctx, punt, &secret))
        .await?;
    let adres = format!("{}/l/{token}", req.app.config().base_url);
    let page = page(&req, Faults::default(), Some(adres)).await?;
    layout::page(&page)
}

async fn stop_feed(req: Req) -> Result<Response> {
    let punt: Option<InfopuntId> = req.form.parsed("punt");
    let done = req
        .do_once(move |ctx| actions::revoke_feeds(ctx, punt))
        .await;
    match (punt, done) {
        // Back to the roster where it was asked.
        (Some(punt), Ok(())) => {
            let path = format!("/balie/rooster?punt={punt}");
            Ok(redirect(&layout::url(&req.view, &path)))
        }
        (_, done) => again(&req, done).await,
    }
}

impl Page {
    /// The Monday of the week, where a new one begins.
    fn new_week(&self, n: &usize) -> Option<jiff::civil::Date> {
        let week = |n: usize| self.mijn.get(n).map(|mijn| rules::monday(mijn.one.dag));
        let before = n.checked_sub(1).and_then(week);
        week(*n).filter(|found| before != Some(*found))
    }

    /// The first shift that waits for a yes: a key says it.
    fn asks_first(&self, n: &usize) -> bool {
        let asks = |mijn: &Mijn| matches!(mijn.one.state, State::Offered | State::Filled);
        let first = self.mijn.iter().position(|mijn| !mijn.over && asks(mijn));
        first == Some(*n)
    }

    /// The first shift that can still be called off.
    fn comes_first(&self, n: &usize) -> bool {
        let comes = |mijn: &Mijn| mijn.one.state != State::Worked;
        let first = self.mijn.iter().position(|mijn| !mijn.over && comes(mijn));
        first == Some(*n)
    }
}
