//! Sample values for every route, taken from what is in the database.

use std::collections::BTreeMap;

use kit::db::Queries;
use uuid::Uuid;

use crate::error::Result;
use crate::frame::Frame;
use crate::http::Samples;
use crate::ids::GemeenteId;

/// One statement per sample: the first row's id.
const IDS: &[(&str, &str)] = &[
    (
        "foto",
        "SELECT id FROM melding_fotos WHERE gemeente_id = $1 ORDER BY id LIMIT 1",
    ),
    (
        "account",
        "SELECT id FROM accounts WHERE gemeente_id = $1 ORDER BY id LIMIT 1",
    ),
    (
        "organisatie",
        "SELECT id FROM organisaties WHERE gemeente_id = $1 ORDER BY sleutel LIMIT 1",
    ),
    (
        "zetel",
        "SELECT id FROM zetels WHERE gemeente_id = $1 ORDER BY id LIMIT 1",
    ),
    (
        "rolvervulling",
        "SELECT id FROM rolvervullingen WHERE gemeente_id = $1 ORDER BY id LIMIT 1",
    ),
    (
        "zorg",
        "SELECT id FROM zorgsignalen WHERE gemeente_id = $1 ORDER BY id LIMIT 1",
    ),
    (
        "plan",
        "SELECT id FROM plannen WHERE gemeente_id = $1 ORDER BY id LIMIT 1",
    ),
];

/// The same, of the team whose people come first.
const OF_TEAM: &[(&str, &str)] = &[
    (
        "melding",
        "SELECT id FROM meldingen WHERE gemeente_id = $1 AND orgaan_id = $2 AND state = 'taken' \
         ORDER BY field_state, id LIMIT 1",
    ),
    (
        "taak",
        "SELECT id FROM taken WHERE gemeente_id = $1 AND orgaan_id = $2 ORDER BY state DESC, id LIMIT 1",
    ),
];

/// And of the werkplan of the first team that has one.
const OF_PLAN: &[(&str, &str)] = &[
    (
        "werkplan",
        "SELECT id FROM werkplannen WHERE gemeente_id = $1 AND orgaan_id = $2 AND versie > 0 ORDER BY id LIMIT 1",
    ),
    (
        "orgaan",
        "SELECT orgaan_id FROM werkplannen WHERE gemeente_id = $1 AND orgaan_id = $2 ORDER BY id LIMIT 1",
    ),
    (
        "aandachtsgebied",
        "SELECT p.aandachtsgebied_id FROM aandachtsgebieden_publiek p \
         JOIN aandachtsgebieden a ON a.gemeente_id = p.gemeente_id AND a.id = p.aandachtsgebied_id \
         JOIN werkplannen w ON w.gemeente_id = p.gemeente_id AND w.id = a.werkplan_id \
         WHERE p.gemeente_id = $1 AND w.orgaan_id = $2 ORDER BY p.state, p.aandachtsgebied_id LIMIT 1",
    ),
    (
        "afspraak",
        "SELECT d.id FROM afspraken d \
         JOIN aandachtsgebieden a ON a.gemeente_id = d.gemeente_id AND a.id = d.aandachtsgebied_id \
         JOIN werkplannen w ON w.gemeente_id = d.gemeente_id AND w.id = a.werkplan_id \
         WHERE d.gemeente_id = $1 AND w.orgaan_id = $2 AND d.accepted_at IS NOT NULL ORDER BY d.state, d.id LIMIT 1",
    ),
    (
        "resultaat",
        "SELECT r.id FROM resultaten r \
         JOIN aandachtsgebieden a ON a.gemeente_id = r.gemeente_id AND a.id = r.aandachtsgebied_id \
         JOIN werkplannen w ON w.gemeente_id = r.gemeente_id AND w.id = a.werkplan_id \
         WHERE r.gemeente_id = $1 AND w.orgaan_id = $2 ORDER BY r.id LIMIT 1",
    ),
];

/// The token of the link that the demo leaves for looking at.
pub fn demo_token(slug: &str) -> String {
    format!("voorbeeld-{slug}")
}

/// The scopes of the people whose team the samples come from.
pub fn first_scopes(frame: &Frame) -> Vec<Uuid> {
    let intake = frame
        .organen
        .iter()
        .find(|orgaan| super::mensen::is_intake(frame, orgaan));
    let planning = frame
        .organen
        .iter()
        .find(|orgaan| super::mensen::is_planning(frame, orgaan));
    intake
        .iter()
        .flat_map(|team| team.gebieden.iter().map(|id| id.0))
        .chain(intake.iter().chain(planning.iter()).map(|team| team.id.0))
        .collect()
}

/// The values of one gemeente; what is not there is left out.
pub fn samples(tx: &mut impl Queries, frame: &Frame) -> Result<Samples> {
    let gemeente: GemeenteId = frame.id;
    let mut values = BTreeMap::new();
    for (name, sql) in IDS {
        if let Some(id) = tx.query_opt(sql, &[&gemeente], |row| row.get::<Uuid>(0))? {
            values.insert((*name).to_owned(), id.to_string());
        }
    }
    let team = frame
        .organen
        .iter()
        .find(|orgaan| super::mensen::is_intake(frame, orgaan))
        .map(|orgaan| orgaan.id);
    for (name, sql) in OF_TEAM {
        if let Some(id) = tx.query_opt(sql, &[&gemeente, &team], |row| row.get::<Uuid>(0))? {
            values.insert((*name).to_owned(), id.to_string());
        }
    }
    let team = frame
        .organen
        .iter()
        .find(|orgaan| super::mensen::is_planning(frame, orgaan))
        .map(|orgaan| orgaan.id);
    for (name, sql) in OF_PLAN {
        if let Some(id) = tx.query_opt(sql, &[&gemeente, &team], |row| row.get::<Uuid>(0))? {
            values.insert((*name).to_owned(), id.to_string());
        }
    }
    let hash: Option<String> = tx.query_opt(
        "SELECT thumbnail FROM melding_fotos WHERE gemeente_id = $1 ORDER BY id LIMIT 1",
        &[&gemeente],
        |row| row.get(0),
    )?;
    for name in ["hash", "bestand"] {
        if let Some(hash) = &hash {
            values.insert(name.to_owned(), hash.clone());
        }
    }
    values.insert("gemeente".into(), frame.slug.clone());
    values.insert("soort".into(), "melding".into());
    values.insert("persona".into(), format!("{}-bewoner", frame.slug));
    let subject = frame
        .inrichting
        .themas
        .first()
        .map(|thema| thema.sleutel.clone());
    let subject = subject.or_else(|| {
        frame
            .inrichting
            .disciplines
            .first()
            .map(|vak| vak.sleutel.clone())
    });
    for name in ["thema", "onderwerp"] {
        values.insert(name.to_owned(), subject.clone().unwrap_or_default());
    }
    values.insert("token".into(), demo_token(&frame.slug));
    if let Some(id) = values.get("melding").cloned() {
        values.insert("id".into(), id);
    }
    if let Some(wijk) = frame.wijken().next() {
        values.insert("wijk".into(), wijk.sleutel.clone());
        values.insert("gebied".into(), wijk.id.to_string());
        values.insert("wijk_id".into(), wijk.id.to_string());
        if let Some(place) = frame.plaatsen.middle_of(&wijk.sleutel) {
            values.insert("lat".into(), place.lat().to_string());
            values.insert("lon".into(), place.lon().to_string());
        }
    }
    Ok(Samples(values))
}
