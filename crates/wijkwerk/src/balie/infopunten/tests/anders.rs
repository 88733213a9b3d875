//! What goes otherwise in the coming weeks: all of it, with the reason, the same on page and poster; and named before hours
//! are saved.

use kit::i18n::{Lang, words};
use kit::on_both_engines;
use kit::testing::TestDb;

use super::*;

on_both_engines!(
    inv_11_every_day_that_goes_otherwise_is_told_on_page_and_poster,
    free_days_and_school_holidays_are_told_by_name,
    days_on_end_are_one_line_until_the_last,
    of_a_list_of_the_country_only_the_own_region_counts,
    before_hours_are_saved_what_goes_otherwise_is_named,
    inv_11_hours_that_hold_from_a_later_day_are_told_ahead,
    of_thousands_of_exceptions_the_newest_counts,
    inv_11_the_api_tells_hours_to_come_words_and_days_that_go_otherwise,
    inv_11_search_engines_read_that_a_point_is_closed,
    what_is_read_in_pages_is_all_of_it_in_order,
);

fn plain(text: &str) -> String {
    text.replace(['\u{2068}', '\u{2069}'], "")
}

impl Stad {
    fn page_and_poster(&self) -> [String; 2] {
        [
            plain(&self.page("infopunten/een")),
            plain(&self.page("infopunten/een/poster")),
        ]
    }

    /// Hours that hold so many days from now.
    pub(super) fn hours_from(&self, id: InfopuntId, typed: &'static str, ahead: i32) {
        let from = later(self.today(), ahead);
        self.write(move |ctx| tijden::set_hours(ctx, id, typed, from))
            .unwrap();
    }

    fn day(&self, ahead: i32) -> String {
        words::date_near(Lang::Nl, later(self.today(), ahead), self.today())
    }

    fn free(&self, soort: VrijSoort, naam: &'static str, from: i32, until: i32) {
        let today = self.today();
        let (from, until) = (later(today, from), later(today, until));
        self.write(move |ctx| tijden::add_free(ctx, soort, naam, from, until))
            .unwrap();
        self.app.app.forget_frame(self.app.slug());
    }
}

fn inv_11_every_day_that_goes_otherwise_is_told_on_page_and_poster(db: TestDb) {
    let stad = Stad::new(db);
    let id = stad.point("Een", 0, true);
    stad.hours(id, "ma-zo 9-12.30");
    let today = stad.today();
    for n in 1..=50 {
        let day = later(today, n);
        stad.close(id, day, day, if n % 2 == 0 { "" } else { "10-11" });
    }
    for page in stad.page_and_poster() {
        for n in 1..=50 {
            let hours = if n % 2 == 0 {
                "gesloten"
            } else {
                "10.00 – 11.00 uur"
            };
            let line = format!("{}: {hours} (De collega is ziek.)", stad.day(n));
            assert!(page.contains(&line), "{line}: {page}");
        }
    }
}

fn free_days_and_school_holidays_are_told_by_name(db: TestDb) {
    let stad = Stad::new(db);
    let id = stad.point("Een", 0, true);
    stad.free(VrijSoort::School, "Voorjaarsvakantie", 10, 14);
    stad.free(VrijSoort::Closed, "Opruimdag", 3, 3);
    stad.hours(id, "Mo-Su 09:00-17:00; SH 09:00-12:00");
    let lines = [
        format!("{}: gesloten (Opruimdag)", stad.day(3)),
        format!(
            "{} tot en met {}: 9.00 – 12.00 uur (Voorjaarsvakantie)",
            stad.day(10),
            stad.day(14)
        ),
        "maandag 27 april: gesloten (Koningsdag)".to_owned(),
    ];
    for page in stad.page_and_poster() {
        for line in &lines {
            assert!(page.contains(line), "{line}: {page}");
        }
    }
    // On a day that is closed anyway nothing goes otherwise.
    stad.hours(id, "Tu 09:00-17:00");
    assert!(!stad.page("infopunten/een").contains("Koningsdag"));
}

