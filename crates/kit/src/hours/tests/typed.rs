//! What volunteers type.

use crate::hours::{Problem, from_typed};

#[test]
fn ordinary_words_become_hours() {
    for (typed, expected) in [
        (
            "ma-vr 9-12.30, wo ook 13.30-17",
            "Mo-Fr 09:00-12:30, We 13:30-17:00",
        ),
        ("maandag t/m donderdag van 9 tot 5", "Mo-Th 09:00-17:00"),
        ("di en do 10.00–12.00 uur", "Tu,Th 10:00-12:00"),
        (
            "elke eerste dinsdag van de maand 19-21",
            "Tu[1] 19:00-21:00",
        ),
        ("za 10-14, feestdagen dicht", "Sa 10:00-14:00; PH off"),
        ("vrijdag op afspraak", "Fr \"op afspraak\""),
        ("24 uur per dag", "00:00-24:00"),
        ("juli en augustus gesloten", "Jul,Aug off"),
        ("ma, wo 's middags 1-5", "Mo,We 13:00-17:00"),
        ("ma, wo ’s middags van 1 tot 5 uur", "Mo,We 13:00-17:00"),
        ("ma wo 1-5 's middags", "Mo,We 13:00-17:00"),
        (
            "Maandag tot en met vrijdag: 9:00 - 12:30 en 13:30 - 17:00 uur.",
            "Mo-Fr 09:00-12:30,13:30-17:00",
        ),
        (
            "ma-vr 9-12, 13-17; za 10-12",
            "Mo-Fr 09:00-12:00,13:00-17:00; Sa 10:00-12:00",
        ),
        (
            "ma 9-12\ndi 13u30-17u\nwo gesloten",
            "Mo 09:00-12:00; Tu 13:30-17:00; We off",
        ),
        ("maandagmiddag 1-5", "Mo 13:00-17:00"),
        ("dinsdagavond 7-9 uur", "Tu 19:00-21:00"),
        ("werkdagen half tien tot vijf", "Mo-Fr 09:30-17:00"),
        ("ma-vr 9-17 behalve wo", "Mo-Fr 09:00-17:00; We off"),
        ("gesloten op ma, wo 9-12", "Mo off; We 09:00-12:00"),
        (
            "ma-vr 9-17, gesloten op feestdagen en in juli",
            "Mo-Fr 09:00-17:00; PH off; Jul off",
        ),
        (
            "ma-vr 9-12, feestdagen en 24 december dicht",
            "Mo-Fr 09:00-12:00; PH off; Dec 24 off",
        ),
        (
            "gesloten op feestdagen en in juli, wo 9-12",
            "PH off; Jul off; We 09:00-12:00",
        ),
        (
            "di en 5 december 13-17",
            "Tu 13:00-17:00; Dec 05 13:00-17:00",
        ),
        ("zo en feestdagen gesloten", "PH,Su off"),
        (
            "maandag en woensdag in juli en augustus 9-12",
            "Jul,Aug Mo,We 09:00-12:00",
        ),
        (
            "ma en in de even weken wo 9-12",
            "Mo 09:00-12:00; week 02-53/2 We 09:00-12:00",
        ),
        (
            "ma-vr 9-17, niet op feestdagen",
            "Mo-Fr 09:00-17:00; PH off",
        ),
        ("24 december t/m 2 januari gesloten", "Dec 24-Jan 02 off"),
        (
            "24 december 2026 t/m 2 januari 2027 gesloten",
            "2026 Dec 24-2027 Jan 02 off",
        ),
        ("25 en 26 december dicht", "Dec 25,Dec 26 off"),
        ("schoolvakanties gesloten", "SH off"),
        (
            "ma-vr 9-12 en op afspraak",
            "Mo-Fr 09:00-12:00 || \"op afspraak\"",
        ),
        (
            "ma-vr 9-12, daarbuiten op afspraak",
            "Mo-Fr 09:00-12:00 || \"op afspraak\"",
        ),
        ("alleen op afspraak", "\"alleen op afspraak\""),
        ("wo 10-12 op afspraak", "We 10:00-12:00 \"op afspraak\""),
        ("ma 9-12, ma 13-17", "Mo 09:00-12:00, Mo 13:00-17:00"),
        (
            "ma-vr 9-12, laatste vrijdag van de maand 19-21",
            "Mo-Fr 09:00-12:00, Fr[-1] 19:00-21:00",
        ),
        ("eerste en derde maandag 10-12", "Mo[1,3] 10:00-12:00"),
        ("vr 20-2", "Fr 20:00-02:00"),
        ("vr vanaf 20 uur", "Fr 20:00+"),
        ("even weken ma 9-12", "week 02-53/2 Mo 09:00-12:00"),
        ("week 10 t/m 20 di 9-12", "week 10-20 Tu 09:00-12:00"),
        ("week 50 t/m 5 di 9-12", "week 50-53,01-05 Tu 09:00-12:00"),
        ("dagelijks 8-22", "Mo-Su 08:00-22:00"),
        ("weekend gesloten", "Sa-Su off"),
        ("gesloten", "off"),
        ("ma 9-12 \"achterom\"", "Mo 09:00-12:00 \"achterom\""),
        ("Mo-Fr 09:00-12:00; PH off", "Mo-Fr 09:00-12:00; PH off"),
        ("mon to fri 9am-5pm", "Mo-Fr 09:00-17:00"),
        (
            "Monday and Wednesday from 9 to 12.30, closed on public holidays",
            "Mo,We 09:00-12:30; PH off",
        ),
        (
            "first Tuesday of the month 19:00-21:00",
            "Tu[1] 19:00-21:00",
        ),
        ("Friday by appointment", "Fr \"by appointment\""),
    ] {
        let found = from_typed(typed).map(|hours| hours.to_string());
        assert_eq!(found.as_deref(), Ok(expected), "{typed:?}");
    }
}

#[test]
fn the_word_that_is_not_understood_is_named() {
    for (typed, problem, word) in [
        (
            "ma-vr 9-12 zolang de voorraad strekt",
            Problem::Unexpected,
            "zolang",
        ),
        ("maandag 9-25", Problem::Time, "25"),
        ("maandag 9.75-12", Problem::Time, "9.75"),
        ("maandag", Problem::Loose, "maandag"),
        ("maandag 9", Problem::Moment, "9"),
        ("maandag 9-12, dicht", Problem::Loose, "dicht"),
        ("ma - 9-12", Problem::Loose, "-"),
        ("'s middags", Problem::Loose, "'s middags"),
        ("31 februari dicht", Problem::Date, "31"),
        ("eerste", Problem::Loose, "eerste"),
        ("ma 9-12, eerste", Problem::Loose, "eerste"),
        ("vanaf maandag", Problem::Loose, "vanaf"),
        ("ma 9-12 \"", Problem::Unexpected, "\""),
        (",", Problem::Empty, ""),
    ] {
        let error = from_typed(typed).expect_err(typed);
        assert_eq!(
            (error.problem, error.word.as_str()),
            (problem, word),
            "{typed:?}"
        );
    }
}
