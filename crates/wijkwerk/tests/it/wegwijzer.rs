//! `wijkwerk wegwijzer toets`: its figures, its JSON, and files that are wrong.

use std::path::PathBuf;
use std::process::{Command, Output};

use kit::testing::{TestDir, reference};
use serde_json::Value;

const CATALOGUE: &str = "id\tnaam\tomschrijving\torganisatie_soort\n\
    paspoort\tPaspoort\tEen paspoort aanvragen.\tgemeente\n\
    grofvuil\tGrofvuil\tGroot afval laten ophalen.\tafvalinzamelaar\n\
    spoed-112\tSpoed\tBel 112.\thulpdienst\n\
    eigen\tEigen ingang\tDe kornoeljeregeling van deze plaats.\tgemeente\n";
const QUESTIONS: &str = "id\tvraag\tlabel\took_goed\torganisatie_soort\tstijl\n\
    1\tpaspoort verlopen\tpaspoort\t\tgemeente\ttrefwoord\n\
    2\tkornoeljeregeling\teigen\t\tgemeente\ttrefwoord\n\
    3\toude bank moet weg\teigen\tgrofvuil\tgemeente\tindirect\n\
    4\tpaspoort\tgrofvuil\t\tafvalinzamelaar\tindirect\n";

struct Files {
    dir: TestDir,
}

impl Files {
    fn new() -> Self {
        let files = Self {
            dir: TestDir::new(),
        };
        files.write("catalogus.tsv", CATALOGUE);
        files.write("vragen.tsv", QUESTIONS);
        files
    }

    fn write(&self, name: &str, text: &str) {
        std::fs::write(self.dir.path().join(name), text).expect("the folder takes a file");
    }

    fn toets(&self, more: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_wijkwerk"))
            .args([
                "wegwijzer",
                "toets",
                "--catalogus",
                "catalogus.tsv",
                "--vragen",
                "vragen.tsv",
            ])
            .args(more)
            .current_dir(self.dir.path())
            .output()
            .expect("the command starts")
    }

