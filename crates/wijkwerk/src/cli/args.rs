//! What can be typed.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use jiff::civil::Date;

/// Wijkwerk: gemeente, partners en bewoners werken samen aan de wijk.
#[derive(Debug, Parser)]
#[command(name = "wijkwerk", version, disable_help_subcommand = true)]
pub(super) struct Cli {
    /// Het bestand met instellingen; anders WIJKWERK_CONFIG, anders wijkwerk.toml als dat er is
    #[arg(long, global = true, value_name = "BESTAND")]
    pub config: Option<PathBuf>,
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Start de server
    Serve,
    /// Maak de database klaar voor deze versie
    Migrate,
    /// Kijk na of alles in orde is; een regel per onderdeel
    Doctor,
    /// De inrichting van een gemeente
    Inrichting {
        #[command(subcommand)]
        what: InrichtingCommand,
    },
    /// Lees gegevens in
    Import {
        #[command(subcommand)]
        what: ImportCommand,
    },
    /// Schrijf alles zonder persoonsgegevens uit als CSV en JSON
    #[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
    Export {
        #[command(subcommand)]
        what: Option<ExportCommand>,
        /// De gemeente, zoals zij in het webadres staat
        #[arg(long, value_name = "SLUG", required = true)]
        gemeente: Option<String>,
        /// De map waarin de bestanden komen
        #[arg(long, value_name = "MAP")]
        uit: Option<PathBuf>,
    },
    /// Mensen die inloggen
    User {
        #[command(subcommand)]
        what: UserCommand,
    },
    /// Maak een reservekopie van database en bestanden
    Backup {
        /// De map waarin de kopie komt
        #[arg(long, value_name = "MAP")]
        uit: Option<PathBuf>,
    },
    /// Zet een reservekopie terug in een lege database, ook van de andere soort
    Restore {
        /// De map van de reservekopie
        map: PathBuf,
    },
    /// Openingstijden
    Openingstijden {
        #[command(subcommand)]
        what: OpeningstijdenCommand,
    },
    /// De wegwijzer: van een vraag naar wie haar beantwoordt
    Wegwijzer {
        #[command(subcommand)]
        what: WegwijzerCommand,
    },
    /// Andere systemen die van de balie horen: webhooks en Klantinteracties
    Aansluitingen {
        #[command(subcommand)]
        what: AansluitingenCommand,
    },
    /// Vul en toon een demonstratie met verzonnen gegevens
    Demo(DemoArgs),
}

#[derive(Debug, Subcommand)]
pub(super) enum InrichtingCommand {
    /// Meld alles wat er niet klopt aan een document
    Check {
        /// Een bestand, of de naam van een meegeleverde inrichting
        document: String,
    },
    /// Toon wat er verandert en zet het document in werking
    Import {
        /// Een bestand, of de naam van een meegeleverde inrichting
        document: String,
        /// De eerste dag waarop het geldt; anders vandaag
        #[arg(long, value_name = "DATUM")]
        vanaf: Option<Date>,
        /// Vraag niets, doe het
        #[arg(long)]
        ja: bool,
    },
    /// Toon wat er zou veranderen
    Diff {
        /// Een bestand, of de naam van een meegeleverde inrichting
        document: String,
    },
    /// Schrijf de geldende inrichting uit
    Export {
        /// De gemeente, zoals zij in het webadres staat
        #[arg(long, value_name = "SLUG")]
        gemeente: String,
    },
    /// Het JSON-schema van een inrichting
    Schema,
    /// De beschrijving van alle sleutels
    Beschrijving,
}

#[derive(Debug, Subcommand)]
pub(super) enum ImportCommand {
    /// De wijken van het CBS met hun grenzen
    Gebieden {
        /// De gemeente, zoals zij in het webadres staat
        #[arg(long, value_name = "SLUG")]
        gemeente: String,
        /// Het jaar van de indeling
        #[arg(long)]
        jaar: i64,
        /// GeoJSON in graden (WGS 84)
        bestand: PathBuf,
    },
    /// Meldingen uit een ander systeem
    Meldingen {
        /// De gemeente, zoals zij in het webadres staat
        #[arg(long, value_name = "SLUG")]
        gemeente: String,
        /// CSV of Excel (xlsx)
        bestand: PathBuf,
        /// De naam van het systeem waar ze vandaan komen; hetzelfde nummer uit dezelfde bron komt er maar een keer in
        #[arg(long, default_value = "import")]
        bron: String,
        /// CSV: een woord uit het bestand, en het thema of de discipline waar het voor staat
        #[arg(long, value_name = "BESTAND")]
        onderwerpen: Option<PathBuf>,
        /// Lees en tel alleen; verander niets
        #[arg(long)]
        proef: bool,
    },
    /// Teksten en aanbod voor de kennisbank
    Kennisbank {
        /// De gemeente, zoals zij in het webadres staat
        #[arg(long, value_name = "SLUG")]
        gemeente: String,
        /// Wat het is
        #[arg(long)]
        soort: ImportSoort,
        /// Het bestand, of de map van een pakket; de startcatalogus zit in het programma
        #[arg(required_if_eq_any([("soort", "upl"), ("soort", "vac"), ("soort", "hsds"), ("soort", "excel")]))]
        bestand: Option<PathBuf>,
        /// Toon veld voor veld wat er zou veranderen; verander niets
        #[arg(long, alias = "dry-run")]
        proef: bool,
        /// Waar het verslag komt: per regel wat ermee is gebeurd
        #[arg(long, alias = "report", value_name = "BESTAND")]
        verslag: Option<PathBuf>,
        /// De organisatie van wie het bestand is, met haar sleutel of naam; wat van een ander is, wordt geweigerd
        #[arg(long, value_name = "ORGANISATIE")]
        namens: Option<String>,
    },
}

