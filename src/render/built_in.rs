//! The built-in templates, embedded from `templates/`.

/// A template with the name of its file.
macro_rules! embed {
    ($($name:literal),* $(,)?) => {
        &[$(($name, include_str!(concat!("../../templates/", $name)))),*]
    };
}

/// Every built-in template: what every run renders comes first, then what is rendered when asked for,
/// then what is rendered for many talks, then the parts.
pub(super) const EMBEDDED: &[(&str, &str)] = embed![
    "summary.md.j2",
    "cards.csv.j2",
    "quiz.md.j2",
    "quiz-key.md.j2",
    "quiz-obsidian.md.j2",
    "quiz.gift.j2",
    "quiz.aiken.j2",
    "quiz-score.md.j2",
    "index.md.j2",
    "course.csv.j2",
    "card-front.html.j2",
    "card-back.html.j2",
    "_card-text.html.j2",
    "_card-context.html.j2",
    "_card-quote.html.j2",
    "_card-source.html.j2",
    "_card-deck.txt.j2",
    "_found.md.j2",
];

/// How many of [`EMBEDDED`] every run renders.
pub(super) const OUTPUTS: usize = 4;

/// How many of [`EMBEDDED`] are files in the folder of a talk, asked for or not.
pub(super) const FILES: usize = 8;

/// What templates can use.
pub(super) const README: &str = include_str!("../../templates/README.md");

/// The source of a built-in template.
pub(super) fn find(name: &str) -> Option<&'static str> {
    EMBEDDED.iter().find(|(embedded, _)| *embedded == name).map(|(_, source)| *source)
}
