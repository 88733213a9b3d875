//! What is temporary, what is looked for, and what it costs.

use kit::on_both_engines;
use kit::testing::TestDb;

use super::*;
use crate::balie::infopunten::tijdelijk::{
    NewBouwproject, NewTussenoplossing, ProjectState, add_candidate, add_project, book_costs,
    date_search, decide_none, judge_candidate, move_project, start_interim, start_search,
    turn_project,
};

on_both_engines!(
    l_75_a_building_that_comes_later_extends_what_is_temporary,
    l_85_one_is_chosen_when_the_others_have_their_reason,
    o_32_a_search_may_end_without_another_place,
    l_87_costs_are_shared_to_the_cent,
    l_87_the_rent_has_a_key_of_its_own,
);

fn l_75_a_building_that_comes_later_extends_what_is_temporary(db: TestDb) {
    let stad = Stad::new(db);
    let id = stad.point("Een", 0, true);
    let (gebied, organisatie, today) = (stad.wijken()[0], stad.organisaties()[0], stad.today());
    let (first, second) = (later(today, 100), later(today, 500));
    let (project, interim) = stad
        .write(move |ctx| {
            let project = add_project(
                ctx,
                &NewBouwproject {
                    naam: "Nieuw gebouw".to_owned(),
                    soort: "mfa".to_owned(),
                    gebied,
                    volgorde: 1,
                    expected: Some(first),
                },
            )?;
            let interim = start_interim(
                ctx,
                &NewTussenoplossing {
                    infopunt: id,
                    bouwproject: Some(project),
                    organisatie,
                    wat: "Een unit op het plein.".to_owned(),
                    einde: "Het gebouw is klaar.".to_owned(),
                    since: today,
                    until: None,
                },
            )?;
            Ok((project, interim))
        })
        .unwrap();
    let before = stad.dues(interim.0, "tussenoplossing.toets");
    assert_eq!((before.len(), before[0].bron.as_str()), (1, "O-31"));
    stad.app.clock.advance_seconds(40 * 86_400);
    stad.write(move |ctx| move_project(ctx, project, second, "De bouw duurt langer."))
        .unwrap();
    let after = stad.dues(interim.0, "tussenoplossing.toets");
    assert_eq!(after.len(), 1);
    assert!(
        after[0].due > before[0].due,
        "the look at it is planned anew"
    );
    let gemeente = stad.app.frame(stad.app.slug()).id;
    let (running, dates) = stad.read(move |tx| {
        Ok((
            store::tijdelijk::list_running(tx, gemeente)?,
            store::tijdelijk::list_dates(tx, gemeente, project)?,
        ))
    });
    assert_eq!(running[0].until_day, Some(second));
    let days: Vec<Option<Date>> = dates.iter().map(|(day, _)| *day).collect();
    assert_eq!(days, [Some(first), Some(second)], "the old day is kept");
    stad.write(move |ctx| turn_project(ctx, project, ProjectState::Delivered))
        .unwrap();
    assert_eq!(stad.dues(interim.0, "tussenoplossing.toets").len(), 0);
    assert!(
        stad.read(move |tx| store::tijdelijk::list_running(tx, gemeente))
            .is_empty()
    );
}

fn l_85_one_is_chosen_when_the_others_have_their_reason(db: TestDb) {
    let stad = Stad::new(db);
    let id = stad.point("Een", 0, true);
    let (search, a, b) = stad
        .write(move |ctx| {
            let search = start_search(ctx, id, None)?;
            Ok((
                search,
                add_candidate(ctx, search, "De school")?,
                add_candidate(ctx, search, "De kerk")?,
            ))
        })
        .unwrap();
    assert_eq!(
        stad.dues(search.0, "zoektocht.besluit")[0].due,
        None,
        "nobody set a day yet"
    );
    let day = later(stad.today(), 60);
    stad.write(move |ctx| date_search(ctx, search, day))
        .unwrap();
    assert_eq!(stad.dues(search.0, "zoektocht.besluit")[0].due, Some(day));
    let choose = move |ctx: &mut Write<'_>| judge_candidate(ctx, a, true, "Er is genoeg plaats.");
    assert!(stad.write(choose).is_err());
    stad.write(move |ctx| judge_candidate(ctx, b, false, "De huur is te hoog."))
        .unwrap();
    stad.write(choose).unwrap();
    let gemeente = stad.app.frame(stad.app.slug()).id;
    let kept = stad.read(move |tx| store::tijdelijk::list_candidates(tx, gemeente));
    assert!(kept.iter().any(|one| one.reden == "De huur is te hoog."));
    assert_eq!(stad.dues(search.0, "zoektocht.besluit").len(), 0);
}

