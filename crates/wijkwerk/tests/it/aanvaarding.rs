//! Acceptance: what a municipality may expect, one test per requirement, over the product's own pages.
//!
//! Requirements that a slice already shows in a test of that name (`l_06_…`, `v_08_…`) are not shown twice.

mod afspraken;
mod balie;
mod dienst;
mod formatie;
mod infopunten;
mod kennisbank;
mod meldingen;
mod online;
mod openbaar;
mod partners;
mod plannen;
mod punten;
mod regie;
mod sociaal;
mod stukken;
mod teams;
mod wegwijzer;
mod wijkvragen;

use kit::db::Queries;
use kit::testing::TestDb;
use wijkwerk::error::Error;
use wijkwerk::ids::{GebiedId, OrgaanId, OrganisatieId};
use wijkwerk::kader::organisaties::{self, Zetel};
use wijkwerk::migrations::tables;
use wijkwerk::testing::{Answer, As, Ask, TestApp, Where};

/// One gemeente from a shipped document, with helpers that speak its own addresses.
pub struct Stad {
    pub app: TestApp,
}

impl Stad {
    pub fn new(db: TestDb, document: &str) -> Self {
        Self {
            app: TestApp::new(db, &[document]),
        }
    }

    pub fn get(&self, who: &As, path: &str) -> Answer {
        let path = format!("/{}/{path}", self.app.slug());
        let answer = self.app.send(&Ask::get(&path).by(who).lang("nl"));
        if answer.status == 308 {
            let there = answer.location().to_owned();
            return self.app.send(&Ask::get(&there).by(who).lang("nl"));
        }
        answer
    }

    pub fn page(&self, who: &As, path: &str) -> String {
        let answer = self.get(who, path);
        assert_eq!(answer.status, 200, "{path}: {}", answer.text());
        answer.text()
    }

    pub fn post(&self, who: &As, path: &str, fields: &str) -> Answer {
        let path = format!("/{}/{path}", self.app.slug());
        self.app.send(&Ask::post(&path, fields).by(who).lang("nl"))
    }

    /// Sends a form that must be taken; answers the last word of where it leads.
    pub fn sent(&self, who: &As, path: &str, fields: &str) -> String {
        let answer = self.post(who, path, fields);
        assert_eq!(answer.status, 303, "{path}: {}", answer.text());
        let to = answer.location();
        let to = to.split('?').next().unwrap_or_default();
        to.rsplit('/').next().unwrap_or_default().to_owned()
    }

    pub fn organisatie(&self, key: &str) -> OrganisatieId {
        let frame = self.app.frame(self.app.slug());
        frame.organisatie_by_key(key).expect("a known partner").id
    }

    pub fn wijk(&self, key: &str) -> GebiedId {
        let frame = self.app.frame(self.app.slug());
        frame.gebied_by_key(key).expect("a known gebied").id
    }

    pub fn team(&self, key: &str) -> OrgaanId {
        let frame = self.app.frame(self.app.slug());
        let mut all = frame.organen.iter();
        all.find(|orgaan| orgaan.sleutel == key)
            .expect("a known team")
            .id
    }

    /// Somebody of an organisation with a role somewhere.
    pub fn person(&self, naam: &str, organisatie: &str, rol: &str, place: Where) -> As {
        let made = self
            .app
            .an_account(naam)
            .at(&format!(
                "{}@collega.example",
                self.app.app.reference().to_lowercase()
            ))
            .of(self.organisatie(organisatie))
            .with_role(rol, place)
            .make();
        As::Person(made.account)
    }

    /// A wijkbeheerder, the police and a housing corporation in one team of Velsen, each in its zetel.
    pub fn members(&self, team: &str) -> Members {
        let place = Where::Orgaan(self.team(team));
        let members = Members {
            beheerder: self.person("Noor Verzonnen", "gemeente", "wijkbeheerder", place),
            politie: self.person("Sam Fictief", "politie", "wijkteamlid", place),
            corporatie: self.person(
                "Lotte Zogenaamd",
                "corporatie-voorbeeld",
                "wijkteamlid",
                place,
            ),
        };
        self.seat(team, "gemeente", &members.beheerder);
        self.seat(team, "politie", &members.politie);
        self.seat(team, "corporatie", &members.corporatie);
        members
    }

    pub fn zetels(&self, team: &str) -> Vec<Zetel> {
        let (gemeente, orgaan) = (self.app.frame(self.app.slug()).id, self.team(team));
        let today = self.app.frame(self.app.slug()).today(self.app.clock.now());
        self.app
            .app
            .db()
            .read_blocking(move |tx| organisaties::list_zetels(tx, gemeente, orgaan, today))
            .expect("the zetels of a team")
    }

    pub fn zetel(&self, team: &str, key: &str) -> Zetel {
        let all = self.zetels(team);
        let found = all.into_iter().find(|zetel| zetel.sleutel == key);
        found.expect("a zetel of this kind")
    }

