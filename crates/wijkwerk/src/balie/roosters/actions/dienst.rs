//! Shifts, patterns and how many people a point needs.

use jiff::civil::Date;

use super::{invalid, managed, managed_dienst};
use crate::balie::infopunten::RULE;
use crate::balie::roosters::bewaking::guard;
use crate::balie::roosters::model::{BezettingState, Bezettingsregel, DAY, NewDienst, Patroon};
use crate::balie::roosters::rules::{self, Step};
use crate::balie::roosters::store;
use crate::balie::roosters::zonder_regel::last_begin;
use crate::error::{Error, Result};
use crate::ids::{DienstId, DienstpatroonId, InfopuntId};
use crate::journaal::{Entry, Verb};
use crate::kader::verplichtingen as dues;
use crate::write::Write;

/// Plans a shift.
pub fn make(ctx: &mut Write<'_>, new: &NewDienst) -> Result<DienstId> {
    managed(ctx, new.infopunt)?;
    let mut faults = rules::faults(new);
    if new.tijd.dag < ctx.today() {
        faults.push(("dag", "rooster-dag-voorbij"));
    }
    invalid(faults)?;
    let id: DienstId = ctx.new_id();
    store::insert_dienst(ctx, id, new, None)?;
    ctx.journal(
        Entry::new("dienst", id.0, Verb::Created)
            .id("infopunt", new.infopunt.0)
            .date("on", new.tijd.dag),
    )?;
    guard(ctx, new.infopunt)?;
    Ok(id)
}

/// A shift that does not happen; whoever was in it is free.
pub fn cancel(ctx: &mut Write<'_>, id: DienstId) -> Result<()> {
    let dienst = managed_dienst(ctx, id)?;
    let gemeente = ctx.gemeente();
    for mut one in store::list_bezetting(ctx, gemeente, id)? {
        if one.state == BezettingState::Worked {
            return Err(Error::refused("rooster-kan-niet-meer"));
        }
        let Ok(state) = rules::step(Some(one.state), Step::Cancel) else {
            continue;
        };
        let was_asked = one.state == BezettingState::Offered;
        one.state = state;
        store::put_bezetting(ctx, &one)?;
        if !was_asked {
            ctx.journal(
                Entry::new("bezetting", one.id.0, Verb::Withdrawn)
                    .id("dienst", id.0)
                    .id_opt("account", one.account.map(|account| account.0)),
            )?;
        }
    }
    store::cancel_dienst(ctx, id)?;
    ctx.journal(Entry::new("dienst", id.0, Verb::Withdrawn).date("on", dienst.tijd.dag))?;
    guard(ctx, dienst.infopunt)
}

/// A pattern to be made.
#[derive(Clone, Debug)]
pub struct NewPatroon {
    pub infopunt: InfopuntId,
    /// 1: Monday … 7: Sunday; more than one makes as many patterns.
    pub weekdagen: Vec<i64>,
    pub van: i64,
    pub tot: i64,
    pub functie: String,
    pub aantal: i64,
    pub elke_weken: i64,
    pub valid_from: Date,
    pub valid_to: Option<Date>,
}

/// A shift that repeats from now on; nothing is planned until a month is laid out.
pub fn make_patroon(ctx: &mut Write<'_>, new: &NewPatroon) -> Result<Vec<DienstpatroonId>> {
    managed(ctx, new.infopunt)?;
    let tijd = crate::balie::roosters::model::Tijd {
        dag: new.valid_from,
        van: new.van,
        tot: new.tot,
    };
    let mut faults = rules::faults(&NewDienst {
        infopunt: new.infopunt,
        tijd,
        functie: new.functie.clone(),
        aantal: new.aantal,
    });
    if new.weekdagen.is_empty() || new.weekdagen.iter().any(|day| !(1..=7).contains(day)) {
        faults.push(("weekdag", "rooster-weekdag-kies"));
    }
    if !(1..=8).contains(&new.elke_weken) {
        faults.push(("elke_weken", "rooster-weken-fout"));
    }
    if new.valid_to.is_some_and(|last| last < new.valid_from) {
        faults.push(("valid_to", "rooster-einde-voor-begin"));
    }
    invalid(faults)?;
    let mut made = Vec::new();
    for weekdag in &new.weekdagen {
        let patroon = Patroon {
            id: ctx.new_id(),
            infopunt: new.infopunt,
            weekdag: *weekdag,
            van: new.van,
            tot: new.tot,
            functie: new.functie.trim().to_lowercase(),
            aantal: new.aantal,
            elke_weken: new.elke_weken,
            valid_from: new.valid_from,
            valid_to: new.valid_to,
        };
        store::insert_patroon(ctx, &patroon)?;
        ctx.journal(
            Entry::new("dienstpatroon", patroon.id.0, Verb::Created)
                .id("infopunt", new.infopunt.0)
                .date("from", new.valid_from),
        )?;
        made.push(patroon.id);
    }
    Ok(made)
}

