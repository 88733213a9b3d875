//! The SQL of what is temporary, of costs and conversations.

use jiff::civil::Date;
use kit::db::{Error as DbError, Queries, Row};

pub use super::zoeken::{
    Kandidaat, Zoektocht, end_search, insert_candidate, insert_search, list_candidates,
    list_searches, set_candidate, set_search,
};
use crate::balie::infopunten::tijdelijk::{NewBouwproject, NewTussenoplossing, ProjectState};
use crate::error::Result;
use crate::ids::{
    BouwprojectId, BouwprojectdatumId, ExploitatieId, GebiedId, GemeenteId, GesprekId, InfopuntId,
    OrganisatieId, ToetsId, TussenoplossingId,
};
use crate::write::Write;

/// The building a point will move into.
#[derive(Clone, Debug)]
pub struct Bouwproject {
    pub id: BouwprojectId,
    pub naam: String,
    pub soort: String,
    pub gebied: GebiedId,
    pub volgorde: i64,
    pub expected: Option<Date>,
    pub state: ProjectState,
}

/// What is temporary, with its end.
#[derive(Clone, Debug)]
pub struct Tussenoplossing {
    pub id: TussenoplossingId,
    pub infopunt: InfopuntId,
    pub bouwproject: Option<BouwprojectId>,
    pub organisatie: OrganisatieId,
    pub wat: String,
    pub einde: String,
    pub since: Date,
    pub until_day: Option<Date>,
    pub review_due: Date,
}

fn tussenoplossing(row: &Row<'_>) -> Result<Tussenoplossing, DbError> {
    Ok(Tussenoplossing {
        id: row.get(0)?,
        infopunt: row.get(1)?,
        bouwproject: row.get(2)?,
        organisatie: row.get(3)?,
        wat: row.get(4)?,
        einde: row.get(5)?,
        since: row.get(6)?,
        until_day: row.get(7)?,
        review_due: row.get(8)?,
    })
}

pub fn list_projects(tx: &mut impl Queries, gemeente: GemeenteId) -> Result<Vec<Bouwproject>> {
    Ok(tx.query(
        "SELECT id, naam, soort, gebied_id, volgorde, expected, state FROM bouwprojecten WHERE gemeente_id = $1 \
         ORDER BY volgorde, id LIMIT 200",
        &[&gemeente],
        |row| {
            Ok(Bouwproject {
                id: row.get(0)?,
                naam: row.get(1)?,
                soort: row.get(2)?,
                gebied: row.get(3)?,
                volgorde: row.get(4)?,
                expected: row.get(5)?,
                state: row.get(6)?,
            })
        },
    )?)
}

pub fn insert_project(ctx: &mut Write<'_>, id: BouwprojectId, new: &NewBouwproject) -> Result<()> {
    let (gemeente, now) = (ctx.gemeente(), ctx.now);
    ctx.exec(
        "INSERT INTO bouwprojecten (gemeente_id, id, naam, soort, gebied_id, volgorde, expected, state, created_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        &[&gemeente, &id, &new.naam.trim(), &new.soort, &new.gebied, &new.volgorde, &new.expected, &ProjectState::Agreed, &now],
    )?;
    Ok(())
}

/// Keeps a date that was expected, with why it was said.
pub fn insert_date(
    ctx: &mut Write<'_>,
    project: BouwprojectId,
    expected: Option<Date>,
    reden: &str,
) -> Result<()> {
    let id: BouwprojectdatumId = ctx.new_id();
    let (gemeente, now) = (ctx.gemeente(), ctx.now);
    ctx.exec(
        "INSERT INTO bouwproject_data (gemeente_id, id, bouwproject_id, expected, reden, at) VALUES ($1, $2, $3, $4, $5, $6)",
        &[&gemeente, &id, &project, &expected, &reden, &now],
    )?;
    Ok(())
}

/// Every date that was expected, the first one first.
pub fn list_dates(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    project: BouwprojectId,
) -> Result<Vec<(Option<Date>, String)>> {
    Ok(tx.query(
        "SELECT expected, reden FROM bouwproject_data WHERE gemeente_id = $1 AND bouwproject_id = $2 ORDER BY id LIMIT 100",
        &[&gemeente, &project],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?)
}

pub fn set_project(
    ctx: &mut Write<'_>,
    id: BouwprojectId,
    expected: Option<Date>,
    state: ProjectState,
) -> Result<()> {
    let gemeente = ctx.gemeente();
    ctx.exec(
        "UPDATE bouwprojecten SET expected = $3, state = $4 WHERE gemeente_id = $1 AND id = $2",
        &[&gemeente, &id, &expected, &state],
    )?;
    Ok(())
}

/// What is temporary now, the oldest first.
pub fn list_running(tx: &mut impl Queries, gemeente: GemeenteId) -> Result<Vec<Tussenoplossing>> {
    Ok(tx.query(
        "SELECT id, infopunt_id, bouwproject_id, organisatie_id, wat, einde, since, until_day, review_due \
         FROM tussenoplossingen WHERE gemeente_id = $1 AND ended_at IS NULL ORDER BY since, id LIMIT 500",
        &[&gemeente],
        tussenoplossing,
    )?)
}

pub fn find_running(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    id: TussenoplossingId,
) -> Result<Option<Tussenoplossing>> {
    Ok(tx.query_opt(
        "SELECT id, infopunt_id, bouwproject_id, organisatie_id, wat, einde, since, until_day, review_due \
         FROM tussenoplossingen WHERE gemeente_id = $1 AND id = $2 AND ended_at IS NULL",
        &[&gemeente, &id],
        tussenoplossing,
    )?)
}

pub fn insert_interim(
    ctx: &mut Write<'_>,
    id: TussenoplossingId,
    new: &NewTussenoplossing,
    until: Option<Date>,
    review_due: Date,
) -> Result<()> {
    let (gemeente, now) = (ctx.gemeente(), ctx.now);
    ctx.exec(
        "INSERT INTO tussenoplossingen (gemeente_id, id, infopunt_id, bouwproject_id, organisatie_id, wat, einde, since, \
         until_day, review_due, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        &[
            &gemeente, &id, &new.infopunt, &new.bouwproject, &new.organisatie, &new.wat.trim(), &new.einde.trim(), &new.since,
            &until, &review_due, &now,
        ],
    )?;
    Ok(())
}

