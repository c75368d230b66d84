//! Files, through templates.

mod built_in;
pub mod context;
mod error;
mod filters;
mod limit;
mod link;
mod markdown;
mod slug;
mod templates;
#[cfg(test)]
mod testing;

pub use context::{Context, Facts, FoundView, to_json};
pub use error::{Mistake, RenderError};
pub use slug::{Slugs, slug};
pub use templates::{Templates, output_name, value, value_with};

/// What templates can use, field by field and filter by filter: `templates/README.md`.
pub const README: &str = built_in::README;

/// The name of the file with everything about a talk.
pub const ANALYSIS: &str = "analysis.json";

/// Whether `url` can stand in a link: an `http` or `https` address without spaces or quotes.
pub fn is_web_address(url: &str) -> bool {
    link::web_address(url).is_some()
}

/// Renders every file of a talk: its name and its text, in the order of [`Templates::outputs`] and
/// then [`ANALYSIS`].
///
/// # Errors
///
/// When a template has a mistake. Nothing is rendered by halves.
pub fn render_all(templates: &Templates, context: &Context) -> Result<Vec<(String, String)>, RenderError> {
    let value = value(context);
    let mut files = Vec::new();
    for template in templates.outputs() {
        files.push((output_name(template).to_owned(), templates.render(template, &value)?));
    }
    files.push((ANALYSIS.to_owned(), context.to_json()));
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Everything that is rendered, one file under the other.
    fn rendered(timed: bool) -> String {
        let files = render_all(&Templates::built_in(), &testing::context(timed)).unwrap();
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
        for (name, text) in render_all(&Templates::built_in(), &testing::context(true)).unwrap() {
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
