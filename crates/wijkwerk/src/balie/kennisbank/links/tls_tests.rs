//! Visits over TLS to servers of the test itself: whom it trusts, where it does not go, and how much it takes in.
//!
//! The certificates beside this file were made for these tests, with a root that nobody else trusts: one that is right
//! until 2120, one that ended in 2021, and one of a root that is not known. Their key protects nothing.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpListener};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};
use rustls::{ServerConfig, ServerConnection, StreamOwned};
use ureq::tls::{Certificate, RootCerts};

use super::guard::{Guard, is_public};
use super::tests::Names;
use super::visit::Trust;
use super::*;

const ROOT: &[u8] = include_bytes!("certificates/root.der");
const SITE: &[u8] = include_bytes!("certificates/site.der");
const EXPIRED: &[u8] = include_bytes!("certificates/expired.der");
const UNKNOWN: &[u8] = include_bytes!("certificates/unknown.der");
const KEY: &[u8] = include_bytes!("certificates/key.der");

/// More than a visitor may ever take in, and far less than the server would send.
const MOST: usize = 64 * 1024 * 1024;

/// What a server does with a question.
enum Reply {
    /// Status and further lines of the head, without a body.
    Head(&'static str),
    /// A body without an end.
    Endless,
    /// Nothing, for as long as the other side waits.
    Silence,
}

/// A server with this certificate; it remembers what it was asked and how much it sent.
struct Site {
    address: SocketAddr,
    asked: Arc<Mutex<Vec<String>>>,
    sent: Arc<AtomicUsize>,
}

impl Site {
    fn new(
        ip: [u8; 4],
        certificate: &'static [u8],
        reply: impl Fn(&str) -> Reply + Send + Sync + 'static,
    ) -> Self {
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(KEY));
        let config = ServerConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_no_client_auth()
            .with_single_cert(vec![CertificateDer::from(certificate)], key)
            .unwrap();
        let config = Arc::new(config);
        let listener = TcpListener::bind((Ipv4Addr::from(ip), 0)).unwrap();
        let address = listener.local_addr().unwrap();
        let asked: Arc<Mutex<Vec<String>>> = Arc::default();
        let sent: Arc<AtomicUsize> = Arc::default();
        let (seen, count, reply) = (asked.clone(), sent.clone(), Arc::new(reply));
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let Ok(stream) = stream else { return };
                let (config, seen, count) = (config.clone(), seen.clone(), count.clone());
                let reply = reply.clone();
                // One at a time would let a visitor that waits hold up the next.
                std::thread::spawn(move || {
                    let Ok(connection) = ServerConnection::new(config) else {
                        return;
                    };
                    let mut stream = StreamOwned::new(connection, stream);
                    let mut reader = BufReader::new(&mut stream);
                    let Some(question) = question(&mut reader) else {
                        return;
                    };
                    seen.lock().unwrap().push(question.clone());
                    answer(&mut stream, &reply(&question), &count);
                });
            }
        });
        Self {
            address,
            asked,
            sent,
        }
    }

    fn asked(&self) -> Vec<String> {
        std::mem::take(&mut *self.asked.lock().unwrap())
    }
}

/// "HEAD goed.example /pad".
fn question(reader: &mut impl BufRead) -> Option<String> {
    let mut lines = reader.lines().map_while(Result::ok);
    let first = lines.next()?;
    let head: Vec<String> = lines.take_while(|line| !line.is_empty()).collect();
    let host = head.iter().find_map(|line| {
        line.to_lowercase()
            .strip_prefix("host: ")
            .map(str::to_owned)
    });
    let mut words = first.split(' ');
    Some(format!("{} {} {}", words.next()?, host?, words.next()?))
}

fn answer(stream: &mut (impl Write + std::io::Read), reply: &Reply, count: &AtomicUsize) {
    match reply {
        Reply::Head(head) => {
            let _ = write!(
                stream,
                "HTTP/1.1 {head}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"
            );
            let _ = stream.flush();
        }
        Reply::Endless => {
            let _ = write!(stream, "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n");
            let piece = [b'a'; 16 * 1024];
            while count.fetch_add(piece.len(), Ordering::SeqCst) < 4 * MOST {
                if stream.write_all(&piece).is_err() {
                    return;
                }
            }
        }
        Reply::Silence => {
            // Until the other side has had enough and hangs up.
            let mut rest = [0_u8; 64];
            while matches!(stream.read(&mut rest), Ok(n) if n > 0) {}
        }
    }
}

