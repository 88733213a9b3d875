//! The form: from the first tap to the last word, photos, sent twice.

use super::*;
use crate::wijkaanpak::meldingen::model::FieldState;

fn from_the_form_to_the_last_word(test: TestDb) {
    let site = Site::start(&test);
    let form = site.get("/velsen/melden?wijk=velsbroek");
    assert_eq!(form.status, StatusCode::OK);
    assert!(form.body.contains("value=\"velsbroek\" selected"));
    let photo = a_photo();
    let sent = site.melden(
        &[("email", "bewoner@voorbeeld.example")],
        &[("foto", "stoep.jpg", &photo)],
    );
    let link = link(&sent);
    let receipt = site.get(&sent.to);
    assert_eq!(receipt.status, StatusCode::OK);
    assert!(receipt.body.contains("ww-receipt__number"));
    assert!(receipt.body.contains("De stoep ligt los bij de bushalte."));

    let status = site.get(&link);
    assert!(status.body.contains("bewoner@voorbeeld.example"));
    assert!(!status.body.contains("/oordeel"), "not done yet");
    let picture = status
        .body
        .split("src=\"/l/")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap();
    assert_eq!(site.get(&format!("/l/{picture}")).status, StatusCode::OK);
    let other = format!("{link}/foto/{}", kit::files::FileHash::of(b"x"));
    assert_eq!(site.get(&other).status, StatusCode::NOT_FOUND);
    let early = site.post(&format!("{link}/oordeel"), &[("opgelost", "ja")], &[]);
    assert_eq!(early.status, StatusCode::CONFLICT);

    site.finish();
    let done = site.get(&link);
    assert!(done.body.contains("/oordeel") && done.body.contains("De tegels liggen weer vast."));
    assert_eq!(
        site.post(&format!("{link}/oordeel"), &[], &[]).status,
        StatusCode::BAD_REQUEST
    );
    let no = site.post(
        &format!("{link}/oordeel"),
        &[("opgelost", "nee")],
        &[("foto", "nu.jpg", &photo)],
    );
    assert_eq!(no.status, StatusCode::SEE_OTHER, "{}", no.body);
    assert_eq!(site.all()[0].field_state, FieldState::Disputed);
}

fn sending_twice_counts_once(test: TestDb) {
    let site = Site::start(&test);
    let form = site.get("/velsen/melden").body;
    let value = |name: &str| {
        let after = form
            .split(&format!("name=\"{name}\" value=\""))
            .nth(1)
            .unwrap();
        after.split('"').next().unwrap().to_owned()
    };
    let (aanvraag, sleutel) = (value("aanvraag"), value("sleutel"));
    let fields = [
        ("aanvraag", aanvraag.as_str()),
        ("sleutel", &sleutel),
        ("adres", "Verzonnenlaan 3"),
    ];
    let (first, second) = (site.melden(&fields, &[]), site.melden(&fields, &[]));
    assert_eq!(link(&first), link(&second));
    assert_eq!(site.all().len(), 1);
    assert_eq!(site.get(&link(&second)).status, StatusCode::OK);
}

fn files_that_are_no_photo_are_told_apart(test: TestDb) {
    let site = Site::start(&test);
    let large = vec![0xff; 16 << 20];
    let photo = a_photo();
    let cases: [(&str, &[u8], &str); 5] = [
        ("brief.pdf", b"%PDF-1.7 niets", "JPEG, PNG of WebP"),
        ("lach.gif", b"GIF89a\x01\0\x01\0\0\0\0", "JPEG, PNG of WebP"),
        ("leeg.jpg", b"", "is leeg"),
        ("groot.jpg", &large, "te groot"),
        ("half.jpg", &photo[..photo.len() / 2], "kapot"),
    ];
    for (name, bytes, told) in cases {
        let answer = site.melden(&[], &[("foto", name, bytes)]);
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{name}");
        assert!(
            answer.body.contains(told) && answer.body.contains(name),
            "{name}: {}",
            answer.body
        );
        assert!(
            answer.body.contains("De stoep ligt los bij de bushalte."),
            "filled in again"
        );
    }
    assert!(site.all().is_empty());
    // A photo that was right comes along without being sent again.
    let mixed = site.melden(
        &[],
        &[
            ("foto", "goed.jpg", &photo),
            ("foto", "brief.pdf", b"%PDF-1.7"),
        ],
    );
    let ready = mixed
        .body
        .split("name=\"foto_klaar\" value=\"")
        .nth(1)
        .unwrap();
    let ready = ready.split('"').next().unwrap().to_owned();
    let sent = site.melden(
        &[("foto_klaar", &ready), ("foto_klaar", "../../etc/passwd.x")],
        &[],
    );
    assert!(site.get(&link(&sent)).body.contains(&ready[..64]));
}

