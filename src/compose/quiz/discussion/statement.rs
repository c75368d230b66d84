//! Statements that can be quoted and talked about: whole sentences that stand alone.

use std::ops::Range;

use super::act::{Act, act};
use super::stand;
use crate::analyze::{Analysis, Pos, is_taken_back, rarity, stem};
use crate::compose::clause::{Clause, Word, capitalised, is_misheard, is_stop};
use crate::compose::words::Words;
use crate::restore::{Script, SentenceKind};

/// Words of a statement: long enough to say something, short enough to be heard once.
const STATEMENT: std::ops::RangeInclusive<usize> = 7..=40;
/// The same where its verbs can't be made out: readers could read few aloud that are longer.
const SHORT: usize = 30;
/// Words of a passage.
const PASSAGE: std::ops::RangeInclusive<usize> = 14..=80;
/// Words with meaning that a statement has at least, and those that nobody doubts.
const CONTENT: usize = 3;
const ENOUGH: usize = 4;
/// The least rarity of the word that names the subject.
const SPECIFIC: f64 = 0.25;

/// A sentence, or a part of it, that can be quoted and talked about.
#[derive(Debug)]
pub(super) struct Statement {
    /// Index of its topic.
    pub(super) topic: usize,
    /// Index of the sentence.
    pub(super) sentence: usize,
    /// Its words.
    pub(super) clause: Clause,
    /// It as it is quoted.
    pub(super) text: String,
    /// What it does.
    pub(super) act: Act,
    /// A phrase of it that names its subject; empty where nothing does.
    pub(super) term: String,
    /// How far it stands for itself: about 0 for a general one, less for a moment of a story.
    pub(super) standing: f64,
    /// It is the whole sentence.
    pub(super) whole: bool,
    /// How many further sentences belong to it.
    pub(super) more: usize,
    /// It says little, names nothing, or a program can't make out its verbs: readers can talk about as many of these as of others that score as
    /// well, but of few that score less.
    pub(super) doubtful: bool,
}

/// A sentence as a statement to talk about, if it stands alone and names its subject.
pub(super) fn statement(
    script: &Script,
    analysis: &Analysis,
    topic: usize,
    sentence: usize,
) -> Option<Statement> {
    if script.sentences[sentence].kind != SentenceKind::Statement || is_taken_back(script, sentence) {
        return None;
    }
    let clause = Clause::of(script, analysis, sentence);
    let core = clause.core(0..clause.len());
    // A quotation mark without its partner: words of somebody else, which one can't tell.
    let marks: usize = clause.words.iter().map(|word| word.text.matches(['"', '“', '”']).count()).sum();
    if core.len() < *STATEMENT.start() || marks % 2 == 1 {
        return None;
    }
    let of = |range: &Range<usize>| Clause { words: clause.words[range.clone()].to_vec() };
    standing(&of(&core))?;
    let (part, sure) = alone(&clause, &core, is_sure)
        .map(|part| (part, true))
        .or_else(|| Some((alone(&clause, &core, is_possible)?, false)))?;
    let words = of(&part);
    let (standing, own) = standing(&words)?;
    if own {
        return None;
    }
    let statement = quotable(analysis, topic, sentence, words)?;
    let doubtful = !sure || statement.term.is_empty();
    Some(Statement { whole: part == core, standing, doubtful, ..statement })
}

/// Words as a statement that is quoted as a whole, if nothing in them is misheard, quoted or asked.
fn quotable(analysis: &Analysis, topic: usize, sentence: usize, clause: Clause) -> Option<Statement> {
    let said = |word: &Word| analysis.stems.get(&stem(&word.key)).copied().unwrap_or(0);
    let opens = clause.words[0].is(&["this", "that", "that's", "these", "those"]);
    let mut text = capitalised(&clause.text(0..clause.len()));
    if opens
        || text.contains(['"', '“', '”', '?'])
        || clause.words.iter().any(|word| is_misheard(word, || said(word)))
    {
        return None;
    }
    if !text.ends_with(['.', '!']) {
        text.push('.');
    }
    let act = match act(&clause)? {
        Act::Believes if stand::judging(&clause) == 0 => Act::Tells,
        act => act,
    };
    let term = term(analysis, topic, &clause).unwrap_or_default();
    let (standing, whole, more, doubtful) = (0.0, true, 0, false);
    Some(Statement { topic, sentence, clause, text, act, term, standing, whole, more, doubtful })
}

