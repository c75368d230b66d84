//! One layer of settings. The same type is what flags and environment give and what `crib.toml`
//! gives, so that every flag has its key.

use std::collections::BTreeMap;
use std::num::{NonZeroU32, NonZeroUsize};
use std::path::PathBuf;

use clap::{Args, ValueEnum as _};
use serde::{Deserialize, Deserializer, de};

use super::values::{Edition, Minutes, Mix, QuizForm, Share};
use crate::compose::Bloom;
use crate::language::Language;
use crate::read::Format;
use crate::render::OnMatch;

/// Settings that may each be given or not.
#[derive(Debug, Clone, Default, Args, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub(super) struct Layer {
    /// Format of the transcript, when looking at the content finds the wrong one
    #[arg(long, env = "CRIB_FORMAT", value_name = "FORMAT", hide_possible_values = true)]
    #[arg(help_heading = "Source")]
    #[serde(deserialize_with = "format")]
    pub(super) format: Option<Format>,

    /// Language of the talk by its code (`es`, `de`, `ja`), when looking at the words finds the wrong one
    #[arg(long, env = "CRIB_LANG", value_name = "CODE", help_heading = "Source")]
    pub(super) lang: Option<Language>,

    /// Title of the talk
    #[arg(long, env = "CRIB_TITLE", value_name = "TEXT", help_heading = "Source")]
    pub(super) title: Option<String>,

    /// Address of the recording, for links to the moment of every quote
    #[arg(long, env = "CRIB_URL", value_name = "URL", help_heading = "Source")]
    pub(super) url: Option<String>,

    /// Names of the speakers, in the order in which they first speak
    #[arg(
        long,
        env = "CRIB_SPEAKERS",
        value_name = "NAME,…",
        value_delimiter = ',',
        help_heading = "Source"
    )]
    pub(super) speakers: Option<Vec<String>>,

    /// Phrases with which advertisements begin, besides the usual ones (can be repeated)
    #[arg(long, env = "CRIB_SKIP", value_name = "PHRASE", value_delimiter = ';', help_heading = "Source")]
    pub(super) skip: Option<Vec<String>>,

    /// About how many topics to make
    #[arg(long, env = "CRIB_TOPICS", value_name = "N", help_heading = "Topics")]
    pub(super) topics: Option<NonZeroUsize>,

    /// About how long topics are to be
    #[arg(long, env = "CRIB_TOPIC_MINUTES", value_name = "MINUTES", help_heading = "Topics")]
    pub(super) topic_minutes: Option<Minutes>,

    /// Name of the Anki deck; topics become decks below it [default: the title]
    #[arg(long, env = "CRIB_DECK", value_name = "NAME", help_heading = "Cards")]
    pub(super) deck: Option<String>,

    /// Name of one Anki deck for all transcripts, with a deck below it for each; counts before `--deck`
    #[arg(long, env = "CRIB_COURSE", value_name = "NAME", help_heading = "Cards")]
    pub(super) course: Option<String>,

    /// Anki tags for every note
    #[arg(long, env = "CRIB_TAGS", value_name = "TAG,…", value_delimiter = ',', help_heading = "Cards")]
    pub(super) tags: Option<Vec<String>>,

    /// Note types of `cards.csv`, for questions and for gaps, as your Anki names them
    /// [default: Basic,Cloze]
    #[arg(
        long,
        env = "CRIB_NOTE_TYPES",
        value_name = "BASIC,CLOZE",
        value_delimiter = ',',
        help_heading = "Cards"
    )]
    pub(super) note_types: Option<Vec<String>>,

    /// What an import does with cards that are in Anki already [default: update]
    #[arg(long, env = "CRIB_ON_MATCH", value_name = "WHAT", help_heading = "Cards")]
    pub(super) on_match: Option<OnMatch>,

    /// The most cards for the whole talk
    #[arg(long, env = "CRIB_MAX_CARDS", value_name = "N", help_heading = "Cards")]
    pub(super) max_cards: Option<usize>,

    /// The most cards for one topic
    #[arg(long, env = "CRIB_PER_TOPIC", value_name = "N", help_heading = "Cards")]
    pub(super) per_topic: Option<usize>,

    /// The least score of a card, 0 to 1
    #[arg(long, env = "CRIB_MIN_SCORE", value_name = "SCORE", help_heading = "Cards")]
    pub(super) min_score: Option<Share>,

    /// List what was dropped and why: in `analysis.json`, and on standard error for cards and quiz
    #[arg(
        long,
        env = "CRIB_EXPLAIN",
        num_args = 0,
        default_missing_value = "true",
        help_heading = "General"
    )]
    #[arg(value_parser = clap::builder::BoolishValueParser::new())]
    pub(super) explain: Option<bool>,

    /// How many questions the quiz has
    #[arg(long, env = "CRIB_QUESTIONS", value_name = "N", help_heading = "Quiz")]
    pub(super) questions: Option<usize>,

    /// How long the meeting is, in minutes; so many questions are asked as fit [default: as long as they take]
    #[arg(long, env = "CRIB_MINUTES", value_name = "N", help_heading = "Quiz")]
    pub(super) minutes: Option<NonZeroU32>,

    /// Proportions of factual, interpretive and evaluative questions [default: 30/50/20]
    #[arg(long, env = "CRIB_MIX", value_name = "F/I/E", help_heading = "Quiz")]
    pub(super) mix: Option<Mix>,

    /// Only questions on these levels: remember, understand, apply, analyse, evaluate, create
    #[arg(long, env = "CRIB_LEVEL", value_name = "LEVEL,…", value_delimiter = ',', help_heading = "Quiz")]
    #[arg(hide_possible_values = true)]
    pub(super) level: Option<Vec<Bloom>>,

    /// Make several editions, for instance `A,B`, that share no multiple-choice question
    #[arg(long, env = "CRIB_EDITIONS", value_name = "NAME,…", value_delimiter = ',', help_heading = "Quiz")]
    pub(super) editions: Option<Vec<Edition>>,

    /// Write the quiz in these forms, too: obsidian, gift, aiken, score
    #[arg(
        long,
        env = "CRIB_QUIZ_FORMS",
        value_name = "FORM,…",
        value_delimiter = ',',
        help_heading = "Quiz"
    )]
    #[arg(hide_possible_values = true)]
    pub(super) quiz_forms: Option<Vec<QuizForm>>,

    /// Another number gives another choice and order of questions
    #[arg(long, env = "CRIB_SEED", value_name = "N", help_heading = "Quiz")]
    pub(super) seed: Option<u64>,

    /// Folder of templates that replace the built-in ones
    #[arg(long, env = "CRIB_TEMPLATES", value_name = "DIR", help_heading = "General")]
    pub(super) templates: Option<PathBuf>,

    /// How many transcripts to work on at a time [default: one for each core]
    #[arg(long, env = "CRIB_THREADS", value_name = "N", help_heading = "General")]
    pub(super) threads: Option<NonZeroUsize>,

    /// Skip transcripts whose files are up to date
    ///
    /// That is when the transcript, its `.info.json`, the settings, the templates and the version of crib are
    /// those of the last run, and every file is as that run left it.
    #[arg(long, env = "CRIB_RESUME", num_args = 0, default_missing_value = "true", help_heading = "General")]
    #[arg(value_parser = clap::builder::BoolishValueParser::new())]
    pub(super) resume: Option<bool>,

    /// Folder for the results of `crib build`, where it is a flag of its own.
    #[arg(skip)]
    pub(super) output: Option<PathBuf>,

    /// Right forms, each with the forms that were heard instead.
    #[arg(skip)]
    pub(super) glossary: BTreeMap<String, Vec<String>>,
}

