//! What the owner puts beside the text: residents' words, channels, places, for whom, its product name, other languages.

use super::own;
use crate::balie::infopunten::tijden;
use crate::balie::kennisbank::model::{Kanaalplek, Vertaling};
use crate::balie::kennisbank::store::gelezen;
use crate::balie::kennisbank::{publiek, rules, store};
use crate::error::{Error, FieldError, Result};
use crate::ids::{GebiedId, KennisitemId, LocatieId};
use crate::journaal::{Entry, Verb};
use crate::write::Write;

/// Most words of one item.
const WORDS: usize = 60;
/// Most characters of a word or a line beside the text.
const LINE: usize = 200;
/// Most characters of hours as they are typed.
const HOURS: usize = 500;

/// Notes what was changed beside the text; a source that is read in again does not wipe it then.
fn noted(ctx: &mut Write<'_>, id: KennisitemId, what: &'static str) -> Result<()> {
    store::touch(ctx, id)?;
    // What a source knows nothing of it leaves as it is.
    if what != "kanalen" {
        gelezen::set_beside_here(ctx, id)?;
    }
    ctx.journal(Entry::new("kennisitem", id.0, Verb::Changed).word("what", what))?;
    publiek::project(ctx, id)
}

/// Residents' own words for it: what people say when they mean this.
pub fn set_woorden(ctx: &mut Write<'_>, id: KennisitemId, woorden: &[String]) -> Result<()> {
    let item = own(ctx, id)?;
    rules::change(item.state)?;
    let mut all: Vec<String> = woorden
        .iter()
        .map(|woord| {
            woord
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" ")
                .to_lowercase()
        })
        .filter(|woord| !woord.is_empty())
        .collect();
    all.sort();
    all.dedup();
    if all.len() > WORDS || all.iter().any(|woord| woord.chars().count() > LINE) {
        return Err(Error::field("woorden", "kennis-woorden-veel"));
    }
    let gemeente = ctx.gemeente();
    if store::list_woorden(ctx, gemeente, id)? == all {
        return Ok(());
    }
    store::set_woorden(ctx, id, &all)?;
    noted(ctx, id, "woorden")
}

/// Where it can be found, per channel of the inrichting (L-27).
pub fn set_kanalen(ctx: &mut Write<'_>, id: KennisitemId, kanalen: &[Kanaalplek]) -> Result<()> {
    let item = own(ctx, id)?;
    rules::change(item.state)?;
    for plek in kanalen {
        if ctx.frame.inrichting.kanaal(&plek.kanaal).is_none() {
            return Err(Error::field("kanalen", "kennis-kanaal-onbekend"));
        }
        if plek.waar.chars().count() > LINE {
            return Err(Error::field("kanalen", "kennis-te-lang"));
        }
    }
    let gemeente = ctx.gemeente();
    let mut wanted = kanalen.to_vec();
    wanted.sort_by(|a, b| a.kanaal.cmp(&b.kanaal));
    if store::list_kanalen(ctx, gemeente, id)? == wanted {
        return Ok(());
    }
    store::set_kanalen(ctx, id, &wanted)?;
    noted(ctx, id, "kanalen")
}

/// At which places it can be had: hours of its own as they were typed (nothing typed: those of the place), and a remark.
/// What nobody touched stays what it is, however it came here.
pub fn set_plaatsen(
    ctx: &mut Write<'_>,
    id: KennisitemId,
    plaatsen: &[(LocatieId, String, String)],
) -> Result<()> {
    let item = own(ctx, id)?;
    rules::change(item.state)?;
    let gemeente = ctx.gemeente();
    let mut before = store::list_eigen_plaatsen(ctx, gemeente, id)?;
    let mut wanted = Vec::with_capacity(plaatsen.len());
    for (locatie, typed, remark) in plaatsen {
        let was = before.iter().find(|(known, ..)| known == locatie);
        let (hours, more) =
            was.map_or(("", ""), |(_, hours, more)| (hours.as_str(), more.as_str()));
        let hours = own_hours(ctx, typed, hours)?;
        wanted.push((*locatie, hours, own_remark(remark, more)?));
    }
    wanted.sort();
    wanted.dedup_by_key(|(locatie, ..)| *locatie);
    before.sort();
    if before == wanted {
        return Ok(());
    }
    store::set_plaatsen(ctx, id, &wanted)?;
    noted(ctx, id, "plaatsen")
}

