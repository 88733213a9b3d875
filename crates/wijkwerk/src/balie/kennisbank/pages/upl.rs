//! The uniform product name of an item, as the form asks for it: one of the names that were read in.

use super::delen::Keuze;
use crate::balie::kennisbank::model::Item;
use crate::balie::kennisbank::{actions, rules, store};
use crate::error::Result;
use crate::http::{Form, Req};
use crate::ids::KennisitemId;
use crate::layout::C;
use crate::write::Write;

/// What was chosen, empty for none; nothing where the form did not ask.
#[derive(Clone, Debug)]
pub(super) struct Asked {
    uri: Option<String>,
    online: Option<String>,
}

/// What this form chose.
pub(super) fn asked(form: &Form) -> Asked {
    let given = |wanted: &str| {
        let mut fields = form.fields().iter();
        let found = fields.find(|(name, _)| name == wanted);
        found.map(|(_, chosen)| chosen.trim().to_owned())
    };
    Asked {
        uri: given("upl"),
        online: given("online"),
    }
}

/// Keeps what was chosen.
pub(super) fn keep(ctx: &mut Write<'_>, id: KennisitemId, asked: &Asked) -> Result<()> {
    if let Some(uri) = &asked.uri {
        actions::set_productnaam(ctx, id, uri)?;
    }
    match &asked.online {
        Some(hoe) => actions::set_online(ctx, id, hoe),
        None => Ok(()),
    }
}

/// How it can be asked for online, to choose from.
pub(super) async fn online(
    req: &Req,
    c: &C,
    item: Option<&Item>,
    form: &Form,
) -> Result<Vec<Keuze>> {
    let chosen = match (asked(form).online, item.map(|item| item.id)) {
        (Some(typed), _) => typed,
        (None, Some(id)) => {
            let found = req
                .read(move |tx, view| store::find_online(tx, view.frame.id, id))
                .await?;
            found.unwrap_or_default()
        }
        (None, None) => String::new(),
    };
    let none = std::iter::once(("", "nee"));
    let all = none.chain(rules::ONLINE.into_iter().map(|hoe| (hoe, hoe)));
    Ok(all
        .map(|(value, word)| Keuze {
            chosen: value == chosen,
            naam: c.tk("kennis-online", word),
            value: value.to_owned(),
        })
        .collect())
}

/// The names to choose from.
pub(super) async fn keuzes(req: &Req, item: Option<&Item>, form: &Form) -> Result<Vec<Keuze>> {
    let mut namen = req
        .read(|tx, view| store::list_productnamen(tx, view.frame.id))
        .await?;
    let own = item.and_then(|item| item.upl_uri.clone());
    let chosen = asked(form).uri.or_else(|| own.clone()).unwrap_or_default();
    if let Some(own) = own
        && !namen.iter().any(|(_, uri)| *uri == own)
    {
        // A source may give an address without a name.
        let naam = item.and_then(|item| item.upl_naam.clone());
        namen.push((naam.unwrap_or_else(|| own.clone()), own));
    }
    Ok(namen
        .into_iter()
        .map(|(naam, uri)| Keuze {
            chosen: uri == chosen,
            naam,
            value: uri,
        })
        .collect())
}
