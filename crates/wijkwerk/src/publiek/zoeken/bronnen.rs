//! The contributions: one plain function per kind of thing, each asking what the page behind it asks.

use kit::db::Read;

use super::mensen::people;
use super::model::{Group, Hit};
use super::rules::Asked;
use super::werk::{aandachtsgebieden, afspraken, meldingen};
use crate::access::{Here, Permission};
use crate::balie::infopunten::{Infopunt, list_infopunten};
use crate::balie::kennisbank::{self, Freshness};
use crate::error::Result;
use crate::http::in_query;
use crate::ids::GebiedId;
use crate::layout::C;

/// Items of the kennisbank that are looked at, before those that may not be seen.
const KENNIS: i64 = 20;

/// Something that can be done and stands in no rail.
struct Doen {
    path: &'static str,
    key: &'static str,
    /// The key of other words for it.
    ook: &'static str,
    may: Option<Permission>,
}

const DOEN: &[Doen] = &[
    Doen {
        path: "/melden",
        key: "nav-meld",
        ook: "zoeken-ook-melden",
        may: None,
    },
    Doen {
        path: "/meldingen/invoeren",
        key: "invoeren-titel",
        ook: "zoeken-ook-melden",
        may: Some(Permission::MeldingEnter),
    },
    Doen {
        path: "/wie",
        key: "wie-titel",
        ook: "zoeken-ook-wie",
        may: None,
    },
    Doen {
        path: "/account",
        key: "account-titel",
        ook: "zoeken-ook-account",
        may: None,
    },
    Doen {
        path: "/hulp",
        key: "hulp-nodig",
        ook: "zoeken-ook-hulp",
        may: None,
    },
];

/// Everything that was found for whoever asks, by kind.
pub(super) fn find(tx: &mut Read<'_>, c: &C, asked: &Asked) -> Result<Vec<Group>> {
    let all_kennis = c.url(&format!("/kennisbank?q={}", in_query(&asked.spelled())));
    let in_wijk = one_wijk(c, asked).map(|wijk| c.url(&format!("/meldingen?wijk={wijk}")));
    let all = [
        ("zoeken-doen", actions(c, asked), None),
        ("zoeken-mensen", people(tx, c, asked)?, None),
        ("nav-wijken", wijken(c, asked), Some(c.url("/wijken"))),
        ("nav-meldingen", meldingen(tx, c, asked)?, in_wijk),
        (
            "zoeken-aandachtsgebieden",
            aandachtsgebieden(tx, c, asked)?,
            None,
        ),
        ("zoeken-afspraken", afspraken(tx, c, asked)?, None),
        ("zoeken-infopunten", infopunten(tx, c, asked)?, None),
        ("kennis-titel", kennis(tx, c, asked)?, Some(all_kennis)),
        ("zoeken-organisaties", organisaties(c, asked), None),
    ];
    Ok(all
        .into_iter()
        .filter_map(|(kop, hits, meer)| Group::of(asked, kop, hits, meer))
        .collect())
}

/// The entries of the own rail, and what stands in no rail.
fn actions(c: &C, asked: &Asked) -> Vec<Hit> {
    let rail = c
        .nav()
        .into_iter()
        .map(|item| (item.label, String::new(), item.url));
    let more = DOEN
        .iter()
        .filter(|doen| doen.may.is_none_or(|permission| c.may(permission)))
        .map(|doen| (c.t(doen.key), c.t(doen.ook), c.url(doen.path)));
    rail.chain(more)
        .filter(|(titel, ook, _)| asked.fits(&[titel.as_str(), ook.as_str()]))
        .map(|(titel, _, url)| Hit {
            titel,
            onder: String::new(),
            url,
        })
        .collect()
}

/// The other spellings of a gebied, by its key.
fn spellings<'f>(c: &'f C, sleutel: &str) -> &'f [String] {
    let known = &c.view.frame.inrichting.gebieden;
    known
        .iter()
        .find(|gebied| gebied.sleutel == sleutel)
        .map(|gebied| gebied.aliassen.as_slice())
        .unwrap_or_default()
}

/// The one wijk that was asked for by its name.
fn one_wijk(c: &C, asked: &Asked) -> Option<GebiedId> {
    let mut named = c
        .view
        .frame
        .wijken()
        .filter(|wijk| asked.fits(&[wijk.naam.as_str()]));
    let one = named.next()?;
    named.next().is_none().then_some(one.id)
}

