//! The frame of one gemeente as every request needs it: words, gebieden, organisations, organen. Loaded once per
//! version and shared.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use kit::i18n::{Lang, Translations};

use crate::error::{Error, Result};
use crate::ids::{GebiedId, GemeenteId, OrgaanId, OrganisatieId};
use crate::kader::gebieden::{Gebied, Plaatsen};
use crate::kader::inrichting::{Inrichting, WoordSleutel};
use crate::kader::openingstijden::Vrijedag;
use crate::kader::organisaties::{Orgaan, Organisatie};

/// What a gemeente is at one version of its frame.
pub struct Frame {
    pub id: GemeenteId,
    pub slug: String,
    pub naam: String,
    pub versie: i64,
    pub inrichting: Arc<Inrichting>,
    pub translations: Translations,
    pub zone: TimeZone,
    pub gebieden: Vec<Gebied>,
    pub organisaties: Vec<Organisatie>,
    pub organen: Vec<Orgaan>,
    pub plaatsen: Plaatsen,
    /// What the gemeente decided about the days on which desks are closed.
    pub vrije_dagen: Vec<Vrijedag>,
    by_id: BTreeMap<GebiedId, usize>,
    paths: BTreeMap<String, WoordSleutel>,
    /// Our first words of an address, and what this gemeente says for each.
    own_words: Vec<(&'static str, String)>,
    old_paths: BTreeMap<String, String>,
}

/// What is loaded from the database to make a [`Frame`].
pub struct FrameParts {
    pub id: GemeenteId,
    pub slug: String,
    pub naam: String,
    pub versie: i64,
    pub inrichting: Inrichting,
    pub gebieden: Vec<Gebied>,
    pub organisaties: Vec<Organisatie>,
    pub organen: Vec<Orgaan>,
    pub plaatsen: Plaatsen,
    pub vrije_dagen: Vec<Vrijedag>,
    /// URL words ever used, with the concept each stood for.
    pub paden: Vec<(String, String)>,
}

impl Frame {
    /// Makes the frame; the words of the inrichting become terms of the locale files.
    pub fn new(parts: FrameParts) -> Result<Self> {
        let zone = TimeZone::get(&parts.inrichting.gemeente.tijdzone)
            .map_err(|error| Error::Internal(error.to_string()))?;
        let translations = crate::words::translations(&parts.inrichting)?;
        let by_id = parts
            .gebieden
            .iter()
            .enumerate()
            .map(|(n, gebied)| (gebied.id, n))
            .collect();
        let paths: BTreeMap<String, WoordSleutel> = crate::words::PATH_WORDS
            .iter()
            .map(|(key, _)| (parts.inrichting.path_word(*key), *key))
            .collect();
        let own_words = crate::words::PATH_WORDS
            .iter()
            .map(|(key, ours)| (*ours, parts.inrichting.path_word(*key)))
            .collect();
        let old_paths = parts
            .paden
            .into_iter()
            .filter(|(word, _)| !paths.contains_key(word))
            .collect();
        Ok(Self {
            id: parts.id,
            slug: parts.slug,
            naam: parts.naam,
            versie: parts.versie,
            inrichting: Arc::new(parts.inrichting),
            translations,
            zone,
            gebieden: parts.gebieden,
            organisaties: parts.organisaties,
            organen: parts.organen,
            plaatsen: parts.plaatsen,
            vrije_dagen: parts.vrije_dagen,
            by_id,
            paths,
            own_words,
            old_paths,
        })
    }

    /// What this gemeente says for a first word of our addresses.
    pub fn path_word<'a>(&'a self, ours: &'a str) -> &'a str {
        let own = self.own_words.iter().find(|(word, _)| *word == ours);
        own.map_or(ours, |(_, own)| own)
    }

    /// The gebied with this id.
    pub fn gebied(&self, id: GebiedId) -> Option<&Gebied> {
        self.by_id.get(&id).and_then(|n| self.gebieden.get(*n))
    }

    /// The gebied with this key.
    pub fn gebied_by_key(&self, sleutel: &str) -> Option<&Gebied> {
        self.gebieden
            .iter()
            .find(|gebied| gebied.sleutel == sleutel)
    }

    /// The wijken: the gebieden on the level at which meldingen and aandachtsgebieden live.
    pub fn wijken(&self) -> impl Iterator<Item = &Gebied> {
        self.gebieden
            .iter()
            .filter(|gebied| gebied.niveau == self.inrichting.werkniveau)
    }

