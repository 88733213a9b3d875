//! The actors, and the one question that is asked of them.

use std::collections::BTreeSet;

use uuid::Uuid;

use super::permission::{Permission, PermissionScope};
use crate::error::{Error, Result};
use crate::ids::{AccountId, GebiedId, InfopuntId, LinkId, OrgaanId, OrganisatieId};
use crate::journaal::ActorRef;

/// Somebody or something that asks.
#[derive(Clone, Debug)]
pub enum Actor {
    /// A visitor without an account.
    Nobody,
    /// Somebody who signed in.
    Account(Account),
    /// Whoever holds a link from a mail: may do what the link says, and nothing else.
    Link(LinkHolder),
    /// Our own background work.
    Job(&'static str),
    /// A command given on the machine itself.
    Command,
}

/// A signed-in person with today's roles.
#[derive(Clone, Debug)]
pub struct Account {
    pub id: AccountId,
    pub naam: String,
    pub organisatie: Option<OrganisatieId>,
    pub grants: Vec<Grant>,
}

/// One role of a person, in its scope.
#[derive(Clone, Debug)]
pub struct Grant {
    pub rol: String,
    pub permissions: Vec<Permission>,
    pub reach: Reach,
}

/// How far a role reaches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reach {
    Gemeente,
    /// These gebieden, everything below them included.
    Gebieden(BTreeSet<GebiedId>),
    /// One orgaan, with the gebieden it works for.
    Orgaan(OrgaanId, BTreeSet<GebiedId>),
    Organisatie(OrganisatieId),
    /// One locatie: of what belongs to a point only the points there, of everything else the gebieden they lie in.
    Locatie(BTreeSet<InfopuntId>, BTreeSet<GebiedId>),
}

/// What a mail link may do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkHolder {
    pub id: LinkId,
    pub kind: LinkKind,
    pub subject: Uuid,
    /// The melder or account it was sent to.
    pub holder: Uuid,
}

kit::word_enum! {
    /// Who gets mail links.
    pub enum LinkKind {
        /// The reporter of a melding: sees it, gives the last word, sees and erases own data.
        Melder = "melder",
        /// Somebody of a partner: accepts, reports progress and delivers one afspraak.
        Partner = "partner",
        /// Who answers for a text without signing in: confirms or corrects it.
        Bron = "bron",
        /// The receiver of a referral: accepts, declines or asks to be called.
        Ontvanger = "ontvanger",
        /// The receiver of a route: takes what it brings, or does not.
        Route = "route",
        /// The resident who was referred: follows it, gives the verdict, sees and erases own data.
        Doorverwezene = "doorverwezene",
        /// Who asked a bewonersorgaan something: follows it, sees and erases own data.
        Wijkvrager = "wijkvrager",
        /// Who was asked or planned for a shift: comes, or does not.
        Dienst = "dienst",
        /// A calendar that asks for shifts: reads, and nothing else.
        Agenda = "agenda",
        /// Who gets the news of a wijk by mail: confirms, sees own data, ends it.
        Abonnement = "abonnement",
    }
}

/// Where something would be done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Here {
    pub gebied: Option<GebiedId>,
    pub orgaan: Option<OrgaanId>,
    pub organisatie: Option<OrganisatieId>,
    /// The point it belongs to, where it belongs to one.
    pub punt: Option<InfopuntId>,
}

impl Here {
    /// Anywhere: whether somebody holds a permission at all. For lists and pages that filter for themselves, and for what
    /// lies nowhere in particular.
    pub const ANYWHERE: Self = Self {
        gebied: None,
        orgaan: None,
        organisatie: None,
        punt: None,
    };

    /// In this gebied.
    pub fn gebied(id: GebiedId) -> Self {
        Self {
            gebied: Some(id),
            ..Self::ANYWHERE
        }
    }

    /// At this point, which lies in this gebied.
    pub fn punt(id: InfopuntId, gebied: GebiedId) -> Self {
        Self {
            punt: Some(id),
            ..Self::gebied(gebied)
        }
    }

    /// In this orgaan.
    pub fn orgaan(id: OrgaanId) -> Self {
        Self {
            orgaan: Some(id),
            ..Self::ANYWHERE
        }
    }

    /// For this organisation.
    pub fn organisatie(id: OrganisatieId) -> Self {
        Self {
            organisatie: Some(id),
            ..Self::ANYWHERE
        }
    }
}

