//! What the municipality sends to bodies of residents: public, unless a reason and an end date say otherwise.

use jiff::Timestamp;
use kit::db::Queries;
use kit::testing::TestDb;
use wijkwerk::access::Actor;
use wijkwerk::error::Error;
use wijkwerk::ids::OrgaanId;
use wijkwerk::jobs::{Night, run_due};
use wijkwerk::kader::organisaties::actions::found_bewonersorgaan;
use wijkwerk::testing::{As, Ask, TestApp, Where};

use super::{Stad, visible};

const INVENTED: &str = include_str!("../rietwaarde.toml");
const SENDER: &str = "wijkbeheerder";
const PDF: &[u8] =
    b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n";

/// What a restricted stuk holds besides its reason; none of it may be seen.
const SECRETS: [&str; 3] = ["Verkoop van de school", "Wat er met", "achtduizend"];
const RESTRICTED: &str = "titel=Verkoop van de school&waarover=Wat er met het gebouw gebeurt\
    &tekst=Het kost achtduizend euro&openbaar=nee&grond=finance&toelichting=Er wordt nog over onderhandeld&tot=2026-03-03";

/// The body of residents of the n-th wijk of the first gemeente, with one member.
fn body(stad: &Stad, n: usize) -> (OrgaanId, As) {
    let slug = stad.app.slug().to_owned();
    let frame = stad.app.frame(&slug);
    let gebied = frame.wijken().nth(n).expect("a wijk").id;
    let orgaan = stad
        .app
        .write(&Actor::Command, move |ctx| {
            found_bewonersorgaan(ctx, gebied, &format!("Buren {n}"), None)
        })
        .expect("a body of residents");
    stad.app.app.forget_frame(&slug);
    let member = stad
        .app
        .an_account("Kim Verzonnen")
        .at(&format!("lid{n}@{slug}.example"))
        .with_role("bewonersorgaanlid", Where::Orgaan(orgaan))
        .make();
    (orgaan, As::Person(member.account))
}

fn at(stad: &Stad, moment: &str) {
    let moment: Timestamp = moment.parse().expect("a moment");
    stad.app.clock.set(moment);
}

/// Sends a form with a document; answers the id of the stuk.
fn send(stad: &Stad, orgaan: OrgaanId, fields: &str) -> String {
    let path = format!("/{}/toegestuurd/nieuw", stad.app.slug());
    let ask = Ask::post(&path, &format!("organen={orgaan}&{fields}"))
        .file("document", "verkoop.pdf", PDF.to_vec())
        .by(&As::role(SENDER))
        .lang("nl");
    let answer = stad.app.send(&ask);
    assert_eq!(answer.status, 303, "{}", visible(&answer.text()));
    let to = answer.location();
    to.rsplit('/').next().unwrap_or_default().to_owned()
}

fn count(app: &TestApp, sql: &'static str) -> i64 {
    app.app
        .db()
        .read_blocking(move |tx| Ok::<_, Error>(tx.query_one(sql, &[], |row| row.get(0))?))
        .expect("it can be counted")
}

/// Everything public in which a stuk of the first wijk could be read.
fn public_pages(stad: &Stad) -> String {
    let frame = stad.app.frame(stad.app.slug());
    let wijk = frame.wijken().next().expect("a wijk").sleutel.clone();
    let paths = [
        "stukken".to_owned(),
        format!("stukken?wijk={wijk}"),
        format!("wijken/{wijk}"),
        format!("wijken/{wijk}/nieuws.xml"),
    ];
    paths
        .iter()
        .map(|path| stad.page(&As::Nobody, path))
        .collect()
}

fn hash_of(page: &str) -> String {
    let (_, rest) = page.split_once("/bestand/").expect("a document");
    rest.chars().take(64).collect()
}

