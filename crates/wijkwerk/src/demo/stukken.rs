//! What the municipality sends to bodies of residents in the demo, and who gets the news of a wijk by mail.

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use kit::i18n::Lang;
use kit::mail::EmailAddress;
use kit::pdf::{Block, Letters, Sheet, Style};

use super::jaar::{Gebeurtenis, Jaar};
use crate::access::{Actor, Here, LinkHolder, LinkKind, Permission};
use crate::error::{Error, Result};
use crate::ids::LinkId;
use crate::kader::abonnementen;
use crate::kader::bestanden::{NewDocument, keep_document_blocking};
use crate::kader::stukken::{Beperkingsgrond, NewBeperking, NewStuk, Stukinhoud, actions};
use crate::layout::asset_bytes;

/// Something to be sent: how many days before the end of the year, and for how many it is not public.
struct Voorbeeld {
    before: i64,
    restricted: i64,
    grond: Beperkingsgrond,
    titel: &'static str,
    waarover: &'static str,
    tekst: &'static str,
    toelichting: &'static str,
    with_document: bool,
}

const OPEN: Voorbeeld = Voorbeeld {
    before: 0,
    restricted: 0,
    grond: Beperkingsgrond::NotDecided,
    titel: "",
    waarover: "",
    tekst: "",
    toelichting: "",
    with_document: false,
};

const VOORBEELDEN: &[Voorbeeld] = &[
    Voorbeeld {
        before: 150,
        titel: "Zo gaat het met het groen",
        waarover: "Hoeveel bomen er dit jaar bij komen, en waar.",
        tekst: "Dit jaar komen er veertig bomen bij. De meeste staan langs de drukke straten.\n\nWaar een boom weg moet, \
                komt er een terug.",
        ..OPEN
    },
    Voorbeeld {
        before: 75,
        restricted: 40,
        grond: Beperkingsgrond::Finance,
        titel: "De oude gymzaal",
        waarover: "Wat de gemeente met de lege gymzaal wil doen.",
        tekst: "De gemeente wil de gymzaal verhuren aan verenigingen uit de buurt.",
        toelichting: "Er wordt nog gesproken over de huur.",
        with_document: true,
    },
    Voorbeeld {
        before: 16,
        titel: "Werk aan de riolering",
        waarover: "Wanneer welke straat open ligt en hoe het verkeer dan rijdt.",
        tekst: "Het werk begint in het voorjaar. Elke straat is hoogstens twee weken dicht.",
        with_document: true,
        ..OPEN
    },
    Voorbeeld {
        before: 3,
        titel: "Verlichting bij de speeltuin",
        waarover: "Welke lampen er komen en tot hoe laat ze branden.",
        tekst: "Er komen zes lampen. Na elf uur schijnen ze zachter.",
        ..OPEN
    },
    Voorbeeld {
        before: 2,
        restricted: 12,
        grond: Beperkingsgrond::NotDecided,
        titel: "Voorstel voor het plein",
        waarover: "Twee tekeningen van hoe het plein er straks uitziet.",
        tekst: "Tekening een heeft meer bomen. Tekening twee heeft meer banken.",
        toelichting: "Het college kiest volgende week een tekening.",
        with_document: false,
    },
];

/// How many neighbours get the news of the first wijk, and of the second.
const LEZERS: [usize; 2] = [4, 2];

/// One step of the year.
#[derive(Clone, Copy, Debug)]
pub enum Stap {
    Send(usize),
    Subscribe,
}

fn days_before(until: Timestamp, days: i64) -> Timestamp {
    let span = SignedDuration::from_hours(24 * days);
    until.checked_sub(span).unwrap_or(until)
}

pub fn fill_agenda(jaar: &mut Jaar<'_>, place: usize, until: Timestamp) {
    for (n, one) in VOORBEELDEN.iter().enumerate() {
        let at = days_before(until, one.before);
        jaar.plan(at, place, Gebeurtenis::Stuk(Stap::Send(n)));
    }
    let at = days_before(until, 40);
    jaar.plan(at, place, Gebeurtenis::Stuk(Stap::Subscribe));
}

pub fn happen(jaar: &mut Jaar<'_>, place: usize, step: Stap) -> Result<()> {
    match step {
        Stap::Send(n) => send(jaar, place, &VOORBEELDEN[n]),
        Stap::Subscribe => subscribe(jaar, place),
    }
}

