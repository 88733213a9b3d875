//! The poster for the door: a page to look at, and a sheet of A4 as PDF, with the same words from the same hours (INV-11).

use askama::Template;
use jiff::civil::Date;
use kit::i18n::words as say;
use kit::pdf::{Block, Code, Letters, Sheet, Style};
use qrcodegen::{QrCode, QrCodeEcc};

use super::openbaar::{Alles, find};
use crate::error::{Error, Result};
use crate::handler;
use crate::http::{Guard, Kind, Req, Response, Route, pdf};
use crate::layout::{self, C, asset_bytes};

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get(
            "infopunten.poster",
            "/{gemeente}/infopunten/{punt}/poster",
            Guard::Public,
            Kind::Page,
            handler!(page),
        ),
        Route::get(
            "infopunten.poster.pdf",
            "/{gemeente}/infopunten/{punt}/poster.pdf",
            Guard::Public,
            Kind::File,
            handler!(paper),
        ),
    ]
}

#[derive(Template)]
#[template(path = "balie/infopunten/templates/poster.html")]
struct PosterPage {
    c: C,
    it: Alles,
    adres: String,
    gedrukt: String,
}

/// Where the page of the point is, for whoever stands before the poster.
fn address(req: &Req, c: &C, it: &Alles) -> String {
    let path = c.url(&format!("/infopunten/{}", it.een.punt.sleutel));
    format!("{}{path}", req.app.config().base_url)
}

/// "zondag 22 november 2026": paper hangs for years.
fn made_on(c: &C, today: Date) -> String {
    say::date_long(c.view.lang, today)
}

async fn page(req: Req) -> Result<Response> {
    let c = C::of(&req.view);
    let it = find(&req, &c).await?;
    layout::page(&PosterPage {
        adres: address(&req, &c, &it),
        gedrukt: made_on(&c, req.view.today()),
        it,
        c,
    })
}

async fn paper(req: Req) -> Result<Response> {
    let c = C::of(&req.view);
    let it = find(&req, &c).await?;
    let sheet = sheet(&c, &it, &address(&req, &c, &it), req.view.today())?;
    let name = format!("{}.pdf", it.een.punt.sleutel);
    let made = req.app.run_blocking(move |_| {
        let letters = letters().ok_or(Error::NotFound("asset"))?;
        sheet
            .to_pdf(letters)
            .map_err(|error| Error::Internal(error.to_string()))
    });
    Ok(pdf(&name, made.await?))
}

/// The letters of the house, as the build of `web/` left them.
fn letters() -> Option<&'static Letters> {
    static LETTERS: std::sync::OnceLock<Option<Letters>> = std::sync::OnceLock::new();
    LETTERS
        .get_or_init(|| {
            Letters::new(
                asset_bytes("letter-400.ttf")?,
                asset_bytes("letter-700.ttf")?,
            )
        })
        .as_ref()
}

/// What stands on the poster: every sentence is one of the page.
fn sheet(c: &C, it: &Alles, adres: &str, today: Date) -> Result<Sheet> {
    let (punt, beeld) = (&it.een.punt, &it.een.beeld);
    let mut blocks = Vec::new();
    let mut put = |style, text: String| blocks.push(Block::Text(style, text));
    put(Style::Small, c.gemeente().to_owned());
    put(Style::Title, punt.naam.clone());
    if let Some(reden) = &punt.reden {
        let until = punt.until_day.map_or_else(String::new, |dag| {
            format!(" {}", c.t1("infopunt-tot-en-met", "dag", c.day_plain(dag)))
        });
        put(
            Style::Strong,
            format!("{}: {reden}{until}", c.tk("infopunt-stand", punt.state)),
        );
    }
    put(Style::Heading, c.t("infopunt-uren-kop"));
    if beeld.regels.is_empty() {
        put(Style::Plain, c.t("infopunt-uren-onbekend"));
    }
    for regel in &beeld.regels {
        put(Style::Plain, regel.clone());
    }
    if !beeld.anders.is_empty() {
        put(Style::Heading, c.t("infopunt-anders"));
    }
    for (dag, uren, reden) in &beeld.anders {
        put(Style::Plain, format!("{dag}: {uren} ({reden})"));
    }
    match (&it.dan_naar, &it.nu_naar) {
        (Some((dag, elders)), _) => put(Style::Strong, it.dan_zin(c, dag, elders)),
        // A point that is closed for longer promises no day; paper does not know what is open now.
        (None, Some(elders)) if !punt.state.is_told() => put(
            Style::Strong,
            c.t2(
                "infopunt-ga-naar",
                "naam",
                elders.naam.as_str(),
                "nu",
                elders.adres.as_str(),
            ),
        ),
        _ => {}
    }
    if !it.hier.is_empty() {
        put(Style::Heading, c.t("infopunt-hier"));
        for naam in &it.hier {
            put(Style::Plain, naam.clone());
        }
    }
    blocks.push(foot(c, it, adres, today)?);
    Ok(Sheet {
        title: format!("{} · {}", punt.naam, c.gemeente()),
        lang: c.lang(),
        made: today,
        blocks,
    })
}

/// The code of the page, with who to call, where this is, and which version of the hours it tells.
fn foot(c: &C, it: &Alles, adres: &str, today: Date) -> Result<Block> {
    let punt = &it.een.punt;
    let versie = c.t1("infopunt-versie", "n", it.een.beeld.versie);
    let gedrukt = c.t1("kennis-gedrukt-op", "datum", made_on(c, today));
    let mut lines = Vec::new();
    if let Some(telefoon) = &punt.telefoon {
        lines.push((Style::Number, telefoon.clone()));
    }
    let place = format!("{} {}", punt.postcode, punt.plaats);
    lines.push((
        Style::Small,
        format!("{}, {}, {}", punt.plek, punt.adres, place.trim()),
    ));
    // Nobody types how it is sent.
    let typed = adres.split_once("://").map_or(adres, |(_, rest)| rest);
    lines.push((Style::Small, typed.to_owned()));
    lines.push((Style::Small, format!("{versie} · {gedrukt}")));
    Ok(Block::Foot(code(c, adres)?, lines))
}

fn code(c: &C, adres: &str) -> Result<Code> {
    let made = QrCode::encode_text(adres, QrCodeEcc::Medium)
        .map_err(|error| Error::Internal(error.to_string()))?;
    let side = made.size();
    let all = (0..side).flat_map(|x| (0..side).map(move |y| (x, y)));
    let whole = |number: i32| u16::try_from(number).unwrap_or_default();
    Ok(Code {
        size: whole(side),
        dark: all
            .filter(|(x, y)| made.get_module(*x, *y))
            .map(|(x, y)| (whole(x), whole(y)))
            .collect(),
        alt: c.t("infopunt-poster-code"),
        url: adres.to_owned(),
    })
}
