//! The desk: one box, the answers under it, and beside it the contact that is saved in two taps.

use std::fmt::Write as _;

use askama::Template;

use super::antwoord::{self, Antwoord};
use super::gevonden::{self, Gevonden};
use super::meer::{self, Meer};
use crate::access::{Here, Permission};
use crate::balie::contacten::actions::may_see;
use crate::balie::contacten::dienst::find_last;
use crate::balie::contacten::{Tab, find_contact, tabs};
use crate::balie::infopunten::{Infopunt, find_infopunt};
use crate::balie::kennisbank::{self, MIS, Near};
use crate::balie::wegwijzer::actions;
use crate::error::{Error, Result};
use crate::http::{Req, Response, redirect};
use crate::ids::{ContactId, InfopuntId, KennisitemId, WegwijzerkeuzeId};
use crate::layout::{C, Faults, page, page_with, url};

/// How a question may end at the desk, in the order of the buttons, each with its key.
const UITKOMSTEN: &[(&str, char)] = &[
    ("answered", 'b'),
    ("call_back", 't'),
    ("transferred", 'v'),
    ("transfer_failed", 'm'),
    ("open", 'n'),
];

/// Most texts that are remembered as opened for one question.
const MOST_OPENED: usize = 10;

#[derive(Template)]
#[template(path = "balie/wegwijzer/templates/balie.html")]
struct BaliePage {
    c: C,
    tabs: Vec<Tab>,
    antwoord: Option<Antwoord>,
    /// The answer that is used now.
    item: Option<Gevonden>,
    /// The rest of what is offered, while its text may be shown.
    meer: Option<Meer>,
    /// What can be said to be wrong with it.
    mis: Vec<&'static str>,
    /// The choice that was noted with it, to say whether it helped.
    keuze: Option<String>,
    onderwerpen: Vec<(String, String)>,
    kanalen: Vec<(String, String)>,
    kanaal: String,
    uitkomsten: &'static [(&'static str, char)],
    /// Where I am today.
    punt: Option<(InfopuntId, String)>,
    /// Whether I may see what lies there on paper, and lay something down.
    toont_folders: bool,
    legt_folders: bool,
    /// The contact that was just kept: its closing question is asked here (L-21).
    bewaard: Option<ContactId>,
    /// By which a call-back is found again.
    nummer: Option<i64>,
    /// What was opened before in answer to the same question, with its title.
    geraadpleegd: Vec<(KennisitemId, String)>,
    gemeld: bool,
    verder: bool,
    faults: Faults,
}

/// The point at which whoever asks last began a shift.
async fn last_punt(req: &Req) -> Result<Option<Infopunt>> {
    req.read(|tx, view| {
        let gemeente = view.frame.id;
        let last = find_last(tx, gemeente, view.actor.require_account()?.id)?;
        match last.and_then(|last| last.infopunt) {
            Some(punt) => find_infopunt(tx, gemeente, punt),
            None => Ok(None),
        }
    })
    .await
}

/// The gebied of that point.
fn near(req: &Req, punt: Option<&Infopunt>) -> Option<Near> {
    let gebied = req.frame.gebied(punt?.gebied)?;
    Some(Near::Wijk(gebied.clone()))
}

