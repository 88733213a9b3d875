//! A point that is put right, put in another place, put on the map and moved with all that could be done there (L-72).

use kit::db::Queries as _;

use super::super::rules;
use super::*;
use crate::balie::locaties::actions::put_on_map;
use crate::ids::LocatieId;
use crate::kader::gebieden::Coordinaat;
use crate::testing::Where;

kit::on_both_engines!(
    a_new_point_with_a_spot_is_on_the_map_and_among_what_is_open_now,
    a_spot_outside_the_gemeente_is_refused_and_what_was_filled_in_stays,
    inv_09_the_last_point_of_a_stadsdeel_does_not_go_to_another,
    l_72_a_move_names_what_is_lost_and_the_old_name_is_found_at_the_next,
    l_72_a_point_that_is_put_right_keeps_its_address_and_its_hours,
    no_two_points_get_the_same_name_and_what_is_over_stays_as_it_was,
    only_who_keeps_points_there_changes_one,
    who_keeps_one_place_changes_no_point_of_another_in_its_wijk,
    the_spot_of_a_place_without_a_point_is_not_for_who_keeps_points,
);

const KEEPER: &str = "functioneelbeheerder";

impl Stad {
    pub(super) fn get(&self, id: InfopuntId) -> Infopunt {
        let gemeente = self.app.frame(self.app.slug()).id;
        self.read(move |tx| find_infopunt(tx, gemeente, id))
            .unwrap()
    }

    pub(super) fn change(&self, id: InfopuntId, with: impl Fn(&mut Velden)) -> Result<()> {
        let mut velden = Velden::of(&self.get(id));
        with(&mut velden);
        self.write(move |ctx| change_infopunt(ctx, id, &velden))
    }

    fn send(&self, who: &As, path: &str, fields: &str) -> crate::testing::Answer {
        let path = format!("/{}/{path}", self.app.slug());
        self.app.send(&Ask::post(&path, fields).by(who).lang("nl"))
    }

    /// The fields of the form as the point stands, with these instead.
    fn fields(&self, id: InfopuntId, more: &str) -> String {
        let punt = self.get(id);
        format!(
            "naam={}&rang={}&gebied={}&organisatie={}&{more}",
            punt.naam, punt.rang, punt.gebied, punt.organisatie
        )
    }

    /// A point made over the form, with these fields besides.
    fn made(&self, naam: &str, more: &str) -> InfopuntId {
        let (gebied, organisatie) = (self.wijken()[0], self.organisaties()[0]);
        let fields = format!(
            "naam={naam}&soort=infopunt&rang=neven&gebied={gebied}&organisatie={organisatie}&open=ja&{more}"
        );
        let answer = self.send(&As::role(KEEPER), "balie/infopunten", &fields);
        assert_eq!(answer.status, 303, "{}", answer.text());
        let gemeente = self.app.frame(self.app.slug()).id;
        let all = self.read(move |tx| list_infopunten(tx, gemeente));
        all.iter().find(|punt| punt.naam == naam).unwrap().id
    }

    /// A spot well inside a wijk.
    fn spot(&self) -> Coordinaat {
        let frame = self.app.frame(self.app.slug());
        let mut wijken = frame.wijken();
        wijken
            .find_map(|wijk| frame.plaatsen.middle_of(&wijk.sleutel))
            .unwrap()
    }
}

const NEW_PLACE: &str = "plek=Huis&locatie_soort=buurthuis&adres=Straat 1&plaats=Stad";

fn key<T: std::fmt::Debug>(result: Result<T>) -> Vec<&'static str> {
    match result.unwrap_err() {
        Error::Refused(said) => vec![said.key],
        Error::Invalid(faults) => faults.iter().map(|fault| fault.field).collect(),
        Error::Forbidden(_) => vec!["forbidden"],
        other => panic!("{other:?}"),
    }
}

fn plain(page: &str) -> String {
    page.replace(['\u{2068}', '\u{2069}'], "")
}

