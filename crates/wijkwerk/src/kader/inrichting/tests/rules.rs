//! Every rule of a document: it fails with its line and what to do.

use super::*;

/// What to change in the invented document, where the finding must be, and what its remedy must say.
struct Case {
    name: &'static str,
    from: &'static str,
    to: &'static str,
    /// The text of the line at which the finding must point.
    line: &'static str,
    pad: &'static str,
    melding: &'static str,
    herstel: &'static str,
}

macro_rules! cases {
    ($($name:literal: $from:literal => $to:literal, at $line:literal, $pad:literal, $melding:literal, $herstel:literal;)+) => {
        &[$(Case { name: $name, from: $from, to: $to, line: $line, pad: $pad, melding: $melding, herstel: $herstel }),+]
    };
}

const CASES: &[Case] = cases! {
    "an unknown key": "naam = \"Lisveen\"" => "naam = \"Lisveen\"\nnivaeu = 3", at "nivaeu = 3", "gebieden[lisveen].nivaeu", "bestaat niet", "niveau";
    "an unknown word key": "\nwijk = {" => "\nwyk = {", at "wyk = {", "woorden.wyk", "bestaat niet", "wijk";
    "an unknown value": "bronsoort = \"primary\"" => "bronsoort = \"primair\"", at "bronsoort = \"primair\"", "nota.bronsoort", "geen geldige waarde", "primary";
    "a wrong type": "lat = 52.1" => "lat = \"52.1\"", at "kernpunt = {", "gemeente.kernpunt.lat", "een tekst", "een getal";
    "a missing key": "titel = \"Dichtbij in Rietwaarde\"\n" => "", at "[nota]", "nota.titel", "ontbreekt", "titel";
    "an impossible date": "vanaf = 2026-01-01\ndekking" => "vanaf = \"2026-02-30\"\ndekking", at "vanaf = \"2026-02-30\"", "verdeling.vanaf", "geen bestaande datum", "2026-03-01";
    "an unknown parent": "onderdeelVan = \"waterland-oost\"" => "onderdeelVan = \"waterland-oos\"", at "onderdeelVan = \"waterland-oos\"", "gebieden[rietdorp].onderdeelVan", "bestaat niet", "waterland-oost";
    "an unknown level": "niveau = \"cluster\"" => "niveau = \"klaster\"", at "niveau = \"klaster\"", "gebieden[waterland-oost].niveau", "bestaat niet", "cluster";
    "an unknown working level": "werkniveau = \"kern\"" => "werkniveau = \"dorp\"", at "werkniveau = \"dorp\"", "werkniveau", "bestaat niet", "kern";
    "a circle": "niveau = \"gemeente\"\n\n[[gebieden]]" => "niveau = \"gemeente\"\nonderdeelVan = \"rietdorp\"\n\n[[gebieden]]", at "onderdeelVan = \"rietdorp\"", "gebieden[rietwaarde].onderdeelVan", "kring", "groter gebied";
    "a level upside down": "niveau = \"cluster\"\nonderdeelVan = \"rietwaarde\"" => "niveau = \"gemeente\"\nonderdeelVan = \"rietwaarde\"", at "onderdeelVan = \"rietwaarde\"", "gebieden[waterland-oost].onderdeelVan", "geen groter gebied", "hoger niveau";
    "a gebied twice": "sleutel = \"lisveen\"" => "sleutel = \"rietdorp\"", at "[[gebieden]]", "gebieden[rietdorp]", "twee keer", "eigen sleutel";
    "a team on an unknown gebied": "gebieden = [\"waterland-west\"]" => "gebieden = [\"waterland-west\", \"molenaker\"]", at "gebieden = [\"waterland-west\", \"molenaker\"]", "verdeling.teams[west].gebieden[1]", "bestaat niet", "molenakker";
    "a wijk without a team (INV-01)": "gebieden = [\"waterland-west\"]" => "gebieden = [\"oude-sluis\"]", at "dekking = {", "verdeling.dekking.wijkteam", "INV-01", "partial";
    "a wijk in two teams (INV-01)": "gebieden = [\"waterland-west\"]" => "gebieden = [\"waterland-west\", \"lisveen\"]", at "gebieden = [\"waterland-west\", \"lisveen\"]", "verdeling.teams[west].gebieden", "INV-01", "precies één team";
    "an unknown kind of team": "dekking = { wijkteam = \"full\" }" => "dekking = { wijkteams = \"full\" }", at "dekking = {", "verdeling.dekking.wijkteams", "bestaat niet", "wijkteam";
    "a period that ends first": "vanaf = 2026-01-01 }]\n\n[[verdeling" => "vanaf = 2026-01-01, tot = 2025-01-01 }]\n\n[[verdeling", at "perioden = [{ status = \"regular\", vanaf = 2026-01-01, tot", "verdeling.teams[oost].perioden[0].tot", "eindigt", "op of na";
    "an unknown permission": "\"melding.enter\", \"aandachtsgebied.read\"" => "\"melding.inter\", \"aandachtsgebied.read\"", at "permissies = [\"melding.inter\"", "rollen.kerngids.permissies[0]", "geen geldige waarde", "melding.enter";
    "an unknown role of a seat": "bewoner = \"geloot\"" => "rol = \"kerngid\"", at "rol = \"kerngid\"", "organen[gebiedsteam].zetels[geloot].rol", "bestaat niet", "kerngids";
    "an unknown organisation of a seat": "organisatie = \"rietwonen\"" => "organisatie = \"rietwoning\"", at "organisatie = \"rietwoning\"", "organen[gebiedsteam].zetels[corporatie].organisatie", "bestaat niet", "rietwonen";
    "an unknown kind of seat": "bewoner = \"geloot\"" => "bewoner = \"gelood\"", at "bewoner = \"gelood\"", "organen[gebiedsteam].zetels[geloot].bewoner", "geen geldige waarde", "geloot";
    "a seat of nobody": "bewoner = \"geloot\"\n" => "", at "[[organen.zetels]]", "organen[gebiedsteam].zetels[geloot]", "0 soorten houders", "precies één";
    "a seat of two": "bewoner = \"geloot\"" => "bewoner = \"geloot\"\nrol = \"kerngids\"", at "[[organen.zetels]]", "organen[gebiedsteam].zetels[geloot]", "2 soorten houders", "precies één";
    "a chair bound to the gemeente (INV-04)": "organisatieSoort = \"corporatie\"" => "organisatieSoort = \"gemeente\"", at "voorzitter = { wijze = \"organisation\"", "organen[gebiedsteam].voorzitter", "INV-04", "selfArranged";
    "a chair bound to this gemeente (INV-04)": "organisatieSoort = \"corporatie\"" => "organisatie = \"gemeente\"", at "voorzitter = { wijze = \"organisation\"", "organen[gebiedsteam].voorzitter", "INV-04", "selfArranged";
    "an unknown executing organisation": "uitvoerend = \"bibliotheek\"" => "uitvoerend = \"bieb\"", at "uitvoerend = \"bieb\"", "diensten[algemene-informatie-en-advies].uitvoerend", "bestaat niet", "bibliotheek";
    "a missing word form": "enkelvoud = \"kern\", meervoud = \"kernen\"" => "enkelvoud = \"kern\"", at "wijk = {", "woorden.wijk.meervoud", "ontbreekt", "Vul \"meervoud\" in";
    "an empty word form": "plural = \"villages\"" => "plural = \" \"", at "wijk = {", "woorden.wijk.plural", "leeg", "Vul het woord in";
    "a word nobody gave": "bewonersorgaan = {" => "bewonersgroep = {", at "[woorden]", "woorden.bewonersorgaan", "ontbreekt", "enkelvoud";
    "two words with one address": "meervoud = \"clusters\"" => "meervoud = \"kernen\"", at "wijk = {", "woorden.wijk.pad", "hetzelfde webadres", "eigen pad";
    "a word in the address of a fixed page": "meervoud = \"seintjes\"" => "meervoud = \"melden\"", at "melding = {", "woorden.melding.pad", "vaste pagina", "eigen pad";
    "a word that hides a page of every gemeente": "meervoud = \"seintjes\"" => "meervoud = \"plannen\"", at "melding = {", "woorden.melding.pad", "vaste pagina", "eigen pad";
    "the address of the demo": "slug = \"rietwaarde\"" => "slug = \"demo\"", at "slug = \"demo\"", "gemeente.slug", "voor het systeem", "bestand";
    "a term of nothing": "waarde = 4\neenheid" => "waarde = 0\neenheid", at "waarde = 0", "termijnen.adviesAntwoord.waarde", "termijn van 0", "1 tot 3650";
    "a negative term": "waarde = 4\neenheid" => "waarde = -2\neenheid", at "waarde = -2", "termijnen.adviesAntwoord.waarde", "termijn van -2", "1 tot 3650";
    "a term of too many years": "waarde = 4\neenheid = \"weken\"" => "waarde = 400\neenheid = \"jaren\"", at "waarde = 400", "termijnen.adviesAntwoord.waarde", "Zo ver", "kortere termijn";
    "a term without a unit": "eenheid = \"weken\"\n" => "", at "[termijnen.adviesAntwoord]", "termijnen.adviesAntwoord.eenheid", "geen eenheid", "werkdagen";
    "an undecided term that names nobody": "waarde = 4\neenheid = \"weken\"\nbron = \"R-01\"" => "nietBesloten = true\nwie = \"\"", at "wie = \"\"", "termijnen.adviesAntwoord.wie", "wie erover besluit", "het college";
    "a soft rule that blocks (INV-47)": "modaliteit = \"M\"\nblokkeert" => "modaliteit = \"S\"\nblokkeert", at "blokkeert = true", "regels[advies-antwoord].blokkeert", "INV-47", "waarschuwen";
    "an optional rule that blocks (INV-47)": "modaliteit = \"M\"\nblokkeert" => "modaliteit = \"O\"\nblokkeert", at "blokkeert = true", "regels[advies-antwoord].blokkeert", "INV-47", "waarschuwen";
    "a rule without a source": "bron = [\"R-02\"]\n" => "", at "[[regels]]", "regels[kerntafel-per-jaar].bron", "geen bron", "bron = ";
    "a rule without a value": "waarde = 4\nbron = [\"R-02\"]" => "bron = [\"R-02\"]", at "[[regels]]", "regels[kerntafel-per-jaar]", "geen waarde", "nietBesloten";
    "a rule both ways": "waarde = 4\nbron = [\"R-02\"]" => "waarde = 4\nnietBesloten = true\nwie = \"de raad\"\nbron = [\"R-02\"]", at "nietBesloten = true", "regels[kerntafel-per-jaar].nietBesloten", "ook niet besloten", "een van de twee";
    "an unknown term": "[termijnen.adviesAntwoord]" => "[termijnen.adviesAntword]\nnaam = { nl = \"A\", en = \"B\" }", at "[termijnen.adviesAntword]", "termijnen.adviesAntword", "bestaat niet", "adviesAntwoord";
    "a reserved address": "slug = \"rietwaarde\"" => "slug = \"open311\"", at "slug = \"open311\"", "gemeente.slug", "voor het systeem", "inloggen";
    "an unusable address": "slug = \"rietwaarde\"" => "slug = \"Riet Waarde\"", at "slug = \"Riet Waarde\"", "gemeente.slug", "webadres", "kleine letters";
    "swapped coordinates": "lat = 52.1, lon = 5.9" => "lat = 5.9, lon = 52.1", at "kernpunt = {", "gemeente.kernpunt", "niet in Nederland", "verwisseld";
    "far coordinates": "lat = 52.1, lon = 5.9" => "lat = 12.0, lon = 5.9", at "kernpunt = {", "gemeente.kernpunt", "niet in Nederland", "breedtegraad";
    "an unknown time zone": "Europe/Amsterdam" => "Europe/Rietwaarde", at "tijdzone = ", "gemeente.tijdzone", "bestaat niet", "Europe/Amsterdam";
    "a time zone of elsewhere": "Europe/Amsterdam" => "Europe/London", at "tijdzone = ", "gemeente.tijdzone", "tijd van Nederland", "Europe/Amsterdam";
    "an address of another register": "cbsCode = " => "tooi = \"https://voorbeeld.example/gm9999\"\ncbsCode = ", at "tooi = ", "gemeente.tooi", "niet het webadres", "identifier.overheid.nl";
    "an address of the old register that is none": "cbsCode = " => "owms = \"http://standaarden.overheid.nl/owms/terms/\"\ncbsCode = ", at "owms = ", "gemeente.owms", "niet het webadres", "standaarden.overheid.nl";
    "a licence with what no address holds": "cbsCode = " => "licentie = \"https://voorbeeld.example/a|b\"\ncbsCode = ", at "licentie = ", "gemeente.licentie", "niet het webadres", "begint met http";
    "a bad CBS code": "GM9999" => "9999", at "cbsCode = ", "gemeente.cbsCode", "geen gemeentecode", "GM";
    "an assumption without a reason": "bewoner = \"geloot\"" => "bewoner = \"geloot\"\naanname = true", at "[[organen.zetels]]", "organen[gebiedsteam].zetels[geloot].reden", "waarom", "reden";
    "an empty English text": "en = \"Village app\"" => "en = \"\"", at "naam = { nl = \"Dorpsapp\"", "kanalen[dorpsapp].naam.en", "leeg", "taal";
    "an unknown word in a text": "een {bewoner} als" => "een {inwoner} als", at "beslist = {", "rollen.kerngids.beslist.nl", "{inwoner}", "bewoner";
    "a base that is not there": "werkniveau = \"kern\"" => "op = \"nergens\"\nwerkniveau = \"kern\"", at "op = \"nergens\"", "op", "niet gevonden", "haal \"op\" weg";
    "text that is not TOML": "[nota]" => "[nota", at "[nota", "", "geen geldige TOML", "schrijfwijze";
};

