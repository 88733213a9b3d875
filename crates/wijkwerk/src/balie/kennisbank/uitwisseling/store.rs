//! The SQL of what others read: published items only, as their public face says.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use kit::db::{Error as DbError, Queries, Row};
use kit::i18n::Lang;
use serde_json::Value;
use uuid::Uuid;

use super::ids;
use super::schrijf::{Offer, Place, at_location_id, known_as};
use super::uren::Dagen;
use super::vorm::CLOSED_FOR_NOW;
use crate::balie::kennisbank::store::find_online;
use crate::error::Result;
use crate::frame::Frame;
use crate::ids::{GebiedId, GemeenteId, KennisitemId, LocatieId, OrganisatieId};

/// Items read in one statement.
const PAGE: i64 = 5_000;
/// Most names of products.
const MOST: i64 = 100_000;

/// What a list is searched by.
#[derive(Clone, Debug)]
pub struct Shown {
    pub id: KennisitemId,
    pub(super) hsds_id: Uuid,
    pub(super) titel: String,
    pub(super) samenvatting: String,
    pub(super) organisatie: Option<OrganisatieId>,
    pub(super) onderwerp: String,
    pub(super) upl: Option<(String, String)>,
    pub(super) changed_at: Timestamp,
}

/// Every published item, by title.
pub fn list_shown(tx: &mut impl Queries, frame: &Frame) -> Result<Vec<Shown>> {
    list_shown_by(tx, frame, PAGE)
}

/// The same, so many in one statement.
pub(super) fn list_shown_by(tx: &mut impl Queries, frame: &Frame, page: i64) -> Result<Vec<Shown>> {
    let mut all: Vec<Shown> = Vec::new();
    loop {
        let last = all.last().map_or(KennisitemId(Uuid::nil()), |it| it.id);
        let some = list_shown_after(tx, frame, last, page)?;
        let is_last = i64::try_from(some.len()).is_ok_and(|n| n < page);
        all.extend(some);
        if is_last {
            break;
        }
    }
    // The engines order letters differently; everybody gets the same pages.
    all.sort_by(|one, other| (&one.titel, one.hsds_id).cmp(&(&other.titel, other.hsds_id)));
    Ok(all)
}

fn list_shown_after(
    tx: &mut impl Queries,
    frame: &Frame,
    last: KennisitemId,
    page: i64,
) -> Result<Vec<Shown>> {
    Ok(tx.query(
        "SELECT k.id, k.bron, k.extern, k.titel, k.samenvatting, k.organisatie_id, k.onderwerp, k.upl_naam, k.upl_uri, \
         k.changed_at FROM kennisitems_publiek p \
         JOIN kennisitems k ON k.gemeente_id = p.gemeente_id AND k.id = p.id \
         WHERE p.gemeente_id = $1 AND p.id > $2 AND k.state = 'published' ORDER BY p.id LIMIT $3",
        &[&frame.id, &last, &page],
        |row| {
            let (id, bron, extern_id): (KennisitemId, String, Option<String>) =
                (row.get(0)?, row.get(1)?, row.get(2)?);
            Ok(Shown {
                id,
                hsds_id: known_as(id.0, &bron, extern_id.as_deref()),
                titel: row.get(3)?,
                samenvatting: row.get(4)?,
                organisatie: row.get(5)?,
                onderwerp: row.get(6)?,
                upl: row.get::<Option<String>>(7)?.zip(row.get(8)?),
                changed_at: row.get(9)?,
            })
        },
    )?)
}

/// These items, in the order asked for, with all that a package says of them; the days that go otherwise are told
/// around `today`, and nowhere without it.
pub fn list_offers(
    tx: &mut impl Queries,
    frame: &Frame,
    ids: &[KennisitemId],
    today: Option<Date>,
) -> Result<Vec<Offer>> {
    let dagen = today.map(|today| Dagen::of(frame, today));
    let mut all = Vec::new();
    for id in ids {
        if let Some(mut offer) = find_offer(tx, frame, *id)? {
            offer.dagen.clone_from(&dagen);
            all.push(offer);
        }
    }
    Ok(all)
}

