//! A process that cannot outlive this one.
//!
//! Std knows no signals, so a small shell stands guard: it starts the program in its own process
//! group and waits for the end of its own stdin. That pipe closes when the guard is dropped, and
//! equally when this program panics, gets Ctrl-C or is killed; the shell then stops the program and
//! removes its scratch directory.

use std::ffi::OsString;
use std::fs;
use std::io::Read;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::failure::{Attempt, Result};

/// `$1` scratch directory, `$2` signal, `$3…` the program. Asks politely, then insists after ten
/// seconds.
const SCRIPT: &str = r#"
scratch=$1; signal=$2; shift 2
trap '' INT TERM HUP
( trap - INT TERM HUP; exec "$@" ) </dev/null &
program=$!
exec 1>/dev/null
cat >/dev/null
kill -s "$signal" "$program" 2>/dev/null
( n=0; while [ $n -lt 100 ] && kill -0 "$program" 2>/dev/null; do sleep 0.1; n=$((n+1)); done
  [ $n -lt 100 ] || kill -s KILL "$program" 2>/dev/null ) &
wait "$program" 2>/dev/null
rm -rf "$scratch"
"#;

/// A running program with its scratch directory; dropping it ends both.
pub struct Guard {
    shell: Child,
    scratch: PathBuf,
}

impl Guard {
    /// Starts a program that will be stopped with `signal`; what it says goes to `log` inside the
    /// scratch directory, except its stdout, which is returned.
    pub fn start(
        scratch: &Path,
        signal: &str,
        program: &[OsString],
    ) -> Result<(Self, Box<dyn Read + Send>)> {
        let log = fs::File::create(scratch.join("log"))
            .attempt(|| format!("write in {}", scratch.display()))?;
        let mut shell = Command::new("/bin/sh")
            .args(["-c", SCRIPT, "guard"])
            .arg(scratch)
            .arg(signal)
            .args(program)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(log)
            .process_group(0)
            .spawn()
            .attempt(|| "start /bin/sh".to_owned())?;
        let stdout: Box<dyn Read + Send> = match shell.stdout.take() {
            Some(pipe) => Box::new(pipe),
            None => Box::new(std::io::empty()),
        };
        let guard = Self {
            shell,
            scratch: scratch.to_path_buf(),
        };
        Ok((guard, stdout))
    }

    /// The last lines of what the program complained about.
    pub fn complaints(&self) -> String {
        let log = fs::read(self.scratch.join("log")).unwrap_or_default();
        let text = String::from_utf8_lossy(&log);
        let lines: Vec<&str> = text.lines().collect();
        lines[lines.len().saturating_sub(20)..].join("\n")
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        drop(self.shell.stdin.take());
        // Nothing is left to do about a shell that cannot be waited for.
        let _ = self.shell.wait();
    }
}

/// Looks every 50 ms until the answer is yes; false when the time is up.
pub fn wait_until(limit: Duration, mut is_true: impl FnMut() -> bool) -> bool {
    let start = Instant::now();
    loop {
        if is_true() {
            return true;
        }
        if start.elapsed() > limit {
            return false;
        }
        std::thread::park_timeout(Duration::from_millis(50));
    }
}
