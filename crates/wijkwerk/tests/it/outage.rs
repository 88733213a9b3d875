//! The database gone for a minute, and a full disk: a clear answer, the form kept, nothing half done, nothing lost,
//! and everything as before without a restart.

mod disk;
mod door;

use std::collections::BTreeSet;

use door::{CLOSED, Door, LOSE_ANSWER, LOSE_ANSWER_AND_CLOSE, LOSE_COMMIT, OPEN};
use image::{DynamicImage, ImageFormat};
use kit::db::Queries;
use kit::testing::{TestDb, skip};
use wijkwerk::config::Limits;
use wijkwerk::error::Error;
use wijkwerk::testing::{Answer, As, Ask, Setup, TestApp};

/// A Wijkwerk on PostgreSQL behind a door; `None` without such a server, told as a skip.
fn behind_a_door(test: &str) -> Option<(TestApp, Door)> {
    let Some(mut db) = TestDb::postgres() else {
        skip(test, "no PostgreSQL server (WIJKWERK_TEST_PG)");
        return None;
    };
    let Some(door) = Door::to(&db.target) else {
        skip(test, "PostgreSQL is not behind a local socket");
        return None;
    };
    db.target = door.through(&db.target);
    Some((start(db), door))
}

/// No counting of who asks how often: then the only COMMIT of a melding is its own.
pub fn start(db: TestDb) -> TestApp {
    let setup = Setup {
        limits: Some(Limits {
            meldingen_per_hour: 0,
            ..Limits::default()
        }),
        ..Setup::default()
    };
    let mut app = TestApp::with(db, &["velsen-demo"], &setup);
    app.sign_in_all();
    app
}

/// A melding as a form holds it: words, the id of the form, the secret of the link.
pub struct Sent {
    pub words: String,
    pub fields: String,
    pub photo: Option<Vec<u8>>,
}

impl Sent {
    pub fn new(app: &TestApp, n: u128) -> Self {
        let wijk = app
            .frame("velsen")
            .wijken()
            .next()
            .expect("a wijk")
            .sleutel
            .clone();
        let words = format!("Tegel nummer {n} ligt los bij de brug");
        let fields = format!(
            "aanvraag={}&sleutel={}&wijk={wijk}&onderwerp=heel&omschrijving={words}&email=melder@voorbeeld.example&bevestigd=1",
            uuid::Uuid::from_u128(0x018f_0000_0000_7000_8000_0000_0000_0000 + n),
            app.app.token()
        );
        Self {
            words,
            fields,
            photo: None,
        }
    }

    pub fn send(&self, app: &TestApp) -> Answer {
        let ask = Ask::post("/velsen/melden", &self.fields).lang("nl");
        app.send(&match &self.photo {
            Some(photo) => ask.file("foto", "tegel.png", photo.clone()),
            None => ask,
        })
    }

    /// The answer while it cannot be taken in: when to come back, and everything still there.
    pub fn is_kept(&self, answer: &Answer) {
        let text = answer.text();
        assert_eq!(answer.status, 503, "{text}");
        assert!(
            answer
                .header("retry-after")
                .parse::<u32>()
                .is_ok_and(|after| after > 0)
        );
        assert!(text.contains("Het versturen lukt nu even niet."), "{text}");
        assert!(text.contains(&self.words), "the words are gone: {text}");
        for field in self.fields.split('&').take(2) {
            let value = field.split_once('=').map_or("", |(_, value)| value);
            assert!(
                text.contains(&format!("value=\"{value}\"")),
                "{field}: {text}"
            );
        }
        assert!(text.contains("melder@voorbeeld.example"), "{text}");
        assert_eq!(
            crate::html::faults(&text, "nl", false),
            Vec::<String>::new()
        );
    }
}

pub fn photo(seed: u32) -> Vec<u8> {
    let mut state = seed;
    let noise: Vec<u8> = (0..200 * 150)
        .map(|_| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            state.to_be_bytes()[0]
        })
        .collect();
    let image = image::GrayImage::from_raw(200, 150, noise).expect("the sizes agree");
    let mut bytes = std::io::Cursor::new(Vec::new());
    DynamicImage::ImageLuma8(image)
        .write_to(&mut bytes, ImageFormat::Png)
        .expect("memory takes a picture");
    bytes.into_inner()
}

/// What there is: the words of every melding, and that none is half there and the chain is whole.
pub fn kept(app: &TestApp) -> BTreeSet<String> {
    let gemeente = app.frame("velsen").id;
    let (texts, counts) = app
        .app
        .db()
        .read_blocking(move |tx| {
            let texts: Vec<String> = tx.query(
                "SELECT omschrijving FROM melding_teksten WHERE gemeente_id = $1",
                &[&gemeente],
                |row| row.get(0),
            )?;
            let mut counts = Vec::new();
            for sql in [
                "SELECT count(*) FROM meldingen WHERE gemeente_id = $1",
                "SELECT count(*) FROM meldingen_publiek WHERE gemeente_id = $1",
                "SELECT count(*) FROM melders WHERE gemeente_id = $1",
                "SELECT count(DISTINCT holder_id) FROM links WHERE gemeente_id = $1 AND kind = 'melder'",
                "SELECT melding_nummer FROM gemeenten WHERE id = $1",
            ] {
                counts.push(tx.query_one(sql, &[&gemeente], |row| row.get::<i64>(0))?);
            }
            Ok::<_, Error>((texts, counts))
        })
        .expect("it can be read");
    let chain = wijkwerk::journaal::verify(app.app.db(), gemeente).expect("it can be walked");
    assert!(chain.is_ok(), "{chain:?}");
    let all = i64::try_from(texts.len()).expect("few");
    assert!(
        counts.iter().all(|count| *count == all),
        "{all} against {counts:?}"
    );
    let words: BTreeSet<String> = texts.iter().cloned().collect();
    assert_eq!(words.len(), texts.len(), "one is there twice: {texts:?}");
    words
}

