//! Everybody of the roster as the checks need them, around some days: members, what they have already, what they said,
//! whether their training is valid; and the hours per organisation.

use std::collections::{BTreeMap, BTreeSet};

use jiff::ToSpan as _;
use jiff::civil::Date;
use kit::db::{PAGE, Queries, Row, pages};
use uuid::Uuid;

use super::leden::beschikbaarheid;
use crate::balie::contacten::scholing::{Geldigheid, list_scholingen};
use crate::balie::roosters::model::{Beschikbaarheid, Roosterlid, Tijd};
use crate::balie::roosters::toets::{Bezwaar, Invaller, NOOIT_BOVEN_GEMIDDELD, WEKEN};
use crate::error::Result;
use crate::ids::{AccountId, BezettingId, DienstId, GemeenteId, InfopuntId, OrganisatieId};

/// Most rows of what people said and learned: 60 people with their calendars stay below it.
const MOST: i64 = 50_000;

/// Somebody with a shift.
#[derive(Clone, Debug)]
struct Bezet {
    dienst: DienstId,
    infopunt: InfopuntId,
    tijd: Tijd,
}

/// Everybody of the roster.
#[derive(Clone, Debug, Default)]
pub struct Team {
    leden: BTreeMap<AccountId, (Roosterlid, String, Option<Date>)>,
    bezet: BTreeMap<AccountId, Vec<Bezet>>,
    /// Of whoever agreed to more than may be worked on average: weeks back and ahead.
    lang: BTreeMap<AccountId, Vec<Bezet>>,
    beschikbaar: BTreeMap<AccountId, Vec<Beschikbaarheid>>,
    modules: Vec<(crate::ids::ScholingId, Option<i64>)>,
    behaald: BTreeMap<(AccountId, crate::ids::ScholingId), Date>,
}

impl Team {
    /// As it stands for shifts from a day up to another.
    pub fn load(
        tx: &mut impl Queries,
        gemeente: GemeenteId,
        (from, to): (Date, Date),
    ) -> Result<Self> {
        let around = 8.days();
        let (first, last) = (
            from.checked_sub(around).unwrap_or(from),
            to.checked_add(around).unwrap_or(to),
        );
        let mut team = Self::default();
        for (lid, naam, tot) in leden(tx, gemeente, first)? {
            team.leden.insert(lid.account, (lid, naam, tot));
        }
        for (account, bezet) in bezet(tx, gemeente, first, last)? {
            team.bezet.entry(account).or_default().push(bezet);
        }
        let weeks = WEKEN.weeks();
        let long = (
            first.checked_sub(weeks).unwrap_or(first),
            last.checked_add(weeks).unwrap_or(last),
        );
        for (account, bezet) in lang(tx, gemeente, long)? {
            team.lang.entry(account).or_default().push(bezet);
        }
        for said in beschikbaar(tx, gemeente, first, last)? {
            team.beschikbaar.entry(said.account).or_default().push(said);
        }
        for module in list_scholingen(tx, gemeente)? {
            team.modules.push((module.id, module.geldig_maanden));
        }
        team.behaald = behaald(tx, gemeente)?;
        Ok(team)
    }

    /// Every member, by account.
    pub fn leden(&self) -> impl Iterator<Item = &Roosterlid> {
        self.leden.values().map(|(lid, ..)| lid)
    }

    /// The member with this account.
    pub fn lid(&self, account: AccountId) -> Option<&Roosterlid> {
        self.leden.get(&account).map(|(lid, ..)| lid)
    }

    /// The name of a member.
    pub fn naam(&self, account: AccountId) -> &str {
        self.leden.get(&account).map_or("", |(_, naam, _)| naam)
    }

    /// What the checks ask of somebody for a shift on `day`, that shift itself left out.
    pub fn invaller(&self, account: AccountId, dienst: DienstId, day: Date) -> Option<Invaller> {
        let (lid, _, organisatie_tot) = self.leden.get(&account)?;
        Some(Invaller {
            lid: lid.clone(),
            andere: self
                .lang
                .get(&account)
                .or_else(|| self.bezet.get(&account))
                .into_iter()
                .flatten()
                .filter(|bezet| bezet.dienst != dienst)
                .map(|bezet| bezet.tijd)
                .collect(),
            beschikbaar: self.beschikbaar_of(account).to_vec(),
            scholing: self.scholing(account, day),
            organisatie_tot: *organisatie_tot,
        })
    }

