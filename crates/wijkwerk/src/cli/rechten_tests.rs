//! Who may read in, write out and copy: what the matrix says of each role is what is asked, with and without a page.

use std::path::Path;

use kit::on_both_engines;
use kit::testing::{TestDb, TestDir};

use super::args::ExportSoort;
use super::backup::back_up;
use super::export::write_all;
use super::export_kennis;
use crate::access::{Actor, Permission};
use crate::testing::TestApp;
use crate::wijkaanpak::meldingen::import::{Onderwerpen, import_rows};

on_both_engines!(every_role_writes_out_copies_and_reads_in_as_the_matrix_says);

/// Which of these three an actor was let do.
struct Done {
    exports: bool,
    copies: bool,
    reads_in: bool,
}

fn is_empty(dir: &Path) -> bool {
    std::fs::read_dir(dir).is_ok_and(|mut found| found.next().is_none())
}

fn done(app: &TestApp, actor: &Actor, dir: &Path) -> Done {
    let frame = app.frame(app.slug());
    let tables = dir.join("tabellen");
    std::fs::create_dir_all(&tables).unwrap();
    let exports = write_all(actor, app.app.db(), &frame, &tables).is_ok();
    assert_eq!(!exports, is_empty(&tables), "refused is nothing written");
    let texts = dir.join("teksten.csv");
    let kennis = export_kennis::write(actor, &app.app, &frame, ExportSoort::Csv, &texts);
    assert_eq!((exports, exports), (kennis.is_ok(), texts.exists()));
    let copy = dir.join("kopie");
    let now = app.clock.now();
    let copies = back_up(actor, app.app.db(), app.app.files(), &copy, now).is_ok();
    assert_eq!(copies, copy.exists());
    let words = Onderwerpen::new(&frame.inrichting, &[]).unwrap();
    let reads_in = app
        .write(actor, move |ctx| import_rows(ctx, &[], &words))
        .is_ok();
    Done {
        exports,
        copies,
        reads_in,
    }
}

fn every_role_writes_out_copies_and_reads_in_as_the_matrix_says(db: TestDb) {
    let app = TestApp::new(db, &["velsen-demo"]);
    let root = TestDir::new();
    let inrichting = app.inrichting(app.slug());
    let (mut allowed, mut refused) = (0, 0);
    for rol in app.roles(app.slug()) {
        let found = done(&app, &app.actor(&rol), &root.path().join(&rol));
        let has = |permission| inrichting.permissions_of(&rol).contains(&permission);
        assert_eq!(found.exports, has(Permission::ExportRun), "{rol}");
        assert_eq!(found.copies, has(Permission::BackupRun), "{rol}");
        assert_eq!(found.reads_in, has(Permission::ImportRun), "{rol}");
        if found.exports {
            allowed += 1;
        } else {
            refused += 1;
        }
    }
    assert!(allowed > 0 && refused > 0, "{allowed}, {refused}");
    let nobody = done(&app, &Actor::Nobody, &root.path().join("niemand"));
    assert!(!nobody.exports && !nobody.copies && !nobody.reads_in);
    let command = done(&app, &Actor::Command, &root.path().join("opdracht"));
    assert!(command.exports && command.copies && command.reads_in);
}
