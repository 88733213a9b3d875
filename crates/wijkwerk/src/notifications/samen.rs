//! What whoever let us know hears when staff join their melding into another about the same (L-20): under which number it
//! goes on, and how that one stands now. What happens to it from then on they hear as everybody does.

use kit::i18n::Arg;

use super::letter::{Letter, Words};
use super::melding;
use super::post::{Mail, Post};
use crate::error::Result;
use crate::journaal::Line;
use crate::write::Write;

/// Tells the one person that this entry is about.
pub(super) fn tell(ctx: &mut Write<'_>, post: &mut Post<'_>, line: &Line) -> Result<()> {
    let (Some(volger), Some(from)) = (line.id("volger"), line.id("from")) else {
        return Ok(());
    };
    let (Some(case), Some(old)) = (melding::find(ctx, line.subject)?, melding::find(ctx, from)?)
    else {
        return Ok(());
    };
    let frame = ctx.frame.clone();
    let people = melding::recipients(ctx, line.subject)?;
    // Whoever went along to a third one since hears of that.
    let Some((to, _)) = people.into_iter().find(|(to, _)| to.id == volger) else {
        return Ok(());
    };
    let words = Words {
        frame: &frame,
        lang: to.lang,
    };
    let (oud, nummer) = (old.nummer.to_string(), case.nummer.to_string());
    let args: [(&str, Arg<'_>); 2] = [("oud", (&oud).into()), ("nummer", (&nummer).into())];
    let is_done = matches!(case.field_state.as_str(), "done" | "confirmed");
    let mut more = Vec::new();
    if is_done {
        more.push(words.t("mail-melding-klaar", &args));
    } else {
        more.extend(melding::where_it_is(&words, &case, &nummer));
    }
    more.push(words.t("mail-samen-vervolg", &args));
    let letter = Letter {
        subject: words.t("mail-samen-onderwerp", &args),
        sentence: words.t("mail-samen", &args),
        more,
        link_text: words.t("mail-melding-link", &[]),
    };
    let mail = Mail {
        thread: line.subject,
        letter: &letter,
        asks: false,
        target: &melding::target(line.subject),
    };
    post.send(ctx, line, &to, &mail)
}

#[cfg(test)]
mod tests {
    use kit::db::Queries;
    use kit::on_both_engines;
    use kit::testing::TestDb;

    use crate::access::Actor;
    use crate::error::Error;
    use crate::jobs::tests::{Town, town};
    use crate::notifications::read_new;
    use crate::wijkaanpak::meldingen::actions::join;
    use crate::wijkaanpak::meldingen::{TriageOutcome, triage, unjoin};

    on_both_engines!(
        l_20_who_is_joined_hears_the_number_and_every_step_from_then_on,
        l_20_of_a_join_that_is_taken_back_nobody_hears,
    );

    const SAM: &str = "sam@voorbeeld.example";
    const KIM: &str = "kim@voorbeeld.example";

    /// What the mails to this address say, those that were merged into another too.
    fn told(town: &Town, address: &'static str) -> Vec<String> {
        read_new(&town.app).unwrap();
        town.app
            .db()
            .read_blocking(move |tx| {
                Ok::<_, Error>(tx.query(
                    "SELECT m.body FROM mails m JOIN melders p ON p.gemeente_id = m.gemeente_id AND p.id = m.recipient \
                     WHERE p.email = $1 ORDER BY m.seq, m.id LIMIT 100",
                    &[&address],
                    |row| row.get(0),
                )?)
            })
            .unwrap()
    }

    fn l_20_who_is_joined_hears_the_number_and_every_step_from_then_on(test: TestDb) {
        let town = town(&test, 0);
        let (kept, gone) = (town.submit(Some(SAM)), town.submit(Some(KIM)));
        told(&town, KIM);
        town.clock.advance_seconds(26 * 3600);
        town.app
            .write_blocking(&town.frame, &Actor::Command, move |ctx| {
                join(ctx, gone, kept)
            })
            .unwrap();
        let nummer = town.count("SELECT min(nummer) FROM meldingen");
        let said = format!("We gaan ermee verder onder nummer {nummer}.");
        let has = |address, text: &str| told(&town, address).iter().any(|body| body.contains(text));
        assert!(has(KIM, &said), "{:?}", told(&town, KIM));
        assert!(!has(SAM, &said), "whose melding it was hears nothing new");
        town.clock.advance_seconds(26 * 3600);
        town.app
            .write_blocking(&town.frame, &Actor::Command, move |ctx| {
                let reason = "Dit ligt niet op grond van de gemeente.".to_owned();
                triage::triage(ctx, kept, &TriageOutcome::NoAction { reason }).map(drop)
            })
            .unwrap();
        for address in [SAM, KIM] {
            assert!(has(address, "niet op grond"), "{:?}", told(&town, address));
        }
        assert!(town.chain_holds());
    }

    fn l_20_of_a_join_that_is_taken_back_nobody_hears(test: TestDb) {
        let town = town(&test, 0);
        let (kept, gone) = (town.submit(Some(SAM)), town.submit(Some(KIM)));
        town.clock.advance_seconds(26 * 3600);
        let to_leave = || {
            read_new(&town.app).unwrap();
            town.count("SELECT count(*) FROM mails WHERE state IN ('waiting', 'merged')")
        };
        let before = to_leave();
        town.app
            .write_blocking(&town.frame, &Actor::Command, move |ctx| {
                join(ctx, gone, kept)
            })
            .unwrap();
        assert_eq!(to_leave(), before + 1);
        town.clock.advance_seconds(9);
        town.app
            .write_blocking(&town.frame, &Actor::Command, move |ctx| unjoin(ctx, gone))
            .unwrap();
        assert_eq!(to_leave(), before);
        assert!(town.chain_holds());
    }
}
