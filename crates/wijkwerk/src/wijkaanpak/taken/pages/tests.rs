//! The pages of the field over HTTP, on both engines.

use kit::on_both_engines;
use kit::testing::TestDb;
use uuid::Uuid;

use crate::access::Actor;
use crate::ids::{MeldingId, TaakId};
use crate::kader::verplichtingen::list_about;
use crate::wijkaanpak::meldingen::staff::testing::{Here, Person, start};
use crate::wijkaanpak::meldingen::triage::triage;
use crate::wijkaanpak::meldingen::{Bron, FieldState, TriageOutcome, get_melding};
use crate::wijkaanpak::taken;

/// A melding that went to the field, with its first task.
fn task(here: &Here, who: &Person) -> (MeldingId, TaakId) {
    let id = here.melding(
        here.wijk(0),
        Bron::Bewoner,
        "De stoep ligt los bij de bushalte.",
    );
    let fields = "stand=submitted&uitkomst=taken&vak=straat";
    let decided = here.form(who, &format!("meldingen/{id}/triage"), fields);
    assert_eq!(decided.status, 303);
    (id, here.tasks(id)[0].id)
}

fn png() -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    image::DynamicImage::new_rgb8(64, 48)
        .write_to(&mut bytes, image::ImageFormat::Png)
        .unwrap();
    bytes.into_inner()
}

fn with_photo(request: Uuid) -> (String, Vec<u8>) {
    let mut body = format!(
        "--grens\r\nContent-Disposition: form-data; name=\"aanvraag\"\r\n\r\n{request}\r\n--grens\r\n\
         Content-Disposition: form-data; name=\"foto\"; filename=\"na.png\"\r\nContent-Type: image/png\r\n\r\n"
    )
    .into_bytes();
    body.extend(png());
    body.extend(b"\r\n--grens--\r\n");
    ("multipart/form-data; boundary=grens".into(), body)
}

fn a_task_is_given_and_closed_with_a_photo_that_counts_once(test: TestDb) {
    let here = start(&test, "lelystad-demo");
    let leader = here.person("Kim Verzonnen", "wijkopzichter", here.wijk(0));
    let crew = here.person("Ploeg Straat", "vakploeg", here.wijk(0));
    let far = here.person("Ploeg Ver", "vakploeg", here.wijk(1));
    let (melding, taak) = task(&here, &leader);
    let board = here.page(&leader, "taken/verdelen");
    assert_eq!(board.status, 200, "{}", board.body);
    assert!(board.body.contains("Ploeg Straat") && !board.body.contains("Ploeg Ver"));
    assert!(
        !board.body.contains("Kim Verzonnen</h2>"),
        "the crews are the columns"
    );
    let give = format!("taken/{taak}/toewijzen");
    assert_eq!(
        here.form(&crew, &give, &format!("wie={}", crew.id)).status,
        403
    );
    assert_eq!(
        here.form(&leader, &give, &format!("wie={}", far.id)).status,
        400
    );
    let given = here.form(
        &leader,
        &give,
        &format!("wie={}&dag=2026-03-03&volgorde=1", crew.id),
    );
    assert_eq!(given.status, 303);
    assert_eq!(here.get_melding(melding).field_state, FieldState::Planned);
    let list = here.page(&crew, "taken");
    assert!(list.status == 200 && list.body.contains("De stoep ligt los"));
    assert!(!here.page(&far, "taken").body.contains("De stoep"));
    assert_eq!(here.page(&far, &format!("taken/{taak}")).status, 404);
    assert_eq!(here.page(&crew, &format!("taken/{taak}")).status, 200);
    let done = format!("taken/{taak}/klaar");
    assert_eq!(
        here.form(&crew, &done, "gezien=ok").status,
        400,
        "ok is no evidence"
    );
    let (kind, body) = with_photo(Uuid::from_u128(7));
    assert_eq!(here.post(&crew, &done, &kind, body.clone()).status, 303);
    assert_eq!(
        here.post(&crew, &done, &kind, body).status,
        303,
        "a repeat counts once"
    );
    assert_eq!(
        here.count(
            "SELECT count(*) FROM bewijzen WHERE gemeente_id = $1 AND subject_kind = 'taak'"
        ),
        1
    );
    assert_eq!(
        here.count("SELECT count(*) FROM melding_fotos WHERE gemeente_id = $1 AND soort = 'after'"),
        1
    );
    assert_eq!(here.get_melding(melding).field_state, FieldState::Done);
}

