//! Who is behind a zetel that is kept open, and which invitations wait for an answer (V-18).

use jiff::civil::Date;
use kit::db::Queries;

use super::actions::may_remind;
use super::store::{Orgaan, list_invitations, list_zetels};
use super::store_genodigden::{list_of_body, list_of_organisatie};
use crate::error::Result;
use crate::frame::Frame;
use crate::ids::{AccountId, OrgaanId, ZetelId};
use crate::kader::inrichting::{BewonerSoort, Zetel, actions::key_of};

/// Somebody who is asked to take part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Genodigde {
    pub id: AccountId,
    pub naam: String,
    pub email: String,
    pub taal: String,
}

/// Everybody who speaks on `day` for whom this zetel is kept: of the residents' bodies in the gebieden of the orgaan, or
/// of the organisations that may take it.
pub fn list_genodigden(
    tx: &mut impl Queries,
    frame: &Frame,
    orgaan: OrgaanId,
    zetel: ZetelId,
    day: Date,
) -> Result<Vec<Genodigde>> {
    let Some(orgaan) = frame.orgaan(orgaan) else {
        return Ok(Vec::new());
    };
    let all = list_zetels(tx, frame.id, orgaan.id, day)?;
    let key = all.iter().find(|found| found.id == zetel);
    let Some(kept) = key.and_then(|found| kept_for(frame, orgaan, &found.sleutel)) else {
        return Ok(Vec::new());
    };
    let mut found: Vec<Genodigde> = Vec::new();
    if kept.bewoner == Some(BewonerSoort::Bewonersorgaan) {
        let wijken = frame.wijken_of(orgaan);
        let bodies = frame
            .organen
            .iter()
            .filter(|body| body.is_bewonersorgaan() && !frame.wijken_of(body).is_disjoint(&wijken));
        for body in bodies {
            found.extend(list_of_body(tx, frame.id, body.id, day)?);
        }
    }
    let takes = |sleutel: &str, soort: &str| {
        kept.organisatie.as_deref() == Some(sleutel)
            || kept
                .organisatie_soort
                .as_ref()
                .is_some_and(|kind| key_of(kind) == soort)
    };
    for organisatie in &frame.organisaties {
        if takes(&organisatie.sleutel, &organisatie.soort) {
            found.extend(list_of_organisatie(tx, frame.id, organisatie.id, day)?);
        }
    }
    found.sort_by_key(|one| one.id);
    found.dedup_by_key(|one| one.id);
    Ok(found)
}

/// What the inrichting says of the zetel with this key.
fn kept_for<'f>(frame: &'f Frame, orgaan: &Orgaan, sleutel: &str) -> Option<&'f Zetel> {
    let mut kinds = frame.inrichting.organen.iter();
    let kind = kinds.find(|kind| key_of(&kind.soort) == orgaan.soort)?;
    kind.zetels.iter().find(|zetel| zetel.sleutel == sleutel)
}

/// The invitations that may be repeated on `day` and of which somebody hears by mail. A proposed division invites
/// nobody yet; what nobody would hear of stays for whoever rings or writes.
pub fn list_unanswered(
    tx: &mut impl Queries,
    frame: &Frame,
    day: Date,
) -> Result<Vec<(OrgaanId, ZetelId)>> {
    let mut waiting = Vec::new();
    for orgaan in frame.organen.iter().filter(|one| one.status != "proposed") {
        for found in list_invitations(tx, frame.id, orgaan.id, day)? {
            if may_remind(frame, &found, day).is_ok()
                && !list_genodigden(tx, frame, orgaan.id, found.zetel, day)?.is_empty()
            {
                waiting.push((orgaan.id, found.zetel));
            }
        }
    }
    Ok(waiting)
}
