//! Sample values for every route, taken from what is in the database.

use std::collections::BTreeMap;

use kit::db::Queries;
use uuid::Uuid;

use crate::error::Result;
use crate::frame::Frame;
use crate::http::Samples;
use crate::ids::GemeenteId;
use crate::kader::organisaties::Orgaan;

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
        "infopunt",
        "SELECT id FROM infopunten WHERE gemeente_id = $1 AND state = 'open' ORDER BY sleutel LIMIT 1",
    ),
    (
        "folder",
        "SELECT id FROM folders WHERE gemeente_id = $1 AND removed_at IS NULL ORDER BY infopunt_id, naam, id LIMIT 1",
    ),
    (
        "dienst",
        "SELECT id FROM diensten WHERE gemeente_id = $1 AND cancelled_at IS NULL ORDER BY dag DESC, van, id LIMIT 1",
    ),
    (
        "bezetting",
        "SELECT id FROM bezettingen WHERE gemeente_id = $1 AND state = 'confirmed' ORDER BY dag DESC, id LIMIT 1",
    ),
    (
        "dienstpatroon",
        "SELECT id FROM dienstpatronen WHERE gemeente_id = $1 ORDER BY id LIMIT 1",
    ),
    (
        "roosterlid",
        "SELECT account_id FROM roosterleden WHERE gemeente_id = $1 ORDER BY account_id LIMIT 1",
    ),
    (
        "beschikbaarheid",
        "SELECT id FROM beschikbaarheden WHERE gemeente_id = $1 ORDER BY id LIMIT 1",
    ),
    (
        "gat",
        "SELECT id FROM gaten WHERE gemeente_id = $1 ORDER BY dag DESC, id LIMIT 1",
    ),
    (
        "open_dienst",
        "SELECT id FROM diensten WHERE gemeente_id = $1 AND cancelled_at IS NULL ORDER BY dag DESC, van, id LIMIT 1",
    ),
    (
        "contact",
        "SELECT id FROM contacten WHERE gemeente_id = $1 AND state = 'open' ORDER BY at DESC, id LIMIT 1",
    ),
    (
        "contactvraag",
        "SELECT id FROM contactvragen WHERE gemeente_id = $1 AND uitkomst = 'open' AND settled_at IS NULL \
         ORDER BY due NULLS LAST, id LIMIT 1",
    ),
    (
        "bijeenkomst",
        "SELECT id FROM bijeenkomsten WHERE gemeente_id = $1 ORDER BY op DESC, id LIMIT 1",
    ),
    (
        "scholing",
        "SELECT id FROM scholingen WHERE gemeente_id = $1 ORDER BY naam, id LIMIT 1",
    ),
    (
        "instructie",
        "SELECT id FROM instructies WHERE gemeente_id = $1 ORDER BY valid_from DESC, id LIMIT 1",
    ),
    (
        "doorverwijzing",
        "SELECT id FROM doorverwijzingen WHERE gemeente_id = $1 ORDER BY state, id LIMIT 1",
    ),
    (
        "doorverwijzingen.verder/doorverwijzing",
        "SELECT id FROM doorverwijzingen WHERE gemeente_id = $1 AND state IN ('bounced', 'expired') \
         AND rerouted_at IS NULL ORDER BY id LIMIT 1",
    ),
    (
        "kennisitem",
        "SELECT id FROM kennisitems WHERE gemeente_id = $1 AND state = 'published' ORDER BY titel, id LIMIT 1",
    ),
    (
        "locatie",
        "SELECT k.locatie_id FROM kennisitems i \
         JOIN kennis_locaties k ON k.gemeente_id = i.gemeente_id AND k.kennisitem_id = i.id \
         WHERE i.gemeente_id = $1 AND i.state = 'published' ORDER BY i.titel, i.id, k.locatie_id LIMIT 1",
    ),
    (
        "locatievlag",
        "SELECT id FROM locatievlaggen WHERE gemeente_id = $1 AND settled_at IS NULL ORDER BY locatie_id, at, id LIMIT 1",
    ),
    (
        "keuze",
        "SELECT id FROM wegwijzer_keuzes WHERE gemeente_id = $1 AND undone_at IS NULL ORDER BY at, id LIMIT 1",
    ),
    (
        "informatieafspraak",
        "SELECT id FROM informatieafspraken WHERE gemeente_id = $1 ORDER BY valid_from, id LIMIT 1",
    ),
    (
        "kennisvlag",
        "SELECT id FROM kennis_vlaggen WHERE gemeente_id = $1 AND settled_at IS NULL ORDER BY at, id LIMIT 1",
    ),
    (
        "kennisnotitie",
        "SELECT id FROM kennis_notities WHERE gemeente_id = $1 AND removed_at IS NULL ORDER BY at, id LIMIT 1",
    ),
    (
        "route",
        "SELECT id FROM routes WHERE gemeente_id = $1 ORDER BY id LIMIT 1",
    ),
    (
        "formatieafspraak",
        "SELECT id FROM formatieafspraken WHERE gemeente_id = $1 ORDER BY naam, id LIMIT 1",
    ),
    (
        "formatieregel",
        "SELECT id FROM formatieregels WHERE gemeente_id = $1 ORDER BY functie, id LIMIT 1",
    ),
    (
        "formatieinvulling",
        "SELECT id FROM formatieinvullingen WHERE gemeente_id = $1 ORDER BY valid_from, id LIMIT 1",
    ),
    (
        "bewonersgroep",
        "SELECT id FROM organen WHERE gemeente_id = $1 AND soort IN ('bewonersgroep', 'bewonersorgaan') \
         ORDER BY soort, sleutel, id LIMIT 1",
    ),
    (
        "stuk",
        "SELECT id FROM stukken WHERE gemeente_id = $1 AND restricted_until IS NULL AND withdrawn_at IS NULL \
         ORDER BY sent_at DESC, id LIMIT 1",
    ),
    (
        "toegestuurd.openbaar/stuk",
        "SELECT id FROM stukken WHERE gemeente_id = $1 AND published_at IS NULL AND withdrawn_at IS NULL ORDER BY id LIMIT 1",
    ),
    (
        "bewonersorgaan",
        "SELECT id FROM organen WHERE gemeente_id = $1 AND soort = 'bewonersorgaan' ORDER BY sleutel, id LIMIT 1",
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
        "meldingen.partner/melding",
        "SELECT m.id FROM meldingen m \
         JOIN accounts a ON a.gemeente_id = m.gemeente_id AND a.organisatie_id = m.organisatie_id \
         JOIN rolvervullingen r ON r.gemeente_id = a.gemeente_id AND r.account_id = a.id \
         WHERE m.gemeente_id = $1 AND m.state = 'doorgezet' AND r.scope_id = $2 ORDER BY m.field_state DESC, m.id LIMIT 1",
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
    let asked = asked(frame);
    let bodies = intake.iter().chain(planning.iter()).chain(asked.iter());
    intake
        .iter()
        .flat_map(|team| team.gebieden.iter().map(|id| id.0))
        .chain(bodies.map(|body| body.id.0))
        .collect()
}

