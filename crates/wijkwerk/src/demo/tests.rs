//! What the demo begins with, by the same steps as its year.

use axum::body::Body;
use axum::http::Request;
use kit::db::Queries as _;
use kit::testing::TestDb;
use tower::ServiceExt as _;

use super::*;
use crate::testing::{As, Ask, Setup, TestApp};

kit::on_both_engines!(
    l_76_five_host_projects_are_there_and_kustwijk_is_last,
    v_16_every_team_met_in_the_last_weeks_with_one_zetel_absent,
    points_are_carried_by_welfare_care_health_and_sport,
    l_67_two_persons_are_half_an_adviser_in_every_part_and_every_wijk_has_one,
    the_postvak_has_every_mail_a_page_at_a_time_and_finds_them,
);

#[test]
fn a_year_without_a_day_ends_before_now() {
    let cases = [
        ("2026-11-24T00:10:00+01:00", "2026-11-23"),
        ("2026-11-24T08:29:59+01:00", "2026-11-23"),
        ("2026-11-24T08:30:00+01:00", "2026-11-24"),
        ("2026-11-24T23:59:59+01:00", "2026-11-24"),
        ("2026-03-29T08:30:00+02:00", "2026-03-29"),
    ];
    for (now, day) in cases {
        let day: Date = day.parse().unwrap();
        let now: Timestamp = now.parse().unwrap();
        assert_eq!(last_day(now).unwrap(), day, "{now}");
        assert!(jaar::span(day, &termijnen::amsterdam()).unwrap().1 <= now);
    }
}

/// The first day at the desks.
fn opened(test: &TestApp) -> Arc<Frame> {
    let mut year = begun(test);
    balie::happen(&mut year, 0, balie::Stap::Open).unwrap();
    year.plaatsen[0].frame.clone()
}

/// The people are there, and nothing else yet.
pub(super) fn begun(test: &TestApp) -> jaar::Jaar<'_> {
    let app = &test.app;
    let frame = found(app, "lelystad-demo", true).unwrap();
    let from = frame.today(app.clock().now());
    let mensen = mensen::Mensen::make(app, &frame, 7, from).unwrap();
    app.forget_frame(&frame.slug);
    let frame = app.frame_blocking(&frame.slug).unwrap().unwrap();
    let until = app.clock().now();
    let plaats = jaar::Plaats {
        frame,
        mensen,
        chance: toeval::Toeval::new(7),
        open: std::collections::BTreeMap::new(),
    };
    jaar::Jaar::new(app, vec![plaats], until, true)
}

fn v_16_every_team_met_in_the_last_weeks_with_one_zetel_absent(db: TestDb) {
    let test = TestApp::new(db, &[]);
    let mut year = begun(&test);
    let gemeente = year.plaatsen[0].frame.id;
    assert!(test.clock.advance_seconds(60 * 24 * 3600));
    vergaderingen::happen(&mut year, 0).unwrap();
    let met: Vec<(i64, i64)> = test
        .app
        .db()
        .read_blocking(move |tx| {
            Ok::<_, Error>(tx.query(
                "SELECT CAST(sum(CASE WHEN z.is_there THEN 1 ELSE 0 END) AS BIGINT), \
                 CAST(sum(CASE WHEN t.account_id IS NULL THEN 0 ELSE 1 END) AS BIGINT) FROM vergadering_zetels z \
                 JOIN zetels t ON t.gemeente_id = z.gemeente_id AND t.id = z.zetel_id WHERE z.gemeente_id = $1 \
                 GROUP BY z.vergadering_id ORDER BY z.vergadering_id LIMIT 20",
                &[&gemeente],
                |row| Ok((row.get(0)?, row.get(1)?)),
            )?)
        })
        .unwrap();
    // A small year has two teams that meet, each twice.
    assert_eq!(met.len(), 4);
    for (there, taken) in met {
        assert!(there > 0 && there == taken - 1, "{there} of {taken}");
    }
}

fn l_67_two_persons_are_half_an_adviser_in_every_part_and_every_wijk_has_one(db: TestDb) {
    let test = TestApp::new(db, &[]);
    let frame = opened(&test);
    let gemeente = frame.id;
    let (parts, persons) = test
        .app
        .db()
        .read_blocking(move |tx| {
            let parts: Vec<String> = tx.query(
                "SELECT g.sleutel FROM formatieregels r JOIN gebieden g ON g.gemeente_id = r.gemeente_id \
                 AND g.id = r.gebied_id WHERE r.gemeente_id = $1 AND r.fte_milli = 500 ORDER BY g.sleutel, g.id LIMIT 20",
                &[&gemeente],
                |row| row.get(0),
            )?;
            let persons: Vec<i64> = tx.query(
                "SELECT CAST(sum(i.fte_milli) AS BIGINT) FROM formatieinvullingen i JOIN formatieregels r \
                 ON r.gemeente_id = i.gemeente_id AND r.id = i.formatieregel_id \
                 WHERE i.gemeente_id = $1 AND r.fte_milli = 500 GROUP BY i.account_id ORDER BY i.account_id LIMIT 20",
                &[&gemeente],
                |row| row.get(0),
            )?;
            Ok::<_, Error>((parts, persons))
        })
        .unwrap();
    assert_eq!(parts, ["noordoost", "noordwest", "zuidoost", "zuidwest"]);
    assert_eq!(persons, [1000, 1000]);
    // A wijk has the one of its part.
    for wijk in frame.wijken() {
        let path = format!(
            "/lelystad/wie?soort=substantive&doelgroep=resident&wijk={}",
            wijk.sleutel
        );
        let page = test.send(&Ask::get(&path).by(&As::Nobody).lang("nl"));
        let text = page.text();
        assert_eq!(page.status, 200);
        assert!(text.contains("ww-person__name"), "{}: {text}", wijk.naam);
        assert!(text.contains("Vervanger: "), "{}: {text}", wijk.naam);
    }
}

