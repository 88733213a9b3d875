//! The feed of Samenwerkende Catalogi: what is in it, and that any reader of XML can read it.

use jiff::tz::TimeZone;
use kit::on_both_engines;
use kit::testing::TestDb;

use super::super::catalogi;
use super::antwoorden::{URI, world};
use super::*;
use crate::kader::inrichting::Gemeente;

on_both_engines!(the_feed_holds_what_has_a_product_name);

fn the_feed_holds_what_has_a_product_name(db: TestDb) {
    let app = world(db);
    let path = format!("/{}/sc.xml", app.slug());
    let answer = app.get(&path);
    assert_eq!(answer.status, 200);
    assert_eq!(
        answer.header("content-type"),
        "application/xml; charset=utf-8"
    );
    let text = answer.text();
    assert_eq!(text.matches("<overheidproduct:scproduct ").count(), 1);
    assert!(
        text.contains("Voor wie &lt;zorgt&gt; &amp; moe is."),
        "{text}"
    );
    assert!(text.contains(&format!(
        "resourceIdentifier=\"{URI}\">mantelzorgcompliment<"
    )));
    assert!(text.contains(&format!("/{}/vraag/mantelzorg-thuis<", app.slug())));
    let frame = app.frame(app.slug());
    let owms = frame.inrichting.gemeente.owms.as_ref().unwrap();
    let named =
        format!("<dcterms:spatial scheme=\"overheid:Gemeente\" resourceIdentifier=\"{owms}\">");
    assert!(text.contains(&named), "{text}");
    well_formed(&text);
}

/// A gemeente with this name, and what the register calls it.
fn stad(naam: &str, owms: Option<&str>) -> Gemeente {
    serde_json::from_value(serde_json::json!({
        "slug": "stad", "naam": naam, "cbsCode": "GM9999", "aanspreekvorm": "u", "owms": owms,
        "kernpunt": { "lat": 52.0, "lon": 5.0 }, "tijdzone": "Europe/Amsterdam",
    }))
    .unwrap()
}

#[test]
fn a_gemeente_is_named_by_the_register_only_as_its_inrichting_says() {
    let told = |owms: Option<&str>| {
        let offer = Offer {
            upl: Some(("naam".into(), URI.into())),
            ..Offer::default()
        };
        catalogi::document(
            &stad("Stad", owms),
            &TimeZone::UTC,
            "https://voorbeeld.example/a",
            &[offer],
        )
    };
    let address = "http://standaarden.overheid.nl/owms/terms/Stad_(gemeente)";
    assert!(told(Some(address)).contains(&format!("resourceIdentifier=\"{address}\">Stad<")));
    let without = told(None);
    assert!(without.contains("scheme=\"overheid:Gemeente\">Stad<"));
    assert!(!without.contains("_(gemeente)"));
}

#[test]
fn the_day_of_a_change_is_that_of_the_gemeente() {
    let amsterdam = TimeZone::get("Europe/Amsterdam").unwrap();
    let at: jiff::Timestamp = "2026-03-01T23:30:00Z".parse().unwrap();
    let brought = |text: &str| Offer {
        extra: [
            ("_op".to_owned(), serde_json::json!(at.as_microsecond())),
            ("last_modified".to_owned(), serde_json::json!(text)),
        ]
        .into(),
        ..Offer::default()
    };
    for (offer, day) in [
        (Offer::default(), "2026-03-02"),
        (brought("2026-02-01T23:30:00.000Z"), "2026-02-02"),
        (brought("2026-02-01"), "2026-02-01"),
    ] {
        let offer = Offer {
            upl: Some(("naam".into(), URI.into())),
            changed_at: Some(at),
            ..offer
        };
        let text = catalogi::document(
            &stad("Stad", None),
            &amsterdam,
            "https://a.example",
            &[offer],
        );
        let told = format!("<dcterms:modified>{day}</dcterms:modified>");
        assert!(text.contains(&told), "{day}: {text}");
    }
}

/// Every tag that opens closes, in order, and no bare sign stands between them.
fn well_formed(text: &str) {
    let mut open: Vec<&str> = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('<') {
        for part in before.split('&').skip(1) {
            let name = part.split(';').next().unwrap();
            assert!(["amp", "lt", "gt", "quot"].contains(&name), "&{part}");
        }
        let (tag, tail) = after.split_once('>').expect("a tag ends");
        rest = tail;
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop(), Some(name));
        } else if !tag.ends_with(['/', '?']) {
            open.push(tag.split(' ').next().unwrap());
        }
    }
    assert_eq!(open, [""; 0]);
}

#[test]
fn the_feed_tells_for_whom_a_product_is() {
    let told = |doelgroep: &str| {
        let offer = Offer {
            doelgroep: doelgroep.into(),
            upl: Some(("naam".into(), URI.into())),
            ..Offer::default()
        };
        let text = catalogi::document(
            &stad("Stad", None),
            &TimeZone::UTC,
            "https://voorbeeld.example/a",
            &[offer],
        );
        well_formed(&text);
        let has =
            |audience: &str| text.contains(&format!("Doelgroep\">{audience}</dcterms:audience>"));
        (has("particulier"), has("ondernemer"))
    };
    for (doelgroep, expected) in [
        ("", (true, false)),
        ("mantelzorgers", (true, false)),
        ("inwoners", (true, false)),
        ("ondernemers", (false, true)),
        ("Bedrijven en verenigingen", (false, true)),
        ("inwoners en ondernemers", (true, true)),
    ] {
        assert_eq!(told(doelgroep), expected, "{doelgroep}");
    }
}

#[test]
fn whatever_the_text_the_feed_is_well_formed() {
    let offer = Offer {
        titel: "<a href=\"x\">&\u{0}\u{1}]]>".into(),
        samenvatting: "a\u{b}b & c".into(),
        sleutel: "a".into(),
        upl: Some(("\"naam\"".into(), "http://x/\"?a&b".into())),
        ..Offer::default()
    };
    let text = catalogi::document(
        &stad("Voor & Na", Some("http://voorbeeld.example/?a&b")),
        &TimeZone::UTC,
        "https://voorbeeld.example/a",
        &[offer],
    );
    well_formed(&text);
    assert!(!text.contains('\u{0}') && !text.contains('\u{b}'));
}
