//! Opening hours in a sheet, which people type as they say them.

use kit::hours::Hours;

use crate::balie::infopunten::tijden::understand;

/// Hours as they are kept: the notation of OpenStreetMap as it stands, and what people type in that notation, read as on a
/// form. What is neither stays what it is, for it came out of a package so and goes back so; nobody reads hours from it.
pub(super) fn kept(text: &str) -> String {
    if Hours::parse(text).is_ok() {
        return text.to_owned();
    }
    understand(text).map_or_else(|_| text.to_owned(), |hours| hours.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

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
