//! The published test points, asked of the API after importing the real maps: every one must get the right wijk.

use kit::testing::{TestDb, reference, skip};
use wijkwerk::access::Actor;
use wijkwerk::kader::gebieden::{actions::import_cbs, read_geojson};
use wijkwerk::testing::{TestApp, Where};

const NAME: &str = "testpunten::every_published_point_is_right_through_the_api";
const JAAR: i64 = 2024;

/// Imports the map of every gemeente as the command does.
fn import_maps(app: &TestApp, folder: &std::path::Path) {
    for slug in app.slugs() {
        let map = std::fs::read(folder.join(format!("wijken_{JAAR}_{slug}.geojson"))).unwrap();
        let frame = app.frame(slug);
        let vlakken = read_geojson(&map, &frame.inrichting.gemeente.cbs_code).unwrap();
        app.app
            .write_blocking(&frame, &Actor::Command, move |ctx| {
                import_cbs(ctx, JAAR, &vlakken)
            })
            .unwrap();
        app.app.forget_frame(slug);
    }
}

#[test]
fn every_published_point_is_right_through_the_api() {
    let Some(folder) = reference("data/gebieden") else {
        return skip(NAME, "REFERENTIE absent");
    };
    let app = TestApp::new(TestDb::sqlite(), &["velsen-demo", "lelystad-demo"]);
    import_maps(&app, &folder);
    let points = std::fs::read_to_string(folder.join("testpunten_wijk.csv")).unwrap();
    let mut wrong = Vec::new();
    let mut asked = 0;
    for line in points
        .lines()
        .skip(1)
        .filter(|line| !line.trim().is_empty())
    {
        let [slug, lat, lon, code, naam] = line.splitn(5, ',').collect::<Vec<_>>()[..] else {
            panic!("a line of another shape: {line}");
        };
        let answer = app.get(&format!(
            "/api/v1/gemeenten/{slug}/gebieden?lat={lat}&lon={lon}"
        ));
        let found = answer.json();
        let outside = code.is_empty();
        let water = !outside && found["wijken"] == serde_json::json!([]);
        let cbs = if outside {
            found["cbsWijk"].is_null() && found["wijken"] == serde_json::json!([])
        } else {
            found["cbsWijk"]["code"] == code && found["cbsWijk"]["jaar"] == JAAR
        };
        let named_water = naam.to_lowercase().ends_with("water");
        let right = answer.status == 200
            && cbs
            && water == named_water
            && found["team"]["sleutel"].is_string() != (outside || water);
        if !right {
            wrong.push(format!("{line}: {} {found}", answer.status));
        }
        asked += 1;
    }
    assert_eq!(wrong, Vec::<String>::new());
    assert!(asked > 30, "{asked} points");
}

/// One wijk of the statistics office in which two wijken of the gemeente lie.
const TWO_IN_ONE: &str = r#"{"type":"FeatureCollection","features":[{"type":"Feature",
    "properties":{"wijkcode":"WK045300","wijknaam":"Samen","gemeentecode":"GM0453","gemeentenaam":"X"},
    "geometry":{"type":"Polygon","coordinates":[[[4.62,52.42],[4.64,52.42],[4.64,52.44],[4.62,52.44],[4.62,52.42]]]}}]}"#;

/// The same two wijken under two teams.
const APART: &str = r#"
op = "velsen-demo"

[[verdeling.teams]]
sleutel = "santpoort-driehuis-velsen-zuid"
gebieden = ["santpoort-noord", "santpoort-zuid", "velsen-zuid"]
aanname = true
reden = "Een andere verdeling, later in het jaar."

[[verdeling.teams]]
sleutel = "velsbroek"
gebieden = ["velsbroek", "driehuis"]
aanname = true
reden = "Een andere verdeling, later in het jaar."
"#;

#[test]
fn a_place_that_may_lie_in_two_wijken_tells_what_both_have_and_no_more() {
    let mut app = TestApp::new(TestDb::sqlite(), &["velsen-demo"]);
    let frame = app.frame("velsen");
    let vlakken = read_geojson(TWO_IN_ONE.as_bytes(), "GM0453").unwrap();
    app.app
        .write_blocking(&frame, &Actor::Command, move |ctx| {
            import_cbs(ctx, JAAR, &vlakken)
        })
        .unwrap();
    app.app.forget_frame("velsen");
    for (naam, key) in [
        ("Noor Verzonnen", "driehuis"),
        ("Bo Bedacht", "velsen-zuid"),
    ] {
        let wijk = frame.gebied_by_key(key).expect("a wijk").id;
        let account = app.an_account(naam).who_shows_the_name();
        account
            .with_role("wijkbeheerder", Where::Gebied(wijk))
            .make();
    }
    let ask = |app: &TestApp| {
        let place = "lat=52.43&lon=4.63";
        app.get(&format!("/api/v1/gemeenten/velsen/gebieden?{place}"))
            .json()
    };
    let found = ask(&app);
    assert_eq!(found["wijken"].as_array().map(Vec::len), Some(2), "{found}");
    assert_eq!(found["team"]["sleutel"], "santpoort-driehuis-velsen-zuid");
    let told = found["contacten"].to_string();
    assert!(
        told.contains("Noor Verzonnen") && told.contains("Bo Bedacht"),
        "{told}"
    );
    app.clock.advance_seconds(100 * 86_400);
    app.import(APART);
    let found = ask(&app);
    assert_eq!(found["wijken"].as_array().map(Vec::len), Some(2), "{found}");
    assert!(
        found["team"].is_null(),
        "nobody knows which of the two: {found}"
    );
}