fn find_offer(tx: &mut impl Queries, frame: &Frame, id: KennisitemId) -> Result<Option<Offer>> {
    let gemeente = frame.id;
    let Some(mut offer) = tx.query_opt(
        "SELECT id, bron, extern, sleutel, soort, organisatie_soort, essential, organisatie_id, onderwerp, titel, \
         samenvatting, tekst, aanmelden, voorwaarden, kosten, doelgroep, min_leeftijd, max_leeftijd, talen, telefoon, \
         email, url, upl_naam, upl_uri, assured_at, changed_at FROM kennisitems WHERE gemeente_id = $1 AND id = $2",
        &[&gemeente, &id],
        |row| read(row, frame),
    )?
    else {
        return Ok(None);
    };
    offer.online = find_online(tx, gemeente, id)?;
    offer.woorden = tx.query(
        "SELECT woord FROM kennis_woorden WHERE gemeente_id = $1 AND kennisitem_id = $2 ORDER BY woord LIMIT 500",
        &[&gemeente, &id],
        |row| row.get(0),
    )?;
    offer.woorden.sort();
    offer.gebieden = tx
        .query(
            "SELECT gebied_id FROM kennis_gebieden WHERE gemeente_id = $1 AND kennisitem_id = $2 \
             ORDER BY gebied_id LIMIT 500",
            &[&gemeente, &id],
            |row| row.get::<GebiedId>(0),
        )?
        .into_iter()
        .filter_map(|gebied| {
            frame
                .gebied(gebied)
                .map(|found| (gebied.0, found.naam.clone()))
        })
        .collect();
    offer.gebieden.sort_by(|one, other| one.1.cmp(&other.1));
    offer.locaties = tx.query(
        "SELECT l.id, l.bron, l.extern, l.naam, l.adres, l.postcode, l.plaats, l.lat_e6, l.lon_e6, l.toegankelijkheid, \
         l.telefoon, l.openingstijden, k.openingstijden, k.toelichting FROM kennis_locaties k \
         JOIN locaties l ON l.gemeente_id = k.gemeente_id AND l.id = k.locatie_id \
         WHERE k.gemeente_id = $1 AND k.kennisitem_id = $2 AND l.ended_at IS NULL ORDER BY k.locatie_id LIMIT 500",
        &[&gemeente, &id],
        |row| {
            let (place, bron, extern_id): (LocatieId, String, Option<String>) =
                (row.get(0)?, row.get(1)?, row.get(2)?);
            Ok(Place {
                id: known_as(place.0, &bron, extern_id.as_deref()),
                naam: row.get(3)?,
                adres: row.get(4)?,
                postcode: row.get(5)?,
                plaats: row.get(6)?,
                lat_e6: row.get(7)?,
                lon_e6: row.get(8)?,
                toegankelijkheid: row.get(9)?,
                telefoon: row.get(10)?,
                openingstijden: row.get(11)?,
                eigen_tijden: row.get(12)?,
                toelichting: row.get(13)?,
            })
        },
    )?;
    offer.locaties.sort_by_key(|place| place.id);
    let extra: BTreeMap<String, Value> = tx
        .query(
            "SELECT veld, json FROM kennis_extra WHERE gemeente_id = $1 AND kennisitem_id = $2 ORDER BY veld LIMIT 500",
            &[&gemeente, &id],
            |row| Ok((row.get::<String>(0)?, row.get::<String>(1)?)),
        )?
        .into_iter()
        .filter_map(|(veld, json)| Some((veld, serde_json::from_str(&json).ok()?)))
        .collect();
    // Who took those words away here says that it is open again.
    let word = frame.translations.t(Lang::Nl, "inlezen-tijdelijk-gesloten");
    let is_closed = extra
        .get("status")
        .is_some_and(|status| status == CLOSED_FOR_NOW);
    if is_closed && offer.samenvatting.starts_with(word.as_str()) {
        offer.dicht = word;
    }
    offer.extra = extra;
    Ok(Some(offer))
}

fn read(row: &Row<'_>, frame: &Frame) -> Result<Offer, DbError> {
    let topic: String = row.get(8)?;
    let named = frame
        .inrichting
        .onderwerp(&topic)
        .map_or_else(|| topic.clone(), |found| found.naam.nl.clone());
    let owner = row
        .get::<Option<OrganisatieId>>(7)?
        .and_then(|id| frame.organisatie(id))
        .map(|found| (found.sleutel.clone(), found.naam.clone()));
    let gemeente = &frame.inrichting.gemeente;
    Ok(Offer {
        id: row.get(0)?,
        gemeente: frame.slug.clone(),
        provincie: gemeente
            .provincie
            .clone()
            .unwrap_or_else(|| frame.naam.clone()),
        bron: row.get(1)?,
        extern_id: row.get(2)?,
        sleutel: row.get(3)?,
        soort: row.get(4)?,
        organisatie_soort: row.get(5)?,
        essential: row.get(6)?,
        organisatie: owner,
        termless: frame
            .inrichting
            .onderwerpen
            .last()
            .is_some_and(|last| last.sleutel == topic),
        onderwerp: (topic, named),
        titel: row.get(9)?,
        samenvatting: row.get(10)?,
        tekst: row.get(11)?,
        aanmelden: row.get(12)?,
        voorwaarden: row.get(13)?,
        kosten: row.get(14)?,
        doelgroep: row.get(15)?,
        min_leeftijd: row.get(16)?,
        max_leeftijd: row.get(17)?,
        talen: row.get(18)?,
        telefoon: row.get(19)?,
        email: row.get(20)?,
        url: row.get(21)?,
        upl: row.get::<Option<String>>(22)?.zip(row.get(23)?),
        assured_on: row.get::<Option<Timestamp>>(24)?.map(|at| frame.today(at)),
        changed_at: Some(row.get(25)?),
        ..Offer::default()
    })
}

/// For whom the list of product names says that each is, by its URI.
pub(super) fn list_doelgroepen(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
) -> Result<BTreeMap<String, String>> {
    let all: Vec<(String, String)> = tx.query(
        "SELECT upl_uri, doelgroep FROM kennisitems WHERE gemeente_id = $1 AND bron = 'upl' AND upl_uri > '' \
         ORDER BY upl_uri NULLS LAST, id LIMIT $2",
        &[&gemeente, &MOST],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?;
    Ok(all.into_iter().collect())
}

/// One of each for the paths of routes; what is not there is left out.
pub fn samples(tx: &mut impl Queries, frame: &Frame) -> Result<BTreeMap<&'static str, Uuid>> {
    let mut made = BTreeMap::from([("taxonomy", ids::topics_id())]);
    if let Some(topic) = frame.inrichting.onderwerpen.first() {
        made.insert("taxonomy_term", ids::topic_id(&topic.sleutel));
    }
    for it in list_shown(tx, frame)? {
        made.entry("service").or_insert(it.hsds_id);
        for offer in list_offers(tx, frame, &[it.id], None)? {
            if let Some((sleutel, _)) = &offer.organisatie {
                let id = ids::organization_id(&frame.slug, sleutel);
                made.entry("organization").or_insert(id);
            }
            if let Some(place) = offer.locaties.first() {
                let id = at_location_id(&offer, place);
                made.entry("service_at_location").or_insert(id);
            }
        }
        if made.len() == 5 {
            break;
        }
    }
    Ok(made)
}
