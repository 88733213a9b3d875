//! What is asked of a list: the parameters of the standard, all of which must hold.

use serde_json::{Value, json};
use uuid::Uuid;

use super::api::{open, open_lines};
use super::store::Shown;
use super::{ids, toets};
use crate::balie::kennisbank::find_wijk_around;
use crate::balie::locaties;
use crate::error::{Error, Result};
use crate::frame::Frame;
use crate::http::{Req, Response};
use crate::ids::GebiedId;
use crate::kader::gebieden::Coordinaat;

const USUAL: usize = 50;
const MOST: usize = 100;
/// With only ids and moments, a page may be this long.
const MOST_MINIMAL: usize = 10_000;
/// Most metres around a postcode.
const FARTHEST: usize = 1_000_000;

/// What was asked of a list.
pub(super) struct Asked {
    pub page: usize,
    pub per_page: usize,
    pub search: String,
    pub modified_after: Option<jiff::Timestamp>,
    pub term: Option<Uuid>,
    pub taxonomy: Option<Uuid>,
    pub organization: Option<Uuid>,
    pub minimal: bool,
    pub full: bool,
    /// One object on each line, instead of a page.
    pub lines: bool,
}

impl Asked {
    /// From the query; what it cannot be is an error that names the field.
    pub fn of(req: &Req) -> Result<Self> {
        let minimal = flag(req, "minimal")?;
        let most = if minimal { MOST_MINIMAL } else { MOST };
        let usual = if minimal { MOST_MINIMAL } else { USUAL };
        let lines = match req.query.opt("format") {
            None | Some("json") => false,
            Some("ndjson") => true,
            Some(_) => return Err(Error::field("format", "hsds-vraag-fout")),
        };
        let search = req.query.text("search");
        if search.chars().count() > 200 {
            return Err(Error::field("search", "hsds-vraag-fout"));
        }
        Ok(Self {
            page: number(req, "page", 1, usize::MAX >> 16)?,
            per_page: number(req, "per_page", usual, most)?,
            search: search.to_lowercase(),
            modified_after: since(req)?,
            term: id(req, "taxonomy_term_id")?,
            taxonomy: id(req, "taxonomy_id")?,
            organization: id(req, "organization_id")?,
            minimal,
            full: flag(req, "full")?,
            lines,
        })
    }

    /// Whether this is asked for.
    pub fn wants(&self, frame: &Frame, it: &Shown) -> bool {
        let upl = it.upl.as_ref().map(|(_, uri)| ids::product_id(uri));
        let organisation = it
            .organisatie
            .and_then(|id| frame.organisatie(id))
            .map(|found| ids::organization_id(&frame.slug, &found.sleutel));
        (self.search.is_empty()
            || it.titel.to_lowercase().contains(&self.search)
            || it.samenvatting.to_lowercase().contains(&self.search))
            && self
                .modified_after
                .is_none_or(|after| it.changed_at > after)
            && self
                .term
                .is_none_or(|term| term == ids::topic_id(&it.onderwerp) || Some(term) == upl)
            && self
                .taxonomy
                .is_none_or(|of| of == ids::topics_id() || (of == ids::upl_id() && upl.is_some()))
            && self.organization.is_none_or(|of| Some(of) == organisation)
    }

    /// The page asked for, as the envelope of the standard or as lines; `make` fills it.
    pub fn page<T>(
        &self,
        all: &[T],
        make: impl FnOnce(&[T]) -> Result<Vec<Value>>,
    ) -> Result<Response> {
        let from = (self.page - 1).saturating_mul(self.per_page).min(all.len());
        let to = (from + self.per_page).min(all.len());
        let contents = make(&all[from..to])?;
        if self.lines {
            return Ok(open_lines(&contents));
        }
        let pages = all.len().div_ceil(self.per_page).max(1);
        open(&json!({
            "total_items": all.len(), "total_pages": pages, "page_number": self.page, "size": contents.len(),
            "first_page": self.page == 1, "last_page": self.page >= pages, "empty": contents.is_empty(),
            "contents": contents,
        }))
    }
}

/// What is asked around a postcode: places within so many metres of it, and what is offered to its wijk.
pub(super) struct Around {
    pub here: Coordinaat,
    pub metres: Option<f64>,
    pub wijk: Option<GebiedId>,
}

impl Around {
    /// From the query. A postcode lies where the places that we know with it lie.
    pub async fn of(req: &Req) -> Result<Option<Self>> {
        let metres = match req.query.opt("proximity") {
            None => None,
            Some(_) => u32::try_from(number(req, "proximity", 1, FARTHEST)?)
                .ok()
                .map(f64::from),
        };
        let Some(postcode) = req.query.opt("postcode") else {
            return match metres {
                None => Ok(None),
                Some(_) => Err(Error::field("proximity", "hsds-vraag-fout")),
            };
        };
        let asked = postcode.to_owned();
        let here = req
            .read(move |tx, view| locaties::locate_postcode(tx, view.frame.id, &asked))
            .await?
            .ok_or_else(|| Error::field("postcode", "hsds-postcode-onbekend"))?;
        Ok(Some(Self {
            here,
            metres,
            wijk: find_wijk_around(&req.view, here).map(|wijk| wijk.id),
        }))
    }

    /// Whether a place lies near enough; one that lies nobody knows where does not.
    pub fn has(&self, place: Option<(i64, i64)>) -> bool {
        let Some(metres) = self.metres else {
            return true;
        };
        let place = place.and_then(|(lat, lon)| Coordinaat::from_e6(lat, lon));
        place.is_some_and(|place| self.here.distance_to(place) <= metres)
    }

    /// Whether what is for these gebieden is for who lives there; without any it is for everybody.
    pub fn is_served(&self, frame: &Frame, gebieden: &[(Uuid, String)]) -> bool {
        let Some(wijk) = self.wijk else {
            return true;
        };
        let mut all = gebieden.iter().map(|(id, _)| frame.within(GebiedId(*id)));
        gebieden.is_empty() || all.any(|within| within.contains(&wijk))
    }
}

/// A parameter that is `true`, `false` or not there.
pub(super) fn flag(req: &Req, name: &'static str) -> Result<bool> {
    match req.query.opt(name) {
        None | Some("false") => Ok(false),
        Some("true") => Ok(true),
        Some(_) => Err(Error::field(name, "hsds-vraag-fout")),
    }
}

fn number(req: &Req, name: &'static str, usual: usize, most: usize) -> Result<usize> {
    let Some(text) = req.query.opt(name) else {
        return Ok(usual);
    };
    let number = text
        .parse()
        .ok()
        .filter(|number| (1..=most).contains(number));
    number.ok_or_else(|| Error::field(name, "hsds-vraag-fout"))
}

/// A parameter that is an id.
pub(super) fn id(req: &Req, name: &'static str) -> Result<Option<Uuid>> {
    let Some(text) = req.query.opt(name) else {
        return Ok(None);
    };
    let id = text
        .parse()
        .map_err(|_| Error::field(name, "hsds-vraag-fout"))?;
    Ok(Some(id))
}

/// A moment, or the beginning of a day.
fn since(req: &Req) -> Result<Option<jiff::Timestamp>> {
    let Some(text) = req.query.opt("modified_after") else {
        return Ok(None);
    };
    let day = || {
        let day = toets::day(text).filter(|_| text.len() == 10)?;
        day.to_zoned(req.frame.zone.clone())
            .ok()
            .map(|zoned| zoned.timestamp())
    };
    let found = text.parse().ok().or_else(day);
    found
        .map(Some)
        .ok_or_else(|| Error::field("modified_after", "hsds-vraag-fout"))
}