    /// Puts somebody in a zetel, as the functional administrator does.
    pub fn seat(&self, team: &str, key: &str, who: &As) {
        let As::Person(account) = who else {
            panic!("only a person sits");
        };
        let (orgaan, zetel) = (self.team(team), self.zetel(team, key).id);
        self.sent(
            &As::role("functioneelbeheerder"),
            &format!("beheer/teams/{orgaan}/zetel"),
            &format!("zetel={zetel}&account={account}"),
        );
    }

    /// Starts the werkplan of this year.
    pub fn plan(&self, who: &As, team: &str) -> String {
        let orgaan = self.team(team);
        self.sent(who, "werkplannen", &format!("orgaan={orgaan}&jaar=2026"))
    }

    /// The fields of an aandachtsgebied in one wijk.
    pub fn wish(&self, plan: &str, titel: &str, wijk: &str) -> String {
        let wijk = self.wijk(wijk);
        format!(
            "werkplan={plan}&titel={titel}&behoefte=Bewoners vragen erom&behoefte_van=bewoners&wijken={wijk}&themas=schoon"
        )
    }

    /// Everybody in a mandatory zetel agrees to the plan.
    pub fn adopt(&self, members: &Members, plan: &str) {
        for who in [&members.beheerder, &members.politie, &members.corporatie] {
            self.sent(who, &format!("werkplannen/{plan}/instemmen"), "");
        }
    }

    /// Proposes an afspraak for this organisation.
    pub fn deal(&self, who: &As, area: &str, wat: &str, organisatie: &str) -> String {
        let organisatie = self.organisatie(organisatie);
        self.sent(
            who,
            "afspraken",
            &format!("aandachtsgebied={area}&wat={wat}&organisatie={organisatie}&due=2026-06-01"),
        )
    }

    /// The melding with this number.
    pub fn melding(&self, nummer: i64) -> String {
        let gemeente = self.app.frame(self.app.slug()).id;
        let id: wijkwerk::ids::MeldingId = self
            .app
            .app
            .db()
            .read_blocking(move |tx| {
                Ok::<_, Error>(tx.query_one(
                    "SELECT id FROM meldingen WHERE gemeente_id = $1 AND nummer = $2",
                    &[&gemeente, &nummer],
                    |row| row.get(0),
                )?)
            })
            .expect("a melding with this number");
        id.to_string()
    }

    /// Lets the gemeente know, as a resident; answers the path of the link.
    pub fn report(&self, wijk: &str, words: &str, more: &str) -> String {
        let frame = self.app.frame(self.app.slug());
        let subject = wijkwerk::wijkaanpak::meldingen::actions::subjects(&frame.inrichting)
            .first()
            .cloned()
            .expect("a subject");
        let token = self.sent(
            &As::Nobody,
            "melden",
            &format!("wijk={wijk}&onderwerp={subject}&omschrijving={words}&bevestigd=1&{more}"),
        );
        format!("/l/{token}")
    }

    /// The tables in which these words stand.
    pub fn tables_with(&self, words: &str) -> Vec<String> {
        let mut copy = Vec::new();
        kit::db::dump(self.app.app.db(), &tables(), &mut copy).expect("a copy");
        let copy = String::from_utf8(copy).expect("text");
        let (mut table, mut found) = (String::new(), Vec::new());
        for line in copy.lines() {
            if let Some(rest) = line.strip_prefix("[\"#\",\"") {
                rest.split('"')
                    .next()
                    .unwrap_or_default()
                    .clone_into(&mut table);
            } else if line.contains(words) && !found.contains(&table) {
                found.push(table.clone());
            }
        }
        found
    }

    /// The bodies of the mails to this address, once everything that waits has been written.
    pub fn mails_to(&self, address: &'static str) -> Vec<String> {
        wijkwerk::notifications::read_new(&self.app.app).expect("the reader runs");
        self.app
            .app
            .db()
            .read_blocking(move |tx| {
                Ok::<_, Error>(tx.query(
                    "SELECT body FROM mails WHERE address = $1 ORDER BY created_at, id",
                    &[&address],
                    |row| row.get(0),
                )?)
            })
            .expect("the mails")
    }
}

pub struct Members {
    pub beheerder: As,
    pub politie: As,
    pub corporatie: As,
}

/// What a page shows, without its tags, every run of white space one space.
pub fn visible(html: &str) -> String {
    let mut plain = String::new();
    let mut inside = false;
    for letter in html.chars() {
        match letter {
            '<' => {
                inside = true;
                plain.push(' ');
            }
            '>' => inside = false,
            _ if !inside => plain.push(letter),
            _ => {}
        }
    }
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The path of the link in a mail.
pub fn link_in(mail: &str) -> String {
    let rest = mail.split_once("/l/").expect("a mail with a link").1;
    let end = rest
        .find(|letter: char| !(letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_')))
        .unwrap_or(rest.len());
    format!("/l/{}", &rest[..end])
}
