//! What an owner without organisation sees and erases of the own data (L-07, INV-45).

use std::collections::BTreeMap;
use std::sync::Arc;

use kit::db::Queries as _;
use kit::i18n::Lang;
use kit::testing::TestDb;
use uuid::Uuid;

use super::{Town, velsen};
use crate::access::{Actor, LinkHolder, LinkKind};
use crate::error::Error;
use crate::http::{Form, Req, View};
use crate::ids::{AandachtsgebiedId, AfspraakId, LinkId};
use crate::jobs::erasures::{Erasure, Kind, apply};
use crate::journaal::Verb;
use crate::kader::bewijzen::Bewijs;
use crate::wijkaanpak::werkplannen::model::{NewPartij, PartijSoort};
use crate::wijkaanpak::werkplannen::{actions, partner_page, partner_post};

kit::on_both_engines!(
    l_07_the_shopkeeper_sees_and_erases_what_is_kept_of_her,
    l_07_who_cannot_be_reached_any_more_is_not_reminded,
    a_restore_erases_the_contact_before_the_row_that_leads_to_the_evidence,
);

const TEAM: &str = "velsen-noord";

/// What a page answers to the holder of a link: status and text.
fn told(town: &Town, holder: &LinkHolder, form: Option<Form>) -> (u16, String) {
    let req = Req {
        view: Arc::new(View {
            app: town.app.clone(),
            frame: town.frame.clone(),
            actor: Actor::Link(holder.clone()),
            lang: Lang::Nl,
            now: town.app.clock().now(),
            path: "/l/token".into(),
        }),
        params: BTreeMap::new(),
        query: Form::default(),
        form: form.clone().unwrap_or_default(),
        remote: None,
        cookies: BTreeMap::new(),
        token: Some("token".into()),
    };
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .expect("a runtime");
    runtime.block_on(async {
        let answer = if form.is_some() {
            partner_post(req).await
        } else {
            partner_page(req).await
        }
        .expect("an answer");
        let status = answer.status().as_u16();
        let bytes = axum::body::to_bytes(answer.into_body(), 1 << 20)
            .await
            .expect("a body");
        (status, String::from_utf8_lossy(&bytes).into_owned())
    })
}

/// Everything in every table.
fn anywhere(town: &Town) -> String {
    let mut copy = Vec::new();
    kit::db::dump(town.app.db(), &crate::migrations::tables(), &mut copy).expect("a copy");
    String::from_utf8_lossy(&copy).into_owned()
}

fn count(town: &Town, sql: &'static str, id: Uuid) -> i64 {
    let gemeente = town.frame.id;
    town.app
        .db()
        .read_blocking(move |tx| {
            Ok::<_, Error>(tx.query_one(sql, &[&gemeente, &id], |row| row.get(0))?)
        })
        .expect("a number")
}

fn l_07_the_shopkeeper_sees_and_erases_what_is_kept_of_her(db: TestDb) {
    const LINKS: &str = "SELECT count(*) FROM links WHERE gemeente_id = $1 AND holder_id = $2 AND revoked_at IS NULL";
    const LOG: &str = "SELECT count(*) FROM leeslog WHERE gemeente_id = $1 AND subject_id = $2 AND purpose = 'own'";
    let town = velsen(db);
    let people = town.people(TEAM);
    let plan = town.plan(&people.beheerder, TEAM);
    let one = town
        .propose(&people.beheerder, town.wanted(plan, TEAM))
        .expect("proposed");
    assert!(town.adopt(&people, plan).expect("agreed"));
    let mut deal = town.deal(one, None);
    deal.partij = Some(NewPartij {
        soort: PartijSoort::Ondernemer,
        naam: "Tess Denkbeeld".into(),
        email: Some("tess@voorbeeld.nl".into()),
    });
    let id = town.agree_on(&people.beheerder, deal).expect("proposed");
    let partij = town.lines(id.0)[0].id("partij").expect("a party");
    let holder = LinkHolder {
        id: LinkId(Uuid::from_u128(1)),
        kind: LinkKind::Partner,
        subject: id.0,
        holder: partij,
    };
    crate::notifications::read_new(&town.app).expect("asked");
    let hers = Actor::Link(holder.clone());
    town.accept(&hers, id).expect("accepted");
    let on = town.today();
    town.act(&hers, move |ctx| {
        let seen = Bewijs::Visit {
            by: "Tess Denkbeeld".into(),
            on,
            seen: "De bak staat er en is gevuld.".into(),
        };
        actions::deliver(ctx, id, &seen)
    })
    .expect("delivered");
    crate::notifications::read_new(&town.app).expect("told");
    assert!(count(&town, LINKS, partij) > 0);
    assert!(anywhere(&town).contains("tess@voorbeeld.nl"));

    let (status, page) = told(&town, &holder, None);
    assert_eq!(status, 200);
    assert!(page.contains("Tess Denkbeeld") && page.contains("tess@voorbeeld.nl"));
    assert_eq!(count(&town, LOG, id.0), 1);
    let without = Form::of(&[("doe", "wissen")]);
    let (status, page) = told(&town, &holder, Some(without));
    assert!(status == 400 && page.contains("id=\"zeker-e\""), "{page}");

    let sure = Form::of(&[("doe", "wissen"), ("zeker", "ja")]);
    let (status, page) = told(&town, &holder, Some(sure));
    assert_eq!(status, 200, "{page}");
    let left = anywhere(&town);
    assert!(!left.contains("Tess") && !left.contains("tess@voorbeeld.nl"));
    assert_eq!(count(&town, LINKS, partij), 0);
    // The promise stays, with the kind of party.
    assert!(left.contains("Aanbellen bij zestig woningen"));
    let public = town.public(one).expect("public").1;
    assert_eq!(public.afspraken[0].wie, "ondernemer");
    let noted = town.app.config().backups.join("verwijderd.jsonl");
    let noted = std::fs::read_to_string(noted).expect("what was erased");
    assert!(noted.contains("\"partij_contact\"") && !noted.contains("tess@"));
    // Who looks after it reads what was done, in words.
    let path = format!("/velsen/afspraken/{id}");
    let (status, page) = super::paginas::run(super::paginas::ask(
        &town,
        &people.beheerder,
        "GET",
        &path,
        "",
    ));
    assert_eq!(status, 200);
    assert!(
        page.contains("Link ingetrokken") && !page.contains('⟨'),
        "{page}"
    );
}

