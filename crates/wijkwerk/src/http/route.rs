//! A route: what it is called, who may take it, and how a test takes it.

use std::collections::BTreeMap;
use std::future::Future;
use std::pin::Pin;

use super::openapi::Operation;
use super::{Req, Response};
use crate::access::Permission;
use crate::error::Error;

/// The two methods of pages; the API uses the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    Get,
    Post,
}

/// Who may take a route, before the action looks at the object itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Guard {
    /// Everybody.
    Public,
    /// Everybody who has signed in.
    SignedIn,
    /// Whoever holds this permission at the sample's [`Place`].
    May(Permission),
    /// Whoever holds one of these.
    Any(&'static [Permission]),
    /// Whoever holds the first, and one of the others.
    With(Permission, &'static [Permission]),
    /// The holder of the link in the address.
    Link,
    /// Everybody, on a database that was marked as demo when it was made; not there otherwise.
    Demo,
}

/// Where the object of a route lies; the action asks the same question of the object itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    Anywhere,
    /// In the gebied of the sample; what only an organisation may do, for one's own.
    Gebied,
    /// In the orgaan of the sample.
    Orgaan,
    /// For the organisation of the sample; what is for the whole gemeente, anywhere.
    Organisatie,
    /// In the gebied of the sample; what only an organisation may do, for the sample's, wherever it lies.
    GebiedOrOrganisatie,
    /// For the organisation of the sample, and in its gebied.
    OrganisatieInGebied,
}

impl Guard {
    /// Whether whoever may do what `may` says passes; `None` where permissions do not tell.
    pub fn passes(&self, may: impl Fn(Permission) -> bool) -> Option<bool> {
        match self {
            Self::May(permission) => Some(may(*permission)),
            Self::Any(permissions) => Some(permissions.iter().any(|one| may(*one))),
            Self::With(first, others) => Some(may(*first) && others.iter().any(|one| may(*one))),
            Self::Public | Self::SignedIn | Self::Link | Self::Demo => None,
        }
    }

    /// A permission whose absence explains a refusal.
    pub fn asks_for(&self) -> Option<Permission> {
        match self {
            Self::May(permission) | Self::With(permission, _) => Some(*permission),
            Self::Any(permissions) => permissions.first().copied(),
            Self::Public | Self::SignedIn | Self::Link | Self::Demo => None,
        }
    }
}

/// What comes back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A page that people look at: snapshot, axe, screenshots.
    Page,
    /// A page that is the same for everybody and may be kept.
    PublicPage,
    /// A form's target: answers with a redirect.
    Action,
    /// A file that is the same for everybody and may be kept, as a [`Kind::PublicPage`] is.
    PublicFile,
    /// JSON: under `/api/v1` for everybody, elsewhere for our own scripts.
    Api,
    /// A picture, a stylesheet, a document.
    File,
}

type Answer = Pin<Box<dyn Future<Output = Result<Response, Error>> + Send>>;
/// A handler, as the list of routes holds it.
pub type Handler = fn(Req) -> Answer;

/// One route.
#[derive(Clone)]
pub struct Route {
    pub name: &'static str,
    pub method: Method,
    /// `/{gemeente}/…`, in the product's own path words.
    pub path: &'static str,
    pub guard: Guard,
    pub place: Place,
    pub kind: Kind,
    pub handler: Handler,
    /// Query or form fields of the request that tests make; `{name}` stands for a value of [`Samples`].
    pub sample: &'static str,
    /// Largest body in bytes.
    pub max_body: usize,
    /// Query parameters that change a kept page.
    pub known_query: &'static [&'static str],
    /// What the description of the API says of it.
    pub operation: Option<&'static Operation>,
}

/// Values that fill the `{…}` of paths and samples, made by the sample data of a test or the demo.
#[derive(Clone, Debug, Default)]
pub struct Samples(pub BTreeMap<String, String>);

impl Samples {
    /// The values for one route: what stands under `{route}/{name}` goes before what stands under `{name}`.
    pub fn for_route(&self, route: &str) -> Self {
        let mut own = self.clone();
        for (key, value) in &self.0 {
            if let Some(name) = key
                .strip_prefix(route)
                .and_then(|rest| rest.strip_prefix('/'))
            {
                own.0.insert(name.to_owned(), value.clone());
            }
        }
        own
    }

    /// The text with every `{name}` filled in; the name of the first that is not known otherwise.
    pub fn fill(&self, text: &str) -> Result<String, String> {
        let mut out = String::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('{') {
            let (name, tail) = after.split_once('}').ok_or_else(|| after.to_owned())?;
            out.push_str(before);
            out.push_str(self.0.get(name).ok_or_else(|| name.to_owned())?);
            rest = tail;
        }
        out.push_str(rest);
        Ok(out)
    }
}

impl Route {
    /// A route that answers GET.
    pub const fn get(
        name: &'static str,
        path: &'static str,
        guard: Guard,
        kind: Kind,
        handler: Handler,
    ) -> Self {
        Self {
            name,
            method: Method::Get,
            path,
            guard,
            place: Place::Anywhere,
            kind,
            handler,
            sample: "",
            max_body: 0,
            known_query: &[],
            operation: None,
        }
    }

    /// A route that takes a form.
    pub const fn post(
        name: &'static str,
        path: &'static str,
        guard: Guard,
        handler: Handler,
    ) -> Self {
        Self {
            name,
            method: Method::Post,
            path,
            guard,
            place: Place::Anywhere,
            kind: Kind::Action,
            handler,
            sample: "",
            max_body: 256 * 1024,
            known_query: &[],
            operation: None,
        }
    }

    /// Where the object of the sample lies.
    pub const fn at(mut self, place: Place) -> Self {
        self.place = place;
        self
    }

    /// The query (GET) or the fields (POST) of a test's request, as `a=b&c=d`.
    pub const fn sample(mut self, sample: &'static str) -> Self {
        self.sample = sample;
        self
    }

    /// Allows bodies up to `bytes`.
    pub const fn body(mut self, bytes: usize) -> Self {
        self.max_body = bytes;
        self
    }

    /// What the description of the API says of it; every route under `/api/v1` has one.
    pub const fn describes(mut self, operation: &'static Operation) -> Self {
        self.operation = Some(operation);
        self
    }

    /// Query parameters that make another page of a kept one.
    pub const fn query(mut self, known: &'static [&'static str]) -> Self {
        self.known_query = known;
        self
    }
}

/// Makes a [`Handler`] of an `async fn`.
#[macro_export]
macro_rules! handler {
    ($handler:path) => {
        |req| Box::pin($handler(req))
    };
}