/// The paper that goes along, in the letters of the house; none where they were not built.
fn document(jaar: &Jaar<'_>, one: &Voorbeeld, made: Date) -> Result<Option<NewDocument>> {
    let letters = asset_bytes("letter-400.ttf")
        .zip(asset_bytes("letter-700.ttf"))
        .and_then(|(plain, bold)| Letters::new(plain, bold));
    let Some(letters) = letters.filter(|_| one.with_document) else {
        return Ok(None);
    };
    let sheet = Sheet {
        title: one.titel.to_owned(),
        lang: "nl",
        made,
        blocks: vec![
            Block::Text(Style::Title, one.titel.to_owned()),
            Block::Text(Style::Plain, one.waarover.to_owned()),
            Block::Text(Style::Plain, one.tekst.to_owned()),
        ],
    };
    let wrong = |error: kit::pdf::PdfError| Error::Internal(error.to_string());
    let bytes = sheet.to_pdf(&letters).map_err(wrong)?;
    let kept = keep_document_blocking(jaar.app, &bytes)?;
    Ok(kept.ok())
}

/// Somebody who sends to every body of residents sends it.
fn send(jaar: &mut Jaar<'_>, place: usize, one: &Voorbeeld) -> Result<()> {
    let frame = jaar.plaatsen[place].frame.clone();
    let today = frame.today(jaar.app.clock().now());
    let organen: Vec<_> = frame
        .organen
        .iter()
        .filter(|orgaan| orgaan.is_bewonersorgaan())
        .cloned()
        .collect();
    let people = jaar.plaatsen[place].mensen.alle.clone();
    let mut chosen = None;
    for person in &people {
        let actor = jaar.as_person(place, person)?;
        let reached: Vec<_> = organen
            .iter()
            .filter(|orgaan| {
                let mut wijken = orgaan.gebieden.iter();
                wijken.any(|wijk| actor.may(Permission::StukSend, &Here::gebied(*wijk)))
            })
            .map(|orgaan| orgaan.id)
            .collect();
        if !reached.is_empty() {
            chosen = Some((actor, reached));
            break;
        }
    }
    let Some((actor, organen)) = chosen else {
        return Ok(());
    };
    let until = i32::try_from(one.restricted).unwrap_or(0);
    let until = today.saturating_add(jiff::Span::new().days(until));
    let new = NewStuk {
        inhoud: Stukinhoud {
            titel: one.titel.to_owned(),
            waarover: one.waarover.to_owned(),
            tekst: one.tekst.to_owned(),
            document: document(jaar, one, today)?,
        },
        organen,
        wijken: Vec::new(),
        beperking: (one.restricted > 0).then(|| NewBeperking {
            until: Some(until),
            grond: Some(one.grond),
            toelichting: one.toelichting.to_owned(),
        }),
    };
    jaar.app
        .write_blocking(&frame, &actor, move |ctx| actions::send(ctx, &new, None))
        .map(drop)
}

/// Neighbours ask for the news of the first two wijken and say that the address is theirs; one does not.
fn subscribe(jaar: &mut Jaar<'_>, place: usize) -> Result<()> {
    let frame = jaar.plaatsen[place].frame.clone();
    let wijken: Vec<_> = frame
        .wijken()
        .map(|wijk| wijk.id)
        .take(LEZERS.len())
        .collect();
    for (n, (wijk, count)) in wijken.into_iter().zip(LEZERS).enumerate() {
        for m in 0..count {
            let lang = if m == 1 { Lang::En } else { Lang::Nl };
            let email = EmailAddress::parse(&format!("lezer{n}{m}@bewoners.example"))
                .map_err(|error| Error::Internal(error.to_string()))?;
            let id = jaar
                .app
                .write_blocking(&frame, &Actor::Nobody, move |ctx| {
                    abonnementen::actions::ask(ctx, wijk, &email, lang)
                })?;
            let holder = Actor::Link(LinkHolder {
                id: LinkId(id.0),
                kind: LinkKind::Abonnement,
                subject: id.0,
                holder: id.0,
            });
            if (n, m) != (1, 0) {
                jaar.app
                    .write_blocking(&frame, &holder, abonnementen::actions::confirm)?;
            }
        }
    }
    Ok(())
}
