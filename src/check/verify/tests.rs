use super::*;
use crate::analyze::{self, analyze};
use crate::compose::compose;
use crate::render::apkg::package;
use crate::render::lock::Lock;
use crate::render::{Facts, Note, NoteKind, Templates, notes, render_all};
use crate::restore::{self, restore};

/// The bundled sample with everything that is rendered of it.
fn sample() -> (Context, Vec<(String, String)>, Vec<Word>) {
    rendered("lighthouses.vtt", include_str!("../../../tests/fixtures/sample/lighthouses.vtt"))
}

fn rendered(name: &str, text: &str) -> (Context, Vec<(String, String)>, Vec<Word>) {
    let options = crate::read::ReadOptions::new(name, text.as_bytes());
    let mut transcript = crate::read::read(text, &options).unwrap().output;
    transcript.source.url = Some("https://e.org/talk".to_owned());
    let words = restore::spoken_words(&transcript);
    let script = restore(transcript, &restore::Options::default());
    let analysis = analyze(&script, &analyze::Options::default());
    // So many questions that some are multiple choice, and so many cards that some are questions.
    let options = crate::compose::Options {
        questions: Some(16),
        max_cards: Some(60),
        min_score: Some(0.0),
        ..crate::compose::Options::default()
    };
    let study = compose(&script, &analysis, &options);
    let context = Context::new(&script, &analysis, &study, &Facts::default());
    let files = render_all(&Templates::built_in(), &[], &context).unwrap();
    (context, files, words)
}

fn check(context: &Context, files: &[(String, String)], words: &[Word]) -> Vec<String> {
    let files: Vec<File<'_>> = files
        .iter()
        .filter(|(name, _)| FILES.contains(&name.as_str()))
        .map(|(name, text)| File { name, text })
        .collect();
    let verified = verify(context, &files, None, words, &Glossary::default());
    assert!(verified.quotes > 20 && verified.sentences > 100);
    verified.findings.iter().map(ToString::to_string).collect()
}

#[test]
fn what_was_written_holds() {
    let (context, files, words) = sample();
    assert_eq!(check(&context, &files, &words), Vec::<String>::new());
}

#[test]
fn a_place_without_a_quote_is_one_of_the_talk() {
    let (context, mut files, words) = sample();
    let quiz = files.iter_mut().find(|(name, _)| name == "quiz.md").unwrap();
    let start = context.sentences[9].start_s.and_then(crate::read::Millis::from_seconds).unwrap();
    quiz.1 += &["\n> — Ann, [", &start.to_string(), "](https://e.org)\n"].concat();
    assert_eq!(check(&context, &files, &words), Vec::<String>::new());
    let quiz = files.iter_mut().find(|(name, _)| name == "quiz.md").unwrap();
    quiz.1.push_str("\n> — Ann, [9:59:59](https://e.org)\n");
    let findings = check(&context, &files, &words);
    assert_eq!(findings.len(), 1);
    assert!(findings[0].contains("nothing is said at Ann"), "{findings:?}");
}

#[test]
fn what_was_written_holds_where_only_paragraphs_have_times() {
    let typed = include_str!("../../../tests/fixtures/sample/lighthouses.reference.txt");
    let stamped: Vec<String> = (0..)
        .zip(typed.lines())
        .map(|(at, line)| line.replacen(": ", &format!(": 0:{:02}:{:02} ", at / 3, at % 3 * 20), 1))
        .collect();
    let (context, files, words) = rendered("lighthouses.txt", &stamped.join("\n"));
    assert_eq!(check(&context, &files, &words), Vec::<String>::new());
    let inside = |card: &&crate::render::context::CardView| {
        card.sentences.first().is_some_and(|&at| context.sentences[at].start_s.is_none())
    };
    let card = context.cards.iter().find(inside).expect("a card from inside a paragraph");
    assert!(card.start_s.is_some(), "it has the time of its paragraph");
}

#[test]
fn who_said_it_is_answered_by_who_speaks() {
    let (mut context, files, words) = sample();
    let speaker = |context: &Context, at: usize| {
        context.sentences[at].speaker.map(|id| context.speakers[id].name.clone())
    };
    let at = context.quiz.items.iter().position(|item| !item.options.is_empty()).expect("multiple choice");
    let sentence = context.quiz.items[at].options[0].said.sentence;
    let name = speaker(&context, sentence).expect("a speaker");
    let said = |name: &str| format!("`{name}` is not said there");
    let other = context.speakers.iter().map(|speaker| speaker.name.clone()).find(|other| *other != name);
    let other = other.expect("two speakers");
    context.quiz.items[at].options[0].text.clone_from(&name);
    assert!(!check(&context, &files, &words).iter().any(|finding| finding.contains(&said(&name))));
    context.quiz.items[at].options[0].text.clone_from(&other);
    assert!(check(&context, &files, &words).iter().any(|finding| finding.contains(&said(&other))));
}

/// What is found after a change to the analysis, at least one finding with each of these words.
fn finds(change: impl FnOnce(&mut Context), expected: &[&str]) {
    let (mut context, files, words) = sample();
    change(&mut context);
    let found = check(&context, &files, &words);
    for part in expected {
        assert!(found.iter().any(|finding| finding.contains(part)), "{part}: {found:#?}");
    }
}

