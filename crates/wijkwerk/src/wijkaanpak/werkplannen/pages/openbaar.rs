//! The public version of a werkplan: what was adopted last in the words of then, with how it stands now; and every version
//! before it, as it was adopted.

use askama::Template;

use crate::error::{Error, Result};
use crate::http::{Req, Response};
use crate::ids::WerkplanId;
use crate::layout::{C, page};
use crate::wijkaanpak::werkplannen::publiek::{Publiek, PubliekAfspraak, PubliekWerkplan};
use crate::wijkaanpak::werkplannen::store;

#[derive(Template)]
#[template(path = "wijkaanpak/werkplannen/templates/openbaar.html")]
struct Page {
    c: C,
    plan: PubliekWerkplan,
    url: String,
    /// It is shown as it was adopted, not as it stands now.
    is_then: bool,
    /// The version that was adopted last, if it is another.
    newer: Option<i64>,
    /// What was adopted before it: version, address, and when.
    eerder: Vec<(i64, String, String)>,
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

    fn thema(&self, sleutel: &str) -> usize {
        let themas = &self.c.view.frame.inrichting.themas;
        let place = themas.iter().position(|thema| thema.sleutel == sleutel);
        place.map_or(5, |n| n % 6 + 1)
    }

    fn late(&self, afspraak: &PubliekAfspraak) -> bool {
        if self.is_then {
            afspraak.late
        } else {
            afspraak.is_late(self.c.view.today())
        }
    }
}

/// The version that was asked for as it was adopted, else the newest as it stands now.
pub(super) async fn show(req: Req) -> Result<Response> {
    let id: WerkplanId = req.id("werkplan")?;
    let missing = || Error::NotFound("werkplan");
    let asked: Option<i64> = match req.query.opt("versie") {
        Some(text) => Some(text.parse().map_err(|_| missing())?),
        None => None,
    };
    let (plan, versies) = req
        .read(move |tx, view| {
            let gemeente = view.frame.id;
            let found = store::find_versie(tx, gemeente, id, asked)?;
            let (_, document) = found.ok_or_else(missing)?;
            let mut plan: PubliekWerkplan = read(&document)?;
            if asked.is_none() {
                for deel in &mut plan.aandachtsgebieden {
                    if let Some(now) = store::find_publiek(tx, gemeente, deel.id)? {
                        bring_up_to_date(&mut deel.publiek, &read(&now)?);
                    }
                }
            }
            Ok((plan, store::list_versies(tx, gemeente, id)?))
        })
        .await?;
    let c = C::of(&req.view);
    let url = c.url(&format!("/werkplannen/openbaar/{id}"));
    let newest = versies.first().map(|(versie, _)| *versie);
    page(&Page {
        is_then: asked.is_some(),
        newer: newest.filter(|newest| *newest > plan.versie),
        eerder: versies
            .into_iter()
            .filter(|(versie, _)| *versie < plan.versie)
            .map(|(versie, at)| {
                let there = format!("{url}?versie={versie}");
                (versie, there, c.day_plain(c.day_of(at)))
            })
            .collect(),
        url,
        plan,
        c,
    })
}

fn read<T: serde::de::DeserializeOwned>(document: &str) -> Result<T> {
    serde_json::from_str(document).map_err(|error| Error::Internal(error.to_string()))
}

/// What was agreed stays as it was adopted; how far it is and how many asked for it is told as it is now.
fn bring_up_to_date(adopted: &mut Publiek, now: &Publiek) {
    adopted.meldingen = now.meldingen;
    for afspraak in &mut adopted.afspraken {
        let same =
            |found: &&PubliekAfspraak| found.wat == afspraak.wat && found.wie == afspraak.wie;
        if let Some(found) = now.afspraken.iter().find(same) {
            afspraak.state = found.state;
            afspraak.due = found.due;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn publiek(state: &str, meldingen: i64) -> Publiek {
        read(
            &serde_json::json!({
                "titel": "Een speelplek", "behoefte": "Ouders vragen erom.", "wijken": ["west"], "themas": [],
                "partners": ["Stichting"], "integraal": false, "resultaten": [], "bijdragen": [],
                "meldingen": meldingen, "herkomst": "bewoners",
                "afspraken": [{
                    "wat": "De grond vlak maken", "wie": "Stichting", "due": "2026-02-21", "state": state,
                    "late": false
                }]
            })
            .to_string(),
        )
        .expect("a document")
    }

    #[test]
    fn what_was_adopted_is_told_as_it_stands_now() {
        let today = jiff::civil::date(2026, 11, 22);
        let mut adopted = publiek("accepted", 0);
        assert!(adopted.afspraken[0].is_late(today));
        bring_up_to_date(&mut adopted, &publiek("verified", 3));
        assert!(!adopted.afspraken[0].is_late(today));
        assert_eq!(adopted.meldingen, 3);
        // What is no longer in the public face stays as it was adopted.
        let mut gone = publiek("verified", 3);
        gone.afspraken.clear();
        let mut adopted = publiek("accepted", 0);
        bring_up_to_date(&mut adopted, &gone);
        assert_eq!(adopted.afspraken.len(), 1);
    }
}
