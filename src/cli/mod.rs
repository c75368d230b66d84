//! The command line: arguments, settings, reports, writing files. Nothing else prints.

mod args;
mod build;
mod config;
mod inputs;
mod job;
mod layer;
mod library;
mod lines;
mod lint;
mod lock;
mod ordered;
mod packaging;
mod pipeline;
mod problem;
mod record;
mod render;
mod report;
mod settings;
mod sidecar;
mod single;
mod stamp;
mod stream;
mod templates;
mod values;
mod verify;
mod write;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::FromArgMatches as _;

use args::{Cli, Command, command};
use problem::Problem;
use report::Report;

/// How a command ended that could do its work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    Done,
    /// Some input failed; it was told, and the others are done.
    SomeFailed,
}

/// Runs the command that `arguments` name, the program's own name first.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let cli = match command().try_get_matches_from(arguments).and_then(|found| Cli::from_arg_matches(&found))
    {
        Ok(cli) => cli,
        // Asking for help is no mistake, and a reader that went away has what it wanted.
        Err(error) => {
            error.print().ok();
            return ExitCode::from(if error.use_stderr() { 2 } else { 0 });
        }
    };
    let report = Report::new(cli.global.message_format);
    match dispatch(&cli, report) {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::SomeFailed) => ExitCode::from(1),
        Err(problem) => {
            report.problem(&problem);
            ExitCode::from(if problem.usage { 2 } else { 1 })
        }
    }
}

fn dispatch(cli: &Cli, report: Report) -> Result<Outcome, Problem> {
    let global = &cli.global;
    match &cli.command {
        Command::Build(args) => return build::run(args, global, report),
        Command::Stream(args) => return stream::run(args, global, report),
        Command::Summary(args) => single::summary(args, global, report)?,
        Command::Cards(args) => single::cards(args, global, report)?,
        Command::Quiz(args) => single::quiz(args, global, report)?,
        Command::Analyze(args) => single::analyze(args, global, report)?,
        Command::Render(args) => render::run(args, global, report)?,
        Command::Templates(args) => templates::run(&args.action)?,
        Command::Lint(args) => return lint::run(args, global, report),
        Command::Verify(args) => return verify::run(args, global, report),
        Command::Completions(args) => packaging::completions(args.shell)?,
        Command::Man(args) => packaging::man(args.dir.as_deref())?,
    }
    Ok(Outcome::Done)
}
