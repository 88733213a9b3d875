//! The seats of a team as its page shows them: who sits there, who may decide what, what deserves attention.

use crate::access::Permission;
use crate::frame::{Frame, pick};
use crate::ids::AccountId;
use crate::kader::accounts::{AccountRow, RolvervullingRow};
use crate::kader::inrichting::TeamSoort;
use crate::kader::organisaties::{Invitation, NoReminder, Orgaan, Zetel, actions, zetel_name};
use crate::layout::C;

/// The role that every team needs one of (V-82), where the inrichting uses it.
const WIJKBEHEERDER: &str = "wijkbeheerder";

pub(super) struct SeatLine {
    pub zetel: Zetel,
    pub naam: String,
    pub holder: Option<Holder>,
    pub deputy: Option<String>,
    pub invitation: Option<Invitation>,
    pub may_remind: bool,
    /// Whether nobody decided when an invitation is repeated.
    pub undecided: bool,
}

impl SeatLine {
    pub(super) fn is_held_by(&self, id: impl std::borrow::Borrow<AccountId>) -> bool {
        self.zetel.account == Some(*id.borrow())
    }

    pub(super) fn has_deputy(&self, id: impl std::borrow::Borrow<AccountId>) -> bool {
        self.zetel.deputy == Some(*id.borrow())
    }
}

pub(super) struct Holder {
    pub naam: String,
    pub photo: Option<String>,
    pub beslist: Vec<String>,
    pub is_manager: bool,
}

/// What a team page is made of.
pub(super) struct Loaded {
    pub orgaan: Orgaan,
    pub zetels: Vec<Zetel>,
    pub invitations: Vec<Invitation>,
    pub people: Vec<AccountRow>,
    pub roles: Vec<RolvervullingRow>,
}

fn roles_of(roles: &[RolvervullingRow], account: AccountId) -> impl Iterator<Item = &str> {
    roles
        .iter()
        .filter(move |row| row.account == account)
        .map(|row| row.rol.as_str())
}

/// Somebody who steers all partners does not belong in an executing team; a notice, never a refusal (V-30).
fn is_manager(frame: &Frame, roles: &[RolvervullingRow], account: AccountId) -> bool {
    roles_of(roles, account).any(|rol| {
        frame
            .inrichting
            .permissions_of(rol)
            .contains(&Permission::RegieRead)
    })
}

fn is_team(orgaan: &Orgaan) -> bool {
    TeamSoort::ALL
        .iter()
        .any(|soort| soort.key() == orgaan.soort)
}

/// V-82: no holder of a seat is a wijkbeheerder, where the inrichting knows that role.
pub(super) fn misses_wijkbeheerder(frame: &Frame, loaded: &Loaded) -> bool {
    let in_use = frame
        .inrichting
        .rol(WIJKBEHEERDER)
        .is_some_and(|rol| rol.in_gebruik);
    in_use
        && loaded.orgaan.soort == TeamSoort::Wijkteam.key()
        && !loaded
            .zetels
            .iter()
            .filter_map(|zetel| zetel.account)
            .any(|account| roles_of(&loaded.roles, account).any(|rol| rol == WIJKBEHEERDER))
}

fn shown_name(c: &C, person: &AccountRow) -> String {
    if person.shows_name || c.may(Permission::AccountManage) {
        person.naam.clone()
    } else {
        c.initials(&person.naam)
    }
}

fn holder(c: &C, loaded: &Loaded, account: AccountId) -> Option<Holder> {
    let frame = &c.view.frame;
    let person = loaded.people.iter().find(|person| person.id == account)?;
    Some(Holder {
        naam: shown_name(c, person),
        photo: person.photo.clone().filter(|_| person.shows_name),
        beslist: roles_of(&loaded.roles, account)
            .filter_map(|rol| frame.inrichting.rol(rol))
            .map(|rol| pick(c.view.lang, &rol.beslist))
            .collect(),
        is_manager: is_team(&loaded.orgaan) && is_manager(frame, &loaded.roles, account),
    })
}

pub(super) fn seat_line(c: &C, loaded: &Loaded, zetel: &Zetel) -> SeatLine {
    let frame = &c.view.frame;
    let invitation = loaded
        .invitations
        .iter()
        .find(|found| found.zetel == zetel.id && found.state != "none")
        .cloned();
    let remind = invitation
        .as_ref()
        .map(|found| actions::may_remind(frame, found, c.view.today()));
    let person = |id: AccountId| loaded.people.iter().find(|person| person.id == id);
    SeatLine {
        naam: zetel_name(frame, c.view.lang, &loaded.orgaan, &zetel.sleutel),
        holder: zetel.account.and_then(|id| holder(c, loaded, id)),
        deputy: zetel
            .deputy
            .and_then(person)
            .map(|person| shown_name(c, person)),
        zetel: zetel.clone(),
        invitation,
        may_remind: matches!(remind, Some(Ok(()))),
        undecided: matches!(remind, Some(Err(NoReminder::Undecided))),
    }
}
