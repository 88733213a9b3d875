//! What a point has to be: known when it is shut, shared by its partners, never the last one gone without a word.

use kit::testing::TestDb;
use wijkwerk::balie::infopunten::list_infopunten;
use wijkwerk::jobs::{Night, run_due};
use wijkwerk::testing::{Answer, As, Where};

use super::balie::{count, point, stad};
use super::{Stad, visible};

const KEEPER: &str = "functioneelbeheerder";
const YEAR: i64 = 366 * 86_400;

/// What a page shows, without the marks around what was filled in.
fn plain(html: &str) -> String {
    visible(html).replace(['\u{2068}', '\u{2069}'], "")
}

fn kept(stad: &Stad, who: &As, path: &str) -> String {
    plain(&stad.page(who, path))
}

/// What follows this name on a page.
fn after(page: &str, naam: &str, letters: usize) -> String {
    let (_, rest) = page
        .split_once(naam)
        .unwrap_or_else(|| panic!("no {naam}: {page}"));
    rest.chars().take(letters).collect()
}

fn turn(stad: &Stad, punt: &str, fields: &str) -> Answer {
    let path = format!("balie/infopunten/{punt}/stand");
    stad.post(&As::role(KEEPER), &path, fields)
}

fn contents(stad: &Stad, punt: &str, fields: &str) {
    let path = format!("balie/infopunten/{punt}/inhoud");
    stad.sent(&As::role(KEEPER), &path, fields);
}

fn night(stad: &Stad) {
    run_due(&stad.app.app, Night::Now).expect("a night");
}

fn l_40_a_tuesday_shut_by_illness_is_in_every_channel_at_once(db: TestDb) {
    let stad = stad(db);
    let punt = point(&stad, "Wielhuis", true);
    let uren = format!("balie/infopunten/{punt}/uren");
    stad.sent(&As::role(KEEPER), &uren, "uren=ma-vr 9-17&doe=bewaar");
    let wijk = stad
        .app
        .frame(stad.app.slug())
        .wijken()
        .next()
        .expect("a wijk")
        .id;
    let coordinator = stad.person(
        "Noor Verzonnen",
        "welzijn-lelystad",
        "coordinator",
        Where::Gebied(wijk),
    );
    // From Monday nine o'clock to Tuesday half past eight.
    assert!(stad.app.clock.advance_seconds(23 * 3600 + 1800));
    let pdf = || {
        let answer = stad.get(&As::Nobody, "infopunten/wielhuis/poster.pdf");
        (answer.status, answer.body)
    };
    let kcc = As::role("kcc");
    let at_the_kcc = || after(&kept(&stad, &kcc, "balie/infopunten"), "Wielhuis", 120);
    let before = (pdf(), at_the_kcc());
    assert!(
        before.1.contains("Vandaag: 9.00 – 17.00 uur"),
        "{}",
        before.1
    );
    // Without the built letters there is no sheet; its words are read in the browser stage.
    let is_built = !wijkwerk::shipped::ASSETS.is_empty();
    assert!(
        !is_built || pdf() == before.0,
        "the same as long as nothing changes"
    );
    stad.sent(
        &coordinator,
        &format!("balie/infopunten/{punt}/uitzondering"),
        "van=2026-03-03&tot=2026-03-03&reden=Wegens ziekte gesloten.",
    );
    assert!(stad.app.clock.advance_seconds(60));
    for path in ["infopunten/wielhuis", "infopunten/wielhuis/poster"] {
        let page = kept(&stad, &As::Nobody, path);
        assert!(page.contains("Wegens ziekte gesloten."), "{path}: {page}");
    }
    let shut = at_the_kcc();
    assert!(shut.contains("Vandaag: gesloten"), "{shut}");
    if is_built {
        let (status, sheet) = pdf();
        assert_eq!(status, 200);
        assert!(sheet != before.0.1, "another sheet");
    }
}