fn points_are_carried_by_welfare_care_health_and_sport(db: TestDb) {
    let test = TestApp::new(db, &[]);
    let frame = opened(&test);
    let gemeente = frame.id;
    let shares: Vec<(String, i64, i64)> = test
        .app
        .db()
        .read_blocking(move |tx| {
            Ok::<_, Error>(tx.query(
                "SELECT o.soort, p.aandeel, count(*) FROM infopunt_partners p JOIN organisaties o \
                 ON o.gemeente_id = p.gemeente_id AND o.id = p.organisatie_id WHERE p.gemeente_id = $1 \
                 GROUP BY o.soort, p.aandeel ORDER BY o.soort, p.aandeel LIMIT 20",
                &[&gemeente],
                |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
            )?)
        })
        .unwrap();
    let points = shares[0].2;
    assert!(points > 1, "{shares:?}");
    let expected = [
        ("gezondheidscentrum", 2000),
        ("sport", 1000),
        ("welzijn", 5000),
        ("zorg", 2000),
    ]
    .map(|(soort, share)| (soort.to_owned(), share, points));
    assert_eq!(shares, expected);
}

fn l_76_five_host_projects_are_there_and_kustwijk_is_last(db: TestDb) {
    let test = TestApp::new(db, &[]);
    let gemeente = opened(&test).id;
    let app = &test.app;
    let projects: Vec<(String, String)> = app
        .db()
        .read_blocking(move |tx| {
            Ok::<_, Error>(tx.query(
                "SELECT naam, soort FROM bouwprojecten WHERE gemeente_id = $1 ORDER BY volgorde, id LIMIT 20",
                &[&gemeente],
                |row| Ok((row.get(0)?, row.get(1)?)),
            )?)
        })
        .unwrap();
    let projects: Vec<(&str, &str)> = projects
        .iter()
        .map(|(naam, soort)| (naam.as_str(), soort.as_str()))
        .collect();
    let expected = [
        ("MFA Zuiderzeewijk", "mfa"),
        ("MFA Warande", "mfa"),
        ("MFA light Boswijk", "mfa_light"),
        ("MFA light Waterwijk", "mfa_light"),
        ("MFA light Kustwijk", "mfa_light"),
    ];
    assert_eq!(projects, expected);
    // Everybody reads them in that order.
    let page = test.send(&Ask::get("/lelystad/tijdelijk").by(&As::Nobody).lang("nl"));
    assert_eq!(page.status, 200);
    let text = page.text();
    let (_, list) = text.split_once("Nieuwe gebouwen, op volgorde").unwrap();
    let at: Vec<usize> = expected
        .iter()
        .map(|(naam, _)| list.find(naam).expect("on the page"))
        .collect();
    assert!(at.is_sorted(), "{at:?}");
}

/// So many mails of a gemeente, one a minute.
fn send_mails(test: &TestApp, slug: &str, many: i64) {
    let (gemeente, start) = (test.frame(slug).id, test.clock.now());
    let slug = slug.to_owned();
    let db = test.app.db();
    db.bookkeep_blocking(move |tx| {
        for n in 0..many {
            let at = start - jiff::SignedDuration::from_mins(many - n);
            let id = kit::ids::derived(gemeente.0, n.unsigned_abs(), at);
            let (address, subject) = (format!("lezer{n}@{slug}.example"), format!("Bericht {n} uit {slug}"));
            tx.exec(
                "INSERT INTO mails (gemeente_id, id, reader, seq, recipient, thread, asks, address, subject, body, state, \
                 not_before, attempts, created_at) VALUES ($1, $2, 'proef', $3, $2, $2, $7, $4, $5, 'Dag', 'sent', $6, 1, $6)",
                &[&gemeente, &id, &n, &address, &subject, &at, &false],
            )?;
        }
        Ok::<_, Error>(())
    })
    .unwrap();
}

