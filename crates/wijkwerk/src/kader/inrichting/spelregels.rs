//! The parts of the inrichting about roles and rules: roles, channels, terms, rules, extra fields.
//!
//! Plain data, as it stands in a document. The comments on fields are Dutch because the reference page
//! is made from them. Nothing here checks anything; that is for `rules`.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::model::{Tekst, is_false};
use crate::access::permission::Permission;

/// Waarop een rol betrekking heeft.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Bereik {
    /// Op een gebied.
    Gebied,
    /// Op een orgaan.
    Orgaan,
    /// Op een plek, zoals een balie.
    Locatie,
    /// Op een organisatie: rechten voor de eigen organisatie of de hele gemeente, geen rechten in een gebied.
    Organisatie,
    /// Op de hele gemeente.
    Gemeente,
}

/// Waar iemand in deze rol meestal werkt.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Werkplek {
    /// Buiten, met een telefoon.
    Field,
    /// Aan een balie of thuis.
    Desk,
    /// Op kantoor.
    Office,
}

fn yes() -> bool {
    true
}

/// Een rol.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct Rol {
    /// De naam in twee talen.
    pub naam: Tekst,
    /// De rechten.
    pub permissies: Vec<Permission>,
    /// Waarop de rol betrekking heeft.
    pub bereik: Bereik,
    /// Wat iemand in deze rol mag beslissen, in twee talen. Staat bij wie is wie.
    pub beslist: Tekst,
    /// Waar iemand in deze rol meestal werkt: field, desk of office.
    pub werkplek: Werkplek,
    /// Of de gemeente deze rol kent.
    #[serde(default = "yes")]
    pub in_gebruik: bool,
    /// Of dit is aangenomen en niet in de bron staat.
    #[serde(default, skip_serializing_if = "is_false")]
    pub aanname: bool,
    /// Waarom dit is aangenomen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reden: Option<String>,
}

/// Een kanaal waarlangs meldingen binnenkomen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct Kanaal {
    /// De sleutel.
    pub sleutel: String,
    /// De naam in twee talen.
    pub naam: Tekst,
    /// Waar het kanaal vandaan komt.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bron: Option<String>,
    /// Of het kanaal is aangenomen en niet in de bron staat.
    #[serde(default, skip_serializing_if = "is_false")]
    pub aanname: bool,
    /// Waarom dit is aangenomen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reden: Option<String>,
}

/// Een onderwerp waar vragen over gaan: dezelfde lijst aan de balie, aan de telefoon, op de website en op een bijeenkomst.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct Onderwerp {
    /// De sleutel.
    pub sleutel: String,
    /// De naam in twee talen.
    pub naam: Tekst,
}

/// Iets wat bewoners op een infopunt kunnen doen of vragen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct Functie {
    /// De sleutel.
    pub sleutel: String,
    /// De naam in twee talen.
    pub naam: Tekst,
}

/// De eenheid van een termijn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Eenheid {
    /// Dagen.
    Dagen,
    /// Werkdagen.
    Werkdagen,
    /// Weken.
    Weken,
    /// Maanden.
    Maanden,
    /// Jaren.
    Jaren,
}

/// Een termijn: een aantal en een eenheid, of nietBesloten met wie erover besluit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct Termijn {
    /// De naam in twee talen.
    pub naam: Tekst,
    /// Het aantal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub waarde: Option<i64>,
    /// De eenheid.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub eenheid: Option<Eenheid>,
    /// Of er nog niets over is besloten.
    #[serde(default, skip_serializing_if = "is_false")]
    pub niet_besloten: bool,
    /// Wie erover besluit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wie: Option<String>,
    /// Waar de termijn vandaan komt.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bron: Option<String>,
    /// Of de termijn is aangenomen en niet is besloten.
    #[serde(default, skip_serializing_if = "is_false")]
    pub aanname: bool,
    /// Waarom dit is aangenomen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reden: Option<String>,
}