#[test]
fn every_change_is_found() {
    finds(|context| context.sentences[3].said.push_str(" more"), &["sentence 3: the transcript says"]);
    finds(|context| context.sentences[3].text.push_str(" Never"), &["sentence 3: `Never` was not said"]);
    finds(|context| context.sentences[3].start_s = Some(999.0), &["sentence 3: it starts at 0:"]);
    finds(|context| context.cards[0].quote.push('x'), &["its quote is not", "the parts of the quote"]);
    finds(|context| context.cards[0].start_s = Some(1.0), &["its time is not"]);
    finds(
        |context| context.cards[0].url = Some("https://e.org/x".into()),
        &["another moment", "cards.csv: line"],
    );
    finds(
        |context| context.cards[0].answer = "made up".into(),
        &["`made up` is not in the quote", "cards.csv"],
    );
    finds(
        |context| context.cards[0].id = "0".into(),
        &["cards.csv: line 8: its card is not in the analysis"],
    );
    finds(|context| context.quiz.items[0].key = Some("made up".into()), &["`made up` is not in the quote"]);
    finds(
        |context| {
            let item = context.quiz.items.iter_mut().find(|item| !item.options.is_empty()).unwrap();
            item.options[0].text = "made up".into();
        },
        &["option A: `made up` is not said there"],
    );
}

#[test]
fn a_changed_file_is_found() {
    let (context, files, words) = sample();
    let edited = |name: &str, from: &str, to: &str| -> Vec<(String, String)> {
        let change = |(file, text): &(String, String)| {
            let text = if file == name { text.replacen(from, to, 1) } else { text.clone() };
            (file.clone(), text)
        };
        files.iter().map(change).collect()
    };
    let summary = &files.iter().find(|(name, _)| name == "summary.md").unwrap().1;
    let quote = summary.lines().find(|line| line.starts_with("> ")).unwrap();
    let found = check(&context, &edited("summary.md", quote, "> Something else was said."), &words);
    assert!(
        matches!(found.as_slice(), [one] if one.contains("summary.md: line") && one.contains("not in the talk"))
    );
    let source = summary.lines().find(|line| line.starts_with("> — ")).unwrap();
    let found = check(&context, &edited("summary.md", source, "> — [9:59:59](x)"), &words);
    assert!(matches!(found.as_slice(), [one] if one.contains("is said at another time")), "{found:?}");
    let asks = context.cards.iter().position(|card| card.front.is_some()).expect("a question");
    let answer = format!("<b>{}</b>", context.cards[asks].quote_answer);
    let found = check(&context, &edited("cards.csv", &answer, "<b>never</b>"), &words);
    let quoted = format!("cards.csv: line {}: the quote", 8 + asks);
    assert!(found.iter().any(|one| one.contains(&quoted)), "{found:?}");
}

/// What is found when the notes were changed before they were packed.
fn packed(change: impl FnOnce(&mut Vec<Note>)) -> Vec<String> {
    let (context, files, words) = sample();
    let mut notes = notes(&Templates::built_in(), &context).unwrap();
    change(&mut notes);
    let bytes = package(&notes, &Lock::default()).unwrap();
    let (_, csv) = files.iter().find(|(name, _)| name == CARDS).unwrap();
    let verified =
        verify(&context, &[File { name: CARDS, text: csv }], Some(&bytes), &words, &Glossary::default());
    verified.findings.iter().map(ToString::to_string).collect()
}

#[test]
fn a_package_that_was_written_holds() {
    assert_eq!(packed(|_| {}), Vec::<String>::new());
}

#[test]
fn every_change_of_a_package_is_found() {
    let finds = |change: &dyn Fn(&mut Vec<Note>), expected: &str| {
        let found = packed(|notes| change(notes));
        assert!(
            found.iter().any(|one| one.starts_with("cards.apkg: ") && one.contains(expected)),
            "{found:#?}"
        );
    };
    finds(&|notes| notes[0].fields[0].push_str(" not"), "cards.csv asks something else");
    let question = |notes: &[Note]| notes.iter().position(|note| note.kind == NoteKind::Basic).unwrap();
    finds(
        &|notes| {
            let at = question(notes);
            notes[at].fields[1] = "made up".into();
        },
        "the answer `",
    );
    finds(&|notes| notes[0].fields[3] = "“Nobody said that.”".into(), "the quote “Nobody said that.” is not");
    finds(
        &|notes| notes[0].fields[4] = notes[0].fields[4].replace("https://e.org/talk", "https://e.org/other"),
        "the link https://e.org/other",
    );
    finds(&|notes| notes[0].fields[5] = "0".into(), "its field `Id` has the id 0");
    finds(&|notes| notes[0].guid = "0".into(), "note 0: its card is not in the analysis");
    finds(&|notes| notes[0].guid = "0".into(), "note 0: it is not in cards.csv");
    finds(&|notes| drop(notes.pop()), "it is in cards.csv and not here");
}

#[test]
fn what_is_no_package_is_found() {
    let (context, _, words) = sample();
    let verified = verify(&context, &[], Some(b"PK"), &words, &Glossary::default());
    assert!(verified.findings[0].to_string().starts_with("cards.apkg: archive: it is no archive"));
}
