//! Who may take which route: from policy, and how to ask the same over HTTP.

use wijkwerk::access::{Actor, Here, Permission, PermissionScope};
use wijkwerk::http::{Guard, Method, Place, Route, Samples};
use wijkwerk::testing::{As, Ask, TestApp, objects};

/// Somebody who asks, as the matrix names it.
pub struct Column {
    pub label: String,
    pub who: As,
    pub actor: Actor,
}

/// Nobody, the holder of a link, every role, somebody with the role elsewhere, another gemeente's administrator.
pub fn columns(app: &TestApp, samples: &Samples) -> Vec<Column> {
    let column = |label: &str, who: As, actor: Actor| Column {
        label: label.to_owned(),
        who,
        actor,
    };
    let token = samples.0.get("token").cloned().unwrap_or_default();
    let mut all = vec![
        column("niemand", As::Nobody, Actor::Nobody),
        column("houder van een link", As::Link(token), Actor::Nobody),
    ];
    for rol in app.roles(app.slug()) {
        all.push(column(&rol, As::role(&rol), app.actor(&rol)));
    }
    for rol in ["wijkbeheerder@elders", "wijkteamlid@elders"] {
        if app.person_in(app.slug(), rol).is_some() {
            let label = rol.replace('@', " ");
            all.push(column(&label, As::role(rol), app.actor(rol)));
        }
    }
    for slug in app.slugs().iter().skip(1) {
        all.push(column(
            "beheerder van een andere gemeente",
            As::OtherGemeente(slug.clone()),
            Actor::Nobody,
        ));
    }
    all
}

/// Whether policy lets this column take this route on the sample object.
pub fn allowed(app: &TestApp, route: &Route, column: &Column) -> bool {
    let places = app.here();
    let may = |permission: Permission| {
        let here = match route.place {
            Place::Anywhere => Here::ANYWHERE,
            // What somebody makes there for an organisation is for their own.
            Place::Gebied if permission.scope() == PermissionScope::Organisatie => Here {
                organisatie: column.actor.account().and_then(|one| one.organisatie),
                ..places.gebied
            },
            Place::Gebied => places.gebied,
            Place::Orgaan => places.orgaan,
            // What is for the whole gemeente is asked without an organisation.
            Place::Organisatie => match permission.scope() {
                PermissionScope::Organisatie => places.organisatie,
                PermissionScope::Gebied | PermissionScope::Gemeente => Here::ANYWHERE,
            },
            Place::GebiedOrOrganisatie => match permission.scope() {
                PermissionScope::Organisatie => places.organisatie,
                PermissionScope::Gebied | PermissionScope::Gemeente => places.gebied,
            },
            Place::OrganisatieInGebied => Here {
                gebied: places.gebied.gebied,
                ..places.organisatie
            },
        };
        column.actor.may(permission, &here)
    };
    route.guard.passes(may).unwrap_or(match route.guard {
        Guard::Public => true,
        Guard::Demo => app.app.is_demo(),
        Guard::SignedIn => column.actor.account().is_some(),
        Guard::Link => matches!(column.who, As::Link(_)),
        Guard::May(_) | Guard::Any(_) | Guard::With(..) => false,
    })
}

/// What tests send to a route: its address, its fields, and its files as field and name.
pub struct Parts {
    pub path: String,
    pub fields: String,
    pub files: Vec<(String, String)>,
}

/// What tests send to a route for a column, or the sample that is missing.
pub fn parts(route: &Route, column: &Column, samples: &Samples) -> Result<Parts, String> {
    let mut samples = samples.for_route(route.name);
    if route.guard == Guard::Link && !matches!(column.who, As::Link(_)) {
        samples
            .0
            .insert("token".to_owned(), "geen-geldige-link".to_owned());
    }
    let path = samples.fill(&in_own_words(route.path, &samples))?;
    let all = samples.fill(route.sample)?;
    let (files, fields): (Vec<&str>, Vec<&str>) =
        all.split('&').partition(|field| field.contains("=@"));
    Ok(Parts {
        path,
        fields: fields.join("&"),
        files: files
            .iter()
            .filter_map(|field| field.split_once("=@"))
            .map(|(field, name)| (field.to_owned(), name.to_owned()))
            .collect(),
    })
}

/// The request that tests make for a route, or the sample that is missing.
pub fn ask(
    app: &TestApp,
    route: &Route,
    column: &Column,
    samples: &Samples,
) -> Result<Ask, String> {
    let Parts {
        path,
        fields,
        files,
    } = parts(route, column, samples)?;
    let mut ask = match route.method {
        Method::Get => Ask::get(&path).query(&fields),
        Method::Post => Ask::post(&path, &fields),
    };
    for (field, name) in &files {
        ask = ask.file(field, name, objects::file(app, name));
    }
    Ok(ask.by(&column.who).lang("nl"))
}

/// The path with the gemeente's own word for what it is about: another word only leads to it.
fn in_own_words(path: &str, samples: &Samples) -> String {
    let Some(rest) = path.strip_prefix("/{gemeente}/") else {
        return path.to_owned();
    };
    let (word, tail) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    let own = samples.0.get(&format!("/{word}"));
    format!("/{{gemeente}}/{}{tail}", own.map_or(word, String::as_str))
}

/// The guard in the words of the matrix.
pub fn guard_text(route: &Route) -> String {
    let place = match route.place {
        Place::Anywhere => "",
        Place::Gebied => " in het gebied",
        Place::Orgaan => " in het orgaan",
        Place::Organisatie => " voor de organisatie",
        Place::GebiedOrOrganisatie => " in het gebied, of van de organisatie",
        Place::OrganisatieInGebied => " voor de organisatie in het gebied",
    };
    let guard = match route.guard {
        Guard::Public => "iedereen".to_owned(),
        Guard::SignedIn => "ingelogd".to_owned(),
        Guard::May(permission) => permission.key().to_owned(),
        Guard::Any(permissions) => permissions
            .iter()
            .map(|p| p.key())
            .collect::<Vec<_>>()
            .join(" of "),
        Guard::With(first, others) => format!(
            "{} met {}",
            first.key(),
            others
                .iter()
                .map(|p| p.key())
                .collect::<Vec<_>>()
                .join(" of ")
        ),
        Guard::Link => "de link in het adres".to_owned(),
        Guard::Demo => "alleen in een demo".to_owned(),
    };
    format!("{guard}{place}")
}

/// Routes that cannot be tried because the web assets were not built.
pub fn needs_assets(route: &Route) -> bool {
    let of_assets = route.path.starts_with("/static/") || route.path.ends_with(".pdf");
    of_assets && wijkwerk::shipped::ASSETS.is_empty()
}
