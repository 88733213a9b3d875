//! The contacts of a desk in a Klantinteracties API (VNG, 0.9.0): a contact is a klantcontact, a referral an interne taak
//! of the organisation that it goes to.
//!
//! Whatever is made there carries our own id and is looked for before it is made, so an answer that got lost doubles
//! nothing; what was removed there is made anew once something is to be told of it. No partij, betrokkene or digitaal adres is made: nobody who asked is known there.

use jiff::Timestamp;
use serde_json::{Value as Json, json};
use uuid::Uuid;

use super::outbound::{Fault, Outbound};
use super::store;
use crate::app::App;
use crate::balie::doorverwijzingen::{Doorverwijzing, DoorverwijzingState as State};
use crate::balie::{contacten, doorverwijzingen};
use crate::config::{Gebeurtenis, Klantinteracties};
use crate::error::Error;
use crate::frame::Frame;
use crate::ids::{ContactId, DoorverwijzingId, OrganisatieId};
use crate::journaal::Line;

/// What it is told of.
pub(super) const TOLD: &[Gebeurtenis] = &[
    Gebeurtenis::ContactGenoteerd,
    Gebeurtenis::ContactGewijzigd,
    Gebeurtenis::VraagGesteld,
    Gebeurtenis::DoorverwijzingVerstuurd,
    Gebeurtenis::DoorverwijzingGeweigerd,
    Gebeurtenis::DoorverwijzingVerlopen,
    Gebeurtenis::DoorverwijzingAfgerond,
];

/// The register that our ids are of.
const REGISTER: &str = "wijkwerk";

type Done<T> = Result<T, Fault>;

/// Tells this entry.
pub(super) fn deliver(
    app: &App,
    frame: &Frame,
    one: &Klantinteracties,
    out: &Outbound,
    (gebeurtenis, line): (Gebeurtenis, &Line),
) -> Done<()> {
    let register = Register {
        app,
        frame,
        one,
        out,
        authorization: format!("Token {}", one.token.reveal()),
    };
    match gebeurtenis {
        Gebeurtenis::ContactGenoteerd => register.contact(ContactId(line.subject)).map(drop),
        Gebeurtenis::ContactGewijzigd => register.contact_again(ContactId(line.subject)),
        Gebeurtenis::VraagGesteld => register.question(line),
        Gebeurtenis::DoorverwijzingVerstuurd => register.task(DoorverwijzingId(line.subject)),
        _ => register.close_task(line),
    }
}

struct Register<'a> {
    app: &'a App,
    frame: &'a Frame,
    one: &'a Klantinteracties,
    out: &'a Outbound,
    authorization: String,
}

