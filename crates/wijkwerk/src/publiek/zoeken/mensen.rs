//! People in a role: found by role, organisation and wijk; by name only where whoever asks may read that name.

use std::collections::{BTreeMap, BTreeSet};

use kit::db::Read;

use super::model::Hit;
use super::rules::Asked;
use super::store;
use crate::access::{Here, Permission};
use crate::error::Result;
use crate::frame::Frame;
use crate::ids::{AccountId, GebiedId, OrgaanId};
use crate::kader::accounts::{
    AccountRow, RolvervullingRow, initials, list_accounts, list_rolvervullingen, where_words,
};
use crate::kader::gebieden::Gebied;
use crate::kader::inrichting::TeamSoort;
use crate::layout::C;
use crate::wijkaanpak::werkplannen::actions::may_see;

/// Whoever is in a role, each once per role. A role that may do nothing is no work: that is how a resident is known.
pub(super) fn people(tx: &mut Read<'_>, c: &C, asked: &Asked) -> Result<Vec<Hit>> {
    let view = &c.view;
    let (gemeente, today) = (view.frame.id, view.today());
    let mut seats: BTreeMap<AccountId, Vec<OrgaanId>> = BTreeMap::new();
    for (account, orgaan) in store::list_seats(tx, gemeente, today)? {
        seats.entry(account).or_default().push(orgaan);
    }
    let manages = view.actor.may(Permission::AccountManage, &Here::ANYWHERE);
    let mut seen = BTreeSet::new();
    let mut hits = Vec::new();
    let accounts: BTreeMap<AccountId, AccountRow> = list_accounts(tx, gemeente)?
        .into_iter()
        .filter(|who| !who.ended)
        .map(|who| (who.id, who))
        .collect();
    for one in list_rolvervullingen(tx, gemeente, None, today)? {
        let Some(who) = accounts.get(&one.account) else {
            continue;
        };
        if view.frame.inrichting.permissions_of(&one.rol).is_empty() {
            continue;
        }
        let sits_in = seats.get(&one.account).map(Vec::as_slice);
        let sits_in = sits_in.unwrap_or_default();
        let found = told(c, (who, &one), open_team(c, sits_in), manages, asked);
        if let Some(hit) = found
            && seen.insert((one.account, one.rol))
        {
            hits.push(hit);
        }
    }
    Ok(hits)
}

/// The first team this person sits in whose page whoever asks may open: names stand there.
fn open_team(c: &C, sits_in: &[OrgaanId]) -> Option<OrgaanId> {
    let frame = &c.view.frame;
    let organen = sits_in.iter().filter_map(|id| frame.orgaan(*id));
    organen
        .filter(|orgaan| {
            TeamSoort::ALL
                .iter()
                .any(|soort| soort.key() == orgaan.soort)
        })
        .find(|team| {
            let wijken: Vec<GebiedId> = frame.wijken_of(team).into_iter().collect();
            may_see(&c.view.actor, &wijken)
        })
        .map(|team| team.id)
}

/// This person as a line, if that is what was asked for: the full name where it may be read, else initials; with the
/// page where who-is-who shows them.
fn told(
    c: &C,
    (who, one): (&AccountRow, &RolvervullingRow),
    team: Option<OrgaanId>,
    manages: bool,
    asked: &Asked,
) -> Option<Hit> {
    let shows = who.shows_name || manages || team.is_some();
    let wijken = reached(&c.view.frame, one);
    let url = match (team, wijken.first()) {
        (Some(team), _) => c.url(&format!("/teams/{team}")),
        (None, Some(wijk)) => c.url(&format!("/wijken/{}", wijk.sleutel)),
        (None, None) if manages => c.url(&format!("/beheer/mensen/{}", one.account)),
        // Nowhere told of without their own word.
        (None, None) if !who.shows_name => return None,
        (None, None) => String::new(),
    };
    let rol = c.role(&one.rol);
    let organisatie = one
        .organisatie
        .or(who.organisatie)
        .map_or_else(String::new, |id| c.organisatie(id));
    // The organisation itself is told beside it.
    let waar = if one.scope_kind == "organisatie" {
        String::new()
    } else {
        where_words(c, one)
    };
    let mut texts = vec![rol.as_str(), organisatie.as_str(), waar.as_str()];
    texts.extend(wijken.iter().map(|wijk| wijk.naam.as_str()));
    if shows {
        texts.push(&who.naam);
    }
    if !asked.fits(&texts) {
        return None;
    }
    let onder: Vec<&str> = [rol.as_str(), organisatie.as_str(), waar.as_str()]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect();
    Some(Hit {
        titel: if shows {
            who.naam.clone()
        } else {
            initials(&who.naam)
        },
        onder: onder.join(" · "),
        url,
    })
}

/// The wijken on whose page this person stands, in the order of the gemeente.
fn reached<'f>(frame: &'f Frame, one: &RolvervullingRow) -> Vec<&'f Gebied> {
    let within = match (one.scope_kind.as_str(), one.scope_id) {
        ("gebied", Some(id)) => frame.within(GebiedId(id)),
        ("orgaan", Some(id)) => frame
            .orgaan(OrgaanId(id))
            .map(|orgaan| frame.wijken_of(orgaan))
            .unwrap_or_default(),
        ("locatie", _) => one.locatie.as_ref().map_or_else(BTreeSet::new, |found| {
            let all = found.gebieden.iter();
            all.flat_map(|id| frame.within(*id)).collect()
        }),
        _ => BTreeSet::new(),
    };
    frame
        .wijken()
        .filter(|wijk| within.contains(&wijk.id))
        .collect()
}
