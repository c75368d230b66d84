//! Finds the parts that aren't about the subject: introductions, advertisements, goodbyes.

use std::ops::Range;

use super::analysis::TopicKind;
use super::boundary;
use crate::restore::{Script, SentenceKind, key};

/// Phrases with which hosts hand over to a sponsor.
const AD: [&str; 22] = [
    "a quick word from",
    "after the break",
    "after this break",
    "brought to you by",
    "check out our sponsors",
    "discount code",
    "episode is sponsored",
    "episode is supported by",
    "for a free trial",
    "free shipping",
    "message from our sponsor",
    "percent off",
    "podcast is supported by",
    "promo code",
    "quick break",
    "short break",
    "show is supported by",
    "sign up at",
    "sponsored by",
    "support for this",
    "thanks to our sponsor",
    "word from our sponsor",
];

/// Phrases that only give an advertisement away where one of the words stands near: "I use code search on it".
const CODE: [&str; 2] = ["use code", "use the code"];
const OFFERED: [&str; 7] = [".com", "checkout", "coupon", "discount", "dot com", "free", "percent"];
/// Sentences from one of these phrases on that are near.
const NEAR: usize = 3;

const INTRO: [&str; 20] = [
    "following is a conversation",
    "good afternoon",
    "good evening",
    "good morning",
    "here's my conversation",
    "i'm joined",
    "i'm your host",
    "in this episode",
    "joining us",
    "joins me",
    "joins us",
    "my guest",
    "my name is",
    "our guest",
    "please welcome",
    "thanks for having",
    "to the show",
    "today we",
    "today's episode",
    "welcome",
];

const OUTRO: [&str; 22] = [
    "for coming on",
    "for joining us",
    "for listening",
    "for tuning in",
    "for watching",
    "goodbye",
    "have time for today",
    "leave you with",
    "next episode",
    "next time",
    "out of time",
    "our next show",
    "pleasure to talk",
    "see you next",
    "talk to you again",
    "thank you all",
    "thank you for having",
    "thank you so much",
    "thanks for having",
    "thanks so much",
    "that's it for today",
    "we're out of time",
];

/// A part that isn't about the subject.
pub(crate) struct Aside {
    pub(crate) sentences: Range<usize>,
    pub(crate) kind: TopicKind,
    pub(crate) why: String,
}

/// Furthest that an introduction or a goodbye reaches, in words.
const EDGE: usize = 350;
/// Furthest that an introduction goes on after its last formula, and the shortest, in words.
const INTRO_REACH: usize = 120;
const SHORTEST_INTRO: usize = 25;
/// Furthest that an advertisement reaches from the phrase that gives it away, in words.
const AD_REACH: usize = 220;

/// The parts that are left out, in order, not overlapping. `skip` are phrases with which the person
/// knows that an advertisement begins.
pub(crate) fn asides(script: &Script, skip: &[String]) -> Vec<Aside> {
    let texts: Vec<String> = script.sentences.iter().map(|sentence| key(&sentence.text())).collect();
    let mut asides: Vec<Aside> = Vec::new();
    let english = script.language.is_english();
    let known: &[&str] = if english { &AD } else { &[] };
    let header = header_end(script);
    let intro = intro_end(script, &texts).filter(|_| english);
    if let Some(end) = header.max(intro) {
        let why = if intro.is_some() {
            "greeting and introduction before the first question"
        } else {
            "what stands before the first speaker"
        };
        asides.push(Aside { sentences: 0..end, kind: TopicKind::Intro, why: why.into() });
    }
    let outro = outro_start(script, &texts)
        .filter(|start| english && asides.first().is_none_or(|intro| intro.sentences.end < *start));
    let mut at = asides.first().map_or(0, |intro| intro.sentences.end);
    let until = outro.unwrap_or(script.sentences.len());
    while at < until {
        let phrase = skip
            .iter()
            .map(String::as_str)
            .chain(known.iter().copied())
            .find(|phrase| says(&texts[at], &key(phrase)))
            .or_else(|| code(&texts[at..]).filter(|_| english));
        if let Some(phrase) = phrase {
            let end = ad_end(script, &texts, at).min(until);
            asides.push(Aside {
                sentences: at..end,
                kind: TopicKind::Ad,
                why: format!("advertisement: “{phrase}”"),
            });
            at = end;
        } else {
            at += 1;
        }
    }
    if let Some(start) = outro {
        asides.push(Aside {
            sentences: start..script.sentences.len(),
            kind: TopicKind::Outro,
            why: "thanks and goodbye".into(),
        });
    }
    asides
}

