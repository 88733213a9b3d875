//! The nightly look at points: which are less open without a ground (INV-13), who is to talk (O-30), which promise less than
//! was agreed (L-19), and, once a year, which premises nobody shares (L-78).

use std::sync::Arc;

use jiff::civil::Date;
use kit::db::Queries;
use kit::hours::Hours;

use super::grond::look_at_ground;
use super::model::{InfopuntSoort, InfopuntState};
use super::tijdelijk::{TALK, months_after};
use super::uren::{Uren, Welke, minutes_held};
use super::{rules, store};
use crate::access::{Actor, Permission};
use crate::app::App;
use crate::error::Result;
use crate::frame::Frame;
use crate::ids::InfopuntId;
use crate::kader::openingstijden::{Vrijedag, list_vrije_dagen, school_until};
use crate::kader::verplichtingen::{self as dues, Creditor, Debtor, Wanted};
use crate::write::Write;

/// The soort of the due when a point promises less than was agreed (L-19).
pub const BASE: &str = "infopunt.basis";
/// The soort of the due when the yearly check finds that the premises of a point are not shared (L-78).
pub(super) const SHARED: &str = "infopunt.gedeeld";
/// The soort of the due when hours are told while nobody agreed with how many people (INV-10); it ends when that is done.
pub const RULE: &str = "infopunt.bezetting";
/// Who keeps an eye on what was agreed.
pub const REGISSEUR: &str = "regisseur";
/// The coming four weeks tell what a week comes to.
const DAYS: i32 = 28;
/// Partners hear so many days ahead that they are to talk.
const AHEAD: i32 = 30;

/// The soort of the due when hours speak of school holidays that are entered no further than this (L-80).
pub const SCHOOL: &str = "infopunt.vakanties";
/// So many days before the last known school holiday ends those that follow are asked for.
const SCHOOL_AHEAD: i32 = 60;

/// Opens what is less open no longer, asks of partners and warns whoever keeps an eye on it, in one write.
pub fn look_at_points(app: &App, frame: &Arc<Frame>) -> Result<()> {
    app.write_blocking(frame, &Actor::Job("nightly"), |ctx| {
        look_at_grounds(ctx)?;
        ask_for_talks(ctx)?;
        check_sharing(ctx)?;
        warn_below_base(ctx)?;
        ask_for_school_holidays(ctx)
    })
}

/// What days that passed leave a point without: an exception that is over, the day until which it was less open (INV-13).
fn look_at_grounds(ctx: &mut Write<'_>) -> Result<()> {
    let gemeente = ctx.gemeente();
    for punt in store::list_open_infopunten(ctx, gemeente)? {
        if punt.state == InfopuntState::Reduced {
            look_at_ground(ctx, punt.id)?;
        }
    }
    Ok(())
}

/// Of every partner of a point that will have been without a conversation for twelve months, thirty days ahead (O-30).
fn ask_for_talks(ctx: &mut Write<'_>) -> Result<()> {
    let (gemeente, today) = (ctx.gemeente(), ctx.today());
    let mut inhoud = store::inhoud::all(ctx, gemeente)?;
    for punt in store::list_open_infopunten(ctx, gemeente)? {
        let partners = inhoud.remove(&punt.id).unwrap_or_default().partners;
        let from = match store::tijdelijk::last_talk(ctx, gemeente, punt.id)? {
            Some((day, _)) => day,
            None => store::first_opened(ctx, gemeente, punt.id)?.unwrap_or(punt.since),
        };
        let due = months_after(from, 12);
        let told = due
            .checked_sub(jiff::Span::new().days(AHEAD))
            .unwrap_or(due);
        if partners.is_empty() || told > today || dues::is_open(ctx, gemeente, TALK, punt.id.0)? {
            continue;
        }
        for (organisatie, _) in partners {
            owe(
                ctx,
                TALK,
                &punt,
                Debtor::Organisatie(organisatie),
                due,
                "O-30",
            )?;
        }
    }
    Ok(())
}

/// Twelve months after a point first opened, and twelve after the check before: premises that fewer than two partners share
/// are for the regisseur, until they are shared or the point is over.
fn check_sharing(ctx: &mut Write<'_>) -> Result<()> {
    let (gemeente, today) = (ctx.gemeente(), ctx.today());
    let inhoud = store::inhoud::all(ctx, gemeente)?;
    let points = store::list_open_infopunten(ctx, gemeente)?;
    for punt in points
        .iter()
        .filter(|punt| punt.soort == InfopuntSoort::Infopunt)
    {
        let huurders = inhoud.get(&punt.id).map_or(0, |it| it.huurders.len());
        let (is_alone, is_asked) = (
            rules::is_alone(huurders),
            dues::is_open(ctx, gemeente, SHARED, punt.id.0)?,
        );
        if is_asked && !is_alone {
            dues::satisfy(ctx, SHARED, punt.id.0, "shared")?;
        }
        if is_asked || !is_alone {
            continue;
        }
        let from = match store::last_due(ctx, gemeente, SHARED, punt.id)? {
            Some(before) => before,
            None => store::first_opened(ctx, gemeente, punt.id)?.unwrap_or(punt.since),
        };
        if months_after(from, 12) <= today {
            let who = Debtor::Rol(REGISSEUR.to_owned());
            owe(ctx, SHARED, punt, who, today, "L-78")?;
        }
    }
    Ok(())
}

