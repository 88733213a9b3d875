//! What a receiver hears of a route that is meant for it: whether it takes what that brings (INV-17). The link in the mail
//! is enough to answer. A no is told to those who manage routes.

use kit::i18n::Arg;

use super::letter::{Letter, Words};
use super::people::{at_text, people_anywhere, people_of};
use super::post::{Mail, Post, Recipient, Target};
use crate::access::{LinkKind, Permission};
use crate::balie::doorverwijzingen::{self, Verwijsroute};
use crate::error::Result;
use crate::ids::RouteId;
use crate::journaal::{Line, Verb};
use crate::write::Write;

/// The link lives as long as that of a referral.
const LINK_DAYS: i64 = 60;

/// Asks the receiver of a new route; tells who manages them that it said no.
pub(super) fn tell(ctx: &mut Write<'_>, post: &mut Post<'_>, line: &Line) -> Result<()> {
    let gemeente = ctx.gemeente();
    let Some(route) = doorverwijzingen::find_route(ctx, gemeente, RouteId(line.subject))? else {
        return Ok(());
    };
    match line.verb {
        Verb::Created if route.consent_at.is_none() && route.ended_at.is_none() => {
            let people = receivers(ctx, &route)?;
            let target = Target::Link {
                kind: LinkKind::Route,
                subject_kind: "route",
                subject: route.id.0,
                days: LINK_DAYS,
            };
            send(ctx, post, line, &route, &people, "mail-route", &target)
        }
        Verb::Declined => {
            let people = people_anywhere(ctx, &[Permission::RouteManage])?;
            let target = Target::Page("/balie/routes".to_owned());
            send(ctx, post, line, &route, &people, "mail-route-nee", &target)
        }
        _ => Ok(()),
    }
}

/// Its people that receive, else the address of one of its texts.
fn receivers(ctx: &mut Write<'_>, route: &Verwijsroute) -> Result<Vec<Recipient>> {
    let found = people_of(ctx, route.organisatie, &[Permission::DoorverwijzingReceive])?;
    if !found.is_empty() {
        return Ok(found);
    }
    let gemeente = ctx.gemeente();
    let (naar, onderwerp) = (route.organisatie, &route.onderwerp);
    let (item, _) = doorverwijzingen::find_reach(ctx, gemeente, naar, onderwerp, route.item)?;
    Ok(item.and_then(at_text).into_iter().collect())
}

fn send(
    ctx: &mut Write<'_>,
    post: &mut Post<'_>,
    line: &Line,
    route: &Verwijsroute,
    people: &[Recipient],
    key: &str,
    target: &Target,
) -> Result<()> {
    let frame = ctx.frame.clone();
    let naar = frame.organisatie(route.organisatie);
    let naar = naar.map_or_else(String::new, |found| found.naam.clone());
    for to in people.iter().filter(|to| line.account() != Some(to.id)) {
        let words = Words {
            frame: &frame,
            lang: to.lang,
        };
        let onderwerp = frame.inrichting.onderwerp(&route.onderwerp);
        let onderwerp = onderwerp.map_or_else(
            || route.onderwerp.clone(),
            |found| crate::frame::pick(to.lang, &found.naam),
        );
        let args: [(&str, Arg<'_>); 4] = [
            ("van", frame.naam.as_str().into()),
            ("naar", (&naar).into()),
            ("onderwerp", (&onderwerp).into()),
            ("dagen", route.norm_werkdagen.into()),
        ];
        let letter = Letter {
            subject: words.t(&format!("{key}-onderwerp"), &args),
            sentence: words.t(key, &args),
            more: Vec::new(),
            link_text: words.t(&format!("{key}-link"), &[]),
        };
        let mail = Mail {
            thread: route.id.0,
            letter: &letter,
            asks: true,
            target,
        };
        post.send(ctx, line, to, &mail)?;
    }
    Ok(())
}
