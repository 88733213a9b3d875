//! The actions of the kennisbank on both engines.

use jiff::Span;
use kit::on_both_engines;
use kit::testing::TestDb;

mod blad;
mod controle;
mod eigenaar;
mod lijsten;
mod plaatsen;
mod productnaam;
mod regie;
mod versheid;
mod versies;
mod vlaggen;
mod zoekmachine;

use super::actions::{
    NewInformatieafspraak, agree_informatie, ask_and_hide, change, claim, confirm, create,
    end_informatie, hide, make, note, note_link, publish, react, remove_note, restore,
    review_informatie, set_gebieden, set_kanalen, set_plaatsen, set_review, set_woorden,
    settle_flag, withdraw,
};
use super::links::Word;
use super::store::Herkomst;
use super::*;
use crate::access::{Actor, LinkHolder, LinkKind};
use crate::error::{Error, Result};
use crate::ids::{KennisitemId, LinkId, OrganisatieId};
use crate::journaal::{self, Verb};
use crate::kader::verplichtingen;
use crate::testing::TestApp;
use crate::write::Write;

/// A gemeente with somebody of a partner, somebody of the desk and somebody with the regie.
pub(super) struct Bank {
    pub(super) app: TestApp,
    pub(super) eigenaar: Actor,
    balie: Actor,
    regie: Actor,
    organisatie: OrganisatieId,
}

impl Bank {
    pub(super) fn new(db: TestDb) -> Self {
        let app = TestApp::new(db, &["lelystad-demo"]);
        let eigenaar = app.actor("aanbodbeheerder");
        let organisatie = eigenaar.account().unwrap().organisatie.unwrap();
        let may = |permission| {
            app.roles(app.slug())
                .iter()
                .map(|rol| app.actor(rol))
                .find(|actor| {
                    actor.may(permission, &crate::access::Here::ANYWHERE)
                        && actor.account().unwrap().organisatie != Some(organisatie)
                })
                .unwrap()
        };
        let (balie, regie) = (
            may(crate::access::Permission::KennisFlag),
            may(crate::access::Permission::KennisRegie),
        );
        Self {
            app,
            eigenaar,
            balie,
            regie,
            organisatie,
        }
    }

    pub(super) fn act<T: Send + 'static>(
        &self,
        who: &Actor,
        f: impl Fn(&mut Write<'_>) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        self.app.write(who, f)
    }

    pub(super) fn item(&self, id: KennisitemId) -> Item {
        let gemeente = self.app.frame(self.app.slug()).id;
        let found = self
            .app
            .app
            .db()
            .read_blocking(move |tx| get_item(tx, gemeente, id));
        found.unwrap()
    }

    fn draft(&self) -> KennisitemId {
        let organisatie = self.organisatie;
        self.act(&self.eigenaar, move |ctx| {
            create(ctx, &fields(), organisatie)
        })
        .unwrap()
    }

    pub(super) fn shown(&self) -> KennisitemId {
        let id = self.draft();
        self.act(&self.eigenaar, move |ctx| publish(ctx, id))
            .unwrap();
        id
    }

    pub(super) fn flags(&self, id: KennisitemId) -> Vec<Vlag> {
        let gemeente = self.app.frame(self.app.slug()).id;
        let found = self
            .app
            .app
            .db()
            .read_blocking(move |tx| list_vlaggen(tx, gemeente, id));
        found.unwrap()
    }

    fn verbs(&self, id: KennisitemId) -> Vec<Verb> {
        let gemeente = self.app.frame(self.app.slug()).id;
        let lines = self
            .app
            .app
            .db()
            .read_blocking(move |tx| journaal::lines_about(tx, gemeente, id.0));
        lines.unwrap().iter().map(|line| line.verb).collect()
    }

    fn later(&self, days: i64) {
        assert!(self.app.clock.advance_seconds(days * 86_400));
    }
}

pub(super) fn fields() -> Velden {
    Velden {
        onderwerp: "geld".to_owned(),
        titel: "Hulp bij schulden".to_owned(),
        samenvatting: "Wij helpen als u schulden hebt.".to_owned(),
        tekst: "Bel 0320-278911. Het kost niets.".to_owned(),
        telefoon: Some("0320-278911".to_owned()),
        url: Some("https://schulden.example/hulp".to_owned()),
        ..Velden::empty(Soort::Product)
    }
}

fn key<T: std::fmt::Debug>(result: Result<T>) -> &'static str {
    match result.unwrap_err() {
        Error::Refused(said) => said.key,
        Error::Invalid(faults) => faults[0].sentence.key,
        Error::Forbidden(_) => "forbidden",
        Error::NotFound(_) => "not found",
        Error::SignIn => "sign in",
        other => panic!("{other:?}"),
    }
}