    fn figures(&self, more: &[&str]) -> Value {
        let output = self.toets(&[more, &["--json"]].concat());
        assert!(
            output.status.success(),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
        serde_json::from_slice(&output.stdout).expect("it is one object of JSON")
    }
}

#[test]
fn the_figures_are_those_of_the_files() {
    let files = Files::new();
    files.write(
        "buiten.tsv",
        "vraag\tbron\nhoe vraag ik studiefinanciering aan\teigen\npaspoort verlengen\teigen\n",
    );
    files.write(
        "spoed.tsv",
        "vraag\tverwacht\nmijn man ademt niet meer\tspoed-112\nik zoek een baan\tspoed-112\nik lach me dood\tgeen_spoed\n",
    );
    let bare = files.figures(&[]);
    assert_eq!(bare["n"], 4);
    assert_eq!(bare["top1"], 0.75, "also good counts as right: {bare}");
    assert_eq!(bare["perStijl"]["trefwoord"]["top1"], 1.0);
    assert_eq!(bare["perStijl"]["indirect"]["n"], 2);
    assert_eq!(bare["organisatie"], 0.75);
    assert_eq!(bare["onterechtGeweigerd"], 0.0);
    assert!(bare["spoed"].is_null() && bare["buitenBereikGemist"].is_null());
    let full = files.figures(&["--buiten-bereik", "buiten.tsv", "--spoed", "spoed.tsv"]);
    assert_eq!(full["buitenBereikGemist"], 0.5);
    assert_eq!(
        full["spoed"],
        serde_json::json!({"gevangen": 1, "van": 2, "vals": 0, "valsVan": 1})
    );
    let mut keys: Vec<&str> = full
        .as_object()
        .expect("an object")
        .keys()
        .map(String::as_str)
        .collect();
    keys.sort_unstable();
    assert_eq!(
        keys,
        [
            "buitenBereikGemist",
            "n",
            "onterechtGeweigerd",
            "organisatie",
            "perStijl",
            "spoed",
            "top1",
            "top3"
        ]
    );
    let said = String::from_utf8(files.toets(&["--spoed", "spoed.tsv"]).stdout).expect("text");
    for part in [
        "alle vragen",
        "trefwoord",
        "75.0 %",
        "spoed gevangen: 1 van 2; vals alarm: 0 van 1",
    ] {
        assert!(said.contains(part), "{part}: {said}");
    }
}

#[test]
fn a_file_that_is_wrong_is_refused_with_its_line() {
    for (name, text, what) in [
        (
            "vragen.tsv",
            "vraag\tlabel\nx\tpaspoort\n",
            "regel 1: de kolom ook_goed ontbreekt",
        ),
        (
            "vragen.tsv",
            &QUESTIONS.replace("\tgrofvuil\tgemeente", "\tgrofval\tgemeente"),
            "regel 4: \"grofval\" staat niet in de catalogus",
        ),
        (
            "catalogus.tsv",
            &format!("{CATALOGUE}eigen\tx\ty\tgemeente\n"),
            "regel 6: eigen staat er al",
        ),
        ("catalogus.tsv", "", "regel 1: de kolom id ontbreekt"),
        (
            "vragen.tsv",
            "id\tvraag\tlabel\took_goed\torganisatie_soort\tstijl\n",
            "geen enkele regel",
        ),
    ] {
        let files = Files::new();
        files.write(name, text);
        let output = files.toets(&[]);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(1), "{said}");
        assert!(
            said.contains(what) && said.contains("→ doe:"),
            "{what}: {said}"
        );
    }
    let files = Files::new();
    files.write("spoed.tsv", "vraag\tverwacht\nbrand\tspoed-113\n");
    let output = files.toets(&["--spoed", "spoed.tsv"]);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(said.contains("spoed.tsv, regel 2: \"spoed-113\""), "{said}");
    std::fs::write(files.dir.path().join("vragen.tsv"), b"vraag\xff").expect("it is written");
    let said = String::from_utf8_lossy(&files.toets(&[]).stderr).into_owned();
    assert!(said.contains("UTF-8"), "{said}");
}

#[test]
fn the_dev_set_stays_above_the_aim() {
    const NAME: &str = "the_dev_set_stays_above_the_aim";
    let file = |name: &str| reference(&format!("data/vragen/{name}"));
    let (Some(catalogue), Some(questions), Some(beyond)) = (
        file("catalogue.tsv"),
        file("dev_questions.tsv"),
        file("dev_buiten_bereik.tsv"),
    ) else {
        return kit::testing::skip(NAME, "REFERENTIE absent");
    };
    let spoed =
        PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/wegwijzer/spoed_ongezien.tsv");
    let output = Command::new(env!("CARGO_BIN_EXE_wijkwerk"))
        .args(["wegwijzer", "toets", "--json", "--catalogus"])
        .arg(catalogue)
        .arg("--vragen")
        .arg(questions)
        .arg("--buiten-bereik")
        .arg(beyond)
        .arg("--spoed")
        .arg(spoed)
        .output()
        .expect("the command starts");
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let figures: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let figure = |name: &str| figures[name].as_f64().expect("a number");
    assert!(
        figure("top1") >= 0.6 && figure("top3") >= 0.8 && figure("organisatie") >= 0.85,
        "{figures}"
    );
    assert!(
        figures["perStijl"]["trefwoord"]["top3"]
            .as_f64()
            .expect("a number")
            >= 0.92,
        "{figures}"
    );
    assert!(figure("onterechtGeweigerd") <= 0.06, "{figures}");
    assert!(
        figure("top1") >= 0.86 && figure("top3") >= 0.96,
        "{figures}"
    );
    let spoed = |name: &str| figures["spoed"][name].as_u64().expect("a number");
    assert!(
        spoed("gevangen") * 10 >= spoed("van") * 9 && spoed("vals") * 10 <= spoed("valsVan"),
        "{figures}"
    );
    assert!(figure("buitenBereikGemist") <= 0.5, "{figures}");
}
