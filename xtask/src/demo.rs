//! `cargo xtask demo`: assets, release binary, then the product's own `demo` command, which fills
//! and serves.
//!
//! Never: makes data itself. On Unix this program becomes the product, so Ctrl-C reaches it
//! directly.

use std::net::{Ipv4Addr, TcpListener};
use std::process::{Command, ExitCode};

use crate::assets;
use crate::failure::{Attempt, Failure, Result};
use crate::workspace::{Workspace, succeed};

/// What was asked for; what was not is left to the product.
#[derive(Debug, PartialEq, Eq)]
pub struct Options {
    port: u16,
    is_served: bool,
    /// Words handed on to the product as they are.
    handed_on: Vec<String>,
}

impl Options {
    pub fn parse(args: &[String]) -> Result<Self> {
        let mut options = Self {
            port: 8080,
            is_served: true,
            handed_on: vec![],
        };
        let mut args = args.iter();
        while let Some(arg) = args.next() {
            let (name, joined) = match arg.split_once('=') {
                Some((name, value)) => (name, Some(value.to_owned())),
                None => (arg.as_str(), None),
            };
            let mut value = || {
                joined
                    .clone()
                    .or_else(|| args.next().cloned())
                    .ok_or_else(|| {
                        Failure::new(format!("read the option {name}"), "it needs a value")
                    })
            };
            match name {
                "--port" => {
                    let text = value()?;
                    options.port = text.parse().attempt(|| format!("read the port {text:?}"))?;
                }
                "--gemeente" | "--datum" | "--seed" => {
                    let text = value()?;
                    options.handed_on.extend([name.to_owned(), text]);
                }
                "--fresh" => options.handed_on.push(name.to_owned()),
                "--no-serve" => {
                    options.is_served = false;
                    options.handed_on.push(name.to_owned());
                }
                _ => {
                    let known =
                        "known are --port, --fresh, --gemeente, --datum, --seed, --no-serve";
                    return Err(Failure::new(format!("read the option {arg:?}"), known));
                }
            }
        }
        Ok(options)
    }
}

pub fn run(workspace: &Workspace, options: &Options) -> Result<ExitCode> {
    if options.is_served {
        require_free(options.port)?;
    }
    assets::build(workspace)?;
    succeed(workspace.cargo(&["build", "--release", "-p", "wijkwerk", "--bin", "wijkwerk"]))?;
    let mut product = workspace.command(workspace.target.join("release/wijkwerk"));
    product
        .args(["demo", "--dir", ".demo", "--port"])
        .arg(options.port.to_string())
        .args(&options.handed_on);
    become_program(product)
}

/// Says so before minutes of building, not after.
fn require_free(port: u16) -> Result<()> {
    TcpListener::bind((Ipv4Addr::LOCALHOST, port))
        .map(drop)
        .map_err(|error| {
            let advice = format!(
                "{error}; choose another with --port, for instance --port {}",
                port.saturating_add(10)
            );
            Failure::new(format!("use port {port}"), advice)
        })
}

#[cfg(unix)]
fn become_program(mut program: Command) -> Result<ExitCode> {
    use std::os::unix::process::CommandExt;
    Err(Failure::new("start the demo", program.exec()))
}

#[cfg(not(unix))]
fn become_program(mut program: Command) -> Result<ExitCode> {
    let status = program.status().attempt(|| "start the demo".to_owned())?;
    Ok(if status.success() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(words: &str) -> Result<Options> {
        let words: Vec<String> = words.split_whitespace().map(str::to_owned).collect();
        Options::parse(&words)
    }

    #[test]
    fn options_reach_the_product_and_nothing_is_made_up() -> Result<()> {
        let options = parse("--port=8090 --fresh --datum 2026-11-20 --seed 7")?;
        assert_eq!(options.port, 8090);
        assert!(options.is_served);
        assert_eq!(
            options.handed_on,
            ["--fresh", "--datum", "2026-11-20", "--seed", "7"]
        );
        assert!(parse("")?.handed_on.is_empty());
        Ok(())
    }

    #[test]
    fn a_wrong_option_is_named() {
        for (words, said) in [
            ("--prot 1", "known are --port"),
            ("--port", "needs a value"),
            ("--port 70000", "70000"),
        ] {
            let message = parse(words).expect_err("these words are wrong").to_string();
            assert!(message.contains(said), "{message}");
        }
    }

    #[test]
    fn a_taken_port_names_the_option() -> std::io::Result<()> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        let port = listener.local_addr()?.port();
        let message = require_free(port)
            .expect_err("somebody listens there")
            .to_string();
        assert!(message.contains("--port"), "{message}");
        Ok(())
    }
}