fn several_are_given_at_once_and_the_list_hears_of_it(test: TestDb) {
    let here = start(&test, "lelystad-demo");
    let leader = here.person("Kim Verzonnen", "wijkopzichter", here.wijk(0));
    let crew = here.person("Ploeg Straat", "vakploeg", here.wijk(0));
    let (one, two) = (task(&here, &leader).1, task(&here, &leader).1);
    let before = here.page(&crew, "taken/versie").body;
    let fields = format!("taak={one}&taak={two}&wie={}&dag=2026-03-03", crew.id);
    assert_eq!(here.form(&leader, "taken/toewijzen", &fields).status, 303);
    let after = here.page(&crew, "taken/versie").body;
    assert!(
        before.starts_with("{\"versie\":") && before != after,
        "{before} {after}"
    );
    let number = after
        .trim_start_matches("{\"versie\":")
        .trim_end_matches('}');
    assert_eq!(
        here.page(&crew, &format!("taken/versie?versie={number}"))
            .status,
        204
    );
    let list = here.page(&crew, "taken").body;
    assert!(list.contains(&one.to_string()) && list.contains(&two.to_string()));
    assert_eq!(here.form(&leader, "taken/toewijzen", "wie=").status, 400);
    let put_off = format!("taken/{one}/niet-nu");
    assert_eq!(
        here.form(&crew, &put_off, "reden=nee&dag=2026-03-05")
            .status,
        400
    );
    assert_eq!(
        here.form(&crew, &put_off, "reden_kies=taak-reden-weer&dag=2026-03-05")
            .status,
        303
    );
}

fn l_71_concern_is_passed_on_and_seen_by_the_coordinator_only(test: TestDb) {
    const LOG: &str = "SELECT count(*) FROM leeslog WHERE gemeente_id = $1 AND subject_kind = 'zorgsignaal' AND purpose = 'P3'";
    let here = start(&test, "lelystad-demo");
    let leader = here.person("Kim Verzonnen", "wijkopzichter", here.wijk(0));
    let crew = here.person("Ploeg Straat", "vakploeg", here.wijk(0));
    let coordinator = here.person("Sam Voorbeeld", "coordinator", here.wijk(0));
    let elsewhere = here.person("Noor Voorbeeld", "coordinator", here.wijk(1));
    let (melding, taak) = task(&here, &leader);
    let path = format!("taken/{taak}/zorg");
    assert_eq!(here.form(&coordinator, &path, "soort=kind").status, 403);
    assert_eq!(
        here.form(&crew, &path, "soort=ziek&terugbellen=ja").status,
        400
    );
    let sent = here.form(&crew, &path, "soort=kind&terugbellen=ja");
    assert_eq!(sent.status, 303);
    assert_eq!(here.page(&leader, "zorg").status, 403);
    assert_eq!(here.page(&crew, "zorg").status, 403);
    // Whoever is refused reads nothing; whoever reads is logged (INV-45).
    assert_eq!(here.count(LOG), 0);
    let list = here.page(&coordinator, "zorg");
    assert_eq!(here.count(LOG), 1);
    assert!(
        list.status == 200 && list.body.contains("Ploeg Straat"),
        "{}",
        list.body
    );
    // Without a number at work the coordinator mails.
    assert!(
        list.body
            .contains("href=\"mailto:ploeg.straat@voorbeeld.example\"")
            && list.body.contains("mail: er is geen telefoonnummer"),
        "{}",
        list.body
    );
    let kept = here.form(&crew, "account/gegevens", "telefoon=06+12345678");
    assert_eq!(kept.status, 303, "{}", kept.body);
    let called = here.page(&coordinator, "zorg").body;
    assert!(
        called.contains("href=\"tel:06 12345678\"") && !called.contains("mailto:ploeg"),
        "{called}"
    );
    let id = list
        .body
        .split_once("/oppakken")
        .unwrap()
        .0
        .rsplit('/')
        .next()
        .unwrap()
        .to_owned();
    assert!(!here.page(&elsewhere, "zorg").body.contains(&id));
    // Nobody has looked at it yet: it cannot be closed by a slip.
    assert!(!list.body.contains("/afsluiten"), "{}", list.body);
    assert_eq!(
        here.form(&elsewhere, &format!("zorg/{id}/afsluiten"), "")
            .status,
        404
    );
    let unseen = here.form(&coordinator, &format!("zorg/{id}/afsluiten"), "");
    assert_eq!(unseen.status, 409, "{}", unseen.body);
    assert!(unseen.body.contains("nog niet opgepakt"), "{}", unseen.body);
    // Nothing of it stands in any other list.
    let about = here.page(&leader, &format!("meldingen/{melding}"));
    assert!(about.status == 200 && !about.body.contains(&id));
    assert!(!here.page(&leader, "taken/verdelen").body.contains(&id));
    assert_eq!(
        here.form(&coordinator, &format!("zorg/{id}/oppakken"), "")
            .status,
        303
    );
    let taken = here.page(&coordinator, "zorg").body;
    let (before, _) = taken.split_once(&format!("{id}/afsluiten")).unwrap();
    let (_, asked) = before.rsplit_once("<details").unwrap();
    assert!(!asked.contains("</details>"), "closing asks first: {taken}");
    assert_eq!(
        here.form(&coordinator, &format!("zorg/{id}/afsluiten"), "")
            .status,
        303
    );
    assert!(!here.page(&coordinator, "zorg").body.contains(&id));
    for step in ["oppakken", "afsluiten"] {
        let again = here.form(&coordinator, &format!("zorg/{id}/{step}"), "");
        assert_eq!(again.status, 409, "{step}: {}", again.body);
    }
    assert!(!here.page(&coordinator, "zorg").body.contains(&id));
}

