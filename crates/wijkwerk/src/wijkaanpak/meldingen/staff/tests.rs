//! The staff pages over HTTP, with real accounts and sessions, on both engines.

use kit::on_both_engines;
use kit::testing::TestDb;
use uuid::Uuid;

use super::testing::start;
use crate::access::Actor;
use crate::kader::organisaties::actions::found_bewonersorgaan;
use crate::wijkaanpak::meldingen::actions::subjects;
use crate::wijkaanpak::meldingen::{Bron, MeldingState};

fn triage_and_undo_by_the_wijkbeheerder_of_the_wijk_only(test: TestDb) {
    let here = start(&test, "velsen-demo");
    let own = here.person("Noor Verzonnen", "wijkbeheerder", here.wijk(0));
    let other = here.person("Sam Voorbeeld", "wijkbeheerder", here.wijk(1));
    let id = here.melding(
        here.wijk(0),
        Bron::Bewoner,
        "De stoep ligt los bij de bushalte.",
    );
    let page = here.page(&own, "meldingen/triage");
    assert_eq!(page.status, 200, "{}", page.body);
    assert!(page.body.contains("De stoep ligt los") && page.body.contains("data-key=\"4\""));
    assert!(!page.body.contains("Ada Verzonnen") && !page.body.contains("ada@"));
    // Whoever works elsewhere neither sees it nor decides on it.
    assert!(
        !here
            .page(&other, "meldingen/triage")
            .body
            .contains("De stoep")
    );
    assert_eq!(
        here.page(&other, &format!("meldingen/triage?melding={id}"))
            .status,
        404
    );
    assert_eq!(here.page(&other, &format!("meldingen/{id}")).status, 404);
    let decide = format!("meldingen/{id}/triage");
    let fields = "stand=submitted&uitkomst=no_action&reden=Dit is grond van de buren.";
    assert_eq!(here.form(&other, &decide, fields).status, 403);
    assert!(!here.page(&other, "meldingen").body.contains("De stoep"));
    assert!(here.page(&own, "meldingen").body.contains("De stoep"));
    // A reason that says nothing comes back with the page.
    let refused = here.form(&own, &decide, "stand=submitted&uitkomst=no_action&reden=ok");
    assert_eq!(refused.status, 409);
    assert!(refused.body.contains("role=\"alert\""));
    let request = Uuid::from_u128(5);
    let fields = format!("{fields}&aanvraag={request}");
    let decided = here.form(&own, &decide, &fields);
    assert_eq!(
        (decided.status, here.get_melding(id).state),
        (303, MeldingState::NoAction)
    );
    assert_eq!(
        here.form(&own, &decide, &fields).status,
        303,
        "a repeat counts once"
    );
    let toast = here.get(&own, &decided.to);
    assert!(toast.body.contains("data-undo"), "{}", decided.to);
    assert_eq!(
        here.form(&own, &format!("meldingen/{id}/terug"), "").status,
        303
    );
    assert_eq!(here.get_melding(id).state, MeldingState::Submitted);
    // What somebody else decided meanwhile stays.
    let stale = here.form(
        &own,
        &decide,
        "stand=taken&uitkomst=no_action&reden=Dit is grond van de buren.",
    );
    assert_eq!(stale.status, 409);
    assert_eq!(here.get_melding(id).state, MeldingState::Submitted);
}

fn three_disciplines_are_three_tasks_and_one_case(test: TestDb) {
    let here = start(&test, "lelystad-demo");
    let who = here.person("Kim Verzonnen", "wijkopzichter", here.wijk(0));
    let id = here.melding(here.wijk(0), Bron::Bewoner, "Stoep stuk, poep en takken.");
    assert_eq!(here.page(&who, "meldingen/triage").status, 200);
    let fields = "stand=submitted&uitkomst=taken&vak=straat&vak=groen&vak=honden";
    let decided = here.form(&who, &format!("meldingen/{id}/triage"), fields);
    assert_eq!(decided.status, 303);
    assert_eq!(here.tasks(id).len(), 3);
    assert_eq!(
        here.count("SELECT count(*) FROM meldingen WHERE gemeente_id = $1"),
        1
    );
    assert_eq!(
        here.count("SELECT count(*) FROM meldingen_publiek WHERE gemeente_id = $1"),
        1,
        "the reporter sees one case"
    );
    let page = here.page(&who, &format!("meldingen/{id}"));
    assert!(page.status == 200 && page.body.matches("ww-badge--new").count() >= 3);
    let list = here.page(&who, "meldingen");
    assert!(
        list.body.contains("/invoeren\""),
        "whoever may enter one for somebody else finds where"
    );
}

