//! Whether a sentence can stand alone: it is no half of one, no program, and leans on nothing that was said before.

use super::stems::stem;
use super::tagger::{Pos, bare, keys};
use crate::restore::{Script, Sentence, key};

/// Whether a sentence is a part whose other half never comes: a condition ("So if we can keep that."), an indirect question
/// ("What users will do when they find it."), or words that break off ("... all of that, and the").
pub(super) fn is_half(script: &Script, tags: &[Vec<Pos>], at: usize) -> bool {
    script.language.is_english() && is_english_half(&script.sentences[at], &tags[at])
}

/// Whether a word numbers an item of a list, of which the others and what they are of stand elsewhere: "7)", "Two,".
fn is_item(word: &str) -> bool {
    const NUMBERS: [&str; 6] = ["one,", "two,", "three,", "four,", "five,", "six,"];
    let numbered = word.strip_suffix(')').is_some_and(|number| {
        !number.is_empty() && number.len() <= 2 && number.bytes().all(|b| b.is_ascii_digit())
    });
    numbered || NUMBERS.contains(&word.to_lowercase().as_str())
}

fn is_english_half(sentence: &Sentence, tags: &[Pos]) -> bool {
    const LEADS: [&str; 9] = ["and", "but", "especially", "like", "now", "only", "so", "well", "yeah"];
    const OPENERS: [&str; 10] =
        ["although", "because", "even", "given", "if", "since", "though", "unless", "when", "while"];
    const ASKING: [&str; 6] = ["how", "what", "whether", "where", "who", "why"];
    const COPULAS: [&str; 4] = ["are", "is", "was", "were"];
    // What goes on with the condition rather than beginning the main clause.
    const GOES_ON: [&str; 11] =
        ["as", "because", "especially", "less", "like", "more", "or", "since", "that", "which", "who"];
    const OPEN: [&str; 10] = ["a", "an", "and", "because", "but", "if", "or", "so", "than", "the"];
    let words = keys(sentence);
    // "in certain circumstances...": somebody else went on.
    if sentence.tokens.last().is_some_and(|token| {
        token.text.ends_with(['…', '—']) || token.text.ends_with("...") || token.text.ends_with("--")
    }) {
        return true;
    }
    if is_one_of_two(sentence, &words) {
        return true;
    }
    if sentence.tokens.first().is_some_and(|token| is_item(&token.text)) {
        return true;
    }
    let Some(first) = words.iter().position(|word| !LEADS.contains(&word.as_str())) else { return true };
    let last = words.len() - 1;
    if OPEN.contains(&words[last].as_str()) || words[last] == "that" && words[last - 1] == "and" {
        return true;
    }
    let opener = words[first].as_str();
    if ASKING.contains(&opener) {
        // "What we found is that ..." is whole, "what are the best things" was a question.
        let asks = tags.get(first + 1) == Some(&Pos::Auxiliary);
        return asks || !words.iter().skip(first + 3).any(|word| COPULAS.contains(&word.as_str()));
    }
    // The main clause begins after a comma, with a subject.
    let begins = |at: usize| {
        let aside = words[at] == "you" && words.get(at + 1).is_some_and(|next| next == "know");
        sentence.tokens[at - 1].text.ends_with([',', '-', '–', '—', '"'])
            && matches!(tags[at], Pos::Pronoun | Pos::Determiner | Pos::Noun | Pos::Name | Pos::Adverb)
            && !GOES_ON.contains(&words[at].as_str())
            && !aside
    };
    let conditional = OPENERS.contains(&opener)
        && (opener != "even" || words.get(first + 1).is_some_and(|next| next == "though" || next == "if"));
    // "We need savings, and if we want a higher standard.": the condition of something that never comes.
    let opens = |at: usize| matches!(words[at].as_str(), "if" | "unless" | "when");
    let trailing =
        (first + 2..last).rev().find(|&at| opens(at) && matches!(words[at - 1].as_str(), "and" | "but"));
    let breaks_off = trailing.is_some_and(|at| !(first..at).any(opens) && !(at + 2..words.len()).any(begins));
    conditional && !(first + 2..words.len()).any(begins)
        || breaks_off
        || lacks_its_verb(&words[first..], &tags[first..])
}

