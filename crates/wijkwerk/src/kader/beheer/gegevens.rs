//! Correcting how somebody is reached at work, and for whom they work.

use crate::access::Permission;
use crate::error::Result;
use crate::handler;
use crate::http::{Guard, Req, Response, Route, redirect};
use crate::ids::AccountId;
use crate::kader::accounts::{Correction, correct};
use crate::layout::{self, Faults};

use super::mensen::one_page;

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::post(
            "beheer.mens.gegevens",
            "/{gemeente}/beheer/mensen/{account}/gegevens",
            Guard::May(Permission::AccountManage),
            handler!(keep),
        )
        .sample("telefoon=06+12345678"),
    ]
}

async fn keep(req: Req) -> Result<Response> {
    let account: AccountId = req.id("account")?;
    let field = |name: &str| {
        let mut all = req.form.fields().iter();
        all.any(|(found, _)| found == name)
            .then(|| req.form.text(name).to_owned())
    };
    let wanted = Correction {
        account,
        email: field("email"),
        telefoon: field("telefoon"),
        organisatie: field("organisatie"),
    };
    match req.do_once(move |ctx| correct(ctx, &wanted)).await {
        Ok(()) => {
            let path = format!("/beheer/mensen/{account}");
            Ok(redirect(&layout::url(&req.view, &path)))
        }
        Err(error) => {
            let page = one_page(&req, Faults::of(error)?, &req.form).await?;
            layout::page_with(400, &page)
        }
    }
}
