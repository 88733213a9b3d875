//! Origins and parts of the formation, in words.

use super::super::{naam_of, waar};
use super::{Found, Herkomst, Regel, fte};
use crate::kader::formatie::model::Formatieregel;
use crate::kader::formatie::rules::{Herkomststand, Stand};
use crate::layout::C;

/// Every origin with what stands out.
pub(super) fn origins(c: &C, stand: &Stand) -> Vec<Herkomst> {
    let one = |stand: &Herkomststand| {
        let mut afwijkingen = Vec::new();
        for (open, missing, over) in [
            (stand.open(), "formatie-niet-toegewezen", "formatie-te-veel"),
            (
                stand.open_stad(),
                "formatie-stad-niet-toegewezen",
                "formatie-stad-te-veel",
            ),
            (
                stand.allotted - stand.filled,
                "formatie-vacant",
                "formatie-dubbel",
            ),
        ] {
            if open != 0 {
                let key = if open > 0 { missing } else { over };
                afwijkingen.push(c.t1(key, "fte", fte(c, open.abs())));
            }
        }
        if stand.left > 0 {
            afwijkingen.push(c.t1("formatie-weg", "fte", fte(c, stand.left)));
        }
        Herkomst {
            id: stand.afspraak.id,
            naam: stand.afspraak.naam.clone(),
            fte: fte(c, stand.afspraak.fte),
            stad: fte(c, stand.afspraak.stad),
            allotted: fte(c, stand.allotted),
            filled: fte(c, stand.filled),
            afwijkingen,
        }
    };
    stand.herkomsten.iter().map(one).collect()
}

/// Every part with who does it.
pub(super) fn parts(c: &C, found: &Found) -> Vec<Regel> {
    let of = |regel: &Formatieregel| {
        let own = found.invullingen.iter().filter(|own| own.regel == regel.id);
        Regel {
            id: regel.id,
            functie: regel.functie.clone(),
            fte: fte(c, regel.fte),
            waar: waar(c, regel.gebied),
            werkgever: c.organisatie(regel.organisatie),
            wie: own
                .map(|own| {
                    let naam = naam_of(&found.people, own.account);
                    let wie = format!("{naam} {}", fte(c, own.fte));
                    if found.left.contains(&own.account) {
                        (
                            own.id,
                            format!("{wie}, {}", c.t("formatie-werkt-niet-meer")),
                        )
                    } else {
                        (own.id, wie)
                    }
                })
                .collect(),
        }
    };
    found.regels.iter().map(of).collect()
}
