//! The binary `crib`.

use std::process::ExitCode;

fn main() -> ExitCode {
    cribsheet::cli::run(std::env::args_os())
}
