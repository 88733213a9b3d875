//! The exact sentence that a resident agrees to.

use jiff::civil::Date;
use kit::i18n::{Arg, Lang, words};

use crate::balie::doorverwijzingen::model::{Doorverwijzing, Persoon, Wijze};
use crate::ids::OrganisatieId;
use crate::write::Write;

/// What the resident agrees to, in the resident's own language: who passes what on to whom, what for and until when.
pub(super) fn sentence(
    ctx: &Write<'_>,
    one: &Doorverwijzing,
    persoon: &Persoon,
    due: Option<Date>,
) -> String {
    let lang: Lang = persoon.taal.parse().unwrap_or_default();
    let t = |key: &str, args: &[(&str, Arg<'_>)]| {
        ctx.frame
            .translations
            .t_args(lang, key, args)
            .replace('\n', " ")
    };
    let name = |id: OrganisatieId| ctx.frame.organisatie(id).map(|found| found.naam.as_str());
    let van = one.van_organisatie.and_then(name);
    let van = van.unwrap_or(ctx.frame.naam.as_str());
    let naar = name(one.naar).unwrap_or_default();
    let mut what = Vec::new();
    for (part, key) in [
        (&persoon.naam, "verwijs-zin-naam"),
        (&persoon.telefoon, "verwijs-zin-telefoon"),
        (&persoon.email, "verwijs-zin-email"),
    ] {
        if part.is_some() {
            what.push(t(key, &[]));
        }
    }
    if let Some(vraag) = &persoon.vraag {
        what.push(t("verwijs-zin-vraag", &[("vraag", vraag.as_str().into())]));
    }
    let what = if what.is_empty() {
        t("verwijs-zin-onderwerp", &[])
    } else {
        words::list_and(lang, &what)
    };
    let way = match one.wijze {
        Wijze::Warm => "verwijs-zin-warm",
        Wijze::Cold => "verwijs-zin-koud",
        Wijze::Appointment => "verwijs-zin-afgesproken",
    };
    let moment = one.appointment_at.map(|at| {
        let local = at.to_zoned(ctx.frame.zone.clone()).datetime();
        words::date_and_time(lang, local, ctx.today())
    });
    let args: [(&str, Arg<'_>); 4] = [
        ("van", van.into()),
        ("naar", naar.into()),
        ("wat", what.as_str().into()),
        ("moment", moment.as_deref().unwrap_or_default().into()),
    ];
    let mut all = vec![t(way, &args)];
    if let Some(due) = due {
        let day = words::date_long(lang, due);
        all.push(t(
            "verwijs-zin-uiterlijk",
            &[("naar", naar.into()), ("dag", day.as_str().into())],
        ));
    }
    let end = if persoon.is_anonymous() && persoon.vraag.is_none() {
        "verwijs-zin-niets"
    } else {
        "verwijs-zin-bewaren"
    };
    all.push(t(end, &[("naar", naar.into())]));
    all.join(" ")
}
