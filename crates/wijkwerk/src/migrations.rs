//! The one numbered list of migrations, for both engines.

use kit::db::{Migration, TableDef};

macro_rules! migrations {
    ($($number:literal $name:literal),+ $(,)?) => {
        /// Every step, in order. Never edited after a release.
        pub const MIGRATIONS: &[Migration] = &[$(Migration {
            number: $number,
            name: $name,
            sql: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../migrations/", $name, ".sql")),
        }),+];
    };
}
migrations![
    1 "0001_grond",
    2 "0002_wijkaanpak",
    3 "0003_publiek",
    4 "0004_zoeken",
    5 "0005_balie",
    6 "0006_infopunten",
    7 "0007_roosters",
    8 "0008_formatie",
    9 "0009_wat_wacht",
    10 "0010_agenda",
    11 "0011_gelezen",
    12 "0012_locaties",
    13 "0013_wijkvragen",
    14 "0014_stukken",
    15 "0015_zoektochten",
    16 "0016_kennisversies",
    17 "0017_hielp_het",
    18 "0018_bewijs_openbaar",
    19 "0019_orgaancontacten",
    20 "0020_eigen_vragen",
    21 "0021_eigen_fotos",
    22 "0022_kennis_gevraagd",
    23 "0023_verwezen",
    24 "0024_folders",
    25 "0025_aansluitingen",
    26 "0026_online_aanvragen",
    27 "0027_liefst",
    28 "0028_vergaderingen",
    29 "0029_vervolgvragen",
];

/// Every table as the migrations leave it.
pub fn tables() -> Vec<TableDef> {
    let scripts: Vec<&str> = MIGRATIONS.iter().map(|migration| migration.sql).collect();
    kit::db::tables(&scripts)
}
