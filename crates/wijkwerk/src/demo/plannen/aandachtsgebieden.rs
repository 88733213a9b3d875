//! The aandachtsgebieden of a simulated werkplan: taken up, their result, and what reporters think of it.

use super::{Stap, first_member, show_photo, soft, team_members};
use crate::access::{Actor, LinkKind};
use crate::demo::jaar::{Gebeurtenis, Jaar};
use crate::demo::tekening::Stage;
use crate::demo::teksten::ONDERWERPEN;
use crate::error::{Error, Result};
use crate::ids::{AandachtsgebiedId, MeldingId, OrgaanId, WerkplanId};
use crate::kader::bewijzen::Bewijs;
use crate::wijkaanpak::meldingen;
use crate::wijkaanpak::werkplannen::{NewAandachtsgebied, Van, actions as acts};

pub(super) fn take_up(
    jaar: &mut Jaar<'_>,
    place: usize,
    werkplan: WerkplanId,
    orgaan: OrgaanId,
    onderwerp: usize,
) -> Result<()> {
    let actor = first_member(jaar, place, orgaan)?;
    let frame = jaar.plaatsen[place].frame.clone();
    let members = team_members(jaar, place, orgaan);
    let story = &ONDERWERPEN[onderwerp];
    let Some(team) = frame.orgaan(orgaan) else {
        return Ok(());
    };
    let all: Vec<_> = frame
        .wijken()
        .filter(|wijk| frame.wijken_of(team).contains(&wijk.id))
        .map(|wijk| wijk.id)
        .collect();
    let chance = &mut jaar.plaatsen[place].chance;
    let Some(wijk) = chance.pick(&all).copied() else {
        return Ok(());
    };
    let mut wijken = vec![wijk];
    if all.len() > 1 && chance.chance(30) {
        wijken.extend(all.iter().find(|other| **other != wijk));
    }
    let themas = frame
        .inrichting
        .themas
        .get(story.thema)
        .map(|thema| thema.sleutel.clone())
        .into_iter()
        .collect();
    let partners = members
        .iter()
        .filter_map(|p| Some((p.organisatie?, Some(p.account))))
        .collect();
    let wanted = NewAandachtsgebied {
        werkplan,
        titel: story.titel.into(),
        behoefte: story.behoefte.into(),
        behoefte_van: if chance.chance(75) {
            Van::Bewoners
        } else {
            Van::Partner
        },
        behoefte_bron: chance.chance(85).then(|| story.bron.to_owned()),
        wijken: wijken.clone(),
        themas,
        partners,
        eigen_initiatief: chance.chance(15),
        integraal: false,
        velden: std::collections::BTreeMap::new(),
        owner_organisatie: members.first().and_then(|p| p.organisatie),
    };
    let made = jaar.app.write_blocking(&frame, &actor, move |ctx| {
        acts::propose_aandachtsgebied(ctx, &wanted)
    })?;
    for wijk in wijken {
        jaar.plaatsen[place]
            .open
            .entry(wijk)
            .or_default()
            .push(made);
    }
    for n in 0..story.afspraken.len() {
        jaar.in_hours(
            place,
            20,
            300,
            Gebeurtenis::Plan(Stap::Propose {
                aandachtsgebied: made,
                orgaan,
                onderwerp,
                n,
            }),
        );
    }
    jaar.in_hours(
        place,
        2600,
        4200,
        Gebeurtenis::Plan(Stap::Result {
            aandachtsgebied: made,
            orgaan,
            onderwerp,
        }),
    );
    Ok(())
}

pub(super) fn result(
    jaar: &mut Jaar<'_>,
    place: usize,
    aandachtsgebied: AandachtsgebiedId,
    orgaan: OrgaanId,
    onderwerp: usize,
) -> Result<()> {
    let actor = first_member(jaar, place, orgaan)?;
    let frame = jaar.plaatsen[place].frame.clone();
    let kind = ONDERWERPEN[onderwerp].thema * 2;
    let photo = jaar.photo(place, kind, Stage::After)?;
    let proof = Bewijs::File(photo);
    let text = ONDERWERPEN[onderwerp].resultaat;
    let made = soft(jaar.app.write_blocking(&frame, &actor, move |ctx| {
        acts::record_result(ctx, aandachtsgebied, text, &proof)
    }))?;
    if let Some(resultaat) = made {
        // Not all of it: a card without a photo is to be seen too.
        if onderwerp % 4 != 3 {
            show_photo(jaar, place, &actor, resultaat.0)?;
        }
        let step = Gebeurtenis::Plan(Stap::Judge { aandachtsgebied });
        jaar.in_hours(place, 24, 120, step);
    }
    Ok(())
}

pub(super) fn judge(
    jaar: &mut Jaar<'_>,
    place: usize,
    aandachtsgebied: AandachtsgebiedId,
) -> Result<()> {
    use kit::db::Queries;
    let frame = jaar.plaatsen[place].frame.clone();
    let gemeente = frame.id;
    let behind: Vec<MeldingId> = jaar.app.db().read_blocking(move |tx| {
        Ok::<_, Error>(tx.query(
            "SELECT id FROM meldingen WHERE gemeente_id = $1 AND aandachtsgebied_id = $2 ORDER BY id LIMIT 50",
            &[&gemeente, &aandachtsgebied],
            |row| row.get(0),
        )?)
    })?;
    for id in behind {
        let Some(actor @ Actor::Link(_)) = jaar.reporter(place, id)? else {
            continue;
        };
        debug_assert!(matches!(&actor, Actor::Link(link) if link.kind == LinkKind::Melder));
        if jaar.plaatsen[place].chance.chance(55) {
            let solved = jaar.plaatsen[place].chance.chance(80);
            let judged = jaar
                .app
                .write_blocking(&frame, &actor, move |ctx| meldingen::judge(ctx, solved));
            soft(judged)?;
        }
    }
    Ok(())
}
