//! Decides what was talked about and what matters.

mod acts;
mod alone;
mod analysis;
mod answers;
mod background;
mod boundary;
mod broken;
mod find;
mod formulas;
mod intact;
mod introductions;
mod judge;
mod keyphrases;
mod kinds;
#[doc(hidden)]
pub mod learning;
mod linear;
mod made_up;
mod mentions;
mod noun_phrases;
mod parts;
mod passages;
mod phrases;
mod plain;
mod questions;
mod quotations;
mod reading;
mod requests;
mod retraction;
mod salience;
mod sections;
mod segment;
mod spelling;
mod stems;
pub(crate) mod tagger;
mod title_features;
mod titles;
mod vectors;
mod vocabulary;

pub use analysis::{Analysis, Asked, Mention, Passage, Section, Topic, TopicKind};
pub(crate) use background::rarity;
pub(crate) use broken::{is_broken, tears_a_share};
pub use find::{Found, find};
pub(crate) use judge::{
    ALONE as JUDGED_ALONE, HEADS as JUDGED, Hideable, NAMES as JUDGED_NAMES, SOUND as JUDGED_SOUND,
    judge_card, judge_text, mean as mean_judgement, promise,
};
pub(crate) use linear::{Linear, flag, names, sigmoid, values};
pub(crate) use made_up::made_up;
pub(crate) use retraction::is_taken_back;
pub use stems::stem;
pub(crate) use stems::stem_in;
pub use tagger::Pos;
pub(crate) use vectors::{Vector, similarity};

use std::collections::BTreeSet;
use std::ops::Range;

use boundary::Boundaries;
use rayon::prelude::*;
use spelling::Spellings;
pub(crate) use spelling::is_misspelled;
use vocabulary::Vocabulary;

use crate::restore::Script;

/// What the person wants of the analysis.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct Options {
    /// About how many topics to make.
    pub topics: Option<usize>,
    /// About how long topics are to be, in minutes; talks without times count 160 words a minute.
    pub topic_minutes: Option<f64>,
    /// The most key passages of a topic; six when `None`. How many there are of them depends on how much is
    /// worth keeping.
    pub passages: Option<usize>,
    /// Phrases with which advertisements begin, besides the usual ones.
    pub skip: Vec<String>,
}

/// Reads the tables, which is else done when they are needed first.
pub(crate) fn load() {
    tagger::load();
    vectors::load();
    judge::load();
    background::load();
}

/// Analyzes a script.
pub fn analyze(script: &Script, options: &Options) -> Analysis {
    let tags: Vec<Vec<Pos>> =
        script.sentences.par_iter().map(|sentence| tagger::tag_in(script.language, sentence)).collect();
    let vocabulary = Vocabulary::new(script, &tags);
    let asides = kinds::asides(script, &options.skip);
    let ((boundaries, parts), ((phrases, spellings), judged)) = rayon::join(
        || {
            let boundaries = Boundaries::new(script, &vocabulary);
            let parts = parts::parts(script, &boundaries, &asides, options);
            (boundaries, parts)
        },
        || rayon::join(|| (phrases::phrases(script, &tags), Spellings::new(script)), || judge::judge(script)),
    );
    let intact = intact::intact(script, &judged);
    let ranges: Vec<Range<usize>> = parts.iter().map(|part| part.sentences.clone()).collect();
    let salience = if script.language.is_english() {
        salience::salience(script, &tags, &vocabulary, &judged, &ranges)
    } else {
        plain::salience(script, &tags, &vocabulary, &ranges)
    };
    let content: Vec<Range<usize>> =
        parts.iter().filter(|part| part.aside.is_none()).map(|part| part.sentences.clone()).collect();
    let said = keyphrases::Said {
        script,
        vocabulary: &vocabulary,
        salience: &salience,
        phrases: &phrases,
        spellings: &spellings,
    };
    let readable =
        reading::Said { script, tags: &tags, judged: &judged, intact: &intact, salience: &salience };
    let whole = passages::Whole::new(script, &tags);
    let passages = |topic: &Range<usize>| {
        passages::passages(&readable, &whole, &vocabulary, topic.clone(), options.passages)
    };
    let mut passages: Vec<Vec<Passage>> = content.par_iter().map(passages).collect();
    passages::drop_repeats(&mut passages, &vocabulary);
    let quoted: Vec<BTreeSet<String>> =
        passages.iter().map(|passages| passages::stems(&readable, passages)).collect();
    let namings = titles::name(&said, &content, &[], &quoted, |_, _| true);
    let mut content = namings.into_iter().zip(passages).zip(1..);
    let topics = parts.into_iter().map(|part| {
        let ((naming, mut passages), number) =
            if part.aside.is_none() { content.next() } else { None }.unwrap_or_default();
        if let Some(title) = part.chapter.as_ref().or(naming.title.as_ref()) {
            passages::explain_title(&readable, &whole, &part.sentences, title, &mut passages);
        }
        let mut questions = match part.aside {
            None => questions::asked(&readable, &vocabulary, &part.sentences, &passages),
            Some(_) => Vec::new(),
        };
        questions::reconcile(script, &mut questions, &mut passages);
        let kind = part.aside.map_or(TopicKind::Content, |aside| aside.kind);
        let title = match kind {
            TopicKind::Content => part.chapter.or(naming.title),
            _ if !script.language.is_english() => None,
            TopicKind::Intro => Some("Introduction".to_owned()),
            TopicKind::Outro => Some("Goodbye".to_owned()),
            _ => Some("Advertisement".to_owned()),
        };
        Topic {
            title: title.unwrap_or_else(|| {
                if script.language.is_english() { format!("Part {number}") } else { number.to_string() }
            }),
            kind,
            keyphrases: naming.keyphrases,
            strength: part.strength,
            sentences: part.sentences,
            sections: Vec::new(),
            passages,
            questions,
            left_out: part.aside.map(|aside| aside.why.clone()),
        }
    });
    let mut topics: Vec<Topic> = topics.collect();
    let (sections, (names, terms)) = rayon::join(
        || sections::sections(&said, &boundaries, &topics),
        || mentions::index(script, &tags, &phrases, &topics),
    );
    for (topic, sections) in topics.iter_mut().zip(sections) {
        topic.sections = sections;
    }
    Analysis { topics, salience, judged, intact, names, terms, stems: vocabulary.counts(), tags }
}