/// Wat er in de kennisbank wordt ingelezen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum ImportSoort {
    /// De startcatalogus: teksten om mee te beginnen, van niemand tot een organisatie ze overneemt
    Catalogus,
    /// De Uniforme Productnamenlijst (CSV)
    Upl,
    /// Vragen met antwoorden van de rijksoverheid (CSV)
    Vac,
    /// HSDS 3.0: JSON, of een map of zip met datapackage.json
    Hsds,
    /// Een Excel- of CSV-bestand met de kolommen die wij ook uitschrijven
    Excel,
}

/// Hoe de kennisbank wordt uitgeschreven.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum ExportSoort {
    /// HSDS 3.0 als JSON; eindigt de naam op .zip, dan als pakket van tabellen
    Hsds,
    /// Een Excelbestand
    Excel,
    /// Een CSV-bestand
    Csv,
}

#[derive(Debug, Subcommand)]
pub(super) enum ExportCommand {
    /// Wat er in de kennisbank openbaar is
    Kennisbank {
        /// De gemeente, zoals zij in het webadres staat
        #[arg(long, value_name = "SLUG")]
        gemeente: String,
        /// De vorm
        #[arg(long)]
        soort: ExportSoort,
        /// Het bestand dat wordt geschreven
        bestand: PathBuf,
    },
}

#[derive(Debug, Subcommand)]
pub(super) enum WegwijzerCommand {
    /// Meet hoe vaak het goede antwoord bovenaan staat, met vragen waarvan het bekend is
    Toets(ToetsArgs),
}

#[derive(Debug, Args)]
pub(super) struct ToetsArgs {
    /// De ingangen waaruit wordt gekozen, met tabs: id, naam, omschrijving, organisatie_soort
    #[arg(long, value_name = "BESTAND")]
    pub catalogus: PathBuf,
    /// De vragen, met tabs: vraag, label, ook_goed, organisatie_soort, stijl
    #[arg(long, value_name = "BESTAND")]
    pub vragen: PathBuf,
    /// Vragen waar niets bij hoort te passen, met tabs: vraag, bron
    #[arg(long, value_name = "BESTAND")]
    pub buiten_bereik: Option<PathBuf>,
    /// Spoedvragen en wat erop lijkt, met tabs: vraag, verwacht (een id of geen_spoed)
    #[arg(long, value_name = "BESTAND")]
    pub spoed: Option<PathBuf>,
    /// Schrijf de cijfers als JSON
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Subcommand)]
pub(super) enum UserCommand {
    /// Maak een account waarmee iemand kan inloggen
    Invite(InviteArgs),
}

#[derive(Debug, Subcommand)]
pub(super) enum OpeningstijdenCommand {
    /// Reken gevallen na en toon elk verschil: een lijst van `{hours, from, to, timezone, holidays, open, byAppointment}`
    Toets {
        /// Een JSON-bestand; tijden in RFC 3339, dagen als 2026-12-25
        bestand: PathBuf,
    },
}

#[derive(Debug, Subcommand)]
pub(super) enum AansluitingenCommand {
    /// Stuur opnieuw wat niet aankwam en is opgegeven
    Opnieuw {
        /// De naam van de aansluiting, zoals zij in de instellingen staat
        naam: String,
    },
}

#[derive(Clone, Debug, Args)]
pub(super) struct InviteArgs {
    /// De gemeente, zoals zij in het webadres staat
    #[arg(long, value_name = "SLUG")]
    pub gemeente: String,
    /// De naam
    #[arg(long)]
    pub naam: String,
    /// Het e-mailadres van het werk
    #[arg(long)]
    pub email: String,
    /// De sleutel van een rol uit de inrichting
    #[arg(long)]
    pub rol: Option<String>,
    /// Waarvoor de rol geldt: de sleutel van een gebied of orgaan; anders de hele gemeente
    #[arg(long, value_name = "SLEUTEL")]
    pub voor: Option<String>,
    /// De sleutel van een organisatie uit de inrichting
    #[arg(long)]
    pub organisatie: Option<String>,
}

#[derive(Debug, Args)]
pub(super) struct DemoArgs {
    /// De map van de demonstratie
    #[arg(long, value_name = "MAP", default_value = ".demo")]
    pub dir: PathBuf,
    /// De laatste dag van het jaar dat wordt nagespeeld; anders vandaag
    #[arg(long)]
    pub datum: Option<Date>,
    /// Dezelfde datum en hetzelfde getal geven hetzelfde jaar
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
    /// Een klein jaar, voor tests
    #[arg(long)]
    pub klein: bool,
    /// Gooi weg wat er staat en begin opnieuw
    #[arg(long)]
    pub fresh: bool,
    /// De poort op deze machine; 0 neemt een vrije
    #[arg(long, default_value_t = 8080)]
    pub port: u16,
    /// Schrijf het poortnummer op een eigen regel
    #[arg(long)]
    pub print_port: bool,
    /// Vul alleen
    #[arg(long)]
    pub no_serve: bool,
    /// De gemeente die op / opent; anders kiest u daar wie u bent
    #[arg(long, value_name = "SLUG")]
    pub gemeente: Option<String>,
}