fn the_postvak_has_every_mail_a_page_at_a_time_and_finds_them(db: TestDb) {
    let setup = Setup {
        demo: true,
        ..Setup::default()
    };
    let test = TestApp::with(db, &["lelystad-demo", "velsen-demo"], &setup);
    let look = |path: &str| {
        let page = test.send(&Ask::get(path).by(&As::Nobody).lang("nl"));
        assert_eq!(page.status, 200, "{path}");
        page.text()
    };
    let subjects = |page: &str| -> Vec<String> {
        let all = page.split("ww-triage__link").skip(1);
        all.map(|one| {
            let (_, rest) = one.split_once("<strong>").unwrap();
            rest.split_once("</strong>").unwrap().0.to_owned()
        })
        .collect()
    };
    assert!(look("/demo/postvak").contains("Er is nog geen mail"));
    send_mails(&test, "lelystad", 90);
    send_mails(&test, "velsen", 90);
    let (mut path, mut found) = ("/demo/postvak".to_owned(), Vec::new());
    for _ in 0..3 {
        let page = look(&path);
        found.extend(subjects(&page));
        let older = page
            .split("href=\"")
            .find(|one| one.contains("Oudere mails"));
        match older.and_then(|one| one.split('"').next()) {
            Some(next) => path = next.replace("&amp;", "&").replace("&#38;", "&"),
            None => break,
        }
    }
    assert_eq!(found.len(), 180, "every mail, in three pages");
    assert_eq!(found[0].split(' ').nth(1), Some("89"), "the newest first");
    let different: std::collections::BTreeSet<&String> = found.iter().collect();
    assert_eq!(different.len(), 180, "and none twice");
    // By who got it, and by what it is about, whatever the case.
    for (q, count) in [
        ("LEZER7%40velsen", 1),
        ("bericht+7+UIT", 2),
        ("velsen.example", 80),
        ("nergens", 0),
        ("%25", 80),
    ] {
        let page = look(&format!("/demo/postvak?q={q}"));
        assert_eq!(subjects(&page).len(), count, "{q}");
        assert_eq!(page.contains("Er is geen mail met"), count == 0, "{q}");
    }
    // The second page of what was found is of what was found.
    let page = look("/demo/postvak?q=velsen.example");
    let older = page
        .split("href=\"")
        .find(|one| one.contains("Oudere mails"));
    let next = older.and_then(|one| one.split('"').next()).unwrap();
    let next = next.replace("&amp;", "&").replace("&#38;", "&");
    let rest = subjects(&look(&next));
    assert_eq!(rest.len(), 10);
    assert!(rest.iter().all(|subject| subject.ends_with("velsen")));
}

#[test]
fn the_root_opens_the_gemeente_that_was_asked_for_else_the_choice_of_who_to_be() {
    for (gemeente, to) in [
        (None, "/demo"),
        (Some("lelystad"), "/lelystad"),
        (Some("velsen"), "/velsen"),
    ] {
        let dir = kit::testing::TestDir::new();
        let options = DemoOptions {
            dir: dir.path().to_owned(),
            datum: None,
            seed: 1,
            klein: true,
            fresh: false,
            port: 0,
            print_port: false,
            no_serve: true,
            gemeente: gemeente.map(ToOwned::to_owned),
        };
        let clock = Clock::manual("2026-03-02T08:00:00Z".parse().unwrap());
        let app = open(config(&options), clock, IdSource::seeded(1)).unwrap();
        for document in documents() {
            found(&app, document, true).unwrap();
        }
        let (status, location, _) = visit(&app, "/");
        assert_eq!((status, location.as_str()), (303, to));
        // Who to be can be chosen all the same, of that gemeente first.
        let (status, _, page) = visit(&app, "/demo");
        assert_eq!(status, 200);
        let at = |slug: &str| page.find(&format!("href=\"#{slug}\"")).unwrap();
        let first = gemeente.unwrap_or("lelystad");
        let other = if first == "velsen" {
            "lelystad"
        } else {
            "velsen"
        };
        assert!(at(first) < at(other), "{gemeente:?}");
    }
}

#[test]
fn a_gemeente_that_the_demo_has_not_is_refused_before_it_is_made() {
    assert_eq!(check_gemeente(None), Ok(()));
    assert_eq!(check_gemeente(Some("velsen")), Ok(()));
    let said = check_gemeente(Some("Velsen-Noord")).unwrap_err();
    for word in ["Velsen-Noord", "lelystad", "velsen"] {
        assert!(said.contains(word), "{said}");
    }
}

/// Status, where it leads and the page itself.
fn visit(app: &App, path: &str) -> (u16, String, String) {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    runtime.block_on(async {
        let request = Request::get(path)
            .header("accept-language", "nl")
            .body(Body::empty())
            .unwrap();
        let response = crate::http::service(app.clone())
            .oneshot(request)
            .await
            .unwrap();
        let status = response.status().as_u16();
        let location = response.headers().get("location");
        let location = location
            .map_or("", |value| value.to_str().unwrap())
            .to_owned();
        let bytes = axum::body::to_bytes(response.into_body(), 1 << 22)
            .await
            .unwrap();
        (
            status,
            location,
            String::from_utf8_lossy(&bytes).into_owned(),
        )
    })
}
