//! The place that a row of a sheet names, and its opening hours, which people type as they say them.

use kit::hours::Hours;

use super::table::Row;
use crate::balie::infopunten::tijden::understand;
use crate::balie::kennisbank::inlezen::IncomingLocatie;

/// The place of a row; none where it names neither a place nor an address.
pub(super) fn place(row: &Row) -> Option<IncomingLocatie> {
    let get = |name: &str| row.text(&[name]).unwrap_or_default().to_owned();
    let (adres, postcode) = (get("adres"), get("postcode"));
    let naam = row.text(&["locatie"]).unwrap_or(&adres).to_owned();
    // By where it is; by its name where that is not said.
    let of = if adres.is_empty() { &naam } else { &adres };
    let extern_id = format!("{of}|{postcode}");
    (!naam.is_empty()).then(|| IncomingLocatie {
        extern_id,
        naam,
        adres,
        postcode,
        plaats: get("plaats"),
        openingstijden: kept(&get("openingstijden")),
        ..IncomingLocatie::default()
    })
}

/// Hours as they are kept: the notation of OpenStreetMap as it stands, and what people type in that notation, read as on a
/// form. What is neither stays what it is, for it came out of a package so and goes back so; nobody reads hours from it.
fn kept(text: &str) -> String {
    if Hours::parse(text).is_ok() {
        return text.to_owned();
    }
    understand(text).map_or_else(|_| text.to_owned(), |hours| hours.to_string())
}

#[cfg(test)]
mod tests {
    use super::super::table;
    use super::*;

    #[test]
    fn a_place_has_an_address_a_name_or_both() {
        let dir = kit::testing::TestDir::new();
        let path = dir.path().join("a.csv");
        let sheet = "titel;locatie;adres;postcode;openingstijden\n\
                     A;De Hal;Plein 1;1970 AA;ma 9-12\n\
                     B;;Plein 1;1970 AA;\n\
                     C;De Hal;;;ma 9-12\n\
                     D;;;1970 AA;ma 9-12\n";
        std::fs::write(&path, sheet).unwrap();
        let found: Vec<Option<(String, String, String)>> = table::read(&path)
            .unwrap()
            .iter()
            .map(|row| place(row).map(|it| (it.extern_id, it.naam, it.openingstijden)))
            .collect();
        let some = |id: &str, naam: &str, uren: &str| {
            Some((id.to_owned(), naam.to_owned(), uren.to_owned()))
        };
        let monday = "Mo 09:00-12:00; PH off";
        assert_eq!(
            found,
            [
                some("Plein 1|1970 AA", "De Hal", monday),
                some("Plein 1|1970 AA", "Plein 1", ""),
                some("De Hal|", "De Hal", monday),
                None,
            ]
        );
    }

    #[test]
    fn what_people_type_is_kept_as_hours() {
        for (text, expected) in [
            ("", ""),
            ("Mo-Fr 9:00-17:00; PH off", "Mo-Fr 9:00-17:00; PH off"),
            ("ma-vr 9-17", "Mo-Fr 09:00-17:00; PH off"),
            (
                "za 10-12, feestdagen 11-12",
                "Sa 10:00-12:00; PH 11:00-12:00",
            ),
            (
                "ma-vr 9-12.30, wo ook 13.30-17",
                "Mo-Fr 09:00-12:30, We 13:30-17:00; PH off",
            ),
            ("op afspraak", "\"op afspraak\"; PH off"),
            ("zie de deur", "zie de deur"),
        ] {
            assert_eq!(kept(text), expected, "{text}");
        }
    }
}
