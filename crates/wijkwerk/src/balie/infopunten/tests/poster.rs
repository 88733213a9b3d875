//! The poster as PDF: what a program can tell without reading it. Its words are read in the browser stage.

use kit::on_both_engines;
use kit::testing::{TestDb, skip};

use super::*;
use crate::testing::Answer;

on_both_engines!(
    inv_11_the_poster_is_one_sheet_of_the_version_in_force,
    a_point_with_everything_long_still_has_a_poster,
    inv_14_a_candidate_has_no_poster,
);

/// Most bytes of a poster: what a slow line takes in a second.
const LARGEST: usize = 60 * 1024;

fn poster(stad: &Stad, sleutel: &str, lang: &str) -> Answer {
    let path = format!("/{}/infopunten/{sleutel}/poster.pdf", stad.app.slug());
    stad.app.send(&Ask::get(&path).by(&As::Nobody).lang(lang))
}

/// The pages that a file says it has.
fn pages(pdf: &[u8]) -> usize {
    let text = String::from_utf8_lossy(pdf);
    text.matches("/Type/Page").count() + text.matches("/Type /Page").count()
        - text.matches("/Type/Pages").count()
        - text.matches("/Type /Pages").count()
}

fn is_built(name: &'static str) -> bool {
    let built = !crate::shipped::ASSETS.is_empty();
    if !built {
        skip(name, "the web assets were not built");
    }
    built
}

fn inv_11_the_poster_is_one_sheet_of_the_version_in_force(db: TestDb) {
    if !is_built("infopunten::inv_11_the_poster_is_one_sheet_of_the_version_in_force") {
        return;
    }
    let stad = Stad::new(db);
    let id = stad.point("Een", 0, true);
    stad.hours(id, "ma-zo 9-12.30");
    let first = poster(&stad, "een", "nl");
    assert_eq!(first.status, 200);
    assert_eq!(first.header("content-type"), "application/pdf");
    assert_eq!(
        first.header("content-disposition"),
        "inline; filename=\"een.pdf\""
    );
    assert_eq!(first.header("cache-control"), "no-store");
    let bytes = &first.body;
    assert!(
        bytes.starts_with(b"%PDF-1.7") && bytes.len() < LARGEST,
        "{}",
        bytes.len()
    );
    assert_eq!(pages(bytes), 1);
    let said = String::from_utf8_lossy(bytes);
    assert!(
        said.contains("/Lang(nl)") || said.contains("/Lang (nl)"),
        "a language"
    );
    assert_eq!(&poster(&stad, "een", "nl").body, bytes, "the same twice");
    let english = poster(&stad, "een", "en");
    let said = String::from_utf8_lossy(&english.body);
    assert!(
        said.contains("/Lang(en)") || said.contains("/Lang (en)"),
        "the other"
    );
    let today = stad.today();
    stad.close(id, later(today, 1), later(today, 1), "");
    assert_ne!(&poster(&stad, "een", "nl").body, bytes, "another version");
}

fn a_point_with_everything_long_still_has_a_poster(db: TestDb) {
    if !is_built("infopunten::a_point_with_everything_long_still_has_a_poster") {
        return;
    }
    let stad = Stad::new(db);
    let naam = "Wijkinformatiepuntvoorallebewonersvanhetnoordelijkstadsdeel Ĳssel ك 中";
    let id = stad.point(naam, 0, true);
    stad.hours(
        id,
        "ma 9-12; di 9-12.30; wo 9-13; do 9-13.30; vr 9-14; za 10-12; zo 11-12",
    );
    let today = stad.today();
    for n in 1..15 {
        stad.close(id, later(today, n), later(today, n), "");
    }
    let sleutel = stad
        .read({
            let gemeente = stad.app.frame(stad.app.slug()).id;
            move |tx| find_infopunt(tx, gemeente, id)
        })
        .unwrap()
        .sleutel;
    let made = poster(&stad, &sleutel, "nl");
    assert_eq!(made.status, 200, "{}", made.text());
    assert_eq!(pages(&made.body), 1, "smaller letters before another page");
}

fn inv_14_a_candidate_has_no_poster(db: TestDb) {
    let stad = Stad::new(db);
    stad.point("Misschien", 0, false);
    assert_eq!(poster(&stad, "misschien", "nl").status, 404);
    assert_eq!(poster(&stad, "nergens", "nl").status, 404);
}
