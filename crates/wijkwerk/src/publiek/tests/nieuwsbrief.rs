//! The news of a wijk by mail, from asking to one tap, on both engines and with a mail server that is really there.

use std::collections::BTreeSet;

use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::Request;
use jiff::Timestamp;
use kit::testing::TestDb;
use kit::testing::smtp::{Behaviour, SmtpSink};
use tower::ServiceExt as _;

use crate::access::Actor;
use crate::error::Error;
use crate::ids::GebiedId;
use crate::jobs::tests::{Town, town};
use crate::jobs::{Night, erasures, run_due};
use crate::kader::organisaties::actions::found_bewonersorgaan;
use crate::kader::stukken::{NewStuk, Stukinhoud, actions};
use crate::notifications::{read_new, send_due, send_issues};
use crate::publiek::publish_due;

kit::on_both_engines!(
    v_86_the_news_of_a_wijk_goes_out_once_and_stops_with_one_tap,
    v_86_nobody_gets_an_issue_twice_and_nobody_is_passed_over,
    v_86_an_outage_makes_one_late_issue_with_what_was_missed,
    what_cannot_wait_waits_for_no_more_than_some_of_the_news,
    asking_for_a_known_address_gets_the_same_answer,
    an_address_that_was_not_confirmed_or_takes_no_mail_is_erased,
);

const BUUR: &str = "buur@voorbeeld.example";
/// Friday at eight in the morning, in winter time, and a minute before.
const FRIDAY: &str = "2026-03-06T07:00:00Z";
const BEFORE: &str = "2026-03-06T06:59:00Z";

struct Answer {
    status: u16,
    to: String,
    body: String,
}

fn ask(town: &Town, request: axum::http::request::Builder, body: &str) -> Answer {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    let mut request = request
        .header("host", "localhost")
        .header("accept-language", "nl")
        .header("content-type", "application/x-www-form-urlencoded")
        .body(Body::from(body.to_owned()))
        .unwrap();
    let from = std::net::SocketAddr::from(([127, 0, 0, 1], 50_000));
    request.extensions_mut().insert(ConnectInfo(from));
    runtime.block_on(async {
        let response = crate::http::service(town.app.clone())
            .oneshot(request)
            .await
            .unwrap();
        let to = response.headers().get("location");
        let to = to.map_or_else(String::new, |to| to.to_str().unwrap().to_owned());
        let status = response.status().as_u16();
        let bytes = axum::body::to_bytes(response.into_body(), 1 << 22)
            .await
            .unwrap();
        Answer {
            status,
            to,
            body: String::from_utf8_lossy(&bytes).into_owned(),
        }
    })
}

fn get(town: &Town, path: &str) -> Answer {
    ask(town, Request::get(path), "")
}

fn post(town: &Town, path: &str, body: &str) -> Answer {
    let request = Request::post(path).header("sec-fetch-site", "same-origin");
    ask(town, request, body)
}

fn at(town: &Town, moment: &str) {
    town.clock.set(moment.parse::<Timestamp>().unwrap());
}

/// The key of the n-th wijk.
fn wijk(town: &Town, n: usize) -> (GebiedId, String) {
    let found = town.frame.wijken().nth(n).unwrap();
    (found.id, found.sleutel.clone())
}

/// Asks for the news of a wijk and lets the mail that follows leave.
fn subscribe(town: &Town, key: &str, email: &str) -> Answer {
    let slug = &town.frame.slug;
    let fields = format!("wijk={key}&email={}&taal=nl", email.replace('@', "%40"));
    let answer = post(town, &format!("/{slug}/abonnement"), &fields);
    deliver(town);
    answer
}

/// Lets every mail leave that waits.
fn deliver(town: &Town) {
    read_new(&town.app).unwrap();
    send_issues(&town.app).unwrap();
    town.clock.advance_seconds(30);
    while send_due(&town.app).unwrap() > 0 {}
}

/// The path of the link in the last mail to this address.
fn link(sink: &SmtpSink, email: &str) -> String {
    let mail = sink.mails_for(email).pop().unwrap();
    let text = mail.text().unwrap();
    let (_, rest) = text.rsplit_once("/l/").unwrap();
    let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
    format!("/l/{}", &rest[..end])
}

fn confirm(town: &Town, sink: &SmtpSink, email: &str) -> String {
    let link = link(sink, email);
    assert_eq!(post(town, &link, "doe=bevestig").status, 303);
    link
}

