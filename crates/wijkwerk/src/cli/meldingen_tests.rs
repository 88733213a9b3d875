//! Taking over meldingen by command: what a row is about, where it is, and what is told about both.

use std::fmt::Write as _;
use std::path::PathBuf;

use kit::db::Queries as _;
use kit::on_both_engines;
use kit::testing::{TestDb, reference, skip};

use super::door::CommandSocket;
use super::failure::Result;
use super::ground::{Ground, Lock};
use super::import_meldingen::{Wanted, command, take_in};
use super::table;
use crate::error::Error;
use crate::jobs::tests::{Town, town};

on_both_engines!(
    a_subject_is_a_key_a_name_or_an_explained_word_and_anything_else_is_refused,
    a_file_of_words_that_is_wrong_stops_the_import,
    the_pin_decides_and_what_the_row_says_otherwise_is_told,
    real_categories_are_taken_over_with_a_file_of_words,
    a_trial_counts_a_number_that_comes_twice_as_the_import_does,
    a_run_that_breaks_off_leaves_what_it_refused_and_the_next_knows_what_was_odd,
    a_channel_that_is_not_known_is_told,
);

/// Runs the command on these files, the second with the words of the first; answers the lists of what was refused and of
/// what is odd.
fn import(town: &Town, rows: &str, words: Option<&str>) -> Result<(String, String)> {
    let put = |name: &str, text: &str| -> PathBuf {
        let path = town.dir.path().join(name);
        std::fs::write(&path, text).unwrap();
        path
    };
    let ground = Ground {
        config: town.app.config().clone(),
    };
    let _lock = Lock::take(&ground.config).unwrap();
    let _server = CommandSocket::listen(&town.app).unwrap();
    let wanted = Wanted {
        gemeente: town.frame.slug.clone(),
        bestand: put("rijen.csv", rows),
        bron: "elders".into(),
        onderwerpen: words.map(|text| put("woorden.csv", text)),
        proef: false,
    };
    command(&ground, &wanted)?;
    let list = |ending: &str| {
        let path = town.dir.path().join(format!("rijen.csv.{ending}.csv"));
        std::fs::read_to_string(path).unwrap_or_default()
    };
    Ok((list("geweigerd"), list("let-op")))
}

const MELDINGEN: &str = "SELECT count(*) FROM meldingen";

fn a_subject_is_a_key_a_name_or_an_explained_word_and_anything_else_is_refused(db: TestDb) {
    let town = town(&db, 0);
    let wijk = town.frame.wijken().next().unwrap().naam.clone();
    let rows = format!(
        "nummer;omschrijving;wijk;adres;categorie\n\
         1;Losse tegel;{wijk};;heel\n\
         2;Losse tegel;{wijk};;  VEILIG \n\
         3;Losse tegel;{wijk};;Veeg- / zwerfvuil\n\
         4;Losse tegel;{wijk};Verzonnenlaan 12, achterom;\n\
         5;Losse tegel;;{wijk};heel\n\
         6;Losse tegel;;Verzonnenlaan 12;heel\n"
    );
    let (refused, odd) = import(&town, &rows, None).unwrap();
    let told: Vec<&str> = refused.lines().skip(1).collect();
    assert_eq!(told.len(), 3, "{refused}");
    assert!(told[0].starts_with("4,"), "{refused}");
    assert!(told[0].contains("Veeg- / zwerfvuil"), "{refused}");
    assert!(told[1].starts_with("5,"), "{refused}");
    for row in &told[..2] {
        assert!(row.contains("Schoon, Heel, Veilig, Sociaal"), "{row}");
    }
    // An address alone does not say in which wijk it is.
    assert!(told[2].starts_with("7,"), "{refused}");
    assert_eq!((town.count(MELDINGEN), odd.as_str()), (3, ""));
    // What the file of words explains is taken in as well, and what was there stays as it was.
    let words = "woord;onderwerp\nveeg- / zwerfvuil;Schoon\n;sociaal\n";
    let (refused, _) = import(&town, &rows, Some(words)).unwrap();
    assert_eq!(refused.lines().count(), 2, "{refused}");
    assert_eq!(town.count(MELDINGEN), 5);
    for (thema, count) in [
        ("SELECT count(*) FROM meldingen WHERE thema = 'heel'", 2),
        ("SELECT count(*) FROM meldingen WHERE thema = 'veilig'", 1),
        ("SELECT count(*) FROM meldingen WHERE thema = 'schoon'", 1),
        ("SELECT count(*) FROM meldingen WHERE thema = 'sociaal'", 1),
        // The address stands there as it was written.
        (
            "SELECT count(*) FROM melding_teksten WHERE plaats = 'Verzonnenlaan 12, achterom'",
            1,
        ),
    ] {
        assert_eq!(town.count(thema), count, "{thema}");
    }
}