impl Reach {
    /// Whether this reach takes in `here`, for a permission of this scope. Whatever both name must agree; and where `here`
    /// names nothing by which this reach can be told, it takes in nothing: who forgets to say where, refuses.
    fn covers(&self, scope: PermissionScope, here: &Here) -> bool {
        if *here == Here::ANYWHERE {
            return true;
        }
        let within = |own: &BTreeSet<GebiedId>| here.gebied.map(|id| own.contains(&id));
        let told = match self {
            Self::Gemeente => return true,
            Self::Gebieden(gebieden) => [within(gebieden), None],
            Self::Orgaan(orgaan, gebieden) => {
                [here.orgaan.map(|id| id == *orgaan), within(gebieden)]
            }
            Self::Organisatie(own) => [here.organisatie.map(|id| id == *own), None],
            Self::Locatie(punten, gebieden) => {
                [here.punt.map(|id| punten.contains(&id)), within(gebieden)]
            }
        };
        let needs_no_telling = match scope {
            // Whose it is, [`Account::may`] has asked already.
            PermissionScope::Organisatie => true,
            // An organisation lies nowhere: what it may in the whole gemeente it may at every place, and in no body.
            PermissionScope::Gemeente => {
                matches!(self, Self::Organisatie(_)) && here.orgaan.is_none()
            }
            PermissionScope::Gebied => false,
        };
        (needs_no_telling || told.iter().any(Option::is_some))
            && told.iter().flatten().all(|agrees| *agrees)
    }
}

impl Actor {
    /// May this actor do `permission` here?
    pub fn may(&self, permission: Permission, here: &Here) -> bool {
        match self {
            Self::Nobody | Self::Link(_) => false,
            Self::Job(_) | Self::Command => true,
            Self::Account(account) => account.may(permission, here),
        }
    }

    /// [`Actor::may`], or the error that a page answers with.
    pub fn require(&self, permission: Permission, here: &Here) -> Result<()> {
        match self {
            _ if self.may(permission, here) => Ok(()),
            Self::Nobody => Err(Error::SignIn),
            _ => Err(Error::Forbidden(permission.key())),
        }
    }

    /// The signed-in person, if it is one.
    pub fn account(&self) -> Option<&Account> {
        match self {
            Self::Account(account) => Some(account),
            _ => None,
        }
    }

    /// The signed-in person, or the request to sign in.
    pub fn require_account(&self) -> Result<&Account> {
        self.account().ok_or(Error::SignIn)
    }

    /// How the journaal knows this actor.
    pub fn journal_ref(&self) -> ActorRef {
        match self {
            Self::Nobody => ActorRef::Nobody,
            Self::Account(account) => ActorRef::Account(account.id.0),
            Self::Link(link) => ActorRef::Link(link.holder),
            Self::Job(name) => ActorRef::Job(name),
            Self::Command => ActorRef::Command,
        }
    }
}

impl Account {
    /// May this person do `permission` here?
    pub fn may(&self, permission: Permission, here: &Here) -> bool {
        let scope = permission.scope();
        let own_organisation = scope != PermissionScope::Organisatie
            || *here == Here::ANYWHERE
            || here.organisatie.is_some() && here.organisatie == self.organisatie;
        own_organisation
            && self.grants.iter().any(|grant| {
                grant.permissions.contains(&permission) && grant.reach.covers(scope, here)
            })
    }

