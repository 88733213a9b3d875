//! What reporters and followers hear of a result of the aandachtsgebied that their melding is part of.

use kit::db::Queries;
use kit::i18n::Arg;
use uuid::Uuid;

use super::letter::{Letter, Words};
use super::melding::{has_nobody, recipients, target};
use super::post::{Mail, Post};
use crate::error::Result;
use crate::ids::{AandachtsgebiedId, MeldingId};
use crate::journaal::Line;
use crate::wijkaanpak::meldingen::{ToldBy, note_told};
use crate::wijkaanpak::werkplannen;
use crate::write::Write;

/// Tells the reporters behind an aandachtsgebied what came of it, and asks for the word of who let us know.
pub(super) fn tell(ctx: &mut Write<'_>, post: &mut Post<'_>, line: &Line) -> Result<()> {
    let gemeente = ctx.gemeente();
    let resultaat = line.id("resultaat").unwrap_or(line.subject);
    let wat: Option<String> = ctx.query_opt(
        "SELECT wat FROM resultaten WHERE gemeente_id = $1 AND id = $2",
        &[&gemeente, &resultaat],
        |row| row.get(0),
    )?;
    let Some(wat) = wat else {
        return Ok(());
    };
    let mut meldingen: Vec<(Uuid, i64)> = Vec::new();
    for part_of in werkplannen::lineage(ctx, gemeente, AandachtsgebiedId(line.subject))? {
        meldingen.extend(ctx.query(
            "SELECT id, nummer FROM meldingen WHERE gemeente_id = $1 AND aandachtsgebied_id = $2 ORDER BY nummer LIMIT 500",
            &[&gemeente, &part_of],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )?);
    }
    let frame = ctx.frame.clone();
    for (melding, nummer) in meldingen {
        if has_nobody(ctx, melding)? {
            note_told(ctx, MeldingId(melding), ToldBy::Pagina)?;
        }
        for (to, is_melder) in recipients(ctx, melding)? {
            let words = Words {
                frame: &frame,
                lang: to.lang,
            };
            let nummer = nummer.to_string();
            let number = [("nummer", Arg::from(&nummer))];
            let mut more = vec![wat.clone()];
            if is_melder {
                more.push(words.t("mail-resultaat-vraag", &[]));
            }
            let letter = Letter {
                subject: words.t("mail-resultaat-onderwerp", &number),
                sentence: words.t("mail-resultaat", &number),
                more,
                link_text: words.t("mail-melding-link", &[]),
            };
            let mail = Mail {
                thread: melding,
                letter: &letter,
                asks: is_melder,
                target: &target(melding),
            };
            post.send(ctx, line, &to, &mail)?;
        }
    }
    Ok(())
}
