//! JSON that is read part by part, so that one bad part doesn't spoil the rest.

use std::ops::Range;

use serde::de::{Deserialize, Deserializer};
use serde_json::value::RawValue;

use super::builder::Builder;
use super::error::ReadError;
use super::millis::Millis;
use super::time;

/// Reads the whole text.
pub(super) fn whole<'a, T: Deserialize<'a>>(text: &'a str) -> Result<T, ReadError> {
    serde_json::from_str(text).map_err(|error| {
        let line_start =
            text.split('\n').take(error.line().saturating_sub(1)).map(|line| line.len() + 1).sum::<usize>();
        let at = text.floor_char_boundary(line_start + error.column().saturating_sub(1));
        let message = error.to_string();
        let message = message.split(" at line ").next().unwrap_or_default().to_owned();
        ReadError::Json { message, at }
    })
}

/// Reads `null` as if the field were missing, as several services write it.
pub(super) fn or_default<'de, D: Deserializer<'de>, T: Deserialize<'de> + Default>(
    deserializer: D,
) -> Result<T, D::Error> {
    Ok(Option::deserialize(deserializer)?.unwrap_or_default())
}

/// A part of a JSON text that is not read yet.
#[derive(Debug, Clone, Copy)]
pub(super) struct Part<'a> {
    text: &'a str,
    raw: &'a str,
}

impl<'a> Part<'a> {
    /// Its place in the text.
    pub(super) fn span(self) -> Range<usize> {
        let start = (self.raw.as_ptr() as usize).saturating_sub(self.text.as_ptr() as usize);
        start..start + self.raw.len()
    }

    /// Reads it; a mistake is a warning with its place.
    pub(super) fn read<T: Deserialize<'a>>(self, builder: &mut Builder<'_>) -> Option<T> {
        serde_json::from_str(self.raw)
            .map_err(|error| {
                let message = error.to_string();
                let message = message.split(" at line ").next().unwrap_or_default();
                builder.warn("json-part", format!("this part is left out: {message}"), self.span());
            })
            .ok()
    }
}

/// How many parts of a list are read at most. Parts with words are too many for a talk before that, which the
/// builder tells; empty ones would only fill the memory.
const MOST_PARTS: usize = 4_000_000;

/// The parts of a list that was read from `text`.
pub(super) fn parts<'a>(text: &'a str, list: Vec<&'a RawValue>) -> impl Iterator<Item = Part<'a>> {
    list.into_iter().take(MOST_PARTS).map(move |raw| Part { text, raw: raw.get() })
}

/// A number that some services write as a string; anything else counts as missing.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Number(pub(super) Option<f64>);

impl Number {
    /// As a time in seconds.
    pub(super) fn seconds(self) -> Option<Millis> {
        self.0.and_then(Millis::from_seconds)
    }

    /// As a time in milliseconds.
    pub(super) fn millis(self) -> Option<Millis> {
        self.0.and_then(|millis| Millis::from_seconds(millis / 1000.0))
    }
}

impl<'de> Deserialize<'de> for Number {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Self(match serde_json::Value::deserialize(deserializer)? {
            serde_json::Value::Number(number) => number.as_f64(),
            serde_json::Value::String(text) => {
                text.trim().parse().ok().or_else(|| Some(time::stamp(&text)?.seconds()))
            }
            _ => None,
        }))
    }
}

/// A name that may be a string, a number or missing.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Who(Option<String>);

impl Who {
    /// The name, `Speaker 0` for a bare `0` and `Speaker A` for a bare `A`.
    pub(super) fn name(&self) -> Option<String> {
        let name = super::text::name(self.0.as_deref()?)?;
        let bare = name.chars().count() == 1 || name.bytes().all(|b| b.is_ascii_digit());
        Some(if bare { format!("Speaker {name}") } else { name })
    }
}

impl<'de> Deserialize<'de> for Who {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Self(match serde_json::Value::deserialize(deserializer)? {
            serde_json::Value::String(name) => Some(name),
            serde_json::Value::Number(number) => Some(number.to_string()),
            _ => None,
        }))
    }
}
