//! The page behind a link from a mail or a receipt: what happened, who has it now, the last word, own data.

use askama::Template;
use kit::db::Read;

use super::super::actions::melder_link;
use super::super::model::{FieldState, Foto, Melding, MeldingState};
use super::super::oordeel::{self, JudgedResultaat, LastWord};
use super::super::publiek::public_state;
use super::super::store;
use super::own::{self, Own};
use super::thread::{self, Stap};
use super::{colour_of, icon_of};
use crate::access::LinkHolder;
use crate::app::Purpose;
use crate::error::{Error, FieldError, Result};
use crate::frame::Frame;
use crate::http::{Req, Response, View, redirect};
use crate::ids::{AandachtsgebiedId, MeldingId};
use crate::journaal::{self, Line};
use crate::kader::accounts::{Lezer, find_account, list_readers};
use crate::kader::bestanden::{self, NewPhoto};
use crate::layout::{C, Faults, page_with};
use crate::wijkaanpak::taken::{Taak, list_of_melding};
use crate::write::Write;

/// Everything the page tells, from one snapshot.
pub(super) struct Case {
    pub melding: Melding,
    pub own: Own,
    /// The melding this person made, when it was joined into another one.
    pub made: Option<Melding>,
    pub words: Option<(String, Option<String>)>,
    pub before: Vec<Foto>,
    pub after: Vec<Foto>,
    pub lines: Vec<(Line, Option<String>)>,
    pub tasks: Vec<Taak>,
    /// What came of the aandachtsgebied that it is part of, oldest first; only for whoever let us know.
    pub outcomes: Vec<JudgedResultaat>,
    pub readers: Vec<Lezer>,
    /// The person who has it, if that person may be named.
    pub handler: Option<String>,
    /// Whether everybody may read the thread of it, and the aandachtsgebied that it is part of.
    pub has_public: bool,
    pub aandachtsgebied: Option<AandachtsgebiedId>,
}

fn load(tx: &mut Read<'_>, frame: &Frame, holder: &LinkHolder) -> Result<Case> {
    let (gemeente, id) = (frame.id, MeldingId(holder.subject));
    let melding = store::find_melding(tx, gemeente, id)?.ok_or(Error::NotFound("link"))?;
    let own = own::find(tx, gemeente, holder)?;
    let (made, words) = own::find_words(tx, gemeente, &own)?;
    let (before, after) = own::list_photos(tx, gemeente, holder, &own)?;
    let mut lines = Vec::new();
    for line in journaal::lines_about(tx, gemeente, id.0)? {
        let text = if line.has_text() {
            journaal::attachment(tx, gemeente, line.seq)?
        } else {
            None
        };
        lines.push((line, text));
    }
    let handler = match melding.owner_account {
        Some(account) => find_account(tx, gemeente, account)?
            .filter(|person| person.shows_name && !person.ended)
            .map(|person| person.naam),
        None => None,
    };
    let outcomes = if own.is_melder {
        oordeel::list_judged(tx, gemeente, &melding, own.id)?
    } else {
        Vec::new()
    };
    let (has_public, aandachtsgebied) = store::find_public(tx, gemeente, id)?;
    Ok(Case {
        has_public,
        aandachtsgebied,
        outcomes,
        tasks: list_of_melding(tx, gemeente, id)?,
        readers: list_readers(tx, frame, holder)?,
        melding,
        own,
        made,
        words,
        before,
        after,
        lines,
        handler,
    })
}

impl Case {
    /// Whether there are own words or photos that can be erased.
    fn has_words(&self) -> bool {
        self.own.made.is_some() && own::has_words(self.words.as_ref(), &self.before)
    }
}

#[derive(Template)]
#[template(path = "wijkaanpak/meldingen/templates/status.html")]
struct StatusPage {
    c: C,
    token: String,
    address: String,
    case: Case,
    steps: Vec<Stap>,
    state: &'static str,
    badge: &'static str,
    icon: &'static str,
    colour: usize,
    who: String,
    /// Until when the last word can be given, in words.
    answer_by: String,
    may_confirm: bool,
    may_dispute: bool,
    /// By when the reporter hears, or who has yet to decide on that.
    due: String,
    keep_until: String,
    draft: String,
    received: bool,
    /// Where it is, for a question about something else.
    wijk: Option<String>,
    erased: bool,
    faults: Faults,
    refused: Option<String>,
}

/// The page of the reporter's link.
pub async fn show(req: Req) -> Result<Response> {
    page(&req, 200, None).await
}

