//! What lies at a point: for everybody on the page of the point, for the desk with one tap when there are none left.

use askama::Template;
use kit::db::Queries;

use super::actions::{COUNTS, fill, lay, may_count, run_out, take_away};
use super::model::{Folder, NewFolder};
use super::store;
use crate::access::{Here, Permission};
use crate::balie::contacten::{Tab, tabs};
use crate::balie::infopunten::actions::MANAGE;
use crate::balie::infopunten::{Infopunt, find_known};
use crate::balie::kennisbank::{Item, ItemState, find_item, freshness, list_essential};
use crate::error::{Error, Result};
use crate::handler;
use crate::http::{Form, Guard, Kind, Place, Req, Response, Route, redirect};
use crate::ids::{FolderId, InfopuntId, KennisitemId, OrganisatieId};
use crate::layout::{self, C, Faults};

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get(
            "folders",
            "/{gemeente}/balie/infopunten/{infopunt}/folders",
            Guard::Any(&[Permission::ContactRead, MANAGE]),
            Kind::Page,
            handler!(show),
        )
        .at(Place::Gebied),
        Route::post(
            "folders.nieuw",
            "/{gemeente}/balie/infopunten/{infopunt}/folders",
            Guard::May(MANAGE),
            handler!(add),
        )
        .at(Place::Gebied)
        .sample("naam=Wat+kan+er+in+de+buurt&organisatie={organisatie}&aantal=50"),
        Route::post(
            "folders.op",
            "/{gemeente}/balie/folders/{folder}/op",
            Guard::Any(COUNTS),
            handler!(none_left),
        )
        .at(Place::Gebied),
        Route::post(
            "folders.aangevuld",
            "/{gemeente}/balie/folders/{folder}/aangevuld",
            Guard::Any(COUNTS),
            handler!(filled),
        )
        .at(Place::Gebied)
        .sample("aantal=50"),
        Route::post(
            "folders.weg",
            "/{gemeente}/balie/folders/{folder}/weg",
            Guard::May(MANAGE),
            handler!(remove),
        )
        .at(Place::Gebied),
    ]
}

/// A folder as everybody may know of it.
#[derive(Clone, Debug)]
pub struct Ligt {
    pub naam: String,
    /// The page of its text, where it is one.
    pub url: Option<String>,
    /// How fresh that text is, in words; empty: it is not one of ours.
    pub vers: String,
    pub is_op: bool,
}

/// What lies at a point, without what may not be given out any more.
pub fn list_here(tx: &mut impl Queries, c: &C, infopunt: InfopuntId) -> Result<Vec<Ligt>> {
    let all = store::list_folders(tx, c.view.frame.id, infopunt)?;
    let shown = all.into_iter().filter(|folder| !folder.is_stale());
    Ok(shown
        .map(|folder| Ligt {
            vers: told_fresh(c, &folder),
            url: folder
                .tekst
                .as_ref()
                .map(|tekst| c.url(&format!("/vraag/{}", tekst.sleutel))),
            is_op: folder.op_at.is_some(),
            naam: folder.naam,
        })
        .collect())
}

fn told_fresh(c: &C, folder: &Folder) -> String {
    let tekst = folder.tekst.as_ref();
    tekst.map_or_else(String::new, |tekst| {
        freshness(c, tekst.freshness(c.view.today()))
    })
}

/// A folder as the desk sees it.
struct Rij {
    folder: Folder,
    wie: String,
    vers: String,
}

/// Something to choose: its value, its name, and whether it was chosen.
type Keuze = (String, String, bool);

#[derive(Template)]
#[template(path = "balie/folders/templates/folders.html")]
struct Page {
    c: C,
    tabs: Vec<Tab>,
    faults: Faults,
    form: Form,
    punt: Infopunt,
    url: String,
    rijen: Vec<Rij>,
    /// How many somebody typed for one of them, if that was not right.
    typed: Option<(FolderId, String)>,
    /// Texts to lay down in print: those that must be in every channel (L-27), and the one that was asked for.
    teksten: Vec<Keuze>,
    organisaties: Vec<Keuze>,
    may_count: bool,
    may_manage: bool,
}

impl Page {
    /// How many there are, in the field: as somebody typed it, else as it stands.
    fn aantal(&self, folder: &Folder) -> String {
        let typed = self.typed.as_ref().filter(|(id, _)| *id == folder.id);
        typed.map_or_else(|| folder.aantal.to_string(), |(_, typed)| typed.clone())
    }
}

async fn show(req: Req) -> Result<Response> {
    let id: InfopuntId = req.id("infopunt")?;
    render(&req, id, Faults::default(), None).await
}

