//! What is new in a wijk: what was taken up, what came of it, and what was sent to bodies of residents, from the public
//! faces alone (V-86). One function tells it, to the feed (Atom, RFC 4287) and to the mail of every week.

use jiff::civil::Date;
use kit::db::Queries;

use super::document::Openbaar;
use super::{resultaten, store};
use crate::error::{Error, Result};
use crate::handler;
use crate::http::{Guard, Kind, Req, Response, Route, atom};
use crate::kader::stukken::{self, Publiek};
use crate::layout::C;

/// Most entries of a feed.
const MOST: usize = 50;

pub(super) fn routes() -> Vec<Route> {
    vec![Route::get(
        "publiek.wijk.nieuws",
        "/{gemeente}/wijken/{wijk}/nieuws.xml",
        Guard::Public,
        Kind::File,
        handler!(show),
    )]
}

/// One thing that happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Bericht {
    pub id: String,
    pub titel: String,
    pub url: String,
    pub tekst: String,
    pub op: Date,
}

/// Everything that is new in the wijk with this key, the latest first.
pub(super) fn list_berichten(tx: &mut impl Queries, c: &C, wijk: &str) -> Result<Vec<Bericht>> {
    let view = &c.view;
    let base = view.app.config().base_url.as_str();
    let mut about = store::list_openbaar(tx, view.frame.id)?;
    about.retain(|found| found.document.is_in(wijk));
    let mut sent = stukken::list_openbaar(tx, &view.frame, view.today())?;
    sent.retain(|one| one.is_in(wijk));
    let mut all: Vec<Bericht> = about
        .iter()
        .flat_map(|found| news(c, base, found))
        .chain(sent.iter().filter_map(|one| sent_news(c, base, one)))
        .collect();
    all.sort_by(|a, b| b.op.cmp(&a.op).then_with(|| a.id.cmp(&b.id)));
    Ok(all)
}

/// That something was sent, or was taken back; of what is not public there is no news.
fn sent_news(c: &C, base: &str, one: &stukken::Openbaar) -> Option<Bericht> {
    let (titel, tekst) = match &one.face {
        Publiek::Open {
            titel, waarover, ..
        } => (
            c.t1("publiek-nieuws-stuk", "titel", titel.as_str()),
            waarover,
        ),
        Publiek::Withdrawn { titel, reden, .. } => (
            c.t1("publiek-nieuws-ingetrokken", "titel", titel.as_str()),
            reden,
        ),
        Publiek::Restricted { .. } => return None,
    };
    Some(Bericht {
        id: format!("urn:uuid:{}", one.id),
        titel,
        url: format!("{base}{}", c.url(&format!("/stukken/{}", one.id))),
        tekst: tekst.clone(),
        op: one.op,
    })
}

async fn show(req: Req) -> Result<Response> {
    let key = req.param("wijk").to_owned();
    let wijk = req
        .frame
        .wijken()
        .find(|wijk| wijk.sleutel == key)
        .cloned()
        .ok_or(Error::NotFound("wijk"))?;
    let c = C::of(&req.view);
    let (of, sleutel) = (c.clone(), wijk.sleutel.clone());
    let mut all = req
        .read(move |tx, _| list_berichten(tx, &of, &sleutel))
        .await?;
    all.truncate(MOST);
    let base = &req.app.config().base_url;
    let page = format!("{base}{}", c.url(&format!("/wijken/{}", wijk.sleutel)));
    let titel = c.t1("publiek-nieuws-titel", "wijk", wijk.naam.as_str());
    let today = req.view.today();
    Ok(atom(feed(&c, &titel, &page, &all, today)))
}

/// That it was taken up, and each of its results.
fn news(c: &C, base: &str, found: &Openbaar) -> Vec<Bericht> {
    let url = format!(
        "{base}{}",
        c.url(&format!("/aandachtsgebied-openbaar/{}", found.id))
    );
    let document = &found.document;
    let mut all = vec![Bericht {
        id: format!("urn:uuid:{}", found.id),
        titel: document.titel.clone(),
        url: url.clone(),
        tekst: document.behoefte.clone(),
        op: found.changed_on,
    }];
    all.extend(
        document
            .resultaten
            .iter()
            .enumerate()
            .map(|(n, regel)| Bericht {
                id: format!("urn:uuid:{}#{n}", found.id),
                titel: c.t1("publiek-nieuws-gelukt", "wat", regel.wat.as_str()),
                url: url.clone(),
                tekst: resultaten::verdict(c, regel),
                op: regel.op.unwrap_or(found.changed_on),
            }),
    );
    all
}

fn feed(c: &C, titel: &str, page: &str, all: &[Bericht], today: Date) -> String {
    let moment = |day: Date| {
        day.to_zoned(c.view.frame.zone.clone()).map_or_else(
            |_| format!("{day}T00:00:00Z"),
            |at| at.timestamp().to_string(),
        )
    };
    let newest = all.first().map_or(today, |one| one.op);
    let entries: String = all
        .iter()
        .map(|one| {
            format!(
                "<entry><id>{}</id><title>{}</title><link href=\"{}\"/><updated>{}</updated><summary>{}</summary></entry>",
                escape(&one.id),
                escape(&one.titel),
                escape(&one.url),
                moment(one.op),
                escape(&one.tekst),
            )
        })
        .collect();
    format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\">\
         <id>{page}</id><title>{}</title><link href=\"{page}\"/><link rel=\"self\" href=\"{page}/nieuws.xml\"/>\
         <author><name>{}</name></author><updated>{}</updated>{entries}</feed>\n",
        c.lang(),
        escape(titel),
        escape(c.gemeente()),
        moment(newest),
        page = escape(page),
    )
}

/// Text as XML may hold it: signs that mean something written out, what no document may hold left out.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' | '\r' => out.push(' '),
            letter if letter < ' ' || matches!(letter, '\u{fffe}' | '\u{ffff}') => {}
            letter => out.push(letter),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_means_something_in_xml_is_written_out() {
        assert_eq!(
            escape("a<b> & \"c\"\u{0}\u{b}\n\u{ffff}é"),
            "a&lt;b&gt; &amp; &quot;c&quot; é"
        );
    }
}
