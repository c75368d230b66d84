//! `analysis.json` against the transcript.

use super::Verified;
use super::said::unsaid;
use crate::analyze::stem;
use crate::compose::spoken::{contains, letters};
use crate::language::{Language, joined};
use crate::read::{Millis, Word};
use crate::render::context::{CardView, Context, MentionView, QuizItemView, SentenceView, SpokenView};
use crate::render::{ANALYSIS, link_to};
use crate::restore::Glossary;

/// Checks sentences against the words, and everything else against the sentences.
pub(super) fn check(context: &Context, words: &[Word], glossary: &Glossary, verified: &mut Verified) {
    let talk = Talk { context };
    for sentence in &context.sentences {
        verified.sentences += 1;
        for why in sentence_findings(sentence, words, glossary, talk.unspaced()) {
            verified.found(ANALYSIS, format!("sentence {}", sentence.id), why);
        }
    }
    for passage in context.topics.iter().flat_map(|topic| &topic.passages) {
        let place = Quoted {
            sentences: passage.sentences,
            words: passage.words,
            text: &passage.text,
            start: passage.start_s,
            url: passage.url.as_deref(),
        };
        note(verified, &format!("passage {}", passage.id), talk.findings(&place));
    }
    for (topic, question) in
        context.topics.iter().flat_map(|topic| topic.questions.iter().map(move |q| (topic, q)))
    {
        note(verified, &format!("question of topic {}", topic.id), talk.findings(&quoted(&question.spoken)));
        if let Some(answer) = &question.answer {
            note(verified, &format!("answer of topic {}", topic.id), talk.findings(&quoted(&answer.spoken)));
        }
    }
    for card in &context.cards {
        note(verified, &format!("card {}", card.id), talk.card(card));
    }
    for item in &context.quiz.items {
        note(verified, &format!("question {}", item.id), talk.item(item));
    }
    for mention in context.names.iter().chain(&context.terms) {
        note(verified, &format!("`{}`", mention.text), talk.mention(mention));
    }
    for topic in &context.topics {
        if topic.start_s != talk.start(topic.sentences) {
            let why = "its time is not that of its first sentence";
            verified.found(ANALYSIS, format!("topic {}", topic.id), why);
        }
        for section in
            topic.sections.iter().filter(|section| section.start_s != talk.start(section.sentences))
        {
            let why = format!("the time of `{}` is not that of its first sentence", section.title);
            verified.found(ANALYSIS, format!("topic {}", topic.id), why);
        }
    }
}

fn note(verified: &mut Verified, item: &str, findings: Vec<String>) {
    verified.quotes += 1;
    for why in findings {
        verified.found(ANALYSIS, item, why);
    }
}

/// What is wrong with a sentence.
fn sentence_findings(
    sentence: &SentenceView,
    words: &[Word],
    glossary: &Glossary,
    unspaced: bool,
) -> Vec<String> {
    let [first, last] = sentence.words;
    let Some(spoken) = words.get(first..last) else {
        return vec![format!("it has the words {first} to {last}, and the transcript has {}", words.len())];
    };
    let mut findings = Vec::new();
    let said = joined(spoken.iter().map(|word| word.text.as_str()), unspaced);
    if sentence.said != said {
        findings.push(format!("the transcript says `{said}`"));
    } else if let Some(word) = unsaid(&sentence.text, &sentence.said, glossary) {
        findings.push(format!("`{word}` was not said there and is no form of the glossary"));
    }
    let start = spoken.iter().find_map(|word| word.start);
    let end = spoken.iter().rev().find_map(|word| word.end.or(word.start));
    for (what, written, real) in [("starts", sentence.start_s, start), ("ends", sentence.end_s, end)] {
        if written.and_then(Millis::from_seconds) != real {
            let real = real.map_or_else(|| "at no known time".to_owned(), |time| format!("at {time}"));
            findings.push(format!("it {what} {real}"));
        }
    }
    findings
}

/// A quote with its place.
struct Quoted<'a> {
    sentences: [usize; 2],
    words: [usize; 2],
    text: &'a str,
    start: Option<f64>,
    url: Option<&'a str>,
}

fn quoted(spoken: &SpokenView) -> Quoted<'_> {
    Quoted {
        sentences: spoken.sentences,
        words: spoken.words,
        text: &spoken.text,
        start: spoken.start_s,
        url: spoken.url.as_deref(),
    }
}

struct Talk<'a> {
    context: &'a Context,
}

