//! Every route of the product, gathered from the slices. There are no others.

use crate::http::{Route, openapi_routes};
use crate::{balie, demo, kader, layout, publiek, wijkaanpak};

/// The one list: the router, the matrix, the snapshots, axe and the screenshots all take it from here.
pub fn all() -> Vec<Route> {
    [
        layout::asset_routes(),
        openapi_routes(),
        kader::gebieden::api::routes(),
        kader::accounts::pages::routes(),
        kader::beheer::routes(),
        kader::formatie::routes(),
        kader::stukken::routes(),
        kader::abonnementen::routes(),
        wijkaanpak::meldingen::routes(),
        wijkaanpak::taken::routes(),
        wijkaanpak::werkplannen::routes(),
        balie::routes(),
        publiek::routes(),
        demo::routes(),
    ]
    .concat()
}
