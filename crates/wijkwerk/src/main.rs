//! The command `wijkwerk`.

use std::process::ExitCode;

fn main() -> ExitCode {
    wijkwerk::cli::run(std::env::args_os())
}
