//! A PostgreSQL of our own for one run: its own directory, Unix socket only, no password, gone
//! afterwards.
//!
//! Relies on: binaries of the system (the newest under `/usr/lib/postgresql`, else those on the
//! path). PostgreSQL refuses to run as root, so root lends it to `postgres` or `nobody`. Never:
//! touches a cluster of the system, or listens on a network.

use std::ffi::OsString;
use std::fs;
use std::os::unix::fs::{PermissionsExt, chown};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use crate::failure::{Attempt, Failure, Result};
use crate::guard::{Guard, wait_until};
use crate::workspace::{ask, find_on_path};

/// The longest path the kernel takes for a Unix socket is 108 bytes, of which the file name takes
/// 15.
const LONGEST_DIRECTORY: usize = 84;

/// Whether losing power may lose data.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Durability {
    /// For tests: no fsync at all.
    None,
    /// For figures that mean something: as in production, on a real disk.
    Full,
}

/// A running server; dropping it stops it and removes its directory.
pub struct Postgres {
    _guard: Guard,
    directory: PathBuf,
}

impl Postgres {
    pub fn start(durability: Durability) -> Result<Self> {
        let binaries = find_binaries().ok_or_else(|| {
            Failure::new(
                "start PostgreSQL",
                "there are no PostgreSQL server binaries",
            )
        })?;
        let user = User::choose()?;
        let directory = make_directory(durability, &user)?;
        let started = boot(&binaries, &user, &directory, durability);
        if started.is_err() {
            // Only what the guard did not get to remove; it may be gone already.
            let _ = fs::remove_dir_all(&directory);
        }
        Ok(Self {
            _guard: started?,
            directory,
        })
    }

    /// The connection string, as `libpq` and its relatives read it.
    pub fn connection(&self) -> String {
        format!(
            "host={} user=postgres dbname=postgres",
            self.directory.display()
        )
    }
}

/// The directory with `initdb` and `postgres`: the highest version that Debian installed, else the
/// search path.
pub fn find_binaries() -> Option<PathBuf> {
    let is_complete = |directory: &PathBuf| {
        ["initdb", "postgres"]
            .iter()
            .all(|name| directory.join(name).is_file())
    };
    let mut installed: Vec<(u32, PathBuf)> = fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|entry| {
            let version = entry.file_name().to_str()?.parse().ok()?;
            Some((version, entry.path().join("bin")))
        })
        .filter(|(_, directory)| is_complete(directory))
        .collect();
    installed.sort();
    installed.pop().map(|(_, directory)| directory).or_else(|| {
        let file = fs::canonicalize(find_on_path("postgres")?).ok()?;
        file.parent().map(Path::to_path_buf).filter(is_complete)
    })
}

/// Who runs the server.
enum User {
    /// Whoever runs this program.
    Same,
    /// An unprivileged user, because this program runs as root.
    Lent { uid: u32, gid: u32 },
}

impl User {
    fn choose() -> Result<Self> {
        if id(&["-u"]) != Some(0) {
            return Ok(Self::Same);
        }
        for name in ["postgres", "nobody"] {
            if let (Some(uid), Some(gid)) = (id(&["-u", name]), id(&["-g", name])) {
                return Ok(Self::Lent { uid, gid });
            }
        }
        Err(Failure::new(
            "start PostgreSQL as root",
            "there is no user postgres or nobody to run it",
        ))
    }

    /// The words before a command that make it run as this user.
    fn prefix(&self) -> Vec<OsString> {
        match self {
            Self::Same => vec![],
            Self::Lent { uid, gid } => vec![
                "setpriv".into(),
                format!("--reuid={uid}").into(),
                format!("--regid={gid}").into(),
                "--clear-groups".into(),
            ],
        }
    }
}

fn id(args: &[&str]) -> Option<u32> {
    let mut command = Command::new("id");
    command.args(args);
    ask(command)?.parse().ok()
}

/// True when this program runs as root.
pub fn is_root() -> bool {
    id(&["-u"]) == Some(0)
}

