//! Where things are, and how cargo, node and other programs are started from here.
//!
//! Never: hands the environment that `cargo run` made for this program on to a nested cargo, which
//! would see another build and start over.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;

use crate::failure::{Attempt, Failure, Result};

/// The repository and its build directory.
pub struct Workspace {
    pub root: PathBuf,
    pub target: PathBuf,
}

impl Workspace {
    pub fn load() -> Result<Self> {
        let manifest_dir = std::env::var_os("CARGO_MANIFEST_DIR")
            .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
        let root = manifest_dir
            .parent()
            .map(Path::to_path_buf)
            .ok_or_else(|| Failure::new("find the repository", "xtask has no parent directory"))?;
        let mut workspace = Self {
            target: root.join("target"),
            root,
        };
        let metadata = workspace.metadata(&["--no-deps"])?;
        if let Some(target) = metadata["target_directory"].as_str() {
            workspace.target = PathBuf::from(target);
        }
        Ok(workspace)
    }

    /// A program started in the root of the repository.
    pub fn command(&self, program: impl AsRef<OsStr>) -> Command {
        let mut command = Command::new(program);
        command.current_dir(&self.root);
        for (name, _) in std::env::vars_os() {
            let text = name.to_string_lossy();
            if ["CARGO_PKG_", "CARGO_MANIFEST_", "CARGO_BIN_"]
                .iter()
                .any(|prefix| text.starts_with(prefix))
            {
                command.env_remove(&name);
            }
        }
        command
    }

    /// The cargo that started this program.
    pub fn cargo(&self, args: &[&str]) -> Command {
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let mut command = self.command(cargo);
        command.args(args);
        command
    }

    /// The same, with clippy's compiler for our own crates, to which every warning is an error. It lints and builds in one
    /// go, so that dependencies are compiled once.
    pub fn linting_cargo(&self, args: &[&str]) -> Command {
        let mut command = self.cargo(args);
        command
            .env("RUSTC_WORKSPACE_WRAPPER", "clippy-driver")
            .env("CLIPPY_ARGS", "-Dwarnings__CLIPPY_HACKERY__");
        command
    }

    /// npm in `web/`; package scripts of dependencies never run.
    pub fn npm(&self, args: &[&str]) -> Command {
        let mut command = self.command("npm");
        command.current_dir(self.web()).args(args);
        command
    }

    pub fn web(&self) -> PathBuf {
        self.root.join("web")
    }

    /// Name and version of every crate that some target is built from. Unlike the metadata it leaves out what an optional
    /// feature would bring along.
    pub fn built_crates(&self) -> Result<Vec<(String, String)>> {
        let options = "tree --workspace --locked --target all --edges normal,build,dev --prefix none --format {p}";
        let mut command = self.cargo(&options.split(' ').collect::<Vec<_>>());
        command.stderr(Stdio::inherit());
        let output = command.output().attempt(|| "run cargo tree".to_owned())?;
        if !output.status.success() {
            return Err(Failure::new("read cargo tree", output.status));
        }
        let text = String::from_utf8_lossy(&output.stdout);
        let mut crates: Vec<(String, String)> = text
            .lines()
            .filter_map(|line| {
                let (name, rest) = line.split_once(" v")?;
                let version = rest.split(' ').next()?;
                Some((name.to_owned(), version.to_owned()))
            })
            .collect();
        crates.sort();
        crates.dedup();
        Ok(crates)
    }

    /// What cargo knows of the workspace, as it prints it.
    pub fn metadata(&self, options: &[&str]) -> Result<Value> {
        let mut command = self.cargo(&["metadata", "--format-version", "1"]);
        command.args(options).stderr(Stdio::inherit());
        let output = command
            .output()
            .attempt(|| "run cargo metadata".to_owned())?;
        if !output.status.success() {
            return Err(Failure::new("read cargo metadata", output.status));
        }
        serde_json::from_slice(&output.stdout).attempt(|| "understand cargo metadata".to_owned())
    }
}

/// Runs a program to its end, its output going straight to the terminal.
pub fn succeed(mut command: Command) -> Result<()> {
    let words = in_words(&command);
    let status = command.status().attempt(|| format!("start `{words}`"))?;
    if status.success() {
        Ok(())
    } else {
        Err(Failure::new(format!("finish `{words}`"), status))
    }
}

/// Runs a program and returns what it printed, or nothing if it is absent or fails.
pub fn ask(mut command: Command) -> Option<String> {
    let output = command.stderr(Stdio::null()).output().ok()?;
    output
        .status
        .success()
        .then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// A command as a person would type it.
pub fn in_words(command: &Command) -> String {
    let program = Path::new(command.get_program());
    let name = program.file_name().unwrap_or(program.as_os_str());
    std::iter::once(name)
        .chain(command.get_args())
        .map(OsStr::to_string_lossy)
        .collect::<Vec<_>>()
        .join(" ")
}

/// The first file of this name on the search path.
pub fn find_on_path(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path)
        .map(|directory| directory.join(name))
        .find(|file| file.is_file())
}
