//! Uniform product names: chosen from those that were read in, and in the feed from then on.

use super::*;
use crate::balie::kennisbank::actions::{set_online, set_productnaam};
use crate::balie::kennisbank::inlezen::{Incoming, TakenIn, take_in};
use crate::testing::{As, Ask};

const URI: &str = "http://standaarden.overheid.nl/owms/terms/schuldhulpverlening";
const NAAM: &str = "schuldhulpverlening";

/// A gemeente that has read in one name.
fn named(db: TestDb) -> Bank {
    let bank = Bank::new(db);
    let row = Incoming {
        bron: inlezen::UPL.into(),
        extern_id: URI.into(),
        soort: "product".into(),
        actief: true,
        titel: "Schuldhulpverlening".into(),
        doelgroep: "inwoners en ondernemers".into(),
        upl_naam: Some(NAAM.into()),
        upl_uri: Some(URI.into()),
        ..Incoming::default()
    };
    let taken = bank.act(&Actor::Command, move |ctx| take_in(ctx, &row));
    assert!(matches!(taken, Ok(TakenIn::Added(_))), "{taken:?}");
    bank
}

fn named_as(bank: &Bank, id: KennisitemId) -> (Option<String>, Option<String>) {
    let item = bank.item(id);
    (item.upl_naam, item.upl_uri)
}

fn an_item_takes_a_name_that_was_read_in_and_is_in_the_feed(db: TestDb) {
    let bank = named(db);
    let feed = || bank.app.get(&format!("/{}/sc.xml", bank.app.slug())).text();
    let id = bank.shown();
    assert!(!feed().contains(URI), "a name of nobody is no product");
    bank.act(&bank.eigenaar, move |ctx| set_productnaam(ctx, id, URI))
        .unwrap();
    assert_eq!(
        named_as(&bank, id),
        (Some(NAAM.to_owned()), Some(URI.to_owned()))
    );
    assert_eq!(bank.verbs(id).last(), Some(&Verb::Changed));
    let text = feed();
    assert!(
        text.contains(URI) && text.contains("Hulp bij schulden"),
        "{text}"
    );
    // The list of names says for whom; the item says nothing of it.
    for audience in ["particulier", "ondernemer"] {
        let told = format!(">{audience}</dcterms:audience>");
        assert!(text.contains(&told), "{audience}: {text}");
    }
    let other = bank.act(&bank.balie, move |ctx| set_productnaam(ctx, id, ""));
    assert_eq!(key(other), "forbidden");
    let unknown = bank.act(&bank.eigenaar, move |ctx| {
        set_productnaam(ctx, id, "http://voorbeeld.example/verzonnen")
    });
    assert_eq!(key(unknown), "kennis-upl-onbekend");
    let before = bank.verbs(id).len();
    bank.act(&bank.eigenaar, move |ctx| set_productnaam(ctx, id, URI))
        .unwrap();
    assert_eq!(bank.verbs(id).len(), before, "nothing changed");
    bank.act(&bank.eigenaar, move |ctx| set_productnaam(ctx, id, " "))
        .unwrap();
    assert_eq!(named_as(&bank, id), (None, None));
    assert!(!feed().contains(URI));
}

fn the_form_asks_for_the_name_and_keeps_it(db: TestDb) {
    let bank = named(db);
    let writer = As::role("aanbodbeheerder");
    let base = format!("/{}/kennisbank", bank.app.slug());
    let page = |path: &str| {
        let answer = bank.app.send(&Ask::get(path).by(&writer).lang("nl"));
        assert_eq!(answer.status, 200, "{path}: {}", answer.text());
        answer.text()
    };
    let option = format!("<option value=\"{URI}\">{NAAM}</option>");
    let chosen = format!("<option value=\"{URI}\" selected>{NAAM}</option>");
    assert!(page(&format!("{base}/nieuw")).contains(&option));
    let fields = "soort=product&onderwerp=geld&titel=Hulp bij geld&samenvatting=Wij helpen u met geld.&talen=nl";
    let send = |path: &str, fields: &str| {
        let ask = Ask::post(path, fields).by(&writer).lang("nl");
        bank.app.send(&ask)
    };
    let made = send(&format!("{base}/nieuw"), &format!("{fields}&upl={URI}"));
    assert_eq!(made.status, 303, "{}", made.text());
    let edit = format!("{}/wijzig", made.location());
    assert!(page(&edit).contains(&chosen));
    let wrong = send(&edit, &format!("{fields}&upl=verzonnen"));
    assert_eq!(wrong.status, 400);
    assert!(wrong.text().contains("Deze naam staat niet in de lijst."));
    // A form that did not ask takes nothing away; one that asked does.
    assert_eq!(send(&edit, fields).status, 303);
    assert!(page(&edit).contains(&chosen));
    assert_eq!(send(&edit, &format!("{fields}&upl=")).status, 303);
    assert!(page(&edit).contains(&option));
}

