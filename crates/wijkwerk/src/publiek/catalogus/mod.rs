//! What the gemeente gives to everybody, told by DCAT-AP-NL 3.0: as Turtle and as JSON-LD, from the same statements.
//!
//! Under which licence is for the gemeente to say, in its inrichting; as long as it did not, the catalogue says so.

mod vorm;

#[cfg(test)]
mod tests;

use axum::http::{HeaderValue, header};
use kit::i18n::Lang;

use self::vorm::{Is, Says, Thing, json_ld, turtle};
use crate::error::Result;
use crate::handler;
use crate::http::{Guard, Kind, Req, Response, Route, text};
use crate::layout::C;

const AUTHORITY: &str = "http://publications.europa.eu/resource/authority";
const MEDIA: &str = "https://www.iana.org/assignments/media-types";
const LOCAL: &str = "http://purl.org/adms/publishertype/LocalAuthority";
/// What describes the services of HSDS.
const HSDS: &str =
    "https://raw.githubusercontent.com/openreferral/specification/3.0/schema/openapi.json";

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get(
            "publiek.catalogus",
            "/{gemeente}/catalog.ttl",
            Guard::Public,
            Kind::File,
            handler!(as_turtle),
        ),
        Route::get(
            "publiek.catalogus.json",
            "/{gemeente}/catalog.jsonld",
            Guard::Public,
            Kind::File,
            handler!(as_json),
        ),
    ]
}

/// What the catalogue is made from.
struct Ground<'g> {
    naam: &'g str,
    slug: &'g str,
    tooi: Option<&'g str>,
    licentie: Option<&'g str>,
    /// The address of the site, without the gemeente.
    base: &'g str,
    /// The name of each wijk and the address of its news.
    nieuws: Vec<(String, String)>,
    /// The text of a key in Dutch and in English.
    said: &'g dyn Fn(&str) -> (String, String),
}

/// A set of data as it is told: its key, its theme, and by which name and address and in what form it can be had.
struct Set {
    key: &'static str,
    theme: &'static str,
    given: Vec<(String, String, &'static str)>,
}

impl Ground<'_> {
    fn both(&self, key: &str) -> Is {
        let (nl, en) = (self.said)(key);
        Is::Both(nl, en)
    }

    fn site(&self) -> String {
        format!("{}/{}", self.base, self.slug)
    }

    /// The address of something in the catalogue.
    fn at(&self, name: &str) -> String {
        format!("{}/catalog.ttl#{name}", self.site())
    }

    fn publisher(&self) -> Is {
        Is::At(
            self.tooi
                .map_or_else(|| self.at("gemeente"), ToOwned::to_owned),
        )
    }

    /// What every part of the catalogue says: what it is called, who gives it, and whom to ask.
    fn common(&self, key: &str) -> Says {
        let contact = vec![
            ("vcard:fn", Is::Plain(self.naam.to_owned())),
            ("vcard:hasURL", Is::At(self.site())),
        ];
        vec![
            ("dct:title", self.both(&format!("publiek-data-{key}"))),
            (
                "dct:description",
                self.both(&format!("publiek-data-{key}-uitleg")),
            ),
            ("dct:publisher", self.publisher()),
            ("dcat:contactPoint", Is::Node("vcard:Organization", contact)),
        ]
    }

    /// What is said of a set of data or a service besides.
    fn open(&self, key: &str, theme: &str) -> Says {
        vec![
            ("dct:identifier", Is::Plain(self.at(key))),
            (
                "dct:accessRights",
                Is::At(format!("{AUTHORITY}/access-right/PUBLIC")),
            ),
            (
                "dcat:theme",
                Is::At(format!("{AUTHORITY}/data-theme/{theme}")),
            ),
        ]
    }

    /// Under which licence; or that nobody decided on one.
    fn licence(&self) -> (&'static str, Is) {
        match self.licentie {
            Some(licentie) => ("dct:license", Is::At(licentie.to_owned())),
            None => (
                "dct:rights",
                Is::Node(
                    "dct:RightsStatement",
                    vec![("rdfs:label", self.both("publiek-data-rechten"))],
                ),
            ),
        }
    }

    fn sets(&self) -> Vec<Set> {
        let (base, slug) = (self.base, self.slug);
        let api = format!("{base}/api/v1/gemeenten/{slug}");
        let one = |at: String, form: &'static str| vec![(String::new(), at, form)];
        vec![
            Set {
                key: "aanbod",
                theme: "SOCI",
                given: one(format!("{base}/hsds/v3/{slug}/services"), "json"),
            },
            Set {
                key: "producten",
                theme: "GOVE",
                given: one(format!("{base}/{slug}/sc.xml"), "xml"),
            },
            Set {
                key: "punten",
                theme: "SOCI",
                given: one(format!("{api}/infopunten"), "json"),
            },
            Set {
                key: "meldingen",
                theme: "GOVE",
                given: one(format!("{api}/meldingen"), "json"),
            },
            Set {
                key: "nieuws",
                theme: "GOVE",
                given: self
                    .nieuws
                    .iter()
                    .map(|(naam, at)| (naam.clone(), at.clone(), "atom+xml"))
                    .collect(),
            },
        ]
    }
}

