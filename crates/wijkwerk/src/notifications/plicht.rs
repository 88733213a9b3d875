//! Whoever owes something that waits for a day of its own hears of it once, when it is owed: partners that are to talk
//! about their point (O-30), whoever supplies paper that has run out (L-24), who looks after the contact scheme when a
//! post is vacant (O-20), and who has the regie when nobody can be asked whether the texts of an organisation are right.

use kit::db::{Queries, Row};
use kit::i18n::Arg;
use uuid::Uuid;

use super::letter::{Letter, Words};
use super::post::{Mail, Post, Recipient, Target};
use crate::balie::folders::find_folder;
use crate::balie::infopunten::find_infopunt;
use crate::balie::kennisbank::actions::UNREACHABLE;
use crate::error::Result;
use crate::ids::{FolderId, InfopuntId, OrganisatieId, VerplichtingId};
use crate::journaal::Line;
use crate::kader::verplichtingen::{ANSWERS, Verplichting, find_verplichting};
use crate::write::Write;

/// Most people who hear of one due.
const MOST: usize = 5;

/// Tells whoever owes it, as far as it is still owed.
pub(super) fn tell(ctx: &mut Write<'_>, post: &mut Post<'_>, line: &Line) -> Result<()> {
    let (key, page) = match line.word("what") {
        Some("infopunt.gesprek") => ("mail-gesprek", "/vandaag"),
        Some("folder.aanvullen") => ("mail-folder", "/vandaag"),
        Some("contact.platforms") => ("mail-contact-platforms", "/formatie/contacten"),
        Some("contact.professionals") => ("mail-contact-professionals", "/formatie/contacten"),
        Some(UNREACHABLE) => ("mail-kennis-onbereikbaar", "/kennisbank"),
        _ => return Ok(()),
    };
    let gemeente = ctx.gemeente();
    let owed = find_verplichting(ctx, gemeente, VerplichtingId(line.subject))?;
    let Some(owed) = owed.filter(|owed| owed.state == "open") else {
        return Ok(());
    };
    let folder = if owed.subject_kind == "folder" {
        find_folder(ctx, gemeente, FolderId(owed.subject))?
    } else {
        None
    };
    let punt = match (&folder, owed.subject_kind.as_str()) {
        (Some(folder), _) => find_infopunt(ctx, gemeente, folder.infopunt)?,
        (None, "infopunt") => find_infopunt(ctx, gemeente, InfopuntId(owed.subject))?,
        _ => None,
    };
    let folder = folder.map_or_else(String::new, |folder| folder.naam);
    let punt = punt.map_or_else(String::new, |punt| punt.naam);
    let frame = ctx.frame.clone();
    let organisatie = frame
        .organisatie(OrganisatieId(owed.subject))
        .map_or_else(String::new, |one| one.naam.clone());
    for to in debtors(ctx, &owed)? {
        let words = Words {
            frame: &frame,
            lang: to.lang,
        };
        let dag = owed.due.map_or_else(String::new, |due| words.date(due));
        let args: [(&str, Arg<'_>); 4] = [
            ("punt", (&punt).into()),
            ("dag", (&dag).into()),
            ("folder", (&folder).into()),
            ("organisatie", (&organisatie).into()),
        ];
        let letter = Letter {
            subject: words.t(&format!("{key}-onderwerp"), &args),
            sentence: words.t(key, &args),
            more: Vec::new(),
            link_text: words.t(&format!("{key}-link"), &[]),
        };
        let mail = Mail {
            thread: owed.subject,
            letter: &letter,
            asks: true,
            target: &Target::Page(page.to_owned()),
        };
        post.send(ctx, line, &to, &mail)?;
    }
    Ok(())
}

fn recipient(row: &Row<'_>) -> std::result::Result<(Recipient, String), kit::db::Error> {
    let to = Recipient {
        id: row.get(0)?,
        naam: row.get(1)?,
        address: row.get(2)?,
        lang: row.get::<String>(3)?.parse().unwrap_or_default(),
    };
    Ok((to, row.get(4)?))
}

/// Everybody who answers for the organisation, or who holds the role.
fn debtors(ctx: &mut Write<'_>, owed: &Verplichting) -> Result<Vec<Recipient>> {
    let (gemeente, today) = (ctx.gemeente(), ctx.today());
    let organisatie: Option<Uuid> = owed.debtor_id.filter(|_| owed.debtor_kind == "organisatie");
    let people: Vec<(Recipient, String)> = ctx.query(
        "SELECT a.id, a.naam, a.email, a.taal, r.rol FROM rolvervullingen r \
         JOIN accounts a ON a.gemeente_id = r.gemeente_id AND a.id = r.account_id WHERE r.gemeente_id = $1 \
         AND a.ended_at IS NULL AND r.valid_from <= $2 AND (r.valid_to IS NULL OR r.valid_to > $2) \
         AND (a.organisatie_id = $3 OR r.rol = $4) ORDER BY a.id, r.id LIMIT 500",
        &[&gemeente, &today, &organisatie, &owed.debtor_rol],
        recipient,
    )?;
    let answers = |rol: &str| {
        let may = ctx.frame.inrichting.permissions_of(rol);
        organisatie.is_none() || ANSWERS.iter().any(|one| may.contains(one))
    };
    let mut all: Vec<Recipient> = people
        .into_iter()
        .filter(|(_, rol)| answers(rol))
        .map(|(to, _)| to)
        .collect();
    all.dedup_by_key(|to| to.id);
    all.truncate(MOST);
    Ok(all)
}
