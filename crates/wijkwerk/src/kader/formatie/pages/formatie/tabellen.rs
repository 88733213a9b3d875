//! The formation per function and per employer (L-60).

use super::fte;
use crate::kader::formatie::rules::Stand;
use crate::layout::C;

/// The same formation, divided in another way.
pub(super) struct Tabel {
    pub(super) kop: &'static str,
    pub(super) rij: &'static str,
    pub(super) regels: Vec<(String, String, String)>,
    /// Allotted and filled; not said where there is one line.
    pub(super) samen: Option<(String, String)>,
}

/// Per function and per employer.
pub(super) fn tables(c: &C, stand: &Stand) -> Vec<Tabel> {
    let functies = stand.functies.iter();
    let functies = functies.map(|(naam, sums)| (naam.clone(), *sums)).collect();
    let werkgevers = stand.werkgevers.iter();
    let mut werkgevers: Vec<_> = werkgevers
        .map(|(id, sums)| (c.organisatie(id), *sums))
        .collect();
    werkgevers.sort();
    vec![
        table(c, "formatie-per-functie", "formatie-functie", functies),
        table(
            c,
            "formatie-per-werkgever",
            "formatie-werkgever",
            werkgevers,
        ),
    ]
}

fn table(c: &C, kop: &'static str, rij: &'static str, sums: Vec<(String, (i64, i64))>) -> Tabel {
    let allotted = sums.iter().map(|(_, one)| one.0).sum();
    let filled = sums.iter().map(|(_, one)| one.1).sum();
    Tabel {
        kop,
        rij,
        samen: (sums.len() > 1).then(|| (fte(c, allotted), fte(c, filled))),
        regels: sums
            .into_iter()
            .map(|(naam, (allotted, filled))| (naam, fte(c, allotted), fte(c, filled)))
            .collect(),
    }
}