fn o_32_a_search_may_end_without_another_place(db: TestDb) {
    let stad = Stad::new(db);
    let id = stad.point("Een", 0, true);
    let (search, school) = stad
        .write(move |ctx| {
            let search = start_search(ctx, id, None)?;
            Ok((search, add_candidate(ctx, search, "De school")?))
        })
        .unwrap();
    let owed = || stad.dues(search.0, "zoektocht.besluit").len();
    let decide = |reden: &'static str| stad.write(move |ctx| decide_none(ctx, search, reden));
    let early = decide("Er is nergens plaats.").unwrap_err();
    assert!(
        matches!(&early, Error::Invalid(all) if all[0].sentence.key == "tijdelijk-eerst-anderen"),
        "{early:?}"
    );
    stad.write(move |ctx| judge_candidate(ctx, school, false, "De huur is te hoog."))
        .unwrap();
    let who = As::Role("coordinator".to_owned());
    let path = format!("/{}/balie/zoektochten/{search}", stad.app.slug());
    let send = |form: &str| stad.app.send(&Ask::post(&path, form).by(&who).lang("nl"));
    let empty = send("besluit=geen&reden=");
    assert_eq!((empty.status, owed()), (400, 1), "not without a reason");
    let page = empty.text();
    assert!(page.contains("href=\"#reden\""), "{page}");
    assert_eq!(page.matches("id=\"reden\"").count(), 1, "{page}");
    let sent = send("besluit=geen&reden=Er is nergens plaats.");
    assert_eq!((sent.status, owed()), (303, 0));
    let gemeente = stad.app.frame(stad.app.slug()).id;
    let kept = stad.read(move |tx| store::tijdelijk::list_searches(tx, gemeente));
    assert!(kept[0].decided_at.is_some());
    assert_eq!(kept[0].reden.as_deref(), Some("Er is nergens plaats."));
    assert!(decide("Nog eens.").is_err(), "once");
    let path = format!("/{}/balie/tijdelijk", stad.app.slug());
    let page = stad.app.send(&Ask::get(&path).by(&who).lang("nl")).text();
    let page = page.replace(['\u{2068}', '\u{2069}'], "");
    assert!(
        page.contains("Besluit: geen andere plek. Er is nergens plaats."),
        "{page}"
    );
    assert!(
        !page.contains(&format!("zoektochten/{search}")),
        "nothing is left to do: {page}"
    );
}

fn l_87_costs_are_shared_to_the_cent(db: TestDb) {
    let stad = Stad::new(db);
    let id = stad.point("Een", 0, true);
    let orgs = stad.organisaties();
    let book =
        move |ctx: &mut Write<'_>| book_costs(ctx, id, 2026, "Huur en koffie", 1_200_000, &[]);
    assert!(stad.write(book).is_err(), "nobody carries it yet");
    let inhoud = Inhoud {
        partners: vec![(orgs[0], 6_000), (orgs[1], 4_000)],
        ..Inhoud::default()
    };
    stad.write(move |ctx| set_inhoud(ctx, id, &inhoud, None))
        .unwrap();
    stad.write(book).unwrap();
    let gemeente = stad.app.frame(stad.app.slug()).id;
    let mut cents: Vec<i64> = stad
        .read(move |tx| store::tijdelijk::list_costs(tx, gemeente, id))
        .iter()
        .map(|row| row.4)
        .collect();
    cents.sort_unstable();
    assert_eq!(cents, [480_000, 720_000]);
}

/// Staffed 50, 30 and 20; the rent is borne 60 and 40 by two of them, and no cent is lost.
fn l_87_the_rent_has_a_key_of_its_own(db: TestDb) {
    let stad = Stad::new(db);
    let id = stad.point("Een", 0, true);
    let orgs = stad.organisaties();
    let (one, two, three, outside) = (orgs[0], orgs[1], orgs[2], orgs[3]);
    let inhoud = Inhoud {
        partners: vec![(one, 5_000), (two, 3_000), (three, 2_000)],
        ..Inhoud::default()
    };
    stad.write(move |ctx| set_inhoud(ctx, id, &inhoud, None))
        .unwrap();
    for wrong in [
        vec![(one, 6_000), (two, 3_000)],
        vec![(one, 6_000), (outside, 4_000)],
        vec![(one, 5_000), (one, 5_000)],
    ] {
        let book =
            move |ctx: &mut Write<'_>| book_costs(ctx, id, 2026, "Huur van het pand", 100, &wrong);
        assert!(stad.write(book).is_err());
    }
    let who = As::Role("functioneelbeheerder".to_owned());
    let path = format!("/{}/balie/infopunten/{id}/kosten", stad.app.slug());
    let send = |fields: &str| stad.app.send(&Ask::post(&path, fields).by(&who).lang("nl"));
    let wrong = send(&format!(
        "jaar=2026&wat=Huur van het pand&bedrag=1000,01&sleutel-{one}=60&sleutel-{two}=30"
    ));
    assert_eq!(wrong.status, 400);
    let page = wrong.text();
    assert!(page.contains("De aandelen zijn samen geen 100 procent."));
    let kept = format!("name=\"sleutel-{one}\" inputmode=\"decimal\" size=\"6\" value=\"60\"");
    assert!(page.contains(&kept), "{page}");
    let rent = send(&format!(
        "jaar=2026&wat=Huur van het pand&bedrag=1000,01&sleutel-{one}=60&sleutel-{two}=40&sleutel-{three}="
    ));
    assert_eq!(rent.status, 303);
    // The next one without a key goes as the point is staffed again.
    let rest = send("jaar=2025&wat=Koffie en thee&bedrag=1000,01");
    assert_eq!(rest.status, 303);
    let gemeente = stad.app.frame(stad.app.slug()).id;
    let all = stad.read(move |tx| store::tijdelijk::list_costs(tx, gemeente, id));
    let borne = |jaar: i64| {
        let mut cents: Vec<i64> = all
            .iter()
            .filter(|row| row.0 == jaar)
            .map(|row| row.4)
            .collect();
        cents.sort_unstable();
        cents
    };
    assert_eq!(borne(2026), [40_000, 60_001]);
    assert_eq!(borne(2025), [20_000, 30_000, 50_001]);
    let of = |wie: OrganisatieId| all.iter().find(|row| row.0 == 2026 && row.3 == wie);
    assert_eq!(of(one).map(|row| row.4), Some(60_001));
    assert!(of(three).is_none());
}
