//! A document on top of another.

use super::*;

#[test]
fn an_overlay_changes_only_what_it_names() {
    let below = |name: &str| (name == "rietwaarde").then(|| RIETWAARDE.to_owned());
    let overlay = r#"
op = "rietwaarde"

[gemeente]
aanspreekvorm = "u"

[woorden]
wijk = { enkelvoud = "dorp", meervoud = "dorpen", lidwoord = "het", singular = "village", plural = "villages" }

[[gebieden]]
sleutel = "lisveen"
aliassen = ["Het Veen"]

[[gebieden]]
sleutel = "polderend"
naam = "Polderend"
niveau = "kern"
onderdeelVan = "waterland-west"

[termijnen.meldingTriage]
waarde = 3
eenheid = "werkdagen"
aanname = true
reden = "Om het te laten zien."

[termijnen.adviesAntwoord]
nietBesloten = true
wie = "de raad"
"#;
    let old = rietwaarde();
    let new = load(overlay, &below).unwrap_or_else(|findings| panic!("{}", lines(&findings)));
    assert_eq!(new.gemeente.aanspreekvorm, Aanspreekvorm::U);
    assert_eq!(new.gemeente.naam, "Rietwaarde");
    assert_eq!(new.path_word(WoordSleutel::Wijk), "dorpen");
    assert_eq!(new.wijken().count(), 10);
    assert_eq!(
        new.gebied_named("het veen").map(|g| g.naam.as_str()),
        Some("Lisveen")
    );
    let triage = Duur {
        aantal: 3,
        eenheid: Eenheid::Werkdagen,
    };
    assert_eq!(new.term("meldingTriage"), Beslissing::Besloten(triage));
    assert_eq!(
        new.term("adviesAntwoord"),
        Beslissing::NietBesloten {
            wie: "de raad".to_owned()
        }
    );
    assert_eq!(new.aannames().len(), old.aannames().len() + 1);

    let changes = diff(&old, &new);
    let paths: Vec<&str> = changes.iter().map(|change| change.pad.as_str()).collect();
    assert_eq!(paths.first(), Some(&"gemeente.aanspreekvorm"));
    assert!(paths.contains(&"gebieden[polderend].naam"));
    let word = changes
        .iter()
        .find(|c| c.pad == "woorden.wijk.enkelvoud")
        .expect("changed");
    assert_eq!(word.to_string(), "woorden.wijk.enkelvoud: kern → dorp");
    let texts = changes
        .iter()
        .any(|c| c.pad.starts_with("rollen.wijkwethouder.beslist"));
    assert!(texts, "the new word shows in the texts of roles");
    assert!(diff(&old, &old).is_empty());
}

#[test]
fn a_division_and_a_chair_name_who_decides_until_they_are_decided() {
    let open = RIETWAARDE
        .replacen(
            "status = \"decided\"",
            "status = \"proposed\"\nwie = \"de raad\"",
            1,
        )
        .replacen(
            "{ wijze = \"independent\" }",
            "{ wijze = \"undecided\", wie = \"de kerntafel\" }",
            1,
        );
    let below = |name: &str| (name == "open").then(|| open.clone());
    let at = |text: &str| load(text, &below).unwrap_or_else(|found| panic!("{}", lines(&found)));
    let waiting = at("op = \"open\"\n");
    assert_eq!(waiting.verdeling.wie_beslist(), Some("de raad"));
    let table = waiting.organen[0].clone();
    assert_eq!(table.voorzitter.wie_beslist(), Some("de kerntafel"));
    let chair = format!("organen[{}].voorzitter", table.sleutel);
    let owed: Vec<(String, String)> = waiting
        .open_besluiten()
        .into_iter()
        .map(|one| (one.pad, one.wie))
        .collect();
    for (pad, wie) in [
        ("verdeling.status", "de raad"),
        (chair.as_str(), "de kerntafel"),
    ] {
        assert!(owed.contains(&(pad.to_owned(), wie.to_owned())), "{owed:?}");
    }

    let decided = at(&format!(
        "op = \"open\"\n[verdeling]\nstatus = \"decided\"\n[[organen]]\nsleutel = \"{}\"\n\
         voorzitter = {{ wijze = \"selfArranged\" }}\n",
        table.sleutel
    ));
    assert_eq!(
        (decided.verdeling.wie_beslist(), &decided.verdeling.wie),
        (None, &None)
    );
    let voorzitter = &decided.organen[0].voorzitter;
    assert_eq!((voorzitter.wie_beslist(), &voorzitter.wie), (None, &None));
    let left = decided.open_besluiten();
    assert!(
        left.iter()
            .all(|one| one.pad != "verdeling.status" && one.pad != chair)
    );

    // Whoever names nobody leaves it to the gemeente.
    let nobody = open.replacen("wie = \"de raad\"\n", "", 1);
    let found = load(&nobody, &below).unwrap_or_else(|found| panic!("{}", lines(&found)));
    assert_eq!(found.verdeling.wie_beslist(), Some("de gemeente"));
}

