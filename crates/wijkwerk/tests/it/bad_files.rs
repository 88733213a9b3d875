//! Files that are not what they say, at every form that takes one.

use image::{DynamicImage, ImageFormat};
use kit::testing::TestDb;
use wijkwerk::http::Method;
use wijkwerk::testing::{As, Ask, TestApp};

use crate::matrix::{allowed, columns, parts};
use crate::sources::none;

fn picture(width: u32, height: u32, format: ImageFormat) -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    DynamicImage::new_luma8(width, height)
        .write_to(&mut bytes, format)
        .expect("memory takes a picture");
    bytes.into_inner()
}

fn a_jpeg() -> Vec<u8> {
    picture(64, 48, ImageFormat::Jpeg)
}

/// What is no photo, under a name that says it is, and what is said about it.
fn no_photos() -> Vec<(&'static str, Vec<u8>, &'static str)> {
    let jpeg = a_jpeg();
    let heic = [b"\0\0\0\x18ftypheic\0\0\0\0mif1heic".as_slice(), &[0; 64]].concat();
    let exe = [b"MZ\x90\0\x03\0\0\0".as_slice(), &[0; 512]].concat();
    let kind = "kunnen we niet gebruiken. Kies een foto als JPEG, PNG of WebP.";
    vec![
        ("lach.gif", b"GIF89a\x01\0\x01\0\0\0\0;".to_vec(), kind),
        ("telefoon.heic", heic, kind),
        ("brief.pdf", b"%PDF-1.7\n1 0 obj\n".to_vec(), kind),
        ("vakantie.jpg", exe, kind),
        (
            "pagina.png",
            b"<html><script>alert(1)</script></html>".to_vec(),
            kind,
        ),
        (
            "half.jpg",
            jpeg[..jpeg.len() / 2].to_vec(),
            "is kapot of niet compleet.",
        ),
        ("leeg.jpg", Vec::new(), "is leeg."),
        (
            "reus.png",
            picture(7_000, 3_000, ImageFormat::Png),
            "Maak de foto kleiner, tot 20 megapixel.",
        ),
        (
            "zwaar.jpg",
            vec![0xff; 16_000_000],
            "is te groot. Een foto mag 15 MB zijn.",
        ),
    ]
}

const MELDING: &str =
    "onderwerp=heel&omschrijving=De stoep ligt los bij de brug&email=melder@voorbeeld.example";

fn melding(app: &TestApp) -> String {
    let frame = app.frame("velsen");
    let wijk = frame.wijken().next().expect("a wijk").sleutel.clone();
    format!("wijk={wijk}&{MELDING}")
}

fn count(app: &TestApp, sql: &'static str) -> i64 {
    use kit::db::Queries as _;
    app.app
        .db()
        .read_blocking(move |tx| {
            Ok::<_, wijkwerk::error::Error>(tx.query_one(sql, &[], |row| row.get(0))?)
        })
        .expect("it can be counted")
}

fn a_photo_that_is_none_is_told_by_name_and_the_form_stays(db: TestDb) {
    let app = TestApp::new(db, &["velsen-demo"]);
    let fields = melding(&app);
    for (name, bytes, told) in no_photos() {
        let ask = Ask::post("/velsen/melden", &fields)
            .file("foto", name, bytes)
            .lang("nl");
        let answer = app.send(&ask);
        assert_eq!(answer.status, 400, "{name}");
        let text = answer.text();
        assert!(text.contains(name) && text.contains(told), "{name}: {told}");
        for kept in ["De stoep ligt los bij de brug", "melder@voorbeeld.example"] {
            assert!(text.contains(kept), "{name}: {kept} is gone");
        }
        assert!(!text.contains("<script>alert"), "{name}");
    }
    let mut six = Ask::post("/velsen/melden", &fields).lang("nl");
    for n in 0..6 {
        six = six.file(
            "foto",
            &format!("foto{n}.jpg"),
            picture(64 + n, 48, ImageFormat::Jpeg),
        );
    }
    let answer = app.send(&six);
    assert_eq!(answer.status, 400);
    assert!(
        answer.text().contains("hoogstens 5 foto") || answer.text().contains("5 foto"),
        "{}",
        answer.text()
    );
    assert_eq!(
        answer.text().matches("name=\"foto_klaar\"").count(),
        5,
        "five are kept"
    );
    assert_eq!(count(&app, "SELECT count(*) FROM meldingen"), 0);
    assert_eq!(count(&app, "SELECT count(*) FROM bestanden"), 0);
}

