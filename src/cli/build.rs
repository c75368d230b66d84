//! `crib build`: everything, for any number of transcripts.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::args::{BuildArgs, Global};
use super::inputs::{self, Input};
use super::job::{self, Job, Made};
use super::layer::Layer;
use super::library::Library;
use super::ordered::ordered;
use super::pipeline::{self, Failure};
use super::problem::Problem;
use super::report::Report;
use super::settings::Settings;
use super::write::reason;
use super::{Outcome, stamp, write};
use crate::render::Slugs;

/// Makes all files of all inputs.
pub(super) fn run(args: &BuildArgs, global: &Global, report: Report) -> Result<Outcome, Problem> {
    let begun = Instant::now();
    let mut flags = args.settings.clone();
    flags.output.clone_from(&args.output);
    let mut counts = Counts::default();
    let inputs = inputs::expand(&args.inputs)?;
    let report = if inputs.len() > 1 { report.brief() } else { report };
    let found: Vec<Input> = inputs
        .into_iter()
        .filter_map(|input| input.map_err(|problem| counts.failed(&problem, report)).ok())
        .collect();
    let jobs = plan(found, &flags, global)?;
    let Some(first) = jobs.first() else { return Ok(counts.outcome()) };
    let threads = first.settings.threads;
    let mut library = Library::new(&jobs)?;
    let progress = progress(jobs.len(), report);
    let told = tell(&jobs, threads, &progress, &mut library, &mut counts, report);
    progress.finish_and_clear();
    told?;
    library.write(threads, report)?;
    if jobs.len() > 1 {
        report.line(&counts.line(begun.elapsed()));
    }
    Ok(counts.outcome())
}

/// Settles settings and folders for every input, so that a mistake in them is found before work is
/// done.
fn plan(inputs: Vec<Input>, flags: &Layer, global: &Global) -> Result<Vec<Job>, Problem> {
    let mut shared: BTreeMap<Option<PathBuf>, (Arc<Settings>, Arc<str>)> = BTreeMap::new();
    let mut slugs = Slugs::default();
    let mut jobs: Vec<Job> = Vec::new();
    let count = inputs.len();
    for input in inputs {
        let config = super::config::find(global.config.as_deref(), &input.path);
        let (settings, wishes) = if let Some(shared) = shared.get(&config) {
            shared.clone()
        } else {
            let settings = Settings::new(flags, global, &input.path)?;
            settings.templates.check()?;
            let wishes = stamp::wishes(&settings).map_err(|error| {
                Problem::usage("template-read", format!("can't read the templates: {}", reason(&error)))
            })?;
            let new: (Arc<Settings>, Arc<str>) = (Arc::new(settings), wishes.into());
            shared.insert(config, new.clone());
            new
        };
        if count > 1 {
            settings.for_many_talks(
                &format!("there are {count} inputs"),
                "leave them out: an `.info.json` beside each transcript supplies them",
            )?;
        }
        let name = slugs.unique(&input.slug(&settings));
        jobs.push(Job { folder: settings.output.join(name), settings, wishes, input });
    }
    Ok(jobs)
}

/// Works on all inputs and tells what became of each as soon as it is its turn.
fn tell(
    jobs: &[Job],
    threads: usize,
    progress: &ProgressBar,
    library: &mut Library,
    counts: &mut Counts,
    report: Report,
) -> Result<(), Problem> {
    let source: Vec<Job> = jobs.to_vec();
    let mut results = ordered(threads, source.into_iter(), |job: Job| {
        pipeline::guarded(&job.input.name(), || job::make(&job))
    })?;
    let mut used: BTreeMap<&Path, bool> = BTreeMap::new();
    let mut stop = Ok(());
    for (job, result) in jobs.iter().zip(&mut results) {
        progress.inc(1);
        let found_by = job.input.found_by.as_deref();
        let passed_over = found_by.is_some() && matches!(result, Err(Failure::NoTranscript(_)));
        if let Some(found_by) = found_by {
            *used.entry(found_by).or_default() |= !passed_over;
        }
        match result {
            Ok(made) => {
                stop = progress.suspend(|| counts.made(job, &made, report));
                library.add(job, made.talk);
            }
            Err(_) if passed_over => {
                counts.passed_over += 1;
                library.pass_over(job);
            }
            Err(failure) => {
                let problem = failure.problem();
                if problem.usage {
                    stop = Err(problem);
                } else {
                    progress.suspend(|| counts.failed(&problem, report));
                }
            }
        }
        if stop.is_err() {
            break;
        }
    }
    // Nobody may be left in the middle of writing.
    results.finish();
    for (found_by, _) in used.into_iter().filter(|(_, used)| !used) {
        progress.suspend(|| counts.failed(&inputs::no_transcripts(found_by), report));
    }
    stop
}

/// How many inputs came to what.
#[derive(Debug, Default)]
struct Counts {
    built: usize,
    up_to_date: usize,
    passed_over: usize,
    failed: usize,
}

impl Counts {
    /// Tells what was made of an input.
    fn made(&mut self, job: &Job, made: &Made, report: Report) -> Result<(), Problem> {
        let folder = job.folder.display();
        if made.up_to_date {
            self.up_to_date += 1;
            return write::lines(&[format!("{folder}: up to date")]);
        }
        self.built += 1;
        if let Some((warnings, place)) = &made.warnings {
            report.warnings(warnings, place);
        }
        let count = |count: usize, noun: &str| format!("{count} {noun}{}", if count == 1 { "" } else { "s" });
        let talk = &made.talk;
        let counts =
            [count(talk.topics.len(), "topic"), count(talk.cards, "card"), count(talk.questions, "question")];
        write::lines(&[format!("{folder}: {}", counts.join(", "))])
    }

    /// Tells that an input failed.
    fn failed(&mut self, problem: &Problem, report: Report) {
        self.failed += 1;
        report.problem(problem);
    }

    fn outcome(&self) -> Outcome {
        if self.failed == 0 { Outcome::Done } else { Outcome::SomeFailed }
    }

    /// All of it in a line; what didn't happen is left out.
    fn line(&self, time: Duration) -> String {
        let counts = [
            (self.built, "built"),
            (self.up_to_date, "up to date"),
            (self.passed_over, "passed over"),
            (self.failed, "failed"),
        ];
        let parts: Vec<String> = counts
            .iter()
            .filter(|(count, _)| *count > 0)
            .map(|(count, what)| format!("{count} {what}, "))
            .collect();
        format!("{}in {:.1} s", parts.concat(), time.as_secs_f64())
    }
}

/// A bar on a terminal when there is more than one transcript; else nothing.
fn progress(jobs: usize, report: Report) -> ProgressBar {
    let shown = jobs > 1 && report.is_for_person();
    let target = if shown { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
    let style = ProgressStyle::with_template("{bar:30} {pos}/{len} transcripts, {per_sec}, {eta} left")
        .expect("the template of the bar is a constant");
    ProgressBar::with_draw_target(Some(jobs as u64), target).with_style(style)
}
