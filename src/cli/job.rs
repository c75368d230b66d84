//! One transcript of `crib build`: read, render everything, and only then write.

use std::path::PathBuf;
use std::sync::Arc;

use super::inputs::Input;
use super::pipeline::{self, Done, Failure};
use super::problem::{Place, Problem};
use super::settings::Settings;
use super::stamp::{self, Stamp};
use super::{lock, write};
use crate::diagnostics::Diagnostic;
use crate::render::{LOCK, PACKAGE, STAMP, TalkEntry, notes, render_all};

/// An input with what is known before it is read.
#[derive(Debug, Clone)]
pub(super) struct Job {
    pub(super) input: Input,
    pub(super) settings: Arc<Settings>,
    /// A digest of the settings.
    pub(super) wishes: Arc<str>,
    pub(super) folder: PathBuf,
}

/// What became of a job: small, since of hundreds of them some wait for their turn.
#[derive(Debug)]
pub(super) struct Made {
    /// What a list of talks says of it.
    pub(super) talk: TalkEntry,
    /// Whether the files were there already.
    pub(super) up_to_date: bool,
    /// What was noticed, with the text that it is about.
    pub(super) warnings: Option<(Vec<Diagnostic>, Place)>,
}

/// Makes all files of an input, unless they are there.
pub(super) fn make(job: &Job) -> Result<Made, Failure> {
    let bytes = job.input.bytes().map_err(Failure::Problem)?;
    let made_from = stamp::made_from(&job.input, &bytes, &job.wishes);
    if job.settings.resume
        && let Some(stamp) = Stamp::up_to_date(&job.folder.join(STAMP), &made_from)
    {
        return Ok(Made { talk: stamp.talk, up_to_date: true, warnings: None });
    }
    let mut done = pipeline::run_bytes(&job.input, &bytes, &job.settings)?;
    let talk = TalkEntry::new(&done.context);
    let gone = write(job, &done, made_from, talk.clone()).map_err(Failure::Problem)?;
    done.warnings.extend(gone);
    let warnings = (!done.warnings.is_empty()).then_some((done.warnings, done.place));
    Ok(Made { talk, up_to_date: false, warnings })
}

/// Writes all files; gives what is told about cards that are gone.
fn write(job: &Job, done: &Done, made_from: String, talk: TalkEntry) -> Result<Vec<Diagnostic>, Problem> {
    let rendered = render_all(&job.settings.templates, &job.settings.further, &done.context)?;
    let notes = notes(&job.settings.templates, &done.context)?;
    let mut lock = lock::load(&job.folder.join(LOCK))?;
    let gone = lock::gone(&lock.changes(&notes));
    let package = lock::package(&notes, &mut lock, job.settings.facts.on_match)?;
    let mut files: Vec<(String, Vec<u8>)> =
        rendered.into_iter().map(|(name, text)| (name, text.into_bytes())).collect();
    files.push((PACKAGE.to_owned(), package));
    files.push((LOCK.to_owned(), lock.to_json().into_bytes()));
    write::folder(&job.folder)?;
    files.iter().try_for_each(|(name, bytes)| write::file(&job.folder.join(name), bytes))?;
    let stamp = Stamp::new(made_from, &files, talk);
    write::file(&job.folder.join(STAMP), &stamp.to_json())?;
    Ok(gone)
}