/// The terms the product works with. Each ships in the basis, most of them undecided.
pub mod termijn {
    /// Receipt of the report.
    pub const MELDING_ONTVANGST: &str = "meldingOntvangst";
    /// Decision on who takes the report.
    pub const MELDING_TRIAGE: &str = "meldingTriage";
    /// Answer of a partner to a report that was passed on.
    pub const MELDING_PARTNER: &str = "meldingPartner";
    /// Answer on what was done with the report.
    pub const MELDING_ANTWOORD: &str = "meldingAntwoord";
    /// Time to say that it is not solved yet.
    pub const MELDING_BETWISTEN: &str = "meldingBetwisten";
    /// Carrying out a task.
    pub const TAAK_UITVOERING: &str = "taakUitvoering";
    /// Call back after concern about a resident.
    pub const ZORG_TERUGBELLEN: &str = "zorgTerugbellen";
    /// Answer of a partner to a proposed agreement.
    pub const AFSPRAAK_AANNAME: &str = "afspraakAanname";
    /// Looking whether a delivered agreement was kept.
    pub const AFSPRAAK_NAKIJKEN: &str = "afspraakNakijken";
    /// Time between two meetings of the wijkteam.
    pub const WIJKTEAM_RITME: &str = "wijkteamRitme";
    /// Time between two werkplannen.
    pub const WERKPLAN_RITME: &str = "werkplanRitme";
    /// Time between two meetings of the stuurgroep.
    pub const STUURGROEP_RITME: &str = "stuurgroepRitme";
    /// Reminder of an invitation.
    pub const UITNODIGING_HERINNERING: &str = "uitnodigingHerinnering";
    /// Reasoned reply to advice.
    pub const ADVIES_ANTWOORD: &str = "adviesAntwoord";
    /// Answer of a partner to a referral.
    pub const DOORVERWIJZING_AANNAME: &str = "doorverwijzingAanname";
    /// Check of a text in the knowledge base.
    pub const KENNIS_CONTROLE: &str = "kennisControle";
    /// Check of what a partner offers.
    pub const AANBOD_CONTROLE: &str = "aanbodControle";
    /// Calling back about a question.
    pub const CONTACT_TERUGBELLEN: &str = "contactTerugbellen";
    /// Answer to a question that was left open.
    pub const VRAAG_ANTWOORD: &str = "vraagAntwoord";
    /// New leaflets at a point where there are none left.
    pub const FOLDER_AANVULLEN: &str = "folderAanvullen";
    /// Dispute about coordination goes to the municipality.
    pub const GESCHIL_REGIE: &str = "geschilRegie";
    /// Time between two evaluations of the method.
    pub const EVALUATIE_RITME: &str = "evaluatieRitme";

    /// Every term.
    pub const ALL: &[&str] = &[
        MELDING_ONTVANGST,
        MELDING_TRIAGE,
        MELDING_PARTNER,
        MELDING_ANTWOORD,
        MELDING_BETWISTEN,
        TAAK_UITVOERING,
        ZORG_TERUGBELLEN,
        AFSPRAAK_AANNAME,
        AFSPRAAK_NAKIJKEN,
        WIJKTEAM_RITME,
        WERKPLAN_RITME,
        STUURGROEP_RITME,
        UITNODIGING_HERINNERING,
        ADVIES_ANTWOORD,
        DOORVERWIJZING_AANNAME,
        KENNIS_CONTROLE,
        AANBOD_CONTROLE,
        CONTACT_TERUGBELLEN,
        VRAAG_ANTWOORD,
        FOLDER_AANVULLEN,
        GESCHIL_REGIE,
        EVALUATIE_RITME,
    ];
}

/// De sterkte van een regel.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum Modaliteit {
    /// Een plicht of een vastgesteld feit.
    M,
    /// Wenselijk.
    S,
    /// Een recht of een mogelijkheid.
    O,
    /// Een gegeven om te bewaren.
    C,
    /// Tijdelijk of aan een datum gebonden.
    T,
}

/// De waarde van een regel.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Waarde {
    /// Ja of nee.
    Vlag(bool),
    /// Een geheel getal. Bedragen staan in centen.
    Getal(i64),
    /// Een woord of zin.
    Woord(String),
    /// Een lijst van woorden.
    Lijst(Vec<String>),
}

/// Een regel van de nota.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct Regel {
    /// De sleutel van de regel.
    pub id: String,
    /// Waar de regel over gaat, zoals stuurgroep.perJaar.
    pub parameter: String,
    /// De waarde.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub waarde: Option<Waarde>,
    /// Of er nog niets over is besloten.
    #[serde(default, skip_serializing_if = "is_false")]
    pub niet_besloten: bool,
    /// Wie erover besluit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wie: Option<String>,
    /// De vindplaatsen, zoals V-29.
    #[serde(default)]
    pub bron: Vec<String>,
    /// De plaats in de nota.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub plaats: Option<String>,
    /// De sterkte: M plicht, S wenselijk, O mogelijkheid, C gegeven, T tijdelijk.
    pub modaliteit: Modaliteit,
    /// Of de regel een handeling tegenhoudt. Wat wenselijk of een mogelijkheid is, mag dat niet.
    #[serde(default, skip_serializing_if = "is_false")]
    pub blokkeert: bool,
    /// Of de regel is aangenomen en niet in de bron staat.
    #[serde(default, skip_serializing_if = "is_false")]
    pub aanname: bool,
    /// Waarom dit is aangenomen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reden: Option<String>,
}

/// Wat iemand in een extra veld invult.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub enum VeldSoort {
    /// Tekst.
    Text,
    /// Een getal.
    Number,
    /// Ja of nee.
    YesNo,
    /// Een keuze uit een lijst.
    Choice,
}

/// Een extra veld bij aandachtsgebieden van bepaalde gebieden.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct Veld {
    /// De sleutel.
    pub sleutel: String,
    /// De gebieden waar het veld voor geldt.
    pub gebieden: Vec<String>,
    /// De naam in twee talen.
    pub naam: Tekst,
    /// Wat iemand invult: text, number, yesNo of choice.
    pub soort: VeldSoort,
    /// De keuzes, bij soort = choice.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub keuzes: Vec<Tekst>,
    /// Waar het veld vandaan komt.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bron: Option<String>,
    /// Of het veld is aangenomen en niet in de bron staat.
    #[serde(default, skip_serializing_if = "is_false")]
    pub aanname: bool,
    /// Waarom dit is aangenomen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reden: Option<String>,
}
