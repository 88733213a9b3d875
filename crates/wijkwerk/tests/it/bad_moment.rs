//! Forms sent twice, too late, signed out, or about what lies elsewhere; and the hours in which the clock changes.

use kit::testing::TestDb;
use wijkwerk::http::{Method, Route};
use wijkwerk::testing::{As, Ask, TestApp, objects};

use crate::aanvaarding::{Stad, link_in};
use crate::forms::{app, forms};
use crate::matrix::{allowed, columns, parts};
use crate::pages;
use crate::sources::none;

#[test]
fn every_form_sent_twice_counts_once() {
    let app = app();
    let samples = app.samples();
    let mut wrong = Vec::new();
    let mut tried = 0;
    for form in forms(&app, &samples) {
        let fork = app.fork();
        let mut fields = form.fields.clone();
        fields.retain(|(name, _)| name != "aanvraag");
        fields.push((
            "aanvraag".to_owned(),
            "018f0000-0000-7000-8000-00000000abcd".to_owned(),
        ));
        if matches!(form.route.name, "melden.verstuur" | "wijkvraag.verstuur") {
            fields.push(("sleutel".to_owned(), fork.app.token()));
        }
        let first = form.send(&fork, &fields);
        if first.status != 303 {
            continue;
        }
        tried += 1;
        let after_one = seqs(&fork);
        let second = form.send(&fork, &fields);
        let signs_in = form.path.contains("/inloggen") || form.path.contains("/uitloggen");
        if (second.status, second.location()) != (303, first.location()) && !signs_in {
            wrong.push(format!(
                "{}: first {} then {} {}",
                form.route.name,
                first.location(),
                second.status,
                second.location()
            ));
        }
        if seqs(&fork) != after_one {
            wrong.push(format!("{}: counted twice", form.route.name));
        }
    }
    println!("{tried} forms sent twice");
    assert!(tried > 30, "{tried}");
    none("a form that counts twice", &wrong);
}

fn seqs(app: &TestApp) -> Vec<i64> {
    use kit::db::Queries as _;
    app.app
        .db()
        .read_blocking(|tx| {
            Ok::<_, wijkwerk::error::Error>(tx.query(
                "SELECT seq FROM gemeenten ORDER BY slug",
                &[],
                |row| row.get(0),
            )?)
        })
        .expect("the versions can be read")
}

/// Forms that change nothing of a gemeente's history and so need no id; and the one on a kept page that asks for news by
/// mail: asked twice it is one abonnement, and as when signing in another mail.
const WITHOUT_ID: &[&str] = &[
    "/inloggen",
    "/uitloggen",
    "/contact",
    "/demo/",
    "/reactie",
    "/abonnement",
];

#[test]
fn every_form_on_every_page_carries_an_id() {
    let app = app();
    let mut told = Vec::new();
    let mut wrong = Vec::new();
    for page in pages::every_page(&app, &mut told) {
        let text = page.answer.text();
        for form in text.split("<form").skip(1) {
            let form = form.split("</form>").next().unwrap_or_default();
            let action = form
                .split_once("action=\"")
                .map_or("", |(_, rest)| rest.split('"').next().unwrap_or_default());
            // A box to search in changes nothing; its question goes by POST so that it stands in no address. Nor does the
            // photo of the start page, which is kept for everybody: the form that it leads to has an id.
            if form.contains("method=\"post\"")
                && !form.contains("role=\"search\"")
                && !form.contains("name=\"begin\"")
                && !form.contains("name=\"aanvraag\"")
                && !WITHOUT_ID.iter().any(|part| action.contains(part))
            {
                wrong.push(format!("{}: the form to {action}", page.route.name));
            }
        }
    }
    wrong.sort();
    wrong.dedup();
    none("a form without an id", &wrong);
}

/// Path parameters that name nothing of a gemeente.
const NO_OBJECT: &[&str] = &[
    "gemeente",
    "token",
    "bestand",
    "persona",
    "inrichting",
    "soort",
];

