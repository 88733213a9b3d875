//! The parts of the inrichting about people: themes, disciplines, organisations, services and bodies.
//!
//! Plain data, as it stands in a document. The comments on fields are Dutch because the reference page
//! is made from them. Nothing here checks anything; that is for `rules`.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::model::{TeamSoort, Tekst, is_false};

/// Een thema.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct Thema {
    /// De sleutel.
    pub sleutel: String,
    /// De naam in twee talen.
    pub naam: Tekst,
    /// Een zin met voorbeelden, zodat een bewoner weet wat erbij hoort.
    pub voorbeeld: Tekst,
    /// De sleutel van de kleur in de huisstijl.
    pub kleur: String,
    /// Waar het thema vandaan komt.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bron: Option<String>,
    /// Of dit is aangenomen en niet in de bron staat.
    #[serde(default, skip_serializing_if = "is_false")]
    pub aanname: bool,
    /// Waarom dit is aangenomen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reden: Option<String>,
}

/// Een discipline: het vak dat een taak uitvoert.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct Discipline {
    /// De sleutel.
    pub sleutel: String,
    /// De naam in twee talen.
    pub naam: Tekst,
    /// Een zin met voorbeelden, zodat een bewoner weet wat erbij hoort.
    pub voorbeeld: Tekst,
    /// Waar de discipline vandaan komt.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bron: Option<String>,
    /// Of dit is aangenomen en niet in de bron staat.
    #[serde(default, skip_serializing_if = "is_false")]
    pub aanname: bool,
    /// Waarom dit is aangenomen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reden: Option<String>,
}

/// De soort van een organisatie.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum OrganisatieSoort {
    /// De gemeente.
    Gemeente,
    /// Een welzijnsorganisatie.
    Welzijn,
    /// Een woningcorporatie.
    Corporatie,
    /// De politie.
    Politie,
    /// Een zorgorganisatie.
    Zorg,
    /// Een gezondheidscentrum.
    Gezondheidscentrum,
    /// Een sportorganisatie.
    Sport,
    /// Een orgaan van bewoners.
    Bewonersorgaan,
    /// Een onderneming.
    Onderneming,
    /// Een andere organisatie.
    Overig,
}

/// Het domein waarin een organisatie werkt.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Domein {
    /// Welzijn, zorg en ondersteuning.
    Sociaal,
    /// Straat, groen en gebouwen.
    Fysiek,
    /// Veiligheid.
    Veiligheid,
    /// Bestuur.
    Bestuur,
}

/// Een organisatie.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct Organisatie {
    /// De sleutel.
    pub sleutel: String,
    /// De naam.
    pub naam: String,
    /// De soort.
    pub soort: OrganisatieSoort,
    /// Het domein.
    pub domein: Domein,
    /// Waar de organisatie vandaan komt.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bron: Option<String>,
    /// Of de organisatie is aangenomen en niet in de bron staat.
    #[serde(default, skip_serializing_if = "is_false")]
    pub aanname: bool,
    /// Waarom dit is aangenomen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reden: Option<String>,
}

/// Een dienst en wie erover gaat.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct Dienst {
    /// De sleutel.
    pub sleutel: String,
    /// De naam in twee talen.
    pub naam: Tekst,
    /// De organisatie die verantwoordelijk is.
    pub verantwoordelijk: String,
    /// De organisatie die de dienst uitvoert.
    pub uitvoerend: String,
    /// De eerste dag waarop dit geldt, als die bekend is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<String>", extend("format" = "date"))]
    pub vanaf: Option<Date>,
    /// Waar dit vandaan komt.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bron: Option<String>,
    /// Of dit is aangenomen en niet in de bron staat.
    #[serde(default, skip_serializing_if = "is_false")]
    pub aanname: bool,
    /// Waarom dit is aangenomen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reden: Option<String>,
}

/// De soort van een orgaan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum OrgaanSoort {
    /// Het orgaan dat stuurt.
    Stuurgroep,
    /// Het team van uitvoerende professionals.
    Wijkteam,
    /// Het team dat het werk op straat doet.
    Wijkserviceteam,
    /// Het sociale team.
    IntegraalTeam,
    /// Het orgaan van bewoners.
    Bewonersorgaan,
    /// Het college of de raad.
    Bestuur,
}

impl OrgaanSoort {
    /// The kind of team of this body, if it is a team.
    pub const fn team(self) -> Option<TeamSoort> {
        match self {
            Self::Wijkteam => Some(TeamSoort::Wijkteam),
            Self::Wijkserviceteam => Some(TeamSoort::Wijkserviceteam),
            Self::IntegraalTeam => Some(TeamSoort::IntegraalTeam),
            Self::Stuurgroep | Self::Bewonersorgaan | Self::Bestuur => None,
        }
    }
}

