//! Tables, maps and inrichtingen that are broken, at the commands that read them.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use kit::db::{Db, Target};
use kit::testing::TestDir;

/// A database with one gemeente, and the binary that works on it.
struct Shell {
    dir: TestDir,
}

impl Shell {
    fn new() -> Self {
        let shell = Self {
            dir: TestDir::new(),
        };
        shell.done(&["migrate"]);
        shell.done(&["inrichting", "import", "velsen-demo", "--ja"]);
        shell
    }

    fn run(&self, words: &[&str]) -> Output {
        self.command(words).output().expect("the command starts")
    }

    fn command(&self, words: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_wijkwerk"));
        command
            .args(words)
            .current_dir(self.dir.path())
            .env(
                "WIJKWERK_DATABASE",
                format!("sqlite:{}", self.path("db").display()),
            )
            .env("WIJKWERK_FILES", self.path("files"))
            .env("WIJKWERK_BACKUPS", self.path("backups"))
            .env("WIJKWERK_LOG", "error");
        command
    }

    fn done(&self, words: &[&str]) -> String {
        let output = self.run(words);
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(
            output.status.success(),
            "{words:?}: {said}{}",
            String::from_utf8_lossy(&output.stderr)
        );
        said
    }

    /// What a command that must fail says, which ends in what to do.
    fn refused(&self, words: &[&str]) -> String {
        let output = self.run(words);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(1), "{words:?}: {said}");
        assert!(!said.contains("panicked"), "{said}");
        assert!(
            said.contains("→ doe:") || said.contains("herstel"),
            "{words:?}: {said}"
        );
        said
    }

    fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    fn write(&self, name: &str, bytes: &[u8]) -> String {
        std::fs::write(self.path(name), bytes).expect("the folder takes a file");
        name.to_owned()
    }
}

#[test]
fn a_machine_without_anything_yet_is_told_what_comes_first() {
    let shell = Shell {
        dir: TestDir::new(),
    };
    let said = shell.run(&["doctor"]).stdout;
    let said = String::from_utf8_lossy(&said).into_owned();
    let database = said
        .lines()
        .skip_while(|line| !line.starts_with("database:"))
        .collect::<Vec<_>>()
        .join(" ");
    assert!(database.contains("`wijkwerk migrate`"), "{said}");
    assert_eq!(database.matches("fout:").count(), 1, "{database}");
    assert_eq!(database.matches("→ doe:").count(), 1, "{database}");

    let steps = wijkwerk::migrations::MIGRATIONS.len();
    let said = shell.done(&["migrate"]);
    assert_eq!(
        said.trim_end(),
        format!("gedaan: {steps} stappen, tot en met stap {steps}")
    );
    assert!(shell.done(&["migrate"]).contains("al bij"));

    for words in [
        ["inrichting", "export", "--gemeente", "velsen"].as_slice(),
        &[
            "user",
            "invite",
            "--gemeente",
            "velsen",
            "--naam",
            "Sam Voorbeeld",
            "--email",
            "sam@voorbeeld.example",
        ],
    ] {
        let said = shell.refused(words);
        assert!(said.contains("`wijkwerk inrichting import`"), "{said}");
    }
}

fn import(shell: &Shell, file: &str) -> Vec<String> {
    [
        "import",
        "meldingen",
        "--gemeente",
        "velsen",
        file,
        "--bron",
        "oud",
        "--onderwerpen",
        "woorden.csv",
    ]
    .map(ToOwned::to_owned)
    .into_iter()
    .inspect(|_| assert!(shell.path(file).exists()))
    .collect()
}

fn words(all: &[String]) -> Vec<&str> {
    all.iter().map(String::as_str).collect()
}

