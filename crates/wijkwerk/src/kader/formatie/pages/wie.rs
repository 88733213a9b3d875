//! "Wie moet ik hebben?": one name with a deputy, for professionals and residents (V-80, V-84); and the scheme behind it.

use askama::Template;
use jiff::civil::Date;
use kit::db::Queries;

use super::{Keuze, gebieden, keuze, mensen, naam_of, waar};
use crate::access::{Here, Permission};
use crate::error::{Error, Result};
use crate::frame::pick;
use crate::handler;
use crate::http::{Form, Guard, Kind, Req, Response, Route, View, redirect};
use crate::ids::{AccountId, GebiedId};
use crate::kader::accounts::{find_account, list_accounts, list_rolvervullingen};
use crate::kader::formatie::aanspreekpunt::{Kaart, line_of, vacancy};
use crate::kader::formatie::actions::set_contact;
use crate::kader::formatie::model::{Contactsoort, Doelgroep, NewContactregel};
use crate::kader::formatie::{rules, store};
use crate::layout::{self, C, Faults};

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get(
            "wie",
            "/{gemeente}/wie",
            Guard::Public,
            Kind::Page,
            handler!(ask),
        ),
        Route::get(
            "contactschema",
            "/{gemeente}/formatie/contacten",
            Guard::Any(&[Permission::FormatieRead, Permission::FormatieManage]),
            Kind::Page,
            handler!(scheme),
        ),
        Route::post(
            "contactschema.nieuw",
            "/{gemeente}/formatie/contacten",
            Guard::May(Permission::FormatieManage),
            handler!(set),
        )
        .sample("soort=substantive&gebied={gebied}&account={account}&bereik=Bel+op+werkdagen"),
    ]
}

/// The one answer.
struct Antwoord {
    /// Empty: nobody at the moment.
    wie: Option<Kaart>,
    vervanger: Option<Kaart>,
    bereik: String,
}

impl Antwoord {
    /// That it is vacant, and who takes the questions meanwhile.
    fn vacature(&self, c: &C) -> String {
        vacancy(c, self.vervanger.as_ref())
    }
}

#[derive(Template)]
#[template(path = "kader/formatie/templates/wie.html")]
struct AskPage {
    c: C,
    soorten: Vec<Keuze>,
    doelgroepen: Vec<Keuze>,
    wijken: Vec<Keuze>,
    /// Whether something was asked.
    gevraagd: bool,
    /// Empty: nobody is known.
    antwoord: Option<Antwoord>,
}

async fn ask(req: Req) -> Result<Response> {
    let soort = Contactsoort::from_word(req.query.text("soort"));
    let doelgroep = Doelgroep::from_word(req.query.text("doelgroep"));
    let wijk = req
        .frame
        .gebied_by_key(req.query.text("wijk"))
        .map(|wijk| wijk.id);
    let gevraagd = soort.zip(doelgroep);
    let antwoord = match gevraagd {
        Some((soort, doelgroep)) => {
            req.read(move |tx, view| answer(tx, view, soort, doelgroep, wijk))
                .await?
        }
        None => None,
    };
    let c = C::of(&req.view);
    let words = |prefix: &str, word: String, chosen: &str| {
        let naam = c.tk(prefix, &word);
        keuze(word, naam, chosen)
    };
    layout::page(&AskPage {
        soorten: Contactsoort::ALL
            .iter()
            .map(|soort| words("contactsoort", soort.to_string(), req.query.text("soort")))
            .collect(),
        doelgroepen: Doelgroep::ALL
            .iter()
            .map(|groep| words("doelgroep", groep.to_string(), req.query.text("doelgroep")))
            .collect(),
        wijken: req
            .frame
            .wijken()
            .map(|wijk| keuze(&wijk.sleutel, &wijk.naam, req.query.text("wijk")))
            .collect(),
        gevraagd: gevraagd.is_some(),
        antwoord,
        c,
    })
}

fn answer(
    tx: &mut impl Queries,
    view: &View,
    soort: Contactsoort,
    doelgroep: Doelgroep,
    wijk: Option<GebiedId>,
) -> Result<Option<Antwoord>> {
    let contacts = store::list_contactregels(tx, view.frame.id, view.today())?;
    let line = wijk.map_or_else(Vec::new, |wijk| line_of(&view.frame, wijk));
    let Some(rule) = rules::who(&contacts, soort, doelgroep, &line) else {
        return Ok(None);
    };
    let wie = rule.account.map_or(Ok(None), |id| card(tx, view, id))?;
    let vervanger = rule.vervanger.map_or(Ok(None), |id| card(tx, view, id))?;
    let bereik = rule.bereik.clone();
    Ok(Some(Antwoord {
        wie,
        vervanger,
        bereik,
    }))
}

