//! The built stylesheets, scripts, font and icons, compiled in and kept for ever by their hash.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::error::{Error, Result};
use crate::handler;
use crate::http::{Guard, Kind, Req, Response, Route, file};

/// Logical name → file with hash, from the build's manifest.
static MANIFEST: LazyLock<HashMap<String, String>> = LazyLock::new(|| {
    let Some((_, bytes)) = crate::shipped::ASSETS
        .iter()
        .find(|(path, _)| *path == "manifest.json")
    else {
        return HashMap::new();
    };
    let parsed: serde_json::Map<String, serde_json::Value> =
        serde_json::from_slice(bytes).unwrap_or_default();
    parsed
        .into_iter()
        .filter_map(|(name, entry)| Some((name, entry.get("file")?.as_str()?.to_owned())))
        .collect()
});

/// A built asset by its logical name; nothing where the web was not built.
pub fn asset_bytes(name: &str) -> Option<&'static [u8]> {
    let file = MANIFEST.get(name)?;
    let found = crate::shipped::ASSETS.iter().find(|(path, _)| path == file);
    found.map(|(_, bytes)| *bytes)
}

/// The address of an asset; without built assets the plain name, which is then not found.
pub fn asset_url(name: &str) -> String {
    format!(
        "/static/{}",
        MANIFEST.get(name).map_or(name, String::as_str)
    )
}

/// The route that serves them.
pub fn routes() -> Vec<Route> {
    vec![
        Route::get(
            "static",
            "/static/{bestand}",
            Guard::Public,
            Kind::File,
            handler!(serve),
        ),
        Route::get(
            "security",
            "/.well-known/security.txt",
            Guard::Public,
            Kind::File,
            handler!(security),
        ),
    ]
}

async fn serve(req: Req) -> Result<Response> {
    let name = req.param("bestand");
    let (path, bytes) = crate::shipped::ASSETS
        .iter()
        .find(|(path, _)| *path == name && *path != "manifest.json")
        .ok_or(Error::NotFound("asset"))?;
    let content_type = match path.rsplit('.').next() {
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("woff2") => "font/woff2",
        Some("ttf") => "font/ttf",
        Some("png") => "image/png",
        _ => "application/octet-stream",
    };
    let mut response = file(content_type, *bytes);
    response.headers_mut().insert(
        axum::http::header::CACHE_CONTROL,
        axum::http::HeaderValue::from_static("public, max-age=31536000, immutable"),
    );
    Ok(response)
}

async fn security(req: Req) -> Result<Response> {
    let expires = req
        .now
        .checked_add(jiff::SignedDuration::from_hours(24 * 300))
        .unwrap_or(req.now);
    let base = &req.app.config().base_url;
    let text = format!(
        "Contact: mailto:{}\nExpires: {}\nPreferred-Languages: nl, en\nCanonical: {base}/.well-known/security.txt\n",
        req.app.config().mail.from,
        expires.strftime("%Y-%m-%dT%H:%M:%SZ"),
    );
    Ok(crate::http::text(200, text))
}
