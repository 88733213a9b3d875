//! `wijkwerk aansluitingen opnieuw`, and what `doctor` says of the systems that hear from the desk.

use jiff::{SignedDuration, Timestamp};
use kit::db::Db;

use super::change::Change;
use super::doctor::Finding;
use super::door::Door;
use super::failure::Result;
use super::ground::Ground;
use crate::aansluitingen::{Aansluiting, send_again, stand};
use crate::app::App;
use crate::ids::GemeenteId;

/// A message that waits longer than this is stuck.
const HOURS: i64 = 1;

pub(super) fn again(ground: &Ground, naam: String) -> Result<()> {
    Door::open(ground)?.perform_and_say(Change::Opnieuw { aansluiting: naam })
}

pub(super) fn perform(app: &App, naam: &str) -> std::result::Result<String, String> {
    match send_again(app, naam) {
        Ok(Some(count)) => Ok(format!("{naam}: {count} opnieuw te versturen")),
        Ok(None) => {
            let known: Vec<&str> = Aansluiting::all(app.config())
                .map(Aansluiting::name)
                .collect();
            Err(format!(
                "er is geen aansluiting {naam}; wel: {}",
                known.join(", ")
            ))
        }
        Err(error) => Err(error.to_string()),
    }
}

/// A line for every system that the settings name.
pub(super) fn findings(
    db: &Db,
    ground: &Ground,
    gemeenten: &[(GemeenteId, String)],
    now: Timestamp,
) -> Vec<(String, Finding)> {
    let late = now
        .checked_sub(SignedDuration::from_hours(HOURS))
        .unwrap_or(now);
    Aansluiting::all(&ground.config)
        .map(|one| {
            let known = gemeenten.iter().find(|(_, slug)| slug == one.gemeente());
            let found = match known {
                Some((gemeente, _)) => look(db, *gemeente, one.name(), late),
                None => Err((
                    format!("er is geen gemeente {}", one.gemeente()),
                    "pas `gemeente` aan in het bestand met instellingen".to_owned(),
                )),
            };
            (format!("aansluiting {}", one.name()), found)
        })
        .collect()
}

fn look(db: &Db, gemeente: GemeenteId, naam: &str, late: Timestamp) -> Finding {
    let name = naam.to_owned();
    let stand = db
        .read_blocking(move |tx| stand(tx, gemeente, &name, late))
        .map_err(|error| (error.to_string(), "kijk of de database werkt".to_owned()))?;
    if stand.failed > 0 {
        return Err((
            format!(
                "{} berichten kwamen niet aan en zijn opgegeven",
                stand.failed
            ),
            format!(
                "kijk in het logboek waarom, en geef daarna `wijkwerk aansluitingen opnieuw {naam}`"
            ),
        ));
    }
    if stand.late > 0 {
        return Err((
            format!("{} berichten wachten langer dan een uur", stand.late),
            format!(
                "kijk of de server draait en of het andere systeem antwoordt; daarna kan het meteen met `wijkwerk aansluitingen \
                 opnieuw {naam}`"
            ),
        ));
    }
    Ok(String::new())
}

#[cfg(test)]
mod tests {
    use kit::testing::TestDb;

    use super::*;
    use crate::aansluitingen::send_due;
    use crate::access::Actor;
    use crate::config::{Gebeurtenis, Secret, Webhook};
    use crate::journaal::{Entry, Verb};
    use crate::kader::inrichting::actions;
    use crate::testing::{Setup, TestApp};

    fn hook(name: &str, gemeente: &str) -> Webhook {
        Webhook {
            name: name.to_owned(),
            // Nobody listens there.
            url: "http://127.0.0.9:1/in".to_owned(),
            secret: Secret::new("een geheim van ruim 24 tekens"),
            old_secret: None,
            gemeente: gemeente.to_owned(),
            events: vec![Gebeurtenis::ContactGenoteerd],
        }
    }

    #[test]
    fn doctor_says_what_waits_and_what_was_given_up_and_a_command_sends_it_again() {
        let document = crate::shipped::document("velsen-demo").unwrap();
        let slug = actions::parse(document).unwrap().gemeente.slug;
        let setup = Setup {
            webhooks: vec![hook("zaken", &slug), hook("elders", "nergens")],
            ..Setup::default()
        };
        let app = TestApp::with(TestDb::sqlite(), &["velsen-demo"], &setup);
        let ground = Ground {
            config: app.app.config().clone(),
        };
        let all = [(app.frame(&slug).id, slug.clone())];
        let said = || {
            findings(app.app.db(), &ground, &all, app.clock.now())
                .into_iter()
                .map(|(part, found)| {
                    let found = found.map_or_else(
                        |(what, remedy)| format!("{what} → {remedy}"),
                        |_| "goed".into(),
                    );
                    format!("{part}: {found}")
                })
                .collect::<Vec<_>>()
        };
        send_due(&app.app).unwrap();
        assert_eq!(said()[0], "aansluiting zaken: goed");
        assert!(
            said()[1].contains("er is geen gemeente nergens"),
            "{:?}",
            said()
        );
        app.write(&Actor::Command, |ctx| {
            let id = ctx.new_id();
            ctx.journal(Entry::new("contact", id, Verb::Created))
        })
        .unwrap();
        send_due(&app.app).unwrap();
        assert_eq!(said()[0], "aansluiting zaken: goed");
        app.clock.advance_seconds(2 * 3600);
        send_due(&app.app).unwrap();
        assert!(
            said()[0].contains("1 berichten wachten langer"),
            "{:?}",
            said()
        );
        for _ in 0..6 {
            app.clock.advance_seconds(24 * 3600);
            send_due(&app.app).unwrap();
        }
        assert!(
            said()[0].contains("1 berichten kwamen niet aan"),
            "{:?}",
            said()
        );
        assert!(
            said()[0].contains("wijkwerk aansluitingen opnieuw zaken"),
            "{:?}",
            said()
        );
        assert_eq!(
            perform(&app.app, "zaken").unwrap(),
            "zaken: 1 opnieuw te versturen"
        );
        assert_eq!(said()[0], "aansluiting zaken: goed");
        assert_eq!(
            perform(&app.app, "zoek").unwrap_err(),
            "er is geen aansluiting zoek; wel: zaken, elders"
        );
    }
}
