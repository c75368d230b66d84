//! Settings that can be wrong: numbers with a range, names from a list.

use std::str::FromStr;

use clap::ValueEnum;
use serde::{Deserialize, Deserializer, de};

use crate::compose;

/// The proportions of the parts of a quiz.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Mix(pub(super) compose::Mix);

impl FromStr for Mix {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        text.parse().map(Self)
    }
}

impl<'de> Deserialize<'de> for Mix {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(de::Error::custom)
    }
}

/// The forms in which the quiz is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum QuizForm {
    /// Markdown for the group; with `--key`, for whoever leads it
    Md,
    /// Markdown for Obsidian, with folded answers
    Obsidian,
    /// Moodle's GIFT: all questions with answers, for its question bank
    Gift,
    /// Moodle's Aiken: the multiple-choice questions
    Aiken,
    /// A score sheet to print, for teams
    Score,
}

impl QuizForm {
    /// Its template.
    pub(super) fn template(self) -> &'static str {
        match self {
            Self::Md => "quiz.md.j2",
            Self::Obsidian => "quiz-obsidian.md.j2",
            Self::Gift => "quiz.gift.j2",
            Self::Aiken => "quiz.aiken.j2",
            Self::Score => "quiz-score.md.j2",
        }
    }
}

/// The name of an edition of the quiz, which becomes part of file names.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub(super) struct Edition(pub(super) String);

impl TryFrom<String> for Edition {
    type Error = String;

    fn try_from(name: String) -> Result<Self, String> {
        const LONGEST: usize = 20;
        let fits = (1..=LONGEST).contains(&name.len()) && name.chars().all(|c| c.is_ascii_alphanumeric());
        if fits {
            Ok(Self(name))
        } else {
            Err(format!("`{name}` is no name for an edition: it is up to {LONGEST} letters and digits"))
        }
    }
}

impl FromStr for Edition {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        text.trim().to_owned().try_into()
    }
}

/// A number from 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(try_from = "f64")]
pub(super) struct Share(pub(super) f64);

impl TryFrom<f64> for Share {
    type Error = String;

    fn try_from(value: f64) -> Result<Self, String> {
        if (0.0..=1.0).contains(&value) {
            Ok(Self(value))
        } else {
            Err(format!("{value} is not between 0 and 1"))
        }
    }
}

/// A length of time that is not zero.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(try_from = "f64")]
pub(super) struct Minutes(pub(super) f64);

impl TryFrom<f64> for Minutes {
    type Error = String;

    fn try_from(value: f64) -> Result<Self, String> {
        if value > 0.0 && value.is_finite() {
            Ok(Self(value))
        } else {
            Err(format!("{value} is not more than 0"))
        }
    }
}

macro_rules! from_text {
    ($name:ident) => {
        impl FromStr for $name {
            type Err = String;

            fn from_str(text: &str) -> Result<Self, String> {
                let value: f64 = text.parse().map_err(|_| format!("`{text}` is not a number"))?;
                value.try_into()
            }
        }
    };
}

from_text!(Share);
from_text!(Minutes);
