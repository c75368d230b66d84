//! The index of a talk: the names that come up in it, and the terms that it is about, with their places.

use std::collections::{BTreeMap, BTreeSet};

use super::analysis::{Mention, Topic};
use super::background::rarity;
use super::made_up::made_up;
use super::phrases::Phrase;
use super::spelling::is_misspelled;
use super::stems::stem;
use super::tagger::{Pos, bare, keys};
use crate::restore::{Script, SentenceKind, key};

/// Names and terms must be said so often. What captions mishear they seldom mishear in the same way twice.
const FEWEST_NAMED: usize = 2;
const FEWEST_TERMED: usize = 3;

/// A name of several words that is said so often is one, even where its words are written small elsewhere.
const OFTEN: usize = 4;

/// Words of talk for each name and each term, and the most of them.
const WORDS_PER_NAME: usize = 300;
const WORDS_PER_TERM: usize = 600;
const MOST_NAMES: usize = 20;
const MOST_TERMS: usize = 12;

/// Names of a single word that are more common than this at large are none: "God", "Okay".
const LEAST_RARE_NAME: f64 = 0.2;
/// Terms that are more common are everybody's words.
const LEAST_RARE_TERM: f64 = 0.3;
/// Shorter words in small letters are mostly misheard ones.
const SHORTEST_TERM: usize = 4;
/// A word that is rarer is hardly ever said but as a part of a name: "Laporte", "Musk".
const RARE: f64 = 0.5;

/// What is said in the topics that are not left out.
struct Talk<'a> {
    content: Vec<&'a Topic>,
    /// By stem: how often it is written with a capital and how often without where nothing else calls for one,
    /// as the start of a sentence does.
    cases: BTreeMap<String, [usize; 2]>,
    /// Stems of the speakers' names: they are at the head of the summary.
    speakers: BTreeSet<String>,
    /// Whether a capital tells nothing about a word, since all nouns have one.
    nouns_too: bool,
    places: Places,
}

/// The words of the topics that are not left out, by stem.
struct Places {
    stems: Vec<String>,
    /// Whether each begins with a capital or a digit.
    capital: Vec<bool>,
    /// The sentence of each.
    sentences: Vec<usize>,
    by_stem: BTreeMap<String, Vec<usize>>,
}

impl Places {
    fn new(script: &Script, topics: &[&Topic]) -> Self {
        let mut places =
            Self { stems: Vec::new(), capital: Vec::new(), sentences: Vec::new(), by_stem: BTreeMap::new() };
        for at in topics.iter().flat_map(|topic| topic.sentences.clone()) {
            for token in &script.sentences[at].tokens {
                let word = bare(&token.text);
                let stem = stem(word);
                places.by_stem.entry(stem.clone()).or_default().push(places.stems.len());
                places.stems.push(stem);
                places.capital.push(word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()));
                places.sentences.push(at);
            }
        }
        places
    }

    /// How often a phrase is said, longer ones with it in them included, and in which sentences. What is written with capitals
    /// is said only where it has them.
    fn find(&self, phrase: &str) -> (usize, Vec<usize>) {
        let words: Vec<(String, bool)> =
            phrase.split(' ').map(|word| (stem(word), word.starts_with(char::is_uppercase))).collect();
        let Some(places) = words.first().and_then(|(first, _)| self.by_stem.get(first)) else {
            return (0, Vec::new());
        };
        let says = |from: &usize| {
            let here = self.stems.get(*from..from + words.len());
            here.is_some_and(|stems| {
                stems
                    .iter()
                    .zip(&self.capital[*from..])
                    .zip(&words)
                    .all(|((stem, capital), (word, name))| stem == word && (*capital || !name))
            }) && self.sentences[*from] == self.sentences[from + words.len() - 1]
        };
        let found: Vec<usize> =
            places.iter().filter(|from| says(from)).map(|&from| self.sentences[from]).collect();
        let times = found.len();
        let mut sentences = found;
        sentences.dedup();
        (times, sentences)
    }
}

/// The names and the terms of a talk: names that are said most often, and terms that matter most, what is said most often first.
pub(super) fn index(
    script: &Script,
    tags: &[Vec<Pos>],
    phrases: &[Phrase],
    topics: &[Topic],
) -> (Vec<Mention>, Vec<Mention>) {
    let content: Vec<&Topic> = topics.iter().filter(|topic| topic.left_out.is_none()).collect();
    let speakers = script.speakers.iter().flat_map(|speaker| speaker.name.split_whitespace().map(stem));
    let talk = Talk {
        places: Places::new(script, &content),
        content,
        cases: cases(script),
        speakers: speakers.collect(),
        nouns_too: script.language.capitalises_nouns(),
    };
    let sentences = talk.content.iter().flat_map(|topic| &script.sentences[topic.sentences.clone()]);
    let words: usize = sentences.map(|sentence| sentence.words.len()).sum();
    let mut names = talk.names(phrases);
    names.truncate((words / WORDS_PER_NAME).min(MOST_NAMES));
    let mut terms = talk.terms(phrases);
    drop_named(&mut terms, &names);
    terms.truncate((words / WORDS_PER_TERM).min(MOST_TERMS));
    terms.sort_by_key(|term| (std::cmp::Reverse(term.said), term.sentences[0]));
    for term in terms.iter_mut().filter(|_| script.language.is_english()) {
        term.explained = term.sentences.iter().copied().find(|&at| explains(script, tags, at, &term.text));
    }
    (names, terms)
}

