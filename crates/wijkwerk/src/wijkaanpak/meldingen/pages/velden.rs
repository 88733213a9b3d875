//! What somebody filled in, read from the form and shown again when something is not right.

use axum::body::Bytes;
use kit::files::FileHash;
use uuid::Uuid;

use super::super::actions::subjects;
use super::super::model::{Bron, Contactgegevens, NewMelding};
use super::super::rules;
use super::{colour_of, icon_of};
use crate::error::{FieldError, Result, Sentence};
use crate::frame::pick;
use crate::http::{Form, Req, View};
use crate::kader::bestanden::{self, NewPhoto};
use crate::kader::gebieden::{Coordinaat, speldkaart};
use crate::kader::inrichting::Tekst;

/// The fields of the form.
#[derive(Clone, Default)]
pub(super) struct Velden {
    pub aanvraag: String,
    /// The secret of the link that the reporter gets, so that sending twice leads to one page.
    pub sleutel: String,
    /// Photos that came along before and were all right.
    pub klaar: Vec<NewPhoto>,
    pub lat: String,
    pub lon: String,
    pub adres: String,
    pub wijk: String,
    pub onderwerp: String,
    pub omschrijving: String,
    pub naam: String,
    pub email: String,
    pub telefoon: String,
    pub kanaal: String,
    pub namens: String,
}

impl Velden {
    /// An empty form.
    pub fn fresh(view: &View, wijk: &str) -> Self {
        Self {
            aanvraag: view.app.ids().next(view.now).to_string(),
            sleutel: view.app.token(),
            wijk: wijk.to_owned(),
            ..Self::default()
        }
    }

    /// The form as it was sent; photos apart.
    pub fn read(view: &View, form: &Form) -> Self {
        let text = |name: &str| form.text(name).to_owned();
        let aanvraag = form
            .request_id()
            .unwrap_or_else(|| view.app.ids().next(view.now));
        let sleutel = form
            .opt("sleutel")
            .filter(|token| is_token(token))
            .map_or_else(|| view.app.token(), ToOwned::to_owned);
        Self {
            aanvraag: aanvraag.to_string(),
            sleutel,
            klaar: Vec::new(),
            lat: text("lat"),
            lon: text("lon"),
            adres: text("adres"),
            wijk: text("wijk"),
            onderwerp: text("onderwerp"),
            omschrijving: text("omschrijving"),
            naam: text("naam"),
            email: text("email"),
            telefoon: text("telefoon"),
            kanaal: text("kanaal"),
            namens: text("namens"),
        }
    }

    /// Takes the photos of the form in: those of before and those that come now. Answers what is wrong with them.
    pub async fn keep_photos(&mut self, req: &Req) -> Result<Vec<FieldError>> {
        let most = req.app.config().limits.photos;
        let wanted: Vec<String> = req
            .form
            .all("foto_klaar")
            .into_iter()
            .take(most)
            .map(ToOwned::to_owned)
            .collect();
        if !wanted.is_empty() {
            self.klaar = req
                .app
                .run_blocking(move |app| {
                    Ok(wanted.iter().filter_map(|name| ready(app, name)).collect())
                })
                .await?;
        }
        let mut faults = Vec::new();
        let mut fault = |sentence| {
            faults.push(FieldError {
                field: "foto",
                sentence,
            });
        };
        for upload in req.form.files("foto") {
            if self.klaar.len() >= most {
                let most = i64::try_from(most).unwrap_or(5);
                fault(Sentence::new("foto-te-veel").with("aantal", most));
                break;
            }
            let bytes: Bytes = upload.bytes.clone();
            match bestanden::keep(&req.app, bytes).await? {
                Ok(photo) => self.klaar.push(photo),
                Err(sentence) => {
                    let name: String = upload.name.chars().take(60).collect();
                    fault(sentence.with("naam", name));
                }
            }
        }
        Ok(faults)
    }

    /// The pin, if there is one that can be read.
    pub fn place(&self) -> Option<Coordinaat> {
        Coordinaat::parse(&self.lat, &self.lon).ok()
    }

    /// The id of this form.
    pub fn request(&self) -> Option<Uuid> {
        self.aanvraag.parse().ok()
    }

    /// What is wrong with the form before anything is asked of the melding itself.
    pub fn faults(&self) -> Vec<FieldError> {
        let given = !self.lat.is_empty() || !self.lon.is_empty();
        let mut faults = Vec::new();
        if given && self.place().is_none() {
            faults.push(FieldError {
                field: "plek",
                sentence: Sentence::new("fout-coordinaat"),
            });
        }
        if self.adres.chars().count() > 200 {
            faults.push(FieldError {
                field: "adres",
                sentence: Sentence::new("melden-adres-lang"),
            });
        }
        faults
    }

    /// Who to tell, as far as that was filled in.
    pub fn contact(&self, view: &View) -> Contactgegevens {
        let opt = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
        Contactgegevens {
            naam: opt(&self.naam),
            email: opt(&self.email),
            telefoon: opt(&self.telefoon),
            taal: view.lang.html().to_owned(),
        }
    }

