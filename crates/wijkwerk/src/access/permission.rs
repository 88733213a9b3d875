//! The named permissions from which every role of an inrichting is built.
//!
//! A permission has one stable key (`melding.triage`) that stands in documents, in the journaal and
//! in the printed matrix, and one reach: the gebied of a Rolvervulling, the organisation of the
//! person, or the whole gemeente. Renaming a key breaks documents that are already in force, so keys
//! are only ever added. This module never decides whether somebody may do something: that is for the
//! policies of the slices.

use std::fmt;
use std::str::FromStr;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How far a permission reaches for the person who holds it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PermissionScope {
    /// Only inside the gebied (and everything below it) of the Rolvervulling.
    Gebied,
    /// Only for things of the person's own organisation.
    Organisatie,
    /// Everywhere in the gemeente.
    Gemeente,
}

/// No permission has this key.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("unknown permission {key:?}")]
pub struct UnknownPermission {
    /// The key as it was written.
    pub key: String,
}

macro_rules! permissions {
    ($($name:ident = $key:literal, $scope:ident, $doc:literal;)+) => {
        /// Een recht dat een rol kan hebben.
        #[derive(
            Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
        )]
        pub enum Permission {
            $(
                #[doc = $doc]
                #[serde(rename = $key)]
                $name,
            )+
        }

        impl Permission {
            /// Every permission, in the order in which the matrix prints them.
            pub const ALL: &[Permission] = &[$(Permission::$name),+];

            /// The stable key.
            pub const fn key(self) -> &'static str {
                match self {
                    $(Permission::$name => $key,)+
                }
            }

            /// How far this permission reaches.
            pub const fn scope(self) -> PermissionScope {
                match self {
                    $(Permission::$name => PermissionScope::$scope,)+
                }
            }
        }
    };
}