impl Talk<'_> {
    /// Where a phrase is said, without what is left out.
    fn mention(&self, phrase: &Phrase) -> Mention {
        let (mut said, mut sentences) = self.places.find(&phrase.text);
        let elsewhere = |at: &&usize| {
            self.content.iter().any(|topic| topic.sentences.contains(at))
                && sentences.binary_search(at).is_err()
        };
        // In another form, as where a name is misspelled.
        let others: Vec<usize> = phrase.sentences.iter().filter(elsewhere).copied().collect();
        said += others.len();
        sentences.extend(others);
        sentences.sort_unstable();
        sentences.dedup();
        Mention { text: phrase.text.clone(), said, sentences, explained: None }
    }

    fn names(&self, phrases: &[Phrase]) -> Vec<Mention> {
        let nobody = made_up(|stem| self.places.by_stem.contains_key(stem));
        let mut names: Vec<Mention> = phrases
            .iter()
            .filter(|phrase| !is_abbreviation(&phrase.text) && self.is_name(phrase))
            .filter(|phrase| !nobody.contains(&phrase.text.to_lowercase().as_str()))
            .map(|phrase| self.mention(phrase))
            .filter(|name| !name.sentences.is_empty())
            .collect();
        let only_a_name = |word: &str| {
            self.cases
                .get(&stem(word))
                .is_some_and(|[capital, small]| *capital >= FEWEST_NAMED && *small == 0)
        };
        join_parts(&mut names, only_a_name);
        drop_inner(&mut names);
        drop_misheard(&mut names);
        names.retain(|name| name.sentences.len() >= FEWEST_NAMED);
        names.sort_by(|a, b| (b.said, a.sentences[0], &a.text).cmp(&(a.said, b.sentences[0], &b.text)));
        names
    }

    /// Whether a phrase is a name wherever it is said, of somebody who isn't speaking.
    fn is_name(&self, phrase: &Phrase) -> bool {
        // Months, moneys, and what people exclaim.
        const NO_NAMES: [&str; 38] = [
            "absolutely",
            "april",
            "august",
            "boom",
            "correct",
            "december",
            "dollar",
            "dollars",
            "euro",
            "euros",
            "exactly",
            "february",
            "franc",
            "god",
            "heck",
            "hello",
            "january",
            "jesus",
            "july",
            "june",
            "lord",
            "march",
            "may",
            "november",
            "october",
            "oh",
            "ooh",
            "pound",
            "pounds",
            "question",
            "right",
            "rupee",
            "rupees",
            "rupiah",
            "september",
            "sure",
            "yen",
            "yuan",
        ];
        let stems: Vec<String> = phrase.text.split(' ').map(stem).collect();
        let common = phrase.words == 1
            && (phrase.rarity < LEAST_RARE_NAME
                || phrase.text.chars().count() < 3
                || NO_NAMES.contains(&key(&phrase.text).as_str()));
        // "God-given", "LOT=true", "Ph.D" are no names.
        let parts = phrase.text.split([' ', '-', '.', '=']);
        let whole =
            parts.clone().all(|part| part.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()))
                && phrase.text.split('.').all(|part| part.chars().count() > 1);
        // "from Belgian Belgium" mends itself.
        let again = stems
            .windows(2)
            .any(|two| two[0] != two[1] && two[0].len() >= 4 && two[1].get(..4) == two[0].get(..4));
        let least = if phrase.words == 1 { FEWEST_NAMED } else { 1 };
        let capital = |stem: &String| {
            self.cases.get(stem).is_some_and(|[capital, small]| *capital >= least && capital > small)
        };
        !self.nouns_too
            && !common
            && !again
            && whole
            // "Open AI" has an everyday word in it.
            && (stems.iter().all(capital) || phrase.is_name && phrase.words > 1 && phrase.sentences.len() >= OFTEN)
            && !stems.iter().any(|stem| self.speakers.contains(stem))
    }

    fn terms(&self, phrases: &[Phrase]) -> Vec<Mention> {
        // Of what is said often, what names a topic is a word of the trade.
        let keyphrases: BTreeSet<&str> =
            self.content.iter().flat_map(|topic| topic.keyphrases.iter().map(String::as_str)).collect();
        let is_term = |phrase: &&Phrase| {
            let spoken_for = phrase.text.split(' ').any(|word| self.speakers.contains(&stem(word)));
            let names_topic = !phrase.is_name
                && !self.is_name(phrase)
                && phrase.text.chars().count() >= SHORTEST_TERM
                && keyphrases.contains(phrase.text.as_str());
            phrase.rarity >= LEAST_RARE_TERM && !spoken_for && (names_topic || is_abbreviation(&phrase.text))
        };
        let mut terms: Vec<(f64, Mention)> = phrases
            .iter()
            .filter(is_term)
            .map(|phrase| {
                let mention = self.mention(phrase);
                (phrase.rarity * mention.sentences.len() as f64, mention)
            })
            .filter(|(_, term)| term.sentences.len() >= FEWEST_TERMED)
            .collect();
        terms.sort_by(|a, b| {
            b.0.total_cmp(&a.0)
                .then_with(|| a.1.sentences[0].cmp(&b.1.sentences[0]))
                .then_with(|| a.1.text.cmp(&b.1.text))
        });
        // "lenses" beside "Fresnel lens": one of them is enough, and the longer says more when it is what is mostly said.
        let mut chosen: Vec<Mention> = Vec::new();
        for (_, term) in terms {
            // "PTLCs" is several of what "PTLC" is one of.
            let stem = |word: &str| {
                let one = word.strip_suffix('s').filter(|one| is_abbreviation(one));
                one.map_or_else(|| stem(word), stem)
            };
            let stems: Vec<String> = term.text.split(' ').map(stem).collect();
            let part =
                chosen.iter_mut().find(|other| other.text.split(' ').any(|word| stems.contains(&stem(word))));
            match part {
                Some(other)
                    if 2 * term.sentences.len() >= other.sentences.len()
                        && term.text.contains(' ')
                        && !other.text.contains(' ') =>
                {
                    *other = term;
                }
                Some(_) => {}
                None => chosen.push(term),
            }
        }
        chosen
    }
}

