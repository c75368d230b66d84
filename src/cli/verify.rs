//! `crib verify`: whether what is in a folder still holds.

use std::path::{Path, PathBuf};

use clap::ValueEnum as _;

use super::args::{Global, VerifyArgs};
use super::inputs::Input;
use super::layer::Layer;
use super::pipeline;
use super::problem::Problem;
use super::report::Report;
use super::settings::Settings;
use super::write::{self, reason};
use super::{Outcome, render};
use crate::check::verify::{FILES, File, verify};
use crate::diagnostics::Diagnostic;
use crate::read::Format;
use crate::render::{ANALYSIS, Context, PACKAGE};
use crate::restore;

/// Checks a folder and lists what doesn't hold.
pub(super) fn run(args: &VerifyArgs, global: &Global, report: Report) -> Result<Outcome, Problem> {
    let context = analysis(&args.folder)?;
    let path = match &args.transcript {
        Some(path) => path.clone(),
        None => find(&args.folder, &context.source.file)?,
    };
    let input = Input::one(&path)?;
    let bytes = input.bytes()?;
    let read_as = |format: Option<Format>| {
        let settings = Settings::new(&Layer { format, ..Layer::default() }, global, &path)?;
        let read = pipeline::read(&input, &bytes, &settings).map_err(pipeline::Failure::problem)?;
        Ok::<_, Problem>((read, settings))
    };
    // A format that was named is read with less doubt than one that was found, and which it was isn't written down.
    let found = read_as(None).ok().filter(|((transcript, ..), _)| {
        transcript.source.format.to_string() == context.source.format
            && restore::spoken_words(transcript).len() == context.source.words
    });
    let ((transcript, warnings, place), settings) = match found {
        Some(found) => found,
        None => read_as(Format::from_str(&context.source.format, false).ok())?,
    };
    report.warnings(&warnings, &place);
    if transcript.source.digest != context.source.digest {
        let message = format!("`{}` was changed since `{ANALYSIS}` was written", path.display());
        report.note(&Diagnostic::warning("transcript-changed", message));
    }
    let mut texts = Vec::new();
    for name in FILES {
        let file = args.folder.join(name);
        if file.exists() {
            texts.push((name, read(&file)?));
        }
    }
    let files: Vec<File<'_>> = texts.iter().map(|(name, text)| File { name, text }).collect();
    let package = args.folder.join(PACKAGE);
    let package = if package.exists() { Some(read_bytes(&package)?) } else { None };
    let words = restore::spoken_words(&transcript);
    let verified = verify(&context, &files, package.as_deref(), &words, &settings.restore.glossary);
    let mut lines: Vec<String> = verified
        .findings
        .iter()
        .map(|finding| args.folder.join(finding.to_string()).display().to_string())
        .collect();
    let (sentences, quotes) = (verified.sentences, verified.quotes);
    let end = match verified.findings.len() {
        0 => "all hold".to_owned(),
        1 => "1 finding".to_owned(),
        count => format!("{count} findings"),
    };
    lines.push(format!("{sentences} sentences and {quotes} quotes checked: {end}"));
    write::lines(&lines)?;
    Ok(if verified.findings.is_empty() { Outcome::Done } else { Outcome::SomeFailed })
}

fn analysis(folder: &Path) -> Result<Context, Problem> {
    let input = Input { path: folder.join(ANALYSIS), found_by: None };
    if !input.path.is_file() {
        let message = format!("there is no `{ANALYSIS}` in `{}`", folder.display());
        return Err(
            Problem::usage("no-analysis", message).help("name a folder that `crib build` has written")
        );
    }
    render::analysis(&input, &input.bytes()?)?.ok_or_else(|| {
        Problem::usage("no-analysis", format!("`{}` is no analysis", input.path.display()))
            .help("make it anew with `crib build`")
    })
}

/// The transcript by its name: in the current folder, in the checked one, or in one above.
fn find(folder: &Path, name: &str) -> Result<PathBuf, Problem> {
    let absolute = std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
    let folders = std::iter::once(PathBuf::new()).chain(absolute.ancestors().map(Path::to_owned));
    // Only a name: a path would lead anywhere.
    let is_name = Path::new(name).file_name() == Some(name.as_ref());
    let is_there = |path: &PathBuf| name != "-" && is_name && path.is_file();
    folders.map(|folder| folder.join(name)).find(is_there).ok_or_else(|| {
        let message =
            format!("the transcript `{name}` is neither here nor at `{}` or above", folder.display());
        Problem::usage("no-transcript", message).help("tell where it is: `--transcript FILE`")
    })
}

fn read(path: &Path) -> Result<String, Problem> {
    std::fs::read_to_string(path).map_err(|error| unread(path, &error))
}

fn read_bytes(path: &Path) -> Result<Vec<u8>, Problem> {
    std::fs::read(path).map_err(|error| unread(path, &error))
}

fn unread(path: &Path, error: &std::io::Error) -> Problem {
    Problem::input("read", format!("can't read `{}`: {}", path.display(), reason(error)))
}
