//! What is measured: a product over a fresh database, served to the clients of this program.

use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;

use kit::clock::Clock;
use kit::db::{Db, Target, migrate};
use kit::ids::IdSource;
use tokio::runtime::{Builder, Runtime};
use uuid::Uuid;
use wijkwerk::access::{Actor, Permission};
use wijkwerk::app::{App, db_options};
use wijkwerk::config::{Config, Limits};
use wijkwerk::error::{Error, Result};
use wijkwerk::frame::Frame;
use wijkwerk::kader::accounts;
use wijkwerk::kader::accounts::actions::{Appointment, Invitation, appoint, invite};
use wijkwerk::kader::gebieden::Coordinaat;
use wijkwerk::kader::inrichting::actions::{import, parse};
use wijkwerk::kader::inrichting::{Inrichting, WoordSleutel};
use wijkwerk::wijkaanpak::meldingen::{Bron, Contactgegevens, NewMelding, actions};

use crate::load::{Client, get, wrong};

/// High enough never to be reached, so that counting costs what it costs.
const NO_LIMIT: i64 = 1_000_000_000;

/// The threads of both sides, apart so that their work can be told apart.
pub struct Threads {
    pub server: Runtime,
    pub client: Runtime,
}

impl Threads {
    pub fn start() -> Result<Self> {
        let runtime = |name: &str| {
            Builder::new_multi_thread()
                .worker_threads(2)
                .thread_name(name)
                .enable_all()
                .build()
                .map_err(wrong)
        };
        Ok(Self {
            server: runtime("server")?,
            client: runtime("client")?,
        })
    }

    /// Serves `router` on a port of its own.
    pub fn serve(&self, router: axum::Router) -> Result<SocketAddr> {
        let listener = self
            .server
            .block_on(tokio::net::TcpListener::bind("127.0.0.1:0"))
            .map_err(wrong)?;
        let address = listener.local_addr().map_err(wrong)?;
        let service = router.into_make_service_with_connect_info::<SocketAddr>();
        self.server.spawn(async move {
            let _ = axum::serve(listener, service).await;
        });
        Ok(address)
    }
}

/// A product with one gemeente, being served.
pub struct World<'t> {
    pub engine: &'static str,
    pub app: App,
    pub frame: Arc<Frame>,
    pub address: SocketAddr,
    pub threads: &'t Threads,
}

/// The settings of a measured product.
pub fn config(engine: &str, dir: &Path) -> Config {
    Config {
        files: dir.join(format!("files-{engine}")),
        backups: dir.join(format!("backups-{engine}")),
        limits: Limits {
            meldingen_per_hour: NO_LIMIT,
            sign_ins_per_hour: NO_LIMIT,
            reacties_per_hour: NO_LIMIT,
            vragen_per_hour: NO_LIMIT,
            posts_per_hour: NO_LIMIT,
            ..Limits::default()
        },
        ..Config::default()
    }
}

/// The first shipped inrichting that is complete enough to be shown.
pub fn shipped() -> Result<Inrichting> {
    let name = wijkwerk::shipped::documents()
        .find(|name| name.ends_with("-demo"))
        .ok_or(Error::NotFound("inrichting"))?;
    parse(wijkwerk::shipped::document(name).unwrap_or_default())
        .map_err(|findings| wrong(format!("{} findings", findings.len())))
}

/// Opens the product over `target`, migrated, every COMMIT on disk.
pub fn open(target: Target, config: Config) -> Result<App> {
    let clock = Clock::system();
    let db = Db::open(target, &db_options(config.readers, true))?;
    migrate(&db, wijkwerk::migrations::MIGRATIONS, clock.now())?;
    App::new(db, clock, IdSource::random(), config)
}

/// Puts an inrichting in force; answers its frame.
pub fn found(app: &App, inrichting: Inrichting) -> Result<Arc<Frame>> {
    let slug = inrichting.gemeente.slug.clone();
    import(
        app,
        &Actor::Command,
        inrichting,
        jiff::civil::date(2026, 1, 1),
    )?;
    app.frame_blocking(&slug)?
        .ok_or(Error::NotFound("gemeente"))
}

impl<'t> World<'t> {
    pub fn open(
        engine: &'static str,
        target: Target,
        dir: &Path,
        threads: &'t Threads,
    ) -> Result<Self> {
        let app = open(target, config(engine, dir))?;
        let frame = found(&app, shipped()?)?;
        submit_many(&app, &frame, 500)?;
        let address = threads.serve(wijkwerk::http::service(app.clone()))?;
        Ok(Self {
            engine,
            app,
            frame,
            address,
            threads,
        })
    }

    /// The address of the public page of a wijk.
    pub fn page(&self) -> String {
        wijk_pages(&self.frame)
            .into_iter()
            .next()
            .unwrap_or_default()
    }

    /// Where this address leads to in the words of the gemeente.
    pub fn settled(&self, path: &str) -> Result<String> {
        self.threads.client.block_on(async {
            let mut client = Client::connect(self.address).await?;
            let answer = client.look(&get(path)).await?;
            let moved =
                (300..400).contains(&answer.status) && !answer.header("location").is_empty();
            Ok(if moved {
                answer.header("location").to_owned()
            } else {
                path.to_owned()
            })
        })
    }

