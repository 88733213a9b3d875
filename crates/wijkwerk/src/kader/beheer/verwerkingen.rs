//! The register of processing: which tables hold personal data, what for, until when, and who sees them.
//!
//! A table with personal data and no line here fails a test. The words are keys of the locale files, so that the page
//! for residents and the register of the gemeente say the same.

/// One processing of personal data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Verwerking {
    /// The table.
    pub tabel: &'static str,
    /// What the data are for.
    pub doel: &'static str,
    /// The ground in law.
    pub grondslag: &'static str,
    /// When they are erased.
    pub bewaartermijn: &'static str,
    /// Who sees them.
    pub wie: &'static str,
}

const TAAK: &str = "verwerking-grond-taak";
const BEVEILIGING: &str = "verwerking-grond-beveiliging";

/// Every processing, in the order in which a reader meets it.
pub const VERWERKINGEN: &[Verwerking] = &[
    Verwerking {
        tabel: "melders",
        doel: "verwerking-doel-melders",
        grondslag: TAAK,
        bewaartermijn: "verwerking-tot-melding",
        wie: "verwerking-wie-behandelaar",
    },
    Verwerking {
        tabel: "melding_teksten",
        doel: "verwerking-doel-teksten",
        grondslag: TAAK,
        bewaartermijn: "verwerking-tot-melding",
        wie: "verwerking-wie-lezer",
    },
    Verwerking {
        tabel: "melding_fotos",
        doel: "verwerking-doel-fotos",
        grondslag: TAAK,
        bewaartermijn: "verwerking-tot-melding",
        wie: "verwerking-wie-lezer",
    },
    Verwerking {
        tabel: "zorgsignalen",
        doel: "verwerking-doel-zorg",
        grondslag: TAAK,
        bewaartermijn: "verwerking-tot-zorg",
        wie: "verwerking-wie-coordinator",
    },
    Verwerking {
        tabel: "afspraak_partijen",
        doel: "verwerking-doel-partijen",
        grondslag: TAAK,
        bewaartermijn: "verwerking-tot-afspraak",
        wie: "verwerking-wie-team",
    },
    Verwerking {
        tabel: "vergadering_zetels",
        doel: "verwerking-doel-aanwezigheid",
        grondslag: TAAK,
        bewaartermijn: "verwerking-tot-aanwezigheid",
        wie: "verwerking-wie-aanwezigheid",
    },
    Verwerking {
        tabel: "contactpersonen",
        doel: "verwerking-doel-contactpersonen",
        grondslag: TAAK,
        bewaartermijn: "verwerking-tot-contactpersonen",
        wie: "verwerking-wie-balie",
    },
    Verwerking {
        tabel: "wijkvragers",
        doel: "verwerking-doel-wijkvragers",
        grondslag: TAAK,
        bewaartermijn: "verwerking-tot-wijkvragers",
        wie: "verwerking-wie-wijkvragers",
    },
    Verwerking {
        tabel: "scholing_behaald",
        doel: "verwerking-doel-scholing",
        grondslag: TAAK,
        bewaartermijn: "verwerking-tot-scholing",
        wie: "verwerking-wie-scholing",
    },
    Verwerking {
        tabel: "roosterleden",
        doel: "verwerking-doel-roosterleden",
        grondslag: TAAK,
        bewaartermijn: "verwerking-tot-rooster",
        wie: "verwerking-wie-rooster",
    },
    Verwerking {
        tabel: "beschikbaarheden",
        doel: "verwerking-doel-beschikbaarheden",
        grondslag: TAAK,
        bewaartermijn: "verwerking-tot-rooster",
        wie: "verwerking-wie-rooster",
    },
    Verwerking {
        tabel: "bezettingen",
        doel: "verwerking-doel-bezettingen",
        grondslag: TAAK,
        bewaartermijn: "verwerking-tot-rooster",
        wie: "verwerking-wie-rooster",
    },
    Verwerking {
        tabel: "formatieinvullingen",
        doel: "verwerking-doel-formatie",
        grondslag: TAAK,
        bewaartermijn: "verwerking-tot-formatie",
        wie: "verwerking-wie-formatie",
    },
    Verwerking {
        tabel: "contactregels",
        doel: "verwerking-doel-contactregels",
        grondslag: TAAK,
        bewaartermijn: "verwerking-tot-contactregels",
        wie: "verwerking-wie-contactregels",
    },
    Verwerking {
        tabel: "doorverwezenen",
        doel: "verwerking-doel-doorverwezenen",
        grondslag: "verwerking-grond-toestemming",
        bewaartermijn: "verwerking-tot-doorverwezenen",
        wie: "verwerking-wie-doorverwezenen",
    },
    Verwerking {
        tabel: "abonnementen",
        doel: "verwerking-doel-abonnementen",
        grondslag: "verwerking-grond-abonnementen",
        bewaartermijn: "verwerking-tot-abonnementen",
        wie: "verwerking-wie-abonnementen",
    },
    Verwerking {
        tabel: "wegwijzer_keuzes",
        doel: "verwerking-doel-keuzes",
        grondslag: TAAK,
        bewaartermijn: "verwerking-tot-keuzes",
        wie: "verwerking-wie-keuzes",
    },
    Verwerking {
        tabel: "accounts",
        doel: "verwerking-doel-accounts",
        grondslag: TAAK,
        bewaartermijn: "verwerking-tot-account",
        wie: "verwerking-wie-beheerder",
    },
    Verwerking {
        tabel: "bewijzen",
        doel: "verwerking-doel-bewijzen",
        grondslag: TAAK,
        bewaartermijn: "verwerking-tot-bewijzen",
        wie: "verwerking-wie-team",
    },
    Verwerking {
        tabel: "mails",
        doel: "verwerking-doel-mails",
        grondslag: TAAK,
        bewaartermijn: "verwerking-tot-mails",
        wie: "verwerking-wie-ontvanger",
    },
    Verwerking {
        tabel: "leeslog",
        doel: "verwerking-doel-leeslog",
        grondslag: BEVEILIGING,
        bewaartermijn: "verwerking-tot-leeslog",
        wie: "verwerking-wie-privacy",
    },
    Verwerking {
        tabel: "sessies",
        doel: "verwerking-doel-sessies",
        grondslag: BEVEILIGING,
        bewaartermijn: "verwerking-tot-sessies",
        wie: "verwerking-wie-niemand",
    },
    Verwerking {
        tabel: "inlogverzoeken",
        doel: "verwerking-doel-inlogverzoeken",
        grondslag: BEVEILIGING,
        bewaartermijn: "verwerking-tot-inlogverzoeken",
        wie: "verwerking-wie-niemand",
    },
];

#[cfg(test)]
mod tests {
    use super::*;

    /// Columns that can only hold something about a person.
    const TELLING: &[&str] = &[
        "bereik",
        "email",
        "telefoon",
        "address",
        "omschrijving",
        "browser_hash",
        "vervanger_id",
    ];

    /// Tables in which those columns hold something about an organisation or a building.
    const NOBODY: &[&str] = &["exploitaties", "kennisitems", "locaties", "locatieversies"];

    #[test]
    fn inv_45_every_table_with_personal_data_is_in_the_register() {
        let tables = crate::migrations::tables();
        for table in &tables {
            let personal = table
                .columns
                .iter()
                .any(|column| TELLING.contains(&column.name.as_str()));
            let declared = VERWERKINGEN.iter().any(|found| found.tabel == table.name);
            let nobody = NOBODY.contains(&table.name.as_str());
            assert!(
                declared || nobody || !personal,
                "{} is not declared",
                table.name
            );
        }
        for found in VERWERKINGEN {
            let exists = tables.iter().any(|table| table.name == found.tabel);
            assert!(exists, "{} does not exist", found.tabel);
        }
    }
}
