//! Which entries of the journaal are told, and what of them.

use serde_json::{Map, Value as Json};

use crate::config::Gebeurtenis;
use crate::journaal::{Line, Verb};

/// What this entry is to others, if it is told.
pub(super) fn of(line: &Line) -> Option<Gebeurtenis> {
    use Gebeurtenis as G;
    Some(match (line.kind.as_str(), line.verb) {
        ("contact", Verb::Created) => G::ContactGenoteerd,
        ("contact", Verb::Changed) => G::ContactGewijzigd,
        ("contact", Verb::Closed) => G::ContactAfgerond,
        ("contact", Verb::Reopened) => G::ContactHeropend,
        ("contactvraag", Verb::Asked) => G::VraagGesteld,
        ("contactvraag", Verb::Settled) => G::VraagBeantwoord,
        ("doorverwijzing", Verb::Sent) => G::DoorverwijzingVerstuurd,
        ("doorverwijzing", Verb::Accepted) => G::DoorverwijzingAangenomen,
        ("doorverwijzing", Verb::Bounced) => G::DoorverwijzingGeweigerd,
        ("doorverwijzing", Verb::Expired) => G::DoorverwijzingVerlopen,
        ("doorverwijzing", Verb::Rerouted) => G::DoorverwijzingDoorgezet,
        ("doorverwijzing", Verb::Arrived) => G::DoorverwijzingAangekomen,
        ("doorverwijzing", Verb::NoShow) => G::DoorverwijzingNietVerschenen,
        ("doorverwijzing", Verb::Settled) => G::DoorverwijzingAfgerond,
        // What was read in from another system is no news.
        ("melding", Verb::Submitted) if line.flag("imported") => return None,
        ("melding", Verb::Submitted) => G::MeldingOntvangen,
        ("melding", Verb::Done) => G::MeldingKlaar,
        ("melding", Verb::Reopened) => G::MeldingHeropend,
        _ => return None,
    })
}

/// The fields of an entry that others may know, under the names that they get. All are ids, fixed words or numbers; who
/// did it is not among them.
const TOLD: &[(&str, &str, &str)] = &[
    ("contact", "channel", "kanaal"),
    ("contact", "gebied", "gebied"),
    ("contactvraag", "contact", "contact"),
    ("contactvraag", "topic", "onderwerp"),
    ("contactvraag", "outcome", "uitkomst"),
    ("doorverwijzing", "chain", "keten"),
    ("doorverwijzing", "outcome", "uitkomst"),
    ("doorverwijzing", "reason", "reden"),
    ("melding", "number", "nummer"),
    ("melding", "gebied", "gebied"),
];

/// What is told of this entry.
pub(super) fn facts(line: &Line) -> Map<String, Json> {
    let fields = line.body.get("fields");
    TOLD.iter()
        .filter(|(kind, ..)| *kind == line.kind)
        .filter_map(|(_, field, name)| {
            let value = fields?.get(*field)?;
            Some(((*name).to_owned(), value.clone()))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use uuid::Uuid;

    use super::*;

    fn line(kind: &str, verb: Verb, fields: Json) -> Line {
        Line {
            seq: 1,
            at: "2026-03-02T08:00:00Z".parse().unwrap(),
            kind: kind.to_owned(),
            subject: Uuid::nil(),
            verb,
            body: json!({ "fields": fields, "actor": { "kind": "account", "id": "x" } }),
        }
    }

    #[test]
    fn every_word_of_the_settings_is_told_of_some_entry() {
        let kinds = ["contact", "contactvraag", "doorverwijzing", "melding"];
        let told: Vec<Gebeurtenis> = kinds
            .iter()
            .flat_map(|kind| Verb::ALL.iter().map(move |verb| (kind, *verb)))
            .filter_map(|(kind, verb)| of(&line(kind, verb, json!({}))))
            .collect();
        for one in Gebeurtenis::ALL {
            let times = told.iter().filter(|found| *found == one).count();
            assert_eq!(times, 1, "{one}");
        }
        assert_eq!(of(&line("account", Verb::Created, json!({}))), None);
        assert_eq!(of(&line("doorverwijzing", Verb::Proposed, json!({}))), None);
        let read_in = json!({ "imported": true });
        assert_eq!(of(&line("melding", Verb::Submitted, read_in)), None);
    }

    #[test]
    fn only_what_others_may_know_is_told() {
        let fields =
            json!({ "topic": "geld", "account": "7", "organisatie": "8", "outcome": "open" });
        let told = facts(&line("contactvraag", Verb::Asked, fields));
        assert_eq!(
            Json::Object(told),
            json!({ "onderwerp": "geld", "uitkomst": "open" })
        );
    }
}
