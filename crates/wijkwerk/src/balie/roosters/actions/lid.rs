//! Members of the roster, when they can, and the links of their calendars.

use std::collections::BTreeSet;

use jiff::civil::Date;
use jiff::{SignedDuration, ToSpan as _};
use uuid::Uuid;

use super::{invalid, own, seen};
use crate::access::{Here, LinkKind, Permission};
use crate::balie::infopunten::find_infopunt;
use crate::balie::roosters::bewaking::guard;
use crate::balie::roosters::model::{
    Beschikbaarheid, BezettingState as State, DAY, Kan, Roosterlid, Tijd, Wanneer, moment,
};
use crate::balie::roosters::rules::{self, Step};
use crate::balie::roosters::{druk, store};
use crate::error::{Error, Result};
use crate::ids::{AccountId, BeschikbaarheidId, InfopuntId, OrganisatieId};
use crate::journaal::{Entry, Verb};
use crate::kader::accounts::{self, LinkWanted, make_link, revoke_links};
use crate::write::Write;

/// Most hours that anybody agrees to in a week.
const MOST_MINUTES: i64 = 60 * 60;
/// How far ahead of somebody's end shifts are looked for.
const FAR: i64 = 366;
/// A calendar is asked for again after two years.
const FEED_DAYS: i64 = 730;

/// Who joins the roster, and for what.
#[derive(Clone, Debug)]
pub struct NewLid {
    pub account: AccountId,
    pub organisatie: OrganisatieId,
    pub functies: BTreeSet<String>,
    pub max_minuten: i64,
    pub vrijwilliger: bool,
}

/// Takes somebody up in the roster, or changes what was agreed.
pub fn put_lid(ctx: &mut Write<'_>, new: &NewLid) -> Result<()> {
    ctx.require(Permission::RoosterManage, &Here::ANYWHERE)?;
    let (gemeente, today) = (ctx.gemeente(), ctx.today());
    let mut faults = Vec::new();
    if accounts::find_account(ctx, gemeente, new.account)?.is_none_or(|known| known.ended) {
        faults.push(("account", "rooster-wie-kies"));
    }
    if ctx.frame.organisatie(new.organisatie).is_none() {
        faults.push(("organisatie", "rooster-organisatie-kies"));
    }
    if !(60..=MOST_MINUTES).contains(&new.max_minuten) {
        faults.push(("uren", "rooster-uren-fout"));
    }
    invalid(faults)?;
    let lid = Roosterlid {
        account: new.account,
        organisatie: new.organisatie,
        functies: new.functies.clone(),
        max_minuten: new.max_minuten,
        vrijwilliger: new.vrijwilliger,
        valid_from: today,
        valid_to: None,
        voorkeur: None,
    };
    store::put_lid(ctx, &lid)?;
    ctx.journal(Entry::new("roosterlid", new.account.0, Verb::Noted))?;
    Ok(())
}

/// The last day of a member; what was planned after it is open again, and the member hears of each.
pub fn end_lid(ctx: &mut Write<'_>, account: AccountId, last: Date) -> Result<()> {
    ctx.require(Permission::RoosterManage, &Here::ANYWHERE)?;
    let gemeente = ctx.gemeente();
    store::find_lid(ctx, gemeente, account)?.ok_or(Error::NotFound("roosterlid"))?;
    store::end_lid(ctx, account, last)?;
    ctx.journal(Entry::new("roosterlid", account.0, Verb::Ended).date("on", last))?;
    let from = last.tomorrow().unwrap_or(last).max(ctx.today());
    let far = from.checked_add(FAR.days()).unwrap_or(from);
    let mut points = BTreeSet::new();
    for (mut one, dienst) in store::list_own(ctx, gemeente, account, (from, far))? {
        // What is over was worked, whoever stops since.
        let is_over = moment(&ctx.frame.zone, dienst.tijd.dag, dienst.tijd.tot) <= ctx.now;
        if is_over {
            continue;
        }
        if matches!(one.state, State::Offered | State::Filled | State::Confirmed) {
            let was_asked = one.state == State::Offered;
            one.state = rules::step(Some(one.state), Step::Cancel)?;
            store::put_bezetting(ctx, &one)?;
            if !was_asked {
                store::set_called(ctx, dienst.id, false)?;
                let entry = Entry::new("bezetting", one.id.0, Verb::Withdrawn);
                ctx.journal(entry.id("dienst", dienst.id.0).id("account", account.0))?;
            }
            points.insert(dienst.infopunt);
        }
    }
    for infopunt in points {
        guard(ctx, infopunt)?;
    }
    Ok(())
}

/// When somebody can or cannot, for himself.
#[derive(Clone, Debug)]
pub struct Zegt {
    /// More than one weekday, or one day.
    pub wanneer: Vec<Wanneer>,
    pub van: i64,
    pub tot: i64,
    pub kan: Kan,
}

