//! The commands that write one result: `summary`, `cards`, `quiz`, `analyze`.

use serde_json::json;

use super::args::{CardsArgs, CardsForm, Global, OneArgs, QuizArgs, SummaryArgs};
use super::inputs::Input;
use super::pipeline::{self, Done, Failure};
use super::problem::Problem;
use super::report::Report;
use super::settings::Settings;
use super::write;
use crate::read::Millis;
use crate::render::{Context, to_json, value, value_with};

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
    let name = if args.key { "quiz-key.md.j2" } else { "quiz.md.j2" };
    template(&args.one, global, report, name, Some("quiz"))
}

/// `crib cards`.
pub(super) fn cards(args: &CardsArgs, global: &Global, report: Report) -> Result<(), Problem> {
    if args.to == CardsForm::Csv {
        return template(&args.one, global, report, "cards.csv.j2", Some("card"));
    }
    let (_, context) = study(&args.one, global, report)?;
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
    write::result(args.one.output.as_deref(), &to_json(&cards))
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

/// Renders one template; `explain` names the kind of items whose drops are told.
fn template(
    args: &OneArgs,
    global: &Global,
    report: Report,
    name: &str,
    explain: Option<&str>,
) -> Result<(), Problem> {
    let (settings, context) = study(args, global, report)?;
    let text = settings.templates.render(name, &value(&context))?;
    write::result(args.output.as_deref(), &text)?;
    for item in context.dropped.iter().filter(|item| explain == Some(item.what.as_str())) {
        let place = match item.start_s.and_then(Millis::from_seconds) {
            Some(time) => time.to_string(),
            None => format!("word {}", item.words[0] + 1),
        };
        let answer = if item.answer.is_empty() { String::new() } else { format!(" -> {}", item.answer) };
        let text = &item.text;
        report.line(&format!("dropped at {place} by {}: {}", item.rule, item.why));
        report.line(&format!("    {text}{answer}"));
    }
    Ok(())
}