#[test]
fn a_table_that_is_none_is_refused_and_a_broken_row_stops_no_other() {
    let shell = Shell::new();
    // What the rows are about stands in none of them.
    shell.write("woorden.csv", b"woord;onderwerp\n;heel\n");
    for (name, bytes) in [
        ("geen.xlsx", b"PK\x03\x04 this is no workbook".as_slice()),
        ("leeg.xlsx", b"".as_slice()),
        ("brief.pdf", b"%PDF-1.7".as_slice()),
    ] {
        let file = shell.write(name, bytes);
        let said = shell.refused(&words(&import(&shell, &file)));
        assert!(said.contains("CSV- of Excelbestand"), "{name}: {said}");
    }
    let rows = [
        "nummer;omschrijving;wijk;datum;lat;lon;email"
            .as_bytes()
            .to_vec(),
        b"M-1;Losse tegel;Driehuis;2026-01-05;;;".to_vec(),
        b"M-2;;Driehuis;2026-01-05;;;".to_vec(),
        b"M-3;Losse tegel;Atlantis;2026-01-05;;;".to_vec(),
        b"M-4;Losse tegel;Driehuis;31-02-2026;;;".to_vec(),
        b"M-5;Losse tegel;Driehuis;2026-01-05;x;4,6;".to_vec(),
        b"M-6;Losse tegel;Driehuis;2026-01-05;52,4;;".to_vec(),
        b"M-7;Losse tegel;Driehuis;2026-01-05;;;geen adres".to_vec(),
        b";Losse tegel;Driehuis;2026-01-05;;;".to_vec(),
        b"M-8;Caf\xe9 \"open;Driehuis".to_vec(),
        b"M-9;a\0b;Driehuis;2026-01-05;;;".to_vec(),
        [
            b"M-10;".as_slice(),
            "lang ".repeat(20_000).as_bytes(),
            b";Driehuis;2026-01-05;;;",
        ]
        .concat(),
        b"M-11;=cmd|' /C calc'!A0 <script>alert(1)</script>;Driehuis;2026-01-05;;;".to_vec(),
        b"M-12;Tegel;Driehuis;2999-01-01;;;".to_vec(),
    ]
    .join(b"\n".as_slice());
    let file = shell.write("rijen.csv", &rows);
    let said = shell.done(&words(&import(&shell, &file)));
    assert!(said.contains("geweigerde regels met reden"), "{said}");
    let report = std::fs::read_to_string(shell.path("rijen.csv.geweigerd.csv")).expect("a report");
    for (line, why) in [
        (3, "er is geen omschrijving"),
        (4, "Atlantis"),
        (5, "31-02-2026 is geen datum"),
        (6, "x is geen breedte of lengte"),
        (7, "lat en lon horen bij elkaar"),
        (8, "e-mailadres"),
        (9, "er is geen nummer"),
    ] {
        let found = report
            .lines()
            .find(|row| row.starts_with(&format!("{line},")))
            .unwrap_or_else(|| panic!("line {line} in {report}"));
        assert!(found.contains(why), "{found}");
    }
    // A NUL is refused at this edge too, and a text that is too long.
    assert!(report.contains("11,") && report.contains("12,"), "{report}");
    assert!(
        !report.contains("Losse tegel") && !report.contains("<script>"),
        "never the row itself"
    );
    let again = shell.done(&words(&import(&shell, &file)));
    assert!(again.contains("0 toegevoegd"), "{again}");
}

#[test]
fn an_inrichting_that_says_nothing_new_is_not_imported_again() {
    let shell = Shell::new();
    // Nothing is asked, for there is nothing to do.
    for words in [
        ["inrichting", "import", "velsen-demo"].as_slice(),
        &["inrichting", "import", "velsen-demo", "--ja"],
    ] {
        let said = shell.done(words);
        assert!(said.contains("er verandert niets"), "{said}");
        assert!(!said.contains("geldt vanaf"), "{said}");
    }
    let other = b"op = \"velsen-demo\"\n[gemeente]\nnaam = \"Verzonnen\"\n";
    let file = shell.write("anders.toml", other);
    let said = shell.done(&["inrichting", "import", &file, "--ja"]);
    assert!(said.contains("versie 2 geldt vanaf"), "{said}");
}

#[test]
fn a_file_that_is_not_there_and_a_word_that_is_unknown_are_told_in_dutch() {
    let shell = Shell::new();
    for words in [
        ["openingstijden", "toets", "weg.json"].as_slice(),
        &[
            "import",
            "gebieden",
            "--gemeente",
            "velsen",
            "--jaar",
            "2024",
            "weg.json",
        ],
        &["import", "meldingen", "--gemeente", "velsen", "weg.json"],
    ] {
        let said = shell.refused(words);
        assert!(said.contains("weg.json"), "{said}");
        assert!(said.contains("is er niet"), "{said}");
        assert!(!said.contains("os error"), "{said}");
    }
    for words in [["doctor", "--alles"].as_slice(), &["restore"], &["dokter"]] {
        let output = shell.run(words);
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{said}");
        assert!(said.starts_with("fout: "), "{said}");
        assert!(said.contains("→ doe: "), "{said}");
    }
}