    /// What somebody said about when.
    pub fn beschikbaar_of(&self, account: AccountId) -> &[Beschikbaarheid] {
        self.beschikbaar.get(&account).map_or(&[], Vec::as_slice)
    }

    /// What is wrong with the modules that are asked, on this day: done once and expired, or never done (L-38).
    pub fn scholing(&self, account: AccountId, day: Date) -> BTreeSet<Bezwaar> {
        let modules = self.modules.iter();
        let wrong = modules.filter_map(|(module, maanden)| {
            let op = self.behaald.get(&(account, *module)).copied();
            match Geldigheid::of(op, *maanden, day) {
                Geldigheid::Valid(_) | Geldigheid::Ending(_) => None,
                Geldigheid::Expired(_) => Some(Bezwaar::Scholing),
                Geldigheid::Missing => Some(Bezwaar::NooitGeschoold),
            }
        });
        wrong.collect()
    }

    /// The day from which the organisation of a member is no partner any more, if that is known.
    pub fn organisatie_tot(&self, account: AccountId) -> Option<Date> {
        self.leden.get(&account).and_then(|(.., tot)| *tot)
    }

    /// How often somebody stands at this point in these weeks.
    pub fn times_at(&self, account: AccountId, infopunt: InfopuntId) -> usize {
        self.of(account)
            .filter(|bezet| bezet.infopunt == infopunt)
            .count()
    }

    /// The minutes on the clock that somebody has in these weeks.
    pub fn minutes(&self, account: AccountId) -> i64 {
        self.of(account)
            .map(|bezet| bezet.tijd.tot - bezet.tijd.van)
            .sum()
    }

    fn of(&self, account: AccountId) -> impl Iterator<Item = &Bezet> {
        self.bezet.get(&account).into_iter().flatten()
    }
}

fn leden(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    day: Date,
) -> Result<Vec<(Roosterlid, String, Option<Date>)>> {
    Ok(tx.query(
        "SELECT l.account_id, l.organisatie_id, l.functies, l.max_minuten, l.vrijwilliger, l.valid_from, l.valid_to, \
         a.naam, o.valid_to, l.voorkeur_id FROM roosterleden l \
         JOIN accounts a ON a.gemeente_id = l.gemeente_id AND a.id = l.account_id \
         JOIN organisaties o ON o.gemeente_id = l.gemeente_id AND o.id = l.organisatie_id \
         WHERE l.gemeente_id = $1 AND (l.valid_to IS NULL OR l.valid_to >= $2) AND a.ended_at IS NULL \
         ORDER BY l.account_id LIMIT 1000",
        &[&gemeente, &day],
        |row| {
            let lid = Roosterlid {
                account: row.get(0)?,
                organisatie: row.get(1)?,
                functies: super::leden::functies(&row.get::<String>(2)?),
                max_minuten: row.get(3)?,
                vrijwilliger: row.get(4)?,
                valid_from: row.get(5)?,
                valid_to: row.get(6)?,
                voorkeur: row.get(9)?,
            };
            Ok((lid, row.get(7)?, row.get(8)?))
        },
    )?)
}

fn bezet(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    from: Date,
    to: Date,
) -> Result<Vec<(AccountId, Bezet)>> {
    Ok(pages(before(from), PAGE, |(dag, id)| {
        tx.query(
            "SELECT b.account_id, d.id, d.infopunt_id, d.dag, d.van, d.tot, b.dag, b.id FROM bezettingen b \
             JOIN diensten d ON d.gemeente_id = b.gemeente_id AND d.id = b.dienst_id \
             WHERE b.gemeente_id = $1 AND b.dag >= $2 AND (b.dag > $2 OR b.id > $3) AND b.dag < $4 \
             AND b.state IN ('filled', 'confirmed', 'worked') \
             AND b.account_id IS NOT NULL AND d.cancelled_at IS NULL ORDER BY b.dag, b.id LIMIT $5",
            &[&gemeente, &dag, &id, &to, &PAGE],
            read_bezet,
        )
    })?)
}

