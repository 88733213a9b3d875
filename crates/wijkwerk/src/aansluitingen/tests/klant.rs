//! A Klantinteracties API of the test: what is made there, once, and without anybody in it.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use kit::on_both_engines;
use kit::testing::TestDb;
use serde_json::{Value as Json, json};

use super::super::send_again;
use super::server::Asked;
use super::*;

on_both_engines!(
    a_contact_becomes_a_klantcontact_and_a_referral_a_task,
    an_answer_that_got_lost_makes_nothing_twice,
    a_referral_by_itself_is_told_with_its_contact,
    a_task_that_is_told_late_ends_at_once,
    a_question_that_comes_later_changes_what_was_told,
    a_contact_that_is_noted_by_hand_later_is_told_again,
    what_was_removed_there_is_made_anew_when_it_changes,
    a_referral_of_a_contact_that_was_removed_there_arrives,
);

/// What the API holds: of each thing its path and what was sent.
type Held = Arc<Mutex<Vec<(String, Json)>>>;

/// Makes, finds and changes things as the API does. While `loses` is true it makes things and hangs up.
fn register() -> (Server, Held, Arc<AtomicBool>) {
    register_that(Arc::default())
}

/// The same; while `refuses` is true it wants nothing.
fn register_that(refuses: Arc<AtomicBool>) -> (Server, Held, Arc<AtomicBool>) {
    let held: Held = Arc::default();
    let loses = Arc::new(AtomicBool::new(false));
    let (all, hangs_up) = (held.clone(), loses.clone());
    let names = AtomicUsize::new(1);
    let server = Server::new(move |asked| {
        if asked.header("authorization") != "Token token-van-de-toets" {
            return (403, String::new());
        }
        if refuses.load(Ordering::SeqCst) {
            return (422, String::new());
        }
        let path = asked.path.strip_prefix("/klantinteracties/api/v1/");
        let path = path.unwrap_or_default();
        let mut all = all.lock().unwrap();
        match asked.method.as_str() {
            "GET" if path.contains('?') => (200, list(&all, path).to_string()),
            "GET" if all.iter().any(|(_, one)| path.ends_with(name_of(one))) => {
                (200, "{}".to_owned())
            }
            "POST" => {
                let mut made = asked.json();
                let of = made.pointer("/aanleidinggevendKlantcontact/uuid");
                if of.is_some_and(|of| !all.iter().any(|(_, one)| *of == name_of(one))) {
                    return (400, String::new());
                }
                let uuid = names.fetch_add(1, Ordering::SeqCst);
                let uuid = format!("00000000-0000-4000-8000-{uuid:012}");
                match made.get_mut("klantcontact") {
                    Some(inner) => inner["uuid"] = json!(uuid),
                    None => made["uuid"] = json!(uuid),
                }
                all.push((path.to_owned(), made.clone()));
                let status = if hangs_up.load(Ordering::SeqCst) {
                    0
                } else {
                    201
                };
                (status, made.to_string())
            }
            "PATCH" => {
                let mut all = all.iter_mut().map(|(_, one)| one);
                let Some(one) = all.find(|one| path.ends_with(name_of(one))) else {
                    return (404, String::new());
                };
                let is_contact = one.get("klantcontact").is_some();
                let one = if is_contact {
                    &mut one["klantcontact"]
                } else {
                    one
                };
                for (name, value) in asked.json().as_object().unwrap() {
                    one[name.as_str()] = value.clone();
                }
                (200, "{}".to_owned())
            }
            "GET" => (404, String::new()),
            _ => (405, String::new()),
        }
    });
    (server, held, loses)
}

/// What the API calls this.
fn name_of(one: &Json) -> &str {
    let one = one.get("klantcontact").unwrap_or(one);
    one["uuid"].as_str().unwrap_or_default()
}

/// A list of the API: by our own id, or of a klantcontact.
fn list(all: &[(String, Json)], path: &str) -> Json {
    let (what, query) = path.split_once('?').unwrap_or((path, ""));
    let made_at = if what == "klantcontacten" {
        "maak-klantcontact"
    } else {
        what
    };
    let wanted = query.rsplit('=').next().unwrap_or_default();
    let results: Vec<Json> = all
        .iter()
        .filter(|(at, _)| at == made_at)
        .filter(|(_, one)| {
            [
                "/onderwerpobject/onderwerpobjectidentificator/objectId",
                "/actoridentificator/objectId",
                "/aanleidinggevendKlantcontact/uuid",
            ]
            .iter()
            .any(|pointer| one.pointer(pointer).and_then(Json::as_str) == Some(wanted))
        })
        .map(|(_, one)| one.get("klantcontact").unwrap_or(one).clone())
        .collect();
    json!({ "count": results.len(), "next": null, "previous": null, "results": results })
}

fn of(held: &Held, path: &str) -> Vec<Json> {
    let all = held.lock().unwrap();
    let found = all.iter().filter(|(at, _)| at == path);
    found.map(|(_, one)| one.clone()).collect()
}

fn bodies(asked: &[Asked]) -> String {
    asked
        .iter()
        .map(|one| format!("{} {}\n", one.path, one.body))
        .collect()
}

