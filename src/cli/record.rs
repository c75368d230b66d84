//! One line of a stream: a transcript with what is known of it.

use serde::Deserialize;
use serde_json::Value;
use serde_json::value::RawValue;

use super::inputs::Input;
use super::pipeline::{self, Done, Failure};
use super::problem::Problem;
use super::settings::Settings;
use crate::diagnostics::Diagnostic;
use crate::{read, render, restore};

/// What a line of the stream has. Anything else in it is somebody else's.
#[derive(Debug, Deserialize)]
pub(super) struct Record {
    text: Option<String>,
    title: Option<String>,
    url: Option<String>,
    channel: Option<String>,
    /// In seconds.
    duration: Option<f64>,
    chapters: Option<Vec<Value>>,
    description: Option<String>,
    speakers: Option<Vec<String>>,
}

/// What is found even in a record that can't be used.
#[derive(Deserialize)]
struct Identified {
    id: Option<Box<RawValue>>,
}

/// The `id` of a record, as it is written there.
pub(super) fn id(line: &[u8]) -> Option<Box<RawValue>> {
    let id = serde_json::from_slice::<Identified>(line).ok()?.id?;
    // Between the parts of a list there may be a carriage return, which would be the end of a line to some.
    if id.get().contains('\r') { RawValue::from_string(id.get().replace('\r', "")).ok() } else { Some(id) }
}

/// Takes a record through all stages.
pub(super) fn study(line: &[u8], settings: &Settings) -> Result<Done, Failure> {
    let record: Record = serde_json::from_slice(line).map_err(|error| unusable(&error, line))?;
    let Some(text) = record.text.as_deref() else {
        let problem = Problem::input("record", "this record has no `text`");
        return Err(Failure::Problem(problem.help(
            "each line is an object like {\"id\": 1, \"text\": \"…\"}, the text being a whole transcript",
        )));
    };
    let input = Input { path: "-".into(), found_by: None };
    let (mut transcript, mut warnings, place) = pipeline::read(&input, text.as_bytes(), settings)?;
    let url = record.url.as_deref().filter(|url| !url.is_empty());
    if let Some(url) = url.filter(|url| !render::is_web_address(url)) {
        let message = format!("`{url}` is no address of a recording, so there are no links");
        warnings.push(
            Diagnostic::warning("url", message).help("it begins with `https://` and has no spaces in it"),
        );
    }
    record.facts()?.apply(&mut transcript.source);
    let own;
    let options = match &record.speakers {
        Some(names) if !names.is_empty() => {
            let mut options: restore::Options = settings.restore.clone();
            options.speakers.clone_from(names);
            own = options;
            &own
        }
        _ => &settings.restore,
    };
    let (context, found) = pipeline::study(transcript, options, settings);
    warnings.extend(pipeline::language_warning(&context));
    Ok(Done { context, found, warnings, place })
}

impl Record {
    /// What the file beside a transcript would say: the same checks are made of it.
    fn facts(&self) -> Result<read::SourceFacts, Failure> {
        let facts = serde_json::json!({
            "title": self.title,
            "webpage_url": self.url.as_deref().filter(|url| render::is_web_address(url)),
            "channel": self.channel,
            "duration": self.duration,
            "chapters": self.chapters,
            "description": self.description,
        });
        read::sidecar(&facts.to_string()).map_err(|error| {
            Failure::Problem(Problem::input("record", format!("this record can't be used: {error}")))
        })
    }
}

/// A line that isn't JSON, or has something else where a text is wanted.
fn unusable(error: &serde_json::Error, line: &[u8]) -> Failure {
    let what = error.to_string();
    let what = what.split(" at line ").next().unwrap_or(&what);
    let (message, help) = if serde_json::from_slice::<serde::de::IgnoredAny>(line).is_ok() {
        (format!("this record can't be used: {what}"), "`crib stream --help` lists its fields")
    } else {
        (
            format!("this line is no JSON: {what} at column {}", error.column()),
            "write one object a line, as JSON Lines has it",
        )
    };
    Failure::Problem(Problem::input("record", message).help(help))
}