/// In the gemeente that comes first: restricted until its end date passes, public from then on, without anybody's doing.
fn opens_by_itself(stad: &Stad) {
    at(stad, "2026-03-02T08:00:00Z");
    let ((orgaan, member), (_, stranger)) = (body(stad, 0), body(stad, 1));
    // Pages that are kept are there already.
    public_pages(stad);
    let id = send(stad, orgaan, RESTRICTED);
    let intern = stad.page(&member, &format!("toegestuurd/{id}"));
    assert!(
        intern.contains(SECRETS[0]) && intern.contains(SECRETS[2]),
        "{intern}"
    );
    let document = format!("bestand/{}", hash_of(&intern));
    let slug = stad.app.slug().to_owned();
    let hidden = |when: &str| {
        let public = public_pages(stad);
        for secret in SECRETS {
            assert!(!public.contains(secret), "{when}: {secret}");
        }
        let told = visible(&public);
        for said in [
            "Eén stuk is tot en met",
            "3 maart",
            "Er wordt nog over onderhandeld",
        ] {
            assert!(told.contains(said), "{when}: {said}: {told}");
        }
        for who in [&As::Nobody, &stranger] {
            assert_eq!(
                stad.get(who, &format!("stukken/{id}")).status,
                404,
                "{when}"
            );
            assert_eq!(stad.get(who, &document).status, 404, "{when}");
        }
        assert_eq!(
            stad.get(&stranger, &format!("toegestuurd/{id}")).status,
            404
        );
        assert_eq!(stad.get(&member, &document).status, 200);
    };
    hidden("on the day it was sent");
    // A minute before midnight at the end of its last day, and midnight.
    at(stad, "2026-03-03T22:59:00Z");
    hidden("on its last day");
    at(stad, "2026-03-03T23:00:00Z");
    let opened = |when: &str| {
        let public = public_pages(stad);
        let told = public.matches("Verkoop van de school").count();
        assert!(told >= 4, "{when}: on {told} pages");
        assert!(
            !visible(&public).contains("Eén stuk is tot en met"),
            "{when}"
        );
        let page = stad.page(&As::Nobody, &format!("stukken/{id}"));
        for told in SECRETS {
            assert!(page.contains(told), "{when}: {told}: {page}");
        }
        let file = stad.get(&As::Nobody, &document);
        assert_eq!((file.status, file.body.as_slice()), (200, PDF), "{when}");
        assert_eq!(file.header("content-type"), "application/pdf");
        assert_eq!(file.header("x-content-type-options"), "nosniff");
        assert_eq!(
            file.header("content-disposition"),
            "attachment; filename=\"verkoop-van-de-school.pdf\""
        );
    };
    opened("at midnight, before any work of the night");
    at(stad, "2026-03-04T03:00:00Z");
    let noted = "SELECT count(*) FROM journaal WHERE subject_kind = 'stuk' AND verb = 'published'";
    let before = count(&stad.app, noted);
    for _ in 0..2 {
        run_due(&stad.app.app, Night::Now).expect("the night");
        assert_eq!(count(&stad.app, noted), before + 1, "{slug}: once");
    }
    opened("after the night");
}

fn v_85_a_restricted_paper_becomes_public_when_its_end_date_passes(db: TestDb) {
    let app = TestApp::new(db, &["velsen-demo", "lelystad-demo", INVENTED]);
    let mut stad = Stad { app };
    for slug in ["velsen", "lelystad", "rietwaarde"] {
        stad.app.turn_to(slug);
        opens_by_itself(&stad);
    }
}

fn inv_29_a_paper_cannot_be_restricted_without_reason_and_end_date(db: TestDb) {
    let stad = Stad::new(db, "velsen-demo");
    let (orgaan, _) = body(&stad, 0);
    let sender = As::role(SENDER);
    let cases = [
        (
            "grond=finance&toelichting=Er wordt onderhandeld",
            "Kies de laatste dag",
        ),
        ("grond=finance&tot=2026-03-20", "Schrijf in een zin waarom"),
        (
            "toelichting=Er wordt onderhandeld&tot=2026-03-20",
            "Kies waarom het nog niet",
        ),
        (
            "grond=zomaar&toelichting=Er wordt onderhandeld&tot=2026-03-20",
            "Kies waarom",
        ),
        (
            "grond=finance&toelichting=geheim&tot=2026-03-20",
            "Schrijf in een zin waarom",
        ),
        (
            "grond=finance&toelichting=Er wordt onderhandeld&tot=2026-03-01",
            "al voorbij",
        ),
        (
            "grond=finance&toelichting=Er wordt onderhandeld&tot=2027-03-03",
            "binnen een jaar",
        ),
        (
            "grond=finance&toelichting=Er wordt onderhandeld&tot=ooit",
            "Kies de laatste dag",
        ),
    ];
    for (fields, why) in cases {
        let sent = format!(
            "organen={orgaan}&titel=Verkoop&waarover=Wat er met het gebouw gebeurt&tekst=Tekst&openbaar=nee&{fields}"
        );
        let answer = stad.post(&sender, "toegestuurd/nieuw", &sent);
        let page = answer.text();
        assert_eq!(answer.status, 400, "{fields}");
        assert!(visible(&page).contains(why), "{fields}: {}", visible(&page));
        assert!(page.contains("value=\"Verkoop\""), "what was typed stays");
    }
    assert_eq!(count(&stad.app, "SELECT count(*) FROM stukken"), 0);
    let id = send(&stad, orgaan, RESTRICTED);
    // Neither can a next version lose them, nor what stands in the database.
    let change = "versie=1&titel=Verkoop&waarover=Wat er met het gebouw gebeurt&tekst=Tekst&openbaar=nee\
        &tot=2026-03-20&grond=&toelichting=";
    let answer = stad.post(&sender, &format!("toegestuurd/{id}/wijzig"), change);
    assert_eq!(answer.status, 400);
    for sql in [
        "UPDATE stukken SET grond = NULL",
        "UPDATE stukken SET toelichting = NULL",
        "UPDATE stukken SET restricted_until = NULL",
    ] {
        let done = stad.app.app.db().bookkeep_blocking(move |tx| {
            tx.exec(sql, &[])?;
            Ok::<_, Error>(())
        });
        assert!(done.is_err(), "{sql}");
    }
}

