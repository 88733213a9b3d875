//! Writing an item: one form for new and for changed, with hints beside the words.

use askama::Template;

use super::delen::{self, Invulling, Keuze};
use super::plaatsen::{self, Eigen, Plaatsveld};
use super::upl;
use super::velden::{Beside, beside_of, form_of, velden_of};
use crate::access::Permission;
use crate::balie::kennisbank::leesbaar::{Hint, hints};
use crate::balie::kennisbank::model::{
    Item, ItemState, Kanaalplek, Plaats, Soort, Velden, Vertaling,
};
use crate::balie::kennisbank::{actions, store};
use crate::error::{Error, Result};
use crate::handler;
use crate::http::{Form, Guard, Kind, Place, Req, Response, Route, View, redirect};
use crate::ids::{GebiedId, KennisitemId};
use crate::layout::{self, C, Faults};
use crate::write::Write;

pub(super) fn routes() -> Vec<Route> {
    let write = Guard::May(Permission::KennisWrite);
    let sample = "soort=product&onderwerp=geld&titel=Hulp bij geld&samenvatting=Wij helpen u met geld.&talen=nl&kanaal=digitaal";
    vec![
        Route::get(
            "kennisbank.nieuw",
            "/{gemeente}/kennisbank/nieuw",
            write,
            Kind::Page,
            handler!(new),
        ),
        Route::post(
            "kennisbank.maken",
            "/{gemeente}/kennisbank/nieuw",
            write,
            handler!(make),
        )
        .sample(sample),
        Route::get(
            "kennisbank.wijzig",
            "/{gemeente}/kennisbank/{kennisitem}/wijzig",
            write,
            Kind::Page,
            handler!(edit),
        )
        .at(Place::Organisatie),
        Route::post(
            "kennisbank.wijzigen",
            "/{gemeente}/kennisbank/{kennisitem}/wijzig",
            write,
            handler!(change),
        )
        .at(Place::Organisatie)
        .sample(sample),
        Route::post(
            "kennisbank.vertaling",
            "/{gemeente}/kennisbank/{kennisitem}/vertaling",
            write,
            handler!(translate),
        )
        .at(Place::Organisatie)
        .sample("taal=en&vertaling_titel=Help with money&vertaling_tekst=We help you."),
    ]
}

#[derive(Template)]
#[template(path = "balie/kennisbank/templates/formulier.html")]
struct Page {
    c: C,
    inv: Invulling,
    action: String,
    id: Option<KennisitemId>,
    titel: String,
    soorten: Vec<Keuze>,
    onderwerpen: Vec<Keuze>,
    /// Key, name, ticked, where.
    kanalen: Vec<(String, String, bool, String)>,
    plaatsen: Vec<Plaatsveld>,
    gebieden: Vec<Keuze>,
    /// Whether hours are shown in words, to be looked at before they are kept.
    nakijken: bool,
    upl: Vec<Keuze>,
    online: Vec<Keuze>,
    tips: Vec<String>,
    shown: bool,
}

/// What stands beside a text and is filled in with it.
#[derive(Clone, Debug, Default)]
struct Rest {
    woorden: Vec<String>,
    kanalen: Vec<Kanaalplek>,
    plaatsen: Vec<Plaats>,
    eigen: Vec<Eigen>,
    gebieden: Vec<GebiedId>,
}

impl Rest {
    /// With the channels as they were filled in; the rest of the form is shown from its fields.
    fn filled_with(self, given: Beside) -> Self {
        Self {
            kanalen: given.kanalen,
            ..self
        }
    }
}

async fn new(req: Req) -> Result<Response> {
    let form = form_of(&Velden::empty(Soort::Product), &[]);
    render(&req, None, &Rest::default(), form, Faults::default()).await
}

async fn make(req: Req) -> Result<Response> {
    let own = delen::writes_for(&req.actor).ok_or(Error::Forbidden("kennis.write"))?;
    let (velden, faults) = velden_of(&req.form);
    let given = beside_of(&req.form, &[]);
    if !faults.any() && plaatsen::must_look(&req.form, &given.plaatsen, &[]) {
        return look(&req, None, Rest::default(), given).await;
    }
    let done = if faults.any() {
        Err(Error::Invalid(faults.0))
    } else {
        let wanted = given.clone();
        let product = upl::asked(&req.form);
        req.once(move |ctx| {
            let id = actions::create(ctx, &velden, own)?;
            put_beside(ctx, id, &wanted)?;
            upl::keep(ctx, id, &product)?;
            Ok(id.to_string())
        })
        .await
    };
    match done {
        Ok(id) => Ok(redirect(&layout::url(
            &req.view,
            &format!("/kennisbank/{id}"),
        ))),
        Err(error) => {
            let rest = Rest::default().filled_with(given);
            let form = req.form.clone();
            render(&req, None, &rest, form, Faults::of(error)?).await
        }
    }
}

