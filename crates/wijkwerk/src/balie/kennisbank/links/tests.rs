//! Visits to a server of the test itself, and what comes of them at night.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write as _};
use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpListener};
use std::sync::atomic::{AtomicU16, Ordering};
use std::sync::{Arc, Mutex};

use kit::on_both_engines;
use kit::testing::TestDb;
use ureq::Error;
use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::{ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::NextTimeout;

use super::guard::{Guard, is_public};
use super::visit::Trust;
use super::*;
use crate::balie::kennisbank::actions::change;
use crate::balie::kennisbank::tests::{Bank, fields};
use crate::balie::kennisbank::{FlagKind, UrlState, Velden, find_openbaar};
use crate::testing::Ask;

/// A server that answers what the test says, and remembers what it was asked.
struct Site {
    address: SocketAddr,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Site {
    /// `answer` gets "HEAD goed.example /pad" and gives the status and further lines of the head, and a body.
    fn new(ip: [u8; 4], answer: impl Fn(&str) -> (String, &'static str) + Send + 'static) -> Self {
        let listener = TcpListener::bind((Ipv4Addr::from(ip), 0)).unwrap();
        let address = listener.local_addr().unwrap();
        let asked = Arc::new(Mutex::new(Vec::new()));
        let seen = asked.clone();
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let Ok(mut stream) = stream else { return };
                let mut lines = BufReader::new(&stream).lines().map_while(Result::ok);
                let Some(first) = lines.next() else { continue };
                let head: Vec<String> = lines.take_while(|line| !line.is_empty()).collect();
                let host = head
                    .iter()
                    .find_map(|line| {
                        line.to_lowercase()
                            .strip_prefix("host: ")
                            .map(str::to_owned)
                    })
                    .unwrap_or_default();
                let mut words = first.split(' ');
                let (method, path) = (words.next().unwrap(), words.next().unwrap());
                let question = format!("{method} {host} {path}");
                let (head, body) = answer(&question);
                let body = if method == "HEAD" { "" } else { body };
                seen.lock().unwrap().push(question);
                let _ = write!(
                    stream,
                    "HTTP/1.1 {head}\r\nConnection: close\r\nContent-Length: {}\r\n\r\n{body}",
                    body.len()
                );
            }
        });
        Self { address, asked }
    }

    fn asked(&self) -> Vec<String> {
        std::mem::take(&mut *self.asked.lock().unwrap())
    }
}

