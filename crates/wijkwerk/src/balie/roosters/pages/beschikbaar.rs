//! When I can, cannot or would rather not: every week, on one day, or by my own calendar. Why is not asked.

use askama::Template;
use jiff::ToSpan as _;
use kit::agenda::{Fault, Why};

use super::{Veld, read_times, tijden, weekdagen};
use crate::access::Permission;
use crate::balie::contacten::{Tab, tabs};
use crate::balie::infopunten::{InfopuntSoort, list_infopunten};
use crate::balie::roosters::actions::{self, Zegt};
use crate::balie::roosters::model::{Beschikbaarheid, BezettingState as State, DAY, Kan, Wanneer};
use crate::balie::roosters::{druk, store, toets};
use crate::error::{Error, FieldError, Result, Sentence};
use crate::handler;
use crate::http::{Form, Guard, Kind, Req, Response, Route, redirect};
use crate::ids::{BeschikbaarheidId, DienstId, InfopuntId};
use crate::layout::{self, C, Faults};

const OWN: Guard = Guard::May(Permission::DienstOwn);
/// Weeks ahead in which own shifts are held against what was said.
const AHEAD: i64 = 8;
/// A calendar with what a form has around it.
const MOST_BYTES: usize = kit::agenda::MAX_BYTES + 64 * 1024;

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get(
            "beschikbaar",
            "/{gemeente}/balie/beschikbaarheid",
            OWN,
            Kind::Page,
            handler!(show),
        ),
        Route::post(
            "beschikbaar.zeg",
            "/{gemeente}/balie/beschikbaarheid",
            OWN,
            handler!(say),
        )
        .sample("kan=cannot&wanneer=1&van=9.00&tot=17.00"),
        Route::post(
            "beschikbaar.weg",
            "/{gemeente}/balie/beschikbaarheid/{beschikbaarheid}/weg",
            OWN,
            handler!(unsay),
        )
        .sample("aanvraag="),
        Route::post(
            "beschikbaar.voorkeur",
            "/{gemeente}/balie/beschikbaarheid/voorkeur",
            OWN,
            handler!(prefer),
        )
        .sample("punt="),
        Route::post(
            "beschikbaar.agenda",
            "/{gemeente}/balie/beschikbaarheid/agenda",
            OWN,
            handler!(take_in),
        )
        .body(MOST_BYTES)
        .sample("bestand=@agenda.ics"),
        Route::post(
            "beschikbaar.agenda.weg",
            "/{gemeente}/balie/beschikbaarheid/agenda/weg",
            OWN,
            handler!(forget),
        )
        .sample("aanvraag="),
    ]
}

struct Regel {
    one: Beschikbaarheid,
    wanneer: String,
    tijden: String,
}

#[derive(Template)]
#[template(path = "balie/roosters/templates/beschikbaar.html")]
struct Page {
    c: C,
    tabs: Vec<Tab>,
    faults: Faults,
    regels: Vec<Regel>,
    /// The own shifts at times when the person said not to be there: saying so calls nothing off.
    botst: Vec<(DienstId, String)>,
    velden: Vec<Veld>,
    /// At which point a member would rather stand.
    wens: Option<Veld>,
    /// How often the own calendar says busy, and until when.
    agenda: Option<(i64, String)>,
}

async fn show(req: Req) -> Result<Response> {
    let page = page(&req, Faults::default(), Form::default()).await?;
    layout::page(&page)
}

async fn page(req: &Req, faults: Faults, form: Form) -> Result<Page> {
    let today = req.today();
    let until = today.checked_add(AHEAD.weeks()).unwrap_or(today);
    let (all, own, punten, (busy, last), lid) = req
        .read(move |tx, view| {
            let (me, gemeente) = (view.actor.require_account()?.id, view.frame.id);
            let all = store::list_beschikbaar(tx, gemeente, me, today)?;
            let mut own = store::list_own(tx, gemeente, me, (today, until))?;
            own.retain(|(one, dienst)| {
                let stays = matches!(one.state, State::Filled | State::Confirmed)
                    && dienst.tijd.moments(&view.frame.zone).1 > view.now;
                stays && toets::kan(&all, dienst.tijd) == Kan::Cannot
            });
            let punten = list_infopunten(tx, gemeente)?;
            let agenda = store::count_agenda(tx, gemeente, me, today)?;
            let lid = store::find_lid(tx, gemeente, me)?;
            Ok((all, own, punten, agenda, lid))
        })
        .await?;
    let c = C::of(&req.view);
    let days = weekdagen(&c);
    let veld = |naam, soort| Veld::new(&c, &faults, &form, naam, soort);
    let kan = Kan::ALL.iter().rev();
    let wens = lid.map(|lid| {
        let mut opties = vec![(String::new(), c.t("beschikbaar-maakt-niet-uit"))];
        opties.extend(
            punten
                .iter()
                .filter(|punt| punt.state.is_told() && punt.soort == InfopuntSoort::Infopunt)
                .map(|punt| (punt.id.to_string(), punt.naam.clone())),
        );
        let is_open = |id: &String| opties.iter().any(|(punt, _)| punt == id);
        let said = lid.voorkeur.map(|id| id.to_string()).filter(is_open);
        veld("punt", "select")
            .or(said.unwrap_or_default())
            .of(opties)
    });
    Ok(Page {
        tabs: tabs(&c),
        velden: vec![
            veld("kan", "select").of(kan
                .map(|kan| (kan.word().to_owned(), c.tk("beschikbaar-kan", *kan)))
                .collect()),
            veld("wanneer", "dagen").of(days.clone()),
            veld("dag", "date").optional(),
            veld("van", "text").or("0.00"),
            veld("tot", "text").or("24.00"),
        ],
        botst: own
            .into_iter()
            .map(|(_, dienst)| {
                let punt = punten.iter().find(|punt| punt.id == dienst.infopunt);
                let parts = [
                    c.day_plain(dienst.tijd.dag),
                    tijden(&c, dienst.tijd.van, dienst.tijd.tot),
                    punt.map(|punt| punt.naam.clone()).unwrap_or_default(),
                ];
                (dienst.id, parts.join(", "))
            })
            .collect(),
        regels: all
            .into_iter()
            .map(|one| Regel {
                wanneer: match one.wanneer {
                    Wanneer::Dag(day) => c.day_plain(day),
                    Wanneer::Weekdag(day) => usize::try_from(day - 1)
                        .ok()
                        .and_then(|n| days.get(n))
                        .map(|(_, naam)| c.t1("beschikbaar-elke", "dag", naam.as_str()))
                        .unwrap_or_default(),
                },
                tijden: if (one.van, one.tot) == (0, DAY) {
                    c.t("beschikbaar-hele-dag")
                } else {
                    tijden(&c, one.van, one.tot)
                },
                one,
            })
            .collect(),
        wens,
        agenda: last.map(|last| (busy, c.day_plain(last))),
        faults,
        c,
    })
}

