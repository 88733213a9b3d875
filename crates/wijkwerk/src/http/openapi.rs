//! The description of the API: `/api/v1/openapi.json`, made from the list of routes and the types that handlers answer with.
//!
//! By the NL API Design Rules: OpenAPI 3.1 in Dutch, at a fixed place, for everybody and from every site, with the version
//! on every answer and errors as `application/problem+json`.

use std::collections::BTreeMap;

use axum::http::{HeaderValue, header};
use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde_json::{Map, Value, json};

use super::route::{Guard, Kind, Route};
use super::{Req, Response, respond};
use crate::config::Config;
use crate::error::Result;
use crate::handler;

const BASE: &str = "/api/v1";
const DEFINITIONS: &str = "/components/schemas";

/// What one route of the API does, in Dutch.
pub struct Operation {
    /// One line, without a full stop.
    pub summary: &'static str,
    pub about: &'static str,
    pub query: &'static [Parameter],
    /// The shape of the answer.
    pub answer: fn(&mut SchemaGenerator) -> Schema,
}

/// One parameter of the query.
pub struct Parameter {
    pub name: &'static str,
    pub about: &'static str,
    /// `string`, `number` or `integer`.
    pub kind: &'static str,
    pub is_required: bool,
    pub example: &'static str,
}

/// Een fout (RFC 9457).
#[derive(JsonSchema)]
#[expect(
    dead_code,
    reason = "only its shape is told; the answer is made in `respond`"
)]
struct Probleem {
    /// De HTTP-status.
    status: u16,
    /// Wat er aan de hand is, in een paar woorden.
    title: String,
    /// Wat er in dit geval aan de hand is.
    detail: String,
}

/// The route of the description itself.
pub fn routes() -> Vec<Route> {
    vec![
        Route::get(
            "api.beschrijving",
            "/api/v1/openapi.json",
            Guard::Public,
            Kind::Api,
            handler!(show),
        )
        .describes(&Operation {
            summary: "Deze beschrijving",
            about: "De beschrijving van deze API als OpenAPI-document.",
            query: &[],
            answer: |_| schemars::json_schema!({ "type": "object" }),
        }),
    ]
}

async fn show(req: Req) -> Result<Response> {
    let mut response = respond::json(&document(req.app.config(), req.app.routes().routes()))?;
    response.headers_mut().insert(
        header::ACCESS_CONTROL_ALLOW_ORIGIN,
        HeaderValue::from_static("*"),
    );
    Ok(response)
}

/// The whole document, for a server with these settings.
pub fn document(config: &Config, routes: &[Route]) -> Value {
    let settings = SchemaSettings::draft2020_12()
        .for_serialize()
        .with(|settings| {
            settings.definitions_path = DEFINITIONS.into();
        });
    let mut schemas = settings.into_generator();
    let problem = schemas.subschema_for::<Probleem>().to_value();
    let mut paths: BTreeMap<&str, Value> = BTreeMap::new();
    for route in routes.iter().filter(|route| route.kind == Kind::Api) {
        let (Some(path), Some(operation)) = (route.path.strip_prefix(BASE), route.operation) else {
            continue;
        };
        paths.insert(
            path,
            json!({ "get": get(route, operation, &mut schemas, &problem) }),
        );
    }
    let definitions: Map<String, Value> = schemas.take_definitions(true);
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Wijkwerk",
            "version": crate::API_VERSION,
            "description": "Openbare gegevens over meldingen en gebieden van een gemeente. Alles wat hier staat, staat ook op \
                            de openbare pagina's: geen namen van melders, geen eigen woorden, afgeronde plekken. Wat een gemeente verder openbaar \
                            geeft, staat in haar catalogus volgens DCAT-AP-NL: /{gemeente}/catalog.jsonld.",
            "contact": {
                "name": "De beheerder van deze site",
                "url": format!("{}/.well-known/security.txt", config.base_url),
                "email": config.mail.from,
            },
            "license": { "name": "EUPL-1.2", "identifier": "EUPL-1.2" },
        },
        "servers": [{ "url": format!("{}{BASE}", config.base_url) }],
        "paths": paths,
        "components": {
            "schemas": definitions,
            "headers": { "API-Version": {
                "description": "De versie van de API.",
                "schema": { "type": "string" },
                "example": crate::API_VERSION,
            } },
        },
    })
}

fn get(
    route: &Route,
    operation: &Operation,
    schemas: &mut SchemaGenerator,
    problem: &Value,
) -> Value {
    let in_path = names(route.path).into_iter().map(|name| {
        json!({
            "name": name, "in": "path", "required": true, "schema": { "type": "string" },
            "description": "De gemeente, zoals zij in het webadres staat.",
        })
    });
    let in_query = operation.query.iter().map(|one| {
        let example: Value = match one.kind {
            "string" => one.example.into(),
            _ => one.example.parse().unwrap_or(Value::Null),
        };
        json!({
            "name": one.name, "in": "query", "required": one.is_required, "schema": { "type": one.kind },
            "description": one.about, "example": example,
        })
    });
    let parameters: Vec<Value> = in_path.chain(in_query).collect();
    let version = json!({ "API-Version": { "$ref": "#/components/headers/API-Version" } });
    let wrong = |what: &str| {
        json!({
            "description": what, "headers": version,
            "content": { "application/problem+json": { "schema": problem } },
        })
    };
    let mut responses = json!({
        "200": {
            "description": "Gelukt.", "headers": version,
            "content": { "application/json": { "schema": (operation.answer)(schemas).to_value() } },
        },
        "503": wrong("Even niet beschikbaar. `Retry-After` zegt na hoeveel seconden het weer kan."),
    });
    if !parameters.is_empty() {
        responses["400"] = wrong("Een parameter ontbreekt of is niet te lezen.");
        responses["404"] = wrong("Deze gemeente of wijk bestaat niet.");
    }
    json!({
        "operationId": route.name.replace('.', "-"),
        "summary": operation.summary,
        "description": operation.about,
        "parameters": parameters,
        "responses": responses,
    })
}

/// The names in the path.
fn names(path: &str) -> Vec<&str> {
    path.split('/')
        .filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'))
        .collect()
}
