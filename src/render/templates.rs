//! The template environment: the person's folder first, then what is built in.

use std::collections::BTreeSet;
use std::io;
use std::path::{Component, Path, PathBuf};

use minijinja::syntax::SyntaxConfig;
use minijinja::value::{Serde, Value};
use minijinja::{Environment, Error, ErrorKind, UndefinedBehavior};

use super::context::{Context, FoundView};
use super::error::{Mistake, RenderError, diagnostic, innermost};
use super::limit::LimitedWriter;
use super::{built_in, filters};
use crate::diagnostics::Diagnostic;
use crate::language::{Language, Table, Words};

/// The table of phrases in a folder of templates.
pub const WORDS: &str = "words.toml";

/// How much work one template may do, in the engine's instructions. The built-in summary of a
/// two-hour talk takes about 50,000; this ends an endless loop within seconds.
const FUEL: u64 = 20_000_000;

/// What every run writes beside what templates write.
const RESERVED_OUTPUTS: [&str; 4] = [super::ANALYSIS, super::PACKAGE, super::LOCK, super::STAMP];

/// Templates, compiled when they are first used.
#[derive(Debug)]
pub struct Templates {
    environment: Environment<'static>,
    folder: Option<PathBuf>,
    extra: Vec<String>,
    words: Table,
}

impl Templates {
    /// The built-in templates.
    ///
    /// # Panics
    ///
    /// Never: the syntax is a constant.
    pub fn built_in() -> Self {
        let words = Table::built_in();
        Self { environment: environment(None, words.clone()), folder: None, extra: Vec::new(), words }
    }

    /// The templates of a folder, over the built-in ones.
    ///
    /// # Errors
    ///
    /// When the folder can't be read, or when two of its templates would write the same file.
    pub fn with_folder(folder: &Path) -> Result<Self, RenderError> {
        let extra = extra_templates(folder)?;
        let words = words(folder)?;
        let environment = environment(Some(folder.to_owned()), words.clone());
        Ok(Self { environment, folder: Some(folder.to_owned()), extra, words })
    }

    /// What is said in a language: the built-in phrases with those of the folder's `words.toml` over them.
    pub fn words(&self, language: Language) -> Words {
        self.words.of(language)
    }

    /// The names of the templates that every run renders, in the order of the files.
    pub fn outputs(&self) -> impl Iterator<Item = &str> {
        let built_in = built_in::EMBEDDED[..built_in::OUTPUTS].iter().map(|(name, _)| *name);
        built_in.chain(self.extra.iter().map(String::as_str))
    }

    /// The names of all templates, parts included.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        let built_in = built_in::EMBEDDED.iter().map(|(name, _)| *name);
        built_in.chain(self.extra.iter().map(String::as_str))
    }

    /// The source of a template.
    ///
    /// # Errors
    ///
    /// When it doesn't exist or can't be read.
    pub fn source(&self, name: &str) -> Result<String, RenderError> {
        let missing = || RenderError::Missing { name: name.to_owned() };
        match self.own_source(name) {
            Ok(Some(source)) => Ok(source),
            Ok(None) => built_in::find(name).map(str::to_owned).ok_or_else(missing),
            Err((path, error)) => Err(RenderError::Read { path, error }),
        }
    }

    /// The full name of a template that may be named without its `.j2`.
    ///
    /// # Errors
    ///
    /// When there is none, or when it can't be read.
    pub fn find(&self, name: &str) -> Result<String, RenderError> {
        match self.source(name) {
            Err(missing @ RenderError::Missing { .. }) => {
                let full = format!("{name}.j2");
                if self.source(&full).is_ok() { Ok(full) } else { Err(missing) }
            }
            found => found.map(|_| name.to_owned()),
        }
    }

    /// Compiles every template, so that a mistake is found before work is done.
    ///
    /// # Errors
    ///
    /// The first mistake.
    pub fn check(&self) -> Result<(), RenderError> {
        for name in self.names() {
            self.compile(name)?;
        }
        Ok(())
    }

    /// Renders one template.
    ///
    /// # Errors
    ///
    /// When it doesn't exist, has a mistake, runs without end, or writes too much.
    pub fn render(&self, name: &str, context: &Value) -> Result<String, RenderError> {
        let template = self.compile(name)?;
        let mut output = LimitedWriter::default();
        let done = template.render_captured_to(context.clone(), &mut output).map(drop);
        if output.is_full() {
            let too_much = Error::new(ErrorKind::WriteFailure, LimitedWriter::MESSAGE);
            return Err(self.explain(name, &too_much));
        }
        done.map_err(|error| self.explain(name, &error))?;
        Ok(output.into_text())
    }

    fn compile(&self, name: &str) -> Result<minijinja::Template<'_, '_>, RenderError> {
        // Reading it first tells a file that isn't there from an include that isn't there.
        self.source(name)?;
        self.environment.get_template(name).map_err(|error| self.explain(name, &error))
    }

    /// Adds the file and the place to an error of the engine.
    fn explain(&self, name: &str, error: &Error) -> RenderError {
        let error = innermost(error);
        let name = error.name().unwrap_or(name);
        let source_text = self.source(name).unwrap_or_default();
        RenderError::Template(Box::new(Mistake {
            diagnostic: diagnostic(error, &source_text),
            name: match &self.folder {
                Some(folder) if folder.join(name).exists() => folder.join(name).display().to_string(),
                _ => format!("built-in {name}"),
            },
            source_text,
        }))
    }

    fn own_source(&self, name: &str) -> Result<Option<String>, (PathBuf, io::Error)> {
        self.folder.as_deref().map_or(Ok(None), |folder| read(folder, name))
    }
}

