//! What belongs to a thing that is erased: the one place that knows.

use jiff::Timestamp;
use kit::db::{Queries as _, Write};
use uuid::Uuid;

use super::{Kind, VERTROKKEN};
use crate::error::Result;
use crate::ids::GemeenteId;
use crate::journaal;
use crate::kader::bestanden::forget_file;

/// Links and mails of somebody to whom was written.
const LINKS: &str = "DELETE FROM links WHERE gemeente_id = $1 AND holder_id = $2";
const MAILS: &str = "DELETE FROM mails WHERE gemeente_id = $1 AND recipient = $2";

/// What goes with a thing and what it is itself, as statements about the gemeente `$1` and the thing `$2`: rows that the
/// second kind touches tell that it was there.
type Rows = (&'static [&'static str], &'static [&'static str]);

fn rows_of(kind: Kind) -> Rows {
    match kind {
        Kind::Melder => (
            &[LINKS, MAILS],
            &["DELETE FROM melders WHERE gemeente_id = $1 AND id = $2"],
        ),
        Kind::Contact => (
            &[MAILS],
            &[
                "UPDATE melders SET naam = NULL, email = NULL, telefoon = NULL WHERE gemeente_id = $1 AND id = $2",
                "UPDATE doorverwezenen SET naam = NULL, telefoon = NULL, email = NULL, vraag = NULL, zin = '' \
                 WHERE gemeente_id = $1 AND id = $2",
                "DELETE FROM wijkvragers WHERE gemeente_id = $1 AND id = $2",
            ],
        ),
        Kind::MeldingTekst | Kind::MeldingWoorden => (
            &[],
            &[
                "UPDATE melding_teksten SET omschrijving = '', plaats = NULL \
               WHERE gemeente_id = $1 AND melding_id = $2 AND (omschrijving <> '' OR plaats IS NOT NULL)",
            ],
        ),
        Kind::Mail => (
            &[],
            &["DELETE FROM mails WHERE gemeente_id = $1 AND id = $2"],
        ),
        Kind::Zorgsignaal => (
            &[],
            &["DELETE FROM zorgsignalen WHERE gemeente_id = $1 AND id = $2"],
        ),
        Kind::AfspraakPartij => (
            &[],
            &["DELETE FROM afspraak_partijen WHERE gemeente_id = $1 AND id = $2"],
        ),
        Kind::PartijContact => (
            &[
                // A restore brings back no link that ended.
                "UPDATE links SET revoked_at = expires_at WHERE gemeente_id = $1 AND holder_id = $2 AND revoked_at IS NULL",
                MAILS,
                "UPDATE bewijzen SET visited_by = '–' WHERE gemeente_id = $1 AND account_id IS NULL \
                 AND visited_by IS NOT NULL AND subject_id IN \
                 (SELECT afspraak_id FROM afspraak_partijen WHERE gemeente_id = $1 AND id = $2)",
            ],
            &["UPDATE afspraak_partijen SET naam = '', email = NULL \
               WHERE gemeente_id = $1 AND id = $2 AND (naam <> '' OR email IS NOT NULL)"],
        ),
        Kind::Contactpersoon => (
            &[MAILS],
            &["DELETE FROM contactpersonen WHERE gemeente_id = $1 AND id = $2"],
        ),
        Kind::Wijkvrager => (
            &[LINKS, MAILS],
            &["DELETE FROM wijkvragers WHERE gemeente_id = $1 AND id = $2"],
        ),
        Kind::ScholingBehaald => (
            &[],
            &["DELETE FROM scholing_behaald WHERE gemeente_id = $1 AND id = $2"],
        ),
        Kind::Wegwijzerkeuze => (
            &[],
            &["DELETE FROM wegwijzer_keuzes WHERE gemeente_id = $1 AND id = $2"],
        ),
        Kind::Formatieinvulling => (
            &[],
            &["DELETE FROM formatieinvullingen WHERE gemeente_id = $1 AND id = $2"],
        ),
        Kind::Formatiereden => (
            &[],
            &["UPDATE formatieinvullingen SET reden = NULL \
               WHERE gemeente_id = $1 AND id = $2 AND reden IS NOT NULL"],
        ),
        Kind::Contactregel => (
            &[],
            &[
                "UPDATE contactregels SET account_id = NULL, vervanger_id = NULL, bereik = '' \
               WHERE gemeente_id = $1 AND id = $2 \
               AND (account_id IS NOT NULL OR vervanger_id IS NOT NULL OR bereik <> '')",
            ],
        ),
        Kind::Abonnement => (
            &["DELETE FROM mails WHERE gemeente_id = $1 AND thread = $2 AND recipient = $2"],
            &["DELETE FROM abonnementen WHERE gemeente_id = $1 AND id = $2"],
        ),
        Kind::Aanwezigheid => (
            &[],
            &["DELETE FROM vergadering_zetels WHERE gemeente_id = $1 AND vergadering_id = $2"],
        ),
        Kind::Roosterlid => (
            &[
                "DELETE FROM beschikbaarheden WHERE gemeente_id = $1 AND account_id = $2",
                "UPDATE bezettingen SET account_id = NULL WHERE gemeente_id = $1 AND account_id = $2",
            ],
            &["DELETE FROM roosterleden WHERE gemeente_id = $1 AND account_id = $2"],
        ),
        Kind::Doorverwezene => (
            &[LINKS, MAILS],
            &["DELETE FROM doorverwezenen WHERE gemeente_id = $1 AND id = $2"],
        ),
        Kind::AccountContact => (
            &[
                "DELETE FROM sessies WHERE gemeente_id = $1 AND account_id = $2",
                "DELETE FROM inlogverzoeken WHERE gemeente_id = $1 AND account_id = $2",
                MAILS,
            ],
            &[],
        ),
        Kind::MeldingFoto => (
            &[],
            &[
                "DELETE FROM melding_fotos WHERE gemeente_id = $1 AND id = $2 AND public_hash IS NULL",
                "UPDATE melding_fotos SET hash = public_hash, thumbnail = public_hash \
                 WHERE gemeente_id = $1 AND id = $2 AND hash <> public_hash",
            ],
        ),
        Kind::AccountNaam | Kind::BewijsNaam | Kind::AccountFoto => (&[], &[]),
    }
}

