//! The mock sets of the validator of Open Referral UK: what every file of them is told.

use kit::testing::{reference, skip};

use super::*;

/// File, how many services are taken in, and what is told: place, what, whether it refuses.
type Told = (&'static str, usize, &'static [Fact]);

/// Place, what, whether it refuses.
type Fact = (&'static str, What, bool);

const MOCKS: &str = "data/hsds/oruk_validator/OpenReferralApi/Mocks";

fn holds(set: &str, expected: &[Told]) {
    let name = format!("uitwisseling::mock::{set}");
    let Some(dir) = reference(MOCKS) else {
        return skip(&name, "REFERENTIE absent");
    };
    let dir = dir.join(format!("V3.0-UK-{set}"));
    let mut there: Vec<String> = std::fs::read_dir(&dir)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    there.sort();
    let mut named: Vec<&str> = expected.iter().map(|(file, ..)| *file).collect();
    named.sort_unstable();
    assert_eq!(
        there, named,
        "{set}: every file is expected to say something"
    );
    let mut wrong = Vec::new();
    for (file, count, told) in expected {
        let (mut findings, rows) = read(&dir.join(file));
        // One service many times over is told many times over; how often is checked apart.
        let repeated = findings
            .iter()
            .filter(|(_, what, _)| *what == What::Repeated)
            .count();
        findings.retain(|(_, what, _)| *what != What::Repeated);
        let said: Vec<(&str, What, bool)> = findings
            .iter()
            .map(|(path, what, refuses)| (path.as_str(), *what, *refuses))
            .collect();
        let repeats = usize::from(file.starts_with("service_list") && set == "Test") * 127;
        if said != *told || rows.len() != *count || repeated != repeats {
            wrong.push(format!(
                "{set}/{file}: {} rows, {repeated} repeated, {said:#?}",
                rows.len()
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

// What more than one set is told.
const ORGANIZATION: &[Fact] = &[
    (
        "$.services[0].service_at_locations[0].location.latitude",
        What::NotOnEarth,
        false,
    ),
    (
        "$.services[0].service_at_locations[0].location.addresses[0].attention",
        What::Person,
        false,
    ),
    ("$.services[0].contacts[0].name", What::Person, false),
];
const AT_LOCATION: &[Fact] = &[
    ("$.location.latitude", What::NotOnEarth, false),
    ("$.location.addresses[0].attention", What::Person, false),
    ("$.service.contacts[0].name", What::Person, false),
];
const AT_LOCATIONS: &[Fact] = &[("$.contents[0].location.latitude", What::NotOnEarth, false)];
const SERVICE: &[Fact] = &[
    (
        "$.service_at_locations[0].location.latitude",
        What::NotOnEarth,
        false,
    ),
    (
        "$.service_at_locations[0].location.addresses[0].attention",
        What::Person,
        false,
    ),
    ("$.contacts[0].name", What::Person, false),
];
const FIRST_PAGE: &[Fact] = &[("$.last_page", What::MorePages, false)];
const OTHER_ID: &[Fact] = &[
    ("$.location.id", What::IdOfParent, false),
    ("$.location.latitude", What::NotOnEarth, false),
    ("$.location.addresses[0].attention", What::Person, false),
    ("$.service.contacts[0].name", What::Person, false),
];

#[test]
fn the_default_set_is_taken_in() {
    holds(
        "Default",
        &[
            ("api_details.json", 0, &[]),
            (
                "dashboard_service_details_response.json",
                0,
                &[("$", What::NotHsds, false)],
            ),
            (
                "dashboard_services_response.json",
                0,
                &[("$", What::NotHsds, false)],
            ),
            ("organization.json", 1, ORGANIZATION),
            (
                "organization_list.json",
                0,
                &[
                    (
                        "$.contents[0].organization_identifiers[0].identifier_type",
                        What::Missing,
                        false,
                    ),
                    (
                        "$.contents[0].organization_identifiers[0].id",
                        What::NoUuid,
                        false,
                    ),
                    ("$.contents[0].attributes[0].id", What::NoUuid, false),
                    (
                        "$.contents[1].organization_identifiers[0].identifier_type",
                        What::Missing,
                        false,
                    ),
                    (
                        "$.contents[1].organization_identifiers[0].id",
                        What::NoUuid,
                        false,
                    ),
                    ("$.contents[1].attributes[0].id", What::NoUuid, false),
                    ("$.contents[1].attributes[1].id", What::NoUuid, false),
                    ("$.contents[2].attributes[0].id", What::NoUuid, false),
                    (
                        "$.contents[3].organization_identifiers[0].identifier_type",
                        What::Missing,
                        false,
                    ),
                    (
                        "$.contents[3].organization_identifiers[0].id",
                        What::NoUuid,
                        false,
                    ),
                    ("$.contents[3].attributes[0].id", What::NoUuid, false),
                    (
                        "$.contents[4].organization_identifiers[0].identifier_type",
                        What::Missing,
                        false,
                    ),
                    (
                        "$.contents[4].organization_identifiers[0].id",
                        What::NoUuid,
                        false,
                    ),
                    ("$.contents[4].attributes[0].id", What::NoUuid, false),
                    ("$.contents[5].attributes[0].id", What::NoUuid, false),
                    (
                        "$.contents[6].organization_identifiers[0].identifier_type",
                        What::Missing,
                        false,
                    ),
                    (
                        "$.contents[6].organization_identifiers[0].id",
                        What::NoUuid,
                        false,
                    ),
                    ("$.contents[6].attributes[0].id", What::NoUuid, false),
                    (
                        "$.contents[7].organization_identifiers[0].identifier_type",
                        What::Missing,
                        false,
                    ),
                    (
                        "$.contents[7].organization_identifiers[0].id",
                        What::NoUuid,
                        false,
                    ),
                    ("$.contents[7].attributes[0].id", What::NoUuid, false),
                    (
                        "$.contents[8].organization_identifiers[0].identifier_type",
                        What::Missing,
                        false,
                    ),
                    (
                        "$.contents[8].organization_identifiers[0].id",
                        What::NoUuid,
                        false,
                    ),
                    ("$.contents[8].attributes[0].id", What::NoUuid, false),
                    ("$.contents[9].attributes[0].id", What::NoUuid, false),
                    ("$.size", What::Count, false),
                    ("$.last_page", What::MorePages, false),
                ],
            ),
            ("service_at_location_full.json", 1, AT_LOCATION),
            ("service_at_location_list.json", 1, AT_LOCATIONS),
            ("service_full.json", 1, SERVICE),
            ("service_list.json", 1, &[]),
            ("taxonomy.json", 0, &[]),
            ("taxonomy_list.json", 0, &[]),
            ("taxonomy_term.json", 0, &[]),
            ("taxonomy_term_list.json", 0, &[]),
        ],
    );
}

#[test]
fn the_test_set_is_taken_in() {
    holds(
        "Test",
        &[
            ("api_details.json", 0, &[]),
            ("organization_full.json", 1, ORGANIZATION),
            ("organization_list.json", 0, FIRST_PAGE),
            ("service_at_location_full.json", 1, AT_LOCATION),
            ("service_at_location_list.json", 1, AT_LOCATIONS),
            ("service_full.json", 1, SERVICE),
            (
                "service_list.json",
                1,
                &[
                    ("$.total_items", What::Count, false),
                    ("$.size", What::Count, false),
                ],
            ),
            ("service_list_data.json", 1, &[]),
            ("taxonomy.json", 0, &[]),
            ("taxonomy_list.json", 0, &[]),
            ("taxonomy_term.json", 0, &[]),
            ("taxonomy_term_list.json", 0, &[]),
        ],
    );
}

#[test]
fn the_warn_set_is_taken_in_with_its_warnings() {
    holds(
        "Warn",
        &[
            ("api_details.json", 0, &[]),
            ("organization_full.json", 1, ORGANIZATION),
            ("organization_list.json", 0, FIRST_PAGE),
            ("service_at_location_full.json", 1, OTHER_ID),
            ("service_at_location_list.json", 1, AT_LOCATIONS),
            ("service_full.json", 1, SERVICE),
            ("service_list.json", 1, &[]),
            ("taxonomy.json", 0, &[]),
            ("taxonomy_list.json", 0, FIRST_PAGE),
            (
                "taxonomy_term.json",
                0,
                &[
                    ("$.description", What::Missing, false),
                    ("$.term_uri", What::NoUrl, false),
                ],
            ),
            (
                "taxonomy_term_list.json",
                0,
                &[
                    ("$.contents[0].parent_id", What::OwnParent, false),
                    ("$.total_pages", What::Count, false),
                ],
            ),
        ],
    );
}

#[test]
fn the_fail_set_is_refused_by_path() {
    holds(
        "Fail",
        &[
            (
                "api_details.json",
                0,
                &[
                    ("$.profile", What::Missing, true),
                    ("$.openapi_url", What::NoUrl, true),
                ],
            ),
            ("organization_full.json", 1, ORGANIZATION),
            ("organization_list.json", 0, FIRST_PAGE),
            ("service_at_location_full.json", 1, OTHER_ID),
            (
                "service_at_location_list.json",
                1,
                &[
                    ("$.contents[0].location.latitude", What::NotOnEarth, false),
                    ("$.last_page", What::MorePages, false),
                ],
            ),
            (
                "service_full.json",
                0,
                &[
                    ("$.url", What::NoUrl, true),
                    ("$.email", What::NoEmail, true),
                    (
                        "$.service_at_locations[0].location.latitude",
                        What::NotOnEarth,
                        false,
                    ),
                    (
                        "$.service_at_locations[0].location.addresses[0].attention",
                        What::Person,
                        false,
                    ),
                    ("$.contacts[0].name", What::Person, false),
                ],
            ),
            (
                "service_list.json",
                0,
                &[
                    ("$.contents[0].name", What::Missing, true),
                    ("$.contents[0].url", What::NoUrl, true),
                    ("$.contents[0].email", What::NoEmail, true),
                    ("$.contents[0].organization.id", What::IdOfParent, false),
                    ("$.contents[1].name", What::Missing, true),
                    ("$.contents[1].url", What::NoUrl, true),
                    ("$.contents[1].email", What::NoEmail, true),
                    ("$.contents[2].name", What::Missing, true),
                    ("$.contents[2].url", What::NoUrl, true),
                    ("$.contents[2].email", What::WrongKind, true),
                    ("$.contents[3].name", What::Missing, true),
                    ("$.contents[3].email", What::WrongKind, true),
                    ("$.total_items", What::Count, false),
                    ("$.size", What::Count, false),
                ],
            ),
            ("taxonomy.json", 0, &[]),
            ("taxonomy_list.json", 0, &[]),
            (
                "taxonomy_term.json",
                0,
                &[
                    ("$.description", What::Missing, false),
                    ("$.term_uri", What::NoUrl, false),
                ],
            ),
            (
                "taxonomy_term_list.json",
                0,
                &[("$.contents[0].parent_id", What::OwnParent, false)],
            ),
        ],
    );
}
