//! One afspraak: who owes what before when, how it goes, and the buttons of whoever looks.

use askama::Template;

use super::bewijs;
use super::delen::{self, Invulling, Regel};
use crate::access::Permission;
use crate::error::{Error, Result};
use crate::http::{Form, Req, Response, redirect};
use crate::ids::{AandachtsgebiedId, AccountId, AfspraakId, GebiedId, OrganisatieId};
use crate::journaal::{self, Verb};
use crate::kader::bewijzen::Bewijs;
use crate::layout::{C, Faults, page_with, url};
use crate::wijkaanpak::werkplannen::model::{
    Aandachtsgebied, AfspraakState, BewijsRow, Bijdrage, NewAfspraak, NewBijdrage, NewPartij,
    PartijSoort, Van, Werkplan,
};
use crate::wijkaanpak::werkplannen::{actions, store};

/// What happened, for the thread.
struct Stap {
    verb: Verb,
    at: jiff::Timestamp,
    text: Option<String>,
}

#[derive(Template)]
#[template(path = "wijkaanpak/werkplannen/templates/afspraak.html")]
struct Show {
    c: C,
    inv: Invulling,
    regel: Regel,
    one: Aandachtsgebied,
    plan: Werkplan,
    bijdragen: Vec<Bijdrage>,
    bewijzen: Vec<BewijsRow>,
    stappen: Vec<Stap>,
    may_own: bool,
    may_write: bool,
    may_verify: bool,
    /// May they show photos to everybody?
    may_reveal: bool,
}

impl Show {
    fn state(&self) -> AfspraakState {
        self.regel.afspraak.state
    }

    fn works(&self) -> bool {
        matches!(
            self.state(),
            AfspraakState::Accepted | AfspraakState::InProgress
        )
    }

    fn is_proposed(&self) -> bool {
        self.state() == AfspraakState::Proposed
    }

    fn is_delivered(&self) -> bool {
        self.state() == AfspraakState::Delivered
    }

    fn uren(&self, minuten: &i64) -> String {
        delen::uren(*minuten)
    }
}

/// One afspraak.
pub(super) async fn show(req: Req) -> Result<Response> {
    let id: AfspraakId = req.id("afspraak")?;
    render(&req, id, Faults::default()).await
}

/// The page, with what is wrong with a form on it.
pub(super) async fn render(req: &Req, id: AfspraakId, faults: Faults) -> Result<Response> {
    let status = faults.status();
    let c = C::of(&req.view);
    let inv = Invulling::new(&c, faults, req.form.clone());
    let shown = req
        .read(move |tx, view| {
            let gemeente = view.frame.id;
            let afspraak = store::get_afspraak(tx, gemeente, id)?;
            let one = store::get_aandachtsgebied(tx, gemeente, afspraak.aandachtsgebied)?;
            let me = view.actor.account();
            let own = afspraak.organisatie.is_some_and(|own| {
                let here = crate::access::Here::organisatie(own);
                me.is_some_and(|me| me.organisatie == Some(own))
                    && view.actor.may(Permission::AfspraakAccept, &here)
            });
            if !own && !actions::may_see(&view.actor, &one.wijken) {
                return Err(Error::NotFound("afspraak"));
            }
            let plan = store::get_werkplan(tx, gemeente, one.werkplan)?;
            let names = delen::names(tx, view)?;
            let mut bijdragen = store::list_bijdragen(tx, gemeente, one.id)?;
            bijdragen.retain(|one| one.afspraak == id);
            let mut stappen = Vec::new();
            for line in journaal::lines_about(tx, gemeente, id.0)? {
                let text = if line.has_text() {
                    journaal::attachment(tx, gemeente, line.seq)?
                } else {
                    None
                };
                stappen.push(Stap {
                    verb: line.verb,
                    at: line.at,
                    text: text.filter(|_| line.verb != Verb::Proposed),
                });
            }
            let may = |permission| {
                let wijken = one.wijken.iter().copied();
                actions::may_in(&view.actor, permission, Some(plan.orgaan), wijken)
            };
            let may_write = may(Permission::AfspraakWrite);
            Ok(Show {
                may_own: own || (afspraak.partij.is_some() && may_write),
                may_write,
                may_verify: may(Permission::AfspraakVerify),
                may_reveal: may(Permission::ResultaatWrite),
                bewijzen: store::list_bewijzen(tx, gemeente, id.0)?,
                regel: delen::regel(&c, &names, &bijdragen, afspraak),
                c: c.clone(),
                inv: inv.clone(),
                bijdragen,
                stappen,
                one,
                plan,
            })
        })
        .await?;
    page_with(status, &shown)
}