/// Whether a text has those words: "this breaks down" is no break. What begins with a dot ends a word.
fn says(text: &str, phrase: &str) -> bool {
    let letter = |c: char| c.is_alphanumeric();
    text.match_indices(phrase).any(|(at, _)| {
        (phrase.starts_with('.') || !text[..at].ends_with(letter))
            && !text[at + phrase.len()..].starts_with(letter)
    })
}

/// The phrase with which a first sentence offers a code for something.
fn code(texts: &[String]) -> Option<&'static str> {
    let phrase = CODE.into_iter().find(|phrase| says(&texts[0], phrase))?;
    let near = &texts[..NEAR.min(texts.len())];
    OFFERED.iter().any(|word| near.iter().any(|text| says(text, word))).then_some(phrase)
}

fn words_between(script: &Script, range: Range<usize>) -> usize {
    range.map(|at| script.sentences[at].words.len()).sum()
}

/// The sentence after what stands before the first label of a labelled transcript: "Subjects: Iraq; North Korea".
fn header_end(script: &Script) -> Option<usize> {
    const LONGEST: usize = 80;
    let [first, second, ..] = script.turns.as_slice() else { return None };
    let end = first.sentences.end;
    let header =
        first.speaker.is_none() && second.speaker.is_some() && words_between(script, 0..end) <= LONGEST;
    header.then_some(end)
}

/// The sentence after the introduction: it lasts from the first words past the last formula near the
/// start up to the first question or change of subject, where that comes soon.
fn intro_end(script: &Script, texts: &[String]) -> Option<usize> {
    let edge = EDGE.min(script.words.len() / 6);
    let near = (0..texts.len()).take_while(|&at| script.sentences[at].words.end <= edge);
    let last = near.filter(|&at| INTRO.iter().chain(&AD).any(|formula| says(&texts[at], formula))).last()?;
    let begins =
        |&at: &usize| script.sentences[at].kind == SentenceKind::Question || boundary::is_cue(&texts[at]);
    let handover = |&at: &usize| texts[at].contains("here's ") || texts[at].contains("here is ");
    let soon = last + 1..texts.len();
    let soon: Vec<usize> =
        soon.take_while(|&at| words_between(script, last + 1..at) <= INTRO_REACH).collect();
    let end = soon
        .iter()
        .copied()
        .find(begins)
        .or_else(|| soon.iter().copied().find(handover).map(|at| at + 1))
        .unwrap_or(last + 1);
    (end < texts.len() && words_between(script, 0..end) >= SHORTEST_INTRO).then_some(end)
}

/// The first sentence of the goodbye: the first formula near the end.
fn outro_start(script: &Script, texts: &[String]) -> Option<usize> {
    let edge = EDGE.min(script.words.len() / 6);
    let from = script.words.len() - edge;
    let first = (1..texts.len()).find(|&at| {
        script.sentences[at].words.start >= from && OUTRO.iter().any(|formula| says(&texts[at], formula))
    });
    first.filter(|&at| at > 0)
}

/// The end of the advertisement that starts at `at`: after the last of its phrases within reach, and
/// where a question or another turn goes back to the talk.
fn ad_end(script: &Script, texts: &[String], at: usize) -> usize {
    const SELLING: [&str; 14] = [
        "dot com",
        ".com",
        "code",
        "deal",
        "discount",
        "free",
        "link",
        "percent",
        "sign up",
        "sponsor",
        "subscription",
        "try",
        "visit",
        "website",
    ];
    let reach =
        (at..texts.len()).take_while(|&to| words_between(script, at..to) <= AD_REACH).last().unwrap_or(at);
    let last = (at..=reach)
        .rev()
        .find(|&to| SELLING.iter().chain(&AD).any(|word| says(&texts[to], word)))
        .unwrap_or(at);
    last + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_whole() {
        assert!(says("we go on after this break", "after this break"));
        assert!(!says("after this breaks down", "after this break"));
        assert!(says("go to lamps.com now", ".com"));
        assert!(!says("his freedom", "free"));
        assert!(!says("", "free"));
    }

    #[test]
    fn a_code_is_offered_for_something() {
        let offers = |texts: &[&str]| code(&texts.iter().map(ToString::to_string).collect::<Vec<_>>());
        assert_eq!(offers(&["use code lamp at checkout"]), Some("use code"));
        assert_eq!(offers(&["and use the code lamp", "you get ten percent off"]), Some("use the code"));
        assert_eq!(offers(&["i use code search on it", "and it finds every call"]), None);
        assert_eq!(offers(&["you get ten percent off"]), None);
    }
}
