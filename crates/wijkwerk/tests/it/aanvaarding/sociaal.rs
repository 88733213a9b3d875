//! Social service: who takes part, what there is per wijk, and what somebody at the desk finds open.

use kit::testing::TestDb;
use wijkwerk::access::Actor;
use wijkwerk::balie::kennisbank::inlezen::{Aanbieder, Incoming, take_in};
use wijkwerk::testing::{As, Ask, Where};

use super::balie::{DESK, point, stad, words};
use super::{Stad, visible};

const KEEPER: &str = "functioneelbeheerder";

/// What a page shows, without the marks around what was filled in.
fn plain(html: &str) -> String {
    visible(html).replace(['\u{2068}', '\u{2069}'], "")
}

fn l_58_four_partners_of_the_social_domain_are_there_from_the_start(db: TestDb) {
    let stad = Stad::new(db, "lelystad-2012");
    let frame = stad.app.frame(stad.app.slug());
    let mut social: Vec<&str> = frame
        .organisaties
        .iter()
        .filter(|one| one.domein == "sociaal")
        .map(|one| one.naam.as_str())
        .collect();
    social.sort_unstable();
    let expected = [
        "Gezondheidscentra",
        "Maatschappelijke Dienstverlening Flevoland",
        "Sportbedrijf",
        "Stichting Welzijn Lelystad",
    ];
    assert_eq!(social, expected);
    let page = plain(&stad.page(&As::role(KEEPER), "beheer/organisaties"));
    let (_, from) = page.split_once("Sociaal").expect("the domain");
    let own = from.split("Fysiek").next().unwrap_or_default();
    for naam in expected {
        assert!(own.contains(naam), "{naam}: {own}");
    }
    assert!(!own.contains("Gemeente Lelystad"), "{own}");
}

fn l_59_a_new_partner_owns_texts_and_gets_referrals_the_same_day(db: TestDb) {
    let stad = stad(db);
    stad.sent(
        &As::role(KEEPER),
        "beheer/organisaties",
        "naam=Stichting Verzonnen&soort=overig&domein=sociaal",
    );
    let frame = stad.app.frame(stad.app.slug());
    let mut all = frame.organisaties.iter();
    let new = all.find(|one| one.naam == "Stichting Verzonnen");
    let new = new.expect("it is there at once").clone();
    let partner = stad.person(
        "Noor Verzonnen",
        &new.sleutel,
        "aanbodbeheerder",
        Where::Organisatie(new.id),
    );
    let (onderwerp, _) = words(&stad);
    let fields = format!(
        "soort=product&onderwerp={onderwerp}&titel=Samen koken&samenvatting=Kort.&tekst=Lang.&talen=nl"
    );
    let item = stad.sent(&partner, "kennisbank/nieuw", &fields);
    stad.sent(&partner, &format!("kennisbank/{item}/publiceer"), "");
    let page = plain(&stad.page(&As::role(DESK), &format!("kennisbank/{item}")));
    assert!(page.contains("Stichting Verzonnen"), "{page}");
    let (desk, punt) = (As::role(DESK), point(&stad, "Wielhuis", true));
    let to = new.id;
    let fields = format!("onderwerp={onderwerp}&naar={to}&wijze=cold&punt={punt}");
    let referral = stad.sent(&desk, "balie/doorverwijzen", &fields);
    let path = format!("doorverwijzingen/{referral}");
    let page = stad.page(&desk, &path);
    let (_, rest) = page
        .split_once("name=\"zin\" value=\"")
        .expect("a sentence");
    let zin = rest.split('"').next().expect("its words");
    stad.sent(&desk, &format!("{path}/versturen"), &format!("zin={zin}"));
    stad.sent(&partner, &format!("{path}/antwoord"), "doe=aannemen");
    let other = stad.person(
        "Sam Verzonnen",
        "mdf",
        "aanbodbeheerder",
        Where::Organisatie(stad.organisatie("mdf")),
    );
    let status = stad.get(&other, &path).status;
    assert!(matches!(status, 403 | 404), "{status}");
}

/// Signs in by the mail, as somebody does; answers where that leads.
fn signed_in(stad: &Stad, email: &str) -> String {
    let slug = stad.app.slug().to_owned();
    let form = Ask::post(&format!("/{slug}/inloggen"), &format!("email={email}"));
    let asked = stad.app.send(&form);
    assert_eq!(asked.status, 303, "{}", asked.text());
    let cookie = asked.header("set-cookie");
    let cookie = cookie.split(';').next().unwrap_or_default().to_owned();
    let own: String = email.to_owned();
    let body: String = stad
        .app
        .app
        .db()
        .read_blocking(move |tx| {
            use kit::db::Queries as _;
            Ok::<_, wijkwerk::error::Error>(tx.query_one(
                "SELECT body FROM mails WHERE address = $1 ORDER BY seq DESC, id DESC LIMIT 1",
                &[&own],
                |row| row.get(0),
            )?)
        })
        .expect("the mail");
    let token = body
        .split_whitespace()
        .find_map(|word| word.split_once("/inloggen/link/"))
        .expect("a link")
        .1;
    let open = Ask::post(&format!("/{slug}/inloggen/link/{token}"), "");
    let answer = stad.app.send(&open.header("cookie", &cookie));
    assert_eq!(answer.status, 303, "{}", answer.text());
    answer.location().to_owned()
}