fn days_on_end_are_one_line_until_the_last(db: TestDb) {
    let stad = Stad::new(db);
    let id = stad.point("Een", 0, true);
    stad.hours(id, "ma-vr 9-12.30");
    let today = stad.today();
    stad.close(id, later(today, 1), later(today, 3), "");
    stad.close(id, later(today, 50), later(today, 90), "");
    let lines = [
        format!(
            "{} tot en met {}: gesloten (De collega is ziek.)",
            stad.day(1),
            stad.day(3)
        ),
        format!(
            "{} tot en met {}: gesloten (De collega is ziek.)",
            stad.day(50),
            stad.day(90)
        ),
    ];
    for page in stad.page_and_poster() {
        for line in &lines {
            assert!(page.contains(line), "{line}: {page}");
        }
        assert!(!page.contains(&format!("{}: gesloten", stad.day(2))));
    }
}

fn before_hours_are_saved_what_goes_otherwise_is_named(db: TestDb) {
    let stad = Stad::new(db);
    let id = stad.point("Een", 0, true);
    stad.hours(id, "ma-zo 9-12.30");
    let today = stad.today();
    stad.close(id, later(today, 2), later(today, 4), "");
    let path = format!("/{}/balie/infopunten/{id}/uren", stad.app.slug());
    let form = format!("uren=ma-zo 9-17&vanaf={today}&doe=bekijk");
    let who = As::role("coordinator");
    let page = stad.app.send(&Ask::post(&path, &form).by(&who).lang("nl"));
    let text = plain(&page.text());
    let named = format!(
        "Let op: {} tot en met {} gaat het anders",
        stad.day(2),
        stad.day(4)
    );
    assert_eq!(page.status, 200, "{text}");
    assert!(text.contains(&named), "{named}: {text}");
    let later_on = format!("uren=ma-zo 9-17&vanaf={}&doe=bekijk", later(today, 5));
    let page = stad
        .app
        .send(&Ask::post(&path, &later_on).by(&who).lang("nl"));
    assert!(!page.text().contains("gaat het anders"));
}

fn inv_11_hours_that_hold_from_a_later_day_are_told_ahead(db: TestDb) {
    let stad = Stad::new(db);
    let (id, new) = (stad.point("Een", 0, true), stad.point("Twee", 0, true));
    stad.hours(id, "ma 9-12");
    stad.hours_from(id, "di 13-17", 30);
    stad.hours_from(id, "wo 10-11", 61);
    stad.hours_from(new, "do 9-12", 20);
    let told = |lang: Lang, path: &str| {
        let path = format!("/{}/{path}", stad.app.slug());
        let code = if lang == Lang::Nl { "nl" } else { "en" };
        let page = stad.app.send(&Ask::get(&path).by(&As::Nobody).lang(code));
        assert_eq!(page.status, 200, "{path}");
        plain(&page.text())
    };
    let from = |lang: Lang, ahead: i32| {
        let day = words::date_near(lang, later(stad.today(), ahead), stad.today());
        let word = if lang == Lang::Nl { "Vanaf" } else { "From" };
        format!("{word} {day}: ")
    };
    for lang in [Lang::Nl, Lang::En] {
        for path in ["infopunten/een", "infopunten/een/poster"] {
            let page = told(lang, path);
            let line = from(lang, 30);
            assert!(page.contains(&line), "{line}: {page}");
            assert!(!page.contains(&from(lang, 61)), "so far is not told");
        }
        for path in ["infopunten/twee", "infopunten/twee/poster"] {
            let page = told(lang, path);
            let line = from(lang, 20);
            assert!(page.contains(&line), "{line}: {page}");
        }
    }
    let page = told(Lang::Nl, "infopunten/een/poster");
    for line in [
        "maandag 9.00 – 12.00 uur".to_owned(),
        format!("{}dinsdag 13.00 – 17.00 uur", from(Lang::Nl, 30)),
    ] {
        assert!(page.contains(&line), "{line}: {page}");
    }
    let page = told(Lang::Nl, "infopunten/twee/poster");
    assert!(
        !page.contains("De openingstijden zijn niet bekend"),
        "{page}"
    );
    // The same hours once more are no news.
    stad.hours_from(new, "do 9-12", 40);
    assert!(!told(Lang::Nl, "infopunten/twee").contains(&from(Lang::Nl, 40)));
}