    /// The melding that this form asks for.
    pub fn melding(
        &self,
        view: &View,
        kanaal: &str,
        bron: Bron,
        bron_id: Option<Uuid>,
    ) -> NewMelding {
        NewMelding {
            gebied: view.frame.gebied_by_key(&self.wijk).map(|wijk| wijk.id),
            place: self.place(),
            near_home: rules::has_house_number(&self.adres),
            onderwerp: Some(self.onderwerp.clone()).filter(|key| !key.is_empty()),
            omschrijving: self.omschrijving.clone(),
            plaats: Some(self.adres.clone()).filter(|text| !text.is_empty()),
            kanaal: kanaal.to_owned(),
            bron,
            bron_id,
            contact: self.contact(view),
            photos: self.klaar.clone(),
            token: self.sleutel.clone(),
            external: None,
            raised_on: None,
        }
    }
}

fn is_token(text: &str) -> bool {
    data_encoding::BASE64URL_NOPAD
        .decode(text.as_bytes())
        .is_ok_and(|bytes| bytes.len() == 24)
}

/// A photo that was taken in before: both its files are there, and they are photos.
fn ready(app: &crate::app::App, name: &str) -> Option<NewPhoto> {
    let (hash, thumbnail) = name.split_once('.')?;
    let photo = |hash: &str| -> Option<i64> {
        let hash: FileHash = hash.parse().ok()?;
        let bytes = app.files().get(&hash).ok()??;
        bytes.starts_with(&[0xff, 0xd8]).then_some(())?;
        i64::try_from(bytes.len()).ok()
    };
    let bytes = photo(hash)?;
    photo(thumbnail)?;
    Some(NewPhoto {
        hash: hash.to_owned(),
        thumbnail: thumbnail.to_owned(),
        bytes,
    })
}

/// Something to choose.
pub(super) struct Keuze {
    pub waarde: String,
    pub naam: String,
    pub voorbeeld: String,
    pub icon: &'static str,
    pub kleur: usize,
    pub gekozen: bool,
}

/// What the form shows besides what was filled in.
pub(super) struct Beeld {
    pub svg: String,
    pub west: String,
    pub oost: String,
    pub zuid: String,
    pub noord: String,
    pub breedte: u32,
    pub hoogte: String,
    pub onderwerpen: Vec<Keuze>,
    pub wijken: Vec<Keuze>,
    pub most_photos: usize,
    /// The name under which the browser keeps a draft.
    pub draft: String,
}

/// Makes the map and the choices.
pub(super) fn beeld(view: &View, velden: &Velden, title: &str) -> Result<Beeld> {
    let frame = &view.frame;
    let kaart = speldkaart(frame, title)?;
    Ok(Beeld {
        svg: kaart.svg,
        west: kaart.west,
        oost: kaart.oost,
        zuid: kaart.zuid,
        noord: kaart.noord,
        breedte: kaart.breedte,
        hoogte: kaart.hoogte,
        onderwerpen: onderwerpen(view, &velden.onderwerp),
        wijken: wijken(view, velden),
        most_photos: view.app.config().limits.photos,
        draft: format!("melden-{}", frame.slug),
    })
}

fn onderwerpen(view: &View, chosen: &str) -> Vec<Keuze> {
    let inrichting = &view.frame.inrichting;
    let voorbeeld = |key: &str| -> Option<&Tekst> {
        let thema = inrichting.themas.iter().find(|thema| thema.sleutel == key);
        let discipline = inrichting.disciplines.iter().find(|vak| vak.sleutel == key);
        thema
            .map(|thema| &thema.voorbeeld)
            .or(discipline.map(|vak| &vak.voorbeeld))
    };
    subjects(inrichting)
        .into_iter()
        .map(|key| Keuze {
            naam: view.frame.subject_name(view.lang, &key),
            voorbeeld: voorbeeld(&key).map_or_else(String::new, |text| pick(view.lang, text)),
            icon: icon_of(&key),
            kleur: colour_of(&view.frame, &key),
            gekozen: key == chosen,
            waarde: key,
        })
        .collect()
}

/// The wijken to choose from: where a pin may lie in several, only those.
fn wijken(view: &View, velden: &Velden) -> Vec<Keuze> {
    let possible = velden
        .place()
        .and_then(|place| view.frame.plaatsen.lookup(place))
        .map(|plek| plek.wijken)
        .filter(|keys| keys.len() > 1)
        .unwrap_or_default();
    let mut all: Vec<Keuze> = view
        .frame
        .wijken()
        .filter(|wijk| possible.is_empty() || possible.contains(&wijk.sleutel))
        .map(|wijk| Keuze {
            waarde: wijk.sleutel.clone(),
            naam: wijk.naam.clone(),
            voorbeeld: String::new(),
            icon: "pin",
            kleur: 1,
            gekozen: wijk.sleutel == velden.wijk,
        })
        .collect();
    all.sort_by(|a, b| a.naam.cmp(&b.naam));
    all
}