fn v_85_what_is_public_is_changed_or_withdrawn_and_never_hidden(db: TestDb) {
    let stad = Stad::new(db, "velsen-demo");
    let (orgaan, member) = body(&stad, 0);
    let sender = As::role(SENDER);
    let fields = "titel=Plan voor het plein&waarover=Hoe het plein er straks uitziet&tekst=Er komen bomen&openbaar=ja";
    let id = send(&stad, orgaan, fields);
    let page = stad.page(&As::Nobody, &format!("stukken/{id}"));
    assert!(page.contains("Er komen bomen"), "public at once: {page}");
    let old = format!("bestand/{}", hash_of(&page));
    assert_eq!(stad.get(&As::Nobody, &old).status, 200);
    let path = format!("toegestuurd/{id}/wijzig");
    let again = "waarover=Hoe het plein er straks uitziet&titel=Plan voor het plein";
    let hide = format!(
        "versie=1&{again}&tekst=Geheim&openbaar=nee&grond=privacy&toelichting=Er staan namen in&tot=2026-03-20"
    );
    let refused = stad.post(&sender, &path, &hide);
    assert_eq!(refused.status, 400);
    assert!(visible(&refused.text()).contains("Dit is openbaar en blijft dat."));
    let change = format!("versie=1&{again}&tekst=Er komen linden&openbaar=ja&zonder_document=ja");
    stad.sent(&sender, &path, &change);
    let stale = stad.post(&sender, &path, &change);
    assert_eq!(stale.status, 409, "somebody else was first");
    let page = stad.page(&As::Nobody, &format!("stukken/{id}"));
    assert!(
        page.contains("Er komen linden") && page.contains("versie 2"),
        "{page}"
    );
    assert_eq!(
        stad.get(&As::Nobody, &old).status,
        404,
        "not in the present version"
    );
    assert_eq!(
        stad.get(&member, &old).status,
        200,
        "the versions stay for those it was sent to"
    );
    let short = stad.post(
        &sender,
        &format!("toegestuurd/{id}/intrekken"),
        "reden=fout",
    );
    assert_eq!(short.status, 400);
    let reason = "reden=Er stond een fout in de tekening";
    stad.sent(&sender, &format!("toegestuurd/{id}/intrekken"), reason);
    let page = stad.page(&As::Nobody, &format!("stukken/{id}"));
    let told = visible(&page);
    for said in [
        "Dit stuk is ingetrokken",
        "Er stond een fout in de tekening",
        "Plan voor het plein",
    ] {
        assert!(told.contains(said), "{said}: {told}");
    }
    assert!(!page.contains("Er komen linden"), "{page}");
    assert!(public_pages(&stad).contains("Ingetrokken: Plan voor het plein"));
    let late = stad.post(&sender, &path, &change.replace("versie=1", "versie=2"));
    assert_eq!(late.status, 409);
}

