//! The inrichting as something to read: sentences with their source, strength and what is only assumed.

use crate::frame::pick;
use crate::kader::inrichting::actions::key_of;
use crate::kader::inrichting::{Inrichting, Regel, Termijn, Waarde, WoordSleutel};
use crate::layout::C;

/// One sentence of the document.
#[derive(Default)]
pub(super) struct Zin {
    pub tekst: String,
    pub meer: String,
    /// Who decides, where nothing was decided.
    pub wie: Option<String>,
    pub bron: Option<String>,
    /// Key of the strength in words.
    pub sterkte: Option<String>,
    /// Why it is assumed, where it is.
    pub aanname: Option<String>,
}

/// A chapter.
pub(super) struct Deel {
    pub kop: String,
    pub zinnen: Vec<Zin>,
}

fn assumed(aanname: bool, reden: Option<&String>) -> Option<String> {
    aanname.then(|| reden.cloned().unwrap_or_default())
}

/// The whole document, in reading order; chapters without anything are left out.
pub(super) fn delen(c: &C, inrichting: &Inrichting) -> Vec<Deel> {
    let all = [
        ("beheer-deel-woorden", woorden(c, inrichting)),
        ("beheer-deel-gebieden", gebieden(c, inrichting)),
        ("beheer-deel-verdeling", verdeling(c, inrichting)),
        ("beheer-deel-themas", themas(c, inrichting)),
        ("beheer-deel-organen", organen(c, inrichting)),
        ("beheer-deel-rollen", rollen(c, inrichting)),
        ("beheer-deel-termijnen", termijnen(c, inrichting)),
        ("beheer-deel-regels", regels(c, inrichting)),
    ];
    all.into_iter()
        .filter(|(_, zinnen)| !zinnen.is_empty())
        .map(|(key, zinnen)| Deel {
            kop: c.t(key),
            zinnen,
        })
        .collect()
}

fn woorden(_: &C, inrichting: &Inrichting) -> Vec<Zin> {
    WoordSleutel::ALL
        .iter()
        .map(|key| {
            let woord = inrichting.woord(*key);
            Zin {
                tekst: format!("{}, {}", woord.with_article(), woord.meervoud),
                meer: format!("{}, {}", woord.singular, woord.plural),
                ..Zin::default()
            }
        })
        .collect()
}

fn gebieden(c: &C, inrichting: &Inrichting) -> Vec<Zin> {
    inrichting
        .gebieden
        .iter()
        .map(|gebied| {
            let codes: Vec<String> = gebied
                .cbs
                .iter()
                .map(|join| format!("{} ({})", join.code, join.jaar))
                .collect();
            let reden = gebied.cbs.iter().find(|join| join.aanname);
            Zin {
                tekst: gebied.naam.clone(),
                meer: if codes.is_empty() {
                    String::new()
                } else {
                    c.t1("beheer-valt-samen", "codes", codes.join(", "))
                },
                bron: gebied.bron.clone(),
                aanname: assumed(gebied.aanname, gebied.reden.as_ref())
                    .or_else(|| reden.map(|join| join.reden.clone().unwrap_or_default())),
                ..Zin::default()
            }
        })
        .collect()
}

fn verdeling(c: &C, inrichting: &Inrichting) -> Vec<Zin> {
    let whole = &inrichting.verdeling;
    let mut zinnen = vec![Zin {
        tekst: c.tk("beheer-verdeling", key_of(&whole.status)),
        wie: whole.wie_beslist().map(ToOwned::to_owned),
        bron: whole.bron.clone(),
        aanname: assumed(whole.aanname, whole.reden.as_ref()),
        ..Zin::default()
    }];
    zinnen.extend(whole.teams.iter().map(|team| {
        let names: Vec<String> = team
            .gebieden
            .iter()
            .filter_map(|key| inrichting.gebied(key))
            .map(|gebied| gebied.naam.clone())
            .collect();
        Zin {
            tekst: team.naam.clone(),
            meer: c.list_and(&names),
            bron: team.bron.clone(),
            aanname: assumed(team.aanname, team.reden.as_ref()),
            ..Zin::default()
        }
    }));
    zinnen
}

fn themas(c: &C, inrichting: &Inrichting) -> Vec<Zin> {
    let lang = c.view.lang;
    let themas = inrichting.themas.iter().map(|thema| Zin {
        tekst: pick(lang, &thema.naam),
        meer: pick(lang, &thema.voorbeeld),
        bron: thema.bron.clone(),
        aanname: assumed(thema.aanname, thema.reden.as_ref()),
        ..Zin::default()
    });
    let disciplines = inrichting.disciplines.iter().map(|found| Zin {
        tekst: pick(lang, &found.naam),
        meer: pick(lang, &found.voorbeeld),
        bron: found.bron.clone(),
        aanname: assumed(found.aanname, found.reden.as_ref()),
        ..Zin::default()
    });
    themas.chain(disciplines).collect()
}