/// The parameters of a path.
fn named(path: &str) -> Vec<&str> {
    path.split('{')
        .skip(1)
        .filter_map(|rest| rest.split('}').next())
        .filter(|name| !NO_OBJECT.contains(name))
        .collect()
}

/// An id that exists, but elsewhere, is no id here: 404 in every address, nothing done in every form.
#[test]
fn objects_of_another_gemeente_are_not_there() {
    let mut app = app();
    let own = app.samples();
    app.turn_to("lelystad");
    let other = app.samples();
    app.turn_to("velsen");
    let all = columns(&app, &own);
    let mut wrong = Vec::new();
    let mut tried = 0;
    for route in app.app.routes().routes() {
        let Some(column) = all.iter().find(|column| allowed(&app, route, column)) else {
            continue;
        };
        let (here, there) = (own.for_route(route.name), other.for_route(route.name));
        let in_form: Vec<&str> = id_fields(route);
        for (name, in_path) in named(route.path)
            .into_iter()
            .map(|name| (name, true))
            .chain(in_form.into_iter().map(|name| (name, false)))
        {
            let Some(elsewhere) = there.0.get(name).filter(|id| here.0.get(name) != Some(*id))
            else {
                continue;
            };
            let mut samples = own.clone();
            for key in [name.to_owned(), format!("{}/{name}", route.name)] {
                samples.0.insert(key, elsewhere.clone());
            }
            let (Ok(own), Ok(changed)) =
                (parts(route, column, &own), parts(route, column, &samples))
            else {
                continue;
            };
            let path = if in_path { &changed.path } else { &own.path };
            let fields = if in_path {
                &own.fields
            } else {
                &changed.fields
            };
            let mut ask = match route.method {
                Method::Get => Ask::get(path).query(fields),
                Method::Post => Ask::post(path, fields),
            };
            for (field, file) in &own.files {
                ask = ask.file(field, file, objects::file(&app, file));
            }
            tried += 1;
            let before = seqs(&app);
            let answer = app.send(&ask.by(&column.who).lang("nl"));
            // A form may find fault with itself first; it never does anything.
            let fine = answer.status == 404
                || (route.method == Method::Post || !in_path)
                    && matches!(answer.status, 400 | 403 | 409);
            if !fine || seqs(&app) != before {
                wrong.push(format!(
                    "{} with {{{name}}} of elsewhere: {}",
                    route.name, answer.status
                ));
            }
        }
    }
    println!("{tried} ids of elsewhere tried");
    assert!(tried > 40, "{tried}");
    none("an object of another gemeente that was found", &wrong);
}

/// The ids in the fields of a form's sample.
fn id_fields(route: &Route) -> Vec<&'static str> {
    if route.method == Method::Get {
        return Vec::new();
    }
    route
        .sample
        .split('&')
        .filter_map(|pair| pair.split_once("={"))
        .filter_map(|(_, rest)| rest.strip_suffix('}'))
        .filter(|name| {
            !NO_OBJECT.contains(name) && !matches!(*name, "thema" | "onderwerp" | "lat" | "lon")
        })
        .collect()
}