/// Hoe het voorzitterschap wordt geregeld.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub enum VoorzitterWijze {
    /// De leden regelen het onderling.
    SelfArranged,
    /// Wie een bepaalde rol heeft, is voorzitter.
    Role,
    /// Een bepaalde organisatie levert de voorzitter.
    Organisation,
    /// Iemand van buiten.
    Independent,
    /// Er is niets over besloten.
    Undecided,
}

/// Wie een orgaan voorzit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct Voorzitter {
    /// Hoe het is geregeld.
    pub wijze: VoorzitterWijze,
    /// Wie erover besluit, bij wijze = undecided.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wie: Option<String>,
    /// De rol, bij wijze = role.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rol: Option<String>,
    /// De organisatie, bij wijze = organisation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organisatie: Option<String>,
    /// De soort organisatie, bij wijze = organisation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organisatie_soort: Option<OrganisatieSoort>,
}

/// Een soort orgaan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct Orgaan {
    /// De sleutel.
    pub sleutel: String,
    /// De naam in twee talen.
    pub naam: Tekst,
    /// De soort.
    pub soort: OrgaanSoort,
    /// Wie voorzit.
    pub voorzitter: Voorzitter,
    /// De zetels.
    pub zetels: Vec<Zetel>,
    /// De sleutel van de termijn tussen twee vergaderingen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ritme: Option<String>,
    /// Waar het orgaan vandaan komt.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bron: Option<String>,
    /// Of het orgaan is aangenomen en niet in de bron staat.
    #[serde(default, skip_serializing_if = "is_false")]
    pub aanname: bool,
    /// Waarom dit is aangenomen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reden: Option<String>,
}

/// Of een zetel bezet moet zijn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Deelname {
    /// Hoort bezet te zijn.
    Mandatory,
    /// Mag bezet zijn.
    Optional,
    /// Mag erbij zijn als gast.
    Guest,
}

/// Het soort bewoner dat een zetel heeft.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum BewonerSoort {
    /// Iemand namens het orgaan van bewoners.
    Bewonersorgaan,
    /// Een bewoner van het gebied.
    Bewoner,
    /// Een bewoner die door loting is gekozen.
    Geloot,
    /// Een ondernemer in het gebied.
    Ondernemer,
    /// Iemand namens een groep bewoners.
    Bewonersgroep,
}

/// Een zetel. Precies één van organisatie, organisatieSoort, rol en bewoner is gevuld.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct Zetel {
    /// De sleutel.
    pub sleutel: String,
    /// De naam in twee talen.
    pub naam: Tekst,
    /// De sleutel van de organisatie die de zetel heeft.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organisatie: Option<String>,
    /// Het soort organisatie dat de zetel heeft.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organisatie_soort: Option<OrganisatieSoort>,
    /// De sleutel van de rol die de zetel heeft.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rol: Option<String>,
    /// Het soort bewoner dat de zetel heeft.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bewoner: Option<BewonerSoort>,
    /// Of de zetel bezet hoort te zijn (mandatory), mag zijn (optional) of van een gast is (guest).
    pub deelname: Deelname,
    /// Of de zetel stemt.
    pub stemt: bool,
    /// Of de zetel bij het besloten deel van een vergadering mag zijn.
    pub mag_besloten_deel: bool,
    /// Waar de zetel vandaan komt.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bron: Option<String>,
    /// Of de zetel is aangenomen en niet in de bron staat.
    #[serde(default, skip_serializing_if = "is_false")]
    pub aanname: bool,
    /// Waarom dit is aangenomen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reden: Option<String>,
}

/// Hoe wordt vastgesteld dat een lid in het gebied woont.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Woonplaats {
    /// Het lid verklaart het zelf.
    Declared,
    /// Het is geen voorwaarde.
    None,
}

/// De regels voor het orgaan van bewoners.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct Bewonersorgaan {
    /// Het niveau waarop zulke organen bestaan: de sleutel van een niveau.
    pub niveau: String,
    /// Hoeveel er per gebied hoogstens mogen zijn. Zonder waarde is er niets over besloten.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_per_gebied: Option<i64>,
    /// Of leden zelf verklaren dat zij in het gebied wonen (declared), of dat dit niet hoeft (none).
    pub woonplaats: Woonplaats,
    /// Of het een vrijwilligersorganisatie is.
    pub vrijwillig: bool,
    /// Waar dit vandaan komt.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bron: Option<String>,
    /// Of dit is aangenomen en niet in de bron staat.
    #[serde(default, skip_serializing_if = "is_false")]
    pub aanname: bool,
    /// Waarom dit is aangenomen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reden: Option<String>,
}