fn v_33_a_body_of_residents_speaks_for_itself(test: TestDb) {
    let here = start(&test, "velsen-demo");
    let wijk = here.wijk(0);
    let body = here
        .app
        .write_blocking(&here.frame, &Actor::Command, move |ctx| {
            found_bewonersorgaan(ctx, wijk, "Bewoners van Verzonnen", None)
        })
        .unwrap();
    here.app.forget_frame(&here.frame.slug);
    let who = here.person_at("Bo Verzonnen", "bewonersorgaanlid", "orgaan", body.0);
    let form = here.page(&who, "meldingen/invoeren");
    assert!(form.body.contains("selected>Bewoners van Verzonnen<"));
    assert!(!form.body.contains("value=\"medewerker\""), "no official");
    let subject = subjects(&here.frame.inrichting).remove(0);
    let key = &here.frame.gebied(wijk).unwrap().sleutel;
    let fields = format!(
        "wijk={key}&onderwerp={subject}&omschrijving=De+stoep+ligt+los.&kanaal=bewonersorgaan&namens=medewerker&bevestigd=1"
    );
    let sent = here.form(&who, "meldingen/invoeren", &fields);
    assert_eq!(sent.status, 303, "{}", sent.body);
    assert_eq!(
        here.count(
            "SELECT count(*) FROM meldingen WHERE gemeente_id = $1 AND bron_kind = 'bewonersorgaan'"
        ),
        1
    );
    let path = sent.to.trim_start_matches("/velsen/");
    let shown = here.page(&who, path);
    assert!(shown.body.contains("Bewoners van Verzonnen"));
}

fn l_25_whoever_sits_at_a_partners_desk_enters_for_a_resident(test: TestDb) {
    let here = start(&test, "lelystad-demo");
    let wijk = here.wijk(0);
    let who = here.person("Noor Verzonnen", "contactmedewerker", wijk);
    let form = here.page(&who, "meldingen/invoeren?kanaal=loket");
    assert!(form.body.contains("value=\"bewoner\" selected"));
    assert!(form.body.contains("value=\"loket\" selected"));
    let subject = subjects(&here.frame.inrichting).remove(0);
    let key = &here.frame.gebied(wijk).unwrap().sleutel;
    let fields = format!(
        "wijk={key}&onderwerp={subject}&omschrijving=De+stoep+ligt+los.&kanaal=loket&namens=bewoner&bevestigd=1"
    );
    let sent = here.form(&who, "meldingen/invoeren", &fields);
    assert_eq!(sent.status, 303, "{}", sent.body);
    let residents =
        "SELECT count(*) FROM meldingen WHERE gemeente_id = $1 AND bron_kind = 'bewoner'";
    assert_eq!(here.count(residents), 1);
}

fn l_20_the_same_thing_by_another_party_is_offered_for_joining(test: TestDb) {
    let here = start(&test, "velsen-demo");
    let who = here.person("Noor Verzonnen", "wijkbeheerder", here.wijk(0));
    let one = here.melding(here.wijk(0), Bron::Bewoner, "Lamp kapot in de poort.");
    let two = here.melding(
        here.wijk(0),
        Bron::Organisatie,
        "Donkere poort, lamp doet het niet.",
    );
    let kept = here.get_melding(two).nummer;
    let page = here.page(&who, &format!("meldingen/triage?melding={one}"));
    assert!(
        page.body
            .contains(&format!("name=\"nummer\" value=\"{kept}\"")),
        "{}",
        page.body
    );
    // It can be read first, and one press does not join for good.
    assert!(
        page.body.contains(&format!("/meldingen/{two}\"")),
        "{}",
        page.body
    );
    let (before, _) = page.body.split_once(&format!("{one}/samen")).unwrap();
    let (_, asked) = before.rsplit_once("<details").unwrap();
    assert!(!asked.contains("</details>"), "{}", page.body);
    let unknown = here.form(&who, &format!("meldingen/{one}/samen"), "nummer=99");
    assert_eq!(unknown.status, 400);
    let joined = here.form(
        &who,
        &format!("meldingen/{one}/samen"),
        &format!("nummer={kept}&verder=triage"),
    );
    assert_eq!(joined.status, 303);
    assert_eq!(here.get_melding(one).samengevoegd_met, Some(two));
    let toast = here.get(&who, &joined.to);
    assert!(toast.body.contains("data-undo"), "{}", toast.body);
    let back = here.form(&who, &format!("meldingen/{one}/terug"), "");
    assert!(back.to.ends_with(&format!("triage?melding={one}")));
    assert_eq!(here.get_melding(one).samengevoegd_met, None);
    let page = here.page(&who, &format!("meldingen/{two}"));
    assert_eq!(page.status, 200);
}