fn of_thousands_of_exceptions_the_newest_counts(db: TestDb) {
    let stad = Stad::new(db);
    let id = stad.point("Een", 0, true);
    stad.hours(id, "ma-zo 9-17");
    let today = stad.today();
    stad.write(move |ctx| {
        let old = NewUitzondering {
            infopunt: id,
            from: today,
            until: today,
            times: String::new(),
            reden: "De collega is ziek.".to_owned(),
            bron: UitzonderingBron::Hand,
        };
        for _ in 0..5000 {
            let exception = ctx.new_id();
            store::uren::insert_uitzondering(ctx, exception, &old, "")?;
        }
        Ok(())
    })
    .unwrap();
    stad.app.clock.advance_seconds(60);
    stad.close(id, today, today, "9-12");
    let new = NewUitzondering {
        infopunt: id,
        from: today,
        until: today,
        times: "10-11".to_owned(),
        reden: "Er is vandaag een open dag.".to_owned(),
        bron: UitzonderingBron::Hand,
    };
    stad.write(move |ctx| uren::set_exception(ctx, &new))
        .unwrap();
    let frame = stad.app.frame(stad.app.slug());
    let told = stad.read(move |tx| uren::published(tx, &frame, id, today, today));
    let times: Vec<(u16, u16)> = told.iter().map(|one| (one.from, one.until)).collect();
    assert_eq!(times, [(600, 660)]);
}

fn inv_11_the_api_tells_hours_to_come_words_and_days_that_go_otherwise(db: TestDb) {
    let stad = Stad::new(db);
    let id = stad.point("Een", 0, true);
    let known = |stad: &Stad| -> serde_json::Value {
        let all: serde_json::Value = serde_json::from_str(&stad.api()).unwrap();
        all.as_array().unwrap()[0].clone()
    };
    let bare = known(&stad);
    for field in ["inWoorden", "volgende", "anders"] {
        assert_eq!(bare[field], serde_json::json!([]), "{field}: {bare}");
    }
    stad.hours(id, "ma-zo 9-12.30");
    stad.hours_from(id, "ma-zo 10-12", 30);
    let today = stad.today();
    stad.close(id, later(today, 1), later(today, 3), "");
    stad.close(id, later(today, 5), later(today, 5), "10-11");
    let told = known(&stad);
    assert_eq!(
        told["openingstijden"], "Mo-Su 09:00-12:30; PH off",
        "{told}"
    );
    assert_eq!(
        told["volgende"],
        serde_json::json!([{
            "vanaf": later(today, 30).to_string(),
            "openingstijden": "Mo-Su 10:00-12:00; PH off",
        }]),
        "{told}"
    );
    let anders = told["anders"].as_array().unwrap();
    let days = |one: &serde_json::Value| -> [String; 4] {
        ["eersteDag", "laatsteDag", "tijden", "reden"]
            .map(|key| one[key].as_str().unwrap().to_owned())
    };
    let day = |n: i32| later(today, n).to_string();
    let why = || "De collega is ziek.".to_owned();
    assert_eq!(
        days(&anders[0]),
        [day(1), day(3), String::new(), why()],
        "{told}"
    );
    assert_eq!(
        days(&anders[1]),
        [day(5), day(5), "10:00-11:00".to_owned(), why()],
        "{told}"
    );
    // The words are those of the page.
    let page = plain(&stad.page("infopunten/een"));
    let path = format!("/api/v1/gemeenten/{}/infopunten", stad.app.slug());
    let dutch = stad.app.send(&Ask::get(&path).by(&As::Nobody).lang("nl"));
    let dutch: serde_json::Value = serde_json::from_str(&dutch.text()).unwrap();
    let lines = dutch[0]["inWoorden"].as_array().unwrap();
    for line in lines {
        let line = line.as_str().unwrap();
        assert!(page.contains(line), "{line}: {page}");
    }
    for begins in ["maandag tot en met zondag 9.00", "Vanaf "] {
        let is_told = lines
            .iter()
            .any(|one| one.as_str().unwrap().starts_with(begins));
        assert!(is_told, "{begins}: {dutch}");
    }
}

