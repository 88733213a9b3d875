//! An item on paper (L-24): A5, A4 or A4 in large letters, with the date, the telephone number and a code that leads back.

use std::fmt::Write as _;

use askama::Template;
use qrcodegen::{QrCode, QrCodeEcc};

use super::{delen, openbaar};
use crate::balie::kennisbank::model::ItemState;
use crate::balie::kennisbank::plekken::{Plek, with_hours};
use crate::balie::kennisbank::publiek::Openbaar;
use crate::error::{Error, Result};
use crate::handler;
use crate::http::{Guard, Kind, Req, Response, Route};
use crate::layout::{self, C};

/// White modules around a code.
const MARGIN: i32 = 4;

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get(
            "vraag.print",
            "/{gemeente}/vraag/{sleutel}/print",
            Guard::Public,
            Kind::PublicPage,
            handler!(show),
        )
        .sample("formaat=a5")
        .query(&["formaat"]),
    ]
}

kit::word_enum! {
    /// On which paper, and how large.
    pub(super) enum Formaat {
        A5 = "a5",
        A4 = "a4",
        /// A4 in letters for who sees little.
        Groot = "groot",
    }
}

#[derive(Template)]
#[template(path = "balie/kennisbank/templates/print.html")]
struct Page {
    c: C,
    it: Openbaar,
    /// With their hours; paper does not know what is open now.
    plekken: Vec<Plek>,
    wie: String,
    fresh: String,
    late: bool,
    gedrukt: String,
    adres: String,
    size: i32,
    path: String,
    formaat: Formaat,
}

async fn show(req: Req) -> Result<Response> {
    let it = openbaar::load(&req).await?;
    if it.document.state != ItemState::Published {
        return Err(Error::NotFound("vraag"));
    }
    let c = C::of(&req.view);
    let fresh = it.document.freshness(req.view.today());
    let adres = format!(
        "{}{}",
        req.app.config().base_url,
        c.url(&format!("/vraag/{}", it.sleutel))
    );
    let (size, path) = code(&adres)?;
    let (own, plaatsen) = (c.clone(), it.document.plaatsen.clone());
    let plekken = req
        .read(move |tx, _| with_hours(tx, &own, plaatsen.clone()))
        .await?;
    layout::page(&Page {
        plekken,
        wie: openbaar::wie(&c, &it),
        fresh: delen::freshness(&c, fresh),
        late: fresh.is_overdue(),
        gedrukt: delen::long_date(&c, req.view.today()),
        formaat: Formaat::from_word(req.query.text("formaat")).unwrap_or(Formaat::A5),
        adres,
        size,
        path,
        it,
        c,
    })
}

/// The code of an address: how many modules wide with its margin, and its dark modules as one path.
fn code(adres: &str) -> Result<(i32, String)> {
    let made = QrCode::encode_text(adres, QrCodeEcc::Medium)
        .map_err(|error| Error::Internal(error.to_string()))?;
    let mut path = String::new();
    for y in 0..made.size() {
        for x in 0..made.size() {
            if made.get_module(x, y) {
                let _ = write!(path, "M{} {}h1v1h-1z", x + MARGIN, y + MARGIN);
            }
        }
    }
    Ok((made.size() + 2 * MARGIN, path))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_has_its_three_corners_and_a_white_margin() {
        let (size, path) = code("https://voorbeeld.example/stad/vraag/schulden").unwrap();
        assert!(size > 2 * MARGIN + 20);
        let far = size - MARGIN - 1;
        for corner in [(MARGIN, MARGIN), (far, MARGIN), (MARGIN, far)] {
            assert!(path.contains(&format!("M{} {}h1", corner.0, corner.1)));
        }
        assert!(!path.contains("M0 "));
        assert!(code(&"a".repeat(5000)).is_err());
    }
}