fn l_78_premises_of_one_tenant_are_marked_for_the_regisseur_every_year(db: TestDb) {
    let stad = stad(db);
    let (alone, shared) = (
        point(&stad, "Wielhuis", true),
        point(&stad, "Spaakhuis", true),
    );
    let (mdf, sport) = (stad.organisatie("mdf"), stad.organisatie("sportbedrijf"));
    contents(&stad, &alone, &format!("huurder={mdf}"));
    contents(&stad, &shared, &format!("huurder={mdf}&huurder={sport}"));
    let regisseur = As::role("regisseur");
    let list = kept(&stad, &regisseur, "balie/infopunten");
    assert_eq!(list.matches("Niet gedeeld").count(), 1, "{list}");
    let mark = "Niet gedeeld: zorgen dat partners het gebouw";
    let marked = || kept(&stad, &regisseur, "vandaag").contains(mark);
    night(&stad);
    assert!(!marked(), "it opened today");
    assert!(stad.app.clock.advance_seconds(YEAR));
    for _ in 0..2 {
        night(&stad);
    }
    assert!(marked());
    let sql =
        "SELECT count(*) FROM verplichtingen WHERE gemeente_id = $1 AND soort = 'infopunt.gedeeld'";
    assert_eq!(count(&stad, sql), 1, "once");
    let page = stad.page(&regisseur, "vandaag");
    assert!(
        page.contains(&format!("balie/infopunten/{alone}")),
        "{page}"
    );
    assert!(
        !page.contains(&format!("balie/infopunten/{shared}")),
        "{page}"
    );
    let other = kept(&stad, &As::role("coordinator"), "vandaag");
    assert!(!other.contains(mark), "{other}");
    contents(&stad, &alone, &format!("huurder={mdf}&huurder={sport}"));
    assert!(!marked(), "it is shared now, before any night");
    night(&stad);
    assert!(!marked());
    contents(&stad, &alone, &format!("huurder={mdf}"));
    night(&stad);
    assert!(!marked(), "looked at once a year");
    assert!(stad.app.clock.advance_seconds(YEAR));
    night(&stad);
    assert!(marked(), "the year after");
}

fn l_79_every_partner_of_a_point_owes_the_yearly_conversation(db: TestDb) {
    let stad = stad(db);
    let punt = point(&stad, "Wielhuis", true);
    let keys = ["mdf", "sportbedrijf", "gezondheidscentra"];
    let people = keys.map(|key| {
        let place = Where::Organisatie(stad.organisatie(key));
        stad.person("Noor Verzonnen", key, "aanbodbeheerder", place)
    });
    let (mdf, sport) = (stad.organisatie(keys[0]), stad.organisatie(keys[1]));
    let fields = format!("partner-0={mdf}&aandeel-0=60&partner-1={sport}&aandeel-1=40");
    contents(&stad, &punt, &fields);
    let asked = || {
        let has = |who: &As| kept(&stad, who, "vandaag").contains("Samen praten over");
        [has(&people[0]), has(&people[1]), has(&people[2])]
    };
    assert!(stad.app.clock.advance_seconds(300 * 86_400));
    night(&stad);
    assert_eq!(asked(), [false, false, false], "a year is not over");
    assert!(stad.app.clock.advance_seconds(66 * 86_400));
    night(&stad);
    assert_eq!(asked(), [true, true, false], "both partners, nobody else");
    let today = stad.app.frame(stad.app.slug()).today(stad.app.clock.now());
    stad.sent(
        &As::role(KEEPER),
        &format!("balie/infopunten/{punt}/gesprek"),
        &format!("dag={today}&verslag=Samen gekeken naar de bezetting."),
    );
    assert_eq!(asked(), [false, false, false], "they did");
}

fn l_82_the_last_point_of_a_stadsdeel_asks_for_an_alternative(db: TestDb) {
    let stad = stad(db);
    let (first, last) = (
        point(&stad, "Wielhuis", true),
        point(&stad, "Spaakhuis", true),
    );
    let close = "stap=end&reden=Het gebouw wordt gesloopt.";
    assert_eq!(turn(&stad, &first, close).status, 303, "another is left");
    let refused = turn(&stad, &last, close);
    assert_eq!(refused.status, 400);
    let warned = plain(&refused.text());
    assert!(
        warned.contains("Dit is hier het laatste punt. Waar kunnen mensen dan heen?"),
        "{warned}"
    );
    let there = kept(&stad, &As::Nobody, "infopunten");
    assert!(there.contains("Spaakhuis"), "nothing was saved: {there}");
    let with = format!("{close}&alternatief=Ga naar het stadhuis.");
    assert_eq!(turn(&stad, &last, &with).status, 303);
    let told = kept(&stad, &As::Nobody, "infopunten/spaakhuis");
    assert!(told.contains("Ga naar het stadhuis."), "{told}");
}