/// Whether a sentence only names what it would be about: "The argument that was meant to kill the theory.", "Louis the 14th, when he hears of it."
fn lacks_its_verb(words: &[String], tags: &[Pos]) -> bool {
    const SUBORDINATING: [&str; 5] = ["that", "when", "which", "who", "whose"];
    // Verbs that stand together, "was meant", are one; "to kill" and "killing" tell no time.
    let says = |at: usize| match tags[at] {
        Pos::Auxiliary => true,
        Pos::Verb => !words[at].ends_with("ing") && (at == 0 || words[at - 1] != "to"),
        _ => {
            words[at].contains('\'') && !words[at].ends_with("'s")
                || matches!(words[at].as_str(), "it's" | "that's" | "there's")
        }
    };
    // "Really painful, and hard to have to keep running it."
    // The tagger takes many a past tense for an adjective.
    if !(0..words.len()).any(|at| says(at) || words[at].len() > 4 && words[at].ends_with("ed")) {
        return true;
    }
    let Some(at) = (1..words.len()).find(|&at| SUBORDINATING.contains(&words[at].as_str())) else {
        return false;
    };
    let names = tags[..at].iter().all(|pos| {
        matches!(
            pos,
            Pos::Determiner | Pos::Adjective | Pos::Noun | Pos::Name | Pos::Number | Pos::Preposition
        )
    });
    let groups = (at + 1..words.len())
        .filter(|&at| says(at) && !(says(at - 1) || tags[at - 1] == Pos::Adverb && at > 1 && says(at - 2)))
        .count();
    names && tags[at - 1].is_nominal() && groups == 1
}

/// "We either ditch the lamp": the other never comes.
fn is_one_of_two(sentence: &Sentence, words: &[String]) -> bool {
    let Some(at) = words.iter().position(|word| word == "either") else { return false };
    let pauses = |at: usize| sentence.tokens[at].text.ends_with(|c: char| !c.is_alphanumeric());
    let whole = |next: &String| matches!(next.as_str(), "way" | "one" | "of" | "side" | "case" | "end");
    let alone = pauses(at) || words.get(at + 1).is_none_or(whole);
    let denied = words[..at]
        .iter()
        .any(|word| word.ends_with("n't") || matches!(word.as_str(), "not" | "never" | "neither"));
    !alone && !denied && !words[at..].iter().any(|word| word == "or")
}

/// Whether a sentence is a program that is read aloud: "var m map string float 64", "fmt print line".
pub(super) fn is_code(sentence: &Sentence) -> bool {
    const KEYWORDS: [&str; 14] = [
        "async", "await", "const", "elif", "float", "fmt", "func", "funct", "int", "printf", "println",
        "stdout", "struct", "var",
    ];
    let says =
        |keyword: &&&str| sentence.tokens.iter().any(|token| bare(&token.text).eq_ignore_ascii_case(keyword));
    KEYWORDS.iter().filter(says).count() > 1
}

/// Whether a sentence begins with something that only the sentence before explains.
pub(super) fn leans(script: &Script, tags: &[Vec<Pos>], at: usize) -> bool {
    const LEADS: [&str; 20] = [
        "and",
        "but",
        "so",
        "because",
        "well",
        "yeah",
        "now",
        "then",
        "also",
        "i",
        "think",
        "mean",
        "actually",
        "i'd",
        "say",
        "guess",
        "apparently",
        "clearly",
        "honestly",
        "obviously",
    ];
    const POINTERS: [&str; 28] = [
        "he", "he's", "her", "him", "his", "it", "it'll", "it's", "its", "she", "she's", "such", "that",
        "that'll", "that's", "their", "them", "these", "they", "they'll", "they're", "they've", "this",
        "those", "which", "who", "who's", "whose",
    ];
    if !script.language.is_english() {
        return false;
    }
    if goes_on_speaking(script, at) {
        return true;
    }
    let words = keys(&script.sentences[at]);
    // Half of what the sentence before says, whatever follows.
    let halves = |word: &&String| matches!(word.as_str(), "because" | "'cause" | "cuz" | "or" | "whereas");
    if words.first().is_some_and(|word| halves(&word)) {
        return true;
    }
    let Some(first) = words.iter().position(|word| !LEADS.contains(&word.as_str())) else { return true };
    if follows(&words[first..], &tags[at][first..]) {
        return true;
    }
    let pointer = POINTERS.contains(&words[first].as_str());
    // "this board" and "that weekend" name what they point at; "that is" doesn't.
    let determines =
        matches!(
            words[first].as_str(),
            "this" | "that" | "these" | "those" | "such" | "his" | "her" | "its" | "their"
        ) && tags[at].get(first + 1).is_some_and(|pos| matches!(pos, Pos::Noun | Pos::Name | Pos::Adjective));
    // "it's hard to ..." explains itself further on.
    let cleft = matches!(words[first].as_str(), "it's" | "it")
        && words[first..].iter().take(7).any(|word| matches!(word.as_str(), "to" | "that"));
    pointer && !determines && !cleft
}