#[test]
fn a_finding_in_the_document_below_names_that_document() {
    let below =
        |name: &str| (name == "rietwaarde").then(|| RIETWAARDE.replace("lat = 52.1", "lat = 2.1"));
    let found = check("# bovenop\nop = \"rietwaarde\"\n", &below);
    assert_eq!(found.len(), 1, "{}", lines(&found));
    assert_eq!(found[0].regel, 2);
    assert!(
        found[0].melding.contains("rietwaarde, regel"),
        "{}",
        found[0]
    );
}

#[test]
fn documents_in_a_circle_are_refused() {
    let below = |name: &str| Some(format!("op = \"{}\"", if name == "a" { "b" } else { "a" }));
    let found = check("op = \"a\"", &below);
    assert!(
        found
            .iter()
            .any(|finding| finding.melding.contains("kring")),
        "{}",
        lines(&found)
    );
}

#[test]
fn a_text_takes_the_article_of_the_word_of_the_gemeente() {
    let inrichting = rietwaarde();
    let beslist = |rol: &str| {
        let beslist = &inrichting.rol(rol).expect("it ships").beslist;
        (beslist.nl.clone(), beslist.en.clone())
    };
    // A dorpsraad and a kernagenda are "de" here, what ships beside them is "het".
    let (nl, en) = beslist("bewonersorgaanvoorzitter");
    assert_eq!(nl, "Welk advies namens de dorpsraad wordt ingediend.");
    assert_eq!(
        en,
        "What advice is submitted on behalf of the village council."
    );
    assert!(beslist("wijkteamlid").0.ends_with("de kernagenda."));
    // The English of a gebiedsteam begins with a vowel.
    let lid = inrichting.rol("wijkteamlid").expect("it ships");
    assert_eq!(lid.naam.en, "Member of an area team");

    let with = |text: &str| {
        let document = format!(
            "{RIETWAARDE}\n[rollen.kerngidsen]\nnaam = {{ nl = \"{text}\", en = \"x\" }}\npermissies = [\"melding.enter\"]\n\
             bereik = \"gebied\"\nbeslist = {{ nl = \"Niets.\", en = \"Nothing.\" }}\nwerkplek = \"field\"\n"
        );
        load(&document, &nothing).map(|found| found.rollen["kerngidsen"].naam.nl.clone())
    };
    for (text, expected) in [
        ("{De melding}", "Het seintje"),
        ("Van {de wijk.meervoud}", "Van de kernen"),
        ("Van {een melding}", "Van een seintje"),
    ] {
        let found = with(text).unwrap_or_else(|findings| panic!("{}", lines(&findings)));
        assert_eq!(found, expected);
    }
    for wrong in ["{die wijk}", "{een wijk.meervoud}", "{de wijkje}"] {
        let findings = with(wrong).expect_err(wrong);
        assert!(lines(&findings).contains(wrong), "{}", lines(&findings));
    }
}
