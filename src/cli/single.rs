//! The commands that write one result: `summary`, `cards`, `quiz`, `analyze`.

use std::io::IsTerminal as _;
use std::path::Path;

use serde_json::json;

use super::args::{CardsArgs, CardsForm, Global, OneArgs, QuizArgs, SummaryArgs};
use super::inputs::Input;
use super::pipeline::{self, Done, Failure};
use super::problem::Problem;
use super::report::Report;
use super::settings::Settings;
use super::values::QuizForm;
use super::{lock, write};
use crate::read::Millis;
use crate::render::lock::Lock;
use crate::render::{Context, LOCK, notes, to_json, value, value_with};

/// `crib summary`.
pub(super) fn summary(args: &SummaryArgs, global: &Global, report: Report) -> Result<(), Problem> {
    let mut settings = Settings::new(&args.one.settings, global, &args.one.input)?;
    settings.subject.clone_from(&args.topic);
    settings.analyze.passages = args.brief.then_some(1);
    let done = run(&args.one, &settings, report)?;
    let text = match &done.found {
        Some(found) => settings.templates.render("_found.md.j2", &value_with(&done.context, found))?,
        None => settings.templates.render("summary.md.j2", &value(&done.context))?,
    };
    write::result(args.one.output.as_deref(), &text)
}

/// `crib quiz`.
pub(super) fn quiz(args: &QuizArgs, global: &Global, report: Report) -> Result<(), Problem> {
    if args.key && args.to != QuizForm::Md {
        return Err(Problem::usage(
            "key",
            "`--key` is for Markdown: the other forms have the answers in them",
        )
        .help("leave out `--key` or `--to`"));
    }
    let name = if args.key { "quiz-key.md.j2" } else { args.to.template() };
    template(&args.one, global, report, name, Some("quiz"))
}

/// `crib cards`.
pub(super) fn cards(args: &CardsArgs, global: &Global, report: Report) -> Result<(), Problem> {
    if args.diff {
        return diff(&args.one, global, report);
    }
    match args.to {
        CardsForm::Csv => template(&args.one, global, report, "cards.csv.j2", Some("card")),
        CardsForm::Apkg => package(&args.one, global, report),
        CardsForm::Json => json(&args.one, global, report),
    }
}

/// The cards with what belongs to all of them.
fn json(args: &OneArgs, global: &Global, report: Report) -> Result<(), Problem> {
    let (_, context) = study(args, global, report)?;
    let dropped: Vec<_> = context.dropped.iter().filter(|item| item.what == "card").collect();
    let cards = json!({
        "schema": context.schema,
        "tool": context.tool,
        "source": context.source,
        "deck": context.deck,
        "tags": context.tags,
        "cards": context.cards,
        "dropped": dropped,
    });
    write::result(args.output.as_deref(), &to_json(&cards))
}

/// A package for Anki, with its lock beside it.
fn package(args: &OneArgs, global: &Global, report: Report) -> Result<(), Problem> {
    let path = args.output.as_deref().filter(|path| *path != Path::new("-"));
    if path.is_none() && std::io::stdout().is_terminal() {
        return Err(Problem::usage("binary", "a package is no text for a terminal")
            .help("write it to a file: `-o cards.apkg`"));
    }
    let (settings, context) = study(args, global, report)?;
    explain(&context, "card", report);
    let notes = notes(&settings.templates, &context)?;
    let Some(path) = path else {
        let package = lock::package(&notes, &mut Lock::default(), settings.facts.on_match)?;
        return write::result(None, &package);
    };
    let lock_path = lock::beside(path);
    let mut lock = lock::load(&lock_path)?;
    for gone in lock::gone(&lock.changes(&notes)) {
        report.note(&gone);
    }
    write::file(path, &lock::package(&notes, &mut lock, settings.facts.on_match)?)?;
    write::file(&lock_path, &lock.to_json())
}

/// What an import would do after the last run.
fn diff(args: &OneArgs, global: &Global, report: Report) -> Result<(), Problem> {
    let (settings, context) = study(args, global, report)?;
    let notes = notes(&settings.templates, &context)?;
    let input = Input::one(&args.input)?;
    let path = match args.output.as_deref() {
        Some(path) => lock::beside(path),
        None => settings.output.join(input.slug(&settings)).join(LOCK),
    };
    let changes = lock::load(&path)?.changes(&notes);
    let lists = [("new", &changes.new), ("changed", &changes.changed), ("gone", &changes.gone)];
    let mut lines: Vec<String> = Vec::new();
    for (what, list) in lists {
        lines.extend(list.iter().map(|card| format!("{what:<8} {}  {}", card.guid, card.front)));
    }
    let counts = lists.map(|(what, list)| format!("{} {what}, ", list.len()));
    lines.push(format!("{}{} as they were", counts.concat(), changes.same));
    write::lines(&lines)
}

/// `crib analyze`.
pub(super) fn analyze(args: &OneArgs, global: &Global, report: Report) -> Result<(), Problem> {
    let (_, context) = study(args, global, report)?;
    write::result(args.output.as_deref(), &context.to_json())
}

/// Takes an input through the pipeline and tells what was noticed.
fn study(args: &OneArgs, global: &Global, report: Report) -> Result<(Settings, Context), Problem> {
    let settings = Settings::new(&args.settings, global, &args.input)?;
    let done = run(args, &settings, report)?;
    Ok((settings, done.context))
}

fn run(args: &OneArgs, settings: &Settings, report: Report) -> Result<Done, Problem> {
    let done = pipeline::run(&Input::one(&args.input)?, settings).map_err(Failure::problem)?;
    report.warnings(&done.warnings, &done.place);
    Ok(done)
}

/// Renders one template; `explained` names the kind of items whose drops are told.
fn template(
    args: &OneArgs,
    global: &Global,
    report: Report,
    name: &str,
    explained: Option<&str>,
) -> Result<(), Problem> {
    let (settings, context) = study(args, global, report)?;
    let text = if explained == Some("quiz") {
        // Editions one after the other.
        let editions: Vec<String> = context
            .each_edition()
            .map(|edition| settings.templates.render(name, &value(&edition)))
            .collect::<Result<_, _>>()?;
        editions.join("\n")
    } else {
        settings.templates.render(name, &value(&context))?
    };
    write::result(args.output.as_deref(), &text)?;
    if let Some(what) = explained {
        explain(&context, what, report);
    }
    Ok(())
}

/// Tells which items of a kind the gate refused, and why.
fn explain(context: &Context, what: &str, report: Report) {
    for item in context.dropped.iter().filter(|item| item.what == what) {
        let place = match item.start_s.and_then(Millis::from_seconds) {
            Some(time) => time.to_string(),
            None => format!("word {}", item.words[0] + 1),
        };
        let answer = if item.answer.is_empty() { String::new() } else { format!(" -> {}", item.answer) };
        let text = &item.text;
        report.line(&format!("dropped at {place} by {}: {}", item.rule, item.why));
        report.line(&format!("    {text}{answer}"));
    }
}
