//! The documents under `docs/generated/` that code writes itself: each equals what the code says today.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use kit::db::Kind;
use kit::i18n::{Lang, Translations};
use kit::testing::TestDb;
use wijkwerk::config::{self, Config, Mail};
use wijkwerk::http::openapi_document;
use wijkwerk::kader::beheer::verwerkingen::{VERWERKINGEN, Verwerking};
use wijkwerk::kader::inrichting::{self, Aanspreekvorm};
use wijkwerk::migrations::{MIGRATIONS, tables};

use crate::generated;
use crate::plain::plain;
use crate::schema_read::{self, Table};

#[test]
fn the_inrichting_is_described() {
    generated::same("inrichting.schema.json", &inrichting::json_schema());
    generated::same("inrichting.md", &inrichting::reference_markdown());
}

#[test]
fn the_settings_are_described() {
    generated::same("instellingen.md", &config::reference_markdown());
}

#[test]
fn the_commands_are_described() {
    let page = wijkwerk::cli::reference_markdown();
    for line in page.lines().filter(|line| line.starts_with("| `")) {
        assert!(
            !line.contains("` | ."),
            "an option that says nothing of itself: {line}"
        );
    }
    generated::same("opdrachten.md", &page);
}

#[test]
fn the_api_is_described() {
    let config = Config {
        base_url: "https://wijk.example.org".to_owned(),
        mail: Mail {
            from: "wijk@example.org".to_owned(),
            ..Mail::default()
        },
        ..Config::default()
    };
    let document = openapi_document(&config, &wijkwerk::routes::all());
    let mut text = serde_json::to_string_pretty(&document).expect("plain JSON has a text");
    text.push('\n');
    generated::same("openapi.json", &text);
}

/// The sentences of one processing.
fn sentences(texts: &Translations, lang: Lang, one: &Verwerking) -> [String; 4] {
    [one.doel, one.grondslag, one.bewaartermijn, one.wie].map(|key| texts.t(lang, key))
}

#[test]
fn the_processing_of_personal_data_is_described() {
    let texts = plain(Aanspreekvorm::U);
    let mut page = String::from(
        "# Register van verwerkingen\n\n\
         Deze pagina is gemaakt uit de code: welke persoonsgegevens het systeem bewaart, waarvoor, hoe lang en wie ze ziet. \
         Dezelfde zinnen staan voor iedereen op de bladzijde Privacy, in de woorden van de gemeente. Een gemeente neemt ze \
         over in haar eigen register en voegt toe wat zij zelf afspreekt, zoals met wie haar leverancier is.\n\n\
         | Tabel | Wat en waarvoor | Waarom het mag | Hoe lang | Wie het ziet |\n|---|---|---|---|---|\n",
    );
    for one in VERWERKINGEN {
        let row = sentences(&texts, Lang::Nl, one).join(" | ");
        let _ = writeln!(page, "| `{}` | {row} |", one.tabel);
    }
    page.push_str(
        "\nWat is gewist, staat met alleen een nummer in `verwijderd.jsonl` naast de reservekopieën. Een kopie die wordt \
         teruggezet, wist het opnieuw.\n",
    );
    generated::same("verwerkingen.md", &page);
}

/// What the migrations say beside `table` (column "") and `table.column`.
fn comments() -> BTreeMap<(String, String), String> {
    let mut found = BTreeMap::new();
    for migration in MIGRATIONS {
        let mut table = String::new();
        for line in migration.sql.lines() {
            let (code, comment) = line.split_once("--").unwrap_or((line, ""));
            let words: Vec<&str> = code.split([' ', '(']).filter(|w| !w.is_empty()).collect();
            let key = match words.as_slice() {
                ["CREATE", "TABLE", name, ..] => {
                    (*name).clone_into(&mut table);
                    (table.clone(), String::new())
                }
                ["ALTER", "TABLE", name, "ADD", "COLUMN", column, ..] => {
                    ((*name).to_owned(), (*column).to_owned())
                }
                [column, ..] if line.starts_with(' ') => (table.clone(), (*column).to_owned()),
                _ => continue,
            };
            if !comment.trim().is_empty() {
                found.insert(key, comment.trim().replace('|', "\\|"));
            }
        }
    }
    found
}

fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Text => "text",
        Kind::BigInt => "integer",
        Kind::Boolean => "yes or no",
        Kind::Bytea => "bytes",
        Kind::Uuid => "id",
        Kind::TimestampTz => "moment",
        Kind::Date => "day",
    }
}

fn unique(table: &Table) -> String {
    let keys: Vec<String> = table
        .keys
        .iter()
        .map(|columns| format!("`{}`", columns.join(", ")))
        .collect();
    keys.join("; ")
}

#[test]
fn the_database_is_described() {
    let texts = plain(Aanspreekvorm::U);
    let comments = comments();
    let database = TestDb::sqlite();
    let real = schema_read::tables(&schema_read::migrated(&database));
    let mut page = String::from(
        "# The database\n\n\
         Made from the migrations; both engines have the same tables. Where a table holds personal data, the register of \
         processing says what for and until when (see [verwerkingen.md](verwerkingen.md)).\n",
    );
    for table in tables() {
        let own = real
            .get(&table.name)
            .expect("every table is in the database");
        let _ = writeln!(page, "\n## {}\n", table.name);
        if let Some(comment) = comments.get(&(table.name.clone(), String::new())) {
            let _ = writeln!(page, "{comment}\n");
        }
        if let Some(one) = VERWERKINGEN.iter().find(|one| one.tabel == table.name) {
            let [what, _, until, who] = sentences(&texts, Lang::En, one);
            let _ = writeln!(page, "**Personal data.** {what}. {until} {who}\n");
        }
        let _ = writeln!(page, "Unique: {}\n", unique(own));
        page.push_str("| Column | Kind | May be empty | What |\n|---|---|---|---|\n");
        for column in &table.columns {
            let about = comments.get(&(table.name.clone(), column.name.clone()));
            let empty = own.columns.get(&column.name).copied().unwrap_or_default();
            let _ = writeln!(
                page,
                "| `{}` | {} | {} | {} |",
                column.name,
                kind(column.kind),
                if empty { "yes" } else { "" },
                about.map_or("", String::as_str)
            );
        }
    }
    generated::same("schema.md", &page);
}