#[test]
fn the_database_gone_for_a_minute() {
    let Some((app, door)) = behind_a_door("outage::the_database_gone_for_a_minute") else {
        return;
    };
    let beheerder = As::role("wijkbeheerder");
    let first = Sent::new(&app, 1);
    let taken = first.send(&app);
    assert_eq!(taken.status, 303, "{}", taken.text());
    let link = taken
        .location()
        .split('?')
        .next()
        .expect("a path")
        .to_owned();
    let page = app.get("/velsen/wijken");
    assert_eq!(page.status, 200);

    door.set(CLOSED);
    let mut second = Sent::new(&app, 2);
    second.photo = Some(photo(7));
    let answer = second.send(&app);
    second.is_kept(&answer);
    assert!(
        answer.text().contains("name=\"foto_klaar\""),
        "the photo is kept too"
    );
    // What is kept in memory stays readable.
    let still = app.get("/velsen/wijken");
    assert_eq!((still.status, still.body == page.body), (200, true));
    let zin = format!("/velsen/meldingen/{}/zin", uuid::Uuid::from_u128(1));
    let words =
        "zin=De gemeente kijkt hier deze week naar.&aanvraag=018f0000-0000-7000-8000-00000000aaaa";
    let staff = app.send(&Ask::post(&zin, words).by(&beheerder).lang("nl"));
    let judged = app.send(
        &Ask::post(
            &format!("{link}/oordeel"),
            "opgelost=nee&toelichting=De tegel ligt nog steeds los&aanvraag=018f0000-0000-7000-8000-00000000bbbb",
        )
        .lang("nl"),
    );
    for (what, answer, held) in [
        ("staff", &staff, "De gemeente kijkt hier deze week naar."),
        ("link", &judged, "De tegel ligt nog steeds los"),
    ] {
        let text = answer.text();
        assert_eq!(answer.status, 503, "{what}: {text}");
        assert!(!answer.header("retry-after").is_empty(), "{what}");
        assert!(
            text.contains(held) && text.contains("Verstuur opnieuw"),
            "{what}: {text}"
        );
        assert_eq!(
            crate::html::faults(&text, "nl", false),
            Vec::<String>::new(),
            "{what}"
        );
    }
    for path in [
        "/velsen/meldingen",
        "/velsen/wijken/driehuis",
        link.as_str(),
    ] {
        let answer = app.send(&Ask::get(path).by(&beheerder).lang("nl"));
        assert_eq!(answer.status, 503, "{path}");
        assert!(!answer.header("retry-after").is_empty(), "{path}");
        assert!(
            answer.text().contains("Het lukt nu even niet"),
            "{path}: {}",
            answer.text()
        );
    }
    let api = app.get("/api/v1/gemeenten/velsen/meldingen");
    assert_eq!(
        (api.status, api.header("content-type")),
        (503, "application/problem+json")
    );
    assert!(!api.header("retry-after").is_empty() && api.json()["status"] == 503);
    // The background work fails and waits; it does not fall over.
    assert!(wijkwerk::notifications::read_new(&app.app).is_err());
    assert!(wijkwerk::jobs::run_due(&app.app, wijkwerk::jobs::Night::Now).is_err());
    assert!(app.wait(app.app.refresh()).is_err());

    app.clock.advance_seconds(60);
    door.set(OPEN);
    let again = second.send(&app);
    assert_eq!(again.status, 303, "{}", again.text());
    assert_eq!(app.get("/velsen/wijken/driehuis").status, 200);
    assert_eq!(
        app.send(&Ask::get("/velsen/meldingen").by(&beheerder))
            .status,
        200
    );
    assert_eq!(app.get(&link).status, 200);
    wijkwerk::notifications::read_new(&app.app).expect("the reader goes on");
    assert_eq!(kept(&app), BTreeSet::from([first.words, second.words]));
}

#[test]
fn an_answer_to_commit_that_is_lost_is_looked_up() {
    let Some((app, door)) = behind_a_door("outage::an_answer_to_commit_that_is_lost_is_looked_up")
    else {
        return;
    };
    let mut all = BTreeSet::new();
    // It is in, and the database can be asked: then it is acknowledged, once.
    let one = Sent::new(&app, 1);
    door.set(LOSE_ANSWER);
    let answer = one.send(&app);
    assert_eq!(answer.status, 303, "{}", answer.text());
    all.insert(one.words);
    assert_eq!(kept(&app), all);
    // It is not in: nobody is told that it is.
    let two = Sent::new(&app, 2);
    door.set(LOSE_COMMIT);
    two.is_kept(&two.send(&app));
    assert_eq!(kept(&app), all);
    assert_eq!(two.send(&app).status, 303);
    all.insert(two.words);
    // It is in and nobody can be asked: sent again it counts once.
    let three = Sent::new(&app, 3);
    door.set(LOSE_ANSWER_AND_CLOSE);
    three.is_kept(&three.send(&app));
    door.set(OPEN);
    let again = three.send(&app);
    assert_eq!(again.status, 303, "{}", again.text());
    assert_eq!(
        app.get(again.location()).status,
        200,
        "its link is the one of the first time"
    );
    all.insert(three.words);
    assert_eq!(kept(&app), all);
}