/// Sends a stuk to the body of residents of a wijk, which everybody may read.
fn send(town: &Town, gebied: GebiedId, titel: &str) {
    let titel = titel.to_owned();
    let slug = town.frame.slug.clone();
    let known = town.app.frame_blocking(&slug).unwrap().unwrap();
    let orgaan = known
        .organen
        .iter()
        .find(|orgaan| orgaan.is_bewonersorgaan() && orgaan.gebieden.contains(&gebied));
    let orgaan = if let Some(orgaan) = orgaan {
        orgaan.id
    } else {
        let founded = town
            .app
            .write_blocking(&town.frame, &Actor::Command, move |ctx| {
                found_bewonersorgaan(ctx, gebied, "Buren", None)
            })
            .unwrap();
        town.app.forget_frame(&slug);
        founded
    };
    let frame = town.app.frame_blocking(&slug).unwrap().unwrap();
    town.app
        .write_blocking(&frame, &Actor::Command, move |ctx| {
            let new = NewStuk {
                inhoud: Stukinhoud {
                    titel: titel.clone(),
                    waarover: "Hoe het plein er straks uitziet.".to_owned(),
                    tekst: "Er komen bomen.".to_owned(),
                    document: None,
                },
                organen: vec![orgaan],
                wijken: vec![gebied],
                beperking: None,
            };
            actions::send(ctx, &new, None)
        })
        .unwrap();
}

fn rows(town: &Town) -> i64 {
    town.count("SELECT count(*) FROM abonnementen")
}

fn v_86_the_news_of_a_wijk_goes_out_once_and_stops_with_one_tap(test: TestDb) {
    let sink = SmtpSink::start("127.0.0.1:0").unwrap();
    let town = town(&test, sink.address().port());
    let ((gebied, key), (_, other)) = (wijk(&town, 0), wijk(&town, 1));
    let page = get(&town, &format!("/{}/wijken/{key}", town.frame.slug));
    assert!(page.body.contains("Houd mij op de hoogte"), "{}", page.body);
    assert_eq!(subscribe(&town, &key, "Buur@Voorbeeld.example").status, 303);
    assert_eq!(
        subscribe(&town, &other, "elders@voorbeeld.example").status,
        303
    );
    confirm(&town, &sink, "elders@voorbeeld.example");
    // The mail asks; looking at its page changes nothing.
    let first = sink.mails_for(BUUR).pop().unwrap();
    assert!(
        first.subject().contains("klopt dit adres"),
        "{}",
        first.subject()
    );
    let asked = get(&town, &link(&sink, BUUR));
    assert!(
        asked.body.contains("Ja, stuur mij het nieuws"),
        "{}",
        asked.body
    );
    assert_eq!(
        town.count("SELECT count(*) FROM abonnementen WHERE confirmed_at IS NOT NULL"),
        1
    );
    confirm(&town, &sink, BUUR);
    send(&town, gebied, "Plan voor het plein");
    at(&town, BEFORE);
    assert_eq!(publish_due(&town.app).unwrap(), 0, "not before its hour");
    at(&town, FRIDAY);
    assert_eq!(
        publish_due(&town.app).unwrap(),
        1,
        "nothing new elsewhere: no issue"
    );
    assert_eq!(publish_due(&town.app).unwrap(), 0, "once");
    deliver(&town);
    let mails = sink.mails_for(BUUR);
    assert_eq!(mails.len(), 2, "the question and the news");
    let news = mails.last().unwrap();
    let text = news.text().unwrap();
    for told in [
        "Stuk: Plan voor het plein",
        "Hoe het plein er straks uitziet.",
        "/stukken/",
        "2 maart 2026",
    ] {
        assert!(text.contains(told), "{told}: {text}");
    }
    assert_eq!(sink.mails_for("elders@voorbeeld.example").len(), 1);
    // Its own feed says the same.
    let feed = get(
        &town,
        &format!("/{}/wijken/{key}/nieuws.xml", town.frame.slug),
    );
    assert!(
        feed.body.contains("Stuk: Plan voor het plein"),
        "{}",
        feed.body
    );
    // RFC 8058: the mail program ends it without a page of ours.
    let header = news.header("List-Unsubscribe").unwrap();
    assert_eq!(
        news.header("List-Unsubscribe-Post").as_deref(),
        Some("List-Unsubscribe=One-Click")
    );
    let path = header
        .trim_matches(['<', '>'])
        .split_once("/l/")
        .map(|(_, token)| format!("/l/{token}"))
        .unwrap();
    assert_eq!(path, link(&sink, BUUR), "the same as in the mail");
    let shown = get(&town, &path);
    assert!(shown.body.contains(BUUR), "its own data: {}", shown.body);
    assert_eq!(rows(&town), 2);
    let other_body = ask(&town, Request::post(&path), "doe=stop");
    assert_eq!(other_body.status, 409, "no browser, no one tap");
    let from_elsewhere = Request::post(&path).header("origin", "https://elders.example");
    let refused = ask(&town, from_elsewhere, "List-Unsubscribe=One-Click");
    assert_eq!(refused.status, 409);
    assert_eq!(rows(&town), 2);
    for _ in 0..2 {
        let done = ask(&town, Request::post(&path), "List-Unsubscribe=One-Click");
        assert_eq!((done.status, done.to.as_str()), (200, ""));
        assert_eq!(rows(&town), 1, "gone at once, and twice is once");
    }
    let ended = get(&town, &path);
    assert!(
        ended.body.contains("Deze mail is gestopt"),
        "{}",
        ended.body
    );
    assert!(!ended.body.contains(BUUR));
    assert_eq!(
        town.count("SELECT count(*) FROM mails WHERE lower(address) LIKE lower('buur@%')"),
        0
    );
    assert_eq!(
        town.count(
            "SELECT count(*) FROM journaal WHERE lower(body) LIKE lower('%voorbeeld.example%')"
        ),
        0,
        "no address in the journaal"
    );
    let noted = erasures::list(&town.app.config().backups).unwrap();
    assert!(
        noted
            .iter()
            .any(|line| line.kind == erasures::Kind::Abonnement)
    );
    send(&town, gebied, "Nog een plan");
    at(&town, "2026-03-13T07:00:00Z");
    publish_due(&town.app).unwrap();
    deliver(&town);
    assert_eq!(sink.mails_for(BUUR).len(), 2, "nothing after that");
    assert!(town.chain_holds());
}