impl Talk<'_> {
    fn sentences(&self, range: [usize; 2]) -> &[SentenceView] {
        self.context.sentences.get(range[0]..range[1]).unwrap_or_default()
    }

    fn start(&self, range: [usize; 2]) -> Option<f64> {
        super::started(&self.context.sentences, range[0])
    }

    fn text(&self, range: [usize; 2]) -> String {
        let texts = self.sentences(range).iter().map(|sentence| sentence.text.as_str());
        joined(texts.filter(|text| !text.is_empty()), self.unspaced())
    }

    /// Whether the talk is in a language that has no spaces between words.
    fn unspaced(&self) -> bool {
        self.context.source.language.parse().is_ok_and(Language::is_unspaced)
    }

    /// What is wrong with a quote and its place.
    fn findings(&self, quoted: &Quoted<'_>) -> Vec<String> {
        let inside = self.sentences(quoted.sentences);
        let (Some(first), Some(last)) = (inside.first(), inside.last()) else {
            return vec!["its sentences are not in the analysis".to_owned()];
        };
        let mut findings = Vec::new();
        if quoted.text != self.text(quoted.sentences) {
            findings.push("its quote is not what the sentences say".to_owned());
        }
        if quoted.words != [first.words[0], last.words[1]] {
            findings.push("its words are not those of the sentences".to_owned());
        }
        let start = self.start(quoted.sentences);
        if quoted.start != start {
            findings.push("its time is not that of its first sentence".to_owned());
        }
        let moment = start.and_then(Millis::from_seconds);
        let link = self.context.source.url.as_deref().zip(moment).and_then(|(url, time)| link_to(url, time));
        if quoted.url != link.as_deref() {
            findings.push("its link leads to another moment".to_owned());
        }
        findings
    }

    /// What is wrong with a name or a term.
    fn mention(&self, mention: &MentionView) -> Vec<String> {
        let place = Quoted {
            sentences: [mention.sentence, mention.sentence + 1],
            words: mention.words,
            text: &self.text([mention.sentence, mention.sentence + 1]),
            start: mention.start_s,
            url: mention.url.as_deref(),
        };
        let mut findings = self.findings(&place);
        let stems = |text: &str| -> Vec<String> { letters(text).split(' ').map(stem).collect() };
        let words = stems(&mention.text);
        for &at in &mention.said_in {
            let said = stems(&self.text([at, at + 1]));
            if !words.iter().any(|word| said.contains(word)) {
                findings.push(format!("it is not said in sentence {at}"));
            }
        }
        findings
    }

    fn card(&self, card: &CardView) -> Vec<String> {
        let mut findings = self.findings(&Quoted {
            sentences: card.sentences,
            words: card.words,
            text: &card.quote,
            start: card.start_s,
            url: card.url.as_deref(),
        });
        if let (Some(lead), Some(at)) = (&card.lead, card.lead_sentence)
            && !contains(&letters(&self.text([at, at + 1])), &letters(lead))
        {
            findings.push(format!("what leads to it is not sentence {at}"));
        }
        let quote = letters(&card.quote);
        if !contains(&quote, &letters(&card.answer)) {
            findings.push(format!("the answer `{}` is not in the quote", card.answer));
        }
        if card.back.as_ref().is_some_and(|back| *back != card.answer) {
            findings.push("the back is not the answer".to_owned());
        }
        if let (Some(before), Some(after)) = (&card.text_before, &card.text_after) {
            let whole = format!("{before}{}{after}", card.answer);
            if !whole.split_inclusive(". ").all(|sentence| contains(&quote, &letters(sentence))) {
                findings.push("the sentence with the gap is not in the quote".to_owned());
            }
        }
        if [&card.quote_before, &card.quote_answer, &card.quote_after].map(String::as_str).concat()
            != card.quote
        {
            findings.push("the parts of the quote are not the quote".to_owned());
        }
        findings
    }

    /// Whether somebody of this name says a sentence: the answer to "Who said this?".
    fn speaks(&self, sentence: usize, name: &str) -> bool {
        let speaker = self.context.sentences.get(sentence).and_then(|sentence| sentence.speaker);
        speaker.and_then(|id| self.context.speakers.get(id)).is_some_and(|speaker| speaker.name == name)
    }

    fn item(&self, item: &QuizItemView) -> Vec<String> {
        let mut findings = self.findings(&Quoted {
            sentences: item.sentences,
            words: item.words,
            text: &item.quote,
            start: item.start_s,
            url: item.url.as_deref(),
        });
        let says = |name: &str| (item.sentences[0]..item.sentences[1]).any(|at| self.speaks(at, name));
        if let Some(key) = &item.key
            && !contains(&letters(&item.quote), &letters(key))
            && !says(key)
        {
            findings.push(format!("the answer `{key}` is not in the quote"));
        }
        for option in &item.options {
            let said = &option.said;
            let place = Quoted {
                sentences: [said.sentence, said.sentence + 1],
                words: said.words,
                text: &said.text,
                start: said.start_s,
                url: said.url.as_deref(),
            };
            let mut wrong = self.findings(&place);
            let named = contains(&letters(&said.text), &letters(&option.text));
            if !named && !self.speaks(said.sentence, &option.text) {
                wrong.push(format!("`{}` is not said there", option.text));
            }
            findings.extend(wrong.into_iter().map(|why| format!("option {}: {why}", option.letter)));
        }
        findings
    }
}
