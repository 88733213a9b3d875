//! The free days of the desks and the school holidays; and the figures of hours.

use askama::Template;
use jiff::civil::Date;

use super::formulier::tenths;
use crate::access::{Here, Permission};
use crate::balie::contacten::{Tab, tabs};
use crate::balie::doorverwijzingen::Telling;
use crate::balie::infopunten::actions::MANAGE;
use crate::balie::infopunten::cijfers::{self, Maand};
use crate::balie::infopunten::model::{Infopunt, VrijSoort, Vrijedag};
use crate::balie::infopunten::regio::of_region;
use crate::balie::infopunten::tijden;
use crate::error::{Error, FieldError, Result, Sentence};
use crate::handler;
use crate::http::{Form, Guard, Kind, Req, Response, Route, redirect};
use crate::ids::VrijedagId;
use crate::kader::inrichting::Schoolregio;
use crate::kader::openingstijden::list_vrije_dagen;
use crate::kader::termijnen::{Feestdagen, FeestdagenSettings};
use crate::layout::{self, C, Faults};

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get(
            "dagen",
            "/{gemeente}/balie/vrije-dagen",
            Guard::Any(&[MANAGE, Permission::VrijedagManage]),
            Kind::Page,
            handler!(show),
        ),
        Route::post(
            "dagen.nieuw",
            "/{gemeente}/balie/vrije-dagen",
            Guard::May(Permission::VrijedagManage),
            handler!(add),
        )
        .sample("soort=closed&naam=Opruimdag&van=2030-05-06&tot=2030-05-06"),
        Route::post(
            "dagen.weg",
            "/{gemeente}/balie/vrije-dagen/{vrijedag}/weg",
            Guard::May(Permission::VrijedagManage),
            handler!(remove),
        ),
        Route::get(
            "infopunten.cijfers",
            "/{gemeente}/balie/openingscijfers",
            Guard::Any(&[Permission::BalieCijfers, MANAGE]),
            Kind::Page,
            handler!(figures),
        ),
    ]
}