fn a_contact_becomes_a_klantcontact_and_a_referral_a_task(db: TestDb) {
    let (server, held, _) = register();
    let stad = Stad::with_register(db, server);
    let contact = stad.contact();
    stad.tell();
    let frame = stad.app.frame(stad.app.slug());
    let made = of(&held, "maak-klantcontact");
    assert_eq!(made.len(), 1);
    let one = &made[0]["klantcontact"];
    assert_eq!(one["kanaal"], frame.inrichting.kanalen[1].naam.nl);
    assert_eq!(one["onderwerp"], frame.inrichting.onderwerpen[0].naam.nl);
    assert_eq!(one["taal"], "nld");
    assert_eq!(one["plaatsgevondenOp"], stad.app.clock.now().to_string());
    assert_eq!(one["indicatieContactGelukt"], true);
    assert_eq!(one["verdereActieOndernomen"], false);
    let key = &made[0]["onderwerpobject"]["onderwerpobjectidentificator"];
    assert_eq!(key["objectId"], contact.0.to_string());
    assert_eq!(key["codeRegister"], "wijkwerk");
    assert!(made[0].get("betrokkene").is_none());

    let ids = [stad.referral(Some(contact)), stad.referral(Some(contact))];
    stad.tell();
    assert_eq!(of(&held, "maak-klantcontact").len(), 1, "the same contact");
    let actors = of(&held, "actoren");
    assert_eq!(actors.len(), 1, "the same organisation");
    assert_eq!(actors[0]["soortActor"], "organisatorische_eenheid");
    let naam = &frame
        .organisatie(stad.partner.organisatie.unwrap())
        .unwrap()
        .naam;
    assert_eq!(actors[0]["naam"], *naam);
    let tasks = of(&held, "internetaken");
    assert_eq!(tasks.len(), 2);
    for (task, id) in tasks.iter().zip(ids) {
        assert_eq!(task["status"], "te_verwerken");
        assert_eq!(task["aanleidinggevendKlantcontact"]["uuid"], one["uuid"]);
        assert_eq!(task["toegewezenAanActoren"][0]["uuid"], actors[0]["uuid"]);
        let note = task["toelichting"].as_str().unwrap();
        assert!(note.contains(&id.0.to_string()), "{note}");
    }

    stad.decline(ids[0]);
    stad.tell();
    let tasks = of(&held, "internetaken");
    assert_eq!(tasks[0]["status"], "verwerkt");
    assert_eq!(tasks[0]["afgehandeldOp"], stad.app.clock.now().to_string());
    assert_eq!(tasks[1]["status"], "te_verwerken");
    says_nothing_of_anybody(&bodies(&stad.server.asked()));
}

fn an_answer_that_got_lost_makes_nothing_twice(db: TestDb) {
    let (server, held, loses) = register();
    let stad = Stad::with_register(db, server);
    loses.store(true, Ordering::SeqCst);
    let contact = stad.contact();
    stad.referral(Some(contact));
    // Each time it makes one thing more and does not say so.
    for _ in 0..3 {
        assert!(stad.tell() < 4, "not all of it arrives");
        stad.wait_minutes(60);
    }
    loses.store(false, Ordering::SeqCst);
    for _ in 0..3 {
        stad.tell();
        stad.wait_minutes(60);
    }
    assert_eq!(of(&held, "maak-klantcontact").len(), 1);
    assert_eq!(of(&held, "actoren").len(), 1);
    assert_eq!(of(&held, "internetaken").len(), 1);
}

/// Whoever sends on a resident without noting anything has noted that contact by sending.
fn a_referral_by_itself_is_told_with_its_contact(db: TestDb) {
    let (server, held, _) = register();
    let stad = Stad::with_register(db, server);
    let id = stad.referral(None);
    stad.tell();
    let made = of(&held, "maak-klantcontact");
    assert_eq!(made.len(), 1);
    let key = &made[0]["onderwerpobject"]["onderwerpobjectidentificator"];
    let contact = stad.contact_of(id);
    assert_eq!(key["objectId"], contact.0.to_string());
    assert_eq!(key["codeObjecttype"], "contact");
    assert_eq!(of(&held, "internetaken").len(), 1);
}

/// That it was declined was told while nobody there knew of it; then the task itself arrives.
fn a_task_that_is_told_late_ends_at_once(db: TestDb) {
    let refuses = Arc::new(AtomicBool::new(true));
    let (server, held, _) = register_that(refuses.clone());
    let stad = Stad::with_register(db, server);
    let id = stad.referral(None);
    stad.decline(id);
    let declined = stad.app.clock.now();
    stad.tell();
    assert!(held.lock().unwrap().is_empty());
    refuses.store(false, Ordering::SeqCst);
    stad.wait_minutes(60);
    assert!(send_again(&stad.app.app, "kcc").unwrap() > Some(0));
    stad.tell();
    let tasks = of(&held, "internetaken");
    assert_eq!(tasks.len(), 1);
    assert_eq!(tasks[0]["status"], "verwerkt");
    assert_eq!(tasks[0]["afgehandeldOp"], declined.to_string());
}

