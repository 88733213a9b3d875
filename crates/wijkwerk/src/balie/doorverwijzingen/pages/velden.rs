//! What the forms of a referral were filled in with.

use uuid::Uuid;

use crate::balie::doorverwijzingen::model::{NewDoorverwijzing, Persoon, Vervolg, Wijze};
use crate::error::{Error, FieldError, Result, Sentence};
use crate::http::{Form, Req, View};
use crate::ids::OrganisatieId;

fn filled(form: &Form, name: &str) -> Option<String> {
    let text = form.text(name).trim();
    (!text.is_empty()).then(|| text.to_owned())
}

/// The organisation that was chosen: from those that take it, or any other.
fn target(form: &Form) -> Result<OrganisatieId> {
    form.parsed::<Uuid>("anders")
        .or_else(|| form.parsed::<Uuid>("naar"))
        .map(OrganisatieId)
        .ok_or(Error::field("naar", "verwijs-naar-kies"))
}

/// A moment as a form gives it, in the time of the gemeente.
fn moment(view: &View, form: &Form) -> Result<Option<jiff::Timestamp>> {
    let Some(text) = filled(form, "moment") else {
        return Ok(None);
    };
    let local: jiff::civil::DateTime = text
        .parse()
        .map_err(|_| Error::field("moment", "verwijs-moment-fout"))?;
    let zoned = local
        .to_zoned(view.frame.zone.clone())
        .map_err(|_| Error::field("moment", "verwijs-moment-fout"))?;
    Ok(Some(zoned.timestamp()))
}

/// The referral that a form asks for.
pub(super) fn wanted(req: &Req) -> Result<NewDoorverwijzing> {
    let form = &req.form;
    let taal = match form.text("taal") {
        "en" => "en",
        _ => "nl",
    };
    let wijze =
        Wijze::from_word(form.text("wijze")).ok_or(Error::field("wijze", "verwijs-wijze-kies"))?;
    let naar = target(form);
    let moment = moment(&req.view, form);
    let mut faults: Vec<FieldError> = Vec::new();
    for wrong in [naar.as_ref().err(), moment.as_ref().err()] {
        if let Some(Error::Invalid(found)) = wrong {
            faults.extend(found.iter().cloned());
        }
    }
    if form.text("onderwerp").is_empty() {
        faults.push(FieldError {
            field: "onderwerp",
            sentence: Sentence::new("verwijs-onderwerp-kies"),
        });
    }
    if !faults.is_empty() {
        return Err(Error::Invalid(faults));
    }
    Ok(NewDoorverwijzing {
        contact: form.parsed::<Uuid>("contact").map(Into::into),
        onderwerp: form.text("onderwerp").to_owned(),
        item: form.parsed::<Uuid>("item").map(Into::into),
        naar: naar?,
        locatie: form.parsed::<Uuid>("locatie").map(Into::into),
        gebied: form.parsed("gebied"),
        infopunt: form.parsed::<Uuid>("punt").map(Into::into),
        wijze,
        appointment_at: moment?.filter(|_| wijze == Wijze::Appointment),
        persoon: Persoon {
            naam: filled(form, "naam"),
            telefoon: filled(form, "telefoon"),
            email: filled(form, "email"),
            taal: taal.to_owned(),
            vraag: filled(form, "vraag"),
        },
        secret: req.app.ids().bytes(),
    })
}

/// Where a form sends the resident on to.
pub(super) fn next(req: &Req) -> Result<Vervolg> {
    let form = &req.form;
    let wijze =
        Wijze::from_word(form.text("wijze")).ok_or(Error::field("wijze", "verwijs-wijze-kies"))?;
    Ok(Vervolg {
        naar: target(form)?,
        item: form.parsed::<Uuid>("item").map(Into::into),
        wijze,
        appointment_at: moment(&req.view, form)?.filter(|_| wijze == Wijze::Appointment),
        secret: req.app.ids().bytes(),
    })
}
