//! The pages over the product's own dispatcher, signed in as people of a team.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::body::Body;
use axum::http::{Request, header};
use kit::i18n::Lang;
use kit::testing::TestDb;
use tower::ServiceExt as _;
use uuid::Uuid;

use super::{Town, velsen, visit};
use crate::access::{Actor, LinkHolder, LinkKind};
use crate::http::{Form, Req, View, service};
use crate::ids::LinkId;
use crate::kader::accounts;
use crate::wijkaanpak::meldingen::{self, MeldingState};
use crate::wijkaanpak::werkplannen::model::{NewPartij, PartijSoort};
use crate::wijkaanpak::werkplannen::{actions, partner_page, partner_post};

kit::on_both_engines!(
    every_page_answers,
    a_form_comes_back_filled_in,
    a_melding_begins_an_aandachtsgebied,
    vandaag_asks_to_agree_with_every_version_until_it_is_done,
    the_partner_link_page_offers_its_buttons,
    v_59_v_83_plans_stand_beside_the_werkplan_and_on_the_map,
);

const TEAM: &str = "velsen-noord";

pub(super) fn run<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .expect("a runtime")
        .block_on(future)
}

pub(super) async fn ask(
    town: &Town,
    actor: &Actor,
    method: &str,
    path: &str,
    body: &str,
) -> (u16, String) {
    let mut request = Request::builder()
        .method(method)
        .uri(path)
        .header(header::HOST, "localhost:8080")
        .header("sec-fetch-site", "same-origin")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    if let Some(account) = actor.account() {
        let token = accounts::start_session(&town.app, town.frame.id, account.id)
            .await
            .expect("a session");
        let name = accounts::cookie_name(&town.app);
        request = request.header(header::COOKIE, format!("{name}={token}"));
    }
    let request = request
        .body(Body::from(body.to_owned()))
        .expect("a request");
    let response = service(town.app.clone())
        .oneshot(request)
        .await
        .expect("an answer");
    let status = response.status().as_u16();
    let bytes = axum::body::to_bytes(response.into_body(), 1 << 20)
        .await
        .expect("a body");
    (status, String::from_utf8_lossy(&bytes).into_owned())
}

fn every_page_answers(db: TestDb) {
    let town = velsen(db);
    let people = town.people(TEAM);
    let plan = town.plan(&people.beheerder, TEAM);
    let one = town
        .propose(&people.beheerder, town.wanted(plan, TEAM))
        .expect("proposed");
    town.adopt(&people, plan).expect("adopted");
    let deal = town
        .agree_on(&people.beheerder, town.deal(one, Some("politie")))
        .expect("proposed");
    let today = town.today();
    town.act(&people.beheerder, move |ctx| {
        actions::record_result(ctx, one, "De container is leeg", &visit(today))
    })
    .expect("recorded");
    let team = town.team(TEAM).id;
    let pages = [
        ("/velsen/werkplannen".to_owned(), "Wijkteam Velsen-Noord"),
        (format!("/velsen/werkplannen/{plan}"), "containers"),
        (format!("/velsen/werkplannen/openbaar/{plan}"), "containers"),
        (
            format!("/velsen/aandachtsgebieden/nieuw?werkplan={plan}"),
            "behoefte",
        ),
        (
            format!("/velsen/aandachtsgebieden/{one}"),
            "zestig woningen",
        ),
        (
            format!("/velsen/aandachtsgebieden/{one}/wijzig"),
            "containers",
        ),
        (
            format!("/velsen/afspraken/nieuw?aandachtsgebied={one}"),
            "Politie",
        ),
        (format!("/velsen/afspraken/{deal}"), "zestig woningen"),
        ("/velsen/plannen".to_owned(), "plan"),
        (
            format!("/velsen/teams/{team}"),
            "Vacant: Welzijnsorganisatie",
        ),
    ];
    run(async {
        for (path, expected) in &pages {
            let path = path.replace("/teams/", &format!("/{}/", team_word(&town)));
            let (status, body) = ask(&town, &people.beheerder, "GET", &path, "").await;
            assert_eq!(status, 200, "{path}: {body}");
            assert!(body.contains(expected), "{path}: {body}");
            assert!(!body.contains("0 meldingen"), "{path}: {body}");
        }
        let path = &pages[4].0;
        let (_, body) = ask(&town, &people.beheerder, "GET", path, "").await;
        let empty = body.split_once("id=\"achter\">Nog geen meldingen</h2>");
        let (_, after) = empty.expect("an empty list says so");
        assert!(after.contains("bij het beslissen over meldingen"), "{body}");
        let nobody = Actor::Nobody;
        let (status, _) = ask(&town, &nobody, "GET", &pages[1].0, "").await;
        assert_eq!(status, 401);
        let (status, body) = ask(&town, &nobody, "GET", &pages[2].0, "").await;
        assert_eq!(status, 200);
        assert!(!body.contains("Noor Verzonnen"));
        let accept = format!("/velsen/afspraken/{deal}/aannemen");
        let (status, _) = ask(&town, &people.beheerder, "POST", &accept, "").await;
        assert_eq!(status, 403);
        let form = "aanvraag=018f0000-0000-7000-8000-000000000001";
        for _ in 0..2 {
            let (status, body) = ask(&town, &people.politie, "POST", &accept, form).await;
            assert_eq!(status, 303, "{body}");
        }
    });
}

