//! People: inviting them, and each with the roles they have. Work contact data of staff and partners; never of residents.

use std::collections::BTreeMap;

use askama::Template;
use jiff::ToSpan;
use jiff::civil::Date;

use super::rollen::{appoint, end_role, places};
use super::{Tab, tabs};
use crate::access::Permission;
use crate::app::Purpose;
use crate::error::{Error, Result};
use crate::handler;
use crate::http::{Form, Guard, Kind, Req, Response, Route, redirect};
use crate::ids::{AccountId, OrganisatieId, RolvervullingId};
use crate::kader::accounts::actions::{self, Invitation};
use crate::kader::accounts::{self, AccountRow, RolvervullingRow, where_words};
use crate::layout::{self, C, Faults};

/// Roles that end within so many days are shown first.
const SOON_DAYS: i32 = 30;
const MANAGE: Guard = Guard::May(Permission::AccountManage);

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get(
            "beheer.mensen",
            "/{gemeente}/beheer/mensen",
            MANAGE,
            Kind::Page,
            handler!(list),
        ),
        Route::get(
            "beheer.mensen.nieuw",
            "/{gemeente}/beheer/mensen/nieuw",
            MANAGE,
            Kind::Page,
            handler!(show_new),
        ),
        Route::post(
            "beheer.mensen.nodig-uit",
            "/{gemeente}/beheer/mensen",
            MANAGE,
            handler!(invite),
        )
        .sample("naam=Robin+Verzonnen&email=robin.verzonnen@voorbeeld.nl"),
        Route::get(
            "beheer.mens",
            "/{gemeente}/beheer/mensen/{account}",
            MANAGE,
            Kind::Page,
            handler!(show_one),
        ),
        Route::post(
            "beheer.mens.rol",
            "/{gemeente}/beheer/mensen/{account}/rol",
            MANAGE,
            handler!(appoint),
        )
        .sample("rol=griffie"),
        Route::post(
            "beheer.mens.rol-einde",
            "/{gemeente}/beheer/mensen/{account}/rol/einde",
            MANAGE,
            handler!(end_role),
        )
        .sample("rolvervulling={rolvervulling}"),
    ]
}

/// A role in one line.
struct RoleLine {
    id: RolvervullingId,
    rol: String,
    waar: String,
    /// Whom this person stands in for.
    vervangt: Option<String>,
    /// Where it does not hold yet.
    vanaf: Option<Date>,
    tot: Option<Date>,
    soon: bool,
}

/// A person in one line.
struct PersonLine {
    person: AccountRow,
    roles: Vec<RoleLine>,
    should_end: bool,
}

#[derive(Template)]
#[template(path = "kader/beheer/templates/mensen.html")]
struct ListPage {
    c: C,
    tabs: Vec<Tab>,
    people: Vec<PersonLine>,
}

impl ListPage {
    fn has_warning(&self) -> bool {
        self.people.iter().any(|line| line.should_end)
    }
}

#[derive(Template)]
#[template(path = "kader/beheer/templates/mens_nieuw.html")]
struct NewPage {
    c: C,
    tabs: Vec<Tab>,
    faults: Faults,
    naam: String,
    email: String,
    gekozen: String,
}

/// Something to choose from.
pub(super) struct Choice {
    value: String,
    label: String,
    chosen: bool,
}

#[derive(Template)]
#[template(path = "kader/beheer/templates/mens.html")]
pub(super) struct OnePage {
    c: C,
    tabs: Vec<Tab>,
    faults: Faults,
    line: PersonLine,
    roles: Vec<Choice>,
    /// The role that was chosen, and where it can be held; nothing to choose for the whole gemeente.
    rol: Option<String>,
    places: Vec<Choice>,
    /// Whoever holds the role, to stand in for.
    vervangen: Vec<Choice>,
    vanaf: String,
    tot: String,
    /// How to reach this person and where they work, as typed or as kept.
    email: String,
    telefoon: String,
    organisatie: String,
}

fn is_soon(tot: Option<Date>, today: Date) -> bool {
    tot.is_some_and(|day| day <= today.saturating_add(SOON_DAYS.days()))
}

type Names = BTreeMap<AccountId, String>;

fn names(people: &[AccountRow]) -> Names {
    let all = people.iter();
    all.map(|person| (person.id, person.naam.clone())).collect()
}

fn line(c: &C, person: AccountRow, rows: &[RolvervullingRow], names: &Names) -> PersonLine {
    let today = c.view.today();
    let roles: Vec<RoleLine> = rows
        .iter()
        .filter(|row| row.account == person.id)
        .map(|row| RoleLine {
            id: row.id,
            rol: c.role(&row.rol),
            waar: where_words(c, row),
            vervangt: row.deputy_of.and_then(|other| names.get(&other).cloned()),
            vanaf: Some(row.valid_from).filter(|day| *day > today),
            tot: row.valid_to,
            soon: is_soon(row.valid_to, today),
        })
        .collect();
    let gone = person
        .organisatie
        .is_some_and(|id| c.view.frame.organisatie(id).is_none());
    PersonLine {
        should_end: gone || roles.is_empty() || roles.iter().any(|role| role.soon),
        person,
        roles,
    }
}

async fn list(req: Req) -> Result<Response> {
    let (gemeente, today) = (req.frame.id, req.today());
    let (people, rows) = req
        .app
        .read_personal(
            &req.frame,
            &req.actor,
            Purpose::WorkContact,
            ("account", gemeente.0),
            move |tx| {
                let people = accounts::list_accounts(tx, gemeente)?;
                let rows = accounts::list_rolvervullingen_from(tx, gemeente, today)?;
                Ok((people, rows))
            },
        )
        .await?;
    let c = C::of(&req.view);
    let names = names(&people);
    let mut people: Vec<PersonLine> = people
        .into_iter()
        .filter(|person| !person.ended)
        .map(|person| line(&c, person, &rows, &names))
        .collect();
    people.sort_by_key(|line| !line.should_end);
    layout::page(&ListPage {
        tabs: tabs(&c),
        c,
        people,
    })
}