/// Notes when the person can work. What is planned already stays: that is called off shift by shift.
pub fn say(ctx: &mut Write<'_>, new: &Zegt) -> Result<()> {
    let me = own(ctx)?;
    let (gemeente, today) = (ctx.gemeente(), ctx.today());
    if store::find_lid(ctx, gemeente, me)?.is_none() {
        return Err(Error::refused("rooster-geen-lid"));
    }
    let mut faults = Vec::new();
    let is_right = |one: &Wanneer| match one {
        Wanneer::Weekdag(day) => (1..=7).contains(day),
        Wanneer::Dag(day) => *day >= today,
    };
    if new.wanneer.is_empty() || !new.wanneer.iter().all(is_right) {
        faults.push(("wanneer", "rooster-wanneer-kies"));
    }
    if !(0..DAY).contains(&new.van) {
        faults.push(("van", "rooster-tijd-fout"));
    }
    if new.tot <= new.van || new.tot > DAY {
        faults.push(("tot", "rooster-tot-fout"));
    }
    invalid(faults)?;
    for wanneer in &new.wanneer {
        let one = Beschikbaarheid {
            id: ctx.new_id(),
            account: me,
            wanneer: *wanneer,
            van: new.van,
            tot: new.tot,
            kan: new.kan,
            uit_agenda: false,
        };
        store::insert_beschikbaarheid(ctx, &one)?;
    }
    ctx.journal(Entry::new("roosterlid", me.0, Verb::Changed).word("what", "availability"))?;
    Ok(())
}

/// Notes at which point the person would rather stand; none: it does not matter. A proposal takes it in as a wish.
pub fn prefer(ctx: &mut Write<'_>, voorkeur: Option<InfopuntId>) -> Result<()> {
    let me = own(ctx)?;
    let gemeente = ctx.gemeente();
    let known = store::find_lid(ctx, gemeente, me)?;
    let known = known.ok_or_else(|| Error::refused("rooster-geen-lid"))?;
    if let Some(infopunt) = voorkeur {
        let punt = find_infopunt(ctx, gemeente, infopunt)?;
        if punt.is_none_or(|punt| !punt.state.is_told()) {
            return Err(Error::NotFound("infopunt"));
        }
    }
    if known.voorkeur == voorkeur {
        return Ok(());
    }
    store::set_voorkeur(ctx, me, voorkeur)?;
    ctx.journal(Entry::new("roosterlid", me.0, Verb::Changed).word("what", "preference"))?;
    Ok(())
}

/// Takes in when the person is busy by their own calendar, in place of what an earlier one said. Only when is known here.
pub fn take_in(ctx: &mut Write<'_>, busy: &[Tijd]) -> Result<()> {
    let me = own(ctx)?;
    let gemeente = ctx.gemeente();
    if store::find_lid(ctx, gemeente, me)?.is_none() {
        return Err(Error::refused("rooster-geen-lid"));
    }
    let today = ctx.today();
    let far = today.checked_add(druk::WEEKS.weeks()).unwrap_or(today);
    let own: Vec<Tijd> = store::list_own(ctx, gemeente, me, (today, far))?
        .into_iter()
        .filter(|(one, _)| matches!(one.state, State::Filled | State::Confirmed))
        .map(|(_, dienst)| dienst.tijd)
        .collect();
    let busy = druk::without(busy, &own);
    if busy.len() > druk::MOST {
        return Err(Error::field("bestand", "agenda-te-veel"));
    }
    store::delete_agenda(ctx, me)?;
    for tijd in &busy {
        let one = Beschikbaarheid {
            id: ctx.new_id(),
            account: me,
            wanneer: Wanneer::Dag(tijd.dag),
            van: tijd.van,
            tot: tijd.tot,
            kan: Kan::Cannot,
            uit_agenda: true,
        };
        store::insert_beschikbaarheid(ctx, &one)?;
    }
    ctx.journal(Entry::new("roosterlid", me.0, Verb::Changed).word("what", "calendar"))?;
    Ok(())
}

/// Forgets what the person's own calendar said.
pub fn forget_agenda(ctx: &mut Write<'_>) -> Result<()> {
    let me = own(ctx)?;
    if store::delete_agenda(ctx, me)? > 0 {
        ctx.journal(Entry::new("roosterlid", me.0, Verb::Changed).word("what", "calendar"))?;
    }
    Ok(())
}

/// Takes back what was said; what is not one's own, or not there, stays as it is.
pub fn unsay(ctx: &mut Write<'_>, id: BeschikbaarheidId) -> Result<()> {
    let me = own(ctx)?;
    let gemeente = ctx.gemeente();
    let of = store::find_beschikbaarheid(ctx, gemeente, id)?;
    if of.ok_or(Error::NotFound("beschikbaarheid"))? != me {
        return Ok(());
    }
    store::delete_beschikbaarheid(ctx, id)?;
    ctx.journal(Entry::new("roosterlid", me.0, Verb::Changed).word("what", "availability"))?;
    Ok(())
}

/// A new address for a calendar: of the own shifts, or of a point for whoever may see its roster. The one before stops
/// working.
pub fn feed_link(ctx: &mut Write<'_>, infopunt: Option<InfopuntId>, token: &str) -> Result<()> {
    let me = own(ctx)?;
    let (subject_kind, subject) = match infopunt {
        None => ("account", me.0),
        Some(punt) => {
            seen(ctx, punt)?;
            ("infopunt", punt.0)
        }
    };
    revoke_feeds(ctx, infopunt)?;
    let expires_at = ctx
        .now
        .checked_add(SignedDuration::from_hours(24 * FEED_DAYS))
        .unwrap_or(ctx.now);
    let id = make_link(
        ctx,
        &LinkWanted {
            kind: LinkKind::Agenda,
            subject_kind,
            subject,
            holder: me.0,
            expires_at,
            token,
        },
    )?;
    ctx.journal(Entry::new("link", id.0, Verb::LinkMade))?;
    Ok(())
}

/// Stops the calendar of the own shifts, or of a point, for this person.
pub fn revoke_feeds(ctx: &mut Write<'_>, infopunt: Option<InfopuntId>) -> Result<()> {
    let me = own(ctx)?;
    let subject: Uuid = infopunt.map_or(me.0, |punt| punt.0);
    revoke_links(ctx, subject, Some(me.0))
}
