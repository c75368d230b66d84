//! What `crib build` writes about many talks together: the index, and the cards of a course.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::job::Job;
use super::lock;
use super::ordered::ordered;
use super::problem::Problem;
use super::report::Report;
use super::settings::Settings;
use super::write::{self, reason};
use crate::diagnostics::Diagnostic;
use crate::render::course::{self, Course, CourseCard};
use crate::render::lock::Lock;
use crate::render::{ANALYSIS, COURSE_CSV, COURSE_PACKAGE, INDEX, IndexTalk, Note, TalkEntry, index};

/// How many warnings about one course are told, of each kind.
const TOLD: usize = 5;

/// The talks of a run, by the folder that their results are in.
pub(super) struct Library {
    shelves: Vec<Shelf>,
}

/// The talks with results in one folder.
struct Shelf {
    folder: PathBuf,
    settings: Arc<Settings>,
    /// Inputs that are no transcripts don't count.
    inputs: usize,
    talks: Vec<(IndexTalk, Arc<Settings>)>,
}

impl Library {
    /// What is to come. The files about all talks of a folder are for one course.
    pub(super) fn new(jobs: &[Job]) -> Result<Self, Problem> {
        let mut shelves: Vec<Shelf> = Vec::new();
        for job in jobs {
            let settings = &job.settings;
            let Some(shelf) = shelves.iter_mut().find(|shelf| shelf.folder == settings.output) else {
                shelves.push(Shelf {
                    folder: settings.output.clone(),
                    settings: Arc::clone(settings),
                    inputs: 1,
                    talks: Vec::new(),
                });
                continue;
            };
            shelf.inputs += 1;
            let courses = [&shelf.settings, settings].map(|settings| settings.facts.course.as_deref());
            if courses[0] != courses[1] {
                let names =
                    courses.map(|course| course.map_or("none".to_owned(), |name| format!("`{name}`")));
                let message = format!(
                    "`{}` would have the talks of two courses: {}",
                    shelf.folder.display(),
                    names.join(" and ")
                );
                return Err(Problem::usage("two-courses", message)
                    .help("name one with `--course`, or other folders with `output` in each `crib.toml`"));
            }
        }
        Ok(Self { shelves })
    }

    /// Takes up a talk whose files are written.
    pub(super) fn add(&mut self, job: &Job, talk: TalkEntry) {
        let folder = job.folder.file_name().map(|name| name.to_string_lossy().into_owned());
        let talk = IndexTalk::new(folder.unwrap_or_default(), talk);
        if let Some(shelf) = self.shelf(job) {
            shelf.talks.push((talk, Arc::clone(&job.settings)));
        }
    }

    /// Takes out an input that is no transcript.
    pub(super) fn pass_over(&mut self, job: &Job) {
        if let Some(shelf) = self.shelf(job) {
            shelf.inputs -= 1;
        }
    }

    fn shelf(&mut self, job: &Job) -> Option<&mut Shelf> {
        self.shelves.iter_mut().find(|shelf| shelf.folder == job.settings.output)
    }

    /// Writes what is about all talks of a folder, where there were several inputs: a run for one talk leaves
    /// the course as it is.
    pub(super) fn write(self, threads: usize, report: Report) -> Result<(), Problem> {
        for shelf in self.shelves {
            if shelf.inputs > 1 && !shelf.talks.is_empty() {
                shelf.write_index()?;
                if shelf.settings.facts.course.is_some() {
                    shelf.write_course(threads, report)?;
                }
            }
        }
        Ok(())
    }
}

impl Shelf {
    fn write_index(&self) -> Result<(), Problem> {
        let talks: Vec<&IndexTalk> = self.talks.iter().map(|(talk, _)| talk).collect();
        let text = index(&self.settings.templates, self.settings.facts.course.as_deref(), &talks)?;
        let path = self.folder.join(INDEX);
        write::file(&path, &text)?;
        write::lines(&[format!("{}: {}", path.display(), count(talks.len(), "talk"))])
    }

    fn write_course(self, threads: usize, report: Report) -> Result<(), Problem> {
        let path = self.folder.join(COURSE_PACKAGE);
        let lock_path = lock::beside(&path);
        let mut lock = lock::load(&lock_path)?;
        let talks = self.talks.len();
        let Course { cards, repeated, differing } = course::merge(self.cards(threads)?, &lock);
        let notes: Vec<Note> = cards.iter().map(|card| card.note.clone()).collect();
        let differing: Vec<Diagnostic> =
            differing.iter().map(|message| Diagnostic::warning("course-answers", message)).collect();
        tell(&differing, report);
        tell(&lock::gone(&lock.changes(&notes)), report);
        self.write_files(&path, &lock_path, &mut lock, &cards, &notes)?;
        write::lines(&[format!(
            "{}: {} of {}, {} merged",
            path.display(),
            count(cards.len(), "card"),
            count(talks, "talk"),
            count(repeated, "repeated one"),
        )])
    }

    /// The cards of all talks, as they were written: whether this run wrote them or an earlier one.
    fn cards(&self, threads: usize) -> Result<Vec<CourseCard>, Problem> {
        let talks: Vec<(PathBuf, Arc<Settings>)> = self
            .talks
            .iter()
            .map(|(talk, settings)| (self.folder.join(&talk.folder).join(ANALYSIS), Arc::clone(settings)))
            .collect();
        let mut results = ordered(threads, talks.into_iter(), |(path, settings)| cards_of(&path, &settings))?;
        let cards: Result<Vec<Vec<CourseCard>>, Problem> = results.by_ref().collect();
        results.finish();
        Ok(cards?.into_iter().flatten().collect())
    }

    fn write_files(
        &self,
        path: &Path,
        lock_path: &Path,
        lock: &mut Lock,
        cards: &[CourseCard],
        notes: &[Note],
    ) -> Result<(), Problem> {
        let Settings { templates, facts, .. } = &*self.settings;
        let csv = course::csv(templates, facts, cards)?;
        let package = lock::package(notes, lock, facts.on_match)?;
        write::file(&self.folder.join(COURSE_CSV), &csv)?;
        write::file(path, &package)?;
        write::file(lock_path, &lock.to_json())
    }
}

fn cards_of(path: &Path, settings: &Settings) -> Result<Vec<CourseCard>, Problem> {
    let unreadable = |why: String| {
        Problem::input("course", format!("can't read `{}` for the course: {why}", path.display()))
            .help("build again: it was changed after it was written")
    };
    let text = std::fs::read_to_string(path).map_err(|error| unreadable(reason(&error)))?;
    let context = serde_json::from_str(&text).map_err(|error| unreadable(error.to_string()))?;
    Ok(course::cards(&settings.templates, &context)?)
}

/// Tells the first few of many warnings.
fn tell(warnings: &[Diagnostic], report: Report) {
    let more = warnings.len().saturating_sub(TOLD);
    for warning in warnings.iter().take(TOLD) {
        report.note(warning);
    }
    if let Some(warning) = warnings.first().filter(|_| more > 0) {
        report.line(&format!("\u{2026} and {more} more `{}`", warning.code));
    }
}

fn count(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}
