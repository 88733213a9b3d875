//! Who works at the desk of one place reads what was sent from there, and not what another in the same wijk sent.

use kit::on_both_engines;

use super::*;
use crate::access::{Here, Permission};
use crate::balie::infopunten::actions::{make_infopunt, make_locatie};
use crate::balie::infopunten::{InfopuntSoort, NewInfopunt, NewLocatie, Rang};
use crate::ids::{InfopuntId, LocatieId};
use crate::testing::Ask;

on_both_engines!(
    a_desk_of_one_place_reads_no_referrals_of_another_in_its_wijk,
    a_referral_without_a_wijk_lies_where_the_desk_is_that_sent_it,
);

impl Stad {
    /// A point of the desk's organisation in a building of its own.
    pub(super) fn punt(&self, naam: &str) -> (InfopuntId, LocatieId) {
        let (gebied, organisatie) = (self.wijk(), self.balie.organisatie.unwrap());
        let naam = naam.to_owned();
        self.app
            .write(&Actor::Command, move |ctx| {
                let locatie = make_locatie(
                    ctx,
                    &NewLocatie {
                        naam: format!("Huis {naam}"),
                        soort: "buurthuis".to_owned(),
                        organisatie: Some(organisatie),
                        gebied: Some(gebied),
                        adres: "Straat 1".to_owned(),
                        postcode: String::new(),
                        plaats: "Stad".to_owned(),
                        telefoon: None,
                        place: None,
                        sterren: 0,
                        toegankelijkheid: String::new(),
                    },
                )?;
                let new = NewInfopunt {
                    naam: naam.clone(),
                    locatie,
                    gebied,
                    organisatie,
                    soort: InfopuntSoort::Infopunt,
                    rang: Rang::Neven,
                    open: true,
                    voorheen: String::new(),
                };
                Ok((make_infopunt(ctx, &new)?, locatie))
            })
            .unwrap()
    }

    fn sent_from(&self, infopunt: Option<InfopuntId>) -> DoorverwijzingId {
        let id = self.propose(NewDoorverwijzing {
            infopunt,
            ..self.new_one(&self.partner)
        });
        self.send(id);
        id
    }
}

fn a_referral_without_a_wijk_lies_where_the_desk_is_that_sent_it(db: TestDb) {
    let stad = Stad::new(db);
    let (punt, _) = stad.punt("Punt Een");
    let id = stad.propose(NewDoorverwijzing {
        gebied: None,
        infopunt: Some(punt),
        ..stad.new_one(&stad.partner)
    });
    stad.send(id);
    let frame = stad.app.frame(stad.app.slug());
    let last = frame.wijken().last().unwrap().id;
    assert_ne!(last, stad.wijk());
    let own = stad.balie.organisatie.unwrap();
    for (naam, wijk, expected) in [("Noor Nabij", stad.wijk(), true), ("Vic Ver", last, false)] {
        let colleague = stad.app.an_account(naam).of(own);
        let colleague = colleague.with_role("opbouwwerker", Where::Gebied(wijk));
        let actor = stad.actor(&colleague.make());
        let sees = actions::may_see(&actor, &stad.one(id));
        assert_eq!(sees, expected, "{naam}");
    }
}

fn a_desk_of_one_place_reads_no_referrals_of_another_in_its_wijk(db: TestDb) {
    let stad = Stad::new(db);
    let ((own, place), (near, _)) = (stad.punt("Punt Een"), stad.punt("Punt Twee"));
    let person = stad
        .app
        .an_account("Dee Balie")
        .of(stad.balie.organisatie.unwrap())
        .with_role("contactmedewerker", Where::Locatie(place))
        .make();
    let actor = stad.actor(&person);
    let reads = |punt| {
        actor.may(
            Permission::DoorverwijzingRead,
            &Here::punt(punt, stad.wijk()),
        )
    };
    assert!(reads(own) && !reads(near));
    let (here, there) = (stad.sent_from(Some(own)), stad.sent_from(Some(near)));
    let nowhere = stad.sent_from(None);
    let see = |path: &str| {
        let path = format!("/{}/{path}", stad.app.slug());
        let ask = Ask::get(&path).by(&Stad::who(&person)).lang("nl");
        stad.app.send(&ask)
    };
    let status = |id: DoorverwijzingId| see(&format!("doorverwijzingen/{id}")).status;
    assert_eq!((status(here), status(there)), (200, 404));
    // What belongs to no point belongs to the wijk.
    assert_eq!(status(nowhere), 200);
    let list = see("doorverwijzingen?lijst=punt").text();
    assert!(list.contains(&here.to_string()), "{list}");
    assert!(!list.contains(&there.to_string()), "{list}");
    // Whoever works in the whole wijk reads both.
    let all = stad.actor(&stad.balie);
    for id in [here, there] {
        assert!(actions::may_see(&all, &stad.one(id)));
    }
    assert!(!actions::may_see(&actor, &stad.one(there)));
}
