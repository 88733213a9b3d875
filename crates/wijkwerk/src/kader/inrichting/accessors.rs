//! The questions the product asks an inrichting.

use super::model::{Gebied, Inrichting, Niveau, Team, TeamSoort, Verdeling, VerdelingStatus};
use super::partijen::{Organisatie, Voorzitter, VoorzitterWijze};
use super::spelregels::{Eenheid, Kanaal, Onderwerp, Regel, Rol, Veld, Waarde};
use super::woorden::{Woord, WoordSleutel};
use crate::access::permission::Permission;

/// A value that was decided, or who must still decide it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Beslissing<T> {
    /// Decided.
    Besloten(T),
    /// Nothing was decided; `wie` decides.
    NietBesloten {
        /// Who decides, in Dutch with its article: "het college".
        wie: String,
    },
}

impl<T> Beslissing<T> {
    /// The value, if there is one.
    pub fn value(self) -> Option<T> {
        match self {
            Self::Besloten(value) => Some(value),
            Self::NietBesloten { .. } => None,
        }
    }
}

/// An amount of time as people decide it; what date it leads to is for `termijnen`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Duur {
    /// How many.
    pub aantal: u32,
    /// Of what.
    pub eenheid: Eenheid,
}

/// Who decides what no document mentions.
const NOBODY_NAMED: &str = "de gemeente";

fn named(wie: Option<&String>) -> &str {
    wie.map(String::as_str)
        .map(str::trim)
        .filter(|wie| !wie.is_empty())
        .unwrap_or(NOBODY_NAMED)
}

impl Verdeling {
    /// Who must still decide the division, while it is only proposed.
    pub fn wie_beslist(&self) -> Option<&str> {
        (self.status == VerdelingStatus::Proposed).then(|| named(self.wie.as_ref()))
    }
}

impl Voorzitter {
    /// Who must still decide who chairs, while that is not decided.
    pub fn wie_beslist(&self) -> Option<&str> {
        (self.wijze == VoorzitterWijze::Undecided).then(|| named(self.wie.as_ref()))
    }
}

impl Inrichting {
    /// What this gemeente calls a concept.
    pub fn woord(&self, key: WoordSleutel) -> &Woord {
        self.woorden
            .get(&key)
            .expect("an inrichting is only loaded if every concept has a word")
    }

    /// The word of a concept in an address.
    pub fn path_word(&self, key: WoordSleutel) -> String {
        self.woord(key).path()
    }

    /// A term, or who must still decide it. A term that no document mentions is not decided.
    pub fn term(&self, name: &str) -> Beslissing<Duur> {
        let termijn = self.termijnen.get(name);
        let decided = termijn.and_then(|termijn| {
            let aantal = u32::try_from(termijn.waarde?).ok()?;
            Some(Duur {
                aantal,
                eenheid: termijn.eenheid?,
            })
        });
        match decided {
            Some(duur) => Beslissing::Besloten(duur),
            None => Beslissing::NietBesloten {
                wie: termijn
                    .and_then(|termijn| termijn.wie.clone())
                    .unwrap_or_else(|| NOBODY_NAMED.to_owned()),
            },
        }
    }

    /// Who decides, as a document names them in Dutch, in the English words of this gemeente; a name stays as it is.
    pub fn in_english(&self, wie: &str) -> String {
        for key in WoordSleutel::ALL {
            let word = self.woord(*key);
            if wie == word.with_article() {
                return format!("the {}", word.singular);
            }
            match wie
                .strip_prefix("de ")
                .and_then(|rest| rest.strip_prefix(word.meervoud.as_str()))
            {
                Some("") => return format!("the {}", word.plural),
                Some(" samen") => return format!("the {} together", word.plural),
                _ => {}
            }
        }
        wie.to_owned()
    }

    /// A rule by its key.
    pub fn regel(&self, id: &str) -> Option<&Regel> {
        self.regels.iter().find(|regel| regel.id == id)
    }

    /// The value of a parameter, or who must still decide it.
    pub fn parameter(&self, name: &str) -> Beslissing<&Waarde> {
        let regel = self.regels.iter().find(|regel| regel.parameter == name);
        match regel.and_then(|regel| regel.waarde.as_ref()) {
            Some(waarde) => Beslissing::Besloten(waarde),
            None => Beslissing::NietBesloten {
                wie: regel
                    .and_then(|regel| regel.wie.clone())
                    .unwrap_or_else(|| NOBODY_NAMED.to_owned()),
            },
        }
    }

    /// A role by its key.
    pub fn rol(&self, key: &str) -> Option<&Rol> {
        self.rollen.get(key)
    }

    /// The permissions of a role; none for a role that does not exist or is not in use.
    pub fn permissions_of(&self, role: &str) -> &[Permission] {
        self.rol(role)
            .filter(|rol| rol.in_gebruik)
            .map_or(&[], |rol| &rol.permissies)
    }

    /// The roles this gemeente knows, with their keys.
    pub fn roles(&self) -> impl Iterator<Item = (&str, &Rol)> {
        self.rollen
            .iter()
            .filter(|(_, rol)| rol.in_gebruik)
            .map(|(key, rol)| (key.as_str(), rol))
    }

