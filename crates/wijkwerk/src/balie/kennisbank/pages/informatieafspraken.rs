//! Agreements on who keeps what information the same (L-41), with the day both look at them again.

use std::collections::BTreeSet;

use askama::Template;
use jiff::civil::Date;
use kit::db::Queries;

use super::delen::{self, Invulling, Keuze};
use crate::access::{Here, Permission};
use crate::balie::kennisbank::actions::{self, NewInformatieafspraak, REVIEW_DUE};
use crate::balie::kennisbank::model::Informatieafspraak;
use crate::balie::kennisbank::store;
use crate::error::{Error, Result};
use crate::handler;
use crate::http::{Guard, Kind, Place, Req, Response, Route, View, redirect};
use crate::ids::{GemeenteId, InformatieafspraakId, OrganisatieId};
use crate::journaal::{self, Verb};
use crate::kader::accounts::organisaties_with;
use crate::layout::{self, C, Faults};

pub(super) fn routes() -> Vec<Route> {
    let regie = Guard::May(Permission::KennisRegie);
    vec![
        Route::get(
            "kennisbank.afspraken",
            "/{gemeente}/kennisbank/gelijk",
            Guard::May(Permission::KennisRead),
            Kind::Page,
            handler!(show),
        ),
        Route::post(
            "kennisbank.afspraken.maken",
            "/{gemeente}/kennisbank/gelijk",
            regie,
            handler!(make),
        )
        .sample("titel=Dezelfde bedragen&tekst=Wij noemen overal dezelfde bedragen.&organisatie={organisatie}&met={andere_organisatie}"),
        Route::post(
            "kennisbank.afspraken.bekeken",
            "/{gemeente}/kennisbank/gelijk/{informatieafspraak}",
            Guard::Any(&[Permission::KennisRegie, Permission::KennisWrite]),
            handler!(review),
        )
        .at(Place::Organisatie),
        Route::post(
            "kennisbank.afspraken.stoppen",
            "/{gemeente}/kennisbank/gelijk/{informatieafspraak}/stoppen",
            regie,
            handler!(stop),
        )
        .sample("reden=De partijen doen dit niet meer samen."),
    ]
}

#[derive(Template)]
#[template(path = "balie/kennisbank/templates/informatieafspraken.html")]
struct Page {
    c: C,
    inv: Invulling,
    rows: Vec<Rij>,
    ended: Vec<Ended>,
    een: Vec<Keuze>,
    ander: Vec<Keuze>,
    may_regie: bool,
}

struct Rij {
    one: Informatieafspraak,
    late: bool,
    /// Each party, with the day before which it looks at it again.
    parties: Vec<(OrganisatieId, Option<Date>)>,
    /// The parties for which whoever looks at the page can say that it was looked at.
    mine: Vec<OrganisatieId>,
    /// Whether the form to end this one came back with a fault.
    stopping: bool,
}

impl Rij {
    fn for_whom(&self, c: &C) -> String {
        let names: Vec<String> = self
            .mine
            .iter()
            .map(|party| c.organisatie(*party))
            .collect();
        c.list_and(&names)
    }

    /// The id of a field of the form to end it: the errors above the page lead to the one that came back.
    fn field(&self, name: &str) -> String {
        if self.stopping {
            name.to_owned()
        } else {
            format!("{name}-{}", self.one.id)
        }
    }
}

/// One that ended.
struct Ended {
    one: Informatieafspraak,
    day: Option<Date>,
    reden: String,
}

struct Found {
    rows: Vec<Informatieafspraak>,
    owed: Vec<(InformatieafspraakId, OrganisatieId, Date)>,
    ended: Vec<(Informatieafspraak, String)>,
    /// The organisations that have people who write texts.
    heard: BTreeSet<OrganisatieId>,
}

fn load(tx: &mut impl Queries, view: &View) -> Result<Found> {
    let gemeente = view.frame.id;
    let mut ended = Vec::new();
    for one in store::list_ended_informatieafspraken(tx, gemeente)? {
        let reden = reason(tx, gemeente, one.id)?;
        ended.push((one, reden));
    }
    Ok(Found {
        rows: store::list_informatieafspraken(tx, gemeente)?,
        owed: store::list_owed_reviews(tx, gemeente, REVIEW_DUE)?,
        ended,
        heard: organisaties_with(tx, &view.frame, Permission::KennisWrite, view.today())?,
    })
}

