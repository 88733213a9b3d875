//! How far the points are on their way into buildings that partners share, and where the others go (L-73). Pure.

use jiff::civil::Date;

use super::model::{Infopunt, InfopuntSoort};
use super::store::tijdelijk::{Bouwproject, Tussenoplossing};
use super::tijdelijk::ProjectState;

/// Where wijkposten go in the longer run: multifunctional buildings, light ones, health centres and care institutions.
const SHARED: &[&str] = &[
    "mfa",
    "mfa_light",
    "gezondheidscentrum",
    "zorginstelling",
    "woonzorgcentrum",
];

/// A point that still has to move.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verhuizing {
    pub naam: String,
    pub sleutel: String,
    /// The building and its kind; empty: none is known yet.
    pub naar: Option<(String, String)>,
    pub verwacht: Option<Date>,
}

/// All of them together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verhuisstand {
    pub punten: usize,
    pub verhuisd: usize,
    /// The first to move first, those without a day last.
    pub nog: Vec<Verhuizing>,
}

/// Of the points that anybody may know of. One that waits in a temporary place has not arrived, whatever that place is.
pub fn verhuisstand(
    punten: &[Infopunt],
    running: &[Tussenoplossing],
    projects: &[Bouwproject],
) -> Verhuisstand {
    let is_coming = |project: &Bouwproject| {
        !matches!(
            project.state,
            ProjectState::Delivered | ProjectState::Cancelled
        )
    };
    let mut stand = Verhuisstand::default();
    let told = punten.iter().filter(|punt| {
        punt.soort == InfopuntSoort::Infopunt && punt.state.is_public() && !punt.state.is_over()
    });
    for punt in told {
        stand.punten += 1;
        let waits = running.iter().find(|one| one.infopunt == punt.id);
        let linked = waits
            .and_then(|one| {
                projects
                    .iter()
                    .find(|project| Some(project.id) == one.bouwproject)
            })
            .filter(|project| is_coming(project));
        if linked.is_none() && SHARED.contains(&punt.locatie_soort.as_str()) {
            stand.verhuisd += 1;
            continue;
        }
        let near = || {
            projects
                .iter()
                .find(|project| project.gebied == punt.gebied && is_coming(project))
        };
        let project = linked.or_else(near);
        stand.nog.push(Verhuizing {
            naam: punt.naam.clone(),
            sleutel: punt.sleutel.clone(),
            naar: project.map(|project| (project.naam.clone(), project.soort.clone())),
            verwacht: project.and_then(|project| project.expected),
        });
    }
    stand.nog.sort_by(|a, b| {
        let key = |one: &Verhuizing| (one.verwacht.unwrap_or(Date::MAX), one.naam.clone());
        key(a).cmp(&key(b))
    });
    stand
}
