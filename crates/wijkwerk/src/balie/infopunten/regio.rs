//! School holidays differ by region. Of a list of the whole country only the rows of the own region count; which that is, is
//! never guessed.

use jiff::civil::Date;

use crate::kader::inrichting::Schoolregio;

/// A holiday: its first and last day, and its name.
pub type Vakantie = (Date, Date, String);

/// Those that hold in this region, without the region in their name; else the key of the sentence that says why not.
pub fn of_region(
    read: Vec<Vakantie>,
    regio: Option<Schoolregio>,
) -> Result<Vec<Vakantie>, &'static str> {
    let mut all = Vec::new();
    for (from, until, naam) in read {
        let (short, regios) = named(&naam);
        if regios.is_empty() {
            all.push((from, until, naam));
            continue;
        }
        let own = regio.ok_or("dagen-regio-nodig")?;
        if regios.contains(&own) {
            all.push((from, until, short));
        }
    }
    if all.is_empty() {
        return Err("dagen-regio-geen");
    }
    Ok(all)
}

/// The name without its regions, and which those are: `Herfstvakantie (regio Noord)`, `Meivakantie regio's midden en zuid`.
fn named(naam: &str) -> (String, Vec<Schoolregio>) {
    const WORD: &str = "regio";
    let lower = naam.to_ascii_lowercase();
    let Some((before, after)) = lower.split_once(WORD) else {
        return (naam.to_owned(), Vec::new());
    };
    let is_apart = !before.ends_with(char::is_alphanumeric);
    let words = after.split(|letter: char| !letter.is_alphanumeric());
    let regios: Vec<Schoolregio> = words.filter_map(Schoolregio::from_word).collect();
    let short = naam[..before.len()].trim_end_matches(|letter: char| !letter.is_alphanumeric());
    if !is_apart || regios.is_empty() || short.is_empty() {
        return (naam.to_owned(), Vec::new());
    }
    (short.to_owned(), regios)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_row_names_its_regions_or_none() {
        use Schoolregio::{Midden, Noord, Zuid};
        for (naam, short, regios) in [
            ("Herfstvakantie", "Herfstvakantie", vec![]),
            ("Herfstvakantie regio noord", "Herfstvakantie", vec![Noord]),
            ("Herfstvakantie (Regio Zuid)", "Herfstvakantie", vec![Zuid]),
            ("Meivakantie, regio: midden", "Meivakantie", vec![Midden]),
            (
                "Voorjaarsvakantie regio's midden en zuid",
                "Voorjaarsvakantie",
                vec![Midden, Zuid],
            ),
            ("Regionale dag", "Regionale dag", vec![]),
            ("Dag van de regio", "Dag van de regio", vec![]),
            ("Vakantie één regio noord", "Vakantie één", vec![Noord]),
            ("regio noord", "regio noord", vec![]),
            ("Noordvakantie", "Noordvakantie", vec![]),
        ] {
            assert_eq!(named(naam), (short.to_owned(), regios), "{naam}");
        }
    }

    #[test]
    fn only_the_own_region_counts_and_is_never_guessed() {
        let row = |day: i8, naam: &str| -> Vakantie {
            let from = date(2026, 10, day);
            (from, from, naam.to_owned())
        };
        let list = vec![
            row(10, "Herfstvakantie regio noord"),
            row(17, "Herfstvakantie regio midden en zuid"),
            row(24, "Studiedag"),
        ];
        let days = |regio| {
            let kept = of_region(list.clone(), regio)?.into_iter();
            let days: Vec<(i8, String)> = kept.map(|(from, _, naam)| (from.day(), naam)).collect();
            Ok::<_, &str>(days)
        };
        let own = |day: i8, naam: &str| (day, naam.to_owned());
        let noord = days(Some(Schoolregio::Noord)).unwrap();
        assert_eq!(noord, [own(10, "Herfstvakantie"), own(24, "Studiedag")]);
        let zuid = days(Some(Schoolregio::Zuid)).unwrap();
        assert_eq!(zuid, [own(17, "Herfstvakantie"), own(24, "Studiedag")]);
        assert_eq!(days(None), Err("dagen-regio-nodig"));
        let elsewhere = vec![row(10, "Herfstvakantie regio noord")];
        assert_eq!(
            of_region(elsewhere, Some(Schoolregio::Zuid)),
            Err("dagen-regio-geen")
        );
        let plain = vec![row(24, "Studiedag")];
        assert_eq!(of_region(plain.clone(), None), Ok(plain));
    }
}
