//! "Stel de maand voor": who could stand where, what could not be met, and a button that puts it in the roster.

use std::collections::BTreeMap;

use askama::Template;
use jiff::civil::Date;

use super::tijden;
use crate::access::{Here, Permission};
use crate::app::Purpose;
use crate::balie::contacten::{Tab, tabs};
use crate::balie::infopunten::list_infopunten;
use crate::balie::roosters::maandvoorstel::{self, BATCH};
use crate::balie::roosters::store::{self, Team};
use crate::balie::roosters::voorstel::{Clash, Proposal, Wish, breaches, propose};
use crate::balie::roosters::{Dienst, rules};
use crate::error::{Error, Result};
use crate::handler;
use crate::http::{Guard, Place, Req, Response, Route, redirect};
use crate::ids::{DienstId, InfopuntId};
use crate::layout::{self, C, Faults};

const MANAGE: Guard = Guard::May(Permission::RoosterManage);
/// Most lines of one kind that are shown.
const MOST: usize = 60;

pub(super) fn routes() -> Vec<Route> {
    vec![
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

#[derive(Template)]
#[template(path = "balie/roosters/templates/voorstel.html")]
struct Page {
    c: C,
    tabs: Vec<Tab>,
    faults: Faults,
    maand: Date,
    /// How many people would come in.
    nieuw: usize,
    lijst: String,
    /// Shifts that stay short, with how many.
    open: Vec<(String, i64)>,
    wensen: Vec<String>,
    delen: Vec<Deel>,
    /// In hundredths of a per cent from the best; empty: proven best.
    verschil: Option<i64>,
    /// What stands there already and cannot stand together.
    botsingen: Vec<String>,
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

async fn make(req: Req) -> Result<Response> {
    let maand: Date = req.form.parsed("maand").unwrap_or_else(|| req.today());
    let (first, next) = rules::month_of(maand);
    let period = maandvoorstel::ahead(first, next, req.today());
    let points: Vec<InfopuntId> = req
        .read(|tx, view| list_infopunten(tx, view.frame.id))
        .await?
        .into_iter()
        .filter(|punt| {
            req.actor
                .may(Permission::RoosterManage, &Here::gebied(punt.gebied))
        })
        .map(|punt| punt.id)
        .collect();
    let (frame, gemeente) = (req.frame.clone(), req.frame.id);
    let (input, namen) = req
        .app
        .read_personal(
            &req.frame,
            &req.actor,
            Purpose::WorkContact,
            ("gemeente", gemeente.0),
            move |tx| {
                let input = maandvoorstel::input(tx, &frame, &points, period)?;
                let all = list_infopunten(tx, gemeente)?;
                let namen = Namen {
                    punten: all.into_iter().map(|punt| (punt.id, punt.naam)).collect(),
                    diensten: store::list_all_diensten(tx, gemeente, period)?
                        .into_iter()
                        .map(|dienst| (dienst.id, dienst))
                        .collect(),
                    team: Team::load(tx, gemeente, period)?,
                };
                Ok((input, namen))
            },
        )
        .await?;
    let fixed = input.fixed.clone();
    let found = req
        .app
        .run_blocking(move |_| {
            let found = propose(&input, &mut |_| {});
            // Nobody sees a proposal that breaks a rule.
            if let Ok(proposal) = &found
                && let Some(breach) = breaches(&input, &proposal.assignments).first()
            {
                return Err(Error::Internal(format!(
                    "a proposal breaks a rule: {breach:?}"
                )));
            }
            Ok(found)
        })
        .await?;
    let c = C::of(&req.view);
    let page = match found {
        Ok(proposal) => told(c, maand, &namen, &fixed, &proposal),
        Err(clash) => clashing(c, maand, &namen, &clash),
    };
    layout::page(&page)
}

fn empty(c: C, maand: Date) -> Page {
    Page {
        tabs: tabs(&c),
        faults: Faults::default(),
        maand,
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

fn told(
    c: C,
    maand: Date,
    namen: &Namen,
    fixed: &[crate::balie::roosters::voorstel::Assignment],
    proposal: &Proposal,
) -> Page {
    let new: Vec<_> = proposal
        .assignments
        .iter()
        .copied()
        .filter(|one| !fixed.contains(one))
        .collect();
    let mut page = empty(c, maand);
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
    #[expect(
        clippy::cast_possible_truncation,
        reason = "a part of a cost, shown in whole per cents"
    )]
    let percent = (proposal.gap * 100.0).ceil() as i64;
    page.verschil = (proposal.gap > 0.0).then_some(percent);
    page
}

fn clashing(c: C, maand: Date, namen: &Namen, clash: &Clash) -> Page {
    let mut page = empty(c, maand);
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
            page.c.list_and(&who)
        })
        .collect();
    page
}

/// In small writes: what does not fit any more is left out, and the month shows what is open.
async fn apply(req: Req) -> Result<Response> {
    let maand: Date = req.form.parsed("maand").unwrap_or_else(|| req.today());
    for part in maandvoorstel::read_list(req.form.text("lijst")).chunks(BATCH) {
        let part = part.to_vec();
        req.write(move |ctx| maandvoorstel::apply(ctx, &part))
            .await?;
    }
    let path = format!(
        "/balie/rooster?week={}",
        rules::monday(maand.max(req.today()))
    );
    Ok(redirect(&layout::url(&req.view, &path)))
}