/// Wraps a context with what is said about a subject, as `found`.
pub fn value_with(context: &Context, found: &FoundView) -> Value {
    minijinja::context! { found => Value::from(Serde(found)), ..value(context) }
}

/// Wraps a context once for all templates.
pub fn value(context: &Context) -> Value {
    Value::from(Serde(context))
}

fn environment(folder: Option<PathBuf>, words: Table) -> Environment<'static> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_debug(true);
    environment.set_fuel(Some(FUEL));
    let syntax = SyntaxConfig::builder()
        .trim_blocks(true)
        .lstrip_blocks(true)
        .keep_trailing_newline(true)
        .build()
        .expect("the default delimiters are valid");
    environment.set_syntax(syntax);
    environment.set_formatter(filters::print);
    filters::add(&mut environment, words);
    environment.set_loader(move |name| {
        if let Some(folder) = &folder
            && let Some(source) = read(folder, name).map_err(unreadable)?
        {
            return Ok(Some(source));
        }
        Ok(built_in::find(name).map(str::to_owned))
    });
    environment
}

fn unreadable((path, error): (PathBuf, io::Error)) -> Error {
    Error::new(ErrorKind::InvalidOperation, format!("can't read `{}`: {error}", path.display()))
}

/// The phrases of a folder over the built-in ones.
fn words(folder: &Path) -> Result<Table, RenderError> {
    let path = folder.join(WORDS);
    let built_in = Table::built_in();
    let Some(text) = read(folder, WORDS).map_err(|(path, error)| RenderError::Read { path, error })? else {
        return Ok(built_in);
    };
    built_in.with(&text).map_err(|mistake| {
        let mut diagnostic = Diagnostic::error("words", mistake.message);
        diagnostic.span = mistake.at;
        RenderError::Template(Box::new(Mistake {
            diagnostic,
            name: path.display().to_string(),
            source_text: text,
        }))
    })
}

/// Reads a template of the person's folder; `None` only when there is none of that name.
fn read(folder: &Path, name: &str) -> Result<Option<String>, (PathBuf, io::Error)> {
    let inside = Path::new(name).components().all(|part| matches!(part, Component::Normal(_)));
    if !inside {
        return Ok(None);
    }
    let path = folder.join(name);
    match std::fs::read_to_string(&path) {
        Ok(source) => Ok(Some(source.strip_prefix('\u{feff}').map_or_else(|| source.clone(), str::to_owned))),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err((path, error)),
    }
}