pub(super) fn team_word(town: &Town) -> String {
    use crate::kader::inrichting::WoordSleutel;
    town.frame.inrichting.path_word(WoordSleutel::Wijkteam)
}

fn a_form_comes_back_filled_in(db: TestDb) {
    let town = velsen(db);
    let people = town.people(TEAM);
    let plan = town.plan(&people.beheerder, TEAM);
    run(async {
        let body = format!("werkplan={plan}&titel=Schone+straat&behoefte=&behoefte_van=bewoners");
        let path = "/velsen/aandachtsgebieden";
        let (status, page) = ask(&town, &people.beheerder, "POST", path, &body).await;
        assert_eq!(status, 400);
        assert!(page.contains("Schone straat") && page.contains("aria-invalid"));
    });
}

/// From triage: the form knows the wijk and the theme, keeps the reporter's words out of what becomes public, and takes
/// the melding up; also for a team that has no werkplan of this year yet.
fn a_melding_begins_an_aandachtsgebied(db: TestDb) {
    let town = velsen(db);
    let people = town.people(TEAM);
    let id = town.melding(TEAM, "Mijn buurman gooit alles naast de container.");
    let wijk = town.gebied(TEAM);
    run(async {
        let path = format!("/velsen/aandachtsgebieden/nieuw?melding={id}");
        let (status, page) = ask(&town, &people.beheerder, "GET", &path, "").await;
        assert_eq!(status, 200, "{page}");
        let checked = format!("value=\"{wijk}\" checked");
        assert!(page.contains(&checked) && page.contains("value=\"schoon\" checked"));
        assert_eq!(page.matches("Mijn buurman").count(), 1, "only as a quote");
        // Whoever may write plans but decides on no meldingen does not get to see the words.
        let (status, page) = ask(&town, &people.politie, "GET", &path, "").await;
        assert_eq!(status, 404, "{page}");
        let body = format!(
            "melding={id}&stand=submitted&titel=Schoon+bij+de+container&behoefte=Bewoners+vragen+erom\
             &behoefte_van=bewoners&wijken={wijk}&themas=schoon"
        );
        let to = "/velsen/aandachtsgebieden";
        let (status, page) = ask(&town, &people.beheerder, "POST", to, &body).await;
        assert_eq!(status, 303, "{page}");
        // Decided meanwhile: nothing is made, and it says so.
        let (status, page) = ask(&town, &people.beheerder, "POST", to, &body).await;
        assert_eq!(status, 409);
        assert!(
            page.contains("Iemand anders heeft hier net over beslist"),
            "{page}"
        );
    });
    let gemeente = town.frame.id;
    let melding = town
        .app
        .db()
        .read_blocking(move |tx| meldingen::get_melding(tx, gemeente, id))
        .expect("the melding");
    assert_eq!(melding.state, MeldingState::Aandachtsgebied);
    assert!(melding.aandachtsgebied.is_some());
}

fn vandaag_asks_to_agree_with_every_version_until_it_is_done(db: TestDb) {
    let town = velsen(db);
    let people = town.people(TEAM);
    let plan = town.plan(&people.beheerder, TEAM);
    let asked = |who: &Actor| {
        let (status, page) = run(ask(&town, who, "GET", "/velsen/vandaag", ""));
        assert_eq!(status, 200);
        page.contains(&format!("/velsen/werkplannen/{plan}"))
    };
    let everybody = || [&people.beheerder, &people.politie, &people.corporatie].map(asked);
    assert_eq!(everybody(), [false; 3], "an empty plan");
    for versie in 1..3 {
        town.propose(&people.beheerder, town.wanted(plan, TEAM))
            .expect("proposed");
        assert_eq!(everybody(), [true; 3], "version {versie}");
        town.act(&people.beheerder, move |ctx| actions::agree(ctx, plan))
            .expect("agreed");
        assert_eq!(everybody(), [false, true, true], "version {versie}");
        for other in [&people.politie, &people.corporatie] {
            town.act(other, move |ctx| actions::agree(ctx, plan))
                .expect("agreed");
        }
        assert_eq!(everybody(), [false; 3], "version {versie}");
        town.days_later(1);
    }
}

