//! An item as search engines read it (schema.org): what its page says, and nothing else.

use serde_json::{Value, json};

use super::delen;
use super::openbaar::wie;
use crate::balie::kennisbank::model::UrlState;
use crate::balie::kennisbank::plekken::Plek;
use crate::balie::kennisbank::publiek::Openbaar;
use crate::layout::C;

/// The kind of organisation whose services are those of the gemeente itself.
const GEMEENTE: &str = "gemeente";

/// The service behind an item, safe within a page.
pub(super) fn jsonld(c: &C, it: &Openbaar, plekken: &[Plek]) -> String {
    let (document, frame) = (&it.document, &c.view.frame);
    let velden = &document.velden;
    let owner = document.organisatie.and_then(|id| frame.organisatie(id));
    let is_own = owner.is_some_and(|owner| owner.soort == GEMEENTE);
    let (service, provider) = if is_own {
        ("GovernmentService", "GovernmentOrganization")
    } else {
        ("Service", "Organization")
    };
    let naam = wie(c, it);
    let mut areas: Vec<String> = document.gebieden.iter().map(|id| c.gebied(*id)).collect();
    if areas.is_empty() {
        areas.push(c.gemeente().to_owned());
    }
    let areas: Vec<Value> = areas
        .iter()
        .map(|naam| json!({ "@type": "AdministrativeArea", "name": naam }))
        .collect();
    let base = &c.view.app.config().base_url;
    let data = json!({
        "@context": "https://schema.org",
        "@type": service,
        "name": velden.titel,
        "description": velden.samenvatting,
        "serviceType": delen::onderwerp(&c.view, &velden.onderwerp),
        "url": format!("{base}{}", c.url(&format!("/vraag/{}", it.sleutel))),
        "provider": (!naam.is_empty()).then(|| json!({ "@type": provider, "name": naam })),
        "areaServed": areas,
        "availableChannel": channels(it, plekken),
        "audience": (!velden.doelgroep.is_empty())
            .then(|| json!({ "@type": "Audience", "audienceType": velden.doelgroep })),
    });
    data.to_string().replace('<', "\\u003c")
}

/// The website while it works, the telephone, and every place.
fn channels(it: &Openbaar, plekken: &[Plek]) -> Vec<Value> {
    let document = &it.document;
    let url = document.velden.url.as_ref();
    let url = url.filter(|_| document.url_state != UrlState::Dead);
    let url = url.map(|url| json!({ "@type": "ServiceChannel", "serviceUrl": url }));
    let phone = document.velden.telefoon.as_ref().map(|number| {
        let point = json!({ "@type": "ContactPoint", "telephone": number });
        json!({ "@type": "ServiceChannel", "servicePhone": point })
    });
    let places = plekken.iter().map(|plek| {
        let plaats = &plek.plaats;
        let address = json!({
            "@type": "PostalAddress", "streetAddress": plaats.adres, "postalCode": plaats.postcode,
            "addressLocality": plaats.plaats, "addressCountry": "NL",
        });
        let place = json!({
            "@type": "Place", "name": plaats.naam, "telephone": plaats.telefoon, "address": address,
        });
        json!({ "@type": "ServiceChannel", "serviceLocation": place })
    });
    url.into_iter().chain(phone).chain(places).collect()
}