fn others_are_shown_before_sending(test: TestDb) {
    let site = Site::start(&test);
    link(&site.melden(&[("adres", "Verzonnenlaan 3")], &[]));
    let again = [
        ("adres", "verzonnenlaan, bij de brug"),
        ("omschrijving", "Tegels los."),
    ];
    let asked = site.melden(&again, &[]);
    assert_eq!(asked.status, StatusCode::OK);
    assert!(asked.body.contains("id=\"anderen\"") && asked.body.contains("Tegels los."));
    assert!(
        !asked.body.contains("bushalte"),
        "never the words of others"
    );
    assert_eq!(site.all().len(), 1);
    let id = site.all()[0].id.to_string();
    let without = [&again[..], &[("volg", id.as_str())]].concat();
    assert_eq!(site.melden(&without, &[]).status, StatusCode::BAD_REQUEST);
    let with = [&without[..], &[("email", "buur@voorbeeld.example")]].concat();
    let followed = site.get(&link(&site.melden(&with, &[])));
    assert_eq!(followed.status, StatusCode::OK);
    assert!(
        !followed.body.contains("bushalte"),
        "a follower sees no words of others"
    );
    assert_eq!(site.all().len(), 1);
    let other = [&again[..], &[("bevestigd", "1")]].concat();
    link(&site.melden(&other, &[]));
    assert_eq!(site.all().len(), 2);
}

/// The start page sends only a photo: the form comes with it, asks the rest, and nothing is known of it yet.
fn a_photo_of_the_start_page_begins_the_form(test: TestDb) {
    let site = Site::start(&test);
    let start = site.get("/velsen");
    assert_eq!(start.status, StatusCode::OK);
    assert!(start.body.contains("name=\"begin\" value=\"1\"") && start.body.contains("data-begin"));
    let offline = "data-text-offline=\"Er is even geen verbinding. Uw foto staat klaar.";
    assert!(start.body.contains(offline), "{}", start.body);
    let photo = a_photo();
    let begun = site.post(
        "/velsen/melden",
        &[("begin", "1")],
        &[("foto", "stoep.jpg", &photo)],
    );
    assert_eq!(begun.status, StatusCode::OK, "{}", begun.body);
    assert!(!begun.body.contains("ww-errors"), "{}", begun.body);
    assert!(
        !begun.body.contains("data-filled"),
        "a draft may still come back"
    );
    let ready = begun.body.split("name=\"foto_klaar\" value=\"").nth(1);
    let ready = ready.unwrap().split('"').next().unwrap().to_owned();
    assert!(site.all().is_empty());
    let sent = site.melden(&[("foto_klaar", &ready)], &[]);
    let receipt = site.get(&sent.to);
    assert_eq!(receipt.status, StatusCode::OK, "{}", receipt.body);
    assert!(receipt.body.contains("1 foto"), "{}", receipt.body);

    let refused = site.post(
        "/velsen/melden",
        &[("begin", "1")],
        &[("foto", "brief.pdf", b"%PDF-1.7 niets")],
    );
    assert_eq!(refused.status, StatusCode::BAD_REQUEST);
    assert!(refused.body.contains("id=\"foto-e\""), "{}", refused.body);
    let without = site.post("/velsen/melden", &[("begin", "1")], &[]);
    assert_eq!(without.status, StatusCode::OK);
    assert!(without.body.contains("id=\"omschrijving\""));
}

on_both_engines!(
    from_the_form_to_the_last_word,
    sending_twice_counts_once,
    files_that_are_no_photo_are_told_apart,
    a_photo_of_the_start_page_begins_the_form,
    others_are_shown_before_sending,
);
