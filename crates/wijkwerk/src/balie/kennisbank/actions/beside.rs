//! What the owner puts beside the text: residents' words, channels, places, for whom, its product name, other languages.

use super::own;
use crate::balie::kennisbank::model::{Kanaalplek, Vertaling};
use crate::balie::kennisbank::{publiek, rules, store};
use crate::error::{Error, Result};
use crate::ids::{GebiedId, KennisitemId, LocatieId};
use crate::journaal::{Entry, Verb};
use crate::write::Write;

/// Most words of one item.
const WORDS: usize = 60;
/// Most characters of a word or a line beside the text.
const LINE: usize = 200;

fn noted(ctx: &mut Write<'_>, id: KennisitemId, what: &'static str) -> Result<()> {
    store::touch(ctx, id)?;
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

/// At which places it can be had, with hours of its own where they differ.
pub fn set_plaatsen(
    ctx: &mut Write<'_>,
    id: KennisitemId,
    plaatsen: &[(LocatieId, String, String)],
) -> Result<()> {
    let item = own(ctx, id)?;
    rules::change(item.state)?;
    let long = |text: &String| text.chars().count() > LINE;
    if plaatsen
        .iter()
        .any(|(_, hours, more)| long(hours) || long(more))
    {
        return Err(Error::field("plaatsen", "kennis-te-lang"));
    }
    let gemeente = ctx.gemeente();
    let before: Vec<LocatieId> = store::list_plaatsen(ctx, gemeente, id)?
        .iter()
        .map(|found| found.locatie)
        .collect();
    if before.is_empty() && plaatsen.is_empty() {
        return Ok(());
    }
    store::set_plaatsen(ctx, id, plaatsen)?;
    noted(ctx, id, "plaatsen")
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