/// A key passage of several sentences as a statement to talk about, if its first sentence can be understood alone.
pub(super) fn passage(
    script: &Script,
    analysis: &Analysis,
    topic: usize,
    passage: &Range<usize>,
) -> Option<Statement> {
    if passage.len() < 2 || passage.clone().any(|at| script.sentences[at].kind != SentenceKind::Statement) {
        return None;
    }
    let sentences: Vec<Clause> = passage.clone().map(|at| Clause::of(script, analysis, at)).collect();
    let first = sentences[0].core(0..sentences[0].len());
    if first.is_empty() || sentences[0].dangling(first.clone()).is_some() {
        return None;
    }
    let all = sentences.iter().flat_map(|clause| &clause.words).skip(first.start);
    let words = Clause { words: all.cloned().collect() };
    if !PASSAGE.contains(&words.len()) {
        return None;
    }
    let (standing, _) = standing(&words)?;
    let more = passage.len() - 1;
    let statement = quotable(analysis, topic, passage.start, words)?;
    (!statement.term.is_empty()).then_some(Statement { standing, more, ..statement })
}

/// The longest part of a sentence that can be understood alone: whole clauses, cut where
/// "and", "so", "because" join them. What a "but" follows isn't cut off: it would say more than was said.
fn alone(
    clause: &Clause,
    core: &Range<usize>,
    says: fn(&Clause, &Range<usize>) -> bool,
) -> Option<Range<usize>> {
    let joints: Vec<usize> = (core.start + 1..core.end)
        .filter(|&at| {
            clause.words[at - 1].pauses()
                && clause.words[at].is(&["and", "but", "so", "because"])
                && !clause.words[at + 1..].first().is_some_and(|next| next.is(&["then"]))
        })
        .collect();
    let mut starts = vec![core.start];
    starts.extend(joints.iter().map(|&at| clause.core(at..core.end).start));
    let mut ends = vec![core.end];
    ends.extend(joints.iter().copied().filter(|&at| !clause.words[at].is(&["but"])));
    let mut parts: Vec<Range<usize>> = starts
        .iter()
        .flat_map(|&start| ends.iter().map(move |&end| start..end))
        .filter(|part| part.start < part.end && STATEMENT.contains(&part.len()))
        .collect();
    parts.sort_by_key(|part| (std::cmp::Reverse(part.len()), part.start));
    parts.into_iter().find(|part| {
        let opinions = (*part).clone().filter(|&at| clause.has(at, &["i", "think"])).count();
        opinions < 2
            && says(clause, part)
            && clause.dangling((*part).clone()).is_none()
            && concludes(clause, part)
            && clause.opposes(part)
            && (part.start == core.start || begins(clause, part) && !hedged(clause, core.start..part.start))
            && !is_broken(clause, part)
    })
}

/// Whether words are plainly a sentence that says something.
fn is_sure(clause: &Clause, part: &Range<usize>) -> bool {
    clause.flaw(part.clone()).is_none() && clause.states(part) && clause.content(part.clone()) >= ENOUGH
}

/// Whether they may be one: nothing is plainly wrong with them.
fn is_possible(clause: &Clause, part: &Range<usize>) -> bool {
    part.len() <= SHORT
        && !clause.words[part.start].is(&["to"])
        && clause.fault(part.clone()).is_none()
        && clause.finite(part.clone()).is_some()
        && clause.content(part.clone()) >= CONTENT
}

/// Words at the start of what only hangs on the sentence before.
const HANGING: [&str; 21] = [
    "again",
    "also",
    "equally",
    "especially",
    "except",
    "including",
    "just",
    "like",
    "likewise",
    "maybe",
    "meaning",
    "next",
    "no",
    "or",
    "similarly",
    "than",
    "that's",
    "whereas",
    "which",
    "whom",
    "yes",
];

/// Whether a sentence can be read out before a statement: nothing is plainly wrong with it, it has a verb and doesn't hang on another one.
pub(super) fn leads(script: &Script, analysis: &Analysis, sentence: usize) -> bool {
    let clause = Clause::of(script, analysis, sentence);
    let core = clause.core(0..clause.len());
    let hangs = clause.words.first().is_none_or(|word| word.is(&HANGING));
    !hangs && clause.fault(core.clone()).is_none() && clause.finite(core).is_some()
}