    /// A gebied with everything below it.
    pub fn within(&self, id: GebiedId) -> BTreeSet<GebiedId> {
        let mut all = BTreeSet::from([id]);
        loop {
            let before = all.len();
            for gebied in &self.gebieden {
                if gebied.parent.is_some_and(|parent| all.contains(&parent)) {
                    all.insert(gebied.id);
                }
            }
            if all.len() == before {
                return all;
            }
        }
    }

    /// The wijken an orgaan works for, those below its gebieden included.
    pub fn wijken_of(&self, orgaan: &Orgaan) -> BTreeSet<GebiedId> {
        orgaan
            .gebieden
            .iter()
            .flat_map(|id| self.within(*id))
            .collect()
    }

    /// The orgaan with this id.
    pub fn orgaan(&self, id: OrgaanId) -> Option<&Orgaan> {
        self.organen.iter().find(|orgaan| orgaan.id == id)
    }

    /// The team of `soort` that works for this gebied today.
    pub fn team_for(&self, gebied: GebiedId, soort: &str) -> Option<&Orgaan> {
        self.organen
            .iter()
            .find(|orgaan| orgaan.soort == soort && self.wijken_of(orgaan).contains(&gebied))
    }

    /// The team that a melding from this gebied lands with: the one that serves in the field where the inrichting has
    /// such teams, the wijkteam otherwise.
    pub fn intake_team(&self, gebied: GebiedId) -> Option<&Orgaan> {
        self.team_for(gebied, "wijkserviceteam")
            .or_else(|| self.team_for(gebied, "wijkteam"))
    }

    /// The team whose werkplan covers this gebied.
    pub fn planning_team(&self, gebied: GebiedId) -> Option<&Orgaan> {
        let sleutel = &self.gebied(gebied)?.sleutel;
        let team = self.inrichting.planning_team_of(sleutel)?;
        self.organen
            .iter()
            .find(|orgaan| orgaan.sleutel == team.sleutel)
    }

    /// The organisation with this id.
    pub fn organisatie(&self, id: OrganisatieId) -> Option<&Organisatie> {
        self.organisaties
            .iter()
            .find(|organisatie| organisatie.id == id)
    }

    /// The organisation with this key.
    pub fn organisatie_by_key(&self, sleutel: &str) -> Option<&Organisatie> {
        self.organisaties
            .iter()
            .find(|organisatie| organisatie.sleutel == sleutel)
    }

    /// The name of a theme or discipline in `lang`; the key itself if the inrichting has dropped it.
    pub fn subject_name(&self, lang: Lang, key: &str) -> String {
        let themas = self
            .inrichting
            .themas
            .iter()
            .map(|thema| (&thema.sleutel, &thema.naam));
        let disciplines = self
            .inrichting
            .disciplines
            .iter()
            .map(|discipline| (&discipline.sleutel, &discipline.naam));
        themas
            .chain(disciplines)
            .find(|(sleutel, _)| *sleutel == key)
            .map_or_else(|| key.to_owned(), |(_, naam)| pick(lang, naam))
    }

    /// The name of a role in `lang`.
    pub fn role_name(&self, lang: Lang, rol: &str) -> String {
        self.inrichting
            .rol(rol)
            .map_or_else(|| rol.to_owned(), |found| pick(lang, &found.naam))
    }

    /// The day it is now in this gemeente.
    pub fn today(&self, now: jiff::Timestamp) -> Date {
        now.to_zoned(self.zone.clone()).date()
    }

    /// The concept that a URL word of today stands for.
    pub fn concept_of(&self, word: &str) -> Option<WoordSleutel> {
        self.paths.get(word).copied()
    }

    /// The URL word of today for a word that was used before.
    pub fn renamed(&self, word: &str) -> Option<String> {
        let concept = self.old_paths.get(word)?;
        self.paths
            .iter()
            .find(|(_, key)| key.key() == concept.as_str())
            .map(|(word, _)| word.clone())
    }
}

/// The text in `lang`.
pub fn pick(lang: Lang, tekst: &crate::kader::inrichting::Tekst) -> String {
    match lang {
        Lang::Nl => tekst.nl.clone(),
        Lang::En => tekst.en.clone(),
    }
}
