//! How fresh a text is stands wherever it is named: in lists, answers, suggestions, at desks and on paper (INV-16).

use super::*;
use crate::access::{Here, Permission};
use crate::balie::locaties;
use crate::testing::{As, Ask};

/// Everything that names the text, once with a question in it.
fn said(bank: &Bank, id: KennisitemId, sleutel: &str) -> Vec<(String, String)> {
    let app = &bank.app;
    let desk = app.roles(app.slug()).into_iter().find(|rol| {
        let actor = app.actor(rol);
        let may = |permission| actor.may(permission, &Here::ANYWHERE);
        may(Permission::ContactEnter)
            && may(Permission::KennisRead)
            && may(Permission::DoorverwijzingSend)
    });
    let desk = As::Role(desk.unwrap());
    let shown = [
        ("vraag?onderwerp=geld".to_owned(), As::Nobody),
        (format!("vraag/{sleutel}"), As::Nobody),
        (format!("vraag/{sleutel}/print?formaat=a4"), As::Nobody),
        ("balies".to_owned(), As::Nobody),
        ("kennisbank".to_owned(), desk.clone()),
        ("kennisbank/dekking".to_owned(), desk.clone()),
        ("zoeken?q=schulden".to_owned(), desk.clone()),
        (format!("balie?antwoord={sleutel}"), desk.clone()),
        (
            format!("balie/doorverwijzen?item={id}&onderwerp=geld"),
            desk.clone(),
        ),
    ];
    let shown = shown.map(|(path, who)| {
        let ask = Ask::get(&format!("/{}/{path}", app.slug()));
        (path, ask.by(&who))
    });
    let asked = [
        ("vraag", As::Nobody, "vraag=hulp bij schulden"),
        ("vraag-voorstellen", As::Nobody, "vraag=schul"),
        (
            "vraag-voorstellen",
            As::Nobody,
            "vraag=zoek hulp bij schulden",
        ),
        ("balie", desk, "vraag=hulp bij schulden"),
    ];
    let asked = asked.map(|(path, who, fields)| {
        let ask = Ask::post(&format!("/{}/{path}", app.slug()), fields);
        (format!("{path} {fields}"), ask.by(&who))
    });
    let all = shown.into_iter().chain(asked);
    all.map(|(path, ask)| {
        let answer = app.send(&ask.lang("nl"));
        assert_eq!(answer.status, 200, "{path}: {}", answer.text());
        (path, answer.text())
    })
    .collect()
}

fn how_fresh_a_text_is_stands_wherever_it_is_named(db: TestDb) {
    let bank = Bank::new(db);
    let id = bank.shown();
    let own = bank.organisatie;
    bank.act(&bank.eigenaar, move |ctx| {
        let velden = locaties::Velden {
            naam: "Inloop aan de Spaak".to_owned(),
            soort: "buurthuis".to_owned(),
            adres: "Spaak 3".to_owned(),
            plaats: "Wielstad".to_owned(),
            uren: "ma-vr 9-12".to_owned(),
            ..locaties::Velden::default()
        };
        let place = locaties::actions::make(ctx, own, &velden)?;
        set_plaatsen(ctx, id, &[(place, String::new(), String::new())])
    })
    .unwrap();
    bank.act(&bank.regie, move |ctx| set_review(ctx, id, None, true))
        .unwrap();
    let sleutel = bank.item(id).sleutel;
    for (path, text) in said(&bank, id, &sleutel) {
        let fresh = "gecontroleerd op maandag 2 maart 2026";
        assert!(text.contains(fresh), "{path}: {text}");
    }
    bank.later(181);
    for (path, text) in said(&bank, id, &sleutel) {
        let late = "niet gecontroleerd sinds maandag 2 maart 2026";
        assert!(text.contains(late), "{path}: {text}");
    }
}

on_both_engines!(how_fresh_a_text_is_stands_wherever_it_is_named);
