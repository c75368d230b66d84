//! What the settings mean: flags over environment over `crib.toml` over defaults.

use std::path::{Path, PathBuf};

use super::args::Global;
use super::config;
use super::layer::Layer;
use super::problem::Problem;
use super::values::{Edition, QuizForm};
use crate::read::Format;
use crate::render::{Facts, NoteTypes, Templates, slug};
use crate::{analyze, compose, restore};

/// Everything that decides what is made of an input.
#[derive(Debug)]
pub(super) struct Settings {
    pub(super) format: Option<Format>,
    pub(super) title: Option<String>,
    pub(super) url: Option<String>,
    pub(super) restore: restore::Options,
    /// What the person asks about.
    pub(super) subject: Option<String>,
    pub(super) analyze: analyze::Options,
    pub(super) compose: compose::Options,
    pub(super) facts: Facts,
    pub(super) templates: Templates,
    pub(super) output: PathBuf,
    pub(super) threads: usize,
    /// Whether what is up to date is left as it is.
    pub(super) resume: bool,
    /// What was asked for, as far as it changes what is made: the same text, the same files.
    pub(super) wishes: String,
    /// The person's own templates.
    pub(super) own_templates: Option<PathBuf>,
    /// Templates that are rendered beside those of every run.
    pub(super) further: Vec<&'static str>,
}

impl Settings {
    /// The settings for an input.
    pub(super) fn new(flags: &Layer, global: &Global, input: &Path) -> Result<Self, Problem> {
        let config = config::find(global.config.as_deref(), input);
        let below = config.as_deref().map(config::load).transpose()?.unwrap_or_default();
        Self::resolve(flags.clone().over(below))
    }

    fn resolve(layer: Layer) -> Result<Self, Problem> {
        let templates = match &layer.templates {
            Some(folder) => Templates::with_folder(folder)?,
            None => Templates::built_in(),
        };
        let compose = compose::Options::default();
        let wishes = wishes(&layer);
        let editions = names(layer.editions)?;
        let levels: Vec<compose::Bloom> = layer.level.iter().flatten().copied().collect();
        Ok(Self {
            format: layer.format,
            title: layer.title.filter(|title| !title.trim().is_empty()),
            url: layer.url.map(web_address).transpose()?,
            restore: restore::Options {
                language: layer.lang,
                glossary: restore::Glossary::new(
                    layer.glossary.iter().map(|(right, heard)| (right.as_str(), heard.as_slice())),
                ),
                speakers: trimmed(layer.speakers),
            },
            subject: None,
            analyze: analyze::Options {
                topics: layer.topics.map(std::num::NonZeroUsize::get),
                topic_minutes: layer.topic_minutes.map(|minutes| minutes.0),
                passages: None,
                skip: trimmed(layer.skip),
            },
            compose: compose::Options {
                seed: layer.seed.unwrap_or(compose.seed),
                max_cards: layer.max_cards.or(compose.max_cards),
                per_topic: layer.per_topic.or(compose.per_topic),
                min_score: layer.min_score.map(|score| score.0).or(compose.min_score),
                questions: layer.questions.or(compose.questions),
                minutes: layer.minutes.map(std::num::NonZeroU32::get).or(compose.minutes),
                mix: layer.mix.map_or(compose.mix, |mix| mix.0),
                levels: compose::Levels::new(&levels).unwrap_or(compose.levels),
                further_editions: editions.len().saturating_sub(1),
                // The language is known when the transcript is read.
                words: compose.words,
            },
            facts: Facts {
                deck: layer.deck,
                course: layer.course.map(|name| name.trim().to_owned()).filter(|name| !name.is_empty()),
                tags: trimmed(layer.tags),
                note_types: layer.note_types.map(note_types).transpose()?.unwrap_or_default(),
                on_match: layer.on_match.unwrap_or_default(),
                explain: layer.explain == Some(true),
                editions,
            },
            further: further(layer.quiz_forms.unwrap_or_default()),
            templates,
            output: layer.output.unwrap_or_else(|| PathBuf::from("output")),
            threads: layer.threads.map_or(0, std::num::NonZeroUsize::get),
            resume: layer.resume == Some(true),
            wishes,
            own_templates: layer.templates,
        })
    }

    /// Refuses what can only be said of one talk; `why` tells that there are more.
    pub(super) fn for_many_talks(&self, why: &str, help: &str) -> Result<(), Problem> {
        if self.title.is_none() && self.url.is_none() {
            return Ok(());
        }
        Err(Problem::usage("one-talk", format!("`title` and `url` are for one talk, and {why}")).help(help))
    }

    /// The name of the folder for an input that has no file name.
    pub(super) fn stdin_slug(&self) -> String {
        self.title.as_deref().map_or_else(|| "stdin".to_owned(), slug)
    }
}

/// All settings but those that only say where and how the work is done. Every setting that is added counts
/// by itself: forgetting one would leave files as they are that should be made anew.
fn wishes(layer: &Layer) -> String {
    let place = Layer { output: None, templates: None, threads: None, resume: None, ..layer.clone() };
    format!("{place:?}")
}

/// The names of editions; no two may be one file, even where file names have no case.
fn names(editions: Option<Vec<Edition>>) -> Result<Vec<String>, Problem> {
    const MOST: usize = 26;
    let names: Vec<String> = editions.into_iter().flatten().map(|edition| edition.0).collect();
    let different: std::collections::BTreeSet<String> =
        names.iter().map(|name| name.to_lowercase()).collect();
    if different.len() < names.len() || names.len() > MOST {
        return Err(Problem::usage("editions", format!("`{}` are no editions", names.join(",")))
            .help(format!("name up to {MOST} different ones, like `A,B`")));
    }
    Ok(names)
}

/// The templates of further forms, each once, in the order of the forms.
fn further(mut forms: Vec<QuizForm>) -> Vec<&'static str> {
    forms.retain(|form| *form != QuizForm::Md);
    forms.sort_by_key(|form| *form as u8);
    forms.dedup();
    forms.into_iter().map(QuizForm::template).collect()
}

fn trimmed(items: Option<Vec<String>>) -> Vec<String> {
    let items = items.unwrap_or_default();
    items.iter().map(|item| item.trim().to_owned()).filter(|item| !item.is_empty()).collect()
}

fn note_types(names: Vec<String>) -> Result<NoteTypes, Problem> {
    match trimmed(Some(names)).as_slice() {
        [basic, cloze] => Ok(NoteTypes { basic: basic.clone(), cloze: cloze.clone() }),
        other => {
            let message = format!("`note-types` takes two names, and {} are given", other.len());
            Err(Problem::usage("note-types", message)
                .help("first the one for questions, then the one for gaps: `Basic,Cloze`"))
        }
    }
}

fn web_address(url: String) -> Result<String, Problem> {
    if crate::render::is_web_address(&url) {
        return Ok(url);
    }
    Err(Problem::usage("url", format!("`{url}` is no address of a recording"))
        .help("it begins with `https://` and has no spaces in it"))
}