/// Templates in the folder that replace no built-in one and are no parts, by name.
fn extra_templates(folder: &Path) -> Result<Vec<String>, RenderError> {
    let unreadable = |error| RenderError::Read { path: folder.to_owned(), error };
    let mut names = BTreeSet::new();
    for entry in std::fs::read_dir(folder).map_err(unreadable)? {
        let name = entry.map_err(unreadable)?.file_name();
        let Some(name) = name.to_str() else { continue };
        let is_part = name.starts_with(['_', '.']);
        if name.strip_suffix(".j2").is_some() && !is_part && built_in::find(name).is_none() {
            names.insert(name.to_owned());
        }
    }
    // Some file systems take `Summary.md` and `summary.md` for one file.
    let mut outputs: BTreeSet<String> = RESERVED_OUTPUTS.map(str::to_owned).into();
    outputs
        .extend(built_in::EMBEDDED[..built_in::FILES].iter().map(|(name, _)| output_name(name).to_owned()));
    for name in &names {
        let output = output_name(name);
        if !outputs.insert(output.to_lowercase()) {
            return Err(RenderError::Collision { template: name.clone(), output: output.to_owned() });
        }
    }
    Ok(names.into_iter().collect())
}

/// The file that a template renders to: its name without `.j2`.
pub fn output_name(template: &str) -> &str {
    template.strip_suffix(".j2").unwrap_or(template)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::testing;

    fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in files {
            std::fs::write(folder.path().join(name), text).unwrap();
        }
        folder
    }

    /// What a person is told about a template of their own.
    fn mistake(text: &str) -> (String, Option<String>) {
        let folder = folder(&[("x.md.j2", text)]);
        let templates = Templates::with_folder(folder.path()).unwrap();
        match templates.render("x.md.j2", &super::value(&testing::context(true))) {
            Err(RenderError::Template(found)) => {
                let place = found.diagnostic.span.map(|span| found.source_text[span].to_owned());
                (found.diagnostic.message, place)
            }
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn finds_the_place_of_a_mistake() {
        insta::assert_debug_snapshot!([
            mistake("# {{ source.titel }}\n"),
            mistake("{{ titel }}"),
            mistake("a\n{% for x in topics %}\n"),
            mistake("a\n{{ source.title | mdd }}"),
            mistake("{% include 'nothing.j2' %}"),
            mistake("{{ source.channel }}"),
            mistake("{{ speakers[0].named }}"),
            mistake("{{ topics }}"),
            mistake("{{ [none] | csv_row }}"),
            mistake("{% for c in cards %}{% include 'x.md.j2' %}{% endfor %}"),
            mistake("{% for a in range(9999) %}{% for b in range(9999) %}{% endfor %}{% endfor %}"),
            mistake("{% set x = 'abcdefgh' * 99999 %}{% for a in range(9999) %}{{ x }}{% endfor %}"),
        ]);
    }

    #[test]
    fn names_the_file_that_has_the_mistake() {
        let folder = folder(&[("_card-context.html.j2", "{{ nope }}")]);
        let templates = Templates::with_folder(folder.path()).unwrap();
        match templates.render("cards.csv.j2", &super::value(&testing::context(true))) {
            Err(RenderError::Template(found)) => assert!(found.name.ends_with("_card-context.html.j2")),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn takes_the_built_in_template_only_when_there_is_no_other() {
        let folder =
            folder(&[("summary.md.j2", "mine"), ("handout.html.j2", "<p>{{ deck }}"), ("_part.j2", "")]);
        std::fs::create_dir(folder.path().join("quiz.md.j2")).unwrap();
        let templates = Templates::with_folder(folder.path()).unwrap();
        let context = super::value(&testing::context(true));
        assert_eq!(templates.render("summary.md.j2", &context).unwrap(), "mine");
        assert_eq!(templates.render("handout.html.j2", &context).unwrap(), "<p>Tea | a talk");
        assert!(templates.render("quiz-key.md.j2", &context).is_ok());
        assert!(matches!(templates.render("quiz.md.j2", &context), Err(RenderError::Read { .. })));
        assert!(templates.outputs().any(|name| name == "handout.html.j2"));
        assert!(!templates.outputs().any(|name| name.starts_with('_')));
    }

    #[test]
    fn refuses_two_templates_for_one_file() {
        for name in ["analysis.json.j2", "cards.apkg.j2", "build.json.j2", "Summary.md.j2"] {
            let folder = folder(&[(name, "")]);
            assert!(matches!(Templates::with_folder(folder.path()), Err(RenderError::Collision { .. })));
        }
    }

    #[test]
    fn compiles_what_is_built_in() {
        Templates::built_in().check().unwrap();
    }
}
