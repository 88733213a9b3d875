//! The inrichting as a whole, and its parts about place: gemeente, nota, niveaus, gebieden, teams.
//!
//! Plain data, as it stands in a document. The comments on fields are Dutch because the reference page
//! is made from them. Nothing here checks anything; that is for `rules`.

use std::collections::BTreeMap;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::partijen::{Bewonersorgaan, Dienst, Discipline, Orgaan, Organisatie, Thema};
use super::regio::Schoolregio;
use super::spelregels::{Functie, Kanaal, Onderwerp, Regel, Rol, Termijn, Veld};
use super::woorden::{Woord, WoordSleutel};

/// Skips `false` when a document is written.
#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde hands over a reference"
)]
pub(super) fn is_false(value: &bool) -> bool {
    !value
}

/// The schema of the keys of a table: only these.
fn only(keys: impl Iterator<Item = &'static str>) -> serde_json::Value {
    serde_json::json!({ "enum": keys.collect::<Vec<_>>() })
}

/// Eén zin of naam in twee talen.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct Tekst {
    /// De Nederlandse tekst.
    pub nl: String,
    /// De Engelse tekst.
    pub en: String,
}

/// De inrichting van één gemeente: woorden, gebieden, organen, rollen en spelregels.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct Inrichting {
    /// De naam van de inrichting waar dit document bovenop ligt.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub op: Option<String>,
    /// Het niveau waarop meldingen en aandachtsgebieden horen: de sleutel van een niveau.
    pub werkniveau: String,
    /// De gemeente zelf.
    pub gemeente: Gemeente,
    /// De nota waarop de inrichting rust.
    pub nota: Nota,
    /// Per begrip het woord dat de gemeente gebruikt.
    #[schemars(extend("propertyNames" = only(WoordSleutel::ALL.iter().map(|key| key.key()))))]
    pub woorden: BTreeMap<WoordSleutel, Woord>,
    /// De niveaus van gebieden, van groot naar klein.
    pub niveaus: Vec<Niveau>,
    /// De gebieden.
    pub gebieden: Vec<Gebied>,
    /// De verdeling van de gebieden over teams.
    pub verdeling: Verdeling,
    /// De thema's. Een lege lijst betekent dat de gemeente geen thema's kent.
    #[serde(default)]
    pub themas: Vec<Thema>,
    /// De disciplines die taken op straat uitvoeren.
    #[serde(default)]
    pub disciplines: Vec<Discipline>,
    /// De gemeente en haar partners.
    pub organisaties: Vec<Organisatie>,
    /// Wie voor welke dienst verantwoordelijk is en wie haar uitvoert.
    #[serde(default)]
    pub diensten: Vec<Dienst>,
    /// De soorten organen met hun zetels.
    pub organen: Vec<Orgaan>,
    /// De regels voor het orgaan van bewoners.
    pub bewonersorgaan: Bewonersorgaan,
    /// De rollen met hun rechten.
    pub rollen: BTreeMap<String, Rol>,
    /// De kanalen waarlangs meldingen binnenkomen.
    pub kanalen: Vec<Kanaal>,
    /// De onderwerpen waar vragen over gaan.
    #[serde(default)]
    pub onderwerpen: Vec<Onderwerp>,
    /// Wat bewoners op een infopunt kunnen doen.
    #[serde(default)]
    pub functies: Vec<Functie>,
    /// De termijnen.
    pub termijnen: BTreeMap<String, Termijn>,
    /// De regels van de nota, elk met bron en sterkte.
    #[serde(default)]
    pub regels: Vec<Regel>,
    /// Extra velden bij aandachtsgebieden van bepaalde gebieden.
    #[serde(default)]
    pub velden: Vec<Veld>,
}

/// Hoe de gemeente bewoners aanspreekt.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Aanspreekvorm {
    /// Met je en jouw.
    Je,
    /// Met u en uw.
    U,
}

/// De gemeente zelf.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct Gemeente {
    /// Het eerste woord in het webadres: kleine letters, cijfers en streepjes.
    pub slug: String,
    /// De naam.
    pub naam: String,
    /// De code van het CBS, zoals GM0001.
    pub cbs_code: String,
    /// Hoe de gemeente bewoners aanspreekt: je of u.
    pub aanspreekvorm: Aanspreekvorm,
    /// Het midden van de kaart.
    pub kernpunt: Kernpunt,
    /// De tijdzone. Dagen en termijnen tellen in die van Nederland: Europe/Amsterdam.
    pub tijdzone: String,
    /// De provincie, zoals zij in een adres voor andere landen staat.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub provincie: Option<String>,
    /// De regio van de schoolvakanties: noord, midden of zuid. Van een lijst tellen alleen de vakanties van deze regio.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub schoolregio: Option<Schoolregio>,
    /// Het webadres waarmee overheden de gemeente aanduiden (TOOI).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tooi: Option<String>,
    /// Het webadres van de gemeente in de oudere lijst van overheden (OWMS), zoals catalogi van producten dat vragen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owms: Option<String>,
    /// De licentie waaronder iedereen de openbare gegevens mag gebruiken, als webadres. Zonder is er niets besloten.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub licentie: Option<String>,
}

/// Een punt op de kaart.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct Kernpunt {
    /// De breedtegraad (WGS 84).
    pub lat: f64,
    /// De lengtegraad (WGS 84).
    pub lon: f64,
}

/// Of de nota zelf is gelezen, of een bericht erover.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Bronsoort {
    /// De nota zelf.
    Primary,
    /// Een bericht over de nota.
    Secondary,
}