/// Whether a sentence turns to something else: "On the leverage side, ...", "Regarding the tax, ...", "Moving on to ...".
pub(super) fn turns_to(script: &Script, at: usize) -> bool {
    const LEADS: [&str; 6] = ["and", "but", "now", "ok", "okay", "so"];
    const TURNING: [&str; 12] = [
        "another",
        "concerning",
        "finally",
        "lastly",
        "moving",
        "next",
        "regarding",
        "second",
        "secondly",
        "third",
        "thirdly",
        "turning",
    ];
    if !script.language.is_english() {
        return false;
    }
    let words: Vec<String> =
        script.sentences[at].tokens.iter().take(8).map(|token| key(bare(&token.text))).collect();
    let Some(first) = words.iter().position(|word| !LEADS.contains(&word.as_str())) else { return false };
    let words = &words[first..];
    let side = words[0] == "on"
        && words
            .iter()
            .take(6)
            .any(|word| matches!(word.as_str(), "side" | "front" | "question" | "topic" | "point"));
    let of = words.len() > 1
        && matches!(
            (words[0].as_str(), words[1].as_str()),
            ("as", "for" | "regards") | ("in", "terms") | ("let", "me") | ("let's", "move")
        );
    TURNING.contains(&words[0].as_str()) || side || of
}

/// Whether the sentence before begins what somebody else said, so that this one is still his: "He says, I've told our people: if you lose
/// money, ... If you lose your name, I will be ruthless."
fn goes_on_speaking(script: &Script, at: usize) -> bool {
    const SAYING: [&str; 7] = ["goes", "said", "say", "saying", "says", "tells", "told"];
    const OTHERS: [&str; 5] = ["he", "it", "people", "she", "they"];
    const PERSONS: [&str; 12] =
        ["I", "I'd", "I'll", "I'm", "I've", "If", "My", "We", "We're", "We've", "You", "You're"];
    let sentence = &script.sentences[at];
    let Some(before) = at.checked_sub(1).map(|before| &script.sentences[before]) else { return false };
    let opens = |token: &str| PERSONS.contains(&bare(token));
    if before.turn != sentence.turn || !sentence.tokens.first().is_some_and(|token| opens(&token.text)) {
        return false;
    }
    let words = keys(before);
    // "he says I've told", "they said we will": whoever says it is no "I", and who speaks then is.
    words.windows(3).any(|three| {
        let [who, says, first] = [three[0].as_str(), three[1].as_str(), three[2].as_str()];
        OTHERS.contains(&who)
            && SAYING.contains(&says)
            && matches!(first, "i" | "i'm" | "i've" | "i'll" | "we" | "we're" | "we've" | "if")
    })
}

/// Whether words are the second of several, or of a pair: "Second audience is ...", "The other population ...", "If you do the latter, ...",
/// "To fix these issues, ...".
fn follows(words: &[String], tags: &[Pos]) -> bool {
    const ORDINALS: [&str; 7] = ["second", "secondly", "third", "thirdly", "fourth", "fourthly", "others"];
    /// Nouns that an ordinal is a part of rather than a number of: "Second quarter sales", "Another year".
    const PARTS: [&str; 8] = ["quarter", "half", "year", "world", "hand", "day", "time", "floor"];
    /// Words of a sentence within which a pair must be named.
    const NEAR: usize = 7;
    let word = |at: usize| words.get(at).map_or("", String::as_str);
    let numbered = usize::from(word(0) == "the");
    let ordinal = ORDINALS.contains(&word(numbered)) && !PARTS.contains(&word(numbered + 1));
    let other = word(0) == "the" && word(1) == "other" && tags.get(2).is_some_and(|pos| pos.is_nominal());
    let pair = words
        .windows(2)
        .take(NEAR)
        .any(|two| two[0] == "the" && matches!(two[1].as_str(), "latter" | "former"));
    let at_once = matches!((word(0), word(1)), ("just", "then") | ("at" | "in", "that"));
    let mends = word(0) == "to"
        && matches!(word(1), "avoid" | "fix" | "handle" | "mitigate" | "prevent" | "solve")
        && matches!(word(2), "it" | "that" | "these" | "this" | "those");
    ordinal || other || pair || at_once || mends
}

/// Words that stand for what was named before.
pub(super) const POINTERS: [&str; 19] = [
    "he", "her", "him", "his", "it", "it's", "its", "she", "that", "that's", "their", "them", "these",
    "they", "they're", "this", "those", "there", "here",
];

