//! From request to answer: the one list of routes, the guards, forms, headers, the page cache.
//!
//! A handler is `async fn(Req) -> Result<Response>`: parse, call an action, render. What every request needs (the
//! gemeente, who asks, in which language, was this form sent from our own page) is done here, once. A route without a
//! guard cannot be written; a GET never changes anything.

mod asked;
mod cache;
mod failed;
mod filled;
mod form;
mod headers;
mod kept;
mod openapi;
mod paths;
mod req;
mod respond;
mod route;
mod serve;
mod ways;

pub use cache::{Cached, PageCache};
pub use filled::Filled;
pub use form::{Form, Upload, in_query};
pub use openapi::{Operation, Parameter, document as openapi_document, routes as openapi_routes};
pub use paths::PathSplit;
pub use req::{Req, View};
pub use respond::{
    atom, calendar, come_back_after, download, file, html, json, keep_until, pdf, problem,
    redirect, text,
};
pub use route::{Guard, Kind, Method, Place, Route, Samples};
pub use serve::service;
pub use ways::Ways;

/// The answer to a request.
pub type Response = axum::response::Response;
