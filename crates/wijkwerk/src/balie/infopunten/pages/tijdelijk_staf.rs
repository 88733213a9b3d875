//! The buildings, what is temporary and the searches, for who keeps them.

use askama::Template;
use jiff::civil::Date;

use super::tijdelijk::{Lijst, load};
use crate::access::{Here, Permission};
use crate::balie::contacten::{Tab, tabs};
use crate::balie::infopunten::actions::MANAGE;
use crate::balie::infopunten::model::LOCATIE_SOORTEN;
use crate::balie::infopunten::tijdelijk::{
    self, KandidaatState, NewBouwproject, NewTussenoplossing, ProjectState,
};
use crate::error::{Error, Result};
use crate::handler;
use crate::http::{Form, Guard, Kind, Place, Req, Response, Route, redirect};
use crate::ids::{
    BouwprojectId, GebiedId, KandidaatId, OrganisatieId, TussenoplossingId, ZoektochtId,
};
use crate::layout::{self, C, Faults};

pub(super) fn routes() -> Vec<Route> {
    let post = |name, path, handler, sample| {
        Route::post(name, path, Guard::May(MANAGE), handler)
            .at(Place::Gebied)
            .sample(sample)
    };
    vec![
        Route::get(
            "tijdelijk.staf",
            "/{gemeente}/balie/tijdelijk",
            Guard::Any(&[Permission::ContactRead, MANAGE]),
            Kind::Page,
            handler!(staff),
        ),
        post(
            "tijdelijk.project",
            "/{gemeente}/balie/bouwprojecten",
            handler!(add_project),
            "naam=Nieuw+gebouw&soort=mfa&gebied={gebied}&volgorde=9",
        ),
        post(
            "tijdelijk.project_datum",
            "/{gemeente}/balie/bouwprojecten/{bouwproject}",
            handler!(change_project),
            "verwacht=2030-01-01&reden=De+bouw+duurt+langer",
        ),
        post(
            "tijdelijk.begin",
            "/{gemeente}/balie/tijdelijk",
            handler!(start),
            "infopunt={infopunt}&organisatie={organisatie}&wat=Een+unit+op+het+plein&einde=Het+gebouw+is+klaar",
        ),
        post(
            "tijdelijk.toets",
            "/{gemeente}/balie/tijdelijk/{tussenoplossing}/toets",
            handler!(review),
            "verslag=Het+gaat+nog+goed",
        ),
        post(
            "tijdelijk.eind",
            "/{gemeente}/balie/tijdelijk/{tussenoplossing}/eind",
            handler!(end),
            "",
        ),
        post(
            "tijdelijk.zoek",
            "/{gemeente}/balie/zoektochten",
            handler!(search),
            "infopunt={infopunt}",
        ),
        post(
            "tijdelijk.zoek_verder",
            "/{gemeente}/balie/zoektochten/{zoektocht}",
            handler!(go_on),
            "naam=De+oude+school",
        ),
        post(
            "tijdelijk.kandidaat",
            "/{gemeente}/balie/kandidaten/{kandidaat}",
            handler!(judge),
            "oordeel=rejected&reden=De+huur+is+te+hoog",
        ),
    ]
}

#[derive(Template)]
#[template(path = "balie/infopunten/templates/tijdelijk_staf.html")]
struct StaffPage {
    c: C,
    tabs: Vec<Tab>,
    faults: Faults,
    form: Form,
    may_manage: bool,
    it: Lijst,
    soorten: &'static [&'static str],
    standen: &'static [ProjectState],
    gebieden: Vec<(GebiedId, String)>,
    organisaties: Vec<(OrganisatieId, String)>,
    /// For a form that was not sent.
    none: Faults,
}

impl StaffPage {
    /// Whether what was sent, and cannot be kept, is about this one: its form shows it again.
    fn sent_for(&self, id: impl std::fmt::Display) -> bool {
        self.faults.any() && self.c.view.path.contains(&format!("/{id}"))
    }

    /// Whether this field of the form of a search cannot be kept: then it bears the name that the summary links to.
    fn searched(&self, id: impl std::fmt::Display, veld: &str) -> bool {
        self.sent_for(id) && self.faults.about(veld).is_some()
    }

    /// Whether the form of a new building was sent; other forms have fields of the same name.
    fn of_project(&self) -> bool {
        self.faults.any() && self.c.view.path.ends_with("/bouwprojecten")
    }

    fn project_faults(&self) -> &Faults {
        if self.of_project() {
            &self.faults
        } else {
            &self.none
        }
    }

    fn project_id(&self, veld: &str) -> String {
        if self.of_project() {
            veld.to_owned()
        } else {
            format!("p-{veld}")
        }
    }

    fn project_text(&self, veld: &str) -> &str {
        if self.of_project() {
            self.form.text(veld)
        } else {
            ""
        }
    }
}

async fn staff(req: Req) -> Result<Response> {
    render(&req, Faults::default()).await
}