fn inv_11_search_engines_read_that_a_point_is_closed(db: TestDb) {
    let stad = Stad::new(db);
    let id = stad.point("Een", 0, true);
    stad.hours(id, "ma-zo 9-12.30");
    let told = |stad: &Stad| -> serde_json::Value {
        let page = stad.page("infopunten/een");
        let data = page.split_once("application/ld+json\">").unwrap().1;
        serde_json::from_str(data.split_once("</script>").unwrap().0).unwrap()
    };
    let open = told(&stad);
    let week = open["openingHoursSpecification"].as_array().unwrap();
    assert!(!week.is_empty(), "{open}");
    let away = Wending {
        alternatief: "Ga naar het stadhuis.".to_owned(),
        ..because(Stap::Close)
    };
    stad.turn(id, away).unwrap();
    let shut = told(&stad);
    let until = later(stad.today(), 60).to_string();
    assert_eq!(shut["openingHoursSpecification"], serde_json::json!([]));
    assert_eq!(
        shut["specialOpeningHoursSpecification"],
        serde_json::json!([{
            "@type": "OpeningHoursSpecification", "opens": "00:00", "closes": "00:00",
            "validFrom": stad.today().to_string(), "validThrough": until,
        }]),
        "{shut}"
    );
}

fn of_a_list_of_the_country_only_the_own_region_counts(db: TestDb) {
    let stad = Stad::new(db);
    let path = format!("/{}/balie/vrije-dagen", stad.app.slug());
    let lijst = "10-10-2026+18-10-2026+Herfstvakantie+regio+noord%0A17-10-2026+25-10-2026+Herfstvakantie+regio+zuid";
    let send = |regio: &str| {
        let form = format!("regio={regio}&lijst={lijst}");
        let asked = Ask::post(&path, &form).by(&As::role("regisseur"));
        stad.app.send(&asked.lang("nl"))
    };
    let gemeente = stad.app.frame(stad.app.slug()).id;
    let known = || {
        let all =
            stad.app.app.db().read_blocking(move |tx| {
                crate::kader::openingstijden::list_vrije_dagen(tx, gemeente)
            });
        let days = all.unwrap().into_iter();
        days.map(|one| (one.first_day, one.naam))
            .collect::<Vec<_>>()
    };
    // Which region it is, is not guessed, and the list comes back.
    let refused = send("");
    assert_eq!(refused.status, 400);
    let text = refused.text();
    assert!(text.contains("Kies welke regio"), "{text}");
    assert!(text.contains("Herfstvakantie regio noord"), "{text}");
    assert_eq!(known(), []);
    assert_eq!(send("midden").status, 400, "nothing for that region");
    assert_eq!(send("zuid").status, 303);
    let zuid = jiff::civil::date(2026, 10, 17);
    assert_eq!(known(), [(zuid, "Herfstvakantie".to_owned())]);
}

fn what_is_read_in_pages_is_all_of_it_in_order(db: TestDb) {
    let stad = Stad::new(db);
    let today = stad.today();
    for naam in ["Een", "Twee", "Drie"] {
        let id = stad.point(naam, 0, true);
        for (n, typed) in ["ma 9-12", "di 9-12", "wo 9-12"].into_iter().enumerate() {
            stad.app.clock.advance_seconds(60);
            stad.hours_from(id, typed, i32::try_from(n % 2).unwrap());
            let day = later(today, 2);
            stad.close(id, day, later(day, i32::try_from(n).unwrap()), "");
        }
    }
    let gemeente = stad.app.frame(stad.app.slug()).id;
    let period = (today, later(today, 30));
    let read = move |size: i64| {
        stad.read(move |tx| {
            let versies = store::uren::versies_by(tx, gemeente, size)?;
            let dagen = store::uren::uitzonderingen_by(tx, gemeente, period, size)?;
            let standen = store::uren::standen_by(tx, gemeente, size)?;
            let versies: Vec<_> = versies.iter().map(|(punt, one)| (*punt, one.id)).collect();
            let dagen: Vec<_> = dagen.iter().map(|one| (one.created_at, one.id)).collect();
            Ok((versies, dagen, standen))
        })
    };
    let whole = read(1000);
    assert_eq!((whole.0.len(), whole.1.len(), whole.2.len()), (9, 9, 3));
    assert!(whole.1.is_sorted());
    for size in [1, 2, 3, 4, 9, 10] {
        assert_eq!(read(size), whole, "{size}");
    }
}
