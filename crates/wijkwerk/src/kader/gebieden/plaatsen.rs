//! Which wijk a place lies in, and what the map of a gemeente looks like: the imported one, or the schematic one.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use geo::MultiPolygon;

use super::geometrie::CbsVlak;
use super::store::CbsRow;
use super::tekening::Tekening;
use super::zoek::{EigenVlak, Vlakindex};
use super::{Coordinaat, Gebied, KaartVlak, Ondergrond};
use crate::error::{Error, Result};
use crate::kader::inrichting::Inrichting;

/// No more grounds of maps are kept than this; then they are drawn anew.
const MEESTE_ONDERGRONDEN: usize = 400;

/// The geometry of one gemeente, ready to be asked.
pub struct Plaatsen {
    index: Vlakindex,
    cbs: Vec<CbsVlak>,
    jaar: Option<i64>,
    tekening: Option<Tekening>,
    /// Own wijken that the newest CBS map shows: which keys each code may be.
    joins: Vec<(String, Vec<String>)>,
    ondergronden: Mutex<BTreeMap<String, Arc<Ondergrond>>>,
}

/// What is known of a place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plek {
    /// Code, year and name of the CBS wijk.
    pub cbs: Option<(String, i64, String)>,
    pub water: bool,
    /// Keys of the own wijken it may be: none on water or outside, one where that is certain.
    pub wijken: Vec<String>,
}

impl Plaatsen {
    /// Makes the index from what was imported and what the inrichting ships.
    pub fn new(inrichting: &Inrichting, rows: Vec<CbsRow>) -> Result<Self> {
        let tekening = crate::shipped::kaart(&inrichting.gemeente.slug)
            .map(Tekening::read)
            .transpose()
            .map_err(|errors| Error::Internal(format!("{errors:?}")))?;
        let jaar = rows.first().map(|row| row.jaar);
        let cbs = rows
            .into_iter()
            .map(|row| {
                Ok(CbsVlak {
                    code: row.code,
                    naam: row.naam,
                    gemeentecode: inrichting.gemeente.cbs_code.clone(),
                    water: row.water,
                    vlakken: polygons(&row.geojson)?,
                })
            })
            .collect::<Result<Vec<_>>>()?;
        let wijken = inrichting
            .wijken()
            .filter_map(|wijk| {
                let vlakken = tekening.as_ref()?.find_polygon(&wijk.sleutel)?;
                Some(EigenVlak {
                    sleutel: wijk.sleutel.clone(),
                    vlakken,
                })
            })
            .collect();
        let joins = cbs
            .iter()
            .map(|vlak| {
                let year = jaar
                    .and_then(|jaar| i16::try_from(jaar).ok())
                    .unwrap_or_default();
                let keys = inrichting
                    .wijken_of_cbs(&vlak.code, year)
                    .map(|wijk| wijk.sleutel.clone())
                    .collect();
                (vlak.code.clone(), keys)
            })
            .collect();
        let index = Vlakindex::new(cbs.clone(), wijken);
        Ok(Self {
            index,
            cbs,
            jaar,
            tekening,
            joins,
            ondergronden: Mutex::default(),
        })
    }

    /// The ground of a map as it was drawn before, or drawn by `make` and kept: it changes with the frame alone. `key`
    /// says what it shows.
    pub fn kept_ground(&self, key: &str, make: impl FnOnce() -> Ondergrond) -> Arc<Ondergrond> {
        let kept = || {
            self.ondergronden
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
        };
        let found = kept().get(key).cloned();
        found.unwrap_or_else(|| {
            let made = Arc::new(make());
            let mut kept = kept();
            if kept.len() >= MEESTE_ONDERGRONDEN {
                kept.clear();
            }
            kept.insert(key.to_owned(), made.clone());
            made
        })
    }

    /// Whether a CBS map has been imported.
    pub fn is_imported(&self) -> bool {
        !self.cbs.is_empty()
    }

    /// What lies at this place; `None` outside the gemeente.
    pub fn lookup(&self, place: Coordinaat) -> Option<Plek> {
        let found = self.index.lookup(place.lat(), place.lon());
        let Some(jaar) = self.jaar else {
            let wijk = found.wijk?;
            return Some(Plek {
                cbs: None,
                water: wijk.water,
                wijken: vec![wijk.sleutel.to_owned()],
            });
        };
        let cbs = found.cbs?;
        let naam = self
            .cbs
            .iter()
            .find(|vlak| vlak.code == cbs.sleutel)
            .map(|vlak| vlak.naam.clone())?;
        let wijken = if cbs.water {
            Vec::new()
        } else {
            self.wijken_of(cbs.sleutel)
        };
        Some(Plek {
            cbs: Some((cbs.sleutel.to_owned(), jaar, naam)),
            water: cbs.water,
            wijken,
        })
    }