/// Whoever sends what somebody else changed meanwhile is told so; nothing is overwritten and the words stay.
#[test]
fn a_stale_form_is_told_and_its_words_stay() {
    let app = app();
    let samples = app.samples();
    let who = As::role("wijkteamlid");
    let path = format!(
        "/velsen/aandachtsgebieden/{}/wijzig",
        samples.0["aandachtsgebied"]
    );
    let seen = |page: &str| {
        let rest = page
            .split_once("name=\"gezien\" value=\"")
            .expect("a moment")
            .1;
        rest.split('"').next().unwrap_or_default().to_owned()
    };
    let gezien = seen(&app.send(&Ask::get(&path).by(&who).lang("nl")).text());
    let fields = |titel: &str, more: &str| {
        format!(
            "gezien={gezien}&titel={titel}&behoefte=Bewoners vragen om minder afval&behoefte_van=bewoners&wijken={}&themas={}{more}",
            samples.0["wijk_id"], samples.0["thema"]
        )
    };
    let send = |titel: &str, more: &str| {
        app.send(&Ask::post(&path, &fields(titel, more)).by(&who).lang("nl"))
    };
    app.clock.advance_seconds(60);
    assert_eq!(send("De eerste was sneller", "").status, 303);
    app.clock.advance_seconds(60);
    // With a fault of its own the form comes back as old as it was.
    let faulty = send("", "");
    assert_eq!(faulty.status, 400);
    assert_eq!(seen(&faulty.text()), gezien);
    let stale = send("De tweede wist van niets", "");
    assert_eq!(stale.status, 409);
    let text = stale.text();
    for told in [
        "Iemand anders heeft dit net veranderd.",
        "De tweede wist van niets",
        "Bewoners vragen om minder afval",
    ] {
        assert!(text.contains(told), "{told}: {text}");
    }
    let now = app.send(&Ask::get(&path).by(&who).lang("nl")).text();
    assert!(now.contains("De eerste was sneller"));
}

/// A session that ended while somebody was writing: the page that says so still holds the form. Sent again after signing
/// in it does what it would have done, once, without any script (WCAG 2.2.1).
#[test]
fn whoever_was_signed_out_while_writing_sends_the_same_form_after_signing_in() {
    let mut app = app();
    let path = format!("/velsen/meldingen/{}/zin", app.samples().0["melding"]);
    let who = As::role("wijkbeheerder");
    let fields =
        "zin=De stoep ligt er weer netjes bij.&aanvraag=018f0000-0000-7000-8000-00000000beef";
    app.clock.advance_seconds(9 * 3600);
    let ask = Ask::post(&path, fields).by(&who).lang("nl");
    let answer = app.send(&ask);
    assert_eq!(answer.status, 401);
    let page = answer.text();
    for told in [
        "Log eerst in",
        "Er is niets weg.",
        "De stoep ligt er weer netjes bij.",
        &format!("<form method=\"post\" action=\"{path}\">"),
        "name=\"zin\" value=\"De stoep ligt er weer netjes bij.\"",
        "name=\"aanvraag\" value=\"018f0000-0000-7000-8000-00000000beef\"",
    ] {
        assert!(page.contains(told), "{told}: {page}");
    }
    assert_eq!(
        answer.header("cache-control"),
        "no-store",
        "nobody keeps that page"
    );
    let elsewhere = app.send(&ask.clone().header("sec-fetch-site", "cross-site"));
    assert!(
        !elsewhere
            .text()
            .contains("De stoep ligt er weer netjes bij.")
    );
    // Signed in on the other tab, the form of the page is sent as it stands there, twice.
    app.sign_in_all();
    let first = app.send(&ask);
    assert_eq!(first.status, 303, "{}", first.text());
    let again = app.send(&ask);
    assert_eq!(again.status, 303, "{}", again.text());
    assert_eq!(again.location(), first.location());
    // Not for who wants to look at a page: there is nothing to send.
    app.clock.advance_seconds(9 * 3600);
    let looked = app.send(&Ask::get("/velsen/meldingen").by(&who).lang("nl"));
    assert_eq!(looked.status, 401);
    assert!(!looked.text().contains("Er is niets weg."));
}

