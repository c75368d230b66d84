//! `crib build`: everything, for any number of transcripts.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use rayon::prelude::*;

use super::args::{BuildArgs, Global};
use super::inputs::{self, Input};
use super::pipeline::{self, Done, Failure};
use super::problem::Problem;
use super::report::Report;
use super::settings::Settings;
use super::{Outcome, lock, write};
use crate::diagnostics::Diagnostic;
use crate::render::{LOCK, PACKAGE, Slugs, notes, render_all};

/// An input with what is known before it is read.
struct Job {
    input: Input,
    settings: Arc<Settings>,
    folder: PathBuf,
}

/// Makes all files of all inputs.
pub(super) fn run(args: &BuildArgs, global: &Global, report: Report) -> Result<Outcome, Problem> {
    let mut flags = args.settings.clone();
    flags.output.clone_from(&args.output);
    let mut outcome = Outcome::Done;
    let mut inputs = Vec::new();
    for input in inputs::expand(&args.inputs)? {
        match input {
            Ok(input) => inputs.push(input),
            Err(problem) => {
                report.problem(&problem);
                outcome = Outcome::SomeFailed;
            }
        }
    }
    let jobs = plan(inputs, &flags, global)?;
    let Some(first) = jobs.first() else { return Ok(outcome) };
    let pool = rayon::ThreadPoolBuilder::new().num_threads(first.settings.threads).build();
    let pool = pool.map_err(|error| Problem::input("threads", format!("can't start threads: {error}")))?;
    let progress = progress(jobs.len(), report);
    let results: Vec<Result<Done, Failure>> = pool.install(|| {
        jobs.par_iter()
            .map(|job| {
                let result = make(job);
                progress.inc(1);
                result
            })
            .collect()
    });
    progress.finish_and_clear();
    tell(&jobs, results, report).map(|told| outcome.and(told))
}

/// Settles settings and folders for every input, so that a mistake in them is found before work is
/// done.
fn plan(inputs: Vec<Input>, flags: &super::layer::Layer, global: &Global) -> Result<Vec<Job>, Problem> {
    let mut shared: BTreeMap<Option<PathBuf>, Arc<Settings>> = BTreeMap::new();
    let mut slugs = Slugs::default();
    let mut jobs: Vec<Job> = Vec::new();
    let count = inputs.len();
    for input in inputs {
        let config = super::config::find(global.config.as_deref(), &input.path);
        let settings = if let Some(settings) = shared.get(&config) {
            Arc::clone(settings)
        } else {
            let settings = Arc::new(Settings::new(flags, global, &input.path)?);
            settings.templates.check()?;
            shared.insert(config, Arc::clone(&settings));
            settings
        };
        if count > 1 && (settings.title.is_some() || settings.url.is_some()) {
            let message = format!("`title` and `url` are for one talk, and there are {count} inputs");
            return Err(Problem::usage("one-talk", message)
                .help("leave them out: an `.info.json` beside each transcript supplies them"));
        }
        let name = slugs.unique(&input.slug(&settings));
        jobs.push(Job { folder: settings.output.join(name), settings, input });
    }
    Ok(jobs)
}

/// Reads, renders everything, and only then writes.
fn make(job: &Job) -> Result<Done, Failure> {
    let mut done = pipeline::run(&job.input, &job.settings)?;
    let write = || -> Result<Vec<Diagnostic>, Problem> {
        let files = render_all(&job.settings.templates, &job.settings.further, &done.context)?;
        let notes = notes(&job.settings.templates, &done.context)?;
        let lock_path = job.folder.join(LOCK);
        let mut lock = lock::load(&lock_path)?;
        let gone = lock::gone(&lock.changes(&notes));
        let package = lock::package(&notes, &mut lock, job.settings.facts.on_match)?;
        write::folder(&job.folder)?;
        files.iter().try_for_each(|(name, text)| write::file(&job.folder.join(name), text))?;
        write::file(&job.folder.join(PACKAGE), &package)?;
        write::file(&lock_path, &lock.to_json())?;
        Ok(gone)
    };
    done.warnings.extend(write().map_err(Failure::Problem)?);
    Ok(done)
}

/// Tells what became of the inputs, in their order.
fn tell(jobs: &[Job], results: Vec<Result<Done, Failure>>, report: Report) -> Result<Outcome, Problem> {
    let mut outcome = Outcome::Done;
    let mut used: BTreeMap<&Path, bool> = BTreeMap::new();
    for (job, result) in jobs.iter().zip(results) {
        let folder = job.input.folder.as_deref();
        let passed_over = folder.is_some() && matches!(result, Err(Failure::NoTranscript(_)));
        if let Some(folder) = folder {
            *used.entry(folder).or_default() |= !passed_over;
        }
        match result {
            Ok(done) => {
                report.warnings(&done.warnings, &done.place);
                write::lines(&[line(&job.folder, &done)])?;
            }
            Err(_) if passed_over => {}
            Err(failure) => {
                let problem = failure.problem();
                if problem.usage {
                    return Err(problem);
                }
                report.problem(&problem);
                outcome = Outcome::SomeFailed;
            }
        }
    }
    for (folder, _) in used.into_iter().filter(|(_, used)| !used) {
        report.problem(&inputs::no_transcripts(folder));
        outcome = Outcome::SomeFailed;
    }
    Ok(outcome)
}

/// What was made of one input.
fn line(folder: &Path, done: &Done) -> String {
    let count = |count: usize, noun: &str| format!("{count} {noun}{}", if count == 1 { "" } else { "s" });
    let made = &done.context.summary;
    let counts = [count(made.topics, "topic"), count(made.cards, "card"), count(made.questions, "question")];
    format!("{}: {}", folder.display(), counts.join(", "))
}

/// A bar on a terminal when there is more than one transcript; else nothing.
fn progress(jobs: usize, report: Report) -> ProgressBar {
    let shown = jobs > 1 && report.is_for_person();
    let target = if shown { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
    let style = ProgressStyle::with_template("{bar:30} {pos}/{len} transcripts, {eta} left")
        .expect("the template of the bar is a constant");
    ProgressBar::with_draw_target(Some(jobs as u64), target).with_style(style)
}