/// One that trusts the root of the test, for which the machine of the test stands for the open internet.
fn visitor(sites: &[(&'static str, &Site)], patience: Duration) -> Visitor {
    let names: BTreeMap<&'static str, SocketAddr> = sites
        .iter()
        .map(|(name, site)| (*name, site.address))
        .collect();
    let root = Certificate::from_der(ROOT).to_owned();
    Visitor::with(
        "https://wijkwerk.example",
        Guard {
            names: Names(names),
            allows: |ip| ip == IpAddr::from([127, 0, 0, 1]) || is_public(ip),
        },
        Trust {
            roots: RootCerts::new_with_certs(&[root]),
            patience,
        },
    )
}

const LONG: Duration = Duration::from_secs(10);

fn replies(question: &str) -> Reply {
    match question.rsplit(' ').next().unwrap_or_default() {
        "/" | "/hulp" => Reply::Head("200 OK"),
        "/door" => Reply::Head("302 Found\r\nLocation: /hulp"),
        "/naar-binnen" => Reply::Head("302 Found\r\nLocation: https://intern.example/geheim"),
        "/naar-adres" => Reply::Head("302 Found\r\nLocation: https://127.0.0.2/geheim"),
        "/naar-onversleuteld" => Reply::Head("302 Found\r\nLocation: http://10.0.0.1/geheim"),
        "/druk" => Reply::Head("503 Service Unavailable"),
        _ => Reply::Head("404 Not Found"),
    }
}

#[test]
fn a_visit_over_tls_says_whether_the_page_is_there_and_whom_it_trusts() {
    let site = Site::new([127, 0, 0, 1], SITE, replies);
    let expired = Site::new([127, 0, 0, 1], EXPIRED, replies);
    let unknown = Site::new([127, 0, 0, 1], UNKNOWN, replies);
    let sites = [
        ("goed.example", &site),
        ("verlopen.example", &expired),
        ("onbekend.example", &unknown),
        // The certificate is of another name.
        ("anders.example", &site),
    ];
    let mut visitor = visitor(&sites, LONG);
    for (url, expected) in [
        ("https://goed.example", Word::There),
        ("https://goed.example/hulp", Word::There),
        ("https://goed.example/door", Word::There),
        ("https://goed.example/weg", Word::Gone),
        ("https://goed.example/druk", Word::Unsaid),
        ("https://verlopen.example/hulp", Word::Gone),
        ("https://onbekend.example/hulp", Word::Gone),
        ("https://anders.example/hulp", Word::Gone),
    ] {
        assert_eq!(visitor.ask(url), expected, "{url}");
    }
    for untrusted in [&expired, &unknown] {
        assert_eq!(untrusted.asked(), Vec::<String>::new(), "nothing was said");
    }
    let other = site.asked();
    assert!(
        other.iter().all(|asked| asked.contains("goed.example")),
        "{other:?}"
    );
    assert!(other.contains(&"HEAD goed.example /hulp".to_owned()));
}

#[test]
fn a_certificate_of_the_test_is_trusted_by_nobody_else() {
    let site = Site::new([127, 0, 0, 1], SITE, replies);
    let names: BTreeMap<&'static str, SocketAddr> = [("goed.example", site.address)].into();
    let mut visitor = Visitor::with(
        "https://wijkwerk.example",
        Guard {
            names: Names(names),
            allows: |_| true,
        },
        Trust::default(),
    );
    assert_eq!(visitor.ask("https://goed.example/hulp"), Word::Gone);
    assert_eq!(site.asked(), Vec::<String>::new());
}

#[test]
fn no_redirect_over_tls_leads_inside() {
    let site = Site::new([127, 0, 0, 1], SITE, replies);
    let intern = Site::new([127, 0, 0, 2], SITE, |_| Reply::Head("200 OK"));
    let mut visitor = visitor(
        &[("goed.example", &site), ("intern.example", &intern)],
        LONG,
    );
    for path in ["naar-binnen", "naar-adres", "naar-onversleuteld"] {
        let url = format!("https://goed.example/{path}");
        assert_eq!(visitor.ask(&url), Word::Gone, "{url}");
        let asked = site.asked();
        assert!(
            asked.contains(&format!("HEAD goed.example /{path}")),
            "it came to the redirect: {asked:?}"
        );
    }
    assert_eq!(
        intern.asked(),
        Vec::<String>::new(),
        "the guard let somebody in"
    );
}

#[test]
fn a_website_that_says_nothing_is_left() {
    let site = Site::new([127, 0, 0, 1], SITE, |question| {
        if question.ends_with("/robots.txt") {
            Reply::Head("404 Not Found")
        } else {
            Reply::Silence
        }
    });
    let mut visitor = visitor(&[("traag.example", &site)], Duration::from_millis(400));
    assert_eq!(visitor.ask("https://traag.example/hulp"), Word::Gone);
    let asked = site.asked();
    assert!(
        asked.contains(&"HEAD traag.example /hulp".to_owned()),
        "it was asked: {asked:?}"
    );
}

#[test]
fn a_page_and_wishes_without_an_end_are_not_taken_in() {
    let site = Site::new([127, 0, 0, 1], SITE, |question| {
        if question.starts_with("HEAD") {
            Reply::Head("405 Method Not Allowed")
        } else {
            Reply::Endless
        }
    });
    let mut visitor = visitor(&[("eindeloos.example", &site)], LONG);
    assert_eq!(visitor.ask("https://eindeloos.example/hulp"), Word::There);
    let asked = site.asked();
    for question in [
        "GET eindeloos.example /robots.txt",
        "GET eindeloos.example /hulp",
    ] {
        assert!(asked.contains(&question.to_owned()), "{asked:?}");
    }
    let sent = site.sent.load(Ordering::SeqCst);
    assert!(sent < MOST, "{sent} bytes went out");
}