fn put_beside(ctx: &mut Write<'_>, id: KennisitemId, given: &Beside) -> Result<()> {
    actions::set_woorden(ctx, id, &given.woorden)?;
    actions::set_kanalen(ctx, id, &given.kanalen)?;
    actions::set_plaatsen(ctx, id, &given.plaatsen)?;
    actions::set_gebieden(ctx, id, &given.gebieden)
}

/// The form again with the fields of every place that is ticked and its hours in words; sent once more it is kept.
async fn look(req: &Req, item: Option<&Item>, rest: Rest, given: Beside) -> Result<Response> {
    let faults = plaatsen::faults(&req.view.frame, &given.plaatsen, &rest.eigen);
    let form = plaatsen::seen(&req.form, &given.plaatsen);
    render(req, item, &rest.filled_with(given), form, faults).await
}

/// The item, if it may be changed by whoever asks; everybody else may not know that there is such a page (INV-15).
async fn load(req: &Req) -> Result<(Item, Rest)> {
    let id: KennisitemId = req.id("kennisitem")?;
    req.read(move |tx, view| {
        let gemeente = view.frame.id;
        let item = store::get_item(tx, gemeente, id)?;
        if !actions::may_see(&view.actor, &item) {
            return Err(Error::NotFound("kennisitem"));
        }
        if !actions::is_owner(&view.actor, &item) {
            return Err(Error::Forbidden("kennis.write"));
        }
        let rest = Rest {
            woorden: store::list_woorden(tx, gemeente, id)?,
            kanalen: store::list_kanalen(tx, gemeente, id)?,
            plaatsen: store::list_plaatsen(tx, gemeente, id)?,
            eigen: store::list_eigen_plaatsen(tx, gemeente, id)?,
            gebieden: store::list_gebieden(tx, gemeente, id)?,
        };
        Ok((item, rest))
    })
    .await
}

/// The form as the item stands.
fn form_as_it_stands(item: &Item, rest: &Rest) -> Form {
    let mut form = form_of(&item.velden(), &rest.woorden);
    for (locatie, ..) in &rest.eigen {
        form = form.with_field("plaats", &locatie.to_string());
    }
    for gebied in &rest.gebieden {
        form = form.with_field("gebied", &gebied.to_string());
    }
    form
}

async fn edit(req: Req) -> Result<Response> {
    let (item, rest) = load(&req).await?;
    let form = form_as_it_stands(&item, &rest);
    render(&req, Some(&item), &rest, form, Faults::default()).await
}

async fn change(req: Req) -> Result<Response> {
    let (item, rest) = load(&req).await?;
    let id = item.id;
    let (mut velden, faults) = velden_of(&req.form);
    velden.organisatie_soort.clone_from(&item.organisatie_soort);
    let given = beside_of(&req.form, &rest.eigen);
    let right = req.form.ticked("klopt");
    if !faults.any() && plaatsen::must_look(&req.form, &given.plaatsen, &rest.eigen) {
        return look(&req, Some(&item), rest, given).await;
    }
    let wanted = given.clone();
    let product = upl::asked(&req.form);
    let done = if faults.any() {
        Err(Error::Invalid(faults.0))
    } else {
        req.do_once(move |ctx| {
            actions::change(ctx, id, &velden, right)?;
            put_beside(ctx, id, &wanted)?;
            upl::keep(ctx, id, &product)
        })
        .await
    };
    match done {
        Ok(()) => Ok(redirect(&layout::url(
            &req.view,
            &format!("/kennisbank/{id}"),
        ))),
        Err(error) => {
            let rest = rest.filled_with(given);
            let form = req.form.clone();
            render(&req, Some(&item), &rest, form, Faults::of(error)?).await
        }
    }
}

async fn translate(req: Req) -> Result<Response> {
    let (item, rest) = load(&req).await?;
    let id = item.id;
    let text = |name: &str| req.form.text(name).replace("\r\n", "\n");
    let vertaling = Vertaling {
        taal: text("taal").to_lowercase(),
        titel: text("vertaling_titel"),
        samenvatting: text("vertaling_samenvatting"),
        tekst: text("vertaling_tekst"),
        versie: 0,
    };
    let done = req
        .do_once(move |ctx| actions::add_vertaling(ctx, id, &vertaling))
        .await;
    match done {
        Ok(()) => Ok(redirect(&layout::url(
            &req.view,
            &format!("/kennisbank/{id}"),
        ))),
        Err(error) => {
            let mut form = form_as_it_stands(&item, &rest);
            for (name, value) in req.form.fields() {
                form = form.with_field(name, value);
            }
            render(&req, Some(&item), &rest, form, Faults::of(error)?).await
        }
    }
}