fn the_partner_link_page_offers_its_buttons(db: TestDb) {
    let town = velsen(db);
    let people = town.people(TEAM);
    let plan = town.plan(&people.beheerder, TEAM);
    let one = town
        .propose(&people.beheerder, town.wanted(plan, TEAM))
        .expect("proposed");
    let mut deal = town.deal(one, None);
    deal.partij = Some(NewPartij {
        soort: PartijSoort::Bewoner,
        naam: "Tess Denkbeeld".into(),
        email: None,
    });
    let id = town.agree_on(&people.beheerder, deal).expect("proposed");
    let holder = town.lines(id.0)[0].id("partij").expect("a party");
    let req = |holder: Uuid, form: Form| Req {
        view: Arc::new(View {
            app: town.app.clone(),
            frame: town.frame.clone(),
            actor: Actor::Link(LinkHolder {
                id: LinkId(Uuid::from_u128(1)),
                kind: LinkKind::Partner,
                subject: id.0,
                holder,
            }),
            lang: Lang::Nl,
            now: town.app.clock().now(),
            path: "/l/token".into(),
        }),
        params: BTreeMap::new(),
        query: Form::default(),
        form,
        remote: None,
        cookies: BTreeMap::new(),
        token: Some("token".into()),
    };
    run(async {
        let page = partner_page(req(holder, Form::default()))
            .await
            .expect("a page");
        assert_eq!(page.status().as_u16(), 200);
        let other = partner_page(req(Uuid::from_u128(9), Form::default())).await;
        assert!(other.is_err());
        let done = partner_post(req(holder, Form::of(&[("doe", "aannemen")]))).await;
        assert_eq!(done.expect("accepted").status().as_u16(), 303);
        let unknown = partner_post(req(holder, Form::of(&[("doe", "vaststellen")]))).await;
        assert_eq!(unknown.expect("told").status().as_u16(), 400);
        let short = Form::of(&[("doe", "voortgang"), ("voortgang", "")]);
        let told = partner_post(req(holder, short)).await.expect("told");
        assert_eq!(told.status().as_u16(), 400);
    });
}

fn v_59_v_83_plans_stand_beside_the_werkplan_and_on_the_map(db: TestDb) {
    let town = velsen(db);
    let people = town.people(TEAM);
    let plan = town.plan(&people.beheerder, TEAM);
    let (wijk, beside) = (town.gebied(TEAM), format!("/velsen/werkplannen/{plan}"));
    let middle = town.frame.plaatsen.middle_of(TEAM).expect("a place");
    let form = |soort: &str, wat: &str, lat: f64| {
        let lon = middle.lon();
        format!("soort={soort}&gebied={wijk}&wat={wat}&plaats=&jaar=2026&lat={lat:.6}&lon={lon:.6}")
    };
    let path = "/velsen/plannen";
    run(async {
        let (_, page) = ask(&town, &people.beheerder, "GET", &beside, "").await;
        assert!(page.contains("nog geen plannen gezet"), "{page}");
        assert!(!page.contains("kaart-plannen"), "nothing to draw");
        // A place elsewhere, or none that can be read: said beside the field, and the form is kept.
        let far = form("partnerplan", "Gevels+opknappen", 48.85);
        let unread = far.replace("lat=48.850000", "lat=hier");
        for body in [&far, &unread] {
            let (status, page) = ask(&town, &people.corporatie, "POST", path, body).await;
            assert_eq!(status, 400, "{page}");
            assert!(page.contains("href=\"#lat\"") && page.contains("Gevels opknappen"));
        }
        let near = [
            (&people.corporatie, "partnerplan", "Gevels+opknappen", 0.0),
            (
                &people.beheerder,
                "gemeentelijk_wijkplan",
                "Nieuwe+stoep&due=2026-01-02",
                0.000_5,
            ),
        ];
        for (who, soort, wat, north) in near {
            let body = form(soort, wat, middle.lat() + north);
            let (status, page) = ask(&town, who, "POST", path, &body).await;
            assert_eq!(status, 303, "{page}");
        }
        let (_, page) = ask(&town, &people.beheerder, "GET", path, "").await;
        for told in [
            "Kaart met 2 geplande werken",
            "href=\"#plan-",
            "hoogstens 200 meter van elkaar",
            "data-pin",
        ] {
            assert!(page.contains(told), "{told}: {page}");
        }
        let (_, page) = ask(&town, &people.beheerder, "GET", &beside, "").await;
        for told in [
            "Kaart met 2 geplande werken",
            "0 van 2 werken klaar",
            "1 te laat",
            "Gevels opknappen",
            "hoogstens 200 meter van elkaar",
            "href=\"/velsen/plannen?jaar=2026\"",
            "/velsen/plannen?jaar=2026#plan-",
        ] {
            assert!(page.contains(told), "{told}: {page}");
        }
    });
}