/// Hours of its own at a place, as they are stored.
fn own_hours(ctx: &Write<'_>, typed: &str, was: &str) -> Result<String> {
    let typed = typed.trim();
    if typed == was.trim() {
        return Ok(was.to_owned());
    }
    if typed.chars().count() > HOURS {
        return Err(Error::field("plaatsen", "kennis-te-lang"));
    }
    tijden::of_place(ctx.frame, typed).map_err(|sentence| {
        Error::Invalid(vec![FieldError {
            field: "plaatsen",
            sentence,
        }])
    })
}

/// A remark about it at a place.
fn own_remark(given: &str, was: &str) -> Result<String> {
    let given = given.trim();
    if given == was.trim() {
        return Ok(was.to_owned());
    }
    if given.chars().count() > LINE {
        return Err(Error::field("plaatsen", "kennis-te-lang"));
    }
    Ok(given.to_owned())
}

/// For which gebieden it is; none: for the whole gemeente.
pub fn set_gebieden(ctx: &mut Write<'_>, id: KennisitemId, gebieden: &[GebiedId]) -> Result<()> {
    let item = own(ctx, id)?;
    rules::change(item.state)?;
    if gebieden
        .iter()
        .any(|gebied| ctx.frame.gebied(*gebied).is_none())
    {
        return Err(Error::field("gebieden", "kennis-gebied-onbekend"));
    }
    let gemeente = ctx.gemeente();
    let mut wanted = gebieden.to_vec();
    wanted.sort();
    wanted.dedup();
    if store::list_gebieden(ctx, gemeente, id)? == wanted {
        return Ok(());
    }
    store::set_gebieden(ctx, id, &wanted)?;
    // What a package brought is given back as it came; its owner now says otherwise.
    gelezen::delete_extra(ctx, id, "service_areas")?;
    noted(ctx, id, "gebieden")
}

/// Under which name of the Uniforme Productnamenlijst it is known, of the names that were read in; empty: under none.
pub fn set_productnaam(ctx: &mut Write<'_>, id: KennisitemId, uri: &str) -> Result<()> {
    let item = own(ctx, id)?;
    rules::change(item.state)?;
    let uri = Some(uri.trim()).filter(|uri| !uri.is_empty());
    if item.upl_uri.as_deref() == uri {
        return Ok(());
    }
    let gemeente = ctx.gemeente();
    let naam = match uri {
        None => None,
        Some(uri) => {
            let known = store::find_productnaam(ctx, gemeente, uri)?;
            Some(known.ok_or_else(|| Error::field("upl", "kennis-upl-onbekend"))?)
        }
    };
    store::set_productnaam(ctx, id, naam.as_deref(), uri)?;
    noted(ctx, id, "upl")
}

/// How it can be asked for online (`ja`, or `digid` where one signs in with DigiD); empty: it cannot.
pub fn set_online(ctx: &mut Write<'_>, id: KennisitemId, hoe: &str) -> Result<()> {
    let item = own(ctx, id)?;
    rules::change(item.state)?;
    let hoe = Some(hoe.trim()).filter(|hoe| !hoe.is_empty());
    if hoe.is_some_and(|hoe| !rules::ONLINE.contains(&hoe)) {
        return Err(Error::field("online", "kennis-online-fout"));
    }
    let gemeente = ctx.gemeente();
    if store::find_online(ctx, gemeente, id)?.as_deref() == hoe {
        return Ok(());
    }
    store::set_online(ctx, id, hoe)?;
    noted(ctx, id, "online")
}

/// The same text in another language, made from the present version.
pub fn add_vertaling(ctx: &mut Write<'_>, id: KennisitemId, vertaling: &Vertaling) -> Result<()> {
    let item = own(ctx, id)?;
    rules::change(item.state)?;
    let code = &vertaling.taal;
    if code.len() != 2 || !code.bytes().all(|b| b.is_ascii_lowercase()) || code == "nl" {
        return Err(Error::field("taal", "kennis-talen-fout"));
    }
    if vertaling.titel.trim().is_empty() {
        return Err(Error::field("vertaling_titel", "kennis-titel-nodig"));
    }
    if vertaling.titel.chars().count() > rules::TITEL
        || vertaling.samenvatting.chars().count() > rules::SAMENVATTING
        || vertaling.tekst.chars().count() > rules::TEKST
    {
        return Err(Error::field("vertaling_tekst", "kennis-te-lang"));
    }
    store::put_vertaling(
        ctx,
        id,
        &Vertaling {
            versie: item.versie,
            ..vertaling.clone()
        },
    )?;
    noted(ctx, id, "vertaling")
}