    /// A gebied by its key.
    pub fn gebied(&self, sleutel: &str) -> Option<&Gebied> {
        self.gebieden
            .iter()
            .find(|gebied| gebied.sleutel == sleutel)
    }

    /// A gebied by its name or one of its other spellings, whatever the case.
    pub fn gebied_named(&self, naam: &str) -> Option<&Gebied> {
        let wanted = naam.trim().to_lowercase();
        self.gebieden.iter().find(|gebied| {
            gebied.naam.to_lowercase() == wanted
                || gebied
                    .aliassen
                    .iter()
                    .any(|alias| alias.to_lowercase() == wanted)
        })
    }

    /// The gebieden in which meldingen and aandachtsgebieden live.
    pub fn wijken(&self) -> impl Iterator<Item = &Gebied> {
        self.gebieden
            .iter()
            .filter(|gebied| gebied.niveau == self.werkniveau)
    }

    /// The gebieden directly inside a gebied.
    pub fn children(&self, sleutel: &str) -> impl Iterator<Item = &Gebied> {
        self.gebieden
            .iter()
            .filter(move |gebied| gebied.onderdeel_van.as_deref() == Some(sleutel))
    }

    /// A gebied and everything it lies in, from small to large.
    pub fn ancestors(&self, sleutel: &str) -> Vec<&Gebied> {
        let mut line: Vec<&Gebied> = Vec::new();
        let mut at = self.gebied(sleutel);
        while let Some(gebied) = at {
            if line.iter().any(|there| there.sleutel == gebied.sleutel) {
                break;
            }
            line.push(gebied);
            at = gebied
                .onderdeel_van
                .as_deref()
                .and_then(|above| self.gebied(above));
        }
        line
    }

    /// The gebieden of the working level that join a wijk or buurt of the CBS.
    pub fn wijken_of_cbs(&self, code: &str, jaar: i16) -> impl Iterator<Item = &Gebied> {
        self.wijken()
            .filter(move |wijk| wijk.cbs.iter().any(|k| k.code == code && k.jaar == jaar))
    }

    /// A level by its key.
    pub fn niveau(&self, sleutel: &str) -> Option<&Niveau> {
        self.niveaus.iter().find(|niveau| niveau.sleutel == sleutel)
    }

    /// A team by its key.
    pub fn team(&self, sleutel: &str) -> Option<&Team> {
        self.verdeling
            .teams
            .iter()
            .find(|team| team.sleutel == sleutel)
    }

    /// The teams of a kind that a gebied belongs to, directly or through what it lies in.
    pub fn teams_of(&self, gebied: &str, soort: TeamSoort) -> impl Iterator<Item = &Team> {
        let line: Vec<&str> = self
            .ancestors(gebied)
            .iter()
            .map(|g| g.sleutel.as_str())
            .collect();
        self.verdeling.teams.iter().filter(move |team| {
            team.soort == soort && team.gebieden.iter().any(|g| line.contains(&g.as_str()))
        })
    }

    /// The team of a kind that a gebied belongs to.
    pub fn team_of(&self, gebied: &str, soort: TeamSoort) -> Option<&Team> {
        self.teams_of(gebied, soort).next()
    }

    /// The team that makes the werkplan for a gebied.
    pub fn planning_team_of(&self, gebied: &str) -> Option<&Team> {
        use TeamSoort::{IntegraalTeam, Wijkserviceteam, Wijkteam};
        self.first_team_of(gebied, [Wijkteam, IntegraalTeam, Wijkserviceteam])
    }

    fn first_team_of(&self, gebied: &str, soorten: [TeamSoort; 3]) -> Option<&Team> {
        soorten
            .into_iter()
            .find_map(|soort| self.team_of(gebied, soort))
    }

    /// An organisation by its key.
    pub fn organisatie(&self, sleutel: &str) -> Option<&Organisatie> {
        self.organisaties
            .iter()
            .find(|organisatie| organisatie.sleutel == sleutel)
    }

    /// A channel by its key.
    pub fn kanaal(&self, sleutel: &str) -> Option<&Kanaal> {
        self.kanalen.iter().find(|kanaal| kanaal.sleutel == sleutel)
    }

    /// The channel of those who come to a desk, under the key that it has wherever an inrichting names it (L-25).
    pub fn desk_channel(&self) -> Option<&Kanaal> {
        ["loket", "balie"]
            .into_iter()
            .find_map(|key| self.kanaal(key))
    }

    /// A topic by its key.
    pub fn onderwerp(&self, sleutel: &str) -> Option<&Onderwerp> {
        self.onderwerpen
            .iter()
            .find(|onderwerp| onderwerp.sleutel == sleutel)
    }

    /// The extra fields of an aandachtsgebied in a gebied.
    pub fn velden_of(&self, gebied: &str) -> impl Iterator<Item = &Veld> {
        let line: Vec<&str> = self
            .ancestors(gebied)
            .iter()
            .map(|g| g.sleutel.as_str())
            .collect();
        self.velden
            .iter()
            .filter(move |veld| veld.gebieden.iter().any(|g| line.contains(&g.as_str())))
    }

    /// Whether this gemeente works with themes; if not, the discipline is asked instead.
    pub fn has_themas(&self) -> bool {
        !self.themas.is_empty()
    }
}