pub fn set_interim(
    ctx: &mut Write<'_>,
    id: TussenoplossingId,
    until: Option<Date>,
    review_due: Date,
) -> Result<()> {
    let gemeente = ctx.gemeente();
    ctx.exec(
        "UPDATE tussenoplossingen SET until_day = $3, review_due = $4 WHERE gemeente_id = $1 AND id = $2",
        &[&gemeente, &id, &until, &review_due],
    )?;
    Ok(())
}

pub fn end_interim(ctx: &mut Write<'_>, id: TussenoplossingId) -> Result<()> {
    let (gemeente, now) = (ctx.gemeente(), ctx.now);
    ctx.exec(
        "UPDATE tussenoplossingen SET ended_at = $3 WHERE gemeente_id = $1 AND id = $2",
        &[&gemeente, &id, &now],
    )?;
    Ok(())
}

pub fn insert_review(ctx: &mut Write<'_>, of: TussenoplossingId, verslag: &str) -> Result<()> {
    let id: ToetsId = ctx.new_id();
    let (gemeente, now, today) = (ctx.gemeente(), ctx.now, ctx.today());
    ctx.exec(
        "INSERT INTO tussenoplossing_toetsen (gemeente_id, id, tussenoplossing_id, dag, verslag, at) \
         VALUES ($1, $2, $3, $4, $5, $6)",
        &[&gemeente, &id, &of, &today, &verslag, &now],
    )?;
    Ok(())
}

/// What was found at each look, the newest first.
pub fn list_reviews(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    of: TussenoplossingId,
) -> Result<Vec<(Date, String)>> {
    Ok(tx.query(
        "SELECT dag, verslag FROM tussenoplossing_toetsen WHERE gemeente_id = $1 AND tussenoplossing_id = $2 \
         ORDER BY id DESC LIMIT 50",
        &[&gemeente, &of],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?)
}

pub fn insert_costs(
    ctx: &mut Write<'_>,
    id: ExploitatieId,
    infopunt: InfopuntId,
    jaar: i64,
    wat: &str,
    centen: i64,
) -> Result<()> {
    let (gemeente, now) = (ctx.gemeente(), ctx.now);
    ctx.exec(
        "INSERT INTO exploitaties (gemeente_id, id, infopunt_id, jaar, omschrijving, centen, created_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        &[&gemeente, &id, &infopunt, &jaar, &wat, &centen, &now],
    )?;
    Ok(())
}

pub fn insert_cost_share(
    ctx: &mut Write<'_>,
    of: ExploitatieId,
    organisatie: OrganisatieId,
    aandeel: i64,
    centen: i64,
) -> Result<()> {
    let gemeente = ctx.gemeente();
    ctx.exec(
        "INSERT INTO exploitatie_delen (gemeente_id, exploitatie_id, organisatie_id, aandeel, centen) VALUES ($1, $2, $3, $4, $5)",
        &[&gemeente, &of, &organisatie, &aandeel, &centen],
    )?;
    Ok(())
}

/// What a point cost, and what each bore of it: year, what, whole, whose, part.
pub fn list_costs(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    infopunt: InfopuntId,
) -> Result<Vec<(i64, String, i64, OrganisatieId, i64)>> {
    Ok(tx.query(
        "SELECT e.jaar, e.omschrijving, e.centen, d.organisatie_id, d.centen FROM exploitaties e \
         JOIN exploitatie_delen d ON d.gemeente_id = e.gemeente_id AND d.exploitatie_id = e.id \
         WHERE e.gemeente_id = $1 AND e.infopunt_id = $2 ORDER BY e.jaar DESC, e.id, d.organisatie_id LIMIT 500",
        &[&gemeente, &infopunt],
        |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?)),
    )?)
}

pub fn insert_talk(
    ctx: &mut Write<'_>,
    id: GesprekId,
    infopunt: InfopuntId,
    dag: Date,
    verslag: &str,
) -> Result<()> {
    let (gemeente, now) = (ctx.gemeente(), ctx.now);
    ctx.exec(
        "INSERT INTO infopunt_gesprekken (gemeente_id, id, infopunt_id, dag, verslag, at) VALUES ($1, $2, $3, $4, $5, $6)",
        &[&gemeente, &id, &infopunt, &dag, &verslag, &now],
    )?;
    Ok(())
}

/// The last conversation about a point.
pub fn last_talk(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    infopunt: InfopuntId,
) -> Result<Option<(Date, String)>> {
    Ok(tx.query_opt(
        "SELECT dag, verslag FROM infopunt_gesprekken WHERE gemeente_id = $1 AND infopunt_id = $2 \
         ORDER BY dag DESC, id DESC LIMIT 1",
        &[&gemeente, &infopunt],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?)
}