fn a_file_of_words_that_is_wrong_stops_the_import(db: TestDb) {
    let town = town(&db, 0);
    let wijk = town.frame.wijken().next().unwrap().naam.clone();
    let rows = format!("nummer;omschrijving;wijk;thema\n1;Losse tegel;{wijk};heel\n");
    for (words, told) in [
        ("woord;onderwerp\nZwerfvuil;vies\n", "vies"),
        ("woord;onderwerp\nZwerfvuil;\n", "regel 2"),
        ("Zwerfvuil;schoon\nzwerfvuil;heel\n", "regel 2"),
        ("", "geen enkel woord"),
    ] {
        let failed = import(&town, &rows, Some(words)).unwrap_err().to_string();
        assert!(failed.contains(told), "{words:?}: {failed}");
        assert_eq!(town.count(MELDINGEN), 0, "{words:?}");
    }
}

fn the_pin_decides_and_what_the_row_says_otherwise_is_told(db: TestDb) {
    let town = town(&db, 0);
    let places: Vec<_> = town
        .frame
        .wijken()
        .filter_map(|wijk| {
            let place = town.frame.plaatsen.middle_of(&wijk.sleutel)?;
            let found = town.frame.plaatsen.lookup(place)?;
            (found.wijken == [wijk.sleutel.clone()]).then(|| (wijk.naam.clone(), place))
        })
        .take(2)
        .collect();
    let [(here, pin), (elsewhere, _)] = places.as_slice() else {
        panic!("the map of the inrichting has two wijken");
    };
    let at = format!("{};{}", pin.lat(), pin.lon());
    let rows = format!(
        "nummer;omschrijving;wijk;lat;lon;adres;thema\n\
         1;Losse tegel;{here};{at};;heel\n\
         2;Losse tegel;{elsewhere};{at};Verzonnenlaan 12;heel\n\
         3;Losse tegel;Nergenshuizen;{at};;heel\n\
         4;Losse tegel;;{at};;heel\n\
         5;Losse tegel;{elsewhere};;;;heel\n"
    );
    let (refused, odd) = import(&town, &rows, None).unwrap();
    assert_eq!(refused, "");
    let told: Vec<&str> = odd.lines().skip(1).collect();
    assert_eq!(told.len(), 2, "{odd}");
    assert!(
        told[0].starts_with("3,") && told[0].contains(elsewhere.as_str()),
        "{odd}"
    );
    assert!(
        told[1].starts_with("4,") && told[1].contains("Nergenshuizen"),
        "{odd}"
    );
    assert!(told.iter().all(|row| row.contains(here.as_str())), "{odd}");
    let gemeente = town.frame.id;
    let naam = here.clone();
    let there: i64 = town
        .app
        .db()
        .read_blocking(move |tx| {
            Ok::<_, Error>(tx.query_one(
                "SELECT count(*) FROM meldingen m JOIN gebieden g ON g.gemeente_id = m.gemeente_id AND g.id = m.gebied_id \
                 WHERE m.gemeente_id = $1 AND g.naam = $2",
                &[&gemeente, &naam],
                |row| row.get(0),
            )?)
        })
        .unwrap();
    assert_eq!((town.count(MELDINGEN), there), (5, 4));
    // Nothing is told twice, and the list of before is not left lying about.
    let (_, odd) = import(&town, &rows, None).unwrap();
    assert_eq!(odd, "");
}

fn real_categories_are_taken_over_with_a_file_of_words(db: TestDb) {
    let Some(path) = reference("data/signalen/signalen_categorieen.csv") else {
        skip(
            "cli::real_categories_are_taken_over_with_a_file_of_words",
            "no reference data",
        );
        return;
    };
    let town = town(&db, 0);
    let categories = table::read(&path).unwrap();
    let wijk = town.frame.wijken().next().unwrap().naam.clone();
    let quoted = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
    let themes = ["schoon", "heel", "veilig", "sociaal"];
    let (mut words, mut rows) = (
        String::new(),
        "nummer;omschrijving;wijk;subcategorie\n".to_owned(),
    );
    for (n, row) in categories.iter().enumerate() {
        let word = row.text(&["subcategorie"]).unwrap();
        writeln!(words, "{};{}", quoted(word), themes[n % 4]).unwrap();
        for time in 0..4 {
            let word = quoted(word);
            writeln!(rows, "{n}-{time};Iets gezien.;{wijk};{word}").unwrap();
        }
    }
    let (refused, _) = import(&town, &rows, None).unwrap();
    assert_eq!(
        refused.lines().count(),
        categories.len() * 4 + 1,
        "nothing is guessed"
    );
    for _ in 0..2 {
        let (refused, _) = import(&town, &rows, Some(&words)).unwrap();
        assert_eq!(refused, "");
        assert_eq!(
            usize::try_from(town.count(MELDINGEN)).unwrap(),
            categories.len() * 4
        );
    }
}

