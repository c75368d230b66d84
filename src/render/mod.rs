//! Files: text through templates, and a package of notes for Anki.

pub mod apkg;
mod built_in;
pub mod context;
pub mod course;
mod error;
mod filters;
mod library;
mod limit;
mod link;
pub mod lock;
mod markdown;
mod notes;
mod slug;
mod templates;
#[cfg(test)]
mod testing;

use rayon::prelude::*;

pub use context::{Context, Facts, FoundView, NoteTypes, OnMatch, to_json};
pub use course::{COURSE_CSV, COURSE_PACKAGE};
pub use error::{Mistake, RenderError};
pub use library::{INDEX, IndexTalk, TalkEntry, index};
pub(crate) use link::link_to;
pub use notes::{FIELDS, Note, NoteKind, notes};
pub use slug::{Slugs, slug};
pub use templates::{Templates, WORDS, output_name, value, value_with};

/// What templates can use, field by field and filter by filter: `templates/README.md`.
pub const README: &str = built_in::README;

/// The name of the file with everything about a talk.
pub const ANALYSIS: &str = "analysis.json";

/// The name of the package of notes.
pub const PACKAGE: &str = "cards.apkg";

/// The name of the file that remembers when each note last changed.
pub const LOCK: &str = "cards.lock.json";

/// The name of the file that tells what the others were made from.
pub const STAMP: &str = "build.json";

/// Whether `url` can stand in a link: an `http` or `https` address without spaces or quotes.
pub fn is_web_address(url: &str) -> bool {
    link::web_address(url).is_some()
}

/// Renders every file of a talk: its name and its text, in the order of [`Templates::outputs`], `further`
/// templates, and then [`ANALYSIS`]. Templates whose names begin with `quiz` give a file for each edition
/// of the quiz: `quiz-A.md`, `quiz-key-A.md`.
///
/// # Errors
///
/// When a template has a mistake. Nothing is rendered by halves.
pub fn render_all(
    templates: &Templates,
    further: &[&str],
    context: &Context,
) -> Result<Vec<(String, String)>, RenderError> {
    let editions: Vec<Context> = context.each_edition().collect();
    let values: Vec<_> = editions.iter().map(value).collect();
    let mut wanted = Vec::new();
    for template in templates.outputs().chain(further.iter().copied()) {
        let name = output_name(template);
        if name.starts_with("quiz") && editions.len() > 1 {
            for (edition, value) in editions.iter().zip(&values) {
                let name = edition_name(name, edition.quiz.edition.as_deref().unwrap_or_default());
                wanted.push((name, template, value));
            }
        } else if let Some(value) = values.first() {
            wanted.push((name.to_owned(), template, value));
        }
    }
    let (files, analysis) = rayon::join(
        || {
            let render = |(name, template, value)| Ok((name, templates.render(template, value)?));
            wanted.into_par_iter().map(render).collect::<Vec<Result<_, RenderError>>>()
        },
        || Ok((ANALYSIS.to_owned(), context.to_json())),
    );
    // In order, so that of several errors always the same is told.
    files.into_iter().chain([analysis]).collect()
}

/// The file of an edition: `quiz-key.md` of A is `quiz-key-A.md`.
fn edition_name(name: &str, edition: &str) -> String {
    match name.rsplit_once('.') {
        Some((stem, extension)) => format!("{stem}-{edition}.{extension}"),
        None => format!("{name}-{edition}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FURTHER: [&str; 4] = ["quiz-obsidian.md.j2", "quiz.gift.j2", "quiz.aiken.j2", "quiz-score.md.j2"];

    /// Everything that is rendered, one file under the other.
    fn rendered(timed: bool) -> String {
        let files = render_all(&Templates::built_in(), &FURTHER, &testing::context(timed)).unwrap();
        files.iter().flat_map(|(name, text)| ["======== ", name, "\n", text]).collect()
    }

    #[test]
    fn renders_a_talk_with_times() {
        insta::assert_snapshot!(rendered(true));
    }

    #[test]
    fn renders_a_talk_without_times() {
        insta::assert_snapshot!(rendered(false));
    }

    #[test]
    fn leaves_no_stray_white_space() {
        for (name, text) in render_all(&Templates::built_in(), &FURTHER, &testing::context(true)).unwrap() {
            assert!(
                text.lines().all(|line| line == line.trim_end()),
                "{name} has spaces at the end of a line"
            );
            assert!(!text.contains("\n\n\n"), "{name} has two blank lines in a row");
            assert!(text.ends_with('\n') && !text.ends_with("\n\n"), "{name} ends in one line feed");
        }
    }

    #[test]
    fn gives_the_same_files_from_an_analysis_that_was_written() {
        let context = testing::context(true);
        let read: Context = serde_json::from_str(&context.to_json()).unwrap();
        assert_eq!(read, context);
    }
}