impl Layer {
    /// Fills what this layer leaves open from the one below.
    pub(super) fn over(self, below: Self) -> Self {
        Self {
            format: self.format.or(below.format),
            lang: self.lang.or(below.lang),
            title: self.title.or(below.title),
            url: self.url.or(below.url),
            speakers: self.speakers.or(below.speakers),
            skip: self.skip.or(below.skip),
            topics: self.topics.or(below.topics),
            topic_minutes: self.topic_minutes.or(below.topic_minutes),
            deck: self.deck.or(below.deck),
            course: self.course.or(below.course),
            tags: self.tags.or(below.tags),
            note_types: self.note_types.or(below.note_types),
            on_match: self.on_match.or(below.on_match),
            max_cards: self.max_cards.or(below.max_cards),
            per_topic: self.per_topic.or(below.per_topic),
            min_score: self.min_score.or(below.min_score),
            explain: self.explain.or(below.explain),
            questions: self.questions.or(below.questions),
            minutes: self.minutes.or(below.minutes),
            mix: self.mix.or(below.mix),
            level: self.level.or(below.level),
            editions: self.editions.or(below.editions),
            quiz_forms: self.quiz_forms.or(below.quiz_forms),
            seed: self.seed.or(below.seed),
            templates: self.templates.or(below.templates),
            threads: self.threads.or(below.threads),
            resume: self.resume.or(below.resume),
            output: self.output.or(below.output),
            glossary: if self.glossary.is_empty() { below.glossary } else { self.glossary },
        }
    }
}

/// A format by the name that `--format` takes.
fn format<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Format>, D::Error> {
    let name = String::deserialize(deserializer)?;
    Format::from_str(&name, false).map(Some).map_err(|_| {
        let names: Vec<String> = Format::value_variants().iter().map(Format::to_string).collect();
        de::Error::custom(format!("unknown format `{name}`, expected one of {}", names.join(", ")))
    })
}
