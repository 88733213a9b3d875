//! Organisations, services, bodies with their seats, and roles: every name must exist.

use super::super::model::{Inrichting, TeamSoort};
use super::super::partijen::{Orgaan, OrganisatieSoort, VoorzitterWijze, Zetel};
use super::super::woorden::is_slug;
use super::Vondsten;

pub(super) fn check(inrichting: &Inrichting, found: &mut Vondsten) {
    let organisations: Vec<&str> = inrichting
        .organisaties
        .iter()
        .map(|o| o.sleutel.as_str())
        .collect();
    let roles: Vec<&str> = inrichting.rollen.keys().map(String::as_str).collect();
    for key in organisations.iter().filter(|key| !is_slug(key)) {
        found.add(
            format!("organisaties[{key}].sleutel"),
            format!("\"{key}\" kan niet in een webadres staan."),
            "Gebruik alleen kleine letters, cijfers en streepjes.",
        );
    }
    if !inrichting
        .organisaties
        .iter()
        .any(|o| o.soort == OrganisatieSoort::Gemeente)
    {
        found.add(
            "organisaties",
            "De gemeente zelf staat niet bij de organisaties.",
            "Voeg een organisatie toe met soort = \"gemeente\".",
        );
    }
    for dienst in &inrichting.diensten {
        let pad = format!("diensten[{}]", dienst.sleutel);
        for (key, name) in [
            ("verantwoordelijk", &dienst.verantwoordelijk),
            ("uitvoerend", &dienst.uitvoerend),
        ] {
            found.expect_known(
                format!("{pad}.{key}"),
                "De organisatie",
                name,
                &organisations,
            );
        }
    }
    for orgaan in &inrichting.organen {
        let pad = format!("organen[{}]", orgaan.sleutel);
        chair(inrichting, orgaan, &pad, &organisations, &roles, found);
        for zetel in &orgaan.zetels {
            seat(
                zetel,
                &format!("{pad}.zetels[{}]", zetel.sleutel),
                &organisations,
                &roles,
                found,
            );
        }
        if let Some(ritme) = &orgaan.ritme {
            let known: Vec<&str> = inrichting.termijnen.keys().map(String::as_str).collect();
            found.expect_known(format!("{pad}.ritme"), "De termijn", ritme, &known);
        }
    }
}

fn seat(zetel: &Zetel, pad: &str, organisations: &[&str], roles: &[&str], found: &mut Vondsten) {
    let holders = usize::from(zetel.organisatie.is_some())
        + usize::from(zetel.organisatie_soort.is_some())
        + usize::from(zetel.rol.is_some())
        + usize::from(zetel.bewoner.is_some());
    if holders != 1 {
        found.add(
            pad,
            format!(
                "De zetel \"{}\" is van {holders} soorten houders in plaats van één.",
                zetel.sleutel
            ),
            "Geef precies één van organisatie, organisatieSoort, rol en bewoner.",
        );
    }
    if let Some(name) = &zetel.organisatie {
        found.expect_known(
            format!("{pad}.organisatie"),
            "De organisatie",
            name,
            organisations,
        );
    }
    if let Some(name) = &zetel.rol {
        found.expect_known(format!("{pad}.rol"), "De rol", name, roles);
    }
}

fn chair(
    inrichting: &Inrichting,
    orgaan: &Orgaan,
    pad: &str,
    organisations: &[&str],
    roles: &[&str],
    found: &mut Vondsten,
) {
    let pad = format!("{pad}.voorzitter");
    let voorzitter = &orgaan.voorzitter;
    if let Some(name) = &voorzitter.rol {
        found.expect_known(format!("{pad}.rol"), "De rol", name, roles);
    }
    if let Some(name) = &voorzitter.organisatie {
        found.expect_known(
            format!("{pad}.organisatie"),
            "De organisatie",
            name,
            organisations,
        );
    }
    let named = voorzitter.organisatie.is_some() || voorzitter.organisatie_soort.is_some();
    match voorzitter.wijze {
        VoorzitterWijze::Role if voorzitter.rol.is_none() => found.add(
            pad.clone(),
            "Er staat niet welke rol de voorzitter levert.",
            "Vul \"rol\" in.",
        ),
        VoorzitterWijze::Organisation if !named => found.add(
            pad.clone(),
            "Er staat niet welke organisatie de voorzitter levert.",
            "Vul \"organisatie\" of \"organisatieSoort\" in.",
        ),
        _ => {}
    }
    let of_gemeente = voorzitter.organisatie_soort == Some(OrganisatieSoort::Gemeente)
        || inrichting.organisaties.iter().any(|organisatie| {
            organisatie.soort == OrganisatieSoort::Gemeente
                && voorzitter.organisatie.as_deref() == Some(organisatie.sleutel.as_str())
        });
    let arranges_itself = matches!(
        orgaan.soort.team(),
        Some(TeamSoort::Wijkteam | TeamSoort::IntegraalTeam)
    );
    if of_gemeente && arranges_itself {
        found.add(
            pad,
            "De voorzitter van een team is hier aan de gemeente gebonden (INV-04).",
            "Kies wijze = \"selfArranged\", of laat een andere organisatie of een rol voorzitten.",
        );
    }
}