/// The last day of a pattern; shifts that were laid out stay until somebody cancels them.
pub fn end_patroon(ctx: &mut Write<'_>, id: DienstpatroonId, last: Date) -> Result<()> {
    let gemeente = ctx.gemeente();
    let patroon =
        store::find_patroon(ctx, gemeente, id)?.ok_or(Error::NotFound("dienstpatroon"))?;
    managed(ctx, patroon.infopunt)?;
    store::end_patroon(ctx, id, last)?;
    ctx.journal(Entry::new("dienstpatroon", id.0, Verb::Ended).date("on", last))?;
    Ok(())
}

/// Lays the patterns of a point out over the month of `day`, from today on; what stands there stays. Answers how many
/// shifts are new.
pub fn lay_out(ctx: &mut Write<'_>, infopunt: InfopuntId, day: Date) -> Result<usize> {
    managed(ctx, infopunt)?;
    let (gemeente, today) = (ctx.gemeente(), ctx.today());
    let (first, next) = rules::month_of(day);
    let from = first.max(today);
    let mut made = 0;
    for patroon in store::list_patronen(ctx, gemeente, infopunt, from)? {
        for tijd in rules::lay_out(&patroon, from, next) {
            let new = NewDienst {
                infopunt,
                tijd,
                functie: patroon.functie.clone(),
                aantal: patroon.aantal,
            };
            let id: DienstId = ctx.new_id();
            if store::insert_dienst(ctx, id, &new, Some(patroon.id))? {
                made += 1;
            }
        }
    }
    if made > 0 {
        ctx.journal(
            Entry::new("infopunt", infopunt.0, Verb::Planned)
                .date("from", from)
                .number("count", i64::try_from(made).unwrap_or(i64::MAX)),
        )?;
        guard(ctx, infopunt)?;
    }
    Ok(made)
}

/// How many people this point needs; from that day on its hours are guarded (L-77). None: a partner staffs it by itself.
pub fn set_regel(ctx: &mut Write<'_>, regel: &Bezettingsregel) -> Result<()> {
    managed(ctx, regel.infopunt)?;
    let mut faults = Vec::new();
    if !(0..=20).contains(&regel.minimum) {
        faults.push(("minimum", "rooster-minimum-fout"));
    }
    if let Some((fewer, until)) = regel.krap {
        if !(1..regel.minimum).contains(&fewer) {
            faults.push(("krap_minimum", "rooster-krap-fout"));
        }
        if !(1..=DAY).contains(&until) {
            faults.push(("krap_tot", "rooster-tijd-fout"));
        }
    }
    let last = last_begin(ctx, regel.infopunt)?;
    if let Some((_, said)) = last.filter(|(last, _)| *last < regel.valid_from) {
        faults.push(("regel_vanaf", said));
    }
    invalid(faults)?;
    let (gemeente, today) = (ctx.gemeente(), ctx.today());
    store::put_regel(ctx, regel)?;
    // What begins after the day on which it is due stays owed until it does.
    let due = dues::find_due(ctx, gemeente, RULE, regel.infopunt.0)?;
    if due.is_none_or(|due| regel.valid_from <= due.max(today)) {
        dues::satisfy(ctx, RULE, regel.infopunt.0, "agreed")?;
    }
    ctx.journal(
        Entry::new("infopunt", regel.infopunt.0, Verb::Changed)
            .word("what", "bezetting")
            .number("minimum", regel.minimum),
    )?;
    guard(ctx, regel.infopunt)
}
