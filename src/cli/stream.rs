//! `crib stream`: JSON Lines in, JSON Lines out, for pipes and engines that spread work over machines.

use std::io::{self, BufReader};
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use serde::Serialize;
use serde_json::value::RawValue;

use super::args::{Global, StreamArgs};
use super::inputs::MAX_BYTES;
use super::lines::{Content, Line, Lines};
use super::ordered::ordered;
use super::pipeline::{self, Done, Failure};
use super::problem::{Place, Problem};
use super::report::Report;
use super::settings::Settings;
use super::{Outcome, record, write};
use crate::diagnostics::{Diagnostic, line_column};
use crate::render::Context;

/// What is written for a line.
struct Answer {
    text: Vec<u8>,
    /// How many words were said; `None` when the line gave an error.
    words: Option<usize>,
    /// Why nothing more can be read.
    broken: Option<Problem>,
}

/// A transcript that was read.
#[derive(Serialize)]
struct Studied<'a> {
    id: Option<&'a RawValue>,
    analysis: &'a Context,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    warnings: Vec<Finding<'a>>,
}

/// A line that could not be used.
#[derive(Serialize)]
struct Failed<'a> {
    id: Option<&'a RawValue>,
    error: Finding<'a>,
}

/// What is told about a line.
#[derive(Serialize)]
struct Finding<'a> {
    /// Its number in the stream.
    line: usize,
    code: &'a str,
    message: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    help: Option<&'a str>,
    /// Line and column in the text of the transcript.
    #[serde(skip_serializing_if = "Option::is_none")]
    at: Option<(usize, usize)>,
    /// How many of this kind there are; only the first is told.
    #[serde(skip_serializing_if = "Option::is_none")]
    count: Option<usize>,
}

/// Answers every line of standard input.
pub(super) fn run(args: &StreamArgs, global: &Global, report: Report) -> Result<Outcome, Problem> {
    let begun = Instant::now();
    let settings = Settings::new(&args.settings, global, Path::new("-"))?;
    settings.for_many_talks("a stream has many", "leave them out: every line has its own")?;
    let threads = settings.threads;
    let settings = Arc::new(settings);
    let lines = Lines::new(BufReader::new(io::stdin()), MAX_BYTES);
    let answers = ordered(threads, lines, move |line| answer(&line, &settings))?;
    let (mut done, mut failed, mut words) = (0_usize, 0_usize, 0_usize);
    // Not waited for at the end: a thread may be reading what never comes.
    for answer in answers {
        if let Some(broken) = answer.broken {
            return Err(broken);
        }
        match answer.words {
            Some(said) => (done, words) = (done + 1, words + said),
            None => failed += 1,
        }
        if !write::piece(&answer.text)? {
            return Ok(Outcome::Done);
        }
    }
    let seconds = begun.elapsed().as_secs_f64();
    let rate = |count: usize| count as f64 / seconds.max(0.001);
    report.line(&format!(
        "{done} done, {failed} failed, {words} words in {seconds:.1} s: {:.1} documents/s, {:.0} words/s",
        rate(done + failed),
        rate(words)
    ));
    Ok(if args.strict && failed > 0 { Outcome::SomeFailed } else { Outcome::Done })
}

fn answer(line: &Line, settings: &Settings) -> Answer {
    let bytes = match &line.content {
        Content::Bytes(bytes) => bytes,
        Content::TooLong => {
            let problem = Problem::input("too-large", "this line has more than 64 MiB");
            return fails(line.number, None, &problem);
        }
        Content::Broken(why) => {
            let message = format!("can't read standard input after line {}: {why}", line.number - 1);
            return Answer { text: Vec::new(), words: None, broken: Some(Problem::input("read", message)) };
        }
    };
    let name = format!("line {}", line.number);
    let id = record::id(bytes);
    match pipeline::guarded(&name, || record::study(bytes, settings)) {
        Ok(done) => studied(line.number, id.as_deref(), &done),
        Err(failure) => fails(line.number, id.as_deref(), &Failure::problem(failure)),
    }
}

fn studied(number: usize, id: Option<&RawValue>, done: &Done) -> Answer {
    let mut warnings: Vec<Finding<'_>> = Vec::new();
    for warning in &done.warnings {
        match warnings.iter_mut().find(|told| told.code == warning.code) {
            Some(told) => told.count = Some(told.count.unwrap_or(1) + 1),
            None => warnings.push(finding(number, warning, Some(&done.place))),
        }
    }
    let words = Some(done.context.source.words);
    Answer { text: json_line(&Studied { id, analysis: &done.context, warnings }), words, broken: None }
}

fn fails(number: usize, id: Option<&RawValue>, problem: &Problem) -> Answer {
    let error = finding(number, &problem.diagnostic, problem.place.as_deref());
    Answer { text: json_line(&Failed { id, error }), words: None, broken: None }
}

fn finding<'a>(line: usize, diagnostic: &'a Diagnostic, place: Option<&Place>) -> Finding<'a> {
    let at = place.zip(diagnostic.span.as_ref()).map(|(place, span)| line_column(&place.text, span.start));
    let Diagnostic { code, message, help, .. } = diagnostic;
    Finding { line, code, message, help: help.as_deref(), at, count: None }
}

fn json_line(answer: &impl Serialize) -> Vec<u8> {
    let mut line = serde_json::to_vec(answer).expect("string keys and finite numbers are always JSON");
    line.push(b'\n');
    line
}