/// What is put in the place of something, as a statement with that as `$3`.
fn placeholder_of(kind: Kind, id: Uuid) -> Option<(&'static str, String)> {
    match kind {
        Kind::AccountNaam => Some((
            "UPDATE accounts SET naam = $3 WHERE gemeente_id = $1 AND id = $2 AND naam <> $3",
            VERTROKKEN.to_owned(),
        )),
        Kind::BewijsNaam => Some((
            "UPDATE bewijzen SET visited_by = $3 WHERE gemeente_id = $1 AND id = $2 AND visited_by <> $3",
            VERTROKKEN.to_owned(),
        )),
        // Nobody with this address exists.
        Kind::AccountContact => Some((
            "UPDATE accounts SET email = $3, telefoon = NULL, photo_hash = NULL, shows_name = FALSE \
             WHERE gemeente_id = $1 AND id = $2 AND email <> $3",
            format!("{id}@vertrokken.invalid"),
        )),
        _ => None,
    }
}

/// Erases one thing; answers how many rows of it were there.
pub fn erase(tx: &mut Write<'_>, gemeente: GemeenteId, kind: Kind, id: Uuid) -> Result<u64> {
    let files = files_of(tx, gemeente, kind, id)?;
    if kind == Kind::MeldingTekst {
        journaal::erase_attachments(tx, gemeente, id)?;
    }
    let (beside, own) = rows_of(kind);
    for sql in beside {
        tx.exec(sql, &[&gemeente, &id])?;
    }
    let mut gone = 0;
    for sql in own {
        gone += tx.exec(sql, &[&gemeente, &id])?;
    }
    if let Some((sql, instead)) = placeholder_of(kind, id) {
        gone += tx.exec(sql, &[&gemeente, &id, &instead])?;
    }
    for hash in &files {
        forget_file(tx, gemeente, hash)?;
    }
    Ok(gone)
}

/// Takes this face from somebody who still has it, unless it was chosen again after it was erased at that moment; answers
/// how many had.
pub fn erase_face(
    tx: &mut Write<'_>,
    gemeente: GemeenteId,
    account: Uuid,
    (hash, at): (&str, Timestamp),
) -> Result<u64> {
    let gone = tx.exec(
        "UPDATE accounts SET photo_hash = NULL WHERE gemeente_id = $1 AND id = $2 AND photo_hash = $3 \
         AND NOT EXISTS (SELECT 1 FROM bestanden b WHERE b.gemeente_id = $1 AND b.hash = $3 AND b.created_at > $4)",
        &[&gemeente, &account, &hash, &at],
    )?;
    forget_file(tx, gemeente, hash)?;
    Ok(gone)
}

/// The files that go with what is erased.
pub fn files_of(
    tx: &mut Write<'_>,
    gemeente: GemeenteId,
    kind: Kind,
    id: Uuid,
) -> Result<Vec<String>> {
    let found: Option<[Option<String>; 2]> = match kind {
        Kind::MeldingFoto => tx.query_opt(
            "SELECT hash, thumbnail FROM melding_fotos WHERE gemeente_id = $1 AND id = $2",
            &[&gemeente, &id],
            |row| Ok([row.get(0)?, row.get(1)?]),
        )?,
        Kind::AccountContact => tx.query_opt(
            "SELECT photo_hash FROM accounts WHERE gemeente_id = $1 AND id = $2",
            &[&gemeente, &id],
            |row| Ok([row.get(0)?, None]),
        )?,
        _ => None,
    };
    Ok(found.into_iter().flatten().flatten().collect())
}
