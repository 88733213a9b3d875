//! One of everything that the slices know, made by their own actions, for the paths and samples of routes.
//!
//! Each slice adds its objects here when it lands. Names are those of path parameters; `{name}.toont` is a text that a
//! page about that object must show, `{route}/{name}.toont` one that only this page must. Objects lie in the first wijk,
//! belong to its team, and to the organisation of the team's member; under `{route}/{name}` stands one in the state that
//! this route needs. What an inrichting leaves no room for is not there.

mod doorgezet;
mod doorverwijzingen;
mod formatie;
mod kennis;
mod roosters;
mod stukken;
mod werkplannen;
mod wijkvragen;

use image::ExtendedColorType;
use image::codecs::jpeg::JpegEncoder;
use kit::db::Queries as _;

use super::{TestApp, people};
use crate::access::{Actor, Here, Permission};
use crate::balie::kennisbank::inlezen::{self, Aanbieder, Incoming, IncomingLocatie};
use crate::balie::kennisbank::uitwisseling;
use crate::error::Result;
use crate::http::Samples;
use crate::ids::{GebiedId, MeldingFotoId, MeldingId, OrgaanId};
use crate::kader::bestanden::{self, NewPhoto};
use crate::kader::bewijzen::Bewijs;
use crate::wijkaanpak::meldingen::actions::{subjects, submit};
use crate::wijkaanpak::meldingen::triage::triage;
use crate::wijkaanpak::meldingen::{self, Bron, Contactgegevens, NewMelding, TriageOutcome, fotos};
use crate::wijkaanpak::taken::{self, zorg};
use crate::write::Write;

/// Makes the objects and answers their ids.
pub fn make(app: &TestApp) -> Samples {
    let mut made = Samples::default();
    let frame = app.frame(app.slug());
    let Some(wijk) = frame.wijken().next() else {
        return made;
    };
    let gebied = wijk.id;
    let mut put = |name: &str, value: String| made.0.insert(name.to_owned(), value);
    put("wijk_id", gebied.to_string());
    put("inrichting", format!("{}-demo", app.slug()));
    let keys = subjects(&frame.inrichting);
    if let Some(key) = keys.first() {
        put("onderwerp", key.clone());
    }
    if let Some(thema) = frame.inrichting.themas.first() {
        put("thema", thema.sleutel.clone());
    }
    put("soort", "melding".to_owned());
    if let Some(onderwerp) = frame.inrichting.onderwerpen.first() {
        put("vraagonderwerp", onderwerp.sleutel.clone());
    }
    meldingen(app, gebied, &mut made);
    kennis::make(app, &mut made);
    uitwisseling(app, &mut made);
    super::balie::make(app, gebied, &mut made);
    if let Some(team) = people::team_of(&frame, gebied) {
        zetels(app, team.id, &mut made);
        werkplannen::make(app, gebied, team.id, &mut made);
    }
    doorverwijzingen::make(app, gebied, &mut made);
    formatie::make(app, gebied, &mut made);
    roosters::make(app, &mut made);
    stukken::make(app, gebied, &mut made);
    wijkvragen::make(app, gebied, &mut made);
    doorgezet::make(app, gebied, &mut made);
    made
}

/// The bytes of a file that a sample names as `veld=@naam`.
pub fn file(app: &TestApp, name: &str) -> Vec<u8> {
    if name.ends_with(".geojson") {
        return cbs_map(&app.inrichting(app.slug()).gemeente.cbs_code);
    }
    if name.ends_with(".ics") {
        return CALENDAR.as_bytes().to_vec();
    }
    if name.ends_with(".csv") {
        return SHEET.as_bytes().to_vec();
    }
    if name.ends_with(".pdf") {
        return stukken::PDF.to_vec();
    }
    jpeg()
}

const GEMELD: &str = "De stoep ligt los bij de hoek.";

/// A calendar as a telephone gives it out, with one busy morning.
const CALENDAR: &str = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Proef//NL\r\nBEGIN:VEVENT\r\nUID:1@proef.example\r\n\
    SUMMARY:Geheim\r\nDTSTART;TZID=Europe/Amsterdam:20260310T090000\r\nDURATION:PT3H\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";

/// A sheet of the kennisbank with one text that is not there yet.
const SHEET: &str = "titel;samenvatting;onderwerp\nSamen eten;Elke woensdag eten wij samen.;geld\n";

/// One square wijk of this gemeente, as CBS would give it.
fn cbs_map(gemeente: &str) -> Vec<u8> {
    let digits = gemeente.trim_start_matches("GM");
    serde_json::json!({
        "type": "FeatureCollection",
        "features": [{
            "type": "Feature",
            "properties": { "wijkcode": format!("WK{digits}01"), "wijknaam": "Een", "gemeentecode": gemeente },
            "geometry": {
                "type": "Polygon",
                "coordinates": [[[5.0, 52.0], [5.01, 52.0], [5.01, 52.01], [5.0, 52.01], [5.0, 52.0]]],
            },
        }],
    })
    .to_string()
    .into_bytes()
}

