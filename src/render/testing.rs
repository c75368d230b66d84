//! A small talk for the tests of rendering.

use super::context::{Context, Facts};
use crate::analyze::{Analysis, Asked, Mention, Passage, Section, Topic, TopicKind};
use crate::compose::{
    Bloom, Card, CardKind, Choice, Dropped, Evidence, Face, Form, Lead, Note, Pair, Quiz, QuizItem, StudySet,
    Tier,
};
use crate::read::Millis;
use crate::restore::{Options, restore};

const TALK: &str = "Ann: Welcome to the show about <tea> and [links](http://evil.org).\n\
    Ann: What does water do to tea?\n\
    Bob: Hot water takes the tannins out of the leaf. About 70 % of them in three minutes.\n\
    Ann: And who was the first to sell it in London?\n\
    Bob: Thomas Garway sold tea in Exchange Alley. He sold {{c1::it}} as a medicine.\n";

/// A context with everything in it; with times and a link when `timed`.
pub(super) fn context(timed: bool) -> Context {
    let mut script = restore(crate::read::testing::transcript(TALK), &Options::default());
    script.source.file = "tea-talk.txt".into();
    if timed {
        script.source.title = Some("Tea | a talk".into());
        script.source.url = Some("https://www.youtube.com/watch?v=abc".into());
        script.source.duration = Some(Millis(80_000));
        for (at, sentence) in script.sentences.iter_mut().enumerate() {
            sentence.start = Some(Millis(at as u64 * 10_000));
            sentence.end = Some(Millis(at as u64 * 10_000 + 9_000));
        }
    }
    let count = script.sentences.len();
    let topic =
        |title: &str, sentences: std::ops::Range<usize>, passage: Option<std::ops::Range<usize>>| Topic {
            title: title.into(),
            kind: if passage.is_some() { TopicKind::Content } else { TopicKind::Intro },
            keyphrases: vec!["hot water".into(), "tannins".into()],
            strength: (sentences.start > 0).then_some(0.4),
            sentences,
            sections: Vec::new(),
            questions: Vec::new(),
            left_out: passage.is_none().then(|| "the host greets the listeners".into()),
            passages: passage.into_iter().map(|sentences| Passage { sentences, score: 0.5 }).collect(),
        };
    let mut topics = vec![
        topic("Welcome", 0..1, None),
        topic("Hot Water", 1..4, Some(2..4)),
        topic("The First Tea Shop", 4..count, Some(5..7)),
    ];
    let section = |title: &str, sentences: std::ops::Range<usize>| Section {
        title: title.into(),
        strength: Some(0.2),
        sentences,
    };
    topics[1].questions = vec![Asked { question: 1..2, answer: Some(2..3), score: 1.0 }];
    topics[2].sections = vec![section("London", 4..6), section("A | Medicine", 6..count)];
    let mention = |text: &str, sentences: &[usize], explained| Mention {
        said: sentences.len(),
        text: text.into(),
        sentences: sentences.to_vec(),
        explained,
    };
    let analysis = Analysis {
        salience: vec![0.5; count],
        judged: Vec::new(),
        intact: Vec::new(),
        topics,
        names: vec![mention("Thomas | Garway", &[5, 6], None)],
        terms: vec![mention("tannins", &[2, 3], Some(2)), mention("<leaf>", &[2], None)],
        stems: std::collections::BTreeMap::new(),
        tags: Vec::new(),
    };
    let context =
        Context::new(&script, &analysis, &study_set(), &Facts { explain: true, ..Facts::default() });
    assert_eq!(count, 7, "{:#?}", context.sentences);
    context
}

fn evidence(sentences: std::ops::Range<usize>, topic: usize) -> Evidence {
    Evidence { sentences, topic }
}