async fn build(req: &Req, antwoord: Option<Antwoord>, faults: Faults) -> Result<BaliePage> {
    let sleutel = req.query.text("antwoord").to_owned();
    let punt = last_punt(req).await?;
    let bewaard: Option<ContactId> = req.query.parsed("bewaard");
    let opened = opened(req);
    let (nummer, geraadpleegd) = req
        .read(move |tx, view| {
            let gemeente = view.frame.id;
            let kept = match bewaard {
                Some(id) => find_contact(tx, gemeente, id)?,
                None => None,
            };
            let nummer = kept
                .filter(|contact| contact.nummer > 0 && may_see(&view.actor, contact))
                .map(|contact| contact.nummer);
            let mut titles = Vec::new();
            for id in &opened {
                if let Some(item) = kennisbank::find_item(tx, gemeente, *id)? {
                    titles.push((*id, item.titel));
                }
            }
            Ok((nummer, titles))
        })
        .await?;
    let (c, near) = (C::of(&req.view), near(req, punt.as_ref()));
    let (item, meer) = req
        .read(move |tx, view| {
            if sleutel.is_empty() {
                return Ok((None, None));
            }
            let Some(mut found) = gevonden::find(tx, view.frame.id, &sleutel)? else {
                return Ok((None, None));
            };
            antwoord::place(tx, &c, &mut found, near.as_ref())?;
            antwoord::tell_points(tx, &c, std::slice::from_mut(&mut found))?;
            let meer = if found.in_control {
                None
            } else {
                Some(meer::look(tx, &c, found.id, near.as_ref())?)
            };
            Ok((Some(found), meer))
        })
        .await?;
    let c = C::of(&req.view);
    let inrichting = &req.frame.inrichting;
    let name = |text| crate::frame::pick(req.lang, text);
    let kanalen: Vec<(String, String)> = inrichting
        .kanalen
        .iter()
        .filter(|kanaal| kanaal.sleutel != "import")
        .map(|kanaal| (kanaal.sleutel.clone(), name(&kanaal.naam)))
        .collect();
    let kanaal = req
        .query
        .opt("kanaal")
        .filter(|key| inrichting.kanaal(key).is_some())
        .or_else(|| {
            inrichting
                .desk_channel()
                .map(|found| found.sleutel.as_str())
        })
        .or_else(|| kanalen.first().map(|(key, _)| key.as_str()))
        .unwrap_or_default()
        .to_owned();
    let mis = item.as_ref().map_or_else(Vec::new, |item| {
        let said = MIS.iter().map(|(word, _)| *word);
        said.filter(|word| match *word {
            "telefoon" => item.telefoon.is_some(),
            "website" => item.url.is_some(),
            "tijden" => item.plek.is_some(),
            _ => true,
        })
        .collect()
    });
    let may_here = |permission| {
        let here = punt.as_ref().map(|punt| Here::punt(punt.id, punt.gebied));
        here.is_some_and(|here| req.actor.may(permission, &here))
    };
    let legt_folders = may_here(Permission::InfopuntManage);
    let current = item.as_ref().map(|item| item.id);
    Ok(BaliePage {
        toont_folders: legt_folders || may_here(Permission::ContactRead),
        legt_folders,
        tabs: tabs(&c),
        nummer,
        geraadpleegd: geraadpleegd
            .into_iter()
            .filter(|(id, _)| Some(*id) != current)
            .collect(),
        mis,
        antwoord,
        keuze: req
            .query
            .parsed::<WegwijzerkeuzeId>("keuze")
            .map(|id| id.to_string()),
        item,
        meer,
        onderwerpen: inrichting
            .onderwerpen
            .iter()
            .map(|topic| (topic.sleutel.clone(), name(&topic.naam)))
            .collect(),
        kanalen,
        kanaal,
        uitkomsten: UITKOMSTEN,
        punt: punt.map(|punt| (punt.id, punt.naam)),
        bewaard,
        gemeld: req.query.ticked("gemeld"),
        verder: req.query.ticked("verder"),
        faults,
        c,
    })
}

/// What was opened in answer to the question that is being asked: it goes along until the contact is kept.
fn opened(req: &Req) -> Vec<KennisitemId> {
    let mut all: Vec<KennisitemId> = Vec::new();
    for form in [&req.query, &req.form] {
        let ids = form.all("geraadpleegd").into_iter();
        for id in ids.filter_map(|id| id.parse().ok()) {
            if !all.contains(&id) && all.len() < MOST_OPENED {
                all.push(id);
            }
        }
    }
    all
}

