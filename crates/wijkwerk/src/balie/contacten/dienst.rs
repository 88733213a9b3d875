//! The start of a shift: what changed since the one before, what must be known today, and what became of those whom
//! the point sent on (L-37, O-24).

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use kit::db::Queries;

use super::store_dienst as store;
use crate::access::{Here, Permission};
use crate::balie::kennisbank::{Item, count_read_in, list_read_in, list_written_since};
use crate::error::{Error, Result};
use crate::ids::{
    AccountId, DienststartId, DoorverwijzingId, GemeenteId, InfopuntId, OrganisatieId,
};
use crate::journaal::{Entry, Verb};
use crate::write::Write;

pub use super::store_dienst::{find_last, list_ticked};

/// How far back the first shift of somebody looks.
const FIRST: SignedDuration = SignedDuration::from_hours(24 * 14);
/// Most changes on one list.
pub const MOST: i64 = 100;
/// An import that changed more than this is told as one line: nobody reads so many, and they would hide the others.
pub(super) const FEW: i64 = 20;
/// Referrals older than this are no news.
const NEWS: SignedDuration = SignedDuration::from_hours(24 * 45);

/// The start of a shift.
#[derive(Clone, Debug)]
pub struct Dienststart {
    pub id: DienststartId,
    pub account: AccountId,
    pub infopunt: Option<InfopuntId>,
    pub at: Timestamp,
    /// From when on what changed is new.
    pub since: Timestamp,
    pub ticked_at: Option<Timestamp>,
    pub ticked: i64,
}

/// What changed in the kennisbank.
#[derive(Clone, Debug, Default)]
pub struct ChangeList {
    /// One by one, the oldest first.
    pub items: Vec<Item>,
    /// By an import that changed many: its source, and how many.
    pub imports: Vec<(String, i64)>,
    /// Where the list was cut: what changed after it comes once this is read.
    pub cut: Option<Timestamp>,
}

impl ChangeList {
    pub fn is_empty(&self) -> bool {
        self.items.is_empty() && self.imports.is_empty()
    }

    /// How many things there are to read.
    fn count(&self) -> i64 {
        i64::try_from(self.items.len() + self.imports.len()).unwrap_or(MOST)
    }
}

/// What became of a referral of this point.
#[derive(Clone, Debug)]
pub struct Terugblik {
    pub id: DoorverwijzingId,
    pub onderwerp: String,
    pub naar: OrganisatieId,
    pub state: String,
    pub uitkomst: Option<String>,
    pub at: Timestamp,
}

impl Terugblik {
    /// The mark of how it stands.
    pub fn badge(&self) -> &'static str {
        match self.state.as_str() {
            "settled" => "ww-badge--done",
            "accepted" | "arrived" => "ww-badge--busy",
            _ => "ww-badge--late",
        }
    }
}

/// From when on what changes is new to somebody: what was shown at a start and not ticked comes back at the next one.
pub fn new_since(last: Option<&Dienststart>, now: Timestamp) -> Timestamp {
    match last {
        Some(last) if last.ticked_at.is_some() => last.at,
        Some(last) => last.since,
        None => now.checked_sub(FIRST).unwrap_or(now),
    }
}

/// Starts a shift. `read` is the moment of the page on which everything new was read: if nothing changed since, that is
/// ticked with it, in one tap; if something did, it is shown first.
pub fn start(
    ctx: &mut Write<'_>,
    infopunt: Option<InfopuntId>,
    read: Option<Timestamp>,
) -> Result<DienststartId> {
    ctx.require(Permission::ContactEnter, &Here::ANYWHERE)?;
    let account = ctx.actor.require_account()?.id;
    let (gemeente, now) = (ctx.gemeente(), ctx.now);
    if let Some(infopunt) = infopunt
        && crate::balie::infopunten::find_infopunt(ctx, gemeente, infopunt)?.is_none()
    {
        return Err(Error::field("infopunt", "contact-infopunt-onbekend"));
    }
    let last = find_last(ctx, gemeente, account)?;
    let since = new_since(last.as_ref(), now);
    let id: DienststartId = ctx.new_id();
    store::insert_dienststart(ctx, id, account, infopunt, since)?;
    ctx.journal(
        Entry::new("dienststart", id.0, Verb::Started).id_opt("infopunt", infopunt.map(|id| id.0)),
    )?;
    let read = read.filter(|read| (since..=now).contains(read));
    if let Some(read) = read
        && changed_since(ctx, gemeente, read, now)?.is_empty()
    {
        tick(ctx)?;
    }
    Ok(id)
}