fn inv_45_reading_contact_data_is_logged_first_and_refused_without_the_permission(test: TestDb) {
    const LOG: &str = "SELECT count(*) FROM leeslog WHERE gemeente_id = $1";
    let here = start(&test, "velsen-demo");
    let may = here.person("Noor Verzonnen", "wijkbeheerder", here.wijk(0));
    let may_not = here.person("Sam Voorbeeld", "opbouwwerker", here.wijk(0));
    let elsewhere = here.person("Kim Verzonnen", "wijkbeheerder", here.wijk(1));
    let id = here.melding(here.wijk(0), Bron::Bewoner, "De stoep ligt los.");
    let path = format!("meldingen/{id}/contact");
    assert_eq!(here.form(&may_not, &path, "").status, 403);
    assert_eq!(here.form(&elsewhere, &path, "").status, 404);
    assert_eq!(here.count(LOG), 0);
    assert!(
        !here
            .page(&may, &format!("meldingen/{id}"))
            .body
            .contains("ada@")
    );
    let shown = here.form(&may, &path, "");
    assert_eq!(shown.status, 200);
    assert!(shown.body.contains("ada@voorbeeld.example") && shown.body.contains("Ada Verzonnen"));
    assert_eq!(here.count(LOG), 1);
}

fn the_public_sentence_and_done_need_words_and_evidence(test: TestDb) {
    let here = start(&test, "velsen-demo");
    let who = here.person("Noor Verzonnen", "wijkbeheerder", here.wijk(0));
    let id = here.melding(here.wijk(0), Bron::Bewoner, "De stoep ligt los.");
    let zin = format!("meldingen/{id}/zin");
    assert_eq!(here.form(&who, &zin, "zin=ok").status, 400);
    assert_eq!(
        here.form(&who, &zin, "zin=Wij kijken hier deze week naar.")
            .status,
        303
    );
    assert_eq!(
        here.get_melding(id).public_sentence.as_deref(),
        Some("Wij kijken hier deze week naar.")
    );
    let fields = "stand=submitted&uitkomst=taken&vak=straat";
    assert_eq!(
        here.form(&who, &format!("meldingen/{id}/triage"), fields)
            .status,
        303
    );
    let klaar = format!("meldingen/{id}/klaar");
    assert_eq!(
        here.form(&who, &klaar, "gezien=ok&zin=De stoep is weer heel.")
            .status,
        400
    );
    let seen = "gezien=De tegels liggen weer vast.&zin=De stoep is weer heel.";
    assert_eq!(here.form(&who, &klaar, seen).status, 303);
    assert!(!here.get_melding(id).is_open());
}

fn without_disciplines_it_says_who_decides_on_them(test: TestDb) {
    let here = start(&test, "velsen-2010");
    assert!(here.frame.inrichting.disciplines.is_empty());
    let own = here.person("Noor Verzonnen", "wijkbeheerder", here.wijk(0));
    here.melding(here.wijk(0), Bron::Bewoner, "De stoep ligt los.");
    let page = here.page(&own, "meldingen/triage");
    assert_eq!(page.status, 200, "{}", page.body);
    assert!(
        page.body
            .contains("is hier nog niet besloten. Het college beslist."),
        "{}",
        page.body
    );
    assert!(!page.body.contains("value=\"taken\""), "nothing to choose");
    assert!(!page.body.contains("Advies: werk op straat"));
}

