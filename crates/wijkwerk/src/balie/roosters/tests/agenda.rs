//! What calendars tell of shifts that were called off, and that nothing changes in them by itself.

use super::*;
use crate::http::Method;

kit::on_both_engines!(
    what_was_called_off_stays_in_the_own_calendar_as_cancelled,
    the_calendar_of_a_point_keeps_a_cancelled_shift,
    ten_years_of_shifts_do_not_hide_those_of_today,
);

/// An event: its uid, its number, and whether it is cancelled.
type Told = (String, i64, bool);

/// The address of a new calendar; `form` says of which point.
fn link(punt: &Proefpunt, n: usize, form: &str) -> String {
    let path = format!("/{}/balie/mijn-diensten/agenda", punt.app.slug());
    let page = punt.app.request(Method::Post, &path, &punt.who(n), form);
    let text = page.text();
    let token = text.split_once("/l/").expect("an address").1;
    format!("/l/{}", token.split('<').next().unwrap())
}

fn feed(punt: &Proefpunt, link: &str) -> String {
    let feed = punt.app.get(link);
    assert_eq!(feed.status, 200);
    feed.text()
}

/// The events in the order of the calendar.
fn events(text: &str) -> Vec<Told> {
    let mut all = Vec::new();
    for event in text.split("BEGIN:VEVENT\r\n").skip(1) {
        let value = |name: &str| -> String {
            let line = event.split("\r\n").find_map(|line| line.strip_prefix(name));
            line.unwrap_or_else(|| panic!("{name} in {event}"))
                .to_owned()
        };
        let uid = value("UID:");
        let id = uid.split('@').next().unwrap().to_owned();
        let is_cancelled = value("STATUS:") == "CANCELLED";
        all.push((id, value("SEQUENCE:").parse().unwrap(), is_cancelled));
    }
    all
}

fn states_of(told: &[Told]) -> Vec<(String, bool)> {
    told.iter()
        .map(|(id, _, is_cancelled)| (id.clone(), *is_cancelled))
        .collect()
}

fn what_was_called_off_stays_in_the_own_calendar_as_cancelled(db: TestDb) {
    let punt = Proefpunt::new(db);
    let (first, second) = (punt.dienst(DI, 9, 12), punt.dienst(DO, 9, 12));
    let asked = punt.dienst(date(2026, 3, 6), 9, 12);
    let one = punt.confirmed(first, 0);
    let ada = punt.account(0);
    punt.write(move |ctx| {
        actions::fill(ctx, second, ada, Zet::default())?;
        actions::offer(ctx, asked, &[ada])
    })
    .unwrap();
    let link = link(&punt, 0, "aanvraag=");
    let (first_id, second_id) = (first.to_string(), second.to_string());
    let before = events(&feed(&punt, &link));
    assert_eq!(
        states_of(&before),
        [(first_id.clone(), false), (second_id.clone(), false)]
    );

    // Called off, the other cancelled, and what was only asked withdrawn: that was never in the calendar.
    punt.hours(1);
    punt.write(move |ctx| {
        actions::call_off(ctx, one, &[])?;
        actions::cancel(ctx, second)?;
        actions::cancel(ctx, asked)
    })
    .unwrap();
    let text = feed(&punt, &link);
    let after = events(&text);
    assert_eq!(
        states_of(&after),
        [(first_id.clone(), true), (second_id.clone(), true)]
    );
    for (earlier, later) in before.iter().zip(&after) {
        assert!(later.1 > earlier.1, "{text}");
    }
    assert!(
        !text.contains("Ada") && !text.contains("DESCRIPTION"),
        "{text}"
    );

    // Who asks later reads the same, to the byte.
    punt.hours(5);
    assert_eq!(feed(&punt, &link), text);

    // Asked again it stays as it was; put in again it goes on, and stands there once.
    punt.write(move |ctx| actions::offer(ctx, first, &[ada]))
        .unwrap();
    let again = events(&feed(&punt, &link));
    assert_eq!(
        states_of(&again),
        [(first_id.clone(), true), (second_id.clone(), true)]
    );
    punt.hours(1);
    punt.confirmed(first, 0);
    let back = events(&feed(&punt, &link));
    assert_eq!(states_of(&back), [(first_id, false), (second_id, true)]);
    assert!(back[0].1 > again[0].1 && back[1] == again[1], "{back:?}");
}

fn the_calendar_of_a_point_keeps_a_cancelled_shift(db: TestDb) {
    let punt = Proefpunt::new(db);
    let dienst = punt.dienst(DI, 9, 12);
    let id = dienst.to_string();
    let one = punt.confirmed(dienst, 0);
    let link = link(&punt, 1, &format!("punt={}", punt.punt));
    let full = feed(&punt, &link);
    assert!(full.contains("Wielstraat 1/1\r\n"), "{full}");

    // Somebody else is needed: the shift goes on, and its number tells that something changed.
    punt.hours(1);
    punt.write(move |ctx| actions::call_off(ctx, one, &[]))
        .unwrap();
    let bare = feed(&punt, &link);
    assert!(bare.contains("Wielstraat 0/1\r\n"), "{bare}");
    let (before, after) = (events(&full), events(&bare));
    assert_eq!(states_of(&after), [(id.clone(), false)]);
    assert!(after[0].1 > before[0].1, "{bare}");

    punt.hours(1);
    punt.write(move |ctx| actions::cancel(ctx, dienst)).unwrap();
    let gone = feed(&punt, &link);
    let last = events(&gone);
    assert_eq!(states_of(&last), [(id, true)]);
    assert!(last[0].1 > after[0].1, "{gone}");
    assert!(!gone.contains("Ada") && !gone.contains("0/1"), "{gone}");
    punt.hours(5);
    assert_eq!(feed(&punt, &link), gone);
}

fn ten_years_of_shifts_do_not_hide_those_of_today(db: TestDb) {
    let punt = Proefpunt::new(db);
    let infopunt = punt.punt;
    punt.write(move |ctx| {
        let days = date(2016, 3, 1).series(jiff::Span::new().days(1));
        for dag in days.take_while(|day| *day < MA) {
            let new = NewDienst {
                infopunt,
                tijd: Tijd {
                    dag,
                    van: 9 * 60,
                    tot: 17 * 60,
                },
                functie: String::new(),
                aantal: 1,
            };
            let id: DienstId = ctx.new_id();
            assert!(store::insert_dienst(ctx, id, &new, None)?);
        }
        Ok(())
    })
    .unwrap();
    punt.regel(1, None);
    assert_eq!(punt.told(MA), [], "nobody is there");
    let dienst = punt.dienst(MA, 9, 17);
    punt.confirmed(dienst, 0);
    assert_eq!(punt.told(MA), [(9, 17)]);
    let link = link(&punt, 1, &format!("punt={}", punt.punt));
    let told = events(&feed(&punt, &link));
    let id = dienst.to_string();
    assert!(
        told.iter().any(|(uid, ..)| *uid == id) && told.len() < 100,
        "{}",
        told.len()
    );
}
