//! The catalogue holds what DCAT-AP-NL asks of each part, says it twice alike, and leads to what is there.

use std::collections::BTreeSet;

use kit::on_both_engines;
use kit::testing::TestDb;
use serde_json::Value;

use super::vorm::{json_ld, turtle};
use super::{Ground, catalogue};
use crate::testing::TestApp;

const LICENTIE: &str = "https://voorbeeld.example/licentie";

on_both_engines!(the_catalogue_leads_to_what_is_there);

fn ground<'g>(licentie: Option<&'g str>, said: &'g dyn Fn(&str) -> (String, String)) -> Ground<'g> {
    Ground {
        naam: "Stad \"aan\" zee",
        slug: "stad",
        tooi: None,
        licentie,
        base: "https://voorbeeld.example",
        nieuws: vec![(
            "Oost".to_owned(),
            "https://voorbeeld.example/stad/wijken/oost/nieuws.xml".to_owned(),
        )],
        said,
    }
}

fn named(key: &str) -> (String, String) {
    (format!("{key} nl"), format!("{key} en"))
}

/// What there must be of each class.
const MANDATORY: &[(&str, &[&str])] = &[
    (
        "dcat:Catalog",
        &[
            "dct:title",
            "dct:description",
            "dct:publisher",
            "dcat:contactPoint",
        ],
    ),
    (
        "dcat:Dataset",
        &[
            "dct:title",
            "dct:description",
            "dct:accessRights",
            "dcat:contactPoint",
            "dct:creator",
            "dct:identifier",
            "dct:publisher",
            "dcat:theme",
            "dcat:distribution",
        ],
    ),
    ("dcat:Distribution", &["dcat:accessURL", "dct:license"]),
    (
        "dcat:DataService",
        &[
            "dct:title",
            "dct:description",
            "dct:identifier",
            "dct:accessRights",
            "dcat:contactPoint",
            "dcat:endpointURL",
            "dcat:endpointDescription",
            "dct:license",
            "dct:publisher",
            "dcat:theme",
        ],
    ),
    ("foaf:Agent", &["foaf:name", "dct:type"]),
];

#[test]
fn every_part_says_what_the_profile_asks() {
    let told = json_ld(&catalogue(&ground(Some(LICENTIE), &named)));
    let graph = told["@graph"].as_array().unwrap();
    for (class, properties) in MANDATORY {
        let of_class = graph.iter().filter(|one| one["@type"] == *class);
        let all: Vec<&Value> = of_class.collect();
        assert!(!all.is_empty(), "no {class}");
        for one in all {
            for property in *properties {
                assert!(one[*property].is_array(), "{property} of {one:#}");
            }
        }
    }
    // Whatever is pointed to within the catalogue is there.
    let ids: BTreeSet<&str> = graph.iter().filter_map(|one| one["@id"].as_str()).collect();
    for one in graph {
        for property in [
            "dcat:dataset",
            "dcat:service",
            "dcat:distribution",
            "dcat:servesDataset",
            "dct:publisher",
        ] {
            for at in one[property].as_array().into_iter().flatten() {
                assert!(ids.contains(at["@id"].as_str().unwrap()), "{at}");
            }
        }
    }
}

#[test]
fn nobody_makes_up_a_licence() {
    let all = catalogue(&ground(None, &named));
    let told = json_ld(&all).to_string();
    assert!(!told.contains("dct:license"));
    assert!(told.contains("publiek-data-rechten nl"));
    assert!(!turtle(&all).contains("dct:license"));
}

#[test]
fn turtle_says_the_same_and_keeps_its_quotes() {
    let all = catalogue(&ground(Some(LICENTIE), &named));
    let text = turtle(&all);
    assert!(text.contains(r#"foaf:name "Stad \"aan\" zee""#), "{text}");
    assert!(text.contains("\"publiek-data-aanbod nl\"@nl, \"publiek-data-aanbod en\"@en"));
    for one in json_ld(&all)["@graph"].as_array().unwrap() {
        let head = format!(
            "\n<{}> a {}",
            one["@id"].as_str().unwrap(),
            one["@type"].as_str().unwrap()
        );
        assert!(text.contains(&head), "{head}");
    }
    assert_eq!(
        text.matches(" .\n").count(),
        all.len() + 5,
        "and the prefixes"
    );
}

fn the_catalogue_leads_to_what_is_there(db: TestDb) {
    let app = TestApp::new(db, &["velsen-demo"]);
    let slug = app.slug();
    let text = app.get(&format!("/{slug}/catalog.ttl"));
    assert_eq!(
        (text.status, text.header("content-type")),
        (200, "text/turtle; charset=utf-8")
    );
    let answer = app.get(&format!("/{slug}/catalog.jsonld"));
    assert_eq!(
        (answer.status, answer.header("content-type")),
        (200, "application/ld+json")
    );
    let told = answer.json();
    let frame = app.frame(slug);
    let tooi = frame.inrichting.gemeente.tooi.as_deref().unwrap();
    assert!(text.text().contains(&format!("<{tooi}> a foaf:Agent")));
    let base = app.app.config().base_url.clone();
    let graph = told["@graph"].as_array().unwrap();
    let mut seen = 0;
    for one in graph {
        for property in ["dcat:accessURL", "dcat:endpointDescription"] {
            let at = one[property][0]["@id"].as_str().unwrap_or_default();
            if let Some(path) = at.strip_prefix(base.as_str()) {
                assert_eq!(app.get(path).status, 200, "{path}");
                seen += 1;
            }
        }
        let title = &one["dct:title"][0]["@value"];
        assert!(
            !title.to_string().contains('⟨'),
            "a text is missing: {title}"
        );
    }
    assert!(seen > frame.wijken().count(), "{seen}");
}