/// De nota waarop de inrichting rust.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct Nota {
    /// De titel.
    pub titel: String,
    /// De datum van de bron: een jaar, een maand of een dag (2010, 2010-03 of 2010-03-01).
    pub datum: String,
    /// Of de nota zelf is gelezen (primary) of een bericht erover (secondary).
    pub bronsoort: Bronsoort,
    /// Het webadres van de bron.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
    /// De nota die door deze nota is ingetrokken.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub vervangt: Option<String>,
    /// Wat een lezer over de bron moet weten.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub toelichting: Option<Tekst>,
}

/// Een niveau van gebieden.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct Niveau {
    /// De sleutel van het niveau.
    pub sleutel: String,
    /// Het begrip waarmee gebieden van dit niveau worden aangeduid.
    pub woord: WoordSleutel,
}

/// De koppeling met een wijk of buurt van het CBS.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct CbsKoppeling {
    /// De code, zoals WK000101.
    pub code: String,
    /// Het jaar van de indeling.
    #[schemars(range(min = 1990, max = 2100))]
    pub jaar: i16,
    /// Of de koppeling is aangenomen en niet is besloten.
    #[serde(default, skip_serializing_if = "is_false")]
    pub aanname: bool,
    /// Waarom dit is aangenomen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reden: Option<String>,
}

/// Een gebied.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct Gebied {
    /// De sleutel: kleine letters, cijfers en streepjes. Komt in webadressen.
    pub sleutel: String,
    /// De naam.
    pub naam: String,
    /// Andere schrijfwijzen waarop mensen zoeken.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliassen: Vec<String>,
    /// De sleutel van het niveau.
    pub niveau: String,
    /// De sleutel van het grotere gebied waar dit in ligt.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub onderdeel_van: Option<String>,
    /// De wijken of buurten van het CBS waarmee dit gebied samenvalt of die het deelt.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cbs: Vec<CbsKoppeling>,
    /// Waar het gebied vandaan komt.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bron: Option<String>,
    /// Of het gebied is aangenomen en niet in de bron staat.
    #[serde(default, skip_serializing_if = "is_false")]
    pub aanname: bool,
    /// Waarom dit is aangenomen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reden: Option<String>,
}

/// Of over de verdeling is besloten.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum VerdelingStatus {
    /// Voorgesteld. Teams kunnen zich voorbereiden, maar er ontstaan geen verplichtingen.
    Proposed,
    /// Besloten.
    Decided,
}

/// Of een soort team de hele gemeente bestrijkt.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Dekking {
    /// Elk gebied van het werkniveau hoort bij precies één team van deze soort.
    Full,
    /// Alleen de genoemde gebieden hebben een team van deze soort.
    Partial,
}

/// De soort van een team.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum TeamSoort {
    /// Het team van uitvoerende professionals van alle partners.
    Wijkteam,
    /// Het team dat het werk op straat doet.
    Wijkserviceteam,
    /// Het sociale team.
    IntegraalTeam,
}

impl TeamSoort {
    /// Every kind.
    pub const ALL: &[Self] = &[Self::Wijkteam, Self::Wijkserviceteam, Self::IntegraalTeam];

    /// The concept whose word names a team of this kind.
    pub const fn woord(self) -> WoordSleutel {
        match self {
            Self::Wijkteam => WoordSleutel::Wijkteam,
            Self::Wijkserviceteam => WoordSleutel::Wijkserviceteam,
            Self::IntegraalTeam => WoordSleutel::IntegraalTeam,
        }
    }

    /// The key as it stands in a document.
    pub const fn key(self) -> &'static str {
        self.woord().key()
    }
}

/// De verdeling van de gebieden over teams.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct Verdeling {
    /// Of de verdeling is voorgesteld (proposed) of besloten (decided).
    pub status: VerdelingStatus,
    /// De eerste dag waarop de verdeling geldt.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<String>", extend("format" = "date"))]
    pub vanaf: Option<Date>,
    /// Per soort team of het de hele gemeente bestrijkt (full) of een deel (partial).
    #[serde(default)]
    #[schemars(extend("propertyNames" = only(TeamSoort::ALL.iter().map(|kind| kind.key()))))]
    pub dekking: BTreeMap<TeamSoort, Dekking>,
    /// De teams.
    #[serde(default)]
    pub teams: Vec<Team>,
    /// Waar de verdeling vandaan komt.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bron: Option<String>,
    /// Of de verdeling is aangenomen en niet is besloten.
    #[serde(default, skip_serializing_if = "is_false")]
    pub aanname: bool,
    /// Waarom dit is aangenomen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reden: Option<String>,
}

/// Een team.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct Team {
    /// De sleutel: kleine letters, cijfers en streepjes. Komt in webadressen.
    pub sleutel: String,
    /// De naam.
    pub naam: String,
    /// De soort.
    pub soort: TeamSoort,
    /// De gebieden van het team. Een groter gebied telt voor alles wat erin ligt.
    pub gebieden: Vec<String>,
    /// Wanneer het team een proef was en wanneer een gewoon team.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub perioden: Vec<TeamPeriode>,
    /// Waar het team vandaan komt.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bron: Option<String>,
    /// Of het team is aangenomen en niet in de bron staat.
    #[serde(default, skip_serializing_if = "is_false")]
    pub aanname: bool,
    /// Waarom dit is aangenomen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reden: Option<String>,
}

/// Of een team een proef is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum TeamStatus {
    /// Een proef.
    Pilot,
    /// Een gewoon team.
    Regular,
}

/// Een periode van een team.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct TeamPeriode {
    /// Proef (pilot) of gewoon (regular).
    pub status: TeamStatus,
    /// De eerste dag, als die bekend is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<String>", extend("format" = "date"))]
    pub vanaf: Option<Date>,
    /// De laatste dag, als die bekend is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<String>", extend("format" = "date"))]
    pub tot: Option<Date>,
}