#[derive(Template)]
#[template(path = "wijkaanpak/werkplannen/templates/afspraak_form.html")]
struct FormPage {
    c: C,
    inv: Invulling,
    one: Aandachtsgebied,
    wijken: Vec<(GebiedId, String)>,
    organisaties: Vec<(OrganisatieId, String)>,
    personen: Vec<(AccountId, String)>,
}

/// The form for a new one.
pub(super) async fn new_form(req: Req) -> Result<Response> {
    form_page(&req, req.query.clone(), Faults::default()).await
}

async fn form_page(req: &Req, form: Form, faults: Faults) -> Result<Response> {
    let id: AandachtsgebiedId = form
        .parsed("aandachtsgebied")
        .ok_or(Error::NotFound("aandachtsgebied"))?;
    let (one, people) = req
        .read(move |tx, view| {
            let one = store::get_aandachtsgebied(tx, view.frame.id, id)?;
            if !actions::may_see(&view.actor, &one.wijken) {
                return Err(Error::NotFound("aandachtsgebied"));
            }
            let people = crate::kader::accounts::list_accounts(tx, view.frame.id)?;
            Ok((one, people))
        })
        .await?;
    let c = C::of(&req.view);
    let status = faults.status();
    let organisaties = &req.view.frame.organisaties;
    let shown = FormPage {
        inv: Invulling::new(&c, faults, form),
        wijken: one.wijken.iter().map(|id| (*id, c.gebied(id))).collect(),
        organisaties: organisaties
            .iter()
            .map(|found| (found.id, found.naam.clone()))
            .collect(),
        personen: people
            .into_iter()
            .filter(|person| !person.ended)
            .filter_map(|person| {
                let naam = c.organisatie(person.organisatie?);
                Some((person.id, format!("{naam}: {}", person.naam)))
            })
            .collect(),
        c,
        one,
    };
    page_with(status, &shown)
}

/// Hours and euro as people type them, in minutes and cents; what is no number is -1 and refused.
pub(super) fn scaled(text: &str, by: f64) -> i64 {
    let text = text.trim().replace(',', ".");
    if text.is_empty() {
        return 0;
    }
    match text.parse::<f64>() {
        Ok(number) if (0.0..1e12).contains(&number) => {
            #[expect(clippy::cast_possible_truncation, reason = "bounded above")]
            let whole = (number * by).round() as i64;
            whole
        }
        _ => -1,
    }
}

fn bijdrage(form: &Form, planned: bool) -> NewBijdrage {
    NewBijdrage {
        van: Van::from_word(form.text("van")).unwrap_or(Van::Partner),
        organisatie: form.parsed("organisatie"),
        minuten: scaled(form.text("uren"), 60.0),
        cents: scaled(form.text("euro"), 100.0),
        materiaal: form.opt("materiaal").map(ToOwned::to_owned),
        planned,
    }
}

fn wanted(form: &Form) -> Result<NewAfspraak> {
    let mut first = bijdrage(form, true);
    first.organisatie = form.parsed("organisatie");
    let puts_in = first.minuten != 0 || first.cents != 0 || first.materiaal.is_some();
    let soort = PartijSoort::from_word(form.text("partij_soort"));
    Ok(NewAfspraak {
        aandachtsgebied: form
            .parsed("aandachtsgebied")
            .ok_or(Error::NotFound("aandachtsgebied"))?,
        wat: form.text("wat").to_owned(),
        organisatie: form.parsed("organisatie"),
        account: form.parsed("account"),
        due: form.parsed("due"),
        gebied: form.parsed("gebied"),
        partij: soort.map(|soort| NewPartij {
            soort,
            naam: form.text("partij_naam").to_owned(),
            email: form.opt("partij_email").map(ToOwned::to_owned),
        }),
        bijdragen: if puts_in { vec![first] } else { Vec::new() },
    })
}

