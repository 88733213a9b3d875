use jiff::SignedDuration;
use kit::hours::{Holidays, Hours, State};
use kit::testing::TestDb;
use proptest::prelude::*;

use super::*;
use crate::testing::TestApp;

/// A Friday, a quarter past midnight in Amsterdam.
const MIDNIGHT: &str = "2026-11-19T23:15:00Z";
const HOURS: [&str; 5] = [
    "24/7",
    "off",
    "Mo-Fr 09:00-12:00,13:00-17:00",
    "Mo-Su 20:00-02:00",
    "Fr 10:00-11:00 \"op afspraak\"; Fr 11:00-12:00",
];

fn point(n: usize, (lat, lon, hours): (f64, f64, usize), zone: &jiff::tz::TimeZone) -> Point {
    let hours = Hours::parse(HOURS[hours]).expect("hours");
    let holidays = Arc::new(Holidays::default());
    Point {
        // Two in three share a name, and some a place.
        naam: format!("Punt {}", n % 3),
        sleutel: format!("punt-{n}"),
        adres: String::new(),
        place: Coordinaat::new(lat, lon).expect("a place"),
        table: hours.on(zone, &holidays).expect("no school holidays"),
        stand: Mutex::default(),
    }
}

fn list(frame: &Arc<Frame>, all: &[(f64, f64, usize)]) -> Arc<PointList> {
    let points = all.iter().enumerate();
    let mut punten: Vec<Point> = points.map(|(n, one)| point(n, *one, &frame.zone)).collect();
    punten.sort_by(|a, b| a.place.lat().total_cmp(&b.place.lat()));
    Arc::new(PointList {
        frame: frame.clone(),
        publieke_versie: 1,
        from: Timestamp::MIN,
        until: Timestamp::MAX,
        hoeken: corners(&punten),
        punten,
        open: Mutex::default(),
    })
}

/// Every point of every list, asked and measured one by one.
fn one_by_one(
    all: &[Arc<PointList>],
    here: Coordinaat,
    now: Timestamp,
    most: usize,
) -> Vec<(u64, String)> {
    let mut open: Vec<(f64, String)> = all
        .iter()
        .flat_map(|list| list.punten.iter().map(move |punt| (list, punt)))
        .filter(|(_, punt)| punt.table.state_at(now) == State::Open)
        .map(|(_, punt)| (here.distance_to(punt.place), punt.naam.clone()))
        .collect();
    open.sort_by(|a, b| a.0.total_cmp(&b.0).then_with(|| a.1.cmp(&b.1)));
    open.truncate(most);
    open.into_iter()
        .map(|(far, naam)| (metres(far), naam))
        .collect()
}

#[test]
fn the_nearest_are_those_that_measuring_all_of_them_finds() {
    let app = TestApp::new(TestDb::sqlite(), &["velsen-demo"]);
    let frame = app.frame(app.slug());
    let place = (50_700..53_600_i32, 3_200..7_300_i32, 0..HOURS.len());
    let place = place
        .prop_map(|(lat, lon, open)| (f64::from(lat) / 1_000.0, f64::from(lon) / 1_000.0, open));
    let lists = prop::collection::vec(prop::collection::vec(place, 0..60), 1..5);
    let here = (50_000..54_500_i32, 2_000..8_500_i32);
    // Minutes since that midnight, in whatever order they are asked for.
    let moments = prop::collection::vec(0..1_425_i64, 1..6);
    proptest!(ProptestConfig::with_cases(24), |(lists in lists, here in here, most in 1_usize..12, moments in moments)| {
        let all: Vec<_> = lists.iter().map(|points| list(&frame, points)).collect();
        let here = Coordinaat::new(f64::from(here.0) / 1_000.0, f64::from(here.1) / 1_000.0).expect("a place");
        for minutes in moments {
            let midnight: Timestamp = MIDNIGHT.parse().expect("a moment");
            let now = midnight + SignedDuration::from_mins(minutes);
            let told = nearest(&all, here, now, most);
            let told: Vec<_> = told.into_iter().map(|one| (one.afstand, one.naam)).collect();
            prop_assert_eq!(told, one_by_one(&all, here, now, most));
        }
    });
}