fn wijken(c: &C, asked: &Asked) -> Vec<Hit> {
    let frame = &c.view.frame;
    let above = |parent: Option<GebiedId>| {
        parent
            .and_then(|id| frame.gebied(id))
            .map_or("", |gebied| gebied.naam.as_str())
    };
    frame
        .wijken()
        .filter(|wijk| {
            let mut texts = vec![wijk.naam.as_str(), above(wijk.parent)];
            texts.extend(spellings(c, &wijk.sleutel).iter().map(String::as_str));
            asked.fits(&texts)
        })
        .map(|wijk| Hit {
            titel: wijk.naam.clone(),
            onder: above(wijk.parent).to_owned(),
            url: c.url(&format!("/wijken/{}", wijk.sleutel)),
        })
        .collect()
}

/// By name, by the name it had before (L-72) and by where it is.
fn infopunten(tx: &mut Read<'_>, c: &C, asked: &Asked) -> Result<Vec<Hit>> {
    let all = list_infopunten(tx, c.view.frame.id)?;
    Ok(all
        .iter()
        .filter_map(|punt| point(c, asked, punt))
        .collect())
}

/// A point that nobody outside may know of is for who keeps it.
fn point(c: &C, asked: &Asked, punt: &Infopunt) -> Option<Hit> {
    let here = Here::punt(punt.id, punt.gebied);
    let may = |permission| c.view.actor.may(permission, &here);
    let keeps = may(Permission::InfopuntManage);
    if !keeps && !punt.state.is_public() {
        return None;
    }
    let wijk = c.gebied(punt.gebied);
    let texts = [
        punt.naam.as_str(),
        punt.voorheen.as_str(),
        punt.plek.as_str(),
        punt.adres.as_str(),
        wijk.as_str(),
    ];
    if !asked.fits(&texts) {
        return None;
    }
    let voorheen = if punt.voorheen.is_empty() {
        String::new()
    } else {
        c.t1("infopunt-voorheen", "naam", punt.voorheen.as_str())
    };
    let onder: Vec<&str> = [punt.adres.as_str(), wijk.as_str(), voorheen.as_str()]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect();
    let url = if keeps || may(Permission::ContactRead) {
        format!("/balie/infopunten/{}", punt.id)
    } else {
        format!("/infopunten/{}", punt.sleutel)
    };
    Some(Hit {
        titel: punt.naam.clone(),
        onder: onder.join(" · "),
        url: c.url(&url),
    })
}

fn kennis(tx: &mut Read<'_>, c: &C, asked: &Asked) -> Result<Vec<Hit>> {
    if !c.may(Permission::KennisRead) {
        return Ok(Vec::new());
    }
    let filter = kennisbank::Filter {
        woorden: asked.spelled(),
        most: KENNIS,
        ..kennisbank::Filter::default()
    };
    let found = kennisbank::list_items(tx, c.view.frame.id, &filter)?;
    Ok(found
        .into_iter()
        .filter(|item| kennisbank::may_see(&c.view.actor, item))
        .map(|item| Hit {
            onder: format!(
                "{} · {}",
                item.organisatie
                    .map_or_else(|| c.t("kennis-van-niemand"), |id| c.organisatie(id)),
                kennisbank::freshness(c, Freshness::of(&item, c.view.today()))
            ),
            url: c.url(&format!("/kennisbank/{}", item.id)),
            titel: item.titel,
        })
        .collect())
}

/// An organisation leads to what it offers, or to where organisations are kept; for who may open neither, nowhere.
fn organisaties(c: &C, asked: &Asked) -> Vec<Hit> {
    let (reads, keeps) = (
        c.may(Permission::KennisRead),
        c.may(Permission::OrganisatieManage),
    );
    if !reads && !keeps {
        return Vec::new();
    }
    let all = c.view.frame.organisaties.iter();
    all.filter(|one| asked.fits(&[one.naam.as_str()]))
        .map(|one| Hit {
            titel: one.naam.clone(),
            onder: String::new(),
            url: if reads {
                c.url(&format!("/kennisbank?organisatie={}", one.id))
            } else {
                c.url("/beheer/organisaties")
            },
        })
        .collect()
}