    /// The organen this person sits in.
    pub fn organen(&self) -> impl Iterator<Item = OrgaanId> {
        self.grants.iter().filter_map(|grant| match grant.reach {
            Reach::Orgaan(id, _) => Some(id),
            _ => None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id<T: From<Uuid>>(n: u128) -> T {
        Uuid::from_u128(n).into()
    }

    fn member(reach: Reach) -> Actor {
        Actor::Account(Account {
            id: id(1),
            naam: "Sam Voorbeeld".into(),
            organisatie: Some(id(50)),
            grants: vec![Grant {
                rol: "wijkteamlid".into(),
                permissions: vec![
                    Permission::AfspraakAccept,
                    Permission::AandachtsgebiedWrite,
                    Permission::OrgaanManage,
                    Permission::ContactEnter,
                ],
                reach,
            }],
        })
    }

    #[test]
    fn a_role_reaches_as_far_as_its_scope() {
        let team = Reach::Orgaan(id(9), BTreeSet::from([id(2), id(3)]));
        let actor = member(team);
        let cases = [
            (Here::gebied(id(2)), true),
            (Here::gebied(id(4)), false),
            (Here::orgaan(id(9)), true),
            (Here::orgaan(id(8)), false),
            (Here::ANYWHERE, true),
        ];
        for (here, expected) in cases {
            assert_eq!(
                actor.may(Permission::AandachtsgebiedWrite, &here),
                expected,
                "{here:?}"
            );
        }
    }

    #[test]
    fn a_role_at_a_locatie_reaches_its_own_points_and_no_other() {
        let actor = member(Reach::Locatie(
            BTreeSet::from([id(7)]),
            BTreeSet::from([id(2)]),
        ));
        let cases = [
            (Here::punt(id(7), id(2)), true),
            (Here::punt(id(8), id(2)), false),
            (Here::gebied(id(2)), true),
            (Here::gebied(id(3)), false),
        ];
        for (here, expected) in cases {
            let may = actor.may(Permission::AandachtsgebiedWrite, &here);
            assert_eq!(may, expected, "{here:?}");
        }
        let gone = member(Reach::Locatie(BTreeSet::new(), BTreeSet::new()));
        assert!(!gone.may(Permission::AandachtsgebiedWrite, &Here::punt(id(7), id(2))));
    }

    #[test]
    fn a_place_that_does_not_say_what_a_reach_is_told_by_is_refused() {
        use Permission::{AandachtsgebiedWrite, AfspraakAccept, ContactEnter, OrgaanManage};
        let gebied = || Reach::Gebieden(BTreeSet::from([id(2)]));
        let team = || Reach::Orgaan(id(9), BTreeSet::from([id(2)]));
        let partner = || Reach::Organisatie(id(50));
        let desk = || Reach::Locatie(BTreeSet::from([id(7)]), BTreeSet::from([id(2)]));
        let in_body = Here {
            gebied: Some(id(2)),
            ..Here::orgaan(id(9))
        };
        let of_partner = Here {
            gebied: Some(id(2)),
            ..Here::organisatie(id(50))
        };
        let of_other = Here {
            gebied: Some(id(2)),
            ..Here::organisatie(id(51))
        };
        let cases = [
            // A body alone says nothing to whoever works in a gebied, for an organisation or at a desk.
            (gebied(), AandachtsgebiedWrite, Here::orgaan(id(9)), false),
            (partner(), AandachtsgebiedWrite, Here::orgaan(id(9)), false),
            (desk(), AandachtsgebiedWrite, Here::orgaan(id(9)), false),
            (gebied(), OrgaanManage, Here::orgaan(id(9)), false),
            (partner(), OrgaanManage, Here::orgaan(id(9)), false),
            (gebied(), AandachtsgebiedWrite, in_body, true),
            (desk(), AandachtsgebiedWrite, in_body, true),
            (team(), AandachtsgebiedWrite, in_body, true),
            // A gebied alone says nothing to whoever works for an organisation.
            (partner(), AandachtsgebiedWrite, Here::gebied(id(2)), false),
            (partner(), AandachtsgebiedWrite, in_body, false),
            (partner(), AandachtsgebiedWrite, of_partner, true),
            (partner(), AandachtsgebiedWrite, of_other, false),
            (partner(), ContactEnter, Here::punt(id(7), id(2)), true),
            // An organisation alone says nothing to whoever works in a gebied.
            (
                gebied(),
                AandachtsgebiedWrite,
                Here::organisatie(id(50)),
                false,
            ),
            (
                team(),
                AandachtsgebiedWrite,
                Here::organisatie(id(50)),
                false,
            ),
            // What goes by organisation needs the organisation, whatever else is said.
            (gebied(), AfspraakAccept, Here::organisatie(id(50)), true),
            (gebied(), AfspraakAccept, of_partner, true),
            (gebied(), AfspraakAccept, Here::gebied(id(2)), false),
            (Reach::Gemeente, AfspraakAccept, Here::gebied(id(2)), false),
            (gebied(), AandachtsgebiedWrite, Here::ANYWHERE, true),
        ];
        for (reach, permission, here, expected) in cases {
            let actor = member(reach.clone());
            let may = actor.may(permission, &here);
            assert_eq!(may, expected, "{reach:?} {permission} {here:?}");
        }
    }

    #[test]
    fn inv_23_only_the_owning_organisation_accepts() {
        let actor = member(Reach::Gemeente);
        assert!(actor.may(Permission::AfspraakAccept, &Here::organisatie(id(50))));
        assert!(!actor.may(Permission::AfspraakAccept, &Here::organisatie(id(51))));
    }

    #[test]
    fn whoever_holds_no_role_may_nothing() {
        for permission in Permission::ALL {
            assert!(
                !Actor::Nobody.may(*permission, &Here::ANYWHERE),
                "{}",
                permission.key()
            );
        }
    }
}
