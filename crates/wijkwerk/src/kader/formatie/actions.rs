//! What people do with formation, contacts and support.

use jiff::civil::Date;

use super::model::{
    Contactsoort, Formatieafspraak, Invulling, NewContactregel, NewRegel, Ondersteuning,
    Ondersteuningsoort, SUPPORTED,
};
use super::{bewaking, rules, store};
use crate::access::{Here, Permission};
use crate::error::{Error, Result};
use crate::ids::{
    AccountId, ContactregelId, FormatieafspraakId, FormatieinvullingId, FormatieregelId,
    OndersteuningId, OrgaanId,
};
use crate::journaal::{Entry, Verb};
use crate::kader::accounts::find_account;
use crate::kader::organisaties::{list_organen, require_at};
use crate::write::Write;

const LONGEST: usize = 160;
/// More minutes than this on a day are a mistake in typing.
const LONGEST_DAY: i64 = 16 * 60;

/// What was agreed for an origin, of which so much for the whole town.
pub fn agree(
    ctx: &mut Write<'_>,
    naam: &str,
    fte: i64,
    stad: i64,
    from: Date,
) -> Result<FormatieafspraakId> {
    ctx.require(Permission::FormatieManage, &Here::ANYWHERE)?;
    let naam = filled("naam", naam)?;
    if stad > fte {
        return Err(Error::field("stad", "formatie-stad-fout"));
    }
    let id: FormatieafspraakId = ctx.new_id();
    let new = Formatieafspraak {
        id,
        naam,
        fte,
        stad,
    };
    store::insert_afspraak(ctx, &new, from)?;
    ctx.journal(Entry::new("formatieafspraak", id.0, Verb::Agreed).date("from", from))?;
    Ok(id)
}

/// An agreement that holds no longer from that day on.
pub fn end_agreement(ctx: &mut Write<'_>, id: FormatieafspraakId, to: Date) -> Result<()> {
    ctx.require(Permission::FormatieManage, &Here::ANYWHERE)?;
    if store::end_afspraak(ctx, id, to)? == 0 {
        return Err(Error::NotFound("formatieafspraak"));
    }
    ctx.journal(Entry::new("formatieafspraak", id.0, Verb::Ended).date("to", to))?;
    Ok(())
}

/// A part of the formation: more than was agreed is shown, never refused (INV-07).
pub fn allot(ctx: &mut Write<'_>, new: &NewRegel) -> Result<FormatieregelId> {
    ctx.require(Permission::FormatieManage, &Here::ANYWHERE)?;
    let (gemeente, frame) = (ctx.gemeente(), ctx.frame.clone());
    filled("functie", &new.functie)?;
    let known = store::list_afspraken(ctx, gemeente, new.valid_from)?
        .iter()
        .any(|afspraak| afspraak.id == new.afspraak);
    if !known {
        return Err(Error::field("afspraak", "formatie-afspraak-kies"));
    }
    if frame.organisatie(new.organisatie).is_none() {
        return Err(Error::field("organisatie", "formatie-werkgever-kies"));
    }
    if new
        .gebied
        .is_some_and(|gebied| frame.gebied(gebied).is_none())
    {
        return Err(Error::field("gebied", "formatie-gebied-kies"));
    }
    let id: FormatieregelId = ctx.new_id();
    store::insert_regel(ctx, id, new)?;
    ctx.journal(Entry::new("formatieregel", id.0, Verb::Created).date("from", new.valid_from))?;
    Ok(id)
}

/// A part that ends, with who does it.
pub fn end_part(ctx: &mut Write<'_>, id: FormatieregelId, to: Date) -> Result<()> {
    ctx.require(Permission::FormatieManage, &Here::ANYWHERE)?;
    if store::end_regel(ctx, id, to)? == 0 {
        return Err(Error::NotFound("formatieregel"));
    }
    ctx.journal(Entry::new("formatieregel", id.0, Verb::Ended).date("to", to))?;
    Ok(())
}

/// Somebody does a part of it. Above 1.0 fte in all a reason is asked (INV-08, L-67).
pub fn fill(
    ctx: &mut Write<'_>,
    regel: FormatieregelId,
    account: AccountId,
    fte: i64,
    reden: Option<&str>,
    from: Date,
) -> Result<FormatieinvullingId> {
    ctx.require(Permission::FormatieManage, &Here::ANYWHERE)?;
    let gemeente = ctx.gemeente();
    let known = store::list_regels(ctx, gemeente, from)?
        .iter()
        .any(|found| found.id == regel);
    if !known {
        return Err(Error::field("regel", "formatie-regel-kies"));
    }
    if find_account(ctx, gemeente, account)?.is_none_or(|account| account.ended) {
        return Err(Error::field("account", "formatie-wie-kies"));
    }
    let reden = reden.map(|reden| filled("reden", reden)).transpose()?;
    let own = store::list_of_account(ctx, gemeente, account, from)?;
    if reden.is_none() && rules::peak(&own, from, fte) > rules::WHOLE {
        return Err(Error::field("reden", "formatie-reden-nodig"));
    }
    let id: FormatieinvullingId = ctx.new_id();
    let new = Invulling {
        id,
        regel,
        account,
        fte,
        reden,
        valid_from: from,
        valid_to: None,
    };
    store::insert_invulling(ctx, &new)?;
    ctx.journal(
        Entry::new("formatieregel", regel.0, Verb::Appointed)
            .id("account", account.0)
            .date("from", from),
    )?;
    Ok(id)
}

