//! Draws diagnostics on standard error.

use std::collections::BTreeMap;
use std::io::{self, Write as _};

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use serde::Serialize;

use super::args::MessageFormat;
use super::problem::{Place, Problem};
use crate::diagnostics::{Diagnostic, Severity, line_column};

/// How many findings of one kind are shown for one file: the sixth says nothing new.
const MAX_OF_ONE_CODE: usize = 5;

/// Lines longer than this are not shown: a transcript in JSON is often one line.
const MAX_LINE: usize = 400;

/// Where diagnostics go.
#[derive(Debug, Clone, Copy)]
pub(super) struct Report {
    format: MessageFormat,
    /// One line each: with hundreds of files, pictures of lines hide what went wrong.
    brief: bool,
}

/// A diagnostic for a machine: one JSON object a line.
#[derive(Serialize)]
struct Message<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    column: Option<usize>,
    #[serde(flatten)]
    diagnostic: &'a Diagnostic,
}

impl Report {
    /// Draws everything as it was asked for.
    pub(super) fn new(format: MessageFormat) -> Self {
        Self { format, brief: false }
    }

    /// Has a line for each failure and each kind of warning about a file.
    pub(super) fn brief(self) -> Self {
        Self { brief: true, ..self }
    }

    /// Whether a person reads along.
    pub(super) fn is_for_person(self) -> bool {
        self.format == MessageFormat::Human
    }

    /// Tells why the work stopped.
    pub(super) fn problem(self, problem: &Problem) {
        self.diagnostic(&problem.diagnostic, problem.place.as_deref());
    }

    /// Tells what was noticed about one file.
    pub(super) fn warnings(self, warnings: &[Diagnostic], place: &Place) {
        let most = match self.format {
            MessageFormat::Json => usize::MAX,
            MessageFormat::Human if self.brief => 1,
            MessageFormat::Human => MAX_OF_ONE_CODE,
        };
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for warning in warnings {
            let count = counts.entry(warning.code).or_default();
            *count += 1;
            if *count <= most {
                self.diagnostic(warning, Some(place));
            }
        }
        for (code, count) in counts {
            if count > most {
                let more = count - most;
                self.line(&format!("\u{2026} and {more} more `{code}` in `{}`", place.name));
            }
        }
    }

    /// Tells something that is about no place.
    pub(super) fn note(self, diagnostic: &Diagnostic) {
        self.diagnostic(diagnostic, None);
    }

    /// A line for a person; machines read the results instead.
    pub(super) fn line(self, text: &str) {
        if self.format == MessageFormat::Human {
            write(&format!("{}\n", printable(text)));
        }
    }

    fn diagnostic(self, diagnostic: &Diagnostic, place: Option<&Place>) {
        let at = match (place, &diagnostic.span) {
            (Some(place), Some(span)) => Some(line_column(&place.text, span.start)),
            _ => None,
        };
        if self.format == MessageFormat::Json {
            let message = Message {
                file: place.map(|place| place.name.as_str()),
                line: at.map(|(line, _)| line),
                column: at.map(|(_, column)| column),
                diagnostic,
            };
            let line = serde_json::to_string(&message).expect("a diagnostic has only text and numbers");
            return write(&format!("{line}\n"));
        }
        if self.brief {
            return write(&format!("{}\n", line(diagnostic, place, at)));
        }
        write(&format!("{}\n\n", draw(diagnostic, place, at)));
    }
}

/// The diagnostic on one line, as compilers write it for editors.
fn line(diagnostic: &Diagnostic, place: Option<&Place>, at: Option<(usize, usize)>) -> String {
    let level = match diagnostic.severity {
        Severity::Warning => Level::WARNING,
        Severity::Error => Level::ERROR,
    };
    let name = place.map(|place| place.name.as_str()).unwrap_or_default();
    let place = match at {
        Some((line, column)) => format!("{name}:{line}:{column}: "),
        None if name.is_empty() => String::new(),
        None => format!("{name}: "),
    };
    let help = diagnostic.help.as_ref().map_or_else(String::new, |help| format!(" ({help})"));
    let title = level.primary_title(printable(&format!("{place}{}{help}", diagnostic.message)));
    Renderer::styled().render(&[Group::with_title(title)])
}

