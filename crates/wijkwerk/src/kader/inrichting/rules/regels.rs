//! Terms and rules: each has a value or names who decides, and only a duty may block.

use super::super::model::Inrichting;
use super::super::spelregels::{Modaliteit, termijn};
use super::Vondsten;
use crate::kader::inrichting::actions::key_of;
use crate::kader::termijnen::Termijn;

pub(super) fn check(inrichting: &Inrichting, found: &mut Vondsten) {
    termijnen(inrichting, found);
    regels(inrichting, found);
}

fn termijnen(inrichting: &Inrichting, found: &mut Vondsten) {
    for (name, termijn) in &inrichting.termijnen {
        let pad = format!("termijnen.{name}");
        let is_rhythm = inrichting
            .organen
            .iter()
            .any(|orgaan| orgaan.ritme.as_ref() == Some(name));
        if !is_rhythm {
            found.expect_known(pad.clone(), "De termijn", name, termijn::ALL);
        }
        match (termijn.waarde, termijn.niet_besloten) {
            (Some(value), _) if !(1..=3650).contains(&value) => found.add(
                format!("{pad}.waarde"),
                format!("Een termijn van {value} kan niet."),
                "Geef een getal van 1 tot 3650, of schrijf nietBesloten = true.",
            ),
            (Some(_), true) => found.add(
                format!("{pad}.nietBesloten"),
                "De termijn heeft een waarde en is ook niet besloten.",
                "Haal een van de twee weg.",
            ),
            (None, false) => found.add(
                pad.clone(),
                "De termijn heeft geen waarde.",
                "Geef waarde en eenheid, of nietBesloten = true met wie erover besluit.",
            ),
            _ => {}
        }
        let too_far = termijn
            .waarde
            .zip(termijn.eenheid)
            .is_some_and(|(n, unit)| {
                let count = u32::try_from(n).unwrap_or(0);
                (1..=3650).contains(&n) && Termijn::from_parts(count, &key_of(&unit)).is_err()
            });
        if too_far {
            found.add(
                format!("{pad}.waarde"),
                "Zo ver wordt niet geteld.",
                "Geef een kortere termijn.",
            );
        }
        if termijn.waarde.is_some() && termijn.eenheid.is_none() {
            found.add(
                format!("{pad}.eenheid"),
                "De termijn heeft geen eenheid.",
                "Kies dagen, werkdagen, weken, maanden of jaren.",
            );
        }
        undecided(&pad, termijn.niet_besloten, termijn.wie.as_deref(), found);
    }
}

fn undecided(pad: &str, niet_besloten: bool, wie: Option<&str>, found: &mut Vondsten) {
    if niet_besloten && wie.is_none_or(|wie| wie.trim().is_empty()) {
        found.add(
            format!("{pad}.wie"),
            "Er is niets besloten, maar er staat niet bij wie erover besluit.",
            "Vul \"wie\" in, zoals \"het college\".",
        );
    }
}

fn regels(inrichting: &Inrichting, found: &mut Vondsten) {
    for regel in &inrichting.regels {
        let pad = format!("regels[{}]", regel.id);
        if regel.bron.iter().all(|bron| bron.trim().is_empty()) {
            found.add(
                format!("{pad}.bron"),
                format!("De regel \"{}\" heeft geen bron.", regel.id),
                "Noem waar de regel staat, zoals bron = [\"V-29\"].",
            );
        }
        let soft = matches!(regel.modaliteit, Modaliteit::S | Modaliteit::O);
        if soft && regel.blokkeert {
            found.add(
                format!("{pad}.blokkeert"),
                format!("De regel \"{}\" is wenselijk of een mogelijkheid, maar houdt iets tegen (INV-47).", regel.id),
                "Haal \"blokkeert\" weg: zo'n regel mag waarschuwen en niet tegenhouden.",
            );
        }
        match (regel.waarde.is_some(), regel.niet_besloten) {
            (true, true) => found.add(
                format!("{pad}.nietBesloten"),
                format!(
                    "De regel \"{}\" heeft een waarde en is ook niet besloten.",
                    regel.id
                ),
                "Haal een van de twee weg.",
            ),
            (false, false) => found.add(
                pad.clone(),
                format!("De regel \"{}\" heeft geen waarde.", regel.id),
                "Geef een waarde, of nietBesloten = true met wie erover besluit.",
            ),
            _ => {}
        }
        undecided(&pad, regel.niet_besloten, regel.wie.as_deref(), found);
    }
}
