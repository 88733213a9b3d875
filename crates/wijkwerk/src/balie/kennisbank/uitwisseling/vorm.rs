//! The form of every HSDS object: which fields there must be and what they may hold, and what is wrong with one that is
//! given. Findings name the place in the file; those that refuse keep the service out, the others are told and let by.

use serde_json::{Map, Value};

/// What is wrong, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// `$.contents[3].url`, or `services.csv:12.url`.
    pub path: String,
    pub what: What,
    /// Whether this keeps it out.
    pub refuses: bool,
}

/// What can be wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// A field that there must be is not there.
    Missing,
    /// Another kind of value than the field holds.
    WrongKind,
    NoUuid,
    NoUrl,
    NoEmail,
    NoDate,
    /// Not one of the words that this field knows.
    UnknownWord,
    /// A place that is not on earth.
    NotOnEarth,
    /// Another service has this id.
    DuplicateId,
    /// The same service once more; the first counts.
    Repeated,
    /// Another row with this id says something else; the first counts.
    ToldOtherwise,
    /// It has the id of what it lies in.
    IdOfParent,
    /// Its parents lead back to itself.
    Cycle,
    /// It is its own parent; taken as if it has none.
    OwnParent,
    /// The numbers of the page do not fit what it holds.
    Count,
    /// There are more pages than this file.
    MorePages,
    /// There is no HSDS in it.
    NotHsds,
    /// A name or address of a person; not taken over.
    Person,
}

/// Kinds of objects.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Service,
    Organization,
    Location,
    ServiceAtLocation,
    Address,
    Phone,
    Contact,
    Schedule,
    ServiceArea,
    Language,
    Accessibility,
    CostOption,
    Funding,
    RequiredDocument,
    Program,
    Identifier,
    Attribute,
    Taxonomy,
    Term,
    Version,
    // Of 3.1; read where they are there.
    Link,
    Capacity,
    Unit,
}

/// What a field holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Holds {
    Text,
    Number,
    Uuid,
    Url,
    Email,
    Date,
    Word(&'static [&'static str]),
}

use Holds::{Date, Email, Number, Text, Url, Word};

/// The status of what is still there and cannot be had for a while: it is shown, and says so.
pub const CLOSED_FOR_NOW: &str = "temporarily closed";
pub(super) const STATUS: &[&str] = &["active", "inactive", "defunct", CLOSED_FOR_NOW];
const PLACES: &[&str] = &["physical", "postal", "virtual"];
const ID: Holds = Holds::Uuid;