#[test]
fn every_rule_fails_with_its_line_and_remedy() {
    let wrong: Vec<String> = CASES.iter().filter_map(|case| judge(case).err()).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

fn judge(case: &Case) -> Result<(), String> {
    let name = case.name;
    if !RIETWAARDE.contains(case.from) {
        return Err(format!("{name}: {:?} is not in the document", case.from));
    }
    let text = RIETWAARDE.replacen(case.from, case.to, 1);
    let findings = check(&text, &nothing);
    let found = findings.iter().find(|finding| finding.pad == case.pad);
    let found = found.ok_or_else(|| format!("{name}: not among:\n{}", lines(&findings)))?;
    let line = text.lines().nth(found.regel - 1).unwrap_or_default().trim();
    let right = found.melding.contains(case.melding)
        && found.herstel.contains(case.herstel)
        && line.starts_with(case.line);
    if right {
        Ok(())
    } else {
        Err(format!("{name}: {found}\npoints at {line}"))
    }
}

#[test]
fn all_errors_are_reported_at_once_and_none_follows_from_another() {
    let text = RIETWAARDE
        .replace("slug = \"rietwaarde\"", "slug = \"api\"")
        .replace("aanspreekvorm = \"je\"", "aanspreekvorm = \"jij\"")
        .replacen("waarde = 4\neenheid", "waarde = 0\neenheid", 1)
        .replace("uitvoerend = \"bibliotheek\"", "uitvoerend = \"bieb\"")
        .replace(
            "onderdeelVan = \"rietwaarde\"",
            "onderdeelvan = \"rietwaarde\"",
        );
    let found = check(&text, &nothing);
    let paths: Vec<&str> = found.iter().map(|finding| finding.pad.as_str()).collect();
    assert_eq!(
        paths,
        [
            "gemeente.slug",
            "gemeente.aanspreekvorm",
            "gebieden[waterland-oost].onderdeelvan",
            "gebieden[waterland-west].onderdeelvan",
            "diensten[algemene-informatie-en-advies].uitvoerend",
            "termijnen.adviesAntwoord.waarde",
        ]
    );
    assert!(found.is_sorted_by_key(|finding| finding.regel));
}

#[test]
fn a_document_of_rubbish_gives_findings_and_never_panics() {
    let long = format!("a = \"{}\"", "x".repeat(100_000));
    for text in [
        "",
        "\u{0}",
        "op = 3",
        "gebieden = 1",
        "gebieden = [1]",
        "[woorden]\nwijk = 1",
        &long,
    ] {
        assert!(!check(text, &nothing).is_empty(), "{text:.20}");
    }
}
