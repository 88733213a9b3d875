//! Everything that is published is told, however much it is.

use kit::on_both_engines;
use kit::testing::TestDb;

use super::super::store::{list_shown, list_shown_by};
use super::antwoorden::world;

on_both_engines!(everything_published_is_listed_whatever_is_read_at_a_time);

fn everything_published_is_listed_whatever_is_read_at_a_time(db: TestDb) {
    let app = world(db);
    for page in [1, 2, 3, 4] {
        let frame = app.frame(app.slug());
        let (by, whole) = app
            .app
            .db()
            .read_blocking(move |tx| {
                let by = list_shown_by(tx, &frame, page)?;
                Ok::<_, crate::error::Error>((by, list_shown(tx, &frame)?))
            })
            .unwrap();
        let titles: Vec<&str> = by.iter().map(|it| it.titel.as_str()).collect();
        assert_eq!(
            titles,
            ["Mantelzorg thuis", "Repareren", "Éten met buren"],
            "{page} at a time"
        );
        let ids =
            |all: &[super::super::store::Shown]| -> Vec<_> { all.iter().map(|it| it.id).collect() };
        assert_eq!(ids(&by), ids(&whole), "{page} at a time");
    }
}
