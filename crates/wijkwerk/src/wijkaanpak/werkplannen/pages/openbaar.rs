//! The public version of a werkplan: what was adopted last, as it was generated then.

use askama::Template;

use crate::error::{Error, Result};
use crate::http::{Req, Response};
use crate::ids::WerkplanId;
use crate::layout::{C, page};
use crate::wijkaanpak::werkplannen::publiek::{PubliekAfspraak, PubliekWerkplan};
use crate::wijkaanpak::werkplannen::store;

#[derive(Template)]
#[template(path = "wijkaanpak/werkplannen/templates/openbaar.html")]
struct Page {
    c: C,
    plan: PubliekWerkplan,
}

impl Page {
    fn wijk(&self, sleutel: &str) -> String {
        let found = self.c.view.frame.gebied_by_key(sleutel);
        found.map_or_else(|| sleutel.to_owned(), |gebied| gebied.naam.clone())
    }

    fn wie(&self, afspraak: &PubliekAfspraak) -> String {
        match afspraak.wie.as_str() {
            "bewoner" | "ondernemer" | "bedrijf" | "organisatie" => {
                self.c.tk("wp-partij", &afspraak.wie)
            }
            naam => naam.to_owned(),
        }
    }

    fn late(&self, afspraak: &PubliekAfspraak) -> bool {
        afspraak.is_late(self.c.view.today())
    }
}

/// The newest adopted version.
pub(super) async fn show(req: Req) -> Result<Response> {
    let id: WerkplanId = req.id("werkplan")?;
    let found = req
        .read(move |tx, view| store::find_versie(tx, view.frame.id, id))
        .await?;
    let (_, document) = found.ok_or(Error::NotFound("werkplan"))?;
    let plan =
        serde_json::from_str(&document).map_err(|error| Error::Internal(error.to_string()))?;
    page(&Page {
        c: C::of(&req.view),
        plan,
    })
}
