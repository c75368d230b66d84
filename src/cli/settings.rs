//! What the settings mean: flags over environment over `crib.toml` over defaults.

use std::path::{Path, PathBuf};

use super::args::Global;
use super::config;
use super::layer::Layer;
use super::problem::Problem;
use crate::read::Format;
use crate::render::{Facts, Templates, slug};
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
        Ok(Self {
            format: layer.format,
            title: layer.title.filter(|title| !title.trim().is_empty()),
            url: layer.url.map(web_address).transpose()?,
            restore: restore::Options {
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
            },
            facts: Facts {
                deck: layer.deck,
                tags: trimmed(layer.tags),
                explain: layer.explain == Some(true),
            },
            templates,
            output: layer.output.unwrap_or_else(|| PathBuf::from("output")),
            threads: layer.threads.map_or(0, std::num::NonZeroUsize::get),
        })
    }

    /// The name of the folder for an input that has no file name.
    pub(super) fn stdin_slug(&self) -> String {
        self.title.as_deref().map_or_else(|| "stdin".to_owned(), slug)
    }
}

fn trimmed(items: Option<Vec<String>>) -> Vec<String> {
    let items = items.unwrap_or_default();
    items.iter().map(|item| item.trim().to_owned()).filter(|item| !item.is_empty()).collect()
}

fn web_address(url: String) -> Result<String, Problem> {
    if crate::render::is_web_address(&url) {
        return Ok(url);
    }
    Err(Problem::usage("url", format!("`{url}` is no address of a recording"))
        .help("it begins with `https://` and has no spaces in it"))
}