/// Whoever is signed in is told how long nothing may be sent, where a script finds it.
#[test]
fn every_page_for_who_is_signed_in_says_when_the_session_ends() {
    let app = app();
    let page = app
        .send(
            &Ask::get("/velsen/vandaag")
                .by(&As::role("wijkbeheerder"))
                .lang("nl"),
        )
        .text();
    let seconds = wijkwerk::kader::accounts::SURE_SECONDS;
    assert!(
        page.contains(&format!("data-sessie=\"{seconds}\"")),
        "{page}"
    );
    assert!(page.contains("Over tien minuten"));
    // One second before that time the session is still there, however late the last look was noted.
    app.clock.advance_seconds(seconds - 1);
    let still = app.send(&Ask::get("/velsen/vandaag").by(&As::role("wijkbeheerder")));
    assert_eq!(still.status, 200);
}

/// A partner's link: one answer to one question, and dead after its time.
#[test]
fn an_expired_or_used_partner_link_says_so() {
    let stad = Stad::new(TestDb::sqlite(), "velsen-demo");
    let members = stad.members("velsen-noord");
    let plan = stad.plan(&members.beheerder, "velsen-noord");
    let wish = stad.wish(&plan, "Schone straat", "velsen-noord");
    let area = stad.sent(&members.beheerder, "aandachtsgebieden", &wish);
    stad.sent(
        &members.beheerder,
        "afspraken",
        &format!(
            "aandachtsgebied={area}&wat=Stoep vrijhouden&due=2026-06-01&partij_soort=ondernemer\
             &partij_naam=Tess Denkbeeld&partij_email=tess@winkel.example"
        ),
    );
    let mails = stad.mails_to("tess@winkel.example");
    let link = link_in(mails.first().expect("a mail that asks"));
    let answer = |fields: &str| stad.app.send(&Ask::post(&link, fields).lang("nl"));
    assert_eq!(answer("doe=aannemen").status, 303);
    let again = answer("doe=aannemen&aanvraag=018f0000-0000-7000-8000-00000000abce");
    assert_eq!(again.status, 409);
    assert!(again.text().contains("al aangenomen"), "{}", again.text());
    let words = "doe=afwijzen&reason=Ik heb toch geen tijd hiervoor";
    let refused = answer(words);
    assert_eq!(refused.status, 409);
    assert!(
        refused.text().contains("Ik heb toch geen tijd hiervoor"),
        "the words stay"
    );
    // It lives as long as the work, and sixty days.
    stad.app.clock.advance_seconds(160 * 86_400);
    for late in [
        stad.app.get(&link),
        answer("doe=voortgang&voortgang=Het gaat goed zo"),
    ] {
        assert_eq!(late.status, 404);
        assert!(
            late.text().contains("Deze link werkt niet meer"),
            "{}",
            late.text()
        );
    }
}

/// Both clock changes: the hour that is not there and the hour that is there twice.
#[test]
fn nothing_is_lost_or_done_twice_when_the_clock_changes() {
    for (evening, what) in [
        ("2026-03-28T22:30:00Z", "spring"),
        ("2026-10-24T21:30:00Z", "autumn"),
    ] {
        let app = app();
        let frame = app.frame("velsen");
        let wijk = frame.wijken().next().expect("a wijk").sleutel.clone();
        app.clock.set(evening.parse().expect("a moment"));
        let mut nights = 0;
        let mut links = Vec::new();
        for step in 0..16 {
            nights += wijkwerk::jobs::run_due(&app.app, wijkwerk::jobs::Night::FromThree)
                .expect("the night runs");
            let fields = format!(
                "wijk={wijk}&onderwerp=heel&omschrijving=Tegel {step} ligt los&bevestigd=1"
            );
            let sent = app.send(&Ask::post("/velsen/melden", &fields));
            assert_eq!(sent.status, 303, "{what} {step}: {}", sent.text());
            links.push(sent.location().to_owned());
            app.clock.advance_seconds(1800);
        }
        // Before midnight the night of the day itself is made up for; after three the next one is done, once.
        assert_eq!(nights, 2 * app.slugs().len(), "{what}");
        for link in links {
            let page = app.get(&link);
            assert_eq!(page.status, 200, "{what}: {}", page.text());
        }
    }
}