/// The first role that may do this in the sample wijk.
pub(super) fn who_may(app: &TestApp, permission: Permission, here: &Here) -> Option<Actor> {
    app.roles(app.slug())
        .iter()
        .filter(|rol| app.person_in(app.slug(), rol).is_some())
        .map(|rol| app.actor(rol))
        .find(|actor| actor.may(permission, here))
}

/// What was made; a fault in making a sample is a fault of the sample.
pub(super) fn done<T>(what: &str, result: Result<T>) -> T {
    result.unwrap_or_else(|error| panic!("no sample of {what}: {error:?}"))
}

fn jpeg() -> Vec<u8> {
    let (width, height) = (32_u32, 24_u32);
    let pixels: Vec<u8> = (0..width * height)
        .flat_map(|n| [u8::try_from(n % 256).unwrap_or(0), 120, 90])
        .collect();
    let mut jpeg = Vec::new();
    JpegEncoder::new_with_quality(&mut jpeg, 70)
        .encode(&pixels, width, height, ExtendedColorType::Rgb8)
        .expect("memory takes what is written and the sizes agree");
    jpeg
}

/// A small photo, checked and kept as an uploaded one.
fn photo(app: &TestApp) -> NewPhoto {
    done("a photo", bestanden::keep_blocking(&app.app, &jpeg())).expect("what was drawn is a photo")
}

fn raise(app: &TestApp, gebied: GebiedId, token: &str, photos: Vec<NewPhoto>) -> MeldingId {
    let frame = app.frame(app.slug());
    let sleutel = frame.gebied(gebied).map(|wijk| wijk.sleutel.clone());
    let new = NewMelding {
        gebied: Some(gebied),
        place: sleutel.and_then(|key| frame.plaatsen.middle_of(&key)),
        near_home: false,
        onderwerp: subjects(&frame.inrichting).first().cloned(),
        omschrijving: GEMELD.to_owned(),
        plaats: Some("Lange Laan".to_owned()),
        kanaal: "digitaal".to_owned(),
        bron: Bron::Bewoner,
        bron_id: None,
        contact: Contactgegevens {
            naam: None,
            email: Some("bewoner@bewoners.example".to_owned()),
            telefoon: None,
            taal: "nl".to_owned(),
        },
        photos,
        token: token.to_owned(),
        external: None,
        raised_on: None,
    };
    let made = app.write(&Actor::Nobody, move |ctx| submit(ctx, &new, None));
    done("a melding", made).id
}

/// What the gemeente calls a melding.
fn number(app: &TestApp, id: MeldingId) -> String {
    let gemeente = app.frame(app.slug()).id;
    let found = app
        .app
        .db()
        .read_blocking(move |tx| meldingen::get_melding(tx, gemeente, id));
    done("a number", found).nummer.to_string()
}

/// What the pages about this melding show: its number, or where that is not told the way to another page about it.
fn shown(id: MeldingId, nummer: &str, put: &mut impl FnMut(&str, String) -> Option<String>) {
    put("meldingen.een/melding.toont", format!("Nummer {nummer}"));
    put("link/token.toont", format!("Melding {nummer}"));
    put(
        "publiek.melding/melding.toont",
        format!("Dit is nummer {nummer}."),
    );
    put(
        "draad.melding/melding.toont",
        format!("/draad-openbaar/melding/{id}"),
    );
    put(
        "draad.openbaar.melding/melding.toont",
        format!("/melding-openbaar/{id}"),
    );
}