fn words_that_were_erased_are_not_a_photo_without_words(test: TestDb) {
    let here = start(&test, "lelystad-demo");
    let leader = here.person("Kim Verzonnen", "wijkopzichter", here.wijk(0));
    let (_, taak) = task(&here, &leader);
    here.app
        .db()
        .bookkeep_blocking(|tx| {
            tx.exec("UPDATE melding_teksten SET omschrijving = ''", &[])?;
            Ok::<_, crate::error::Error>(())
        })
        .unwrap();
    let page = here.page(&leader, &format!("taken/{taak}"));
    assert_eq!(page.status, 200, "{}", page.body);
    assert!(page.body.contains("De eigen woorden zijn gewist"));
    assert!(!page.body.contains("Alleen een foto"));
}

fn l_69_a_task_is_owed_until_it_is_carried_out(test: TestDb) {
    let here = start(&test, "lelystad-demo");
    let leader = here.person("Kim Verzonnen", "wijkopzichter", here.wijk(0));
    let crew = here.person("Ploeg Straat", "vakploeg", here.wijk(0));
    let other = here.person("Ploeg Groen", "vakploeg", here.wijk(0));
    let (melding, taak) = task(&here, &leader);
    let owed = |taak: TaakId| {
        let gemeente = here.frame.id;
        let all = here
            .app
            .db()
            .read_blocking(move |tx| list_about(tx, gemeente, taak.0))
            .unwrap();
        all.into_iter()
            .map(|due| (due.debtor_kind, due.state, due.due))
            .collect::<Vec<_>>()
    };
    let one = |kind: &str, state: &str| {
        // Ten working days from Monday the second of March.
        let day = jiff::civil::date(2026, 3, 16);
        vec![(kind.to_owned(), state.to_owned(), Some(day))]
    };
    let waits = |who: &Person| {
        let page = here.page(who, "vandaag");
        assert_eq!(page.status, 200, "{}", page.body);
        page.body.contains(&format!("/{taak}"))
    };
    assert_eq!(owed(taak), one("rol", "open"));
    assert!(waits(&crew) && waits(&other), "whoever is free may take it");
    let give = format!("taken/{taak}/toewijzen");
    let given = here.form(&leader, &give, &format!("wie={}&dag=2026-03-03", crew.id));
    assert_eq!(given.status, 303);
    assert_eq!(owed(taak), one("account", "open"));
    assert!(waits(&crew) && !waits(&other));
    let done = here.form(
        &crew,
        &format!("taken/{taak}/klaar"),
        "gezien=De tegels liggen weer vast en vlak.",
    );
    assert_eq!(done.status, 303);
    assert_eq!(owed(taak), one("account", "satisfied"));
    assert!(!waits(&crew));
    // What goes another way is owed by nobody; what is disputed is owed again.
    let gone = task(&here, &leader);
    here.app
        .write_blocking(&here.frame, &Actor::Command, move |ctx| {
            let reason = "Dit is grond van een ander.".to_owned();
            triage(ctx, gone.0, &TriageOutcome::NoAction { reason }).map(drop)
        })
        .unwrap();
    assert_eq!(owed(gone.1), one("rol", "waived"));
    here.app
        .write_blocking(&here.frame, &Actor::Command, move |ctx| {
            let gemeente = ctx.gemeente();
            let melding = get_melding(ctx, gemeente, melding)?;
            taken::reopen(ctx, &melding)
        })
        .unwrap();
    let again = here.tasks(melding).into_iter().find(|one| one.id != taak);
    assert_eq!(owed(again.unwrap().id), one("rol", "open"));
}

on_both_engines!(
    a_task_is_given_and_closed_with_a_photo_that_counts_once,
    several_are_given_at_once_and_the_list_hears_of_it,
    l_71_concern_is_passed_on_and_seen_by_the_coordinator_only,
    words_that_were_erased_are_not_a_photo_without_words,
    l_69_a_task_is_owed_until_it_is_carried_out,
);