/// The fields that take a photo, by form.
const PHOTOS: &[(&str, &str)] = &[
    ("meldingen.invoeren.verstuur", "foto"),
    ("meldingen.klaar", "foto"),
    ("meldingen.partner.klaar", "foto"),
    ("account.gegevens", "foto"),
    ("meldingen.foto.vrijgeven", "kopie"),
    ("link.oordeel", "foto"),
    ("taken.klaar", "foto"),
    ("aandachtsgebieden.resultaat", "foto"),
    ("aandachtsgebieden.foto.vrij", "kopie"),
    ("afspraken.leveren", "foto"),
];

/// The sentences of evidence, which show no name: there is one photo.
fn says_so(text: &str) -> bool {
    [
        "Deze foto is te groot. Kies een kleinere.",
        "Dit is geen foto die we kunnen lezen. Kies JPEG, PNG of WebP.",
        "Deze foto is stuk. Kies een andere.",
    ]
    .iter()
    .any(|said| text.contains(said))
}

#[test]
fn every_form_that_takes_a_photo_says_what_is_wrong_with_it() {
    let mut app = TestApp::new(TestDb::sqlite(), &["velsen-demo"]);
    app.sign_in_all();
    let samples = app.samples();
    let columns = columns(&app, &samples);
    let mut wrong = Vec::new();
    for route in app.app.routes().routes() {
        if route.method != Method::Post || route.max_body < 15_000_000 {
            continue;
        }
        if matches!(route.name, "melden.verstuur" | "link.antwoord") {
            continue;
        }
        let Some((_, field)) = PHOTOS.iter().find(|(name, _)| *name == route.name) else {
            if route.name.starts_with("beheer.") {
                continue;
            }
            wrong.push(format!("{} takes files; say in which field", route.name));
            continue;
        };
        let column = columns
            .iter()
            .find(|column| allowed(&app, route, column))
            .expect("somebody may");
        let sent = parts(route, column, &samples).expect("a sample");
        for (name, bytes, told) in no_photos() {
            let ask = Ask::post(&sent.path, &sent.fields)
                .file(field, name, bytes)
                .by(&column.who)
                .lang("nl");
            let answer = app.send(&ask);
            let text = answer.text();
            let fine = answer.status == 400 && (text.contains(told) || says_so(&text))
                // What cannot be judged yet is refused for that.
                || answer.status == 409
                || answer.status == 413 && name == "zwaar.jpg";
            if !fine || text.contains("<script>alert") {
                wrong.push(format!("{} with {name}: {}", route.name, answer.status));
            }
        }
    }
    none("a form that takes a wrong file", &wrong);
}

#[test]
fn a_document_uploaded_in_beheer_is_refused_on_its_page() {
    let app = TestApp::new(TestDb::sqlite(), &["velsen-demo"]);
    let admin = As::role("functioneelbeheerder");
    let before = app.frame("velsen").versie;
    let mut tried = 0;
    for route in app.app.routes().routes() {
        let takes_text = route.method == Method::Post
            && route.name.starts_with("beheer.")
            && route.max_body > 256 * 1024;
        if !takes_text {
            continue;
        }
        for (name, bytes) in [
            (
                "fout.toml",
                b"op = \"velsen-demo\"\n[gemeente]\naanspreekvorm = \"gij\"\n".to_vec(),
            ),
            ("beeld.jpg", a_jpeg()),
            ("kaart.geojson", b"{\"type\":\"Feature".to_vec()),
        ] {
            tried += 1;
            let path = route.path.replace("{gemeente}", "velsen");
            let mut ask = Ask::post(&path, "jaar=2024").by(&admin).lang("nl");
            for field in ["bestand", "document", "kaart"] {
                ask = ask.file(field, name, bytes.clone());
            }
            let answer = app.send(&ask);
            assert!(
                matches!(answer.status, 400 | 409),
                "{} with {name}: {}",
                route.name,
                answer.status
            );
        }
    }
    println!("{tried} uploads");
    assert_eq!(app.frame("velsen").versie, before);
}

kit::on_both_engines!(a_photo_that_is_none_is_told_by_name_and_the_form_stays);