async fn render(
    req: &Req,
    item: Option<&Item>,
    rest: &Rest,
    form: Form,
    faults: Faults,
) -> Result<Response> {
    let c = C::of(&req.view);
    let plaatsen = places(req, &c, &form, rest).await?;
    let upl = upl::keuzes(req, item, &form).await?;
    let online = upl::online(req, &c, item, &form).await?;
    let status = if faults.any() { 400 } else { 200 };
    let soort = form.text("soort").to_owned();
    let (action, titel) = match item {
        Some(item) => (
            layout::url(&req.view, &format!("/kennisbank/{}/wijzig", item.id)),
            item.titel.clone(),
        ),
        None => (
            layout::url(&req.view, "/kennisbank/nieuw"),
            c.t("kennis-nieuw"),
        ),
    };
    layout::page_with(
        status,
        &Page {
            soorten: Soort::ALL
                .iter()
                .map(|found| Keuze {
                    value: found.to_string(),
                    naam: c.tk("kennis-soort", found),
                    chosen: found.word() == soort,
                })
                .collect(),
            onderwerpen: delen::onderwerpen(&req.view, form.text("onderwerp")),
            kanalen: delen::kanalen(&req.view)
                .into_iter()
                .map(|(key, naam)| {
                    let plek = rest.kanalen.iter().find(|plek| plek.kanaal == key);
                    let waar = plek.map_or_else(String::new, |plek| plek.waar.clone());
                    (key, naam, plek.is_some(), waar)
                })
                .collect(),
            plaatsen,
            gebieden: gebieden(&req.view, &form, &rest.gebieden),
            nakijken: !faults.any() && form.ticked("gezien"),
            upl,
            online,
            tips: tips(&c, &form),
            shown: item.is_some_and(|item| {
                matches!(item.state, ItemState::Published | ItemState::InControl)
            }),
            id: item.map(|item| item.id),
            inv: Invulling::new(&c, faults, form),
            action,
            titel,
            c,
        },
    )
}

/// Every place that can be ticked; also one that the list of all places has no room for.
async fn places(req: &Req, c: &C, form: &Form, rest: &Rest) -> Result<Vec<Plaatsveld>> {
    let mut all = req
        .read(|tx, view| store::list_locaties(tx, view.frame.id))
        .await?;
    for plaats in &rest.plaatsen {
        if !all.iter().any(|(id, _)| *id == plaats.locatie) {
            all.push((plaats.locatie, plaats.naam.clone()));
        }
    }
    let ticked = form.all("plaats");
    let made = all.into_iter().map(|(id, naam)| {
        let is_ticked = ticked.contains(&id.to_string().as_str());
        let before = is_ticked.then_some(rest.eigen.as_slice());
        Plaatsveld::of(c, form, id, naam, before)
    });
    Ok(made.collect())
}

/// The wijken, and whatever else it is for now.
fn gebieden(view: &View, form: &Form, own: &[GebiedId]) -> Vec<Keuze> {
    let ticked = form.all("gebied");
    let frame = &view.frame;
    let others = own
        .iter()
        .filter_map(|id| frame.gebied(*id))
        .filter(|found| found.niveau != frame.inrichting.werkniveau);
    frame
        .wijken()
        .chain(others)
        .map(|gebied| {
            let value = gebied.id.to_string();
            Keuze {
                chosen: ticked.contains(&value.as_str()),
                naam: gebied.naam.clone(),
                value,
            }
        })
        .collect()
}

/// Hints in words, for what stands in the form now.
fn tips(c: &C, form: &Form) -> Vec<String> {
    let text = ["samenvatting", "tekst", "aanmelden", "voorwaarden"]
        .map(|name| form.text(name))
        .join("\n");
    hints(&text).iter().map(|hint| tip(c, hint)).collect()
}

fn tip(c: &C, hint: &Hint) -> String {
    match hint {
        Hint::Long { words, start } => c.t2("kennis-tip-lang", "woorden", *words, "begin", start),
        Hint::Passive { fragment } => c.t1("kennis-tip-lijdend", "stuk", fragment),
        Hint::Jargon { word, plain } => c.t2("kennis-tip-jargon", "woord", word, "gewoon", plain),
        Hint::Rare { word } => c.t1("kennis-tip-zeldzaam", "woord", word),
        Hint::LongWord { word } => c.t1("kennis-tip-lang-woord", "woord", word),
    }
}
