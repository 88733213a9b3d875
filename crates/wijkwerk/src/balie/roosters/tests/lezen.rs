//! What is read in pages is all of it: nobody stands in two places unseen.

use super::*;

kit::on_both_engines!(what_is_read_in_pages_is_all_of_it_in_order);

fn what_is_read_in_pages_is_all_of_it_in_order(db: TestDb) {
    let punt = Proefpunt::new(db);
    punt.regel(2, None);
    for dag in [DO, DI, date(2026, 3, 6)] {
        for n in 0..2 {
            let dienst = punt.dienst(dag, 9, 12);
            punt.confirmed(dienst, n);
        }
    }
    let (gemeente, period) = (punt.gemeente, (MA, date(2026, 3, 20)));
    let read = |size: i64| {
        punt.read(move |tx| {
            let diensten = store::all_diensten_by(tx, gemeente, period, size)?;
            let bezettingen = store::bezettingen_by(tx, gemeente, period, size)?;
            let gaten = store::gaten_by(tx, gemeente, period, size)?;
            Ok((diensten, bezettingen, gaten))
        })
    };
    let whole = read(1000);
    let (diensten, bezettingen, gaten) = &whole;
    assert!(diensten.len() >= 6 && bezettingen.len() >= 6 && gaten.len() >= 5);
    assert!(diensten.is_sorted_by_key(|one| (one.tijd.dag, one.tijd.van, one.id)));
    assert!(bezettingen.is_sorted_by_key(|one| (one.dag, one.id)));
    for size in [1, 2, 3, 5, 6, 7] {
        assert_eq!(read(size), whole, "{size}");
    }
}
