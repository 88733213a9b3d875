//! `wijkwerk inrichting …`: check, compare and apply the document of a gemeente.

use std::io::{IsTerminal as _, Write as _};
use std::path::Path;

use kit::clock::Clock;

use super::args::InrichtingCommand;
use super::change::{Change, NOTHING_NEW, find_frame};
use super::door::Door;
use super::failure::{During as _, Failure, Result};
use super::ground::Ground;
use crate::app::App;
use crate::kader::inrichting::{self, Inrichting, store};
use crate::kader::termijnen;

pub(super) fn command(ground: impl Fn() -> Result<Ground>, what: InrichtingCommand) -> Result<()> {
    match what {
        InrichtingCommand::Check { document } => {
            let loaded = read(&document)?;
            println!(
                "in orde: {} ({})",
                loaded.gemeente.naam, loaded.gemeente.slug
            );
            Ok(())
        }
        InrichtingCommand::Diff { document } => {
            let loaded = read(&document)?;
            print_changes(&ground()?.open()?, &loaded)
        }
        InrichtingCommand::Import {
            document,
            vanaf,
            ja,
        } => {
            let loaded = read(&document)?;
            let ground = ground()?;
            if !print_news(&ground.open()?, &loaded)? {
                return Ok(());
            }
            if !ja {
                confirm()?;
            }
            let document = inrichting::to_toml(&loaded)
                .during("het document is niet te schrijven", "meld dit als fout")?;
            let from = vanaf.unwrap_or_else(|| termijnen::day_of(Clock::system().now()));
            Door::open(&ground)?.perform_and_say(Change::ImportInrichting { document, from })
        }
        InrichtingCommand::Export { gemeente } => {
            let app = ground()?.open()?;
            let known = "geef een gemeente die er is";
            let frame = find_frame(&app, &gemeente).during("niets uitgeschreven", known)?;
            let text = inrichting::to_toml(&frame.inrichting)
                .during("de inrichting is niet te schrijven", "meld dit als fout")?;
            print!("{text}");
            Ok(())
        }
        InrichtingCommand::Schema => {
            print!("{}", inrichting::json_schema());
            Ok(())
        }
        InrichtingCommand::Beschrijving => {
            print!("{}", inrichting::reference_markdown());
            Ok(())
        }
    }
}

/// Reads a file, or a document that ships with the product; says everything that is wrong with it.
fn read(document: &str) -> Result<Inrichting> {
    let path = Path::new(document);
    let text = if path.exists() {
        std::fs::read_to_string(path).during(
            format!("kan {document} niet lezen"),
            "geef een tekstbestand",
        )?
    } else {
        let name = document.strip_suffix(".toml").unwrap_or(document);
        let shipped: Vec<&str> = crate::shipped::documents().collect();
        crate::shipped::document(name)
            .ok_or_else(|| {
                Failure::new(
                    format!("{document} is er niet"),
                    format!("geef een bestand of een van: {}", shipped.join(", ")),
                )
            })?
            .to_owned()
    };
    // A document may lie on one beside it, or on one that ships.
    let lookup = |name: &str| {
        let beside = path.with_file_name(format!("{name}.toml"));
        std::fs::read_to_string(beside)
            .ok()
            .or_else(|| store::lookup(name))
    };
    inrichting::load(&text, &lookup).map_err(|findings| {
        let all: Vec<String> = findings.iter().map(ToString::to_string).collect();
        Failure::new(
            format!("{document} klopt nog niet:\n{}", all.join("\n")),
            "verbeter deze regels en kijk opnieuw met `wijkwerk inrichting check`",
        )
    })
}

/// Says what changes, or that there is nothing to do; answers whether there is.
fn print_news(app: &App, new: &Inrichting) -> Result<bool> {
    let doctor = "kijk met `wijkwerk doctor`";
    let slug = &new.gemeente.slug;
    let known = app
        .frame_blocking(slug)
        .during("de geldende inrichting is niet te lezen", doctor)?;
    if let Some(frame) = known
        && inrichting::diff(&frame.inrichting, new).is_empty()
    {
        let (gemeente, wanted) = (frame.id, new.clone());
        let is_newest = app
            .db()
            .read_blocking(move |tx| inrichting::actions::is_newest(tx, gemeente, &wanted))
            .during("de versies zijn niet te lezen", doctor)?;
        if is_newest {
            println!("{slug}: {NOTHING_NEW}");
            return Ok(false);
        }
    }
    print_changes(app, new)?;
    Ok(true)
}

fn print_changes(app: &App, new: &Inrichting) -> Result<()> {
    let old = app.frame_blocking(&new.gemeente.slug).during(
        "de geldende inrichting is niet te lezen",
        "kijk met `wijkwerk doctor`",
    )?;
    let Some(old) = old else {
        println!("{} is nieuw: alles komt erbij", new.gemeente.naam);
        return Ok(());
    };
    let changes = inrichting::diff(&old.inrichting, new);
    if changes.is_empty() {
        println!("er verandert niets");
    }
    for change in changes {
        println!("{change}");
    }
    let (gemeente, before, after) = (old.id, old.clone(), new.clone());
    let dropped = app
        .db()
        .read_blocking(move |tx| inrichting::list_dropped(tx, gemeente, &before.inrichting, &after))
        .during(
            "de organisaties zijn niet te lezen",
            "kijk met `wijkwerk doctor`",
        )?;
    for (organisatie, _) in dropped.iter().filter(|(_, is_kept)| *is_kept) {
        println!(
            "let op: {} staat er niet meer in, maar blijft: er loopt nog iets",
            organisatie.naam
        );
    }
    Ok(())
}

fn confirm() -> Result<()> {
    let refused = || Failure::new("er is niets veranderd", "geef `--ja` om het te doen");
    if !std::io::stdin().is_terminal() {
        return Err(refused());
    }
    print!("Doorgaan? [j/N] ");
    let _ = std::io::stdout().flush();
    let mut answer = String::new();
    std::io::stdin()
        .read_line(&mut answer)
        .during("geen antwoord gelezen", "geef `--ja` om het te doen")?;
    if matches!(answer.trim(), "j" | "J" | "ja" | "Ja") {
        Ok(())
    } else {
        Err(refused())
    }
}