/// The same behind an address.
fn along(req: &Req) -> String {
    opened(req).iter().fold(String::new(), |mut all, id| {
        let _ = write!(all, "&geraadpleegd={id}");
        all
    })
}

/// The desk as a shift begins, or with one answer open.
pub(super) async fn show(req: Req) -> Result<Response> {
    page(&build(&req, None, Faults::default()).await?)
}

/// The answers to a question.
pub(super) async fn ask(req: Req) -> Result<Response> {
    let question = match antwoord::typed(&req) {
        Ok(question) => question,
        Err(error) => {
            let faults = Faults::of(error)?;
            return page_with(400, &build(&req, None, faults).await?);
        }
    };
    if question.is_empty() {
        return page(&build(&req, None, Faults::default()).await?);
    }
    let near = near(&req, last_punt(&req).await?.as_ref());
    let answer = antwoord::to(&req, question, near).await?;
    page(&build(&req, Some(answer), Faults::default()).await?)
}

/// This is the answer: it opens beside the contact, and the wegwijzer learns from it.
pub(super) async fn choose(req: Req) -> Result<Response> {
    let item: KennisitemId = req
        .form
        .parsed("item")
        .ok_or(Error::NotFound("kennisitem"))?;
    let question = antwoord::typed(&req)?;
    let frame = req.frame.clone();
    let words = req
        .app
        .run_blocking(move |app| actions::known_words(app, &frame, &question))
        .await?;
    let answer = req
        .once(move |ctx| {
            let made = actions::choose(ctx, &words, item)?;
            Ok(made.map(|id| id.to_string()).unwrap_or_default())
        })
        .await?;
    let gemeente = req.frame.id;
    let found = req
        .read(move |tx, _| kennisbank::get_item(tx, gemeente, item))
        .await?;
    let sleutel = found.sleutel;
    let keuze = if answer.is_empty() {
        String::new()
    } else {
        format!("&keuze={answer}")
    };
    Ok(redirect(&format!(
        "{}?antwoord={sleutel}{keuze}{}",
        url(&req.view, "/balie"),
        along(&req)
    )))
}

/// Something is wrong with the answer: its owner hears what, in two taps (L-28).
pub(super) async fn wrong(req: Req) -> Result<Response> {
    let item: KennisitemId = req
        .form
        .parsed("item")
        .ok_or(Error::NotFound("kennisitem"))?;
    let (word, soort) = MIS
        .iter()
        .find(|(word, _)| *word == req.form.text("wat"))
        .ok_or(Error::refused("kennis-wat-is-er"))?;
    let gemeente = req.frame.id;
    let found = req
        .read(move |tx, _| kennisbank::get_item(tx, gemeente, item))
        .await?;
    req.do_once(move |ctx| {
        let key = format!("balie-mis-{word}");
        let said = ctx.frame.translations.t(kit::i18n::Lang::Nl, &key);
        kennisbank::flag(ctx, item, *soort, &said).map(drop)
    })
    .await?;
    let path = format!("/balie?antwoord={}&gemeld=1{}", found.sleutel, along(&req));
    Ok(redirect(&url(&req.view, &path)))
}

/// Whether what was chosen helped.
pub(super) async fn outcome(req: Req) -> Result<Response> {
    let id: WegwijzerkeuzeId = req.id("keuze")?;
    let helped = match req.form.text("hielp") {
        "ja" => true,
        "nee" => false,
        _ => return Err(Error::refused("wegwijzer-hielp-kies")),
    };
    req.do_once(move |ctx| actions::tell_outcome(ctx, id, helped))
        .await?;
    // The answer stays open: what was asked has still to be noted.
    let path = match req.form.opt("antwoord") {
        Some(sleutel) if kennisbank::is_sleutel(sleutel) => {
            format!("/balie?antwoord={sleutel}{}", along(&req))
        }
        _ => "/balie".to_owned(),
    };
    Ok(redirect(&url(&req.view, &path)))
}
