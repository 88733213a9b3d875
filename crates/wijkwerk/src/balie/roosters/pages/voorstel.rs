//! "Stel de maand voor": who could stand where, what could not be met, and a button that puts it in the roster. While it
//! is worked out the page says how far it is, and asks again by itself.

use std::collections::BTreeMap;
use std::sync::Arc;

use askama::Template;
use axum::http::{HeaderValue, header};
use jiff::civil::Date;

use super::tijden;
use crate::access::{Here, Permission};
use crate::app::Purpose;
use crate::balie::contacten::{Tab, tabs};
use crate::balie::infopunten::{Infopunt, InfopuntState, list_infopunten};
use crate::balie::roosters::lopend::{self, Sleutel, Stand, Uitkomst};
use crate::balie::roosters::maandvoorstel::{self, BATCH};
use crate::balie::roosters::store::{self, Team};
use crate::balie::roosters::voorstel::{Assignment, Clash, Proposal, Rule, Wish};
use crate::balie::roosters::{Dienst, rules};
use crate::error::Result;
use crate::handler;
use crate::http::{Form, Guard, Kind, Place, Req, Response, Route, redirect};
use crate::ids::{DienstId, InfopuntId};
use crate::layout::{self, C, Faults};

const MANAGE: Guard = Guard::May(Permission::RoosterManage);
/// Most lines of one kind that are shown.
const MOST: usize = 60;
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
    /// Shifts that stay short, with how many.
    open: Vec<(String, i64)>,
    wensen: Vec<String>,
    delen: Vec<Deel>,
    /// In per cents from the best; empty: proven best.
    verschil: Option<i64>,
    /// What stands there already and cannot stand together.
    botsingen: Vec<String>,
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

struct Namen {
    punten: BTreeMap<InfopuntId, String>,
    diensten: BTreeMap<DienstId, Dienst>,
    team: Team,
}

impl Namen {
    fn dienst(&self, c: &C, id: DienstId) -> String {
        let Some(dienst) = self.diensten.get(&id) else {
            return String::new();
        };
        let punt = self.punten.get(&dienst.infopunt);
        format!(
            "{}, {}, {}",
            punt.map_or("", String::as_str),
            c.day_plain(dienst.tijd.dag),
            tijden(c, dienst.tijd.van, dienst.tijd.tot)
        )
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

/// What the outcome speaks of; nothing for whoever no longer makes the roster of one of its points.
async fn namen(req: &Req, uitkomst: &Arc<Uitkomst>) -> Result<Option<Namen>> {
    let all = req
        .read(|tx, view| list_infopunten(tx, view.frame.id))
        .await?;
    let punten: BTreeMap<_, _> = all
        .iter()
        .map(|punt| (punt.id, punt.naam.clone()))
        .collect();
    let managed = managed(req, all);
    if !uitkomst.punten.iter().all(|punt| managed.contains(punt)) {
        return Ok(None);
    }
    let (gemeente, days) = (req.frame.id, maandvoorstel::around(uitkomst.days));
    req.app
        .read_personal(
            &req.frame,
            &req.actor,
            Purpose::WorkContact,
            ("gemeente", gemeente.0),
            move |tx| {
                let diensten = store::list_all_diensten(tx, gemeente, days)?;
                Ok(Some(Namen {
                    punten: punten.clone(),
                    diensten: diensten
                        .into_iter()
                        .map(|dienst| (dienst.id, dienst))
                        .collect(),
                    team: Team::load(tx, gemeente, days)?,
                }))
            },
        )
        .await
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
        wensen: Vec::new(),
        delen: Vec::new(),
        verschil: None,
        botsingen: Vec::new(),
        c,
    }
}

fn told(mut page: Page, namen: &Namen, fixed: &[Assignment], proposal: &Proposal) -> Page {
    let new: Vec<_> = proposal
        .assignments
        .iter()
        .copied()
        .filter(|one| !fixed.contains(one))
        .collect();
    let c = page.c.clone();
    page.nieuw = new.len();
    page.lijst = maandvoorstel::write_list(&new);
    let short = proposal.unfilled.iter().take(MOST);
    page.open = short
        .map(|one| (namen.dienst(&c, one.shift), i64::from(one.missing)))
        .collect();
    let wishes = proposal.wishes_not_met.iter().take(MOST);
    page.wensen = wishes
        .map(|one| {
            let key = match one.wish {
                Wish::RatherNot => "voorstel-wens-liever-niet",
                Wish::OtherPoint => "voorstel-wens-ander-punt",
            };
            let naam = namen.team.naam(one.person);
            c.t2(key, "naam", naam, "dienst", namen.dienst(&c, one.shift))
        })
        .collect();
    page.delen = proposal
        .fairness
        .iter()
        .map(|one| Deel {
            naam: c.organisatie(one.organisatie),
            afgesproken: (one.agreed_minutes + 30) / 60,
            gekregen: (one.got_minutes + 30) / 60,
        })
        .collect();
    page.verschil = (proposal.gap > 0.0).then(|| percent(proposal.gap));
    page
}

fn clashing(mut page: Page, namen: &Namen, clash: &Clash) -> Page {
    page.botsingen = clash
        .conflicts
        .iter()
        .take(MOST)
        .map(|conflict| {
            let who: Vec<String> = conflict
                .fixed
                .iter()
                .map(|one| {
                    let naam = namen.team.naam(one.person);
                    format!("{naam}: {}", namen.dienst(&page.c, one.shift))
                })
                .collect();
            let wie = page.c.list_and(&who);
            page.c.t1(regel(conflict.rule), "wie", wie)
        })
        .collect();
    page
}

/// The sentence of the rule that is broken.
fn regel(rule: Rule) -> &'static str {
    match rule {
        Rule::Known | Rule::Kept => "voorstel-regel-onbekend",
        Rule::Function => "voorstel-regel-functie",
        Rule::Available => "voorstel-regel-beschikbaar",
        Rule::OnePlace => "voorstel-regel-een-plek",
        Rule::Rest => "voorstel-regel-rust",
        Rule::Day => "voorstel-regel-dag",
        Rule::Week => "voorstel-regel-week",
        Rule::Places => "voorstel-regel-plekken",
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
