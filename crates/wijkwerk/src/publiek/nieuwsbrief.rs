//! The news of a wijk as it goes out by mail, once a week (V-86): what [`super::nieuws`] tells and no issue told before.
//!
//! An issue is of a day and tells what happened before it; what happens on that day is for the next. It is made once, by
//! the clock, where somebody waits for it. After an outage the latest is made late and holds what was missed; nothing new
//! means no mail. Who gets it, and how far that came, is for `notifications`.

use std::sync::Arc;

use jiff::civil::{Date, Weekday};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use kit::i18n::Lang;

use super::nieuws::{Bericht, list_berichten};
use crate::access::Actor;
use crate::app::App;
use crate::error::{Error, Result};
use crate::frame::Frame;
use crate::http::View;
use crate::ids::GebiedId;
use crate::kader::abonnementen::{self, NewNieuwsbrief};
use crate::layout::C;

/// When an issue is due: this day of the week at this hour.
const DAY: Weekday = Weekday::Friday;
const HOUR: i8 = 8;
/// Whoever begins hears of the week before.
const BEFORE: SignedDuration = SignedDuration::from_hours(7 * 24);

/// The latest issue that is due by `now`: its day and its moment.
fn latest(now: Timestamp, zone: &TimeZone) -> Option<(Date, Timestamp)> {
    let mut day = now.to_zoned(zone.clone()).date();
    for _ in 0..8 {
        if day.weekday() == DAY {
            let at = day.at(HOUR, 0, 0, 0).to_zoned(zone.clone()).ok()?;
            if at.timestamp() <= now {
                return Some((day, at.timestamp()));
            }
        }
        day = day.yesterday().ok()?;
    }
    None
}

/// Makes every issue that is due and not there yet; answers how many tell something.
pub fn publish_due(app: &App) -> Result<usize> {
    let mut made = 0;
    app.in_every_gemeente(|frame| {
        let Some((op, due_at)) = latest(app.clock().now(), &frame.zone) else {
            return Ok(());
        };
        let gemeente = frame.id;
        let waiting = app
            .db()
            .read_blocking(move |tx| abonnementen::list_gebieden_due(tx, gemeente, op, due_at))?;
        for (gebied, since) in waiting {
            let new = issue(app, frame, gebied, (op, due_at), since)?;
            let tells = !new.berichten.is_empty();
            let is_new = app.write_blocking(frame, &Actor::Job("nieuwsbrief"), move |ctx| {
                abonnementen::actions::publish(ctx, &new)
            })?;
            made += usize::from(is_new && tells);
        }
        Ok(())
    })?;
    Ok(made)
}

/// The issue of a wijk: what happened before its day, since the first of its readers began, and was not told yet.
fn issue(
    app: &App,
    frame: &Arc<Frame>,
    gebied: GebiedId,
    (op, due_at): (Date, Timestamp),
    since: Timestamp,
) -> Result<NewNieuwsbrief> {
    let first = frame.today(since.checked_sub(BEFORE).unwrap_or(since));
    let key = frame.gebied(gebied).map(|wijk| wijk.sleutel.clone());
    let key = key.unwrap_or_default();
    let in_lang = |lang: Lang| {
        C::of(&Arc::new(View {
            app: app.clone(),
            frame: frame.clone(),
            actor: Actor::Nobody,
            lang,
            now: app.clock().now(),
            path: String::new(),
        }))
    };
    let (dutch, english) = (in_lang(Lang::Nl), in_lang(Lang::En));
    let (nl, en) = app.db().read_blocking({
        let (dutch, english, gemeente) = (dutch.clone(), english.clone(), frame.id);
        move |tx| {
            let told = abonnementen::list_told(tx, gemeente, gebied, first)?;
            let fresh = |all: Vec<Bericht>| -> Vec<Bericht> {
                let is_fresh = |one: &Bericht| {
                    let is_told = told.contains(&(one.id.clone(), one.op));
                    first <= one.op && one.op < op && !is_told
                };
                all.into_iter().filter(is_fresh).collect()
            };
            let nl = fresh(list_berichten(tx, &dutch, &key)?);
            let en = fresh(list_berichten(tx, &english, &key)?);
            Ok::<_, Error>((nl, en))
        }
    })?;
    Ok(NewNieuwsbrief {
        gebied,
        op,
        due_at,
        berichten: nl.iter().map(|one| (one.id.clone(), one.op)).collect(),
        nl: words(&dutch, &nl),
        en: words(&english, &en),
    })
}

/// Each piece of news as a paragraph: when and what, what it is about, where it stands.
fn words(c: &C, all: &[Bericht]) -> String {
    let paragraphs: Vec<String> = all
        .iter()
        .map(|one| {
            let day = kit::i18n::words::date_plain(c.view.lang, one.op);
            let about: Vec<&str> = one.tekst.split_whitespace().collect();
            format!("{day}: {}\n{}\n{}", one.titel, about.join(" "), one.url)
        })
        .collect();
    paragraphs.join("\n\n")
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn an_issue_is_due_on_friday_morning_and_stays_the_latest_for_a_week() {
        let zone = crate::kader::termijnen::amsterdam();
        let cases = [
            // Friday 6 March 2026, a minute before and at eight in the morning, in winter time.
            ("2026-03-06T06:59:00Z", date(2026, 2, 27)),
            ("2026-03-06T07:00:00Z", date(2026, 3, 6)),
            ("2026-03-12T23:00:00Z", date(2026, 3, 6)),
            // Summer time began.
            ("2026-04-03T05:59:00Z", date(2026, 3, 27)),
            ("2026-04-03T06:00:00Z", date(2026, 4, 3)),
        ];
        for (now, day) in cases {
            let now: Timestamp = now.parse().expect("a moment");
            let found = latest(now, &zone).expect("there is always one");
            assert_eq!(found.0, day, "{now}");
            assert!(found.1 <= now);
        }
    }
}
