//! The list of items: by words, state, organisation, topic, what is due, what is ours.

use askama::Template;

use super::delen::{self, Badge, Keuze};
use crate::access::Permission;
use crate::balie::kennisbank::actions::may_see;
use crate::balie::kennisbank::model::{Filter, Freshness, Item, ItemState};
use crate::balie::kennisbank::store;
use crate::error::Result;
use crate::handler;
use crate::http::{Guard, Kind, Req, Response, Route, View, in_query};
use crate::ids::{KennisitemId, OrganisatieId};
use crate::layout::{self, C};

/// Rows on a page.
const PAGE: usize = 50;
/// What only some items are.
const WHICH: [&str; 3] = ["controleren", "ons", "niemand"];

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get(
            "kennisbank.lijst",
            "/{gemeente}/kennisbank",
            Guard::May(Permission::KennisRead),
            Kind::Page,
            handler!(show),
        )
        .sample("stand=published"),
    ]
}

#[derive(Template)]
#[template(path = "balie/kennisbank/templates/lijst.html")]
struct Page {
    c: C,
    rows: Vec<Row>,
    q: String,
    standen: Vec<Keuze>,
    organisaties: Vec<Keuze>,
    onderwerpen: Vec<Keuze>,
    welke: Vec<Keuze>,
    filtered: bool,
    may_write: bool,
    next: Option<String>,
    first: Option<String>,
}

struct Row {
    id: KennisitemId,
    titel: String,
    onder: String,
    badge: Badge,
}

/// What was asked in the address.
#[derive(Clone, Debug, Default)]
struct Asked {
    q: String,
    state: Option<ItemState>,
    organisatie: Option<OrganisatieId>,
    onderwerp: Option<String>,
    which: String,
    after: Option<KennisitemId>,
}

impl Asked {
    fn of(req: &Req) -> Self {
        let text = |name| req.query.text(name).chars().take(200).collect::<String>();
        Self {
            q: text("q"),
            state: ItemState::from_word(req.query.text("stand")),
            organisatie: req.query.parsed("organisatie"),
            onderwerp: req.query.opt("onderwerp").map(ToOwned::to_owned),
            which: text("welke"),
            after: req.query.parsed("na"),
        }
    }

    fn filter(&self, view: &View) -> Filter {
        let own = view.actor.account().and_then(|account| account.organisatie);
        let tomorrow = view.today().tomorrow().ok();
        Filter {
            woorden: self.q.clone(),
            state: self.state,
            organisatie: match self.which.as_str() {
                "ons" => own,
                _ => self.organisatie,
            },
            onderwerp: self.onderwerp.clone(),
            due_before: tomorrow.filter(|_| self.which == "controleren"),
            unowned: self.which == "niemand",
            after: None,
            most: i64::try_from(PAGE + 1).unwrap_or(51),
        }
    }

    fn url(&self, c: &C, after: Option<&Item>) -> String {
        let mut query = Vec::new();
        let mut put = |name: &str, value: String| {
            if !value.is_empty() {
                query.push(format!("{name}={}", in_query(&value)));
            }
        };
        put("q", self.q.clone());
        put(
            "stand",
            self.state
                .map_or_else(String::new, |state| state.to_string()),
        );
        put(
            "organisatie",
            self.organisatie
                .map_or_else(String::new, |id| id.to_string()),
        );
        put("onderwerp", self.onderwerp.clone().unwrap_or_default());
        put("welke", self.which.clone());
        if let Some(last) = after {
            put("na", last.id.to_string());
        }
        let base = c.url("/kennisbank");
        if query.is_empty() {
            base
        } else {
            format!("{base}?{}", query.join("&"))
        }
    }

    fn is_filtered(&self) -> bool {
        !self.q.is_empty()
            || self.state.is_some()
            || self.organisatie.is_some()
            || self.onderwerp.is_some()
            || WHICH.contains(&self.which.as_str())
    }
}

async fn show(req: Req) -> Result<Response> {
    let asked = Asked::of(&req);
    let filter = asked.filter(&req.view);
    let after = asked.after;
    let mut found = req
        .read(move |tx, view| {
            let last = match after {
                Some(id) => store::find_item(tx, view.frame.id, id)?,
                None => None,
            };
            let filter = Filter {
                after: last.map(|item| (item.titel, item.id)),
                ..filter.clone()
            };
            store::list_items(tx, view.frame.id, &filter)
        })
        .await?;
    let more = found.len() > PAGE && asked.which != "controleren";
    found.truncate(PAGE);
    let c = C::of(&req.view);
    let rows = found
        .iter()
        .filter(|item| may_see(&req.actor, item))
        .map(|item| row(&c, item))
        .collect();
    layout::page(&Page {
        rows,
        next: found
            .last()
            .filter(|_| more)
            .map(|last| asked.url(&c, Some(last))),
        first: asked.after.is_some().then(|| asked.url(&c, None)),
        standen: ItemState::ALL
            .iter()
            .map(|state| Keuze {
                value: state.to_string(),
                naam: c.tk("kennis-stand", state),
                chosen: asked.state == Some(*state),
            })
            .collect(),
        organisaties: delen::organisaties(&req.view, asked.organisatie),
        onderwerpen: delen::onderwerpen(&req.view, asked.onderwerp.as_deref().unwrap_or_default()),
        welke: WHICH
            .iter()
            .map(|word| Keuze {
                value: (*word).to_owned(),
                naam: c.tk("kennis-welke", word),
                chosen: asked.which == *word,
            })
            .collect(),
        filtered: asked.is_filtered(),
        may_write: delen::writes_for(&req.actor).is_some(),
        q: asked.q,
        c,
    })
}

fn row(c: &C, item: &Item) -> Row {
    let who = item
        .organisatie
        .map_or_else(|| c.t("kennis-van-niemand"), |id| c.organisatie(id));
    let badge = delen::badge(c, item);
    let mut onder = vec![
        who,
        delen::onderwerp(&c.view, &item.onderwerp),
        c.tk("kennis-soort", item.soort),
    ];
    // Whatever the mark does not say already: what was never shown has nothing to be fresh about.
    let vers = delen::freshness(c, Freshness::of(item, c.view.today()));
    if item.state != ItemState::Draft && badge.text != vers {
        onder.push(vers);
    }
    Row {
        id: item.id,
        titel: item.titel.clone(),
        onder: onder.join(" · "),
        badge,
    }
}