/// The diagnostic as rustc would draw it.
fn draw(diagnostic: &Diagnostic, place: Option<&Place>, at: Option<(usize, usize)>) -> String {
    let level = match diagnostic.severity {
        Severity::Warning => Level::WARNING,
        Severity::Error => Level::ERROR,
    };
    let title = level.primary_title(printable(&diagnostic.message));
    let mut group = Group::with_title(title);
    let excerpt =
        place.zip(diagnostic.span.as_ref()).and_then(|(place, span)| Excerpt::new(&place.text, span));
    match (place, excerpt, at) {
        (Some(place), Some(excerpt), Some(_)) => {
            let mark = AnnotationKind::Primary.span(excerpt.mark);
            let lines = Snippet::source(excerpt.text).line_start(excerpt.line).path(printable(&place.name));
            group = group.element(lines.annotation(mark));
        }
        (Some(place), _, Some((line, column))) => {
            group = group.element(Origin::path(printable(&place.name)).line(line).char_column(column));
        }
        (Some(place), _, None) => group = group.element(Origin::path(printable(&place.name))),
        (None, ..) => {}
    }
    match &diagnostic.help {
        Some(help) if place.is_some() => {
            group = group.element(Level::HELP.message(printable(help)));
            Renderer::styled().render(&[group])
        }
        Some(help) => {
            let help = Group::with_title(Level::HELP.secondary_title(printable(help)));
            Renderer::styled().render(&[group, help])
        }
        None => Renderer::styled().render(&[group]),
    }
}

/// The lines around a place.
struct Excerpt<'t> {
    text: &'t str,
    line: usize,
    mark: std::ops::Range<usize>,
}

impl<'t> Excerpt<'t> {
    /// `None` when the line is too long to be shown. A place of several lines is marked to the end of
    /// its first.
    fn new(text: &'t str, span: &std::ops::Range<usize>) -> Option<Self> {
        let start = text.floor_char_boundary(span.start.min(text.len()));
        let first = text[..start].rfind('\n').map_or(0, |newline| newline + 1);
        let last = text[start..].find('\n').map_or(text.len(), |newline| start + newline);
        let end = text.floor_char_boundary(span.end.clamp(start, last));
        (last - first <= MAX_LINE).then(|| Self {
            text: &text[first..last],
            line: line_column(text, start).0,
            mark: start - first..end - first,
        })
    }
}

/// Text from a file could steer the terminal, or turn around what is read there.
pub(super) fn printable(text: &str) -> String {
    let steers = |c: char| c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    text.chars().map(|c| if steers(c) { '\u{fffd}' } else { c }).collect()
}

/// Nobody is left to be told when standard error is closed.
fn write(text: &str) {
    let mut stderr = anstream::AutoStream::auto(io::stderr().lock());
    stderr.write_all(text.as_bytes()).and_then(|()| stderr.flush()).ok();
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(diagnostic: &Diagnostic, text: &str) -> String {
        let place = Place { name: "talk.srt".into(), text: text.into() };
        let at = diagnostic.span.as_ref().map(|span| line_column(text, span.start));
        anstream::adapter::strip_str(&draw(diagnostic, Some(&place), at)).to_string()
    }

    #[test]
    fn shows_the_line_and_marks_the_place() {
        let found = Diagnostic::warning("cue-time", "no time in `x`").at(6..7).help("remove it");
        insta::assert_snapshot!(drawn(&found, "first\nx-y\nlast\n"), @r"
        warning: no time in `x`
         --> talk.srt:2:1
          |
        2 | x-y
          | ^
          |
          = help: remove it
        ");
    }

    #[test]
    fn has_one_line_where_there_are_many_files() {
        let place = Place { name: "talk\n.srt".into(), text: "first".into() };
        let found = Diagnostic::warning("cue-time", "no time\nin `x`").at(2..3).help("remove it");
        let drawn = line(&found, Some(&place), Some((1, 3)));
        assert_eq!(
            anstream::adapter::strip_str(&drawn).to_string(),
            "warning: talk\u{fffd}.srt:1:3: no time\u{fffd}in `x` (remove it)"
        );
    }

    #[test]
    fn only_names_the_place_in_a_line_that_is_too_long() {
        let found = Diagnostic::error("json", "odd").at(500..501);
        insta::assert_snapshot!(drawn(&found, &"x".repeat(900)), @r"
        error: odd
        --> talk.srt:1:501
        ");
    }

    #[test]
    fn survives_places_outside_of_the_text() {
        for span in [0..0, std::ops::Range { start: 3, end: 2 }, 99..100, 2..3] {
            assert!(drawn(&Diagnostic::error("x", "odd").at(span), "é\né").contains("odd"));
        }
    }

    #[test]
    fn lets_no_file_steer_the_terminal() {
        assert!(!drawn(&Diagnostic::error("x", "\u{1b}[2J").at(0..1), "\u{1b}[2Jx").contains('\u{1b}'));
    }
}