/// One that the team works on, and one that waits.
fn meldingen(app: &TestApp, gebied: GebiedId, made: &mut Samples) {
    let frame = app.frame(app.slug());
    let here = Here::gebied(gebied);
    let token = app.app.token();
    let kept = photo(app);
    let id = raise(app, gebied, &token, vec![kept.clone()]);
    let waiting = raise(app, gebied, &app.app.token(), Vec::new());
    let mut put = |name: &str, value: String| made.0.insert(name.to_owned(), value);
    put("melding", id.to_string());
    put("id", id.to_string());
    put("token", token);
    let gemeente = frame.id;
    put("nummer", number(app, waiting));
    shown(id, &number(app, id), &mut put);
    let foto: Option<MeldingFotoId> = done(
        "a photo",
        app.app.db().read_blocking(move |tx| {
            Ok::<_, crate::error::Error>(tx.query_opt(
                "SELECT id FROM melding_fotos WHERE gemeente_id = $1 AND melding_id = $2 ORDER BY id LIMIT 1",
                &[&gemeente, &id],
                |row| row.get(0),
            )?)
        }),
    );
    let Some(decider) = who_may(app, Permission::MeldingTriage, &here) else {
        return;
    };
    if let Some(foto) = foto {
        put("foto", foto.to_string());
        put("hash", kept.hash.clone());
        put("link.foto/foto", kept.hash.clone());
        done(
            "a released photo",
            app.write(&decider, move |ctx| fotos::release(ctx, id, foto, &kept)),
        );
    }
    let disciplines: Vec<String> = frame
        .inrichting
        .disciplines
        .iter()
        .take(2)
        .map(|vak| vak.sleutel.clone())
        .collect();
    let outcome = TriageOutcome::Taken { disciplines };
    let judged = app.app.token();
    let (finished, same) = (raise(app, gebied, &judged, Vec::new()), outcome.clone());
    put("link.oordeel/token", judged);
    done(
        "a finished melding",
        app.write(&decider, move |ctx| finish(ctx, finished, &same)),
    );
    done(
        "a decision",
        app.write(&decider, move |ctx| triage(ctx, id, &outcome).map(drop)),
    );
    let tasks = done(
        "tasks",
        app.app
            .db()
            .read_blocking(move |tx| taken::list_of_melding(tx, gemeente, id)),
    );
    let Some(taak) = tasks.first().map(|taak| taak.id) else {
        return;
    };
    put("taak", taak.to_string());
    put("taak.toont", GEMELD.to_owned());
    let today = frame.today(app.clock.now());
    if let Some(assigner) = who_may(app, Permission::TaakAssign, &here) {
        let crew = who_may(app, Permission::TaakExecute, &here)
            .and_then(|crew| crew.account().map(|a| a.id));
        if let Some(crew) = crew {
            put("vakkracht", crew.to_string());
        }
        done(
            "an assigned task",
            app.write(&assigner, move |ctx| {
                taken::assign(ctx, taak, crew, Some(today), 0)
            }),
        );
    }
    if let Some(signaller) = who_may(app, Permission::TaakExecute, &here) {
        let zorg = done(
            "a zorgsignaal",
            app.write(&signaller, move |ctx| {
                zorg::signal(ctx, taak, "bewoner", true)
            }),
        );
        put("zorg", zorg.to_string());
        if let Some(taker) = who_may(app, Permission::ZorgRead, &here) {
            let taken_up = done(
                "a zorgsignaal that was taken up",
                app.write(&signaller, move |ctx| {
                    zorg::signal(ctx, taak, "huis", false)
                }),
            );
            done(
                "taking it up",
                app.write(&taker, move |ctx| zorg::move_on(ctx, taken_up, false)),
            );
            put("zorg.afsluiten/zorg", taken_up.to_string());
        }
    }
}

/// Decided on and done: its reporter has the last word.
fn finish(ctx: &mut Write<'_>, id: MeldingId, outcome: &TriageOutcome) -> Result<()> {
    triage(ctx, id, outcome)?;
    let seen = Bewijs::Visit {
        by: "Wij".to_owned(),
        on: ctx.today(),
        seen: "De tegels liggen weer vast en vlak.".to_owned(),
    };
    meldingen::actions::complete(ctx, id, &seen, "De stoep is weer heel.")
}

fn zetels(app: &TestApp, orgaan: OrgaanId, made: &mut Samples) {
    let frame = app.frame(app.slug());
    let (gemeente, today) = (frame.id, frame.today(app.clock.now()));
    let all = app
        .app
        .db()
        .read_blocking(move |tx| {
            crate::kader::organisaties::list_zetels(tx, gemeente, orgaan, today)
        })
        .unwrap_or_default();
    let guest = all.iter().find(|zetel| zetel.soort == "guest");
    if let Some(zetel) = guest {
        made.0.insert("gastzetel".to_owned(), zetel.id.to_string());
    }
}

/// Something that others can read: an offer at a place, of the first organisation.
fn uitwisseling(app: &TestApp, made: &mut Samples) {
    let frame = app.frame(app.slug());
    let Some(owner) = frame.organisaties.first() else {
        return;
    };
    let row = Incoming {
        bron: "catalogus".to_owned(),
        extern_id: "voorbeeld-uitwisseling".to_owned(),
        organisatie: Some(Aanbieder {
            naam: owner.naam.clone(),
            ..Aanbieder::default()
        }),
        actief: true,
        titel: "Samen repareren".to_owned(),
        samenvatting: "Neem mee wat stuk is.".to_owned(),
        locaties: vec![IncomingLocatie {
            extern_id: "voorbeeld-hal".to_owned(),
            naam: "De hal".to_owned(),
            ..IncomingLocatie::default()
        }],
        ..Incoming::default()
    };
    let taken = app.write(&Actor::Command, move |ctx| inlezen::take_in(ctx, &row));
    done("an offer", taken);
    let values = app
        .app
        .db()
        .read_blocking(move |tx| uitwisseling::samples(tx, &frame));
    for (name, id) in done("what others read", values) {
        made.0.insert(name.to_owned(), id.to_string());
    }
}