#[derive(Template)]
#[template(path = "balie/infopunten/templates/dagen.html")]
struct DaysPage {
    c: C,
    tabs: Vec<Tab>,
    faults: Faults,
    form: Form,
    may_manage: bool,
    feestdagen: Vec<(Date, String)>,
    dagen: Vec<Vrijedag>,
    soorten: &'static [VrijSoort],
    /// The region of the school holidays, where the inrichting names it.
    regio: Option<String>,
    regios: Vec<(&'static str, String)>,
}

fn regio_naam(c: &C, regio: Schoolregio) -> String {
    match regio {
        Schoolregio::Noord => c.t("schoolregio-noord"),
        Schoolregio::Midden => c.t("schoolregio-midden"),
        Schoolregio::Zuid => c.t("schoolregio-zuid"),
    }
}

async fn show(req: Req) -> Result<Response> {
    render(&req, Faults::default()).await
}

async fn render(req: &Req, faults: Faults) -> Result<Response> {
    let status = if faults.any() { 400 } else { 200 };
    let dagen = req
        .read(|tx, view| list_vrije_dagen(tx, view.frame.id))
        .await?;
    let c = C::of(&req.view);
    let today = req.view.today();
    let calendar = Feestdagen::desk(&FeestdagenSettings::default());
    let years = [today.year(), today.year().saturating_add(1)];
    let coming = years.into_iter().flat_map(|year| calendar.of_year(year));
    let page = DaysPage {
        tabs: tabs(&c),
        may_manage: req.actor.may(Permission::VrijedagManage, &Here::ANYWHERE),
        feestdagen: coming
            .filter(|day| day.date >= today)
            .take(11)
            .map(|day| (day.date, c.t(day.kind.key())))
            .collect(),
        soorten: VrijSoort::ALL,
        regio: req
            .frame
            .inrichting
            .gemeente
            .schoolregio
            .map(|regio| regio_naam(&c, regio)),
        regios: Schoolregio::ALL
            .iter()
            .map(|regio| (regio.word(), regio_naam(&c, *regio)))
            .collect(),
        form: req.form.clone(),
        dagen,
        faults,
        c,
    };
    layout::page_with(status, &page)
}

/// A day, or a whole list of school holidays.
async fn add(req: Req) -> Result<Response> {
    let done = match wanted(&req.form, req.frame.inrichting.gemeente.schoolregio) {
        Ok(all) => {
            req.do_once(move |ctx| {
                for (soort, naam, from, until) in &all {
                    tijden::add_free(ctx, *soort, naam, *from, *until)?;
                }
                Ok(())
            })
            .await
        }
        Err(error) => Err(error),
    };
    match done {
        Ok(()) => {
            req.app.forget_frame(&req.frame.slug);
            Ok(redirect(&layout::url(&req.view, "/balie/vrije-dagen")))
        }
        Err(error) => render(&req, Faults::of(error)?).await,
    }
}

fn wanted(form: &Form, regio: Option<Schoolregio>) -> Result<Vec<(VrijSoort, String, Date, Date)>> {
    if let Some(lijst) = form.opt("lijst") {
        let read = tijden::read_school(lijst).map_err(|wrong| {
            Error::Invalid(vec![FieldError {
                field: "lijst",
                sentence: Sentence::new("dagen-lijst-fout")
                    .with("regel", wrong.into_iter().next().unwrap_or_default()),
            }])
        })?;
        let regio = regio.or_else(|| Schoolregio::from_word(form.text("regio")));
        let own = of_region(read, regio).map_err(|why| Error::field("lijst", why))?;
        return Ok(own
            .into_iter()
            .map(|(from, until, naam)| (VrijSoort::School, naam, from, until))
            .collect());
    }
    let from: Date = form
        .parsed("van")
        .ok_or(Error::field("van", "bijeenkomst-veld-nodig"))?;
    let soort = VrijSoort::from_word(form.text("soort"))
        .ok_or(Error::field("soort", "infopunt-soort-kies"))?;
    Ok(vec![(
        soort,
        form.text("naam").to_owned(),
        from,
        form.parsed("tot").unwrap_or(from),
    )])
}

async fn remove(req: Req) -> Result<Response> {
    let id: VrijedagId = req.id("vrijedag")?;
    req.do_once(move |ctx| tijden::remove_free(ctx, id)).await?;
    req.app.forget_frame(&req.frame.slug);
    Ok(redirect(&layout::url(&req.view, "/balie/vrije-dagen")))
}

/// Something that was counted, and what it was in the same days of the year before.
struct Getal {
    now: String,
    before: Option<String>,
}

/// A point with its figures.
struct Rij {
    punt: Infopunt,
    promised: String,
    kept: String,
    closed: String,
    extra: String,
    base: Option<String>,
    /// Closed on holidays of the whole country.
    free: Option<String>,
    is_low: bool,
    visits: Option<Getal>,
    questions: Getal,
    referred: Option<Getal>,
}

#[derive(Template)]
#[template(path = "balie/infopunten/templates/cijfers.html")]
struct FiguresPage {
    c: C,
    tabs: Vec<Tab>,
    maand: String,
    vorige: String,
    rijen: Vec<Rij>,
}

async fn figures(req: Req) -> Result<Response> {
    let today = req.view.today();
    let asked = format!("{}-01", req.query.text("maand")).parse::<Date>();
    let from = asked
        .ok()
        .filter(|day| *day <= today)
        .unwrap_or(today)
        .first_of_month();
    let until = from.last_of_month().min(today);
    let all = req
        .read(move |tx, view| cijfers::of_period(tx, &view.frame, from, until))
        .await?;
    let c = C::of(&req.view);
    let before = from.yesterday().unwrap_or(from);
    let url = c.url("/balie/openingscijfers");
    layout::page(&FiguresPage {
        tabs: tabs(&c),
        maand: format!(
            "{} {}",
            kit::i18n::words::month_name(req.lang, from.month()),
            from.year()
        ),
        vorige: format!("{url}?maand={:04}-{:02}", before.year(), before.month()),
        rijen: all
            .into_iter()
            .map(|(punt, now, before)| row(&c, punt, now, before))
            .collect(),
        c,
    })
}

fn row(c: &C, punt: Infopunt, month: Maand, before: Maand) -> Rij {
    // Of a point that was not there yet nothing is compared.
    let before = (!before.is_empty()).then_some(before);
    let visits = |month: &Maand| month.asked.visits.map(|n| counted(c, n, month.open()));
    let in_hours = |minutes: i64| tenths(c, minutes / 6);
    Rij {
        promised: in_hours(month.promised),
        kept: in_hours(month.kept),
        closed: in_hours(month.closed),
        extra: in_hours(month.extra),
        base: month.base.map(in_hours),
        is_low: month.is_low,
        free: (month.free > 0).then(|| in_hours(month.free)),
        visits: visits(&month).map(|now| Getal {
            now,
            before: before.as_ref().and_then(visits),
        }),
        questions: Getal {
            now: questions(c, &month),
            before: before.map(|before| questions(c, &before)),
        },
        referred: right(c, month.asked.referred).map(|now| Getal {
            now,
            before: before.and_then(|before| right(c, before.asked.referred)),
        }),
        punt,
    }
}

/// "12 (0,5 per uur)": so many in so many open minutes.
fn counted(c: &C, n: i64, open: i64) -> String {
    if open <= 0 {
        return n.to_string();
    }
    let per = tenths(c, n * 600 / open);
    format!("{n} ({})", c.t1("openingscijfers-per-uur", "n", per))
}

fn questions(c: &C, month: &Maand) -> String {
    let asked = counted(c, month.asked.questions, month.open());
    let answered = c.t1("openingscijfers-beantwoord", "n", month.asked.answered);
    format!("{asked}, {answered}")
}

/// Right in one go, as the figures of referrals tell it: nothing of what is too little to be told apart.
fn right(c: &C, referred: Telling) -> Option<String> {
    if referred.alle() == 0 {
        return None;
    }
    if referred.is_small() {
        return Some(c.t("openingscijfers-te-weinig"));
    }
    Some(match referred.percent() {
        Some(percent) => {
            let (goed, bekend) = (referred.goed, referred.bekend());
            let of = c.t2("verwijs-goed-van", "goed", goed, "bekend", bekend);
            format!("{percent}% ({of})")
        }
        None => c.t("verwijs-nog-niets-bekend"),
    })
}
