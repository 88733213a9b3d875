//! The list of meldingen within reach: newest first, fifty at a time, filtered by state, wijk and team.

use std::collections::BTreeSet;
use std::sync::Arc;

use askama::Template;
use jiff::Timestamp;
use kit::db::Read;

use super::parts::{self, Badge, Choice};
use super::store;
use crate::access::Permission;
use crate::error::Result;
use crate::handler;
use crate::http::{Guard, Kind, Place, Req, Response, Route, View};
use crate::ids::{GebiedId, MeldingId, OrgaanId};
use crate::layout::{self, C};
use crate::wijkaanpak::meldingen::{Filter, Melding, MeldingState, list_worklist};

/// Rows on a page.
const PAGE: usize = 50;

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get(
            "meldingen.lijst",
            "/{gemeente}/meldingen",
            Guard::May(Permission::MeldingRead),
            Kind::Page,
            handler!(show),
        )
        .at(Place::Anywhere)
        .sample("stand=submitted"),
    ]
}

#[derive(Template)]
#[template(path = "wijkaanpak/meldingen/staff/templates/worklist.html")]
struct Page {
    c: C,
    rows: Vec<Row>,
    standen: Vec<Choice>,
    wijken: Vec<Choice>,
    teams: Vec<Choice>,
    /// The address of the next page, if there is one.
    older: Option<String>,
    /// Whether this is not the first page.
    back: Option<String>,
}

struct Row {
    id: MeldingId,
    titel: String,
    subject: Option<(String, &'static str)>,
    wijk: GebiedId,
    nummer: String,
    bron: String,
    badge: Badge,
    at: Timestamp,
}

/// What was asked in the address.
#[derive(Clone, Copy, Debug)]
struct Asked {
    state: Option<MeldingState>,
    wijk: Option<GebiedId>,
    team: Option<OrgaanId>,
    before: Option<(Timestamp, MeldingId)>,
}

impl Asked {
    fn of(req: &Req) -> Self {
        let before = req.query.text("voor").split_once('_');
        Self {
            state: MeldingState::from_word(req.query.text("stand")),
            wijk: req.query.parsed("wijk"),
            team: req.query.parsed("team"),
            before: before.and_then(|(at, id)| Some((at.parse().ok()?, id.parse().ok()?))),
        }
    }

    /// The address of the page that starts after `last`.
    fn url(&self, c: &C, last: Option<(Timestamp, MeldingId)>) -> String {
        let mut query = Vec::new();
        if let Some(state) = self.state {
            query.push(format!("stand={state}"));
        }
        if let Some(wijk) = self.wijk {
            query.push(format!("wijk={wijk}"));
        }
        if let Some(team) = self.team {
            query.push(format!("team={team}"));
        }
        if let Some((at, id)) = last {
            query.push(format!("voor={at}_{id}"));
        }
        let base = c.url("/meldingen");
        if query.is_empty() {
            base
        } else {
            format!("{base}?{}", query.join("&"))
        }
    }
}

async fn show(req: Req) -> Result<Response> {
    let asked = Asked::of(&req);
    let view = req.view.clone();
    let reach = parts::reach(&view, Permission::MeldingRead);
    let wijken = reach.clone();
    let (rows, last) = req
        .read(move |tx, _| rows(tx, &view, &asked, &reach))
        .await?;
    let c = C::of(&req.view);
    layout::page(&Page {
        standen: standen(&c, asked.state),
        wijken: parts::wijk_choices(&req.view.frame, &wijken, asked.wijk),
        teams: teams(&req.view, &wijken, asked.team),
        older: last.map(|last| asked.url(&c, Some(last))),
        back: asked.before.map(|_| asked.url(&c, None)),
        rows,
        c,
    })
}

fn standen(c: &C, chosen: Option<MeldingState>) -> Vec<Choice> {
    MeldingState::ALL
        .iter()
        .map(|state| Choice {
            value: state.word().to_owned(),
            naam: c.tk("staf-stand", state.word()),
            hint: String::new(),
            chosen: chosen == Some(*state),
        })
        .collect()
}

/// The teams that meldingen from these wijken land with.
fn teams(view: &View, wijken: &BTreeSet<GebiedId>, chosen: Option<OrgaanId>) -> Vec<Choice> {
    let ids: BTreeSet<OrgaanId> = wijken
        .iter()
        .filter_map(|wijk| view.frame.intake_team(*wijk))
        .map(|team| team.id)
        .collect();
    let all = view.frame.organen.iter();
    all.filter(|orgaan| ids.contains(&orgaan.id))
        .map(|orgaan| Choice {
            value: orgaan.id.to_string(),
            naam: orgaan.naam.clone(),
            hint: String::new(),
            chosen: chosen == Some(orgaan.id),
        })
        .collect()
}

type Last = Option<(Timestamp, MeldingId)>;

fn rows(
    tx: &mut Read<'_>,
    view: &Arc<View>,
    asked: &Asked,
    reach: &BTreeSet<GebiedId>,
) -> Result<(Vec<Row>, Last)> {
    let mut found = find(tx, view, asked, reach)?;
    let more = found.len() > PAGE;
    found.truncate(PAGE);
    let last = found
        .last()
        .filter(|_| more)
        .map(|melding| (melding.submitted_at, melding.id));
    let ids: Vec<MeldingId> = found.iter().map(|melding| melding.id).collect();
    let texts = store::texts_of(tx, view.frame.id, &ids)?;
    let c = C::of(view);
    let rows = found.iter().map(|melding| {
        let words = texts.get(&melding.id).map_or("", String::as_str);
        let subject = melding.subject();
        Row {
            id: melding.id,
            titel: parts::summary(&c, words, subject),
            subject: subject.map(|key| (c.subject(key), parts::theme(&view.frame, key))),
            wijk: melding.gebied,
            nummer: melding.nummer.to_string(),
            bron: c.tk("staf-bron", melding.bron.word()),
            badge: parts::badge(&c, melding),
            at: melding.submitted_at,
        }
    });
    Ok((rows.collect(), last))
}

/// One row more than a page: one query for who sees everything, one per wijk for who does not.
fn find(
    tx: &mut Read<'_>,
    view: &View,
    asked: &Asked,
    reach: &BTreeSet<GebiedId>,
) -> Result<Vec<Melding>> {
    let gemeente = view.frame.id;
    let mut filter = Filter {
        state: asked.state,
        gebied: None,
        orgaan: asked.team,
        before: asked.before,
        most: 51,
    };
    if asked.wijk.is_none() && parts::is_everywhere(&view.frame, reach) {
        return list_worklist(tx, gemeente, &filter);
    }
    let team = asked.team.and_then(|id| view.frame.orgaan(id));
    let of_team = team.map(|team| view.frame.wijken_of(team));
    let mut found = Vec::new();
    for gebied in reach {
        let wanted = asked.wijk.is_none_or(|wijk| wijk == *gebied)
            && of_team
                .as_ref()
                .is_none_or(|wijken| wijken.contains(gebied));
        if wanted {
            filter.gebied = Some(*gebied);
            found.extend(list_worklist(tx, gemeente, &filter)?);
        }
    }
    found.sort_by_key(|melding| std::cmp::Reverse((melding.submitted_at, melding.id)));
    Ok(found)
}
