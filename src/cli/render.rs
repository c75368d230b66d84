//! `crib render`: any template over a transcript or an `analysis.json`.

use std::path::Path;

use super::args::{Global, RenderArgs};
use super::inputs::Input;
use super::pipeline::{self, Failure};
use super::problem::Problem;
use super::report::Report;
use super::settings::Settings;
use super::write;
use crate::diagnostics::Diagnostic;
use crate::render::{Context, Templates, value};

/// Renders one template.
pub(super) fn run(args: &RenderArgs, global: &Global, report: Report) -> Result<(), Problem> {
    let input = Input::one(&args.one.input)?;
    let settings = Settings::new(&args.one.settings, global, &args.one.input)?;
    let own;
    let (templates, name) = match file(&args.template) {
        Some((folder, name)) => {
            own = Templates::with_folder(folder)?;
            (&own, name.to_owned())
        }
        None => (&settings.templates, args.template.display().to_string()),
    };
    // A name that doesn't exist is told before the input is read.
    let name = templates.find(&name)?;
    let bytes = input.bytes()?;
    let context = if let Some(context) = analysis(&input, &bytes)? {
        context
    } else {
        let done = pipeline::run_bytes(&input, &bytes, &settings).map_err(Failure::problem)?;
        report.warnings(&done.warnings, &done.place);
        done.context
    };
    let text = templates.render(&name, &value(&context))?;
    write::result(args.one.output.as_deref(), &text)
}

/// The folder and the name of a template that is a file.
fn file(path: &Path) -> Option<(&Path, &str)> {
    let name = path.file_name()?.to_str()?;
    let folder = path.parent().filter(|folder| *folder != Path::new("")).unwrap_or(Path::new("."));
    path.is_file().then_some((folder, name))
}

/// The context of an `analysis.json`; `None` when the input is something else.
pub(super) fn analysis(input: &Input, bytes: &[u8]) -> Result<Option<Context>, Problem> {
    let Ok(text) = std::str::from_utf8(bytes) else { return Ok(None) };
    if !text.trim_start().starts_with('{') || !text.contains("\"schema\"") {
        return Ok(None);
    }
    match serde_json::from_str(text) {
        Ok(context) => Ok(Some(context)),
        Err(error) => {
            let start: usize = text.split_inclusive('\n').take(error.line() - 1).map(str::len).sum();
            let at = start + error.column().saturating_sub(1);
            let message = format!("this `analysis.json` can't be used: {error}");
            let diagnostic = Diagnostic::error("analysis", message).at(at..at + 1);
            let problem = Problem { usage: false, diagnostic, place: None };
            Err(problem.help("make it anew with `crib analyze`").within(input.name(), text))
        }
    }
}
