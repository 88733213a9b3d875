//! The month of one member, for whoever makes the roster: to look at, and to print for them.

use askama::Template;
use jiff::ToSpan as _;
use jiff::civil::Date;

use super::{day_of, tijden};
use crate::access::{Here, Permission};
use crate::balie::contacten::{Tab, tabs};
use crate::balie::infopunten::list_infopunten;
use crate::balie::roosters::model::{BezettingState as State, Dienst};
use crate::balie::roosters::{rules, store};
use crate::error::{Error, Result};
use crate::http::{Req, Response};
use crate::ids::AccountId;
use crate::kader::accounts::find_account;
use crate::layout::{self, C, Faults};

/// A shift in words.
struct Regel {
    dienst: Dienst,
    state: State,
    punt: String,
    tijden: String,
}

#[derive(Template)]
#[template(path = "balie/roosters/templates/lid.html")]
struct Page {
    c: C,
    tabs: Vec<Tab>,
    faults: Faults,
    account: AccountId,
    naam: String,
    vorige: Date,
    volgende: Date,
    /// The month in words.
    maand: String,
    regels: Vec<Regel>,
    /// There is more, at points of which somebody else makes the roster.
    elders: bool,
}

/// `?lid=` of the page of a month: only at points for which this person makes the roster.
pub(super) async fn show(req: &Req) -> Result<Response> {
    req.actor
        .require(Permission::RoosterManage, &Here::ANYWHERE)?;
    let account: AccountId = req
        .query
        .parsed("lid")
        .ok_or(Error::NotFound("roosterlid"))?;
    let (first, next) = rules::month_of(day_of(req, "maand"));
    let (naam, punten, all) = req
        .read(move |tx, view| {
            let gemeente = view.frame.id;
            store::find_lid(tx, gemeente, account)?.ok_or(Error::NotFound("roosterlid"))?;
            let who = find_account(tx, gemeente, account)?.ok_or(Error::NotFound("roosterlid"))?;
            let mut punten = Vec::new();
            for punt in list_infopunten(tx, gemeente)? {
                let here = Here::punt(punt.id, punt.gebied);
                if view.actor.may(Permission::RoosterManage, &here) {
                    punten.push((punt.id, punt.naam));
                }
            }
            let all = store::list_own(tx, gemeente, account, (first, next))?;
            Ok((who.naam, punten, all))
        })
        .await?;
    let c = C::of(&req.view);
    let (mut regels, mut elders) = (Vec::new(), false);
    for (one, dienst) in all {
        if one.state == State::Offered {
            continue;
        }
        match punten.iter().find(|(id, _)| *id == dienst.infopunt) {
            Some((_, punt)) => regels.push(Regel {
                punt: punt.clone(),
                tijden: tijden(&c, dienst.tijd.van, dienst.tijd.tot),
                state: one.state,
                dienst,
            }),
            None => elders = true,
        }
    }
    let month = kit::i18n::words::month_name(c.view.lang, first.month());
    layout::page(&Page {
        tabs: tabs(&c),
        faults: Faults::default(),
        account,
        naam,
        vorige: first.checked_sub(1.month()).unwrap_or(first),
        volgende: next,
        maand: format!("{month} {}", first.year()),
        regels,
        elders,
        c,
    })
}