fn organen(c: &C, inrichting: &Inrichting) -> Vec<Zin> {
    let lang = c.view.lang;
    inrichting
        .organen
        .iter()
        .map(|orgaan| {
            let zetels: Vec<String> = orgaan
                .zetels
                .iter()
                .map(|zetel| {
                    let soort = c.tk("zetel-soort", key_of(&zetel.deelname));
                    format!("{} ({soort})", pick(lang, &zetel.naam))
                })
                .collect();
            let closed_to: Vec<String> = orgaan
                .zetels
                .iter()
                .filter(|zetel| !zetel.mag_besloten_deel)
                .map(|zetel| pick(lang, &zetel.naam))
                .collect();
            let closed = if closed_to.is_empty() {
                c.t("beheer-besloten-deel-allen")
            } else {
                c.t1(
                    "beheer-besloten-deel-niet",
                    "zetels",
                    c.list_and(&closed_to),
                )
            };
            let voorzitter = &orgaan.voorzitter;
            let wijze = key_of(&voorzitter.wijze).to_lowercase();
            let rol = voorzitter.rol.as_deref().map(|rol| c.role(rol));
            Zin {
                tekst: pick(lang, &orgaan.naam),
                meer: format!(
                    "{} {} {closed}",
                    c.ta(
                        &format!("beheer-voorzitter-{wijze}"),
                        &[("rol", rol.unwrap_or_default().into())],
                    ),
                    c.t1("beheer-zetels", "zetels", c.list_and(&zetels)),
                ),
                wie: voorzitter.wie_beslist().map(ToOwned::to_owned),
                bron: orgaan.bron.clone(),
                aanname: assumed(orgaan.aanname, orgaan.reden.as_ref()),
                ..Zin::default()
            }
        })
        .collect()
}

fn rollen(c: &C, inrichting: &Inrichting) -> Vec<Zin> {
    inrichting
        .roles()
        .map(|(_, rol)| {
            let keys: Vec<&str> = rol.permissies.iter().map(|found| found.key()).collect();
            Zin {
                tekst: pick(c.view.lang, &rol.naam),
                meer: format!(
                    "{} {}",
                    c.t1(
                        "account-mag-beslissen",
                        "wat",
                        pick(c.view.lang, &rol.beslist)
                    ),
                    if keys.is_empty() {
                        c.t("beheer-geen-rechten")
                    } else {
                        c.t1("beheer-rechten", "rechten", keys.join(", "))
                    }
                ),
                aanname: assumed(rol.aanname, rol.reden.as_ref()),
                ..Zin::default()
            }
        })
        .collect()
}

fn term_words(c: &C, termijn: &Termijn) -> Option<String> {
    let (waarde, eenheid) = (termijn.waarde?, termijn.eenheid?);
    let key = format!("beheer-eenheid-{}", key_of(&eenheid));
    Some(c.t1(&key, "aantal", waarde))
}

fn termijnen(c: &C, inrichting: &Inrichting) -> Vec<Zin> {
    inrichting
        .termijnen
        .values()
        .map(|termijn| {
            let words = term_words(c, termijn);
            Zin {
                tekst: pick(c.view.lang, &termijn.naam),
                wie: words.is_none().then(|| {
                    termijn
                        .wie
                        .clone()
                        .unwrap_or_else(|| c.t("beheer-wie-gemeente"))
                }),
                meer: words.unwrap_or_default(),
                bron: termijn.bron.clone(),
                aanname: assumed(termijn.aanname, termijn.reden.as_ref()),
                ..Zin::default()
            }
        })
        .collect()
}

fn value_words(c: &C, waarde: &Waarde) -> String {
    match waarde {
        Waarde::Vlag(true) => c.t("beheer-ja"),
        Waarde::Vlag(false) => c.t("beheer-nee"),
        Waarde::Getal(getal) => getal.to_string(),
        Waarde::Woord(woord) => woord.clone(),
        Waarde::Lijst(lijst) => c.list_and(lijst),
    }
}

fn regels(c: &C, inrichting: &Inrichting) -> Vec<Zin> {
    inrichting
        .regels
        .iter()
        .map(|regel| zin(c, regel))
        .collect()
}

fn zin(c: &C, regel: &Regel) -> Zin {
    let mut bron = regel.bron.join(", ");
    if let Some(plaats) = &regel.plaats {
        bron = if bron.is_empty() {
            plaats.clone()
        } else {
            format!("{plaats} ({bron})")
        };
    }
    Zin {
        tekst: regel.parameter.clone(),
        meer: regel
            .waarde
            .as_ref()
            .map(|waarde| value_words(c, waarde))
            .unwrap_or_default(),
        wie: regel.waarde.is_none().then(|| {
            regel
                .wie
                .clone()
                .unwrap_or_else(|| c.t("beheer-wie-gemeente"))
        }),
        bron: Some(bron).filter(|bron| !bron.is_empty()),
        sterkte: Some(c.tk("beheer-sterkte", key_of(&regel.modaliteit))),
        aanname: assumed(regel.aanname, regel.reden.as_ref()),
    }
}