/// How often each stem has a capital and how often it has none, after a word without a mark: "Heck, ..." tells nothing.
fn cases(script: &Script) -> BTreeMap<String, [usize; 2]> {
    let mut cases: BTreeMap<String, [usize; 2]> = BTreeMap::new();
    for pair in script.sentences.iter().flat_map(|sentence| sentence.tokens.windows(2)) {
        let word = bare(&pair[1].text);
        if pair[0].text.ends_with(char::is_alphanumeric) {
            let small = usize::from(word.starts_with(char::is_lowercase));
            cases.entry(stem(word)).or_default()[small] += 1;
        }
    }
    cases
}

/// Leaves out what captions heard of a name now and then: "Openi" beside "Open AI". Its places aren't the name's, which is not
/// written there.
fn drop_misheard(names: &mut Vec<Mention>) {
    let misheard: Vec<bool> = names.iter().map(|name| is_misspelled(names, &name.text)).collect();
    let mut misheard = misheard.into_iter();
    names.retain(|_| !misheard.next().unwrap_or(false));
}

/// Leaves out what is hardly said but in longer names: "Chad" where it is "Chad GPT" or "Chad GBT", "Korea" beside "South Korea".
fn drop_inner(names: &mut Vec<Mention>) {
    const SHARE: f64 = 2.0 / 3.0;
    let texts: Vec<(String, usize)> =
        names.iter().map(|name| (format!(" {} ", name.text), name.said)).collect();
    names.retain(|name| {
        let inner = format!(" {} ", name.text);
        let longer = texts.iter().filter(|(text, _)| *text != inner && text.contains(&inner));
        let within: usize = longer.map(|(_, said)| said).sum();
        within == 0 || (within as f64) < SHARE * name.said as f64
    });
}

/// Leaves out terms that are hardly said but as a part of the names: "BIP" beside "BIP 9" and "BIP 148".
fn drop_named(terms: &mut Vec<Mention>, names: &[Mention]) {
    const SHARE: f64 = 0.75;
    terms.retain(|term| {
        let within = names.iter().filter(|name| name.text.split(' ').any(|word| word == term.text));
        (within.map(|name| name.said).sum::<usize>() as f64) < SHARE * term.said as f64
    });
}

