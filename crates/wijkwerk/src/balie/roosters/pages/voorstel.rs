//! "Stel de maand voor": who could stand where, what could not be met, and a button that puts it in the roster. While it
//! is worked out the page says how far it is, and asks again by itself.

mod woorden;

use askama::Template;
use axum::http::{HeaderValue, header};
use jiff::civil::Date;

use self::woorden::{clashing, namen, told};
use crate::access::{Here, Permission};
use crate::app::Purpose;
use crate::balie::contacten::{Tab, tabs};
use crate::balie::infopunten::{Infopunt, InfopuntState, list_infopunten};
use crate::balie::roosters::lopend::{self, Sleutel, Stand};
use crate::balie::roosters::maandvoorstel::{self, BATCH};
use crate::balie::roosters::rules;
use crate::error::Result;
use crate::handler;
use crate::http::{Form, Guard, Kind, Place, Req, Response, Route, redirect};
use crate::ids::InfopuntId;
use crate::layout::{self, C, Faults};

const MANAGE: Guard = Guard::May(Permission::RoosterManage);
/// The page is asked for again after so many seconds, for as long as it is worked out.
const AGAIN: &str = "1";

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get(
            "rooster.voorstel.zie",
            "/{gemeente}/balie/rooster/voorstel",
            MANAGE,
            Kind::Page,
            handler!(show),
        )
        .at(Place::Gebied)
        .sample("maand={rooster_dag}"),
        Route::post(
            "rooster.voorstel",
            "/{gemeente}/balie/rooster/voorstel",
            MANAGE,
            handler!(make),
        )
        .at(Place::Gebied)
        .sample("maand={rooster_dag}"),
        Route::post(
            "rooster.voorstel.zet",
            "/{gemeente}/balie/rooster/voorstel/zet",
            MANAGE,
            handler!(apply),
        )
        .at(Place::Gebied)
        .sample("maand={rooster_dag}&lijst="),
    ]
}

/// What a partner agreed to and would get.
struct Deel {
    naam: String,
    afgesproken: i64,
    gekregen: i64,
}

/// A shift that stays short.
struct Open {
    dienst: String,
    n: i64,
    /// The point cannot open then.
    dicht: bool,
    /// What keeps the others away, in words; empty: there are no others.
    waarom: String,
}

/// How far it is.
enum Stap {
    /// None was asked for.
    None,
    Waiting,
    /// In per cents of the time it may take, and of what may still be better.
    Running {
        deel: i64,
        verschil: Option<i64>,
    },
    Failed,
    Done {
        gemaakt: String,
    },
}

#[derive(Template)]
#[template(path = "balie/roosters/templates/voorstel.html")]
struct Page {
    c: C,
    tabs: Vec<Tab>,
    faults: Faults,
    maand: Date,
    stap: Stap,
    /// How many people would come in.
    nieuw: usize,
    lijst: String,
    /// Shifts that stay short.
    open: Vec<Open>,
    /// How many more of them there are than are shown; so it is with the others.
    open_meer: usize,
    wensen: Vec<String>,
    wensen_meer: usize,
    delen: Vec<Deel>,
    /// In per cents from the best; empty: proven best.
    verschil: Option<i64>,
    /// What stands there already and cannot stand together.
    botsingen: Vec<String>,
    botsingen_meer: usize,
}

impl Page {
    fn naam(&self) -> String {
        let month = kit::i18n::words::month_name(self.c.view.lang, self.maand.month());
        format!("{month} {}", self.maand.year())
    }

    fn is_done(&self) -> bool {
        matches!(self.stap, Stap::Done { .. })
    }

    fn goes_on(&self) -> bool {
        matches!(self.stap, Stap::Waiting | Stap::Running { .. })
    }
}

fn sleutel(req: &Req, fields: &Form) -> Result<Sleutel> {
    let maand: Date = fields.parsed("maand").unwrap_or_else(|| req.today());
    Ok(Sleutel {
        gemeente: req.frame.id,
        account: req.actor.require_account()?.id,
        maand: rules::month_of(maand).0,
    })
}