fn the_feed_says_whether_a_product_can_be_asked_for_online(db: TestDb) {
    let bank = named(db);
    let told = |hoe: &str| {
        let feed = bank.app.get(&format!("/{}/sc.xml", bank.app.slug())).text();
        feed.contains(&format!("<overheidproduct:onlineAanvragen>{hoe}</"))
    };
    let id = bank.shown();
    bank.act(&bank.eigenaar, move |ctx| set_productnaam(ctx, id, URI))
        .unwrap();
    assert!(told("nee"), "nobody said that it can");
    for hoe in ["ja", "digid"] {
        bank.act(&bank.eigenaar, move |ctx| set_online(ctx, id, hoe))
            .unwrap();
        assert!(told(hoe), "{hoe}");
    }
    let before = bank.verbs(id).len();
    bank.act(&bank.eigenaar, move |ctx| set_online(ctx, id, "digid"))
        .unwrap();
    assert_eq!(bank.verbs(id).len(), before, "nothing changed");
    let other = bank.act(&bank.balie, move |ctx| set_online(ctx, id, ""));
    assert_eq!(key(other), "forbidden");
    let unknown = bank.act(&bank.eigenaar, move |ctx| set_online(ctx, id, "misschien"));
    assert_eq!(key(unknown), "kennis-online-fout");
    assert!(told("digid"), "as it was");
    bank.act(&bank.eigenaar, move |ctx| set_online(ctx, id, ""))
        .unwrap();
    assert!(told("nee"));
}

fn the_form_asks_whether_it_can_be_asked_for_online(db: TestDb) {
    let bank = named(db);
    let writer = As::role("aanbodbeheerder");
    let new = format!("/{}/kennisbank/nieuw", bank.app.slug());
    let fields = "soort=product&onderwerp=geld&titel=Hulp bij geld&samenvatting=Wij helpen u met geld.&talen=nl";
    let send = |path: &str, more: &str| {
        let ask = Ask::post(path, &format!("{fields}{more}"));
        bank.app.send(&ask.by(&writer).lang("nl"))
    };
    let made = send(&new, "&online=digid");
    assert_eq!(made.status, 303, "{}", made.text());
    let edit = format!("{}/wijzig", made.location());
    let shows = |chosen: &str| {
        let page = bank.app.send(&Ask::get(&edit).by(&writer).lang("nl"));
        page.text()
            .contains(&format!("<option value=\"{chosen}\" selected>"))
    };
    assert!(shows("digid"));
    // A form that did not ask takes nothing away; one that asked does.
    assert_eq!(send(&edit, "").status, 303);
    assert!(shows("digid"));
    let wrong = send(&edit, "&online=misschien");
    assert_eq!(wrong.status, 400);
    assert!(wrong.text().contains("Kies een van de antwoorden."));
    assert_eq!(send(&edit, "&online=ja").status, 303);
    assert!(shows("ja"));
}

on_both_engines!(
    the_feed_says_whether_a_product_can_be_asked_for_online,
    the_form_asks_whether_it_can_be_asked_for_online,
    an_item_takes_a_name_that_was_read_in_and_is_in_the_feed,
    the_form_asks_for_the_name_and_keeps_it,
);
