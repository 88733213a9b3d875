//! The other channels of the same hours: JSON-LD, API. Calendars stand beside it.

use jiff::civil::Date;
use kit::hours::State;
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::json;

use super::delen::{self, AHEAD_DAYS, later};
use super::openbaar::Alles;
use crate::balie::infopunten::model::Infopunt;
use crate::balie::infopunten::uren::{Uren, Welke};
use crate::error::{Error, Result};
use crate::handler;
use crate::http::{Guard, Kind, Operation, Req, Response, Route, json as answer};
use crate::layout::C;

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get(
            "infopunten.api",
            "/api/v1/gemeenten/{gemeente}/infopunten",
            Guard::Public,
            Kind::Api,
            handler!(api),
        )
        .describes(&LIST),
    ]
}

const LIST: Operation = Operation {
    summary: "Infopunten met hun openingstijden",
    about: "Geeft alle punten waar bewoners terechtkunnen, met de openingstijden die overal hetzelfde zijn. \
            `openingsversie` zegt welke versie dat is. `openingstijden` geldt vandaag; `volgende` zegt wat er daarna komt, \
            en `anders` op welke dagen van de komende zestig dagen het anders gaat. Wat in woorden staat, staat in de taal \
            van de vraag. Kandidaten staan er niet bij.",
    query: &[],
    answer: |schemas| schemas.subschema_for::<Vec<ApiPunt>>(),
};

/// Een infopunt.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
struct ApiPunt {
    /// De vaste sleutel.
    sleutel: String,
    /// De naam.
    naam: String,
    /// Waaronder het eerder bekend was; leeg als dat er niet is.
    voorheen: String,
    /// Hoe het ermee staat: open, reduced, closed_temporarily, moved of ended.
    stand: String,
    /// Waarom het niet gewoon open is.
    reden: Option<String>,
    /// Straat, postcode en plaats.
    adres: String,
    /// Of iemand nu binnen kan lopen.
    nu_open: bool,
    /// Welke versie van de openingstijden dit is; in elk kanaal dezelfde.
    openingsversie: i64,
    /// De openingstijden die vandaag gelden, in de schrijfwijze van OpenStreetMap; leeg als ze niet bekend zijn.
    openingstijden: String,
    /// Dezelfde openingstijden in woorden, een regel per deel van de week; ook wat de komende zestig dagen ingaat.
    in_woorden: Vec<String>,
    /// Openingstijden die later ingaan.
    volgende: Vec<ApiVolgende>,
    /// De komende zestig dagen: wanneer het anders gaat, en waarom.
    anders: Vec<ApiAnders>,
    /// De komende twee weken: elke tijd dat het open is.
    dagen: Vec<ApiDag>,
    /// De sleutels van wat bewoners er kunnen doen.
    functies: Vec<String>,
}

/// Een deel van een dag waarop het open is.
#[derive(Serialize, JsonSchema)]
struct ApiDag {
    /// De dag.
    dag: String,
    /// Vanaf, op de klok van de gemeente.
    van: String,
    /// Tot.
    tot: String,
}

/// Openingstijden die later ingaan.
#[derive(Serialize, JsonSchema)]
struct ApiVolgende {
    /// De eerste dag waarop ze gelden.
    vanaf: String,
    /// De openingstijden in de schrijfwijze van OpenStreetMap.
    openingstijden: String,
}

/// Dagen achter elkaar waarop het op dezelfde manier anders gaat.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
struct ApiAnders {
    /// De eerste dag.
    eerste_dag: String,
    /// De laatste dag; die hoort erbij.
    laatste_dag: String,
    /// De tijden waarop het op elk van die dagen open is, zoals 09:00-12:00,13:00-17:00; leeg als het dicht is.
    tijden: String,
    /// Hetzelfde in woorden.
    in_woorden: String,
    /// Waarom het anders gaat.
    reden: String,
}

/// Without the marks that keep directions of writing apart on a page.
fn plain(words: &str) -> String {
    words.replace(['\u{2068}', '\u{2069}'], "")
}

/// The hours that replace others after today; of two from one day the later was told.
fn volgende(uren: &Uren, today: Date) -> Vec<ApiVolgende> {
    let mut all: Vec<ApiVolgende> = Vec::new();
    for versie in uren.versies.iter().filter(|one| one.valid_from > today) {
        let vanaf = versie.valid_from.to_string();
        all.retain(|one| one.vanaf != vanaf);
        all.push(ApiVolgende {
            vanaf,
            openingstijden: versie.hours.to_string(),
        });
    }
    all
}

