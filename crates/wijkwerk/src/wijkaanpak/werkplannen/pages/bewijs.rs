//! Evidence from a form: a photo, or a visit.

use jiff::civil::Date;

use crate::error::Result;
use crate::http::Req;
use crate::kader::bestanden;
use crate::kader::bewijzen::Bewijs;

/// The evidence of this form: the photo if there is one, the visit otherwise.
pub(super) async fn proof_of(req: &Req) -> Result<Bewijs> {
    if let Some(photo) = bestanden::keep_one(req, "foto").await? {
        return Ok(Bewijs::File(photo));
    }
    let form = &req.form;
    Ok(Bewijs::Visit {
        by: form.text("visited_by").to_owned(),
        on: form
            .parsed::<Date>("visited_on")
            .unwrap_or_else(|| req.today()),
        seen: form.text("seen").to_owned(),
    })
}