/// Everything that was shown at my last start is read: exactly those texts, in those versions, are kept. Where the list
/// was cut the rest is new still, and shown next.
pub fn tick(ctx: &mut Write<'_>) -> Result<i64> {
    ctx.require(Permission::ContactEnter, &Here::ANYWHERE)?;
    let (gemeente, now) = (ctx.gemeente(), ctx.now);
    let me = ctx.actor.require_account()?.id;
    let Some(found) = find_last(ctx, gemeente, me)?.filter(|last| last.ticked_at.is_none()) else {
        return Ok(0);
    };
    let id = found.id;
    let shown = changed_since(ctx, gemeente, found.since, found.at)?;
    for item in &shown.items {
        store::insert_gelezen(ctx, id, item.id, item.versie)?;
    }
    let count = shown.count();
    let since = shown.cut.unwrap_or(found.since);
    let ticked_at = shown.cut.is_none().then_some(now);
    store::set_ticked(ctx, id, since, ticked_at, count)?;
    ctx.journal(Entry::new("dienststart", id.0, Verb::Ticked).number("count", count))?;
    Ok(count)
}

/// What changed in the kennisbank after `since`, up to and including `until`, the oldest first; at most [`MOST`] written by
/// hand at a time.
pub fn changed_since(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    since: Timestamp,
    until: Timestamp,
) -> Result<ChangeList> {
    let mut items = list_written_since(tx, gemeente, since, until, MOST + 1)?;
    let cut = cut_before(&mut items);
    let until = cut.unwrap_or(until);
    let mut news = ChangeList {
        items,
        imports: count_read_in(tx, gemeente, since, until)?,
        cut,
    };
    let (many, few): (Vec<_>, Vec<_>) = news
        .imports
        .into_iter()
        .partition(|(_, count)| *count > FEW);
    news.imports = many;
    for (bron, _) in few {
        let read = list_read_in(tx, gemeente, &bron, since, until)?;
        news.items.extend(read);
    }
    news.items.sort_by_key(|item| (item.changed_at, item.id));
    Ok(news)
}

/// Cuts a list that is too long between two moments, so that what follows the cut is found by its moment. Returns the
/// last moment that is on the list; what was all changed at one moment is not cut.
fn cut_before(items: &mut Vec<Item>) -> Option<Timestamp> {
    let most = usize::try_from(MOST).unwrap_or(usize::MAX);
    let over = items.get(most)?.changed_at;
    let fits = items.partition_point(|item| item.changed_at < over);
    if fits == 0 {
        return None;
    }
    items.truncate(fits);
    items.last().map(|last| last.changed_at)
}

/// In which order news of referrals is told: what came back first, then who did not come, then how it ended.
fn rank(state: &str) -> Option<u8> {
    match state {
        "bounced" | "expired" => Some(0),
        "no_show" => Some(1),
        "settled" => Some(2),
        "accepted" | "arrived" => Some(3),
        _ => None,
    }
}

/// What became of the referrals of a point since a moment, what came back first.
pub fn look_back(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    infopunt: InfopuntId,
    since: Timestamp,
    today: Date,
    zone: &jiff::tz::TimeZone,
) -> Result<Vec<Terugblik>> {
    let from = since.checked_sub(NEWS).unwrap_or(since);
    let day = since.to_zoned(zone.clone()).date();
    let mut news: Vec<Terugblik> = store::list_referrals(tx, gemeente, infopunt, from)?
        .into_iter()
        .filter(|row| {
            let state = row.told.state.as_str();
            let fresh = row.heard_at.is_some_and(|at| at > since);
            let expired =
                state == "expired" && row.due.is_some_and(|due| due >= day && due <= today);
            rank(state).is_some() && (fresh || expired)
        })
        .map(|row| row.told)
        .collect();
    news.sort_by_key(|told| rank(&told.state));
    Ok(news)
}