/// What the page names as going otherwise, with its days and times.
fn anders(c: &C, uren: &Uren, today: Date) -> Vec<ApiAnders> {
    let Some(table) = delen::table(uren, today) else {
        return Vec::new();
    };
    let times = |day: Date| -> String {
        let pieces = table.day(day);
        let open = pieces.iter().filter(|one| one.state == State::Open);
        let open: Vec<String> = open
            .map(|one| format!("{}-{}", clock(one.from), clock(one.to)))
            .collect();
        open.join(",")
    };
    super::anders::reeksen(c, uren, &table, today)
        .into_iter()
        .map(|one| ApiAnders {
            tijden: times(one.first),
            eerste_dag: one.first.to_string(),
            laatste_dag: one.last.to_string(),
            in_woorden: plain(&one.hours),
            reden: plain(&one.reason),
        })
        .collect()
}

fn clock(minutes: u16) -> String {
    format!("{:02}:{:02}", minutes / 60, minutes % 60)
}

async fn api(req: Req) -> Result<Response> {
    let slug = req.param("gemeente").to_owned();
    if req.frame.slug != slug {
        return Err(Error::NotFound("gemeente"));
    }
    let c = C::of(&req.view);
    let all = req.read(|tx, view| delen::load(tx, view)).await?;
    let today = req.view.today();
    let public = delen::told(&c, all)
        .into_iter()
        .filter(|one| one.punt.state.is_public());
    let points: Vec<ApiPunt> = public
        .map(|one| ApiPunt {
            adres: address(&one.punt),
            nu_open: one.beeld.is_open,
            openingsversie: one.beeld.versie,
            openingstijden: one
                .uren
                .hours_on(today)
                .map(ToString::to_string)
                .unwrap_or_default(),
            in_woorden: one.beeld.regels.iter().map(|line| plain(line)).collect(),
            volgende: volgende(&one.uren, today),
            anders: anders(&c, &one.uren, today),
            dagen: one
                .uren
                .intervals(Welke::Published, today, later(today, 13))
                .into_iter()
                .map(|part| ApiDag {
                    dag: part.date.to_string(),
                    van: clock(part.from),
                    tot: clock(part.until),
                })
                .collect(),
            functies: one.inhoud.functies.into_iter().collect(),
            sleutel: one.punt.sleutel,
            naam: one.punt.naam,
            voorheen: one.punt.voorheen,
            stand: one.punt.state.word().to_owned(),
            reden: one.punt.reden,
        })
        .collect();
    answer(&points)
}

pub(super) fn address(punt: &Infopunt) -> String {
    let place = format!("{} {}", punt.postcode, punt.plaats);
    format!("{}, {}", punt.adres, place.trim())
}

/// The point for search engines, safe within a page.
pub(super) fn jsonld(c: &C, it: &Alles) -> String {
    let (punt, today) = (&it.een.punt, c.view.today());
    let specs = delen::table(&it.een.uren, today)
        .map(|table| table.schema_org(today, later(today, AHEAD_DAYS)));
    let (special, week): (Vec<_>, Vec<_>) = specs
        .unwrap_or_default()
        .into_iter()
        .partition(|one| one.valid_from.is_some());
    // Who is closed promises no hours: that is told as closed, not as unknown.
    let special = if it.een.uren.state.is_told() {
        json!(special)
    } else {
        json!([{
            "@type": "OpeningHoursSpecification", "opens": "00:00", "closes": "00:00",
            "validFrom": today.to_string(), "validThrough": later(today, AHEAD_DAYS).to_string(),
        }])
    };
    let place = punt.place.map(|(lat, lon)| {
        let degrees = |e6: i64| f64::from(i32::try_from(e6).unwrap_or(0)) / 1e6;
        json!({ "@type": "GeoCoordinates", "latitude": degrees(lat), "longitude": degrees(lon) })
    });
    let data = json!({
        "@context": "https://schema.org",
        "@type": "GovernmentOffice",
        "name": punt.naam,
        "alternateName": punt.voorheen,
        "telephone": punt.telefoon,
        "address": {
            "@type": "PostalAddress", "streetAddress": punt.adres, "postalCode": punt.postcode,
            "addressLocality": punt.plaats, "addressCountry": "NL",
        },
        "geo": place,
        "openingHoursSpecification": week,
        "specialOpeningHoursSpecification": special,
    });
    data.to_string().replace('<', "\\u003c")
}
