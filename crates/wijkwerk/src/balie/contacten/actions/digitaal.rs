//! A question that a resident asks on the website: an open question of the desk from then on (L-22).

use uuid::Uuid;

use super::{DIGITAAL, note_contact};
use crate::balie::contacten::model::{
    Contactpersoon, Doel, NewContact, NewVraag, OwnQuestion, Reply, Uitkomst,
};
use crate::balie::contacten::{persoon, rules, store};
use crate::error::{Error, FieldError, Result, Sentence};
use crate::frame::Frame;
use crate::ids::ContactvraagId;
use crate::write::Write;

/// Every fault of a question at once; otherwise how the answer is given.
pub fn check_online(frame: &Frame, new: &OwnQuestion) -> Result<Reply> {
    let mut faults = Vec::new();
    let mut fault = |field, key| {
        faults.push(FieldError {
            field,
            sentence: Sentence::new(key),
        });
    };
    let vraag = one_line(&new.vraag);
    if vraag.is_empty() {
        fault("vraag", "vraag-online-leeg");
    } else if vraag.chars().count() > rules::LONGEST {
        fault("vraag", "contact-vraag-lang");
    } else if rules::is_personal(&vraag) {
        fault("vraag", "vraag-online-hoort-dit-hier");
    }
    if new.gebied.is_some_and(|id| frame.gebied(id).is_none()) {
        fault("wijk", "contact-gebied-onbekend");
    }
    match new.reply {
        None => fault("antwoord", "vraag-online-hoe-kies"),
        Some(Reply::Mail) => match &new.email {
            None => fault("email", "vraag-online-email-nodig"),
            Some(email) if !persoon::is_email(email) => fault("email", "fout-email"),
            Some(_) => {}
        },
        Some(Reply::Call) => match &new.telefoon {
            None => fault("telefoon", "vraag-online-telefoon-nodig"),
            Some(phone) if !persoon::is_phone(phone) => {
                fault("telefoon", "melden-telefoon-fout");
            }
            Some(_) => {}
        },
        Some(Reply::Nothing) => {}
    }
    match new.reply {
        Some(reply) if faults.is_empty() => Ok(reply),
        _ => Err(Error::Invalid(faults)),
    }
}

/// Asks the desk something. Everybody may, and nothing about a person is needed (INV-19); nobody in particular owes the
/// answer, with the term of every open question.
pub fn ask_online(
    ctx: &mut Write<'_>,
    new: &OwnQuestion,
    request: Option<Uuid>,
) -> Result<ContactvraagId> {
    if let Some(answer) = ctx.answered(request)? {
        return answer
            .parse()
            .map_err(|_| Error::Internal("remembered answer".into()));
    }
    let frame = ctx.frame.clone();
    let reply = check_online(&frame, new)?;
    let topics = &frame.inrichting.onderwerpen;
    let chosen = new.onderwerp.as_deref();
    let chosen = chosen.and_then(|key| topics.iter().find(|topic| topic.sleutel == key));
    // The last of the list is what fits nowhere else.
    let Some(topic) = chosen.or(topics.last()) else {
        return Err(Error::refused("wijkvraag-geen-onderwerpen"));
    };
    let uitkomst = match reply {
        Reply::Call => Uitkomst::CallBack,
        Reply::Mail | Reply::Nothing => Uitkomst::Open,
    };
    let contact = NewContact {
        kanaal: DIGITAAL.to_owned(),
        infopunt: None,
        gebied: new.gebied,
        bijeenkomst: None,
        vragen: vec![NewVraag {
            vraag: one_line(&new.vraag),
            ..NewVraag::about(&topic.sleutel, uitkomst)
        }],
        geraadpleegd: Vec::new(),
    };
    let contact = note_contact(ctx, &contact, None, None)?;
    let gemeente = ctx.gemeente();
    if let Some(person) = person(new, reply) {
        let found = store::get_contact(ctx, gemeente, contact)?;
        persoon::keep(ctx, &found, &person)?;
    }
    let vragen = store::list_vragen(ctx, gemeente, contact)?;
    let id = vragen
        .first()
        .map(|vraag| vraag.id)
        .ok_or(Error::Internal("a contact without questions".into()))?;
    ctx.remember(request, &id.to_string())?;
    Ok(id)
}

/// A question as the desk keeps it: every run of white space one space.
fn one_line(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ")
}

/// No more than the answer needs: an address to mail to, or a number to call.
fn person(new: &OwnQuestion, reply: Reply) -> Option<Contactpersoon> {
    let taal = Some(new.taal.clone());
    match reply {
        Reply::Mail => Some(Contactpersoon {
            doel: Some(Doel::Send),
            email: new.email.clone(),
            taal,
            ..Contactpersoon::default()
        }),
        Reply::Call => Some(Contactpersoon {
            doel: Some(Doel::CallBack),
            telefoon: new.telefoon.clone(),
            wanneer: Some(new.wanneer),
            taal,
            ..Contactpersoon::default()
        }),
        Reply::Nothing => None,
    }
}