permissions! {
    MeldingRead = "melding.read", Gebied, "Meldingen inzien, zonder de gegevens van de melder.";
    MeldingEnter = "melding.enter", Gemeente, "Een melding invoeren namens iemand anders.";
    MeldingTriage = "melding.triage", Gebied, "Bepalen waar een melding heen gaat.";
    MeldingPartner = "melding.partner", Organisatie, "Meldingen die aan de eigen organisatie zijn doorgegeven oppakken, afronden of teruggeven.";
    MeldingContactRead = "melding.contact.read", Gebied, "De gegevens van een melder inzien.";
    TaakAssign = "taak.assign", Gebied, "Taken verdelen en inplannen.";
    TaakExecute = "taak.execute", Gebied, "Taken uitvoeren en met bewijs afronden.";
    ZorgSignal = "zorg.signal", Gemeente, "Zorg om een bewoner doorgeven.";
    ZorgRead = "zorg.read", Gebied, "Doorgegeven zorg om een bewoner inzien en terugbellen.";
    AandachtsgebiedRead = "aandachtsgebied.read", Gebied, "Aandachtsgebieden inzien.";
    AandachtsgebiedWrite = "aandachtsgebied.write", Gebied, "Aandachtsgebieden maken en wijzigen.";
    WerkplanAdopt = "werkplan.adopt", Gebied, "Samen met de anderen een werkplan vaststellen.";
    AfspraakWrite = "afspraak.write", Gebied, "Afspraken voorstellen en de voortgang bijhouden.";
    AfspraakAccept = "afspraak.accept", Organisatie, "Een afspraak van de eigen organisatie aannemen.";
    AfspraakVerify = "afspraak.verify", Gebied, "Vaststellen dat een afspraak is nagekomen.";
    ResultaatWrite = "resultaat.write", Gebied, "Vastleggen wat er is bereikt.";
    PlanWrite = "plan.write", Organisatie, "Plannen van de eigen organisatie opnemen.";
    VerplichtingRead = "verplichting.read", Gemeente, "Zien wie wat wanneer aan wie moet leveren.";
    RegieRead = "regie.read", Gemeente, "Aantallen en doorlooptijden per partner zien.";
    OrgaanManage = "orgaan.manage", Gemeente, "Organen en hun zetels beheren.";
    AccountManage = "account.manage", Gemeente, "Accounts en rollen van medewerkers beheren.";
    OrganisatieManage = "organisatie.manage", Gemeente, "Partnerorganisaties beheren.";
    InrichtingRead = "inrichting.read", Gemeente, "De inrichting met haar bronnen inzien.";
    InrichtingManage = "inrichting.manage", Gemeente, "Een nieuwe inrichting invoeren.";
    GebiedManage = "gebied.manage", Gemeente, "Gebieden en hun grenzen beheren.";
    ImportRun = "import.run", Gemeente, "Gegevens inlezen.";
    ExportRun = "export.run", Gemeente, "Gegevens uitvoeren.";
    JournaalRead = "journaal.read", Gemeente, "Het journaal inzien.";
    LeeslogRead = "leeslog.read", Gemeente, "Zien wie persoonsgegevens heeft ingezien.";
    KennisRead = "kennis.read", Gemeente, "De kennisbank inzien zoals de balie haar ziet.";
    KennisWrite = "kennis.write", Organisatie, "Teksten van de eigen organisatie schrijven, controleren en publiceren.";
    KennisFlag = "kennis.flag", Gemeente, "Laten weten dat een tekst niet klopt, of er een eigen notitie bij zetten.";
    KennisRegie = "kennis.regie", Gemeente, "Controledata zetten en teksten aan de balie verbergen.";
    ContactEnter = "contact.enter", Gemeente, "Vragen van bewoners vastleggen, zonder hun gegevens.";
    ContactRead = "contact.read", Gebied, "Vragen van bewoners inzien, zonder hun gegevens.";
    ContactPersoonRead = "contact.persoon.read", Gebied, "De gegevens inzien van wie wacht op een antwoord.";
    WijkvraagAnswer = "wijkvraag.answer", Gebied, "Vragen van bewoners over de wijk inzien, beantwoorden en doorgeven.";
    DoorverwijzingSend = "doorverwijzing.send", Gemeente, "Een bewoner doorverwijzen.";
    DoorverwijzingRead = "doorverwijzing.read", Gebied, "Doorverwijzingen volgen.";
    DoorverwijzingReceive = "doorverwijzing.receive", Organisatie, "Doorverwijzingen naar de eigen organisatie beantwoorden.";
    DoorverwijzingRegie = "doorverwijzing.regie", Gebied, "Oplossen wat tussen partners blijft hangen.";
    RouteManage = "route.manage", Gemeente, "Vastleggen welke vraag naar welke partner gaat.";
    BalieCijfers = "balie.cijfers", Gemeente, "De cijfers van de balie inzien: aantallen, nooit personen.";
    ScholingManage = "scholing.manage", Gemeente, "Scholing en instructies van de balie bijhouden.";
    InfopuntManage = "infopunt.manage", Gebied, "Infopunten, hun openingstijden en wat er tijdelijk is bijhouden.";
    VrijedagManage = "vrijedag.manage", Gemeente, "De vrije dagen en schoolvakanties van de hele gemeente bijhouden.";
    RoosterRead = "rooster.read", Gebied, "Het rooster van de infopunten inzien.";
    RoosterManage = "rooster.manage", Gebied, "Het rooster maken en gaten erin oplossen.";
    DienstOwn = "dienst.own", Gemeente, "De eigen diensten zien, ruilen en afzeggen.";
    FormatieRead = "formatie.read", Gemeente, "Zien hoeveel formatie er is, waar en van wie.";
    FormatieManage = "formatie.manage", Gemeente, "De formatie en het contactschema bijhouden.";
    OndersteuningWrite = "ondersteuning.write", Gebied, "Uren ondersteuning aan bewoners vastleggen.";
    StukSend = "stuk.send", Gebied, "Stukken naar bewonersorganen sturen, openbaar tenzij er een reden en een einddatum is.";
    StukRead = "stuk.read", Gebied, "Stukken aan het eigen orgaan inzien, ook als ze nog niet openbaar zijn.";
    VergaderingNote = "vergadering.note", Gebied, "Noteren wanneer een orgaan bijeen was en voor welke zetels er iemand was.";
    BackupRun = "backup.run", Gemeente, "Een reservekopie maken.";
}

impl fmt::Display for Permission {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.key())
    }
}

impl FromStr for Permission {
    type Err = UnknownPermission;

    fn from_str(key: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .iter()
            .copied()
            .find(|permission| permission.key() == key)
            .ok_or_else(|| UnknownPermission {
                key: key.to_owned(),
            })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_reads_back_as_itself() {
        for permission in Permission::ALL {
            assert_eq!(permission.key().parse::<Permission>(), Ok(*permission));
            assert_eq!(permission.to_string(), permission.key());
        }
        assert_eq!(Permission::ALL.len(), 56);
    }

    #[test]
    fn an_unknown_key_is_named_in_the_error() {
        let error = "melding.lezen"
            .parse::<Permission>()
            .expect_err("no such key");
        assert_eq!(error.to_string(), "unknown permission \"melding.lezen\"");
    }

    #[test]
    fn only_the_own_organisation_accepts_its_afspraak() {
        assert_eq!(
            Permission::AfspraakAccept.scope(),
            PermissionScope::Organisatie
        );
    }
}
