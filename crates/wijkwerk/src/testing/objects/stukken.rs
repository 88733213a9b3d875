//! A stuk that everybody reads and one that is still restricted, sent to a body of residents with a member.

use super::super::TestApp;
use super::done;
use crate::access::Actor;
use crate::http::Samples;
use crate::ids::{GebiedId, OrgaanId};
use crate::kader::accounts::actions::{Appointment, appoint};
use crate::kader::bestanden::keep_document_blocking;
use crate::kader::organisaties::actions::found_bewonersorgaan;
use crate::kader::stukken::{Beperkingsgrond, NewBeperking, NewStuk, Stukinhoud, actions};

/// The smallest document that is taken.
pub(super) const PDF: &[u8] =
    b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n";

/// Who sits in a body of residents.
const MEMBERS: &[&str] = &["bewonersorgaanlid", "bewonersorgaanvoorzitter"];

/// The body of residents of this gebied; founded if there is none.
fn orgaan_of(app: &TestApp, gebied: GebiedId) -> OrgaanId {
    let frame = app.frame(app.slug());
    let found = frame
        .organen
        .iter()
        .find(|orgaan| orgaan.is_bewonersorgaan() && orgaan.gebieden.contains(&gebied));
    if let Some(orgaan) = found {
        return orgaan.id;
    }
    let founded = app.write(&Actor::Command, move |ctx| {
        found_bewonersorgaan(ctx, gebied, "Bewoners van hier", None)
    });
    app.app.forget_frame(app.slug());
    done("a body of residents", founded)
}

/// Those who sit in such bodies sit in this one too.
fn seat_members(app: &TestApp, orgaan: OrgaanId) {
    for rol in MEMBERS {
        let Some(person) = app.person_in(app.slug(), rol) else {
            continue;
        };
        let actor = app.actor(rol);
        let sits = actor
            .account()
            .is_some_and(|account| account.organen().any(|own| own == orgaan));
        let (account, rol) = (person.account, (*rol).to_owned());
        if sits {
            continue;
        }
        let given = app.write(&Actor::Command, move |ctx| {
            let wanted = Appointment {
                account,
                rol: rol.clone(),
                scope_kind: "orgaan",
                scope_id: Some(orgaan.0),
                organisatie: None,
                deputy_of: None,
                from: ctx.today(),
                until: None,
            };
            appoint(ctx, &wanted)
        });
        done("a member", given);
    }
}

pub(super) fn make(app: &TestApp, gebied: GebiedId, made: &mut Samples) {
    let orgaan = orgaan_of(app, gebied);
    seat_members(app, orgaan);
    let kept = done("a document", keep_document_blocking(&app.app, PDF));
    let document = kept.expect("what was written is a document");
    let today = app.frame(app.slug()).today(app.clock.now());
    let until = today.tomorrow().ok();
    let send = |beperking: Option<NewBeperking>| {
        let new = NewStuk {
            inhoud: Stukinhoud {
                titel: "Plan voor het plein".to_owned(),
                waarover: "Hoe het plein er straks uitziet.".to_owned(),
                tekst: "Er komen bomen.\n\nEn banken.".to_owned(),
                document: Some(document.clone()),
            },
            organen: vec![orgaan],
            wijken: Vec::new(),
            beperking,
        };
        let sent = app.write(&Actor::Command, move |ctx| actions::send(ctx, &new, None));
        done("a stuk", sent).to_string()
    };
    let open = send(None);
    let restricted = send(Some(NewBeperking {
        until,
        grond: Some(Beperkingsgrond::NotDecided),
        toelichting: "Het college besluit hier nog over.".to_owned(),
    }));
    let mut put = |name: &str, value: String| made.0.insert(name.to_owned(), value);
    put("stuk", open);
    put("stuk.toont", "Plan voor het plein".to_owned());
    put("toegestuurd.openbaar/stuk", restricted);
    put("bewonersorgaan", orgaan.to_string());
    // Where there may be one body only, the next is recognised in another wijk.
    let frame = app.frame(app.slug());
    if let Some(other) = frame.wijken().find(|wijk| wijk.id != gebied) {
        put("beheer.bewonersorgaan/gebied", other.id.to_string());
    }
}
