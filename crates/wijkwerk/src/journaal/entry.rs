//! One entry before it is written.

use jiff::civil::Date;
use serde_json::{Map, Value as Json, json};
use uuid::Uuid;

kit::word_enum! {
    /// What was done. One list for the whole product; readers match on it.
    pub enum Verb {
        Created = "created",
        Submitted = "submitted",
        Joined = "joined",
        Triaged = "triaged",
        Undone = "undone",
        Routed = "routed",
        Forwarded = "forwarded",
        Returned = "returned",
        Assigned = "assigned",
        Planned = "planned",
        Done = "done",
        Confirmed = "confirmed",
        Disputed = "disputed",
        Reopened = "reopened",
        Linked = "linked",
        Proposed = "proposed",
        Accepted = "accepted",
        Declined = "declined",
        Progressed = "progressed",
        Delivered = "delivered",
        Verified = "verified",
        Dropped = "dropped",
        Resolved = "resolved",
        Agreed = "agreed",
        Adopted = "adopted",
        CarriedOver = "carried_over",
        Contributed = "contributed",
        ResultRecorded = "result_recorded",
        Judged = "judged",
        PhotoReleased = "photo_released",
        Due = "due",
        Satisfied = "satisfied",
        Signalled = "signalled",
        TakenUp = "taken_up",
        Closed = "closed",
        Told = "told",
        Invited = "invited",
        Reminded = "reminded",
        Appointed = "appointed",
        Ended = "ended",
        Changed = "changed",
        Imported = "imported",
        Erased = "erased",
        Withdrawn = "withdrawn",
        Published = "published",
        Hidden = "hidden",
        Shown = "shown",
        Claimed = "claimed",
        Assured = "assured",
        Asked = "asked",
        Flagged = "flagged",
        Noted = "noted",
        Chosen = "chosen",
        Consented = "consented",
        Sent = "sent",
        Bounced = "bounced",
        Expired = "expired",
        Rerouted = "rerouted",
        Arrived = "arrived",
        NoShow = "no_show",
        Settled = "settled",
        Escalated = "escalated",
        Started = "started",
        Ticked = "ticked",
        LinkMade = "link_made",
        LinkRevoked = "link_revoked",
    }
}

/// Who did it, as the journaal may know it: never a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ActorRef {
    Account(Uuid),
    /// The holder of a mail link: a random id per thread.
    Link(Uuid),
    Nobody,
    Job(&'static str),
    Command,
}

impl ActorRef {
    /// The kind in words and the id, if there is one.
    pub fn parts(self) -> (&'static str, Option<Uuid>) {
        match self {
            Self::Account(id) => ("account", Some(id)),
            Self::Link(id) => ("link", Some(id)),
            Self::Nobody => ("nobody", None),
            Self::Job(_) => ("job", None),
            Self::Command => ("command", None),
        }
    }

    fn json(self) -> Json {
        match self {
            Self::Account(id) => json!({ "kind": "account", "id": id }),
            Self::Link(id) => json!({ "kind": "link", "id": id }),
            Self::Nobody => json!({ "kind": "nobody" }),
            Self::Job(name) => json!({ "kind": "job", "name": name }),
            Self::Command => json!({ "kind": "command" }),
        }
    }
}

/// What is to be noted: subject, verb, fields, and perhaps a text that can be erased later.
#[derive(Clone, Debug)]
pub struct Entry {
    pub(super) subject_kind: &'static str,
    pub(super) subject_id: Uuid,
    pub(super) verb: Verb,
    pub(super) fields: Map<String, Json>,
    pub(super) text: Option<String>,
}

impl Entry {
    /// `verb` happened to `subject_id`, which is a `subject_kind` (a Dutch noun in the singular).
    pub fn new(subject_kind: &'static str, subject_id: Uuid, verb: Verb) -> Self {
        Self {
            subject_kind,
            subject_id,
            verb,
            fields: Map::new(),
            text: None,
        }
    }

    fn field(mut self, name: &'static str, value: Json) -> Self {
        self.fields.insert(name.to_owned(), value);
        self
    }

    /// A fixed word: a state, a kind, a key of the inrichting. Never free text.
    pub fn word(self, name: &'static str, word: &str) -> Self {
        self.field(name, Json::String(word.to_owned()))
    }

    /// A reference.
    pub fn id(self, name: &'static str, id: Uuid) -> Self {
        self.field(name, json!(id))
    }

    /// A reference, if there is one.
    pub fn id_opt(self, name: &'static str, id: Option<Uuid>) -> Self {
        match id {
            Some(id) => self.id(name, id),
            None => self,
        }
    }

    /// A number: an amount in cents, minutes, a count.
    pub fn number(self, name: &'static str, number: i64) -> Self {
        self.field(name, json!(number))
    }

    /// A flag.
    pub fn flag(self, name: &'static str, flag: bool) -> Self {
        self.field(name, json!(flag))
    }

    /// A day.
    pub fn date(self, name: &'static str, date: Date) -> Self {
        self.field(name, json!(date.to_string()))
    }

    /// The sentence that a timeline shows; kept apart so that it can be erased.
    pub fn text(mut self, text: impl Into<String>) -> Self {
        self.text = Some(text.into());
        self
    }

    /// The exact bytes that are stored and hashed.
    pub(super) fn body(
        &self,
        seq: i64,
        at: jiff::Timestamp,
        write_id: Uuid,
        actor: ActorRef,
        attachment: Option<&[u8; 32]>,
    ) -> String {
        let mut body = Map::new();
        body.insert("seq".into(), json!(seq));
        body.insert("at".into(), json!(at.as_microsecond()));
        body.insert("write".into(), json!(write_id));
        body.insert("actor".into(), actor.json());
        body.insert("kind".into(), json!(self.subject_kind));
        body.insert("subject".into(), json!(self.subject_id));
        body.insert("verb".into(), json!(self.verb.word()));
        if !self.fields.is_empty() {
            body.insert("fields".into(), Json::Object(self.fields.clone()));
        }
        if let Some(hash) = attachment {
            body.insert(
                "attachment".into(),
                json!(data_encoding::HEXLOWER.encode(hash)),
            );
        }
        Json::Object(body).to_string()
    }
}