async fn show_new(req: Req) -> Result<Response> {
    layout::page(&new_page(&req, Faults::default(), &Form::default()))
}

fn new_page(req: &Req, faults: Faults, form: &Form) -> NewPage {
    let c = C::of(&req.view);
    NewPage {
        tabs: tabs(&c),
        c,
        faults,
        naam: form.text("naam").to_owned(),
        email: form.text("email").to_owned(),
        gekozen: form.text("organisatie").to_owned(),
    }
}

async fn invite(req: Req) -> Result<Response> {
    let wanted = Invitation {
        naam: req.form.text("naam").to_owned(),
        email: req.form.text("email").to_owned(),
        organisatie: req.form.parsed::<OrganisatieId>("organisatie"),
        shows_name: false,
        photo: None,
    };
    let invited = req
        .once(move |ctx| actions::invite(ctx, &wanted).map(|id| id.to_string()))
        .await;
    match invited {
        Ok(id) => Ok(redirect(&layout::url(
            &req.view,
            &format!("/beheer/mensen/{id}"),
        ))),
        Err(error) => layout::page_with(400, &new_page(&req, Faults::of(error)?, &req.form)),
    }
}

async fn show_one(req: Req) -> Result<Response> {
    let page = one_page(&req, Faults::default(), &req.query).await?;
    layout::page(&page)
}

pub(super) async fn one_page(req: &Req, faults: Faults, form: &Form) -> Result<OnePage> {
    let id: AccountId = req.id("account")?;
    let (gemeente, today) = (req.frame.id, req.today());
    let (person, people, held, locaties) = req
        .app
        .read_personal(
            &req.frame,
            &req.actor,
            Purpose::WorkContact,
            ("account", id.0),
            move |tx| {
                let person = accounts::find_account(tx, gemeente, id)?;
                Ok((
                    person.ok_or(Error::NotFound("account"))?,
                    accounts::list_accounts(tx, gemeente)?,
                    accounts::list_rolvervullingen_from(tx, gemeente, today)?,
                    accounts::list_locaties_with_points(tx, gemeente)?,
                ))
            },
        )
        .await?;
    let c = C::of(&req.view);
    let wanted = form.text("rol");
    let rol = req
        .frame
        .inrichting
        .rol(wanted)
        .filter(|rol| rol.in_gebruik);
    let mut roles: Vec<Choice> = req
        .frame
        .inrichting
        .roles()
        .map(|(key, _)| choice(key.to_owned(), c.role(key), wanted))
        .collect();
    roles.sort_by(|a, b| a.label.cmp(&b.label));
    let names = names(&people);
    let organisatie = person.organisatie.map(|id| id.to_string());
    Ok(OnePage {
        tabs: tabs(&c),
        email: typed(form, "email", &person.email),
        telefoon: typed(form, "telefoon", person.telefoon.as_deref().unwrap_or("")),
        organisatie: typed(form, "organisatie", organisatie.as_deref().unwrap_or("")),
        line: line(&c, person, &held, &names),
        faults,
        roles,
        places: rol.map_or_else(Vec::new, |rol| {
            places(&req.frame, rol.bereik, &locaties, form.text("waar"))
        }),
        vervangen: replaceable(&c, &held, &names, wanted, id, form.text("vervangt")),
        vanaf: form
            .opt("vanaf")
            .map_or_else(|| today.to_string(), ToOwned::to_owned),
        rol: rol.map(|_| wanted.to_owned()),
        tot: form.text("tot").to_owned(),
        c,
    })
}

/// A field as it was typed; as it is kept if the form did not have it.
fn typed(form: &Form, name: &str, kept: &str) -> String {
    let there = form.fields().iter().any(|(found, _)| found == name);
    if there { form.text(name) } else { kept }.to_owned()
}

/// Whoever else holds this role by himself, each with where.
fn replaceable(
    c: &C,
    held: &[RolvervullingRow],
    names: &Names,
    rol: &str,
    own: AccountId,
    chosen: &str,
) -> Vec<Choice> {
    let mut places: BTreeMap<AccountId, Vec<String>> = BTreeMap::new();
    let others = held.iter();
    let others = others.filter(|row| row.rol == rol && row.deputy_of.is_none());
    for row in others.filter(|row| row.account != own) {
        let known = places.entry(row.account).or_default();
        known.push(where_words(c, row));
    }
    let mut all: Vec<Choice> = places
        .into_iter()
        .filter_map(|(id, waar)| {
            let label = format!("{}, {}", names.get(&id)?, c.list_and(&waar));
            Some(choice(id.to_string(), label, chosen))
        })
        .collect();
    all.sort_by(|a, b| a.label.cmp(&b.label));
    all
}

pub(super) fn choice(value: String, label: String, chosen: &str) -> Choice {
    Choice {
        chosen: value == chosen,
        value,
        label,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_role_that_ends_within_a_month_is_shown_first() {
        let today = Date::constant(2026, 3, 1);
        let cases = [
            (None, false),
            (Some(Date::constant(2026, 3, 31)), true),
            (Some(Date::constant(2026, 4, 1)), false),
        ];
        for (tot, expected) in cases {
            assert_eq!(is_soon(tot, today), expected, "{tot:?}");
        }
    }
}
