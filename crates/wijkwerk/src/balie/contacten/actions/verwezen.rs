//! Somebody was sent on: that counts as one contact, whether or not the desk notes it by hand too.

use jiff::{SignedDuration, Timestamp};

use super::vragen::note_vraag;
use super::{VOORLICHTING, check, consulted, may_see, note_contact, settle_state};
use crate::balie::contacten::model::{NewContact, NewVraag, Uitkomst};
use crate::balie::contacten::store_beside::{self, Same};
use crate::balie::contacten::{rules, store};
use crate::error::Result;
use crate::ids::{AccountId, ContactId, GebiedId, InfopuntId, KennisitemId};
use crate::journaal::{Entry, Verb};
use crate::write::Write;

/// What is noted by hand so long before or after somebody was sent on about the same is the same contact.
const SAME_MINUTES: i64 = 10;

/// Somebody who was sent on.
#[derive(Clone, Debug)]
pub struct SentOn {
    /// In which contact, if that is known.
    pub contact: Option<ContactId>,
    pub onderwerp: String,
    pub item: Option<KennisitemId>,
    pub infopunt: Option<InfopuntId>,
    pub gebied: Option<GebiedId>,
}

fn since(ctx: &Write<'_>) -> Timestamp {
    ctx.now - SignedDuration::from_mins(SAME_MINUTES)
}

/// Notes that somebody was sent on, in the contact of which it is known, in the one that the same person noted by hand
/// just before, or else in one of its own. Answers which; whoever calls this has asked whether it may be done.
pub fn note_sent_on(ctx: &mut Write<'_>, sent: &SentOn) -> Result<Option<ContactId>> {
    let Some(account) = ctx.actor.account() else {
        return Ok(sent.contact);
    };
    let (by, organisatie) = (account.id, account.organisatie);
    let (gemeente, moment) = (ctx.gemeente(), since(ctx));
    let known = if sent.contact.is_some() {
        sent.contact
    } else {
        let same = Same {
            account: by,
            onderwerp: &sent.onderwerp,
            item: sent.item,
            infopunt: sent.infopunt,
        };
        store_beside::find_noted(ctx, gemeente, &same, moment)?
    };
    let vraag = NewVraag {
        item: sent.item,
        ..NewVraag::about(&sent.onderwerp, Uitkomst::Referred)
    };
    if let Some(id) = known {
        let Some(contact) = store::find_contact(ctx, gemeente, id)? else {
            return Ok(known);
        };
        let vragen = store::list_vragen(ctx, gemeente, id)?;
        let is_noted = vragen
            .iter()
            .any(|one| one.uitkomst == Uitkomst::Referred && one.onderwerp == sent.onderwerp);
        if !is_noted && vragen.len() < rules::MOST && may_see(ctx.actor, &contact) {
            let same = vragen
                .iter()
                .find(|one| one.vervolg_op.is_none() && one.onderwerp == sent.onderwerp);
            let vraag = NewVraag {
                vervolg_op: same.map(|one| one.id),
                ..vraag
            };
            note_vraag(ctx, id, contact.gebied, Some(by), &vraag)?;
        }
        return Ok(known);
    }
    let Some(kanaal) = channel(ctx, by)? else {
        return Ok(None);
    };
    let new = NewContact {
        kanaal,
        infopunt: sent.infopunt,
        gebied: sent.gebied,
        bijeenkomst: None,
        vragen: vec![vraag],
        geraadpleegd: Vec::new(),
    };
    let id = note_contact(ctx, &new, Some(by), organisatie)?;
    store_beside::set_by_itself(ctx, id)?;
    Ok(Some(id))
}

/// The channel over which this person helped last today, else that of the desk.
fn channel(ctx: &mut Write<'_>, by: AccountId) -> Result<Option<String>> {
    let gemeente = ctx.gemeente();
    let today = ctx.now - SignedDuration::from_hours(12);
    let last = store::list_of_account(ctx, gemeente, by, today)?;
    let inrichting = &ctx.frame.inrichting;
    let mut last = last.into_iter().map(|contact| contact.kanaal);
    if let Some(usual) = last.find(|kanaal| inrichting.kanaal(kanaal).is_some()) {
        return Ok(Some(usual));
    }
    let by_hand = |key: &str| !matches!(key, super::DIGITAAL | VOORLICHTING | "import");
    let mut all = inrichting.kanalen.iter();
    let first = inrichting
        .desk_channel()
        .or_else(|| all.find(|kanaal| by_hand(&kanaal.sleutel)));
    Ok(first.map(|kanaal| kanaal.sleutel.clone()))
}

/// The contact that was noted by itself a moment ago and is now noted by hand, if it is that one.
pub(super) fn noted_by_itself(
    ctx: &mut Write<'_>,
    new: &NewContact,
    by: Option<AccountId>,
) -> Result<Option<ContactId>> {
    let sent = new
        .vragen
        .iter()
        .find(|vraag| vraag.uitkomst == Uitkomst::Referred);
    let (Some(sent), Some(by), None) = (sent, by, new.bijeenkomst) else {
        return Ok(None);
    };
    let (gemeente, moment) = (ctx.gemeente(), since(ctx));
    let same = Same {
        account: by,
        onderwerp: &sent.onderwerp,
        item: sent.item,
        infopunt: new.infopunt,
    };
    store_beside::find_by_itself(ctx, gemeente, &same, moment)
}

/// Takes what the desk noted by hand into the contact that was noted by itself.
pub(super) fn note_by_hand(
    ctx: &mut Write<'_>,
    id: ContactId,
    new: &NewContact,
    by: Option<AccountId>,
) -> Result<()> {
    let gebied = check(ctx, new)?;
    store_beside::take_as_noted(ctx, id, new, gebied)?;
    ctx.journal(Entry::new("contact", id.0, Verb::Changed).word("channel", &new.kanaal))?;
    for item in &new.geraadpleegd {
        consulted(ctx, id, *item)?;
    }
    let gemeente = ctx.gemeente();
    let had = store::list_vragen(ctx, gemeente, id)?;
    for vraag in &new.vragen {
        let is_noted = vraag.uitkomst == Uitkomst::Referred
            && had
                .iter()
                .any(|one| one.uitkomst == vraag.uitkomst && one.onderwerp == vraag.onderwerp);
        if is_noted {
            store_beside::set_words(ctx, id, &vraag.onderwerp, vraag.vraag.trim())?;
        } else {
            note_vraag(ctx, id, gebied, by, vraag)?;
        }
    }
    settle_state(ctx, id)
}