fn inv_12_l_83_a_main_branch_with_one_function_is_warned_about(db: TestDb) {
    let stad = stad(db);
    let wijk = stad
        .app
        .frame(stad.app.slug())
        .wijken()
        .next()
        .expect("a wijk")
        .id;
    let organisatie = stad.organisatie("welzijn-lelystad");
    let keeper = As::role(KEEPER);
    stad.sent(
        &keeper,
        "balie/infopunten",
        &format!(
            "naam=Wielhuis&soort=infopunt&rang=hoofd&gebied={wijk}&organisatie={organisatie}&plek=Huis&locatie_soort=mfa&adres=Straat 1&plaats=Stad&open=ja"
        ),
    );
    let gemeente = stad.app.frame(stad.app.slug()).id;
    let all = stad
        .app
        .app
        .db()
        .read_blocking(move |tx| list_infopunten(tx, gemeente))
        .expect("points");
    let main = all[0].id.to_string();
    let side = point(&stad, "Spaakhuis", true);
    let warning = "Een hoofdvestiging heeft ten minste twee functies.";
    let warned =
        |punt: &str| kept(&stad, &keeper, &format!("balie/infopunten/{punt}")).contains(warning);
    for punt in [&main, &side] {
        contents(&stad, punt, "functie=formulieren");
    }
    assert_eq!((warned(&main), warned(&side)), (true, false));
    contents(&stad, &main, "functie=formulieren&functie=wonen");
    assert!(!warned(&main));
}

fn l_86_the_coming_months_need_a_day_and_then_the_due_runs(db: TestDb) {
    let stad = stad(db);
    let punt = point(&stad, "Wielhuis", true);
    let keeper = As::role(KEEPER);
    let owner = stad.person(
        "Noor Verzonnen",
        "gemeente",
        "wijkbeheerder",
        Where::Gebied(
            stad.app
                .frame(stad.app.slug())
                .wijken()
                .next()
                .expect("a wijk")
                .id,
        ),
    );
    stad.sent(&keeper, "balie/zoektochten", &format!("infopunt={punt}"));
    let html = stad.page(&keeper, "balie/tijdelijk");
    assert!(plain(&html).contains("nog geen datum"), "{html}");
    let (_, rest) = html.split_once("/balie/zoektochten/").expect("the search");
    let search: String = rest.chars().take(36).collect();
    let owed = || {
        after(
            &kept(&stad, &owner, "vandaag"),
            "Besluiten over een andere plek",
            120,
        )
    };
    assert!(owed().contains("Nog niet besloten"), "{}", owed());
    let path = format!("balie/zoektochten/{search}");
    let past = stad.post(&keeper, &path, "datum=2012-09-01");
    assert_eq!(past.status, 400, "a day that is over is none");
    stad.sent(&keeper, &path, "datum=2026-09-01");
    let page = kept(&stad, &keeper, "balie/tijdelijk");
    assert!(page.contains("Besluit voor dinsdag 1 september"), "{page}");
    assert!(!page.contains("nog geen datum"), "{page}");
    assert!(!owed().contains("Nog niet besloten"), "{}", owed());
    // 2 March to 3 September.
    assert!(stad.app.clock.advance_seconds(185 * 86_400));
    assert!(owed().contains("2 dagen te laat"), "{}", owed());
}

fn l_88_a_candidate_is_not_there_until_it_opens(db: TestDb) {
    let stad = stad(db);
    point(&stad, "Wielhuis", true);
    let jol = point(&stad, "De Jol", false);
    let found = || {
        let searched = stad.page(&As::Nobody, "infopunten?zoek=de jol");
        let asked = stad.post(&As::Nobody, "vraag", "vraag=Waar is de jol?");
        let own = stad.get(&As::Nobody, "infopunten/de-jol");
        (
            searched.contains("infopunten/de-jol"),
            asked.text().contains("infopunten/de-jol"),
            own.status,
        )
    };
    assert_eq!(found(), (false, false, 404));
    assert_eq!(turn(&stad, &jol, "stap=plan").status, 303);
    assert_eq!(turn(&stad, &jol, "stap=open").status, 303);
    assert_eq!(found(), (true, true, 200));
}

kit::on_both_engines!(
    l_40_a_tuesday_shut_by_illness_is_in_every_channel_at_once,
    l_78_premises_of_one_tenant_are_marked_for_the_regisseur_every_year,
    l_79_every_partner_of_a_point_owes_the_yearly_conversation,
    l_82_the_last_point_of_a_stadsdeel_asks_for_an_alternative,
    inv_12_l_83_a_main_branch_with_one_function_is_warned_about,
    l_86_the_coming_months_need_a_day_and_then_the_due_runs,
    l_88_a_candidate_is_not_there_until_it_opens,
);