/// A promise of a shopkeeper of this name, accepted by the link in the mail.
fn promised(town: &Town, people: &super::People, one: AandachtsgebiedId, naam: &str) -> Promise {
    let mut deal = town.deal(one, None);
    deal.partij = Some(NewPartij {
        soort: PartijSoort::Ondernemer,
        naam: naam.into(),
        email: Some(format!(
            "{}@voorbeeld.nl",
            naam.to_lowercase().replace(' ', ".")
        )),
    });
    let id = town.agree_on(&people.beheerder, deal).expect("proposed");
    let partij = town.lines(id.0)[0].id("partij").expect("a party");
    let actor = Actor::Link(LinkHolder {
        id: LinkId(Uuid::from_u128(1)),
        kind: LinkKind::Partner,
        subject: id.0,
        holder: partij,
    });
    town.accept(&actor, id).expect("accepted");
    Promise { id, partij, actor }
}

struct Promise {
    id: AfspraakId,
    partij: Uuid,
    actor: Actor,
}

/// An aandachtsgebied of a plan that was adopted.
fn adopted(town: &Town, people: &super::People) -> AandachtsgebiedId {
    let plan = town.plan(&people.beheerder, TEAM);
    let one = town
        .propose(&people.beheerder, town.wanted(plan, TEAM))
        .expect("proposed");
    assert!(town.adopt(people, plan).expect("agreed"));
    one
}

fn erased(town: &Town, kinds: &[(Kind, Uuid)]) {
    let (at, gemeente) = (town.app.clock().now(), town.frame.id.0);
    let lines: Vec<Erasure> = kinds
        .iter()
        .map(|(kind, id)| Erasure {
            at,
            gemeente,
            kind: *kind,
            id: *id,
            file: None,
        })
        .collect();
    apply(town.app.db(), &lines).expect("erased");
}

fn l_07_who_cannot_be_reached_any_more_is_not_reminded(db: TestDb) {
    let town = velsen(db);
    let people = town.people(TEAM);
    let one = adopted(&town, &people);
    let (gone, there) = (
        promised(&town, &people, one, "Tess Denkbeeld"),
        promised(&town, &people, one, "Ans Verzonnen"),
    );
    erased(&town, &[(Kind::PartijContact, gone.partij)]);
    // Due on the second of March: a week before, and again when it is late.
    let reminded = |promise: &Promise| {
        let lines = town.lines(promise.id.0);
        lines
            .iter()
            .filter(|line| line.verb == Verb::Reminded)
            .count()
    };
    for (days, count) in [(10, 0), (41, 1), (1, 1), (10, 2)] {
        town.days_later(days);
        town.act(&Actor::Job("nightly"), |ctx| {
            actions::remind_owners(ctx, AfspraakId(Uuid::nil()), 100)
        })
        .expect("the night");
        assert_eq!(
            (reminded(&gone), reminded(&there)),
            (0, count),
            "on {}",
            town.today()
        );
    }
}

fn a_restore_erases_the_contact_before_the_row_that_leads_to_the_evidence(db: TestDb) {
    let town = velsen(db);
    let people = town.people(TEAM);
    let one = adopted(&town, &people);
    let promise = promised(&town, &people, one, "Tess Denkbeeld");
    let (id, on) = (promise.id, town.today());
    town.act(&promise.actor, move |ctx| {
        let seen = Bewijs::Visit {
            by: "Tess Denkbeeld".into(),
            on,
            seen: "De bak staat er en is gevuld.".into(),
        };
        actions::deliver(ctx, id, &seen)
    })
    .expect("delivered");
    assert!(anywhere(&town).contains("Tess"));
    // The night erased the row some years after her request; what was noted may stand in any order.
    erased(
        &town,
        &[
            (Kind::AfspraakPartij, promise.partij),
            (Kind::PartijContact, promise.partij),
        ],
    );
    let left = anywhere(&town);
    assert!(!left.contains("Tess") && !left.contains("tess."), "{left}");
    assert!(left.contains("De bak staat er en is gevuld."));
}
