//! Whom to turn to in a wijk, as its page tells everybody: on a matter of the wijk and in general, each with what that person
//! may decide, the best way to get through and who deputises (V-84). A vacancy is told, with who takes the questions meanwhile.

use jiff::civil::Date;
use kit::db::Queries;

use super::model::{Contactregel, Contactsoort, Doelgroep};
use super::{rules, store};
use crate::error::Result;
use crate::frame::Frame;
use crate::http::View;
use crate::ids::{AccountId, GebiedId};
use crate::kader::accounts::{AccountRow, ContactReach, contact_of, find_account, initials};
use crate::layout::C;

/// The order on a page: what the wijk is about first.
const TOLD: [Contactsoort; 2] = [Contactsoort::Substantive, Contactsoort::General];

/// The contact scheme of a day with the people in it, in no language yet.
#[derive(Clone, Debug)]
pub struct Contactschema {
    rules: Vec<Contactregel>,
    people: Vec<AccountRow>,
}

/// Reads it; whoever left is not in it any more.
pub fn read_contactschema(
    tx: &mut impl Queries,
    frame: &Frame,
    day: Date,
) -> Result<Contactschema> {
    let rules = store::list_contactregels(tx, frame.id, day)?;
    let named = rules.iter().flat_map(|rule| [rule.account, rule.vervanger]);
    let mut named: Vec<AccountId> = named.flatten().collect();
    named.sort_unstable();
    named.dedup();
    let mut people = Vec::new();
    for id in named {
        let found = find_account(tx, frame.id, id)?;
        people.extend(found.filter(|person| !person.ended));
    }
    Ok(Contactschema { rules, people })
}

/// Somebody, as everybody may see them: name and face with their own consent, else initials.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kaart {
    pub naam: String,
    pub letters: String,
    pub foto: Option<String>,
    pub rol: String,
    pub beslist: String,
}

impl Kaart {
    /// As everybody may see this account, with a role in words and what that role may decide.
    pub(super) fn of(person: &AccountRow, rol: String, beslist: String) -> Self {
        let short = initials(&person.naam);
        Self {
            letters: short.replace('.', ""),
            naam: if person.shows_name {
                person.naam.clone()
            } else {
                short
            },
            foto: person.photo.clone().filter(|_| person.shows_name),
            rol,
            beslist,
        }
    }
}

/// Whom to turn to with one kind of question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Aanspreekpunt {
    pub soort: Contactsoort,
    /// Whether anybody said who it is; otherwise nothing is known.
    pub is_known: bool,
    /// Empty: nobody at the moment.
    pub wie: Option<Kaart>,
    pub vervanger: Option<Kaart>,
    pub bereik: String,
}

impl Aanspreekpunt {
    /// What is told where nobody stands: that it is vacant and who takes the questions meanwhile, or that nothing is known.
    pub fn vacature(&self, c: &C) -> String {
        if self.is_known {
            vacancy(c, self.vervanger.as_ref())
        } else {
            c.t("wie-onbekend")
        }
    }
}

/// That a place is vacant, and who takes the questions meanwhile.
pub(super) fn vacancy(c: &C, vervanger: Option<&Kaart>) -> String {
    let meanwhile = match vervanger {
        Some(kaart) => c.t1("wie-zolang", "naam", kaart.naam.as_str()),
        None => c.t("wie-zolang-niemand"),
    };
    format!("{} {meanwhile}", c.t("wie-niemand-nu"))
}

/// Whom residents of a wijk turn to, with the role that each has nearest to it.
pub fn aanspreekpunten(
    view: &View,
    schema: &Contactschema,
    reaches: &[ContactReach],
    wijk: GebiedId,
) -> Vec<Aanspreekpunt> {
    let line = line_of(&view.frame, wijk);
    let card = |id: Option<AccountId>| {
        let person = schema.people.iter().find(|person| Some(person.id) == id)?;
        let role = contact_of(view, reaches, person.id, wijk);
        let (rol, beslist) = role.map_or_else(Default::default, |role| (role.rol, role.beslist));
        Some(Kaart::of(person, rol, beslist))
    };
    TOLD.iter()
        .map(|soort| {
            let rule = rules::who(&schema.rules, *soort, Doelgroep::Resident, &line);
            Aanspreekpunt {
                soort: *soort,
                is_known: rule.is_some(),
                wie: card(rule.and_then(|rule| rule.account)),
                vervanger: card(rule.and_then(|rule| rule.vervanger)),
                bereik: rule.map_or_else(String::new, |rule| rule.bereik.clone()),
            }
        })
        .collect()
}

/// The gebied with everything above it, the closest first.
pub(super) fn line_of(frame: &Frame, gebied: GebiedId) -> Vec<GebiedId> {
    let mut line = Vec::new();
    let mut next = Some(gebied);
    while let Some(id) = next.filter(|id| !line.contains(id)) {
        line.push(id);
        next = frame.gebied(id).and_then(|found| found.parent);
    }
    line
}
