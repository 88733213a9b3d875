//! Lists of items, and fields that cannot be kept.

use super::*;

fn lists_are_filtered_and_paged(db: TestDb) {
    let bank = Bank::new(db);
    let organisatie = bank.organisatie;
    let ids: Vec<KennisitemId> = (0..7)
        .map(|n| {
            let velden = Velden {
                titel: format!("Titel {n}"),
                samenvatting: if n % 2 == 0 {
                    "Even getal"
                } else {
                    "Oneven getal"
                }
                .to_owned(),
                onderwerp: if n < 3 { "geld" } else { "wonen" }.to_owned(),
                ..fields()
            };
            bank.act(&bank.eigenaar, move |ctx| create(ctx, &velden, organisatie))
                .unwrap()
        })
        .collect();
    let first = ids[0];
    bank.act(&bank.eigenaar, move |ctx| publish(ctx, first))
        .unwrap();
    bank.act(&bank.eigenaar, move |ctx| {
        set_woorden(
            ctx,
            first,
            &["  Rood   staan ".to_owned(), "rood staan".to_owned()],
        )?;
        set_kanalen(
            ctx,
            first,
            &[Kanaalplek {
                kanaal: "telefoon".to_owned(),
                waar: String::new(),
            }],
        )
    })
    .unwrap();
    let gemeente = bank.app.frame(bank.app.slug()).id;
    let listed = |filter: Filter| {
        let found = bank
            .app
            .app
            .db()
            .read_blocking(move |tx| list_items(tx, gemeente, &filter))
            .unwrap();
        found.into_iter().map(|item| item.titel).collect::<Vec<_>>()
    };
    let base = Filter::default();
    assert_eq!(listed(base.clone()).len(), 7);
    let state = |state| Filter {
        state: Some(state),
        ..Filter::default()
    };
    assert_eq!(listed(state(ItemState::Published)), ["Titel 0"]);
    assert_eq!(listed(state(ItemState::Draft)).len(), 6);
    let geld = Filter {
        onderwerp: Some("geld".to_owned()),
        ..Filter::default()
    };
    assert_eq!(listed(geld), ["Titel 0", "Titel 1", "Titel 2"]);
    let mine = Filter {
        organisatie: Some(organisatie),
        woorden: "ONEVEN titel".to_owned(),
        ..Filter::default()
    };
    assert_eq!(listed(mine), ["Titel 1", "Titel 3", "Titel 5"]);
    let page = Filter {
        most: 3,
        after: Some(("Titel 3".to_owned(), ids[3])),
        ..Filter::default()
    };
    assert_eq!(listed(page), ["Titel 4", "Titel 5", "Titel 6"]);
    let far = jiff::civil::date(2030, 1, 1);
    let due = Filter {
        due_before: Some(far),
        ..Filter::default()
    };
    assert_eq!(listed(due), ["Titel 0"]);
    let db = bank.app.app.db();
    let words = db.read_blocking(move |tx| list_woorden(tx, gemeente, first));
    assert_eq!(words.unwrap(), ["rood staan"]);
}

fn wrong_fields_are_all_named_at_once(db: TestDb) {
    let bank = Bank::new(db);
    let organisatie = bank.organisatie;
    let wrong = Velden {
        onderwerp: "bestaat-niet".to_owned(),
        titel: String::new(),
        samenvatting: "a".repeat(5000),
        telefoon: Some("bel".to_owned()),
        email: Some("geen adres".to_owned()),
        url: Some("javascript:alert(1)".to_owned()),
        min_leeftijd: Some(50),
        max_leeftijd: Some(5),
        talen: vec!["nederlands".to_owned()],
        ..fields()
    };
    let result = bank.act(&bank.eigenaar, move |ctx| create(ctx, &wrong, organisatie));
    let Err(Error::Invalid(faults)) = result else {
        panic!("{result:?}");
    };
    let fields: Vec<&str> = faults.iter().map(|fault| fault.field).collect();
    assert_eq!(
        fields,
        [
            "titel",
            "samenvatting",
            "onderwerp",
            "min_leeftijd",
            "talen",
            "telefoon",
            "email",
            "url"
        ]
    );
}

on_both_engines!(
    lists_are_filtered_and_paged,
    wrong_fields_are_all_named_at_once,
);
