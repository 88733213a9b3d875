//! The fields of an item as a form holds them: read from it, and put back in it.

use super::plaatsen::{self, Eigen};
use crate::balie::kennisbank::model::{Kanaalplek, Soort, Velden, split_talen};
use crate::error::Error;
use crate::http::Form;
use crate::ids::GebiedId;
use crate::layout::Faults;

/// The fields of the form.
pub(super) fn velden_of(form: &Form) -> (Velden, Faults) {
    let text = |name: &str| form.text(name).replace("\r\n", "\n");
    let opt = |name: &str| form.opt(name).map(ToOwned::to_owned);
    let mut faults = Faults::default();
    let mut age = |name: &'static str| match form.opt(name) {
        None => None,
        Some(given) => given.parse().map_or_else(
            |_| {
                if let Error::Invalid(more) = Error::field(name, "kennis-leeftijd-fout") {
                    faults.0.extend(more);
                }
                None
            },
            Some,
        ),
    };
    let (min_leeftijd, max_leeftijd) = (age("min_leeftijd"), age("max_leeftijd"));
    let velden = Velden {
        soort: Soort::from_word(form.text("soort")).unwrap_or(Soort::Product),
        organisatie_soort: text("organisatie_soort"),
        onderwerp: text("onderwerp"),
        titel: text("titel"),
        samenvatting: text("samenvatting"),
        tekst: text("tekst"),
        aanmelden: text("aanmelden"),
        voorwaarden: text("voorwaarden"),
        kosten: text("kosten"),
        doelgroep: text("doelgroep"),
        min_leeftijd,
        max_leeftijd,
        talen: split_talen(&text("talen").to_lowercase().replace(' ', ",")),
        telefoon: opt("telefoon"),
        email: opt("email"),
        url: opt("url"),
    };
    (velden, faults)
}

/// What the form shows of an item.
pub(super) fn form_of(velden: &Velden, woorden: &[String]) -> Form {
    let number = |n: Option<i64>| n.map_or_else(String::new, |n| n.to_string());
    let (min, max) = (number(velden.min_leeftijd), number(velden.max_leeftijd));
    let (talen, woorden) = (velden.talen.join(", "), woorden.join("\n"));
    let opt = |text: &Option<String>| text.clone().unwrap_or_default();
    let (telefoon, email, url) = (opt(&velden.telefoon), opt(&velden.email), opt(&velden.url));
    Form::of(&[
        ("soort", velden.soort.word()),
        ("organisatie_soort", &velden.organisatie_soort),
        ("onderwerp", &velden.onderwerp),
        ("titel", &velden.titel),
        ("samenvatting", &velden.samenvatting),
        ("tekst", &velden.tekst),
        ("aanmelden", &velden.aanmelden),
        ("voorwaarden", &velden.voorwaarden),
        ("kosten", &velden.kosten),
        ("doelgroep", &velden.doelgroep),
        ("min_leeftijd", &min),
        ("max_leeftijd", &max),
        ("talen", &talen),
        ("telefoon", &telefoon),
        ("email", &email),
        ("url", &url),
        ("woorden", &woorden),
    ])
}

/// What stands beside a text, as it was filled in.
#[derive(Clone, Debug)]
pub(super) struct Beside {
    pub woorden: Vec<String>,
    pub kanalen: Vec<Kanaalplek>,
    pub plaatsen: Vec<Eigen>,
    pub gebieden: Vec<GebiedId>,
}

/// What the form says beside the text; `before` are the places as they stand.
pub(super) fn beside_of(form: &Form, before: &[Eigen]) -> Beside {
    let woorden = form
        .text("woorden")
        .split(['\n', ',', ';'])
        .map(|woord| woord.trim().to_owned())
        .filter(|woord| !woord.is_empty())
        .collect();
    let kanalen = form
        .all("kanaal")
        .into_iter()
        .map(|key| Kanaalplek {
            kanaal: key.to_owned(),
            waar: form.text(&format!("waar_{key}")).to_owned(),
        })
        .collect();
    let plaatsen = form
        .all("plaats")
        .into_iter()
        .filter_map(|id| Some(plaatsen::filled_in(form, id.parse().ok()?, before)))
        .collect();
    let gebieden = form
        .all("gebied")
        .into_iter()
        .filter_map(|id| id.parse().ok())
        .collect();
    Beside {
        woorden,
        kanalen,
        plaatsen,
        gebieden,
    }
}