fn matching() -> Form {
    let pairs = ["tannins", "Thomas Garway", "a medicine"].into_iter().enumerate();
    let pairs = pairs.map(|(at, text)| Pair {
        asked: format!("What is number {at}?"),
        answer: Choice { text: text.into(), sentence: at + 2 },
    });
    Form::Matching { pairs: pairs.collect(), shown: vec![1, 2, 0] }
}

fn study_set() -> StudySet {
    let card = |id: &str, kind, face, answer: &str, evidence| Card {
        id: id.into(),
        kind,
        face,
        answer: answer.into(),
        evidence,
        lead: None,
        score: 0.75,
    };
    let question = Face::Question { front: "What does hot water take out of a tea leaf?".into() };
    let gap = Face::Cloze {
        before: String::new(),
        after: " sold tea in Exchange Alley.".into(),
        hint: Some("who".into()),
    };
    let hostile = Face::Cloze { before: "He sold {{c1::it}} as a ".into(), after: ".".into(), hint: None };
    let list = Face::Cloze { before: "A leaf has ".into(), after: ".".into(), hint: None };
    let item = |id: &str, tier, stem: &str, form, evidence| QuizItem {
        id: id.into(),
        tier,
        bloom: Bloom::Remember,
        stem: stem.into(),
        form,
        evidence,
        against: None,
        minutes: 2,
    };
    let options = [("tannins", 2), ("medicine", 6), ("London", 4)]
        .map(|(text, sentence)| Choice { text: text.into(), sentence });
    StudySet {
        cards: vec![
            card("aaaa", CardKind::Question, question, "the tannins", evidence(2..3, 1)),
            card("bbbb", CardKind::Term, gap, "Thomas Garway", evidence(5..6, 2)),
            Card {
                lead: Some(Lead { sentence: 5, text: "Thomas Garway sold tea in Exchange Alley.".into() }),
                ..card("cccc", CardKind::Term, hostile, "medicine", evidence(6..7, 2))
            },
            card("jjjj", CardKind::List, list, "tannins, caffeine and colour", evidence(2..3, 1)),
        ],
        quiz: Quiz {
            seed: 1,
            items: vec![
                item(
                    "dddd",
                    Tier::Factual,
                    "What does hot water take out of the leaf?",
                    Form::MultipleChoice { options: options.to_vec(), key: 0 },
                    evidence(2..3, 1),
                ),
                item(
                    "eeee",
                    Tier::Factual,
                    "Who sold tea in Exchange Alley?",
                    Form::ShortAnswer { key: "Thomas Garway".into() },
                    evidence(5..6, 2),
                ),
                item(
                    "gggg",
                    Tier::Factual,
                    "True or false? If it is false, put it right: “About 30 % of them in three minutes.”",
                    Form::TrueFalse {
                        key: "70 %".into(),
                        swapped: Some(Choice { text: "30 %".into(), sentence: 1 }),
                    },
                    evidence(3..4, 1),
                ),
                item(
                    "hhhh",
                    Tier::Factual,
                    "Match each question with its answer.",
                    matching(),
                    evidence(2..3, 1),
                ),
                item(
                    "iiii",
                    Tier::Factual,
                    "In which order did the talk come to these subjects?",
                    Form::Ordering { options: options.to_vec(), key: vec![0, 2, 1] },
                    evidence(2..3, 1),
                ),
                item(
                    "ffff",
                    Tier::Evaluative,
                    "Is tea a medicine?",
                    Form::Discussion {
                        asked: "Is tea a medicine?".into(),
                        follow_ups: vec!["What would show it?".into()],
                    },
                    evidence(5..7, 2),
                ),
            ],
            notes: vec![Note { rule: "D10", why: "no question about the first tea shop".into() }],
        },
        editions: Vec::new(),
        dropped: vec![dropped()],
    }
}

fn dropped() -> Dropped {
    Dropped {
        what: "card",
        kind: "term".into(),
        text: "____ is it".into(),
        answer: "This".into(),
        rule: "C7",
        why: "the front points at something outside the card".into(),
        sentence: 1,
    }
}