/// Everything on the page of a point, for whoever may know of it.
type Found = (Infopunt, Vec<Folder>, Vec<Item>);

async fn load(req: &Req, id: InfopuntId, asked: Option<KennisitemId>) -> Result<Found> {
    req.read(move |tx, view| {
        let gemeente = view.frame.id;
        let punt = find_known(tx, view, id, Permission::ContactRead)?;
        let mut teksten = list_essential(tx, gemeente)?;
        teksten.retain(|item| item.state == ItemState::Published);
        if let Some(asked) = asked.filter(|asked| teksten.iter().all(|item| item.id != *asked)) {
            let found = find_item(tx, gemeente, asked)?;
            teksten.extend(found.filter(|item| item.state == ItemState::Published));
        }
        Ok((punt, store::list_folders(tx, gemeente, id)?, teksten))
    })
    .await
}

async fn render(
    req: &Req,
    id: InfopuntId,
    faults: Faults,
    typed: Option<(FolderId, String)>,
) -> Result<Response> {
    let asked: Option<KennisitemId> = req.form.parsed("item").or_else(|| req.query.parsed("item"));
    let (punt, folders, teksten) = load(req, id, asked).await?;
    let may_manage = req.actor.may(MANAGE, &Here::punt(punt.id, punt.gebied));
    let c = C::of(&req.view);
    let chosen: Option<OrganisatieId> = req.form.parsed("organisatie");
    let rijen = folders.into_iter().map(|folder| Rij {
        wie: c.organisatie(folder.organisatie),
        vers: told_fresh(&c, &folder),
        folder,
    });
    let page = Page {
        tabs: tabs(&c),
        url: c.url(&format!("/balie/infopunten/{id}")),
        rijen: rijen.collect(),
        typed,
        teksten: teksten
            .iter()
            .map(|item| {
                (
                    item.id.to_string(),
                    item.titel.clone(),
                    asked == Some(item.id),
                )
            })
            .collect(),
        organisaties: req
            .frame
            .organisaties
            .iter()
            .map(|one| (one.id.to_string(), one.naam.clone(), chosen == Some(one.id)))
            .collect(),
        may_count: may_count(&req.actor, &punt),
        may_manage: may_manage && !punt.state.is_over(),
        form: req.form.clone(),
        faults,
        punt,
        c,
    };
    layout::page_with(page.faults.status(), &page)
}

fn there(req: &Req, punt: impl std::fmt::Display) -> Response {
    let path = format!("/balie/infopunten/{punt}/folders");
    redirect(&layout::url(&req.view, &path))
}

async fn add(req: Req) -> Result<Response> {
    let infopunt: InfopuntId = req.id("infopunt")?;
    let form = &req.form;
    let new = NewFolder {
        infopunt,
        item: form.parsed("item"),
        naam: form.text("naam").to_owned(),
        organisatie: form.parsed("organisatie"),
        aantal: form.parsed("aantal"),
    };
    match req.do_once(move |ctx| lay(ctx, &new).map(drop)).await {
        Ok(()) => Ok(there(&req, infopunt)),
        Err(error) => render(&req, infopunt, Faults::or_refusal(error)?, None).await,
    }
}

async fn none_left(req: Req) -> Result<Response> {
    let id: FolderId = req.id("folder")?;
    let punt = req
        .once(move |ctx| run_out(ctx, id).map(|punt| punt.to_string()))
        .await?;
    Ok(there(&req, punt))
}

async fn filled(req: Req) -> Result<Response> {
    let id: FolderId = req.id("folder")?;
    let aantal: Option<i64> = req.form.parsed("aantal");
    let done = req
        .once(move |ctx| fill(ctx, id, aantal).map(|punt| punt.to_string()))
        .await;
    match done {
        Ok(punt) => Ok(there(&req, punt)),
        Err(error) => {
            let faults = Faults::or_refusal(error)?;
            let gemeente = req.frame.id;
            let found = req
                .read(move |tx, _| store::find_folder(tx, gemeente, id))
                .await?;
            let punt = found.ok_or(Error::NotFound("folder"))?.infopunt;
            let typed = req.form.text("aantal").to_owned();
            render(&req, punt, faults, Some((id, typed))).await
        }
    }
}

async fn remove(req: Req) -> Result<Response> {
    let id: FolderId = req.id("folder")?;
    let punt = req
        .once(move |ctx| take_away(ctx, id).map(|punt| punt.to_string()))
        .await?;
    Ok(there(&req, punt))
}