/// The same of those for whom the average of sixteen weeks says something.
fn lang(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    (from, to): (Date, Date),
) -> Result<Vec<(AccountId, Bezet)>> {
    let above = NOOIT_BOVEN_GEMIDDELD.as_mins();
    Ok(pages(before(from), PAGE, |(dag, id)| {
        tx.query(
            "SELECT b.account_id, d.id, d.infopunt_id, d.dag, d.van, d.tot, b.dag, b.id FROM roosterleden l \
             JOIN bezettingen b ON b.gemeente_id = l.gemeente_id AND b.account_id = l.account_id \
             JOIN diensten d ON d.gemeente_id = b.gemeente_id AND d.id = b.dienst_id \
             WHERE l.gemeente_id = $1 AND l.max_minuten > $6 AND NOT l.vrijwilliger \
             AND b.dag >= $2 AND (b.dag > $2 OR b.id > $3) AND b.dag < $4 \
             AND b.state IN ('filled', 'confirmed', 'worked') AND d.cancelled_at IS NULL ORDER BY b.dag, b.id LIMIT $5",
            &[&gemeente, &dag, &id, &to, &PAGE, &above],
            read_bezet,
        )
    })?)
}

/// Where the next page of shifts begins.
type After = (Date, BezettingId);

fn before(day: Date) -> After {
    (day, BezettingId(Uuid::nil()))
}

fn read_bezet(row: &Row<'_>) -> std::result::Result<(After, (AccountId, Bezet)), kit::db::Error> {
    let tijd = Tijd {
        dag: row.get(3)?,
        van: row.get(4)?,
        tot: row.get(5)?,
    };
    let bezet = Bezet {
        dienst: row.get(1)?,
        infopunt: row.get(2)?,
        tijd,
    };
    Ok(((row.get(6)?, row.get(7)?), (row.get(0)?, bezet)))
}

fn beschikbaar(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    from: Date,
    to: Date,
) -> Result<Vec<Beschikbaarheid>> {
    let all = tx.query(
        "SELECT id, account_id, weekdag, dag, van, tot, kan, uit_agenda FROM beschikbaarheden \
         WHERE gemeente_id = $1 AND (dag IS NULL OR (dag >= $2 AND dag < $3)) ORDER BY account_id, id LIMIT $4",
        &[&gemeente, &from, &to, &MOST],
        beschikbaarheid,
    )?;
    Ok(all.into_iter().flatten().collect())
}

fn behaald(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
) -> Result<BTreeMap<(AccountId, crate::ids::ScholingId), Date>> {
    let all: Vec<_> = tx.query(
        "SELECT account_id, scholing_id, max(op) FROM scholing_behaald WHERE gemeente_id = $1 \
         GROUP BY account_id, scholing_id ORDER BY account_id, scholing_id LIMIT $2",
        &[&gemeente, &MOST],
        |row| Ok(((row.get(0)?, row.get(1)?), row.get(2)?)),
    )?;
    Ok(all.into_iter().collect())
}

/// Hours of an organisation at a point: agreed share in hundredths of a per cent, minutes rostered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Uren {
    pub organisatie: OrganisatieId,
    pub minuten: i64,
}

/// The minutes on the clock per organisation in the shifts of a point, from a day up to another (L-74).
pub fn list_uren(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    infopunt: InfopuntId,
    (from, to): (Date, Date),
) -> Result<Vec<Uren>> {
    Ok(tx.query(
        "SELECT b.organisatie_id, CAST(sum(d.tot - d.van) AS BIGINT) FROM diensten d \
         JOIN bezettingen b ON b.gemeente_id = d.gemeente_id AND b.dienst_id = d.id \
         WHERE d.gemeente_id = $1 AND d.infopunt_id = $2 AND d.dag >= $3 AND d.dag < $4 AND d.cancelled_at IS NULL \
         AND b.state IN ('filled', 'confirmed', 'worked') GROUP BY b.organisatie_id ORDER BY b.organisatie_id LIMIT 200",
        &[&gemeente, &infopunt, &from, &to],
        |row| {
            Ok(Uren {
                organisatie: row.get(0)?,
                minuten: row.get(1)?,
            })
        },
    )?)
}

/// What the partners of a point agreed to carry, in hundredths of a per cent.
pub fn list_aandelen(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    infopunt: InfopuntId,
) -> Result<Vec<(OrganisatieId, i64)>> {
    Ok(tx.query(
        "SELECT organisatie_id, aandeel FROM infopunt_partners WHERE gemeente_id = $1 AND infopunt_id = $2 \
         ORDER BY organisatie_id LIMIT 100",
        &[&gemeente, &infopunt],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?)
}
