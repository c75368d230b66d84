//! A list of talks: `index.md`.

use minijinja::value::{Serde, Value};
use serde::{Deserialize, Serialize};

use super::context::{Context, ToolView};
use super::error::RenderError;
use super::templates::Templates;

/// The name of the list of all talks of a run.
pub const INDEX: &str = "index.md";

/// What a list of talks says of one.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "documented in templates/README.md")]
#[non_exhaustive]
pub struct TalkEntry {
    pub title: String,
    pub file: String,
    pub url: Option<String>,
    pub channel: Option<String>,
    pub duration_s: Option<f64>,
    pub words: usize,
    pub topics: Vec<String>,
    pub cards: usize,
    pub questions: usize,
}

impl TalkEntry {
    /// What is said of a talk.
    pub fn new(context: &Context) -> Self {
        let source = context.source.clone();
        let topics = context.topics.iter().filter(|topic| topic.number.is_some());
        Self {
            title: source.title,
            file: source.file,
            url: source.url,
            channel: source.channel,
            duration_s: source.duration_s,
            words: source.words,
            topics: topics.map(|topic| topic.title.clone()).collect(),
            cards: context.summary.cards,
            questions: context.summary.questions,
        }
    }
}

/// A talk with the name of its folder.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct IndexTalk {
    /// The name of the folder with its files, beside the list.
    pub folder: String,
    #[serde(flatten)]
    talk: TalkEntry,
}

impl IndexTalk {
    /// A talk whose files are in `folder`.
    pub fn new(folder: String, talk: TalkEntry) -> Self {
        Self { folder, talk }
    }
}

/// What `index.md.j2` can use.
#[derive(Serialize)]
struct Index<'a> {
    tool: ToolView,
    course: Option<&'a str>,
    talks: &'a [&'a IndexTalk],
    words: usize,
    duration_s: Option<f64>,
    cards: usize,
    questions: usize,
}

/// Renders the list of talks. Their lengths are added up when all are known.
///
/// # Errors
///
/// When the template has a mistake.
pub fn index(
    templates: &Templates,
    course: Option<&str>,
    talks: &[&IndexTalk],
) -> Result<String, RenderError> {
    let sum = |count: fn(&TalkEntry) -> usize| talks.iter().map(|talk| count(&talk.talk)).sum();
    let index = Index {
        tool: ToolView::current(),
        course,
        talks,
        words: sum(|talk| talk.words),
        duration_s: talks.iter().map(|talk| talk.talk.duration_s).sum(),
        cards: sum(|talk| talk.cards),
        questions: sum(|talk| talk.questions),
    };
    templates.render("index.md.j2", &Value::from(Serde(&index)))
}

#[cfg(test)]
mod tests {
    use super::super::testing;
    use super::*;

    fn talk(folder: &str, title: &str, timed: bool) -> IndexTalk {
        let mut talk = TalkEntry::new(&testing::context(timed));
        talk.title = title.to_owned();
        IndexTalk::new(folder.to_owned(), talk)
    }

    #[test]
    fn lists_talks_with_and_without_times() {
        let talks = [talk("tea", "Tea", true), talk("tea-2", "[a](javascript:x) | <b>", false)];
        let [timed, untimed] = [vec![&talks[0]], vec![&talks[0], &talks[1]]]
            .map(|talks| index(&Templates::built_in(), None, &talks).unwrap());
        insta::assert_snapshot!(format!("{timed}\n========\n{untimed}"));
    }
}
