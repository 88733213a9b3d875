//! What personal data are read for, and who may read for that.
//!
//! Whether somebody may see a record is asked where the record is. This asks something else, at the one way to personal
//! data: has whoever reads this purpose at all? A page that forgot the first is stopped by the second.

use crate::access::{Actor, Here, LinkKind, Permission};
use crate::error::{Error, Result};

kit::word_enum! {
    /// What personal data are read for (`domein` 2.5).
    pub enum Purpose {
        /// P1: answer a question.
        AnswerQuestion = "P1",
        /// P2: refer somebody and hear the outcome.
        Refer = "P2",
        /// P3: handle a melding.
        HandleMelding = "P3",
        /// P6: work together on places and groups.
        Cooperate = "P6",
        /// P8: who works here and how to reach them.
        WorkContact = "P8",
        /// The person asks for his own.
        OwnData = "own",
        /// P9: account for what was read.
        Accountability = "P9",
    }
}

impl Purpose {
    /// The permissions that bring this purpose with them: an account reads for it with one of these only.
    pub const fn permissions(self) -> &'static [Permission] {
        match self {
            Self::AnswerQuestion => &[Permission::ContactPersoonRead, Permission::WijkvraagAnswer],
            Self::Refer => &[
                Permission::DoorverwijzingRead,
                Permission::DoorverwijzingSend,
                Permission::DoorverwijzingReceive,
                Permission::DoorverwijzingRegie,
            ],
            Self::HandleMelding => &[Permission::MeldingContactRead, Permission::ZorgRead],
            Self::WorkContact => &[
                Permission::InrichtingRead,
                Permission::AccountManage,
                Permission::RoosterManage,
                Permission::DienstOwn,
            ],
            Self::Accountability => &[Permission::LeeslogRead, Permission::JournaalRead],
            // One's own is shown by a link; nothing is read for the other yet.
            Self::OwnData | Self::Cooperate => &[],
        }
    }

    /// Whether this actor has this purpose.
    pub fn is_of(self, actor: &Actor) -> bool {
        match actor {
            Actor::Nobody => false,
            Actor::Job(_) | Actor::Command => true,
            Actor::Account(account) => self
                .permissions()
                .iter()
                .any(|one| account.may(*one, &Here::ANYWHERE)),
            Actor::Link(holder) => match holder.kind {
                LinkKind::Melder
                | LinkKind::Partner
                | LinkKind::Doorverwezene
                | LinkKind::Wijkvrager
                | LinkKind::Abonnement => self == Self::OwnData,
                LinkKind::Ontvanger => self == Self::Refer,
                LinkKind::Bron | LinkKind::Route | LinkKind::Dienst | LinkKind::Agenda => false,
            },
        }
    }

    /// [`Purpose::is_of`], or the error that a page answers with.
    pub fn require(self, actor: &Actor) -> Result<()> {
        match actor {
            _ if self.is_of(actor) => Ok(()),
            Actor::Nobody => Err(Error::SignIn),
            _ => {
                let first = self.permissions().first();
                Err(Error::Forbidden(first.map_or("nothing", |one| one.key())))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use kit::testing::TestDb;
    use uuid::Uuid;

    use super::*;
    use crate::access::LinkHolder;
    use crate::ids::LinkId;
    use crate::kader::accounts::list_newest_reads;
    use crate::testing::TestApp;

    kit::on_both_engines!(inv_45_a_purpose_that_a_role_does_not_have_is_refused);

    fn inv_45_a_purpose_that_a_role_does_not_have_is_refused(db: TestDb) {
        let app = TestApp::new(db, &["lelystad-demo"]);
        let frame = app.frame(app.slug());
        let gemeente = frame.id;
        let subject = ("melding", Uuid::from_u128(7));
        let read = |who: &Actor, purpose: Purpose| {
            app.wait(
                app.app
                    .read_personal(&frame, who, purpose, subject, |_| Ok(())),
            )
        };
        let desk = app.actor("contactmedewerker");
        assert!(
            desk.may(Permission::MeldingRead, &Here::ANYWHERE),
            "the desk sees meldingen, and is refused who sent them"
        );
        let refused = read(&desk, Purpose::HandleMelding);
        assert!(
            matches!(refused, Err(Error::Forbidden("melding.contact.read"))),
            "{refused:?}"
        );
        let refused = read(&Actor::Nobody, Purpose::WorkContact);
        assert!(matches!(refused, Err(Error::SignIn)), "{refused:?}");
        read(&desk, Purpose::AnswerQuestion).unwrap();
        let logged = app
            .app
            .db()
            .read_blocking(move |tx| list_newest_reads(tx, gemeente))
            .unwrap();
        let purposes: Vec<&str> = logged.iter().map(|one| one.purpose.as_str()).collect();
        assert_eq!(purposes, ["P1"], "what was refused was not read");
    }

    #[test]
    fn inv_45_the_holder_of_a_link_reads_for_what_the_link_is_for() {
        for kind in LinkKind::ALL {
            let holder = Actor::Link(LinkHolder {
                id: LinkId(Uuid::from_u128(1)),
                kind: *kind,
                subject: Uuid::from_u128(2),
                holder: Uuid::from_u128(3),
            });
            let has = Purpose::ALL.iter().filter(|one| one.is_of(&holder));
            let has: Vec<&str> = has.map(|one| one.word()).collect();
            let expected: &[&str] = match kind {
                LinkKind::Ontvanger => &["P2"],
                LinkKind::Bron | LinkKind::Route | LinkKind::Dienst | LinkKind::Agenda => &[],
                _ => &["own"],
            };
            assert_eq!(has, expected, "{kind}");
        }
    }
}