fn card(tx: &mut impl Queries, view: &View, id: AccountId) -> Result<Option<Kaart>> {
    let gemeente = view.frame.id;
    let Some(person) = find_account(tx, gemeente, id)?.filter(|person| !person.ended) else {
        return Ok(None);
    };
    let roles = list_rolvervullingen(tx, gemeente, Some(id), view.today())?;
    let rol = roles
        .first()
        .and_then(|row| view.frame.inrichting.rol(&row.rol));
    let words = rol.map(|rol| (pick(view.lang, &rol.naam), pick(view.lang, &rol.beslist)));
    let (rol, beslist) = words.unwrap_or_default();
    Ok(Some(Kaart::of(&person, rol, beslist)))
}

struct Rij {
    vraag: String,
    waar: String,
    /// Empty: a vacancy.
    wie: Option<String>,
    vervanger: Option<String>,
    bereik: String,
}

#[derive(Template)]
#[template(path = "kader/formatie/templates/contacten.html")]
struct SchemePage {
    c: C,
    faults: Faults,
    form: Form,
    may_manage: bool,
    rijen: Vec<Rij>,
    soorten: Vec<Keuze>,
    doelgroepen: Vec<Keuze>,
    gebied_keuzes: Vec<Keuze>,
    mens_keuzes: Vec<Keuze>,
    vervanger_keuzes: Vec<Keuze>,
}

async fn scheme(req: Req) -> Result<Response> {
    layout::page(&scheme_page(&req, Faults::default(), Form::default()).await?)
}

async fn scheme_page(req: &Req, faults: Faults, form: Form) -> Result<SchemePage> {
    let (rules, people) = req
        .read(|tx, view| {
            let rules = store::list_contactregels(tx, view.frame.id, view.today())?;
            Ok((rules, list_accounts(tx, view.frame.id)?))
        })
        .await?;
    let c = C::of(&req.view);
    let active = |id: &AccountId| {
        let found = people.iter().find(|account| account.id == *id);
        found.is_some_and(|account| !account.ended)
    };
    let name = |id: Option<AccountId>| id.filter(active).map(|id| naam_of(&people, id));
    let rijen = rules
        .iter()
        .map(|rule| Rij {
            vraag: match rule.doelgroep {
                Some(groep) => format!(
                    "{}: {}",
                    c.tk("contactsoort", rule.soort),
                    c.tk("doelgroep", groep)
                ),
                None => c.tk("contactsoort", rule.soort),
            },
            waar: waar(&c, rule.gebied),
            wie: name(rule.account),
            vervanger: name(rule.vervanger),
            bereik: rule.bereik.clone(),
        })
        .collect();
    let with_nobody = |key: &str, chosen: &str| {
        let mut all = vec![keuze("", c.t(key), chosen)];
        all.extend(mensen(&people, chosen));
        all
    };
    let everybody = keuze("", c.t("wie-iedereen"), form.text("doelgroep"));
    Ok(SchemePage {
        may_manage: req.actor.may(Permission::FormatieManage, &Here::ANYWHERE),
        soorten: Contactsoort::ALL
            .iter()
            .map(|soort| keuze(soort, c.tk("contactsoort", soort), form.text("soort")))
            .collect(),
        doelgroepen: [everybody]
            .into_iter()
            .chain(
                Doelgroep::ALL
                    .iter()
                    .map(|groep| keuze(groep, c.tk("doelgroep", groep), form.text("doelgroep"))),
            )
            .collect(),
        gebied_keuzes: gebieden(&c, form.text("gebied")),
        mens_keuzes: with_nobody("wie-vacature", form.text("account")),
        vervanger_keuzes: with_nobody("wie-geen-vervanger", form.text("vervanger")),
        rijen,
        faults,
        form,
        c,
    })
}

async fn set(req: Req) -> Result<Response> {
    let (form, today) = (req.form.clone(), req.today());
    let done = req
        .do_once(move |ctx| {
            let soort = Contactsoort::from_word(form.text("soort"))
                .ok_or_else(|| Error::field("soort", "wie-soort-kies"))?;
            let new = NewContactregel {
                soort,
                doelgroep: Doelgroep::from_word(form.text("doelgroep")),
                gebied: form.parsed("gebied"),
                account: form.parsed("account"),
                vervanger: form.parsed("vervanger"),
                bereik: form.text("bereik").to_owned(),
                valid_from: form.parsed::<Date>("vanaf").unwrap_or(today),
            };
            set_contact(ctx, &new).map(drop)
        })
        .await;
    match done {
        Ok(()) => Ok(redirect(&layout::url(&req.view, "/formatie/contacten"))),
        Err(error) => {
            let page = scheme_page(&req, Faults::of(error)?, req.form.clone()).await?;
            layout::page_with(400, &page)
        }
    }
}
