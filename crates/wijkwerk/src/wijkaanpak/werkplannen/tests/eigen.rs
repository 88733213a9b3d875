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
use crate::ids::LinkId;
use crate::kader::bewijzen::Bewijs;
use crate::wijkaanpak::werkplannen::model::{NewPartij, PartijSoort};
use crate::wijkaanpak::werkplannen::{actions, partner_page, partner_post};

kit::on_both_engines!(l_07_the_shopkeeper_sees_and_erases_what_is_kept_of_her);

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