/// The bewonersorgaan whose questions are the samples.
fn asked(frame: &Frame) -> Option<&Orgaan> {
    let mut all = frame.organen.iter();
    all.find(|orgaan| orgaan.is_bewonersorgaan())
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
    let sleutel: Option<String> = tx.query_opt(
        "SELECT sleutel FROM kennisitems WHERE gemeente_id = $1 AND state = 'published' ORDER BY titel, id LIMIT 1",
        &[&gemeente],
        |row| row.get(0),
    )?;
    if let Some(sleutel) = sleutel {
        values.insert("sleutel".to_owned(), sleutel);
    }
    let punt: Option<String> = tx.query_opt(
        "SELECT sleutel FROM infopunten WHERE gemeente_id = $1 AND state = 'open' ORDER BY sleutel LIMIT 1",
        &[&gemeente],
        |row| row.get(0),
    )?;
    if let Some(punt) = punt {
        values.insert("punt".to_owned(), punt);
    }
    for (name, id) in crate::balie::kennisbank::uitwisseling::samples(tx, frame)? {
        values.insert(name.to_owned(), id.to_string());
    }
    let day: Option<jiff::civil::Date> = tx.query_opt(
        "SELECT dag FROM diensten WHERE gemeente_id = $1 ORDER BY dag DESC, id LIMIT 1",
        &[&gemeente],
        |row| row.get(0),
    )?;
    if let Some(day) = day {
        values.insert("rooster_dag".into(), day.to_string());
    }
    let asked = asked(frame).map(|orgaan| orgaan.id);
    let wijkvraag: Option<Uuid> = tx.query_opt(
        "SELECT id FROM wijkvragen WHERE gemeente_id = $1 AND orgaan_id = $2 AND state = 'open' ORDER BY at, id LIMIT 1",
        &[&gemeente, &asked],
        |row| row.get(0),
    )?;
    if let Some(id) = wijkvraag {
        values.insert("wijkvraag".to_owned(), id.to_string());
    }
    values.insert("gemeente".into(), frame.slug.clone());
    values.insert("soort".into(), "melding".into());
    let vraag = frame.inrichting.onderwerpen.first();
    let vraag = vraag.map(|found| found.sleutel.clone());
    values.insert("vraagonderwerp".into(), vraag.unwrap_or_default());
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
    if let Some(topic) = frame.inrichting.onderwerpen.first() {
        values.insert("balie_onderwerp".into(), topic.sleutel.clone());
    }
    if let Some(kanaal) = frame.inrichting.kanalen.first() {
        values.insert("kanaal".into(), kanaal.sleutel.clone());
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
