//! Support of groups of residents: counted at once, also of a new one.

use jiff::civil::date;

use super::*;
use crate::access::Permission;
use crate::kader::formatie::actions::note_support;
use crate::kader::formatie::gelijkheid::equality;
use crate::kader::organisaties::actions::{found_bewonersorgaan, welcome_bewonersgroep};
use crate::kader::organisaties::tests::{group, somebody, working_in};

kit::on_both_engines!(
    l_54_support_counts_per_group_at_once,
    l_55_a_new_group_is_there_at_once_beside_the_others,
    l_54_all_support_is_read_the_newest_first,
    l_54_a_group_of_two_wijken_is_supported_from_either,
);

fn l_54_support_counts_per_group_at_once(db: TestDb) {
    let register = Register::new(db);
    let today = register.today;
    let frame = register.app.frame(register.app.slug());
    let level = frame.inrichting.bewonersorgaan.niveau.clone();
    let gebied = frame.gebieden.iter().find(|gebied| gebied.niveau == level);
    let gebied = gebied.unwrap().id;
    let orgaan = register
        .write(move |ctx| found_bewonersorgaan(ctx, gebied, "De Kring", None))
        .unwrap();
    for (minuten, soort) in [
        (180, Ondersteuningsoort::Minutes),
        (45, Ondersteuningsoort::Advice),
    ] {
        register
            .write(move |ctx| note_support(ctx, orgaan, soort, minuten, today))
            .unwrap();
    }
    for minuten in [0, 961] {
        let refused = register
            .write(move |ctx| note_support(ctx, orgaan, Ondersteuningsoort::Room, minuten, today))
            .unwrap_err();
        assert_eq!(field_of(&refused), "minuten");
    }
    let wijk = register.wijken()[0];
    let group = register
        .write(move |ctx| welcome_bewonersgroep(ctx, wijk, "Ouders van de speeltuin"))
        .unwrap();
    register
        .write(move |ctx| note_support(ctx, group, Ondersteuningsoort::Room, 30, today))
        .unwrap();
    let gemeente = frame.id;
    let db = register.app.app.db();
    let (given, organen) = db
        .read_blocking(move |tx| {
            let given = list_ondersteuningen(tx, gemeente, date(2026, 1, 1))?;
            let organen = crate::kader::organisaties::list_organen(tx, gemeente, today)?;
            Ok::<_, Error>((given, organen))
        })
        .unwrap();
    let sides = equality(&organen, &given);
    let bodies = organen.iter().filter(|orgaan| orgaan.is_bewonersorgaan());
    let bodies = i64::try_from(bodies.count()).unwrap();
    assert_eq!(
        (sides[0].samen.minuten, sides[0].mean()),
        (225, 225 / bodies)
    );
    assert_eq!((sides[1].samen.minuten, sides[1].mean()), (30, 30));
}

fn l_55_a_new_group_is_there_at_once_beside_the_others(db: TestDb) {
    let register = Register::new(db);
    let who = As::Role("opbouwwerker".to_owned());
    let path = format!("/{}/ondersteuning", register.app.slug());
    let wijk = register.wijken()[0];
    // The page was looked at before, so its frame is in memory.
    assert_eq!(register.app.send(&Ask::get(&path).by(&who)).status, 200);
    let form = format!("gebied={wijk}&naam=Ouders+van+de+speeltuin");
    let done = register
        .app
        .send(&Ask::post(&format!("{path}/groepen"), &form).by(&who));
    assert_eq!(done.status, 303, "{}", done.text());
    let page = register.app.send(&Ask::get(&path).by(&who)).text();
    assert!(page.contains("Ouders van de speeltuin"), "{page}");
    let frame = register.app.frame(register.app.slug());
    let group = frame
        .organen
        .iter()
        .find(|orgaan| orgaan.naam == "Ouders van de speeltuin")
        .unwrap();
    let form = format!("orgaan={}&soort=room&minuten=90&op=2026-03-01", group.id);
    let done = register.app.send(&Ask::post(&path, &form).by(&who));
    assert_eq!(done.status, 303, "{}", done.text());
    for (lang, kind, time) in [
        ("nl", "Ruimte regelen", "1 uur en 30 min"),
        ("en", "Finding a room", "1 h 30 min"),
    ] {
        let page = register
            .app
            .send(&Ask::get(&path).by(&who).lang(lang))
            .text();
        let (_, table) = page.split_once("<tbody").unwrap();
        let row = table.split("<tr").find(|row| row.contains(kind)).unwrap();
        assert!(row.contains(time), "{row}");
    }
}

fn l_54_a_group_of_two_wijken_is_supported_from_either(db: TestDb) {
    let register = Register::new(db);
    let (app, today, wijken) = (&register.app, register.today, register.wijken());
    let two = group(app, "twee", vec![wijken[0], wijken[1]]);
    let none = group(app, "geen", Vec::new());
    let cases = [
        (two, wijken[0], true),
        (two, wijken[1], true),
        (two, wijken[2], false),
        (none, wijken[0], false),
    ];
    for (orgaan, wijk, expected) in cases {
        let reach = working_in(app, wijk);
        let who = somebody(app, &[Permission::OndersteuningWrite], reach);
        let done = app.write(&who, move |ctx| {
            note_support(ctx, orgaan, Ondersteuningsoort::Room, 30, today)
        });
        match done {
            Ok(_) => assert!(expected, "{wijk:?}"),
            Err(Error::Forbidden("ondersteuning.write")) => assert!(!expected, "{wijk:?}"),
            Err(other) => panic!("{other}"),
        }
    }
}

fn l_54_all_support_is_read_the_newest_first(db: TestDb) {
    let register = Register::new(db);
    let (today, wijk) = (register.today, register.wijken()[0]);
    let group = register
        .write(move |ctx| welcome_bewonersgroep(ctx, wijk, "Ouders van de speeltuin"))
        .unwrap();
    let before = today.yesterday().unwrap();
    for (minuten, op) in [(10, today), (20, before), (30, today), (40, before)] {
        register
            .write(move |ctx| note_support(ctx, group, Ondersteuningsoort::Room, minuten, op))
            .unwrap();
    }
    let gemeente = register.app.frame(register.app.slug()).id;
    let read = |size: i64| {
        let db = register.app.app.db();
        db.read_blocking(move |tx| store::ondersteuningen_by(tx, gemeente, before, size))
            .unwrap()
    };
    let whole = read(1000);
    let days: Vec<Date> = whole.iter().map(|one| one.op).collect();
    assert_eq!(days, [today, today, before, before]);
    for size in 1..=5 {
        assert_eq!(read(size), whole, "{size}");
    }
}
