//! Who may take which route: from policy, and how to ask the same over HTTP.

use wijkwerk::access::{Actor, Here};
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

/// Where policy alone does not tell: route, column, whether it is allowed, why. Each line is an exception to be argued.
pub const EXCEPTIONS: &[(&str, &str, bool, &str)] = &[
    (
        "meldingen.lijst",
        "wijkbeheerder elders",
        true,
        "the list shows what lies in one's own reach",
    ),
    (
        "meldingen.lijst",
        "wijkteamlid elders",
        true,
        "the list shows what lies in one's own reach",
    ),
    (
        "taken.versie",
        "wijkbeheerder elders",
        true,
        "a number, without anything of a task",
    ),
    (
        "taken.verdelen",
        "wijkbeheerder elders",
        true,
        "the board shows one's own team",
    ),
    (
        "taken.zorg",
        "kcc",
        false,
        "only from a task that one may see",
    ),
    (
        "taken.zorg",
        "wijkteamlid",
        false,
        "only from a task that one may see",
    ),
    (
        "werkplannen.start",
        "wijkbeheerder elders",
        false,
        "asked of the team's own wijken",
    ),
    (
        "werkplannen.instemmen",
        "wijkbeheerder elders",
        false,
        "asked of the team's own wijken",
    ),
    (
        "aandachtsgebieden.nieuw",
        "wijkbeheerder elders",
        false,
        "asked of the team's own wijken",
    ),
    (
        "aandachtsgebieden.stelvoor",
        "wijkbeheerder elders",
        false,
        "asked of the team's own wijken",
    ),
    (
        "afspraken.bijdrage",
        "wijkteamlid elders",
        true,
        "of the organisation that owes it",
    ),
    (
        "afspraken.een",
        "wijkteamlid elders",
        true,
        "of the organisation that owes it",
    ),
    (
        "afspraken.voortgang",
        "wijkteamlid elders",
        true,
        "of the organisation that owes it",
    ),
    (
        "afspraken.vervalt",
        "wijkteamlid elders",
        true,
        "of the organisation that owes it",
    ),
    (
        "link.foto",
        "houder van een link",
        false,
        "the sample is no photo of this link's melding",
    ),
    (
        "link.partner",
        "houder van een link",
        false,
        "the sample link is a reporter's",
    ),
];

/// Forms whose sample a rule refuses in the state the sample is in: whoever may reaches that rule (400 or 409), whoever may
/// not is stopped before it.
pub const REACHES_A_RULE: &[&str] = &[
    "aandachtsgebieden.opgelost",
    "afspraken.leveren",
    "afspraken.vaststellen",
    "afspraken.voortgang",
    "beheer.gebieden.kaart",
    "beheer.team.antwoord",
    "beheer.team.herinner",
    "link.oordeel",
    "meldingen.foto.vrijgeven",
    "meldingen.samen",
    "taken.toewijzen",
    "taken.toewijzen.samen",
    "werkplannen.instemmen",
];

/// Whether policy lets this column take this route on the sample object.
pub fn allowed(app: &TestApp, route: &Route, column: &Column) -> bool {
    if let Some((.., allowed, _)) = EXCEPTIONS
        .iter()
        .find(|(name, label, ..)| *name == route.name && *label == column.label)
    {
        return *allowed;
    }
    let places = app.here();
    let here = match route.place {
        Place::Anywhere => Here::ANYWHERE,
        Place::Gebied => places.gebied,
        Place::Orgaan => places.orgaan,
        Place::Organisatie => places.organisatie,
    };
    match route.guard {
        Guard::Public => true,
        Guard::Demo => app.app.is_demo(),
        Guard::SignedIn => column.actor.account().is_some(),
        Guard::May(permission) => column.actor.may(permission, &here),
        Guard::Any(permissions) => permissions
            .iter()
            .any(|permission| column.actor.may(*permission, &here)),
        Guard::Link => matches!(column.who, As::Link(_)),
    }
}

/// The address of a route for a column, and the fields that tests send there; or the sample that is missing.
pub fn parts(
    route: &Route,
    column: &Column,
    samples: &Samples,
) -> Result<(String, String), String> {
    let mut samples = samples.clone();
    if route.guard == Guard::Link {
        let token = match &column.who {
            As::Link(_) => samples.0.get(objects::token_of(route.name)).cloned(),
            _ => Some("geen-geldige-link".to_owned()),
        };
        let token = token.ok_or_else(|| objects::token_of(route.name).to_owned())?;
        samples.0.insert("token".to_owned(), token);
    }
    let path = samples.fill(&in_own_words(route.path, &samples))?;
    Ok((path, samples.fill(route.sample)?))
}

/// The request that tests make for a route, or the sample that is missing.
pub fn ask(route: &Route, column: &Column, samples: &Samples) -> Result<Ask, String> {
    let (path, fields) = parts(route, column, samples)?;
    let ask = match route.method {
        Method::Get => Ask::get(&path).query(&fields),
        Method::Post => Ask::post(&path, &fields),
    };
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
        Guard::Link => "de link in het adres".to_owned(),
        Guard::Demo => "alleen in een demo".to_owned(),
    };
    format!("{guard}{place}")
}

/// Routes that cannot be tried because the web assets were not built.
pub fn needs_assets(route: &Route) -> bool {
    route.path.starts_with("/static/") && wijkwerk::shipped::ASSETS.is_empty()
}