/// So many who get the news of a wijk.
fn readers(town: &Town, gebied: GebiedId, count: usize) {
    for n in 0..count {
        let email = format!("buur{n}@voorbeeld.example");
        let gemeente = town.frame.id;
        let (id, now) = (town.app.ids().next(town.clock.now()), town.clock.now());
        town.app
            .db()
            .bookkeep_blocking(move |tx| {
                tx.exec(
                    "INSERT INTO abonnementen (gemeente_id, id, gebied_id, email, taal, created_at, confirmed_at) \
                     VALUES ($1, $2, $3, $4, 'en', $5, $5)",
                    &[&gemeente, &id, &gebied, &email, &now],
                )?;
                Ok::<_, Error>(())
            })
            .unwrap();
    }
}

fn v_86_nobody_gets_an_issue_twice_and_nobody_is_passed_over(test: TestDb) {
    let sink = SmtpSink::start("127.0.0.1:0").unwrap();
    let town = town(&test, sink.address().port());
    let (gebied, key) = wijk(&town, 0);
    readers(&town, gebied, 60);
    send(&town, gebied, "Plan voor het plein");
    at(&town, FRIDAY);
    assert_eq!(publish_due(&town.app).unwrap(), 1);
    // Whoever confirms now gets the next.
    subscribe(&town, &key, "laat@voorbeeld.example");
    confirm(&town, &sink, "laat@voorbeeld.example");
    deliver(&town);
    let issues = "SELECT count(*) FROM mails WHERE reader = 'nieuwsbrief'";
    assert_eq!(town.count(issues), 60);
    // A server that forgot how far it was makes none of them again.
    town.exec("UPDATE nieuwsbrieven SET done_at = NULL, told_until = NULL");
    deliver(&town);
    assert_eq!(town.count(issues), 60);
    let mails = sink.mails();
    let news: Vec<_> = mails
        .iter()
        .filter(|mail| mail.subject().starts_with("News from"))
        .collect();
    let to: BTreeSet<&str> = news.iter().map(|mail| mail.to[0].as_str()).collect();
    assert_eq!(
        (news.len(), to.len()),
        (60, 60),
        "each once, in their language"
    );
    let links: BTreeSet<Option<String>> = news
        .iter()
        .map(|mail| mail.header("List-Unsubscribe"))
        .collect();
    assert_eq!(links.len(), 60, "everybody has a link of their own");
    assert_eq!(
        town.count("SELECT count(*) FROM mails WHERE unsubscribe IS NOT NULL"),
        0,
        "an address that ends it is not kept"
    );
}

fn what_cannot_wait_waits_for_no_more_than_some_of_the_news(test: TestDb) {
    let town = town(&test, 0);
    let (gebied, _) = wijk(&town, 0);
    readers(&town, gebied, 130);
    send(&town, gebied, "Plan voor het plein");
    at(&town, FRIDAY);
    assert_eq!(publish_due(&town.app).unwrap(), 1);
    assert_eq!(send_issues(&town.app).unwrap(), 100);
    assert_eq!(send_issues(&town.app).unwrap(), 0, "those leave first");
    town.exec("UPDATE mails SET state = 'sent', sent_at = not_before WHERE state = 'waiting'");
    assert_eq!(send_issues(&town.app).unwrap(), 30);
}