fn v_85_members_hear_of_it_and_one_who_sends_elsewhere_may_not(db: TestDb) {
    let stad = Stad::new(db, "velsen-demo");
    let ((orgaan, member), (other, _)) = (body(&stad, 0), body(&stad, 1));
    let id = send(&stad, orgaan, RESTRICTED);
    let mails = stad.mails_to("lid0@velsen.example");
    assert_eq!(mails.len(), 1, "{mails:?}");
    assert!(
        mails[0].contains(&format!("/toegestuurd/{id}")),
        "{}",
        mails[0]
    );
    assert!(mails[0].contains("Deel het nog niet"), "{}", mails[0]);
    for secret in SECRETS {
        assert!(!mails[0].contains(secret), "not in a mail: {secret}");
    }
    assert!(stad.mails_to("lid1@velsen.example").is_empty());
    let list = visible(&stad.page(&member, "toegestuurd"));
    assert!(list.contains("Verkoop van de school") && list.contains("Niet openbaar tot en met"));
    // It opens before its day, and that is told too.
    stad.sent(&As::role(SENDER), &format!("toegestuurd/{id}/openbaar"), "");
    assert!(public_pages(&stad).contains("Verkoop van de school"));
    let elsewhere = As::role("wijkbeheerder@elders");
    let fields =
        format!("organen={orgaan}&titel=Plan&waarover=Hoe het plein wordt&tekst=Bomen&openbaar=ja");
    assert_eq!(
        stad.post(&elsewhere, "toegestuurd/nieuw", &fields).status,
        403
    );
    assert_eq!(
        stad.post(
            &elsewhere,
            &format!("toegestuurd/{id}/intrekken"),
            "reden=Zomaar een reden hier"
        )
        .status,
        403
    );
    let fields = fields.replace(&orgaan.to_string(), &other.to_string());
    assert_eq!(stad.post(&member, "toegestuurd/nieuw", &fields).status, 403);
    let nobody = format!("organen=&{}", fields.split_once('&').expect("fields").1);
    assert_eq!(
        stad.post(&As::role(SENDER), "toegestuurd/nieuw", &nobody)
            .status,
        400
    );
}

fn v_85_only_a_whole_and_quiet_pdf_is_taken(db: TestDb) {
    let stad = Stad::new(db, "velsen-demo");
    let (orgaan, _) = body(&stad, 0);
    let fields = format!(
        "organen={orgaan}&titel=Plan voor het plein&waarover=Hoe het plein er straks uitziet&tekst=&openbaar=ja"
    );
    let script = b"%PDF-1.7\n<< /S /JavaScript /JS (app.alert(1)) >>\n%%EOF\n".to_vec();
    let cases: Vec<(&str, Vec<u8>, &str)> = vec![
        ("leeg.pdf", Vec::new(), "is leeg."),
        ("foto.pdf", b"\xff\xd8\xff\xe0".to_vec(), "is geen PDF."),
        ("brief.docx", b"PK\x03\x04".to_vec(), "is geen PDF."),
        (
            "bladzijde.pdf",
            b"<html>%PDF-1.7 %%EOF".to_vec(),
            "is geen PDF.",
        ),
        ("half.pdf", PDF[..40].to_vec(), "is kapot of niet compleet."),
        ("vals.pdf", script, "andere bestanden of opdrachten"),
        (
            "zwaar.pdf",
            [PDF, &vec![b' '; 10_000_000]].concat(),
            "is te groot.",
        ),
    ];
    let path = format!("/{}/toegestuurd/nieuw", stad.app.slug());
    for (name, bytes, told) in cases {
        let ask = Ask::post(&path, &fields)
            .file("document", name, bytes)
            .by(&As::role(SENDER))
            .lang("nl");
        let answer = stad.app.send(&ask);
        let page = answer.text();
        assert_eq!(answer.status, 400, "{name}");
        let seen = visible(&page);
        assert!(seen.contains(name) && seen.contains(told), "{name}: {seen}");
        assert!(page.contains("value=\"Plan voor het plein\""), "{name}");
        assert!(seen.contains("Kies het document opnieuw."), "{name}");
    }
    assert_eq!(count(&stad.app, "SELECT count(*) FROM bestanden"), 0);
}

kit::on_both_engines!(
    v_85_a_restricted_paper_becomes_public_when_its_end_date_passes,
    inv_29_a_paper_cannot_be_restricted_without_reason_and_end_date,
    v_85_what_is_public_is_changed_or_withdrawn_and_never_hidden,
    v_85_members_hear_of_it_and_one_who_sends_elsewhere_may_not,
    v_85_only_a_whole_and_quiet_pdf_is_taken,
);