fn a_trial_counts_a_number_that_comes_twice_as_the_import_does(db: TestDb) {
    let town = town(&db, 0);
    let wijk = town.frame.wijken().next().unwrap().naam.clone();
    // The same hundred numbers twice: more than fit in the first batch.
    let mut rows = "nummer;omschrijving;wijk;thema\n".to_owned();
    for n in (0..100).chain(0..100) {
        let _ = writeln!(rows, "{n};Losse tegel;{wijk};heel");
    }
    let bestand = town.dir.path().join("dubbel.csv");
    std::fs::write(&bestand, rows).unwrap();
    let ground = Ground {
        config: town.app.config().clone(),
    };
    let _lock = Lock::take(&ground.config).unwrap();
    let _server = CommandSocket::listen(&town.app).unwrap();
    let counted = |proef| {
        let wanted = Wanted {
            gemeente: town.frame.slug.clone(),
            bestand: bestand.clone(),
            bron: "elders".into(),
            onderwerpen: None,
            proef,
        };
        let tally = take_in(&ground, &wanted).unwrap();
        (tally.added, tally.already)
    };
    assert_eq!(counted(true), (100, 100));
    assert_eq!(town.count(MELDINGEN), 0, "a trial changes nothing");
    assert_eq!(counted(false), (100, 100));
    assert_eq!(town.count(MELDINGEN), 100);
}

fn a_run_that_breaks_off_leaves_what_it_refused_and_the_next_knows_what_was_odd(db: TestDb) {
    let town = town(&db, 0);
    let wijk = town.frame.wijken().next().unwrap().naam.clone();
    let rows = format!(
        "nummer;omschrijving;wijk;datum;thema\n1;Losse tegel;{wijk};ooit;heel\n2;Losse tegel;{wijk};;heel\n"
    );
    let bestand = town.dir.path().join("rijen.csv");
    std::fs::write(&bestand, &rows).unwrap();
    let ground = Ground {
        config: town.app.config().clone(),
    };
    let beside = |ending: &str| {
        let path = town.dir.path().join(format!("rijen.csv.{ending}.csv"));
        std::fs::read_to_string(path).unwrap_or_default()
    };
    {
        // A server has the database and does not answer.
        let _lock = Lock::take(&ground.config).unwrap();
        let wanted = Wanted {
            gemeente: town.frame.slug.clone(),
            bestand,
            bron: "elders".into(),
            onderwerpen: None,
            proef: false,
        };
        assert!(command(&ground, &wanted).is_err());
    }
    let left = beside("geweigerd.deel");
    assert!(left.lines().nth(1).unwrap().starts_with("2,"), "{left}");
    let (refused, _) = import(&town, &rows, None).unwrap();
    assert_eq!(refused.lines().count(), 2, "told once: {refused}");
    assert_eq!(beside("geweigerd.deel"), "");
    // As a run leaves it that broke off after it took the second row in.
    let odd = town.dir.path().join("rijen.csv.let-op.deel.csv");
    std::fs::write(&odd, "regel,let op\n3,Dit klopt niet.\n").unwrap();
    let (_, told) = import(&town, &rows, None).unwrap();
    assert_eq!(told, "regel,let op\n3,Dit klopt niet.\n");
    assert!(!odd.exists());
}

fn a_channel_that_is_not_known_is_told(db: TestDb) {
    let town = town(&db, 0);
    let wijk = town.frame.wijken().next().unwrap().naam.clone();
    let known = &town.frame.inrichting.kanalen[0].sleutel;
    let rows = format!(
        "nummer;omschrijving;wijk;thema;kanaal\n1;Losse tegel;{wijk};heel;rooksignaal\n\
         2;Losse tegel;{wijk};heel;{known}\n3;Losse tegel;{wijk};heel;\n"
    );
    let (refused, odd) = import(&town, &rows, None).unwrap();
    assert_eq!((refused.as_str(), odd.lines().count()), ("", 2), "{odd}");
    let told = odd.lines().nth(1).unwrap();
    assert!(told.starts_with("2,") && told.contains("rooksignaal"));
    assert!(told.contains(known.as_str()), "{told}");
    assert_eq!(
        town.count("SELECT count(*) FROM meldingen WHERE kanaal = 'import'"),
        2
    );
}
