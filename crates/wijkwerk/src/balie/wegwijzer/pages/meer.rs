//! The rest of an offer at the desk: who it is for, what it costs, where and when else, in which languages, and what the
//! desk noted beside it. Each only if there is something to tell.

use kit::db::Queries;

use crate::balie::kennisbank::{
    self, Item, Near, Notitie, Plek, get_item, list_gebieden, list_notities, list_plaatsen,
    nearest_to, with_hours,
};
use crate::error::Result;
use crate::ids::KennisitemId;
use crate::layout::C;

/// Most other places that are named; the page of the item has them all.
const ELSEWHERE: usize = 5;
/// The language that everything is written in, which goes without saying.
const DUTCH: &str = "nl";

/// What stands under the text of an answer.
#[derive(Clone, Debug, Default)]
pub(super) struct Meer {
    /// What it is about, and what is told of that.
    pub(super) feiten: Vec<(String, String)>,
    /// Where it can be had besides the nearest place.
    pub(super) elders: Vec<Plek>,
    /// How many more places there are.
    pub(super) nog: usize,
    /// Notes of others: the text, and who wrote it when.
    pub(super) notities: Vec<(String, String)>,
}

/// Looks up what more there is to tell of an item that may be shown.
pub(super) fn look(
    tx: &mut impl Queries,
    c: &C,
    id: KennisitemId,
    near: Option<&Near>,
) -> Result<Meer> {
    let gemeente = c.view.frame.id;
    let item = get_item(tx, gemeente, id)?;
    let gebieden = list_gebieden(tx, gemeente, id)?;
    let gebieden: Vec<String> = gebieden.into_iter().map(|id| c.gebied(id)).collect();
    let all = nearest_to(&c.view, list_plaatsen(tx, gemeente, id)?, near);
    let nog = all.len().saturating_sub(1 + ELSEWHERE);
    let elders = all.into_iter().skip(1).take(ELSEWHERE).collect();
    let notities = list_notities(tx, gemeente, id)?;
    Ok(Meer {
        feiten: facts(c, &item, &gebieden),
        elders: with_hours(tx, c, elders)?,
        nog,
        notities: notities.iter().map(|one| labelled(c, one)).collect(),
    })
}

fn facts(c: &C, item: &Item, gebieden: &[String]) -> Vec<(String, String)> {
    let leeftijd = kennisbank::leeftijd(c, item.min_leeftijd, item.max_leeftijd);
    let doelgroep = format!("{} {leeftijd}", item.doelgroep);
    let talen = item.languages();
    let talen: Vec<String> = if talen.iter().all(|code| code == DUTCH) {
        Vec::new()
    } else {
        talen.iter().map(|code| kennisbank::taal(c, code)).collect()
    };
    [
        ("kennis-veld-doelgroep", doelgroep.trim().to_owned()),
        ("kennis-veld-voorwaarden", item.voorwaarden.clone()),
        ("kennis-veld-kosten", item.kosten.clone()),
        ("kennis-waar-voor", c.list_and(gebieden)),
        ("kennis-veld-talen", c.list_and(&talen)),
    ]
    .into_iter()
    .filter(|(_, text)| !text.is_empty())
    .map(|(key, text)| (c.t(key), text))
    .collect()
}

/// A note with its label: of which organisation, and since when.
fn labelled(c: &C, notitie: &Notitie) -> (String, String) {
    let van = match notitie.organisatie {
        Some(id) => c.t1("kennis-notitie-van", "wie", c.organisatie(id)),
        None => c.t("kennis-notitie-los"),
    };
    (
        notitie.tekst.clone(),
        format!("{van} · {}", c.moment(notitie.at)),
    )
}