/// Marks of a sentence that went wrong on the way: captions that miss an end, a speaker who starts anew, a
/// part that only hangs on what came before.
fn is_broken(clause: &Clause, part: &Range<usize>) -> bool {
    // "The other difference is", "By the same token": what comes before tells which.
    const LEANING: [&[&str]; 14] = [
        &["the", "other"],
        &["the", "latest"],
        &["the", "latter"],
        &["the", "former"],
        &["the", "same"],
        &["the", "next"],
        &["the", "fact", "remains"],
        &["another"],
        &["in", "that"],
        &["in", "this"],
        &["by", "the", "same"],
        &["to", "be", "more"],
        &["to", "be", "specific"],
        &["each", "and", "every"],
    ];
    const PRONOUNS: [&str; 14] = [
        "i", "i'm", "i've", "we", "we're", "we've", "they", "they're", "you're", "he", "he's", "she",
        "she's", "there's",
    ];
    const ARTICLES: [&str; 3] = ["a", "an", "the"];
    let words = &clause.words[part.clone()];
    let pauses = words.iter().filter(|word| word.pauses()).count();
    let clash = words.windows(2).any(|pair| {
        let article = pair[0].is(&ARTICLES) && !pair[0].pauses();
        article
            && (pair[1].is(&ARTICLES)
                || pair[1].is(&["some", "this", "these", "those", "my", "our", "your", "and"]))
            || pair[0].is(&["be", "been"]) && !pair[0].pauses() && pair[1].is(&PRONOUNS)
            || pair[0].key == pair[1].key && !pair[0].is(&["that", "had"])
            || pair[0].key.strip_suffix("'s").is_some_and(|head| head == pair[1].key)
            || breaks_off(&pair[0].key, &pair[1].key)
    });
    // "nobody could make that, built it out of pieces": a comma where a sentence ended.
    let runs_on = words.windows(3).any(|three| {
        three[0].pauses()
            && stand::is_past(&three[1].key)
            && matches!(three[2].pos, Pos::Pronoun | Pos::Determiner)
    });
    let leans = LEANING.iter().any(|words| clause.has(part.start, words));
    // "Ray, I think": spoken to somebody. "Lower the threshold": an order, or the end of something.
    let address = words[0].pos.is_nominal() && words[0].pauses();
    let order = words[0].pos == Pos::Verb && !words[0].key.ends_with("ing");
    let glad = words[0].pos == Pos::Adjective && words.get(1).is_some_and(|next| next.is(&["to", "that"]));
    address
        || leans
        || order
        || glad
        || runs_on
        || words[0].is(&HANGING)
        || pauses * 6 > words.len()
        || clash
        || words.iter().any(|word| word.text.contains('…'))
}

/// Whether a word is the beginning of the next one: "po, possibly", "shou should".
fn breaks_off(word: &str, next: &str) -> bool {
    const UNKNOWN: f64 = 0.9;
    word.len() > 1 && word.len() < next.len() && next.starts_with(word) && rarity(&stem(word)) > UNKNOWN
}

/// Whether what would be cut off makes the rest a guess or a wish: "My guess is that this, and that".
fn hedged(clause: &Clause, before: Range<usize>) -> bool {
    const HEDGES: Words = Words::new(
        "assume believe could feel guess guessing hope hopefully if imagine maybe might perhaps possibly probably \
         said says seems suppose think thought unless whether",
    );
    clause.words[before].iter().any(|word| HEDGES.has(&word.key))
}

/// Whether a subject and its verb come before the first pause, where a sentence was cut.
fn begins(clause: &Clause, part: &Range<usize>) -> bool {
    let first = part.clone().find(|&at| clause.words[at].pauses()).map_or(part.end, |at| at + 1);
    clause.words[part.start].is(&["if"]) || clause.finite(part.start..first).is_some_and(|at| at > part.start)
}

/// Whether what begins with a condition goes on to say what follows from it.
fn concludes(clause: &Clause, part: &Range<usize>) -> bool {
    if !clause.words[part.start].is(&[
        "if", "when", "unless", "while", "once", "although", "though", "since", "because", "as", "even",
    ]) {
        return true;
    }
    let pause = part.clone().rev().skip(1).find(|&at| clause.words[at].pauses());
    pause.is_some_and(|at| {
        let goes_on = clause.words[at + 1].is(&["and", "or", "but", "that", "which"]);
        clause.finite(at + 1..part.end).is_some() && part.end - at > 3 && !goes_on
    })
}