async fn again(req: &Req, done: Result<()>) -> Result<Response> {
    match done {
        Ok(()) => Ok(redirect(&layout::url(&req.view, "/balie/beschikbaarheid"))),
        Err(error) => {
            let page = page(req, Faults::or_refusal(error)?, req.form.clone()).await?;
            layout::page_with(page.faults.status(), &page)
        }
    }
}

async fn say(req: Req) -> Result<Response> {
    let form = req.form.clone();
    let done = req
        .do_once(move |ctx| {
            let (van, tot) = read_times(&form)?;
            let days = form.all("wanneer").into_iter();
            let mut wanneer: Vec<Wanneer> = days
                .filter_map(|day| day.parse().ok())
                .map(Wanneer::Weekdag)
                .collect();
            wanneer.extend(form.parsed("dag").map(Wanneer::Dag));
            let new = Zegt {
                wanneer,
                van,
                tot,
                kan: Kan::from_word(form.text("kan")).unwrap_or(Kan::Cannot),
            };
            actions::say(ctx, &new)
        })
        .await;
    again(&req, done).await
}

async fn prefer(req: Req) -> Result<Response> {
    let form = req.form.clone();
    let done = req
        .do_once(move |ctx| {
            let voorkeur = form.opt("punt").map(|id| {
                let id: Option<InfopuntId> = id.parse().ok();
                id.ok_or(Error::NotFound("infopunt"))
            });
            actions::prefer(ctx, voorkeur.transpose()?)
        })
        .await;
    again(&req, done).await
}

async fn unsay(req: Req) -> Result<Response> {
    let id: BeschikbaarheidId = req.id("beschikbaarheid")?;
    let done = req.do_once(move |ctx| actions::unsay(ctx, id)).await;
    again(&req, done).await
}

/// A calendar is read away from the threads that answer; of a file that cannot be read the line is named, never what it says.
async fn take_in(req: Req) -> Result<Response> {
    let file = req.form.files("bestand").next();
    let Some(bytes) = file
        .map(|file| file.bytes.clone())
        .filter(|bytes| !bytes.is_empty())
    else {
        return again(&req, Err(Error::field("bestand", "agenda-kies"))).await;
    };
    let (frame, today) = (req.frame.clone(), req.today());
    let read = req
        .app
        .run_blocking(move |_| Ok(druk::read(&bytes, &frame.zone, &frame.slug, today)))
        .await?;
    let done = match read {
        Ok(busy) => req.do_once(move |ctx| actions::take_in(ctx, &busy)).await,
        Err(fault) => Err(unreadable(fault)),
    };
    again(&req, done).await
}

async fn forget(req: Req) -> Result<Response> {
    let done = req.do_once(actions::forget_agenda).await;
    again(&req, done).await
}

fn unreadable(fault: Fault) -> Error {
    let key = match fault.why {
        Why::NotACalendar => "agenda-geen-agenda",
        Why::NotText => "agenda-geen-tekst",
        Why::TooLarge => "agenda-te-groot",
        Why::TooMany => "agenda-te-veel",
        Why::NoColon => "agenda-geen-dubbelepunt",
        Why::NotClosed => "agenda-niet-af",
        Why::NoStart => "agenda-geen-begin",
        Why::Time => "agenda-tijd",
        Why::Zone => "agenda-zone",
        Why::Duration => "agenda-duur",
        Why::Backwards => "agenda-achterstevoren",
        Why::Repeat => "agenda-herhaling",
    };
    let line = i64::try_from(fault.line).unwrap_or(i64::MAX);
    Error::Invalid(vec![FieldError {
        field: "bestand",
        sentence: Sentence::new(key).with("regel", line),
    }])
}