/// Tells the regisseur and whoever answers for the point, once, until it is made good.
fn warn_below_base(ctx: &mut Write<'_>) -> Result<()> {
    let (gemeente, today, frame) = (ctx.gemeente(), ctx.today(), ctx.frame.clone());
    for punt in store::list_open_infopunten(ctx, gemeente)? {
        let Some(base) = punt
            .basis_minuten
            .filter(|_| punt.soort == InfopuntSoort::Infopunt)
        else {
            continue;
        };
        let Some(told) = told_minutes(ctx, &frame, punt.id, today)? else {
            continue;
        };
        let is_asked = dues::is_open(ctx, gemeente, BASE, punt.id.0)?;
        let is_low = told * 7 < base * i64::from(DAYS);
        if is_low && !is_asked {
            owe(
                ctx,
                BASE,
                &punt,
                Debtor::Rol(REGISSEUR.to_owned()),
                today,
                "L-19",
            )?;
            owe(
                ctx,
                BASE,
                &punt,
                Debtor::Organisatie(punt.organisatie),
                today,
                "L-19",
            )?;
        } else if !is_low && is_asked {
            dues::satisfy(ctx, BASE, punt.id.0, "hours_restored")?;
        }
    }
    Ok(())
}

/// Until when school holidays are known, where the hours of today speak of them and that is not long enough any more.
pub(super) fn school_ends(own: &[Vrijedag], hours: Option<&Hours>, today: Date) -> Option<Date> {
    let speaks = hours.is_some_and(Hours::needs_school_holidays);
    let until = school_until(own).filter(|_| speaks)?;
    let told = until
        .checked_sub(jiff::Span::new().days(SCHOOL_AHEAD))
        .unwrap_or(until);
    (told <= today).then_some(until)
}

/// What is not entered is not guessed: whoever keeps the free days hears in time that the next school holidays are needed.
fn ask_for_school_holidays(ctx: &mut Write<'_>) -> Result<()> {
    let (gemeente, today, frame) = (ctx.gemeente(), ctx.today(), ctx.frame.clone());
    let keeper = frame.inrichting.roles().find(|(key, rol)| {
        let may = || {
            frame
                .inrichting
                .permissions_of(key)
                .contains(&Permission::VrijedagManage)
        };
        rol.in_gebruik && may()
    });
    let Some(keeper) = keeper.map(|(key, _)| key.to_owned()) else {
        return Ok(());
    };
    let own = list_vrije_dagen(ctx, gemeente)?;
    for punt in store::list_open_infopunten(ctx, gemeente)? {
        let Some(uren) = Uren::of(ctx, &frame, punt.id, today, today)? else {
            continue;
        };
        let ends = school_ends(&own, uren.hours_on(today), today);
        let is_asked = dues::is_open(ctx, gemeente, SCHOOL, punt.id.0)?;
        match ends {
            Some(until) if !is_asked => {
                owe(
                    ctx,
                    SCHOOL,
                    &punt,
                    Debtor::Rol(keeper.clone()),
                    until.max(today),
                    "L-80",
                )?;
            }
            None if is_asked => dues::satisfy(ctx, SCHOOL, punt.id.0, "entered")?,
            _ => {}
        }
    }
    Ok(())
}

/// The minutes that are told for the coming four weeks; a holiday of the whole country is no fewer hours than was agreed.
fn told_minutes(
    tx: &mut impl Queries,
    frame: &Frame,
    infopunt: InfopuntId,
    today: Date,
) -> Result<Option<i64>> {
    let until = today
        .checked_add(jiff::Span::new().days(DAYS - 1))
        .unwrap_or(today);
    let uren = Uren::of(tx, frame, infopunt, today, until)?;
    let told = |uren: Uren| {
        let of = |uren: &Uren, welke| uren.intervals(welke, today, until);
        let usual = uren.without_holidays(today, until);
        minutes_held(
            &of(&uren, Welke::Published),
            &of(&uren, Welke::Promised),
            &of(&usual, Welke::Promised),
        )
    };
    Ok(uren.map(told))
}

/// The minutes a week that a point tells, over the coming four weeks.
pub fn told_per_week(
    tx: &mut impl Queries,
    frame: &Frame,
    infopunt: InfopuntId,
    today: Date,
) -> Result<i64> {
    let told = told_minutes(tx, frame, infopunt, today)?;
    Ok(told.unwrap_or(0) * 7 / i64::from(DAYS))
}

fn owe(
    ctx: &mut Write<'_>,
    soort: &'static str,
    punt: &super::Infopunt,
    debtor: Debtor,
    due: jiff::civil::Date,
    bron: &'static str,
) -> Result<()> {
    let wanted = Wanted {
        soort,
        subject_kind: "infopunt",
        subject: punt.id.0,
        debtor,
        creditor: Creditor::Bewoner,
        gebied: Some(punt.gebied),
        due: Some(due),
        bron,
    };
    dues::owe(ctx, &wanted).map(drop)
}