/// Names of the test, each at an address of the test.
#[derive(Debug)]
pub(super) struct Names(pub(super) BTreeMap<&'static str, SocketAddr>);

impl Resolver for Names {
    fn resolve(
        &self,
        uri: &Uri,
        _: &Config,
        _: NextTimeout,
    ) -> std::result::Result<ResolvedSocketAddrs, Error> {
        let mut found = self.empty();
        let address = self.0.get(uri.host().unwrap_or_default());
        found.push(*address.ok_or(Error::HostNotFound)?);
        Ok(found)
    }
}

/// The machine of the test stands for the open internet, except for `intern.example`.
fn visitor(site: &Site, intern: &Site) -> Visitor {
    let mut names: BTreeMap<&'static str, SocketAddr> = ["goed.example", "stil.example"]
        .map(|name| (name, site.address))
        .into();
    names.insert("intern.example", intern.address);
    let allows = |ip| ip == IpAddr::from([127, 0, 0, 1]) || is_public(ip);
    let names = Names(names);
    let guard = Guard { names, allows };
    Visitor::with("https://wijkwerk.example", guard, Trust::default())
}

fn answers(question: &str) -> (String, &'static str) {
    let status = |status: &str| (status.to_owned(), "");
    let to = |url: &str| (format!("302 Found\r\nLocation: {url}"), "");
    match question {
        "GET stil.example /robots.txt" => ("200 OK".to_owned(), "User-agent: *\nDisallow: /"),
        "GET goed.example /hoofdloos" => ("200 OK".to_owned(), "de bladzijde"),
        _ => match question.rsplit(' ').next().unwrap_or_default() {
            "/" | "/hulp" => status("200 OK"),
            "/hoofdloos" => status("405 Method Not Allowed"),
            "/lid" => status("403 Forbidden"),
            "/druk" => status("503 Service Unavailable"),
            "/stuk" => status("500 Internal Server Error"),
            "/door" => to("/hulp"),
            "/door3" => to("/door2"),
            "/door2" => to("/door"),
            "/door4" => to("/door3"),
            "/rond" => to("/rond"),
            "/naar-weg" => to("http://goed.example/weg"),
            "/naar-binnen" => to("http://intern.example/geheim"),
            "/naar-adres" => to("http://169.254.169.254/latest/meta-data"),
            "/naar-poort" => to("http://goed.example:8080/hulp"),
            "/naar-bestand" => to("file:///etc/passwd"),
            _ => status("404 Not Found"),
        },
    }
}

#[test]
fn a_visit_says_whether_the_page_is_there_and_goes_nowhere_else() {
    let site = Site::new([127, 0, 0, 1], answers);
    let intern = Site::new([127, 0, 0, 2], |_| ("200 OK".to_owned(), "geheim"));
    let mut visitor = visitor(&site, &intern);
    for (url, expected) in [
        ("http://goed.example", Word::There),
        ("http://goed.example/hulp", Word::There),
        ("http://goed.example/hoofdloos", Word::There),
        ("http://goed.example/lid", Word::There),
        ("http://goed.example/door", Word::There),
        ("http://goed.example/door3", Word::There),
        ("http://goed.example/door4", Word::Gone),
        ("http://goed.example/rond", Word::Gone),
        ("http://goed.example/weg", Word::Gone),
        ("http://goed.example/naar-weg", Word::Gone),
        ("http://goed.example/stuk", Word::Gone),
        ("http://goed.example/druk", Word::Unsaid),
        ("http://stil.example/hulp", Word::Unsaid),
        ("http://nergens.example/", Word::Gone),
        ("http://goed.example/naar-binnen", Word::Gone),
        ("http://goed.example/naar-adres", Word::Gone),
        ("http://goed.example/naar-poort", Word::Gone),
        ("http://goed.example/naar-bestand", Word::Gone),
        ("http://intern.example/geheim", Word::Gone),
        ("http://goed.example:22/", Word::Gone),
        ("https://goed.example:80/", Word::Gone),
        ("ftp://goed.example/", Word::Gone),
        ("file:///etc/passwd", Word::Gone),
        ("geen adres", Word::Gone),
    ] {
        assert_eq!(visitor.ask(url), expected, "{url}");
    }
    assert_eq!(
        intern.asked(),
        Vec::<String>::new(),
        "the guard let somebody in"
    );
    let asked = site.asked();
    let count = |question: &str| asked.iter().filter(|found| *found == question).count();
    assert_eq!(count("GET goed.example /robots.txt"), 1, "{asked:?}");
    assert_eq!(count("HEAD stil.example /hulp"), 0, "{asked:?}");
    assert_eq!(
        count("GET goed.example /hulp"),
        0,
        "a head is enough: {asked:?}"
    );
}

#[test]
fn the_real_visitor_does_not_knock_at_its_own_door() {
    let own = Site::new([127, 0, 0, 1], answers);
    let mut visitor = Visitor::new("https://wijkwerk.example");
    for host in ["127.0.0.1", "localhost", "[::1]", "2130706433", "0x7f.1"] {
        assert_eq!(
            visitor.ask(&format!("http://{host}/")),
            Word::Gone,
            "{host}"
        );
        let port = own.address.port();
        assert_eq!(
            visitor.ask(&format!("http://{host}:{port}/")),
            Word::Gone,
            "{host}"
        );
    }
    assert_eq!(own.asked(), Vec::<String>::new());
}

fn l_29_a_website_gone_for_two_nights_is_dead_and_its_owner_is_asked(db: TestDb) {
    let bank = Bank::new(db);
    let id = bank.shown();
    let velden = Velden {
        url: Some("http://goed.example/hulp".to_owned()),
        ..fields()
    };
    bank.act(&bank.eigenaar, move |ctx| change(ctx, id, &velden, false))
        .unwrap();
    let says = Arc::new(AtomicU16::new(404));
    let status = says.clone();
    let site = Site::new([127, 0, 0, 1], move |question| {
        let is_page = question.ends_with("/hulp");
        let status = if is_page {
            status.load(Ordering::SeqCst)
        } else {
            404
        };
        (format!("{status} Zo"), "")
    });
    let intern = Site::new([127, 0, 0, 2], |_| ("200 OK".to_owned(), ""));
    let frame = bank.app.frame(bank.app.slug());
    let night = |at: &str, status: u16| {
        says.store(status, Ordering::SeqCst);
        bank.app.clock.set(at.parse().unwrap());
        check_some(&bank.app.app, &frame, &mut visitor(&site, &intern)).unwrap();
        let visits = site
            .asked()
            .iter()
            .filter(|asked| asked.starts_with("HEAD"))
            .count();
        let dead = bank.flags(id);
        let dead = dead.iter().filter(|flag| flag.soort == FlagKind::DeadLink);
        (visits, bank.item(id).url_state, dead.count())
    };
    for (at, status, expected) in [
        ("2026-03-02T14:00:00Z", 404, (0, UrlState::Unknown, 0)), // by day
        ("2026-03-03T02:00:00Z", 404, (1, UrlState::Unknown, 0)), // one bad night
        ("2026-03-03T02:30:00Z", 404, (0, UrlState::Unknown, 0)), // not again in the same one
        ("2026-03-04T02:00:00Z", 200, (1, UrlState::Ok, 0)),
        ("2026-03-05T02:00:00Z", 500, (1, UrlState::Ok, 0)),
        ("2026-03-06T02:00:00Z", 503, (1, UrlState::Ok, 0)), // busy says nothing
        ("2026-03-07T02:00:00Z", 404, (1, UrlState::Dead, 1)),
        ("2026-03-08T02:00:00Z", 404, (1, UrlState::Dead, 1)),
    ] {
        assert_eq!(night(at, status), expected, "{at}");
    }
    let gemeente = frame.id;
    let shown = bank.app.app.db();
    let shown = shown
        .read_blocking(move |tx| find_openbaar(tx, gemeente, "hulp-bij-schulden"))
        .unwrap();
    assert_eq!(shown.unwrap().document.url_state, UrlState::Dead);
    let page = || {
        let path = format!("/{}/vraag/hulp-bij-schulden", bank.app.slug());
        bank.app.send(&Ask::get(&path).lang("nl")).text()
    };
    assert!(page().contains("link werkt niet"), "{}", page());
    crate::notifications::read_new(&bank.app.app).unwrap();
    let asked: i64 = bank
        .app
        .app
        .db()
        .read_blocking(move |tx| {
            Ok::<_, crate::error::Error>(kit::db::Queries::query_one(
                tx,
                "SELECT count(*) FROM mails WHERE gemeente_id = $1 AND body LIKE '%website werkt niet%'",
                &[&gemeente],
                |row| row.get(0),
            )?)
        })
        .unwrap();
    assert!(asked > 0, "its owner hears");
    assert_eq!(night("2026-03-09T02:00:00Z", 200), (1, UrlState::Ok, 1));
    assert!(!page().contains("link werkt niet"));
}

on_both_engines!(l_29_a_website_gone_for_two_nights_is_dead_and_its_owner_is_asked);