    fn wijken_of(&self, code: &str) -> Vec<String> {
        self.joins
            .iter()
            .find(|(found, _)| found == code)
            .map(|(_, keys)| keys.clone())
            .unwrap_or_default()
    }

    /// The shapes of the map: the imported wijken where there are any, else the schematic ones. `href` gives the address
    /// of an own wijk.
    pub fn shapes(
        &self,
        inrichting: &Inrichting,
        href: impl Fn(&str) -> Option<String>,
    ) -> Vec<KaartVlak> {
        if self.is_imported() {
            return self
                .cbs
                .iter()
                .filter(|vlak| !vlak.water)
                .map(|vlak| {
                    let keys = self.wijken_of(&vlak.code);
                    let names: Vec<&str> = keys
                        .iter()
                        .filter_map(|key| inrichting.gebied(key))
                        .map(|gebied| gebied.naam.as_str())
                        .collect();
                    KaartVlak {
                        sleutel: keys.first().cloned().unwrap_or_else(|| vlak.code.clone()),
                        naam: if names.is_empty() {
                            vlak.naam.clone()
                        } else {
                            names.join(" / ")
                        },
                        href: keys.first().and_then(|key| href(key)),
                        class: String::new(),
                        rings: rings(&vlak.vlakken),
                    }
                })
                .collect();
        }
        inrichting
            .wijken()
            .filter_map(|wijk| {
                Some(KaartVlak {
                    sleutel: wijk.sleutel.clone(),
                    naam: wijk.naam.clone(),
                    href: href(&wijk.sleutel),
                    class: String::new(),
                    rings: self.tekening.as_ref()?.find_rings(&wijk.sleutel)?,
                })
            })
            .collect()
    }

    /// The areas of these wijken, marked as what is meant, and what lies around them: water and the other areas.
    pub fn around(
        &self,
        inrichting: &Inrichting,
        wijken: &[&Gebied],
    ) -> (Vec<KaartVlak>, Vec<KaartVlak>) {
        // An imported shape may stand for several wijken, whose names it joins.
        let is_meant = |vlak: &KaartVlak| {
            wijken.iter().any(|wijk| {
                vlak.sleutel == wijk.sleutel || vlak.naam.split(" / ").any(|naam| naam == wijk.naam)
            })
        };
        let (mut own, mut near): (Vec<_>, Vec<_>) = self
            .shapes(inrichting, |_| None)
            .into_iter()
            .partition(is_meant);
        for vlak in &mut own {
            vlak.class = "ww-map__area--own".into();
        }
        for vlak in &mut near {
            vlak.class = "ww-map__area--near".into();
        }
        let mut ground = self.water();
        ground.extend(near);
        (own, ground)
    }

    /// The water behind the map.
    pub fn water(&self) -> Vec<KaartVlak> {
        match &self.tekening {
            Some(tekening) if !self.is_imported() => tekening.water(),
            _ => self
                .cbs
                .iter()
                .filter(|vlak| vlak.water)
                .map(|vlak| KaartVlak {
                    sleutel: vlak.code.clone(),
                    naam: String::new(),
                    href: None,
                    class: String::new(),
                    rings: rings(&vlak.vlakken),
                })
                .collect(),
        }
    }

    /// A place inside the own wijk `sleutel`.
    pub fn middle_of(&self, sleutel: &str) -> Option<Coordinaat> {
        let code = self
            .joins
            .iter()
            .find(|(_, keys)| keys.iter().any(|key| key == sleutel))
            .map(|(code, _)| code);
        code.and_then(|code| self.index.cbs().representative_point(code))
            .or_else(|| self.index.wijken().representative_point(sleutel))
    }
}

fn rings(shape: &MultiPolygon<f64>) -> Vec<Vec<(f64, f64)>> {
    shape
        .iter()
        .map(|polygon| {
            polygon
                .exterior()
                .coords()
                .map(|point| (point.x, point.y))
                .collect()
        })
        .collect()
}

fn polygons(geometry: &str) -> Result<MultiPolygon<f64>> {
    let wrong = |reason: String| Error::Internal(format!("stored geometry: {reason}"));
    let parsed: geojson::Geometry = geometry
        .parse()
        .map_err(|error: geojson::Error| wrong(error.to_string()))?;
    let shape = geo::Geometry::<f64>::try_from(parsed).map_err(|error| wrong(error.to_string()))?;
    match shape {
        geo::Geometry::MultiPolygon(shape) => Ok(shape),
        geo::Geometry::Polygon(shape) => Ok(MultiPolygon(vec![shape])),
        _ => Err(wrong("not an area".into())),
    }
}