#[test]
fn a_demo_is_served_to_this_machine_alone() {
    let shell = Shell::new();
    let target = Target::Sqlite(shell.path("db"));
    let db = Db::open(target, &wijkwerk::app::db_options(1, false)).expect("the database opens");
    db.bookkeep_blocking(|tx| {
        let (naam, waarde) = ("demo", "ja");
        tx.exec(
            "INSERT INTO kenmerken (naam, waarde) VALUES ($1, $2)",
            &[&naam, &waarde],
        )
    })
    .expect("the mark is set");
    drop(db);
    for listen in ["0.0.0.0:0", "[::]:0"] {
        let output = shell
            .command(&["serve"])
            .env("WIJKWERK_LISTEN", listen)
            .output()
            .expect("the command starts");
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(1), "{listen}: {said}");
        assert!(said.contains("dit is een demo"), "{listen}: {said}");
    }
}

fn geojson(coordinates: &str) -> String {
    format!(
        r#"{{"type":"FeatureCollection","features":[{{"type":"Feature",
        "properties":{{"wijkcode":"WK045301","wijknaam":"Verzonnen","gemeentecode":"GM0453","water":"NEE"}},
        "geometry":{{"type":"Polygon","coordinates":[{coordinates}]}}}}]}}"#
    )
}

#[test]
fn a_map_that_is_broken_or_crosses_itself_is_refused_as_a_whole() {
    let shell = Shell::new();
    let bow_tie = "[[4.60,52.40],[4.63,52.43],[4.63,52.40],[4.60,52.41],[4.60,52.40]]";
    let open = "[[4.60,52.40],[4.62,52.40],[4.62,52.42],[4.60,52.42]]";
    let metres = "[[103000,497000],[104000,497000],[104000,498000],[103000,497000]]";
    let cases = [
        (
            "half.geojson",
            r#"{"type":"FeatureColl"#.to_owned(),
            "geen geldig JSON",
        ),
        ("lijst.geojson", "[]".to_owned(), "FeatureCollection"),
        ("strik.geojson", geojson(bow_tie), "kruist zichzelf"),
        ("open.geojson", geojson(open), "niet gesloten"),
        ("meters.geojson", geojson(metres), "Rijksdriehoek"),
        (
            "nul.geojson",
            "{\"type\":\"FeatureCollection\",\"features\":[]}".to_owned(),
            "geen enkele wijk",
        ),
        ("diep.geojson", "[".repeat(200_000), "geen geldig JSON"),
    ];
    for (name, text, told) in cases {
        let file = shell.write(name, text.as_bytes());
        let said = shell.refused(&[
            "import",
            "gebieden",
            "--gemeente",
            "velsen",
            "--jaar",
            "2024",
            &file,
        ]);
        assert!(said.contains(told), "{name}: {said}");
    }
    let binary = shell.write("beeld.geojson", &[0xff, 0xfe, 0, 1]);
    shell.refused(&[
        "import",
        "gebieden",
        "--gemeente",
        "velsen",
        "--jaar",
        "2024",
        &binary,
    ]);
}

#[test]
fn an_inrichting_with_an_unknown_word_names_the_line_and_what_there_is() {
    let shell = Shell::new();
    let cases: [(&str, &[&str]); 4] = [
        (
            "op = \"velsen-demo\"\n[gemeente]\naanspreekvorm = \"gij\"\n",
            &["3", "aanspreekvorm", "gij"],
        ),
        (
            "op = \"velsen-demo\"\nwerknivo = \"wijk\"\n",
            &["2", "werknivo", "werkniveau"],
        ),
        ("op = \"velsen-demo\"\n[[kanalen]\n", &["2"]),
        ("op = \"bestaat-niet\"\n", &["bestaat-niet"]),
    ];
    for (text, told) in cases {
        let file = shell.write("fout.toml", text.as_bytes());
        for command in [vec!["inrichting", "check"], vec!["inrichting", "diff"]] {
            let said = shell.refused(&[command, vec![file.as_str()]].concat());
            for part in told {
                assert!(said.contains(part), "{part} in {said}");
            }
        }
    }
    let huge = format!("op = \"velsen-demo\"\nx = \"{}\"\n", "a".repeat(5_000_000));
    let file = shell.write("reus.toml", huge.as_bytes());
    shell.refused(&["inrichting", "check", &file]);
    let binary = shell.write("beeld.toml", &[0xff, 0xd8, 0, 1]);
    shell.refused(&["inrichting", "check", &binary]);
    assert!(Path::new(&shell.path("db")).exists());
}