fn l_72_a_point_that_is_put_right_keeps_its_address_and_its_hours(db: TestDb) {
    let stad = Stad::new(db);
    let (id, other) = (stad.point("Een", 0, true), stad.point("Twee", 0, true));
    stad.hours(id, "ma-zo 9-12.30");
    let was = stad.get(id);
    let (there, organisatie) = (stad.get(other).locatie, stad.organisaties()[1]);
    stad.change(id, |velden| {
        velden.naam = " Het Wiel ".to_owned();
        velden.rang = Rang::Hoofd;
        velden.voorheen = "Wijkpost Een".to_owned();
        velden.organisatie = organisatie;
        velden.locatie = there;
    })
    .unwrap();
    let now = stad.get(id);
    assert_eq!((now.id, now.sleutel.as_str()), (was.id, "een"));
    assert_eq!(
        (now.naam.as_str(), now.rang, now.organisatie, now.locatie),
        ("Het Wiel", Rang::Hoofd, organisatie, there)
    );
    assert_eq!(now.openingsversie, was.openingsversie + 1, "every channel");
    let page = plain(&stad.page("infopunten/een"));
    for told in ["Het Wiel", "voorheen Wijkpost Een", "9.00 – 12.30 uur"] {
        assert!(page.contains(told), "{told}: {page}");
    }
    assert!(
        stad.page("infopunten?zoek=wijkpost+een")
            .contains("Het Wiel")
    );
    // The same once more is no change.
    stad.change(id, |_| ()).unwrap();
    assert_eq!(stad.get(id).openingsversie, now.openingsversie);
}

fn no_two_points_get_the_same_name_and_what_is_over_stays_as_it_was(db: TestDb) {
    let stad = Stad::new(db);
    let (one, two) = (stad.point("Een", 0, true), stad.point("Twee", 0, true));
    stad.change(one, |velden| velden.naam = "Drie".to_owned())
        .unwrap();
    let called = |naam: &'static str| stad.change(two, move |velden| velden.naam = naam.to_owned());
    assert_eq!(key(called("drie")), ["naam"], "as it is called");
    assert_eq!(key(called("Een")), ["naam"], "as its address says");
    let nowhere = LocatieId(two.0);
    let wrong = stad.change(two, |velden| {
        velden.naam = " ".to_owned();
        velden.voorheen = "lang ".repeat(60);
        velden.locatie = nowhere;
    });
    assert_eq!(key(wrong), ["naam", "voorheen", "locatie"]);
    stad.turn(two, because(Stap::End)).unwrap();
    assert_eq!(key(called("Vier")), ["infopunt-is-voorbij"]);
    let form = stad.fields(two, "voorheen=Oud");
    let path = format!("balie/infopunten/{two}/wijzig");
    let refused = stad.send(&As::role(KEEPER), &path, &form);
    assert_eq!(refused.status, 409);
    assert!(refused.text().contains("value=\"Oud\""), "the words stay");
}

fn inv_09_the_last_point_of_a_stadsdeel_does_not_go_to_another(db: TestDb) {
    let stad = Stad::new(db);
    let frame = stad.app.frame(stad.app.slug());
    let wijken = stad.wijken();
    let here = rules::stadsdeel(&frame, wijken[0]);
    let mut others = wijken.iter().copied();
    let away = others
        .find(|wijk| rules::stadsdeel(&frame, *wijk) != here)
        .unwrap();
    let id = stad.point("Een", 0, true);
    let go = || stad.change(id, move |velden| velden.gebied = away);
    assert_eq!(key(go()), ["gebied"]);
    stad.point("Twee", 0, true);
    go().unwrap();
    assert_eq!(stad.get(id).gebied, away);
}

fn only_who_keeps_points_there_changes_one(db: TestDb) {
    let stad = Stad::new(db);
    let (id, _other) = (stad.point("Een", 0, true), stad.point("Twee", 0, true));
    let velden = Velden::of(&stad.get(id));
    let desk = stad.app.actor("contactmedewerker");
    let refused = stad
        .app
        .write(&desk, move |ctx| change_infopunt(ctx, id, &velden));
    assert_eq!(key(refused), ["forbidden"]);
    let (locatie, spot) = (stad.get(id).locatie, stad.spot());
    let pinned = stad
        .app
        .write(&desk, move |ctx| put_on_map(ctx, locatie, spot));
    assert_eq!(key(pinned), ["forbidden"]);
    let coordinator = |naam: &str, wijk: usize| {
        let place = Where::Gebied(stad.wijken()[wijk]);
        let made = stad.app.an_account(naam).of(stad.organisaties()[0]);
        As::Person(made.with_role("coordinator", place).make().account)
    };
    let (own, elsewhere) = (coordinator("Noor Hier", 0), coordinator("Sam Elders", 1));
    let path = format!("balie/infopunten/{id}/wijzig");
    let form = stad.fields(id, "voorheen=Oud");
    assert_eq!(stad.send(&elsewhere, &path, &form).status, 403);
    let asked = Ask::get(&format!("/{}/{path}", stad.app.slug()));
    assert_eq!(stad.app.send(&asked.by(&elsewhere)).status, 403);
    // Not to where one keeps none.
    let (from, to) = (stad.wijken()[0], stad.wijken()[1]);
    let away = form.replace(&from.to_string(), &to.to_string());
    assert_eq!(stad.send(&own, &path, &away).status, 403);
    assert_eq!(stad.get(id).voorheen, "Oude Een");
    assert_eq!(stad.send(&own, &path, &form).status, 303);
    assert_eq!(stad.get(id).voorheen, "Oud");
}