/// Why it ended, as long as that is kept.
fn reason(tx: &mut impl Queries, gemeente: GemeenteId, id: InformatieafspraakId) -> Result<String> {
    let lines = journaal::lines_about(tx, gemeente, id.0)?;
    let Some(line) = lines.iter().rfind(|line| line.verb == Verb::Ended) else {
        return Ok(String::new());
    };
    Ok(journaal::attachment(tx, gemeente, line.seq)?.unwrap_or_default())
}

async fn show(req: Req) -> Result<Response> {
    render(&req, Faults::default(), None).await
}

async fn render(
    req: &Req,
    faults: Faults,
    stopping: Option<InformatieafspraakId>,
) -> Result<Response> {
    let found = req.read(|tx, view| load(tx, view)).await?;
    let c = C::of(&req.view);
    let (frame, today) = (&req.view.frame, req.view.today());
    let due_of = |one: &Informatieafspraak, party: OrganisatieId| {
        let mut all = found.owed.iter();
        all.find(|(id, by, _)| *id == one.id && *by == party)
            .map(|(.., due)| *due)
    };
    let rows: Vec<Rij> = found
        .rows
        .into_iter()
        .map(|one| Rij {
            late: one.review_due <= today,
            parties: vec![
                (one.organisatie, due_of(&one, one.organisatie)),
                (one.met, due_of(&one, one.met)),
            ],
            mine: actions::parties_of(&req.actor, frame, &one, &found.heard),
            stopping: stopping == Some(one.id),
            one,
        })
        .collect();
    let ended = found.ended.into_iter().map(|(one, reden)| Ended {
        day: one.ended_at.map(|at| frame.today(at)),
        reden,
        one,
    });
    let status = if faults.any() { 400 } else { 200 };
    layout::page_with(
        status,
        &Page {
            rows,
            ended: ended.collect(),
            een: delen::organisaties(&req.view, req.form.parsed("organisatie")),
            ander: delen::organisaties(&req.view, req.form.parsed("met")),
            may_regie: req.actor.may(Permission::KennisRegie, &Here::ANYWHERE),
            inv: Invulling::new(&c, faults, req.form.clone()),
            c,
        },
    )
}

async fn make(req: Req) -> Result<Response> {
    let text = |name: &str| req.form.text(name).to_owned();
    let day = req.form.opt("bekijken").map(str::parse);
    let new = NewInformatieafspraak {
        titel: text("titel"),
        tekst: text("tekst"),
        indicator: text("indicator"),
        organisatie: req.form.parsed("organisatie"),
        met: req.form.parsed("met"),
        review_due: day.clone().and_then(std::result::Result::ok),
    };
    let done = if matches!(day, Some(Err(_))) {
        Err(Error::field("bekijken", "kennis-controle-fout"))
    } else {
        req.do_once(move |ctx| actions::agree_informatie(ctx, &new).map(drop))
            .await
    };
    back(&req, done, None).await
}

async fn review(req: Req) -> Result<Response> {
    let id: InformatieafspraakId = req.id("informatieafspraak")?;
    let done = req
        .do_once(move |ctx| actions::review_informatie(ctx, id, None))
        .await;
    back(&req, done, None).await
}

async fn stop(req: Req) -> Result<Response> {
    let id: InformatieafspraakId = req.id("informatieafspraak")?;
    let reden = req.form.text("reden").to_owned();
    let done = if let Ok(day) = req.form.opt("dag").map(str::parse::<Date>).transpose() {
        req.do_once(move |ctx| actions::end_informatie(ctx, id, day, &reden))
            .await
    } else {
        // Of one that ended there is no form to come back to.
        req.read(move |tx, view| actions::in_force(tx, view.frame.id, id))
            .await?;
        Err(Error::field("dag", "kennis-gelijk-stop-dag-fout"))
    };
    back(&req, done, Some(id)).await
}

async fn back(
    req: &Req,
    done: Result<()>,
    stopping: Option<InformatieafspraakId>,
) -> Result<Response> {
    match done {
        Ok(()) => Ok(redirect(&layout::url(&req.view, "/kennisbank/gelijk"))),
        Err(error) => render(req, Faults::of(error)?, stopping).await,
    }
}