    /// A form as a browser sends it: everything filled in, no photo.
    pub fn form(&self) -> impl Fn(usize) -> Vec<u8> + Send + Sync + 'static + use<> {
        let (slug, ids, app) = (
            self.frame.slug.clone(),
            self.app.ids().clone(),
            self.app.clone(),
        );
        let (places, subject) = (places(&self.frame), subject(&self.frame));
        move |n| {
            let (wijk, place) = &places[n % places.len()];
            let body = format!(
                "aanvraag={}&sleutel={}&lat={:.6}&lon={:.6}&wijk={wijk}&onderwerp={subject}&omschrijving={}&bevestigd=1",
                ids.next(app.clock().now()),
                app.token(),
                place.lat(),
                place.lon(),
                words(n).replace(' ', "+"),
            );
            let head = format!(
                "POST /{slug}/melden HTTP/1.1\r\nHost: bench\r\nSec-Fetch-Site: same-origin\r\n\
                 Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n",
                body.len()
            );
            (head + &body).into_bytes()
        }
    }

    /// A member of staff who may see every melding; answers the cookie.
    pub fn staff(&self, frame: &Arc<Frame>) -> Result<String> {
        staff(&self.app, frame, &self.threads.client)
    }
}

/// The addresses of the public pages of all wijken.
pub fn wijk_pages(frame: &Frame) -> Vec<String> {
    let word = frame.inrichting.path_word(WoordSleutel::Wijk);
    frame
        .wijken()
        .map(|wijk| format!("/{}/{word}/{}", frame.slug, wijk.sleutel))
        .collect()
}

/// A place in every wijk that is drawn, with its key.
pub fn places(frame: &Frame) -> Vec<(String, Coordinaat)> {
    frame
        .wijken()
        .filter_map(|wijk| {
            let place = frame.plaatsen.middle_of(&wijk.sleutel)?;
            Some((wijk.sleutel.clone(), place))
        })
        .collect()
}

/// What a melding is about.
pub fn subject(frame: &Frame) -> String {
    actions::subjects(&frame.inrichting)
        .into_iter()
        .next()
        .unwrap_or_default()
}

/// What somebody writes.
pub fn words(n: usize) -> String {
    format!("De stoep ligt los bij nummer {n}, een ouder met een wagen kan er niet langs.")
}

/// Meldingen made by the product's own action, fifty in a write.
pub fn submit_many(app: &App, frame: &Arc<Frame>, count: usize) -> Result<()> {
    let (places, subject) = (places(frame), subject(frame));
    let mut made = 0;
    while made < count {
        let until = (made + 50).min(count);
        let batch: Vec<NewMelding> = (made..until)
            .map(|n| {
                let (wijk, place) = &places[n % places.len()];
                NewMelding {
                    gebied: frame.gebied_by_key(wijk).map(|wijk| wijk.id),
                    place: Some(*place),
                    near_home: false,
                    onderwerp: Some(subject.clone()),
                    omschrijving: words(n),
                    plaats: None,
                    kanaal: "digitaal".into(),
                    bron: Bron::Bewoner,
                    bron_id: None,
                    contact: Contactgegevens {
                        taal: "nl".into(),
                        ..Contactgegevens::default()
                    },
                    photos: Vec::new(),
                    token: app.token(),
                    external: None,
                    raised_on: None,
                }
            })
            .collect();
        app.write_blocking(frame, &Actor::Nobody, move |ctx| {
            for new in &batch {
                actions::submit(ctx, new, None)?;
            }
            Ok(())
        })?;
        made = until;
    }
    Ok(())
}

/// Somebody who may see every melding of a gemeente, signed in; answers the cookie.
pub fn staff(app: &App, frame: &Arc<Frame>, runtime: &Runtime) -> Result<String> {
    let wanted = [Permission::MeldingRead, Permission::MeldingTriage];
    signed_in(app, frame, runtime, &wanted)
}

/// Somebody with a role that may do all of this everywhere, signed in; answers the cookie.
pub fn signed_in(
    app: &App,
    frame: &Arc<Frame>,
    runtime: &Runtime,
    wanted: &[Permission],
) -> Result<String> {
    let roles: Vec<String> = frame
        .inrichting
        .roles()
        .filter(|(key, _)| {
            let may = frame.inrichting.permissions_of(key);
            wanted.iter().all(|one| may.contains(one))
        })
        .map(|(key, _)| key.to_owned())
        .collect();
    let from = frame.today(app.clock().now());
    let account = app.write_blocking(frame, &Actor::Command, move |ctx| {
        let account = invite(
            ctx,
            &Invitation {
                naam: "Robin Voorbeeld".into(),
                email: "robin@voorbeeld.example".into(),
                organisatie: None,
                shows_name: false,
                photo: None,
            },
        )?;
        let rol = roles.first().ok_or(Error::NotFound("rol"))?;
        appoint(
            ctx,
            &Appointment {
                account,
                rol: rol.clone(),
                scope_kind: "gemeente",
                scope_id: None::<Uuid>,
                organisatie: None,
                deputy_of: None,
                from,
                until: None,
            },
        )?;
        Ok(account)
    })?;
    let token = runtime.block_on(accounts::start_session(app, frame.id, account))?;
    Ok(format!("{}={token}", accounts::cookie_name(app)))
}