fn who_keeps_one_place_changes_no_point_of_another_in_its_wijk(db: TestDb) {
    let stad = Stad::new(db);
    let (own, near) = (stad.point("Een", 0, true), stad.point("Twee", 0, true));
    let coming = stad.point("Drie", 0, false);
    let place = Where::Locatie(stad.get(own).locatie);
    let made = stad
        .app
        .an_account("Cor Kleinplaats")
        .of(stad.organisaties()[0]);
    let keeper = As::Person(made.with_role("coordinator", place).make().account);
    let tried = |id: InfopuntId| {
        let path = format!("balie/infopunten/{id}/wijzig");
        let asked = Ask::get(&format!("/{}/{path}", stad.app.slug()));
        let page = stad.app.send(&asked.by(&keeper)).status;
        let form = stad.fields(id, "voorheen=Vroeger");
        (page, stad.send(&keeper, &path, &form).status)
    };
    assert_eq!(tried(own), (200, 303));
    assert_eq!(tried(near), (403, 403));
    // Of what is only thought of there nobody hears that it is there.
    assert_eq!(tried(coming), (404, 404));
    let called = [own, near, coming].map(|id| stad.get(id).voorheen);
    assert_eq!(called, ["Vroeger", "Oude Twee", "Oude Drie"]);
}

fn a_new_point_with_a_spot_is_on_the_map_and_among_what_is_open_now(db: TestDb) {
    let stad = Stad::new(db);
    let (spot, keeper) = (stad.spot(), As::role(KEEPER));
    let pin = format!("lat={:.6}&lon={:.6}", spot.lat(), spot.lon());
    let map = "kaart-infopunten";
    let open = || {
        let path = "/api/v1/infopunten/nu-open";
        stad.app
            .send(&Ask::get(path).query(&pin).by(&As::Nobody))
            .text()
    };
    let one = stad.made("Een", NEW_PLACE);
    stad.hours(one, "24/7");
    assert!(!stad.page("infopunten").contains(map), "nobody said where");
    assert!(!open().contains("Een"));
    let two = stad.made("Twee", &format!("{NEW_PLACE}&{pin}"));
    stad.hours(two, "24/7");
    assert!(stad.page("infopunten").contains(map));
    assert!(open().contains("Twee"), "{}", open());
    // Another point in the place that is there, which is put on the map with it.
    let place = stad.get(one).locatie;
    let three = stad.made("Drie", &format!("locatie={place}&{pin}"));
    assert_eq!(stad.get(three).locatie, place);
    assert_eq!(stad.get(one).place, Some(spot.e6()));
    assert!(open().contains("Een"), "{}", open());
    // The form of a point moves the pin, and brings nothing along to another place.
    let path = format!("balie/infopunten/{two}/wijzig");
    let north = format!("lat={:.6}&lon={:.6}", spot.lat() + 0.0001, spot.lon());
    let form = stad.fields(two, &format!("voorheen=&{north}"));
    assert_eq!(stad.send(&keeper, &path, &form).status, 303);
    let moved = stad.get(two).place;
    assert!(moved.is_some() && moved != Some(spot.e6()), "{moved:?}");
    let form = stad.fields(two, &format!("voorheen=&{north}&locatie={place}"));
    assert_eq!(stad.send(&keeper, &path, &form).status, 303);
    assert_eq!(stad.get(two).place, Some(spot.e6()));
}