/// Somebody no longer does it.
pub fn end_filling(ctx: &mut Write<'_>, id: FormatieinvullingId, to: Date) -> Result<()> {
    ctx.require(Permission::FormatieManage, &Here::ANYWHERE)?;
    if store::end_invulling(ctx, id, to)? == 0 {
        return Err(Error::NotFound("formatieinvulling"));
    }
    ctx.journal(Entry::new("formatieinvulling", id.0, Verb::Ended).date("to", to))?;
    Ok(())
}

/// Whom to turn to from a day on; who was it before stays in the history. Per question there is one at any time.
pub fn set_contact(ctx: &mut Write<'_>, new: &NewContactregel) -> Result<ContactregelId> {
    ctx.require(Permission::FormatieManage, &Here::ANYWHERE)?;
    let (gemeente, frame) = (ctx.gemeente(), ctx.frame.clone());
    if (new.soort == Contactsoort::General) != new.doelgroep.is_some() {
        return Err(Error::field("doelgroep", "wie-doelgroep-fout"));
    }
    if new
        .gebied
        .is_some_and(|gebied| frame.gebied(gebied).is_none())
    {
        return Err(Error::field("gebied", "formatie-gebied-kies"));
    }
    if new.account.is_some() && new.account == new.vervanger {
        return Err(Error::field("vervanger", "wie-vervanger-fout"));
    }
    for (field, account) in [("account", new.account), ("vervanger", new.vervanger)] {
        if let Some(account) = account
            && find_account(ctx, gemeente, account)?.is_none_or(|found| found.ended)
        {
            return Err(Error::field(field, "formatie-wie-kies"));
        }
    }
    if new.bereik.chars().count() > LONGEST {
        return Err(Error::field("bereik", "bijeenkomst-veld-lang"));
    }
    if new.valid_from > ctx.today() {
        return Err(Error::field("vanaf", "wie-vanaf-fout"));
    }
    let today = ctx.today();
    for rule in store::list_contactregels(ctx, gemeente, today)? {
        let same = (rule.soort, rule.doelgroep, rule.gebied);
        if same == (new.soort, new.doelgroep, new.gebied) {
            if rule.valid_from > new.valid_from {
                return Err(Error::field("vanaf", "wie-vanaf-fout"));
            }
            store::end_contactregel(ctx, rule.id, new.valid_from)?;
        }
    }
    let id: ContactregelId = ctx.new_id();
    store::insert_contactregel(ctx, id, new)?;
    ctx.touch_public();
    ctx.journal(Entry::new("contactregel", id.0, Verb::Appointed).date("from", new.valid_from))?;
    bewaking::watch(ctx)?;
    Ok(id)
}

/// Support to a body or group of residents (L-54).
pub fn note_support(
    ctx: &mut Write<'_>,
    orgaan: OrgaanId,
    soort: Ondersteuningsoort,
    minuten: i64,
    op: Date,
) -> Result<OndersteuningId> {
    let (gemeente, today) = (ctx.gemeente(), ctx.today());
    let orgaan = list_organen(ctx, gemeente, today)?
        .into_iter()
        .find(|found| found.id == orgaan && SUPPORTED.contains(&found.soort.as_str()))
        .ok_or_else(|| Error::field("orgaan", "ondersteuning-wie-kies"))?;
    require_at(
        ctx.actor,
        Permission::OndersteuningWrite,
        ctx.frame,
        &orgaan,
    )?;
    if !(1..=LONGEST_DAY).contains(&minuten) {
        return Err(Error::field("minuten", "ondersteuning-minuten-fout"));
    }
    if op > today {
        return Err(Error::field("op", "scholing-dag-later"));
    }
    let id: OndersteuningId = ctx.new_id();
    let new = Ondersteuning {
        id,
        orgaan: orgaan.id,
        soort,
        minuten,
        op,
        account: ctx.actor.account().map(|account| account.id),
    };
    store::insert_ondersteuning(ctx, &new)?;
    ctx.journal(Entry::new("ondersteuning", id.0, Verb::Noted).date("on", op))?;
    Ok(id)
}

fn filled(field: &'static str, text: &str) -> Result<String> {
    let text = text.trim();
    match text.chars().count() {
        0 => Err(Error::field(field, "bijeenkomst-veld-nodig")),
        n if n > LONGEST => Err(Error::field(field, "bijeenkomst-veld-lang")),
        _ => Ok(text.to_owned()),
    }
}
