//! The receipt. Whoever lets us know on the website sees it at once; whoever calls, writes or comes by and leaves a way to
//! be reached is owed it: by mail, which leaves by itself, or by whoever calls, writes or says it.

use jiff::Timestamp;
use jiff::civil::Date;
use kit::db::Queries;

use super::model::{Bron, NewMelding, ReceiptBy};
use super::store;
use crate::access::{Here, Permission};
use crate::error::Result;
use crate::ids::{GebiedId, GemeenteId, MeldingId};
use crate::kader::inrichting::termijn::MELDING_ONTVANGST;
use crate::kader::verplichtingen::{self as dues, Creditor, Debtor, Wanted};
use crate::write::Write;

const ONTVANGST: &str = "melding.ontvangst";

/// Whether somebody still has to hear that this arrived.
pub(super) fn is_owed(new: &NewMelding) -> bool {
    let is_shown_at_once = new.kanaal == "digitaal";
    let is_from_elsewhere = new.bron == Bron::Import || new.external.is_some();
    let can_be_reached = new.contact.email.is_some() || new.contact.telefoon.is_some();
    !is_shown_at_once && !is_from_elsewhere && can_be_reached
}

/// Notes that the receipt is owed, by the role that has the melding.
pub(super) fn owe(
    ctx: &mut Write<'_>,
    id: MeldingId,
    gebied: GebiedId,
    owner: &str,
    due: Option<Date>,
) -> Result<()> {
    dues::owe(
        ctx,
        &Wanted {
            soort: ONTVANGST,
            subject_kind: "melding",
            subject: id.0,
            debtor: Debtor::Rol(owner.to_owned()),
            creditor: Creditor::Melder,
            gebied: Some(gebied),
            due,
            bron: "INV-20",
        },
    )?;
    Ok(())
}

/// The day by which it is owed when it starts today.
pub(super) fn due(ctx: &Write<'_>) -> Option<Date> {
    dues::due_from(ctx, MELDING_ONTVANGST)
}

/// A receipt that is still owed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OwedReceipt {
    /// By when; empty while the term is not decided.
    pub due: Option<Date>,
}

/// The receipt that is still owed, if one is.
pub fn find_owed_receipt(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    id: MeldingId,
) -> Result<Option<OwedReceipt>> {
    let all = dues::list_about(tx, gemeente, id.0)?;
    let open = all
        .into_iter()
        .find(|due| due.soort == ONTVANGST && due.state == "open");
    Ok(open.map(|due| OwedReceipt { due: due.due }))
}

/// Notes that the receipt was given; saying so twice is saying it once.
pub fn note_receipt(ctx: &mut Write<'_>, id: MeldingId, how: ReceiptBy) -> Result<bool> {
    let gemeente = ctx.gemeente();
    let melding = store::get_melding(ctx, gemeente, id)?;
    ctx.require(Permission::MeldingTriage, &Here::gebied(melding.gebied))?;
    if !dues::is_open(ctx, gemeente, ONTVANGST, id.0)? {
        return Ok(false);
    }
    dues::satisfy(ctx, ONTVANGST, id.0, how.word())?;
    Ok(true)
}

/// Whoever heard how it ended knows that it arrived.
pub(super) fn told(ctx: &mut Write<'_>, id: MeldingId) -> Result<()> {
    dues::satisfy(ctx, ONTVANGST, id.0, "told")
}

/// There is nobody left to give it to.
pub fn forget_receipt(ctx: &mut Write<'_>, id: MeldingId) -> Result<()> {
    dues::waive(ctx, ONTVANGST, id.0, "erased")
}

/// Joined: who was to hear it hears it of the melding that stays, by the same day.
pub(super) fn carry(ctx: &mut Write<'_>, from: MeldingId, into: MeldingId) -> Result<()> {
    let gemeente = ctx.gemeente();
    let Some(owed) = find_owed_receipt(ctx, gemeente, from)? else {
        return Ok(());
    };
    dues::waive(ctx, ONTVANGST, from.0, "joined")?;
    if find_owed_receipt(ctx, gemeente, into)?.is_some() {
        return Ok(());
    }
    let kept = store::get_melding(ctx, gemeente, into)?;
    let owner = super::actions::triage_role(ctx);
    owe(ctx, into, kept.gebied, &owner, owed.due)
}

/// The join was taken back: what came along with it is owed where it was.
pub(super) fn carry_back(ctx: &mut Write<'_>, into: MeldingId, joined_at: Timestamp) -> Result<()> {
    dues::waive_since(ctx, ONTVANGST, into.0, joined_at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wijkaanpak::meldingen::Contactgegevens;

    #[test]
    fn a_receipt_is_owed_to_who_can_be_reached_and_did_not_see_it() {
        let reached = Contactgegevens {
            telefoon: Some("0612345678".into()),
            ..Contactgegevens::default()
        };
        let nobody = Contactgegevens::default();
        let only_named = Contactgegevens {
            naam: Some("Ada Verzonnen".into()),
            ..Contactgegevens::default()
        };
        let cases = [
            ("telefoon", Bron::Bewoner, &reached, false, true),
            ("brief", Bron::Organisatie, &reached, false, true),
            ("digitaal", Bron::Bewoner, &reached, false, false),
            ("telefoon", Bron::Bewoner, &nobody, false, false),
            ("telefoon", Bron::Bewoner, &only_named, false, false),
            ("import", Bron::Import, &reached, true, false),
            ("telefoon", Bron::Bewoner, &reached, true, false),
        ];
        for (kanaal, bron, contact, elsewhere, owed) in cases {
            let new = NewMelding {
                gebied: None,
                place: None,
                near_home: false,
                onderwerp: None,
                omschrijving: "De stoep ligt los.".into(),
                plaats: None,
                kanaal: kanaal.into(),
                bron,
                bron_id: None,
                contact: contact.clone(),
                photos: Vec::new(),
                token: String::new(),
                external: elsewhere.then(|| ("elders".into(), "1".into())),
                raised_on: None,
            };
            assert_eq!(is_owed(&new), owed, "{kanaal} {bron} {elsewhere}");
        }
    }
}
