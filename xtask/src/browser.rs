//! The browser stage: a small demo served by the build under test, looked at and walked through in
//! Chromium.
//!
//! Relies on: `web/test/run.mjs`, which closes with `N passed, N failed`; the product's `demo
//! --print-port`, which says on which address it listens. Never: leaves the server or its database
//! behind.

use std::ffi::OsString;
use std::fs;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::sync::mpsc::{self, Receiver};
use std::time::{Duration, Instant};

use crate::counts::Reading;
use crate::failure::{Attempt, Failure, Result};
use crate::guard::Guard;
use crate::install::find_chromium;
use crate::stage::{Tested, stream};
use crate::workspace::Workspace;

/// Filling the small year in a build without optimisation.
const LONGEST_FILL: Duration = Duration::from_mins(10);

pub fn run(workspace: &Workspace) -> Result<Tested> {
    let chromium =
        find_chromium().ok_or_else(|| Failure::new("look at the pages", "there is no Chromium"))?;
    let scratch = std::env::temp_dir().join(format!("wijkwerk-browser-{}", std::process::id()));
    fs::create_dir(&scratch).attempt(|| format!("make {}", scratch.display()))?;
    let server = serve(workspace, &scratch);
    if server.is_err() {
        // Only what the guard did not get to remove; it may be gone already.
        let _ = fs::remove_dir_all(&scratch);
    }
    let (_guard, base) = server?;
    let mut command = workspace.command("node");
    command
        .args(["web/test/run.mjs", "--base", &base, "--out"])
        .arg(workspace.target.join("screens"))
        .env("CHROMIUM", chromium);
    let mut reading = Reading::default();
    let status = stream(command, |line| reading.read_browser(line))?;
    Ok(Tested::judge(
        status,
        reading,
        std::collections::BTreeMap::new(),
    ))
}

/// Starts the demo and waits for the address it serves.
fn serve(workspace: &Workspace, scratch: &Path) -> Result<(Guard, String)> {
    let mut program: Vec<OsString> = vec![workspace.target.join("debug/wijkwerk").into()];
    program.extend(["demo", "--dir"].map(OsString::from));
    program.push(scratch.join("demo").into());
    let fixed = "--datum 2026-11-20 --seed 7 --klein --port 0 --print-port";
    program.extend(fixed.split(' ').map(OsString::from));
    let (guard, stdout) = Guard::start(scratch, "TERM", &program)?;
    let lines = read_lines(stdout);
    let start = Instant::now();
    loop {
        let remaining = LONGEST_FILL.saturating_sub(start.elapsed());
        match lines.recv_timeout(remaining) {
            Ok(line) => {
                println!("{line}");
                if let Some(base) = address(&line) {
                    return Ok((guard, base));
                }
            }
            Err(mpsc::RecvTimeoutError::Timeout) => {
                let because = format!("no address within {} s", LONGEST_FILL.as_secs());
                return Err(Failure::new("serve the demo", because));
            }
            Err(mpsc::RecvTimeoutError::Disconnected) => {
                let said = format!("it ended before it said where\n{}", guard.complaints());
                return Err(Failure::new("serve the demo", said));
            }
        }
    }
}

fn address(line: &str) -> Option<String> {
    let address = line.trim().strip_prefix("luistert op ")?;
    Some(address.trim_end_matches('/').to_owned())
}

/// Lines as they come; the thread goes on reading after the address, so that the server never waits
/// for us.
fn read_lines(stdout: Box<dyn Read + Send>) -> Receiver<String> {
    let (sender, receiver) = mpsc::channel();
    std::thread::spawn(move || {
        for line in BufReader::new(stdout)
            .lines()
            .map_while(std::result::Result::ok)
        {
            // Nobody listens any more once the address is known.
            let _ = sender.send(line);
        }
    });
    receiver
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_is_read_from_its_own_line() {
        assert_eq!(
            address("luistert op http://127.0.0.1:4711"),
            Some("http://127.0.0.1:4711".to_owned())
        );
        assert_eq!(address("maand 3 van 12"), None);
    }
}
