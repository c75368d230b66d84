//! The built-in templates, embedded from `templates/`.

/// A template with the name of its file.
macro_rules! embed {
    ($($name:literal),* $(,)?) => {
        &[$(($name, include_str!(concat!("../../templates/", $name)))),*]
    };
}

/// Every built-in template; what renders to a file of its own comes first, then the parts.
pub(super) const EMBEDDED: &[(&str, &str)] = embed![
    "summary.md.j2",
    "cards.csv.j2",
    "quiz.md.j2",
    "quiz-key.md.j2",
    "card-front.html.j2",
    "card-back.html.j2",
    "card-cloze.html.j2",
    "_card-context.html.j2",
    "_found.md.j2",
];

/// How many of [`EMBEDDED`] render to a file of their own.
pub(super) const OUTPUTS: usize = 4;

/// What templates can use.
pub(super) const README: &str = include_str!("../../templates/README.md");

/// The source of a built-in template.
pub(super) fn find(name: &str) -> Option<&'static str> {
    EMBEDDED.iter().find(|(embedded, _)| *embedded == name).map(|(_, source)| *source)
}