fn a_question_that_comes_later_changes_what_was_told(db: TestDb) {
    let (server, held, _) = register();
    let stad = Stad::with_register(db, server);
    let contact = stad.contact();
    stad.tell();
    let methods =
        |asked: Vec<Asked>| -> Vec<String> { asked.into_iter().map(|one| one.method).collect() };
    let asked = methods(stad.server.asked());
    assert!(!asked.contains(&"PATCH".to_owned()), "{asked:?}");
    stad.wait_minutes(5);
    let frame = stad.app.frame(stad.app.slug());
    let topics = &frame.inrichting.onderwerpen;
    let (first, second) = (&topics[0], &topics[1]);
    let more = NewVraag::about(&second.sleutel, Uitkomst::Open);
    let desk = stad.app.actor("contactmedewerker");
    stad.app
        .write(&desk, move |ctx| ask(ctx, contact, &more))
        .unwrap();
    stad.tell();
    let made = of(&held, "maak-klantcontact");
    assert_eq!(made.len(), 1, "the same contact");
    let one = &made[0]["klantcontact"];
    let both = format!("{}, {}", first.naam.nl, second.naam.nl);
    assert_eq!(one["onderwerp"], both);
    assert_eq!(one["verdereActieOndernomen"], true);
    let asked = methods(stad.server.asked());
    assert_eq!(asked, ["PATCH"], "once");
}

fn a_contact_that_is_noted_by_hand_later_is_told_again(db: TestDb) {
    let (server, held, _) = register();
    let stad = Stad::with_register(db, server);
    let id = stad.referral(None);
    stad.tell();
    let before = of(&held, "maak-klantcontact")[0]["klantcontact"]["kanaal"].clone();
    stad.wait_minutes(2);
    let frame = stad.app.frame(stad.app.slug());
    let mut others = frame.inrichting.kanalen.iter();
    let by_phone = others
        .find(|kanaal| kanaal.sleutel != "digitaal" && before != kanaal.naam.nl)
        .unwrap();
    let new = NewContact {
        kanaal: by_phone.sleutel.clone(),
        infopunt: None,
        gebied: None,
        bijeenkomst: None,
        vragen: vec![NewVraag::about("geld", Uitkomst::Referred)],
        geraadpleegd: Vec::new(),
    };
    let desk = stad.actor(&stad.balie);
    let noted = stad
        .app
        .write(&desk, move |ctx| open_contact(ctx, &new, None))
        .unwrap();
    assert_eq!(noted, stad.contact_of(id));
    stad.tell();
    let made = of(&held, "maak-klantcontact");
    assert_eq!(made.len(), 1, "the same contact");
    assert_eq!(made[0]["klantcontact"]["kanaal"], by_phone.naam.nl);
    says_nothing_of_anybody(&bodies(&stad.server.asked()));
}

fn what_was_removed_there_is_made_anew_when_it_changes(db: TestDb) {
    let (server, held, _) = register();
    let stad = Stad::with_register(db, server);
    let contact = stad.contact();
    let id = stad.referral(Some(contact));
    stad.tell();
    let before = of(&held, "maak-klantcontact");
    held.lock().unwrap().clear();
    stad.wait_minutes(5);
    let frame = stad.app.frame(stad.app.slug());
    let more = NewVraag::about(&frame.inrichting.onderwerpen[1].sleutel, Uitkomst::Open);
    let desk = stad.app.actor("contactmedewerker");
    stad.app
        .write(&desk, move |ctx| ask(ctx, contact, &more))
        .unwrap();
    assert!(stad.tell() > 0, "it holds up nothing");
    let made = of(&held, "maak-klantcontact");
    assert_eq!(made.len(), 1);
    assert_ne!(name_of(&made[0]), name_of(&before[0]));
    let second = &frame.inrichting.onderwerpen[1].naam.nl;
    let onderwerp = made[0]["klantcontact"]["onderwerp"].as_str().unwrap();
    assert!(onderwerp.contains(second.as_str()), "{onderwerp}");

    stad.decline(id);
    stad.tell();
    let tasks = of(&held, "internetaken");
    assert_eq!(tasks.len(), 1);
    assert_eq!(tasks[0]["status"], "verwerkt");
    assert_eq!(of(&held, "maak-klantcontact").len(), 1, "the same contact");
    assert_eq!(of(&held, "actoren").len(), 1);
    says_nothing_of_anybody(&bodies(&stad.server.asked()));
}

fn a_referral_of_a_contact_that_was_removed_there_arrives(db: TestDb) {
    let (server, held, _) = register();
    let stad = Stad::with_register(db, server);
    let contact = stad.contact();
    stad.tell();
    held.lock().unwrap().clear();
    stad.referral(Some(contact));
    stad.tell();
    let (made, tasks) = (of(&held, "maak-klantcontact"), of(&held, "internetaken"));
    assert_eq!((made.len(), tasks.len()), (1, 1));
    let named = &tasks[0]["aanleidinggevendKlantcontact"]["uuid"];
    assert_eq!(named.as_str(), Some(name_of(&made[0])));
}