/// Joins the two where only one longer name has the shorter one at an end: they are called by the one that is said more often,
/// "Fresnel" rather than "Augustin Fresnel".
fn join_parts(names: &mut Vec<Mention>, only_a_name: impl Fn(&str) -> bool) {
    let texts: Vec<String> = names.iter().map(|name| name.text.clone()).collect();
    let whole = |part: &str| {
        let mut longer = texts.iter().enumerate().filter(|(_, text)| {
            let words: Vec<&str> = text.split(' ').collect();
            let rest = match words.as_slice() {
                [first, rest @ ..] if *first == part => rest,
                [rest @ .., last] if *last == part => rest,
                _ => return false,
            };
            !rest.is_empty() && rest.iter().all(|word| rarity(&stem(word)) >= RARE || only_a_name(word))
        });
        let found = longer.next()?;
        longer.next().is_none().then_some(found.0)
    };
    let whole_said: Vec<usize> = names.iter().map(|name| name.said).collect();
    for at in 0..names.len() {
        if let Some(whole) = whole(&texts[at]) {
            let places = std::mem::take(&mut names[at].sentences);
            // Where the whole name is said its part is, too.
            let alone = names[at].said.saturating_sub(whole_said[whole]);
            if alone > names[whole].said {
                names[whole].text.clone_from(&texts[at]);
            }
            names[whole].said += alone;
            names[whole].sentences.extend(places);
        }
    }
    for name in names.iter_mut() {
        name.sentences.sort_unstable();
        name.sentences.dedup();
    }
    names.retain(|name| !name.sentences.is_empty());
}

/// "GPS", "CDNs": a term rather than a name, more often than not.
fn is_abbreviation(text: &str) -> bool {
    let letters = text.strip_suffix('s').unwrap_or(text);
    letters.chars().filter(|c| c.is_uppercase()).count() > 1
        && !letters.contains([' ', '.', '='])
        && !letters.chars().any(char::is_lowercase)
}

/// Whether a sentence says what a term is: "A Fresnel lens is a lens ...", "which is called a Fresnel lens".
fn explains(script: &Script, tags: &[Vec<Pos>], at: usize, term: &str) -> bool {
    const LEADS: [&str; 9] = ["a", "an", "and", "but", "now", "so", "the", "well", "yeah"];
    const KINDS: [&str; 6] = ["a", "an", "how", "when", "where", "something"];
    const VERBS: [&str; 3] = ["means", "refers", "stands"];
    const OPINIONS: [&str; 14] = [
        "bad",
        "big",
        "bit",
        "different",
        "good",
        "great",
        "hard",
        "huge",
        "little",
        "lot",
        "nice",
        "problem",
        "really",
        "very",
    ];
    let sentence = &script.sentences[at];
    if sentence.kind != SentenceKind::Statement {
        return false;
    }
    let words = keys(sentence);
    let stems: Vec<String> = words.iter().map(|word| stem(word)).collect();
    let term: Vec<String> = term.split(' ').map(stem).collect();
    let Some(from) = stems.windows(term.len()).position(|window| window == term) else { return false };
    let to = from + term.len();
    let word = |at: usize| words.get(at).map_or("", String::as_str);
    let subject = words[..from].iter().all(|word| LEADS.contains(&word.as_str()));
    let is = matches!(word(to), "is" | "are")
        && KINDS.contains(&word(to + 1))
        && !OPINIONS.contains(&word(to + 2));
    let before = from - usize::from(from > 0 && tags[at][from - 1] == Pos::Determiner);
    let named = before > 1
        && (word(before - 1) == "called"
            || word(before - 1) == "as" && word(before - 2) == "known"
            || word(before - 2) == "call"
                && !(before > 2 && word(before - 3) == "let's")
                && matches!(word(before - 1), "it" | "that" | "them" | "this"));
    subject && (is || VERBS.contains(&word(to))) || named
}

#[cfg(test)]
mod tests {
    use crate::analyze::{Options, analyze};
    use crate::restore::restore;

    #[test]
    fn lists_who_and_what_is_spoken_of() {
        let text = "Ann: How did you come to know Grace Wexcombe and her catoptric lamp?\n\
            Bob: I met Wexcombe in Lisbon when she had just built the catoptric lamp. A catoptric lamp is a lamp with a \
            mirror behind it. Heck, that was in March. People said that Wexcombe would never sell one.\n\
            Ann: And what did the catoptric lamp do for Lisbon? Heck, tell us, Bob.\n\
            Bob: The harbor of Lisbon had a catoptric lamp in March, and Wexcombe was paid for it, but God knows how well.\n";
        // Long enough for some of each.
        let text = text.repeat(12);
        let script = restore(crate::read::testing::transcript(&text), &crate::restore::Options::default());
        let analysis = analyze(&script, &Options::default());
        let names: Vec<&str> = analysis.names.iter().map(|name| name.text.as_str()).collect();
        assert_eq!(names, ["Wexcombe", "Lisbon"]);
        let term = analysis.terms.iter().find(|term| term.text == "catoptric lamp").expect("it is a term");
        let explained = script.sentences[term.explained.expect("it is explained")].text();
        assert!(explained.starts_with("A catoptric lamp is a lamp"), "{explained}");
        assert!(term.sentences.is_sorted() && term.sentences.len() > 20);
    }
}