async fn render(req: &Req, faults: Faults) -> Result<Response> {
    let status = if faults.any() { 400 } else { 200 };
    let c = C::of(&req.view);
    let frame = &req.frame;
    let page = StaffPage {
        tabs: tabs(&c),
        may_manage: req.actor.may(MANAGE, &Here::ANYWHERE),
        it: load(req, &c).await?,
        soorten: LOCATIE_SOORTEN,
        standen: ProjectState::ALL,
        gebieden: frame
            .gebieden
            .iter()
            .map(|one| (one.id, one.naam.clone()))
            .collect(),
        organisaties: frame
            .organisaties
            .iter()
            .map(|one| (one.id, one.naam.clone()))
            .collect(),
        form: req.form.clone(),
        none: Faults::default(),
        faults,
        c,
    };
    layout::page_with(status, &page)
}

async fn again(req: &Req, done: Result<()>) -> Result<Response> {
    match done {
        Ok(()) => Ok(redirect(&layout::url(&req.view, "/balie/tijdelijk"))),
        Err(error) => render(req, Faults::of(error)?).await,
    }
}

async fn add_project(req: Req) -> Result<Response> {
    let form = &req.form;
    let done = match form.parsed::<GebiedId>("gebied") {
        None => Err(Error::field("gebied", "contact-gebied-onbekend")),
        Some(gebied) => {
            let new = NewBouwproject {
                naam: form.text("naam").to_owned(),
                soort: form.text("soort").to_owned(),
                gebied,
                volgorde: form.parsed("volgorde").unwrap_or(0),
                expected: form.parsed("verwacht"),
            };
            req.do_once(move |ctx| tijdelijk::add_project(ctx, &new).map(drop))
                .await
        }
    };
    again(&req, done).await
}

/// Another day, or how far it is.
async fn change_project(req: Req) -> Result<Response> {
    let id: BouwprojectId = req.id("bouwproject")?;
    let reden = req.form.text("reden").to_owned();
    let state = ProjectState::from_word(req.form.text("stand"));
    let expected: Option<Date> = req.form.parsed("verwacht");
    let done = match (state, expected) {
        (Some(state), _) => {
            req.do_once(move |ctx| tijdelijk::turn_project(ctx, id, state))
                .await
        }
        (None, Some(day)) => {
            req.do_once(move |ctx| tijdelijk::move_project(ctx, id, day, &reden))
                .await
        }
        (None, None) => Err(Error::field("verwacht", "bijeenkomst-veld-nodig")),
    };
    again(&req, done).await
}

async fn start(req: Req) -> Result<Response> {
    let form = &req.form;
    let done = match form
        .parsed("infopunt")
        .zip(form.parsed::<OrganisatieId>("organisatie"))
    {
        None => Err(Error::field("organisatie", "contact-organisatie-onbekend")),
        Some((infopunt, organisatie)) => {
            let new = NewTussenoplossing {
                infopunt,
                organisatie,
                bouwproject: form.parsed("bouwproject"),
                wat: form.text("wat").to_owned(),
                einde: form.text("einde").to_owned(),
                since: form.parsed("sinds").unwrap_or(req.view.today()),
                until: form.parsed("tot"),
            };
            req.do_once(move |ctx| tijdelijk::start_interim(ctx, &new).map(drop))
                .await
        }
    };
    again(&req, done).await
}

async fn review(req: Req) -> Result<Response> {
    let id: TussenoplossingId = req.id("tussenoplossing")?;
    let verslag = req.form.text("verslag").to_owned();
    let done = req
        .do_once(move |ctx| tijdelijk::review_interim(ctx, id, &verslag))
        .await;
    again(&req, done).await
}

async fn end(req: Req) -> Result<Response> {
    let id: TussenoplossingId = req.id("tussenoplossing")?;
    let done = req
        .do_once(move |ctx| tijdelijk::end_interim(ctx, id))
        .await;
    again(&req, done).await
}

async fn search(req: Req) -> Result<Response> {
    let due: Option<Date> = req.form.parsed("datum");
    let done = match req.form.parsed("infopunt") {
        None => Err(Error::field("infopunt", "infopunt-soort-kies")),
        Some(infopunt) => {
            req.do_once(move |ctx| tijdelijk::start_search(ctx, infopunt, due).map(drop))
                .await
        }
    };
    again(&req, done).await
}

/// The decision that there is no other place, a day for it, or another candidate.
async fn go_on(req: Req) -> Result<Response> {
    let id: ZoektochtId = req.id("zoektocht")?;
    if req.form.text("besluit") == "geen" {
        let reden = req.form.text("reden").to_owned();
        let done = req
            .do_once(move |ctx| tijdelijk::decide_none(ctx, id, &reden))
            .await;
        return again(&req, done).await;
    }
    let naam = req.form.text("naam").to_owned();
    let done = match req.form.parsed::<Date>("datum") {
        Some(day) => {
            req.do_once(move |ctx| tijdelijk::date_search(ctx, id, day))
                .await
        }
        None => {
            req.do_once(move |ctx| tijdelijk::add_candidate(ctx, id, &naam).map(drop))
                .await
        }
    };
    again(&req, done).await
}

async fn judge(req: Req) -> Result<Response> {
    let id: KandidaatId = req.id("kandidaat")?;
    let reden = req.form.text("reden").to_owned();
    let chosen =
        KandidaatState::from_word(req.form.text("oordeel")) == Some(KandidaatState::Chosen);
    let done = req
        .do_once(move |ctx| tijdelijk::judge_candidate(ctx, id, chosen, &reden))
        .await;
    again(&req, done).await
}
