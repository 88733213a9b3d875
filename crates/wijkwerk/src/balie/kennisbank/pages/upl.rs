//! The uniform product name of an item, as the form asks for it: one of the names that were read in.

use super::delen::Keuze;
use crate::balie::kennisbank::model::Item;
use crate::balie::kennisbank::{actions, store};
use crate::error::Result;
use crate::http::{Form, Req};
use crate::ids::KennisitemId;
use crate::write::Write;

/// The URI that was chosen, empty for none; nothing where the form did not ask.
pub(super) fn asked(form: &Form) -> Option<String> {
    let mut fields = form.fields().iter();
    let found = fields.find(|(name, _)| name == "upl");
    found.map(|(_, uri)| uri.trim().to_owned())
}

/// Keeps what was chosen.
pub(super) fn keep(ctx: &mut Write<'_>, id: KennisitemId, asked: Option<&str>) -> Result<()> {
    match asked {
        Some(uri) => actions::set_productnaam(ctx, id, uri),
        None => Ok(()),
    }
}

/// The names to choose from.
pub(super) async fn keuzes(req: &Req, item: Option<&Item>, form: &Form) -> Result<Vec<Keuze>> {
    let mut namen = req
        .read(|tx, view| store::list_productnamen(tx, view.frame.id))
        .await?;
    let own = item.and_then(|item| item.upl_uri.clone());
    let chosen = asked(form).or_else(|| own.clone()).unwrap_or_default();
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