/// Whether the first thing that a sentence speaks of was named before it: "Does it occur ...", "How does that transaction ...".
pub(super) fn points(words: &[String], tags: &[Pos], is_known: impl Fn(&str) -> bool) -> bool {
    // "this bill" in a talk on a bill
    let known = |at: usize| {
        matches!(words[at].as_str(), "these" | "this")
            && tags.get(at + 1).is_some_and(|pos| pos.is_nominal())
            && is_known(&stem(&words[at + 1]))
    };
    // "that case", "these people"
    let unnamed = |at: usize| {
        at > 0
            && !known(at)
            && matches!(words[at].as_str(), "that" | "these" | "this" | "those" | "such")
            && tags.get(at + 1).is_some_and(|pos| *pos == Pos::Noun)
            && !words[..at].iter().any(|word| stem(word) == stem(&words[at + 1]))
            // "that people like" behind "think"
            && !(words[at] == "that" && matches!(tags[at - 1], Pos::Verb | Pos::Noun | Pos::Adjective))
    };
    if (0..words.len()).any(unnamed) {
        return true;
    }
    let points = |at: &usize| POINTERS.contains(&words[*at].as_str()) && !known(*at);
    let Some(first) = (0..words.len()).find(points) else { return false };
    let named = tags[..first].iter().zip(words).any(|(pos, word)| {
        pos.is_nominal()
            && !matches!(word.as_str(), "kind" | "sort" | "point" | "way" | "thing" | "what" | "how")
    });
    // "Is it possible to ...", "do you think that people ...", "is there a point where ..."
    let explained = match words[first].as_str() {
        "it" | "it's" => words[first + 1..].iter().take(6).any(|word| word == "to" || word == "that"),
        "that" => {
            let asked = first > 0 && tags[first - 1] == Pos::Auxiliary;
            !asked
                && tags
                    .get(first + 1)
                    .is_some_and(|pos| matches!(pos, Pos::Pronoun | Pos::Determiner | Pos::Name))
                || first > 0 && matches!(words[first - 1].as_str(), "think" | "say" | "mean" | "feel")
        }
        "there" => true,
        _ => false,
    };
    !named && !explained
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analyze::tagger::tag;
    use crate::restore::{Options, restore};

    #[test]
    fn knows_halves_of_sentences() {
        let half = |text: &str| {
            let script = restore(crate::read::testing::transcript(text), &Options::default());
            is_english_half(&script.sentences[0], &tag(&script.sentences[0]))
        };
        assert!(half("So if we can keep putting free, or cheap and powerful tools out in the world."));
        assert!(half("What the keepers will do when you give them a lamp that they never expected."));
        assert!(half("Even though the light is bright, and the lens is clean, and the keeper."));
        assert!(half("If it's more than a hundred lenses, more than two lamps that I'm sending."));
        assert!(half("7) They carried the lamp up the stairs of the tower."));
        assert!(half("Two, the lamp was much too heavy for the old tower."));
        assert!(half("We need the savings of others, and if we want the living standard of today."));
        assert!(!half("We need the savings of others, and if we want more, we have to wait."));
        assert!(!half("It will burn if you trim the wick and if you keep the oil."));
        assert!(!half("Two lamps were much too heavy for the old tower."));
        assert!(!half("What the keepers found is that the lamp was too heavy."));
        assert!(!half("Even the keepers could not see it."));
        assert!(half("Although we still need to trim the wick, as we see the wick is a part of it."));
        assert!(half("So the argument that was meant to kill the theory."));
        assert!(half("Really painful, and hard to keep it running in the middle of that."));
        assert!(!half("Then in the 1890s the French started floating the whole lens in mercury."));
        assert!(half("And the old keeper of the tower, when he hears about it."));
        assert!(!half("The keeper who lights the lamp sleeps at noon."));
        assert!(!half("The keepers say that the lamp was out."));
        assert!(half("Given that the lamp is only a single lamp in the tower."));
        assert!(!half("Given the storm, the keepers stayed in the tower."));
        assert!(half("Because the polish wore off every single day."));
        assert!(!half("And if you make 30 billion, you will not sell ten times as many phones."));
        assert!(!half("The tower stood because it was built of granite."));
    }

    #[test]
    fn knows_programs() {
        let code = |text: &str| {
            is_code(&restore(crate::read::testing::transcript(text), &Options::default()).sentences[0])
        };
        assert!(code("Var m map string float 64 makes a map from string to number."));
        assert!(!code("The divide function takes two float 64 arguments and returns a float 64."));
    }

    #[test]
    fn what_follows_something_leans_on_it() {
        let leans = |text: &str| {
            let script = restore(crate::read::testing::transcript(text), &Options::default());
            leans(&script, &[tag(&script.sentences[0])], 0)
        };
        assert!(leans("Second audience is the keepers who live in the tower."));
        assert!(leans("The other tower that we could light was on the far side."));
        assert!(leans("If you do the latter, you lose half of the light."));
        assert!(leans("To fix these issues, you turn the lamp by hand."));
        let script = restore(
            crate::read::testing::transcript(
                "Ann: He says I've told the keepers to trim the wick. If you lose the light, I will be ruthless.",
            ),
            &Options::default(),
        );
        let tags: Vec<_> = script.sentences.iter().map(tag).collect();
        assert!(super::leans(&script, &tags, 1), "he still speaks");
        assert!(!leans("Second quarter sales of lamps grew by a third."));
        assert!(!leans("To fix a lamp you turn the screw by hand."));
    }
}
