use super::super::{Arg, Finding, Lang, Problem, Translations, TranslationsError, UnknownLang};

const NL: &str = "\
# Een opmerking met { $geen } variabele
groet = Dag { $naam }!
meldingen = { $n ->
    [one] Eén { -zaak }
   *[other] { $n } meldingen
}
-zaak = melding
knop =
    .label = Meld het
    .title = Meld het nu, { $naam }
lang =
    Eerste regel
    Tweede regel
";

const EN: &str = "\
groet = Hello { $naam }!
meldingen = { $n ->
    [one] One { -zaak }
   *[other] { $n } reports
}
-zaak = report
knop =
    .label = Report it
    .title = Report it now, { $naam }
lang =
    First line
    Second line
";

fn texts() -> Translations {
    Translations::new(&[(Lang::Nl, "proef.ftl", NL), (Lang::En, "proef.ftl", EN)])
        .expect("the texts of the test are well formed")
}

#[test]
fn a_text_is_found_in_either_language() {
    let texts = texts();
    for (title, lang, key, args, expected) in [
        (
            "a name",
            Lang::Nl,
            "groet",
            vec![("naam", Arg::from("Noor"))],
            "Dag Noor!",
        ),
        (
            "the other language",
            Lang::En,
            "groet",
            vec![("naam", Arg::from("Noor"))],
            "Hello Noor!",
        ),
        (
            "no marks around right-to-left text",
            Lang::Nl,
            "groet",
            vec![("naam", Arg::from("נועה"))],
            "Dag נועה!",
        ),
        (
            "one",
            Lang::Nl,
            "meldingen",
            vec![("n", Arg::Num(1))],
            "Eén melding",
        ),
        (
            "many",
            Lang::Nl,
            "meldingen",
            vec![("n", Arg::Num(0))],
            "0 meldingen",
        ),
        (
            "a great many, grouped",
            Lang::Nl,
            "meldingen",
            vec![("n", Arg::Num(12_500))],
            "12.500 meldingen",
        ),
        (
            "grouped as the language does",
            Lang::En,
            "meldingen",
            vec![("n", Arg::Num(12_500))],
            "12,500 reports",
        ),
        ("an attribute", Lang::En, "knop.label", vec![], "Report it"),
        (
            "an attribute with a value",
            Lang::Nl,
            "knop.title",
            vec![("naam", Arg::from("Noor"))],
            "Meld het nu, Noor",
        ),
        (
            "two lines",
            Lang::Nl,
            "lang",
            vec![],
            "Eerste regel\nTweede regel",
        ),
        (
            "markup is text and left to the template",
            Lang::Nl,
            "groet",
            vec![("naam", Arg::from("<b>"))],
            "Dag <b>!",
        ),
    ] {
        assert_eq!(texts.t_args(lang, key, &args), expected, "{title}");
    }
    assert_eq!(texts.missing(), []);
    assert_eq!(texts.check(), []);
}

#[test]
fn what_is_missing_is_shown_and_recorded_once() {
    let texts = texts();
    assert_eq!(texts.t(Lang::Nl, "bestaat-niet"), "⟨bestaat-niet⟩");
    assert_eq!(texts.t(Lang::Nl, "bestaat-niet"), "⟨bestaat-niet⟩");
    assert_eq!(
        texts.t(Lang::Nl, "knop"),
        "⟨knop⟩",
        "a message with attributes alone has no text"
    );
    assert_eq!(texts.t(Lang::Nl, "knop.weg"), "⟨knop.weg⟩");
    assert_eq!(texts.t(Lang::En, "groet"), "Hello {$naam}!");
    let missing: Vec<_> = texts.missing();
    let keys: Vec<_> = missing
        .iter()
        .map(|problem| (problem.lang, problem.key.as_str()))
        .collect();
    assert_eq!(
        keys,
        [
            (Lang::Nl, "bestaat-niet"),
            (Lang::Nl, "knop"),
            (Lang::Nl, "knop.weg"),
            (Lang::En, "groet")
        ]
    );
    assert!(missing.contains(&Problem {
        lang: Lang::Nl,
        key: "bestaat-niet".to_owned(),
        what: "no such text".to_owned()
    }));
}