/// Everything that the catalogue says.
fn catalogue(ground: &Ground<'_>) -> Vec<Thing> {
    let language = || ("dct:language", Is::At(format!("{AUTHORITY}/language/NLD")));
    let mut catalog = ground.common("catalogus");
    catalog.push(("foaf:homepage", Is::At(ground.site())));
    catalog.push(language());
    catalog.push(ground.licence());
    let mut things = Vec::new();
    for set in ground
        .sets()
        .into_iter()
        .filter(|set| !set.given.is_empty())
    {
        let at = ground.at(set.key);
        catalog.push(("dcat:dataset", Is::At(at.clone())));
        let mut says = ground.common(set.key);
        says.extend(ground.open(set.key, set.theme));
        says.push(("dct:creator", ground.publisher()));
        says.push(language());
        for (n, (naam, address, form)) in set.given.into_iter().enumerate() {
            let given = format!("{at}-{}", n + 1);
            says.push(("dcat:distribution", Is::At(given.clone())));
            let mut how = vec![
                ("dcat:accessURL", Is::At(address)),
                (
                    "dcat:mediaType",
                    Is::At(format!("{MEDIA}/application/{form}")),
                ),
                ground.licence(),
            ];
            if !naam.is_empty() {
                how.push(("dct:title", Is::Plain(naam)));
            }
            things.push(Thing {
                at: given,
                class: "dcat:Distribution",
                says: how,
            });
        }
        things.push(Thing {
            at,
            class: "dcat:Dataset",
            says,
        });
    }
    for service in services(ground) {
        catalog.push(("dcat:service", Is::At(service.at.clone())));
        things.push(service);
    }
    things.push(Thing {
        at: ground
            .tooi
            .map_or_else(|| ground.at("gemeente"), ToOwned::to_owned),
        class: "foaf:Agent",
        says: vec![
            ("foaf:name", Is::Plain(ground.naam.to_owned())),
            ("dct:type", Is::At(LOCAL.to_owned())),
        ],
    });
    things.insert(
        0,
        Thing {
            at: ground.at("catalogus"),
            class: "dcat:Catalog",
            says: catalog,
        },
    );
    things
}

/// What programs can ask.
fn services(ground: &Ground<'_>) -> Vec<Thing> {
    let (base, slug) = (ground.base, ground.slug);
    let all = [
        (
            "api",
            "GOVE",
            format!("{base}/api/v1"),
            format!("{base}/api/v1/openapi.json"),
            &["punten", "meldingen"][..],
        ),
        (
            "hsds",
            "SOCI",
            format!("{base}/hsds/v3/{slug}"),
            HSDS.to_owned(),
            &["aanbod"][..],
        ),
    ];
    let made = all.into_iter().map(|(key, theme, at, described, serves)| {
        let mut says = ground.common(key);
        says.extend(ground.open(key, theme));
        says.push(("dcat:endpointURL", Is::At(at)));
        says.push(("dcat:endpointDescription", Is::At(described)));
        says.push(ground.licence());
        let serves = serves.iter().map(|set| Is::At(ground.at(set)));
        says.extend(serves.map(|set| ("dcat:servesDataset", set)));
        Thing {
            at: ground.at(key),
            class: "dcat:DataService",
            says,
        }
    });
    made.collect()
}

fn things(req: &Req) -> Vec<Thing> {
    let (frame, c) = (&req.frame, C::of(&req.view));
    let base = req.app.config().base_url.as_str();
    let gemeente = &frame.inrichting.gemeente;
    let texts = &frame.translations;
    catalogue(&Ground {
        naam: &gemeente.naam,
        slug: &frame.slug,
        tooi: gemeente.tooi.as_deref(),
        licentie: gemeente.licentie.as_deref(),
        base,
        nieuws: frame
            .wijken()
            .map(|wijk| {
                let path = c.url(&format!("/wijken/{}/nieuws.xml", wijk.sleutel));
                (wijk.naam.clone(), format!("{base}{path}"))
            })
            .collect(),
        said: &|key: &str| (texts.t(Lang::Nl, key), texts.t(Lang::En, key)),
    })
}

fn open(body: String, form: &'static str) -> Response {
    let mut response = text(200, body);
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(form));
    headers.insert(
        header::ACCESS_CONTROL_ALLOW_ORIGIN,
        HeaderValue::from_static("*"),
    );
    response
}

async fn as_turtle(req: Req) -> Result<Response> {
    Ok(open(turtle(&things(&req)), "text/turtle; charset=utf-8"))
}

async fn as_json(req: Req) -> Result<Response> {
    let body = json_ld(&things(&req)).to_string();
    Ok(open(body, "application/ld+json"))
}