impl Kind {
    /// The fields that there must be, and whether their absence keeps the service out.
    pub fn required(self) -> (&'static [&'static str], bool) {
        match self {
            Self::Service => (&["id", "name", "status"], true),
            Self::Organization => (&["id", "name", "description"], true),
            Self::Location => (&["id", "location_type"], true),
            Self::Address => (
                &[
                    "id",
                    "address_1",
                    "city",
                    "state_province",
                    "postal_code",
                    "country",
                    "address_type",
                ],
                false,
            ),
            Self::Phone => (&["id", "number"], false),
            Self::Program | Self::Taxonomy | Self::Term => (&["id", "name", "description"], false),
            Self::Identifier => (&["id", "identifier_type", "identifier"], false),
            Self::Version => (&["version", "profile", "openapi_url"], true),
            Self::Link => (&["id", "url"], false),
            Self::Capacity => (&["id", "unit", "available", "updated"], false),
            Self::Unit => (&["id", "name"], false),
            _ => (&["id"], false),
        }
    }

    /// The fields that are checked, and whether a fault in one keeps the service out.
    pub fn fields(self) -> (&'static [(&'static str, Holds)], bool) {
        match self {
            Self::Service => (
                &[
                    ("id", ID),
                    ("name", Text),
                    ("description", Text),
                    ("url", Url),
                    ("email", Email),
                    ("status", Word(STATUS)),
                    ("application_process", Text),
                    ("fees_description", Text),
                    ("eligibility_description", Text),
                    ("minimum_age", Number),
                    ("maximum_age", Number),
                    ("assured_date", Date),
                    ("assurer_email", Email),
                    ("last_modified", Date),
                ],
                true,
            ),
            Self::Organization => (
                &[
                    ("id", ID),
                    ("name", Text),
                    ("description", Text),
                    ("email", Email),
                    ("website", Url),
                    ("uri", Url),
                    ("parent_organization_id", ID),
                ],
                true,
            ),
            Self::Location => (
                &[
                    ("id", ID),
                    ("location_type", Word(PLACES)),
                    ("name", Text),
                    ("url", Url),
                    ("latitude", Number),
                    ("longitude", Number),
                ],
                true,
            ),
            Self::Version => (
                &[("version", Text), ("profile", Url), ("openapi_url", Url)],
                true,
            ),
            Self::Address => (&[("id", ID), ("address_type", Word(PLACES))], false),
            Self::Contact => (&[("id", ID), ("email", Email)], false),
            Self::Schedule => (
                &[
                    ("id", ID),
                    ("valid_from", Date),
                    ("valid_to", Date),
                    ("freq", Word(&["WEEKLY", "MONTHLY"])),
                    ("schedule_link", Url),
                ],
                false,
            ),
            Self::Accessibility => (&[("id", ID), ("url", Url)], false),
            Self::CostOption => (
                &[
                    ("id", ID),
                    ("valid_from", Date),
                    ("valid_to", Date),
                    ("amount", Number),
                ],
                false,
            ),
            Self::RequiredDocument => (&[("id", ID), ("uri", Url)], false),
            Self::Taxonomy => (&[("id", ID), ("name", Text), ("uri", Url)], false),
            Self::Term => (
                &[
                    ("id", ID),
                    ("name", Text),
                    ("parent_id", ID),
                    ("term_uri", Url),
                ],
                false,
            ),
            Self::Phone => (&[("id", ID), ("number", Text)], false),
            Self::Link => (&[("id", ID), ("label", Text), ("url", Url)], false),
            Self::Capacity => (
                &[
                    ("id", ID),
                    ("available", Number),
                    ("maximum", Number),
                    ("updated", Date),
                ],
                false,
            ),
            Self::Unit => (&[("id", ID), ("name", Text), ("uri", Url)], false),
            Self::Language => (&[("id", ID), ("code", Text)], false),
            _ => (&[("id", ID)], false),
        }
    }

    /// The objects that lie in it.
    pub fn children(self) -> &'static [(&'static str, Self)] {
        match self {
            Self::Service => &[
                ("organization", Self::Organization),
                ("program", Self::Program),
                ("phones", Self::Phone),
                ("schedules", Self::Schedule),
                ("service_areas", Self::ServiceArea),
                ("service_at_locations", Self::ServiceAtLocation),
                ("languages", Self::Language),
                ("funding", Self::Funding),
                ("cost_options", Self::CostOption),
                ("required_documents", Self::RequiredDocument),
                ("contacts", Self::Contact),
                ("attributes", Self::Attribute),
                ("additional_urls", Self::Link),
                ("capacities", Self::Capacity),
            ],
            Self::Organization => &[
                ("services", Self::Service),
                ("organization_identifiers", Self::Identifier),
                ("phones", Self::Phone),
                ("contacts", Self::Contact),
                ("locations", Self::Location),
                ("programs", Self::Program),
                ("attributes", Self::Attribute),
                ("additional_websites", Self::Link),
            ],
            Self::ServiceAtLocation => &[
                ("location", Self::Location),
                ("service", Self::Service),
                ("service_areas", Self::ServiceArea),
                ("phones", Self::Phone),
                ("schedules", Self::Schedule),
                ("contacts", Self::Contact),
                ("attributes", Self::Attribute),
            ],
            Self::Location => &[
                ("addresses", Self::Address),
                ("accessibility", Self::Accessibility),
                ("phones", Self::Phone),
                ("schedules", Self::Schedule),
                ("languages", Self::Language),
                ("contacts", Self::Contact),
                ("attributes", Self::Attribute),
            ],
            Self::Capacity => &[("unit", Self::Unit)],
            Self::Attribute => &[("taxonomy_term", Self::Term)],
            Self::Taxonomy => &[("taxonomy_terms", Self::Term)],
            Self::Term => &[("taxonomy_detail", Self::Taxonomy)],
            _ => &[],
        }
    }

    /// Which kind of object this is, by what it holds.
    pub fn of(it: &Map<String, Value>) -> Option<Self> {
        let has = |names: &[&str]| names.iter().any(|name| it.contains_key(*name));
        if has(&["openapi_url"]) {
            return Some(Self::Version);
        }
        if !has(&["id"]) {
            return has(&["status"]).then_some(Self::Service);
        }
        Some(if has(&["status"]) {
            Self::Service
        } else if has(&["service", "location", "location_id"]) {
            Self::ServiceAtLocation
        } else if has(&["taxonomy_terms", "version"]) {
            Self::Taxonomy
        } else if has(&[
            "taxonomy",
            "taxonomy_id",
            "taxonomy_detail",
            "term_uri",
            "parent_id",
        ]) {
            Self::Term
        } else if has(&[
            "organization_identifiers",
            "website",
            "services",
            "parent_organization_id",
            "legal_status",
            "logo",
        ]) {
            Self::Organization
        } else {
            Self::Service
        })
    }
}
