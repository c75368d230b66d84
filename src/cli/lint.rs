//! `crib lint`: the gate's rules on anyone's cards.

use super::args::{Global, LintArgs};
use super::inputs::Input;
use super::layer::Layer;
use super::pipeline;
use super::problem::Problem;
use super::report::Report;
use super::settings::Settings;
use super::{Outcome, write};
use crate::check::lint::lint;
use crate::diagnostics::Severity;
use crate::read;
use crate::restore::{Script, restore};

/// Looks at a deck and lists what breaks a rule.
pub(super) fn run(args: &LintArgs, global: &Global, report: Report) -> Result<Outcome, Problem> {
    let input = Input::one(&args.file)?;
    let bytes = input.bytes()?;
    let name = input.name();
    let decoded = read::decode(&bytes)
        .map_err(|error| Problem::input("deck", format!("`{name}` is no deck of cards: {error}")))?;
    let script = args.transcript.as_deref().map(|path| script(path, global, report)).transpose()?;
    let linted = lint(&decoded.output, script.as_ref()).map_err(|bad| {
        Problem::input("deck", format!("`{name}` can't be read at line {}: {}", bad.line, bad.why))
            .help("it has to be CSV, as Anki imports it")
    })?;
    let mut lines: Vec<String> =
        linted.findings.iter().map(|finding| format!("{name}:{}: {finding}", finding.line)).collect();
    let count = |count: usize, noun: &str| format!("{count} {noun}{}", if count == 1 { "" } else { "s" });
    let errors = linted.count(Severity::Error);
    let (notes, warnings) = (linted.notes, linted.count(Severity::Warning));
    let counts = [count(notes, "note"), count(errors, "error"), count(warnings, "warning")];
    lines.push(counts.join(", "));
    write::lines(&lines)?;
    Ok(if errors == 0 { Outcome::Done } else { Outcome::SomeFailed })
}

/// The talk that the cards were made from.
fn script(path: &std::path::Path, global: &Global, report: Report) -> Result<Script, Problem> {
    let input = Input::one(path)?;
    let settings = Settings::new(&Layer::default(), global, path)?;
    let (transcript, warnings, place) =
        pipeline::read(&input, &input.bytes()?, &settings).map_err(pipeline::Failure::problem)?;
    report.warnings(&warnings, &place);
    Ok(restore(transcript, &settings.restore))
}