fn a_spot_outside_the_gemeente_is_refused_and_what_was_filled_in_stays(db: TestDb) {
    let stad = Stad::new(db);
    let id = stad.point("Een", 0, true);
    let was = stad.get(id).place;
    let path = format!("balie/infopunten/{id}/wijzig");
    for pin in ["lat=1.000000&lon=1.000000", "lat=daar&lon=", "lat=&lon=5.4"] {
        let form = stad.fields(id, &format!("voorheen=De oude plek&{pin}"));
        let answer = stad.send(&As::role(KEEPER), &path, &form);
        assert_eq!(answer.status, 400, "{pin}");
        let page = answer.text();
        for kept in ["href=\"#lat\"", "id=\"lat\"", "value=\"De oude plek\""] {
            assert!(page.contains(kept), "{pin}: {kept}: {page}");
        }
    }
    assert_eq!(stad.get(id).place, was);
    assert_eq!(stad.get(id).voorheen, "Oude Een", "all of it or nothing");
}

fn the_spot_of_a_place_without_a_point_is_not_for_who_keeps_points(db: TestDb) {
    let stad = Stad::new(db);
    let (one, two) = (stad.point("Een", 0, true), stad.point("Twee", 0, true));
    let (left, there) = (stad.get(one).locatie, stad.get(two).locatie);
    stad.change(one, |velden| velden.locatie = there).unwrap();
    let spot = stad.spot();
    let keeper = stad.app.actor(KEEPER);
    let pin = |id: LocatieId| {
        stad.app
            .write(&keeper, move |ctx| put_on_map(ctx, id, spot))
    };
    assert_eq!(key(pin(left)), ["forbidden"]);
    pin(there).unwrap();
    assert_eq!(stad.get(one).place, Some(spot.e6()));
}

fn l_72_a_move_names_what_is_lost_and_the_old_name_is_found_at_the_next(db: TestDb) {
    let stad = Stad::new(db);
    let (one, two) = (stad.point("Een", 0, true), stad.point("Twee", 0, true));
    stad.change(two, |velden| velden.voorheen.clear()).unwrap();
    let offers = |id: InfopuntId, functies: &[&str]| {
        let inhoud = Inhoud {
            functies: functies.iter().map(|one| (*one).to_owned()).collect(),
            ..Inhoud::default()
        };
        stad.write(move |ctx| set_inhoud(ctx, id, &inhoud, None))
            .unwrap();
    };
    offers(one, &["sportadvies", "wonen"]);
    offers(two, &["wonen"]);
    let (path, keeper) = (format!("balie/infopunten/{one}/stand"), As::role(KEEPER));
    let form = format!("stap=move&opvolger={two}&reden=Het nieuwe gebouw is klaar.");
    let asked = stad.send(&keeper, &path, &form);
    assert_eq!(asked.status, 400);
    let page = asked.text();
    let lost = page.split("id=\"gemis-d\"").nth(1).unwrap();
    let lost = lost.split("</ul>").next().unwrap();
    assert_eq!(lost.matches("<li>").count(), 1, "{lost}");
    assert!(lost.contains("Advies over sport en bewegen"), "{lost}");
    assert!(
        page.contains(&format!("value=\"{two}\" selected")) && page.contains("name=\"gemis\""),
        "{page}"
    );
    assert_eq!(
        stad.get(one).state,
        InfopuntState::Open,
        "nothing moved yet"
    );
    let sent = stad.send(&keeper, &path, &format!("{form}&gemis=ja"));
    assert_eq!(sent.status, 303, "{}", sent.text());
    assert_eq!(stad.get(one).opvolger, Some(two));
    assert_eq!(stad.get(two).voorheen, "Een");
    let found = plain(&stad.page("infopunten?zoek=Een"));
    assert!(
        found.contains("Twee") && found.contains("voorheen Een"),
        "{found}"
    );
    let gemeente = stad.app.frame(stad.app.slug()).id;
    let noted: i64 = stad.read(move |tx| {
        Ok(tx.query_one(
            "SELECT count(*) FROM journaal WHERE gemeente_id = $1 AND subject_id = $2 \
             AND body LIKE '%\"gemis\":1%'",
            &[&gemeente, &one],
            |row| row.get(0),
        )?)
    });
    assert_eq!(noted, 1);
    // What a point was called before stays; where nothing is lost nobody has to say so.
    let three = stad.point("Drie", 0, true);
    let on = Wending {
        opvolger: Some(three),
        knows_missing: true,
        ..because(Stap::Move)
    };
    stad.turn(two, on).unwrap();
    assert_eq!(stad.get(three).voorheen, "Oude Drie");
    let four = stad.point("Vier", 0, true);
    let last = Wending {
        opvolger: Some(four),
        ..because(Stap::Move)
    };
    stad.turn(three, last).unwrap();
}