#[test]
fn keys_are_listed_without_terms() {
    let texts = texts();
    let keys: Vec<_> = texts.keys().into_iter().collect();
    assert_eq!(
        keys,
        [
            "groet",
            "knop",
            "knop.label",
            "knop.title",
            "lang",
            "meldingen"
        ]
    );
    assert!(texts.has(Lang::Nl, "knop.label"));
    assert!(!texts.has(Lang::Nl, "knop.weg"));
}

#[test]
fn a_difference_between_the_languages_is_found() {
    let texts = Translations::new(&[
        (
            Lang::Nl,
            "a.ftl",
            "een = Een { $a } en { $b }\nalleen-nl = Ja\nkapot = { -weg }\n",
        ),
        (
            Lang::En,
            "a.ftl",
            "een = One { $a } and { $c }\nalleen-en = Yes\nkapot = Fine\n",
        ),
    ])
    .expect("well formed");
    let findings = texts.check();
    let lines: Vec<_> = findings.iter().map(ToString::to_string).collect();
    assert_eq!(
        lines,
        [
            "alleen-en is missing in nl",
            "alleen-nl is missing in en",
            "een uses different variables: only nl [b], only en [c]",
            "kapot in nl: Resolver error: Unknown term: -weg",
        ]
    );
    assert!(matches!(&findings[3], Finding::Broken { lang: Lang::Nl, key, .. } if key == "kapot"));
}

#[test]
fn files_with_mistakes_are_refused_all_at_once() {
    let errors = Translations::new(&[
        (Lang::Nl, "a.ftl", "goed = Ja\n\nfout\n"),
        (Lang::Nl, "b.ftl", "dubbel = Een\n"),
        (Lang::Nl, "c.ftl", "dubbel = Twee\n"),
        (Lang::En, "c.ftl", "dubbel = Two\n"),
    ])
    .expect_err("three mistakes");
    assert_eq!(errors.len(), 2, "{errors:?}");
    assert!(matches!(
        &errors[0],
        TranslationsError::Syntax { lang: Lang::Nl, name, line: 3, .. } if name == "a.ftl"
    ));
    assert_eq!(
        errors[1],
        TranslationsError::Duplicate {
            lang: Lang::Nl,
            name: "c.ftl".to_owned(),
            key: "dubbel".to_owned()
        }
    );
    assert_eq!(errors[1].to_string(), "nl/c.ftl: key dubbel exists already");
}

#[test]
fn threads_share_the_texts() {
    let texts = texts();
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                for n in 2..50 {
                    let text = texts.t_args(Lang::Nl, "meldingen", &[("n", n.into())]);
                    assert_eq!(text, format!("{n} meldingen"));
                }
            });
        }
    });
}

#[test]
fn a_language_is_read_from_a_tag_and_from_a_header() {
    for (tag, expected) in [
        ("nl", Ok(Lang::Nl)),
        ("NL-be", Ok(Lang::Nl)),
        ("en_US", Ok(Lang::En)),
        ("de", Err(UnknownLang("de".to_owned()))),
        ("", Err(UnknownLang(String::new()))),
        ("nederlands", Err(UnknownLang("nederlands".to_owned()))),
    ] {
        assert_eq!(tag.parse(), expected, "{tag}");
    }
    for (title, header, expected) in [
        ("one", "en", Some(Lang::En)),
        ("the first of equals", "nl, en", Some(Lang::Nl)),
        ("by weight", "nl;q=0.5, en-GB;q=0.9", Some(Lang::En)),
        (
            "others are passed over",
            "de-DE, fr;q=0.9, en;q=0.2",
            Some(Lang::En),
        ),
        ("none of ours", "de, *;q=0.1", None),
        ("refused", "en;q=0", None),
        ("rubbish", ";;;q=,,==", None),
        ("nothing", "", None),
    ] {
        assert_eq!(Lang::from_accept_language(header), expected, "{title}");
    }
    assert_eq!(Lang::ALL.map(Lang::html), ["nl", "en"]);
    assert_eq!(Lang::Nl.other(), Lang::En);
    assert_eq!(Lang::En.to_string(), "en");
    assert_eq!(Lang::default().own_name(), "Nederlands");
}
