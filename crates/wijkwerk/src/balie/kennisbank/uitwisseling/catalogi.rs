//! `/{gemeente}/sc.xml`: the feed of Samenwerkende Catalogi 4.0, of what carries a uniform product name.

use std::fmt::Write as _;

use axum::http::{HeaderValue, header};
use jiff::tz::TimeZone;

use super::schrijf::Offer;
use super::store;
use crate::error::Result;
use crate::handler;
use crate::http::{Guard, Kind, Req, Response, Route, text};
use crate::kader::inrichting::Gemeente;

/// The route of the feed.
pub(super) fn routes() -> Vec<Route> {
    vec![Route::get(
        "catalogi.feed",
        "/{gemeente}/sc.xml",
        Guard::Public,
        Kind::File,
        handler!(feed),
    )]
}

async fn feed(req: Req) -> Result<Response> {
    let offers = req
        .read(|tx, view| {
            let shown = store::list_shown(tx, &view.frame)?;
            let ids: Vec<_> = shown
                .iter()
                .filter(|it| it.upl.is_some())
                .map(|it| it.id)
                .collect();
            let mut offers = store::list_offers(tx, &view.frame, &ids, None)?;
            let known = store::list_doelgroepen(tx, view.frame.id)?;
            // Who wrote nothing of it means whom the list of names means.
            for offer in offers.iter_mut().filter(|it| it.doelgroep.is_empty()) {
                let uri = offer.upl.as_ref().map(|(_, uri)| uri);
                let found = uri.and_then(|uri| known.get(uri)).cloned();
                offer.doelgroep = found.unwrap_or_default();
            }
            Ok(offers)
        })
        .await?;
    let site = format!("{}/{}", req.app.config().base_url, req.frame.slug);
    let mut response = text(
        200,
        document(
            &req.frame.inrichting.gemeente,
            &req.frame.zone,
            &site,
            &offers,
        ),
    );
    response.headers_mut().insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("application/xml; charset=utf-8"),
    );
    Ok(response)
}

/// Text between tags or in quotes; what XML has no place for is left out.
fn xml(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for ch in text.chars() {
        match ch {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' | '\r' => out.push(ch),
            ch if u32::from(ch) < 0x20 || matches!(u32::from(ch), 0xFFFE | 0xFFFF) => {}
            ch => out.push(ch),
        }
    }
    out
}

/// For whom it is, in the words of the feed, which knows residents and businesses. What names neither is for residents.
fn audiences(doelgroep: &str) -> Vec<&'static str> {
    let text = doelgroep.to_lowercase();
    let names = |starts: &[&str]| {
        let mut words = text.split(|ch: char| !ch.is_alphanumeric());
        words.any(|word| starts.iter().any(|start| word.starts_with(start)))
    };
    let business = names(&["ondernem", "bedrijf", "bedrijv", "zzp", "werkgever"]);
    let private = names(&[
        "inwoner",
        "bewoner",
        "burger",
        "particulier",
        "iedereen",
        "jonger",
        "ouder",
        "kind",
        "gezin",
        "student",
        "werknem",
        "mantelzorg",
        "mensen",
        "vrijwillig",
    ]);
    let mut out = Vec::new();
    if private || !business {
        out.push("particulier");
    }
    if business {
        out.push("ondernemer");
    }
    out
}

/// The whole feed, with days on the calendar of `zone`.
pub(super) fn document(
    gemeente: &Gemeente,
    zone: &TimeZone,
    site: &str,
    offers: &[Offer],
) -> String {
    let owms = gemeente.owms.as_ref().map_or_else(String::new, |owms| {
        format!(" resourceIdentifier=\"{}\"", xml(owms))
    });
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <overheidproduct:scproducten xmlns:overheidproduct=\"http://standaarden.overheid.nl/product/terms/\" \
         xmlns:overheid=\"http://standaarden.overheid.nl/owms/terms/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" \
         xsi:schemaLocation=\"http://standaarden.overheid.nl/product/terms/ \
         http://standaarden.overheid.nl/sc/4.0/xsd/sc.xsd\">\n",
    );
    for offer in offers {
        let Some((naam, uri)) = &offer.upl else {
            continue;
        };
        let day = offer.modified_on(zone);
        let day = day.map_or_else(String::new, |day| day.to_string());
        let abstract_ = if offer.samenvatting.is_empty() {
            &offer.titel
        } else {
            &offer.samenvatting
        };
        let mut audience = String::new();
        for one in audiences(&offer.doelgroep) {
            let _ = write!(
                audience,
                "<dcterms:audience scheme=\"overheid:Doelgroep\">{one}</dcterms:audience>"
            );
        }
        let place = format!("scheme=\"overheid:Gemeente\"{owms}>{}", xml(&gemeente.naam));
        let _ = writeln!(
            out,
            "<overheidproduct:scproduct owms-version=\"4.0\"><overheidproduct:meta>\
             <overheidproduct:owmskern><dcterms:identifier>{identifier}</dcterms:identifier>\
             <dcterms:title>{title}</dcterms:title><dcterms:language>nl</dcterms:language>\
             <dcterms:type scheme=\"overheid:Informatietype\">productbeschrijving</dcterms:type>\
             <dcterms:modified>{day}</dcterms:modified><dcterms:spatial {place}</dcterms:spatial>\
             <overheid:authority {place}</overheid:authority></overheidproduct:owmskern>\
             <overheidproduct:owmsmantel>{audience}\
             <dcterms:abstract>{abstract_}</dcterms:abstract></overheidproduct:owmsmantel>\
             <overheidproduct:scmeta><overheidproduct:productID>{id}</overheidproduct:productID>\
             <overheidproduct:onlineAanvragen>{online}</overheidproduct:onlineAanvragen>\
             <overheidproduct:uniformeProductnaam scheme=\"overheid:UniformeProductnaam\" \
             resourceIdentifier=\"{uri}\">{naam}</overheidproduct:uniformeProductnaam></overheidproduct:scmeta>\
             </overheidproduct:meta><overheidproduct:body/></overheidproduct:scproduct>",
            identifier = xml(&format!("{site}/vraag/{}", offer.sleutel)),
            title = xml(&offer.titel),
            abstract_ = xml(abstract_),
            id = offer.hsds_id(),
            online = xml(offer.online.as_deref().unwrap_or("nee")),
            uri = xml(uri),
            naam = xml(naam),
        );
    }
    out.push_str("</overheidproduct:scproducten>\n");
    out
}