/// The points for which this person makes the roster.
fn managed(req: &Req, all: Vec<Infopunt>) -> Vec<InfopuntId> {
    all.into_iter()
        .filter(|punt| {
            let here = Here::punt(punt.id, punt.gebied);
            req.actor.may(Permission::RoosterManage, &here)
        })
        .map(|punt| punt.id)
        .collect()
}

/// Not a candidate, and not over.
fn is_rostered(punt: &Infopunt) -> bool {
    punt.state != InfopuntState::Considered && !punt.state.is_over()
}

/// Begins to work one out; its page says how far it is.
async fn make(req: Req) -> Result<Response> {
    let sleutel = sleutel(&req, &req.form)?;
    let (first, next) = rules::month_of(sleutel.maand);
    let days = maandvoorstel::ahead(first, next, req.today());
    let path = format!("/balie/rooster/voorstel?maand={first}");
    let to = redirect(&layout::url(&req.view, &path));
    let known = req.app.voorstellen().find(sleutel);
    if known.is_some_and(|stand| stand.goes_on()) {
        return Ok(to);
    }
    let all = req
        .read(|tx, view| list_infopunten(tx, view.frame.id))
        .await?;
    let alive = all.into_iter().filter(is_rostered).collect();
    let points = managed(&req, alive);
    let (frame, asked) = (req.frame.clone(), points.clone());
    let input = req
        .app
        .read_personal(
            &req.frame,
            &req.actor,
            Purpose::WorkContact,
            ("gemeente", req.frame.id.0),
            move |tx| maandvoorstel::input(tx, &frame, &asked, days),
        )
        .await?;
    lopend::begin(&req.app, sleutel, input, points, days);
    Ok(to)
}

async fn show(req: Req) -> Result<Response> {
    let sleutel = sleutel(&req, &req.query)?;
    let c = C::of(&req.view);
    let mut page = empty(c.clone(), sleutel.maand);
    let stand = req.app.voorstellen().find(sleutel);
    let goes_on = stand.as_ref().is_some_and(Stand::goes_on);
    match stand {
        None => {}
        Some(Stand::Waiting) => page.stap = Stap::Waiting,
        Some(Stand::Running(progress)) => {
            page.stap = Stap::Running {
                deel: percent(progress.part),
                verschil: progress.gap.map(percent),
            };
        }
        Some(Stand::Failed) => page.stap = Stap::Failed,
        Some(Stand::Done(uitkomst)) => {
            if let Some(namen) = namen(&req, &uitkomst).await? {
                page = match &uitkomst.found {
                    Ok(proposal) => told(page, &namen, &uitkomst.fixed, proposal),
                    Err(clash) => clashing(page, &namen, clash),
                };
                page.stap = Stap::Done {
                    gemaakt: c.moment(uitkomst.made_at),
                };
            }
        }
    }
    let mut response = layout::page(&page)?;
    if goes_on {
        let again = HeaderValue::from_static(AGAIN);
        response.headers_mut().insert(header::REFRESH, again);
    }
    Ok(response)
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "a part of a whole, shown in whole per cents"
)]
fn percent(part: f64) -> i64 {
    (part.clamp(0.0, 1.0) * 100.0).ceil() as i64
}

fn empty(c: C, maand: Date) -> Page {
    Page {
        tabs: tabs(&c),
        faults: Faults::default(),
        maand,
        stap: Stap::None,
        nieuw: 0,
        lijst: String::new(),
        open: Vec::new(),
        open_meer: 0,
        wensen: Vec::new(),
        wensen_meer: 0,
        delen: Vec::new(),
        verschil: None,
        botsingen: Vec::new(),
        botsingen_meer: 0,
        c,
    }
}

/// In small writes: what does not fit any more is left out, and the month shows what is open.
async fn apply(req: Req) -> Result<Response> {
    let sleutel = sleutel(&req, &req.form)?;
    for part in maandvoorstel::read_list(req.form.text("lijst")).chunks(BATCH) {
        let part = part.to_vec();
        req.write(move |ctx| maandvoorstel::apply(ctx, &part))
            .await?;
    }
    req.app.voorstellen().forget(sleutel);
    let path = format!(
        "/balie/rooster?week={}",
        rules::monday(sleutel.maand.max(req.today()))
    );
    Ok(redirect(&layout::url(&req.view, &path)))
}