/// How far a statement stands for itself, about 0 for a general one and less for a moment of a
/// story, and whether it is about who says it; `None` for what only makes sense on the day or in the room where it was said.
fn standing(statement: &Clause) -> Option<(f64, bool)> {
    const ROOM: [&[&str]; 46] = [
        &["today"],
        &["yesterday"],
        &["tomorrow"],
        &["tonight"],
        &["this", "week"],
        &["this", "morning"],
        &["next", "week"],
        &["last", "week"],
        &["this", "episode"],
        &["the", "episode"],
        &["this", "show"],
        &["the", "show"],
        &["this", "podcast"],
        &["the", "podcast"],
        &["this", "video"],
        &["this", "talk"],
        &["this", "call"],
        &["the", "slide"],
        &["this", "slide"],
        &["listeners"],
        &["thank", "you"],
        &["welcome"],
        &["this", "meeting"],
        &["the", "link"],
        &["let", "me"],
        &["you", "guys"],
        &["your", "point"],
        &["email"],
        &["should", "talk"],
        &["talk", "about", "later"],
        &["subscribe"],
        &["subscribed"],
        &["sponsor"],
        &["this", "list"],
        &["your", "question"],
        &["great", "question"],
        &["as", "you", "can", "see"],
        &["this", "quarter"],
        &["on", "screen"],
        &["let's", "say"],
        &["you", "can", "imagine"],
        &["check", "out"],
        &["you", "mentioned"],
        &["as", "you", "said"],
        &["we're", "talking"],
        &["we", "talked"],
    ];
    // What a firm says it does: nobody can hold anything against that.
    const PROMISES: [&[&str]; 18] = [
        &["we", "will", "strive"],
        &["we", "will", "continue"],
        &["we'll", "continue"],
        &["we", "will", "keep"],
        &["we'll", "keep"],
        &["we", "strive"],
        &["we", "seek", "to"],
        &["we", "aim", "to"],
        &["we", "are", "keeping"],
        &["we're", "keeping"],
        &["we", "are", "reviewing"],
        &["we're", "reviewing"],
        &["we", "are", "committed"],
        &["we're", "committed"],
        &["we", "remain", "committed"],
        &["a", "close", "eye"],
        &["a", "close", "watch"],
        &["like", "to", "say"],
    ];
    const SELF: Words = Words::new("i i'd i'll i'm i've me mine my myself");
    const STORY: Words = Words::new("he he's her him his said she she's told was went were");
    const WE: Words = Words::new("our us we we'll we're we've");
    const VIEW: Words = Words::new("argue believe expect feel guess say think");
    // "I still don't think", "I would also say"
    const BETWEEN: Words =
        Words::new("also always certainly do don't honestly just never personally really still truly would");
    const LOOSE: Words = Words::new(
        "actually basically definitely gonna guys just kinda kind literally okay pretty probably really some \
         somebody something somewhere sort stuff thing things totally wanna whatever",
    );
    let words = &statement.words;
    if ROOM.iter().chain(&PROMISES).any(|phrase| statement.find(0..words.len(), phrase).is_some()) {
        return None;
    }
    let view = |at: usize| {
        words[at + 1..].iter().find(|next| !BETWEEN.has(&next.key)).is_some_and(|next| VIEW.has(&next.key))
    };
    let own = (0..words.len()).filter(|&at| SELF.has(&words[at].key) && !view(at)).count();
    let count = |list: Words| words.iter().filter(|word| list.has(&word.key)).count() as f64;
    let numbers = words.iter().filter(|word| word.pos == Pos::Number).count() as f64;
    let we = count(WE);
    let past = words.iter().filter(|word| word.pos == Pos::Verb && word.key.ends_with("ed")).count() as f64;
    let story = -0.12 * count(STORY) - 0.04 * past - 0.1 * own.min(3) as f64;
    Some((story - 0.08 * count(LOOSE) - 0.1 * numbers - 0.06 * we.min(2.0), own > 0))
}

/// The phrase that names the subject: a keyphrase of the topic, or the rarest noun phrase.
fn term(analysis: &Analysis, topic: usize, statement: &Clause) -> Option<String> {
    let stems: Vec<String> = statement.words.iter().map(|word| stem(&word.key)).collect();
    let key = analysis.topics[topic].keyphrases.iter().find_map(|phrase| {
        let phrase: Vec<String> =
            phrase.split_whitespace().map(|word| stem(&crate::restore::key(word))).collect();
        let at = stems.windows(phrase.len().max(1)).position(|window| window == phrase)?;
        Some(at..at + phrase.len())
    });
    let specific = |range: &Range<usize>| {
        let words = &statement.words[range.clone()];
        words
            .iter()
            .filter(|word| !is_stop(&word.key))
            .map(|word| rarity(&stem(&word.key)))
            .fold(0.0, f64::max)
    };
    let key = key.filter(|range| statement.words[range.end - 1].pos.is_nominal());
    let range = key.or_else(|| {
        statement
            .noun_phrases(0..statement.len())
            .into_iter()
            .filter(|phrase| !statement.words[phrase.start].is(&["same", "other", "certain"]))
            .filter(|phrase| phrase.len() <= 3 && specific(phrase) >= SPECIFIC)
            .max_by(|a, b| specific(a).total_cmp(&specific(b)).then(b.start.cmp(&a.start)))
    })?;
    Some(statement.text(range))
        .filter(|text| !text.contains(|c: char| !c.is_alphanumeric() && !" -'’.".contains(c)))
}