/// The page, perhaps with what went wrong.
pub(super) async fn page(req: &Req, status: u16, error: Option<Error>) -> Result<Response> {
    let holder = melder_link(&req.actor)?.clone();
    let subject = ("melding", holder.subject);
    let frame = req.frame.clone();
    let case = req
        .app
        .read_personal(
            &req.frame,
            &req.actor,
            Purpose::OwnData,
            subject,
            move |tx| load(tx, &frame, &holder),
        )
        .await?;
    let c = C::of(&req.view);
    let (faults, refused) = match error {
        None => (Faults::default(), None),
        Some(Error::Refused(said)) => (Faults::default(), Some(c.sentence(&said))),
        Some(other) => (Faults::of(other)?, None),
    };
    let token = req.param("token").to_owned();
    let state = state_of(&case);
    let left = last_word(&req.view, &case);
    let until = left.last;
    let asks = left.may_confirm.then(|| match until {
        Some(until) => c.t1("status-reageren-tot", "dag", c.day_plain(until)),
        None => c.t("status-wanneer-wilt"),
    });
    let subject = case.melding.subject().unwrap_or_default().to_owned();
    let template = StatusPage {
        address: format!("{}/l/{token}", req.app.config().base_url),
        token,
        steps: thread::build(&c, &case, asks),
        badge: badge_of(state),
        icon: icon_of(&subject),
        colour: colour_of(&req.frame, &subject),
        who: who_has_it(&c, &case),
        due: due_text(&c, &case.melding),
        keep_until: keep_until(&c, &case.own),
        draft: format!("melden-{}", req.frame.slug),
        received: req.query.ticked("ontvangen"),
        wijk: req
            .frame
            .gebied(case.melding.gebied)
            .map(|gebied| gebied.sleutel.clone()),
        erased: req.query.ticked("gewist"),
        state,
        answer_by: match until {
            Some(until) => c.t1("status-tot", "dag", c.day(until)),
            None => c.t("status-wanneer-wilt"),
        },
        may_confirm: left.may_confirm,
        may_dispute: left.may_dispute,
        faults,
        refused,
        case,
        c,
    };
    page_with(status, &template)
}

fn badge_of(state: &str) -> &'static str {
    match state {
        "submitted" => "new",
        "done" | "doorgezet" | "resultaat" => "wait",
        "confirmed" => "done",
        "disputed" => "late",
        "no_action" | "joined" => "closed",
        _ => "busy",
    }
}

/// Where it stands for this person: a result that waits for a word, or that did not solve it, comes before the state of
/// the aandachtsgebied.
fn state_of(case: &Case) -> &'static str {
    match (public_state(&case.melding), case.outcomes.last()) {
        ("aandachtsgebied", Some(newest)) => match newest.oordeel {
            None => "resultaat",
            Some(_) => "disputed",
        },
        ("planned", _) if case.melding.state == MeldingState::Doorgezet => "partner",
        (state, _) => state,
    }
}

/// Which words are left to whoever looks.
fn last_word(view: &View, case: &Case) -> LastWord {
    if !case.own.is_melder {
        return LastWord::default();
    }
    let inrichting = &view.frame.inrichting;
    oordeel::last_word_left(&case.melding, case.outcomes.last(), view.now, inrichting)
}

fn who_has_it(c: &C, case: &Case) -> String {
    if let Some(organisatie) = case.melding.organisatie {
        return c.organisatie(organisatie);
    }
    let rol = case
        .melding
        .owner_rol
        .as_deref()
        .map_or_else(String::new, |rol| c.role(rol));
    match &case.handler {
        Some(naam) => format!("{naam}, {rol}"),
        None => rol,
    }
}

pub(super) fn due_text(c: &C, melding: &Melding) -> String {
    if let Some(due) = melding.due {
        return c.t1("status-voor", "dag", c.day(due));
    }
    c.undecided("meldingAntwoord")
}

fn keep_until(c: &C, own: &Own) -> String {
    match own.erase_after {
        Some(day) => c.t1("eigen-tot", "dag", c.day_plain(day)),
        None => c.t("eigen-tot-jaar"),
    }
}

/// Takes the last word; "not solved" may come with a photo of how it is.
pub(super) async fn judge(req: Req) -> Result<Response> {
    let token = req.param("token").to_owned();
    match give_verdict(&req).await {
        Ok(()) => Ok(redirect(&format!("/l/{token}"))),
        Err(error @ (Error::Refused(_) | Error::Invalid(_))) => {
            let status = error.status();
            page(&req, status, Some(error)).await
        }
        Err(other) => Err(other),
    }
}

async fn give_verdict(req: &Req) -> Result<()> {
    let holder = melder_link(&req.actor)?.clone();
    let solved = match req.form.text("opgelost") {
        "ja" => true,
        "nee" => false,
        _ => return Err(Error::field("opgelost", "oordeel-kies")),
    };
    let photo = match req.form.files("foto").next() {
        Some(upload) => match bestanden::keep(&req.app, upload.bytes.clone()).await? {
            Ok(photo) => Some(photo),
            Err(sentence) => {
                let name: String = upload.name.chars().take(60).collect();
                let sentence = sentence.with("naam", name);
                return Err(Error::Invalid(vec![FieldError {
                    field: "foto",
                    sentence,
                }]));
            }
        },
        None => None,
    };
    req.do_once(move |ctx| verdict(ctx, &holder, solved, photo.as_ref()).map(drop))
        .await
}

/// The last word belongs to whoever let us know, not to those who follow.
fn verdict(
    ctx: &mut Write<'_>,
    holder: &LinkHolder,
    solved: bool,
    photo: Option<&NewPhoto>,
) -> Result<FieldState> {
    let gemeente = ctx.gemeente();
    let own = own::find(ctx, gemeente, holder)?;
    if !own.is_melder {
        return Err(Error::refused("oordeel-alleen-melder"));
    }
    let field = oordeel::judge(ctx, solved)?;
    if let Some(photo) = photo {
        let from = store::Herkomst::Oordeel(own.id);
        store::insert_foto(ctx, MeldingId(holder.subject), "before", photo, from)?;
    }
    Ok(field)
}