/// Proposes one.
pub(super) async fn propose(req: Req) -> Result<Response> {
    let (mut wanted, request) = (wanted(&req.form)?, req.form.request_id());
    for one in &mut wanted.bijdragen {
        let kind = wanted.organisatie.and_then(|id| req.frame.organisatie(id));
        one.van = match kind {
            None => Van::Bewoners,
            Some(found) if found.soort == "gemeente" => Van::Gemeente,
            Some(_) => Van::Partner,
        };
    }
    let done = req
        .write(move |ctx| {
            actions::once(ctx, request, |ctx| {
                actions::propose_afspraak(ctx, &wanted).map(|id| id.to_string())
            })
        })
        .await;
    match done {
        Ok(id) => Ok(redirect(&url(&req.view, &format!("/afspraken/{id}")))),
        Err(error) => form_page(&req, req.form.clone(), Faults::or_refusal(error)?).await,
    }
}

/// What a form asks to be done with an afspraak.
#[derive(Clone)]
pub(super) enum Deed {
    Accept,
    Decline(String),
    Progress(String),
    Deliver(Bewijs),
    Verify,
    SendBack(String, String),
    Drop(String),
    Contribute(NewBijdrage),
}

/// Reads the deed from its word and the form.
pub(super) async fn deed_of(req: &Req, word: &str) -> Result<Deed> {
    let form = &req.form;
    Ok(match word {
        "aannemen" => Deed::Accept,
        "afwijzen" => Deed::Decline(form.text("reason").to_owned()),
        "voortgang" => Deed::Progress(form.text("voortgang").to_owned()),
        "leveren" => Deed::Deliver(bewijs::proof_of(req).await?),
        "vaststellen" => Deed::Verify,
        "niet-nagekomen" => Deed::SendBack(
            form.text("reason").to_owned(),
            form.text("nieuwe_due").to_owned(),
        ),
        "vervalt" => Deed::Drop(form.text("reason").to_owned()),
        "bijdrage" => Deed::Contribute(bijdrage(form, form.ticked("planned"))),
        _ => {
            return Err(Error::field("doe", "wp-afspraak-kies"));
        }
    })
}

/// Does it.
pub(super) async fn perform(req: &Req, id: AfspraakId, deed: Deed) -> Result<()> {
    let request = req.form.request_id();
    req.write(move |ctx| {
        actions::once(ctx, request, |ctx| {
            match &deed {
                Deed::Accept => actions::accept_afspraak(ctx, id)?,
                Deed::Decline(reason) => actions::decline_afspraak(ctx, id, reason)?,
                Deed::Progress(text) => actions::progress(ctx, id, text)?,
                Deed::Deliver(proof) => {
                    actions::deliver(ctx, id, proof)?;
                }
                Deed::Verify => actions::verify(ctx, id)?,
                Deed::SendBack(reason, due) => actions::send_back(ctx, id, reason, due)?,
                Deed::Drop(reason) => actions::drop_afspraak(ctx, id, reason)?,
                Deed::Contribute(wanted) => {
                    actions::contribute(ctx, id, wanted)?;
                }
            }
            Ok(id.to_string())
        })
    })
    .await
    .map(drop)
}

/// The target of every form on the page of an afspraak; the last word of the address says which.
pub(super) async fn act(req: Req) -> Result<Response> {
    let id: AfspraakId = req.id("afspraak")?;
    let word = req.path.rsplit('/').next().unwrap_or_default().to_owned();
    let done = match deed_of(&req, &word).await {
        Ok(deed) => perform(&req, id, deed).await,
        Err(error) => Err(error),
    };
    match done {
        Ok(()) => Ok(redirect(&url(&req.view, &format!("/afspraken/{id}")))),
        Err(error) => render(&req, id, Faults::or_refusal(error)?).await,
    }
}