fn make_directory(durability: Durability, user: &User) -> Result<PathBuf> {
    // /tmp may live in memory, where an fsync proves nothing; /var/tmp does not.
    let parent = match durability {
        Durability::Full => PathBuf::from("/var/tmp"),
        Durability::None => std::env::temp_dir(),
    };
    let name = format!("wijkwerk-pg-{}", std::process::id());
    let mut directory = parent.join(&name);
    if directory.as_os_str().len() > LONGEST_DIRECTORY {
        directory = Path::new("/tmp").join(&name);
    }
    let attempted = || format!("make {}", directory.display());
    fs::create_dir(&directory).attempt(attempted)?;
    fs::set_permissions(&directory, fs::Permissions::from_mode(0o700)).attempt(attempted)?;
    if let User::Lent { uid, gid } = *user {
        chown(&directory, Some(uid), Some(gid)).attempt(attempted)?;
    }
    Ok(directory)
}

fn boot(binaries: &Path, user: &User, directory: &Path, durability: Durability) -> Result<Guard> {
    let cluster = directory.join("data");
    initialise(binaries, user, directory, &cluster)?;
    let mut program = user.prefix();
    program.push(binaries.join("postgres").into());
    program.extend(["-D".into(), cluster.clone().into()]);
    for setting in settings(directory, durability) {
        program.extend(["-c".into(), setting.into()]);
    }
    // INT is PostgreSQL's fast shutdown: clients are dropped, files are closed.
    let (guard, _) = Guard::start(directory, "INT", &program)?;
    let state = cluster.join("postmaster.pid");
    let is_ready = || fs::read_to_string(&state).is_ok_and(|text| is_ready(&text));
    if wait_until(Duration::from_mins(1), is_ready) {
        Ok(guard)
    } else {
        Err(Failure::new("start PostgreSQL", guard.complaints()))
    }
}

fn initialise(binaries: &Path, user: &User, directory: &Path, cluster: &Path) -> Result<()> {
    let mut words = user.prefix();
    words.push(binaries.join("initdb").into());
    words.extend(["-A", "trust", "-E", "UTF8", "--locale=C", "-U", "postgres"].map(OsString::from));
    words.extend(["--no-sync".into(), "-D".into(), cluster.into()]);
    let output = Command::new(&words[0])
        .args(&words[1..])
        .current_dir(directory)
        .env("LC_ALL", "C")
        .output()
        .attempt(|| format!("start {}", words[0].display()))?;
    if output.status.success() {
        Ok(())
    } else {
        let said = String::from_utf8_lossy(&output.stderr).trim().to_owned();
        Err(Failure::new("run initdb", said))
    }
}

fn settings(directory: &Path, durability: Durability) -> Vec<String> {
    let mut settings = vec![
        "listen_addresses=".to_owned(),
        format!("unix_socket_directories={}", directory.display()),
        "max_connections=200".to_owned(),
        "shared_buffers=256MB".to_owned(),
    ];
    let careful = match durability {
        Durability::None => "off",
        Durability::Full => "on",
    };
    for name in ["fsync", "synchronous_commit", "full_page_writes"] {
        settings.push(format!("{name}={careful}"));
    }
    settings
}

/// The eighth line of `postmaster.pid` says in which state the server is.
fn is_ready(postmaster_pid: &str) -> bool {
    postmaster_pid.lines().nth(7).map(str::trim) == Some("ready")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_that_is_still_starting_is_not_ready() {
        let upto = "1\n/d\n1700000000\n5432\n/tmp\n\n 1 2\n";
        assert!(!is_ready(""));
        assert!(!is_ready(upto));
        assert!(!is_ready(&format!("{upto}starting\n")));
        assert!(is_ready(&format!("{upto}ready   \n")));
    }

    #[test]
    fn only_a_durable_server_waits_for_the_disk() {
        let directory = Path::new("/tmp/x");
        assert!(settings(directory, Durability::Full).contains(&"fsync=on".to_owned()));
        assert!(settings(directory, Durability::None).contains(&"fsync=off".to_owned()));
    }
}