fn l_63_the_desk_screen_opens_directly_and_there_is_no_menu_for_money(db: TestDb) {
    let stad = stad(db);
    let email = |rol: &str| stad.app.person(rol).email.clone();
    assert!(signed_in(&stad, &email(DESK)).ends_with("/balie"));
    assert!(signed_in(&stad, &email("coordinator")).ends_with("/vandaag"));
    let page = stad.page(&As::role(DESK), "balie");
    let (_, menu) = page.split_once("<nav").expect("a menu");
    let menu = menu.split("</nav>").next().unwrap_or_default();
    assert!(menu.contains("/balie\""), "{menu}");
    let closed = ["formatie", "ondersteuning", "beheer", "werkplannen"];
    for path in closed {
        assert!(!menu.contains(&format!("/{path}\"")), "{path}: {menu}");
        let status = stad.get(&As::role(DESK), path).status;
        assert!(matches!(status, 403 | 404), "{path}: {status}");
    }
}

/// A service of a partner that is read in from a catalogue.
fn service(stad: &Stad, titel: &str, of: &str, onderwerp: &str, gebieden: &[&str]) {
    let row = Incoming {
        bron: "catalogus".into(),
        extern_id: titel.to_lowercase(),
        soort: "aanbod".into(),
        organisatie: Some(Aanbieder {
            naam: of.into(),
            ..Aanbieder::default()
        }),
        organisatie_soort: "welzijn".into(),
        actief: true,
        onderwerp: onderwerp.into(),
        titel: titel.into(),
        samenvatting: "Kom langs.".into(),
        gebieden: gebieden.iter().map(|one| (*one).to_owned()).collect(),
        ..Incoming::default()
    };
    stad.app
        .write(&Actor::Command, move |ctx| take_in(ctx, &row))
        .expect("it is taken in");
}

fn l_64_a_wijk_shows_who_does_what_and_what_nobody_does(db: TestDb) {
    let stad = stad(db);
    let desk = As::role(DESK);
    let show = |wijk: &str| {
        let path = format!("kennisbank/pakket?wijk={wijk}");
        let page = plain(&stad.page(&desk, &path));
        let (_, rest) = page
            .split_once("waar niemand iets voor heeft.")
            .expect("the page");
        rest.to_owned()
    };
    let empty = show("zuiderzeewijk");
    assert!(
        empty.contains("In Zuiderzeewijk is er nog niets"),
        "{empty}"
    );
    let (mdf, sport) = ("Maatschappelijke Dienstverlening Flevoland", "Sportbedrijf");
    service(&stad, "Spreekuur schulden", mdf, "geld", &["zuiderzeewijk"]);
    service(&stad, "Fit in de buurt", sport, "gezondheid", &[]);
    service(&stad, "Taalcafé", mdf, "school", &["kustwijk"]);
    // What there is, and the topics on which there is nothing.
    let parts = |wijk: &str| {
        let page = show(wijk);
        let (_, rest) = page.split_once("nog niets voor").expect("the gaps");
        let (gaps, _) = rest
            .split_once("Recht en klachten")
            .expect("the last topic");
        (gaps.to_owned(), rest.replace(gaps, ""))
    };
    let (gaps, there) = parts("zuiderzeewijk");
    for (titel, of) in [("Spreekuur schulden", mdf), ("Fit in de buurt", sport)] {
        let (_, rest) = there.split_once(titel).expect("a service");
        assert!(rest.trim_start().starts_with(of), "{titel}: {there}");
    }
    assert!(
        !there.contains("Taalcafé"),
        "that is for another wijk: {there}"
    );
    for topic in ["School en leren", "Wonen", "Afval"] {
        assert!(gaps.contains(topic), "{topic}: {gaps}");
    }
    for topic in ["Geld en schulden", "Gezondheid"] {
        assert!(!gaps.contains(topic), "{topic}: {gaps}");
    }
    let (gaps, there) = parts("kustwijk");
    assert!(
        there.contains("Taalcafé") && !there.contains("Spreekuur"),
        "{there}"
    );
    assert!(
        gaps.contains("Geld en schulden") && !gaps.contains("School en leren"),
        "{gaps}"
    );
}

kit::on_both_engines!(
    l_58_four_partners_of_the_social_domain_are_there_from_the_start,
    l_59_a_new_partner_owns_texts_and_gets_referrals_the_same_day,
    l_63_the_desk_screen_opens_directly_and_there_is_no_menu_for_money,
    l_64_a_wijk_shows_who_does_what_and_what_nobody_does,
);
