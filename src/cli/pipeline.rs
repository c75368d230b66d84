//! One input through all stages.

use std::panic::{AssertUnwindSafe, catch_unwind};

use super::inputs::Input;
use super::problem::{Place, Problem};
use super::settings::Settings;
use super::sidecar;
use crate::diagnostics::Diagnostic;
use crate::language::Language;
use crate::read::{self, ReadError, ReadOptions, Transcript};
use crate::render::{Context, FoundView};
use crate::{analyze, compose, restore};

/// What became of an input.
#[derive(Debug)]
pub(super) struct Done {
    pub(super) context: Context,
    /// What is said about the subject that was asked for.
    pub(super) found: Option<FoundView>,
    /// What was noticed on the way.
    pub(super) warnings: Vec<Diagnostic>,
    /// The text that the warnings are about.
    pub(super) place: Place,
}

/// Why there is nothing.
#[derive(Debug)]
pub(super) enum Failure {
    /// The input can't be used.
    Problem(Problem),
    /// The bytes are clearly no transcript; in a folder such files are passed over.
    NoTranscript(Problem),
}

impl Failure {
    pub(super) fn problem(self) -> Problem {
        match self {
            Self::Problem(problem) | Self::NoTranscript(problem) => problem,
        }
    }
}

/// Reads an input and takes it through all stages.
pub(super) fn run(input: &Input, settings: &Settings) -> Result<Done, Failure> {
    run_bytes(input, &input.bytes().map_err(Failure::Problem)?, settings)
}

/// Takes an input of which the bytes are read already through all stages.
pub(super) fn run_bytes(input: &Input, bytes: &[u8], settings: &Settings) -> Result<Done, Failure> {
    let stages = || {
        let (transcript, mut warnings, place) = read(input, bytes, settings)?;
        let (context, found) = study(transcript, &settings.restore, settings);
        warnings.extend(language_warning(&context));
        Ok(Done { context, found, warnings, place })
    };
    // Reading keeps one thread busy: another gets ready what comes then.
    rayon::join(stages, load).0
}

/// Reads the tables of all stages, unless that was done.
fn load() {
    restore::model::load();
    analyze::load();
}

/// Does the work on one of many inputs: a mistake of ours is told as its failure, and the others are done.
pub(super) fn guarded<T>(name: &str, work: impl FnOnce() -> Result<T, Failure>) -> Result<T, Failure> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| {
        let problem = Problem::input("internal", format!("crib made a mistake with `{name}`"));
        Err(Failure::Problem(problem.help("please report it, with the transcript if you may")))
    })
}

/// Reads an input, with what was noticed and the text that this is about.
pub(super) fn read(
    input: &Input,
    bytes: &[u8],
    settings: &Settings,
) -> Result<(Transcript, Vec<Diagnostic>, Place), Failure> {
    let mut place = Place { name: input.name(), text: String::new() };
    let decoded = read::decode(bytes).map_err(|error| failure(&error, &place))?;
    place.text = decoded.output;
    let mut warnings = decoded.warnings;
    let mut options = ReadOptions::new(input.file(), bytes);
    options.format = settings.format;
    let read = read::read(&place.text, &options).map_err(|error| failure(&error, &place))?;
    warnings.extend(read.warnings);
    let mut transcript = read.output;
    warnings.extend(sidecar::apply(input, &mut transcript));
    if let Some(title) = &settings.title {
        transcript.source.title = Some(title.clone());
    }
    if let Some(url) = &settings.url {
        transcript.source.url = Some(url.clone());
    }
    Ok((transcript, warnings, place))
}

/// Everything after reading.
pub(super) fn study(
    transcript: Transcript,
    options: &restore::Options,
    settings: &Settings,
) -> (Context, Option<FoundView>) {
    let script = restore::restore(transcript, options);
    let analysis = analyze::analyze(&script, &settings.analyze);
    let options =
        compose::Options { words: settings.templates.words(script.language), ..settings.compose.clone() };
    let study = compose::compose(&script, &analysis, &options);
    let found = settings.subject.as_deref().map(|subject| {
        FoundView::new(&script, &analysis, subject, &analyze::find(&script, &analysis, subject))
    });
    (Context::new(&script, &analysis, &study, &settings.facts), found)
}

/// What is missing where the talk isn't in English.
pub(super) fn language_warning(context: &Context) -> Option<Diagnostic> {
    let language: Language = context.source.language.parse().ok()?;
    if language.is_english() {
        return None;
    }
    let message = format!("this is {}, of which crib knows no grammar", language.name());
    Some(Diagnostic::warning("language", message).help(
        "sentences, speakers and capitals are as the source has them, cards are gaps for names, numbers and key terms, and \
         the quiz has no multiple choice; if it is English, say `--lang en`",
    ))
}

fn failure(error: &ReadError, place: &Place) -> Failure {
    let problem = Problem { usage: false, diagnostic: error.into(), place: Some(Box::new(place.clone())) };
    match error {
        ReadError::NotText { .. } | ReadError::UnknownJson { .. } => Failure::NoTranscript(problem),
        _ => Failure::Problem(problem),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mistake_of_ours_is_the_failure_of_one_input() {
        let failed = guarded("a.txt", || -> Result<(), Failure> { panic!("the panic of a test") });
        let Err(Failure::Problem(problem)) = failed else { panic!("{failed:?}") };
        assert_eq!(problem.diagnostic.message, "crib made a mistake with `a.txt`");
        assert!(matches!(guarded("a.txt", || Ok(1)), Ok(1)));
    }
}