fn a_receipt_is_asked_for_until_it_is_given(test: TestDb) {
    let here = start(&test, "lelystad-demo");
    let own = here.person("Kim Verzonnen", "wijkopzichter", here.wijk(0));
    let other = here.person("Sam Voorbeeld", "wijkopzichter", here.wijk(1));
    let id = here.melding_by_phone(here.wijk(0), "De stoep ligt los bij de bushalte.");
    let asks = || {
        let page = here.page(&own, &format!("meldingen/{id}"));
        assert_eq!(page.status, 200, "{}", page.body);
        page.body.contains("Gezegd aan de telefoon")
    };
    assert!(asks());
    let give = format!("meldingen/{id}/ontvangst");
    assert_eq!(here.form(&other, &give, "hoe=phone").status, 403);
    for wrong in ["", "hoe=mail", "hoe=duif"] {
        let refused = here.form(&own, &give, wrong);
        assert_eq!(refused.status, 400, "{wrong}");
        assert!(refused.body.contains("Kies hoe het is gezegd"), "{wrong}");
    }
    assert!(asks());
    assert_eq!(here.form(&own, &give, "hoe=phone").status, 303);
    assert_eq!(here.form(&own, &give, "hoe=phone").status, 303, "twice");
    assert!(!asks());
    let by_hand = here.melding(here.wijk(0), Bron::Bewoner, "Een lamp is stuk.");
    let page = here.page(&own, &format!("meldingen/{by_hand}"));
    assert!(!page.body.contains("Gezegd aan de telefoon"));
}

fn the_locale_files_agree(test: TestDb) {
    let here = start(&test, "lelystad-demo");
    let own = [
        "triage-", "staf-", "verdeel-", "taak-", "zorg-", "melding-", "partner-",
    ];
    let wrong: Vec<String> = here
        .frame
        .translations
        .check()
        .iter()
        .map(ToString::to_string)
        .filter(|line| own.iter().any(|prefix| line.starts_with(prefix)))
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

fn words_that_were_erased_are_not_taken_for_a_photo_without_words(test: TestDb) {
    let here = start(&test, "velsen-demo");
    let who = here.person("Noor Verzonnen", "wijkbeheerder", here.wijk(0));
    let id = here.melding(here.wijk(0), Bron::Bewoner, "De stoep ligt los.");
    let photo = |soort: &'static str, public: Option<&'static str>| {
        here.app
            .write_blocking(&here.frame, &Actor::Command, move |ctx| {
                let (gemeente, new, now): (_, Uuid, _) = (ctx.gemeente(), ctx.new_id(), ctx.now);
                ctx.exec(
                    "INSERT INTO melding_fotos (gemeente_id, id, melding_id, soort, hash, thumbnail, public_hash, created_at) \
                     VALUES ($1, $2, $3, $4, 'een', 'een', $5, $6)",
                    &[&gemeente, &new, &id, &soort, &public, &now],
                )?;
                Ok(())
            })
            .unwrap();
    };
    let pages = || {
        ["meldingen", "meldingen/triage?melding="]
            .map(|path| match path.strip_suffix('=') {
                Some(_) => format!("{path}{id}"),
                None => format!("{path}/{id}"),
            })
            .map(|path| {
                let page = here.page(&who, &path);
                assert_eq!(page.status, 200, "{path}: {}", page.body);
                let gone = page.body.contains("De eigen woorden zijn gewist");
                let alone = page.body.contains("Alleen een foto, zonder woorden");
                (gone, alone)
            })
    };
    assert_eq!(pages(), [(false, false); 2]);
    here.app
        .write_blocking(&here.frame, &Actor::Command, move |ctx| {
            let gemeente = ctx.gemeente();
            ctx.exec(
                "UPDATE melding_teksten SET omschrijving = '' WHERE gemeente_id = $1 AND melding_id = $2",
                &[&gemeente, &id],
            )?;
            Ok(())
        })
        .unwrap();
    assert_eq!(pages(), [(true, false); 2]);
    // What staff made afterwards, and the copy that was shown to everybody, is not what the reporter sent.
    photo("after", None);
    photo("before", Some("een"));
    assert_eq!(pages(), [(true, false); 2]);
    photo("before", None);
    assert_eq!(pages(), [(false, true); 2]);
}

on_both_engines!(
    words_that_were_erased_are_not_taken_for_a_photo_without_words,
    triage_and_undo_by_the_wijkbeheerder_of_the_wijk_only,
    three_disciplines_are_three_tasks_and_one_case,
    v_33_a_body_of_residents_speaks_for_itself,
    l_25_whoever_sits_at_a_partners_desk_enters_for_a_resident,
    l_20_the_same_thing_by_another_party_is_offered_for_joining,
    inv_45_reading_contact_data_is_logged_first_and_refused_without_the_permission,
    the_public_sentence_and_done_need_words_and_evidence,
    without_disciplines_it_says_who_decides_on_them,
    a_receipt_is_asked_for_until_it_is_given,
    the_locale_files_agree,
);