impl Register<'_> {
    /// The klantcontact of this contact, made if it is not there.
    fn contact(&self, id: ContactId) -> Done<Uuid> {
        let what = ("klantcontact", id.0);
        if let Some(there) = self.still("klantcontacten", what)? {
            return Ok(there);
        }
        let body = self.as_it_is(id)?;
        self.make_contact(what, "contact", body)
    }

    /// Says again what a contact is, under the name that it has there; one that was never told of is none.
    fn contact_again(&self, id: ContactId) -> Done<()> {
        let what = ("klantcontact", id.0);
        let Some(there) = self.known(what)? else {
            return Ok(());
        };
        let body = self.as_it_is(id)?;
        let url = self.url(&format!("klantcontacten/{there}"));
        let told = self.out.patch(&url, &self.headers(), &body.to_string());
        if let Err(Fault::Gone(status)) = told {
            let anew = self.make_contact(what, "contact", body)?;
            // What is in the list and yet cannot be changed was not removed.
            let is_same = anew == there;
            return if is_same {
                Err(Fault::Gone(status))
            } else {
                Ok(())
            };
        }
        told.map(drop)
    }

    /// A question that came later changes what its contact is about; those of its first moment were told with it.
    fn question(&self, line: &Line) -> Done<()> {
        let Some(contact) = line.id("contact") else {
            return Ok(());
        };
        let gemeente = self.frame.id;
        let noted = self.app.db().read_blocking(move |tx| {
            Ok::<_, Error>(contacten::get_contact(tx, gemeente, ContactId(contact))?.at)
        })?;
        if noted == line.at {
            return Ok(());
        }
        self.contact_again(ContactId(contact))
    }

    /// What a contact is now.
    fn as_it_is(&self, id: ContactId) -> Done<Json> {
        let gemeente = self.frame.id;
        let (contact, vragen) = self.app.db().read_blocking(move |tx| {
            let contact = contacten::get_contact(tx, gemeente, id)?;
            Ok::<_, Error>((contact, contacten::list_vragen(tx, gemeente, id)?))
        })?;
        let mut topics: Vec<String> = Vec::new();
        for vraag in &vragen {
            let topic = self.topic(&vraag.onderwerp);
            if !topics.contains(&topic) {
                topics.push(topic);
            }
        }
        let kanaal = self.frame.inrichting.kanaal(&contact.kanaal);
        let kanaal = kanaal.map_or(contact.kanaal.as_str(), |found| found.naam.nl.as_str());
        let is_owed = vragen.iter().any(|vraag| vraag.uitkomst.is_owed());
        let topics = topics.join(", ");
        Ok(klantcontact(kanaal, &topics, contact.at, is_owed))
    }

    /// The klantcontact of a referral that no contact came before.
    fn contact_of_referral(&self, one: &doorverwijzingen::Doorverwijzing) -> Done<Uuid> {
        let what = ("klantcontact", one.id.0);
        if let Some(there) = self.still("klantcontacten", what)? {
            return Ok(there);
        }
        let topic = self.topic(&one.onderwerp);
        let body = klantcontact("onbekend", &topic, one.created_at, true);
        self.make_contact(what, "doorverwijzing", body)
    }

    fn make_contact(
        &self,
        what: (&'static str, Uuid),
        objecttype: &str,
        klantcontact: Json,
    ) -> Done<Uuid> {
        let query = format!(
            "klantcontacten?onderwerpobject__onderwerpobjectidentificatorCodeRegister={REGISTER}\
             &onderwerpobject__onderwerpobjectidentificatorObjectId={}",
            what.1
        );
        if let Some(there) = self.first(&query, |_| true)? {
            return self.keep(what, there);
        }
        let made = self.make(
            "maak-klantcontact",
            &json!({
                "klantcontact": klantcontact,
                "onderwerpobject": {
                    "wasKlantcontact": null,
                    "onderwerpobjectidentificator": identificator(objecttype, what.1),
                },
            }),
        )?;
        let there = uuid_of(made.get("klantcontact"))?;
        self.keep(what, there)
    }

    /// The organisation as an actor.
    fn actor(&self, id: OrganisatieId) -> Done<Uuid> {
        let what = ("actor", id.0);
        if let Some(there) = self.still("actoren", what)? {
            return Ok(there);
        }
        let query = format!(
            "actoren?actoridentificatorCodeRegister={REGISTER}&actoridentificatorObjectId={}",
            id.0
        );
        if let Some(there) = self.first(&query, |_| true)? {
            return self.keep(what, there);
        }
        let naam = self.frame.organisatie(id).map(|found| found.naam.as_str());
        let made = self.make(
            "actoren",
            &json!({
                "naam": short(naam.unwrap_or("onbekend"), 200),
                "soortActor": "organisatorische_eenheid",
                "indicatieActief": true,
                "actoridentificator": identificator("organisatie", id.0),
                "actorIdentificatie": {
                    "omschrijving": "", "emailadres": "", "faxnummer": "", "telefoonnummer": "",
                },
            }),
        )?;
        let there = uuid_of(Some(&made))?;
        self.keep(what, there)
    }

    /// The interne taak of a referral that was sent.
    fn task(&self, id: DoorverwijzingId) -> Done<()> {
        match self.known(("internetaak", id.0))? {
            Some(_) => Ok(()),
            None => self.task_as_it_is(id),
        }
    }

    /// The interne taak of a referral, looked for and made if it is not there, as far as the referral is now.
    fn task_as_it_is(&self, id: DoorverwijzingId) -> Done<()> {
        let what = ("internetaak", id.0);
        let gemeente = self.frame.id;
        let found = self
            .app
            .db()
            .read_blocking(move |tx| doorverwijzingen::find(tx, gemeente, id))?;
        let Some(one) = found else {
            return Ok(());
        };
        let contact = match one.contact {
            Some(contact) => self.contact(contact)?,
            None => self.contact_of_referral(&one)?,
        };
        let mark = format!("{REGISTER} doorverwijzing {}", id.0);
        let query = format!("internetaken?aanleidinggevendKlantcontact__uuid={contact}");
        let is_ours = |task: &Json| task.get("toelichting").and_then(Json::as_str) == Some(&*mark);
        let there = match self.first(&query, is_ours)? {
            Some(there) => there,
            None => self.make_task(&one, contact, &mark)?,
        };
        let there = self.keep(what, there)?;
        // What was told late may have ended meanwhile, and then nothing more is told of it.
        let is_over = matches!(one.state, State::Bounced | State::Expired | State::Settled);
        if is_over {
            let at = one.settled_at.or(one.answered_at);
            self.end_task(there, at.unwrap_or_else(|| self.app.clock().now()))?;
        }
        Ok(())
    }

    fn make_task(&self, one: &Doorverwijzing, contact: Uuid, mark: &str) -> Done<Uuid> {
        let actor = self.actor(one.naar)?;
        let asked = format!("Doorverwijzing: {}", self.topic(&one.onderwerp));
        let made = self.make(
            "internetaken",
            &json!({
                "gevraagdeHandeling": short(&asked, 200),
                "aanleidinggevendKlantcontact": { "uuid": contact },
                "toegewezenAanActoren": [{ "uuid": actor }],
                "status": "te_verwerken",
                "toelichting": mark,
            }),
        )?;
        uuid_of(Some(&made))
    }

    /// The task has ended, whichever way; one that was never told of is none.
    fn close_task(&self, line: &Line) -> Done<()> {
        let Some(task) = self.known(("internetaak", line.subject))? else {
            return Ok(());
        };
        match self.end_task(task, line.at) {
            Err(Fault::Gone(_)) => self.task_as_it_is(DoorverwijzingId(line.subject)),
            told => told,
        }
    }

    fn end_task(&self, task: Uuid, at: Timestamp) -> Done<()> {
        let body = json!({ "status": "verwerkt", "afgehandeldOp": at.to_string() });
        let url = self.url(&format!("internetaken/{task}"));
        self.out
            .patch(&url, &self.headers(), &body.to_string())
            .map(drop)
    }

    fn topic(&self, sleutel: &str) -> String {
        let found = self.frame.inrichting.onderwerp(sleutel);
        found.map_or_else(|| sleutel.to_owned(), |found| found.naam.nl.clone())
    }

    /// What something is called there since it was made.
    fn known(&self, what: (&'static str, Uuid)) -> Done<Option<Uuid>> {
        let (gemeente, name) = (self.frame.id, self.one.name.clone());
        let found = self
            .app
            .db()
            .read_blocking(move |tx| store::find_elders(tx, gemeente, &name, what))?;
        Ok(found)
    }

    /// The same, if it was not removed there: something that is to refer to it would be refused.
    fn still(&self, path: &str, what: (&'static str, Uuid)) -> Done<Option<Uuid>> {
        let Some(there) = self.known(what)? else {
            return Ok(None);
        };
        let url = self.url(&format!("{path}/{there}"));
        match self.out.get(&url, &self.headers()) {
            Err(Fault::Gone(_)) => Ok(None),
            found => found.map(|_| Some(there)),
        }
    }

    fn keep(&self, what: (&'static str, Uuid), elders: Uuid) -> Done<Uuid> {
        let (gemeente, name) = (self.frame.id, self.one.name.clone());
        self.app
            .db()
            .bookkeep_blocking(move |tx| store::keep_elders(tx, gemeente, &name, what, elders))?;
        Ok(elders)
    }

    /// The first of a list there that is meant.
    fn first(&self, query: &str, is_meant: impl Fn(&Json) -> bool) -> Done<Option<Uuid>> {
        let bytes = self.out.get(&self.url(query), &self.headers())?;
        let list = parse(&bytes)?;
        let all = list
            .get("results")
            .and_then(Json::as_array)
            .ok_or_else(unreadable)?;
        let found = all.iter().find(|one| is_meant(one));
        found.map(|one| uuid_of(Some(one))).transpose()
    }

    fn make(&self, path: &str, body: &Json) -> Done<Json> {
        let bytes = self
            .out
            .post(&self.url(path), &self.headers(), &body.to_string())?;
        parse(&bytes)
    }

    fn url(&self, path: &str) -> String {
        format!("{}/{path}", self.one.url.trim_end_matches('/'))
    }

    fn headers(&self) -> [(&str, &str); 3] {
        [
            ("Authorization", self.authorization.as_str()),
            ("Content-Type", "application/json"),
            ("Accept", "application/json"),
        ]
    }
}

/// What a contact is there. What was asked is not told: a topic of the inrichting is enough.
fn klantcontact(kanaal: &str, onderwerp: &str, at: jiff::Timestamp, is_owed: bool) -> Json {
    json!({
        "kanaal": short(kanaal, 50),
        "onderwerp": short(onderwerp, 200),
        "taal": "nld",
        "vertrouwelijk": false,
        "plaatsgevondenOp": at.to_string(),
        "indicatieContactGelukt": true,
        "verdereActieOndernomen": is_owed,
    })
}

fn identificator(objecttype: &str, id: Uuid) -> Json {
    json!({
        "codeObjecttype": objecttype,
        "codeRegister": REGISTER,
        "objectId": id,
        "codeSoortObjectId": "uuid",
    })
}

fn short(text: &str, most: usize) -> String {
    text.chars().take(most).collect()
}

fn unreadable() -> Fault {
    Fault::Away("the answer cannot be read".to_owned())
}

fn parse(bytes: &[u8]) -> Done<Json> {
    serde_json::from_slice(bytes).map_err(|_| unreadable())
}

fn uuid_of(one: Option<&Json>) -> Done<Uuid> {
    one.and_then(|one| one.get("uuid")?.as_str()?.parse().ok())
        .ok_or_else(unreadable)
}