fn v_86_an_outage_makes_one_late_issue_with_what_was_missed(test: TestDb) {
    let sink = SmtpSink::start("127.0.0.1:0").unwrap();
    let town = town(&test, sink.address().port());
    let (gebied, key) = wijk(&town, 0);
    subscribe(&town, &key, BUUR);
    confirm(&town, &sink, BUUR);
    let texts = || -> Vec<String> {
        let mails = sink.mails_for(BUUR);
        let news = mails.iter().skip(1);
        news.map(|mail| mail.text().unwrap()).collect()
    };
    at(&town, FRIDAY);
    assert_eq!(publish_due(&town.app).unwrap(), 0, "nothing new");
    deliver(&town);
    assert!(texts().is_empty(), "no mail about nothing");
    // Later on the same Friday, and then the server is away for weeks.
    send(&town, gebied, "Plan van vrijdag");
    at(&town, "2026-03-10T10:00:00Z");
    send(&town, gebied, "Plan van dinsdag");
    at(&town, "2026-03-30T09:00:00Z");
    assert_eq!(publish_due(&town.app).unwrap(), 1, "one, not three");
    deliver(&town);
    let first = texts();
    assert_eq!(first.len(), 1);
    assert!(first[0].contains("Plan van vrijdag") && first[0].contains("Plan van dinsdag"));
    send(&town, gebied, "Plan van maandag");
    at(&town, "2026-04-03T06:00:00Z");
    assert_eq!(publish_due(&town.app).unwrap(), 1);
    deliver(&town);
    let all = texts();
    assert_eq!(all.len(), 2);
    assert!(all[1].contains("Plan van maandag"), "{}", all[1]);
    assert!(
        !all[1].contains("Plan van vrijdag"),
        "told once: {}",
        all[1]
    );
    at(&town, "2026-04-10T06:00:00Z");
    assert_eq!(publish_due(&town.app).unwrap(), 0);
}

fn asking_for_a_known_address_gets_the_same_answer(test: TestDb) {
    let sink = SmtpSink::start("127.0.0.1:0").unwrap();
    let town = town(&test, sink.address().port());
    let (_, key) = wijk(&town, 0);
    let first = subscribe(&town, &key, BUUR);
    let waiting = subscribe(&town, &key, BUUR);
    confirm(&town, &sink, BUUR);
    let known = subscribe(&town, &key, BUUR);
    for again in [&waiting, &known] {
        assert_eq!((again.status, &again.to), (first.status, &first.to));
        assert_eq!(again.body, first.body);
    }
    assert_eq!(rows(&town), 1);
    let last = sink.mails_for(BUUR).pop().unwrap();
    assert!(last.subject().contains("komt al"), "{}", last.subject());
    for wrong in [
        "wijk=nergens&email=a%40b.example",
        "wijk=&email=a%40b.example",
    ] {
        assert_eq!(
            post(&town, &first.to.replace("/verstuurd", ""), wrong).status,
            400
        );
    }
    let fields = format!("wijk={key}&email=geen+adres");
    let refused = post(&town, &first.to.replace("/verstuurd", ""), &fields);
    assert_eq!(refused.status, 400);
    assert!(refused.body.contains("geen adres"), "what was typed stays");
    // Ten from one place in an hour, and no more.
    let mut answers = Vec::new();
    for n in 0..12 {
        answers.push(subscribe(&town, &key, &format!("b{n}@voorbeeld.example")).status);
    }
    assert_eq!(answers.last(), Some(&429), "{answers:?}");
}

fn an_address_that_was_not_confirmed_or_takes_no_mail_is_erased(test: TestDb) {
    let sink = SmtpSink::start("127.0.0.1:0").unwrap();
    let town = town(&test, sink.address().port());
    let (_, key) = wijk(&town, 0);
    let bounces = "weg@voorbeeld.example";
    sink.behave_for(bounces, Behaviour::Refuse(550));
    subscribe(&town, &key, BUUR);
    subscribe(&town, &key, bounces);
    assert_eq!(rows(&town), 2);
    at(&town, "2026-03-03T04:00:00Z");
    assert_eq!(run_due(&town.app, Night::Now).unwrap(), 1);
    assert_eq!(rows(&town), 1, "what does not arrive is not kept");
    at(&town, "2026-03-08T04:00:00Z");
    run_due(&town.app, Night::Now).unwrap();
    assert_eq!(rows(&town), 1, "not yet");
    at(&town, "2026-03-09T04:00:00Z");
    run_due(&town.app, Night::Now).unwrap();
    assert_eq!(rows(&town), 0, "seven days without a word");
    assert_eq!(town.count("SELECT count(*) FROM mails"), 0);
    assert!(town.chain_holds());
}
